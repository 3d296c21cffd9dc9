#include "items/schemachangewords.h"

#include "items/schemafieldsitemmodel.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata::schemachangewords {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text) { return QCoreApplication::translate("relata::schemachangewords", text); }

QString typeText(const FieldType &type)
{
    const QString name = SchemaFieldsItemModel::typeName(type);
    return type.list ? QString(u'[' % name % (type.elementRequired ? u"!]"_s : u"]"_s)) : name;
}

QStringList differencesOf(const Field &before, const Field &now)
{
    QStringList parts;
    if (before.name != now.name)
        parts.append(words("was %1").arg(before.name));
    if (before.type != now.type)
        parts.append(words("was %1").arg(typeText(before.type)));
    if (before.required != now.required)
        parts.append(now.required ? words("now required") : words("no longer required"));
    if (before.unique != now.unique)
        parts.append(now.unique ? words("now unique") : words("no longer unique"));
    if (before.defaultValue != now.defaultValue || before.hasDefault != now.hasDefault)
        parts.append(words("other default"));
    if (before.description != now.description)
        parts.append(words("described"));
    return parts;
}

} // namespace

QString ofField(const SchemaDraft &draft, const Schema &base, ModelId model, FieldId field)
{
    const auto modelBefore = draft.origins.modelOf(model);
    const auto fieldBefore = draft.origins.fieldOf(model, field);
    if (!modelBefore)
        return {};
    if (!fieldBefore)
        return words("new");
    return differencesOf(base.field(*modelBefore, *fieldBefore), draft.schema.field(model, field)).join(u", "_s);
}

QString ofTypeField(const ObjectType *before, const Field &field)
{
    if (!before)
        return {};
    const auto found = std::find_if(before->fields.begin(), before->fields.end(),
                                    [&field](const Field &other) { return other.name == field.name; });
    return found == before->fields.end() ? words("new") : differencesOf(*found, field).join(u", "_s);
}

QString ofRelationship(const SchemaDraft &draft, const Schema &base, RelationshipId id)
{
    const auto origin = draft.origins.relationships[id.index()];
    if (!origin)
        return words("new");
    const auto now = schemaedit::sentenceOf(draft.schema, id);
    const auto before = schemaedit::sentenceOf(base, *origin);
    QStringList parts;
    if (now.kind != before.kind)
        parts.append(before.kind == RelationshipKind::OneToOne        ? words("was one to one")
                         : before.kind == RelationshipKind::OneToMany ? words("was one to many")
                                                                      : words("was many to many"));
    if (draft.origins.modelOf(now.source) != before.source || draft.origins.modelOf(now.target) != before.target)
        parts.append(words("other models"));
    if (now.kind == before.kind && (now.sourceField != before.sourceField || now.targetField != before.targetField))
        parts.append(words("renamed"));
    if (now.rule != before.rule)
        parts.append(words("other delete rule"));
    if (now.required != before.required)
        parts.append(now.required ? words("now required") : words("no longer required"));
    return parts.join(u", "_s);
}

std::vector<int> countsByModel(const std::vector<Difference> &differences, const Schema &to)
{
    std::vector<int> counts(to.models.size());
    for (const Difference &difference : differences) {
        if (difference.toModel.isValid())
            ++counts[difference.toModel.index()];
        else if (difference.toRelationship.isValid())
            ++counts[to.relationship(difference.toRelationship).source.index()];
    }
    return counts;
}

} // namespace relata::schemachangewords
