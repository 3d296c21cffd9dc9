#pragma once

#include "data/instancename.h"
#include "data/value.h"
#include "schema/schema.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <unordered_map>
#include <variant>
#include <vector>

namespace relata {

struct Inserted
{
    ModelId model;
    Key key;
    Values after;
    friend bool operator==(const Inserted &, const Inserted &) = default;
};
struct Updated
{
    ModelId model;
    Key key;
    Values before;
    Values after;
    friend bool operator==(const Updated &, const Updated &) = default;
};
struct Removed
{
    ModelId model;
    Key key;
    Values before;
    friend bool operator==(const Removed &, const Removed &) = default;
};

/// A link made or broken is an inserted or removed join instance, or an updated key field: the schema tells which.
using Change = std::variant<Inserted, Updated, Removed>;

[[nodiscard]] ModelId modelOf(const Change &change);
[[nodiscard]] const Key &keyOf(const Change &change);
[[nodiscard]] Change inverted(const Change &change);

enum class ChangeOrigin {
    Here,
    Undo,
    Redo,
    Elsewhere, ///< another process or user: `changes` may be empty, then anything may have changed
};

/// What the person did, for a sentence about it. The words are made where they are shown.
enum class ChangeKind { Created, Edited, Deleted, Linked, Unlinked, Several };

/// One committed transaction: what changed, with the values before and after, children before their parents for
/// deletes, parents before their children for inserts. From the feed it is net: an instance appears at most once.
struct ChangeSet
{
    std::vector<Change> changes;
    ChangeOrigin origin = ChangeOrigin::Here;
    ChangeKind kind = ChangeKind::Edited;
    QDateTime at; ///< UTC
    ModelId subjectModel; ///< of the instance that the person acted on
    Key subjectKey;
    QString subjectLabel; ///< its label before a delete, after anything else
    QString objectLabel; ///< Linked, Unlinked: the other instance's label
    QString fieldName; ///< Edited: the one field that changed, else empty; Linked, Unlinked: the end
    qint64 number = 0; ///< counts up within a session; 0: not committed
    /// A model with triggers was touched, or the set came from elsewhere: more may have changed than stands here.
    bool mayHaveMore = false;

    [[nodiscard]] bool isEmpty() const { return changes.empty(); }
    friend bool operator==(const ChangeSet &, const ChangeSet &) = default;
};

/// The set played backwards: undo is this, applied. What it says about itself stays, because it is still about what the
/// person did then; `origin` tells that it was undone.
[[nodiscard]] ChangeSet inverted(const ChangeSet &set);

/// Folds a later set into an earlier one of the same transaction; keeps the net change of each instance.
/// Costs as much as both are long: use NetChanges for many.
void append(ChangeSet &set, const ChangeSet &later);

/// Folds many sets of one transaction, each at the cost of its own length.
/// The first set gives what the result says about itself; from the second on its kind is Several.
class NetChanges
{
public:
    NetChanges() = default;
    explicit NetChanges(ChangeSet set);

    void append(const ChangeSet &later);
    void add(const Change &change);
    [[nodiscard]] bool isEmpty() const { return m_places.empty(); }
    /// The net change so far.
    [[nodiscard]] ChangeSet set() const;
    /// The net change, leaving nothing here.
    [[nodiscard]] ChangeSet take();

private:
    void put(const Change &change);

    ChangeSet m_about; ///< all but the changes
    std::vector<std::optional<Change>> m_changes; ///< empty where later changes cancelled one
    std::unordered_map<InstanceName, std::size_t, InstanceNameHash> m_places;
};

} // namespace relata
