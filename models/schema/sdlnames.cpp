#include "schema/sdlnames.h"

#include "schema/schemarules.h"
#include "schema/sdlast.h"
#include "schema/sdlown.h"

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

/// "artist_id" → "artist", "ArtistId" → "artist".
QString withoutId(const QString &name)
{
    for (const QLatin1StringView ending : {"_id"_L1, "_ID"_L1, "Id"_L1, "ID"_L1})
        if (name.size() > ending.size() && name.endsWith(ending))
            return schemarules::singularFieldName(name.chopped(ending.size()));
    return name % u"_link"_s;
}

/// Hidden fields are spoken of by their own names, so that the others must not have these; the ends that they belong to
/// may.
void nameFields(const Model &model, NameScope &scope)
{
    for (const Field &field : model.fields)
        if (field.hidden)
            scope.reserve(field.name);
    for (const Field &field : model.fields)
        if (!field.hidden)
            scope(field.name);
    for (const Field &field : model.fields)
        if (field.hidden)
            scope.release(field.name);
}

} // namespace

QString NameScope::settle(const QString &key, const QString &wanted)
{
    if (const auto known = m_names.constFind(key); known != m_names.constEnd())
        return *known;
    const QString valid = validName(wanted);
    QString name = valid;
    int &number = m_numbers[valid];
    while (m_taken.contains(name)) {
        number = std::max(number + 1, 2);
        name = valid + QString::number(number);
    }
    m_names.insert(key, name);
    m_taken.insert(name);
    return name;
}

SchemaNames::SchemaNames(const Schema &schema) : m_schema(schema), m_fields(schema.models.size())
{
    for (int i = 0; i <= static_cast<int>(ScalarType::BigInt); ++i)
        reserve(toString(static_cast<ScalarType>(i)));
    for (const EnumType &type : schema.enums)
        reserve(type.name);
    for (const ObjectType &type : schema.types)
        reserve(type.name);
    const auto kept = parse(schema.definitions.join(u'\n'));
    for (const AstDefinition &definition : kept.value_or(std::vector<AstDefinition>()))
        if (definition.kind != AstDefinition::Kind::Directive)
            reserve(definition.name);
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        m_models(schema.models[i].name);
        nameFields(schema.models[i], m_fields[i]);
    }
}

void SchemaNames::reserve(const QString &name)
{
    m_models.reserve(name);
    m_reserved.insert(name);
}

QString SchemaNames::relation(ModelId model, const QString &name)
{
    const auto own = m_schema.model(model).fieldNamed(name);
    const bool taken = own && !m_schema.field(model, *own).hidden;
    // The key says that it is no field's, whose names hold no line break at their start.
    return m_fields[model.index()].settle(u'\n' % name, taken ? withoutId(name) : name);
}

} // namespace relata::sdl
