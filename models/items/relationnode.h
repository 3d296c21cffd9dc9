#pragma once

#include "data/rowwindow.h"
#include "items/roles.h"

#include <memory>
#include <optional>
#include <vector>

namespace relata {

/// A row of the relationship tree. Owns the rows below it. The tree's root is an Instance node that is not shown.
struct RelationNode
{
    TreeNodeKind kind = TreeNodeKind::Instance;
    RelationNode *parent = nullptr;
    int row = 0;
    EndId end; ///< that it is (End), hangs on (Instance) or continues (More)
    std::vector<std::unique_ptr<RelationNode>> children;
    /// Its children were asked for: the ends of an instance, the first page of an end.
    bool opened = false;

    // Instance
    InstanceRef instance;
    bool seenAbove = false;
    QString detail; ///< one more value of it, to tell it from others
    qint64 backCount = -1; ///< N:N: how many instances it has at its own end; -1: not known

    // End
    qint64 count = -1; ///< of a to-many end; -1 while counting
    std::optional<Links> links; ///< of a to-one end; nothing while being read

    // End, More
    bool loading = false;

    [[nodiscard]] RelationNode *child(int at) const { return children[static_cast<std::size_t>(at)].get(); }
    [[nodiscard]] int size() const { return static_cast<int>(children.size()); }
    [[nodiscard]] bool hasMore() const { return !children.empty() && children.back()->kind == TreeNodeKind::More; }
    /// How many instances are below an end.
    [[nodiscard]] int loaded() const { return size() - (hasMore() ? 1 : 0); }
    [[nodiscard]] RelationNode *findInstance(const Key &key) const;
    /// This instance, or one above it, is that one.
    [[nodiscard]] bool isOrHangsOn(ModelId model, const Key &key) const;
};

/// What a row says; models carry words, delegates colours. Pure.
namespace relationtext {

constexpr int pageSize = 100;

/// How many instances "Show … more" would add to an end.
[[nodiscard]] qint64 nextPage(const RelationNode &end);
[[nodiscard]] QString name(const Schema &schema, const RelationNode &node);
[[nodiscard]] QString details(const Schema &schema, const RelationNode &node);
[[nodiscard]] QString onDelete(const Schema &schema, const RelationNode &node);
/// "tags, many to many, 3"; "author, one to one, Ada Lovelace".
[[nodiscard]] QString spoken(const Schema &schema, const RelationNode &node);
/// One more value of an instance: its first short text that is neither key, label nor link.
[[nodiscard]] QString detail(const Schema &schema, ModelId model, const Values &values);

} // namespace relationtext
} // namespace relata
