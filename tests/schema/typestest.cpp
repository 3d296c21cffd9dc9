#include "schema/types.h"
#include "schemafixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// Which values each type takes, and what a refusal says.
class TypesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void takesOrRefuses_data();
    void takesOrRefuses();
    void agreesWithTheCases_data();
    void agreesWithTheCases();
    void saysFieldValueAndRule();
    void takesAnythingWhereNoTypeIsDeclared();
    void fitsTexts();
    void everyTypeHasARule();

private:
    Schema m_schema;
};

void TypesTest::initTestCase()
{
    m_schema =
        schemaOf(u"enum Status { DRAFT DONE }"
                 "type Address { street: String! zip: String lines: [String!] inner: Inner }"
                 "type Inner { n: Int! }"
                 "type T @model { string: String int: Int float: Float boolean: Boolean date: AWSDate time: AWSTime "
                 "dateTime: AWSDateTime timestamp: AWSTimestamp email: AWSEmail url: AWSURL phone: AWSPhone "
                 "ip: AWSIPAddress json: AWSJSON binary: Binary decimal: Decimal bigInt: BigInt status: Status "
                 "address: Address addresses: [Address] words: [String] numbers: [Int!] }"_s);
    QCOMPARE(m_schema.models.size(), 1u);
}

void TypesTest::takesOrRefuses_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("json");
    QTest::addColumn<bool>("taken");
    const auto rows = [](const char *field, std::initializer_list<const char *> good,
                         std::initializer_list<const char *> bad) {
        for (const char *json : good)
            QTest::addRow("%s takes %s", field, json) << QString::fromUtf8(field) << QString::fromUtf8(json) << true;
        for (const char *json : bad)
            QTest::addRow("%s refuses %s", field, json) << QString::fromUtf8(field) << QString::fromUtf8(json) << false;
    };
    rows("id", {"\"a\"", "null"}, {"1", "true", "[]"});
    rows("string", {"\"\"", "\"\\u0000 ü\"", "null"}, {"1", "false", "{}"});
    rows("int", {"0", "-1", "1.0", "1e3", "2147483647", "-2147483648", "null"},
         {"2147483648", "-2147483649", "1.5", "\"1\"", "true", "[1]"});
    rows("float", {"0", "1.5", "-1e300", "9007199254740993"}, {"\"1.5\"", "true"});
    rows("boolean", {"true", "false"}, {"0", "1", "\"true\""});
    rows("date", {"\"2024-02-29\"", "\"1970-01-01Z\"", "\"1970-01-01-07:00\"", "\"1970-01-01+05:30:10\""},
         {"\"\"", "\"2023-02-29\"", "\"2021-13-01\"", "\"2021-1-01\"", "\"2021-01-112\"", "\"01/02/2021\"",
          "\"2021-01-01T00:00\"", "\"2021-01-01+5\"", "\" 2021-01-01\"", "\"1900-02-29\"", "20210101"});
    rows("time", {"\"12:30\"", "\"00:00:00\"", "\"12:30:24.123Z\"", "\"23:59:59-07:00\"", "\"12:30+18:00\""},
         {"\"\"", "\"24:00\"", "\"12:60\"", "\"12:30:60\"", "\"1:30\"", "\"12\"", "\"12:30 PM\"", "\"12:30:24.\"",
          "\"12:30+19:00\"", "\"12:30:24.1234567890\""});
    rows("dateTime", {"\"2024-02-29T23:59Z\"", "\"2024-02-29T23:59:59.9+02:00\""},
         {"\"2024-02-29T23:59\"", "\"2024-02-29\"", "\"2021-02-30T10:00Z\"", "\"2021-02-20 10:00Z\"", "1"});
    rows("timestamp", {"0", "-5", "1612345678"}, {"1.5", "\"123\"", "1e30"});
    rows("email", {"\"a@b\"", "\"a.b+c@d-e.co.uk\"", "\"jörg@müller.de\""},
         {"\"\"", "\"plain\"", "\"a@\"", "\"@b.com\"", "\"a b@c.com\"", "\"a@b..com\"", "\"a@-b.com\"", "\"a@b@c\"",
          "\"a@b.com \""});
    rows("url",
         {"\"https://example.org\"", "\"http://a.b/c?d=e#f\"", "\"mailto:a@b\"", "\"file:///x\"", "\"ftp://h/x\""},
         {"\"\"", "\"example.org\"", "\"http://\"", "\"http:///x\"", "\"https://a b\"", "\"//a.b\"", "\"1:x\""});
    rows("phone", {"\"+10000000000\"", "\"123-456-7890\"", "\"555 1234\""},
         {"\"\"", "\"+\"", "\"+-1\"", "\"bad-number\"", "\"(555) 123\"", "5551234"});
    rows("ip",
         {"\"127.0.0.1\"", "\"::\"", "\"::1\"", "\"1::\"", "\"2001:db8:a0b:12f0::1\"", "\"::ffff:10.0.0.1\"",
          "\"1:2:3:4:5:6:7:8\"", "\"1:2:3:4:5:6:1.2.3.4\"", "\"1.2.3.4/24\"", "\"::/0\"", "\"2001:db8::/128\""},
         {"\"\"",
          "\" \"",
          "\"256.1.1.1\"",
          "\"1.0.0\"",
          "\" 1.1.1.1\"",
          "\"1.1.1.1 \"",
          "\"g::1\"",
          "\"01.1.1.1\"",
          "\"1::2::3\"",
          "\":::\"",
          "\"1:2:3:4:5:6:7\"",
          "\"1:2:3:4:5:6:7:8:9\"",
          "\"1:2:3:4:5:6:7::8\"",
          "\"1.2.3.4::\"",
          "\"1.2.3.4/33\"",
          "\"::/129\"",
          "\"::/\"",
          "\"12345::\"",
          "\":1\"",
          "\"1:\""});
    rows("json", {"\"{}\"", "\"5\"", "\"null\"", "\"\\\"a\\\"\"", "{\"a\":1}", "[1]"},
         {"\"\"", "\"{\"", "\"a\"", "\"1,2\"", "\"1] [2\"", "5", "true"});
    rows("binary", {"\"\"", "\"AAEC\"", "\"AA==\""}, {"\"A*\"", "1"});
    rows("decimal", {"1.5", "\"12.50\"", "\"-1e9\"", "\".5\"", "\"123456789012345678901234567890\""},
         {"\"\"", "\"x\"", "\"1.\\u0000\"", "\"1e\"", "true", "\"--1\""});
    rows("bigInt", {"9223372036854775807", "-9223372036854775808"}, {"1.5", "1e30", "\"1\""});
    rows("status", {"\"DRAFT\"", "null"}, {"\"NOPE\"", "\"\"", "5", "\"draft\""});
    rows("address", {"{\"street\":\"s\"}", "{\"street\":\"s\",\"zip\":null,\"lines\":[\"a\"],\"inner\":{\"n\":1}}"},
         {"{\"zip\":\"z\"}", "{\"street\":null}", "{\"street\":5}", "\"x\"", "[]", "{\"street\":\"s\",\"nope\":1}",
          "{\"street\":\"s\",\"lines\":[null]}", "{\"street\":\"s\",\"inner\":{}}"});
    rows("addresses", {"[]", "[{\"street\":\"s\"},null]"}, {"[{}]", "{\"street\":\"s\"}"});
    rows("words", {"[]", "[\"a\",null]", "null"}, {"[1]", "\"a\"", "[[\"a\"]]"});
    rows("numbers", {"[]", "[1,2]"}, {"[1,null]", "[1.5]"});
}

void TypesTest::takesOrRefuses()
{
    QFETCH(QString, field);
    QFETCH(QString, json);
    QFETCH(bool, taken);
    const QJsonValue value = QJsonDocument::fromJson(QString(u'[' % json % u']').toUtf8()).array().first();
    const Model &model = m_schema.models.front();
    const Done done = types::check(m_schema, model.field(*model.fieldNamed(field)), value);
    QCOMPARE(done.has_value(), taken);
    if (!done)
        QCOMPARE(toString(done.error().code), u"invalid_value"_s);
}

void TypesTest::agreesWithTheCases_data()
{
    QTest::addColumn<QString>("file");
    for (const char *name : {"types.validation", "types.strict"})
        QTest::newRow(name) << QStringLiteral(RELATA_SHARED_DIR "/cases/%1.jsonl").arg(QLatin1StringView(name));
}

/// The saves of the shared cases, as far as types decide: values of writable fields that the model has.
void TypesTest::agreesWithTheCases()
{
    QFETCH(QString, file);
    if (!QFile::exists(file)) {
        qInfo("%s is not here; its values are not tested", qPrintable(file));
        return;
    }
    const Schema schema = schemaOf(textOf(QStringLiteral(RELATA_SHARED_DIR "/cases/schemas/types.graphql")));
    int judged = 0;
    const QStringList lines = textOf(file).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QJsonObject step = QJsonDocument::fromJson(line.toUtf8()).object();
        const QJsonObject values = step[u"do"][u"value"].toObject();
        const auto model = schema.modelNamed(step[u"do"][u"model"].toString());
        if (step[u"do"][u"op"] != u"save"_s || !model || *model != ModelId(0))
            continue;
        bool fits = true;
        bool known = true;
        for (auto it = values.begin(); it != values.end(); ++it) {
            const auto field = schema.model(*model).fieldNamed(it.key());
            known = known && field && schema.field(*model, *field).isWritable();
            fits = fits && known && types::check(schema, schema.field(*model, *field), it.value());
        }
        if (!known)
            continue;
        ++judged;
        QVERIFY2(fits == step[u"expect"][u"ok"].toBool(), qPrintable(line));
    }
    QVERIFY(judged > 5);
}

void TypesTest::saysFieldValueAndRule()
{
    const Model &model = m_schema.models.front();
    const auto message = [&](QStringView field, const QJsonValue &value) {
        const Done done = types::check(m_schema, model.field(*model.fieldNamed(field)), value);
        return done ? QString() : done.error().message;
    };
    QCOMPARE(message(u"date", u"2021-02-30"_s),
             u"\"date\" cannot be \"2021-02-30\": it must be a date that exists, as YYYY-MM-DD."_s);
    QCOMPARE(message(u"status", u"X"_s), u"\"status\" cannot be \"X\": it must be one of DRAFT, DONE."_s);
    QCOMPARE(message(u"numbers", QJsonArray{1, QJsonValue()}),
             u"\"numbers[1]\" cannot be null: the list takes no null."_s);
    QCOMPARE(message(u"address", QJsonObject{{u"street"_s, 5}}),
             u"\"address.street\" cannot be 5: it must be a text."_s);
    QVERIFY(message(u"int", QString(1000, u'x')).size() < 200);
}

void TypesTest::takesAnythingWhereNoTypeIsDeclared()
{
    Field field;
    field.name = u"x"_s;
    field.type.scalar = ScalarType::Int;
    QVERIFY(!types::check(m_schema, field, u"text"_s));
    field.anyType = true;
    QVERIFY(types::check(m_schema, field, u"text"_s));
}

void TypesTest::fitsTexts()
{
    QVERIFY(types::fits(ScalarType::Int, u"12"));
    QVERIFY(types::fits(ScalarType::Int, u"0"));
    QVERIFY(!types::fits(ScalarType::Int, u"2147483648"));
    QVERIFY(!types::fits(ScalarType::Int, u""));
    QVERIFY(types::fits(ScalarType::BigInt, u"-9223372036854775808"));
    QVERIFY(!types::fits(ScalarType::Float, u"nan"));
    QVERIFY(types::fits(ScalarType::Boolean, u"false"));
    QVERIFY(types::fits(ScalarType::Date, u"2020-01-01"));
}

void TypesTest::everyTypeHasARule()
{
    for (int i = 0; i <= static_cast<int>(ScalarType::BigInt); ++i) {
        FieldType type;
        type.scalar = static_cast<ScalarType>(i);
        QVERIFY(!types::rule(m_schema, type).isEmpty());
        QVERIFY(scalarTypeNamed(toString(type.scalar)) == type.scalar);
        QVERIFY(!(types::isText(type.scalar) && types::isNumber(type.scalar)));
    }
    FieldType list;
    list.list = true;
    QCOMPARE(types::rule(m_schema, list), u"a list, each element a text"_s);
}

QTEST_APPLESS_MAIN(TypesTest)
#include "typestest.moc"
