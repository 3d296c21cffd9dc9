#pragma once

#include "schema/schema.h"

#include <functional>
#include <vector>

namespace relata {

/// For each model the number of its cycle: models that lead to each other along the references that count have the same
/// one; a model for itself has its own. Linear in the schema, and no recursion. Within the room.
[[nodiscard]] std::vector<int> referenceCycles(const Schema &schema, const std::function<bool(ReferenceId)> &counts);

} // namespace relata
