#include "schema/schemaedit.h"
#include "schema/findings.h"
#include "schemafixture.h"
#include "store/connection.h"
#include "store/introspector.h"

#include <QtTest>

#include <algorithm>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

SchemaDraft draftFrom(const QString &text) { return draftOf(schemaOf(text)); }

ModelId modelOf(const SchemaDraft &draft, QStringView name)
{
    return draft.schema.modelNamed(name).value_or(ModelId());
}

FieldId fieldOf(const SchemaDraft &draft, QStringView model, QStringView name)
{
    return draft.schema.model(modelOf(draft, model)).fieldNamed(name).value_or(FieldId());
}

RelationshipId relationOf(const SchemaDraft &draft, QStringView name)
{
    for (std::size_t i = 0; i < draft.schema.relationships.size(); ++i)
        if (draft.schema.relationships[i].name == name)
            return RelationshipId(static_cast<int>(i));
    return {};
}

QStringList fieldNames(const Model &model)
{
    QStringList names;
    for (const Field &field : model.fields)
        names.append(field.hidden ? QString(u'(' % field.name % u')') : field.name);
    return names;
}

/// Says where two drafts differ first, so that a failure can be read.
QString firstDifference(const SchemaDraft &a, const SchemaDraft &b)
{
    if (a == b)
        return {};
    for (std::size_t i = 0; i < std::min(a.schema.models.size(), b.schema.models.size()); ++i)
        if (!(a.schema.models[i] == b.schema.models[i]))
            return a.schema.models[i].name % u": "_s % fieldNames(a.schema.models[i]).join(u' ') % u" / "_s
                % fieldNames(b.schema.models[i]).join(u' ');
    if (a.schema.models.size() != b.schema.models.size())
        return u"number of models"_s;
    if (a.schema.references != b.schema.references)
        return u"references"_s;
    for (std::size_t i = 0; i < std::min(a.schema.relationships.size(), b.schema.relationships.size()); ++i)
        if (!(a.schema.relationships[i] == b.schema.relationships[i]))
            return u"relationship %1 / %2"_s.arg(a.schema.relationships[i].name, b.schema.relationships[i].name);
    if (a.schema.enums != b.schema.enums)
        return u"enums"_s;
    if (a.schema.keyEndNames() != b.schema.keyEndNames())
        return u"key ends"_s;
    return a.schema == b.schema ? u"origins"_s : u"elsewhere"_s;
}

/// All positions lead somewhere, and the two lists are as long as each other.
bool isWhole(const SchemaDraft &draft)
{
    const Schema &schema = draft.schema;
    if (draft.origins.models.size() != schema.models.size() || draft.origins.enums.size() != schema.enums.size()
        || draft.origins.relationships.size() != schema.relationships.size()
        || schema.keyEndNames().size() != schema.references.size())
        return false;
    const auto inModel = [&](ModelId id) { return id.isValid() && id.index() < schema.models.size(); };
    const auto inFields = [&](ModelId model, const std::vector<FieldId> &fields) {
        return std::all_of(fields.begin(), fields.end(),
                           [&](FieldId id) { return id.isValid() && id.index() < schema.model(model).fields.size(); });
    };
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        const ModelId id(static_cast<int>(i));
        if (draft.origins.models[i].fields.size() != schema.models[i].fields.size()
            || !inFields(id, schema.models[i].key))
            return false;
        for (const Index &index : schema.models[i].indexes)
            if (!inFields(id, index.fields))
                return false;
    }
    for (const Reference &reference : schema.references)
        if (!inModel(reference.from) || !inModel(reference.to) || reference.columns.empty()
            || reference.columns.size() != reference.referenced.size() || !inFields(reference.from, reference.columns)
            || !inFields(reference.to, reference.referenced))
            return false;
    for (const Relationship &relationship : schema.relationships)
        if (!inModel(relationship.source) || !inModel(relationship.target) || !relationship.reference.isValid())
            return false;
    return true;
}

using Edit = std::function<Done(SchemaDraft &)>;

template<typename T>
Done done(const Result<T> &result)
{
    return result ? Done() : Done(tl::unexpected(result.error()));
}

struct Pair
{
    QString what;
    Edit forth;
    Edit back;
};

void addFieldPairs(std::vector<Pair> &pairs, const Schema &schema, ModelId model)
{
    for (std::size_t i = 0; i < schema.model(model).fields.size(); ++i) {
        const FieldId id(static_cast<int>(i));
        const Field field = schema.field(model, id);
        const QString where = schema.model(model).name % u'.' % field.name;
        if (field.hidden || field.name.trimmed().isEmpty())
            continue;
        const auto back = [=](SchemaDraft &draft) { return schemaedit::changeField(draft, model, id, field); };
        const auto changed = [&](const QString &what, const Field &wanted) {
            pairs.push_back({what % u' ' % where,
                             [=](SchemaDraft &draft) { return schemaedit::changeField(draft, model, id, wanted); },
                             back});
        };
        Field wanted = field;
        wanted.name = u"wholly new"_s;
        changed(u"rename"_s, wanted);
        wanted = field;
        wanted.description += u" more"_s;
        changed(u"describe"_s, wanted);
        pairs.push_back(
            {u"move "_s % where, [=](SchemaDraft &draft) { return schemaedit::moveField(draft, model, id, 0); },
             [=](SchemaDraft &draft) { return schemaedit::moveField(draft, model, FieldId(0), id.value()); }});
        if (!field.isWritable() || schema.model(model).isKey(id))
            continue;
        wanted = field;
        wanted.required = !field.required;
        changed(u"required"_s, wanted);
        wanted = field;
        wanted.unique = !field.unique;
        if (!field.type.isStructured())
            changed(u"unique"_s, wanted);
    }
}

void addModelPairs(std::vector<Pair> &pairs, const Schema &schema, ModelId model)
{
    const QString name = schema.model(model).name;
    pairs.push_back({u"rename "_s % name,
                     [=](SchemaDraft &draft) { return schemaedit::renameModel(draft, model, u"Wholly new"_s); },
                     [=](SchemaDraft &draft) { return schemaedit::renameModel(draft, model, name); }});
    if (schema.model(model).view)
        return;
    pairs.push_back({u"field of "_s % name,
                     [=](SchemaDraft &draft) { return done(schemaedit::addField(draft, model, u"wholly new"_s)); },
                     [=](SchemaDraft &draft) {
                         return schemaedit::removeField(draft, model,
                                                        *draft.schema.model(model).fieldNamed(u"wholly new"));
                     }});
    const Index index{u"wholly new"_s, {FieldId(0)}, false, {}};
    pairs.push_back({u"index of "_s % name,
                     [=](SchemaDraft &draft) { return schemaedit::addIndex(draft, model, index); },
                     [=](SchemaDraft &draft) { return schemaedit::removeIndex(draft, model, index.name); }});
}

void addRelationshipPairs(std::vector<Pair> &pairs, const Schema &schema)
{
    const ModelId first(0);
    const ModelId last(static_cast<int>(schema.models.size() - 1));
    if (schema.model(first).isWritable() && schema.model(last).isWritable())
        for (const auto kind :
             {RelationshipKind::OneToOne, RelationshipKind::OneToMany, RelationshipKind::ManyToMany}) {
            const auto sentence = schemaedit::proposed(schema, kind, first, last);
            pairs.push_back({u"add "_s % toString(kind),
                             [=](SchemaDraft &draft) { return done(schemaedit::addRelationship(draft, sentence)); },
                             [](SchemaDraft &draft) {
                                 return schemaedit::removeRelationship(
                                     draft, RelationshipId(static_cast<int>(draft.schema.relationships.size() - 1)));
                             }});
        }
    for (std::size_t i = 0; i < schema.relationships.size(); ++i) {
        const RelationshipId id(static_cast<int>(i));
        const auto sentence = schemaedit::sentenceOf(schema, id);
        const auto changed = [&](const QString &what, const schemaedit::Sentence &wanted) {
            pairs.push_back(
                {what % u' ' % schema.relationships[i].name,
                 [=](SchemaDraft &draft) { return done(schemaedit::changeRelationship(draft, id, wanted)); },
                 [=](SchemaDraft &draft) { return done(schemaedit::changeRelationship(draft, id, sentence)); }});
        };
        auto wanted = sentence;
        wanted.sourceField = u"whollyNew"_s;
        wanted.targetField = u"whollyOther"_s;
        if (wanted.kind == RelationshipKind::ManyToMany)
            wanted.join = u"WhollyNew"_s;
        changed(u"rename"_s, wanted);
        if (wanted.kind == RelationshipKind::ManyToMany)
            continue;
        wanted = sentence;
        wanted.rule = sentence.rule == DeleteRule::Cascade ? DeleteRule::Clear : DeleteRule::Cascade;
        if (!schema.reference(schema.relationships[i].reference).immediate)
            changed(u"rule"_s, wanted);
    }
}

void addEnumPairs(std::vector<Pair> &pairs, const Schema &schema)
{
    pairs.push_back({u"add enum"_s,
                     [](SchemaDraft &draft) {
                         return schemaedit::addEnum(draft, u"WhollyNew"_s, {u"a"_s, u"b"_s});
                     },
                     [](SchemaDraft &draft) { return schemaedit::removeEnum(draft, u"WhollyNew"_s); }});
    for (const EnumType &type : schema.enums) {
        const QString name = type.name;
        pairs.push_back({u"rename "_s % name,
                         [=](SchemaDraft &draft) { return schemaedit::renameEnum(draft, name, u"WhollyNew"_s); },
                         [=](SchemaDraft &draft) { return schemaedit::renameEnum(draft, u"WhollyNew"_s, name); }});
        if (type.values.isEmpty())
            continue;
        const QString value = type.values.front();
        pairs.push_back(
            {u"rename value of "_s % name,
             [=](SchemaDraft &draft) { return schemaedit::renameEnumValue(draft, name, value, u"new"_s); },
             [=](SchemaDraft &draft) { return schemaedit::renameEnumValue(draft, name, u"new"_s, value); }});
        pairs.push_back({u"add value to "_s % name,
                         [=](SchemaDraft &draft) { return schemaedit::addEnumValue(draft, name, u"new"_s, 0); },
                         [=](SchemaDraft &draft) { return schemaedit::removeEnumValue(draft, name, u"new"_s); }});
        const int last = static_cast<int>(type.values.size() - 1);
        pairs.push_back({u"move value of "_s % name,
                         [=](SchemaDraft &draft) { return schemaedit::moveEnumValue(draft, name, value, last); },
                         [=](SchemaDraft &draft) { return schemaedit::moveEnumValue(draft, name, value, 0); }});
    }
}

std::vector<Pair> pairsFor(const Schema &schema)
{
    std::vector<Pair> pairs;
    pairs.push_back({u"add model"_s,
                     [](SchemaDraft &draft) { return done(schemaedit::addModel(draft, u"Wholly new"_s)); },
                     [](SchemaDraft &draft) { return schemaedit::removeModel(draft, modelOf(draft, u"Wholly new")); }});
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        addModelPairs(pairs, schema, ModelId(static_cast<int>(i)));
        addFieldPairs(pairs, schema, ModelId(static_cast<int>(i)));
    }
    if (!schema.models.empty())
        addRelationshipPairs(pairs, schema);
    addEnumPairs(pairs, schema);
    return pairs;
}

Field scalar(SchemaDraft &draft, ModelId model, const QString &name)
{
    const auto id = schemaedit::addField(draft, model, name);
    return draft.schema.field(model, *id);
}

/// "title: String!" as an SDL text says it, with the few words that a test needs.
Done addField(SchemaDraft &draft, ModelId model, const QString &declared)
{
    const QStringList parts = declared.split(u": "_s);
    Field field = scalar(draft, model, parts[0]);
    QString type = parts[1];
    field.required = type.endsWith(u'!');
    type.remove(QRegularExpression(u"!$"_s));
    field.type.list = type.startsWith(u'[');
    type.remove(u'[').remove(u']');
    field.type.elementRequired = type.endsWith(u'!');
    type.remove(u'!');
    if (const auto known = scalarTypeNamed(type)) {
        field.type.scalar = *known;
    } else {
        field.type.kind = draft.schema.enumNamed(type) ? FieldType::Kind::Enum : FieldType::Kind::Object;
        field.type.name = type;
    }
    return schemaedit::changeField(draft, model, *draft.schema.model(model).fieldNamed(field.name), field);
}

} // namespace

class SchemaEditTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWithTheInverseEdit_data();
    void comesBackWithTheInverseEdit();
    void buildsTheBlogFromNothing();
    void leavesJoinModelsLast();
    void removesAModelWithWhatHangsOnIt();
    void keepsTheOriginOfARename();
    void turnsOneToManyIntoManyToMany();
    void turnsManyToManyIntoOneToMany();
    void keepsTheColumnBetweenOneAndMany();
    void addsASelfReference();
    void relatesOverAPlainField_data();
    void relatesOverAPlainField();
    void proposesNamesOverAField();
    void refusesFieldsThatHoldNoKey();
    void followsACompositeKey();
    void followsTheKeyOfItsOwn();
    void followsTheKeysType();
    void keepsAForeignKeysColumn();
    void takesTheNamesakeAlongWithItsLinks();
    void keepsAJoinModelsOwnFields();
    void refusesAndChangesNothing_data();
    void refusesAndChangesNothing();
};

void SchemaEditTest::comesBackWithTheInverseEdit_data()
{
    QTest::addColumn<Schema>("schema");
    for (const QString &file : schemaFiles())
        if (const auto schema = sdl::read(textOf(file)))
            QTest::newRow(qPrintable(QFileInfo(file).fileName())) << *schema;
    const QDir databases(QStringLiteral(RELATA_SHARED_DIR "/data/db"));
    for (const QString &name : databases.entryList({u"*.sqlite"_s}, QDir::Files, QDir::Name)) {
        auto connection = Connection::open(DatabaseUrl{databases.filePath(name)}, Access::ReadOnly);
        QVERIFY2(connection, qPrintable(connection ? QString() : connection.error().message));
        const auto schema = introspect(**connection);
        QVERIFY(schema);
        QTest::newRow(qPrintable(name)) << *schema;
    }
}

void SchemaEditTest::comesBackWithTheInverseEdit()
{
    QFETCH(Schema, schema);
    const SchemaDraft before = draftOf(schema);
    int took = 0;
    for (const Pair &pair : pairsFor(schema)) {
        SchemaDraft draft = before;
        const Done forth = pair.forth(draft);
        if (!forth) {
            QVERIFY2(draft == before, qPrintable(pair.what));
            continue;
        }
        QVERIFY2(isWhole(draft), qPrintable(pair.what));
        const Done back = pair.back(draft);
        QVERIFY2(back, qPrintable(back ? QString() : QString(pair.what % u": "_s % back.error().message)));
        QVERIFY2(draft == before, qPrintable(pair.what % u": "_s % firstDifference(draft, before)));
        ++took;
    }
    QVERIFY(took > 0);
}

void SchemaEditTest::buildsTheBlogFromNothing()
{
    QFile file(QStringLiteral(RELATA_TEST_DIR "/../resources/samples/blog.graphql"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const Schema wanted = schemaOf(QString::fromUtf8(file.readAll()));

    SchemaDraft draft = emptyDraft();
    QVERIFY(schemaedit::addEnum(draft, u"Status"_s, {u"Draft"_s, u"Review"_s, u"Published"_s}));
    ObjectType imprint;
    imprint.name = u"Imprint"_s;
    imprint.fields = wanted.typeNamed(u"Imprint")->fields;
    QVERIFY(schemaedit::setType(draft, imprint));

    const std::vector<std::pair<QString, QStringList>> models{
        {u"Author"_s,
         {u"name: String!"_s, u"email: AWSEmail"_s, u"website: AWSURL"_s, u"born: AWSDate"_s, u"languages: [String!]"_s,
          u"bio: String"_s}},
        {u"Post"_s,
         {u"title: String!"_s, u"status: Status!"_s, u"rating: Int"_s, u"featured: Boolean"_s,
          u"publishedAt: AWSDateTime"_s, u"link: AWSURL"_s, u"content: String"_s, u"extras: AWSJSON"_s}},
        {u"Tag"_s, {u"label: String!"_s, u"note: String"_s}},
        {u"Publication"_s, {u"name: String!"_s, u"website: AWSURL"_s, u"contact: AWSEmail"_s, u"imprint: Imprint"_s}},
        {u"Article"_s,
         {u"title: String!"_s, u"status: Status!"_s, u"words: Int"_s, u"score: Float"_s, u"printedOn: AWSDate"_s,
          u"keywords: [String]"_s, u"body: String"_s}},
        {u"Comment"_s, {u"text: String!"_s, u"writer: String"_s, u"likes: Int"_s}}};
    for (const auto &[name, fields] : models) {
        const auto model = schemaedit::addModel(draft, name);
        QVERIFY(model);
        for (const QString &field : fields)
            QVERIFY2(addField(draft, *model, field), qPrintable(field));
    }
    Field status = draft.schema.field(modelOf(draft, u"Post"), fieldOf(draft, u"Post", u"status"));
    status.defaultValue = u"Draft"_s;
    QVERIFY(schemaedit::changeField(draft, modelOf(draft, u"Post"), fieldOf(draft, u"Post", u"status"), status));

    const auto relate = [&](RelationshipKind kind, QStringView source, QStringView target) {
        const auto sentence = schemaedit::proposed(draft.schema, kind, modelOf(draft, source), modelOf(draft, target));
        return schemaedit::addRelationship(draft, sentence);
    };
    QVERIFY(relate(RelationshipKind::OneToOne, u"Post", u"Author"));
    QVERIFY(relate(RelationshipKind::ManyToMany, u"Post", u"Tag"));
    QVERIFY(relate(RelationshipKind::OneToMany, u"Publication", u"Article"));
    QVERIFY(relate(RelationshipKind::OneToMany, u"Article", u"Comment"));

    for (const QString &described : {u"Author"_s, u"Publication"_s})
        QVERIFY(schemaedit::setModelDescription(draft, modelOf(draft, described),
                                                wanted.model(*wanted.modelNamed(described)).description));
    draft.schema.enums[0].description = wanted.enums[0].description;
    imprint.description = wanted.types[0].description;
    QVERIFY(schemaedit::setType(draft, imprint));

    SchemaDraft read = draftOf(wanted);
    read.origins = draft.origins;
    QVERIFY2(draft == read, qPrintable(firstDifference(draft, read)));
    QCOMPARE(schemaOf(sdl::write(draft.schema)), wanted);
    QVERIFY(!hasErrors(findings(draft.schema)));
}

/// A join model that is only implied in SDL stays so when models come after it.
void SchemaEditTest::leavesJoinModelsLast()
{
    const auto read = sdl::read(u"type Post @model { title: String tags: [Tag] @manyToMany(relationName: \"PostTag\") }"
                                "type Tag @model { label: String posts: [Post] @manyToMany(relationName: \"PostTag\") }"
                                "type Log @model { line: String tag: Tag @hasOne }"_s);
    QVERIFY(read);
    SchemaDraft draft = draftOf(*read);
    const auto added = schemaedit::addModel(draft, u"Newsletter"_s);
    QVERIFY(added);
    QCOMPARE(draft.schema.model(*added).name, u"Newsletter"_s);
    QCOMPARE(draft.schema.models.back().name, u"PostTag"_s);
    const QString text = sdl::write(draft.schema);
    QVERIFY2(!text.contains(u"type PostTag"_s), qPrintable(text));
    const auto again = sdl::read(text);
    QVERIFY(again && *again == draft.schema);
    // Nothing else has changed, as the draft knows.
    const auto found = differences(*read, draft.schema, draft.origins);
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found.front().kind, Difference::Kind::ModelAdded);
}

void SchemaEditTest::removesAModelWithWhatHangsOnIt()
{
    SchemaDraft draft = draftFrom(u"type A @model { bs: [B] @manyToMany(relationName: \"AB\") c: C @hasOne }"
                                  "type B @model { as: [A] @manyToMany(relationName: \"AB\") cs: [C] @hasMany }"
                                  "type C @model { b: B @belongsTo title: String }"_s);
    QVERIFY(schemaedit::removeModel(draft, modelOf(draft, u"B")));
    QVERIFY(isWhole(draft));
    QCOMPARE(draft.schema,
             withoutNotices(schemaOf(u"type A @model { c: C @hasOne }"
                                     "type C @model { title: String }"_s)));
    QCOMPARE(draft.origins.modelOf(modelOf(draft, u"C")), ModelId(2));
}

void SchemaEditTest::keepsTheOriginOfARename()
{
    SchemaDraft draft =
        draftFrom(u"type Post @model { title: String tags: [Tag] @manyToMany(relationName: \"PostTag\") }"
                  "type Tag @model { label: String }"_s);
    const ModelId post = modelOf(draft, u"Post");
    Field title = draft.schema.field(post, fieldOf(draft, u"Post", u"title"));
    title.name = u"headline"_s;
    QVERIFY(schemaedit::changeField(draft, post, fieldOf(draft, u"Post", u"title"), title));
    QVERIFY(schemaedit::renameModel(draft, post, u"Entry"_s));
    QCOMPARE(withoutNotices(draft.schema),
             withoutNotices(schemaOf(u"type Entry @model { headline: String tags: [Tag] "
                                     "@manyToMany(relationName: \"PostTag\") } type Tag @model { label: String }"_s)));
    QCOMPARE(draft.origins, unchangedOrigins(draft.schema));
}

void SchemaEditTest::turnsOneToManyIntoManyToMany()
{
    SchemaDraft draft = draftFrom(u"type Publication @model { name: String articles: [Article] @hasMany }"
                                  "type Article @model { title: String publication: Publication @belongsTo }"_s);
    const RelationshipId id = relationOf(draft, u"Publication.articles");
    auto sentence = schemaedit::sentenceOf(draft.schema, id);
    sentence.kind = RelationshipKind::ManyToMany;
    sentence.targetField = u"publications"_s;
    sentence.join = u"Printing"_s;
    QVERIFY(schemaedit::changeRelationship(draft, id, sentence));
    QVERIFY(isWhole(draft));
    QCOMPARE(draft.schema,
             schemaOf(u"type Publication @model { name: String articles: [Article] @manyToMany(relationName: "
                      "\"Printing\") } type Article @model { title: String publications: [Publication] "
                      "@manyToMany(relationName: \"Printing\") }"_s));
    QCOMPARE(draft.origins.relationships, std::vector{std::optional(RelationshipId(0))});
    QVERIFY(!draft.origins.modelOf(modelOf(draft, u"Printing")));
}

void SchemaEditTest::turnsManyToManyIntoOneToMany()
{
    SchemaDraft draft = draftFrom(u"type A @model { bs: [B] @manyToMany(relationName: \"AB\") }"
                                  "type B @model { as: [A] @manyToMany(relationName: \"AB\") }"_s);
    auto sentence = schemaedit::sentenceOf(draft.schema, RelationshipId(0));
    sentence.kind = RelationshipKind::OneToMany;
    sentence.targetField = u"a"_s;
    QVERIFY(schemaedit::changeRelationship(draft, RelationshipId(0), sentence));
    QVERIFY(isWhole(draft));
    QCOMPARE(draft.schema, schemaOf(u"type A @model { bs: [B] @hasMany } type B @model { a: A @belongsTo }"_s));
    QCOMPARE(draft.origins.relationships, std::vector{std::optional(RelationshipId(0))});
}

void SchemaEditTest::keepsTheColumnBetweenOneAndMany()
{
    SchemaDraft draft = draftFrom(u"type A @model { bs: [B] @hasMany } type B @model { a: A @belongsTo }"_s);
    auto sentence = schemaedit::sentenceOf(draft.schema, RelationshipId(0));
    sentence.kind = RelationshipKind::OneToOne;
    std::swap(sentence.source, sentence.target);
    sentence.sourceField = u"a"_s;
    sentence.targetField = u"b"_s;
    sentence.rule = DeleteRule::Clear;
    QVERIFY(schemaedit::changeRelationship(draft, RelationshipId(0), sentence));
    QCOMPARE(draft.schema, schemaOf(u"type A @model { b: B @belongsTo } type B @model { a: A @hasOne }"_s));
    QCOMPARE(draft.origins, unchangedOrigins(draft.schema));
}

void SchemaEditTest::addsASelfReference()
{
    SchemaDraft draft = draftFrom(u"type Employee @model { name: String }"_s);
    auto sentence = schemaedit::proposed(draft.schema, RelationshipKind::OneToMany, ModelId(0), ModelId(0));
    QCOMPARE(sentence.sourceField, u"employees"_s);
    sentence.sourceField = u"reports"_s;
    sentence.targetField = u"manager"_s;
    sentence.rule = DeleteRule::Clear;
    QVERIFY(schemaedit::addRelationship(draft, sentence));
    QCOMPARE(draft.schema,
             schemaOf(u"type Employee @model { name: String reports: [Employee] @hasMany(onDelete: clear) "
                      "manager: Employee @belongsTo }"_s));
}

void SchemaEditTest::followsACompositeKey()
{
    SchemaDraft draft = draftFrom(u"type Book @model { isbn: ID! @primaryKey edition: Int! pages: [Page] @hasMany "
                                  "tags: [Tag] @manyToMany(relationName: \"BookTag\") }"
                                  "type Page @model { book: Book @belongsTo } type Tag @model { label: String }"_s);
    const ModelId book = modelOf(draft, u"Book");
    QVERIFY(schemaedit::setKey(draft, book, {fieldOf(draft, u"Book", u"isbn"), fieldOf(draft, u"Book", u"edition")}));
    QVERIFY(isWhole(draft));
    Schema wanted = schemaOf(u"type Book @model { isbn: ID! @primaryKey(sortKeyFields: [\"edition\"]) edition: Int! "
                             "pages: [Page] @hasMany tags: [Tag] @manyToMany(relationName: \"BookTag\") }"
                             "type Page @model { book: Book @belongsTo } type Tag @model { label: String }"_s);
    // What stood for a book before still does.
    wanted.models[0].display = draft.schema.models[0].display;
    QVERIFY2(withoutNotices(draft.schema) == withoutNotices(wanted),
             qPrintable(firstDifference(draft, draftOf(wanted))));
    QVERIFY(schemaedit::setKey(draft, book, {fieldOf(draft, u"Book", u"isbn")}));
    QCOMPARE(fieldNames(draft.schema.model(modelOf(draft, u"Page"))),
             (QStringList{u"id"_s, u"(book)"_s, u"createdAt"_s, u"updatedAt"_s}));
}

void SchemaEditTest::followsTheKeyOfItsOwn()
{
    // The keys stand before the key that they hold.
    SchemaDraft draft = draftFrom(u"type Person @model { code: String! name: String boss: Person @hasOne "
                                  "mentor: Person @hasOne }"_s);
    const ModelId person(0);
    for (const QString &name : {u"mentor"_s, u"boss"_s})
        QVERIFY(schemaedit::moveField(draft, person, fieldOf(draft, u"Person", name), 0));
    for (const QStringList &key : {QStringList{u"code"_s}, QStringList{u"name"_s, u"code"_s}, QStringList{u"id"_s}}) {
        std::vector<FieldId> fields;
        for (const QString &name : key)
            fields.push_back(fieldOf(draft, u"Person", name));
        QVERIFY(schemaedit::setKey(draft, person, fields));
        QVERIFY(isWhole(draft));
        QCOMPARE(draft.schema.references.size(), 2u);
        for (const Reference &reference : draft.schema.references) {
            QCOMPARE(reference.columns.size(), key.size());
            QCOMPARE(reference.referenced.size(), key.size());
            QVERIFY(reference.referenced == draft.schema.model(person).key);
        }
    }
}

void SchemaEditTest::followsTheKeysType()
{
    SchemaDraft draft = draftFrom(u"type A @model { id: ID! b: B @hasOne } type B @model { id: ID! }"_s);
    const ModelId b = modelOf(draft, u"B");
    Field key = draft.schema.field(b, FieldId(0));
    key.type.scalar = ScalarType::Int;
    QVERIFY(schemaedit::changeField(draft, b, FieldId(0), key));
    QVERIFY(draft.schema.field(modelOf(draft, u"A"), fieldOf(draft, u"A", u"b")).type.isScalar(ScalarType::Int));
}

void SchemaEditTest::keepsAForeignKeysColumn()
{
    SchemaDraft draft = draftFrom(u"type A @model { bs: [B] @hasMany(references: [\"aId\"]) }"
                                  "type B @model { aId: ID a: A @belongsTo(references: [\"aId\"]) }"_s);
    QVERIFY(schemaedit::removeRelationship(draft, RelationshipId(0)));
    QCOMPARE(fieldNames(draft.schema.model(modelOf(draft, u"B"))),
             (QStringList{u"id"_s, u"aId"_s, u"createdAt"_s, u"updatedAt"_s}));
    QCOMPARE(draft.origins, [&] {
        Origins origins = unchangedOrigins(draft.schema);
        origins.relationships.clear();
        return origins;
    }());
}

/// In a database of others an end and the column that holds its key are one: where the links move, the column goes, and
/// nothing is told of it, for nothing is lost.
void SchemaEditTest::takesTheNamesakeAlongWithItsLinks()
{
    auto read = sdl::read(u"type A @model { bs: [B] @hasMany } type B @model { a: A @belongsTo }"_s);
    QVERIFY(read);
    const ModelId holder = *read->modelNamed(u"B");
    for (Field &field : read->models[holder.index()].fields)
        field.hidden = false;
    read->rebuildEnds(read->keyEndNames());
    SchemaDraft draft = draftOf(*read);
    auto sentence = schemaedit::sentenceOf(draft.schema, RelationshipId(0));
    sentence.kind = RelationshipKind::ManyToMany;
    QVERIFY(schemaedit::changeRelationship(draft, RelationshipId(0), sentence));
    QCOMPARE(fieldNames(draft.schema.model(modelOf(draft, u"B"))),
             (QStringList{u"id"_s, u"createdAt"_s, u"updatedAt"_s}));
    for (const Difference &difference : differences(*read, draft.schema, draft.origins))
        QVERIFY(difference.kind != Difference::Kind::FieldRemoved);
    QVERIFY(!hasErrors(findings(draft.schema)));
    // A relationship that goes leaves its values behind.
    SchemaDraft without = draftOf(*read);
    QVERIFY(schemaedit::removeRelationship(without, RelationshipId(0)));
    QVERIFY(fieldNames(without.schema.model(modelOf(without, u"B"))).contains(u"a"_s));
}

void SchemaEditTest::keepsAJoinModelsOwnFields()
{
    SchemaDraft draft =
        draftFrom(u"type A @model { bs: [B] @manyToMany(relationName: \"AB\") } type B @model { x: Int }"_s);
    const ModelId join = modelOf(draft, u"AB");
    QVERIFY(addField(draft, join, u"since: AWSDate"_s));
    auto sentence = schemaedit::sentenceOf(draft.schema, RelationshipId(0));
    sentence.join = u"Pairing"_s;
    sentence.sourceField = u"partners"_s;
    QVERIFY(schemaedit::changeRelationship(draft, RelationshipId(0), sentence));
    QCOMPARE(fieldNames(draft.schema.model(modelOf(draft, u"Pairing"))),
             (QStringList{u"id"_s, u"(a)"_s, u"(b)"_s, u"since"_s, u"createdAt"_s, u"updatedAt"_s}));
}

void SchemaEditTest::refusesAndChangesNothing_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("sentence");
    const ModelId post(0);
    QTest::newRow("model twice") << Edit([](SchemaDraft &draft) { return done(schemaedit::addModel(draft, u"Tag"_s)); })
                                 << u"There is already a model called \"Tag\". Choose another name."_s;
    QTest::newRow("model as scalar") << Edit([](SchemaDraft &draft) {
        return done(schemaedit::addModel(draft, u"Int"_s));
    }) << u"There is already a type of values called \"Int\". Choose another name."_s;
    QTest::newRow("no name") << Edit([](SchemaDraft &draft) { return done(schemaedit::addModel(draft, u" "_s)); })
                             << u"A name is needed."_s;
    QTest::newRow("field as end") << Edit([=](SchemaDraft &draft) {
        return done(schemaedit::addField(draft, post, u"tags"_s));
    }) << u"Post already has a field called \"tags\". Choose another name."_s;
    QTest::newRow("default")
        << Edit([=](SchemaDraft &draft) {
               const FieldId id = fieldOf(draft, u"Post", u"rating");
               Field field = draft.schema.field(post, id);
               field.defaultValue = u"many"_s;
               return schemaedit::changeField(draft, post, id, field);
           })
        << u"The default does not fit. \"rating\" cannot be \"many\": it must be a whole number from "
           "-2147483648 to 2147483647."_s;
    QTest::newRow("key goes") << Edit([=](SchemaDraft &draft) {
        return schemaedit::removeField(draft, post, FieldId(0));
    }) << u"\"id\" is part of the key. Choose another key first."_s;
    QTest::newRow("empty key") << Edit([=](SchemaDraft &draft) { return schemaedit::setKey(draft, post, {}); })
                               << u"Post needs a key: choose at least one field."_s;
    QTest::newRow("unique list") << Edit([=](SchemaDraft &draft) {
        const FieldId id = fieldOf(draft, u"Post", u"rating");
        Field field = draft.schema.field(post, id);
        field.type.list = true;
        field.unique = true;
        return schemaedit::changeField(draft, post, id, field);
    }) << u"\"rating\" cannot be unique: it holds lists."_s;
    QTest::newRow("relationship without a name") << Edit([=](SchemaDraft &draft) {
        auto sentence = schemaedit::proposed(draft.schema, RelationshipKind::OneToOne, post, ModelId(1));
        sentence.sourceField.clear();
        return done(schemaedit::addRelationship(draft, sentence));
    }) << u"Post needs a name for what it leads to."_s;
}

void SchemaEditTest::refusesAndChangesNothing()
{
    QFETCH(Edit, edit);
    QFETCH(QString, sentence);
    const SchemaDraft before =
        draftFrom(u"type Post @model { rating: Int tags: [Tag] @manyToMany(relationName: \"PT\") }"
                  "type Tag @model { label: String }"_s);
    SchemaDraft draft = before;
    const Done result = edit(draft);
    QVERIFY(!result);
    QVERIFY(result.error().code == ErrorCode::InvalidValue);
    QCOMPARE(result.error().message, sentence);
    QVERIFY(draft == before);
}

void SchemaEditTest::relatesOverAPlainField_data()
{
    QTest::addColumn<QString>("atAuthor");
    QTest::addColumn<QString>("holder");
    QTest::addColumn<QString>("atPost");
    QTest::newRow("both ends") << u"posts: [Post] @hasMany(onDelete: restrict)"_s << u"author_id: ID"_s
                               << u"author: Author @belongsTo(fields: [\"author_id\"])"_s;
    QTest::newRow("required") << u"posts: [Post] @hasMany(onDelete: cascade)"_s << u"author_id: ID!"_s
                              << u"author: Author! @belongsTo(fields: [\"author_id\"])"_s;
    QTest::newRow("only the key's end") << QString() << u"author_id: ID"_s
                                        << u"author: Author @belongsTo(fields: [\"author_id\"])"_s;
    QTest::newRow("only the other end") << u"posts: [Post] @hasMany(references: [\"author_id\"], onDelete: clear)"_s
                                        << u"author_id: ID"_s << QString();
    QTest::newRow("one to one") << u"post: Post @belongsTo"_s << u"author_id: ID @unique"_s
                                << u"author: Author @hasOne(fields: [\"author_id\"], onDelete: restrict)"_s;
}

void SchemaEditTest::relatesOverAPlainField()
{
    QFETCH(QString, atAuthor);
    QFETCH(QString, holder);
    QFETCH(QString, atPost);
    const auto text = [&](const QString &author, const QString &post) {
        return QString(u"type Author @model { name: String "_s % author % u" } type Post @model { title: String "_s
                       % holder % u' ' % post % u" }"_s);
    };
    Schema wanted = schemaOf(text(atAuthor, atPost));
    QCOMPARE(wanted.relationships.size(), 1u);
    SchemaDraft draft = draftFrom(text({}, {}));
    const auto sentence = schemaedit::sentenceOf(wanted, RelationshipId(0));
    const auto made = schemaedit::addRelationshipOver(draft, sentence, fieldOf(draft, u"Post", u"author_id"));
    QVERIFY2(made, made ? "" : qPrintable(made.error().message));
    QVERIFY(isWhole(draft));
    wanted.notices.clear(); // about what the text says, not about the schema
    SchemaDraft read = draftOf(wanted);
    read.origins = draft.origins;
    QCOMPARE(firstDifference(draft, read), QString());
    // The field belonged to the model before: it stays when the relationship goes.
    QVERIFY(schemaedit::removeRelationship(draft, *made));
    QVERIFY(fieldOf(draft, u"Post", u"author_id").isValid());
}

void SchemaEditTest::proposesNamesOverAField()
{
    const Schema schema = schemaOf(u"type Author @model { name: String boss_id: ID } "
                                   "type Post @model { AuthorId: ID author: String writer: ID key: ID @unique }"_s);
    const ModelId author = *schema.modelNamed(u"Author");
    const ModelId post = *schema.modelNamed(u"Post");
    const auto over = [&](ModelId from, QStringView field) {
        return schemaedit::proposedOver(schema, from, *schema.model(from).fieldNamed(field), author);
    };
    // "author" is taken by a plain field.
    QCOMPARE(over(post, u"AuthorId").targetField, u"author2"_s);
    QCOMPARE(over(post, u"AuthorId").sourceField, u"posts"_s);
    QVERIFY(over(post, u"AuthorId").rule == DeleteRule::Restrict);
    QCOMPARE(over(post, u"writer").targetField, u"author2"_s);
    QVERIFY(over(post, u"key").kind == RelationshipKind::OneToOne);
    QCOMPARE(over(author, u"boss_id").targetField, u"boss"_s);
    QCOMPARE(over(author, u"boss_id").sourceField, u"authors"_s);
}

void SchemaEditTest::refusesFieldsThatHoldNoKey()
{
    SchemaDraft draft = draftFrom(u"type Author @model { name: String } "
                                  "type Post @model { author_id: ID tags: [ID] }"_s);
    const ModelId author = modelOf(draft, u"Author");
    const ModelId post = modelOf(draft, u"Post");
    const auto relate = [&](QStringView field) {
        const FieldId id = fieldOf(draft, u"Post", field);
        return schemaedit::addRelationshipOver(draft, schemaedit::proposedOver(draft.schema, post, id, author), id);
    };
    const SchemaDraft before = draft;
    const auto list = relate(u"tags");
    QVERIFY(!list && list.error().message.contains(u"is a list"));
    QVERIFY(draft == before);
    QVERIFY(relate(u"author_id"));
    const SchemaDraft related = draft;
    const auto twice = relate(u"author_id");
    QVERIFY(!twice && twice.error().message.contains(u"already leads to Author"));
    QVERIFY(draft == related);
}

QTEST_GUILESS_MAIN(SchemaEditTest)
#include "schemaedittest.moc"
