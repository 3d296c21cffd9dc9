#pragma once

#include "base/error.h"
#include "schema/schema.h"

#include <QJsonObject>

namespace relata::schemajson {

/// As `schema --format json` prints it (CONTRACT 3).
[[nodiscard]] QJsonObject describe(const Schema &schema);

/// The whole schema with everything that SQL cannot hold, for the table relata_schema; reading it gives an equal
/// schema.
[[nodiscard]] QJsonObject store(const Schema &schema);
[[nodiscard]] Result<Schema> load(const QJsonObject &stored);

} // namespace relata::schemajson
