#include "items/linkeffect.h"

#include "base/overloaded.h"

#include <algorithm>
#include <optional>

namespace relata {

namespace {

/// The values before and after a change; null where there were or are none.
struct Sides
{
    const Values *before = nullptr;
    const Values *after = nullptr;
};

Sides sidesOf(const Change &change)
{
    return std::visit(Overloaded{[](const Inserted &c) {
                                     return Sides{nullptr, &c.after};
                                 },
                                 [](const Updated &c) {
                                     return Sides{&c.before, &c.after};
                                 },
                                 [](const Removed &c) {
                                     return Sides{&c.before, nullptr};
                                 }},
                      change);
}

Values held(const Values &values, const Reference &reference)
{
    Values result;
    for (const FieldId column : reference.columns)
        result.push_back(values[column.index()]);
    return result;
}

/// What an instance with this key is referred to by; nothing where the reference names other fields than the key.
std::optional<Values> referredBy(const Schema &schema, const Reference &reference, const Key &key)
{
    const std::vector<FieldId> &keyFields = schema.model(reference.to).key;
    Values result;
    for (const FieldId field : reference.referenced) {
        const auto place = std::ranges::find(keyFields, field);
        if (place == keyFields.end() || keyFields.size() != key.size())
            return std::nullopt;
        result.push_back(key[static_cast<std::size_t>(place - keyFields.begin())]);
    }
    return result;
}

/// The other way round: whose key a reference holds.
std::optional<Key> keyHeld(const Schema &schema, const Reference &reference, const Values &values)
{
    Key result;
    for (const FieldId field : schema.model(reference.to).key) {
        const auto place = std::ranges::find(reference.referenced, field);
        if (place == reference.referenced.end())
            return std::nullopt;
        const auto column = reference.columns[static_cast<std::size_t>(place - reference.referenced.begin())];
        result.push_back(values[column.index()]);
    }
    return result;
}

LinkEffect ofOwnKey(const Schema &schema, const End &end, const Key &owner, const Change &change, const Sides &sides)
{
    if (modelOf(change) != end.model || compareKeys(keyOf(change), owner) != 0 || !sides.before || !sides.after)
        return {};
    const Reference &reference = schema.reference(end.reference);
    const bool same = compareKeys(held(*sides.before, reference), held(*sides.after, reference)) == 0;
    return same ? LinkEffect() : LinkEffect{LinkEffect::Kind::Unknown, {}};
}

} // namespace

LinkEffect linkEffect(const Schema &schema, EndId id, const Key &owner, const Change &change)
{
    const End &end = schema.end(id);
    const Sides sides = sidesOf(change);
    if (end.holdsKey())
        return ofOwnKey(schema, end, owner, change, sides);

    const Reference &reference = schema.reference(end.reference);
    if (modelOf(change) != reference.from)
        return {};
    const auto mine = referredBy(schema, reference, owner);
    if (!mine) {
        const bool same = sides.before && sides.after
            && compareKeys(held(*sides.before, reference), held(*sides.after, reference)) == 0;
        return same ? LinkEffect() : LinkEffect{LinkEffect::Kind::Unknown, {}};
    }
    const bool was = sides.before && compareKeys(held(*sides.before, reference), *mine) == 0;
    const bool is = sides.after && compareKeys(held(*sides.after, reference), *mine) == 0;
    if (!was && !is)
        return {};
    const LinkEffect::Kind kind = is ? LinkEffect::Kind::Joins : LinkEffect::Kind::Leaves;
    if (end.kind != End::Kind::ManyToMany)
        return was && is ? LinkEffect() : LinkEffect{kind, keyOf(change)};

    const Reference &far = schema.reference(end.farReference);
    if (was && is) {
        const bool same = compareKeys(held(*sides.before, far), held(*sides.after, far)) == 0;
        return same ? LinkEffect() : LinkEffect{LinkEffect::Kind::Unknown, {}};
    }
    const auto other = keyHeld(schema, far, is ? *sides.after : *sides.before);
    return other ? LinkEffect{kind, *other} : LinkEffect{LinkEffect::Kind::Unknown, {}};
}

} // namespace relata
