#include "schema/schemaeditparts.h"

#include "schema/label.h"
#include "schema/schemarules.h"
#include "schema/sdlfields.h"

#include <algorithm>

// Edits of models as wholes: what they are called, what their key is, what Relata keeps for them.
namespace relata {
using namespace Qt::StringLiterals;

SchemaDraft draftOf(const Schema &schema) { return {schema, unchangedOrigins(schema)}; }

SchemaDraft emptyDraft()
{
    SchemaDraft draft;
    draft.schema.rebuildEnds({});
    return draft;
}

namespace schemaedit {
namespace {

Field keptTime(const QString &name, FieldOrigin origin)
{
    Field field;
    field.name = name;
    field.column = name;
    field.type.scalar = ScalarType::DateTime;
    field.origin = origin;
    return field;
}

void keepTime(SchemaSurgery &surgery, ModelId id, const QString &name, FieldOrigin origin)
{
    Model &model = surgery.model(id);
    const bool kept = std::any_of(model.fields.begin(), model.fields.end(),
                                  [origin](const Field &field) { return field.origin == origin; });
    if (kept)
        return;
    if (const auto declared = model.fieldNamed(name)) {
        Field &field = model.fields[declared->index()];
        if (field.type.isScalar(ScalarType::DateTime) && !model.isKey(*declared) && !field.hasDefault)
            field.origin = origin;
        return;
    }
    surgery.insertField(id, model.fields.size(), keptTime(name, origin));
}

Done checkKeyField(const Model &model, FieldId id)
{
    const Field &field = model.field(id);
    if (field.hidden || field.origin == FieldOrigin::Rowid)
        return refusal(u"Only a field of %1 can be its key."_s.arg(model.name));
    if (field.type.isStructured())
        return refusal(u"\"%1\" cannot be part of the key: its values are lists or objects."_s.arg(field.name));
    if (field.origin != FieldOrigin::User)
        return refusal(u"\"%1\" cannot be part of the key: its values are made by others."_s.arg(field.name));
    return {};
}

/// References whose own fields hold the former key keep referring to it: it stays unique.
void keepReferenced(SchemaSurgery &surgery, ModelId id, const std::vector<FieldId> &formerKey)
{
    Model &model = surgery.model(id);
    if (formerKey.size() == 1) {
        surgery.field(id, formerKey.front()).unique = true;
        return;
    }
    const bool present = std::any_of(model.indexes.begin(), model.indexes.end(), [&formerKey](const Index &index) {
        return index.unique && index.fields == formerKey;
    });
    if (!present)
        model.indexes.push_back(Index{u"by"_s % model.name % u"Key"_s, formerKey, true, {}});
}

/// Hidden storage of a relationship to a model with another key now: as many fields of other types.
void renewStorage(SchemaSurgery &surgery, ReferenceId id)
{
    const Reference held = surgery.schema().reference(id);
    const Model owner = surgery.model(held.to);
    const QString name = surgery.keyEndNames()[id.index()];
    const bool required = surgery.field(held.from, held.columns.front()).required;
    const bool madeUp = !surgery.field(held.from, held.columns.front()).hidden;
    const QStringList madeUpNames = madeUp
        ? sdl::madeUpKeyNames(owner,
                              [&] {
                                  for (const Relationship &relationship : surgery.schema().relationships)
                                      if (relationship.reference == id)
                                          return relationship.sourceField;
                                  return QString();
                              }())
        : QStringList();
    // The new ones come first, so that the index of a pair can be told anew before the old ones leave it.
    std::vector<FieldId> columns;
    std::vector<Field> added;
    for (std::size_t i = 0; i < owner.key.size(); ++i) {
        QStringList taken;
        for (std::size_t f = 0; f < surgery.model(held.from).fields.size(); ++f)
            if (std::find(held.columns.begin(), held.columns.end(), FieldId(static_cast<int>(f))) == held.columns.end())
                taken.append(surgery.model(held.from).fields[f].name);
        for (const Field &field : added)
            taken.append(field.name);
        const Field &keyField = owner.field(owner.key[i]);
        const QString wanted = madeUp ? madeUpNames[static_cast<qsizetype>(i)]
            : owner.key.size() == 1   ? name
                                      : QString(name % u'_' % keyField.name);
        Field column = sdl::keyHolder(keyField, schemarules::freeName(wanted, taken));
        column.hidden = !madeUp;
        column.required = required;
        added.push_back(std::move(column));
    }
    const std::size_t at = held.columns.front().index();
    for (std::size_t i = 0; i < added.size(); ++i)
        columns.push_back(surgery.insertField(held.from, at + i, added[i]));
    const Reference moved = surgery.schema().reference(id);
    for (Index &index : surgery.model(held.from).indexes) {
        const auto place =
            std::search(index.fields.begin(), index.fields.end(), moved.columns.begin(), moved.columns.end());
        if (place == index.fields.end())
            continue;
        const auto after = index.fields.erase(place, place + static_cast<std::ptrdiff_t>(moved.columns.size()));
        index.fields.insert(after, columns.begin(), columns.end());
    }
    Reference &renewed = surgery.schema().references[id.index()];
    renewed.columns = columns;
    // Of a model that refers to itself the key's own fields have moved.
    renewed.referenced = surgery.model(held.to).key;
    renewed.collations.clear();
    surgery.removeFields(held.from, moved.columns);
}

bool isStorage(const SchemaSurgery &surgery, ReferenceId id)
{
    const Reference &held = surgery.schema().reference(id);
    const bool hidden = std::all_of(held.columns.begin(), held.columns.end(),
                                    [&](FieldId column) { return surgery.schema().field(held.from, column).hidden; });
    return hidden || surgery.schema().keyEndNames()[id.index()].isEmpty();
}

void followKey(SchemaSurgery &surgery, ModelId id, const std::vector<FieldId> &formerKey)
{
    // Found before anything moves: a model may refer to itself, more than once.
    std::vector<ReferenceId> renewed;
    bool referred = false;
    for (std::size_t i = 0; i < surgery.schema().references.size(); ++i) {
        const ReferenceId reference(static_cast<int>(i));
        const Reference &held = surgery.schema().reference(reference);
        if (held.to != id || held.referenced != formerKey)
            continue;
        if (isStorage(surgery, reference))
            renewed.push_back(reference);
        else
            referred = true;
    }
    if (referred)
        keepReferenced(surgery, id, formerKey);
    for (const ReferenceId reference : renewed)
        renewStorage(surgery, reference);
}

/// A row number that is no longer the key is nothing that a model speaks of.
void removeRowid(SchemaSurgery &surgery, ModelId id)
{
    const std::vector<Field> &fields = surgery.model(id).fields;
    const auto found = std::find_if(fields.begin(), fields.end(),
                                    [](const Field &field) { return field.origin == FieldOrigin::Rowid; });
    if (found != fields.end())
        surgery.removeFields(id, {FieldId(static_cast<int>(found - fields.begin()))});
}

} // namespace

Result<ModelId> addModel(SchemaDraft &draft, const QString &name)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Result<ModelId> {
        if (Done fits = checkTypeName(surgery.schema(), name); !fits)
            return tl::unexpected(fits.error());
        Model model;
        model.name = name;
        model.table = name;
        Field id;
        id.name = u"id"_s;
        id.column = id.name;
        id.type.scalar = ScalarType::Id;
        id.required = true;
        model.fields = {id, keptTime(u"createdAt"_s, FieldOrigin::CreatedAt),
                        keptTime(u"updatedAt"_s, FieldOrigin::UpdatedAt)};
        model.key = {FieldId(0)};
        return surgery.addModel(std::move(model));
    });
}

Done renameModel(SchemaDraft &draft, ModelId model, const QString &name)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        if (surgery.model(model).name == name)
            return {};
        if (Done fits = checkTypeName(surgery.schema(), name); !fits)
            return fits;
        renameTable(surgery, model, name);
        return {};
    });
}

Done removeModel(SchemaDraft &draft, ModelId model)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        removeWithRelationships(surgery, {model});
        return {};
    });
}

Done setModelDescription(SchemaDraft &draft, ModelId model, const QString &description)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        surgery.model(model).description = description;
        return {};
    });
}

Done setDisplay(SchemaDraft &draft, ModelId model, FieldId field)
{
    // Not by surgery, which would guess the field of a new model again.
    Model &shown = draft.schema.models[model.index()];
    if (field.isValid() && shown.field(field).hidden)
        return refusal(u"Only a field of %1 can stand for its instances."_s.arg(shown.name));
    shown.setLabel(field.isValid() ? std::vector<LabelPart>{{{}, field}} : std::vector<LabelPart>());
    return {};
}

Done setLabel(SchemaDraft &draft, ModelId model, const QString &text)
{
    Model &shown = draft.schema.models[model.index()];
    auto parts = labels::read(shown, text);
    if (!parts)
        return tl::unexpected(parts.error());
    shown.setLabel(std::move(*parts));
    return {};
}

Done setKey(SchemaDraft &draft, ModelId id, const std::vector<FieldId> &fields)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        const std::vector<FieldId> former = surgery.model(id).key;
        if (fields == former)
            return {};
        if (surgery.model(id).view)
            return refusal(u"%1 is a view and has no key of its own."_s.arg(surgery.model(id).name));
        if (fields.empty())
            return refusal(u"%1 needs a key: choose at least one field."_s.arg(surgery.model(id).name));
        for (const FieldId field : fields)
            if (Done fits = checkKeyField(surgery.model(id), field); !fits)
                return fits;
        for (const FieldId field : fields)
            surgery.field(id, field).required = true;
        surgery.model(id).key = fields;
        surgery.model(id).keyKind = KeyKind::Primary;
        followKey(surgery, id, former);
        removeRowid(surgery, id);
        return {};
    });
}

Done setKeptTimes(SchemaDraft &draft, ModelId id, bool kept)
{
    return edited(draft, [&](SchemaSurgery &surgery) -> Done {
        if (kept) {
            keepTime(surgery, id, u"createdAt"_s, FieldOrigin::CreatedAt);
            keepTime(surgery, id, u"updatedAt"_s, FieldOrigin::UpdatedAt);
            return {};
        }
        std::vector<FieldId> times;
        for (std::size_t i = 0; i < surgery.model(id).fields.size(); ++i) {
            const FieldOrigin origin = surgery.model(id).fields[i].origin;
            if (origin == FieldOrigin::CreatedAt || origin == FieldOrigin::UpdatedAt)
                times.emplace_back(static_cast<int>(i));
        }
        surgery.removeFields(id, times);
        return {};
    });
}

} // namespace schemaedit
} // namespace relata
