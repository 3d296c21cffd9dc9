#include "migration/migrated.h"

#include <QElapsedTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::test;

// The remedy "delete these": what goes with the rows in question is said before, and is what happens.
namespace {

const QString times = u"@model(timestamps: {createdAt: null, updatedAt: null})"_s;

/// An owner with all that can hang on it: what it owns to two levels, a tree, a link, and one that only refers to it.
QString library(const QString &name)
{
    return QString(u"type Author %1 { id: ID! name: String%2 books: [Book] @hasMany "
                   "students: [Author] @hasMany teacher: Author @belongsTo "
                   "prizes: [Prize] @manyToMany(relationName: \"Won\") } "
                   "type Book %1 { id: ID! title: String author: Author @belongsTo pages: [Page] @hasMany } "
                   "type Page %1 { id: ID! book: Book @belongsTo } "
                   "type Prize %1 { id: ID! authors: [Author] @manyToMany(relationName: \"Won\") } "
                   "type Fan %1 { id: ID! idol: Author @hasOne }"_s)
        .arg(times, name);
}

const std::vector<QString> shelf{
    u"INSERT INTO Author (id, name, teacher) VALUES ('a1', 'x', NULL), ('a2', NULL, NULL), ('a3', 'y', 'a2'), "
    "('a4', 'z', 'a3'), ('a5', NULL, 'a4')"_s,
    u"INSERT INTO Book (id, author) VALUES ('b1', 'a1'), ('b2', 'a2'), ('b3', 'a4'), ('b4', NULL)"_s,
    u"INSERT INTO Page (id, book) VALUES ('p1', 'b1'), ('p2', 'b2'), ('p3', 'b2'), ('p4', 'b3')"_s,
    u"INSERT INTO Prize (id) VALUES ('z1'), ('z2')"_s,
    u"INSERT INTO Won (id, author, prize) VALUES ('w1', 'a1', 'z1'), ('w2', 'a2', 'z1'), ('w3', 'a5', 'z2')"_s,
    u"INSERT INTO Fan (id, idol) VALUES ('f1', 'a1'), ('f2', 'a4')"_s};

MigrationIntent deleting(const MigrationIntent &intent, const QStringList &problems)
{
    MigrationIntent result = intent;
    for (const QString &problem : problems)
        result.remedies[problem] = {Remedy::Kind::DeleteInstances, {}};
    result.loss = MigrationIntent::Loss::Allow;
    return result;
}

} // namespace

class TestMigrationDeletes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePlanSaysWhatGoesAlong()
    {
        Migrated database(library({}), shelf);
        const auto intent = deleting(database.to(library(u"!"_s)), {u"null:Author.name"_s});
        const MigrationPlan plan = database.plan(intent);
        QVERIFY(!plan.isBlocked());
        QCOMPARE(plan.problems.size(), 1u);
        QVERIFY(plan.problems.front().deletes);
        const auto &deletes = *plan.problems.front().deletes;
        QCOMPARE(deletes.instances, 2);
        QCOMPARE(deletes.words,
                 u"2 instances of Author are deleted, and with them 2 other instances of Author, 2 instances of Book, "
                 "3 instances of Page and 2 instances of Won. 1 instance of Fan loses its idol."_s);
        QCOMPARE(plan.steps.front().lostInstances, 11);
        QCOMPARE(plan.steps.front().lostValues, 1);
        QCOMPARE(plan.steps.front().lossName, u"Author"_s);
        QCOMPARE(database.rows(u"SELECT count(*) FROM temp.sqlite_master"_s), QStringList{u"0"_s});
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id FROM Author"_s), QStringList{u"a1"_s});
        QCOMPARE(database.rows(u"SELECT id FROM Book"_s), QStringList({u"b1"_s, u"b4"_s}));
        QCOMPARE(database.rows(u"SELECT id FROM Page"_s), QStringList{u"p1"_s});
        QCOMPARE(database.rows(u"SELECT id FROM Won"_s), QStringList{u"w1"_s});
        QCOMPARE(database.rows(u"SELECT id, idol FROM Fan"_s), QStringList({u"f1|a1"_s, u"f2|-"_s}));
        QCOMPARE(database.rows(u"SELECT count(*) FROM temp.sqlite_master"_s), QStringList{u"0"_s});
    }

    void aRestrictedInstanceStandsInTheWay()
    {
        Migrated database(Migrated::Foreign::Yes,
                          {u"CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)"_s,
                           u"CREATE TABLE invoice (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer)"_s,
                           u"CREATE TABLE note (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customer ON DELETE "
                           "CASCADE)"_s,
                           u"INSERT INTO customer VALUES (1, 'x'), (2, NULL), (3, NULL)"_s,
                           u"INSERT INTO invoice VALUES (1, 1), (2, 2), (3, 2)"_s,
                           u"INSERT INTO note VALUES (1, 2), (2, 3)"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        intent.schema.models[0].fields[1].required = true;
        const auto wanted = deleting(intent, {u"null:customer.name"_s});
        const MigrationPlan plan = database.plan(wanted);
        QVERIFY(plan.isBlocked() && !plan.losesData());
        QVERIFY(!plan.problems.front().chosen && !plan.problems.front().deletes);
        QCOMPARE(
            plan.problems.front().refusal,
            u"They cannot be deleted: 2 instances of invoice refer to a customer that would go (customer), and may "
            "not be left without it. Delete or link those elsewhere first, or choose something else."_s);
        QVERIFY(!database.apply(wanted));
        QCOMPARE(database.rows(u"SELECT count(*) FROM customer"_s), QStringList{u"3"_s});
        database.run(u"UPDATE invoice SET customer = 1"_s);
        QVERIFY(!database.plan(wanted).isBlocked());
        APPLIED(database, wanted);
        QCOMPARE(database.rows(u"SELECT id FROM customer"_s), QStringList{u"1"_s});
        QCOMPARE(database.rows(u"SELECT count(*) FROM note"_s), QStringList{u"0"_s});
    }

    /// Restrict is judged when all is known, and one refused remedy leaves the others as they are.
    void whatGoesForAnotherReasonDoesNotStandInTheWay()
    {
        Migrated database(Migrated::Foreign::Yes,
                          {u"CREATE TABLE a (id INTEGER PRIMARY KEY, name TEXT)"_s,
                           u"CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a, name TEXT)"_s,
                           u"CREATE TABLE c (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b, name TEXT)"_s,
                           u"INSERT INTO a VALUES (1, NULL), (2, 'x')"_s, u"INSERT INTO b VALUES (1, 1, NULL)"_s,
                           u"INSERT INTO c VALUES (1, NULL, NULL), (2, NULL, 'x')"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        intent.schema.models[0].fields[1].required = true;
        intent.schema.models[1].fields[2].required = true;
        intent.schema.models[2].fields[2].required = true;
        const auto one = deleting(intent, {u"null:a.name"_s, u"null:c.name"_s});
        MigrationPlan plan = database.plan(one);
        QVERIFY(plan.isBlocked());
        QCOMPARE(plan.problems.size(), 3u);
        QVERIFY(!plan.problems[0].chosen && !plan.problems[0].refusal.isEmpty());
        QCOMPARE(plan.problems[2].deletes->words, u"1 instance of c is deleted; nothing else goes with it."_s);
        const auto all = deleting(one, {u"null:b.name"_s});
        plan = database.plan(all);
        QVERIFY(!plan.isBlocked());
        APPLIED(database, all);
        QCOMPARE(database.rows(u"SELECT id FROM a"_s), QStringList{u"2"_s});
        QCOMPARE(database.rows(u"SELECT count(*) FROM b"_s), QStringList{u"0"_s});
        QCOMPARE(database.rows(u"SELECT id FROM c"_s), QStringList{u"2"_s});
    }

    /// What loses its link to a deleted instance may be in question for just that, and so on.
    void deletesLeadToFurtherDeletes()
    {
        const QString before = QString(u"type A %1 { id: ID! name: String } type B %1 { id: ID! a: A @hasOne } "
                                       "type C %1 { id: ID! b: B @hasOne }"_s)
                                   .arg(times);
        const QString after = QString(u"type A %1 { id: ID! name: String! } type B %1 { id: ID! a: A! @hasOne } "
                                      "type C %1 { id: ID! b: B! @hasOne }"_s)
                                  .arg(times);
        Migrated database(before,
                          {u"INSERT INTO A VALUES ('a1', 'x'), ('a2', NULL)"_s,
                           u"INSERT INTO B (id, a) VALUES ('b1', 'a1'), ('b2', 'a2')"_s,
                           u"INSERT INTO C (id, b) VALUES ('c1', 'b1'), ('c2', 'b2')"_s});
        // Only the first is asked for: the links that its deletes cut become problems of the plan.
        const auto first = deleting(database.to(after), {u"null:A.name"_s});
        MigrationPlan plan = database.plan(first);
        QVERIFY(plan.isBlocked());
        QStringList ids;
        for (const MigrationProblem &problem : plan.problems)
            ids.append(problem.id);
        QCOMPARE(ids, QStringList({u"null:A.name"_s, u"null:B.a"_s}));
        QCOMPARE(plan.problems[1].words, u"1 of 2 instances of B have no a."_s);
        QVERIFY(!database.apply(first));
        const auto all = deleting(first, {u"null:B.a"_s, u"null:C.b"_s});
        plan = database.plan(all);
        QVERIFY(!plan.isBlocked());
        QCOMPARE(plan.problems.size(), 3u);
        APPLIED(database, all);
        QCOMPARE(database.rows(u"SELECT id FROM A"_s), QStringList{u"a1"_s});
        QCOMPARE(database.rows(u"SELECT id, a FROM B"_s), QStringList{u"b1|a1"_s});
        QCOMPARE(database.rows(u"SELECT id, b FROM C"_s), QStringList{u"c1|b1"_s});
    }

    /// What is asked after a remedy that deletes is asked of the rows that it leaves.
    void oneDeleteSparesAnother()
    {
        const QString model = u"type A %1 { id: ID! name: String%2 code: String%3 }"_s;
        Migrated database(
            model.arg(times, QString(), QString()),
            {u"INSERT INTO A VALUES ('1', NULL, 'x'), ('2', 'n', 'x'), ('3', 'n', 'y'), ('4', 'n', 'y')"_s});
        const auto intent =
            deleting(database.to(model.arg(times, u"!"_s, u" @unique"_s)), {u"null:A.name"_s, u"unique:A.code"_s});
        const MigrationPlan plan = database.plan(intent);
        QCOMPARE(database.problems(plan),
                 QStringList({u"null:A.name: 1 of 4 instances of A have no name."_s,
                              u"unique:A.code: 2 of 4 instances of A share their code with another."_s}));
        QCOMPARE(plan.problems[1].deletes->instances, 1);
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id FROM A"_s), QStringList({u"2"_s, u"3"_s}));
    }

    void keysOfEveryKindAreFollowed()
    {
        Migrated database(
            Migrated::Foreign::Yes,
            {u"CREATE TABLE pair (a TEXT COLLATE NOCASE, b INTEGER, name TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID"_s,
             u"CREATE TABLE user (x TEXT, y INTEGER, FOREIGN KEY (x, y) REFERENCES pair ON DELETE CASCADE)"_s,
             u"CREATE TABLE coded (id INTEGER PRIMARY KEY, code TEXT UNIQUE, name TEXT)"_s,
             u"CREATE TABLE \"of \"\"it\" (\"select\" TEXT REFERENCES coded (code) ON DELETE SET NULL, t TEXT)"_s,
             u"CREATE TABLE fallback (id INTEGER PRIMARY KEY, code TEXT DEFAULT 'std' REFERENCES coded (code) ON "
             u"DELETE "
             "SET DEFAULT)"_s,
             u"INSERT INTO pair VALUES ('K', 1, 'x'), ('K', 2, NULL), ('l', 1, NULL)"_s,
             u"INSERT INTO user VALUES ('k', 1), ('k', 2), ('L', 1), (NULL, 2)"_s,
             u"INSERT INTO coded VALUES (1, 'std', 'x'), (2, 'c', NULL), (3, 'd', NULL)"_s,
             u"INSERT INTO \"of \"\"it\" VALUES ('c', '1'), ('d', '2'), ('std', '3')"_s,
             u"INSERT INTO fallback VALUES (1, 'c'), (2, 'std')"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        intent.schema.models[intent.schema.modelNamed(u"pair")->index()].fields[2].required = true;
        intent.schema.models[intent.schema.modelNamed(u"coded")->index()].fields[2].required = true;
        intent = deleting(intent, {u"null:pair.name"_s, u"null:coded.name"_s});
        const MigrationPlan plan = database.plan(intent);
        QCOMPARE(plan.problems[0].deletes->words,
                 u"2 instances of pair are deleted, and with them 2 instances of user."_s);
        QCOMPARE(plan.problems[1].deletes->words,
                 u"2 instances of coded are deleted; nothing else goes with them. 2 instances of of \"it lose their "
                 "select and 1 instance of fallback takes the default for its code."_s);
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT x, y FROM user"_s), QStringList({u"k|1"_s, u"-|2"_s}));
        QCOMPARE(database.rows(u"SELECT \"select\", t FROM \"of \"\"it\""_s),
                 QStringList({u"-|1"_s, u"-|2"_s, u"std|3"_s}));
        QCOMPARE(database.rows(u"SELECT code FROM fallback"_s), QStringList({u"std"_s, u"std"_s}));
    }

    /// A default that goes itself is none to take.
    void aDefaultThatGoesStandsInTheWay()
    {
        Migrated database(
            Migrated::Foreign::Yes,
            {u"CREATE TABLE coded (code TEXT PRIMARY KEY NOT NULL, name TEXT)"_s,
             u"CREATE TABLE fallback (id INTEGER PRIMARY KEY, code TEXT DEFAULT 'std' REFERENCES coded ON "
             "DELETE SET DEFAULT)"_s,
             u"INSERT INTO coded VALUES ('std', NULL), ('c', NULL), ('d', 'x')"_s,
             u"INSERT INTO fallback VALUES (1, 'c')"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        intent.schema.models[0].fields[1].required = true;
        const MigrationPlan plan = database.plan(deleting(intent, {u"null:coded.name"_s}));
        QVERIFY(plan.isBlocked());
        QVERIFY2(plan.problems.front().refusal.contains(u"1 instance of fallback refers to a coded that would go"),
                 qPrintable(plan.problems.front().refusal));
    }

    /// The database's own triggers run for what a remedy deletes and clears, and for nothing that is moved.
    void triggersRunForDeletesAlone()
    {
        const std::vector<QString> made{
            u"CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT)"_s,
            u"CREATE TABLE book (id INTEGER PRIMARY KEY, title TEXT, author INTEGER REFERENCES author ON DELETE CASCADE)"_s,
            u"CREATE TABLE fan (id INTEGER PRIMARY KEY, idol INTEGER REFERENCES author ON DELETE SET NULL, n INTEGER)"_s,
            u"CREATE TABLE audit (what TEXT)"_s,
            u"CREATE TRIGGER a_in AFTER INSERT ON author BEGIN INSERT INTO audit VALUES ('in ' || new.id); END"_s,
            u"CREATE TRIGGER a_up AFTER UPDATE ON author BEGIN INSERT INTO audit VALUES ('up ' || new.id); END"_s,
            u"CREATE TRIGGER a_del AFTER DELETE ON author BEGIN INSERT INTO audit VALUES ('del ' || old.id); END"_s,
            u"CREATE TRIGGER b_in BEFORE INSERT ON book BEGIN SELECT raise(ABORT, 'no more books'); END"_s,
            u"CREATE TRIGGER b_del AFTER DELETE ON book BEGIN INSERT INTO audit VALUES ('book ' || old.id); END"_s,
            u"CREATE TRIGGER f_up AFTER UPDATE OF idol ON fan BEGIN INSERT INTO audit VALUES ('fan ' || new.id); END"_s,
            u"CREATE TRIGGER f_n AFTER UPDATE OF n ON fan BEGIN INSERT INTO audit VALUES ('n ' || new.id); END"_s};
        Migrated database(Migrated::Foreign::Yes, made);
        database.run(u"DROP TRIGGER b_in"_s);
        database.run(u"INSERT INTO author VALUES (1, 'x'), (2, NULL)"_s);
        database.run(u"INSERT INTO book VALUES (1, 't', 1), (2, '7', 2)"_s);
        database.run(u"INSERT INTO fan VALUES (1, 1, 0), (2, 2, 0)"_s);
        database.run(u"DELETE FROM audit"_s);
        database.run(made[7]);
        database.reopen();
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        Model &author = intent.schema.models[0];
        author.fields[1].required = true;
        // Every table with a trigger is made anew.
        for (const std::size_t model : {1u, 2u}) {
            Field &last = intent.schema.models[model].fields.back();
            last.type = {};
            last.declaredType.clear();
            last.type.scalar = ScalarType::String;
            intent.schema.models[model].fields[1].required = true;
        }
        intent.schema = database.engine().schema();
        intent.schema.models[0].fields[1].required = true;
        intent.schema.models[1].fields[1].required = true;
        intent.schema.models[2].fields[2].required = true;
        intent = deleting(intent, {u"null:author.name"_s});
        const MigrationPlan plan = database.plan(intent);
        QStringList notes = plan.notes;
        QVERIFY(
            notes.removeOne(u"The table relata_migration is added, where Relata keeps what was changed and when."_s));
        QCOMPARE(
            notes,
            QStringList({u"The trigger a_del runs for each instance of author that is deleted; what it does is not "
                         "counted here."_s,
                         u"The trigger b_del runs for each instance of book that is deleted; what it does is not "
                         "counted here."_s,
                         u"The trigger f_up runs for each instance of fan that loses a link; what it does is not "
                         "counted here."_s,
                         u"The rows of author, book, fan are carried over into new tables; their triggers do not "
                         "run for that."_s}));
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT what FROM audit ORDER BY what"_s),
                 QStringList({u"book 2"_s, u"del 2"_s, u"fan 2"_s}));
        QCOMPARE(database.rows(u"SELECT id FROM book"_s), QStringList{u"1"_s});
        // They still stand, and run for what people do.
        QCOMPARE(database.rows(u"SELECT count(*) FROM sqlite_master WHERE type = 'trigger'"_s), QStringList{u"7"_s});
        QVERIFY(!database.engine().connection().run({u"INSERT INTO book VALUES (9, 'x', 1)"_s, {}}));
    }

    void aTriggerThatRefusesOrDeletesMoreStopsTheMigration_data()
    {
        QTest::addColumn<QString>("body");
        QTest::addColumn<QString>("says");
        QTest::newRow("refuses") << u"SELECT raise(ABORT, 'authors are kept')"_s << u"authors are kept"_s;
        QTest::newRow("keeps the row") << u"SELECT raise(IGNORE)"_s
                                       << u"0 instances of author were deleted instead of 1"_s;
        QTest::newRow("deletes others") << u"DELETE FROM author WHERE name = 'x'"_s
                                        << u"2 instances of author went instead of 1"_s;
        QTest::newRow("empties others") << u"UPDATE author SET name = NULL WHERE id = 1"_s
                                        << u"1 of 2 instances of author have no name"_s;
    }
    void aTriggerThatRefusesOrDeletesMoreStopsTheMigration()
    {
        QFETCH(QString, body);
        QFETCH(QString, says);
        Migrated database(Migrated::Foreign::Yes,
                          {u"CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT)"_s,
                           u"INSERT INTO author VALUES (1, 'x'), (2, NULL), (3, 'y')"_s,
                           u"CREATE TRIGGER t BEFORE DELETE ON author BEGIN "_s % body % u"; END"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        intent.schema.models[0].fields[1].required = true;
        intent = deleting(intent, {u"null:author.name"_s});
        const auto outcome = database.apply(intent);
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().message.contains(says), qPrintable(outcome.error().message));
        QCOMPARE(database.rows(u"SELECT id, name FROM author"_s), QStringList({u"1|x"_s, u"2|-"_s, u"3|y"_s}));
        QCOMPARE(database.rows(u"PRAGMA foreign_keys"_s), QStringList{u"1"_s});
    }

    void anyStatementThatFailsLeavesEverythingAsItWas()
    {
        Migrated database(library({}), shelf);
        const auto intent = deleting(database.to(library(u"!"_s)), {u"null:Author.name"_s});
        Connection &connection = database.engine().connection();
        const auto everything = [&] {
            connection.watch({});
            QStringList all = database.rows(u"SELECT group_concat(name || sql) FROM sqlite_master"_s);
            for (const QString &table : {u"Author"_s, u"Book"_s, u"Page"_s, u"Won"_s, u"Fan"_s})
                all += database.rows(u"SELECT * FROM "_s + table);
            return all + database.rows(u"SELECT count(*) FROM temp.sqlite_master"_s);
        };
        const QStringList start = everything();
        int failures = 0;
        for (int failing = 0;; ++failing) {
            QVERIFY(failing < 1000);
            int count = 0;
            connection.watch([&](const QString &) -> Done {
                if (count++ == failing)
                    return failure(ErrorCode::Io, u"The disk is on fire."_s);
                return {};
            });
            const auto outcome = database.apply(intent);
            connection.watch({});
            if (outcome)
                break;
            ++failures;
            QCOMPARE(everything(), start);
        }
        QVERIFY2(failures > 50, qPrintable(QString::number(failures)));
    }

    /// 200,000 rows go with one; no row of them is held in memory.
    void memoryDoesNotGrowWithTheRows()
    {
        Migrated database(
            library({}),
            {u"INSERT INTO Author (id, name) VALUES ('a', NULL), ('b', 'x')"_s,
             u"INSERT INTO Book (id, title, author) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
             "FROM n WHERE i < 100000) SELECT 'b' || i, hex(zeroblob(200)), 'a' FROM n"_s,
             u"INSERT INTO Page (id, book) SELECT id, id FROM Book"_s,
             u"INSERT INTO Author (id, name, teacher) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
             "FROM n WHERE i < 1000) SELECT 't' || i, 'x', iif(i = 1, 'a', 't' || (i - 1)) FROM n"_s});
        const auto intent = deleting(database.to(library(u"!"_s)), {u"null:Author.name"_s});
        const qint64 before = residentPeak();
        const MigrationPlan plan = database.plan(intent);
        QCOMPARE(plan.steps.front().lostInstances, 201'001);
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT count(*) FROM Book"_s), QStringList{u"0"_s});
        const qint64 grown = residentPeak() - before;
        QVERIFY2(grown < 40'000, qPrintable(u"%1 kB"_s.arg(grown)));
    }

private:
    /// In kB; Linux.
    static qint64 residentPeak()
    {
        QFile status(u"/proc/self/status"_s);
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        for (const QByteArray &line : status.readAll().split('\n'))
            if (line.startsWith("VmHWM:"))
                return line.mid(6).trimmed().split(' ').front().toLongLong();
        return 0;
    }
};

QTEST_GUILESS_MAIN(TestMigrationDeletes)
#include "tst_migrationdeletes.moc"
