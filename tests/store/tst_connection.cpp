#include "store/connection.h"
#include "store/lockholder.h"
#include "store/opening.h"
#include "store/sqlerrors.h"
#include "store/transaction.h"
#include "store/valuebinding.h"
#include "store/worker.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QSqlError>
#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

#include <cstdio>
#include <future>
#include <limits>
#include <string_view>

Q_DECLARE_METATYPE(relata::Value)

using namespace relata;
using namespace Qt::StringLiterals;

/// The door to the database: what can be wrong with a file, values to and fro, transactions, interruption, the worker.
class TestConnection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void opensAnyPath_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name :
             {u"plain.db"_s, u"with space.db"_s, u"what?.db"_s, u"a#b.db"_s, u"100%.db"_s, u"%41.db"_s,
              u"file:x?mode=memory"_s, u"quote'\".db"_s, u"größe 表 🙂.db"_s, u"a&b=c"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void opensAnyPath()
    {
        QFETCH(QString, name);
        const DatabaseUrl url{path(name)};
        {
            auto made = Connection::open(url, Access::ReadWrite, Connection::Create::Yes);
            QVERIFY2(made, qPrintable(message(made)));
            QVERIFY((*made)->script({u"CREATE TABLE t (a)"_s, u"INSERT INTO t VALUES (7)"_s}));
        }
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{name});
        for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
            auto opened = Connection::open(url, access);
            QVERIFY2(opened, qPrintable(message(opened)));
            QCOMPARE(rows(**opened, u"SELECT a FROM t"_s), (std::vector<Values>{{qint64(7)}}));
        }
    }

    void refusesWhatIsNoDatabase_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("words");
        QTest::newRow("text") << QByteArray("hello, this is no database\n") << u"not a SQLite database"_s;
        QTest::newRow("one byte") << QByteArray("x") << u"not a SQLite database"_s;
        QByteArray noise(8192, '\0');
        for (qsizetype i = 0; i < noise.size(); ++i)
            noise[i] = char((i * 7919 + i * i) % 251);
        QTest::newRow("encrypted") << noise << u"encrypted"_s;
        QTest::newRow("cut to a third") << database().left(database().size() / 3) << u"damaged or cut off"_s;
        QTest::newRow("cut inside its last page") << database().chopped(1000) << u"damaged or cut off"_s;
        QTest::newRow("cut to its header") << database().left(100) << u"damaged or cut off"_s;
        QTest::newRow("cut within its header") << database().left(99) << u"not a SQLite database"_s;
        QByteArray broken = database();
        broken.replace(100, 8, QByteArray(8, '\xff'));
        QTest::newRow("damaged first page") << broken << u"damaged or cut off"_s;
        QByteArray schema = database();
        schema.replace("CREATE TABLE t ", "CREATE TABEL t ");
        QTest::newRow("damaged definitions") << schema << u"table definitions"_s;
    }
    void refusesWhatIsNoDatabase()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, words);
        write(u"bad.db"_s, content);
        for (const Access access : {Access::ReadWrite, Access::ReadOnly}) {
            const auto opened = Connection::open({path(u"bad.db"_s)}, access);
            QVERIFY(!opened);
            QCOMPARE(toString(opened.error().code), toString(ErrorCode::Io));
            QVERIFY2(opened.error().message.contains(words), qPrintable(opened.error().message));
            QVERIFY(opened.error().message.contains(path(u"bad.db"_s)));
        }
        QCOMPARE(read(u"bad.db"_s), content);
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"bad.db"_s});
    }

    void anEmptyFileIsAnEmptyDatabase()
    {
        write(u"empty.db"_s, {});
        for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
            auto opened = Connection::open({path(u"empty.db"_s)}, access);
            QVERIFY2(opened, qPrintable(message(opened)));
            QCOMPARE(rows(**opened, u"SELECT count(*) FROM sqlite_master"_s), (std::vector<Values>{{qint64(0)}}));
        }
    }

    void aMissingFileIsNotMade()
    {
        for (const Access access : {Access::ReadOnly, Access::ReadWrite}) {
            const auto opened = Connection::open({path(u"none.db"_s)}, access);
            QVERIFY(!opened);
            QVERIFY2(opened.error().message.startsWith(u"There is no file"_s), qPrintable(opened.error().message));
        }
        QVERIFY(!QFile::exists(path(u"none.db"_s)));
    }

    void aFolderIsNoDatabase()
    {
        const auto opened = Connection::open({m_folder->path()}, Access::ReadWrite);
        QVERIFY(!opened);
        QVERIFY2(opened.error().message.contains(u"is a folder"_s), qPrintable(opened.error().message));
    }

    void permissionsAreSaid()
    {
        // Judged from facts: a test that runs as root may read and write everything.
        const auto refused = [](opening::FileFacts facts, Access access) {
            return opening::mayOpen(u"/x.db"_s, facts, access).error().message;
        };
        QVERIFY(refused({.isReadable = false}, Access::ReadOnly).contains(u"not allowed to read"_s));
        QVERIFY(refused({.isWritable = false}, Access::ReadWrite).contains(u"Open it read-only"_s));
        QVERIFY(refused({.isFolderWritable = false}, Access::ReadWrite).contains(u"Open it read-only"_s));
        QVERIFY(opening::mayOpen(u"/x.db"_s, {.isWritable = false, .isFolderWritable = false}, Access::ReadOnly));
        QVERIFY(opening::mayOpen(u"/x.db"_s, {}, Access::ReadWrite));
        const Error hot = opening::toError(u"/x.db"_s, Access::ReadOnly, SQLITE_READONLY_ROLLBACK, {}, {});
        QCOMPARE(toString(hot.code), toString(ErrorCode::Io));
        QVERIFY(hot.message.contains(u"Open it once for writing"_s));
    }

    void createNeverTouchesAFile()
    {
        write(u"mine.txt"_s, "precious");
        write(u"zero.db"_s, {});
        for (const QString &name : {u"mine.txt"_s, u"zero.db"_s}) {
            const auto made = Connection::open({path(name)}, Access::ReadWrite, Connection::Create::Yes);
            QVERIFY(!made);
            QVERIFY2(made.error().message.contains(u"exists already"_s), qPrintable(made.error().message));
        }
        QCOMPARE(read(u"mine.txt"_s), QByteArray("precious"));
        const auto nowhere = Connection::open({path(u"no/where.db"_s)}, Access::ReadWrite, Connection::Create::Yes);
        QVERIFY(!nowhere);
        QVERIFY2(nowhere.error().message.startsWith(u"There is no folder"_s), qPrintable(nowhere.error().message));
    }

    void keepsTheJournalModeOfOthers()
    {
        write(u"theirs.db"_s, database());
        const auto opened = Connection::open({path(u"theirs.db"_s)}, Access::ReadWrite);
        QVERIFY(opened);
        QCOMPARE(rows(**opened, u"PRAGMA journal_mode"_s), (std::vector<Values>{{u"delete"_s}}));
        QCOMPARE(rows(*make(), u"PRAGMA journal_mode"_s), (std::vector<Values>{{u"wal"_s}}));
    }

    void readOnlyChangesNothing()
    {
        write(u"theirs.db"_s, database());
        auto opened = Connection::open({path(u"theirs.db"_s)}, Access::ReadOnly);
        QVERIFY(opened);
        QVERIFY((*opened)->isReadOnly());
        const auto written = (*opened)->run({u"INSERT INTO t VALUES (1)"_s, {}});
        QVERIFY(!written);
        QCOMPARE(toString(written.error().code), toString(ErrorCode::ReadOnly));
        const auto transaction = Transaction::begin(**opened);
        QVERIFY(!transaction);
        QCOMPARE(toString(transaction.error().code), toString(ErrorCode::ReadOnly));
        opened->reset();
        QCOMPARE(read(u"theirs.db"_s), database());
    }

    void readsAWalDatabaseWhereNoIndexCanBeMade()
    {
        make(u"wal.db"_s)->script({u"CREATE TABLE t (a)"_s, u"INSERT INTO t VALUES (7)"_s});
        QVERIFY(!QFile::exists(path(u"wal.db-wal"_s)));
        // A link in its place, which SQLite does not follow, keeps even root from making the index.
        QVERIFY(QFile::link(u"nowhere"_s, path(u"wal.db-shm"_s)));
        auto opened = Connection::open({path(u"wal.db"_s)}, Access::ReadOnly);
        QVERIFY2(opened, qPrintable(message(opened)));
        QCOMPARE(rows(**opened, u"SELECT a FROM t"_s), (std::vector<Values>{{qint64(7)}}));
        // With a log beside it, what the file holds may not be all.
        write(u"wal.db-wal"_s, QByteArray(64, 'x'));
        const auto unsafe = Connection::open({path(u"wal.db"_s)}, Access::ReadOnly);
        QVERIFY(!unsafe);
        QCOMPARE(toString(unsafe.error().code), toString(ErrorCode::Io));
    }

    void namesWhoHoldsTheLock()
    {
        write(u"held.db"_s, database());
        QProcess other;
        QVERIFY(hold(other, u"BEGIN EXCLUSIVE"_s));
        const auto holder = lockHolder(path(u"held.db"_s));
        QVERIFY(holder);
        QCOMPARE(holder->pid, other.processId());

        QElapsedTimer timer;
        timer.start();
        const auto opened = Connection::open({path(u"held.db"_s)}, Access::ReadWrite);
        QVERIFY(!opened);
        QVERIFY2(timer.elapsed() >= 4500, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(toString(opened.error().code), toString(ErrorCode::Io));
        const QString who = u"locked by tst_connection (process %1)"_s.arg(other.processId());
        QVERIFY2(opened.error().message.contains(who), qPrintable(opened.error().message));
        release(other);
        QVERIFY(Connection::open({path(u"held.db"_s)}, Access::ReadWrite));
    }

    void aWriterElsewhereStopsWritesOnly_data()
    {
        QTest::addColumn<QString>("journal");
        QTest::newRow("rollback journal") << u"DELETE"_s;
        QTest::newRow("write-ahead log") << u"WAL"_s;
    }
    void aWriterElsewhereStopsWritesOnly()
    {
        QFETCH(QString, journal);
        QVERIFY(make(u"held.db"_s)->script({u"PRAGMA journal_mode="_s % journal, u"CREATE TABLE t (a)"_s}));
        QProcess other;
        QVERIFY(hold(other, u"BEGIN IMMEDIATE"_s));
        auto opened = Connection::open({path(u"held.db"_s)}, Access::ReadWrite);
        QVERIFY2(opened, qPrintable(message(opened)));
        const auto transaction = Transaction::begin(**opened);
        QVERIFY(!transaction);
        const QString who = u"locked by tst_connection (process %1)"_s.arg(other.processId());
        QVERIFY2(transaction.error().message.contains(who), qPrintable(transaction.error().message));
        QVERIFY(transaction.error().message.contains(u"read-only"_s));
        QVERIFY(Connection::open({path(u"held.db"_s)}, Access::ReadOnly));
        release(other);
        QVERIFY(Transaction::begin(**opened));
    }

    void valuesComeBackAsTheyWent_data()
    {
        QTest::addColumn<Value>("value");
        QTest::addColumn<QString>("storage");
        const auto row = [](const char *name, Value value, const char *storage) {
            QTest::newRow(name) << std::move(value) << QString::fromLatin1(storage);
        };
        row("null", Null{}, "null");
        row("zero", qint64(0), "integer");
        row("largest", std::numeric_limits<qint64>::max(), "integer");
        row("smallest", std::numeric_limits<qint64>::min(), "integer");
        row("above 2^53", qint64(9007199254740993), "integer");
        row("one and a half", 1.5, "real");
        row("whole real", 3.0, "real");
        row("minus zero", -0.0, "real");
        row("infinity", std::numeric_limits<double>::infinity(), "real");
        row("minus infinity", -std::numeric_limits<double>::infinity(), "real");
        row("least double", std::numeric_limits<double>::denorm_min(), "real");
        row("a tenth", 0.1, "real");
        row("text", u"Emma"_s, "text");
        row("empty text", u""_s, "text");
        row("null QString", QString(), "text");
        row("digits", u"007"_s, "text");
        row("NUL inside", QString(u"a\0b"_s), "text");
        row("emoji", u"🙂 表 ß"_s, "text");
        row("10 MB", QString(10'000'000, u'x'), "text");
        row("blob", QByteArray("\0\xff\x01", 3), "blob");
        row("empty blob", QByteArray("", 0), "blob");
        row("null QByteArray", QByteArray(), "blob");
        row("10 MB blob", QByteArray(10'000'000, '\0'), "blob");
    }
    void valuesComeBackAsTheyWent()
    {
        QFETCH(Value, value);
        QFETCH(QString, storage);
        const auto connection = make();
        QVERIFY(connection->script({u"CREATE TABLE v (value)"_s}));
        const auto touched = connection->run({u"INSERT INTO v VALUES (?)"_s, {value}});
        QVERIFY(touched);
        QCOMPARE(*touched, qint64(1));
        const auto back = rows(*connection, u"SELECT value, typeof(value) FROM v"_s);
        QCOMPARE(back.front()[0], value);
        QCOMPARE(back.front()[1], Value(storage));
        if (const auto *number = std::get_if<double>(&value))
            QCOMPARE(std::signbit(std::get<double>(back.front()[0])), std::signbit(*number));
    }

    void readsByStorageNotByDeclaration()
    {
        const auto connection = make();
        QVERIFY(connection->script(
            {u"CREATE TABLE v (a BOOLEAN, b DATE, c INTEGER, d REAL, e BLOB, f DECIMAL(10,2), g DATETIME)"_s,
             u"INSERT INTO v VALUES (1, '2024-02-30', 'not a number', 7, 'text in a blob', 12.50, 1700000000)"_s}));
        QCOMPARE(rows(*connection, u"SELECT * FROM v"_s),
                 (std::vector<Values>{{qint64(1), u"2024-02-30"_s, u"not a number"_s, 7.0, u"text in a blob"_s, 12.5,
                                       qint64(1700000000)}}));
    }

    void brokenTextDoesNotCrash()
    {
        const auto connection = make();
        const auto back =
            rows(*connection, u"SELECT CAST(x'61ff62' AS TEXT), CAST(x'c3' AS TEXT), CAST(x'edA080' AS TEXT)"_s);
        QVERIFY(std::get<QString>(back.front()[0]).startsWith(u'a'));
        QVERIFY(std::holds_alternative<QString>(back.front()[1]));
        const QString lone(QChar(0xd800));
        QVERIFY(connection->select({u"SELECT ?"_s, {lone}}));
    }

    void boolsAndJsonAreStoredPlainly()
    {
        const auto connection = make();
        const auto back = connection->select(
            {u"SELECT ?, typeof(?), ?, typeof(?)"_s, {true, false, JsonText{u"[1]"_s}, JsonText{u"{}"_s}}});
        QVERIFY(back);
        QCOMPARE(back->front(), (Values{qint64(1), u"integer"_s, u"[1]"_s, u"text"_s}));
    }

    void fieldsGiveValuesTheirShape()
    {
        Field flag;
        flag.type.scalar = ScalarType::Boolean;
        QCOMPARE(valuebinding::typed(flag, qint64(1)), Value(true));
        QCOMPARE(valuebinding::typed(flag, qint64(0)), Value(false));
        QCOMPARE(valuebinding::typed(flag, qint64(2)), Value(qint64(2)));
        QCOMPARE(valuebinding::typed(flag, u"yes"_s), Value(u"yes"_s));
        QCOMPARE(valuebinding::typed(flag, Null{}), Value(Null{}));
        Field tags;
        tags.type.list = true;
        QCOMPARE(valuebinding::typed(tags, u"[]"_s), Value(JsonText{u"[]"_s}));
        QCOMPARE(valuebinding::typed(tags, qint64(3)), Value(qint64(3)));
        Field json;
        json.type.scalar = ScalarType::Json;
        QCOMPARE(valuebinding::typed(json, u"{}"_s), Value(u"{}"_s));
    }

    void errorsAreOurs_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *sql, ErrorCode code, const char *words) {
            QTest::newRow(sql) << QString::fromLatin1(sql) << code << QString::fromLatin1(words);
        };
        row("INSERT INTO p VALUES (1, 'b')", ErrorCode::Duplicate, "p.id");
        row("INSERT INTO p VALUES (2, 'a')", ErrorCode::Duplicate, "p.name");
        row("INSERT INTO w VALUES ('k')", ErrorCode::Duplicate, "w.k");
        row("INSERT INTO p VALUES (3, NULL)", ErrorCode::Required, "p.name is required");
        row("INSERT INTO c VALUES (9)", ErrorCode::MissingTarget, "does not exist");
        row("INSERT INTO r VALUES (-1)", ErrorCode::InvalidValue, "n > 0");
        row("INSERT INTO s VALUES ('x')", ErrorCode::InvalidValue, "INT");
        row("INSERT INTO p VALUES ('x', 'y')", ErrorCode::InvalidValue, "whole numbers");
        row("DELETE FROM p", ErrorCode::InvalidValue, "no way");
        row("INSERT INTO m VALUES (1)", ErrorCode::Io, "no key there");
        row("SELECT * FROM nowhere", ErrorCode::Io, "no such table");
        row("SELEC", ErrorCode::Io, "syntax");
    }
    void errorsAreOurs()
    {
        QFETCH(QString, sql);
        QFETCH(ErrorCode, code);
        QFETCH(QString, words);
        const auto connection = make();
        QVERIFY(
            connection->script({u"CREATE TABLE p (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"_s,
                                u"CREATE TABLE w (k TEXT PRIMARY KEY) WITHOUT ROWID"_s,
                                u"CREATE TABLE c (p REFERENCES p)"_s, u"CREATE TABLE r (n CHECK (n > 0))"_s,
                                u"CREATE TABLE s (n INT) STRICT"_s, u"CREATE TABLE m (c REFERENCES c (p))"_s,
                                u"INSERT INTO p VALUES (1, 'a')"_s, u"INSERT INTO w VALUES ('k')"_s,
                                u"CREATE TRIGGER t BEFORE DELETE ON p BEGIN SELECT RAISE(ABORT, 'no way'); END"_s}));
        const auto done = connection->run({sql, {}});
        QVERIFY(!done);
        QCOMPARE(toString(done.error().code), toString(code));
        QVERIFY2(done.error().message.contains(words), qPrintable(done.error().message));
        QVERIFY(!done.error().detail.isEmpty());
        // The same text again: a statement that failed does not poison the next.
        QCOMPARE(connection->run({sql, {}}).error(), done.error());
    }

    void everyResultCodeHasASentence_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<ErrorCode>("expected");
        QTest::newRow("busy") << SQLITE_BUSY << ErrorCode::Io;
        QTest::newRow("full") << SQLITE_FULL << ErrorCode::Io;
        QTest::newRow("corrupt") << SQLITE_CORRUPT << ErrorCode::Io;
        QTest::newRow("not a database") << SQLITE_NOTADB << ErrorCode::Io;
        QTest::newRow("cannot open") << SQLITE_CANTOPEN << ErrorCode::Io;
        QTest::newRow("io") << SQLITE_IOERR_READ << ErrorCode::Io;
        QTest::newRow("memory") << SQLITE_NOMEM << ErrorCode::Io;
        QTest::newRow("read-only") << SQLITE_READONLY << ErrorCode::ReadOnly;
        QTest::newRow("interrupted") << SQLITE_INTERRUPT << ErrorCode::Cancelled;
        QTest::newRow("too big") << SQLITE_TOOBIG << ErrorCode::InvalidValue;
    }
    void everyResultCodeHasASentence()
    {
        QFETCH(int, code);
        QFETCH(ErrorCode, expected);
        const Error error =
            toError(QSqlError(u"driver"_s, u"words"_s, QSqlError::StatementError, QString::number(code)));
        QCOMPARE(toString(error.code), toString(expected));
        QVERIFY(error.message.endsWith(u'.'));
        QCOMPARE(error.detail, u"words"_s);
    }

    void aStatementCanRunInsideItself()
    {
        const auto connection = make();
        QVERIFY(connection->script({u"CREATE TABLE t (a)"_s, u"INSERT INTO t VALUES (1), (2), (3)"_s}));
        const Statement all{u"SELECT a FROM t ORDER BY a"_s, {}};
        int seen = 0;
        for (int round = 0; round < 3; ++round) {
            QVERIFY(connection->each(all, [&](const Values &) {
                const auto inner = connection->select(all);
                seen += inner ? int(inner->size()) : 1000;
                return Connection::More::Yes;
            }));
        }
        QCOMPARE(seen, 27);
    }

    void aVisitorCanStop()
    {
        const auto connection = make();
        int seen = 0;
        QVERIFY(connection->each(
            {u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"_s, {}},
            [&](const Values &) { return ++seen == 5 ? Connection::More::No : Connection::More::Yes; }));
        QCOMPARE(seen, 5);
        QVERIFY(connection->script({u"CREATE TABLE t (a)"_s}));
    }

    void manyTextsAreNotKept()
    {
        const auto connection = make();
        for (int i = 0; i < 500; ++i)
            QCOMPARE(connection->select({u"SELECT %1 + ?"_s.arg(i), {qint64(1)}}).value(),
                     (std::vector<Values>{{qint64(i + 1)}}));
        qint64 prepared = 0;
        QVERIFY(
            connection->each({u"SELECT 1"_s, {}}, [&](const Values &) { return ++prepared, Connection::More::Yes; }));
        QCOMPARE(prepared, qint64(1));
    }

    void scopeRollsBack()
    {
        const auto connection = make();
        QVERIFY(connection->script({u"CREATE TABLE t (a)"_s}));
        {
            auto transaction = Transaction::begin(*connection);
            QVERIFY(transaction);
            QVERIFY(connection->isInTransaction());
            QVERIFY(connection->run({u"INSERT INTO t VALUES (1)"_s, {}}));
        }
        QVERIFY(!connection->isInTransaction());
        QCOMPARE(rows(*connection, u"SELECT count(*) FROM t"_s), (std::vector<Values>{{qint64(0)}}));
        {
            auto transaction = Transaction::begin(*connection);
            QVERIFY(connection->run({u"INSERT INTO t VALUES (1)"_s, {}}));
            Transaction moved = std::move(*transaction);
            QVERIFY(moved.commit());
        }
        QCOMPARE(rows(*connection, u"SELECT count(*) FROM t"_s), (std::vector<Values>{{qint64(1)}}));
    }

    void savepointsNest()
    {
        const auto connection = make();
        QVERIFY(connection->script({u"CREATE TABLE t (a)"_s}));
        auto whole = Transaction::begin(*connection);
        const auto insert = [&](qint64 n) { return connection->run({u"INSERT INTO t VALUES (?)"_s, {n}}).has_value(); };
        QVERIFY(insert(1));
        {
            auto outer = Transaction::savepoint(*connection);
            QVERIFY(insert(2));
            {
                auto inner = Transaction::savepoint(*connection);
                QVERIFY(insert(3));
            }
            {
                auto inner = Transaction::savepoint(*connection);
                QVERIFY(insert(4));
                QVERIFY(inner->commit());
            }
            QVERIFY(outer->commit());
        }
        {
            auto outer = Transaction::savepoint(*connection);
            QVERIFY(insert(5));
        }
        QVERIFY(whole->commit());
        QCOMPARE(rows(*connection, u"SELECT a FROM t"_s), (std::vector<Values>{{qint64(1)}, {qint64(2)}, {qint64(4)}}));
    }

    void foreignKeysAreJudgedAtTheCommit()
    {
        const auto connection = make();
        QVERIFY(connection->script({u"CREATE TABLE p (id PRIMARY KEY)"_s, u"CREATE TABLE c (p REFERENCES p)"_s}));
        {
            auto transaction = Transaction::begin(*connection);
            QVERIFY(connection->run({u"INSERT INTO c VALUES (1)"_s, {}}));
            QVERIFY(connection->run({u"INSERT INTO p VALUES (1)"_s, {}}));
            QVERIFY(transaction->commit());
        }
        auto transaction = Transaction::begin(*connection);
        QVERIFY(connection->run({u"INSERT INTO c VALUES (2)"_s, {}}));
        const auto done = transaction->commit();
        QVERIFY(!done);
        QCOMPARE(toString(done.error().code), toString(ErrorCode::MissingTarget));
        QVERIFY(!connection->isInTransaction());
        QCOMPARE(rows(*connection, u"SELECT count(*) FROM c"_s), (std::vector<Values>{{qint64(1)}}));
        QVERIFY(Transaction::begin(*connection)->commit());
    }

    void interruptStopsALongStatement()
    {
        const auto connection = make();
        std::promise<void> begun;
        std::jthread other([&, running = begun.get_future()]() mutable {
            running.wait();
            connection->interrupt();
        });
        bool first = true;
        const auto done =
            connection->each({u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"_s, {}},
                             [&](const Values &) {
                                 if (std::exchange(first, false))
                                     begun.set_value();
                                 return Connection::More::Yes;
                             });
        QVERIFY(!done);
        QCOMPARE(toString(done.error().code), toString(ErrorCode::Cancelled));
        QCOMPARE(rows(*connection, u"SELECT 1"_s), (std::vector<Values>{{qint64(1)}}));
    }

    void othersChangesAreNoticed()
    {
        const auto here = make(u"shared.db"_s);
        QVERIFY(here->script({u"CREATE TABLE t (a)"_s}));
        const auto before = here->dataVersion();
        QVERIFY(here->run({u"INSERT INTO t VALUES (1)"_s, {}}));
        QCOMPARE(here->dataVersion(), before);
        auto there = Connection::open({path(u"shared.db"_s)}, Access::ReadWrite);
        QVERIFY((*there)->run({u"INSERT INTO t VALUES (2)"_s, {}}));
        QVERIFY(*here->dataVersion() != *before);
    }

    void copiesToANewFileOnly()
    {
        write(u"theirs.db"_s, database());
        write(u"taken.db"_s, {});
        auto connection = Connection::open({path(u"theirs.db"_s)}, Access::ReadOnly);
        QVERIFY(connection);
        QVERIFY(!(*connection)->copyTo(path(u"taken.db"_s)));
        QCOMPARE(read(u"taken.db"_s), QByteArray());
        const auto copied = (*connection)->copyTo(path(u"copy ?#.db"_s));
        QVERIFY2(copied, qPrintable(message(copied)));
        auto copy = Connection::open({path(u"copy ?#.db"_s)}, Access::ReadOnly);
        QVERIFY(copy);
        QCOMPARE(rows(**copy, u"SELECT count(*) FROM t"_s), rows(**connection, u"SELECT count(*) FROM t"_s));
    }

    void copiesComputedColumnsWithoutWriting()
    {
        // VACUUM INTO of SQLite 3.40 refuses this table to a connection that may not write.
        QVERIFY(
            make(u"computed.db"_s)
                ->script({u"CREATE TABLE t (a CHECK (a > 0), b AS (a * 2))"_s, u"INSERT INTO t (a) VALUES (21)"_s}));
        auto connection = Connection::open({path(u"computed.db"_s)}, Access::ReadOnly);
        QVERIFY(connection);
        const auto copied = (*connection)->copyTo(path(u"copy of computed.db"_s));
        QVERIFY2(copied, qPrintable(message(copied)));
        auto copy = Connection::open({path(u"copy of computed.db"_s)}, Access::ReadWrite);
        QVERIFY(copy);
        QCOMPARE(rows(**copy, u"SELECT b FROM t"_s), rows(**connection, u"SELECT b FROM t"_s));
    }

    void aWorkerKeepsTheOrder()
    {
        std::vector<int> order;
        std::promise<void> done;
        Worker worker;
        for (int i = 0; i < 1000; ++i)
            worker.post([&order, i] { order.push_back(i); });
        worker.post([&done] { done.set_value(); });
        done.get_future().wait();
        QCOMPARE(order.size(), std::size_t(1000));
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void aWorkerFinishesWhatRunsAndDropsTheRest()
    {
        struct OnDrop
        {
            std::promise<void> &signal;
            ~OnDrop() { signal.set_value(); }
        };
        bool finished = false;
        bool ranDropped = false;
        std::promise<void> begun;
        std::promise<void> dropped;
        auto worker = std::make_unique<Worker>();
        Worker *running = worker.get();
        worker->post([&] {
            begun.set_value();
            // Ends only when the destructor has dropped what stands behind it.
            dropped.get_future().wait();
            running->post([&ranDropped] { ranDropped = true; });
            finished = true;
        });
        worker->post([&ranDropped, share = std::shared_ptr<OnDrop>(new OnDrop{dropped})] { ranDropped = true; });
        begun.get_future().wait();
        worker.reset();
        QVERIFY(finished);
        QVERIFY(!ranDropped);
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }

    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    [[nodiscard]] QByteArray read(const QString &name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

    [[nodiscard]] std::unique_ptr<Connection> make(const QString &name = u"new.db"_s) const
    {
        auto made = Connection::open({path(name)}, Access::ReadWrite, Connection::Create::Yes);
        if (!made)
            qFatal("%s", qPrintable(made.error().message));
        return std::move(*made);
    }

    /// The bytes of a database of several pages that another program made.
    [[nodiscard]] static const QByteArray &database()
    {
        static const QByteArray bytes = [] {
            QTemporaryDir folder;
            const QByteArray file = QFile::encodeName(folder.filePath(u"made.db"_s));
            sqlite3 *db = nullptr;
            sqlite3_open(file.constData(), &db);
            sqlite3_exec(
                db,
                "CREATE TABLE t (a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 2000) "
                "INSERT INTO t SELECT 'row ' || i FROM n;",
                nullptr, nullptr, nullptr);
            sqlite3_close(db);
            QFile made(folder.filePath(u"made.db"_s));
            return made.open(QIODevice::ReadOnly) ? made.readAll() : QByteArray();
        }();
        return bytes;
    }

    [[nodiscard]] static std::vector<Values> rows(Connection &connection, const QString &sql)
    {
        auto result = connection.select({sql, {}});
        return result ? *result : std::vector<Values>{{result.error().message}};
    }

    template<typename T>
    [[nodiscard]] static QString message(const Result<T> &result)
    {
        return result ? QString() : QString(result.error().message % u" | "_s % result.error().detail);
    }

    /// Another program with the file open, which is this one again; true when it holds the lock.
    [[nodiscard]] bool hold(QProcess &other, const QString &sql) const
    {
        other.start(QCoreApplication::applicationFilePath(), {u"--hold"_s, path(u"held.db"_s), sql});
        QByteArray answer;
        while (!answer.contains("held\n") && other.waitForReadyRead(10000))
            answer += other.readAllStandardOutput();
        return answer.contains("held\n");
    }
    static void release(QProcess &other)
    {
        other.closeWriteChannel();
        QVERIFY(other.waitForFinished());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

/// Runs a statement on a file and keeps its lock until the input ends.
int holdLock(const char *file, const char *sql)
{
    sqlite3 *db = nullptr;
    if (sqlite3_open(file, &db) != SQLITE_OK || sqlite3_exec(db, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        return 1;
    std::puts("held");
    std::fflush(stdout);
    while (std::getchar() != EOF) {}
    return sqlite3_close(db);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--hold")
        return holdLock(argv[2], argv[3]);
    QCoreApplication app(argc, argv);
    TestConnection test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_connection.moc"
