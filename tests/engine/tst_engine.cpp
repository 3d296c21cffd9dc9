#include "schema/label.h"
#include "support/scratchdatabase.h"

#include "data/json.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

const QString engineSchema = uR"(
enum Mood { HAPPY SAD }
type Author @model { id: ID! name: String! mood: Mood @default(value: "HAPPY") }
type Post @model { id: ID! title: String! rating: Int score: Float author: Author @hasOne
  tags: [Tag] @manyToMany(relationName: "PostTag") comments: [Comment] @hasMany }
type Tag @model { id: ID! label: String! posts: [Post] @manyToMany(relationName: "PostTag") }
type Comment @model { id: ID! text: String post: Post @belongsTo }
type Stock @model(timestamps: null) { sku: ID! @primaryKey(sortKeyFields: ["depot"]) depot: String! qty: Int }
)"_s;

/// An engine on a scratch database, spoken to in names.
class Bench
{
public:
    Bench() : scratch(test::ScratchDatabase::schemaOf(engineSchema)), engine(scratch.open()) {}

    [[nodiscard]] const Schema &schema() const { return engine->schema(); }
    [[nodiscard]] ModelId model(const QString &name) const { return *schema().modelNamed(name); }
    [[nodiscard]] FieldId field(const QString &of, const QString &name) const
    {
        return *schema().model(model(of)).fieldNamed(name);
    }
    [[nodiscard]] EndId end(const QString &of, const QString &name) const
    {
        return *schema().endNamed(model(of), name);
    }
    [[nodiscard]] Assignments values(const QString &of, const QByteArray &jsonText) const
    {
        const auto assigned = json::assignments(schema(), model(of), QJsonDocument::fromJson(jsonText).object());
        if (!assigned)
            qFatal("%s", qPrintable(assigned.error().message));
        return *assigned;
    }
    [[nodiscard]] Save save(const QString &of, const QByteArray &jsonText) const
    {
        return {model(of), values(of, jsonText)};
    }
    [[nodiscard]] Update update(const QString &of, const QString &key, const QByteArray &jsonText) const
    {
        return {model(of), {key}, values(of, jsonText), {}};
    }
    void must(const Intent &intent) const
    {
        const auto done = engine->submit({intent});
        QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    }
    [[nodiscard]] QJsonObject get(const QString &of, const QString &key) const
    {
        const auto row = engine->get(model(of), {key});
        return row && *row ? json::fromInstance(schema(), model(of), (*row)->values) : QJsonObject();
    }
    void fill() const
    {
        must(save(u"Author"_s, R"({"id":"a1","name":"Ann"})"));
        must(save(u"Author"_s, R"({"id":"a2","name":"Bob"})"));
        must(save(u"Post"_s, R"({"id":"p1","title":"One","author":"a1"})"));
        must(save(u"Post"_s, R"({"id":"p2","title":"Two"})"));
        must(save(u"Tag"_s, R"({"id":"t1","label":"sea"})"));
        must(save(u"Tag"_s, R"({"id":"t2","label":"craft"})"));
        must(Link{end(u"Post"_s, u"tags"_s), {u"p1"_s}, {u"t1"_s}});
        must(Link{end(u"Post"_s, u"tags"_s), {u"p1"_s}, {u"t2"_s}});
        must(save(u"Comment"_s, R"({"id":"c1","text":"hm","post":"p1"})"));
        must(save(u"Comment"_s, R"({"id":"c2","text":"oh","post":"p1"})"));
    }

    test::ScratchDatabase scratch;
    std::unique_ptr<Engine> engine;
};

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailureAtAnyStatementChangesNothing_data();
    void aFailureAtAnyStatementChangesNothing();
    void anUndoThatFailsLeavesBothStacks();
    void undoKeepsWhatOthersChangedElsewhereInTheInstance();
    void undoIsRefusedWhereOthersChangedTheSameValue();
    void undoOfACreationIsRefusedWhereOthersUseTheInstance();
    void undoOfADeleteIsRefusedWhereOthersMadeItAnew();
    void aRingIsUndoneAndRedone();
    void aTransactionIsUndoneInTheOrderInWhichItRan();
    void aCommitIsOneStepAndItsNetChange();
    void savingTheSameValuesIsNoChange();
    void newKeysSortByTime();
    void defaultsFillWhatIsMissingAndNotWhatIsNull();
    void pagesMeetInBothDirections_data();
    void pagesMeetInBothDirections();
    void rankIsTheRowNumber();
    void longValuesAreCutAndSortWhole();
    void linksSayWhomARowLeadsTo();
    void candidatesComeLinkedFreeTaken();
    void candidatesDoNotRepeatTheirKey();
    void labelsOfJoinInstancesNameBothEnds();
    void displayFieldIsKept();
    void severalFieldsCallAnInstance();
    void severalFieldsFindAnInstance();
    void compositeKeysWorkEverywhere();
    void rowidTablesCanBeEditedAndUndone();
    void triggersAreSeenAfterTheWrite();
    void aDefaultThatLeadsNowhereBlocksADelete();
    void keysThatHoldNullAreDeletedAndUndone();
    void aLinkIsMovedThoughItsColumnIsUnique();
    void foreignKeysAreJudgedByTheirParentsCollation();
    void expectedValuesGuardAnUpdate();
    void anotherProgramsCascadeRuleIsInTheDatabaseToo();
    void checkReportsWhatOthersBroke();
    void clearEmptiesEverythingAndForgets();
    void statementsNeverHoldAValue();
};

void TestEngine::aFailureAtAnyStatementChangesNothing_data()
{
    QTest::addColumn<int>("which");
    QTest::newRow("save") << 0;
    QTest::newRow("cascade") << 1;
    QTest::newRow("move a link") << 2;
    QTest::newRow("several") << 3;
    QTest::newRow("undo a cascade") << 4;
}

void TestEngine::aFailureAtAnyStatementChangesNothing()
{
    QFETCH(const int, which);
    const Bench bench;
    bench.fill();
    Engine &engine = *bench.engine;
    if (which == 4)
        bench.must(Delete{bench.model(u"Post"_s), {{u"p1"_s}}, {}, Delete::Blockers::Refuse});
    const auto attempt = [&]() -> Result<ChangeSet> {
        switch (which) {
        case 0:
            return engine.submit({bench.save(u"Post"_s, R"({"title":"Three","author":"a2","rating":3})")});
        case 1:
            return engine.submit({Delete{bench.model(u"Post"_s), {{u"p1"_s}}, {}, Delete::Blockers::Refuse}});
        case 2:
            return engine.submit({Link{bench.end(u"Post"_s, u"author"_s), {u"p2"_s}, {u"a1"_s}, Link::Move::Yes}});
        case 3:
            return engine.submit({bench.save(u"Tag"_s, R"({"label":"x"})"),
                                  bench.update(u"Tag"_s, u"t1"_s, R"({"label":"y"})"),
                                  Delete{bench.model(u"Author"_s), {{u"a1"_s}}, {}, Delete::Blockers::Refuse}});
        default:
            return engine.undo();
        }
    };
    const test::Contents before = test::contentsOf(engine);
    const ChangeSet *undoBefore = engine.nextUndo();
    const qint64 stepBefore = undoBefore ? undoBefore->number : 0;
    int failures = 0;
    for (int nth = 1;; ++nth) {
        int count = 0;
        QString failed;
        engine.connection().watch([&](const QString &text) -> Done {
            if (++count != nth)
                return {};
            failed = text;
            return failure(ErrorCode::Io, u"made to fail"_s);
        });
        const auto done = attempt();
        engine.connection().watch({});
        if (count < nth) { // every statement has had its turn
            QVERIFY2(done, done ? "" : qPrintable(done.error().message));
            break;
        }
        if (done) {
            // Only a label may be missing what it would have said.
            QVERIFY2(failed.startsWith(u"SELECT"_s), qPrintable(u"nobody noticed that this failed: "_s + failed));
            QVERIFY(which == 4 ? engine.redo() : engine.undo());
            QVERIFY(test::contentsOf(engine) == before);
            continue;
        }
        ++failures;
        QVERIFY(!engine.connection().isInTransaction());
        QVERIFY2(test::contentsOf(engine) == before, qPrintable(u"failing statement %1 left a change"_s.arg(nth)));
        QCOMPARE(engine.nextUndo() ? engine.nextUndo()->number : 0, stepBefore);
    }
    QVERIFY(failures >= 4);
    QVERIFY(test::contentsOf(engine) != before);
}

void TestEngine::anUndoThatFailsLeavesBothStacks()
{
    const Bench bench;
    bench.fill();
    bench.must(bench.update(u"Tag"_s, u"t1"_s, R"({"label":"new"})"));
    const auto other = bench.scratch.open();
    QVERIFY(other->submit({bench.update(u"Tag"_s, u"t1"_s, R"({"label":"theirs"})")}));
    const qint64 number = bench.engine->nextUndo()->number;
    const auto refused = bench.engine->undo();
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::Conflict);
    QVERIFY(refused.error().message.contains(u"label"_s));
    QCOMPARE(bench.engine->nextUndo()->number, number);
    QVERIFY(!bench.engine->nextRedo());
    // Once the others have taken theirs back it works.
    QVERIFY(other->undo());
    QVERIFY(bench.engine->undo());
    QCOMPARE(bench.get(u"Tag"_s, u"t1"_s)[u"label"_s].toString(), u"sea"_s);
    QVERIFY(bench.engine->redo());
    QCOMPARE(bench.get(u"Tag"_s, u"t1"_s)[u"label"_s].toString(), u"new"_s);
}

void TestEngine::undoKeepsWhatOthersChangedElsewhereInTheInstance()
{
    const Bench bench;
    bench.fill();
    bench.must(bench.update(u"Post"_s, u"p2"_s, R"({"title":"Mine"})"));
    const auto other = bench.scratch.open();
    QVERIFY(other->submit({bench.update(u"Post"_s, u"p2"_s, R"({"rating":5})")}));
    QVERIFY(bench.engine->undo());
    QCOMPARE(bench.get(u"Post"_s, u"p2"_s)[u"title"_s].toString(), u"Two"_s);
    QCOMPARE(bench.get(u"Post"_s, u"p2"_s)[u"rating"_s].toInt(), 5);
}

void TestEngine::undoIsRefusedWhereOthersChangedTheSameValue()
{
    const Bench bench;
    bench.fill();
    bench.must(bench.update(u"Post"_s, u"p2"_s, R"({"title":"Mine"})"));
    const auto other = bench.scratch.open();
    QVERIFY(other->submit({bench.update(u"Post"_s, u"p2"_s, R"({"title":"Theirs"})")}));
    const auto refused = bench.engine->undo();
    QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
    QCOMPARE(bench.get(u"Post"_s, u"p2"_s)[u"title"_s].toString(), u"Theirs"_s);
}

void TestEngine::undoOfACreationIsRefusedWhereOthersUseTheInstance()
{
    const Bench bench;
    bench.fill();
    bench.must(bench.save(u"Post"_s, R"({"id":"p9","title":"New"})"));
    const auto other = bench.scratch.open();
    QVERIFY(other->submit({bench.save(u"Comment"_s, R"({"id":"c9","post":"p9"})")}));
    const auto refused = bench.engine->undo();
    QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
    QVERIFY(!bench.get(u"Comment"_s, u"c9"_s).isEmpty());
}

void TestEngine::undoOfADeleteIsRefusedWhereOthersMadeItAnew()
{
    const Bench bench;
    bench.fill();
    bench.must(Delete{bench.model(u"Tag"_s), {{u"t1"_s}}, {}, Delete::Blockers::Refuse});
    const auto other = bench.scratch.open();
    QVERIFY(other->submit({bench.save(u"Tag"_s, R"({"id":"t1","label":"again"})")}));
    const auto refused = bench.engine->undo();
    QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
    QCOMPARE(bench.get(u"Tag"_s, u"t1"_s)[u"label"_s].toString(), u"again"_s);
}

void TestEngine::aRingIsUndoneAndRedone()
{
    const test::ScratchDatabase scratch(test::ScratchDatabase::schemaOf(
        u"type E @model { id: ID! manager: E @belongsTo reports: [E] @hasMany } type F @model { id: ID! e: E @hasOne }"_s));
    const auto engine = scratch.open();
    const Schema &schema = engine->schema();
    const ModelId e = *schema.modelNamed(u"E"_s);
    const FieldId id = *schema.model(e).fieldNamed(u"id"_s);
    const FieldId manager = *schema.model(e).fieldNamed(u"manager"_s);
    const test::Contents nothing = test::contentsOf(*engine);
    QVERIFY(
        engine->submit({Save{e, {{id, u"e1"_s}}}, Save{e, {{id, u"e2"_s}, {manager, u"e1"_s}}},
                        Save{e, {{id, u"e3"_s}, {manager, u"e2"_s}}}, Update{e, {u"e1"_s}, {{manager, u"e3"_s}}, {}}}));
    const test::Contents ring = test::contentsOf(*engine);
    QVERIFY(engine->submit({Delete{e, {{u"e1"_s}}, {}, Delete::Blockers::Refuse}}));
    for (int i = 0; i < 2; ++i) {
        QVERIFY(engine->undo());
        QVERIFY(test::contentsOf(*engine) == ring);
        const auto redone = engine->redo();
        QVERIFY2(redone, redone ? "" : qPrintable(redone.error().message));
        QVERIFY(test::contentsOf(*engine) == nothing);
        QCOMPARE(redone->changes.size(), std::size_t(3));
    }
    QVERIFY(engine->undo());
    // What others have hung on the ring meanwhile stays, and so does the ring.
    const auto other = scratch.open();
    QVERIFY(other->submit({Save{e, {{id, u"x"_s}, {manager, u"e2"_s}}}}));
    const auto refused = engine->redo();
    QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
    QVERIFY(other->undo());
    QVERIFY(engine->redo() && engine->undo());
    const auto unmade = engine->undo();
    QVERIFY2(unmade, unmade ? "" : qPrintable(unmade.error().message));
    QVERIFY(test::contentsOf(*engine) == nothing);
}

void TestEngine::aTransactionIsUndoneInTheOrderInWhichItRan()
{
    const Bench bench;
    bench.fill();
    bench.must(Link{bench.end(u"Post"_s, u"author"_s), {u"p2"_s}, {u"a2"_s}});
    const test::Contents before = test::contentsOf(*bench.engine);
    // Two posts exchange their authors: in the net both are taken at once.
    QVERIFY(bench.engine->begin());
    bench.must(bench.update(u"Post"_s, u"p1"_s, R"({"author":null})"));
    bench.must(bench.update(u"Post"_s, u"p2"_s, R"({"author":"a1"})"));
    bench.must(bench.update(u"Post"_s, u"p1"_s, R"({"author":"a2"})"));
    QVERIFY(bench.engine->commit());
    const test::Contents exchanged = test::contentsOf(*bench.engine);
    QVERIFY(bench.engine->undo());
    QVERIFY(test::contentsOf(*bench.engine) == before);
    QVERIFY(bench.engine->redo());
    QVERIFY(test::contentsOf(*bench.engine) == exchanged);
    // A field that a delete emptied, in an instance that is changed again after it.
    QVERIFY(bench.engine->begin());
    bench.must(Delete{bench.model(u"Author"_s), {{u"a1"_s}}, {}, Delete::Blockers::Refuse});
    bench.must(bench.update(u"Post"_s, u"p2"_s, R"({"title":"later"})"));
    QVERIFY(bench.engine->commit());
    QVERIFY(bench.engine->undo());
    QVERIFY(test::contentsOf(*bench.engine) == exchanged);
    QVERIFY(bench.engine->redo());
    QVERIFY(bench.get(u"Author"_s, u"a1"_s).isEmpty());
}

void TestEngine::aCommitIsOneStepAndItsNetChange()
{
    const Bench bench;
    bench.fill();
    const test::Contents before = test::contentsOf(*bench.engine);
    QVERIFY(bench.engine->begin());
    bench.must(bench.save(u"Tag"_s, R"({"id":"t9","label":"a"})"));
    bench.must(bench.update(u"Tag"_s, u"t9"_s, R"({"label":"b"})"));
    bench.must(bench.update(u"Tag"_s, u"t1"_s, R"({"label":"c"})"));
    // A refused operation leaves the transaction open and what it did before.
    QVERIFY(!bench.engine->submit({bench.save(u"Post"_s, R"({"id":"p8","title":"x","author":"a1"})")}));
    bench.must(Delete{bench.model(u"Tag"_s), {{u"t2"_s}}, {}, Delete::Blockers::Refuse});
    const auto set = bench.engine->commit();
    QVERIFY(set);
    QCOMPARE(set->changes.size(), std::size_t(4)); // t9 made, t1 changed, a link and t2 gone
    QVERIFY(bench.engine->undo());
    QVERIFY(test::contentsOf(*bench.engine) == before);
    QVERIFY(!bench.engine->commit());
}

void TestEngine::savingTheSameValuesIsNoChange()
{
    const Bench bench;
    bench.fill();
    bench.must(bench.update(u"Post"_s, u"p2"_s, R"({"score":2.5,"rating":1})"));
    QVERIFY(bench.engine->undo());
    QVERIFY(bench.engine->nextRedo());
    const test::Contents before = test::contentsOf(*bench.engine);
    const auto same = bench.engine->submit({bench.update(u"Post"_s, u"p2"_s, R"({"title":"Two","author":null})")});
    QVERIFY(same && same->isEmpty());
    QVERIFY(bench.engine->nextRedo()); // redo is not ended by nothing
    QVERIFY(test::contentsOf(*bench.engine) == before);
    QVERIFY(bench.engine->redo());
    const auto whole = bench.engine->submit({bench.update(u"Post"_s, u"p2"_s, R"({"score":2.5})")});
    QVERIFY(whole && whole->isEmpty());
}

void TestEngine::newKeysSortByTime()
{
    const Bench bench;
    QStringList keys;
    for (int i = 0; i < 300; ++i) {
        const auto set = bench.engine->submit({bench.save(u"Tag"_s, R"({"label":"x"})")});
        QVERIFY(set);
        keys << std::get<QString>(set->subjectKey.front());
    }
    QVERIFY(std::ranges::is_sorted(keys));
    const QRegularExpression uuid7(u"^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
    for (const QString &key : keys)
        QVERIFY2(uuid7.match(key).hasMatch(), qPrintable(key));
}

void TestEngine::defaultsFillWhatIsMissingAndNotWhatIsNull()
{
    const Bench bench;
    bench.must(bench.save(u"Author"_s, R"({"id":"a1","name":"A"})"));
    QCOMPARE(bench.get(u"Author"_s, u"a1"_s)[u"mood"_s].toString(), u"HAPPY"_s);
    bench.must(bench.save(u"Author"_s, R"({"id":"a1","name":"A","mood":null})"));
    QVERIFY(bench.get(u"Author"_s, u"a1"_s)[u"mood"_s].isNull());
    bench.must(bench.save(u"Author"_s, R"({"id":"a1","name":"B"})"));
    QCOMPARE(bench.get(u"Author"_s, u"a1"_s)[u"mood"_s].toString(), u"HAPPY"_s);
}

void TestEngine::pagesMeetInBothDirections_data()
{
    QTest::addColumn<QStringList>("sort"); // a falling one begins with '-'
    QTest::newRow("by key") << QStringList{};
    QTest::newRow("by a nullable number") << QStringList{u"rating"_s};
    QTest::newRow("by it, falling") << QStringList{u"-rating"_s};
    QTest::newRow("by two") << QStringList{u"-rating"_s, u"title"_s};
    QTest::newRow("by a to-one key") << QStringList{u"-author"_s, u"-score"_s};
}

void TestEngine::pagesMeetInBothDirections()
{
    QFETCH(const QStringList, sort);
    const Bench bench;
    QRandomGenerator random(7);
    for (int i = 0; i < 40; ++i)
        bench.must(bench.save(u"Author"_s, u"{\"id\":\"a%1\",\"name\":\"n\"}"_s.arg(i).toUtf8()));
    for (int i = 0; i < 120; ++i) {
        QJsonObject post{{u"id"_s, u"p%1"_s.arg(random.bounded(100000))},
                         {u"title"_s, u"t%1"_s.arg(random.bounded(4))}};
        if (random.bounded(3))
            post[u"rating"_s] = random.bounded(4);
        if (random.bounded(3))
            post[u"score"_s] = random.bounded(10) / 4.0;
        if (i < 40)
            post[u"author"_s] = u"a%1"_s.arg(i);
        bench.must(bench.save(u"Post"_s, QJsonDocument(post).toJson()));
    }
    Query all;
    all.model = bench.model(u"Post"_s);
    for (const QString &name : sort) {
        const bool falling = name.startsWith(u'-');
        all.sort.push_back({bench.field(u"Post"_s, falling ? name.mid(1) : name),
                            falling ? SortOrder::Descending : SortOrder::Ascending});
    }
    const auto whole = bench.engine->fetch(all);
    QVERIFY(whole);
    const std::vector<Row> &rows = whole->rows;
    const auto n = static_cast<int>(rows.size());
    QVERIFY(n > 100);
    const auto placeOf = [](const Row &row) { return Position{row.sortValues, row.key}; };

    std::vector<Key> forward;
    Query page = all;
    page.limit = 8;
    while (true) {
        const auto window = bench.engine->fetch(page);
        QVERIFY(window);
        for (const Row &row : window->rows)
            forward.push_back(row.key);
        if (window->rows.size() < 8)
            break;
        page.from = placeOf(window->rows.back());
        page.offset = 1;
    }
    QCOMPARE(static_cast<int>(forward.size()), n);
    for (int i = 0; i < n; ++i)
        QVERIFY(forward[static_cast<std::size_t>(i)] == rows[static_cast<std::size_t>(i)].key);

    page = all;
    page.limit = 8;
    page.backward = true;
    int at = n;
    while (at > 0) {
        const auto window = bench.engine->fetch(page);
        QVERIFY(window);
        const auto got = static_cast<int>(window->rows.size());
        QVERIFY(got > 0);
        for (int i = 0; i < got; ++i)
            QVERIFY(window->rows[static_cast<std::size_t>(i)].key == rows[static_cast<std::size_t>(at - got + i)].key);
        at -= got;
        page.from = placeOf(window->rows.front());
        page.offset = 1;
    }
    for (int i = 0; i < n; i += 7) {
        const auto rank = bench.engine->rank(all, placeOf(rows[static_cast<std::size_t>(i)]));
        QVERIFY(rank);
        QCOMPARE(rank->before, i);
        QVERIFY(rank->present);
    }
}

void TestEngine::rankIsTheRowNumber()
{
    const Bench bench;
    bench.fill();
    Query query;
    query.model = bench.model(u"Tag"_s);
    query.sort = {{bench.field(u"Tag"_s, u"label"_s), SortOrder::Ascending}};
    const auto between = bench.engine->rank(query, {{u"d"_s}, {u"zz"_s}});
    QVERIFY(between);
    QCOMPARE(between->before, 1);
    QVERIFY(!between->present);
    query.where = {Compares{bench.field(u"Tag"_s, u"label"_s), Comparison::Equal, {u"sea"_s}}};
    const auto outside = bench.engine->rank(query, {{u"craft"_s}, {u"t2"_s}});
    QVERIFY(outside && !outside->present);
}

void TestEngine::longValuesAreCutAndSortWhole()
{
    const Bench bench;
    const QString same(5000, u'x');
    bench.must(bench.save(u"Tag"_s,
                          QJsonDocument(QJsonObject{{u"id"_s, u"t1"_s}, {u"label"_s, QString(same + u'b')}}).toJson()));
    bench.must(bench.save(u"Tag"_s,
                          QJsonDocument(QJsonObject{{u"id"_s, u"t2"_s}, {u"label"_s, QString(same + u'a')}}).toJson()));
    bench.must(bench.save(u"Tag"_s, R"({"id":"t3","label":"short"})"));
    Query query;
    query.model = bench.model(u"Tag"_s);
    query.sort = {{bench.field(u"Tag"_s, u"label"_s), SortOrder::Ascending}};
    query.cutAt = 100;
    const auto window = bench.engine->fetch(query);
    QVERIFY(window);
    const FieldId label = bench.field(u"Tag"_s, u"label"_s);
    QCOMPARE(window->rows[0].cuts.size(), std::size_t(0));
    QCOMPARE(std::get<QString>(window->rows[1].values[label.index()]).size(), 100);
    QVERIFY(window->rows[1].cuts == (std::vector<Row::Cut>{{label, 5001}}));
    QVERIFY(window->rows[1].key == Key{u"t2"_s});
    QCOMPARE(std::get<QString>(window->rows[1].sortValues[0]), QString(same + u'a'));
    query.from = Position{window->rows[2].sortValues, window->rows[2].key};
    const auto last = bench.engine->fetch(query);
    QVERIFY(last && last->rows.size() == 1 && last->rows[0].key == Key{u"t1"_s});
}

void TestEngine::linksSayWhomARowLeadsTo()
{
    const Bench bench;
    bench.fill();
    for (int i = 0; i < 5; ++i)
        bench.must(bench.save(u"Comment"_s, u"{\"id\":\"d%1\",\"text\":\"t%1\",\"post\":\"p1\"}"_s.arg(i).toUtf8()));
    Query query;
    query.model = bench.model(u"Post"_s);
    query.ends = {bench.end(u"Post"_s, u"author"_s), bench.end(u"Post"_s, u"tags"_s),
                  bench.end(u"Post"_s, u"comments"_s)};
    query.labels = true;
    const auto window = bench.engine->fetch(query);
    QVERIFY(window);
    const Row &one = window->rows[0];
    QCOMPARE(one.label, u"One"_s);
    QVERIFY(one.links[0] == (Links{{{bench.model(u"Author"_s), {u"a1"_s}, u"Ann"_s, false}}, 1}));
    QCOMPARE(one.links[1].count, 2);
    QCOMPARE(one.links[1].first[0].label, u"sea"_s);
    QCOMPARE(one.links[2].count, 7);
    QCOMPARE(one.links[2].first.size(), std::size_t(3));
    const Row &two = window->rows[1];
    QCOMPARE(two.links[0].count, 0);
    QCOMPARE(two.links[1].count, 0);
}

void TestEngine::candidatesComeLinkedFreeTaken()
{
    const Bench bench;
    bench.fill();
    bench.must(bench.save(u"Author"_s, R"({"id":"a3","name":"Cann"})"));
    bench.must(Link{bench.end(u"Post"_s, u"author"_s), {u"p2"_s}, {u"a2"_s}});
    const auto all = bench.engine->candidates(bench.end(u"Post"_s, u"author"_s), {u"p1"_s}, {});
    QVERIFY2(all, all ? "" : qPrintable(all.error().message));
    QCOMPARE(all->size(), std::size_t(3));
    QVERIFY((*all)[0].linked && !(*all)[0].holder);
    QCOMPARE((*all)[1].instance.label, u"Cann"_s);
    QVERIFY((*all)[2].holder && (*all)[2].holder->label == u"Two"_s);
    const auto found = bench.engine->candidates(bench.end(u"Post"_s, u"author"_s), {}, u"ANN"_s);
    QVERIFY(found && found->size() == 2);
    QCOMPARE((*found)[0].instance.label, u"Cann"_s); // Ann is taken
    const auto tags = bench.engine->candidates(bench.end(u"Tag"_s, u"posts"_s), {u"t1"_s}, u"%"_s);
    QVERIFY(tags && tags->empty());
}

void TestEngine::labelsOfJoinInstancesNameBothEnds()
{
    const Bench bench;
    bench.fill();
    Query query;
    query.model = bench.model(u"PostTag"_s);
    query.labels = true;
    const auto window = bench.engine->fetch(query);
    QVERIFY(window);
    QCOMPARE(window->rows[0].label, u"One – sea"_s);
}

void TestEngine::displayFieldIsKept()
{
    const Bench bench;
    bench.fill();
    QVERIFY(bench.engine->setLabel(bench.model(u"Comment"_s), {{{}, bench.field(u"Comment"_s, u"text"_s)}}));
    const auto again = bench.scratch.open();
    QCOMPARE(*again->label(bench.model(u"Comment"_s), {u"c1"_s}), u"hm"_s);
    QVERIFY(again->schema() == bench.engine->schema());
}

void TestEngine::severalFieldsCallAnInstance()
{
    const Bench bench;
    const ModelId stock = bench.model(u"Stock"_s);
    bench.must(bench.save(u"Stock"_s, R"({"sku":"bolt","depot":"north","qty":1})"));
    bench.must(bench.save(u"Stock"_s, R"({"sku":"nut","depot":"south","qty":null})"));
    const auto parts = labels::read(bench.engine->schema().model(stock), u"{sku} in {depot} ({qty})");
    QVERIFY(parts && bench.engine->setLabel(stock, *parts));
    QCOMPARE(*bench.engine->label(stock, {u"bolt"_s, u"north"_s}), u"bolt in north (1)"_s);
    QCOMPARE(*bench.engine->label(stock, {u"nut"_s, u"south"_s}), u"nut in south ()"_s);
    const auto again = bench.scratch.open();
    QVERIFY(again->schema() == bench.engine->schema());
    QCOMPARE(*again->label(stock, {u"bolt"_s, u"north"_s}), u"bolt in north (1)"_s);
}

/// A candidate is found by what it is called, across the fields of its label, those that begin with it first.
void TestEngine::severalFieldsFindAnInstance()
{
    const Bench bench;
    bench.fill();
    const ModelId author = bench.model(u"Author"_s);
    const auto parts = labels::read(bench.engine->schema().model(author), u"{name} <{id}>");
    QVERIFY(parts && bench.engine->setLabel(author, *parts));
    const auto all = bench.engine->candidates(bench.end(u"Post"_s, u"author"_s), {}, {});
    QVERIFY(all && !all->empty());
    const QString called = all->back().instance.label;
    QVERIFY2(called.contains(u" <"_s), qPrintable(called));
    const auto found = bench.engine->candidates(bench.end(u"Post"_s, u"author"_s), {}, called);
    QVERIFY(found && found->size() == 1);
    QCOMPARE(found->front().instance.label, called);

    Query filtered;
    filtered.model = bench.model(u"Post"_s);
    filtered.where = {MatchesText{called}};
    const auto count = bench.engine->count(filtered);
    QVERIFY(count);
    QCOMPARE(*count, qint64(1));
}

void TestEngine::compositeKeysWorkEverywhere()
{
    const Bench bench;
    const ModelId stock = bench.model(u"Stock"_s);
    bench.must(bench.save(u"Stock"_s, R"({"sku":"s","depot":"b","qty":1})"));
    bench.must(bench.save(u"Stock"_s, R"({"sku":"s","depot":"a","qty":2})"));
    bench.must(bench.save(u"Stock"_s, R"({"sku":"r","depot":"z","qty":3})"));
    Query query;
    query.model = stock;
    query.from = Position{{}, {u"s"_s, u"a"_s}};
    const auto window = bench.engine->fetch(query);
    QVERIFY(window && window->rows.size() == 2);
    QVERIFY(window->rows[0].key == (Key{u"s"_s, u"a"_s}));
    const auto rank = bench.engine->rank(query, {{}, {u"s"_s, u"b"_s}});
    QVERIFY(rank && rank->before == 2);
    bench.must(Update{stock, {u"s"_s, u"a"_s}, {{bench.field(u"Stock"_s, u"qty"_s), qint64(9)}}, {}});
    bench.must(Delete{stock, {{u"s"_s, u"a"_s}, {u"r"_s, u"z"_s}}, {}, Delete::Blockers::Refuse});
    QCOMPARE(*bench.engine->count(query), 1);
    QVERIFY(bench.engine->undo());
    QCOMPARE(*bench.engine->count(query), 3);
}

namespace {

/// A database that Relata did not make.
std::unique_ptr<Engine> foreign(const QTemporaryDir &folder, const std::vector<QString> &script)
{
    const DatabaseUrl url{folder.filePath(u"foreign.db"_s)};
    auto made = Connection::open(url, Access::ReadWrite, Connection::Create::Yes);
    if (!made || !(*made)->script(script))
        qFatal("cannot make the foreign database");
    made->reset();
    auto engine = Engine::open(url, Access::ReadWrite);
    if (!engine)
        qFatal("%s", qPrintable(engine.error().message));
    return std::move(*engine);
}

} // namespace

void TestEngine::candidatesDoNotRepeatTheirKey()
{
    const QTemporaryDir folder;
    const auto engine = foreign(folder,
                                {u"CREATE TABLE list (id INTEGER PRIMARY KEY, name TEXT, place TEXT)"_s,
                                 u"CREATE TABLE item (id INTEGER PRIMARY KEY, list INTEGER REFERENCES list (id))"_s,
                                 u"INSERT INTO list VALUES (16, 'Grunge', 'attic')"_s});
    const EndId end = *engine->schema().endNamed(*engine->schema().modelNamed(u"item"_s), u"list"_s);
    const auto found = engine->candidates(end, {}, {});
    QVERIFY(found && found->size() == 1);
    QCOMPARE(found->front().details, QStringList{u"attic"_s});
}

void TestEngine::rowidTablesCanBeEditedAndUndone()
{
    const QTemporaryDir folder;
    const auto engine = foreign(
        folder, {u"CREATE TABLE log (what TEXT, n)"_s, u"INSERT INTO log VALUES ('a', 1), ('b', 'x'), ('c', 2.5)"_s});
    const ModelId log = *engine->schema().modelNamed(u"log"_s);
    const test::Contents before = test::contentsOf(*engine);
    QVERIFY(engine->submit({Update{log, {qint64(2)}, {{FieldId(0), u"B"_s}}, {}}}));
    QVERIFY(engine->submit({Save{log, {{FieldId(0), u"d"_s}}, Save::Replace::Yes}}));
    QVERIFY(engine->submit({Delete{log, {{qint64(1)}}, {}, Delete::Blockers::Refuse}}));
    QCOMPARE(test::contentsOf(*engine)[u"log"_s].size(), std::size_t(3));
    for (int i = 0; i < 3; ++i)
        QVERIFY(engine->undo());
    QVERIFY(test::contentsOf(*engine) == before);
}

void TestEngine::triggersAreSeenAfterTheWrite()
{
    const QTemporaryDir folder;
    const auto engine =
        foreign(folder,
                {u"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT)"_s,
                 u"CREATE TRIGGER copy AFTER INSERT ON t BEGIN UPDATE t SET b = new.a WHERE id = new.id; END"_s});
    const ModelId t = *engine->schema().modelNamed(u"t"_s);
    const FieldId a = *engine->schema().model(t).fieldNamed(u"a"_s);
    const FieldId b = *engine->schema().model(t).fieldNamed(u"b"_s);
    const auto set = engine->submit({Save{t, {{a, u"x"_s}}, Save::Replace::Yes}});
    QVERIFY(set && set->mayHaveMore);
    QVERIFY(std::get<Inserted>(set->changes.front()).after[b.index()] == Value(u"x"_s));
}

void TestEngine::aDefaultThatLeadsNowhereBlocksADelete()
{
    const QTemporaryDir folder;
    const auto engine =
        foreign(folder,
                {u"CREATE TABLE p (id INTEGER PRIMARY KEY)"_s, u"INSERT INTO p VALUES (1), (2), (3)"_s,
                 u"CREATE TABLE c (id INTEGER PRIMARY KEY, p INT DEFAULT 1 REFERENCES p ON DELETE SET DEFAULT)"_s,
                 u"INSERT INTO c VALUES (1, 1), (2, 2)"_s,
                 u"CREATE TABLE d (id INTEGER PRIMARY KEY, p INT DEFAULT 9 REFERENCES p ON DELETE SET DEFAULT)"_s,
                 u"INSERT INTO d VALUES (1, 3)"_s});
    const test::Contents before = test::contentsOf(*engine);
    const ModelId p = *engine->schema().modelNamed(u"p"_s);
    const auto remove = [&](qint64 key, Delete::Blockers blockers) {
        return engine->submit({Delete{p, {{key}}, {}, blockers}});
    };
    // The default itself goes; the default was never there.
    for (const qint64 key : {1, 3}) {
        const auto refused = remove(key, Delete::Blockers::Refuse);
        QVERIFY(!refused && refused.error().code == ErrorCode::Restricted);
        QVERIFY(remove(key, Delete::Blockers::DeleteToo));
        QVERIFY(engine->undo());
    }
    const auto cleared = remove(2, Delete::Blockers::Refuse);
    QVERIFY(cleared && cleared->changes.size() == 2);
    QVERIFY(engine->undo());
    QVERIFY(test::contentsOf(*engine) == before);
}

void TestEngine::keysThatHoldNullAreDeletedAndUndone()
{
    const QTemporaryDir folder;
    const auto engine =
        foreign(folder,
                {u"CREATE TABLE n (code TEXT PRIMARY KEY, x INT)"_s, u"INSERT INTO n VALUES (NULL, 1), ('k', 2)"_s,
                 u"CREATE TABLE m (code TEXT PRIMARY KEY, x INT)"_s, u"INSERT INTO m VALUES (NULL, 1), (NULL, 2)"_s});
    const test::Contents before = test::contentsOf(*engine);
    const auto removeAll = [&](const QString &model) {
        return engine->submit({Delete{*engine->schema().modelNamed(model), {}, Predicate{}, Delete::Blockers::Refuse}});
    };
    QVERIFY(removeAll(u"n"_s));
    QVERIFY(test::contentsOf(*engine)[u"n"_s].empty());
    QVERIFY(engine->undo());
    QVERIFY(test::contentsOf(*engine) == before);
    QVERIFY(engine->redo());
    QVERIFY(engine->undo());
    // Those that cannot be told apart are left alone: an undo could not bring them back.
    const auto refused = removeAll(u"m"_s);
    QVERIFY(!refused && refused.error().code == ErrorCode::Unsupported);
    QVERIFY(test::contentsOf(*engine) == before);
}

void TestEngine::aLinkIsMovedThoughItsColumnIsUnique()
{
    const QTemporaryDir folder;
    const auto engine = foreign(folder,
                                {u"CREATE TABLE p (id INTEGER PRIMARY KEY)"_s, u"INSERT INTO p VALUES (1)"_s,
                                 u"CREATE TABLE c (id INTEGER PRIMARY KEY, p INT UNIQUE REFERENCES p)"_s,
                                 u"INSERT INTO c VALUES (1, 1), (2, NULL)"_s});
    const test::Contents before = test::contentsOf(*engine);
    const EndId end = *engine->schema().endNamed(*engine->schema().modelNamed(u"c"_s), u"p"_s);
    const auto taken = engine->submit({Link{end, {qint64(2)}, {qint64(1)}, Link::Move::No}});
    QVERIFY(!taken && taken.error().code == ErrorCode::Taken);
    const auto moved = engine->submit({Link{end, {qint64(2)}, {qint64(1)}, Link::Move::Yes}});
    QVERIFY2(moved, moved ? "" : qPrintable(moved.error().message));
    QCOMPARE(moved->changes.size(), std::size_t(2));
    QVERIFY(engine->undo());
    QVERIFY(test::contentsOf(*engine) == before);
}

void TestEngine::foreignKeysAreJudgedByTheirParentsCollation()
{
    const QTemporaryDir folder;
    const auto engine =
        foreign(folder,
                {u"CREATE TABLE p (code TEXT PRIMARY KEY COLLATE NOCASE)"_s, u"INSERT INTO p VALUES ('Abc')"_s,
                 u"CREATE TABLE c (id INTEGER PRIMARY KEY, p TEXT REFERENCES p ON DELETE CASCADE)"_s,
                 u"INSERT INTO c VALUES (1, 'ABC'), (2, 'Abc')"_s,
                 u"CREATE TABLE w (a TEXT COLLATE NOCASE, b INT, PRIMARY KEY (a, b)) WITHOUT ROWID"_s,
                 u"INSERT INTO w VALUES ('K', 1)"_s,
                 u"CREATE TABLE v (id INTEGER PRIMARY KEY, a TEXT, b INT, FOREIGN KEY (a, b) REFERENCES w)"_s,
                 u"INSERT INTO v VALUES (1, 'k', 1)"_s});
    const test::Contents before = test::contentsOf(*engine);
    const auto model = [&](const QString &name) { return *engine->schema().modelNamed(name); };
    const auto children = engine->relatedKeys(*engine->schema().endNamed(model(u"p"_s), u"cs"_s), {u"Abc"_s});
    QVERIFY(children && *children == (std::vector<Key>{{qint64(1)}, {qint64(2)}}));
    const auto deleted = engine->submit({Delete{model(u"p"_s), {{u"Abc"_s}}, {}, Delete::Blockers::Refuse}});
    QVERIFY(deleted && deleted->changes.size() == 3);
    QVERIFY(engine->undo());
    const auto refused = engine->submit({Delete{model(u"w"_s), {{u"K"_s, qint64(1)}}, {}, Delete::Blockers::Refuse}});
    QVERIFY(!refused && refused.error().code == ErrorCode::Restricted);
    const EndId up = *engine->schema().endNamed(model(u"c"_s), u"p"_s);
    const auto unlinked = engine->submit({Unlink{up, {qint64(1)}, {u"Abc"_s}}});
    QVERIFY(unlinked && unlinked->changes.size() == 1);
    QVERIFY(engine->undo());
    QVERIFY(test::contentsOf(*engine) == before);
}

void TestEngine::expectedValuesGuardAnUpdate()
{
    const Bench bench;
    bench.fill();
    Update update = bench.update(u"Tag"_s, u"t1"_s, R"({"label":"x"})");
    update.expected = bench.values(u"Tag"_s, R"({"label":"old"})");
    const auto refused = bench.engine->submit({update});
    QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
    update.expected = bench.values(u"Tag"_s, R"({"label":"sea"})");
    bench.must(update);
}

void TestEngine::anotherProgramsCascadeRuleIsInTheDatabaseToo()
{
    const Bench bench;
    bench.fill();
    auto raw = Connection::open(bench.scratch.url(), Access::ReadWrite);
    QVERIFY(raw);
    QVERIFY((*raw)->run({u"DELETE FROM Post WHERE id = 'p1'"_s, {}}));
    QVERIFY(bench.get(u"Comment"_s, u"c1"_s).isEmpty());
    QVERIFY(!bench.get(u"Tag"_s, u"t1"_s).isEmpty());
    QCOMPARE(test::contentsOf(*bench.engine)[u"PostTag"_s].size(), std::size_t(0));
    QVERIFY((*raw)->run({u"UPDATE Post SET author = 'a1' WHERE id = 'p2'"_s, {}}));
    QVERIFY((*raw)->run({u"DELETE FROM Author WHERE id = 'a1'"_s, {}}));
    QVERIFY(bench.get(u"Post"_s, u"p2"_s)[u"author"_s].isNull());
    QVERIFY(!(*raw)->run({u"UPDATE Post SET author = 'nobody'"_s, {}}));
}

void TestEngine::checkReportsWhatOthersBroke()
{
    const Bench bench;
    bench.fill();
    QStringList problems;
    const auto check = [&] {
        problems.clear();
        return bench.engine->check([&](const QString &line) { problems << line; });
    };
    QVERIFY(check());
    QCOMPARE(problems, QStringList());
    auto raw = Connection::open(bench.scratch.url(), Access::ReadWrite);
    QVERIFY(raw);
    QVERIFY((*raw)->script({u"PRAGMA foreign_keys = OFF"_s, u"UPDATE Comment SET post = 'ghost' WHERE id = 'c1'"_s,
                            u"UPDATE Post SET rating = 'many' WHERE id = 'p2'"_s,
                            u"UPDATE Author SET mood = 'BORED' WHERE id = 'a2'"_s}));
    QVERIFY(check());
    QCOMPARE(problems.size(), 3);
    QVERIFY(problems[0].contains(u"ghost"_s));
    QVERIFY(problems.join(u' ').contains(u"BORED"_s));
    QVERIFY(problems.join(u' ').contains(u"many"_s));
}

void TestEngine::clearEmptiesEverythingAndForgets()
{
    const Bench bench;
    bench.fill();
    QVERIFY(bench.engine->begin());
    bench.must(bench.save(u"Tag"_s, R"({"id":"t9","label":"a"})"));
    QVERIFY(bench.engine->clear());
    for (const auto &[name, rows] : test::contentsOf(*bench.engine))
        QVERIFY2(rows.empty(), qPrintable(name));
    QVERIFY(!bench.engine->nextUndo());
    QVERIFY(!bench.engine->inTransaction());
    bench.fill();
    // Foreign keys are on again.
    QVERIFY(!bench.engine->submit({bench.save(u"Comment"_s, R"({"post":"ghost"})")}));
}

void TestEngine::statementsNeverHoldAValue()
{
    const Bench bench;
    QStringList texts;
    bench.engine->connection().watch([&](const QString &text) -> Done {
        texts << text;
        return {};
    });
    const QString evil = u"Robert'); DROP TABLE Tag;--"_s;
    bench.must(bench.save(u"Tag"_s, QJsonDocument(QJsonObject{{u"id"_s, evil}, {u"label"_s, evil}}).toJson()));
    bench.must(bench.update(u"Tag"_s, evil, QJsonDocument(QJsonObject{{u"label"_s, QString(evil + u'2')}}).toJson()));
    Query query;
    query.model = bench.model(u"Tag"_s);
    query.where = {MatchesText{evil}};
    QCOMPARE(*bench.engine->count(query), 1);
    bench.must(Delete{bench.model(u"Tag"_s), {{evil}}, {}, Delete::Blockers::Refuse});
    QVERIFY(texts.size() > 5);
    for (const QString &text : texts)
        QVERIFY2(!text.contains(u"Robert"_s), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestEngine)
#include "tst_engine.moc"
