#include "schema/schemajson.h"
#include "schema/label.h"

#include <QJsonArray>

#include <algorithm>

// What `schema --format json` prints; the stored form is in schemastore.cpp and schemaload.cpp.
namespace relata::schemajson {
using namespace Qt::StringLiterals;
namespace {

QJsonValue textOrNull(const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QString typeName(const FieldType &type)
{
    return type.kind == FieldType::Kind::Scalar ? toString(type.scalar) : type.name;
}

QJsonObject describeField(const Field &field)
{
    return {
        {u"name"_s, field.name},
        {u"type"_s, typeName(field.type)},
        {u"required"_s, field.required},
        {u"list"_s, field.type.list},
        {u"unique"_s, field.unique},
        {u"default"_s, field.defaultValue.value_or(QJsonValue())},
        {u"enum"_s, field.type.kind == FieldType::Kind::Enum ? QJsonValue(field.type.name) : QJsonValue()},
    };
}

QJsonArray describeFields(const std::vector<Field> &fields)
{
    QJsonArray result;
    for (const Field &field : fields)
        if (!field.hidden)
            result.append(describeField(field));
    return result;
}

QJsonObject describeModel(const Model &model)
{
    QJsonArray key;
    for (const FieldId field : model.key)
        if (!model.field(field).hidden)
            key.append(model.field(field).name);
    QJsonObject described{
        {u"name"_s, model.name},
        {u"join"_s, model.join},
        {u"view"_s, model.view},
        {u"key"_s, key},
        {u"display"_s, model.display.isValid() ? QJsonValue(model.field(model.display).name) : QJsonValue()},
        {u"fields"_s, describeFields(model.fields)},
    };
    if (!model.label.empty())
        described.insert(u"label"_s, labels::text(model));
    return described;
}

void appendColumns(QJsonArray &columns, const Schema &schema, ReferenceId id)
{
    const Reference &reference = schema.reference(id);
    for (const FieldId column : reference.columns)
        columns.append(schema.field(reference.from, column).column);
}

QJsonObject describeRelationship(const Schema &schema, const Relationship &relationship)
{
    QJsonArray columns;
    appendColumns(columns, schema, relationship.reference);
    if (relationship.isManyToMany())
        appendColumns(columns, schema, relationship.secondReference);
    return {
        {u"name"_s, relationship.name},
        {u"kind"_s, toString(relationship.kind)},
        {u"source"_s, schema.model(relationship.source).name},
        {u"target"_s, schema.model(relationship.target).name},
        {u"sourceField"_s, textOrNull(relationship.sourceField)},
        {u"targetField"_s, textOrNull(relationship.targetField)},
        {u"columns"_s, columns},
        {u"through"_s,
         relationship.isManyToMany() ? QJsonValue(schema.model(relationship.through).name) : QJsonValue()},
        {u"deleteRule"_s, toString(schema.reference(relationship.reference).rule)},
    };
}

} // namespace

QJsonObject describe(const Schema &schema)
{
    QJsonArray models;
    for (const Model &model : schema.models)
        models.append(describeModel(model));
    QJsonArray relationships;
    for (const Relationship &relationship : schema.relationships)
        relationships.append(describeRelationship(schema, relationship));
    QJsonArray enums;
    for (const EnumType &type : schema.enums)
        enums.append(QJsonObject{{u"name"_s, type.name}, {u"values"_s, QJsonArray::fromStringList(type.values)}});
    QJsonArray types;
    for (const ObjectType &type : schema.types)
        types.append(QJsonObject{{u"name"_s, type.name}, {u"fields"_s, describeFields(type.fields)}});
    return {
        {u"models"_s, models},
        {u"relationships"_s, relationships},
        {u"enums"_s, enums},
        {u"types"_s, types},
        {u"notices"_s, QJsonArray::fromStringList(schema.notices)},
    };
}

} // namespace relata::schemajson
