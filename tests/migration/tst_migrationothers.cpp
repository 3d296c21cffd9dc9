#include "cli/clirun.h"
#include "migration/migrated.h"

#include <QProcess>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::test;

// Other programs at the same database: while a plan is looked at, and while it is applied.
namespace {

const QString shelf = u"type Author @model { name: String books: [Book] @hasMany } "
                      "type Book @model { title: String price: String author: Author @belongsTo }"_s;
const std::vector<QString> rows{u"INSERT INTO Author (id, name) VALUES ('a1', 'x'), ('a2', NULL)"_s,
                                u"INSERT INTO Book (id, title, price, author) VALUES ('b1', 't', '1', 'a1'), "
                                "('b2', 'u', '2', 'a2')"_s};

/// A second connection, as another program has it.
void byAnother(Migrated &database, const QString &sql)
{
    const auto other = Connection::open(database.database().url(), Access::ReadWrite);
    QVERIFY2(other, qPrintable(other ? QString() : other.error().message));
    const auto done = (*other)->run({sql, {}});
    QVERIFY2(done, qPrintable(done ? QString() : done.error().message));
}

QStringList everything(Migrated &database)
{
    return database.rows(u"SELECT type, name, sql FROM sqlite_master ORDER BY name"_s)
        + database.rows(u"SELECT * FROM Author"_s) + database.rows(u"SELECT * FROM Book"_s);
}

} // namespace

class TestMigrationOthers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsThatChangedSinceThePlanAreRefused_data()
    {
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("remedy");
        QTest::addColumn<QString>("write");
        QTest::addColumn<QString>("says");
        const QString required = QString(shelf).replace(u"name: String"_s, u"name: String!"_s);
        const QString cheaper = QString(shelf).replace(u"price: String"_s, u"price: Int"_s);
        const QString less = QString(shelf).remove(u"price: String"_s);
        const QString unique = QString(shelf).replace(u"title: String"_s, u"title: String @unique"_s);
        QTest::newRow("one does not convert now")
            << cheaper << QString() << u"UPDATE Book SET price = 'dear' WHERE id = 'b1'"_s
            << u"Now: 1 of 2 instances of Book have a price that does not convert to Int."_s;
        QTest::newRow("two are alike now") << unique << QString() << u"UPDATE Book SET title = 't'"_s
                                           << u"Now: 2 of 2 instances of Book share their title with another."_s;
        QTest::newRow("more would be lost") << less << QString() << u"INSERT INTO Book (id, price) VALUES ('b3', '3')"_s
                                            << u"Then: Book.price loses 2 values. Now: Book.price loses 3 values."_s;
        QTest::newRow("more would be deleted")
            << required << u"null:Author.name"_s << u"UPDATE Author SET name = NULL"_s
            << u"Then: 1 of 2 instances of Author have no name. 1 instance of Author is deleted, and with it 1 "
               u"instance "
               "of Book. Now: 2 of 2"_s;
        QTest::newRow("more would go along") << required << u"null:Author.name"_s << u"UPDATE Book SET author = 'a2'"_s
                                             << u"and with it 2 instances of Book"_s;
        QTest::newRow("nothing is lost any more") << less << QString() << u"UPDATE Book SET price = NULL"_s
                                                  << u"It is so no more: Book.price loses 2 values."_s;
    }
    void rowsThatChangedSinceThePlanAreRefused()
    {
        QFETCH(QString, after);
        QFETCH(QString, remedy);
        QFETCH(QString, write);
        QFETCH(QString, says);
        Migrated database(shelf, rows);
        MigrationIntent intent = database.to(after);
        if (!remedy.isEmpty())
            intent.remedies[remedy] = {Remedy::Kind::DeleteInstances, {}};
        intent.loss = MigrationIntent::Loss::Allow;
        const MigrationPlan plan = database.plan(intent);
        QVERIFY(!plan.isBlocked());
        intent.told = plan.facts();
        byAnother(database, write);
        const QStringList start = everything(database);
        const auto outcome = database.apply(intent);
        QVERIFY(!outcome);
        QVERIFY(outcome.error().code == ErrorCode::Conflict);
        QVERIFY2(outcome.error().message.contains(says), qPrintable(outcome.error().message));
        QCOMPARE(everything(database), start);
        QCOMPARE(QDir(QFileInfo(database.database().url().path).path()).entryList({u"*backup*"_s}), QStringList());
    }

    void rowsThatChangeNothingOfThePlanDoNotMatter()
    {
        Migrated database(shelf, rows);
        MigrationIntent intent = database.to(QString(shelf).remove(u"price: String"_s));
        intent.loss = MigrationIntent::Loss::Allow;
        intent.told = database.plan(intent).facts();
        byAnother(database, u"INSERT INTO Book (id, title) VALUES ('b3', 'v')"_s);
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT count(*) FROM Book"_s), QStringList{u"3"_s});
    }

    void tablesThatChangedSinceAreRefused_data()
    {
        QTest::addColumn<QString>("write");
        QTest::addColumn<QString>("says");
        QTest::newRow("a column more") << u"ALTER TABLE Book ADD COLUMN isbn TEXT DEFAULT 'kept'"_s << u"table Book."_s;
        QTest::newRow("a column less") << u"ALTER TABLE Book DROP COLUMN price"_s << u"table Book."_s;
        QTest::newRow("a table more") << u"CREATE TABLE Film (x REFERENCES Book (id) ON DELETE CASCADE)"_s
                                      << u"table Film."_s;
        QTest::newRow("a table renamed") << u"ALTER TABLE Book RENAME TO Novel"_s << u"table Book, "_s;
        QTest::newRow("a unique index") << u"CREATE UNIQUE INDEX once ON Book (title)"_s << u"index once."_s;
    }
    void tablesThatChangedSinceAreRefused()
    {
        QFETCH(QString, write);
        QFETCH(QString, says);
        Migrated database(shelf, rows);
        const MigrationIntent intent = database.to(QString(shelf).replace(u"title: String"_s, u"title: String!"_s));
        QVERIFY(!database.plan(intent).isBlocked());
        byAnother(database, write);
        const QStringList start = everything(database);
        const auto outcome = database.apply(intent);
        QVERIFY(!outcome);
        QVERIFY(outcome.error().code == ErrorCode::Conflict);
        QVERIFY2(outcome.error().message.contains(says), qPrintable(outcome.error().message));
        QCOMPARE(everything(database), start);
        QVERIFY(!database.engine().planMigration(intent).has_value());
    }

    void triggersAndPlainIndexesOfOthersDoNotMatter()
    {
        Migrated database(shelf, rows);
        const MigrationIntent intent = database.to(QString(shelf).replace(u"title: String"_s, u"title: String!"_s));
        byAnother(database, u"CREATE INDEX cheap ON Book (price) WHERE price < 3"_s);
        byAnother(database, u"CREATE TRIGGER t AFTER DELETE ON Book BEGIN SELECT 1; END"_s);
        byAnother(database, u"ANALYZE"_s);
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT name FROM sqlite_master WHERE name IN ('cheap', 't') ORDER BY name"_s),
                 QStringList({u"cheap"_s, u"t"_s}));
    }

    /// Another process in the middle of a transaction.
    void aWriterIsWaitedForAndThenNamed_data()
    {
        QTest::addColumn<QString>("journal");
        QTest::newRow("write-ahead log") << u"wal"_s;
        QTest::newRow("rollback journal") << u"delete"_s;
    }
    void aWriterIsWaitedForAndThenNamed()
    {
        QFETCH(QString, journal);
        Migrated database(shelf, rows);
        QCOMPARE(database.rows(u"PRAGMA journal_mode="_s + journal), QStringList{journal});
        MigrationIntent intent = database.to(QString(shelf).replace(u"price: String"_s, u"price: Int"_s));
        intent.told = database.plan(intent).facts();
        QProcess other;
        other.start(QStringLiteral(RELATA_CLI), {u"run"_s, database.database().url().path});
        const auto answer = [&](const QByteArray &line) {
            other.write(line + '\n');
            while (!other.canReadLine())
                if (!other.waitForReadyRead(10'000))
                    return QByteArray("no answer");
            return other.readLine().trimmed();
        };
        QCOMPARE(answer(R"({"op":"begin"})"), QByteArray(R"({"ok":true})"));
        QVERIFY(answer(R"({"op":"update","model":"Book","id":"b1","value":{"price":"dear"}})").contains("\"ok\":true"));
        const QStringList start = everything(database);
        auto refused = database.apply(intent);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Io);
        QVERIFY2(refused.error().message.contains(u"is locked by relata-cli"_s), qPrintable(refused.error().message));
        QCOMPARE(everything(database), start);
        // It goes on, and what it wrote is seen.
        QVERIFY(answer(R"({"op":"commit"})").contains("\"ok\":true"));
        refused = database.apply(intent);
        QVERIFY(!refused);
        QVERIFY2(
            refused.error().message.contains(u"Now: 1 of 2 instances of Book have a price that does not convert"_s),
            qPrintable(refused.error().message));
        QVERIFY(answer(R"({"op":"update","model":"Book","id":"b1","value":{"price":"7"}})").contains("\"ok\":true"));
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished());
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT price FROM Book"_s), QStringList({u"7"_s, u"2"_s}));
    }
};

QTEST_GUILESS_MAIN(TestMigrationOthers)
#include "tst_migrationothers.moc"
