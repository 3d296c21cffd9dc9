#pragma once

#include "base/error.h"
#include "data/schemascript.h"
#include "schema/schema.h"
#include "sql/dialect.h"
#include "sql/statement.h"

#include <vector>

/// CREATE statements for a schema that Relata makes: referential actions, unique keys for 1:1, unique pairs for joins
/// and indexes for every foreign key live in the database too (CONTRACT 2).
namespace relata::ddl {

/// In an order that runs with foreign keys on or off, whatever refers to what.
[[nodiscard]] std::vector<Statement> create(const Schema &schema, const TableDialect &dialect);

/// The statements as a script. Its notices are those given, then what is otherwise in the dialect's database.
[[nodiscard]] SchemaScript script(const Schema &schema, const TableDialect &dialect, const QStringList &leftOut = {});

/// The column type for a field, as SQLite calls it: "TEXT".
[[nodiscard]] QString columnType(const Field &field);

// The parts of a table, for changing one that stands. Constraints are those of a table.

/// The CREATE TABLE of one model, under a name of the caller's.
[[nodiscard]] QString table(const Schema &schema, ModelId model, const QString &name, const TableDialect &dialect);
/// "\"rating\" INTEGER NOT NULL DEFAULT 0"
[[nodiscard]] QString column(const Schema &schema, ModelId model, FieldId field, const TableDialect &dialect);
[[nodiscard]] QString foreignKey(const Schema &schema, ReferenceId reference, const TableDialect &dialect);
/// The action on delete in a foreign key, as SET NULL; empty: none.
[[nodiscard]] QString deleteAction(const Schema &schema, ReferenceId reference);
/// Sets of fields that are unique together, the primary key not among them.
[[nodiscard]] std::vector<std::vector<FieldId>> uniqueKeys(const Schema &schema, ModelId model);
/// Sets of fields that have an index: the model's, then those of its references; no set twice.
[[nodiscard]] std::vector<Index> indexes(const Schema &schema, ModelId model);
/// What an index without a name of the database's own is called: "Post_title".
[[nodiscard]] QString indexName(const Model &model, const Index &index);
[[nodiscard]] QString createIndex(const Schema &schema, ModelId model, const Index &index, const QString &name,
                                  const TableDialect &dialect);
/// A default as SQLite stores it.
[[nodiscard]] QString literal(const Field &field, const QJsonValue &value);

} // namespace relata::ddl
