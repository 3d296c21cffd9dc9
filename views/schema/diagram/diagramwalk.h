#pragma once

#include "schema/schema.h"

#include <QPoint>

#include <optional>
#include <vector>

namespace relata {

class DiagramBoxItem;
class DiagramLineItem;
class DiagramScene;

/// Where the keyboard goes next in a diagram. GUI thread.
namespace diagramwalk {

/// All boxes, row by row.
[[nodiscard]] std::vector<ModelId> readingOrder(const DiagramScene &scene);

/// The nearest box that a line leads to in this direction; where none does, the nearest box, so that every box can be
/// reached by arrows alone. `heading` is a step of length 1.
[[nodiscard]] std::optional<ModelId> nextBox(const DiagramScene &scene, const DiagramBoxItem &here,
                                             const QPoint &heading);

/// The box at that end of a line.
[[nodiscard]] std::optional<ModelId> endOf(const DiagramScene &scene, const DiagramLineItem &line,
                                           const QPoint &heading);

/// Positions in the scene's lines, clockwise by where they leave the box, from its upper left corner on.
[[nodiscard]] std::vector<int> linesAround(const DiagramScene &scene, const DiagramBoxItem &box);

} // namespace diagramwalk

} // namespace relata
