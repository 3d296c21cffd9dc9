#include "data/change.h"

#include "data/changeabout.h"

#include "base/overloaded.h"

#include <algorithm>
#include <utility>

namespace relata {

namespace {

/// What two changes of one instance come to; nothing where the second takes the first back.
std::optional<Change> folded(const Change &first, const Change &second)
{
    const auto updatedOrNothing = [](const ModelId model, const Key &key, const Values &before,
                                     const Values &after) -> std::optional<Change> {
        if (before == after)
            return std::nullopt;
        return Updated{model, key, before, after};
    };
    return std::visit(
        Overloaded{
            [](const Inserted &a, const Updated &b) -> std::optional<Change> {
                return Inserted{a.model, a.key, b.after};
            },
            [](const Inserted &, const Removed &) -> std::optional<Change> { return std::nullopt; },
            [&](const Updated &a, const Updated &b) { return updatedOrNothing(a.model, a.key, a.before, b.after); },
            [](const Updated &a, const Removed &) -> std::optional<Change> {
                return Removed{a.model, a.key, a.before};
            },
            [&](const Removed &a, const Inserted &b) { return updatedOrNothing(a.model, a.key, a.before, b.after); },
            // No database lets these follow each other; the later one says what is there now.
            [&](const auto &, const auto &) -> std::optional<Change> { return second; }},
        first, second);
}

} // namespace

ModelId modelOf(const Change &change)
{
    return std::visit([](const auto &c) { return c.model; }, change);
}

const Key &keyOf(const Change &change)
{
    return std::visit([](const auto &c) -> const Key & { return c.key; }, change);
}

Change inverted(const Change &change)
{
    return std::visit(Overloaded{[](const Inserted &c) -> Change {
                                     return Removed{c.model, c.key, c.after};
                                 },
                                 [](const Updated &c) -> Change {
                                     return Updated{c.model, c.key, c.after, c.before};
                                 },
                                 [](const Removed &c) -> Change {
                                     return Inserted{c.model, c.key, c.before};
                                 }},
                      change);
}

ChangeSet inverted(const ChangeSet &set)
{
    ChangeSet result = set;
    std::ranges::reverse(result.changes);
    for (Change &change : result.changes)
        change = inverted(change);
    return result;
}

void append(ChangeSet &set, const ChangeSet &later)
{
    NetChanges net(std::move(set));
    net.append(later);
    set = net.take();
}

NetChanges::NetChanges(ChangeSet set)
{
    const std::vector<Change> changes = std::exchange(set.changes, {});
    m_about = std::move(set);
    for (const Change &change : changes)
        add(change);
}

void NetChanges::append(const ChangeSet &later)
{
    const bool mayHaveMore = m_about.mayHaveMore || later.mayHaveMore;
    if (!later.isEmpty()) {
        if (isEmpty()) {
            m_about = aboutOf(later);
        } else {
            m_about.kind = ChangeKind::Several;
            m_about.at = later.at;
        }
    }
    m_about.mayHaveMore = mayHaveMore;
    for (const Change &change : later.changes)
        add(change);
}

void NetChanges::add(const Change &change)
{
    const auto known = m_places.find(InstanceName{modelOf(change), keyOf(change)});
    if (known == m_places.end()) {
        put(change);
        return;
    }
    std::optional<Change> &slot = m_changes[known->second];
    const std::optional<Change> net = folded(*slot, change);
    // A new instance stays where it was made, before those that refer to it. What is updated or deleted moves to where
    // that happened: after the inserts that it refers to, or after the children that went first.
    if (net && std::holds_alternative<Inserted>(*net)) {
        slot = net;
        return;
    }
    slot.reset();
    m_places.erase(known);
    if (net)
        put(*net);
}

void NetChanges::put(const Change &change)
{
    m_places.emplace(InstanceName{modelOf(change), keyOf(change)}, m_changes.size());
    m_changes.emplace_back(change);
}

ChangeSet NetChanges::set() const
{
    ChangeSet result = m_about;
    result.changes.reserve(m_places.size());
    for (const std::optional<Change> &change : m_changes) {
        if (change)
            result.changes.push_back(*change);
    }
    return result;
}

ChangeSet NetChanges::take()
{
    ChangeSet result = set();
    *this = NetChanges();
    return result;
}

} // namespace relata
