#pragma once

#include "base/error.h"
#include "schema/schema.h"
#include "store/connection.h"

#include <optional>

/// The table relata_schema of databases that Relata made: what SQL cannot hold (value types, relationship and end
/// names, non-model types, display fields). One row, JSON.
namespace relata::metadata {

/// Nothing where the database has no such table.
[[nodiscard]] Result<std::optional<Schema>> read(Connection &connection);
/// Makes the table where it is missing.
Done write(Connection &connection, const Schema &schema);

} // namespace relata::metadata
