#pragma once

#include "data/migration.h"
#include "store/connection.h"

#include <vector>

/// The table relata_migration: what was done to the schema, and when. One row a migration, both schemas as JSON.
namespace relata::migrationlog {

/// Makes the table where it is missing. Answers the number that the record got; its own is not looked at.
[[nodiscard]] Result<qint64> append(Connection &connection, const MigrationRecord &record);
/// In their order; none where there is no table.
[[nodiscard]] Result<std::vector<MigrationRecord>> read(Connection &connection);

} // namespace relata::migrationlog
