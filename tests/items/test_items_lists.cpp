#include "items/candidateitemmodel.h"
#include "items/historyitemmodel.h"
#include "items/planitemmodel.h"
#include "items/schemaitemmodel.h"
#include "support/fakesession.h"
#include "support/modelspy.h"
#include "support/sampleschema.h"
#include "test_items.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

QStringList rowsOf(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(parent); ++row)
        rows.append(model.index(row, 0, parent).data().toString());
    return rows;
}

DeleteNode way(int parent, ModelId model, ReferenceId reference, Effect effect, qint64 count,
               const QStringList &samples)
{
    DeleteNode node{parent, model, reference, effect, count, {}};
    for (const QString &label : samples)
        node.samples.push_back({model, {label}, label, false});
    return node;
}

} // namespace

class TestItemLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelsStandInGroupsWithTheirCounts();
    void countsFollowTheFeed();
    void aCountUnderWayIsAskedAgainAfterAChange();
    void modelsGoWithTheirSession();
    void candidatesComeWithDetailsAndHolders();
    void onlyTheNewestSearchIsShown();
    void aFailedSearchKeepsTheListAndTells();
    void changesStandNewestFirst();
    void theFeedIsBoundedAndOutlivesItsSession();
    void aPlanIsATreeOfWaysAndSamples();
    void severalChosenInstancesAreCounted();
};

void TestItemLists::modelsStandInGroupsWithTheirCounts()
{
    Schema schema = sample::schema();
    schema.models[sample::author.index()].view = true;
    FakeSession session(schema);
    session.insert(sample::tag, {u"t1"_s, u"craft"_s});
    SchemaItemModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.show(&session);
    QCOMPARE(rowsOf(model),
             (QStringList{u"Article"_s, u"Post"_s, u"Publication"_s, u"Tag"_s, u"PostTag"_s, u"Author"_s}));
    QCOMPARE(session.pending(), std::size_t(1)); // one after the other
    const QModelIndex tag = model.indexOf(sample::tag);
    QCOMPARE(tag.data(CountRole).toLongLong(), -1);
    QCOMPARE(tag.data(Qt::AccessibleTextRole).toString(), u"Tag, counting…"_s);
    session.settle();
    QCOMPARE(tag.data(CountRole).toLongLong(), 1);
    QCOMPARE(tag.data(Qt::AccessibleTextRole).toString(), u"Tag, 1 instance"_s);
    QVERIFY(model.indexOf(sample::postTag).data(JoinRole).toBool());
    QVERIFY(!tag.data(JoinRole).toBool());
}

void TestItemLists::countsFollowTheFeed()
{
    FakeSession session(sample::schema());
    SchemaItemModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.show(&session);
    session.settle();
    ModelSpy spy(model);
    const int row = model.indexOf(sample::tag).row();
    session.commit(
        {Inserted{sample::tag, {u"t1"_s}, {u"t1"_s, u"a"_s}}, Inserted{sample::tag, {u"t2"_s}, {u"t2"_s, u"b"_s}}});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, row, row}}));
    QCOMPARE(model.index(row).data(CountRole).toLongLong(), 2);
    session.update(sample::tag, {u"t1"_s, u"other"_s});
    QCOMPARE(spy.take(), Signals{});

    session.database().apply(Removed{sample::tag, {u"t1"_s}, {u"t1"_s, u"other"_s}});
    session.publishElsewhere();
    session.settle();
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, row, row}}));
    QCOMPARE(model.index(row).data(CountRole).toLongLong(), 1);
}

void TestItemLists::aCountUnderWayIsAskedAgainAfterAChange()
{
    FakeSession session(sample::schema());
    SchemaItemModel model;
    model.show(&session);
    session.evaluate(); // of Article, the first: none
    session.insert(sample::article, {u"a1"_s, u"x"_s, Null()});
    session.settle();
    QCOMPARE(model.indexOf(sample::article).data(CountRole).toLongLong(), 1);
}

void TestItemLists::modelsGoWithTheirSession()
{
    SchemaItemModel model;
    QAbstractItemModelTester tester(&model, fatal);
    {
        FakeSession session(sample::schema());
        model.show(&session);
        QCOMPARE(model.rowCount(), 6);
    }
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.indexOf(sample::tag).isValid());
}

void TestItemLists::candidatesComeWithDetailsAndHolders()
{
    FakeSession session(sample::schema());
    const EndId author = *session.schema().endNamed(sample::post, u"author");
    session.candidateList = {
        {{sample::author, {u"a1"_s}, u"Ada Lovelace"_s, false}, {u"ada@example.org"_s}, std::nullopt, true},
        {{sample::author, {u"a2"_s}, u"Mary Shelley"_s, false},
         {u"mary@example.org"_s},
         InstanceRef{sample::post, {u"p2"_s}, u"Notes on slow gardens"_s, false},
         false}};
    CandidateItemModel model(session, author, {u"p1"_s});
    QAbstractItemModelTester tester(&model, fatal);
    QSignalSpy searched(&model, &CandidateItemModel::searched);
    model.search({});
    QVERIFY(model.isSearching());
    session.settle();
    QVERIFY(!model.isSearching());
    QCOMPARE(searched.count(), 1);
    QCOMPARE(rowsOf(model), (QStringList{u"Ada Lovelace"_s, u"Mary Shelley"_s}));
    QCOMPARE(model.index(0).data(Qt::AccessibleTextRole).toString(), u"Ada Lovelace, ada@example.org, linked now"_s);
    QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(),
             u"Mary Shelley, mary@example.org, taken by “Notes on slow gardens”"_s);
    QCOMPARE(model.index(1).data(TakenRole).value<InstanceRef>().label, u"Notes on slow gardens"_s);
    QVERIFY(!model.index(0).data(TakenRole).isValid());
    QVERIFY(model.index(0).data(LinkedRole).toBool());
}

void TestItemLists::onlyTheNewestSearchIsShown()
{
    FakeSession session(sample::schema());
    for (const QString &name : {u"Ada"_s, u"Mary"_s})
        session.candidateList.push_back({{sample::author, {name}, name, false}, {}, std::nullopt, false});
    CandidateItemModel model(session, *session.schema().endNamed(sample::post, u"author"), {u"p1"_s});
    ModelSpy spy(model);
    model.search(u"a"_s);
    model.search(u"ma"_s);
    QCOMPARE(session.cancelled, 1);
    session.settle();
    QCOMPARE(rowsOf(model), QStringList{u"Mary"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::Reset, 0, 0}}));
}

void TestItemLists::aFailedSearchKeepsTheListAndTells()
{
    FakeSession session(sample::schema());
    session.candidateList.push_back({{sample::author, {u"a"_s}, u"Ada"_s, false}, {}, std::nullopt, false});
    CandidateItemModel model(session, *session.schema().endNamed(sample::post, u"author"), {});
    model.search({});
    session.settle();
    QSignalSpy failed(&model, &CandidateItemModel::failed);
    session.failNext(Error{ErrorCode::Io, u"The file is gone."_s, {}});
    model.search(u"x"_s);
    session.settle();
    QCOMPARE(failed.count(), 1);
    QCOMPARE(rowsOf(model), QStringList{u"Ada"_s});
    QVERIFY(!model.isSearching());
}

void TestItemLists::changesStandNewestFirst()
{
    FakeSession session(sample::schema());
    HistoryItemModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.show(&session);
    ModelSpy spy(model);
    ChangeSet set;
    set.kind = ChangeKind::Created;
    set.subjectModel = sample::tag;
    set.subjectLabel = u"tides"_s;
    set.changes = {Inserted{sample::tag, {u"t1"_s}, {u"t1"_s, u"tides"_s}}};
    session.feed().publish(set);
    QCOMPARE(spy.take(), (Signals{{SignalKind::RowsInserted, 0, 0}}));
    set.kind = ChangeKind::Edited;
    session.feed().publish(set);
    QCOMPARE(rowsOf(model), (QStringList{u"Changed tag “tides”"_s, u"Created tag “tides”"_s}));
    QCOMPARE(model.index(1).data(DetailsRole).toStringList(), QStringList{u"Tag “tides” created"_s});
    QCOMPARE(model.index(1).data(ChangeSetRole).value<ChangeSet>().kind, ChangeKind::Created);
    QVERIFY(model.index(1).data(ChangeSetRole).value<ChangeSet>().changes.empty());
}

void TestItemLists::theFeedIsBoundedAndOutlivesItsSession()
{
    HistoryItemModel model;
    QAbstractItemModelTester tester(&model, fatal);
    {
        FakeSession session(sample::schema());
        model.show(&session);
        for (int i = 0; i < 501; ++i)
            session.feed().publish(ChangeSet());
    }
    QCOMPARE(model.rowCount(), 500);
    model.show(nullptr);
    QCOMPARE(model.rowCount(), 0);
}

void TestItemLists::aPlanIsATreeOfWaysAndSamples()
{
    Schema schema = sample::schema();
    schema.references[0].rule = DeleteRule::Clear;
    DeletePreview preview;
    preview.nodes = {way(-1, sample::publication, {}, Effect::Deleted, 1, {u"Field Notes"_s}),
                     way(0, sample::article, ReferenceId(3), Effect::Deleted, 14,
                         {u"Tidal clocks"_s, u"Salt roads"_s, u"The last ferry"_s})};
    PlanItemModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.show(schema, preview);
    QCOMPARE(rowsOf(model), QStringList{u"Field Notes"_s});
    const QModelIndex top = model.index(0, 0);
    QCOMPARE(rowsOf(model, top), QStringList{u"articles"_s});
    const QModelIndex articles = model.index(0, 0, top);
    QCOMPARE(rowsOf(model, articles),
             (QStringList{u"Tidal clocks"_s, u"Salt roads"_s, u"The last ferry"_s, u"and 11 more"_s}));
    QCOMPARE(articles.siblingAtColumn(1).data().toString(), u"Deleted"_s);
    QCOMPARE(articles.siblingAtColumn(2).data().toString(), u"14"_s);
    QCOMPARE(articles.data(EffectRole).value<Effect>(), Effect::Deleted);
    QCOMPARE(articles.data(EndRole).value<EndId>(), *schema.endNamed(sample::publication, u"articles"));
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"What"_s);

    preview.nodes = {way(-1, sample::author, {}, Effect::Deleted, 1, {u"Ada"_s}),
                     way(0, sample::post, ReferenceId(0), Effect::Cleared, 1, {u"Winter light"_s})};
    model.show(schema, preview);
    const QModelIndex cleared = model.index(0, 0, model.index(0, 0));
    QCOMPARE(cleared.siblingAtColumn(1).data().toString(), u"Cleared"_s);
    QCOMPARE(cleared.data(DetailsRole).toStringList(), QStringList{u"the posts stay"_s});
    QCOMPARE(model.index(0, 0, cleared).data(DetailsRole).toStringList(), QStringList{u"author becomes null"_s});

    preview.nodes = {way(-1, sample::post, {}, Effect::Deleted, 1, {u"Winter light"_s}),
                     way(0, sample::postTag, ReferenceId(1), Effect::LinkRemoved, 2, {})};
    model.show(schema, preview);
    const QModelIndex links = model.index(0, 0, model.index(0, 0));
    QCOMPARE(links.data().toString(), u"tags"_s);
    QCOMPARE(links.siblingAtColumn(1).data().toString(), u"Link removed"_s);
    QCOMPARE(links.data(DetailsRole).toStringList(), QStringList{u"the tags stay"_s});
    QCOMPARE(links.data(Qt::AccessibleTextRole).toString(), u"tags, the tags stay"_s);
}

void TestItemLists::severalChosenInstancesAreCounted()
{
    DeletePreview preview;
    preview.nodes = {way(-1, sample::publication, {}, Effect::Deleted, 3, {u"A"_s, u"B"_s, u"C"_s})};
    PlanItemModel model;
    QAbstractItemModelTester tester(&model, fatal);
    model.show(sample::schema(), preview);
    QCOMPARE(rowsOf(model), QStringList{u"3 Publications"_s});
    QCOMPARE(rowsOf(model, model.index(0, 0)), (QStringList{u"A"_s, u"B"_s, u"C"_s}));
}

namespace relata {
int runItemListTests(int argc, char **argv)
{
    TestItemLists test;
    return QTest::qExec(&test, argc, argv);
}
} // namespace relata

#include "test_items_lists.moc"
