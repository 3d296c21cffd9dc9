#pragma once

#include "data/value.h"
#include "schema/schema.h"

/// Values that Relata gives to fields that nobody set. Any thread.
namespace relata::defaults {

/// The field's declared default, null where it has none or one that only the database can compute.
[[nodiscard]] Value value(const Schema &schema, const Field &field);

/// A new key: UUIDv7 (RFC 9562), lower case, in ascending order within a process.
[[nodiscard]] QString newKey();

/// The time now as createdAt and updatedAt hold it: UTC, milliseconds.
[[nodiscard]] QString now();

} // namespace relata::defaults
