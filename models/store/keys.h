#pragma once

#include "store/catalog.h"

#include <vector>

/// The keys of an existing table: sets of columns that name at most one row. Pure.
namespace relata::keys {

using Columns = std::vector<int>; ///< positions in the table

/// In key order; empty where none is declared.
[[nodiscard]] Columns primary(const catalog::Table &table);
/// The primary key is SQLite's rowid by another name, which fills itself.
[[nodiscard]] bool isRowidAlias(const catalog::Table &table);
/// Unique keys that hold for all rows, the primary one not among them, by their columns' names.
[[nodiscard]] std::vector<Columns> uniques(const catalog::Table &table);
/// The primary key first, then the unique ones.
[[nodiscard]] std::vector<Columns> all(const catalog::Table &table);

/// No row can be without a value there: NOT NULL, the rowid, a key WITHOUT ROWID.
[[nodiscard]] bool isRequired(const catalog::Table &table, int column);
/// A hidden name of the rowid that no column takes; empty where there is none.
[[nodiscard]] QString freeRowidName(const catalog::Table &table);

[[nodiscard]] bool sameSet(Columns a, Columns b);
/// Every column of `part` stands in `whole`.
[[nodiscard]] bool liesIn(const Columns &part, const Columns &whole);

} // namespace relata::keys
