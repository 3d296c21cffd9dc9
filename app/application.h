#pragma once

#include "app/options.h"

namespace relata::application {

/// There is a screen to draw on, or a Qt platform was asked for that needs none.
[[nodiscard]] bool hasDisplay();
/// Runs the window and answers the exit code: 0 left, 1 a picture could not be made.
[[nodiscard]] int run(int &argc, char **argv, const Options &options);

} // namespace relata::application
