#include "views/help/guidesample.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <map>

namespace relata::guide {
using namespace Qt::StringLiterals;
namespace {

/// Keys and unique numbers of samples start here, out of the way of most people's own.
constexpr int firstNumber = 900000;

QJsonValue scalarSample(const Field &field, const QString &name, int number)
{
    switch (field.type.scalar) {
    case ScalarType::Int:
    case ScalarType::BigInt:
        return field.unique ? firstNumber + number : 1;
    case ScalarType::Float:
    case ScalarType::Decimal:
        return field.unique ? firstNumber + number : 0.5;
    case ScalarType::Boolean:
        return true;
    case ScalarType::Date:
        return u"2025-01-31"_s;
    case ScalarType::Time:
        return u"09:30:00"_s;
    case ScalarType::DateTime:
        return u"2025-01-31T09:30:00Z"_s;
    case ScalarType::Timestamp:
        return 1738315800;
    case ScalarType::Email:
        return QString(name.toLower() % QString::number(number) % u"@example.org");
    case ScalarType::Url:
        return QString(u"https://example.org/" % name.toLower() % QString::number(number));
    case ScalarType::Phone:
        return QString(u"+44 20 7946 00" % QString::number(10 + number));
    case ScalarType::IpAddress:
        return QString(u"192.0.2." % QString::number(number));
    case ScalarType::Json:
        return u"{}"_s;
    case ScalarType::Binary:
        return u"AAEC"_s;
    case ScalarType::Id:
    case ScalarType::String:
        break;
    }
    return QString(name % u' ' % QString::number(number));
}

/// A value of the field's type; `name` stands in texts.
QJsonValue sampleOf(const Schema &schema, const Field &field, const QString &name, int number)
{
    if (field.type.list)
        return QJsonArray();
    if (field.type.kind == FieldType::Kind::Enum) {
        const EnumType *type = schema.enumNamed(field.type.name);
        return type && !type->values.isEmpty() ? type->values.first() : QString();
    }
    if (field.type.kind == FieldType::Kind::Object) {
        QJsonObject object;
        if (const ObjectType *type = schema.typeNamed(field.type.name)) {
            for (const Field &part : type->fields)
                if (part.required)
                    object.insert(part.name, sampleOf(schema, part, part.name, number));
        }
        return object;
    }
    return scalarSample(field, name, number);
}

QJsonValue sampleKey(const Field &field, const QString &model, int number)
{
    if (field.type.isScalar(ScalarType::Id) || field.type.isScalar(ScalarType::String))
        return QString(model.toLower() % u'-' % QString::number(number));
    Field part = field;
    part.unique = true;
    return scalarSample(part, model, number);
}

Value keyValue(const QJsonValue &value)
{
    if (value.isDouble())
        return value.toInteger(0) == value.toInteger(1) ? Value(value.toInteger()) : Value(value.toDouble());
    if (value.isBool())
        return value.toBool();
    return value.toString();
}

/// Collects samples so that whatever one needs stands before it.
class Casting
{
public:
    explicit Casting(const Schema &schema) : m_schema(schema) {}

    using Given = std::map<FieldId, QJsonValue>;

    std::size_t add(ModelId modelId, const std::vector<Sample::Held> &links, const Given &given = {})
    {
        const Model &model = m_schema.model(modelId);
        m_open.push_back(modelId);
        Given values = given;
        std::vector<Sample::Held> held;
        for (const Sample::Held &link : links)
            hold(link.reference, link.to, values, held);
        for (const ReferenceId reference : m_schema.referencesFrom(modelId)) {
            const bool isHeld = std::any_of(held.begin(), held.end(),
                                            [&](const Sample::Held &link) { return link.reference == reference; });
            // Columns that are set for another reference must lead somewhere by this one too.
            if (isHeld || (!m_schema.isRequired(reference) && !isComplete(reference, values)))
                continue;
            if (const auto to = needed(reference, values))
                hold(reference, *to, values, held);
        }
        m_open.pop_back();

        Sample sample;
        sample.model = modelId;
        sample.number = ++m_counts[modelId];
        sample.held = std::move(held);
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const FieldId field(static_cast<int>(i));
            if (const auto found = values.find(field); found != values.end())
                sample.values.emplace_back(field, found->second);
            else if (const auto made = makeUp(model, field, sample.number))
                sample.values.emplace_back(field, *made);
        }
        m_samples.push_back(std::move(sample));
        return m_samples.size() - 1;
    }

    /// One of the relationship's own instances: nothing else that is made here refers to it.
    std::size_t addRole(ModelId model, const std::vector<Sample::Held> &links = {})
    {
        m_roles.push_back(add(model, links));
        return m_roles.back();
    }

    std::vector<Sample> take() { return std::move(m_samples); }

private:
    [[nodiscard]] bool isRole(std::size_t index) const
    {
        return std::find(m_roles.begin(), m_roles.end(), index) != m_roles.end();
    }

    void hold(ReferenceId id, std::size_t to, Given &values, std::vector<Sample::Held> &held) const
    {
        const Reference &reference = m_schema.reference(id);
        for (std::size_t i = 0; i < reference.columns.size(); ++i)
            if (const QJsonValue *value = m_samples[to].value(reference.referenced[i]))
                values[reference.columns[i]] = *value;
        held.push_back({id, to});
    }

    [[nodiscard]] static bool has(const Sample &sample, const Given &given)
    {
        return std::all_of(given.begin(), given.end(), [&](const auto &part) {
            const QJsonValue *value = sample.value(part.first);
            return value && *value == part.second;
        });
    }

    [[nodiscard]] bool isComplete(ReferenceId id, const Given &values) const
    {
        const Reference &reference = m_schema.reference(id);
        return std::all_of(reference.columns.begin(), reference.columns.end(),
                           [&](FieldId column) { return values.contains(column); });
    }

    /// The instance that a required reference leads to: one that is there, else a new one. Nothing where the
    /// requirement goes round in a circle.
    std::optional<std::size_t> needed(ReferenceId id, const Given &values)
    {
        const Reference &reference = m_schema.reference(id);
        Given given;
        for (std::size_t i = 0; i < reference.columns.size(); ++i)
            if (const auto found = values.find(reference.columns[i]); found != values.end())
                given[reference.referenced[i]] = found->second;
        for (std::size_t i = 0; i < m_samples.size(); ++i)
            if (m_samples[i].model == reference.to && (given.empty() ? !isRole(i) : has(m_samples[i], given)))
                return i;
        if (std::find(m_open.begin(), m_open.end(), reference.to) != m_open.end())
            return std::nullopt;
        return add(reference.to, {}, given);
    }

    [[nodiscard]] std::optional<QJsonValue> makeUp(const Model &model, FieldId id, int number) const
    {
        const Field &field = model.field(id);
        if (field.hidden || !field.isWritable())
            return std::nullopt;
        if (model.isKey(id))
            return sampleKey(field, model.name, number);
        if (id == model.display && field.type.isScalar(ScalarType::String))
            return sampleOf(m_schema, field, model.name, number);
        if (!field.required || field.hasDefault || field.defaultValue)
            return std::nullopt;
        return sampleOf(m_schema, field, field.name, number);
    }

    const Schema &m_schema;
    std::vector<Sample> m_samples;
    std::map<ModelId, int> m_counts;
    std::vector<std::size_t> m_roles;
    std::vector<ModelId> m_open; ///< models whose samples wait for what they need
};

} // namespace

const QJsonValue *Sample::value(FieldId field) const
{
    for (const auto &[id, value] : values)
        if (id == field)
            return &value;
    return nullptr;
}

Key Sample::key(const Schema &schema) const
{
    Key key;
    for (const FieldId field : schema.model(model).key) {
        const QJsonValue *part = value(field);
        if (!part)
            return {};
        key.push_back(keyValue(*part));
    }
    return key;
}

Cast castOf(const Schema &schema, const Relationship &relationship)
{
    Casting casting(schema);
    Cast cast;
    if (relationship.kind == RelationshipKind::OneToOne) {
        cast.target = casting.addRole(relationship.target);
        cast.source = casting.addRole(relationship.source, {{relationship.reference, cast.target}});
    } else {
        cast.source = casting.addRole(relationship.source);
        if (relationship.isManyToMany()) {
            cast.target = casting.addRole(relationship.target);
            cast.join =
                casting.addRole(relationship.through,
                                {{relationship.reference, cast.source}, {relationship.secondReference, cast.target}});
        } else {
            cast.target = casting.addRole(relationship.target, {{relationship.reference, cast.source}});
        }
    }
    cast.samples = casting.take();
    return cast;
}

} // namespace relata::guide
