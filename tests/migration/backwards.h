#pragma once

#include "data/migration.h"
#include "schema/schemaedit.h"

#include <algorithm>

namespace relata::test {

/// The migration that takes a draft's changes back: from `now`, what reading the database gives after them, to the
/// schema at the start. Models and fields are known by their names, since reading may give them another order.
class Backwards
{
public:
    Backwards(const Schema &start, const SchemaDraft &draft, const Schema &now)
        : m_start(start), m_draft(draft), m_now(now)
    {}

    [[nodiscard]] MigrationIntent intent() const
    {
        MigrationIntent back;
        back.schema = m_start;
        back.origins = unchangedOrigins(m_start);
        for (std::size_t i = 0; i < m_start.models.size(); ++i) {
            Origins::OfModel &origin = back.origins.models[i];
            const auto drafted = inverse(m_draft.origins.models,
                                         [&](const Origins::OfModel &of) { return of.model == ModelId{int(i)}; });
            origin.model = drafted ? now(ModelId(int(*drafted))) : std::nullopt;
            for (std::size_t f = 0; f < origin.fields.size(); ++f) {
                const auto field = !origin.model
                    ? std::nullopt
                    : inverse(m_draft.origins.models[*drafted].fields,
                              [&](const std::optional<FieldId> &of) { return of == FieldId{int(f)}; });
                origin.fields[f] = field ? now(ModelId(int(*drafted)), FieldId(int(*field))) : std::nullopt;
            }
        }
        for (std::size_t i = 0; i < m_start.relationships.size(); ++i) {
            const auto drafted = inverse(m_draft.origins.relationships, [&](const std::optional<RelationshipId> &of) {
                return of == RelationshipId{int(i)};
            });
            back.origins.relationships[i] = drafted ? now(RelationshipId(int(*drafted))) : std::nullopt;
        }
        for (std::size_t i = 0; i < m_start.enums.size(); ++i)
            back.origins.enums[i] = originOf(m_start.enums[i]);
        return back;
    }

private:
    template<typename List, typename Condition>
    [[nodiscard]] static std::optional<std::size_t> inverse(const List &list, const Condition &condition)
    {
        const auto found = std::find_if(list.begin(), list.end(), condition);
        return found == list.end() ? std::nullopt : std::optional(std::size_t(found - list.begin()));
    }

    [[nodiscard]] std::optional<ModelId> now(ModelId drafted) const
    {
        return m_now.modelNamed(m_draft.schema.model(drafted).name);
    }
    [[nodiscard]] std::optional<FieldId> now(ModelId model, FieldId drafted) const
    {
        const auto there = now(model);
        return there ? m_now.model(*there).fieldNamed(m_draft.schema.field(model, drafted).name) : std::nullopt;
    }
    /// By the model and the columns that hold it.
    [[nodiscard]] std::optional<RelationshipId> now(RelationshipId drafted) const
    {
        const QStringList wanted = storage(m_draft.schema, drafted);
        for (std::size_t i = 0; i < m_now.relationships.size(); ++i)
            if (storage(m_now, RelationshipId(int(i))) == wanted)
                return RelationshipId(int(i));
        return std::nullopt;
    }
    [[nodiscard]] static QStringList storage(const Schema &schema, RelationshipId id)
    {
        const Relationship &relationship = schema.relationship(id);
        QStringList result{schema.model(schema.reference(relationship.reference).from).name};
        for (const ReferenceId reference : {relationship.reference, relationship.secondReference}) {
            if (!reference.isValid())
                continue;
            const Reference &held = schema.reference(reference);
            for (const FieldId column : held.columns)
                result.append(schema.field(held.from, column).name);
        }
        return result;
    }
    [[nodiscard]] Origins::OfEnum originOf(const EnumType &type) const
    {
        Origins::OfEnum origin;
        const auto drafted =
            inverse(m_draft.origins.enums, [&](const Origins::OfEnum &of) { return of.name == type.name; });
        if (drafted)
            origin.name = m_draft.schema.enums[*drafted].name;
        for (const QString &value : type.values) {
            const qsizetype at = drafted ? m_draft.origins.enums[*drafted].values.indexOf(value) : -1;
            origin.values.append(at < 0 ? QString() : m_draft.schema.enums[*drafted].values[at]);
        }
        return origin;
    }

    const Schema &m_start;
    const SchemaDraft &m_draft;
    const Schema &m_now;
};

inline MigrationIntent backwards(const Schema &start, const SchemaDraft &draft, const Schema &now)
{
    return Backwards(start, draft, now).intent();
}

} // namespace relata::test
