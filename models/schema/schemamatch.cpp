#include "schema/schemadiff.h"

#include <QHash>
#include <QSet>

#include <algorithm>

// What a schema without memory has in common with the one before it, found by names alone.
namespace relata {
namespace {

class Matcher
{
public:
    Matcher(const Schema &from, const Schema &to)
        : m_from(from), m_to(to), m_modelTaken(from.models.size()), m_relationTaken(from.relationships.size())
    {}

    Origins match()
    {
        matchModels();
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            matchFields(m_origins.models[i], m_to.models[i]);
        matchRelationships();
        matchStorage();
        for (const EnumType &type : m_to.enums)
            matchEnum(type);
        return std::move(m_origins);
    }

private:
    /// By name; a table's own name says as much, where the model's had to change to be written.
    void matchModels()
    {
        m_origins.models.resize(m_to.models.size());
        for (std::size_t i = 0; i < m_to.models.size(); ++i)
            if (const auto found = m_from.modelNamed(m_to.models[i].name))
                take(i, *found);
        QHash<QString, ModelId> tables;
        for (std::size_t i = 0; i < m_from.models.size(); ++i)
            tables.insert(m_from.models[i].table, ModelId(static_cast<int>(i)));
        for (std::size_t i = 0; i < m_to.models.size(); ++i) {
            const auto found = tables.constFind(m_to.models[i].table);
            if (!m_origins.models[i].model && found != tables.cend() && !m_modelTaken[found->index()])
                take(i, *found);
        }
    }

    void take(std::size_t wanted, ModelId before)
    {
        m_origins.models[wanted].model = before;
        m_modelTaken[before.index()] = true;
    }

    void matchFields(Origins::OfModel &origin, const Model &wanted) const
    {
        origin.fields.resize(wanted.fields.size());
        if (!origin.model)
            return;
        const Model &before = m_from.model(*origin.model);
        QHash<QString, FieldId> names;
        QHash<QString, FieldId> columns;
        for (std::size_t i = before.fields.size(); i-- > 0;) {
            names.insert(before.fields[i].name, FieldId(static_cast<int>(i)));
            columns.insert(before.fields[i].column, FieldId(static_cast<int>(i)));
        }
        QSet<FieldId> taken;
        for (const QHash<QString, FieldId> *known : {&names, &columns}) {
            for (std::size_t i = 0; i < wanted.fields.size(); ++i) {
                const Field &field = wanted.fields[i];
                const auto found = known->constFind(known == &names ? field.name : field.column);
                if (origin.fields[i] || found == known->cend() || taken.contains(*found))
                    continue;
                // A link's storage is known by its relationship, not by what it is called.
                const Field &candidate = before.field(*found);
                const bool storage = field.hidden != candidate.hidden && field.origin == FieldOrigin::User;
                if (storage || (field.hidden && field.origin == FieldOrigin::User && !wanted.join))
                    continue;
                origin.fields[i] = *found;
                taken.insert(*found);
            }
        }
    }

    [[nodiscard]] bool isSame(ModelId before, ModelId wanted) const { return m_origins.modelOf(wanted) == before; }

    [[nodiscard]] bool haveSameModels(const Relationship &before, const Relationship &wanted) const
    {
        return (isSame(before.source, wanted.source) && isSame(before.target, wanted.target))
            || (isSame(before.source, wanted.target) && isSame(before.target, wanted.source));
    }

    static bool sameName(const QString &a, const QString &b) { return !a.isEmpty() && a == b; }

    /// How many names of ends they share, each at the same model.
    [[nodiscard]] int sharedEnds(const Relationship &before, const Relationship &wanted) const
    {
        const auto count = [&](ModelId source, const QString &sourceField, ModelId target, const QString &targetField) {
            return int(isSame(before.source, source) && sameName(before.sourceField, sourceField))
                + int(isSame(before.target, target) && sameName(before.targetField, targetField));
        };
        return std::max(count(wanted.source, wanted.sourceField, wanted.target, wanted.targetField),
                        count(wanted.target, wanted.targetField, wanted.source, wanted.sourceField));
    }

    [[nodiscard]] bool haveSameStorage(const Relationship &before, const Relationship &wanted) const
    {
        if (before.isManyToMany() || wanted.isManyToMany())
            return before.isManyToMany() && wanted.isManyToMany() && isSame(before.through, wanted.through);
        const Reference &held = m_from.reference(before.reference);
        const Reference &now = m_to.reference(wanted.reference);
        if (!isSame(held.from, now.from) || held.columns.size() != now.columns.size())
            return false;
        for (std::size_t i = 0; i < held.columns.size(); ++i)
            if (m_origins.fieldOf(now.from, now.columns[i]) != held.columns[i])
                return false;
        return true;
    }

    void matchRelationships()
    {
        m_origins.relationships.resize(m_to.relationships.size());
        const auto pass = [this](const auto &fits) {
            for (std::size_t i = 0; i < m_to.relationships.size(); ++i)
                if (!m_origins.relationships[i])
                    m_origins.relationships[i] = find(m_to.relationships[i], fits);
        };
        using const_ref = const Relationship &;
        pass([this](const_ref a, const_ref b) { return a.kind == b.kind && sharedEnds(a, b) == 2; });
        pass([this](const_ref a, const_ref b) { return sharedEnds(a, b) == 2; });
        pass([this](const_ref a, const_ref b) { return haveSameStorage(a, b); });
        pass([this](const_ref a, const_ref b) { return a.kind == b.kind && sharedEnds(a, b) == 1; });
        pass([this](const_ref a, const_ref b) { return sharedEnds(a, b) == 1; });
    }

    template<typename Fits>
    std::optional<RelationshipId> find(const Relationship &wanted, const Fits &fits)
    {
        for (std::size_t i = 0; i < m_from.relationships.size(); ++i) {
            const Relationship &before = m_from.relationships[i];
            if (m_relationTaken[i] || !haveSameModels(before, wanted) || !fits(before, wanted))
                continue;
            m_relationTaken[i] = true;
            return RelationshipId(static_cast<int>(i));
        }
        return std::nullopt;
    }

    /// The fields that hold the keys of a kept relationship are the same, whatever they are called.
    void matchStorage()
    {
        for (std::size_t i = 0; i < m_to.relationships.size(); ++i) {
            if (!m_origins.relationships[i])
                continue;
            const Relationship &before = m_from.relationship(*m_origins.relationships[i]);
            const Relationship &wanted = m_to.relationships[i];
            if (before.isManyToMany() != wanted.isManyToMany())
                continue;
            if (!wanted.isManyToMany()) {
                pair(before.reference, wanted.reference);
                continue;
            }
            const bool swapped = !isSame(before.source, wanted.source)
                || (before.source == before.target && before.sourceField == wanted.targetField
                    && before.targetField == wanted.sourceField);
            matchJoin(before.through, wanted.through);
            pair(swapped ? before.secondReference : before.reference, wanted.reference);
            pair(swapped ? before.reference : before.secondReference, wanted.secondReference);
        }
    }

    /// A join model that is called otherwise now, known by its relationship.
    void matchJoin(ModelId before, ModelId wanted)
    {
        Origins::OfModel &origin = m_origins.models[wanted.index()];
        if (origin.model || m_modelTaken[before.index()])
            return;
        take(wanted.index(), before);
        matchFields(origin, m_to.model(wanted));
    }

    void pair(ReferenceId before, ReferenceId wanted)
    {
        const Reference &held = m_from.reference(before);
        const Reference &now = m_to.reference(wanted);
        if (!isSame(held.from, now.from))
            return;
        auto &fields = m_origins.models[now.from.index()].fields;
        for (const FieldId column : now.columns) {
            // By the key field that it holds, as far as that is known.
            const auto place = std::find(now.columns.begin(), now.columns.end(), column) - now.columns.begin();
            const auto referenced = m_origins.fieldOf(now.to, now.referenced[static_cast<std::size_t>(place)]);
            const auto found =
                std::find(held.referenced.begin(), held.referenced.end(), referenced.value_or(FieldId()));
            if (fields[column.index()] || found == held.referenced.end())
                continue;
            const FieldId origin = held.columns[static_cast<std::size_t>(found - held.referenced.begin())];
            if (std::find(fields.begin(), fields.end(), std::optional(origin)) == fields.end())
                fields[column.index()] = origin;
        }
    }

    void matchEnum(const EnumType &wanted)
    {
        const EnumType *before = m_from.enumNamed(wanted.name);
        Origins::OfEnum origin{before ? wanted.name : QString(), {}};
        for (const QString &value : wanted.values)
            origin.values.append(before && before->values.contains(value) ? value : QString());
        m_origins.enums.push_back(std::move(origin));
    }

    const Schema &m_from;
    const Schema &m_to;
    Origins m_origins;
    std::vector<bool> m_modelTaken;
    std::vector<bool> m_relationTaken;
};

} // namespace

Origins matchByName(const Schema &from, const Schema &to) { return Matcher(from, to).match(); }

} // namespace relata
