#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <optional>

namespace relata {

/// What an instance is called by its own values, cut to 200 characters; nothing where all of them are null, or where it
/// is called by its key or by its ends. `values`: one a field of the model. Pure; any thread.
[[nodiscard]] std::optional<QString> instanceLabel(const Model &model, const Values &values);

/// A label's length at most, without the sign that says that there is more.
constexpr qsizetype longestLabel = 200;

} // namespace relata
