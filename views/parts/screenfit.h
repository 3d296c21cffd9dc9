#pragma once

#include <QSize>

class QWidget;

namespace relata {

/// Gives a window this size, or as much of it as its screen has room for beside the window's own frame. GUI thread.
void resizeOnScreen(QWidget &window, QSize wanted);

} // namespace relata
