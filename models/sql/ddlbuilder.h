#pragma once

#include "base/error.h"
#include "schema/schema.h"
#include "sql/dialect.h"
#include "sql/statement.h"

#include <vector>

/// CREATE statements for a schema that Relata makes: referential actions, unique keys for 1:1, unique pairs for joins
/// and indexes for every foreign key live in the database too (CONTRACT 2).
namespace relata::ddl {

/// In an order that runs with foreign keys on or off (SQLite resolves names late).
[[nodiscard]] std::vector<Statement> create(const Schema &schema, const Dialect &dialect);

/// The statements as a script, for `schema --format sql`.
[[nodiscard]] QString script(const Schema &schema, const Dialect &dialect);

/// The column type for a field, in the dialect's words: "TEXT".
[[nodiscard]] QString columnType(const Field &field);

} // namespace relata::ddl
