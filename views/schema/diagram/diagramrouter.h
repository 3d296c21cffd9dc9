#pragma once

#include <QPoint>
#include <QRect>

#include <stop_token>
#include <vector>

/// Right-angled ways for lines around boxes, in cells of the diagram's grid. Pure; any thread.
namespace relata::diagram {

/// Corners from the edge of one box to the edge of the other; the first and last pieces leave the boxes at right angles
/// and are long enough for a sign. Empty: none yet.
using Route = std::vector<QPoint>;

struct Connection
{
    int from = 0;
    int to = 0;
    int words = 0; ///< width of its label: a loop makes room for it
};

/// A box covers its grid points from topLeft to topLeft + size.
struct Street
{
    std::vector<QRect> boxes; ///< of points: width and height are the size plus one
    std::vector<Connection> lines;
};

/// The piece of a line that leaves a box straight, in cells: room for the sign.
constexpr int stub = 2;

/// Ways for all lines that have none in `kept`. They go through no box where there is a way around, keep apart from
/// each other, and turn little. Deterministic. Stopped: the ways so far.
[[nodiscard]] std::vector<Route> route(const Street &street, const std::vector<Route> &kept,
                                       const std::stop_token &stop);

/// At once and without looking at other boxes: for a line whose box is being dragged.
[[nodiscard]] Route directRoute(const QRect &from, const QRect &to);

/// The kept way still fits: it begins and ends on its boxes' edges, and touches no other box.
[[nodiscard]] bool stillFits(const Route &route, const Connection &line, const std::vector<QRect> &boxes);

} // namespace relata::diagram
