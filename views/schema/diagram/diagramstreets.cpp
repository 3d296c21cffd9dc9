#include "views/schema/diagram/diagramstreets.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace relata::diagram {

namespace {

/// Room around all boxes for lines that must go outside.
constexpr int streetMargin = 16;
constexpr int cornerRoom = 2; ///< no line ends nearer to a box's corner

constexpr float alongCost = 30; ///< per cell on top of another line: only where there is no other way
constexpr float crossCost = 4;
constexpr float besideCost = 1.5F; ///< one cell beside another line
constexpr float nearBoxCost = 0.4F;
constexpr float offMiddleCost = 0.35F;
constexpr float crowdedEndCost = 60; ///< its sign would lie upon another's
constexpr float closeEndCost = 4; ///< its label would lie upon another's

} // namespace

Streets::Streets(const std::vector<QRect> &boxes)
{
    for (const QRect &box : boxes)
        m_bounds |= box;
    m_bounds.adjust(-streetMargin, -streetMargin, streetMargin, streetMargin);
    m_cells.resize(static_cast<std::size_t>(m_bounds.width()) * static_cast<std::size_t>(m_bounds.height()));
    for (const QRect &box : boxes) {
        const QRect wide = box.adjusted(-2, -2, 2, 2);
        const QRect shut = box.adjusted(-1, -1, 1, 1);
        for (int y = wide.top(); y <= wide.bottom(); ++y)
            for (int x = wide.left(); x <= wide.right(); ++x) {
                Cell &cell = m_cells[indexOf({x, y})];
                cell.nearBox = true;
                cell.blocked = cell.blocked || shut.contains(x, y);
            }
    }
}

float Streets::costOf(const QPoint &point, Heading heading) const
{
    const auto lanes = [&](const QPoint &p) {
        const Cell &cell = at(p);
        return isSideways(heading) ? cell.sideways : cell.upright;
    };
    const Cell &cell = at(point);
    float cost = cell.nearBox ? nearBoxCost : 0;
    if (lanes(point) > 0)
        cost += alongCost;
    if ((isSideways(heading) ? cell.upright : cell.sideways) > 0)
        cost += crossCost;
    const QPoint side = isSideways(heading) ? QPoint(0, 1) : QPoint(1, 0);
    for (const QPoint &beside : {point + side, point - side})
        if (m_bounds.contains(beside) && lanes(beside) > 0)
            cost += besideCost;
    return cost;
}

std::vector<Port> Streets::portsOf(const QRect &box, int words) const
{
    std::vector<Port> ports;
    const auto offer = [&](const QPoint &edge, Heading heading, int offMiddle) {
        Port port{edge, edge + stepOf(heading) * stub, heading, std::abs(offMiddle) * offMiddleCost};
        // One step out is beside this box; two steps out must be free.
        if (isBlocked(port.out))
            return;
        const QPoint along = isSideways(heading) ? QPoint(0, 1) : QPoint(1, 0);
        for (const int near : {-1, 0, 1})
            if (at(edge + along * near).ends > 0)
                port.cost += crowdedEndCost;
        // Labels lie across: beside each other upon upright lines, above each other upon the others.
        const int reach = isSideways(heading) ? 2 : std::max(2, words);
        for (int near = 2; near <= reach; ++near)
            for (const int side : {-near, near})
                if (const QPoint point = edge + along * side; m_bounds.contains(point) && at(point).ends > 0)
                    port.cost += closeEndCost;
        port.cost += costOf(port.out, heading) + costOf(edge + stepOf(heading), heading);
        ports.push_back(port);
    };
    const QPoint middle((box.left() + box.right()) / 2, (box.top() + box.bottom()) / 2);
    for (int x = box.left() + cornerRoom; x <= box.right() - cornerRoom; ++x) {
        offer({x, box.top()}, Heading::Up, x - middle.x());
        offer({x, box.bottom()}, Heading::Down, x - middle.x());
    }
    for (int y = box.top() + cornerRoom; y <= box.bottom() - cornerRoom; ++y) {
        offer({box.left(), y}, Heading::Left, y - middle.y());
        offer({box.right(), y}, Heading::Right, y - middle.y());
    }
    return ports;
}

void Streets::mark(const Route &route, int by)
{
    const auto change = [&](std::int16_t &count) { count = static_cast<std::int16_t>(std::max(0, count + by)); };
    for (std::size_t i = 0; i + 1 < route.size(); ++i) {
        const QPoint way = route[i + 1] - route[i];
        const QPoint step(way.x() == 0 ? 0 : way.x() / std::abs(way.x()),
                          way.y() == 0 ? 0 : way.y() / std::abs(way.y()));
        for (QPoint point = route[i];; point += step) {
            if (m_bounds.contains(point))
                change(way.y() == 0 ? m_cells[indexOf(point)].sideways : m_cells[indexOf(point)].upright);
            if (point == route[i + 1])
                break;
        }
    }
    for (const QPoint &end : {route.front(), route.back()})
        if (m_bounds.contains(end))
            change(m_cells[indexOf(end)].ends);
}

} // namespace relata::diagram
