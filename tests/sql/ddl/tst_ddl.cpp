#include "schema/sdl.h"
#include "sql/ddlbuilder.h"

#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// CREATE statements, to the letter.
class TestDdl final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreQuoted_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("quoted");
        QTest::newRow("plain") << u"Post"_s << u"\"Post\""_s;
        QTest::newRow("keyword") << u"select"_s << u"\"select\""_s;
        QTest::newRow("quote") << u"a\"b\""_s << u"\"a\"\"b\"\"\""_s;
        QTest::newRow("empty") << QString() << u"\"\""_s;
        QTest::newRow("injection") << u"x\"); DROP TABLE y; --"_s << u"\"x\"\"); DROP TABLE y; --\""_s;
    }
    void namesAreQuoted()
    {
        QFETCH(QString, name);
        QFETCH(QString, quoted);
        QCOMPARE(Dialect::sqlite().quoted(name), quoted);
    }

    void types_data()
    {
        QTest::addColumn<QString>("scalar");
        QTest::addColumn<QString>("type");
        for (const QString &text : {u"ID"_s, u"String"_s, u"AWSDate"_s, u"AWSTime"_s, u"AWSDateTime"_s, u"AWSEmail"_s,
                                    u"AWSURL"_s, u"AWSPhone"_s, u"AWSIPAddress"_s, u"AWSJSON"_s, u"Decimal"_s})
            QTest::newRow(qPrintable(text)) << text << u"TEXT"_s;
        for (const QString &whole : {u"Int"_s, u"BigInt"_s, u"Boolean"_s, u"AWSTimestamp"_s})
            QTest::newRow(qPrintable(whole)) << whole << u"INTEGER"_s;
        QTest::newRow("Float") << u"Float"_s << u"REAL"_s;
        QTest::newRow("Binary") << u"Binary"_s << u"BLOB"_s;
    }
    void types()
    {
        QFETCH(QString, scalar);
        QFETCH(QString, type);
        Field field;
        field.type.scalar = scalarTypeNamed(scalar).value();
        QCOMPARE(ddl::columnType(field), type);
        field.type.list = true;
        QCOMPARE(ddl::columnType(field), u"TEXT"_s);
    }

    void defaults_data()
    {
        QTest::addColumn<ScalarType>("scalar");
        QTest::addColumn<QJsonValue>("value");
        QTest::addColumn<QString>("literal");
        const auto row = [](const char *name, ScalarType scalar, QJsonValue value, const char *literal) {
            QTest::newRow(name) << scalar << value << QString::fromUtf8(literal);
        };
        row("text", ScalarType::String, u"DRAFT"_s, "'DRAFT'");
        row("quote", ScalarType::String, u"it's"_s, "'it''s'");
        row("injection", ScalarType::String, u"'); DROP TABLE x; --"_s, "'''); DROP TABLE x; --'");
        row("empty", ScalarType::String, u""_s, "''");
        row("NUL", ScalarType::String, QString(u"a\0"_s), "(CAST(x'6100' AS TEXT))");
        row("emoji", ScalarType::String, u"🙂"_s, "'🙂'");
        row("whole", ScalarType::Int, 3, "3");
        row("negative", ScalarType::Int, -3, "-3");
        row("large", ScalarType::BigInt, qint64(9007199254740993), "9007199254740993");
        row("large text", ScalarType::BigInt, u"9223372036854775807"_s, "9223372036854775807");
        row("no number", ScalarType::BigInt, u"1; DROP"_s, "'1; DROP'");
        row("real", ScalarType::Float, 0.1, "0.1");
        row("small", ScalarType::Float, 1e-300, "1e-300");
        row("huge", ScalarType::Float, 1e300, "1e+300");
        row("decimal", ScalarType::Decimal, 12.5, "'12.5'");
        row("true", ScalarType::Boolean, true, "1");
        row("false", ScalarType::Boolean, false, "0");
        row("list", ScalarType::String, QJsonArray{u"a"_s, u"b'"_s}, "'[\"a\",\"b''\"]'");
        row("object", ScalarType::Json, QJsonObject{{u"k"_s, 1}}, "'{\"k\":1}'");
        row("null", ScalarType::String, QJsonValue(), "NULL");
    }
    void defaults()
    {
        QFETCH(ScalarType, scalar);
        QFETCH(QJsonValue, value);
        QFETCH(QString, literal);
        Schema schema;
        Model model;
        model.name = u"M"_s;
        model.table = u"M"_s;
        model.keyKind = KeyKind::None;
        Field field;
        field.name = u"f"_s;
        field.column = u"f"_s;
        field.type.scalar = scalar;
        field.defaultValue = value;
        model.fields = {field};
        schema.models = {model};
        schema.rebuildEnds({});
        const auto statements = ddl::create(schema, Dialect::sqlite());
        QCOMPARE(statements.size(), std::size_t(1));
        QCOMPARE(statements.front().text,
                 u"CREATE TABLE \"M\" (\n  \"f\" "_s % ddl::columnType(field) % u" DEFAULT "_s % literal % u"\n)"_s);
        QVERIFY(statements.front().binds.empty());
    }

    /// NAME.graphql beside this file makes NAME.sql, NAME.postgresql.sql and NAME.mariadb.sql.
    void tables_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<SqlDialect>("dialect");
        QTest::addColumn<QString>("ending");
        const QDir folder(QStringLiteral(RELATA_TEST_DIR "/sql/ddl"));
        const QFileInfoList files = folder.entryInfoList({u"*.graphql"_s});
        QVERIFY2(!files.isEmpty(), qPrintable(folder.path()));
        for (const QFileInfo &file : files)
            for (const auto &[dialect, ending] :
                 {std::pair(SqlDialect::Sqlite, u".sql"_s), std::pair(SqlDialect::Postgres, u".postgresql.sql"_s),
                  std::pair(SqlDialect::Mariadb, u".mariadb.sql"_s)})
                QTest::newRow(qPrintable(file.completeBaseName() + ending))
                    << QString(file.path() % u'/' % file.completeBaseName()) << dialect << ending;
    }
    void tables()
    {
        QFETCH(QString, name);
        QFETCH(SqlDialect, dialect);
        QFETCH(QString, ending);
        const auto schema = sdl::read(read(name % u".graphql"_s));
        QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
        const QString script = ddl::script(*schema, TableDialect::of(dialect)).text;
        QVERIFY2(script == read(name % ending), qPrintable(script));
    }

    void aRuleThatCannotBeKeptRefuses_data()
    {
        QTest::addColumn<DeleteRule>("rule");
        QTest::addColumn<bool>("required");
        QTest::addColumn<bool>("immediate");
        QTest::addColumn<QString>("action");
        QTest::newRow("cascade") << DeleteRule::Cascade << true << false << u" ON DELETE CASCADE"_s;
        QTest::newRow("clear") << DeleteRule::Clear << false << false << u" ON DELETE SET NULL"_s;
        QTest::newRow("clear required") << DeleteRule::Clear << true << false << QString();
        QTest::newRow("restrict") << DeleteRule::Restrict << false << false << QString();
        QTest::newRow("restrict at once") << DeleteRule::Restrict << false << true << u" ON DELETE RESTRICT"_s;
        QTest::newRow("default") << DeleteRule::SetDefault << false << false << u" ON DELETE SET DEFAULT"_s;
    }
    void aRuleThatCannotBeKeptRefuses()
    {
        QFETCH(DeleteRule, rule);
        QFETCH(bool, required);
        QFETCH(bool, immediate);
        QFETCH(QString, action);
        Field id;
        id.name = u"id"_s;
        id.column = u"id"_s;
        id.type.scalar = ScalarType::Int;
        Field parent = id;
        parent.name = u"p"_s;
        parent.column = u"p"_s;
        parent.required = required;
        Model model;
        model.name = u"N"_s;
        model.table = u"N"_s;
        model.fields = {id, parent};
        model.key = {FieldId(0)};
        Schema schema;
        schema.models = {model};
        Reference reference;
        reference.from = ModelId(0);
        reference.to = ModelId(0);
        reference.columns = {FieldId(1)};
        reference.referenced = {FieldId(0)};
        reference.rule = rule;
        reference.immediate = immediate;
        schema.references = {reference};
        schema.rebuildEnds({u"p"_s});
        QCOMPARE(ddl::create(schema, Dialect::sqlite()).front().text,
                 QString(u"CREATE TABLE \"N\" (\n  \"id\" INTEGER NOT NULL,\n  \"p\" INTEGER"_s
                         % (required ? u" NOT NULL"_s : QString())
                         % u",\n  PRIMARY KEY (\"id\"),\n  FOREIGN KEY (\"p\") REFERENCES \"N\" (\"id\")"_s % action
                         % u"\n)"_s));
    }

private:
    [[nodiscard]] static QString read(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : u"There is no "_s % path;
    }
};

QTEST_GUILESS_MAIN(TestDdl)
#include "tst_ddl.moc"
