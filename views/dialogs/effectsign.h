#pragma once

#include "data/plan.h"

#include <QColor>
#include <QIcon>

/// The sign and the colour of what a delete does to instances; the word stands beside it, always.
namespace relata::effectsign {

[[nodiscard]] QColor colour(Effect effect);
[[nodiscard]] QIcon icon(Effect effect);

} // namespace relata::effectsign
