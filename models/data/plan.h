#pragma once

#include "data/change.h"
#include "data/rowwindow.h"

#include <map>
#include <vector>

namespace relata {

/// One step that will run, with everything needed to check and to undo it.
/// Inserts carry all values that are given; the database fills the rest.
struct InsertStep
{
    ModelId model;
    Values values;
    std::vector<bool> given; ///< which of them to write; the others take the database's default
};
struct UpdateStep
{
    ModelId model;
    Key key;
    Values before;
    Values after; ///< differs from `before` only in writable fields
};
struct DeleteStep
{
    ModelId model;
    Key key;
    Values before;
};
using Step = std::variant<InsertStep, UpdateStep, DeleteStep>;

/// A field that a delete empties: of this instance, through this end.
struct Clearing
{
    EndId end;
    Key key;
    friend bool operator==(const Clearing &, const Clearing &) = default;
};

/// What happens to the instances under one node of a delete's tree.
enum class Effect { Deleted, LinkRemoved, Cleared, Blocks };

/// One way by which a delete reaches instances: "Publication → articles → comments". Each instance is counted once,
/// under the shortest way that reaches it.
struct DeleteNode
{
    int parent = -1; ///< in DeletePreview::nodes; -1: what the person chose
    ModelId model;
    ReferenceId reference; ///< invalid at the root
    Effect effect = Effect::Deleted;
    qint64 count = 0;
    std::vector<InstanceRef> samples; ///< at most five
};

struct DeletePreview
{
    std::vector<DeleteNode> nodes; ///< parents before children
    qint64 deleted = 0; ///< instances, join instances not among them
    qint64 linksRemoved = 0; ///< join instances
    qint64 cleared = 0; ///< fields
    qint64 blocking = 0; ///< instances that stand in the way
    std::map<QString, qint64> counts; ///< deleted by model name, join models too
    bool unforeseen = false; ///< a touched table has triggers
};

/// What would happen; made by reading only. The preview shows the very steps that run.
struct Plan
{
    std::vector<Step> steps;
    std::vector<Clearing> clearings;
    /// Instances that refuse the delete, with the end through which they refer. Not empty: the plan cannot be applied.
    std::vector<Clearing> blockers;
    ChangeKind kind = ChangeKind::Edited;
    InstanceRef subject;
    QString objectLabel;
    QString fieldName;
    DeletePreview preview; ///< deletes only
};

} // namespace relata
