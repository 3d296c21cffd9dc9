#pragma once

#include "answer.h"
#include "options.h"

#include "base/error.h"

namespace relata::cli {

/// Brings the database to the schema of a file, or says what that would do.
Done migrate(const Options &options, Output &output);

} // namespace relata::cli
