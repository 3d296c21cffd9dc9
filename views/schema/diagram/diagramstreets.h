#pragma once

#include "views/schema/diagram/diagramrouter.h"

#include <array>
#include <cstdint>

/// The grid that lines are routed on: where boxes stand and where lines run already. Within the router.
namespace relata::diagram {

enum class Heading : std::uint8_t { Right, Down, Left, Up };
constexpr std::array<QPoint, 4> steps{QPoint(1, 0), QPoint(0, 1), QPoint(-1, 0), QPoint(0, -1)};
[[nodiscard]] constexpr QPoint stepOf(Heading heading) { return steps[static_cast<std::size_t>(heading)]; }
[[nodiscard]] constexpr Heading opposite(Heading heading)
{
    return static_cast<Heading>((static_cast<int>(heading) + 2) % 4);
}
[[nodiscard]] constexpr bool isSideways(Heading heading) { return static_cast<int>(heading) % 2 == 0; }

/// A place on a box's edge where a line may end.
struct Port
{
    QPoint edge; ///< on the box's edge
    QPoint out; ///< `stub` cells outside
    Heading heading = Heading::Right; ///< outwards
    float cost = 0; ///< far from the middle, near other lines' ends
};

class Streets
{
public:
    explicit Streets(const std::vector<QRect> &boxes);

    [[nodiscard]] const QRect &bounds() const { return m_bounds; }
    [[nodiscard]] std::size_t size() const { return m_cells.size(); }
    [[nodiscard]] std::size_t indexOf(const QPoint &point) const
    {
        return static_cast<std::size_t>(point.y() - m_bounds.top()) * static_cast<std::size_t>(m_bounds.width())
            + static_cast<std::size_t>(point.x() - m_bounds.left());
    }
    /// Inside a box or just beside it: only stubs may be there.
    [[nodiscard]] bool isBlocked(const QPoint &point) const { return m_cells[indexOf(point)].blocked; }
    /// What a step onto this point costs, beside the step itself.
    [[nodiscard]] float costOf(const QPoint &point, Heading heading) const;
    /// Lines that end here, on a box's edge.
    [[nodiscard]] int endsAt(const QPoint &point) const { return m_bounds.contains(point) ? at(point).ends : 0; }
    /// `words`: how wide the label of the line is, whose neighbours then had better be as far away.
    [[nodiscard]] std::vector<Port> portsOf(const QRect &box, int words) const;

    void add(const Route &route) { mark(route, 1); }
    void remove(const Route &route) { mark(route, -1); }

private:
    struct Cell
    {
        bool blocked = false;
        bool nearBox = false;
        std::int16_t sideways = 0; ///< lines that run through it
        std::int16_t upright = 0;
        std::int16_t ends = 0; ///< lines that end here, on a box's edge
    };

    [[nodiscard]] const Cell &at(const QPoint &point) const { return m_cells[indexOf(point)]; }
    void mark(const Route &route, int by);

    QRect m_bounds;
    std::vector<Cell> m_cells;
};

} // namespace relata::diagram
