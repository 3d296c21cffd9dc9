#include "items/relationtreeitemmodel.h"
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

constexpr auto loud = QAbstractItemModelTester::FailureReportingMode::QtTest;

Values tagValues(int n) { return {u"t%1"_s.arg(n, 4, 10, QChar(u'0')), u"tag %1"_s.arg(n)}; }
Values join(const QString &post, const QString &tag) { return {QString(post % u'+' % tag), post, tag}; }

/// A post with an author, three tags, and a publication with two articles.
struct Blog
{
    FakeSession session{sample::schema()};
    RelationTreeItemModel model;
    QAbstractItemModelTester tester{&model, loud};

    Blog()
    {
        tester.setUseFetchMore(false); // branches are opened by the tests
        session.insert(sample::author, {u"a1"_s, u"Ada Lovelace"_s});
        session.insert(sample::author, {u"a2"_s, u"Mary Shelley"_s});
        session.insert(sample::post, {u"p1"_s, u"Bridges that hum"_s, qint64(4), u"A body"_s, u"a1"_s});
        session.insert(sample::post, {u"p2"_s, u"Winter light"_s, Null(), Null(), Null()});
        for (int i = 1; i <= 3; ++i) {
            session.insert(sample::tag, tagValues(i));
            session.insert(sample::postTag, join(u"p1"_s, std::get<QString>(tagValues(i)[0])));
        }
        session.insert(sample::publication, {u"n1"_s, u"Field Notes"_s});
        session.insert(sample::article, {u"x2"_s, u"Salt roads"_s, u"n1"_s});
        session.insert(sample::article, {u"x4"_s, u"Tidal clocks"_s, u"n1"_s});
    }

    void show(ModelId of, const QString &key)
    {
        model.show(&session, InstanceRef{of, {key}, key, false});
        session.settle();
    }
    QModelIndex top(const QString &end) const { return below({}, end); }
    QModelIndex below(const QModelIndex &parent, const QString &text) const
    {
        for (int row = 0; row < model.rowCount(parent); ++row) {
            if (model.index(row, 0, parent).data().toString() == text)
                return model.index(row, 0, parent);
        }
        return {};
    }
    QStringList rows(const QModelIndex &parent) const
    {
        QStringList result;
        for (int row = 0; row < model.rowCount(parent); ++row)
            result.append(model.index(row, 0, parent).data().toString());
        return result;
    }
    QModelIndex open(const QModelIndex &index)
    {
        model.fetchMore(index);
        session.settle();
        return index;
    }
};

qint64 countOf(const QModelIndex &index) { return index.data(CountRole).toLongLong(); }

} // namespace

class TestItemTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsComeFirstWithKindAndCount();
    void aToOneEndThatLeadsNowhereIsABranchWithoutRows();
    void branchesAreReadWhenOpened();
    void anInstanceThatStandsAboveIsMarkedAndNotOpened();
    void aBigBranchComesInPages();
    void nodesTellWhomTheyBelongTo();
    void insertedAndRemovedTargetsAreExactRows();
    void aMovedTargetLeavesOneBranchAndJoinsTheOther();
    void linksMadeAndBrokenReachOpenBranches();
    void aNewTargetOfAToOneEndReplacesTheOld();
    void aNewLabelIsShownWhereverTheInstanceStands();
    void countsOfClosedBranchesFollow();
    void lateAnswersDoNotOverwriteChanges();
    void changesElsewhereKeepWhatIsOpen();
    void cascadesRemoveTheShownInstance();
    void anotherInstanceDropsWhatIsUnderWay();
    void theTreeGoesWithItsSession();
    void failuresAreTold();
};

void TestItemTree::endsComeFirstWithKindAndCount()
{
    Blog blog;
    blog.show(sample::post, u"p1"_s);
    QCOMPARE(blog.rows({}), (QStringList{u"author"_s, u"tags"_s}));
    const QModelIndex tags = blog.top(u"tags"_s);
    QCOMPARE(tags.data(NodeRole).value<TreeNodeKind>(), TreeNodeKind::End);
    QCOMPARE(tags.data(ModelRole).value<ModelId>(), sample::tag);
    QCOMPARE(countOf(tags), 3);
    QCOMPARE(tags.data(Qt::AccessibleTextRole).toString(), u"tags, many to many, 3"_s);
    QCOMPARE(tags.siblingAtColumn(1).data().toString(), u"via PostTag"_s);
    QCOMPARE(tags.siblingAtColumn(2).data().toString(), u"only links go"_s);
    const QModelIndex author = blog.top(u"author"_s);
    QCOMPARE(author.data(Qt::AccessibleTextRole).toString(), u"author, one to one, Ada Lovelace"_s);
    QCOMPARE(author.data(LinksRole).value<Links>().first.front().label, u"Ada Lovelace"_s);
    QCOMPARE(blog.rows(author), QStringList{u"Ada Lovelace"_s});
    QCOMPARE(blog.model.headerData(0, Qt::Horizontal).toString(), u"Relationship"_s);
    QVERIFY(blog.session.fetched.empty()); // nothing of the branches themselves is read yet
}

void TestItemTree::aToOneEndThatLeadsNowhereIsABranchWithoutRows()
{
    Blog blog;
    blog.show(sample::post, u"p2"_s);
    const QModelIndex author = blog.top(u"author"_s);
    QVERIFY(author.data(NullRole).toBool());
    QVERIFY(!blog.model.hasChildren(author));
    QCOMPARE(author.data(Qt::AccessibleTextRole).toString(), u"author, one to one, null"_s);
    QCOMPARE(author.siblingAtColumn(1).data().toString(), u"key on Post, unique"_s);

    Values dangling{u"p3"_s, u"Lost"_s, Null(), Null(), u"gone"_s};
    blog.session.insert(sample::post, dangling);
    blog.show(sample::post, u"p3"_s);
    const QModelIndex lost = blog.top(u"author"_s);
    QCOMPARE(blog.rows(lost), QStringList{u"key gone not found"_s});
    QVERIFY(!blog.model.hasChildren(blog.model.index(0, 0, lost)));
}

void TestItemTree::branchesAreReadWhenOpened()
{
    Blog blog;
    blog.show(sample::post, u"p1"_s);
    const QModelIndex tags = blog.top(u"tags"_s);
    QVERIFY(blog.model.hasChildren(tags));
    QVERIFY(blog.model.canFetchMore(tags));
    ModelSpy spy(blog.model);
    blog.model.fetchMore(tags);
    QVERIFY(!blog.model.canFetchMore(tags));
    QVERIFY(tags.data(LoadingRole).toBool());
    static_cast<void>(spy.take());
    blog.session.settle();
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 1, 1, 0, 2}, {SignalKind::RowsInserted, 0, 2}}));
    QCOMPARE(blog.rows(tags), (QStringList{u"tag 1"_s, u"tag 2"_s, u"tag 3"_s}));
    const QModelIndex tag = blog.model.index(0, 0, tags);
    QCOMPARE(tag.siblingAtColumn(1).data().toString(), u"1 post"_s);
    QCOMPARE(tag.data(NodeRole).value<TreeNodeKind>(), TreeNodeKind::Instance);

    blog.open(tag);
    QCOMPARE(blog.rows(tag), QStringList{u"posts"_s});
    QCOMPARE(countOf(blog.model.index(0, 0, tag)), 1);
}

void TestItemTree::anInstanceThatStandsAboveIsMarkedAndNotOpened()
{
    Blog blog;
    blog.show(sample::post, u"p1"_s);
    const QModelIndex tags = blog.open(blog.top(u"tags"_s));
    const QModelIndex tag = blog.open(blog.model.index(0, 0, tags));
    const QModelIndex posts = blog.open(blog.model.index(0, 0, tag));
    const QModelIndex again = blog.model.index(0, 0, posts);
    QCOMPARE(again.data().toString(), u"Bridges that hum"_s);
    QVERIFY(again.data(SeenAboveRole).toBool());
    QVERIFY(!blog.model.hasChildren(again));
    QVERIFY(!blog.model.canFetchMore(again));
    QCOMPARE(again.data(Qt::AccessibleTextRole).toString(), u"Bridges that hum, shown above"_s);
}

void TestItemTree::aBigBranchComesInPages()
{
    Blog blog;
    for (int i = 4; i <= 250; ++i) {
        blog.session.insert(sample::tag, tagValues(i));
        blog.session.insert(sample::postTag, join(u"p1"_s, std::get<QString>(tagValues(i)[0])));
    }
    blog.show(sample::post, u"p1"_s);
    const QModelIndex tags = blog.open(blog.top(u"tags"_s));
    QCOMPARE(blog.model.rowCount(tags), 101);
    const auto more = [&] { return blog.model.index(blog.model.rowCount(tags) - 1, 0, tags); };
    QCOMPARE(more().data(NodeRole).value<TreeNodeKind>(), TreeNodeKind::More);
    QCOMPARE(more().data().toString(), u"Show 100 more…"_s);
    ModelSpy spy(blog.model);
    blog.model.showMore(more());
    QVERIFY(more().data(LoadingRole).toBool());
    blog.session.settle();
    QCOMPARE(blog.model.rowCount(tags), 201);
    QCOMPARE(more().data().toString(), u"Show 50 more…"_s);
    QVERIFY(!more().data(LoadingRole).toBool());
    blog.model.showMore(more());
    blog.session.settle();
    QCOMPARE(blog.model.rowCount(tags), 250);
    QCOMPARE(more().data().toString(), u"tag 250"_s);
    const Signals said = spy.take();
    QCOMPARE(std::ranges::count(said, SignalKind::RowsInserted, &Signal::kind), 2);
    QCOMPARE(std::ranges::count(said, SignalKind::RowsRemoved, &Signal::kind), 1); // the row "Show … more"
}

void TestItemTree::nodesTellWhomTheyBelongTo()
{
    Blog blog;
    blog.show(sample::post, u"p1"_s);
    const QModelIndex tags = blog.open(blog.top(u"tags"_s));
    const QModelIndex tag = blog.model.index(1, 0, tags);
    QCOMPARE(blog.model.instanceAt(tag)->key, Key{u"t0002"_s});
    QCOMPARE(blog.model.ownerAt(tag)->key, Key{u"p1"_s});
    QCOMPARE(*blog.model.endAt(tag), *blog.session.schema().endNamed(sample::post, u"tags"));
    QCOMPARE(blog.model.instanceAt(tags)->key, Key{u"p1"_s});
    QCOMPARE(blog.model.ownerAt(tags)->key, Key{u"p1"_s});
    QCOMPARE(blog.model.instance()->label, u"Bridges that hum"_s); // read, not what was handed in
    QVERIFY(!blog.model.endAt({}));
}

void TestItemTree::insertedAndRemovedTargetsAreExactRows()
{
    Blog blog;
    blog.show(sample::publication, u"n1"_s);
    const QModelIndex articles = blog.open(blog.top(u"articles"_s));
    QCOMPARE(blog.rows(articles), (QStringList{u"Salt roads"_s, u"Tidal clocks"_s}));
    ModelSpy spy(blog.model);
    blog.session.insert(sample::article, {u"x3"_s, u"The last ferry"_s, u"n1"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 0, 0, 0, 2}, {SignalKind::RowsInserted, 1, 1}}));
    QCOMPARE(blog.rows(articles), (QStringList{u"Salt roads"_s, u"The last ferry"_s, u"Tidal clocks"_s}));
    blog.session.insert(sample::article, {u"x5"_s, u"Of another"_s, Null()});
    QCOMPARE(spy.take(), Signals{});
    blog.session.remove(sample::article, {u"x2"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 0, 0, 0, 2}, {SignalKind::RowsRemoved, 0, 0}}));
    QCOMPARE(countOf(articles), 2);
}

void TestItemTree::aMovedTargetLeavesOneBranchAndJoinsTheOther()
{
    Blog blog;
    blog.session.insert(sample::publication, {u"n2"_s, u"Orbit"_s});
    blog.show(sample::publication, u"n1"_s);
    const QModelIndex articles = blog.open(blog.top(u"articles"_s));
    ModelSpy spy(blog.model);
    blog.session.update(sample::article, {u"x4"_s, u"Tidal clocks"_s, u"n2"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 0, 0, 0, 2}, {SignalKind::RowsRemoved, 1, 1}}));
    blog.session.update(sample::article, {u"x4"_s, u"Tidal clocks"_s, u"n1"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 0, 0, 0, 2}, {SignalKind::RowsInserted, 1, 1}}));
    QCOMPARE(countOf(articles), 2);
}

void TestItemTree::linksMadeAndBrokenReachOpenBranches()
{
    Blog blog;
    blog.session.insert(sample::tag, tagValues(0));
    blog.show(sample::post, u"p1"_s);
    const QModelIndex tags = blog.open(blog.top(u"tags"_s));
    ModelSpy spy(blog.model);
    blog.session.remove(sample::postTag, {u"p1+t0002"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 1, 1, 0, 2}, {SignalKind::RowsRemoved, 1, 1}}));
    QCOMPARE(countOf(tags), 2);

    blog.session.insert(sample::postTag, join(u"p1"_s, u"t0000"_s));
    QCOMPARE(countOf(tags), 3);
    blog.session.settle(); // the new one's label is read
    const Signals said = spy.take();
    QCOMPARE(std::ranges::count(said, SignalKind::RowsInserted, &Signal::kind), 1);
    QCOMPARE(std::ranges::count(said, SignalKind::RowsRemoved, &Signal::kind), 0);
    QCOMPARE(blog.rows(tags), (QStringList{u"tag 0"_s, u"tag 1"_s, u"tag 3"_s}));

    blog.session.insert(sample::postTag, join(u"p2"_s, u"t0001"_s)); // a link elsewhere counts at the tag
    QCOMPARE(blog.below(tags, u"tag 1"_s).siblingAtColumn(1).data().toString(), u"2 posts"_s);
}

void TestItemTree::aNewTargetOfAToOneEndReplacesTheOld()
{
    Blog blog;
    blog.show(sample::post, u"p1"_s);
    const QModelIndex author = blog.top(u"author"_s);
    ModelSpy spy(blog.model);
    blog.session.update(sample::post, {u"p1"_s, u"Bridges that hum"_s, qint64(4), u"A body"_s, u"a2"_s});
    blog.session.settle();
    QCOMPARE(spy.take(),
             (Signals{{SignalKind::RowsRemoved, 0, 0},
                      {SignalKind::RowsInserted, 0, 0},
                      {SignalKind::DataChanged, 0, 0, 0, 2}}));
    QCOMPARE(blog.rows(author), QStringList{u"Mary Shelley"_s});
    blog.session.update(sample::post, {u"p1"_s, u"Bridges that hum"_s, qint64(4), u"A body"_s, Null()});
    blog.session.settle();
    QVERIFY(author.data(NullRole).toBool());

    blog.show(sample::author, u"a2"_s); // the other side hears it too
    const QModelIndex post = blog.top(u"post"_s);
    QVERIFY(post.data(NullRole).toBool());
    blog.session.update(sample::post, {u"p2"_s, u"Winter light"_s, Null(), Null(), u"a2"_s});
    blog.session.settle();
    QCOMPARE(blog.rows(post), QStringList{u"Winter light"_s});
}

void TestItemTree::aNewLabelIsShownWhereverTheInstanceStands()
{
    Blog blog;
    blog.show(sample::post, u"p1"_s);
    const QModelIndex tags = blog.open(blog.top(u"tags"_s));
    ModelSpy spy(blog.model);
    blog.session.update(sample::tag, {u"t0002"_s, u"renamed"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 1, 1, 0, 2}}));
    QCOMPARE(blog.model.index(1, 0, tags).data().toString(), u"renamed"_s);
    blog.session.update(sample::author, {u"a1"_s, u"Ada King"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 0, 0, 0, 2}, {SignalKind::DataChanged, 0, 0, 0, 2}}));
    QCOMPARE(blog.top(u"author"_s).data(Qt::AccessibleTextRole).toString(), u"author, one to one, Ada King"_s);
    QSignalSpy root(&blog.model, &RelationTreeItemModel::instanceChanged);
    blog.session.update(sample::post, {u"p1"_s, u"Another title"_s, qint64(4), u"A body"_s, u"a1"_s});
    QCOMPARE(root.count(), 1);
    QCOMPARE(blog.model.instance()->label, u"Another title"_s);
}

void TestItemTree::countsOfClosedBranchesFollow()
{
    Blog blog;
    blog.show(sample::publication, u"n1"_s);
    const QModelIndex articles = blog.top(u"articles"_s);
    ModelSpy spy(blog.model);
    blog.session.insert(sample::article, {u"x9"_s, u"New"_s, u"n1"_s});
    QCOMPARE(spy.take(), (Signals{{SignalKind::DataChanged, 0, 0, 0, 2}}));
    QCOMPARE(countOf(articles), 3);
    QCOMPARE(blog.session.pending(), std::size_t(0));
}

void TestItemTree::lateAnswersDoNotOverwriteChanges()
{
    Blog blog;
    blog.model.show(&blog.session, InstanceRef{sample::publication, {u"n1"_s}, u"Field Notes"_s, false});
    blog.session.settle();
    const QModelIndex articles = blog.top(u"articles"_s);
    blog.model.fetchMore(articles);
    blog.session.evaluate(); // the answer knows two articles
    blog.session.insert(sample::article, {u"x3"_s, u"The last ferry"_s, u"n1"_s});
    blog.session.settle();
    QCOMPARE(blog.model.rowCount(articles), 3);
    QCOMPARE(countOf(articles), 3);
}

void TestItemTree::changesElsewhereKeepWhatIsOpen()
{
    Blog blog;
    blog.show(sample::post, u"p1"_s);
    const QModelIndex tags = blog.open(blog.top(u"tags"_s));
    const QPersistentModelIndex kept = blog.open(blog.model.index(1, 0, tags));
    QCOMPARE(blog.model.rowCount(kept), 1);
    ModelSpy spy(blog.model);
    FakeDatabase &database = blog.session.database();
    database.apply(Removed{sample::postTag, {u"p1+t0001"_s}, join(u"p1"_s, u"t0001"_s)});
    database.apply(Inserted{sample::tag, {u"t0009"_s}, tagValues(9)});
    database.apply(Inserted{sample::postTag, {u"p1+t0009"_s}, join(u"p1"_s, u"t0009"_s)});
    blog.session.publishElsewhere();
    blog.session.settle();
    QCOMPARE(blog.rows(tags), (QStringList{u"tag 2"_s, u"tag 3"_s, u"tag 9"_s}));
    QVERIFY(kept.isValid());
    QCOMPARE(blog.model.rowCount(kept), 1);
    const Signals said = spy.take();
    QCOMPARE(std::ranges::count(said, SignalKind::RowsInserted, &Signal::kind), 1);
    QCOMPARE(std::ranges::count(said, SignalKind::RowsRemoved, &Signal::kind), 1);
    QCOMPARE(std::ranges::count(said, SignalKind::Reset, &Signal::kind), 0);
}

void TestItemTree::cascadesRemoveTheShownInstance()
{
    Blog blog;
    blog.show(sample::publication, u"n1"_s);
    blog.open(blog.top(u"articles"_s));
    QSignalSpy gone(&blog.model, &RelationTreeItemModel::instanceChanged);
    blog.session.commit({Removed{sample::article, {u"x2"_s}, {u"x2"_s, u"Salt roads"_s, u"n1"_s}},
                         Removed{sample::article, {u"x4"_s}, {u"x4"_s, u"Tidal clocks"_s, u"n1"_s}},
                         Removed{sample::publication, {u"n1"_s}, {u"n1"_s, u"Field Notes"_s}}});
    QCOMPARE(gone.count(), 1);
    QVERIFY(!blog.model.instance());
    QCOMPARE(blog.model.rowCount(), 0);
}

void TestItemTree::anotherInstanceDropsWhatIsUnderWay()
{
    Blog blog;
    blog.model.show(&blog.session, InstanceRef{sample::post, {u"p1"_s}, u"p1"_s, false});
    const std::size_t asked = blog.session.pending();
    QVERIFY(asked > 0);
    blog.model.show(&blog.session, InstanceRef{sample::publication, {u"n1"_s}, u"n1"_s, false});
    QCOMPARE(blog.session.cancelled, static_cast<int>(asked));
    blog.session.settle();
    QCOMPARE(blog.rows({}), QStringList{u"articles"_s});
}

void TestItemTree::theTreeGoesWithItsSession()
{
    RelationTreeItemModel model;
    QAbstractItemModelTester tester(&model, loud);
    {
        FakeSession session(sample::schema());
        session.insert(sample::tag, tagValues(1));
        model.show(&session, InstanceRef{sample::tag, {u"t0001"_s}, u"tag 1"_s, false});
        QCOMPARE(model.rowCount(), 1);
    }
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.instance());
}

void TestItemTree::failuresAreTold()
{
    Blog blog;
    blog.show(sample::post, u"p1"_s);
    QSignalSpy failed(&blog.model, &RelationTreeItemModel::failed);
    blog.session.failNext(Error{ErrorCode::Io, u"The file is gone."_s, {}});
    blog.open(blog.top(u"tags"_s));
    QCOMPARE(failed.count(), 1);
    const QModelIndex tags = blog.top(u"tags"_s);
    QVERIFY(!tags.data(LoadingRole).toBool());
    QVERIFY(blog.model.canFetchMore(tags)); // can be tried again
}

namespace relata {
int runItemTreeTests(int argc, char **argv)
{
    TestItemTree test;
    return QTest::qExec(&test, argc, argv);
}
} // namespace relata

#include "test_items_tree.moc"
