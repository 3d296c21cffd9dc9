#include "schema/schemaeditparts.h"

#include "schema/sdltext.h"
#include "schema/types.h"

#include <algorithm>
#include <numeric>

// Edits of fields and indexes.
namespace relata::schemaedit {
using namespace Qt::StringLiterals;
namespace {

bool contains(const std::vector<FieldId> &fields, FieldId id)
{
    return std::find(fields.begin(), fields.end(), id) != fields.end();
}

/// After the fields that a person sees, before those that hold keys and times: where the SDL reader would have it.
std::size_t placeForField(const Schema &schema, ModelId model)
{
    std::vector<RelationshipId> held;
    for (std::size_t i = 0; i < schema.relationships.size(); ++i)
        if (!schema.relationships[i].isManyToMany()
            && schema.reference(schema.relationships[i].reference).from == model)
            held.emplace_back(static_cast<int>(i));
    return sdl::declaredFieldCount(schema, model, held);
}

Done checkEditable(const Model &model, FieldId id)
{
    const Field &field = model.field(id);
    if (field.hidden)
        return refusal(u"This field of %1 is kept by Relata and cannot be edited."_s.arg(model.name));
    return {};
}

bool changesValues(const Field &a, const Field &b)
{
    return a.type != b.type || a.required != b.required || a.defaultValue != b.defaultValue || a.unique != b.unique;
}

/// What may be said of a field whose values a person does not write.
Done checkOrigin(const Field &present, const Field &wanted)
{
    if (present.isWritable() || !changesValues(present, wanted))
        return {};
    return refusal(u"\"%1\" is %2: only its name and its description can be changed."_s.arg(
        present.name, present.origin == FieldOrigin::Generated ? u"computed by the database"_s : u"kept by Relata"_s));
}

Done checkHeldType(const Schema &schema, ModelId model, FieldId field)
{
    for (const ReferenceId id : schema.referencesFrom(model)) {
        const Reference &held = schema.reference(id);
        if (contains(held.columns, field))
            return refusal(u"\"%1\" holds a key of %2, so its type is that of the key."_s.arg(
                schema.field(model, field).name, schema.model(held.to).name));
    }
    return {};
}

Done checkWanted(const Schema &schema, ModelId id, FieldId fieldId, const Field &wanted)
{
    const Model &model = schema.model(id);
    const Field &present = model.field(fieldId);
    if (Done fits = checkEditable(model, fieldId); !fits)
        return fits;
    if (wanted.name != present.name) {
        // An end may bear its own column's name; it follows.
        if (Done fits = checkFieldName(schema, id, wanted.name); !fits)
            return fits;
    }
    if (Done fits = checkOrigin(present, wanted); !fits)
        return fits;
    if (Done fits = checkFieldType(schema, wanted); !fits)
        return fits;
    if (model.isKey(fieldId) && !wanted.required)
        return refusal(u"\"%1\" is part of the key, and a key cannot be empty."_s.arg(present.name));
    if (model.isKey(fieldId) && wanted.type.isStructured())
        return refusal(u"\"%1\" is part of the key, and a key is no list or object."_s.arg(present.name));
    if (wanted.type != present.type)
        if (Done fits = checkHeldType(schema, id, fieldId); !fits)
            return fits;
    if (wanted.defaultValue)
        if (Done fits = types::check(schema, wanted, *wanted.defaultValue); !fits)
            return refusal(u"The default does not fit. "_s % fits.error().message);
    return {};
}

/// The end that holds a key in one field is called like it.
void renameEndsOf(SchemaSurgery &surgery, ModelId id, FieldId fieldId, const QString &before, const QString &name)
{
    for (std::size_t i = 0; i < surgery.schema().references.size(); ++i) {
        const Reference &held = surgery.schema().references[i];
        if (held.from != id || held.columns != std::vector<FieldId>{fieldId} || surgery.keyEndNames()[i] != before)
            continue;
        surgery.keyEndNames()[i] = name;
        for (Relationship &relationship : surgery.schema().relationships) {
            if (relationship.isManyToMany() || relationship.reference != ReferenceId(static_cast<int>(i)))
                continue;
            QString &end =
                relationship.kind == RelationshipKind::OneToOne ? relationship.sourceField : relationship.targetField;
            if (end == before)
                end = name;
            if (relationship.name == QString(surgery.model(id).name % u'.' % before))
                relationship.name = surgery.model(id).name % u'.' % name;
        }
    }
}

/// The fields that hold its values as keys take its type.
void followType(SchemaSurgery &surgery, ModelId id, FieldId fieldId, const FieldType &type)
{
    for (const Reference &held : surgery.schema().references)
        for (std::size_t i = 0; i < held.referenced.size(); ++i) {
            if (held.to != id || held.referenced[i] != fieldId)
                continue;
            Field &column = surgery.field(held.from, held.columns[i]);
            column.type = type;
            column.declaredType.clear();
            column.anyType = false;
        }
}

/// The hidden parts of a composite key are called after the key's fields.
void followName(SchemaSurgery &surgery, ModelId id, FieldId fieldId)
{
    for (std::size_t i = 0; i < surgery.schema().references.size(); ++i) {
        const Reference &held = surgery.schema().references[i];
        if (held.to == id && contains(held.referenced, fieldId) && held.columns.size() > 1)
            renameKeyEnd(surgery, ReferenceId(static_cast<int>(i)), surgery.keyEndNames()[i]);
    }
}

void assign(SchemaSurgery &surgery, ModelId id, FieldId fieldId, const Field &wanted)
{
    Field &field = surgery.field(id, fieldId);
    const Field before = field;
    if (wanted.type != before.type) {
        field.type = wanted.type;
        field.declaredType.clear();
        field.sdlType.clear();
        field.anyType = false;
        followType(surgery, id, fieldId, wanted.type);
    }
    field.required = wanted.required;
    field.unique = wanted.unique;
    field.hasDefault =
        wanted.defaultValue.has_value() || (wanted.hasDefault && !before.defaultValue && wanted.type == before.type);
    field.defaultValue = wanted.defaultValue;
    field.description = wanted.description;
    field.directives = wanted.directives;
    if (wanted.name == before.name)
        return;
    renameField(field, wanted.name);
    renameEndsOf(surgery, id, fieldId, before.name, wanted.name);
    followName(surgery, id, fieldId);
}

/// The relationships whose key a field helps to hold; refused where they cannot go with it.
Result<std::vector<RelationshipId>> heldBy(const Schema &schema, ModelId model, FieldId field)
{
    std::vector<RelationshipId> result;
    for (std::size_t i = 0; i < schema.relationships.size(); ++i) {
        const Relationship &relationship = schema.relationships[i];
        const Reference &first = schema.reference(relationship.reference);
        const bool holds = first.from == model && contains(first.columns, field);
        const bool holdsSecond = relationship.isManyToMany()
            && contains(schema.reference(relationship.secondReference).columns, field) && relationship.through == model;
        if (relationship.isManyToMany() && (holds || holdsSecond))
            return refusal(u"\"%1\" joins %2 and %3. Remove that relationship instead."_s.arg(
                schema.field(model, field).name, schema.model(relationship.source).name,
                schema.model(relationship.target).name));
        if (holds)
            result.emplace_back(static_cast<int>(i));
    }
    return result;
}

} // namespace

Result<FieldId> addField(SchemaDraft &draft, ModelId model, const QString &name)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Result<FieldId> {
        if (surgery.model(model).view)
            return refusal(u"%1 is a view: its fields come from other models."_s.arg(surgery.model(model).name));
        if (Done fits = checkFieldName(surgery.schema(), model, name); !fits)
            return tl::unexpected(fits.error());
        Field field;
        field.name = name;
        field.column = name;
        return surgery.insertField(model, placeForField(surgery.schema(), model), std::move(field));
    });
}

Done changeField(SchemaDraft &draft, ModelId model, FieldId field, const Field &wanted)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        if (Done fits = checkWanted(surgery.schema(), model, field, wanted); !fits)
            return fits;
        assign(surgery, model, field, wanted);
        return {};
    });
}

Done removeField(SchemaDraft &draft, ModelId model, FieldId field)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        const Schema &schema = surgery.schema();
        if (Done fits = checkEditable(schema.model(model), field); !fits)
            return fits;
        const QString name = schema.field(model, field).name;
        if (schema.model(model).isKey(field))
            return refusal(u"\"%1\" is part of the key. Choose another key first."_s.arg(name));
        for (const ReferenceId id : schema.referencesTo(model))
            if (contains(schema.reference(id).referenced, field))
                return refusal(u"%1 refers to \"%2\". Remove that relationship first."_s.arg(
                    schema.model(schema.reference(id).from).name, name));
        auto held = heldBy(schema, model, field);
        if (!held)
            return tl::unexpected(held.error());
        // Its fields may go with it, so it is found again by its name, which is the model's only one.
        std::for_each(held->rbegin(), held->rend(), [&surgery](RelationshipId id) { removeWithStorage(surgery, id); });
        if (const auto left = surgery.model(model).fieldNamed(name))
            surgery.removeFields(model, {*left});
        return {};
    });
}

Done moveField(SchemaDraft &draft, ModelId model, FieldId field, int to)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        const auto count = static_cast<int>(surgery.model(model).fields.size());
        std::vector<std::size_t> order(static_cast<std::size_t>(count));
        std::iota(order.begin(), order.end(), std::size_t(0));
        const int from = field.value();
        const int place = std::clamp(to, 0, count - 1);
        const auto at = order.begin() + from;
        if (place > from)
            std::rotate(at, at + 1, order.begin() + place + 1);
        else
            std::rotate(order.begin() + place, at, at + 1);
        surgery.arrangeFields(model, order);
        return {};
    });
}

Done addIndex(SchemaDraft &draft, ModelId id, const Index &index)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        Model &model = surgery.model(id);
        if (model.view)
            return refusal(u"%1 is a view and cannot have indexes of its own."_s.arg(model.name));
        if (index.fields.empty())
            return refusal(u"An index needs at least one field."_s);
        if (index.name.trimmed().isEmpty())
            return refusal(u"A name is needed."_s);
        const bool taken = std::any_of(model.indexes.begin(), model.indexes.end(),
                                       [&index](const Index &other) { return other.name == index.name; });
        if (taken)
            return refusal(
                u"%1 already has an index called \"%2\". Choose another name."_s.arg(model.name, index.name));
        const auto place =
            std::upper_bound(model.indexes.begin(), model.indexes.end(), index,
                             [](const Index &a, const Index &b) { return a.fields.front() < b.fields.front(); });
        model.indexes.insert(place, index);
        return {};
    });
}

Done removeIndex(SchemaDraft &draft, ModelId id, const QString &name)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        auto &indexes = surgery.model(id).indexes;
        const auto found =
            std::find_if(indexes.begin(), indexes.end(), [&name](const Index &index) { return index.name == name; });
        if (found == indexes.end())
            return refusal(u"%1 has no index called \"%2\"."_s.arg(surgery.model(id).name, name));
        for (const Relationship &relationship : surgery.schema().relationships)
            if (relationship.isManyToMany() && relationship.through == id && found->unique)
                return refusal(
                    u"\"%1\" keeps each pair of %2 unique and cannot be removed."_s.arg(name, surgery.model(id).name));
        indexes.erase(found);
        return {};
    });
}

} // namespace relata::schemaedit
