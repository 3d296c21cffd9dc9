#include "schema/label.h"
#include "schema/schemajson.h"
#include "schema/schemarules.h"
#include "schemafixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

/// "author>Author", "posts<<Post", "owner<Person", "tags<>Tag"; made-up names in brackets.
QStringList endLines(const Schema &schema, ModelId model)
{
    QStringList lines;
    for (const EndId id : schema.endsOf(model)) {
        const End &end = schema.end(id);
        const QString arrow = end.kind == End::Kind::ToOne ? u">"_s
            : end.kind == End::Kind::ToOneBack             ? u"<"_s
            : end.kind == End::Kind::ToMany                ? u"<<"_s
                                                           : u"<>"_s;
        const QString name = end.named ? end.name : QString(u'(' % end.name % u')');
        lines.append(name % arrow % schema.model(end.other).name);
    }
    return lines;
}

Schema blog()
{
    return schemaOf(u"type Author @model { name: String! }"
                    "type Post @model { title: String author: Author @hasOne tags: [Tag] @manyToMany }"
                    "type Tag @model { label: String posts: [Post] @manyToMany }"
                    "type Publication @model { name: String articles: [Article] @hasMany }"
                    "type Article @model { publication: Publication @belongsTo }"_s);
}

Field plainField(const QString &name)
{
    Field field;
    field.name = name;
    field.column = name;
    return field;
}

} // namespace

class SchemaTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEachModelItsEnds();
    void findsTheOtherSide();
    void namesEndsApart();
    void letsAnEndBearItsColumnsName();
    void judgesCompositeReferences();
    void staysQuickWithManyAlike();
    void namesInPlural_data();
    void namesInPlural();
    void freesNames();
    void guessesTheDisplayField_data();
    void guessesTheDisplayField();
    void describesAsTheContractSays();
    void storesAndLoads_data();
    void storesAndLoads();
    void refusesDamagedStores();
    void labelsAreReadAsTheyAreWritten();
    void labelsThatCannotBeReadSayWhy_data();
    void labelsThatCannotBeReadSayWhy();
    void labelsLoseTheFieldsThatGo();
};

namespace {

Model labelled()
{
    Model model;
    model.name = u"Person"_s;
    for (const QString &name : {u"First"_s, u"Last"_s, u"a{b}\\"_s, u"secret"_s}) {
        Field field;
        field.name = name;
        field.hidden = name == u"secret";
        model.fields.push_back(field);
    }
    return model;
}

} // namespace

void SchemaTest::labelsAreReadAsTheyAreWritten()
{
    Model model = labelled();
    const QString text = u"{Last}, {First} \\{{a\\{b\\}\\\\}\\}"_s;
    const auto parts = labels::read(model, text);
    QVERIFY(parts);
    QVERIFY(*parts
            == (std::vector<LabelPart>{
                {{}, FieldId(1)}, {u", "_s, FieldId(0)}, {u" {"_s, FieldId(2)}, {u"}"_s, FieldId()}}));
    model.setLabel(*parts);
    QCOMPARE(model.display, FieldId(1));
    QCOMPARE(labels::text(model), text);

    model.setLabel({{{}, FieldId(0)}});
    QVERIFY(model.label.empty() && model.display == FieldId(0));
    QCOMPARE(labels::text(model), u"{First}"_s);
    model.setLabel({});
    QVERIFY(!model.display.isValid());
    QVERIFY(labels::text(model).isEmpty());
}

void SchemaTest::labelsThatCannotBeReadSayWhy_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("word");
    QTest::addRow("empty") << QString() << u"at least one"_s;
    QTest::addRow("no field") << u"Mister"_s << u"at least one"_s;
    QTest::addRow("open") << u"{First"_s << u"left open"_s;
    QTest::addRow("closed") << u"First}"_s << u"not opened"_s;
    QTest::addRow("unknown") << u"{Middle}"_s << u"“Middle”"_s;
    QTest::addRow("hidden") << u"{secret}"_s << u"“secret”"_s;
    QTest::addRow("backslash at the end") << u"{First\\"_s << u"left open"_s;
}

void SchemaTest::labelsThatCannotBeReadSayWhy()
{
    QFETCH(QString, text);
    QFETCH(QString, word);
    const auto parts = labels::read(labelled(), text);
    QVERIFY(!parts);
    QVERIFY2(parts.error().message.contains(word), qPrintable(parts.error().message));
}

void SchemaTest::labelsLoseTheFieldsThatGo()
{
    const std::vector<LabelPart> parts{{{}, FieldId(1)}, {u", "_s, FieldId(0)}, {u"!"_s, FieldId()}};
    const FieldId gone;
    QVERIFY(labels::moved(parts, {FieldId(1), FieldId(0)})
            == (std::vector<LabelPart>{{{}, FieldId(0)}, {u", "_s, FieldId(1)}, {u"!"_s, FieldId()}}));
    QVERIFY(labels::moved(parts, {gone, FieldId(0)})
            == (std::vector<LabelPart>{{{}, FieldId(0)}, {u"!"_s, FieldId()}}));
    QVERIFY(labels::moved(parts, {FieldId(0), gone})
            == (std::vector<LabelPart>{{{}, FieldId(0)}, {u"!"_s, FieldId()}}));
    QVERIFY(labels::moved(parts, {gone, gone}).empty());
}

void SchemaTest::givesEachModelItsEnds()
{
    const Schema schema = blog();
    const auto lines = [&schema](QStringView name) { return endLines(schema, *schema.modelNamed(name)); };
    QCOMPARE(lines(u"Author"), QStringList{u"(post)<Post"_s});
    QCOMPARE(lines(u"Post"), (QStringList{u"author>Author"_s, u"tags<>Tag"_s}));
    QCOMPARE(lines(u"Tag"), QStringList{u"posts<>Post"_s});
    QCOMPARE(lines(u"Publication"), QStringList{u"articles<<Article"_s});
    QCOMPARE(lines(u"Article"), QStringList{u"publication>Publication"_s});
    QCOMPARE(lines(u"PostTag"), (QStringList{u"post>Post"_s, u"tag>Tag"_s}));
    for (const Relationship &relationship : schema.relationships)
        QVERIFY(schema.end(schema.keyEnd(relationship.reference)).relationship.isValid());
}

void SchemaTest::findsTheOtherSide()
{
    const Schema schema = blog();
    const auto end = [&schema](QStringView model, QStringView name) {
        return schema.endNamed(*schema.modelNamed(model), name).value();
    };
    QVERIFY(schema.opposite(end(u"Post", u"author")) == end(u"Author", u"post"));
    QVERIFY(schema.opposite(end(u"Author", u"post")) == end(u"Post", u"author"));
    QVERIFY(schema.opposite(end(u"Post", u"tags")) == end(u"Tag", u"posts"));
    QVERIFY(schema.opposite(end(u"Publication", u"articles")) == end(u"Article", u"publication"));
    QVERIFY(!schema.opposite(end(u"PostTag", u"post")));
    const End &tags = schema.end(end(u"Post", u"tags"));
    QCOMPARE(schema.model(schema.reference(tags.farReference).to).name, u"Tag"_s);
    QCOMPARE(schema.model(schema.reference(tags.reference).to).name, u"Post"_s);

    const Schema self = schemaOf(u"type P @model { friends: [P] @manyToMany(relationName: \"F\") "
                                 "friendOf: [P] @manyToMany(relationName: \"F\") }"_s);
    const EndId friends = self.endNamed(ModelId(0), u"friends").value();
    const EndId friendOf = self.endNamed(ModelId(0), u"friendOf").value();
    QVERIFY(self.opposite(friends) == friendOf);
    QVERIFY(self.opposite(friendOf) == friends);
}

void SchemaTest::namesEndsApart()
{
    const Schema schema = schemaOf(u"type Node @model { node: String parent: Node @belongsTo(references: []) "
                                   "one: Node @hasOne near: [Node] @manyToMany }"_s);
    const QStringList lines = endLines(schema, ModelId(0));
    QCOMPARE(lines,
             (QStringList{u"parent>Node"_s, u"one>Node"_s, u"(nodes)<<Node"_s, u"(node2)<Node"_s, u"near<>Node"_s,
                          u"(nodes2)<>Node"_s}));
}

void SchemaTest::letsAnEndBearItsColumnsName()
{
    Schema schema;
    Model model;
    model.name = u"t"_s;
    model.fields = {plainField(u"id"_s), plainField(u"a"_s), plainField(u"b"_s)};
    model.key = {FieldId(0)};
    schema.models = {model};
    Reference reference;
    reference.from = ModelId(0);
    reference.to = ModelId(0);
    reference.referenced = {FieldId(0)};
    reference.columns = {FieldId(1)};
    schema.references.push_back(reference);
    reference.columns = {FieldId(2)};
    schema.references.push_back(reference);
    schema.rebuildEnds({u"a"_s, u"a"_s});
    QCOMPARE(endLines(schema, ModelId(0)), (QStringList{u"a>t"_s, u"a2>t"_s}));
    QVERIFY(schema.isPlainField(schema.keyEnd(ReferenceId(0))));
    QCOMPARE(schema.referencesTo(ModelId(0)).size(), 2u);
    QCOMPARE(schema.referencesFrom(ModelId(0)).size(), 2u);
}

void SchemaTest::judgesCompositeReferences()
{
    Schema schema = schemaOf(
        u"type A @model { x: ID! @primaryKey(sortKeyFields: [\"y\"]) y: ID! } "
        "type B @model { p: ID! q: ID a: A @belongsTo(fields: [\"p\", \"q\"]) "
        "r: ID s: ID c: A @belongsTo(fields: [\"r\", \"s\"]) t: ID! u: ID! d: A @belongsTo(fields: [\"t\", \"u\"]) }"_s);
    QCOMPARE(schema.references.size(), 3u);
    QVERIFY(!schema.isClearable(ReferenceId(0)) && !schema.isRequired(ReferenceId(0)));
    QVERIFY(schema.isClearable(ReferenceId(1)) && !schema.isRequired(ReferenceId(1)));
    QVERIFY(!schema.isClearable(ReferenceId(2)) && schema.isRequired(ReferenceId(2)));
    schema.models[1].key = schema.references[1].columns;
    QVERIFY(!schema.isClearable(ReferenceId(1)) && schema.isRequired(ReferenceId(1)));
}

void SchemaTest::staysQuickWithManyAlike()
{
    Schema schema;
    Model model;
    model.name = u"t"_s;
    model.fields = {plainField(u"id"_s)};
    model.key = {FieldId(0)};
    schema.models = {model};
    Reference reference;
    reference.from = ModelId(0);
    reference.to = ModelId(0);
    reference.referenced = {FieldId(0)};
    reference.columns = {FieldId(0)};
    schema.references.assign(50'000, reference);
    // Work that grows with the square would outlast the test's time.
    schema.rebuildEnds(std::vector<QString>(50'000));
    QCOMPARE(schema.end(EndId(49'999)).name, u"t50000"_s);
}

void SchemaTest::namesInPlural_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("plural");
    QTest::addColumn<QString>("singular");
    const auto row = [](const QString &model, const QString &plural, const QString &singular) {
        QTest::newRow(qPrintable(model)) << model << plural << singular;
    };
    row(u"Category"_s, u"categories"_s, u"category"_s);
    row(u"order item"_s, u"order items"_s, u"order item"_s);
    row(u"Größe"_s, u"größe"_s, u"größe"_s);
    row(u"OrderItem"_s, u"orderItems"_s, u"orderItem"_s);
    row(u"Day"_s, u"days"_s, u"day"_s);
    row(u"Box"_s, u"boxes"_s, u"box"_s);
    row(u"Address"_s, u"addresses"_s, u"address"_s);
    row(u"artists"_s, u"artists"_s, u"artist"_s);
    row(u"Categories"_s, u"categories"_s, u"category"_s);
    row(u"Series"_s, u"series"_s, u"series"_s);
    row(u"Status"_s, u"statuses"_s, u"status"_s);
    row(u"URL"_s, u"urls"_s, u"url"_s);
    row(u"HTTPLog"_s, u"httpLogs"_s, u"httpLog"_s);
    row(u"A"_s, u"as"_s, u"a"_s);
    row(u"T2"_s, u"t2"_s, u"t2"_s);
}

void SchemaTest::namesInPlural()
{
    QFETCH(QString, model);
    QFETCH(QString, plural);
    QFETCH(QString, singular);
    QCOMPARE(schemarules::pluralFieldName(model), plural);
    QCOMPARE(schemarules::singularFieldName(model), singular);
}

void SchemaTest::freesNames()
{
    QCOMPARE(schemarules::freeName(u"a"_s, {u"b"_s}), u"a"_s);
    QCOMPARE(schemarules::freeName(u"a"_s, {u"a"_s, u"a2"_s}), u"a3"_s);
}

void SchemaTest::guessesTheDisplayField_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("display");
    QTest::newRow("the one unique text") << u"name: String code: String @unique"_s << u"code"_s;
    QTest::newRow("two unique texts") << u"a: String @unique b: String @unique title: String"_s << u"title"_s;
    QTest::newRow("name before title") << u"Title: String NAME: String"_s << u"NAME"_s;
    QTest::newRow("the only other field") << u"qty: Int"_s << u"qty"_s;
    QTest::newRow("first text") << u"n: Int day: AWSDate text: String more: String"_s << u"text"_s;
    QTest::newRow("not a reference") << u"postId: String note: String post: M @hasOne(fields: [\"postId\"])"_s
                                     << u"note"_s;
    QTest::newRow("nothing fits") << u"n: Int m: Int"_s << QString();
    QTest::newRow("not a list") << u"name: [String] n: Int"_s << QString();
}

void SchemaTest::guessesTheDisplayField()
{
    QFETCH(QString, fields);
    QFETCH(QString, display);
    const Schema schema = schemaOf(u"type M @model { id: ID! "_s % fields % u" }"_s);
    const Model &model = schema.models.at(0);
    QCOMPARE(model.display.isValid() ? model.field(model.display).name : QString(), display);
}

void SchemaTest::describesAsTheContractSays()
{
    const Schema schema =
        schemaOf(u"enum Mood { GOOD BAD } type Place { street: String! }"
                 "type Post @model(timestamps: null) { n: Int @default(value: \"3\") mood: Mood "
                 "words: [String]! author: Author @hasOne tags: [Author] @manyToMany(relationName: \"L\") }"
                 "type Author @model(timestamps: null) { isbn: ID! @primaryKey(sortKeyFields: [\"part\"]) "
                 "part: Int! place: Place posts: [Post] @manyToMany(relationName: \"L\") }"_s);
    const QJsonObject found = schemajson::describe(schema);
    const QJsonObject expected = QJsonDocument::fromJson(R"({
      "models": [
        {"name":"Post","join":false,"view":false,"key":["id"],"display":null,"fields":[
          {"name":"id","type":"ID","required":true,"list":false,"unique":false,"default":null,"enum":null},
          {"name":"n","type":"Int","required":false,"list":false,"unique":false,"default":3,"enum":null},
          {"name":"mood","type":"Mood","required":false,"list":false,"unique":false,"default":null,"enum":"Mood"},
          {"name":"words","type":"String","required":true,"list":true,"unique":false,"default":null,"enum":null}]},
        {"name":"Author","join":false,"view":false,"key":["isbn","part"],"display":null,"fields":[
          {"name":"isbn","type":"ID","required":true,"list":false,"unique":false,"default":null,"enum":null},
          {"name":"part","type":"Int","required":true,"list":false,"unique":false,"default":null,"enum":null},
          {"name":"place","type":"Place","required":false,"list":false,"unique":false,"default":null,"enum":null}]},
        {"name":"L","join":true,"view":false,"key":["id"],"display":null,"fields":[
          {"name":"id","type":"ID","required":true,"list":false,"unique":false,"default":null,"enum":null},
          {"name":"createdAt","type":"AWSDateTime","required":false,"list":false,"unique":false,"default":null,"enum":null},
          {"name":"updatedAt","type":"AWSDateTime","required":false,"list":false,"unique":false,"default":null,"enum":null}]}],
      "relationships": [
        {"name":"Post.author","kind":"oneToOne","source":"Post","target":"Author","sourceField":"author","targetField":null,
         "columns":["author_isbn","author_part"],"through":null,"deleteRule":"clear"},
        {"name":"L","kind":"manyToMany","source":"Post","target":"Author","sourceField":"tags","targetField":"posts",
         "columns":["post","author_isbn","author_part"],"through":"L","deleteRule":"cascade"}],
      "enums": [{"name":"Mood","values":["GOOD","BAD"]}],
      "types": [{"name":"Place","fields":[
          {"name":"street","type":"String","required":true,"list":false,"unique":false,"default":null,"enum":null}]}],
      "notices": []})")
                                     .object();
    QVERIFY(!expected.isEmpty());
    QCOMPARE(found, expected);
}

void SchemaTest::storesAndLoads_data()
{
    QTest::addColumn<QString>("path");
    const QStringList paths = schemaFiles();
    for (const QString &path : paths)
        QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
}

void SchemaTest::storesAndLoads()
{
    QFETCH(QString, path);
    Schema schema = schemaOf(textOf(path));
    if (!schema.models.empty()) {
        Model &model = schema.models.front();
        model.keyKind = KeyKind::Rowid;
        model.view = model.hasTriggers = model.withoutRowid = model.strict = true;
        Field &field = model.fields.front();
        field.column = u"other \"column\""_s;
        field.anyType = field.hasDefault = true;
        field.declaredType = u"VARCHAR(20)"_s;
        field.origin = FieldOrigin::Generated;
    }
    const QByteArray text = QJsonDocument(schemajson::store(schema)).toJson(QJsonDocument::Compact);
    const Result<Schema> loaded = schemajson::load(QJsonDocument::fromJson(text).object());
    QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().message));
    QVERIFY(*loaded == schema);
}

void SchemaTest::refusesDamagedStores()
{
    const QJsonObject good = schemajson::store(blog());
    QVERIFY(schemajson::load(good));
    QVERIFY(!schemajson::load({}));
    const auto damaged = [&good](const QString &list, int item, const QString &member, const QJsonValue &value) {
        QJsonObject object = good;
        QJsonArray array = object[list].toArray();
        QJsonObject changed = array[item].toObject();
        changed[member] = value;
        array[item] = changed;
        object[list] = array;
        return !schemajson::load(object);
    };
    QVERIFY(damaged(u"models"_s, 0, u"key"_s, QJsonArray{99}));
    QVERIFY(damaged(u"models"_s, 0, u"display"_s, 99));
    QVERIFY(damaged(u"models"_s, 0, u"fields"_s, 1));
    QVERIFY(damaged(u"models"_s, 0, u"keyKind"_s, 17));
    QVERIFY(damaged(u"references"_s, 0, u"from"_s, -1));
    QVERIFY(damaged(u"references"_s, 0, u"to"_s, 100));
    QVERIFY(damaged(u"references"_s, 0, u"columns"_s, QJsonArray()));
    QVERIFY(damaged(u"references"_s, 0, u"rule"_s, u"explode"_s));
    QVERIFY(damaged(u"relationships"_s, 0, u"reference"_s, 100));
    QVERIFY(damaged(u"relationships"_s, 0, u"kind"_s, 1));
    QJsonObject short_ = good;
    short_[u"keyEndNames"_s] = QJsonArray();
    QVERIFY(!schemajson::load(short_));
    QJsonObject newer = good;
    newer[u"version"_s] = 2;
    QCOMPARE(toString(schemajson::load(newer).error().code), u"unsupported"_s);
}

QTEST_APPLESS_MAIN(SchemaTest)
#include "schematest.moc"
