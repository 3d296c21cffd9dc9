#pragma once

#include <QPoint>
#include <QRect>
#include <QSize>

#include <optional>
#include <stop_token>
#include <vector>

/// Places for boxes, in cells of the diagram's grid. Pure; any thread, one at a time where Graphviz is meant.
namespace relata::diagram {

/// Boxes as sizes, and which are connected. Self loops and doubles are allowed.
struct Graph
{
    struct Edge
    {
        int from = 0;
        int to = 0;
    };

    std::vector<QSize> boxes;
    std::vector<Edge> edges;
};

/// Free cells that every layout leaves between two boxes, so that lines and their signs have room.
constexpr int leastGap = 5;

/// Boxes are placed on every fourth column and second row, so that their edges line up.
constexpr QSize raster(4, 2);

/// All boxes by Graphviz: each connected part by the engine whose result is the most compact, then the parts side by
/// side, boxes without connections last. Nothing where it was stopped. Takes some hundred ms for 300 boxes; Graphviz is
/// not re-entrant, so a mutex lets in one thread at a time.
[[nodiscard]] std::optional<std::vector<QPoint>> arrange(const Graph &graph, const std::stop_token &stop);

/// Those without a place get a free one near their neighbours; the others stay to the cell.
[[nodiscard]] std::vector<QPoint> placeNew(const Graph &graph, const std::vector<std::optional<QPoint>> &kept);

/// Where boxes grew upon others, these move down or to the right, as little as makes room; all else stays.
[[nodiscard]] std::vector<QPoint> makeRoom(const std::vector<QSize> &boxes, std::vector<QPoint> places,
                                           const std::vector<int> &grown);

/// At once: those without a place in rows below the others, in their order.
[[nodiscard]] std::vector<QPoint> inRows(const std::vector<QSize> &boxes,
                                         const std::vector<std::optional<QPoint>> &kept);

} // namespace relata::diagram
