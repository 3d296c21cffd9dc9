#include "items/instancetableitemmodel.h"
#include "support/fakesession.h"
#include "support/modelspy.h"
#include "support/sampleschema.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;
using enum relata::SignalKind;

namespace {

QString numbered(int number) { return u"p%1"_s.arg(number, 5, 10, QChar(u'0')); }

Values post(const QString &id, const QString &title, const Value &rating = Null(), const Value &author = Null())
{
    return {id, title, rating, u"body"_s, author};
}

/// Posts p00000, p00002, p00004…, so that there is room between them; titles count down.
struct Fixture
{
    explicit Fixture(int count, const Query &query = postsByKey())
    {
        session.database().put(sample::author, {u"a1"_s, u"Ada"_s});
        for (const char *tag : {"t1", "t2"})
            session.database().put(sample::tag, {QString::fromLatin1(tag), u"Tag "_s + QString::fromLatin1(tag)});
        for (int i = 0; i < count; ++i)
            session.database().put(sample::post, post(numbered(2 * i), u"Title %1"_s.arg(90000 - i), qint64(i % 10)));
        model.show(&session, query);
        session.settle();
        spy.take();
    }
    ~Fixture() { model.show(nullptr, {}); }

    static Query postsByKey()
    {
        Query query;
        query.model = sample::post;
        return query;
    }

    [[nodiscard]] int column(const char *name) const
    {
        for (int i = 0; i < model.columnCount(); ++i)
            if (model.headerData(i, Qt::Horizontal).toString() == QLatin1StringView(name))
                return i;
        return -1;
    }
    [[nodiscard]] QString text(int row, const char *name) const
    {
        return model.index(row, column(name)).data().toString();
    }
    /// Scrolls there and waits for the rows.
    void look(int first, int last)
    {
        model.setVisibleRows(first, last);
        session.settle();
        spy.take();
    }
    /// Every row that is held is the one that a plain read of everything gives at its place, and so is the count.
    [[nodiscard]] bool isTrue()
    {
        Query all = model.query();
        const std::vector<Row> rows = session.database().fetch(all).rows;
        if (model.rowCount() != static_cast<int>(rows.size()) || model.total() != static_cast<qint64>(rows.size()))
            return false;
        for (int row = 0; row < model.rowCount(); ++row)
            if (const auto found = model.rowOf(rows[static_cast<std::size_t>(row)].key);
                found && (*found != row || *model.rowAt(row) != rows[static_cast<std::size_t>(row)]))
                return false;
        return true;
    }

    FakeSession session{sample::schema()};
    InstanceTableItemModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};
    ModelSpy spy{model};
};

} // namespace

class TestInstanceTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsAreDisplayFieldsThenEnds();
    void showsRowsWhenTheyArrive();
    void sayWhatCellsHold();
    void pagesThroughManyRowsHoldingFew();
    void jumpsSkipFromTheNearestPlace();
    void asksEachPageOnce();
    void lateAnswersOfAnOldQueryAreDropped();
    void insertedRowComesAtItsPlace();
    void insertedRowFarBelowComesAtItsPlace();
    void removedRowGoesAtOnce();
    void removedRowFarAboveGoesAtItsPlace();
    void updatedCellsAreSaidExactly();
    void updateOfTheSortFieldMovesTheRow();
    void updateMovesARowOutOfSight();
    void updateOutOfTheConditionRemovesTheRow();
    void updateIntoTheConditionInsertsTheRow();
    void linksChangeOnlyTheirCells();
    void labelsOfLinkedInstancesFollow();
    void relatedRowsFollowTheLinks();
    void severalChangesOfOneSet();
    void changeElsewhereIsFoundByReading();
    void selectionFollowsItsInstance();
    void changeWhileAnswersAreOut();
    void answersOlderThanTheChangeDoNoHarm();
    void randomChangesKeepTheTableTrue_data();
    void randomChangesKeepTheTableTrue();
    void editsGoToTheSession();
    void refusalsAreTold();
    void cannotEditWhatIsKept();
    void sortsByFieldAndToOneEnd();
    void locatesRowsThatAreNotHeld();
    void failuresAreTold();
    void changesOfOtherModelsAreIgnored();
    void keepsInStepWithARealDatabase();
};

void TestInstanceTable::columnsAreDisplayFieldsThenEnds()
{
    Fixture f(1);
    QStringList names;
    for (int i = 0; i < f.model.columnCount(); ++i)
        names << f.model.headerData(i, Qt::Horizontal).toString();
    QCOMPARE(names, (QStringList{u"title"_s, u"id"_s, u"rating"_s, u"body"_s, u"author"_s, u"tags"_s}));

    // A foreign key that is one plain field is one column, the end.
    Schema schema = sample::schema();
    schema.models[sample::article.index()].fields[2].hidden = false;
    const auto columns = InstanceTableItemModel::allColumns(schema, sample::article);
    QCOMPARE(columns.size(), std::size_t(3));
    QCOMPARE(columns[2].end, *schema.endNamed(sample::article, u"publication"));
}

void TestInstanceTable::showsRowsWhenTheyArrive()
{
    Fixture f(0);
    for (int i = 0; i < 100; ++i)
        f.session.database().put(sample::post, post(numbered(i), u"T"_s));
    f.model.show(&f.session, Fixture::postsByKey());
    QCOMPARE(f.spy.take(), (Signals{{Reset}}));
    QCOMPARE(f.model.rowCount(), 0);
    QVERIFY(!f.model.total());
    f.session.deliver(0);
    QCOMPARE(f.spy.take(), (Signals{{RowsInserted, 0, 63}, {DataChanged, 0, 63, 0, 5}}));
    f.session.settle();
    QCOMPARE(f.spy.take().front(), (Signal{RowsInserted, 64, 99}));
    QCOMPARE(f.model.total(), 100);
    QCOMPARE(f.model.totalOfModel(), 100);
}

void TestInstanceTable::sayWhatCellsHold()
{
    Fixture f(0);
    Values long_ = post(u"p1"_s, u""_s, Null(), u"a1"_s);
    long_[3] = QString(2000, u'x');
    f.session.database().put(sample::post, long_);
    f.session.database().put(sample::postTag, {u"x"_s, u"p1"_s, u"t1"_s});
    f.session.database().put(sample::post, {u"p2"_s, u"Two"_s, u"many"_s, Null(), u"gone"_s});
    f.model.show(&f.session, Fixture::postsByKey());
    f.session.settle();

    const auto at = [&](int row, const char *name) { return f.model.index(row, f.column(name)); };
    QCOMPARE(at(0, "id").data(KeyRole).value<Key>(), Key{u"p1"_s});
    QCOMPARE(at(0, "title").data(EmptyRole).toBool(), true);
    QCOMPARE(at(0, "title").data(NullRole).toBool(), false);
    QCOMPARE(at(0, "rating").data(NullRole).toBool(), true);
    QCOMPARE(at(0, "rating").data(Qt::TextAlignmentRole).toInt() & int(Qt::AlignRight), int(Qt::AlignRight));
    QCOMPARE(at(0, "body").data(CutRole).toLongLong(), 2000);
    QVERIFY(!at(0, "body").data(ReadOnlyRole).toString().isEmpty());
    QVERIFY(!(at(0, "body").flags() & Qt::ItemIsEditable));
    QVERIFY(at(0, "title").flags() & Qt::ItemIsEditable);
    QCOMPARE(at(0, "author").data().toString(), u"Ada"_s);
    QCOMPARE(at(0, "author").data(ValueRole).value<Value>(), Value(u"a1"_s));
    QVERIFY(!(at(0, "author").flags() & Qt::ItemIsEditable));
    QCOMPARE(at(0, "tags").data(LinksRole).value<Links>().count, 1);
    QCOMPARE(at(0, "tags").data().toString(), u"Tag t1"_s);
    QCOMPARE(at(0, "tags").data(EndRole).value<EndId>(), *f.session.schema().endNamed(sample::post, u"tags"));
    QCOMPARE(at(0, "id").data(LoadingRole).toBool(), false);
    QVERIFY(!at(1, "rating").data(InvalidRole).toString().isEmpty());
    QVERIFY(!at(1, "rating").data(Qt::ToolTipRole).toString().isEmpty());
    QVERIFY(at(1, "author").data(LinksRole).value<Links>().first.front().missing);
    QCOMPARE(at(1, "id").data(LabelRole).toString(), u"Two"_s);
}

void TestInstanceTable::pagesThroughManyRowsHoldingFew()
{
    Fixture f(10'000);
    QCOMPARE(f.model.rowCount(), 10'000);
    QVERIFY(f.model.index(9'000, 0).data(LoadingRole).toBool());
    f.session.settle();
    f.session.fetched.clear();
    for (int row = 0; row < 10'000; row += 40) {
        f.look(row, row + 39);
        QCOMPARE(f.model.keyAt(row), Key{numbered(2 * row)});
        QCOMPARE(f.model.keyAt(row + 39), Key{numbered(2 * (row + 39))});
    }
    int held = 0;
    for (int row = 0; row < 10'000; ++row)
        held += f.model.rowOf({numbered(2 * row)}) ? 1 : 0;
    QVERIFY2(held >= 128 && held <= 40 * 64, qPrintable(QString::number(held)));
    for (const Query &query : f.session.fetched)
        QVERIFY2(query.limit <= 64 && query.offset <= 64, qPrintable(QString::number(query.offset)));
    QVERIFY(f.isTrue());
}

void TestInstanceTable::jumpsSkipFromTheNearestPlace()
{
    Fixture f(10'000);
    f.session.fetched.clear();
    f.look(9'990, 9'999);
    QCOMPARE(f.model.keyAt(9'999), Key{numbered(19'998)});
    QVERIFY(f.session.fetched.back().backward);
    QVERIFY(f.session.fetched.back().offset < 64);
    f.look(5'000, 5'010);
    QCOMPARE(f.model.keyAt(5'005), Key{numbered(10'010)});
    f.look(5'200, 5'210);
    QCOMPARE(f.model.keyAt(5'205), Key{numbered(10'410)});
    QVERIFY(f.session.fetched.back().from);
    QVERIFY(f.session.fetched.back().offset < 300);
}

void TestInstanceTable::asksEachPageOnce()
{
    Fixture f(10'000);
    f.session.fetched.clear();
    for (int row = 1'000; row < 1'020; ++row)
        QVERIFY(f.model.index(row, 0).data(LoadingRole).toBool());
    QCOMPARE(f.session.fetched.size(), std::size_t(1));
    f.session.settle();
    // Wishes of rows that have scrolled by are cancelled.
    for (int row = 2'000; row < 6'000; row += 64)
        QVERIFY(!f.model.keyAt(row));
    QVERIFY(f.session.pending() <= 8);
    QVERIFY(f.session.cancelled > 0);
}

void TestInstanceTable::lateAnswersOfAnOldQueryAreDropped()
{
    Fixture f(1'000);
    QVERIFY(!f.model.keyAt(500));
    f.session.evaluate();
    Query filtered = Fixture::postsByKey();
    filtered.where.what = Compares{FieldId(2), Comparison::Equal, {qint64(3)}};
    f.model.show(&f.session, filtered);
    f.session.settle();
    QCOMPARE(f.model.rowCount(), 100);
    QCOMPARE(f.model.totalOfModel(), 1'000);
    QVERIFY(f.isTrue());

    // Answers may come in any order.
    f.model.show(&f.session, Fixture::postsByKey());
    while (f.session.pending() > 0)
        f.session.deliver(f.session.pending() - 1);
    QCOMPARE(f.model.rowCount(), 1'000);
    QVERIFY(f.isTrue());

    // And to nobody.
    f.model.show(&f.session, filtered);
    f.model.show(nullptr, {});
    QCOMPARE(f.session.pending(), std::size_t(0));
    QCOMPARE(f.model.rowCount(), 0);
}

void TestInstanceTable::insertedRowComesAtItsPlace()
{
    Fixture f(10);
    f.session.insert(sample::post, post(numbered(5), u"New"_s));
    QCOMPARE(f.spy.take(), Signals{});
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{RowsInserted, 3, 3}}));
    QCOMPARE(f.text(3, "title"), u"New"_s);
    f.session.insert(sample::post, post(numbered(99), u"Last"_s));
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{RowsInserted, 11, 11}}));
    f.session.insert(sample::post, post(u"a"_s, u"First"_s));
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{RowsInserted, 0, 0}}));
    QVERIFY(f.isTrue());
}

void TestInstanceTable::insertedRowFarBelowComesAtItsPlace()
{
    Fixture f(10'000);
    f.session.insert(sample::post, post(numbered(15'001), u"New"_s));
    f.session.settle();
    // What follows is the page that the tester asks for when it looks at the new row.
    QCOMPARE(f.spy.take().front(), (Signal{RowsInserted, 7'501, 7'501}));
    f.look(7'501, 7'510);
    f.session.insert(sample::post, post(numbered(1'001), u"Above"_s));
    f.session.settle();
    QCOMPARE(f.spy.take().front(), (Signal{RowsInserted, 501, 501}));
    QCOMPARE(f.model.rowOf({numbered(15'001)}), 7'502);
    QVERIFY(f.isTrue());
}

void TestInstanceTable::removedRowGoesAtOnce()
{
    Fixture f(10);
    f.session.remove(sample::post, {numbered(4)});
    QCOMPARE(f.spy.take(), (Signals{{RowsRemoved, 2, 2}}));
    f.session.settle();
    QCOMPARE(f.spy.take(), Signals{});
    QCOMPARE(f.model.total(), 9);
    QVERIFY(f.isTrue());
}

void TestInstanceTable::removedRowFarAboveGoesAtItsPlace()
{
    Fixture f(10'000);
    f.look(7'000, 7'030);
    f.session.remove(sample::post, {numbered(1'000)});
    f.session.settle();
    QCOMPARE(f.spy.take().front(), (Signal{RowsRemoved, 500, 500}));
    QCOMPARE(f.model.rowOf({numbered(14'000)}), 6'999);
    QVERIFY(f.isTrue());
}

void TestInstanceTable::updatedCellsAreSaidExactly()
{
    Fixture f(10);
    Values changed = *f.session.database().find(sample::post, {numbered(6)});
    changed[1] = u"Other"_s;
    changed[3] = u"Other body"_s;
    f.session.update(sample::post, changed);
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{DataChanged, 3, 3, 0, 0}, {DataChanged, 3, 3, 3, 3}}));
    QCOMPARE(f.text(3, "title"), u"Other"_s);
}

void TestInstanceTable::updateOfTheSortFieldMovesTheRow()
{
    Query byTitle = Fixture::postsByKey();
    byTitle.sort = {{FieldId(1), SortOrder::Ascending}};
    Fixture f(10, byTitle);
    const Key first = *f.model.keyAt(0);
    f.session.update(
        sample::post,
        post(keyText(first), u"Title 89999 and more"_s, *std::get_if<qint64>(&f.model.rowAt(0)->values[2])));
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{RowsMoved, 0, 0, 9}, {DataChanged, 8, 8, 0, 0}}));
    QCOMPARE(f.model.keyAt(8), first);
    QVERIFY(f.isTrue());
    f.session.update(sample::post, post(keyText(first), u"A"_s, *std::get_if<qint64>(&f.model.rowAt(8)->values[2])));
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{RowsMoved, 8, 8, 0}, {DataChanged, 0, 0, 0, 0}}));
    QVERIFY(f.isTrue());
}

void TestInstanceTable::updateMovesARowOutOfSight()
{
    Query byTitle = Fixture::postsByKey();
    byTitle.sort = {{FieldId(1), SortOrder::Descending}};
    Fixture f(1'000, byTitle);
    Values changed = f.model.rowAt(5)->values;
    const QPersistentModelIndex kept = f.model.index(5, 0);
    changed[1] = u"Title 89500"_s;
    f.session.update(sample::post, changed);
    f.session.settle();
    QCOMPARE(f.spy.take().front(), (Signal{RowsMoved, 5, 5, 500}));
    QCOMPARE(kept.row(), 499);
    QVERIFY(f.isTrue());
    f.look(480, 520);
    QVERIFY(f.isTrue());
}

void TestInstanceTable::updateOutOfTheConditionRemovesTheRow()
{
    Query rated = Fixture::postsByKey();
    rated.where.what = Compares{FieldId(2), Comparison::Equal, {qint64(3)}};
    Fixture f(1'000, rated);
    QCOMPARE(f.model.rowCount(), 100);
    Values changed = f.model.rowAt(7)->values;
    changed[2] = qint64(4);
    f.session.update(sample::post, changed);
    f.session.settle();
    QCOMPARE(f.spy.take().front(), (Signal{RowsRemoved, 7, 7}));
    QCOMPARE(f.model.total(), 99);
    // One that was never shown, and is not now, changes nothing.
    Values other = *f.session.database().find(sample::post, {numbered(4)});
    other[2] = qint64(9);
    f.session.update(sample::post, other);
    f.session.settle();
    QCOMPARE(f.spy.take(), Signals{});
    f.session.remove(sample::post, {numbered(4)});
    f.session.settle();
    QCOMPARE(f.spy.take(), Signals{});
    QCOMPARE(f.model.totalOfModel(), 999);
    // One that is shown, but not held.
    f.session.remove(sample::post, {numbered(2 * 953)});
    f.session.settle();
    QCOMPARE(f.spy.take().front(), (Signal{RowsRemoved, 94, 94}));
    QVERIFY(f.isTrue());
}

void TestInstanceTable::updateIntoTheConditionInsertsTheRow()
{
    Query rated = Fixture::postsByKey();
    rated.where.what = Compares{FieldId(2), Comparison::Equal, {qint64(3)}};
    Fixture f(100, rated);
    Values changed = *f.session.database().find(sample::post, {numbered(2 * 15)});
    changed[2] = qint64(3);
    f.session.update(sample::post, changed);
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{RowsInserted, 2, 2}}));
    QVERIFY(f.isTrue());
}

void TestInstanceTable::linksChangeOnlyTheirCells()
{
    Fixture f(10);
    const EndId tags = *f.session.schema().endNamed(sample::post, u"tags");
    const EndId author = *f.session.schema().endNamed(sample::post, u"author");
    f.session.submit({Link{tags, {numbered(4)}, {u"t1"_s}}}, nullptr, {});
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{DataChanged, 2, 2, 5, 5}}));
    QCOMPARE(f.text(2, "tags"), u"Tag t1"_s);
    // From the other end.
    f.session.submit({Link{*f.session.schema().endNamed(sample::author, u"post"), {u"a1"_s}, {numbered(8)}}}, nullptr,
                     {});
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{DataChanged, 4, 4, 4, 4}}));
    QCOMPARE(f.text(4, "author"), u"Ada"_s);
    f.session.submit({Unlink{author, {numbered(8)}, {u"a1"_s}}}, nullptr, {});
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{DataChanged, 4, 4, 4, 4}}));
    f.session.undo(nullptr, {});
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{DataChanged, 4, 4, 4, 4}}));
    QCOMPARE(f.text(4, "author"), u"Ada"_s);
}

void TestInstanceTable::labelsOfLinkedInstancesFollow()
{
    Fixture f(10);
    f.session.submit({Link{*f.session.schema().endNamed(sample::post, u"author"), {numbered(2)}, {u"a1"_s}}}, nullptr,
                     {});
    f.session.settle();
    f.spy.take();
    f.session.update(sample::author, {u"a1"_s, u"Ada Byron"_s});
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{DataChanged, 1, 1, 4, 4}}));
    QCOMPARE(f.text(1, "author"), u"Ada Byron"_s);
    f.session.setLabel(sample::author, {{{}, FieldId(0)}});
    f.session.settle();
    QCOMPARE(f.text(1, "author"), u"a1"_s);
}

void TestInstanceTable::relatedRowsFollowTheLinks()
{
    const Schema schema = sample::schema();
    Query tagged = Fixture::postsByKey();
    tagged.relatedTo = Query::Source{*schema.endNamed(sample::tag, u"posts"), {u"t1"_s}};
    Fixture f(10, tagged);
    const EndId tags = *schema.endNamed(sample::post, u"tags");
    QCOMPARE(f.model.rowCount(), 0);
    for (const int number : {8, 2, 4}) {
        f.session.submit({Link{tags, {numbered(number)}, {u"t1"_s}}}, nullptr, {});
        f.session.settle();
    }
    QCOMPARE(f.spy.take(), (Signals{{RowsInserted, 0, 0}, {RowsInserted, 0, 0}, {RowsInserted, 1, 1}}));
    f.session.submit({Unlink{tags, {numbered(4)}, {u"t1"_s}}}, nullptr, {});
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{RowsRemoved, 1, 1}}));
    QVERIFY(f.isTrue());
}

void TestInstanceTable::severalChangesOfOneSet()
{
    Fixture f(1'000);
    const auto removed = [&](int number) {
        return Removed{sample::post, {numbered(number)}, *f.session.database().find(sample::post, {numbered(number)})};
    };
    const auto inserted = [](int number) {
        return Inserted{sample::post, {numbered(number)}, post(numbered(number), u"New"_s)};
    };
    f.session.commit({removed(2), inserted(5), removed(1'000), inserted(1'001), inserted(1'003), removed(1'998)});
    f.session.settle();
    Signals said = f.spy.take();
    std::erase_if(said, [](const Signal &one) { return one.kind == DataChanged; });
    QCOMPARE(said,
             (Signals{{RowsRemoved, 1, 1},
                      {RowsRemoved, 499, 499},
                      {RowsRemoved, 997, 997},
                      {RowsInserted, 2, 2},
                      {RowsInserted, 500, 500},
                      {RowsInserted, 502, 502}}));
    QVERIFY(f.isTrue());
}

void TestInstanceTable::changeElsewhereIsFoundByReading()
{
    Fixture f(1'000);
    f.look(500, 530);
    const QPersistentModelIndex kept = f.model.index(510, 0);
    FakeDatabase &database = f.session.database();
    database.erase(sample::post, {numbered(1'010)});
    database.put(sample::post, post(numbered(1'015), u"New"_s));
    Values changed = *database.find(sample::post, {numbered(1'020)});
    changed[1] = u"Other"_s;
    database.put(sample::post, changed);
    database.erase(sample::post, {numbered(0)});
    f.session.publishElsewhere();
    QCOMPARE(f.spy.take(), Signals{});
    f.session.settle();
    const Signals said = f.spy.take();
    QVERIFY(std::none_of(said.begin(), said.end(), [](const Signal &s) { return s.kind == Reset; }));
    QCOMPARE(f.model.keyAt(kept.row()), Key{numbered(1'020)});
    QCOMPARE(kept.row(), 509);
    QVERIFY(f.model.index(509, 0).data(ChangedElsewhereRole).toBool());
    QVERIFY(!f.model.index(509, 1).data(ChangedElsewhereRole).toBool());
    QVERIFY(!f.model.index(510, 0).data(ChangedElsewhereRole).toBool());
    f.model.visited(509);
    QCOMPARE(f.spy.take(), (Signals{{DataChanged, 509, 509, 0, 5}}));
    QVERIFY(!f.model.index(509, 0).data(ChangedElsewhereRole).toBool());
    QVERIFY(f.isTrue());

    f.session.publishElsewhere();
    f.session.settle();
    QCOMPARE(f.spy.take(), Signals{});
}

void TestInstanceTable::selectionFollowsItsInstance()
{
    Fixture f(1'000);
    f.look(300, 320);
    const QPersistentModelIndex held = f.model.index(310, 2);
    const QPersistentModelIndex far = f.model.index(900, 2);
    f.session.insert(sample::post, post(numbered(1), u"New"_s));
    f.session.settle();
    f.session.remove(sample::post, {numbered(1'500)});
    f.session.settle();
    QCOMPARE(held.row(), 311);
    QCOMPARE(f.model.keyAt(held.row()), Key{numbered(620)});
    QCOMPARE(far.row(), 900);
    f.look(890, 910);
    QCOMPARE(f.model.keyAt(far.row()), Key{numbered(1'800)});
}

void TestInstanceTable::changeWhileAnswersAreOut()
{
    Fixture f(1'000);
    f.model.setVisibleRows(500, 520);
    f.session.insert(sample::post, post(numbered(3), u"One"_s));
    f.session.insert(sample::post, post(numbered(1'003), u"Two"_s));
    f.session.remove(sample::post, {numbered(0)});
    f.session.settle();
    QVERIFY(f.isTrue());
    QCOMPARE(f.model.keyAt(500), Key{numbered(1'000)});
}

void TestInstanceTable::answersOlderThanTheChangeDoNoHarm()
{
    // Read before the commit, delivered after it was published.
    Fixture f(1'000);
    f.model.setVisibleRows(100, 120);
    f.session.evaluate();
    f.session.remove(sample::post, {numbered(202)});
    f.session.settle();
    QVERIFY(f.isTrue());
    f.session.insert(sample::post, post(numbered(203), u"New"_s));
    f.session.evaluate();
    f.session.remove(sample::post, {numbered(206)});
    f.session.settle();
    QVERIFY(f.isTrue());

    // Read after the commit, delivered before it was published.
    f.session.database().put(sample::post, post(numbered(601), u"Early"_s));
    f.look(250, 320);
    f.session.commit({Inserted{sample::post, {numbered(601)}, post(numbered(601), u"Early"_s)}});
    f.session.settle();
    QVERIFY(f.isTrue());
    f.look(900, 960);
    QVERIFY(f.isTrue());
}

void TestInstanceTable::randomChangesKeepTheTableTrue_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestInstanceTable::randomChangesKeepTheTableTrue()
{
    QFETCH(const quint32, seed);
    QRandomGenerator random(seed);
    Query query = Fixture::postsByKey();
    if (seed % 2)
        query.sort = {{FieldId(2), seed % 4 == 1 ? SortOrder::Ascending : SortOrder::Descending}};
    if (seed % 3 == 0)
        query.where.what = Compares{FieldId(2), Comparison::Less, {qint64(6)}};
    Fixture f(300, query);
    FakeDatabase &database = f.session.database();
    for (int step = 0; step < 80; ++step) {
        std::vector<Change> changes;
        for (int n = 1 + random.bounded(3); n > 0; --n) {
            const Key key{numbered(random.bounded(600))};
            const Values now =
                post(keyText(key), u"T"_s, random.bounded(4) ? Value(qint64(random.bounded(10))) : Null());
            if (std::any_of(changes.begin(), changes.end(), [&](const Change &c) { return keyOf(c) == key; }))
                continue;
            if (const Values *before = database.find(sample::post, key); !before)
                changes.push_back(Inserted{sample::post, key, now});
            else if (random.bounded(2))
                changes.push_back(Updated{sample::post, key, *before, now});
            else
                changes.push_back(Removed{sample::post, key, *before});
        }
        if (random.bounded(5) == 0) {
            for (const Change &change : changes)
                database.apply(change);
            f.session.publishElsewhere();
        } else {
            f.session.commit(changes);
        }
        if (random.bounded(3) == 0) {
            const int first = random.bounded(300);
            f.model.setVisibleRows(first, first + 20);
        }
        // Sometimes answers are late: worked out before the next change, delivered after it.
        switch (random.bounded(4)) {
        case 0:
            f.session.evaluate();
            break;
        case 1:
            if (f.session.pending() > 0)
                f.session.deliver(0);
            break;
        default:
            f.session.settle();
            QVERIFY2(f.isTrue(), qPrintable(QString::number(step)));
        }
    }
    f.session.settle();
    QVERIFY(f.isTrue());
}

void TestInstanceTable::editsGoToTheSession()
{
    Fixture f(10);
    const QModelIndex cell = f.model.index(3, f.column("rating"));
    QVERIFY(f.model.setData(cell, u"7"_s));
    QCOMPARE(f.session.submitted.size(), std::size_t(1));
    const auto &update = std::get<Update>(f.session.submitted.front().front());
    QCOMPARE(update.values, (Assignments{{FieldId(2), qint64(7)}}));
    QCOMPARE(update.expected, (Assignments{{FieldId(2), qint64(3)}}));
    QCOMPARE(cell.data().toString(), u"3"_s);
    QCOMPARE(f.spy.take(), Signals{});
    f.session.settle();
    QCOMPARE(f.spy.take(), (Signals{{DataChanged, 3, 3, 2, 2}}));
    QCOMPARE(cell.data().toString(), u"7"_s);
    QVERIFY(f.model.setData(cell, QVariant::fromValue(Value(Null()))));
    f.session.settle();
    QVERIFY(cell.data(NullRole).toBool());
    // What changes nothing is not sent.
    QVERIFY(f.model.setData(cell, QVariant::fromValue(Value(Null()))));
    QCOMPARE(f.session.submitted.size(), std::size_t(2));
}

void TestInstanceTable::refusalsAreTold()
{
    Fixture f(10);
    QSignalSpy refused(&f.model, &InstanceTableItemModel::refused);
    const QModelIndex cell = f.model.index(3, f.column("rating"));
    QVERIFY(!f.model.setData(cell, u"seven"_s));
    QCOMPARE(refused.size(), 1);
    QVERIFY(f.session.submitted.empty());
    f.session.failNext({ErrorCode::Conflict, u"Others were here."_s, {}});
    QVERIFY(f.model.setData(cell, u"8"_s));
    f.session.settle();
    QCOMPARE(refused.size(), 2);
    QCOMPARE(refused.at(1).at(0).toModelIndex(), cell);
    QCOMPARE(cell.data().toString(), u"3"_s);
}

void TestInstanceTable::cannotEditWhatIsKept()
{
    Fixture f(10);
    QVERIFY(!(f.model.index(0, f.column("id")).flags() & Qt::ItemIsEditable));
    QVERIFY(!f.model.index(0, f.column("id")).data(ReadOnlyRole).toString().isEmpty());
    QVERIFY(!f.model.setData(f.model.index(0, f.column("author")), u"a1"_s));
    f.session.setReadOnly(u"It was opened read-only."_s);
    QVERIFY(!(f.model.index(0, f.column("title")).flags() & Qt::ItemIsEditable));
    QCOMPARE(f.model.index(0, f.column("title")).data(ReadOnlyRole).toString(), u"It was opened read-only."_s);
}

void TestInstanceTable::sortsByFieldAndToOneEnd()
{
    Fixture f(100);
    f.model.sort(f.column("title"), Qt::AscendingOrder);
    f.session.settle();
    QCOMPARE(f.spy.take().front(), (Signal{Reset}));
    QCOMPARE(f.model.keyAt(0), Key{numbered(198)});
    f.model.sort(f.column("author"), Qt::DescendingOrder);
    QCOMPARE(f.model.query().sort, (std::vector<Sort>{{FieldId(4), SortOrder::Descending}}));
    f.session.settle();
    f.spy.take();
    f.model.sort(f.column("tags"), Qt::AscendingOrder);
    QCOMPARE(f.spy.take(), Signals{});
    QVERIFY(f.isTrue());
}

void TestInstanceTable::locatesRowsThatAreNotHeld()
{
    Fixture f(1'000);
    std::vector<std::optional<int>> found;
    const auto note = [&found](std::optional<int> row) { found.push_back(row); };
    f.model.locate({numbered(1'500)}, this, note);
    QVERIFY(found.empty());
    f.session.settle();
    f.model.locate({u"nobody"_s}, this, note);
    f.session.settle();
    QCOMPARE(found, (std::vector<std::optional<int>>{750, std::nullopt}));
    // Asked while a change is being looked at, it answers for after it.
    f.session.insert(sample::post, post(numbered(1), u"New"_s));
    f.model.locate({numbered(1'500)}, this, note);
    f.session.settle();
    QCOMPARE(found.back(), 751);
    // Where nobody waits any more, nobody is called.
    auto waiting = std::make_unique<QObject>();
    f.model.locate({numbered(1'400)}, waiting.get(), note);
    waiting.reset();
    f.session.settle();
    QCOMPARE(found.size(), std::size_t(3));
}

void TestInstanceTable::failuresAreTold()
{
    Fixture f(1'000);
    QSignalSpy failed(&f.model, &InstanceTableItemModel::failed);
    f.session.failNext({ErrorCode::Io, u"The disk is gone."_s, {}});
    QVERIFY(!f.model.keyAt(500));
    f.session.settle();
    QCOMPARE(failed.size(), 1);
    QVERIFY(f.model.index(500, 0).data(LoadingRole).toBool());
    f.session.settle();
    QCOMPARE(f.model.keyAt(500), Key{numbered(1'000)});
}

void TestInstanceTable::changesOfOtherModelsAreIgnored()
{
    Fixture f(10);
    f.session.insert(sample::publication, {u"x"_s, u"Orbit"_s});
    QCOMPARE(f.session.pending(), std::size_t(0));
}

void TestInstanceTable::keepsInStepWithARealDatabase()
{
    const QTemporaryDir folder;
    const DatabaseUrl url{folder.filePath(u"posts.sqlite"_s)};
    std::shared_ptr<Session> session;
    createDatabase(url, sample::schema(), this, [&](const Result<DatabaseUrl> &made) {
        QVERIFY(made);
        openSession(*made, Access::ReadWrite, this,
                    [&](const Result<std::shared_ptr<Session>> &opened) { session = opened.value_or(nullptr); });
    });
    QTRY_VERIFY(session);

    QRandomGenerator random(7);
    const auto rating = [&random] { return random.bounded(5) ? Value(qint64(random.bounded(20))) : Value(); };
    std::vector<Intent> many;
    for (int i = 0; i < 400; ++i)
        many.emplace_back(
            Save{sample::post, {{FieldId(0), numbered(2 * i)}, {FieldId(1), u"T"_s}, {FieldId(2), rating()}}});
    many.emplace_back(Save{sample::tag, {{FieldId(0), u"t1"_s}, {FieldId(1), u"Sound"_s}}});
    bool done = false;
    const auto finished = [&done](const Result<ChangeSet> &) { done = true; };
    session->submit(many, this, finished);
    QTRY_VERIFY(done);

    InstanceTableItemModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Query query = Fixture::postsByKey();
    query.sort = {{FieldId(2), SortOrder::Descending}};
    model.show(session.get(), query);
    QTRY_COMPARE(model.total(), 400);
    ModelSpy spy(model);
    for (int step = 0; step < 30; ++step) {
        const int first = random.bounded(380);
        model.setVisibleRows(first, first + 19);
        const QString id = numbered(random.bounded(800));
        done = false;
        switch (random.bounded(4)) {
        case 0:
            session->submit({Delete{sample::post, {{id}}, {}}}, this, finished);
            break;
        case 1:
            session->undo(this, finished);
            break;
        case 2:
            session->submit({Link{*session->schema().endNamed(sample::post, u"tags"), {id}, {u"t1"_s}}}, this,
                            finished);
            break;
        default:
            session->submit({Save{sample::post, {{FieldId(0), id}, {FieldId(1), u"New"_s}, {FieldId(2), rating()}}}},
                            this, finished);
        }
        QTRY_VERIFY(done);
        std::optional<RowWindow> all;
        session->fetch(model.query(), this,
                       [&all](const Result<RowWindow> &window) { all = window.value_or(RowWindow()); });
        QTRY_VERIFY(all);
        const auto isTrue = [&] {
            for (int row = 0; row < model.rowCount(); ++row)
                if (const auto at = model.rowOf(all->rows[static_cast<std::size_t>(row)].key);
                    at && (*at != row || *model.rowAt(row) != all->rows[static_cast<std::size_t>(row)]))
                    return false;
            return model.keyAt(first) && model.keyAt(first + 19);
        };
        QTRY_COMPARE(model.total(), static_cast<qint64>(all->rows.size()));
        QTRY_VERIFY2(isTrue(), qPrintable(QString::number(step)));
    }
    const Signals said = spy.take();
    QVERIFY(std::none_of(said.begin(), said.end(), [](const Signal &one) { return one.kind == Reset; }));
    QVERIFY(std::any_of(said.begin(), said.end(), [](const Signal &one) { return one.kind == RowsInserted; }));
    model.show(nullptr, {});
}

QTEST_MAIN(TestInstanceTable)
#include "tst_instancetable.moc"
