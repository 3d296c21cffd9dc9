#include "schema/sdltext.h"

#include "schema/sdldraft.h"
#include "schema/sdllexer.h"

#include <algorithm>

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

bool isPlainTime(const Field &field, FieldOrigin origin)
{
    Field usual;
    usual.name = field.name;
    usual.column = field.name;
    usual.type.scalar = ScalarType::DateTime;
    usual.origin = origin;
    return field == usual;
}

QString validName(const QString &original)
{
    QString name;
    for (const QChar c : original) {
        const bool fits = c == u'_' || (c.unicode() < 0x80 && c.isLetterOrNumber());
        name += fits ? c : QChar(u'_');
    }
    return name.isEmpty() || name.front().isDigit() ? QString(u'_' % name) : name;
}

} // namespace

QString quotedText(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\' % QString(c);
        else if (c.unicode() < 0x20)
            result += u"\\u"_s % QString::number(c.unicode(), 16).rightJustified(4, u'0');
        else
            result += c;
    }
    return result % u'"';
}

QString quotedList(const QStringList &texts)
{
    QStringList quoted;
    for (const QString &text : texts)
        quoted.append(quotedText(text));
    return u'[' % quoted.join(u", "_s) % u']';
}

QString descriptionText(const QString &description, const QString &indent)
{
    if (description.isEmpty())
        return {};
    const QString block =
        u'\n' % indent % QString(description).replace(u'\n', QString(u'\n' % indent)) % u'\n' % indent;
    const bool fitsBlock =
        !description.contains(u"\"\"\"") && !description.endsWith(u'\\') && dedented(block) == description;
    if (fitsBlock)
        return indent % u"\"\"\""_s % block % u"\"\"\"\n"_s;
    return indent % quotedText(description) % u'\n';
}

QString typeText(const FieldType &type, bool required)
{
    QString text = type.kind == FieldType::Kind::Scalar ? toString(type.scalar) : type.name;
    if (type.list)
        text = u'[' % text % (type.elementRequired ? u"!]"_s : u"]"_s);
    return required ? QString(text % u'!') : text;
}

QString directiveText(const QString &name, const QStringList &arguments)
{
    const QString text = u" @"_s % name;
    return arguments.isEmpty() ? text : QString(text % u'(' % arguments.join(u", "_s) % u')');
}

QString NameScope::operator()(const QString &original)
{
    if (const auto known = m_names.constFind(original); known != m_names.constEnd())
        return *known;
    const QString wanted = validName(original);
    QString name = wanted;
    for (int number = 2; m_originals.contains(name); ++number)
        name = wanted + QString::number(number);
    m_names.insert(original, name);
    m_originals.insert(name, original);
    return name;
}

SchemaNames::SchemaNames(const Schema &schema) : m_schema(schema), m_fields(schema.models.size())
{
    for (int i = 0; i <= static_cast<int>(ScalarType::BigInt); ++i)
        m_models.reserve(toString(static_cast<ScalarType>(i)));
    for (const EnumType &type : schema.enums)
        m_models.reserve(type.name);
    for (const ObjectType &type : schema.types)
        m_models.reserve(type.name);
    for (const Model &model : schema.models)
        m_models(model.name);
}

QString SchemaNames::relation(ModelId model, const QString &name)
{
    const auto own = m_schema.model(model).fieldNamed(name);
    const bool taken = own && !m_schema.field(model, *own).hidden;
    return field(model, taken ? QString(name % u"_link"_s) : name);
}

bool hasMadeUpKey(const Schema &schema, const Relationship &relationship)
{
    if (relationship.kind != RelationshipKind::OneToMany || !relationship.targetField.isEmpty()
        || relationship.sourceField.isEmpty())
        return false;
    const Reference &reference = schema.reference(relationship.reference);
    const Model &source = schema.model(reference.to);
    const QStringList names = madeUpKeyNames(source, relationship.sourceField);
    for (std::size_t i = 0; i < reference.columns.size(); ++i)
        if (schema.field(reference.from, reference.columns[i]).name != names.value(static_cast<qsizetype>(i)))
            return false;
    return reference.referenced == source.key;
}

std::size_t declaredFieldCount(const Schema &schema, ModelId id, const std::vector<RelationshipId> &held)
{
    const Model &model = schema.model(id);
    std::size_t count = model.fields.size();
    for (const FieldOrigin origin : {FieldOrigin::UpdatedAt, FieldOrigin::CreatedAt})
        if (count > 0 && isPlainTime(model.fields[count - 1], origin))
            --count;

    // From the last to the first key that reading makes; one that stands elsewhere was declared.
    for (auto it = held.rbegin(); it != held.rend(); ++it) {
        const Relationship &relationship = schema.relationship(*it);
        const Reference &reference = schema.reference(relationship.reference);
        const bool madeUp = hasMadeUpKey(schema, relationship);
        for (std::size_t i = reference.columns.size(); i-- > 0;) {
            const Field &column = model.field(reference.columns[i]);
            const bool last = count > 0 && reference.columns[i] == FieldId(static_cast<int>(count - 1));
            const bool comesBack = column.hidden
                || (madeUp && column == keyHolder(schema.field(reference.to, reference.referenced[i]), column.name));
            if (last && comesBack)
                --count;
        }
    }
    return count;
}

} // namespace relata::sdl
