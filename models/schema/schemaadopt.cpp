#include "schema/schemadiff.h"

// What a wanted schema leaves to the database that stands.
namespace relata {
namespace {

void adoptField(const Field &before, Field &field)
{
    if (field.name == before.name && field.column == field.name)
        field.column = before.column;
    if (field.origin == FieldOrigin::User
        && (before.origin == FieldOrigin::Generated || before.origin == FieldOrigin::Rowid))
        field.origin = before.origin;
    if (field.type != before.type || field.sdlType != before.sdlType)
        return;
    field.declaredType = before.declaredType;
    field.anyType = before.anyType;
    if (field.defaultValue == before.defaultValue)
        field.hasDefault = before.hasDefault;
}

/// Equal keys of one model, field by field.
bool sameKey(const Model &before, const Model &model, const Origins::OfModel &origin)
{
    if (before.key.size() != model.key.size())
        return false;
    for (std::size_t i = 0; i < model.key.size(); ++i)
        if (origin.fields[model.key[i].index()] != std::optional(before.key[i]))
            return false;
    return true;
}

void adoptModel(const Model &before, Model &model, const Origins::OfModel &origin)
{
    if (model.name == before.name && model.table == model.name)
        model.table = before.table;
    model.view = before.view;
    model.hasTriggers = before.hasTriggers;
    model.strict = before.strict;
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (origin.fields[i])
            adoptField(before.field(*origin.fields[i]), model.fields[i]);
    if (!sameKey(before, model, origin))
        return;
    model.keyKind = before.keyKind;
    model.withoutRowid = before.withoutRowid;
}

void adoptReference(const Reference &before, Reference &reference, const Origins &origins)
{
    if (origins.modelOf(reference.to) != std::optional(before.to)
        || reference.referenced.size() != before.referenced.size())
        return;
    for (std::size_t i = 0; i < reference.referenced.size(); ++i)
        if (origins.fieldOf(reference.to, reference.referenced[i]) != std::optional(before.referenced[i]))
            return;
    reference.collations = before.collations;
    if (reference.rule == before.rule)
        reference.immediate = before.immediate;
}

} // namespace

Schema adopted(const Schema &from, Schema to, const Origins &origins)
{
    for (std::size_t i = 0; i < to.models.size(); ++i)
        if (const auto before = origins.models[i].model)
            adoptModel(from.model(*before), to.models[i], origins.models[i]);
    for (std::size_t i = 0; i < to.relationships.size(); ++i) {
        if (!origins.relationships[i])
            continue;
        const Relationship &wanted = to.relationships[i];
        const Relationship &before = from.relationship(*origins.relationships[i]);
        if (wanted.isManyToMany() != before.isManyToMany())
            continue;
        adoptReference(from.reference(before.reference), to.references[wanted.reference.index()], origins);
        if (wanted.isManyToMany())
            adoptReference(from.reference(before.secondReference), to.references[wanted.secondReference.index()],
                           origins);
    }
    to.rebuildEnds(std::vector<QString>(to.keyEndNames()));
    return to;
}

} // namespace relata
