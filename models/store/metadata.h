#pragma once

#include "base/error.h"
#include "schema/schema.h"
#include "store/connection.h"

#include <QJsonObject>

#include <optional>

/// The table relata_schema of databases that Relata made: what SQL cannot hold (value types, relationship and end
/// names, non-model types, display fields). One row, JSON.
namespace relata::metadata {

/// Nothing where the database has no such table.
[[nodiscard]] Result<std::optional<Schema>> read(Connection &connection);
/// Makes the table where it is missing.
Done write(Connection &connection, const Schema &schema);

/// What the diagram keeps, beside the schema in a column of its own, which is made with the first writing. Needs the
/// table. Empty where nothing is kept.
[[nodiscard]] Result<QJsonObject> readDiagram(Connection &connection);
Done writeDiagram(Connection &connection, const QJsonObject &diagram);

} // namespace relata::metadata
