#pragma once

#include "store/connection.h"

#include <map>
#include <memory>
#include <optional>
#include <vector>

/// A database's own CREATE statements.
namespace relata::definitions {

struct Definition
{
    QString type; ///< "table", "index", "view", "trigger"
    QString name;
    QString table; ///< that an index or a trigger belongs to
    QString sql;
};

/// All that have a text, in the order in which they were made; SQLite's own tables are left out.
[[nodiscard]] Result<std::vector<Definition>> read(Connection &connection);

/// The texts of all tables, views and unique indexes but Relata's own, by what they are called: "table Book".
using Snapshot = std::map<QString, QString>;
[[nodiscard]] Result<Snapshot> snapshot(Connection &connection);

/// The view or trigger (or table, or index) that SQLite complains of when something is renamed: "error in trigger
/// log_posts after rename: no such column: new.title".
[[nodiscard]] std::optional<Definition> namedIn(const QString &words, const std::vector<Definition> &all);

/// A database in memory with the same definitions and no rows, foreign keys off: to see what a change comes to before
/// it is made. What this SQLite cannot make (virtual tables of modules it has not) is left out.
[[nodiscard]] Result<std::unique_ptr<Connection>> copyInMemory(Connection &connection);

/// The views and triggers that cannot run, because they speak of what is not there. Each is dropped from the
/// connection's database on the way: for scratch databases. Ends with the first table or index that SQLite cannot
/// resolve, which stays.
[[nodiscard]] Result<std::vector<Definition>> takeBroken(Connection &scratch);

} // namespace relata::definitions
