#pragma once

#include "base/error.h"
#include "schema/schema.h"
#include "store/connection.h"

namespace relata {

/// Reads a schema from a database that Relata did not make, by the rule of CONTRACT 2. What cannot be taken over
/// (foreign keys to nowhere, broken views, virtual tables) becomes a notice, never a failure.
/// Models stand in the order in which they were created and have the names of their tables, fields those of their
/// columns.
[[nodiscard]] Result<Schema> introspect(Connection &connection);

/// The CREATE statements as the database itself keeps them, in their order, as a script: triggers, views, generated
/// columns and all that a schema does not hold.
[[nodiscard]] Result<QString> declaredSql(Connection &connection);

} // namespace relata
