#pragma once

#include "schema/schema.h"
#include "sql/dialect.h"
#include "sql/statement.h"

#include <vector>

/// INSERT, UPDATE and DELETE of one row. Pure; any thread. Inserts and updates answer all fields of the row as the
/// database now holds it (RETURNING): defaults, generated columns, values that the column's affinity changed.
namespace relata::write {

/// `given` tells which fields to write; the database fills the others.
[[nodiscard]] Statement insert(const Schema &schema, const Dialect &dialect, ModelId model, const Values &values,
                               const std::vector<bool> &given);
/// Writes the fields that differ between `before` and `after`. Never called where none does.
[[nodiscard]] Statement update(const Schema &schema, const Dialect &dialect, ModelId model, const Key &key,
                               const Values &before, const Values &after);
[[nodiscard]] Statement remove(const Schema &schema, const Dialect &dialect, ModelId model, const Key &key);
[[nodiscard]] Statement removeAll(const Schema &schema, const Dialect &dialect, ModelId model);

} // namespace relata::write
