#pragma once

#include "options.h"

namespace relata::cli {

/// Does what the options ask for, and answers the exit status: 0 done, 1 refused or failed.
[[nodiscard]] int execute(const Options &options);

} // namespace relata::cli
