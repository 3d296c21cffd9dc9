#include "cli/clirun.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;

namespace {

bool writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A database that Relata did not make.
bool makeForeign(const QString &path, const QStringList &statements)
{
    bool done = true;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"foreign"_s);
        database.setDatabaseName(path);
        done = database.open();
        for (const QString &statement : statements)
            done = done && QSqlQuery(database).exec(statement);
    }
    QSqlDatabase::removeDatabase(u"foreign"_s);
    return done;
}

} // namespace

/// The commands of relata-cli: what they print, how they end, and what they leave alone.
class TestCli final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        QVERIFY(writeFile(path(u"blog.graphql"_s), R"(
            type Publication @model { id: ID! name: String! articles: [Article] @hasMany }
            type Article @model @auth(rules: [{ allow: owner }]) { id: ID! title: String! publication: Publication @belongsTo }
            )"));
    }

    void wrongUsageEndsWith2_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("nothing") << QStringList{};
        QTest::newRow("no such command") << QStringList{u"frobnicate"_s};
        QTest::newRow("no database") << QStringList{u"run"_s};
        QTest::newRow("no schema") << QStringList{u"create"_s, u"x.db"_s};
        QTest::newRow("no schema's name") << QStringList{u"create"_s, u"x.db"_s, u"--schema"_s};
        QTest::newRow("empty schema's name") << QStringList{u"create"_s, u"x.db"_s, u"--schema="_s};
        QTest::newRow("no such format") << QStringList{u"schema"_s, u"x.db"_s, u"--format"_s, u"xml"_s};
        QTest::newRow("no such dialect") << QStringList{u"schema"_s, u"x.db"_s,      u"--format"_s,
                                                        u"sql"_s,    u"--dialect"_s, u"oracle"_s};
        QTest::newRow("no dialect's name")
            << QStringList{u"schema"_s, u"x.db"_s, u"--format"_s, u"sql"_s, u"--dialect"_s};
        QTest::newRow("dialect without SQL") << QStringList{u"schema"_s, u"x.db"_s, u"--dialect"_s, u"mariadb"_s};
        QTest::newRow("another command's dialect") << QStringList{u"check"_s, u"x.db"_s, u"--dialect"_s, u"mariadb"_s};
        QTest::newRow("no such option") << QStringList{u"check"_s, u"x.db"_s, u"--fix"_s};
        QTest::newRow("another command's option") << QStringList{u"check"_s, u"x.db"_s, u"--continue"_s};
        QTest::newRow("too many") << QStringList{u"run"_s, u"x.db"_s, u"s.jsonl"_s, u"more"_s};
    }
    void wrongUsageEndsWith2()
    {
        QFETCH(QStringList, arguments);
        const CliRun run = CliRun::with(arguments);
        QCOMPARE(run.status, 2);
        QVERIFY2(run.saysOneLine(), run.err.constData());
        QVERIFY(run.out.isEmpty());
    }

    void helpAndVersionArePrinted()
    {
        const CliRun help = CliRun::with({u"--help"_s});
        QCOMPARE(help.status, 0);
        for (const char *command : {"create", "schema", "run", "check"})
            QVERIFY(help.out.contains(command));
        QVERIFY(help.err.isEmpty());
        const CliRun version = CliRun::with({u"--version"_s});
        QCOMPARE(version.status, 0);
        QVERIFY(version.out.startsWith("relata-cli "));
    }

    void laterCommandsSayThatTheyAreNotThereYet()
    {
        for (const QString &command : {u"import"_s, u"export"_s}) {
            const CliRun run = CliRun::with({command, path(u"x.db"_s), u"--whatever"_s});
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine(), run.err.constData());
        }
    }

    void migrateChangesTheSchemaAndKeepsTheData()
    {
        const auto schemaFile = [this](const QString &name, const QByteArray &text) {
            QFile file(path(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                qFatal("cannot write");
            return file.fileName();
        };
        const QString database = path(u"migrated.db"_s);
        const QString before = schemaFile(u"before.graphql"_s, "type Book @model { title: String price: String }");
        const QString after =
            schemaFile(u"after.graphql"_s, "type Book @model { title: String! price: Float rating: Int }");
        const QString less = schemaFile(u"less.graphql"_s, "type Book @model { title: String! rating: Int }");
        QCOMPARE(CliRun::with({u"create"_s, database, u"--schema"_s, before}).status, 0);
        QCOMPARE(CliRun::with({u"run"_s, database},
                              R"({"op":"save","model":"Book","value":{"id":"b1","title":"Emma","price":"1.5"}})"
                              "\n"
                              R"({"op":"save","model":"Book","value":{"id":"b2","price":"dear"}})"
                              "\n")
                     .status,
                 0);
        const auto dump = [&] { return CliRun::with({u"run"_s, database}, "{\"op\":\"dump\"}\n").out; };
        const QByteArray rows = dump();

        CliRun run = CliRun::with({u"migrate"_s, database, u"--schema"_s, before});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, "Nothing to change.\n");

        run = CliRun::with({u"migrate"_s, database, u"--schema"_s, after, u"--dry-run"_s});
        QCOMPARE(run.status, 0);
        QVERIFY(run.out.contains("As it is, this would be refused."));
        QVERIFY2(run.out.contains("Book gets the field rating (Int)."), run.out.constData());
        QVERIFY2(run.out.contains("1 of 2 instances of Book have a price that does not convert to Float. b2 (dear)"),
                 run.out.constData());
        QVERIFY(run.out.contains("BEGIN IMMEDIATE;"));
        run = CliRun::with({u"migrate"_s, database, u"--schema"_s, after, u"--dry-run"_s, u"--format=json"_s});
        QCOMPARE(run.status, 0);
        const QJsonObject plan = QJsonDocument::fromJson(run.out).object();
        QCOMPARE(plan[u"canApply"_s].toBool(true), false);
        QCOMPARE(plan[u"problems"_s].toArray().size(), 2);
        QCOMPARE(plan[u"problems"_s][0][u"examples"_s][0][u"id"_s].toString(), u"b2"_s);
        QVERIFY(plan[u"sql"_s].toArray().size() > 3);

        run = CliRun::with({u"migrate"_s, database, u"--schema"_s, after});
        QCOMPARE(run.status, 1);
        QVERIFY(run.saysOneLine());
        QCOMPARE(dump(), rows);

        const QStringList sets{u"--set"_s, u"Book.title=?"_s, u"--set=Book.price=9"_s};
        run = CliRun::with(QStringList{u"migrate"_s, database, u"--schema"_s, after} + sets);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("Book.price (1 value)"), run.err.constData());
        run = CliRun::with(QStringList{u"migrate"_s, database, u"--schema"_s, after, u"--allow-data-loss"_s} + sets);
        QVERIFY2(run.status == 0, run.err.constData());
        QVERIFY2(run.out.contains("Book: 2 instances before, 2 after."), run.out.constData());
        QVERIFY2(run.out.contains("Done: migration 1."), run.out.constData());
        QVERIFY2(dump().contains(R"("price":9)"), dump().constData());

        run = CliRun::with({u"migrate"_s, database, u"--schema"_s, less});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("Book.price (2 values)"), run.err.constData());
        run = CliRun::with({u"migrate"_s, database, u"--schema"_s, less, u"--allow-data-loss"_s});
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(QDir(path({})).entryList({u"migrated.backup-*.sqlite"_s}).size(), 2);
        QCOMPARE(CliRun::with({u"check"_s, database}).status, 0);

        QCOMPARE(CliRun::with({u"migrate"_s, database}).status, 2);
        QCOMPARE(CliRun::with({u"migrate"_s, database, u"--schema"_s, less, u"--sooner"_s}).status, 2);
        QCOMPARE(CliRun::with({u"migrate"_s, path(u"none.db"_s), u"--schema"_s, less}).status, 1);
    }

    void migrateDeletesWhatItIsToldTo()
    {
        const auto schemaFile = [&](const QString &name, const QByteArray &more) {
            QFile file(path(name));
            const QByteArray text = "type Author @model { name: String" + more
                + " books: [Book] @hasMany }\ntype Book @model { title: String author: Author @belongsTo }";
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                qFatal("cannot write");
            return file.fileName();
        };
        const QString database = path(u"deletes.db"_s);
        const QString after = schemaFile(u"deletes-after.graphql"_s, "!");
        QCOMPARE(CliRun::with({u"create"_s, database, u"--schema"_s, schemaFile(u"deletes.graphql"_s, {})}).status, 0);
        QCOMPARE(CliRun::with({u"run"_s, database},
                              R"({"op":"save","model":"Author","value":{"id":"a1"}})"
                              "\n"
                              R"({"op":"save","model":"Book","value":{"id":"b1","author":"a1"}})"
                              "\n")
                     .status,
                 0);
        const QStringList migrate{u"migrate"_s, database, u"--schema"_s, after};
        CliRun run = CliRun::with(migrate + QStringList{u"--dry-run"_s});
        QVERIFY2(run.out.contains("To settle it: --set Author.name=VALUE, --remedy 'null:Author.name=delete'\n"),
                 run.out.constData());
        const QStringList settled = migrate + QStringList{u"--remedy"_s, u"null:Author.name=delete"_s};
        run = CliRun::with(settled + QStringList{u"--dry-run"_s, u"--format=json"_s});
        const QJsonObject problem = QJsonDocument::fromJson(run.out).object()[u"problems"_s][0].toObject();
        QCOMPARE(problem[u"deletes"_s][u"counts"_s].toObject(), (QJsonObject{{u"Author"_s, 1}, {u"Book"_s, 1}}));
        QCOMPARE(problem[u"deletes"_s][u"words"_s].toString(),
                 u"1 instance of Author is deleted, and with it 1 instance of Book."_s);
        run = CliRun::with(settled);
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("Author (2 instances)"), run.err.constData());
        run = CliRun::with(settled + QStringList{u"--allow-data-loss"_s});
        QVERIFY2(run.status == 0, run.err.constData());
        QVERIFY2(run.out.contains("Book: 1 instance before, 0 after."), run.out.constData());
        QCOMPARE(CliRun::with(migrate + QStringList{u"--remedy=null:Author.name=burn"_s}).status, 1);
        QCOMPARE(CliRun::with(migrate + QStringList{u"--remedy"_s, u"delete"_s}).status, 2);
    }

    void createMakesADatabaseOnce()
    {
        const CliRun made = create(u"blog.sqlite"_s);
        QVERIFY2(made.status == 0, made.err.constData());
        QVERIFY(made.err.isEmpty());
        QVERIFY2(made.out.contains("auth"), "what is not understood is reported");
        const QByteArray before = readFile(path(u"blog.sqlite"_s));
        QVERIFY(before.startsWith("SQLite format 3"));
        const CliRun again = create(u"blog.sqlite"_s);
        QCOMPARE(again.status, 1);
        QVERIFY2(again.saysOneLine(), again.err.constData());
        QCOMPARE(readFile(path(u"blog.sqlite"_s)), before);
    }

    void createNeverTouchesAnExistingFile()
    {
        QVERIFY(writeFile(path(u"diary.txt"_s), "dear diary"));
        QVERIFY(writeFile(path(u"empty"_s), ""));
        for (const QString &name : {u"diary.txt"_s, u"empty"_s}) {
            const QByteArray before = readFile(path(name));
            const CliRun run = create(name);
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine(), run.err.constData());
            QCOMPARE(readFile(path(name)), before);
        }
        QCOMPARE(create(u"."_s).status, 1);
    }

    void createRefusesBadInput_data()
    {
        QTest::addColumn<QString>("database");
        QTest::addColumn<QByteArray>("schema");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("not GraphQL") << u"x.db"_s << QByteArray("type A @model {\n  id: ID!\n  name String\n}")
                                     << QByteArray("line 3");
        QTest::newRow("not UTF-8") << u"x.db"_s << QByteArray("type A @model { id: ID! # \xff\n }")
                                   << QByteArray("UTF-8");
        QTest::newRow("no such folder") << u"none/x.db"_s << QByteArray("type A @model { id: ID! }")
                                        << QByteArray("none");
        QTest::newRow("a server") << u"postgresql://u:secret@h/n"_s << QByteArray("type A @model { id: ID! }")
                                  << QByteArray("PostgreSQL");
    }
    void createRefusesBadInput()
    {
        QFETCH(QString, database);
        QFETCH(QByteArray, schema);
        QFETCH(QByteArray, says);
        QVERIFY(writeFile(path(u"bad.graphql"_s), schema));
        const QString where = database.contains(u':') ? database : path(database);
        const CliRun run = CliRun::with({u"create"_s, where, u"--schema"_s, path(u"bad.graphql"_s)});
        QCOMPARE(run.status, 1);
        QVERIFY2(run.saysOneLine(), run.err.constData());
        QVERIFY2(run.err.contains(says), run.err.constData());
        QVERIFY(!run.err.contains("secret"));
        QVERIFY(!QFile::exists(path(u"x.db"_s)));
    }

    void whatIsNoDatabaseIsRefused_data()
    {
        QTest::addColumn<QString>("command");
        for (const char *command : {"schema", "run", "check"})
            QTest::newRow(command) << QString::fromLatin1(command);
    }
    void whatIsNoDatabaseIsRefused()
    {
        QFETCH(QString, command);
        QVERIFY(writeFile(path(u"text"_s), QByteArray(4096, 'x')));
        for (const QString &database :
             {path(u"missing.db"_s), path(u"text"_s), m_folder->path(), u"mysql://h/n"_s, u""_s}) {
            const CliRun run = CliRun::with({command, database});
            QVERIFY2(run.status == 1, qPrintable(database));
            QVERIFY2(run.saysOneLine(), run.err.constData());
            QVERIFY(run.out.isEmpty());
        }
        QVERIFY(!QFile::exists(path(u"missing.db"_s)));
        QCOMPARE(readFile(path(u"text"_s)), QByteArray(4096, 'x'));
    }

    void aMissingScriptIsRefused()
    {
        QCOMPARE(create(u"blog.sqlite"_s).status, 0);
        for (const QString &script : {path(u"missing.jsonl"_s), m_folder->path()}) {
            const CliRun run = CliRun::with({u"run"_s, path(u"blog.sqlite"_s), script});
            QCOMPARE(run.status, 1);
            QVERIFY2(run.saysOneLine(), run.err.constData());
        }
    }

    void aUrlNamesTheSameFile()
    {
        const QString url = u"sqlite://"_s % path(u"with%20space.sqlite"_s);
        QCOMPARE(CliRun::with({u"create"_s, url, u"--schema"_s, path(u"blog.graphql"_s)}).status, 0);
        QVERIFY(QFile::exists(path(u"with space.sqlite"_s)));
        const CliRun run = CliRun::with({u"run"_s, url}, "{\"op\":\"count\",\"model\":\"Article\"}");
        QCOMPARE(run.out, QByteArray("{\"ok\":true,\"count\":0}\n"));
    }

    void theSchemaCanBeMadeAnew()
    {
        QCOMPARE(create(u"blog.sqlite"_s).status, 0);
        const CliRun graphql = CliRun::with({u"schema"_s, path(u"blog.sqlite"_s), u"--format"_s, u"graphql"_s});
        QCOMPARE(graphql.status, 0);
        QVERIFY(writeFile(path(u"again.graphql"_s), graphql.out));
        const CliRun again =
            CliRun::with({u"create"_s, path(u"again.sqlite"_s), u"--schema"_s, path(u"again.graphql"_s)});
        QVERIFY2(again.status == 0, again.err.constData());
        for (const QString &format : {u"json"_s, u"graphql"_s, u"sql"_s}) {
            const CliRun first = CliRun::with({u"schema"_s, path(u"blog.sqlite"_s), u"--format="_s % format});
            const CliRun second = CliRun::with({u"schema"_s, path(u"again.sqlite"_s), u"--format"_s, format});
            QCOMPARE(first.status, 0);
            QVERIFY(!first.out.isEmpty());
            QCOMPARE(first.out, second.out);
        }
    }

    void theSchemaIsWrittenForOtherDatabases()
    {
        QCOMPARE(create(u"blog.sqlite"_s).status, 0);
        const auto print = [this](const QString &file, const QString &dialect) {
            return CliRun::with({u"schema"_s, path(file), u"--format"_s, u"sql"_s, u"--dialect"_s, dialect});
        };
        const CliRun sqlite = CliRun::with({u"schema"_s, path(u"blog.sqlite"_s), u"--format=sql"_s});
        QCOMPARE(print(u"blog.sqlite"_s, u"sqlite"_s).out, sqlite.out);
        const CliRun postgres = print(u"blog.sqlite"_s, u"postgresql"_s);
        QCOMPARE(postgres.status, 0);
        QVERIFY2(postgres.out.contains("CREATE TABLE \"Article\" (\n  \"id\" text NOT NULL"), postgres.out.constData());
        const CliRun mariadb = print(u"blog.sqlite"_s, u"mariadb"_s);
        QCOMPARE(mariadb.status, 0);
        QVERIFY2(mariadb.out.contains("CREATE TABLE `Article` (\n  `id` VARCHAR(255) NOT NULL"),
                 mariadb.out.constData());
    }

    void whatOtherDatabasesCannotHaveIsNamed()
    {
        QVERIFY(makeForeign(path(u"own.sqlite"_s),
                            {u"CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER CHECK (n > 0), made TEXT DEFAULT "
                             "CURRENT_TIMESTAMP, name TEXT COLLATE NOCASE, twice INTEGER AS (n * 2))"_s,
                             u"CREATE INDEX some ON a (n) WHERE n > 5"_s, u"CREATE INDEX lowered ON a (lower(name))"_s,
                             u"CREATE VIEW v AS SELECT n FROM a"_s,
                             u"CREATE TRIGGER t AFTER DELETE ON a BEGIN SELECT 1; END"_s}));
        const QByteArray before = readFile(path(u"own.sqlite"_s));
        for (const QString &dialect : {u"postgresql"_s, u"mariadb"_s}) {
            const CliRun run =
                CliRun::with({u"schema"_s, path(u"own.sqlite"_s), u"--format=sql"_s, u"--dialect"_s, dialect});
            QCOMPARE(run.status, 0);
            for (const char *sentence : {"A check of a.n is left out: (n > 0).",
                                         "The default of a.made is left out: only SQLite knows CURRENT_TIMESTAMP.",
                                         "a.name is compared by NOCASE in SQLite, and exactly here.",
                                         "a.twice is computed by SQLite, from (n * 2), and is an ordinary column here.",
                                         "The index some is left out: CREATE INDEX some ON a (n) WHERE n > 5.",
                                         "The index lowered is left out: CREATE INDEX lowered ON a (lower(name)).",
                                         "The view v is left out.", "The trigger t of a is left out."}) {
                QVERIFY2(run.err.contains(QByteArray(QByteArray(sentence) + '\n')), run.err.constData());
                QVERIFY2(run.out.contains(QByteArray("-- " + QByteArray(sentence) + '\n')), run.out.constData());
            }
            QCOMPARE(run.err.count('\n'), 8);
        }
        QCOMPARE(readFile(path(u"own.sqlite"_s)), before);
    }

    void theOperationSchemaAnswersTheSame()
    {
        QCOMPARE(create(u"blog.sqlite"_s).status, 0);
        QJsonObject printed = QJsonDocument::fromJson(CliRun::with({u"schema"_s, path(u"blog.sqlite"_s)}).out).object();
        for (const char *member : {"models", "relationships", "enums", "types", "notices"})
            QVERIFY(printed.value(QLatin1StringView(member)).isArray());
        printed.insert("ok"_L1, true);
        const CliRun run = CliRun::with({u"run"_s, path(u"blog.sqlite"_s)}, "{\"op\":\"schema\"}\n");
        QCOMPARE(run.answers(), QList<QJsonObject>{printed});
    }

    void foreignDatabasesAreDescribed()
    {
        const QDir folder(QStringLiteral(RELATA_SHARED_DIR "/data/db"));
        const QStringList names = folder.entryList({u"*.sqlite"_s}, QDir::Files);
        if (names.isEmpty())
            qInfo("No foreign databases here: only the one made on the spot is described.");
        QVERIFY(makeForeign(path(u"own.sqlite"_s),
                            {u"CREATE TABLE a (id INTEGER PRIMARY KEY)"_s,
                             u"CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a)"_s}));
        QStringList files{path(u"own.sqlite"_s)};
        for (const QString &name : names)
            files.append(folder.filePath(name));
        for (const QString &file : files) {
            const QByteArray before = readFile(file);
            for (const QString &format : {u"json"_s, u"graphql"_s, u"sql"_s}) {
                const CliRun run = CliRun::with({u"schema"_s, file, u"--format"_s, format});
                QVERIFY2(run.status == 0, qPrintable(file % u' ' % QString::fromUtf8(run.err)));
                QVERIFY(run.err.isEmpty());
                if (format == "json"_L1)
                    QVERIFY(!QJsonDocument::fromJson(run.out).object().value("models"_L1).toArray().isEmpty());
                else
                    QVERIFY(run.out.size() > 100);
            }
            QCOMPARE(readFile(file), before);
        }
    }

    void checkSaysWhatIsWrong()
    {
        QCOMPARE(create(u"blog.sqlite"_s).status, 0);
        const CliRun well = CliRun::with({u"check"_s, path(u"blog.sqlite"_s)});
        QVERIFY2(well.status == 0, well.err.constData());
        QCOMPARE(well.out.count('\n'), 1);

        QVERIFY(makeForeign(path(u"bad.sqlite"_s),
                            {u"CREATE TABLE a (id INTEGER PRIMARY KEY)"_s,
                             u"CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a, day DATE)"_s,
                             u"INSERT INTO b VALUES (1, 99, '2024-01-01')"_s}));
        const QByteArray before = readFile(path(u"bad.sqlite"_s));
        const CliRun bad = CliRun::with({u"check"_s, path(u"bad.sqlite"_s)});
        QCOMPARE(bad.status, 1);
        QVERIFY2(bad.out.contains("99"), bad.out.constData());
        QVERIFY2(bad.saysOneLine(), bad.err.constData());
        QCOMPARE(readFile(path(u"bad.sqlite"_s)), before);
    }

    void aDryRunAnswersWhatTheDeleteAnswers()
    {
        // Two foreign keys share the tenant's column: emptying one empties the other.
        QVERIFY(makeForeign(path(u"tenants.sqlite"_s),
                            {u"CREATE TABLE t (tenant INT, a INT, PRIMARY KEY (tenant, a))"_s,
                             u"CREATE TABLE u (tenant INT, b INT, PRIMARY KEY (tenant, b))"_s,
                             u"CREATE TABLE w (id INTEGER PRIMARY KEY, tenant INT, a INT, b INT, "
                             "FOREIGN KEY (tenant, a) REFERENCES t ON DELETE SET NULL, "
                             "FOREIGN KEY (tenant, b) REFERENCES u ON DELETE SET NULL)"_s,
                             u"INSERT INTO t VALUES (1, 1)"_s, u"INSERT INTO u VALUES (1, 1)"_s,
                             u"INSERT INTO w VALUES (1, 1, 1, 1)"_s}));
        const CliRun run = CliRun::with({u"run"_s, path(u"tenants.sqlite"_s)},
                                        "{\"op\":\"delete\",\"model\":\"t\",\"id\":[1,1],\"dryRun\":true}\n"
                                        "{\"op\":\"delete\",\"model\":\"t\",\"id\":[1,1]}\n");
        QCOMPARE(run.status, 0);
        QCOMPARE(run.answers().size(), 2);
        QCOMPARE(run.answers().first(), run.answers().last());
        QCOMPARE(run.answers().last().value("cleared"_L1).toArray().size(), 2);
    }

    void aFileThatMayNotGrowIsAnError()
    {
#ifdef Q_OS_UNIX
        QCOMPARE(create(u"small.sqlite"_s).status, 0);
        QProcess process;
        process.setChildProcessModifier([] {
            const rlimit most{256 * 1024, 256 * 1024}; // bytes
            setrlimit(RLIMIT_FSIZE, &most);
        });
        process.start(QStringLiteral(RELATA_CLI), {u"run"_s, path(u"small.sqlite"_s)});
        process.write("{\"op\":\"save\",\"model\":\"Publication\",\"value\":{\"name\":\"" + QByteArray(500'000, 'x')
                      + "\"}}\n");
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        QCOMPARE(process.readAllStandardError().count('\n'), 1);
        QVERIFY(process.readAllStandardOutput().contains("\"io\""));
        QCOMPARE(CliRun::with({u"check"_s, path(u"small.sqlite"_s)}).status, 0);
#endif
    }

private:
    QString path(const QString &name) const { return m_folder->filePath(name); }
    CliRun create(const QString &name) const
    {
        return CliRun::with({u"create"_s, path(name), u"--schema"_s, path(u"blog.graphql"_s)});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
