#include "engine/engine.h"
#include "export/sources.h"
#include "export/tablefacts.h"
#include "sql/ddlbuilder.h"
#include "support/sampleschema.h"

#include <QDir>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QtTest>

using namespace relata;
using sources::Source;
using namespace Qt::StringLiterals;

namespace {

constexpr int readyWithin = 60'000; // ms

/// In memory where there is room: MariaDB waits for the disk with each table.
QString folderForServers()
{
    const QString memory = u"/dev/shm"_s;
    constexpr qint64 enough = 1'000'000'000; // bytes
    const bool fits = QFileInfo(memory).isWritable() && QStorageInfo(memory).bytesAvailable() > enough;
    return fits ? memory : QDir::tempPath();
}

QByteArray shown(const QByteArray &text) { return text.size() > 4'000 ? text.first(4'000) + "…" : text; }

} // namespace

/// Exported SQL on real servers: they take every script, and their catalogues say what the schema says.
class TestServers final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void tablesAreAsTheSchemaSays_data();
    void tablesAreAsTheSchemaSays();
    void sqliteTakesEverySchemaToo();
    void defaultsComeBackToTheByte_data() { bothServers(); }
    void defaultsComeBackToTheByte();
    void descriptionsComeBack_data() { bothServers(); }
    void descriptionsComeBack();
    void enumsTakeTheirValuesAlone_data() { bothServers(); }
    void enumsTakeTheirValuesAlone();
    void valuesAreHeldToTheirType_data() { bothServers(); }
    void valuesAreHeldToTheirType();
    void keysCountUp_data() { bothServers(); }
    void keysCountUp();
    void cyclesTakeRows_data() { bothServers(); }
    void cyclesTakeRows();

private:
    void bothServers();
    DatabaseServer &server(SqlDialect dialect) { return dialect == SqlDialect::Postgres ? *m_postgres : *m_mariadb; }
    /// Makes a database of this schema; the next test drops it.
    Done load(SqlDialect dialect, const SchemaScript &script);
    QByteArray run(SqlDialect dialect, const QByteArray &sql);
    bool isRefused(SqlDialect dialect, const QByteArray &sql);

    QTemporaryDir m_folder{folderForServers() + u"/relata-XXXXXX"_s};
    std::unique_ptr<DatabaseServer> m_postgres;
    std::unique_ptr<DatabaseServer> m_mariadb;
};

void TestServers::initTestCase()
{
    QVERIFY2(m_folder.isValid(), qPrintable(m_folder.errorString()));
    // Whom the servers run as must find the way.
    QVERIFY(QFile::setPermissions(m_folder.path(),
                                  QFile::permissions(m_folder.path()) | QFile::ExeGroup | QFile::ExeOther));
    for (const SqlDialect dialect : {SqlDialect::Postgres, SqlDialect::Mariadb}) {
        const QString name = dialect == SqlDialect::Postgres ? u"p"_s : u"m"_s;
        QVERIFY(QDir(m_folder.path()).mkdir(name));
        auto &made = dialect == SqlDialect::Postgres ? m_postgres : m_mariadb;
        made = DatabaseServer::make(dialect, m_folder.filePath(name));
        const Done started = made->start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().message));
    }
    for (DatabaseServer *each : {m_postgres.get(), m_mariadb.get()})
        QTRY_VERIFY2_WITH_TIMEOUT(each->answers(), qPrintable(each->log()), readyWithin);
}

void TestServers::cleanupTestCase()
{
    m_mariadb.reset();
    m_postgres.reset();
}

void TestServers::tablesAreAsTheSchemaSays_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<int>("source");
    const auto all = sources::all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        QTest::newRow(qPrintable(u"PostgreSQL: "_s + all[i].name)) << SqlDialect::Postgres << int(i);
        QTest::newRow(qPrintable(u"MariaDB: "_s + all[i].name)) << SqlDialect::Mariadb << int(i);
    }
}

void TestServers::tablesAreAsTheSchemaSays()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(int, source);
    static const std::vector<Source> all = sources::all();
    Schema schema;
    const auto script = all[std::size_t(source)].script(dialect, schema);
    QVERIFY2(script, script ? "" : qPrintable(script.error().message + script.error().detail));
    const Done loaded = load(dialect, *script);
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message + u'\n' + script->text));
    const auto found = TableFacts::found(server(dialect), u"exported"_s, dialect);
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    const QString apart = TableFacts::apart(TableFacts::expected(schema, dialect, script->notices), *found);
    QVERIFY2(apart.isEmpty(), qPrintable(apart + u'\n' + QString::fromUtf8(shown(script->text.toUtf8()))));
}

/// What the schema editor exports of a draft, also where others made the database.
void TestServers::sqliteTakesEverySchemaToo()
{
    for (const Source &source : sources::all()) {
        Schema schema;
        QVERIFY2(source.script(SqlDialect::Sqlite, schema), qPrintable(source.name));
        const auto connection = Connection::openInMemory();
        QVERIFY(connection);
        for (const Statement &statement : ddl::create(schema, TableDialect::of(SqlDialect::Sqlite))) {
            const Done made = (*connection)->script({statement.text});
            QVERIFY2(made, made ? "" : qPrintable(source.name + u": "_s + made.error().detail + statement.text));
        }
    }
}

void TestServers::bothServers()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::newRow("PostgreSQL") << SqlDialect::Postgres;
    QTest::newRow("MariaDB") << SqlDialect::Mariadb;
}

Done TestServers::load(SqlDialect dialect, const SchemaScript &script)
{
    DatabaseServer &to = server(dialect);
    if (auto made = to.makeAnew(u"exported"_s); !made)
        return made;
    return to.run(u"exported"_s, script.text.toUtf8()).map([](const QByteArray &) {});
}

QByteArray TestServers::run(SqlDialect dialect, const QByteArray &sql)
{
    const auto done = server(dialect).run(u"exported"_s, sql);
    return done ? done->trimmed() : done.error().message.toUtf8();
}

bool TestServers::isRefused(SqlDialect dialect, const QByteArray &sql)
{
    return !server(dialect).run(u"exported"_s, sql);
}

void TestServers::defaultsComeBackToTheByte()
{
    QFETCH(SqlDialect, dialect);
    const bool isPostgres = dialect == SqlDialect::Postgres;
    QStringList texts{u""_s,          u" "_s,         u"it's"_s,          u"''"_s,
                      u"\\"_s,        u"\\'"_s,       u"a\\nb\\0"_s,      u"\n\r\t"_s,
                      u"\"`$$%_"_s,   u"🙂é表"_s, u"-- no\n/*"_s,     u"';\nDROP TABLE m;--"_s,
                      u"\\\n'\x1a"_s, u":name @x"_s,  QString(300, u'\\')};
    if (!isPostgres) // PostgreSQL's texts have no NUL; the default is left out and named
        texts.append(QString(u"a\0'b"_s));
    Model model = sample::model("m", {sample::field("id")});
    model.display = {};
    for (qsizetype i = 0; i < texts.size(); ++i) {
        Field text = sample::field("f");
        text.column = text.name = u"text"_s + QString::number(i);
        text.defaultValue = texts[i];
        model.fields.push_back(text);
        text.column = text.name = u"key"_s + QString::number(i);
        text.unique = texts[i].size() < 255;
        model.fields.push_back(text);
        Field json = sample::field("f", ScalarType::Json);
        json.column = json.name = u"json"_s + QString::number(i);
        json.defaultValue = QJsonArray{QString(texts[i]).remove(QChar::Null)};
        model.fields.push_back(json);
    }
    Schema schema;
    schema.models = {model};
    schema.rebuildEnds({});
    QList<QByteArray> modes{QByteArray()};
    if (!isPostgres)
        modes.append("SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ',NO_BACKSLASH_ESCAPES')");
    else
        modes.append("ALTER ROLE relata SET standard_conforming_strings = off");
    for (const QByteArray &mode : modes) {
        if (!mode.isEmpty())
            QVERIFY(server(dialect).run(isPostgres ? u"postgres"_s : u"mysql"_s, mode));
        const auto script = Engine::schemaScriptOf(schema, dialect);
        QVERIFY2(script, script ? "" : qPrintable(script.error().message));
        const Done loaded = load(dialect, *script);
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
        QCOMPARE(run(dialect, "INSERT INTO m (id) VALUES ('1')"), QByteArray());
        QByteArray query;
        QList<QByteArray> expected;
        for (const Field &field : model.fields) {
            if (!field.defaultValue)
                continue;
            const QString hex = isPostgres ? u"SELECT encode(convert_to(%1, 'UTF8'), 'hex') FROM m;\n"_s
                                           : u"SELECT LOWER(HEX(%1)) FROM m;\n"_s;
            const bool isJson = field.defaultValue->isArray();
            const QString value = !isJson ? field.column
                : isPostgres              ? QString(field.column + u"->>0"_s)
                                          : QString(u"JSON_VALUE("_s + field.column + u", '$[0]')"_s);
            query += hex.arg(value).toLatin1();
            const QJsonValue wanted = isJson ? field.defaultValue->toArray().first() : *field.defaultValue;
            expected.append(wanted.toString().toUtf8().toHex());
        }
        const auto found = server(dialect).run(u"exported"_s, query);
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->chopped(1).split('\n'), expected);
    }
    if (isPostgres)
        QVERIFY(server(dialect).run(u"postgres"_s, "ALTER ROLE relata RESET standard_conforming_strings"));
    else
        QVERIFY(server(dialect).run(u"mysql"_s, "SET GLOBAL sql_mode = DEFAULT"));
}

void TestServers::descriptionsComeBack()
{
    QFETCH(SqlDialect, dialect);
    const QString description = u"It's a \\ \"description\"\nof two lines; -- 🙂"_s;
    Model model = sample::model("m", {sample::field("id")});
    model.display = {};
    model.description = description;
    model.fields.front().description = description;
    Schema schema;
    schema.models = {model};
    schema.rebuildEnds({});
    const auto script = Engine::schemaScriptOf(schema, dialect);
    QVERIFY2(script, script ? "" : qPrintable(script.error().message));
    const Done loaded = load(dialect, *script);
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    const bool isPostgres = dialect == SqlDialect::Postgres;
    QString held = description;
    if (!isPostgres)
        held.replace(u"🙂"_s, u"U1F642"_s);
    for (const char *query :
         {isPostgres ? "SELECT encode(convert_to(obj_description('m'::regclass), 'UTF8'), 'hex')"
                     : "SELECT LOWER(HEX(CONVERT(TABLE_COMMENT USING utf8mb4))) FROM information_schema.TABLES "
                       "WHERE TABLE_SCHEMA = DATABASE()",
          isPostgres ? "SELECT encode(convert_to(col_description('m'::regclass, 1), 'UTF8'), 'hex')"
                     : "SELECT LOWER(HEX(CONVERT(COLUMN_COMMENT USING utf8mb4))) FROM information_schema.COLUMNS "
                       "WHERE TABLE_SCHEMA = DATABASE()"})
        QCOMPARE(run(dialect, query), held.toUtf8().toHex());
    QCOMPARE(script->notices.filter(u"The description of "_s).size(), isPostgres ? 0 : 2);
}

void TestServers::enumsTakeTheirValuesAlone()
{
    QFETCH(SqlDialect, dialect);
    const QStringList values{u"PLAIN"_s, u"it's"_s, u"back\\slash"_s, u"🙂"_s, u"é"_s};
    Model model = sample::model("m", {sample::field("id"), sample::field("mood")});
    model.fields.back().type.kind = FieldType::Kind::Enum;
    model.fields.back().type.name = u"Mood"_s;
    model.fields.back().defaultValue = values[3];
    EnumType mood;
    mood.name = u"Mood"_s;
    mood.values = values;
    Schema schema;
    schema.models = {model};
    schema.enums = {mood};
    schema.rebuildEnds({});
    const Done loaded = load(dialect, ddl::script(schema, TableDialect::of(dialect)));
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    const auto insert = [](const QString &value) {
        static int number = 0;
        return QByteArray("INSERT INTO m (id, mood) VALUES ('" % QByteArray::number(++number) % "', " % value.toUtf8()
                          % ")");
    };
    const QByteArray utf8 = dialect == SqlDialect::Postgres ? QByteArray() : QByteArray("SET NAMES utf8mb4; ");
    for (const QString &value : {u"'PLAIN'"_s, u"'it''s'"_s, u"'🙂'"_s, u"'é'"_s, u"NULL"_s, u"DEFAULT"_s})
        QCOMPARE(run(dialect, utf8 + insert(value)), QByteArray());
    for (const QString &value : {u"'plain'"_s, u"'PLAIN '"_s, u"'🙁'"_s, u"'e'"_s, u"''"_s})
        QVERIFY2(isRefused(dialect, utf8 + insert(value)), qPrintable(value));
}

void TestServers::valuesAreHeldToTheirType()
{
    QFETCH(SqlDialect, dialect);
    Schema schema;
    const auto script =
        sources::sdlFile(QStringLiteral(RELATA_TEST_DIR "/sql/ddl/every-type.graphql")).script(dialect, schema);
    QVERIFY(script);
    const Done loaded = load(dialect, *script);
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    const QByteArray quote = dialect == SqlDialect::Postgres ? "\"" : "`";
    int number = 0;
    const auto insert = [&](const QByteArray &column, const QByteArray &value) {
        const auto named = [&](const QByteArray &name) { return QByteArray(quote % name % quote); };
        QByteArray sql = "INSERT INTO " % named("Everything") % " (id, " % named("requiredKind") % ", tags, slug";
        if (!column.isEmpty())
            sql += ", " % named(column);
        sql += ") VALUES ('" % QByteArray::number(++number) % "', 'BIG', '[]', 's'";
        if (!column.isEmpty())
            sql += ", " % value;
        return QByteArray(sql % ')');
    };
    // As Relata writes them.
    for (const auto &[column, value] : std::initializer_list<std::pair<QByteArray, QByteArray>>{
             {"", ""},
             {"whole", "-2147483648"},
             {"flag", "FALSE"},
             {"day", "'0001-01-01'"},
             {"time", "'23:59:59.999'"},
             {"moment", "'9999-12-31T23:59:59.999999999-12:00'"},
             {"json", "'{\"a\": null}'"},
             {"kind", "'SMALL'"},
             {"kind", "NULL"},
             {"large", "-9223372036854775808"},
             {"exact", "12345678901234567890123456789012345.123456789012345678901234567891"},
             {"text", "REPEAT('é', 1000000)"}}) {
        const QByteArray said = run(dialect, insert(column, value));
        QVERIFY2(said.isEmpty(), QByteArray(column % ": " % said).constData());
    }
    for (const auto &[column, value] : std::initializer_list<std::pair<QByteArray, QByteArray>>{{"whole", "2147483648"},
                                                                                                {"day", "'2023-02-29'"},
                                                                                                {"kind", "'LARGE'"},
                                                                                                {"kind", "'big'"},
                                                                                                {"kind", "'BIG '"},
                                                                                                {"json", "'{'"}})
        QVERIFY2(isRefused(dialect, insert(column, value)), QByteArray(column % ": " % value).constData());
    // Keys compare to the letter.
    const auto keyed = [&](const char *key) {
        const QByteArray old = "('" % QByteArray::number(number + 1) % '\'';
        return insert({}, {}).replace(old, QByteArray("('" % QByteArray(key) % '\''));
    };
    for (const char *key : {"key", "KEY", "key ", "k\xc3\xa9y"})
        QCOMPARE(run(dialect, keyed(key)), QByteArray());
    QVERIFY(isRefused(dialect, keyed("key")));
}

void TestServers::keysCountUp()
{
    QFETCH(SqlDialect, dialect);
    Schema schema;
    const auto script =
        sources::declared(u"t"_s, u"CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)"_s).script(dialect, schema);
    QVERIFY2(script, script ? "" : qPrintable(script.error().message));
    const Done loaded = load(dialect, *script);
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    QCOMPARE(run(dialect,
                 "INSERT INTO t (name) VALUES ('a'), ('b'); INSERT INTO t (id, name) VALUES (10, 'c'); "
                 "SELECT id FROM t ORDER BY id"),
             QByteArray("1\n2\n10"));
}

void TestServers::cyclesTakeRows()
{
    QFETCH(SqlDialect, dialect);
    Schema schema;
    const auto script =
        sources::sdlFile(QStringLiteral(RELATA_TEST_DIR "/sql/ddl/cycle.graphql")).script(dialect, schema);
    QVERIFY(script);
    const Done loaded = load(dialect, *script);
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    const bool isPostgres = dialect == SqlDialect::Postgres;
    const QByteArray rows = isPostgres ? "INSERT INTO \"Team\" (id, lead) VALUES ('t', 'm'); "
                                         "INSERT INTO \"Member\" (id, \"teamId\") VALUES ('m', 't');"
                                       : "INSERT INTO Team (id, `lead`) VALUES ('t', 'm'); "
                                         "INSERT INTO Member (id, teamId) VALUES ('m', 't');";
    QVERIFY(isRefused(dialect, rows));
    // What the notice advises.
    const QByteArray advised = isPostgres ? QByteArray("BEGIN; SET CONSTRAINTS ALL DEFERRED; " % rows % " COMMIT;")
                                          : QByteArray("SET foreign_key_checks = 0; " % rows);
    QCOMPARE(run(dialect, advised), QByteArray());
    // Nobody may go while the other needs them.
    QVERIFY(isRefused(dialect, isPostgres ? "DELETE FROM \"Member\"" : "DELETE FROM Member"));
}

QTEST_GUILESS_MAIN(TestServers)
#include "tst_servers.moc"
