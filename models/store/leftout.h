#pragma once

#include "base/error.h"
#include "schema/schema.h"
#include "store/connection.h"

namespace relata {

/// What a database has and the schema does not hold, so that SQL for another database goes without it: views, triggers,
/// indexes of some rows or of expressions, computed defaults, and what leftoversOf() finds in the tables. One sentence
/// each. What is no part of the schema any more is not spoken of.
[[nodiscard]] Result<QStringList> leftOut(Connection &connection, const Schema &schema);

} // namespace relata
