#include "schema/schemadiff.h"

#include <QHash>

#include <algorithm>

// A wanted schema without memory: what in it is what was there before.
namespace relata {
namespace {

Origins::OfModel modelOrigin(const Schema &from, const Model &wanted, std::optional<ModelId> before)
{
    Origins::OfModel origin{before, std::vector<std::optional<FieldId>>(wanted.fields.size())};
    if (!before)
        return origin;
    const Model &old = from.model(*before);
    QHash<QString, FieldId> names;
    for (std::size_t i = 0; i < old.fields.size(); ++i)
        names.insert(old.fields[i].name, FieldId(static_cast<int>(i)));
    for (std::size_t i = 0; i < wanted.fields.size(); ++i)
        if (const auto found = names.constFind(wanted.fields[i].name); found != names.cend())
            origin.fields[i] = *found;
    return origin;
}

Origins::OfEnum enumOrigin(const Schema &from, const EnumType &wanted)
{
    const EnumType *before = from.enumNamed(wanted.name);
    if (!before)
        return {{}, QStringList(wanted.values.size())};
    QStringList values;
    for (const QString &value : wanted.values)
        values.append(before->values.contains(value) ? value : QString());
    return {wanted.name, values};
}

/// How an end is told from others: the model that sees it, before, and its name.
struct NamedEnd
{
    ModelId model;
    QString name;
    friend bool operator==(const NamedEnd &, const NamedEnd &) = default;
};

std::vector<NamedEnd> namedEnds(const Relationship &relationship, const std::optional<ModelId> &source,
                                const std::optional<ModelId> &target)
{
    std::vector<NamedEnd> ends;
    if (source && !relationship.sourceField.isEmpty())
        ends.push_back({*source, relationship.sourceField});
    if (target && !relationship.targetField.isEmpty())
        ends.push_back({*target, relationship.targetField});
    return ends;
}

/// How much two relationships have in common; 0: they are not the same one.
int likeness(const Schema &from, const Relationship &old, const Schema &to, const Relationship &wanted,
             const Origins &origins)
{
    const auto source = origins.modelOf(wanted.source);
    const auto target = origins.modelOf(wanted.target);
    const bool samePair =
        (source == old.source && target == old.target) || (source == old.target && target == old.source);
    if (!samePair)
        return 0;
    const std::vector<NamedEnd> before = namedEnds(old, old.source, old.target);
    int shared = 0;
    for (const NamedEnd &end : namedEnds(wanted, source, target))
        if (std::find(before.begin(), before.end(), end) != before.end())
            ++shared;
    if (old.isManyToMany() && wanted.isManyToMany() && from.model(old.through).name == to.model(wanted.through).name)
        ++shared;
    // Where no end has a name, the fields that hold the key tell.
    const Reference &oldKey = from.reference(old.reference);
    const Reference &key = to.reference(wanted.reference);
    const bool sameStorage = old.kind == wanted.kind && origins.modelOf(key.from) == std::optional(oldKey.from)
        && key.columns.size() == oldKey.columns.size()
        && std::equal(key.columns.begin(), key.columns.end(), oldKey.columns.begin(), [&](FieldId column, FieldId was) {
                                 return origins.fieldOf(key.from, column) == std::optional(was);
                             });
    return shared + (sameStorage ? 1 : 0);
}

/// The pairs that have most in common first; each relationship once.
void matchRelationships(const Schema &from, const Schema &to, Origins &origins)
{
    struct Pair
    {
        int likeness;
        std::size_t wanted;
        std::size_t old;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < to.relationships.size(); ++i)
        for (std::size_t j = 0; j < from.relationships.size(); ++j)
            if (const int shared = likeness(from, from.relationships[j], to, to.relationships[i], origins))
                pairs.push_back({shared, i, j});
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair &a, const Pair &b) { return a.likeness > b.likeness; });

    origins.relationships.assign(to.relationships.size(), std::nullopt);
    std::vector<bool> used(from.relationships.size());
    for (const Pair &pair : pairs) {
        if (used[pair.old] || origins.relationships[pair.wanted])
            continue;
        used[pair.old] = true;
        origins.relationships[pair.wanted] = RelationshipId(static_cast<int>(pair.old));
    }
}

/// The storage of a relationship that stays where it was is the same storage, whatever it is called now.
void matchStorage(const Schema &from, const Schema &to, Origins &origins)
{
    const auto matchColumns = [&](const Reference &old, const Reference &wanted) {
        Origins::OfModel &holder = origins.models[wanted.from.index()];
        if (holder.model != std::optional(old.from) || wanted.columns.size() != old.columns.size())
            return;
        for (std::size_t i = 0; i < wanted.columns.size(); ++i) {
            auto &origin = holder.fields[wanted.columns[i].index()];
            const bool free = std::find(holder.fields.begin(), holder.fields.end(), std::optional(old.columns[i]))
                == holder.fields.end();
            if (!origin && free && to.field(wanted.from, wanted.columns[i]).hidden)
                origin = old.columns[i];
        }
    };
    for (std::size_t i = 0; i < to.relationships.size(); ++i) {
        if (!origins.relationships[i])
            continue;
        const Relationship &wanted = to.relationships[i];
        const Relationship &old = from.relationship(*origins.relationships[i]);
        if (wanted.isManyToMany() != old.isManyToMany())
            continue;
        if (wanted.isManyToMany() && !origins.models[wanted.through.index()].model)
            origins.models[wanted.through.index()] = modelOrigin(from, to.model(wanted.through), old.through);
        matchColumns(from.reference(old.reference), to.reference(wanted.reference));
        if (wanted.isManyToMany())
            matchColumns(from.reference(old.secondReference), to.reference(wanted.secondReference));
    }
}

} // namespace

Origins matchByName(const Schema &from, const Schema &to)
{
    Origins origins;
    for (const Model &model : to.models)
        origins.models.push_back(modelOrigin(from, model, from.modelNamed(model.name)));
    for (const EnumType &type : to.enums)
        origins.enums.push_back(enumOrigin(from, type));
    matchRelationships(from, to, origins);
    matchStorage(from, to, origins);
    return origins;
}

} // namespace relata
