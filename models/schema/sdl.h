#pragma once

#include "base/error.h"
#include "schema/schema.h"

namespace relata::sdl {

/// Reads a GraphQL schema in the Amplify dialect. Errors are `syntax` (or `unsupported` where two @hasMany could match
/// a
/// @belongsTo) and begin with "line L, column C: " and say what was expected. Never fails on directives it does not
/// know: those become notices.
[[nodiscard]] Result<Schema> read(QStringView text);

/// Writes a schema so that reading it gives an equal one.
[[nodiscard]] QString write(const Schema &schema);

} // namespace relata::sdl
