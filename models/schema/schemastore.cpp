#include "schema/schemajson.h"

#include <QJsonArray>

// The stored form. What stands at its default is left out, so that the table stays readable.
namespace relata::schemajson {
using namespace Qt::StringLiterals;
namespace {

void put(QJsonObject &object, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        object.insert(name, text);
}

void putFlag(QJsonObject &object, const QString &name, bool set)
{
    if (set)
        object.insert(name, true);
}

template<typename Enum>
void putKind(QJsonObject &object, const QString &name, Enum kind)
{
    if (kind != Enum{})
        object.insert(name, static_cast<int>(kind));
}

QJsonArray idList(const std::vector<FieldId> &ids)
{
    QJsonArray result;
    for (const FieldId id : ids)
        result.append(id.value());
    return result;
}

QJsonObject storeField(const Field &field)
{
    QJsonObject object{{u"name"_s, field.name}};
    if (field.column != field.name)
        object.insert(u"column"_s, field.column);
    putKind(object, u"kind"_s, field.type.kind);
    object.insert(u"type"_s,
                  field.type.kind == FieldType::Kind::Scalar ? toString(field.type.scalar) : field.type.name);
    putFlag(object, u"list"_s, field.type.list);
    putFlag(object, u"elementRequired"_s, field.type.elementRequired);
    putFlag(object, u"required"_s, field.required);
    putFlag(object, u"unique"_s, field.unique);
    putFlag(object, u"hidden"_s, field.hidden);
    putKind(object, u"origin"_s, field.origin);
    if (field.defaultValue)
        object.insert(u"default"_s, *field.defaultValue);
    putFlag(object, u"hasDefault"_s, field.hasDefault);
    putFlag(object, u"anyType"_s, field.anyType);
    put(object, u"declaredType"_s, field.declaredType);
    put(object, u"description"_s, field.description);
    put(object, u"directives"_s, field.directives);
    put(object, u"sdlType"_s, field.sdlType);
    return object;
}

template<typename List, typename Store>
QJsonArray storeAll(const List &list, Store store)
{
    QJsonArray result;
    for (const auto &item : list)
        result.append(store(item));
    return result;
}

QJsonObject storeIndex(const Index &index)
{
    QJsonObject object{{u"fields"_s, idList(index.fields)}};
    put(object, u"name"_s, index.name);
    putFlag(object, u"unique"_s, index.unique);
    put(object, u"queryField"_s, index.queryField);
    put(object, u"arguments"_s, index.arguments);
    return object;
}

/// Texts and positions of fields in turn.
QJsonArray storeLabel(const std::vector<LabelPart> &label)
{
    QJsonArray parts;
    for (const LabelPart &part : label) {
        parts.append(part.text);
        if (part.field.isValid())
            parts.append(part.field.value());
    }
    return parts;
}

QJsonObject storeModel(const Model &model)
{
    QJsonObject object{
        {u"name"_s, model.name},
        {u"table"_s, model.table},
        {u"fields"_s, storeAll(model.fields, storeField)},
        {u"key"_s, idList(model.key)},
        {u"display"_s, model.display.value()},
    };
    if (!model.label.empty())
        object.insert(u"label"_s, storeLabel(model.label));
    putKind(object, u"keyKind"_s, model.keyKind);
    putFlag(object, u"join"_s, model.join);
    putFlag(object, u"view"_s, model.view);
    putFlag(object, u"triggers"_s, model.hasTriggers);
    putFlag(object, u"withoutRowid"_s, model.withoutRowid);
    putFlag(object, u"strict"_s, model.strict);
    object.insert(u"indexes"_s, storeAll(model.indexes, storeIndex));
    put(object, u"description"_s, model.description);
    put(object, u"directives"_s, model.directives);
    put(object, u"arguments"_s, model.arguments);
    put(object, u"interfaces"_s, model.interfaces);
    return object;
}

QJsonObject storeReference(const Reference &reference)
{
    QJsonObject object{
        {u"from"_s, reference.from.value()},   {u"columns"_s, idList(reference.columns)},
        {u"to"_s, reference.to.value()},       {u"referenced"_s, idList(reference.referenced)},
        {u"rule"_s, toString(reference.rule)},
    };
    putFlag(object, u"unique"_s, reference.unique);
    putFlag(object, u"immediate"_s, reference.immediate);
    if (!reference.collations.empty())
        object.insert(u"collations"_s,
                      QJsonArray::fromStringList({reference.collations.begin(), reference.collations.end()}));
    return object;
}

QJsonObject storeRelationship(const Relationship &relationship)
{
    QJsonObject object{
        {u"name"_s, relationship.name},
        {u"kind"_s, toString(relationship.kind)},
        {u"source"_s, relationship.source.value()},
        {u"target"_s, relationship.target.value()},
        {u"reference"_s, relationship.reference.value()},
    };
    put(object, u"sourceField"_s, relationship.sourceField);
    put(object, u"targetField"_s, relationship.targetField);
    if (relationship.isManyToMany()) {
        object.insert(u"secondReference"_s, relationship.secondReference.value());
        object.insert(u"through"_s, relationship.through.value());
    }
    put(object, u"sourceDirectives"_s, relationship.sourceDirectives);
    put(object, u"targetDirectives"_s, relationship.targetDirectives);
    put(object, u"sourceDescription"_s, relationship.sourceDescription);
    put(object, u"targetDescription"_s, relationship.targetDescription);
    put(object, u"sourceArguments"_s, relationship.sourceArguments);
    put(object, u"targetArguments"_s, relationship.targetArguments);
    return object;
}

QJsonObject storeEnum(const EnumType &type)
{
    QJsonObject object{{u"name"_s, type.name}, {u"values"_s, QJsonArray::fromStringList(type.values)}};
    put(object, u"description"_s, type.description);
    put(object, u"directives"_s, type.directives);
    QJsonObject notes;
    for (const auto &[value, note] : type.notes) {
        QJsonObject stored;
        put(stored, u"description"_s, note.description);
        put(stored, u"directives"_s, note.directives);
        notes.insert(value, stored);
    }
    if (!notes.isEmpty())
        object.insert(u"notes"_s, notes);
    return object;
}

QJsonObject storeType(const ObjectType &type)
{
    QJsonObject object{{u"name"_s, type.name}, {u"fields"_s, storeAll(type.fields, storeField)}};
    put(object, u"description"_s, type.description);
    put(object, u"directives"_s, type.directives);
    put(object, u"interfaces"_s, type.interfaces);
    return object;
}

} // namespace

QJsonObject store(const Schema &schema)
{
    const QStringList endNames(schema.keyEndNames().begin(), schema.keyEndNames().end());
    return {
        {u"version"_s, 1},
        {u"models"_s, storeAll(schema.models, storeModel)},
        {u"references"_s, storeAll(schema.references, storeReference)},
        {u"relationships"_s, storeAll(schema.relationships, storeRelationship)},
        {u"enums"_s, storeAll(schema.enums, storeEnum)},
        {u"types"_s, storeAll(schema.types, storeType)},
        {u"definitions"_s, QJsonArray::fromStringList(schema.definitions)},
        {u"keyEndNames"_s, QJsonArray::fromStringList(endNames)},
        {u"notices"_s, QJsonArray::fromStringList(schema.notices)},
    };
}

} // namespace relata::schemajson
