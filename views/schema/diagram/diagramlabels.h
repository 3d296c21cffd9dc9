#pragma once

#include "views/schema/diagram/diagramrouter.h"

#include <QPointF>
#include <QSizeF>

#include <optional>

/// Where the words on lines stand, in cells of the diagram's grid. Pure; any thread.
namespace relata::diagram {

struct LabelWish
{
    QSizeF size; ///< empty: no label
    bool always = false; ///< pills: better in a bad place than nowhere
};

/// Middles of the labels: upon their own line, away from boxes, other labels and other lines. Nothing where a label has
/// no free place.
[[nodiscard]] std::vector<std::optional<QPointF>>
placeLabels(const std::vector<QRect> &boxes, const std::vector<Route> &routes, const std::vector<LabelWish> &wishes);

} // namespace relata::diagram
