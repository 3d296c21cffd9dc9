#include "items/linkeffect.h"
#include "items/modelwords.h"
#include "items/relationtreeprivate.h"

#include <algorithm>

namespace relata {

namespace {

constexpr qint64 countedAtMost = 1000;
/// More changes than this are read again rather than played one by one over every open row.
constexpr std::size_t mostPlayed = 500;

const Values *valuesAfter(const Change &change)
{
    if (const auto *inserted = std::get_if<Inserted>(&change))
        return &inserted->after;
    const auto *updated = std::get_if<Updated>(&change);
    return updated ? &updated->after : nullptr;
}

bool isAbout(const Change &change, const InstanceRef &instance)
{
    return modelOf(change) == instance.model && compareKeys(keyOf(change), instance.key) == 0;
}

} // namespace

void RelationTreeItemModel::Private::accept(const ChangeSet &set)
{
    if (!root)
        return;
    if (set.origin == ChangeOrigin::Elsewhere || set.mayHaveMore || set.changes.size() > mostPlayed) {
        refresh(*root);
        return;
    }
    // Whether an answer that is on its way has seen this change cannot be known.
    std::vector<quint64> underWay;
    for (const auto &[id, request] : m_requests)
        underWay.push_back(id);
    for (const Change &change : set.changes) {
        applyBelow(*root, change);
        if (!root)
            return;
    }
    askAgain(underWay);
}

void RelationTreeItemModel::Private::applyBelow(Node &instance, const Change &change)
{
    applyToSelf(instance, change);
    if (!root)
        return;
    for (const auto &end : instance.children) {
        applyToEnd(*end, change);
        for (const auto &below : end->children) {
            if (below->kind == TreeNodeKind::Instance)
                applyBelow(*below, change);
        }
    }
}

void RelationTreeItemModel::Private::applyToSelf(Node &instance, const Change &change)
{
    if (isAbout(change, instance.instance)) {
        const Values *after = valuesAfter(change);
        if (!after) {
            if (&instance == root.get())
                loseRoot();
            return;
        }
        const Model &model = schema().model(instance.instance.model);
        const QString label = modelwords::label(model, instance.instance.key, *after).value_or(instance.instance.label);
        const QString detail = relationtext::detail(schema(), instance.instance.model, *after);
        if (label != instance.instance.label || detail != instance.detail) {
            instance.instance.label = label;
            instance.detail = detail;
            relabelLink(instance);
            changed(instance);
        }
    }
    if (instance.backCount < 0 || instance.backCount > countedAtMost)
        return;
    const auto opposite = schema().opposite(instance.end);
    if (!opposite)
        return;
    const LinkEffect::Kind effect = linkEffect(schema(), *opposite, instance.instance.key, change).kind;
    if (effect != LinkEffect::Kind::Joins && effect != LinkEffect::Kind::Leaves)
        return;
    instance.backCount += effect == LinkEffect::Kind::Joins ? 1 : -1;
    changed(instance);
}

/// A to-one end says its target's label too.
void RelationTreeItemModel::Private::relabelLink(const Node &instance)
{
    Node *end = instance.parent;
    if (!end || !end->links || end->links->first.empty())
        return;
    end->links->first.front().label = instance.instance.label;
    changed(*end);
}

void RelationTreeItemModel::Private::applyToEnd(Node &end, const Change &change)
{
    if (schema().end(end.end).isMany()) {
        applyToMany(end, change);
        return;
    }
    const bool touches = linkEffect(schema(), end.end, end.parent->instance.key, change).kind != LinkEffect::Kind::None;
    // Databases that do not guard their links: a target may come or go alone.
    const bool targetComesOrGoes =
        !std::holds_alternative<Updated>(change) && end.size() == 1 && isAbout(change, end.child(0)->instance);
    if (touches || targetComesOrGoes)
        readLinks(*end.parent);
}

void RelationTreeItemModel::Private::applyToMany(Node &end, const Change &change)
{
    const LinkEffect effect = linkEffect(schema(), end.end, end.parent->instance.key, change);
    switch (effect.kind) {
    case LinkEffect::Kind::Joins:
        join(end, effect.other, change);
        break;
    case LinkEffect::Kind::Leaves:
        leave(end, effect.other);
        break;
    case LinkEffect::Kind::Unknown:
        readCount(end);
        if (end.opened)
            readBranch(end, end.loaded());
        break;
    case LinkEffect::Kind::None:
        // A target that goes alone, its links left behind.
        if (std::holds_alternative<Removed>(change) && modelOf(change) == schema().end(end.end).other
            && end.findInstance(keyOf(change)))
            leave(end, keyOf(change));
        break;
    }
}

void RelationTreeItemModel::Private::join(Node &end, const Key &key, const Change &change)
{
    if (end.count >= 0 && end.count <= countedAtMost)
        setCount(end, end.count + 1);
    if (!end.opened || end.findInstance(key))
        return;
    const auto first = end.children.begin();
    const auto place = std::upper_bound(first, first + end.loaded(), key, [](const Key &sought, const auto &node) {
        return compareKeys(sought, node->instance.key) < 0;
    });
    const int row = static_cast<int>(place - first);
    if (row == end.loaded() && end.hasMore())
        return; // behind what is shown
    const ModelId model = schema().end(end.end).other;
    const Values *values =
        modelOf(change) == model && compareKeys(keyOf(change), key) == 0 ? valuesAfter(change) : nullptr;
    const auto label = values ? modelwords::label(schema().model(model), key, *values) : std::nullopt;
    if (!label) { // another instance's label must be read
        readBranch(end, end.loaded());
        return;
    }
    std::vector<std::unique_ptr<Node>> nodes;
    nodes.push_back(makeInstance(end, InstanceRef{model, key, *label, false}));
    nodes.back()->detail = relationtext::detail(schema(), model, *values);
    insert(end, row, std::move(nodes));
    setMore(end, end.hasMore());
}

void RelationTreeItemModel::Private::leave(Node &end, const Key &key)
{
    if (end.count > countedAtMost)
        readCount(end);
    else if (end.count > 0)
        setCount(end, end.count - 1);
    if (const Node *node = end.findInstance(key)) {
        remove(end, node->row, 1);
        setMore(end, end.hasMore());
    }
}

void RelationTreeItemModel::Private::loseRoot()
{
    dropRequests();
    remove(*root, 0, root->size());
    root.reset();
    Q_EMIT q->instanceChanged();
}

} // namespace relata
