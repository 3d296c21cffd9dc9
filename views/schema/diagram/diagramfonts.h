#pragma once

#include <QFont>

/// The diagram's fonts, in pixels: the resolution of a printer or a PDF would enlarge points on top of the scale at
/// which the picture is drawn. Made anew when the application's font changes. GUI thread.
namespace relata::diagramfonts {

[[nodiscard]] const QFont &name(); ///< of a model
[[nodiscard]] const QFont &row(); ///< fields, types, counts, labels of lines
[[nodiscard]] const QFont &pill();

} // namespace relata::diagramfonts
