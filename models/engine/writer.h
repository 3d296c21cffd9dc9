#pragma once

#include "data/change.h"
#include "data/plan.h"
#include "engine/reader.h"

#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace relata {

/// Runs steps inside a transaction that the caller holds, and says what each did. A step that finds another row than it
/// was made for is refused as `conflict`: someone else's edit is never lost.
class Writer
{
public:
    Writer(Connection &connection, Reader &reader, const Schema &schema)
        : m_connection(connection), m_reader(reader), m_schema(schema)
    {}

    /// The change as the database made it; nothing where the row is as it was.
    [[nodiscard]] Result<std::optional<Change>> run(const Step &step);
    /// Makes a change again, or the inverse of one (redo, undo). Refused as `conflict` where others have changed the
    /// same values, or use what is to be removed.
    [[nodiscard]] Result<std::optional<Change>> replay(const Change &change);
    /// What the replays to come will remove: instances on a ring refer to each other, and go together.
    void expectRemovals(const std::vector<Change> &changes);

private:
    [[nodiscard]] Result<std::optional<Change>> insert(const InsertStep &step);
    [[nodiscard]] Result<std::optional<Change>> update(const UpdateStep &step);
    [[nodiscard]] Result<std::optional<Change>> remove(const DeleteStep &step);
    [[nodiscard]] Result<std::optional<Change>> replayInsert(const Inserted &change);
    [[nodiscard]] Result<std::optional<Change>> replayUpdate(const Updated &change);
    [[nodiscard]] Result<std::optional<Change>> replayRemoval(const Removed &change);
    [[nodiscard]] Done mayRemove(const Removed &change);
    [[nodiscard]] Result<Values> written(ModelId model, const std::vector<Values> &returned);
    [[nodiscard]] Error conflict(ModelId model, const Key &key, const QString &what) const;
    [[nodiscard]] Error notAlone(ModelId model, const Key &key) const;
    [[nodiscard]] Error named(ModelId model, const Key &key, Error error) const;

    Connection &m_connection;
    Reader &m_reader;
    const Schema &m_schema;
    std::unordered_map<InstanceName, Removed, InstanceNameHash> m_removals; ///< expected, not made yet
    std::unordered_set<InstanceName, InstanceNameHash>
        m_judged; ///< found removable; the database's cascade may take them
};

} // namespace relata
