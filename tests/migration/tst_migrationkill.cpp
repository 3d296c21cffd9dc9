#include "cli/clirun.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace Qt::StringLiterals;

// A migration that is killed leaves the database as it was, or as it was to be: nothing in between.
class TestMigrationKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        write(u"before.graphql"_s,
              "type A @model { name: String bs: [B] @hasMany }\n"
              "type B @model { n: Int text: String a: A @belongsTo }\n"
              "type Gone @model { x: Int }\n");
        write(u"after.graphql"_s,
              "type A @model { name: String! bs: [B] @manyToMany(relationName: \"AB\") }\n"
              "type B @model { n: String text: String as: [A] @manyToMany(relationName: \"AB\") }\n"
              "type C @model { y: Int }\n");
        const CliRun made = CliRun::with({u"create"_s, path(u"start.db"_s), u"--schema"_s, path(u"before.graphql"_s)});
        QVERIFY2(made.status == 0, made.err.constData());
        sql(u"start.db"_s,
            {u"INSERT INTO A (id, name) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
             "SELECT 'a' || i, 'name ' || i FROM n"_s,
             u"INSERT INTO B (id, n, text, a) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000) SELECT 'b' || i, i, hex(randomblob(40)), 'a' || (i % 500 + 1) FROM n"_s,
             u"INSERT INTO Gone (id, x) VALUES ('g', 1)"_s, u"PRAGMA wal_checkpoint(TRUNCATE)"_s});
    }

    void leavesBeforeOrAfter_data()
    {
        QTest::addColumn<QString>("journal");
        QTest::newRow("write-ahead log") << u"wal"_s;
        QTest::newRow("rollback journal") << u"delete"_s;
    }
    void leavesBeforeOrAfter()
    {
        QFETCH(QString, journal);
        const QString work = u"work.db"_s;
        const QStringList arguments{u"migrate"_s, path(work), u"--schema"_s, path(u"after.graphql"_s),
                                    u"--allow-data-loss"_s};
        // How long it takes undisturbed, and what comes of it.
        renew(work, journal);
        const QByteArray before = digest(work);
        QElapsedTimer timer;
        timer.start();
        const CliRun whole = CliRun::with(arguments);
        const qint64 lasted = timer.elapsed();
        QVERIFY2(whole.status == 0, whole.err.constData());
        const QByteArray after = digest(work);
        QVERIFY(before != after);

        QRandomGenerator random(4711);
        int killed = 0;
        int changed = 0;
        for (int round = 0; round < 20; ++round) {
            renew(work, journal);
            QCOMPARE(digest(work), before);
            QProcess process;
            process.start(QStringLiteral(RELATA_CLI), arguments);
            QVERIFY(process.waitForStarted());
            const int wait = int(random.bounded(qint64(1), lasted + lasted / 5 + 2));
            if (!process.waitForFinished(wait)) {
                ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
                QVERIFY(process.waitForFinished());
                killed += process.exitStatus() == QProcess::CrashExit ? 1 : 0;
            }
            const QByteArray now = digest(work);
            QVERIFY2(now == before || now == after, qPrintable(u"round %1, killed after %2 ms"_s.arg(round).arg(wait)));
            changed += now == after ? 1 : 0;
        }
        const CliRun check = CliRun::with({u"check"_s, path(work)});
        QVERIFY2(check.status == 0, check.err.constData());
        QVERIFY2(killed >= 5, qPrintable(QString::number(killed)));
        qInfo("killed %d of 20, %d of them too late", killed, changed);
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(text), qint64(text.size()));
    }

    void renew(const QString &name, const QString &journal) const
    {
        for (const QString &ending : {QString(), u"-wal"_s, u"-shm"_s, u"-journal"_s})
            QFile::remove(path(name) + ending);
        for (const QString &backup : QDir(m_folder.path()).entryList({u"work.backup-*"_s}))
            QFile::remove(path(backup));
        QVERIFY(QFile::copy(path(u"start.db"_s), path(name)));
        sql(name, {u"PRAGMA journal_mode="_s + journal});
    }

    void sql(const QString &name, const QStringList &statements) const
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"kill"_s);
            database.setDatabaseName(path(name));
            QVERIFY(database.open());
            QSqlQuery query(database);
            for (const QString &statement : statements)
                QVERIFY2(query.exec(statement), qPrintable(statement));
        }
        QSqlDatabase::removeDatabase(u"kill"_s);
    }

    /// Of all definitions and all rows; of ids and times that are made, only how many.
    [[nodiscard]] QByteArray digest(const QString &name) const
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"digest"_s);
            database.setDatabaseName(path(name));
            if (!database.open())
                return {};
            QSqlQuery query(database);
            const auto add = [&](const QString &text) {
                if (!query.exec(text))
                    return;
                while (query.next())
                    hash.addData(QByteArray(query.value(0).toString().toUtf8() + '\n'));
            };
            add(u"PRAGMA integrity_check"_s);
            add(u"SELECT name || ifnull(sql, '') FROM sqlite_master ORDER BY name"_s);
            add(u"SELECT id || '|' || ifnull(name, '-') FROM A ORDER BY id"_s);
            add(u"SELECT id || '|' || quote(n) || '|' || text FROM B ORDER BY id"_s);
            add(u"SELECT id || '|' || quote(a) FROM B ORDER BY id"_s);
            add(u"SELECT a || '|' || b FROM AB ORDER BY a, b"_s);
            add(u"SELECT count(*) || '|' || count(id) FROM AB"_s);
            add(u"SELECT count(*) FROM relata_migration"_s);
            add(u"SELECT schema FROM relata_schema"_s);
        }
        QSqlDatabase::removeDatabase(u"digest"_s);
        return hash.result();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(TestMigrationKill)
#include "tst_migrationkill.moc"
