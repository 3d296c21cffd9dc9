#pragma once

#include <QFont>

/// The diagram's fonts, in pixels: the resolution of a printer or a PDF would enlarge points on top of the scale at
/// which the picture is drawn. Made anew when the application's font changes. GUI thread.
namespace relata::diagramfonts {

[[nodiscard]] const QFont &name(); ///< of a model
[[nodiscard]] const QFont &row(); ///< fields, types, counts, labels of lines
[[nodiscard]] const QFont &pill();
/// Of a model seen from afar, `pixels` high on the screen: 7 to 10, as nothing else is asked for.
[[nodiscard]] const QFont &afar(int pixels);

constexpr int leastAfar = 7;
constexpr int mostAfar = 10;

} // namespace relata::diagramfonts
