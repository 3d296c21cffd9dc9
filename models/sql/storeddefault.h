#pragma once

#include "data/value.h"
#include "sql/tabledialect.h"

#include <optional>

/// What dialects that keep columns to their types share about defaults. Within the room; pure.
namespace relata::storeddefault {

/// The field's default as a column of this shape takes it: bool, qint64, double, QString (numbers of a Decimal too),
/// QByteArray, or JsonText for what is stored as Json. Nothing where the value fits neither field nor column.
[[nodiscard]] std::optional<Value> of(const Schema &schema, const Field &field, const ColumnShape &shape);

/// Shortest text that reads as the same number again.
[[nodiscard]] QString number(double value);

/// The text of a date or time ends with a zone: Z, +02:00.
[[nodiscard]] bool hasZone(QStringView text);

/// JSON text that holds what no text of a database can: U+0000, or half of a surrogate pair.
[[nodiscard]] bool hasUnstorable(const QString &json);

} // namespace relata::storeddefault
