#include "schema/schemarules.h"
#include "schema/sdlown.h"
#include "schema/sdltext.h"
#include "schema/types.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

// One stored field as SDL: what Amplify has a word for, and behind the mark the rest.
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

QString jsonText(const QJsonValue &value)
{
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(wrapped.mid(1, wrapped.size() - 2));
}

QString defaultText(const Field &field)
{
    const QJsonValue &value = *field.defaultValue;
    return quotedText(value.isString() && !field.type.list ? value.toString() : jsonText(value));
}

/// @default is for scalars and enums that are no JSON (npm @aws-amplify/graphql-default-value-transformer).
bool takesAmplifyDefault(const Field &field)
{
    return !field.type.isStructured() && !field.type.isScalar(ScalarType::Json) && !field.required;
}

/// What Amplify has instead of a type that only databases have.
ScalarType amplifyType(ScalarType type)
{
    switch (type) {
    case ScalarType::BigInt:
        return ScalarType::Int;
    case ScalarType::Decimal:
        return ScalarType::Float;
    case ScalarType::Binary:
        return ScalarType::String;
    default:
        return type;
    }
}

/// An index name that Amplify takes as the name of a secondary index: 3 to 255 letters, digits, "_", "-", "."
/// (DynamoDB, naming rules).
bool isAmplifyIndexName(const QString &name)
{
    // SQLite's own names are those of UNIQUE constraints, which @unique says.
    return !name.startsWith(u"sqlite_") && name.size() >= 3 && name.size() <= 255
        && std::all_of(name.begin(), name.end(), [](QChar c) {
               return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u"_-.").contains(c));
           });
}

/// Gathers one field's line.
class FieldLine
{
public:
    FieldLine(const Schema &schema, const Field &field, QString name)
        : m_schema(schema), m_field(field), m_name(std::move(name))
    {}

    void addKey(const QStringList &sortKey)
    {
        m_all.append(
            directiveText(u"primaryKey"_s,
                          sortKey.isEmpty() ? QStringList() : QStringList{u"sortKeyFields: "_s % quotedList(sortKey)}));
    }

    void addIndex(const Index &index, const QStringList &sortKey, bool forAmplify)
    {
        QStringList arguments;
        if (!index.name.isEmpty())
            arguments.append(u"name: "_s % quotedText(index.name));
        if (!sortKey.isEmpty())
            arguments.append(u"sortKeyFields: "_s % quotedList(sortKey));
        if (!index.queryField.isEmpty())
            arguments.append(u"queryField: "_s % quotedText(index.queryField));
        if (!index.arguments.isEmpty())
            arguments.append(index.arguments);
        if (!forAmplify) {
            if (index.unique)
                arguments.append(u"unique: true"_s);
            m_own.append(directiveText(u"index"_s, arguments));
            return;
        }
        m_all.append(directiveText(u"index"_s, arguments));
        if (index.unique)
            m_own.append(directiveText(u"unique"_s, {u"index: "_s % quotedText(index.name)}));
    }

    void addDisplay() { m_display = true; }
    void setInKey() { m_inKey = true; }

    QString text()
    {
        OwnColumn column;
        if (nameFor(m_name, std::nullopt, std::nullopt) != m_field.name || m_field.column != m_field.name)
            nameColumn(column);
        FieldType type = m_field.type;
        if (type.kind == FieldType::Kind::Scalar && amplifyType(type.scalar) != type.scalar) {
            column.type = type.scalar;
            type.scalar = amplifyType(type.scalar);
        }
        column.nullable = m_inKey && !m_field.required;
        column.generated = m_field.origin == FieldOrigin::Generated;
        column.any = m_field.anyType;
        const bool hasValue = m_field.defaultValue && types::check(m_schema, m_field, *m_field.defaultValue);
        column.filled = m_field.hasDefault && !hasValue;
        const bool hasNumber =
            hasValue && m_field.anyType && (m_field.defaultValue->isDouble() || m_field.defaultValue->isBool());
        if (hasNumber)
            m_own.append(directiveText(u"default"_s, {u"value: "_s % jsonText(*m_field.defaultValue)}));
        else if (hasValue)
            (takesAmplifyDefault(m_field) ? m_all : m_own)
                .append(directiveText(u"default"_s, {u"value: "_s % defaultText(m_field)}));
        if (const QStringList arguments = argumentsOf(column); !arguments.isEmpty())
            m_own.prepend(directiveText(u"column"_s, arguments));
        if (m_field.unique)
            m_own.append(u"@unique"_s);
        if (m_display)
            m_own.append(u"@display"_s);
        const bool required = m_field.required || m_inKey;
        const bool written = m_field.type.isScalar(ScalarType::Json) && !m_field.sdlType.isEmpty();
        const QString typeWords =
            written ? QString(m_field.sdlType % (required ? u"!"_s : QString())) : typeText(type, required);
        const QString head = (QStringList{fieldIndent % m_name % u": "_s % typeWords} + m_all).join(u' ');
        return descriptionText(m_field.description, fieldIndent) % lineText(head, m_own, m_field.directives) % u'\n';
    }

private:
    void nameColumn(OwnColumn &column) const
    {
        if (m_field.column != m_field.name || validName(m_field.column) == m_name)
            column.name = m_field.column;
        if (nameFor(m_name, std::nullopt, column.name) != m_field.name)
            column.as = m_field.name;
    }

    const Schema &m_schema;
    const Field &m_field;
    QString m_name;
    QStringList m_all; ///< directives for every reader
    QStringList m_own;
    bool m_display = false;
    bool m_inKey = false;
};

} // namespace

QString fieldText(const Schema &schema, SchemaNames &names, ModelId id, FieldId fieldId,
                  const std::vector<const Index *> &indexes)
{
    const Model &model = schema.model(id);
    const auto rest = [&](const std::vector<FieldId> &fields) {
        QStringList result;
        for (std::size_t i = 1; i < fields.size(); ++i)
            result.append(names.field(id, fields[i]));
        return result;
    };
    FieldLine line(schema, model.field(fieldId), names.field(id, fieldId));
    const bool usualKey = model.key.size() == 1 && model.keyKind == KeyKind::Primary
        && model.field(fieldId).name == u"id" && model.field(fieldId).type.isScalar(ScalarType::Id);
    if (!model.key.empty() && model.key.front() == fieldId && !usualKey)
        line.addKey(rest(model.key));
    if (model.isKey(fieldId))
        line.setInKey();
    for (const Index *index : indexes) {
        const bool forAmplify = isAmplifyIndexName(index->name)
            && std::none_of(index->fields.begin(), index->fields.end(),
                            [&model](FieldId field) { return model.field(field).type.isStructured(); });
        line.addIndex(*index, rest(index->fields), forAmplify);
    }
    if (model.display == fieldId && model.label.empty() && schemarules::guessDisplay(schema, id) != fieldId)
        line.addDisplay();
    return line.text();
}

QString fieldText(const Schema &schema, const Field &field) { return FieldLine(schema, field, field.name).text(); }

} // namespace relata::sdl
