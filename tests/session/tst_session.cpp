#include "session/session.h"
#include "store/connection.h"
#include "support/sampleschema.h"

#include <QFile>
#include <QJsonArray>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

template<typename T>
Session::Callback<T> into(std::optional<Result<T>> &answer)
{
    return [&answer](const Result<T> &result) { answer = result; };
}

Intent savePost(const QString &id, const QString &title)
{
    return Save{sample::post, {{FieldId(0), id}, {FieldId(1), title}}};
}

Query allPosts()
{
    Query query;
    query.model = sample::post;
    return query;
}

} // namespace

class TestSession final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void opensOnlyWhatIsThere();
    void createTouchesNoExistingFile();
    void answersComeLaterAndAfterTheFeed();
    void readsSeeTheWritesAnsweredBefore();
    void undoAndRedoComeThroughTheSameDoor();
    void refusedWritesChangeNothing();
    void goneContextsAreNotCalled();
    void cancelledReadsAreNotAnswered();
    void longReadsEndWhenTheyAreCancelled();
    void goesAwayDuringALongRead();
    void busyIsSaidOnceEachWay();
    void proposesWithoutChanging();
    void triesOutOnACopy();
    void readOnlyRefusesWrites();
    void hearsOfChangesElsewhere();
    void goesAwayWhileBusy();
    void mayGoAwayInsideItsOwnAnswer();
    void migratesAndIsOfNoUseAfterwards();
    void aRefusedMigrationChangesNothing();
    void suggestsWhatIsNotDeclared();
    void writesItsSchemaForOtherDatabases();
    void writesTheDefinitionsOfOthersToTheLetter();
    void writesASchemaThatIsNowhereYet();
    void displayFieldIsKeptInOwnDatabases();
    void displayFieldIsKeptInTheSettingsForOthers();
    void diagramPlacesAreKeptInOwnDatabases();
    void diagramPlacesAreKeptInTheSettingsForOthers();

private:
    std::shared_ptr<Session> open(Access access = Access::ReadWrite);
    Result<ChangeSet> submit(Session &session, const std::vector<Intent> &intents);
    qint64 count(Session &session);

    std::unique_ptr<QTemporaryDir> m_folder;
    DatabaseUrl m_url;
};

void TestSession::initTestCase()
{
    QCoreApplication::setOrganizationName(u"RelataTest"_s);
    QCoreApplication::setApplicationName(u"test_session"_s);
}

void TestSession::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder->filePath(u"settings"_s));
    m_url.path = m_folder->filePath(u"blog.sqlite"_s);
    std::optional<Result<DatabaseUrl>> made;
    createDatabase(m_url, sample::schema(), this, into(made));
    QVERIFY(!made);
    QTRY_VERIFY(made);
    QVERIFY2(*made, made->has_value() ? "" : qPrintable(made->error().message));
}

std::shared_ptr<Session> TestSession::open(Access access)
{
    std::optional<Result<std::shared_ptr<Session>>> opened;
    openSession(m_url, access, this, into(opened));
    if (!QTest::qWaitFor([&opened] { return opened.has_value(); }, 10'000) || !*opened)
        return nullptr;
    return **opened;
}

Result<ChangeSet> TestSession::submit(Session &session, const std::vector<Intent> &intents)
{
    std::optional<Result<ChangeSet>> done;
    session.submit(intents, this, into(done));
    if (!QTest::qWaitFor([&done] { return done.has_value(); }, 10'000))
        return failure(ErrorCode::Io, u"no answer"_s);
    return *done;
}

qint64 TestSession::count(Session &session)
{
    std::optional<Result<qint64>> counted;
    session.count(allPosts(), 0, this, into(counted));
    return QTest::qWaitFor([&counted] { return counted.has_value(); }, 10'000) && *counted ? **counted : -1;
}

void TestSession::opensOnlyWhatIsThere()
{
    const auto session = open();
    QVERIFY(session);
    QCOMPARE(session->schema().models.size(), std::size_t(6));
    QVERIFY(!session->isReadOnly());
    QCOMPARE(session->readOnlyReason(), QString());

    std::optional<Result<std::shared_ptr<Session>>> missing;
    openSession({m_folder->filePath(u"missing.sqlite"_s)}, Access::ReadWrite, this, into(missing));
    QVERIFY(!missing);
    QTRY_VERIFY(missing);
    QVERIFY(!*missing);
    QCOMPARE(toString(missing->error().code), u"io"_s);
    QVERIFY(!QFile::exists(m_folder->filePath(u"missing.sqlite"_s)));
}

void TestSession::createTouchesNoExistingFile()
{
    QFile file(m_url.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    std::optional<Result<DatabaseUrl>> made;
    createDatabase(m_url, sample::schema(), this, into(made));
    QTRY_VERIFY(made);
    QVERIFY(!*made);
    file.seek(0);
    QCOMPARE(file.readAll(), before);
}

void TestSession::answersComeLaterAndAfterTheFeed()
{
    const auto session = open();
    QStringList order;
    connect(&session->feed(), &ChangeFeed::committed, this,
            [&](const ChangeSet &set) { order << u"feed %1"_s.arg(set.changes.size()); });
    connect(session.get(), &Session::historyChanged, this, [&] { order << u"history"_s; });
    session->submit({savePost(u"p1"_s, u"One"_s), savePost(u"p2"_s, u"Two"_s)}, this,
                    [&](const Result<ChangeSet> &done) { order << (done ? u"answer"_s : done.error().message); });
    QVERIFY(order.isEmpty());
    QTRY_COMPARE(order, (QStringList{u"feed 2"_s, u"history"_s, u"answer"_s}));
    QVERIFY(session->history().undo);
    QVERIFY(session->history().undo->changes.empty());
    QVERIFY(!session->history().redo);
}

void TestSession::readsSeeTheWritesAnsweredBefore()
{
    const auto session = open();
    for (int i = 0; i < 20; ++i) {
        QVERIFY(submit(*session, {savePost(u"p%1"_s.arg(i), u"T"_s)}));
        QCOMPARE(count(*session), i + 1);
    }
    std::optional<Result<RowWindow>> window;
    Query query = allPosts();
    query.limit = 2;
    query.offset = 1;
    session->fetch(query, this, into(window));
    std::optional<Result<Session::Rank>> rank;
    session->rank(allPosts(), {{}, {u"p10"_s}}, this, into(rank));
    std::optional<Result<std::optional<Row>>> row;
    session->get(sample::post, {u"p3"_s}, {}, this, into(row));
    QTRY_VERIFY(window && rank && row);
    QVERIFY(*window && *rank && *row);
    QCOMPARE((*window)->rows.size(), std::size_t(2));
    QCOMPARE((*window)->rows[0].key, Key{u"p1"_s});
    QCOMPARE((*rank)->before, 2);
    QVERIFY((*rank)->present);
    QVERIFY(**row);
    QCOMPARE((**row)->key, Key{u"p3"_s});
}

void TestSession::undoAndRedoComeThroughTheSameDoor()
{
    const auto session = open();
    std::vector<ChangeOrigin> origins;
    connect(&session->feed(), &ChangeFeed::committed, this,
            [&](const ChangeSet &set) { origins.push_back(set.origin); });
    QVERIFY(submit(*session, {savePost(u"p1"_s, u"One"_s)}));
    std::optional<Result<ChangeSet>> done;
    session->undo(this, into(done));
    QTRY_VERIFY(done);
    QVERIFY(*done);
    QCOMPARE(count(*session), 0);
    QVERIFY(!session->history().undo && session->history().redo);
    done.reset();
    session->redo(this, into(done));
    QTRY_VERIFY(done);
    QCOMPARE(count(*session), 1);
    QCOMPARE(origins, (std::vector{ChangeOrigin::Here, ChangeOrigin::Undo, ChangeOrigin::Redo}));
    done.reset();
    session->redo(this, into(done));
    QTRY_VERIFY(done);
    QVERIFY(!*done);
    QCOMPARE(toString(done->error().code), u"nothing_to_undo"_s);
    QCOMPARE(origins.size(), std::size_t(3));
}

void TestSession::refusedWritesChangeNothing()
{
    const auto session = open();
    QSignalSpy fed(&session->feed(), &ChangeFeed::committed);
    const auto refused = submit(*session, {savePost(u"p1"_s, u"One"_s), Delete{sample::post, {{u"p9"_s}}, {}}});
    QVERIFY(!refused);
    QCOMPARE(toString(refused.error().code), u"not_found"_s);
    QCOMPARE(count(*session), 0);
    QCOMPARE(fed.size(), 0);
    QVERIFY(!session->history().undo);
}

void TestSession::goneContextsAreNotCalled()
{
    const auto session = open();
    int called = 0;
    auto context = std::make_unique<QObject>();
    session->count(allPosts(), 0, context.get(), [&](const Result<qint64> &) { ++called; });
    session->submit({savePost(u"p1"_s, u"One"_s)}, context.get(), [&](const Result<ChangeSet> &) { ++called; });
    openSession(m_url, Access::ReadWrite, context.get(), [&](const Result<std::shared_ptr<Session>> &) { ++called; });
    QSignalSpy fed(&session->feed(), &ChangeFeed::committed);
    context.reset();
    // What was asked for is done and told all the same.
    QTRY_COMPARE(fed.size(), 1);
    QCOMPARE(count(*session), 1);
    QCOMPARE(called, 0);
}

void TestSession::cancelledReadsAreNotAnswered()
{
    const auto session = open();
    int called = 0;
    for (int i = 0; i < 50; ++i) {
        const Session::Ticket ticket = session->count(allPosts(), 0, this, [&](const Result<qint64> &) { ++called; });
        QVERIFY(ticket != 0);
        session->cancel(ticket);
        session->cancel(ticket);
    }
    session->cancel(0);
    QCOMPARE(count(*session), 0);
    QCOMPARE(called, 0);
}

/// Asks for what takes hours: whether a chain of tags and posts, each of all, leads to a title that nobody has.
static Session::Ticket askForHours(Session &session, QObject *context, std::optional<Result<qint64>> &answer)
{
    const auto endNamed = [&](ModelId model, const QString &name) {
        for (const EndId id : session.schema().endsOf(model))
            if (session.schema().end(id).name == name)
                return id;
        return EndId();
    };
    Predicate nobody{Compares{FieldId(1), Comparison::Equal, {u"nobody has this title"_s}}};
    for (int i = 0; i < 6; ++i) {
        nobody = Predicate{Related{endNamed(sample::tag, u"posts"_s), {nobody}}};
        nobody = Predicate{Related{endNamed(sample::post, u"tags"_s), {nobody}}};
    }
    Query query = allPosts();
    query.where = nobody;
    return session.count(query, 0, context, into(answer));
}

static std::vector<Intent> everythingTagged()
{
    std::vector<Intent> intents;
    for (int i = 0; i < 40; ++i) {
        intents.push_back(savePost(u"p%1"_s.arg(i), u"Post"_s));
        intents.push_back(Save{sample::tag, {{FieldId(0), u"t%1"_s.arg(i)}, {FieldId(1), u"Tag"_s}}});
    }
    for (int i = 0; i < 1600; ++i)
        intents.push_back(Save{
            sample::postTag,
            {{FieldId(0), u"j%1"_s.arg(i)}, {FieldId(1), u"p%1"_s.arg(i / 40)}, {FieldId(2), u"t%1"_s.arg(i % 40)}}});
    return intents;
}

void TestSession::longReadsEndWhenTheyAreCancelled()
{
    const auto session = open();
    QVERIFY(session && submit(*session, everythingTagged()));
    std::optional<Result<qint64>> never;
    const Session::Ticket ticket = askForHours(*session, this, never);
    session->cancel(ticket);
    QCOMPARE(count(*session), qint64(40));
    QVERIFY(!never);
    // Those that have not begun are dropped too.
    for (int i = 0; i < 20; ++i)
        session->cancel(askForHours(*session, this, never));
    QCOMPARE(count(*session), qint64(40));
    QVERIFY(!never);
}

void TestSession::goesAwayDuringALongRead()
{
    auto session = open();
    QVERIFY(session && submit(*session, everythingTagged()));
    std::optional<Result<qint64>> never;
    for (int i = 0; i < 3; ++i)
        askForHours(*session, this, never);
    session.reset();
    QVERIFY(!never);
}

void TestSession::busyIsSaidOnceEachWay()
{
    const auto session = open();
    QSignalSpy busy(session.get(), &Session::busyChanged);
    int answered = 0;
    for (int i = 0; i < 3; ++i)
        session->count(allPosts(), 0, this, [&](const Result<qint64> &) { ++answered; });
    QCOMPARE(busy.size(), 1);
    QTRY_COMPARE(busy.size(), 2);
    QCOMPARE(answered, 3);
    QCOMPARE(busy[0][0].toBool(), true);
    QCOMPARE(busy[1][0].toBool(), false);
}

void TestSession::proposesWithoutChanging()
{
    const auto session = open();
    QVERIFY(submit(*session, {savePost(u"p1"_s, u"One"_s)}));
    std::optional<Result<Plan>> plan;
    session->propose(Delete{sample::post, {{u"p1"_s}}, {}}, this, into(plan));
    QTRY_VERIFY(plan);
    QVERIFY(*plan);
    QCOMPARE((*plan)->preview.deleted, 1);
    QCOMPARE(count(*session), 1);
}

void TestSession::migratesAndIsOfNoUseAfterwards()
{
    auto session = open();
    QVERIFY(session);
    QVERIFY(submit(*session, {savePost(u"p1"_s, u"First"_s)}));
    MigrationIntent intent{session->schema(), unchangedOrigins(session->schema()), {}, MigrationIntent::Loss::Refuse};
    Field rating;
    rating.name = rating.column = u"stars"_s;
    rating.type.scalar = ScalarType::Int;
    intent.schema.models[sample::post.index()].fields.push_back(rating);
    intent.origins.models[sample::post.index()].fields.emplace_back();

    std::optional<Result<MigrationPlan>> plan;
    session->planMigration(intent, this, into(plan));
    QTRY_VERIFY(plan);
    QVERIFY2(*plan, plan->has_value() ? "" : qPrintable(plan->error().message));
    QCOMPARE((*plan)->steps.size(), std::size_t(1));

    const QSignalSpy replaced(session.get(), &Session::schemaReplaced);
    std::optional<Result<MigrationOutcome>> outcome;
    session->migrate(intent, this, into(outcome));
    // What is asked meanwhile is refused, or read before the change.
    std::optional<Result<ChangeSet>> meanwhile;
    session->submit({savePost(u"p2"_s, u"Second"_s)}, this, into(meanwhile));
    std::optional<Result<qint64>> counted;
    session->count(allPosts(), 0, this, into(counted));
    QTRY_VERIFY(outcome && meanwhile && counted);
    QVERIFY2(*outcome, outcome->has_value() ? "" : qPrintable(outcome->error().message));
    QCOMPARE((*outcome)->number, 1);
    QCOMPARE(replaced.size(), 1);
    QVERIFY(!*meanwhile);
    QCOMPARE(toString(meanwhile->error().code), u"conflict"_s);
    QVERIFY(!*counted);
    QCOMPARE(toString(counted->error().code), u"conflict"_s);
    QVERIFY(!submit(*session, {savePost(u"p3"_s, u"Third"_s)}));
    QCOMPARE(count(*session), -1);

    session = open();
    QVERIFY(session);
    QVERIFY(session->schema().model(sample::post).fieldNamed(u"stars"_s));
    QCOMPARE(count(*session), 1);
    std::optional<Result<std::vector<MigrationRecord>>> records;
    session->migrations(this, into(records));
    QTRY_VERIFY(records);
    QVERIFY(*records);
    QCOMPARE((*records)->size(), std::size_t(1));
}

void TestSession::aRefusedMigrationChangesNothing()
{
    const auto session = open();
    QVERIFY(session);
    QVERIFY(submit(*session, {savePost(u"p1"_s, u"First"_s)}));
    MigrationIntent intent{session->schema(), unchangedOrigins(session->schema()), {}, MigrationIntent::Loss::Refuse};
    Field rating;
    rating.name = rating.column = u"stars"_s;
    rating.required = true;
    intent.schema.models[sample::post.index()].fields.push_back(rating);
    intent.origins.models[sample::post.index()].fields.emplace_back();
    const QSignalSpy replaced(session.get(), &Session::schemaReplaced);
    std::optional<Result<MigrationOutcome>> outcome;
    session->migrate(intent, this, into(outcome));
    QTRY_VERIFY(outcome);
    QVERIFY(!*outcome);
    QCOMPARE(toString(outcome->error().code), u"conflict"_s);
    QCOMPARE(replaced.size(), 0);
    QCOMPARE(count(*session), 1);
    QVERIFY(submit(*session, {savePost(u"p2"_s, u"Second"_s)}));
    // It goes away in the middle of another one.
    session->migrate(intent, this, [](const Result<MigrationOutcome> &) {});
}

void TestSession::suggestsWhatIsNotDeclared()
{
    m_url.path = m_folder->filePath(u"others.sqlite"_s);
    {
        auto connection = Connection::open(m_url, Access::ReadWrite, Connection::Create::Yes);
        QVERIFY(connection);
        for (const QString &statement :
             {u"CREATE TABLE author (id INTEGER PRIMARY KEY)"_s,
              u"CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER)"_s, u"INSERT INTO author VALUES (1)"_s,
              u"INSERT INTO book VALUES (1, 1), (2, 1)"_s})
            QVERIFY((*connection)->script({statement}));
    }
    const auto session = open();
    QVERIFY(session);
    std::optional<Result<std::vector<Suggestion>>> answer;
    session->suggestions(this, into(answer));
    QTRY_VERIFY(answer);
    QVERIFY2(*answer, answer->has_value() ? "" : qPrintable(answer->error().message));
    QCOMPARE((*answer)->size(), 1u);
    QCOMPARE(session->schema().model((*answer)->front().to).name, u"author"_s);
    QCOMPARE((*answer)->front().matching, 2);
}

void TestSession::writesItsSchemaForOtherDatabases()
{
    const auto session = open(Access::ReadOnly);
    QVERIFY(session);
    std::optional<Result<SchemaScript>> sqlite;
    std::optional<Result<SchemaScript>> mariadb;
    std::optional<Result<SchemaScript>> drafted;
    std::optional<Result<SchemaScript>> refused;
    Schema draft = session->schema();
    draft.models[sample::post.index()].table = u"Posting"_s;
    Schema wrong = session->schema();
    wrong.models[sample::post.index()].name.clear();
    session->schemaScript(SqlDialect::Sqlite, {}, this, into(sqlite));
    session->schemaScript(SqlDialect::Mariadb, {}, this, into(mariadb));
    session->schemaScript(SqlDialect::Postgres, draft, this, into(drafted));
    session->schemaScript(SqlDialect::Postgres, wrong, this, into(refused));
    QVERIFY(!sqlite);
    QTRY_VERIFY(refused);
    QVERIFY((*sqlite)->text.contains(u"CREATE TABLE \"Post\" ("_s));
    QVERIFY((*sqlite)->notices.isEmpty());
    QVERIFY((*mariadb)->text.contains(u"CREATE TABLE `Post` ("_s));
    QVERIFY((*drafted)->text.contains(u"REFERENCES \"Posting\" "_s));
    QVERIFY(!*refused);
    QCOMPARE(toString(refused->error().code), u"invalid_value"_s);
    QVERIFY2(refused->error().message.endsWith(u"Mend that first."_s), qPrintable(refused->error().message));
}

void TestSession::writesTheDefinitionsOfOthersToTheLetter()
{
    m_url.path = m_folder->filePath(u"others.sqlite"_s);
    {
        auto connection = Connection::open(m_url, Access::ReadWrite, Connection::Create::Yes);
        QVERIFY(connection);
        for (const QString &statement : {u"CREATE TABLE a(id INTEGER PRIMARY KEY, n INT CHECK (n > 0) ) -- a"_s,
                                         u"CREATE VIEW v AS SELECT 1"_s, u"CREATE VIEW w AS SELECT * FROM nowhere"_s})
            QVERIFY((*connection)->script({statement}));
    }
    const auto session = open();
    QVERIFY(session);
    Schema shown = session->schema();
    shown.models.front().display = FieldId(1);
    Schema changed = session->schema();
    changed.models.front().fields[1].required = true;
    std::optional<Result<SchemaScript>> own;
    std::optional<Result<SchemaScript>> same;
    std::optional<Result<SchemaScript>> other;
    session->schemaScript(SqlDialect::Sqlite, {}, this, into(own));
    session->schemaScript(SqlDialect::Sqlite, shown, this, into(same));
    session->schemaScript(SqlDialect::Sqlite, changed, this, into(other));
    QTRY_VERIFY(other);
    QVERIFY2((*own)->text.startsWith(u"CREATE TABLE a(id INTEGER PRIMARY KEY, n INT CHECK (n > 0) )"_s),
             qPrintable((*own)->text));
    // Which field stands for an instance is nothing that a table says.
    QCOMPARE((*same)->text, (*own)->text);
    QVERIFY((*other)->text.contains(u"\"n\" INT NOT NULL"_s));
    QCOMPARE((*other)->notices,
             (QStringList{u"The view w cannot be read and is left out: no such table: main.nowhere."_s,
                          u"A check of a.n is left out: (n > 0)."_s, u"The view v is left out."_s}));
}

void TestSession::writesASchemaThatIsNowhereYet()
{
    std::optional<Result<SchemaScript>> script;
    writeSchemaScript(sample::schema(), SqlDialect::Postgres, this, into(script));
    {
        QObject gone;
        writeSchemaScript(sample::schema(), SqlDialect::Postgres, &gone,
                          [](const Result<SchemaScript> &) { QFAIL("called"); });
    }
    QVERIFY(!script);
    QTRY_VERIFY(script);
    QVERIFY(*script);
    QVERIFY((*script)->text.contains(u"CREATE TABLE \"PostTag\" ("_s));
}

void TestSession::triesOutOnACopy()
{
    const auto session = open();
    QVERIFY(submit(*session, {savePost(u"p1"_s, u"One"_s)}));
    QSignalSpy fed(&session->feed(), &ChangeFeed::committed);
    std::optional<Result<ChangeSet>> first;
    std::optional<Result<ChangeSet>> second;
    session->tryOut({Delete{sample::post, {{u"p1"_s}}, {}}}, this, into(first));
    session->tryOut({Delete{sample::post, {{u"p9"_s}}, {}}}, this, into(second));
    QTRY_VERIFY(first && second);
    QVERIFY2(*first, first->has_value() ? "" : qPrintable(first->error().message));
    QCOMPARE((*first)->changes.size(), std::size_t(1));
    QCOMPARE(toString(second->error().code), u"not_found"_s);
    QCOMPARE(count(*session), 1);
    QCOMPARE(fed.size(), 0);
    QCOMPARE(session->history().undo->number, 1);
}

void TestSession::readOnlyRefusesWrites()
{
    QVERIFY(submit(*open(), {savePost(u"p1"_s, u"One"_s)}));
    const auto session = open(Access::ReadOnly);
    QVERIFY(session);
    QVERIFY(session->isReadOnly());
    QVERIFY(!session->readOnlyReason().isEmpty());
    QCOMPARE(count(*session), 1);
    const auto refused = submit(*session, {savePost(u"p2"_s, u"Two"_s)});
    QVERIFY(!refused);
    QCOMPARE(toString(refused.error().code), u"read_only"_s);
    QCOMPARE(count(*session), 1);
    std::optional<Result<ChangeSet>> tried;
    session->tryOut({savePost(u"p2"_s, u"Two"_s)}, this, into(tried));
    QTRY_VERIFY(tried);
    QVERIFY2(*tried, tried->has_value() ? "" : qPrintable(tried->error().message));
}

void TestSession::hearsOfChangesElsewhere()
{
    const auto session = open();
    const auto other = open();
    int elsewhere = 0;
    connect(&session->feed(), &ChangeFeed::committed, this, [&](const ChangeSet &set) {
        if (set.origin != ChangeOrigin::Elsewhere)
            return;
        ++elsewhere;
        QVERIFY(set.mayHaveMore);
    });
    QVERIFY(submit(*session, {savePost(u"p1"_s, u"One"_s)}));
    QVERIFY(submit(*other, {savePost(u"p2"_s, u"Two"_s)}));
    QTRY_COMPARE(elsewhere, 1);
    QCOMPARE(count(*session), 2);
    // What is done here is not taken for a change elsewhere: the next one heard of is the other's.
    QVERIFY(submit(*session, {savePost(u"p3"_s, u"Three"_s)}));
    QSignalSpy fromHere(&other->feed(), &ChangeFeed::committed);
    QTRY_VERIFY(fromHere.size() >= 1);
    QCOMPARE(elsewhere, 1);
    QVERIFY(submit(*other, {savePost(u"p4"_s, u"Four"_s)}));
    QTRY_COMPARE(elsewhere, 2);
}

void TestSession::goesAwayWhileBusy()
{
    auto session = open();
    std::vector<Intent> many;
    for (int i = 0; i < 300; ++i)
        many.push_back(savePost(u"p%1"_s.arg(i), u"T"_s));
    int called = 0;
    session->submit(many, this, [&](const Result<ChangeSet> &) { ++called; });
    for (int i = 0; i < 200; ++i)
        session->fetch(allPosts(), this, [&](const Result<RowWindow> &) { ++called; });
    session.reset();
    QCOMPARE(called, 0);
    // The write was let through, whole.
    session = open();
    QCOMPARE(count(*session), 300);
    QCOMPARE(called, 0);
}

void TestSession::mayGoAwayInsideItsOwnAnswer()
{
    auto session = open();
    bool called = false;
    session->submit({savePost(u"p1"_s, u"One"_s)}, this, [&](const Result<ChangeSet> &) {
        called = true;
        session.reset();
    });
    QTRY_VERIFY(called);
    session = open();
    QCOMPARE(count(*session), 1);
    connect(&session->feed(), &ChangeFeed::committed, this, [&] { session.reset(); });
    session->submit({savePost(u"p2"_s, u"Two"_s)}, this, {});
    QTRY_VERIFY(!session);
}

void TestSession::displayFieldIsKeptInOwnDatabases()
{
    auto session = open();
    QVERIFY(submit(*session, {savePost(u"p1"_s, u"One"_s)}));
    QSignalSpy changed(session.get(), &Session::displayChanged);
    session->setLabel(sample::post, {{{}, FieldId(3)}});
    QCOMPARE(changed.size(), 1);
    QCOMPARE(session->schema().model(sample::post).display, FieldId(3));
    QCOMPARE(count(*session), 1);
    session.reset();
    session = open();
    QCOMPARE(session->schema().model(sample::post).display, FieldId(3));
    QVERIFY(QSettings().allKeys().isEmpty());
}

void TestSession::displayFieldIsKeptInTheSettingsForOthers()
{
    m_url.path = m_folder->filePath(u"b & ü.sqlite"_s);
    {
        auto connection = Connection::open(m_url, Access::ReadWrite, Connection::Create::Yes);
        QVERIFY(connection);
        QVERIFY((*connection)
                    ->script({u"CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT, code TEXT)"_s,
                              u"INSERT INTO thing VALUES (1, 'Lamp', 'L-1')"_s}));
    }
    auto session = open();
    QVERIFY(session);
    const ModelId thing = *session->schema().modelNamed(u"thing");
    const FieldId code = *session->schema().model(thing).fieldNamed(u"code");
    QVERIFY(session->schema().model(thing).display != code);
    session->setLabel(thing, {{{}, code}});
    session.reset();
    session = open();
    QCOMPARE(session->schema().model(thing).display, code);
    Query query;
    query.model = thing;
    query.labels = true;
    std::optional<Result<RowWindow>> window;
    session->fetch(query, this, into(window));
    QTRY_VERIFY(window);
    QCOMPARE((*window)->rows.front().label, u"L-1"_s);
    // Its key is a choice as well, and not the guess that comes without one.
    session->setLabel(thing, {});
    session.reset();
    session = open();
    QCOMPARE(session->schema().model(thing).display, FieldId());
}

void TestSession::diagramPlacesAreKeptInOwnDatabases()
{
    const QJsonObject places{{u"boxes"_s, QJsonObject{{u"Post"_s, QJsonArray{10, -20}}}}};
    auto session = open();
    QVERIFY(session->diagramPlaces().isEmpty());
    session->setDiagramPlaces(places);
    QCOMPARE(session->diagramPlaces(), places);
    // The schema that is written into the same row leaves them alone.
    session->setLabel(sample::post, {{{}, FieldId(3)}});
    QCOMPARE(count(*session), 0);
    session.reset();
    session = open();
    QCOMPARE(session->diagramPlaces(), places);
    QCOMPARE(session->schema().model(sample::post).display, FieldId(3));
    QVERIFY(QSettings().allKeys().isEmpty());
}

void TestSession::diagramPlacesAreKeptInTheSettingsForOthers()
{
    m_url.path = m_folder->filePath(u"c & ü.sqlite"_s);
    {
        auto connection = Connection::open(m_url, Access::ReadWrite, Connection::Create::Yes);
        QVERIFY(connection);
        QVERIFY((*connection)->script({u"CREATE TABLE thing (id INTEGER PRIMARY KEY)"_s}));
    }
    const QJsonObject places{{u"boxes"_s, QJsonObject{{u"thing"_s, QJsonArray{10, -20}}}}};
    auto session = open();
    QVERIFY(session);
    session->setDiagramPlaces(places);
    session.reset();
    session = open();
    QCOMPARE(session->diagramPlaces(), places);
    QVERIFY(!session->schema().modelNamed(u"relata_schema"));
}

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
