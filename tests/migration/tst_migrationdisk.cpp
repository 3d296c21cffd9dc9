#include "migration/migrated.h"

#include <QProcess>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::test;

// A disk without room: the database stays as it was, and what is said names the place, the need and the remedy.
namespace {

const QString before = u"type Book @model { title: String price: String }"_s;
const QString retyped = u"type Book @model { title: String price: Int }"_s;
const QString without = u"type Book @model { title: String }"_s;

QString numbers(int count)
{
    return u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1)"_s.arg(count);
}

QStringList everything(Migrated &database)
{
    return database.rows(u"SELECT type, name, sql FROM sqlite_master ORDER BY name"_s)
        + database.rows(u"SELECT count(*), sum(length(title)), sum(price) FROM Book"_s)
        + database.rows(u"PRAGMA integrity_check"_s);
}

/// What lies beside the database but for SQLite's own log.
QStringList otherFiles(const Migrated &database)
{
    const QFileInfo file(database.database().url().path);
    QStringList files = QDir(file.path()).entryList(QDir::Files);
    for (const QString &own : {u""_s, u"-wal"_s, u"-shm"_s})
        files.removeAll(file.fileName() + own);
    return files;
}

} // namespace

class TestMigrationDisk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// SQLite's own bound for the file's size stands for the disk's.
    void theMigrationItselfFindsNoRoom_data()
    {
        QTest::addColumn<QString>("journal");
        QTest::addColumn<QString>("after");
        QTest::newRow("write-ahead log") << u"wal"_s << retyped;
        QTest::newRow("rollback journal") << u"delete"_s << retyped;
        QTest::newRow("after the backup was made") << u"wal"_s << without;
    }
    void theMigrationItselfFindsNoRoom()
    {
        QFETCH(QString, journal);
        QFETCH(QString, after);
        Migrated database(before,
                          {QString(u"INSERT INTO Book (id, title, price) "_s % numbers(5000)
                                   % u" SELECT 'b' || i, hex(zeroblob(100)), i FROM n"_s)});
        QCOMPARE(database.rows(u"PRAGMA journal_mode="_s + journal), QStringList{journal});
        MigrationIntent intent = database.to(after);
        intent.loss = MigrationIntent::Loss::Allow;
        const QString pages = database.rows(u"PRAGMA page_count"_s).front();
        QCOMPARE(database.rows(u"PRAGMA max_page_count="_s % QString::number(pages.toInt() + 20)),
                 QStringList{QString::number(pages.toInt() + 20)});
        const QStringList start = everything(database);
        const auto refused = database.apply(intent);
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Io);
        const QString said = refused.error().message;
        const QString folder = QFileInfo(database.database().url().path).absolutePath();
        QVERIFY2(said.startsWith(u"The disk is full, and nothing was changed. Free some space and try again. In "_s
                                 % folder % u", the migration needs about "_s),
                 qPrintable(said));
        QVERIFY2(said.endsWith(u"are free there."), qPrintable(said));
        QCOMPARE(everything(database), start);
        QVERIFY2(otherFiles(database).isEmpty(), qPrintable(otherFiles(database).join(u' ')));
        QCOMPARE(database.rows(u"PRAGMA foreign_keys"_s), QStringList{u"1"_s});
        // With room it is done.
        QVERIFY(!database.rows(u"PRAGMA max_page_count=1073741823"_s).isEmpty());
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT count(*) FROM Book"_s), QStringList{u"5000"_s});
    }

    /// In a process of its own, which may write no file larger than the bound.
    void noFileMayGrow_data()
    {
        QTest::addColumn<QString>("after");
        QTest::addColumn<double>("share"); ///< of the database's size
        QTest::addColumn<QString>("says");
        QTest::newRow("the backup, half way") << without << 0.5 << u"The backup could not be made"_s;
        QTest::newRow("the backup, at its start") << without << 0.01 << u"The backup could not be made"_s;
        QTest::newRow("the backup, at its end") << without << 0.999 << u"The backup could not be made"_s;
        QTest::newRow("the migration") << retyped << 1.1 << u"the migration needs about"_s;
    }
    void noFileMayGrow()
    {
        QFETCH(QString, after);
        QFETCH(double, share);
        QFETCH(QString, says);
        Migrated database(before,
                          {QString(u"INSERT INTO Book (id, title, price) "_s % numbers(20'000)
                                   % u" SELECT 'b' || i, hex(zeroblob(100)), i FROM n"_s)});
        QVERIFY(!database.rows(u"PRAGMA journal_mode=delete"_s).isEmpty());
        const QStringList start = everything(database);
        QTemporaryDir folder;
        QFile schema(folder.filePath(u"after.graphql"_s));
        QVERIFY(schema.open(QIODevice::WriteOnly));
        QVERIFY(schema.write(after.toUtf8()) > 0);
        schema.close();
        const auto most = rlim_t(double(QFileInfo(database.database().url().path).size()) * share);
        const auto migrate = [&](bool bounded) {
            QProcess process;
            if (bounded)
                process.setChildProcessModifier([most] {
                    std::signal(SIGXFSZ, SIG_IGN);
                    const rlimit limit{most, most};
                    ::setrlimit(RLIMIT_FSIZE, &limit);
                });
            process.start(QStringLiteral(RELATA_CLI),
                          {u"migrate"_s, database.database().url().path, u"--schema"_s, schema.fileName(),
                           u"--allow-data-loss"_s});
            const bool ended = process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit;
            return std::pair(ended ? process.exitCode() : -1, QString::fromUtf8(process.readAllStandardError()));
        };
        const auto [status, said] = migrate(true);
        QCOMPARE(status, 1);
        QVERIFY2(said.contains(says), qPrintable(said));
        QVERIFY2(said.contains(QFileInfo(database.database().url().path).absolutePath()), qPrintable(said));
        QVERIFY2(said.contains(u"are free there."), qPrintable(said));
        QVERIFY2(said.count(u"nothing was changed"_s) <= 1 && said.count(u'\n') == 1, qPrintable(said));
        database.reopen();
        QCOMPARE(everything(database), start);
        QVERIFY2(otherFiles(database).isEmpty(), qPrintable(otherFiles(database).join(u' ')));
        const auto [again, complaint] = migrate(false);
        QVERIFY2(again == 0, qPrintable(complaint));
        QCOMPARE(otherFiles(database).size(), after == without ? 1 : 0);
    }
};

QTEST_GUILESS_MAIN(TestMigrationDisk)
#include "tst_migrationdisk.moc"
