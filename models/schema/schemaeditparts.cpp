#include "schema/schemaeditparts.h"

#include "schema/schemarules.h"
#include "schema/sdldraft.h"
#include "schema/sdltext.h"

#include <algorithm>

namespace relata::schemaedit {
using namespace Qt::StringLiterals;
namespace {

bool contains(const std::vector<ModelId> &models, ModelId id)
{
    return std::find(models.begin(), models.end(), id) != models.end();
}

bool touches(const Relationship &relationship, const std::vector<ModelId> &models)
{
    return contains(models, relationship.source) || contains(models, relationship.target)
        || (relationship.isManyToMany() && contains(models, relationship.through));
}

/// The models, and the join models that would join nothing without them.
std::vector<ModelId> withTheirJoins(const Schema &schema, std::vector<ModelId> models)
{
    for (bool grows = true; grows;) {
        grows = false;
        for (const Relationship &relationship : schema.relationships) {
            if (!relationship.isManyToMany() || !touches(relationship, models)
                || contains(models, relationship.through))
                continue;
            models.push_back(relationship.through);
            grows = true;
        }
    }
    return models;
}

/// The fields that are there only to hold this relationship's key; those that are called like its end, where they
/// count.
std::vector<FieldId> ownStorage(const Schema &schema, const Relationship &relationship, Namesake namesake)
{
    const Reference &held = schema.reference(relationship.reference);
    const bool madeUp = sdl::hasMadeUpKey(schema, relationship);
    const QString &end = schema.keyEndNames()[relationship.reference.index()];
    const bool isNamesake = namesake == Namesake::Goes && held.columns.size() == 1
        && schema.field(held.from, held.columns.front()).name == end;
    std::vector<FieldId> result;
    for (const FieldId column : held.columns) {
        const bool shared =
            std::any_of(schema.references.begin(), schema.references.end(), [&](const Reference &other) {
                return &other != &held && other.from == held.from
                    && std::find(other.columns.begin(), other.columns.end(), column) != other.columns.end();
            });
        const bool own = schema.field(held.from, column).hidden || madeUp || isNamesake;
        if (own && !shared && !schema.model(held.from).isKey(column))
            result.push_back(column);
    }
    return result;
}

QString noSuchType(const Schema &schema, const FieldType &type)
{
    if (type.kind == FieldType::Kind::Enum && !schema.enumNamed(type.name))
        return u"There is no enum called \"%1\"."_s.arg(type.name);
    if (type.kind == FieldType::Kind::Object && !schema.typeNamed(type.name))
        return u"There is no non-model type called \"%1\"."_s.arg(type.name);
    return {};
}

} // namespace

Done checkTypeName(const Schema &schema, const QString &name)
{
    if (name.trimmed().isEmpty())
        return refusal(u"A name is needed."_s);
    const QString what = schema.modelNamed(name) ? u"model"_s
        : schema.enumNamed(name)                 ? u"enum"_s
        : schema.typeNamed(name)                 ? u"non-model type"_s
        : scalarTypeNamed(name)                  ? u"type of values"_s
                                                 : QString();
    if (!what.isEmpty())
        return refusal(u"There is already a %1 called \"%2\". Choose another name."_s.arg(what, name));
    return {};
}

QStringList takenNames(const Schema &schema, ModelId id)
{
    QStringList names;
    for (const Field &field : schema.model(id).fields)
        names.append(field.name);
    for (const EndId end : schema.endsOf(id))
        if (schema.end(end).named)
            names.append(schema.end(end).name);
    return names;
}

Done checkFieldName(const Schema &schema, ModelId model, const QString &name)
{
    if (name.trimmed().isEmpty())
        return refusal(u"A name is needed."_s);
    if (takenNames(schema, model).contains(name))
        return refusal(
            u"%1 already has a field called \"%2\". Choose another name."_s.arg(schema.model(model).name, name));
    return {};
}

Done checkFieldType(const Schema &schema, const Field &field)
{
    if (const QString problem = noSuchType(schema, field.type); !problem.isEmpty())
        return refusal(problem);
    if (field.unique && field.type.isStructured())
        return refusal(u"\"%1\" cannot be unique: it holds %2."_s.arg(
            field.name, field.type.list ? u"lists"_s : u"whole objects"_s));
    return {};
}

void removeWithRelationships(SchemaSurgery &surgery, std::vector<ModelId> models)
{
    models = withTheirJoins(surgery.schema(), std::move(models));
    for (std::size_t i = surgery.schema().relationships.size(); i-- > 0;) {
        const RelationshipId id(static_cast<int>(i));
        const Relationship relationship = surgery.schema().relationship(id);
        if (!touches(relationship, models))
            continue;
        if (relationship.isManyToMany())
            surgery.removeRelationship(id);
        else
            removeWithStorage(surgery, id);
    }
    surgery.removeModels(models);
}

void removeWithStorage(SchemaSurgery &surgery, RelationshipId id, Namesake namesake)
{
    const Relationship relationship = surgery.schema().relationship(id);
    if (relationship.isManyToMany()) {
        removeWithRelationships(surgery, {relationship.through});
        return;
    }
    const ModelId holder = surgery.schema().reference(relationship.reference).from;
    const std::vector<FieldId> storage = ownStorage(surgery.schema(), relationship, namesake);
    surgery.removeRelationship(id);
    surgery.removeReferences({relationship.reference});
    surgery.removeFields(holder, storage);
}

void renameField(Field &field, const QString &name)
{
    if (field.column == field.name)
        field.column = name;
    field.name = name;
}

void renameKeyEnd(SchemaSurgery &surgery, ReferenceId id, const QString &name)
{
    surgery.keyEndNames()[id.index()] = name;
    const Reference held = surgery.schema().reference(id);
    for (std::size_t i = 0; i < held.columns.size(); ++i) {
        Field &column = surgery.field(held.from, held.columns[i]);
        if (!column.hidden)
            continue;
        const QString wanted = held.columns.size() == 1
            ? name
            : QString(name % u'_' % surgery.schema().field(held.to, held.referenced[i]).name);
        if (wanted == column.name)
            continue;
        QStringList taken;
        for (const Field &field : surgery.model(held.from).fields)
            taken.append(field.name);
        renameField(column, schemarules::freeName(wanted, taken));
    }
}

void renameMadeUpKey(SchemaSurgery &surgery, const Relationship &relationship)
{
    const Reference &held = surgery.schema().reference(relationship.reference);
    const QStringList names = sdl::madeUpKeyNames(surgery.model(held.to), relationship.sourceField);
    for (std::size_t i = 0; i < held.columns.size(); ++i)
        renameField(surgery.field(held.from, held.columns[i]), names[static_cast<qsizetype>(i)]);
}

QString loweredStart(const QString &name) { return name.left(1).toLower() % name.mid(1); }

void renameTable(SchemaSurgery &surgery, ModelId id, const QString &name)
{
    const QString before = surgery.model(id).name;
    std::vector<Relationship> madeUp;
    for (const Relationship &relationship : surgery.schema().relationships)
        if (relationship.source == id && !relationship.isManyToMany()
            && sdl::hasMadeUpKey(surgery.schema(), relationship))
            madeUp.push_back(relationship);

    Model &model = surgery.model(id);
    if (model.table == model.name)
        model.table = name;
    model.name = name;
    for (Index &index : model.indexes)
        for (const QString &ending : {QString(), u"Target"_s})
            if (model.join && index.name == QString(u"by"_s % before % ending))
                index.name = u"by"_s % name % ending;

    for (Relationship &relationship : surgery.schema().relationships) {
        if (relationship.isManyToMany() && relationship.through == id && relationship.name == before)
            relationship.name = name;
        const bool named = relationship.source == id || relationship.target == id;
        if (named && relationship.name.startsWith(before % u'.'))
            relationship.name = name % relationship.name.mid(before.size());
        if (!relationship.isManyToMany() || relationship.source == relationship.target)
            continue;
        for (const ReferenceId reference : {relationship.reference, relationship.secondReference})
            if (surgery.schema().reference(reference).to == id
                && surgery.keyEndNames()[reference.index()] == loweredStart(before))
                renameKeyEnd(surgery, reference, loweredStart(name));
    }
    for (const Relationship &relationship : madeUp)
        renameMadeUpKey(surgery, relationship);
}

} // namespace relata::schemaedit
