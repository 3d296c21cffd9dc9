#include "schema/sdl.h"
#include "sql/ddlbuilder.h"
#include "sql/leftovers.h"

#include <QRegularExpression>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// What PostgreSQL and MariaDB get otherwise than SQLite, question by question. Whole scripts: tst_ddl. That the
/// databases take them: tests/export.
class TestTableDialects final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreQuoted_data();
    void namesAreQuoted();
    void defaults_data();
    void defaults();
    void whatCannotBeADefaultIsNamed();
    void longNamesStayApart();
    void namesThatFitKeepTheirName();
    void keysThatReferTakeTheTypeReferredTo();
    void keysShareTheRoomThereIs();
    void longDeclaredTextsKeepTheirLength();
    void foreignKeysFollowTheOrderOfTheKey();
    void ownNumbersCountUp();
    void ownIndexesKeepTheirNames();
    void setDefaultIsNamedWhereThereIsNone();
    void longDescriptionsAreShortened();
    void tablesThatAreTooLargeAreNamed();
    void noticesStayComments();
    void manyTablesTakeLittleTime();
    void leftovers_data();
    void leftovers();

private:
    [[nodiscard]] static Field field(const QString &name, ScalarType type, const QString &declared = {})
    {
        Field made;
        made.name = name;
        made.column = name;
        made.type.scalar = type;
        made.declaredType = declared;
        return made;
    }
    [[nodiscard]] static Model model(const QString &name, std::vector<Field> fields, std::vector<FieldId> key)
    {
        Model made;
        made.name = name;
        made.table = name;
        made.fields = std::move(fields);
        made.key = std::move(key);
        made.keyKind = made.key.empty() ? KeyKind::None : KeyKind::Primary;
        return made;
    }
    [[nodiscard]] static Reference reference(int from, std::vector<FieldId> columns, int to,
                                             std::vector<FieldId> referenced)
    {
        Reference made;
        made.from = ModelId(from);
        made.columns = std::move(columns);
        made.to = ModelId(to);
        made.referenced = std::move(referenced);
        return made;
    }
    [[nodiscard]] static Schema schema(std::vector<Model> models, std::vector<Reference> references = {})
    {
        Schema made;
        made.models = std::move(models);
        made.references = std::move(references);
        made.rebuildEnds(std::vector<QString>(made.references.size(), u"end"_s));
        return made;
    }
    [[nodiscard]] static SchemaScript script(const Schema &schema, SqlDialect dialect)
    {
        return ddl::script(schema, TableDialect::of(dialect));
    }
};

void TestTableDialects::namesAreQuoted_data()
{
    QTest::addColumn<SqlDialect>("dialect");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("quoted");
    const auto row = [](const char *tag, SqlDialect dialect, const char *name, const char *quoted) {
        QTest::newRow(tag) << dialect << QString::fromUtf8(name) << QString::fromUtf8(quoted);
    };
    row("PostgreSQL", SqlDialect::Postgres, "a\"b`c", "\"a\"\"b`c\"");
    row("PostgreSQL injection", SqlDialect::Postgres, "x\"); DROP TABLE y; --", "\"x\"\"); DROP TABLE y; --\"");
    row("MariaDB", SqlDialect::Mariadb, "a\"b`c", "`a\"b``c`");
    row("MariaDB injection", SqlDialect::Mariadb, "x`); DROP TABLE y; -- ", "`x``); DROP TABLE y; -- `");
}

void TestTableDialects::namesAreQuoted()
{
    QFETCH(SqlDialect, dialect);
    QFETCH(QString, name);
    QTEST(TableDialect::of(dialect).quoted(name), "quoted");
}

void TestTableDialects::defaults_data()
{
    QTest::addColumn<ScalarType>("type");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("postgres");
    QTest::addColumn<QString>("mariadb");
    const auto row = [](const char *tag, ScalarType type, const QJsonValue &value, const char *postgres,
                        const char *mariadb) {
        QTest::newRow(tag) << type << value << QString::fromUtf8(postgres) << QString::fromUtf8(mariadb);
    };
    row("text", ScalarType::String, u"DRAFT"_s, "'DRAFT'", "'DRAFT'");
    row("quote", ScalarType::String, u"it's"_s, "'it''s'", "'it''s'");
    row("empty", ScalarType::String, u""_s, "''", "''");
    row("emoji", ScalarType::String, u"🙂"_s, "'🙂'", "'🙂'");
    row("lines", ScalarType::String, u"a\r\nb"_s, "'a\r\nb'", "'a\r\nb'");
    row("backslash", ScalarType::String, u"\\'"_s, "E'\\\\'''", "CONVERT(X'5c27' USING utf8mb4)");
    row("backslash at the end", ScalarType::String, u"a\\"_s, "E'a\\\\'", "CONVERT(X'615c' USING utf8mb4)");
    row("NUL", ScalarType::String, QString(u"a\0"_s), "", "CONVERT(X'6100' USING utf8mb4)");
    row("injection", ScalarType::String, u"'); DROP TABLE x; --"_s, "'''); DROP TABLE x; --'",
        "'''); DROP TABLE x; --'");
    row("whole", ScalarType::Int, -3, "-3", "-3");
    row("large", ScalarType::BigInt, qint64(9007199254740993), "9007199254740993", "9007199254740993");
    row("real", ScalarType::Float, 0.1, "0.1", "0.1");
    row("small", ScalarType::Float, 1e-300, "1e-300", "1e-300");
    row("true", ScalarType::Boolean, true, "TRUE", "TRUE");
    row("false", ScalarType::Boolean, false, "FALSE", "FALSE");
    row("decimal", ScalarType::Decimal, u"12.50"_s, "12.50", "12.50");
    row("long decimal", ScalarType::Decimal, u"1e35"_s, "1e35", "");
    row("fine decimal", ScalarType::Decimal, u"0.1e-30"_s, "0.1e-30", "");
    row("bytes", ScalarType::Binary, u"AP8="_s, "decode('00ff', 'hex')", "X'00ff'");
    row("date", ScalarType::Date, u"2024-02-29"_s, "'2024-02-29'", "'2024-02-29'");
    row("date with a zone", ScalarType::Date, u"2024-02-29Z"_s, "", "");
    row("no date", ScalarType::Date, u"soon"_s, "", "");
    row("time with a zone", ScalarType::Time, u"12:30+02:00"_s, "", "");
    row("moment", ScalarType::DateTime, u"2024-05-01T12:00Z"_s, "'2024-05-01T12:00Z'", "'2024-05-01T12:00Z'");
    row("moment far east", ScalarType::DateTime, u"2024-05-01T12:00+16:00"_s, "", "'2024-05-01T12:00+16:00'");
    row("JSON", ScalarType::Json, u"{\"a\": [1, \"it's\"]}"_s, "'{\"a\": [1, \"it''s\"]}'",
        "'{\"a\": [1, \"it''s\"]}'");
    row("JSON object", ScalarType::Json, QJsonObject{{u"k"_s, 1}}, "'{\"k\":1}'", "'{\"k\":1}'");
    row("JSON NUL", ScalarType::Json, u"[\"\\u0000\"]"_s, "", "CONVERT(X'5b225c7530303030225d' USING utf8mb4)");
    row("JSON backslash", ScalarType::Json, u"[\"\\\\u0000\"]"_s, "E'[\"\\\\\\\\u0000\"]'",
        "CONVERT(X'5b225c5c7530303030225d' USING utf8mb4)");
    row("JSON half a pair", ScalarType::Json, u"[\"\\ud800\"]"_s, "", "CONVERT(X'5b225c7564383030225d' USING utf8mb4)");
    row("no JSON", ScalarType::Json, u"{"_s, "", "");
}

void TestTableDialects::defaults()
{
    QFETCH(ScalarType, type);
    QFETCH(QJsonValue, value);
    QFETCH(QString, postgres);
    QFETCH(QString, mariadb);
    Field made = field(u"f"_s, type);
    made.defaultValue = value;
    const Schema holder = schema({model(u"m"_s, {made}, {})});
    ColumnShape shape;
    shape.stored = type;
    for (const auto &[dialect, expected] :
         {std::pair(SqlDialect::Postgres, postgres), std::pair(SqlDialect::Mariadb, mariadb)}) {
        const auto text = TableDialect::of(dialect).defaultText(holder, made, shape);
        QCOMPARE(text.value_or(QString()), expected);
        // It stands in the table, or it is named.
        const SchemaScript whole = script(holder, dialect);
        const QString line = u"  "_s % TableDialect::of(dialect).quoted(u"f"_s) % u' '
            % TableDialect::of(dialect).columnType(made, shape);
        QVERIFY(whole.text.contains(text ? QString(line % u" DEFAULT "_s % expected % u'\n') : QString(line % u'\n')));
        QCOMPARE(whole.notices.filter(u"The default of m.f"_s).size(), text ? 0 : 1);
    }
}

void TestTableDialects::whatCannotBeADefaultIsNamed()
{
    Field code = field(u"code"_s, ScalarType::String);
    code.unique = true;
    code.defaultValue = QString(300, u'x');
    const Schema holder = schema({model(u"m"_s, {code}, {})});
    QVERIFY(script(holder, SqlDialect::Postgres).notices.isEmpty());
    const SchemaScript mariadb = script(holder, SqlDialect::Mariadb);
    QCOMPARE(mariadb.notices.filter(u"The default of m.code is left out"_s).size(), 1);
    QVERIFY(!mariadb.text.contains(u" DEFAULT '"_s));
}

void TestTableDialects::longNamesStayApart()
{
    const QString begin(200, u'n');
    std::vector<Field> fields;
    for (int i = 0; i < 200; ++i)
        fields.push_back(field(begin % QString::number(i), ScalarType::Int));
    fields.push_back(field(QString(100, u'é'), ScalarType::Int));
    fields.push_back(field(u"🙂"_s % QString(60, u'x'), ScalarType::Int));
    const Schema holder = schema({model(begin, fields, {}), model(begin % u'2', fields, {})});
    for (const SqlDialect dialect : {SqlDialect::Postgres, SqlDialect::Mariadb}) {
        const SchemaScript first = script(holder, dialect);
        QCOMPARE(script(holder, dialect).text, first.text);
        QCOMPARE(first.notices.filter(u" is called "_s).size(), 2 + 2 * 202);
        static const QRegularExpression quoted(u"^  [\"`]([^\"`]*)[\"`] "_s, QRegularExpression::MultilineOption);
        const QString table = first.text.section(u"CREATE TABLE "_s, 1, 1);
        QSet<QString> names;
        for (auto it = quoted.globalMatch(table); it.hasNext();) {
            const QString name = it.next().captured(1);
            QVERIFY2(dialect == SqlDialect::Postgres ? name.toUtf8().size() <= 63 : name.size() <= 64,
                     qPrintable(name));
            names.insert(name);
        }
        QCOMPARE(names.size(), 202);
    }
}

void TestTableDialects::namesThatFitKeepTheirName()
{
    // MariaDB takes these for the same; so does nobody else.
    const Schema holder = schema({model(
        u"m"_s,
        {field(u"🙂"_s, ScalarType::Int), field(u"résumé"_s, ScalarType::Int), field(u"U1F642"_s, ScalarType::Int)},
        {})});
    QVERIFY(script(holder, SqlDialect::Postgres).notices.isEmpty());
    const SchemaScript mariadb = script(holder, SqlDialect::Mariadb);
    QVERIFY2(mariadb.text.contains(u"  `U1F642_2` INT,\n  `résumé` INT,\n  `U1F642` INT\n"_s),
             qPrintable(mariadb.text));
}

void TestTableDialects::keysThatReferTakeTheTypeReferredTo()
{
    Model parent = model(u"p"_s, {field(u"id"_s, ScalarType::BigInt, u"INTEGER"_s)}, {FieldId(0)});
    Model child =
        model(u"c"_s,
              {field(u"as_text"_s, ScalarType::String, u"TEXT"_s), field(u"as_int"_s, ScalarType::Int, u"INT"_s)}, {});
    const Reference text = reference(1, {FieldId(0)}, 0, {FieldId(0)});
    const Reference whole = reference(1, {FieldId(1)}, 0, {FieldId(0)});
    const Schema holder = schema({parent, child}, {text, whole});
    for (const SqlDialect dialect : {SqlDialect::Postgres, SqlDialect::Mariadb}) {
        const SchemaScript made = script(holder, dialect);
        QCOMPARE(made.text.section(u"CREATE"_s, 1).count(u" bigint"_s, Qt::CaseInsensitive), 3);
        QCOMPARE(made.notices.filter(u"c.as_text holds BigInt instead of String"_s).size(), 1);
        QCOMPARE(made.notices.filter(u"c.as_int"_s).size(), 0);
    }
}

void TestTableDialects::keysShareTheRoomThereIs()
{
    std::vector<Field> fields;
    std::vector<FieldId> key;
    for (int i = 0; i < 8; ++i) {
        fields.push_back(field(u"k"_s % QString::number(i), ScalarType::String));
        key.push_back(FieldId(i));
    }
    fields.push_back(field(u"n"_s, ScalarType::BigInt));
    key.push_back(FieldId(8));
    fields.push_back(field(u"rest"_s, ScalarType::String));
    const QString made = script(schema({model(u"m"_s, fields, key)}), SqlDialect::Mariadb).text;
    // (3072 - 8) / 4 bytes / 8 texts
    QCOMPARE(made.count(u"VARCHAR(95)"_s), 8);
    QVERIFY(made.contains(u"`rest` LONGTEXT"_s));
    QVERIFY(!script(schema({model(u"m"_s, fields, key)}), SqlDialect::Postgres).text.contains(u"(95)"_s));
}

void TestTableDialects::longDeclaredTextsKeepTheirLength()
{
    const Schema holder = schema({model(u"m"_s, {field(u"a"_s, ScalarType::String, u"NVARCHAR(400)"_s)}, {FieldId(0)}),
                                  model(u"n"_s, {field(u"a"_s, ScalarType::String, u"VARCHAR(4000)"_s)}, {FieldId(0)}),
                                  model(u"o"_s, {field(u"a"_s, ScalarType::String, u"VARCHAR(20)"_s)}, {FieldId(0)})});
    const QString made = script(holder, SqlDialect::Mariadb).text;
    for (const QString &type : {u"VARCHAR(400)"_s, u"VARCHAR(768)"_s, u"VARCHAR(255)"_s})
        QVERIFY2(made.contains(u"`a` "_s % type % u" NOT NULL"_s), qPrintable(made));
}

void TestTableDialects::foreignKeysFollowTheOrderOfTheKey()
{
    const Model parent =
        model(u"p"_s, {field(u"a"_s, ScalarType::Int), field(u"b"_s, ScalarType::Int)}, {FieldId(1), FieldId(0)});
    const Model child = model(u"c"_s, {field(u"x"_s, ScalarType::Int), field(u"y"_s, ScalarType::Int)}, {});
    const Schema holder =
        schema({parent, child}, {reference(1, {FieldId(0), FieldId(1)}, 0, {FieldId(0), FieldId(1)})});
    QVERIFY(script(holder, SqlDialect::Mariadb).text.contains(u"FOREIGN KEY (`y`, `x`) REFERENCES `p` (`b`, `a`)"_s));
    QVERIFY(script(holder, SqlDialect::Postgres)
                .text.contains(u"FOREIGN KEY (\"x\", \"y\") REFERENCES \"p\" (\"a\", \"b\")"_s));
}

void TestTableDialects::ownNumbersCountUp()
{
    Field id = field(u"id"_s, ScalarType::BigInt, u"INTEGER"_s);
    id.hasDefault = true;
    const Schema declared = schema({model(u"m"_s, {id}, {FieldId(0)})});
    QVERIFY(script(declared, SqlDialect::Postgres)
                .text.contains(u"\"id\" bigint NOT NULL GENERATED BY DEFAULT AS IDENTITY"_s));
    QVERIFY(script(declared, SqlDialect::Mariadb).text.contains(u"`id` BIGINT NOT NULL AUTO_INCREMENT"_s));
    id.hasDefault = false;
    const Schema plain = schema({model(u"m"_s, {id}, {FieldId(0)})});
    QVERIFY(!script(plain, SqlDialect::Postgres).text.contains(u"IDENTITY"_s));
    QVERIFY(!script(plain, SqlDialect::Mariadb).text.contains(u"AUTO_INCREMENT"_s));
}

void TestTableDialects::ownIndexesKeepTheirNames()
{
    Model declared =
        model(u"m"_s, {field(u"a"_s, ScalarType::Int, u"INT"_s), field(u"b"_s, ScalarType::Int, u"INT"_s)}, {});
    declared.indexes = {{u"by a"_s, {FieldId(0)}, false, {}},
                        {u"sqlite_autoindex_m_1"_s, {FieldId(0), FieldId(1)}, true, {}},
                        {QString(70, u'i'), {FieldId(1)}, false, {}}};
    const SchemaScript made = script(schema({declared}), SqlDialect::Postgres);
    QVERIFY(made.text.contains(u"CREATE INDEX \"by a\" ON \"m\" (\"a\")"_s));
    QVERIFY(made.text.contains(u"CREATE UNIQUE INDEX \"m_a_b\" ON \"m\" (\"a\", \"b\")"_s));
    QCOMPARE(made.notices.size(), 1);
    QVERIFY(made.notices.front().startsWith(u"The index \"iiii"_s));
    // A key that an ordinary index leads to as well is a key all the same.
    declared.indexes = {{u"i"_s, {FieldId(0), FieldId(1)}, false, {}}, {u"u"_s, {FieldId(0), FieldId(1)}, true, {}}};
    QVERIFY(script(schema({declared}), SqlDialect::Postgres).text.contains(u"CREATE UNIQUE INDEX \"i\""_s));
}

void TestTableDialects::setDefaultIsNamedWhereThereIsNone()
{
    const Model node = model(u"n"_s, {field(u"id"_s, ScalarType::Int), field(u"p"_s, ScalarType::Int)}, {FieldId(0)});
    Reference toItself = reference(0, {FieldId(1)}, 0, {FieldId(0)});
    toItself.rule = DeleteRule::SetDefault;
    const Schema holder = schema({node}, {toItself});
    const SchemaScript postgres = script(holder, SqlDialect::Postgres);
    QVERIFY(postgres.text.contains(u"ON DELETE SET DEFAULT DEFERRABLE;"_s));
    QVERIFY(postgres.notices.isEmpty());
    const SchemaScript mariadb = script(holder, SqlDialect::Mariadb);
    QVERIFY(!mariadb.text.contains(u"ON DELETE"_s));
    QCOMPARE(mariadb.notices.filter(u"MariaDB has no SET DEFAULT"_s).size(), 1);
}

void TestTableDialects::longDescriptionsAreShortened()
{
    Model made = model(u"m"_s, {field(u"a"_s, ScalarType::Int)}, {});
    made.description = QString(3000, u'd');
    made.fields.front().description = u"'; DROP TABLE m; -- \\"_s % QString(2000, u'f');
    const Schema holder = schema({made});
    const SchemaScript mariadb = script(holder, SqlDialect::Mariadb);
    QCOMPARE(mariadb.notices.size(), 2);
    QVERIFY(mariadb.text.contains(u" COMMENT '"_s % QString(2047, u'd') % u"…'"_s));
    QVERIFY(mariadb.text.contains(u" COMMENT '''; DROP TABLE m; -- \\\\fff"_s));
    const SchemaScript postgres = script(holder, SqlDialect::Postgres);
    QVERIFY(postgres.notices.isEmpty());
    QVERIFY(postgres.text.contains(u"COMMENT ON TABLE \"m\" IS '"_s % made.description % u"';\n"_s));
    QVERIFY(postgres.text.contains(u"COMMENT ON COLUMN \"m\".\"a\" IS E'''; DROP TABLE m; -- \\\\fff"_s));
}

void TestTableDialects::tablesThatAreTooLargeAreNamed()
{
    std::vector<Field> fields;
    std::vector<FieldId> key;
    for (int i = 0; i < 1'018; ++i) {
        fields.push_back(field(u"c"_s % QString::number(i), ScalarType::Int));
        fields.back().unique = i < 64;
        if (i < 33)
            key.push_back(FieldId(i));
    }
    const Schema holder = schema({model(u"m"_s, fields, key)});
    QCOMPARE(
        script(holder, SqlDialect::Postgres).notices,
        QStringList{u"m has 33 columns in one key, more than the 32 that PostgreSQL takes: it will be refused."_s});
    QCOMPARE(script(holder, SqlDialect::Mariadb).notices,
             (QStringList{u"m has 1018 columns, more than the 1017 that MariaDB takes: it will be refused."_s,
                          u"m has 65 keys and indexes, more than the 64 that MariaDB takes: it will be refused."_s,
                          u"m has 33 columns in one key, more than the 32 that MariaDB takes: it will be refused."_s}));
    QVERIFY(script(holder, SqlDialect::Sqlite).notices.isEmpty());
}

void TestTableDialects::noticesStayComments()
{
    const Schema holder = schema({model(u"m"_s, {field(u"a\nDROP TABLE x;\r--"_s, ScalarType::Date)}, {})});
    for (const SqlDialect dialect : {SqlDialect::Postgres, SqlDialect::Mariadb}) {
        const QString text = ddl::script(holder, TableDialect::of(dialect), {u"The view v\nDROP TABLE y;"_s}).text;
        for (const QString &line : text.section(u"SET "_s, 0, 0).split(u'\n', Qt::SkipEmptyParts))
            QVERIFY2(line.startsWith(u"-- "_s), qPrintable(line));
        QVERIFY(text.contains(u"-- The view v DROP TABLE y;\n"_s));
    }
}

/// A chain of 5,000 tables and back: no recursion may be as deep, no table may be looked for in all others.
void TestTableDialects::manyTablesTakeLittleTime()
{
    constexpr int count = 5'000;
    std::vector<Model> models;
    std::vector<Reference> references;
    for (int i = 0; i < count; ++i) {
        models.push_back(model(u"t"_s % QString::number(i),
                               {field(u"id"_s, ScalarType::Id), field(u"next"_s, ScalarType::Id)}, {FieldId(0)}));
        references.push_back(reference(i, {FieldId(1)}, (i + 1) % count, {FieldId(0)}));
    }
    const Schema holder = schema(std::move(models), std::move(references));
    QCOMPARE(script(holder, SqlDialect::Postgres).text.count(u" DEFERRABLE;"_s), count);
    QCOMPARE(script(holder, SqlDialect::Mariadb).text.count(u"ALTER TABLE"_s), count);
}

void TestTableDialects::leftovers_data()
{
    QTest::addColumn<QString>("columns");
    QTest::addColumn<QStringList>("sentences");
    const auto row = [](const QString &columns, const QStringList &sentences) {
        QTest::newRow(qPrintable(columns)) << columns << sentences;
    };
    row(u"a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT NOT NULL UNIQUE DEFAULT 'x' COLLATE BINARY"_s, {});
    row(u"a TEXT CHECK (a <> '')"_s, {u"A check of t.a is left out: (a <> '')."_s});
    row(u"a INT, b INT, CONSTRAINT c CHECK (a < b)"_s, {u"A check of t is left out: (a < b)."_s});
    row(u"a TEXT COLLATE NOCASE"_s, {u"t.a is compared by NOCASE in SQLite, and exactly here."_s});
    row(u"a INT, b AS (a\n + 1) STORED"_s,
        {u"t.b is computed by SQLite, from (a + 1), and is an ordinary column here."_s});
    row(u"a INT REFERENCES p ON DELETE CASCADE ON UPDATE SET NULL"_s,
        {u"The foreign key t.a says ON UPDATE SET NULL in SQLite, and nothing of it here."_s});
    row(u"a INT, FOREIGN KEY (a) REFERENCES p ON UPDATE NO ACTION DEFERRABLE INITIALLY DEFERRED"_s,
        {u"SQLite judges the foreign key t.a when a transaction ends, without being asked to."_s});
    row(u"a INT REFERENCES p NOT DEFERRABLE INITIALLY DEFERRED"_s, {});
    row(u"a INT UNIQUE ON CONFLICT REPLACE"_s, {u"t.a says ON CONFLICT REPLACE in SQLite, and nothing of it here."_s});
}

void TestTableDialects::leftovers()
{
    QFETCH(QString, columns);
    QStringList found;
    for (const Leftover &leftover : leftoversOf(u"t"_s, u"CREATE TABLE t ("_s % columns % u')'))
        found.append(leftover.sentence);
    QTEST(found, "sentences");
}

QTEST_GUILESS_MAIN(TestTableDialects)
#include "tst_tabledialects.moc"
