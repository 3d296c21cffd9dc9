#pragma once

#include "data/change.h"

namespace relata {

/// What a set says about itself, without its changes, which may be hundreds of thousands and are not copied.
[[nodiscard]] ChangeSet aboutOf(const ChangeSet &set);

} // namespace relata
