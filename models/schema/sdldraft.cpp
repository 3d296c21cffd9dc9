#include "schema/sdldraft.h"

#include "schema/namerules.h"

namespace relata::sdl {

std::optional<FieldId> Draft::fieldNamed(ModelId model, const QString &name) const
{
    const auto &ids = fieldIds[model.index()];
    const auto found = ids.find(name);
    return found == ids.end() ? std::nullopt : std::optional(*found);
}

FieldId Draft::addField(ModelId id, Field field, const QString &sdlName)
{
    std::vector<Field> &fields = model(id).fields;
    const FieldId fieldId(static_cast<int>(fields.size()));
    auto &ids = fieldIds[id.index()];
    if (!sdlName.isEmpty())
        ids.insert(sdlName, fieldId);
    else if (!ids.contains(field.name))
        ids.insert(field.name, fieldId);
    fieldNames[id.index()].insert(namerules::folded(field.name));
    fieldNames[id.index()].insert(namerules::folded(field.column));
    fields.push_back(std::move(field));
    return fieldId;
}

QString Draft::freeFieldName(ModelId model, const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; fieldNames[model.index()].contains(namerules::folded(name)); ++number)
        name = wanted + QString::number(number);
    return name;
}

ModelId Draft::addModel(Model model, const QString &sdlName)
{
    const ModelId id(static_cast<int>(schema.models.size()));
    models.insert(sdlName, id);
    modelNames.insert(model.name);
    fieldIds.emplace_back();
    fieldNames.emplace_back();
    std::vector<Field> fields = std::exchange(model.fields, {});
    schema.models.push_back(std::move(model));
    for (Field &field : fields)
        addField(id, std::move(field));
    return id;
}

ReferenceId Draft::addReference(Reference reference, const QString &keyEndName)
{
    const ReferenceId id(static_cast<int>(schema.references.size()));
    schema.references.push_back(std::move(reference));
    keyEndNames.push_back(keyEndName);
    return id;
}

Draft draftFrom(const Schema &schema, const std::vector<QString> &keyEndNames)
{
    Draft draft;
    draft.schema = schema;
    draft.schema.models.clear();
    for (const Model &model : schema.models)
        draft.addModel(model, model.name);
    draft.keyEndNames = keyEndNames;
    for (const EnumType &type : schema.enums)
        draft.takenTypeNames.insert(type.name);
    for (const ObjectType &type : schema.types)
        draft.takenTypeNames.insert(type.name);
    return draft;
}

QStringList madeUpKeyNames(const Model &source, const QString &sourceField)
{
    const QString start =
        source.name.left(1).toLower() + source.name.mid(1) + sourceField.left(1).toUpper() + sourceField.mid(1);
    if (source.key.size() == 1)
        return {start + QStringLiteral("Id")};
    QStringList names;
    for (const FieldId part : source.key)
        names.append(start + source.field(part).name.left(1).toUpper() + source.field(part).name.mid(1));
    return names;
}

Field keyHolder(const Field &keyField, const QString &name)
{
    Field field;
    field.name = name;
    field.column = name;
    field.type = keyField.type;
    return field;
}

} // namespace relata::sdl
