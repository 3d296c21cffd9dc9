#include "data/json.h"
#include "schema/sdl.h"

#include <QJsonDocument>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

const QString sdlText = uR"(
enum Status { DRAFT PUBLISHED }
type Address { street: String! zip: String }
type Author @model { id: ID! name: String! email: AWSEmail }
type Post @model {
  id: ID!
  title: String!
  rating: Int
  score: Float
  big: BigInt
  public: Boolean
  day: AWSDate
  status: Status
  data: AWSJSON
  bytes: Binary
  words: [String]
  address: Address
  author: Author @hasOne
  tags: [Tag] @manyToMany(relationName: "PostTag")
  place: Stock @hasOne
}
type Tag @model { id: ID! label: String! posts: [Post] @manyToMany(relationName: "PostTag") }
type Stock @model { sku: ID! @primaryKey(sortKeyFields: ["depot"]) depot: Int! qty: Int }
type Publication @model { id: ID! name: String! articles: [Article] @hasMany }
type Article @model { id: ID! publication: Publication @belongsTo }
)"_s;

QJsonValue parsed(const QString &text) { return QJsonDocument::fromJson(u"[%1]"_s.arg(text).toUtf8()).array().first(); }

template<typename T>
QString codeOf(const Result<T> &result)
{
    return result ? u"ok"_s : toString(result.error().code);
}

} // namespace

/// Instances, keys, values and predicates as the line protocol writes them.
class TestJson final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto schema = sdl::read(sdlText);
        QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
        m_schema = *schema;
    }

    void valuesTravelBothWays_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("json");
        const auto row = [](const QString &field, const QString &json) {
            QTest::addRow("%s %s", qPrintable(field), qPrintable(json)) << field << json;
        };
        row(u"title"_s, u"\"Ünï \\\"q\\\" 😀\""_s);
        row(u"title"_s, u"\"\""_s);
        row(u"title"_s, u"null"_s);
        row(u"rating"_s, u"-7"_s);
        row(u"score"_s, u"0.125"_s);
        row(u"score"_s, u"3"_s);
        row(u"big"_s, u"9007199254740993"_s);
        row(u"big"_s, u"-9223372036854775808"_s);
        row(u"public"_s, u"true"_s);
        row(u"public"_s, u"false"_s);
        row(u"day"_s, u"\"2024-02-29\""_s);
        row(u"status"_s, u"\"DRAFT\""_s);
        row(u"data"_s, u"\"{\\\"b\\\": 1,  \\\"a\\\": 2}\""_s); // its text is kept to the letter
        row(u"bytes"_s, u"\"AAH/\""_s);
        row(u"words"_s, u"[\"a\",null]"_s);
        row(u"words"_s, u"[]"_s);
        row(u"address"_s, u"{\"street\":\"s\",\"zip\":\"z\"}"_s);
    }
    void valuesTravelBothWays()
    {
        QFETCH(QString, field);
        QFETCH(QString, json);
        const Field &f = fieldOf(u"Post"_s, field);
        const auto stored = json::value(m_schema, f, parsed(json));
        QVERIFY2(stored, stored ? "" : qPrintable(stored.error().message));
        const QByteArray back = QJsonDocument(QJsonArray{json::fromValue(f, *stored)}).toJson(QJsonDocument::Compact);
        QCOMPARE(QString::fromUtf8(back), QString(u'[' % json % u']'));
    }

    void valuesTakeTheShapeOfTheirType()
    {
        QVERIFY(stored(u"rating"_s, u"5"_s) == Value(qint64(5)));
        QVERIFY(stored(u"score"_s, u"5"_s) == Value(5.0));
        QVERIFY(stored(u"public"_s, u"true"_s) == Value(true));
        QVERIFY(stored(u"bytes"_s, u"\"AAH/\""_s) == Value(QByteArray("\x00\x01\xff", 3)));
        QVERIFY(stored(u"words"_s, u"[ \"a\" ]"_s) == Value(JsonText{u"[\"a\"]"_s}));
        QVERIFY(stored(u"data"_s, u"\"[1]\""_s) == Value(u"[1]"_s));
        QVERIFY(stored(u"data"_s, u"{\"a\":1}"_s) == Value(u"{\"a\":1}"_s));
    }

    void whatBreaksItsTypeIsShownAsItIs()
    {
        QCOMPARE(json::fromValue(fieldOf(u"Post"_s, u"rating"_s), u"many"_s), QJsonValue(u"many"_s));
        QCOMPARE(json::fromValue(fieldOf(u"Post"_s, u"public"_s), qint64(7)), QJsonValue(7));
        QCOMPARE(json::fromValue(fieldOf(u"Post"_s, u"words"_s), JsonText{u"[1"_s}), QJsonValue(u"[1"_s));
        QCOMPARE(json::fromValue(fieldOf(u"Post"_s, u"score"_s), std::numeric_limits<double>::infinity()),
                 QJsonValue(u"Infinity"_s));
    }

    void keysHaveTheShapeOfTheirModel_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("code");
        QTest::newRow("text") << u"Post"_s << u"\"p1\""_s << u"ok"_s;
        QTest::newRow("number for a text") << u"Post"_s << u"5"_s << u"invalid_value"_s;
        QTest::newRow("null") << u"Post"_s << u"null"_s << u"invalid_value"_s;
        QTest::newRow("list of one") << u"Post"_s << u"[\"p1\"]"_s << u"invalid_value"_s;
        QTest::newRow("object") << u"Post"_s << u"{}"_s << u"invalid_value"_s;
        QTest::newRow("composite") << u"Stock"_s << u"[\"s1\",1]"_s << u"ok"_s;
        QTest::newRow("a part of it") << u"Stock"_s << u"\"s1\""_s << u"invalid_value"_s;
        QTest::newRow("too short") << u"Stock"_s << u"[\"s1\"]"_s << u"invalid_value"_s;
        QTest::newRow("too long") << u"Stock"_s << u"[\"s1\",1,2]"_s << u"invalid_value"_s;
        QTest::newRow("wrong kind") << u"Stock"_s << u"[\"s1\",\"1\"]"_s << u"invalid_value"_s;
        QTest::newRow("null part") << u"Stock"_s << u"[\"s1\",null]"_s << u"invalid_value"_s;
    }
    void keysHaveTheShapeOfTheirModel()
    {
        QFETCH(QString, model);
        QFETCH(QString, json);
        QFETCH(QString, code);
        const auto key = json::key(m_schema, modelOf(model), parsed(json));
        QCOMPARE(codeOf(key), code);
        if (key)
            QCOMPARE(json::fromKey(*key), parsed(json));
    }

    void existingKeysThatBreakTheirTypeCanBeNamed()
    {
        Schema schema = m_schema;
        Model &stock = schema.models[modelOf(u"Stock"_s).index()];
        Field &depot = stock.fields[stock.key[1].index()];
        depot.declaredType = u"INT"_s;
        depot.required = false;
        const auto key = json::key(schema, modelOf(u"Stock"_s), parsed(u"[\"s1\",\"none\"]"_s));
        QVERIFY(key && (*key)[1] == Value(u"none"_s));
        QCOMPARE(codeOf(json::key(schema, modelOf(u"Stock"_s), parsed(u"[\"s1\",\"1\"]"_s))), u"invalid_value"_s);
        const auto nothing = json::key(schema, modelOf(u"Stock"_s), parsed(u"[\"s1\",null]"_s));
        QVERIFY(nothing && isNull((*nothing)[1]));
    }

    void assignmentsAreJudged_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("code");
        const auto row = [](const char *name, const QString &model, const QString &json, const QString &code) {
            QTest::newRow(name) << model << json << code;
        };
        row("fields", u"Post"_s, u"{\"id\":\"p1\",\"title\":\"x\",\"rating\":null}"_s, u"ok"_s);
        row("to-one", u"Post"_s, u"{\"author\":\"a1\"}"_s, u"ok"_s);
        row("to-one null", u"Post"_s, u"{\"author\":null}"_s, u"ok"_s);
        row("composite", u"Post"_s, u"{\"place\":[\"s1\",1]}"_s, u"ok"_s);
        row("part of a composite", u"Post"_s, u"{\"place\":\"s1\"}"_s, u"invalid_value"_s);
        row("wrong kind of key", u"Post"_s, u"{\"author\":{\"id\":\"a1\"}}"_s, u"invalid_value"_s);
        row("unknown", u"Post"_s, u"{\"nope\":1}"_s, u"unknown_field"_s);
        row("empty name", u"Post"_s, u"{\"\":1}"_s, u"unknown_field"_s);
        row("wrong type", u"Post"_s, u"{\"rating\":\"1\"}"_s, u"invalid_value"_s);
        row("kept by Relata", u"Post"_s, u"{\"createdAt\":\"2024-01-01T00:00:00Z\"}"_s, u"invalid_value"_s);
        row("to-many", u"Post"_s, u"{\"tags\":[\"t1\"]}"_s, u"invalid_value"_s);
        row("to-many of 1:N", u"Publication"_s, u"{\"articles\":[]}"_s, u"invalid_value"_s);
        row("empty key", u"Post"_s, u"{\"id\":\"\"}"_s, u"invalid_value"_s);
        row("ends of a join", u"PostTag"_s, u"{\"post\":\"p1\",\"tag\":\"t1\"}"_s, u"ok"_s);
    }
    void assignmentsAreJudged()
    {
        QFETCH(QString, model);
        QFETCH(QString, json);
        QFETCH(QString, code);
        const auto values = json::assignments(m_schema, modelOf(model), parsed(json).toObject());
        QCOMPARE(codeOf(values), code);
        if (!values)
            QVERIFY(values.error().message.endsWith(u'.'));
    }

    void storageOfARelationshipCannotBeNamed()
    {
        for (const Field &field : m_schema.model(modelOf(u"Post"_s)).fields) {
            if (field.hidden && !m_schema.endNamed(modelOf(u"Post"_s), field.name))
                QCOMPARE(codeOf(json::assignments(m_schema, modelOf(u"Post"_s), {{field.name, u"a1"_s}})),
                         u"unknown_field"_s);
        }
    }

    void expectationsMayNameWhatIsKept()
    {
        const QJsonObject kept{{u"updatedAt"_s, u"2024-01-01T00:00:00Z"_s}};
        QCOMPARE(codeOf(json::assignments(m_schema, modelOf(u"Post"_s), kept)), u"invalid_value"_s);
        QCOMPARE(codeOf(json::expectations(m_schema, modelOf(u"Post"_s), kept)), u"ok"_s);
    }

    void twoNamesOfOneKeyMustAgree()
    {
        const auto schema = sdl::read(uR"(
            type Team @model { id: ID! name: String members: [Member] @hasMany(indexName: "byTeam", fields: ["id"]) }
            type Member @model {
              id: ID!
              teamID: ID @index(name: "byTeam")
              team: Team @belongsTo(fields: ["teamID"])
            })"_s);
        QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
        const ModelId member = *schema->modelNamed(u"Member");
        const auto same = json::assignments(*schema, member, {{u"team"_s, u"t1"_s}, {u"teamID"_s, u"t1"_s}});
        QVERIFY(same && same->size() == 1);
        QCOMPARE(codeOf(json::assignments(*schema, member, {{u"team"_s, u"t1"_s}, {u"teamID"_s, u"t2"_s}})),
                 u"invalid_value"_s);
        Values values(schema->model(member).fields.size());
        values[(*same)[0].first.index()] = u"t1"_s;
        const QJsonObject instance = json::fromInstance(*schema, member, values);
        QCOMPARE(instance.value("team"_L1), QJsonValue(u"t1"_s));
        QCOMPARE(instance.value("teamID"_L1), QJsonValue(u"t1"_s));
    }

    void instancesShowFieldsAndHeldKeys()
    {
        const ModelId post = modelOf(u"Post"_s);
        Values values(m_schema.model(post).fields.size());
        const auto given = json::assignments(
            m_schema, post, parsed(u"{\"id\":\"p1\",\"author\":\"a1\",\"place\":[\"s1\",7]}"_s).toObject());
        QVERIFY(given.has_value());
        for (const auto &[field, value] : *given)
            values[field.index()] = value;
        const QJsonObject instance = json::fromInstance(m_schema, post, values);
        QCOMPARE(instance.value("author"_L1), QJsonValue(u"a1"_s));
        QCOMPARE(instance.value("place"_L1), QJsonValue(QJsonArray{u"s1"_s, 7}));
        QVERIFY(instance.value("title"_L1).isNull());
        QVERIFY(!instance.contains("tags"_L1));
        for (const Field &field : m_schema.model(post).fields)
            QCOMPARE(instance.contains(field.name), !field.hidden || m_schema.endNamed(post, field.name).has_value());
    }

    void predicatesAreJudged_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("code");
        const auto row = [](const QString &json, const QString &code, const QString &model = u"Post"_s) {
            QTest::addRow("%s", qPrintable(json)) << model << json << code;
        };
        row(u"{}"_s, u"ok"_s);
        row(u"{\"and\":[]}"_s, u"ok"_s);
        row(u"{\"or\":[{\"title\":{\"eq\":\"x\"}},{\"not\":{}}]}"_s, u"ok"_s);
        row(u"{\"rating\":{\"gt\":1,\"lt\":2.5}}"_s, u"ok"_s);
        row(u"{\"rating\":{\"between\":[1,1]}}"_s, u"ok"_s);
        row(u"{\"public\":{\"eq\":true}}"_s, u"ok"_s);
        row(u"{\"words\":{\"contains\":\"a\"}}"_s, u"ok"_s);
        row(u"{\"day\":{\"ge\":\"2024\"}}"_s, u"ok"_s);
        row(u"{\"author\":{\"name\":{\"eq\":\"x\"},\"ne\":\"a1\"}}"_s, u"ok"_s);
        row(u"{\"tags\":{\"posts\":{\"author\":{\"eq\":null}}}}"_s, u"ok"_s);
        row(u"{\"place\":{\"in\":[[\"s\",1]]}}"_s, u"ok"_s);
        row(u"{\"articles\":{\"eq\":\"r1\"}}"_s, u"ok"_s, u"Publication"_s);
        row(u"{\"nope\":{\"eq\":1}}"_s, u"unknown_field"_s);
        row(u"{\"author\":{\"nope\":{\"eq\":1}}}"_s, u"unknown_field"_s);
        row(u"{\"title\":{\"like\":\"x\"}}"_s, u"invalid_value"_s);
        row(u"{\"title\":\"x\"}"_s, u"invalid_value"_s);
        row(u"{\"title\":{\"eq\":1}}"_s, u"invalid_value"_s);
        row(u"{\"rating\":{\"eq\":\"1\"}}"_s, u"invalid_value"_s);
        row(u"{\"rating\":{\"contains\":\"1\"}}"_s, u"invalid_value"_s);
        row(u"{\"rating\":{\"between\":[2,1]}}"_s, u"invalid_value"_s);
        row(u"{\"rating\":{\"between\":[1]}}"_s, u"invalid_value"_s);
        row(u"{\"rating\":{\"in\":1}}"_s, u"invalid_value"_s);
        row(u"{\"rating\":{\"isNull\":1}}"_s, u"invalid_value"_s);
        row(u"{\"words\":{\"gt\":[\"a\"]}}"_s, u"invalid_value"_s);
        row(u"{\"place\":{\"eq\":\"s\"}}"_s, u"invalid_value"_s);
        row(u"{\"place\":{\"gt\":[\"s\",1]}}"_s, u"invalid_value"_s);
        row(u"{\"and\":{}}"_s, u"invalid_value"_s);
        row(u"{\"not\":[]}"_s, u"invalid_value"_s);
        row(u"[]"_s, u"invalid_value"_s);
        row(u"null"_s, u"invalid_value"_s);
    }
    void predicatesAreJudged()
    {
        QFETCH(QString, model);
        QFETCH(QString, json);
        QFETCH(QString, code);
        const auto predicate = json::predicate(m_schema, modelOf(model), parsed(json));
        QCOMPARE(codeOf(predicate), code);
        if (!predicate)
            QVERIFY(predicate.error().message.endsWith(u'.'));
    }

    void nullsInComparisonsAreDecidedHere()
    {
        const FieldId rating = fieldId(u"rating"_s);
        const Predicate isNull{Compares{rating, Comparison::IsNull, {true}}};
        const Predicate none{AnyOf{}};
        QCOMPARE(read(u"{\"rating\":{\"eq\":null}}"_s), isNull);
        QCOMPARE(read(u"{\"rating\":{\"ne\":null}}"_s), (Predicate{NoneOf{{isNull}}}));
        QCOMPARE(read(u"{\"rating\":{\"gt\":null}}"_s), none);
        QCOMPARE(read(u"{\"rating\":{\"between\":[null,1]}}"_s), none);
        QCOMPARE(read(u"{\"title\":{\"contains\":null}}"_s), none);
        QCOMPARE(read(u"{\"title\":{\"notContains\":null}}"_s), Predicate{});
        QCOMPARE(read(u"{\"rating\":{\"in\":[]}}"_s), none);
        QCOMPARE(read(u"{\"rating\":{\"notIn\":[]}}"_s), (Predicate{NoneOf{{none}}}));
        const Predicate one{Compares{rating, Comparison::In, {qint64(1)}}};
        QCOMPARE(read(u"{\"rating\":{\"in\":[1]}}"_s), one);
        QCOMPARE(read(u"{\"rating\":{\"in\":[1,null]}}"_s), (Predicate{AnyOf{{one, isNull}}}));
        QCOMPARE(read(u"{\"rating\":{\"notIn\":[1,null]}}"_s), (Predicate{NoneOf{{Predicate{AnyOf{{one, isNull}}}}}}));
    }

    void relationshipFieldsTakeKeysAndPredicates()
    {
        const EndId author = *m_schema.endNamed(modelOf(u"Post"_s), u"author");
        const EndId tags = *m_schema.endNamed(modelOf(u"Post"_s), u"tags");
        const Model &target = m_schema.model(modelOf(u"Author"_s));
        const Predicate named{Compares{*target.fieldNamed(u"name"), Comparison::Equal, {u"Ann"_s}}};
        const Predicate key{ComparesKey{author, Comparison::Equal, {Key{u"a1"_s}}}};
        QCOMPARE(read(u"{\"author\":{\"eq\":\"a1\"}}"_s), key);
        QCOMPARE(read(u"{\"author\":{\"name\":{\"eq\":\"Ann\"}}}"_s), (Predicate{Related{author, {named}}}));
        QCOMPARE(read(u"{\"author\":{\"eq\":\"a1\",\"name\":{\"eq\":\"Ann\"}}}"_s),
                 (Predicate{AllOf{{key, Predicate{Related{author, {named}}}}}}));
        QCOMPARE(read(u"{\"author\":{}}"_s), (Predicate{Related{author, {Predicate{}}}}));
        // On to-many, everything speaks of one and the same related instance.
        const Model &tag = m_schema.model(modelOf(u"Tag"_s));
        const Predicate after{Compares{tag.key[0], Comparison::Greater, {u"a"_s}}};
        const Predicate before{Compares{tag.key[0], Comparison::Less, {u"m"_s}}};
        QCOMPARE(read(u"{\"tags\":{\"gt\":\"a\",\"lt\":\"m\"}}"_s),
                 (Predicate{Related{tags, {Predicate{AllOf{{after, before}}}}}}));
    }

    void sortingNamesFieldsAndToOneEnds()
    {
        const ModelId post = modelOf(u"Post"_s);
        const auto sort =
            json::sort(m_schema, post, parsed(u"[{\"field\":\"title\"},{\"field\":\"place\",\"order\":\"desc\"}]"_s));
        QVERIFY(sort.has_value());
        QCOMPARE(sort->size(), std::size_t(3));
        QVERIFY((*sort)[0] == (Sort{fieldId(u"title"_s), SortOrder::Ascending}));
        QVERIFY((*sort)[2].order == SortOrder::Descending);
        QCOMPARE(codeOf(json::sort(m_schema, post, parsed(u"[{\"field\":\"tags\"}]"_s))), u"invalid_value"_s);
        QCOMPARE(codeOf(json::sort(m_schema, post, parsed(u"[{\"field\":\"nope\"}]"_s))), u"unknown_field"_s);
        QCOMPARE(codeOf(json::sort(m_schema, post, parsed(u"[{\"field\":\"title\",\"order\":\"up\"}]"_s))),
                 u"invalid_value"_s);
        QCOMPARE(codeOf(json::sort(m_schema, post, parsed(u"\"title\""_s))), u"invalid_value"_s);
    }

private:
    ModelId modelOf(const QString &name) const { return m_schema.modelNamed(name).value(); }
    FieldId fieldId(const QString &name) const { return m_schema.model(modelOf(u"Post"_s)).fieldNamed(name).value(); }
    const Field &fieldOf(const QString &model, const QString &name) const
    {
        const Model &m = m_schema.model(modelOf(model));
        return m.field(m.fieldNamed(name).value());
    }
    Value stored(const QString &field, const QString &json) const
    {
        return json::value(m_schema, fieldOf(u"Post"_s, field), parsed(json)).value();
    }
    Predicate read(const QString &json) const
    {
        return json::predicate(m_schema, modelOf(u"Post"_s), parsed(json)).value();
    }

    Schema m_schema;
};

QTEST_GUILESS_MAIN(TestJson)
#include "tst_json.moc"
