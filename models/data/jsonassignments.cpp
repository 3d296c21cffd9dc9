#include "data/jsonparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata::json {

namespace {

enum class ReadOnlyFields { Refuse, Allow };

/// Collects what is assigned to each stored field, and by which name.
class Assigner
{
public:
    Assigner(const Schema &schema, ModelId model, ReadOnlyFields readOnly)
        : m_schema(schema), m_id(model), m_model(schema.model(model)), m_readOnly(readOnly)
    {}

    Done add(const QString &name, const QJsonValue &given)
    {
        if (const auto field = visibleField(m_model, name))
            return addField(*field, given);
        const auto endId = m_schema.endNamed(m_id, name);
        if (!endId || !m_schema.end(*endId).named)
            return unknownField(m_model, name);
        const End &end = m_schema.end(*endId);
        if (!end.holdsKey()) {
            return invalidValue(u"%1.%2 cannot be set with the other values: %1 does not hold its key. "
                                "Use link and unlink."_s.arg(m_model.name, name));
        }
        return given.isNull() ? addNothing(end) : addKey(end, given);
    }

    Assignments take() { return std::move(m_assignments); }

private:
    Done addField(FieldId id, const QJsonValue &given)
    {
        const Field &field = m_model.field(id);
        if (!field.isWritable() && m_readOnly == ReadOnlyFields::Refuse) {
            const QString keeper =
                field.origin == FieldOrigin::Generated ? u"computed by the database"_s : u"kept by Relata"_s;
            return invalidValue(
                u"%1.%2 cannot be set: it is %3. Leave it out."_s.arg(m_model.name, field.name, keeper));
        }
        auto stored = value(m_schema, field, given);
        if (!stored)
            return tl::unexpected(stored.error());
        if (m_model.isKey(id) && *stored == Value(QString()) && m_readOnly == ReadOnlyFields::Refuse)
            return invalidValue(u"%1.%2 is the key and cannot be empty."_s.arg(m_model.name, field.name));
        return assign(id, std::move(*stored), field.name);
    }

    Done addKey(const End &end, const QJsonValue &given)
    {
        const Reference &reference = m_schema.reference(end.reference);
        const auto values = referenceValues(m_schema, end, given);
        if (!values)
            return tl::unexpected(values.error());
        for (std::size_t i = 0; i < values->size(); ++i) {
            if (auto done = assign(reference.columns[i], (*values)[i], end.name); !done)
                return done;
        }
        return {};
    }

    /// One empty column is enough to be without a link, and columns that must not be empty may serve other links too:
    /// those stay, unless there are no others.
    Done addNothing(const End &end)
    {
        const Reference &reference = m_schema.reference(end.reference);
        std::vector<FieldId> emptied;
        for (const FieldId id : reference.columns) {
            if (!m_model.field(id).required && !m_model.isKey(id))
                emptied.push_back(id);
        }
        for (const FieldId id : emptied.empty() ? reference.columns : emptied) {
            if (auto done = assign(id, Null{}, end.name); !done)
                return done;
        }
        return {};
    }

    Done assign(FieldId id, Value stored, const QString &name)
    {
        const auto known = std::ranges::find(m_assignments, id, &std::pair<FieldId, Value>::first);
        if (known == m_assignments.end()) {
            m_assignments.emplace_back(id, std::move(stored));
            m_names.append(name);
            return {};
        }
        if (compareValues(known->second, stored) == 0)
            return {};
        const QString other = m_names[known - m_assignments.begin()];
        return invalidValue(u"%1.%2 and %1.%3 give two different values for one key: %4 and %5."_s.arg(
            m_model.name, other, name, valueText(known->second), valueText(stored)));
    }

    const Schema &m_schema;
    ModelId m_id;
    const Model &m_model;
    ReadOnlyFields m_readOnly;
    Assignments m_assignments;
    QStringList m_names; ///< one per assignment, as given
};

Result<Assignments> assigned(const Schema &schema, ModelId model, const QJsonObject &values, ReadOnlyFields readOnly)
{
    Assigner assigner(schema, model, readOnly);
    for (auto member = values.begin(); member != values.end(); ++member) {
        if (auto done = assigner.add(member.key(), member.value()); !done)
            return tl::unexpected(done.error());
    }
    return assigner.take();
}

} // namespace

Result<Assignments> assignments(const Schema &schema, ModelId model, const QJsonObject &values)
{
    return assigned(schema, model, values, ReadOnlyFields::Refuse);
}

Result<Assignments> expectations(const Schema &schema, ModelId model, const QJsonObject &values)
{
    return assigned(schema, model, values, ReadOnlyFields::Allow);
}

} // namespace relata::json
