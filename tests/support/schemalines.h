#pragma once

#include "schema/schema.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

/// A schema as sorted lines that say all that it models, without the order in which relationships and hidden fields
/// happen to stand, and without what a database says of itself alone (declared types, triggers, collations). Two
/// schemas with the same lines describe the same.
namespace relata::test {

namespace lines {

inline QString flag(const char *word, bool set) { return set ? QString(u' ' % QString::fromLatin1(word)) : QString(); }

inline QString text(const char *word, const QString &value)
{
    return value.isEmpty() ? QString() : QString(u' ' % QString::fromLatin1(word) % u'=' % value);
}

inline QString names(const Schema &schema, ModelId model, const std::vector<FieldId> &fields)
{
    QStringList result;
    for (const FieldId field : fields)
        result.append(schema.field(model, field).name);
    return u'(' % result.join(u", ") % u')';
}

inline QString of(const Field &field)
{
    const QString type = field.type.kind == FieldType::Kind::Scalar ? toString(field.type.scalar) : field.type.name;
    const QString value = field.defaultValue
        ? QString::fromUtf8(QJsonDocument(QJsonArray{*field.defaultValue}).toJson(QJsonDocument::Compact))
        : QString();
    return field.name % text("column", field.column) % u' ' % type % flag("list", field.type.list)
        % flag("elementRequired", field.type.elementRequired) % flag("required", field.required)
        % flag("unique", field.unique) % flag("hidden", field.hidden) % flag("hasDefault", field.hasDefault)
        % flag("any", field.anyType) % u' ' % QString::number(static_cast<int>(field.origin)) % text("default", value)
        % text("sdlType", field.sdlType) % text("description", field.description)
        % text("directives", field.directives);
}

inline QString of(const Schema &schema, ReferenceId id)
{
    const Reference &reference = schema.reference(id);
    return schema.model(reference.from).name % names(schema, reference.from, reference.columns) % u" -> "
        % schema.model(reference.to).name % names(schema, reference.to, reference.referenced) % u' '
        % toString(reference.rule) % flag("unique", reference.unique) % flag("immediate", reference.immediate) % u" as "
        % schema.keyEndNames()[id.index()];
}

} // namespace lines

inline QStringList schemaLines(const Schema &schema)
{
    QStringList result;
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        const Model &model = schema.models[i];
        const ModelId id(static_cast<int>(i));
        const QString start = u"model " % model.name;
        result.append(start % lines::text("table", model.table) % u" key " % lines::names(schema, id, model.key) % u' '
                      % QString::number(static_cast<int>(model.keyKind)) % lines::flag("join", model.join)
                      % lines::flag("view", model.view) % lines::flag("strict", model.strict)
                      % lines::flag("withoutRowid", model.withoutRowid)
                      % lines::text("display", model.display.isValid() ? model.field(model.display).name : QString())
                      % lines::text("description", model.description) % lines::text("directives", model.directives)
                      % lines::text("arguments", model.arguments) % lines::text("interfaces", model.interfaces));
        QStringList order;
        for (const Field &field : model.fields) {
            result.append(start % u" field " % lines::of(field));
            if (!field.hidden)
                order.append(field.name);
        }
        result.append(start % u" order " % order.join(u", "));
        for (const Index &index : model.indexes)
            result.append(start % u" index " % index.name % lines::names(schema, id, index.fields)
                          % lines::flag("unique", index.unique) % lines::text("queryField", index.queryField)
                          % lines::text("arguments", index.arguments));
    }
    for (const Relationship &item : schema.relationships)
        result.append(u"relationship " % item.name % u' ' % toString(item.kind) % u' ' % schema.model(item.source).name
                      % u'.' % item.sourceField % u' ' % schema.model(item.target).name % u'.' % item.targetField
                      % u" over " % lines::of(schema, item.reference)
                      % (item.isManyToMany() ? QString(u" and " % lines::of(schema, item.secondReference)) : QString())
                      % lines::text("sourceDirectives", item.sourceDirectives)
                      % lines::text("targetDirectives", item.targetDirectives)
                      % lines::text("sourceDescription", item.sourceDescription)
                      % lines::text("targetDescription", item.targetDescription)
                      % lines::text("sourceArguments", item.sourceArguments)
                      % lines::text("targetArguments", item.targetArguments));
    for (const EnumType &type : schema.enums) {
        result.append(u"enum " % type.name % u' ' % type.values.join(u'|')
                      % lines::text("description", type.description) % lines::text("directives", type.directives));
        for (const auto &[value, notes] : type.notes)
            result.append(u"enum " % type.name % u' ' % value % lines::text("description", notes.description)
                          % lines::text("directives", notes.directives));
    }
    for (const ObjectType &type : schema.types) {
        result.append(u"type " % type.name % lines::text("description", type.description)
                      % lines::text("directives", type.directives) % lines::text("interfaces", type.interfaces));
        for (std::size_t i = 0; i < type.fields.size(); ++i)
            result.append(u"type " % type.name % u' ' % QString::number(i) % u' ' % lines::of(type.fields[i]));
    }
    for (const QString &definition : schema.definitions)
        result.append(u"definition " % definition);
    result.sort();
    return result;
}

/// What only one of the two says, "- " before and "+ " after; empty where they describe the same.
inline QString linesApart(const Schema &before, const Schema &after)
{
    const QStringList a = schemaLines(before);
    const QStringList b = schemaLines(after);
    QStringList result;
    QStringList only;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(only));
    for (const QString &line : std::as_const(only))
        result.append(u"- " % line);
    only.clear();
    std::set_difference(b.begin(), b.end(), a.begin(), a.end(), std::back_inserter(only));
    for (const QString &line : std::as_const(only))
        result.append(u"+ " % line);
    return result.join(u'\n');
}

} // namespace relata::test
