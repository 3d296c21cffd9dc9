#include "schemafixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

/// "oneToMany Blog.posts Post.blog", as facts and schema both can say it.
QString relationshipLine(const QString &kind, const QString &from, const QString &fromField, const QString &to,
                         const QString &toField)
{
    QString source = from % u'.' % fromField;
    QString target = to % u'.' % toField;
    if (kind == u"manyToMany" && target < source)
        std::swap(source, target);
    return kind % u' ' % source % u' ' % target;
}

QStringList relationshipLines(const Schema &schema)
{
    QStringList lines;
    for (const Relationship &item : schema.relationships)
        lines.append(relationshipLine(toString(item.kind), schema.model(item.source).name, item.sourceField,
                                      schema.model(item.target).name, item.targetField));
    lines.sort();
    return lines;
}

QStringList relationshipLines(const QJsonArray &facts)
{
    QStringList lines;
    for (const QJsonValue &item : facts)
        lines.append(relationshipLine(item[u"kind"].toString(), item[u"from"].toString(), item[u"fromField"].toString(),
                                      item[u"to"].toString(), item[u"toField"].toString()));
    lines.sort();
    return lines;
}

/// "byName name,pages booksByName"
QStringList indexLines(const Model &model)
{
    QStringList lines;
    for (const Index &index : model.indexes) {
        QStringList names;
        for (const FieldId field : index.fields)
            names.append(model.field(field).name);
        lines.append(index.name % u' ' % names.join(u',') % u' ' % index.queryField);
    }
    lines.sort();
    return lines;
}

QStringList indexLines(const QJsonArray &facts)
{
    QStringList lines;
    for (const QJsonValue &index : facts) {
        QStringList names;
        for (const QJsonValue &name : index[u"fields"].toArray())
            names.append(name.toString());
        lines.append(index[u"name"].toString() % u' ' % names.join(u',') % u' ' % index[u"queryField"].toString());
    }
    lines.sort();
    return lines;
}

QStringList keyNames(const Model &model)
{
    QStringList names;
    for (const FieldId field : model.key)
        names.append(model.field(field).name);
    return names;
}

QStringList texts(const QJsonArray &array)
{
    QStringList result;
    for (const QJsonValue &item : array)
        result.append(item.toString());
    return result;
}

} // namespace

class SdlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatTheFactsSay_data() { files(); }
    void readsWhatTheFactsSay();
    void writesWhatItReads_data() { files(); }
    void writesWhatItReads();
    void refusesWithPlace_data();
    void refusesWithPlace();
    void keepsAnOrdinaryKeyHidden();
    void keepsNamedKeysVisible();
    void makesTheKeyOfAnEndlessHasMany();
    void makesJoinModels();
    void appendsLinkToATakenJoinName();
    void readsHasOneReferencesAsHasOne();
    void pairsByNameOfTheOtherField();
    void keepsTimesUnlessToldOtherwise();
    void reportsWhatHasNoEffect();
    void readsEveryConstruct();
    void writesForeignNames();

private:
    static void files();
};

void SdlTest::files()
{
    QTest::addColumn<QString>("path");
    const QStringList paths = schemaFiles();
    for (const QString &path : paths)
        QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
}

void SdlTest::readsWhatTheFactsSay()
{
    QFETCH(QString, path);
    const Result<Schema> schema = sdl::read(textOf(path));
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
    const QString factPath =
        QString(path).replace(u"/data/sdl/"_s, u"/data/expected/sdl/"_s).replace(u".graphql"_s, u".json"_s);
    const QJsonObject facts = QJsonDocument::fromJson(textOf(factPath).toUtf8()).object();
    if (facts.isEmpty())
        return; // the cases have no facts: that they read is what is tested

    QCOMPARE(relationshipLines(*schema), relationshipLines(facts[u"relationships"].toArray()));
    for (const QJsonValue &fact : facts[u"models"].toArray()) {
        const auto id = schema->modelNamed(fact[u"name"].toString());
        QVERIFY2(id, qPrintable(fact[u"name"].toString()));
        const Model &model = schema->model(*id);
        QCOMPARE(keyNames(model), texts(fact[u"key"].toArray()));
        QCOMPARE(indexLines(model), indexLines(fact[u"indexes"].toArray()));
        for (const QJsonValue &column : fact[u"columns"].toArray()) {
            const QString type = column[u"type"].toString();
            if (schema->modelNamed(type))
                continue; // a model without a relationship is left out, with a notice
            const auto field = model.fieldNamed(column[u"name"].toString());
            QVERIFY2(field, qPrintable(column[u"name"].toString()));
            const FieldType &found = model.field(*field).type;
            QCOMPARE(found.kind == FieldType::Kind::Scalar ? toString(found.scalar) : found.name, type);
            QCOMPARE(found.list, column[u"list"].toBool());
            QCOMPARE(model.field(*field).required, column[u"required"].toBool());
            QCOMPARE(model.field(*field).defaultValue.has_value(), !column[u"default"].isUndefined());
        }
    }
    for (const QJsonValue &fact : facts[u"enums"].toArray()) {
        const EnumType *type = schema->enumNamed(fact[u"name"].toString());
        QVERIFY(type);
        QCOMPARE(type->values, texts(fact[u"values"].toArray()));
    }
    QCOMPARE(static_cast<qsizetype>(schema->types.size()), facts[u"nonModelTypes"].toArray().size());
    const QStringList ignored = facts[u"ignoredDirectives"].toObject().keys();
    for (const QString &directive : ignored)
        QVERIFY2(schema->notices.join(u'\n').contains(u'@' % directive), qPrintable(directive));
}

void SdlTest::writesWhatItReads()
{
    QFETCH(QString, path);
    const Result<Schema> schema = sdl::read(textOf(path));
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
    const QString written = sdl::write(*schema);
    const QString folder = qEnvironmentVariable("RELATA_KEEP_SDL");
    if (QFile file(folder % u'/' % QFileInfo(path).fileName()); !folder.isEmpty() && file.open(QIODevice::WriteOnly))
        file.write(written.toUtf8());
    const Result<Schema> again = sdl::read(written);
    QVERIFY2(again, qPrintable((again ? QString() : again.error().message) % u'\n' % written));
    QVERIFY2(withoutNotices(*again) == withoutNotices(*schema), qPrintable(written));
    QCOMPARE(sdl::write(*again), written);
}

void SdlTest::refusesWithPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("start");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char *name, const QString &text, const QString &start,
                        ErrorCode code = ErrorCode::Syntax) { QTest::newRow(name) << text << start << code; };
    row("nonsense", u"?"_s, u"line 1, column 1: expected"_s);
    row("no definition", u"type A @model\nqueri {"_s, u"line 2, column 1: expected \"type\""_s);
    row("no field name", u"type A @model {\r\n  : ID\r\n}"_s, u"line 2, column 3: expected a field's name"_s);
    row("no colon", u"type A @model { id ID }"_s, u"line 1, column 20: expected \":\", not \"ID\""_s);
    row("no type", u"type A @model { id: }"_s, u"line 1, column 21: expected a type, not \"}\""_s);
    row("open list", u"type A @model { id: [ID }"_s, u"line 1, column 25: expected \"]\""_s);
    row("open body", u"type A @model { id: ID"_s,
        u"line 1, column 23: expected a field's name or \"}\", not the end"_s);
    row("empty body", u"type A @model {}"_s, u"line 1, column 16: expected a field's name"_s);
    row("open text", u"type A @x(a: \"b\n\")"_s, u"line 1, column 14: expected a closing quote"_s);
    row("open block", u"\"\"\"abc"_s, u"line 1, column 1: expected three closing quotes"_s);
    row("bad escape", u"type A @x(a: \"\\q\")"_s, u"line 1, column 16: expected one of"_s);
    row("bad number", u"type A @x(a: 1.)"_s, u"line 1, column 16: expected a digit"_s);
    row("number and name", u"type A @x(a: 1b)"_s, u"line 1, column 15: expected a blank"_s);
    row("wide characters count once", u"type A @x(a: \"\U0001F600\") ?"_s, u"line 1, column 19: expected"_s);
    row("unknown type", u"type A @model {\n\tb: Nope\n}"_s, u"line 2, column 5: expected a type, but \"Nope\""_s);
    row("type twice", u"enum A { B }\ntype A @model"_s, u"line 2, column 6: expected another name"_s);
    row("field twice", u"type A @model { a: Int a: Int }"_s, u"line 1, column 24: expected another name"_s);
    row("value twice", u"enum A { B B }"_s, u"line 1, column 12: expected another name"_s);
    row("built-in", u"type String @model"_s, u"line 1, column 6: expected another name"_s);
    row("extend nothing", u"extend type A { a: Int }"_s, u"line 1, column 13: expected a type to extend"_s);
    row("no model", u"type A @model { b: B @hasOne } type B { c: Int }"_s,
        u"line 1, column 20: expected a type with @model"_s);
    row("no list", u"type A @model { b: A @hasMany }"_s, u"line 1, column 20: expected a list"_s);
    row("a list", u"type A @model { b: [A] @belongsTo }"_s, u"line 1, column 20: expected one instance"_s);
    row("two directives", u"type A @model { b: A @hasOne @belongsTo }"_s,
        u"line 1, column 30: expected one relationship"_s);
    row("key field", u"type A @model { a: ID @primaryKey(sortKeyFields: [\"b\"]) }"_s,
        u"line 1, column 23: expected fields of A"_s);
    row("key field twice", u"type A @model { a: ID @primaryKey(sortKeyFields: [\"a\"]) }"_s,
        u"line 1, column 23: expected different fields"_s);
    row("index field", u"type A @model { a: ID @index(name: \"i\", sortKeyFields: [\"b\"]) }"_s,
        u"line 1, column 23: expected fields of A"_s);
    row("index name", u"type A @model { a: [A] @hasMany(indexName: \"i\") }"_s,
        u"line 1, column 17: expected an index of A"_s);
    row("own field", u"type A @model { a: A @hasOne(fields: [\"x\"]) }"_s,
        u"line 1, column 17: expected a field of A"_s);
    row("number of fields", u"type A @model { x: ID y: ID a: A @hasOne(fields: [\"x\", \"y\"]) }"_s,
        u"line 1, column 29: expected one field of A"_s);
    row("default", u"type A @model { a: Int @default(value: \"x\") }"_s,
        u"line 1, column 40: expected a default that fits"_s);
    row("no default", u"type A @model { a: Int @default }"_s, u"line 1, column 24: expected @default(value"_s);
    row("two matches", u"type A @model { b: [B] @hasMany c: [B] @hasMany } type B @model { a: A @belongsTo }"_s,
        u"line 1, column 67: expected one match, but both \"A.b\" and \"A.c\""_s, ErrorCode::Unsupported);
    row("two other ends", u"type A @model { b: [B] @hasMany } type B @model { a: A @belongsTo c: A @belongsTo }"_s,
        u"line 1, column 67: expected one match, but both \"B.a\" and \"B.c\""_s, ErrorCode::Unsupported);
    row("three ends",
        u"type A @model { a: [A] @manyToMany(relationName: \"R\") b: [A] @manyToMany(relationName: \"R\") "
        u"c: [A] @manyToMany(relationName: \"R\") }"_s,
        u"line 1, column 93: expected two @manyToMany"_s, ErrorCode::Unsupported);
    row("deep value", u"type A @x(a: "_s % QString(100, u'[') % u')', u"line 1, column 78: expected at most 64"_s);
    row("deep type", u"type A { a: "_s % QString(100, u'[') % u'}', u"line 1, column 78: expected at most 64"_s);
}

void SdlTest::refusesWithPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, start);
    QFETCH(ErrorCode, code);
    const Result<Schema> schema = sdl::read(text);
    QVERIFY(!schema);
    QVERIFY2(schema.error().message.startsWith(start), qPrintable(schema.error().message));
    QCOMPARE(toString(schema.error().code), toString(code));
}

void SdlTest::keepsAnOrdinaryKeyHidden()
{
    const Schema schema =
        schemaOf(u"type Post @model { author: Author @hasOne shelf: Shelf! @belongsTo }"
                 "type Author @model { name: String }"
                 "type Shelf @model { room: Int! @primaryKey(sortKeyFields: [\"row\"]) row: String! }"_s);
    QCOMPARE(schema.references.size(), 2u);
    QCOMPARE(columnNames(schema, ReferenceId(0)), u"author"_s);
    QCOMPARE(columnNames(schema, ReferenceId(1)), u"shelf_room shelf_row"_s);
    QVERIFY(schema.references[0].unique);
    QCOMPARE(toString(schema.references[0].rule), toString(DeleteRule::Clear));
    QCOMPARE(toString(schema.references[1].rule), toString(DeleteRule::Cascade));
    QVERIFY(!schema.isRequired(ReferenceId(0)));
    QVERIFY(schema.isRequired(ReferenceId(1)));
    const Model &post = schema.models[0];
    const Field &room = post.field(*post.fieldNamed(u"shelf_room"_s));
    QVERIFY(room.hidden);
    QVERIFY(room.type.isScalar(ScalarType::Int));
    QVERIFY(!schema.isPlainField(*schema.endNamed(ModelId(0), u"author"_s)));
}

void SdlTest::keepsNamedKeysVisible()
{
    const Schema schema =
        schemaOf(u"type Blog @model { posts: [Post] @hasMany(indexName: \"byBlog\", fields: [\"id\"]) }"
                 "type Post @model { blogID: ID! @index(name: \"byBlog\", sortKeyFields: [\"day\"]) day: AWSDate "
                 "blog: Blog @belongsTo(fields: [\"blogID\"]) }"_s);
    QCOMPARE(schema.relationships.size(), 1u);
    QCOMPARE(columnNames(schema, ReferenceId(0)), u"blogID"_s);
    QVERIFY(schema.isPlainField(*schema.endNamed(ModelId(1), u"blog"_s)));
    QVERIFY(!schema.models[1].field(schema.references[0].columns[0]).hidden);
}

void SdlTest::makesTheKeyOfAnEndlessHasMany()
{
    const Schema schema =
        schemaOf(u"type Publication @model { articles: [Article] @hasMany } type Article @model { a: Int }"_s);
    QCOMPARE(columnNames(schema, ReferenceId(0)), u"publicationArticlesId"_s);
    const Field &key = schema.models[1].field(schema.references[0].columns[0]);
    QVERIFY(!key.hidden);
    QVERIFY(!key.required);
    const End &end = schema.end(schema.keyEnd(ReferenceId(0)));
    QVERIFY(!end.named);
    QCOMPARE(end.name, u"publication"_s);
}

void SdlTest::makesJoinModels()
{
    const Schema schema =
        schemaOf(u"type Post @model { id: ID! tags: [Tag] @manyToMany(relationName: \"postTags\") "
                 "near: [Post] @manyToMany(relationName: \"Near\") nearOf: [Post] @manyToMany(relationName: \"Near\") }"
                 "type Tag @model { posts: [Post] @manyToMany(relationName: \"postTags\") }"_s);
    const auto join = schema.modelNamed(u"PostTags");
    QVERIFY(join);
    QVERIFY(schema.model(*join).join);
    QVERIFY(schema.endNamed(*join, u"post"));
    QVERIFY(schema.endNamed(*join, u"tag"));
    QCOMPARE(schema.model(*join).indexes.size(), 2u);
    QVERIFY(schema.model(*join).indexes[0].unique);
    const Relationship &link = schema.relationships[0];
    QCOMPARE(link.through, *join);
    QVERIFY(schema.isRequired(link.reference) && schema.isRequired(link.secondReference));
    const auto near = schema.modelNamed(u"Near");
    QVERIFY(near && schema.endNamed(*near, u"source") && schema.endNamed(*near, u"target"));
    QCOMPARE(schema.relationships[1].sourceField, u"near"_s);
    QCOMPARE(schema.relationships[1].targetField, u"nearOf"_s);
}

void SdlTest::appendsLinkToATakenJoinName()
{
    const Schema schema =
        schemaOf(u"type Post @model { tags: [Tag] @manyToMany } type Tag @model { posts: [Post] @manyToMany }"
                 "type PostTag @model"_s);
    QCOMPARE(schema.relationships.size(), 1u);
    QCOMPARE(schema.model(schema.relationships[0].through).name, u"PostTagLink"_s);
    QVERIFY(schema.notices.join(u' ').contains(u"PostTagLink"));
}

void SdlTest::readsHasOneReferencesAsHasOne()
{
    const Schema schema = schemaOf(u"type Cart @model { customer: Customer @belongsTo customerId: ID }"
                                   "type Customer @model { cart: Cart @hasOne(references: [\"customerId\"]) }"_s);
    QCOMPARE(schema.relationships.size(), 1u);
    QCOMPARE(toString(schema.relationships[0].kind), u"oneToOne"_s);
    QCOMPARE(schema.model(schema.references[0].from).name, u"Customer"_s);
    QCOMPARE(columnNames(schema, ReferenceId(0)), u"cart"_s);
    QCOMPARE(schema.relationships[0].targetField, u"customer"_s);
    QVERIFY(schema.models[0].fieldNamed(u"customerId"));
    QVERIFY(schema.notices.join(u' ').contains(u"Customer.cart"));
}

void SdlTest::pairsByNameOfTheOtherField()
{
    const Schema schema = schemaOf(
        u"type A @model { b: [B] @hasMany(references: [\"y\"]) c: [B] @hasMany d: B @hasOne }"
        "type B @model { x: A @belongsTo(references: [\"c\"]) y: A @belongsTo z: A @belongsTo(references: []) }"_s);
    QCOMPARE(
        relationshipLines(schema),
        (QStringList{u"oneToMany A. B.z"_s, u"oneToMany A.b B.y"_s, u"oneToMany A.c B.x"_s, u"oneToOne A.d B."_s}));
}

void SdlTest::keepsTimesUnlessToldOtherwise()
{
    const Schema schema = schemaOf(u"type A @model { updatedAt: AWSDateTime! }"
                                   "type B @model(timestamps: null) { createdAt: AWSDateTime }"
                                   "type C @model(timestamps: { createdAt: \"made\" }) { a: Int }"
                                   "type D @model { createdAt: AWSDateTime! @primaryKey }"
                                   "type E @model { createdAt: String }"_s);
    const auto kept = [&schema](int model) {
        QStringList names;
        for (const Field &field : schema.models[static_cast<std::size_t>(model)].fields)
            if (!field.isWritable())
                names.append(field.name);
        return names.join(u' ');
    };
    QCOMPARE(kept(0), u"updatedAt createdAt"_s);
    QCOMPARE(kept(1), QString());
    QCOMPARE(kept(2), u"made updatedAt"_s);
    QCOMPARE(kept(3), u"updatedAt"_s);
    QCOMPARE(kept(4), u"updatedAt"_s);
}

void SdlTest::reportsWhatHasNoEffect()
{
    const Schema schema = schemaOf(u"type Query { a: Int @aws_iam } input I { a: Int } "
                                   "type A @model @auth(rules: []) { b: B c: Int @auth } type B @model"_s);
    const QString notices = schema.notices.join(u'\n');
    for (const QStringView part : {u"\"Query\"", u"\"I\"", u"@auth (2", u"@aws_iam (1", u"A.b"})
        QVERIFY2(notices.contains(part), qPrintable(notices));
    QCOMPARE(schema.models[0].directives, u"@auth(rules: [])"_s);
    QCOMPARE(schema.models[0].field(*schema.models[0].fieldNamed(u"c")).directives, u"@auth"_s);
    QVERIFY(!schema.models[0].fieldNamed(u"b"));
}

void SdlTest::readsEveryConstruct()
{
    const Schema schema = schemaOf(textOf(QStringLiteral(RELATA_TEST_DIR "/schema/sdl/every.graphql")));
    QCOMPARE(schema.models[0].description, u"Says \"hello\"\\ and \u00e9"_s);
    QCOMPARE(schema.enums[0].description, u"How a book stands.\n\n  Indented, with \"quotes\"."_s);
    QCOMPARE(schema.enums[0].values, (QStringList{u"GOOD"_s, u"BAD"_s, u"true_"_s}));
    const Model &book = schema.models[0];
    const auto value = [&book](QStringView name) { return book.field(*book.fieldNamed(name)).defaultValue.value(); };
    QCOMPARE(value(u"pages"), QJsonValue(-3));
    QCOMPARE(value(u"open"), QJsonValue(true));
    QCOMPARE(value(u"tags"), QJsonValue(QJsonArray{u"a"_s, u"b"_s}));
    QCOMPARE(value(u"note"), QJsonValue(u"line\nand \"quote\""_s));
    QVERIFY(book.field(*book.fieldNamed(u"code")).unique);
    QVERIFY(book.field(*book.fieldNamed(u"grid")).type.isScalar(ScalarType::Json));
    QCOMPARE(schema.modelNamed(u"BookLabelLink").has_value(), true);
    const Model &label = schema.model(*schema.modelNamed(u"Label"));
    QCOMPARE(label.field(label.display).name, u"text"_s);
    const Model &empty = schema.model(*schema.modelNamed(u"Empty"));
    QVERIFY(empty.fieldNamed(u"late"));
    QCOMPARE(empty.directives, u"@searchable"_s);
}

void SdlTest::writesForeignNames()
{
    Schema schema;
    Model model;
    model.name = u"order items"_s;
    model.table = model.name;
    Field key;
    key.name = u"2 key"_s;
    key.column = key.name;
    key.required = true;
    Field other = key;
    other.name = u"2-key"_s;
    other.column = other.name;
    model.fields = {key, other};
    model.key = {FieldId(0)};
    schema.models = {model};
    schema.rebuildEnds({});
    const QString text = sdl::write(schema);
    QVERIFY2(text.contains(u"type order_items @model"_s), qPrintable(text));
    QVERIFY2(text.contains(u"  _2_key: String! @primaryKey"_s), qPrintable(text));
    QVERIFY2(text.contains(u"  _2_key2: String!"_s), qPrintable(text));
    const Schema again = schemaOf(text);
    QCOMPARE(again.models.size(), 1u);
    QCOMPARE(again.models[0].name, u"order items"_s);
    QCOMPARE(again.models[0].table, u"order items"_s);
    QCOMPARE(keyNames(again.models[0]), QStringList{u"2 key"_s});
    QVERIFY(again.models[0].fieldNamed(u"2-key"));
}

QTEST_APPLESS_MAIN(SdlTest)
#include "sdltest.moc"
