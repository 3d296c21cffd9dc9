#include "views/parts/screenfit.h"

#include "views/parts/type.h"

#include <QScreen>
#include <QWidget>

namespace relata {

void resizeOnScreen(QWidget &window, QSize wanted)
{
    // A window manager tells how thick its frames are only of windows that are shown.
    const QSize frame(type::px(16), type::px(40));
    window.resize(wanted.boundedTo(window.screen()->availableSize() - frame));
}

} // namespace relata
