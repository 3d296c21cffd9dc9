#pragma once

#include "engine/engine.h"
#include "options.h"

namespace relata::cli {

/// The database that the options name.
[[nodiscard]] Result<std::unique_ptr<Engine>> openEngine(const Options &options, Access access);

/// A schema from a GraphQL file; the error begins with the file's path.
[[nodiscard]] Result<Schema> readSchema(const QString &path);

} // namespace relata::cli
