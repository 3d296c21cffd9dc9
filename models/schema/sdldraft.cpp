#include "schema/sdldraft.h"

namespace relata::sdl {

std::optional<FieldId> Draft::fieldNamed(ModelId model, const QString &name) const
{
    const auto &ids = fieldIds[model.index()];
    const auto found = ids.find(name);
    return found == ids.end() ? std::nullopt : std::optional(*found);
}

FieldId Draft::addField(ModelId id, Field field)
{
    std::vector<Field> &fields = model(id).fields;
    const FieldId fieldId(static_cast<int>(fields.size()));
    fieldIds[id.index()].insert(field.name, fieldId);
    fields.push_back(std::move(field));
    return fieldId;
}

QString Draft::freeFieldName(ModelId model, const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; fieldIds[model.index()].contains(name); ++number)
        name = wanted + QString::number(number);
    return name;
}

ModelId Draft::addModel(Model model)
{
    const ModelId id(static_cast<int>(schema.models.size()));
    models.insert(model.name, id);
    fieldIds.emplace_back();
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        fieldIds.back().insert(model.fields[i].name, FieldId(static_cast<int>(i)));
    schema.models.push_back(std::move(model));
    return id;
}

ReferenceId Draft::addReference(Reference reference, const QString &keyEndName)
{
    const ReferenceId id(static_cast<int>(schema.references.size()));
    schema.references.push_back(std::move(reference));
    keyEndNames.push_back(keyEndName);
    return id;
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
