#include "views/schema/diagram/diagramrouter.h"

#include "views/schema/diagram/diagramstreets.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <unordered_map>
#include <utility>

namespace relata::diagram {

namespace {

constexpr float turnCost = 7;
constexpr float crossedLoop = 4; ///< times: a loop has four sides to choose from, and need not be crossed
/// Grids larger than this (some 300 MB of search state) get direct lines.
constexpr std::size_t mostCells = 12'000'000;
/// Points that one search may look at before it gives up.
constexpr int mostLooks = 600'000;
/// So few lines are routed with all care, and twice: the first ones then know of the later ones.
constexpr std::size_t mostForSecondRound = 250;

/// A* over points and headings. Keeps its memory between searches; a stamp tells old entries from new ones.
class Search
{
public:
    /// `haste` 1 finds the best way; more looks less far aside, and finds ways that cost at most as much more.
    Search(const Streets &streets, float haste) : m_streets(streets), m_haste(haste), m_states(streets.size() * 4) {}

    [[nodiscard]] Route find(const QRect &from, const QRect &to, int words);

private:
    struct State
    {
        float cost = 0;
        std::int32_t before = -1; ///< state, or -1 - port where it began
        std::uint32_t stamp = 0;
        bool closed = false;
    };
    struct Entry
    {
        float guess = 0;
        std::int32_t state = 0;
        std::int32_t port = -1; ///< arrived through this one
        friend bool operator>(const Entry &a, const Entry &b)
        {
            return a.guess != b.guess ? a.guess > b.guess : a.state > b.state;
        }
    };

    void reach(const QPoint &point, Heading heading, float cost, std::int32_t before);
    [[nodiscard]] QPoint pointOf(std::int32_t state) const;
    [[nodiscard]] float least(const QPoint &point) const;
    [[nodiscard]] Route traced(std::int32_t state, const Port &end) const;

    const Streets &m_streets;
    float m_haste;
    std::vector<State> m_states;
    std::uint32_t m_stamp = 0;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> m_open;
    std::vector<Port> m_starts;
    std::vector<Port> m_ends;
    QRect m_goal;
};

void Search::reach(const QPoint &point, Heading heading, float cost, std::int32_t before)
{
    const auto state = static_cast<std::int32_t>(m_streets.indexOf(point) * 4 + static_cast<std::size_t>(heading));
    State &here = m_states[static_cast<std::size_t>(state)];
    if (here.stamp == m_stamp && (here.closed || here.cost <= cost))
        return;
    here = {cost, before, m_stamp, false};
    m_open.push({cost + least(point), state, -1});
}

QPoint Search::pointOf(std::int32_t state) const
{
    const int cell = state / 4;
    const QRect &bounds = m_streets.bounds();
    return {bounds.left() + cell % bounds.width(), bounds.top() + cell / bounds.width()};
}

/// No way to the goal costs less, but for haste.
float Search::least(const QPoint &point) const
{
    const int dx = std::max({m_goal.left() - point.x(), point.x() - m_goal.right(), 0});
    const int dy = std::max({m_goal.top() - point.y(), point.y() - m_goal.bottom(), 0});
    const float turn = dx > 0 && dy > 0 ? turnCost : 0;
    return (static_cast<float>(dx + dy) + turn) * m_haste;
}

Route Search::find(const QRect &from, const QRect &to, int words)
{
    ++m_stamp;
    m_open = {};
    m_starts = m_streets.portsOf(from, words);
    m_ends = m_streets.portsOf(to, words);
    m_goal = to.adjusted(-stub, -stub, stub, stub);
    std::unordered_map<std::size_t, std::vector<std::int32_t>> endsAt;
    for (std::size_t i = 0; i < m_ends.size(); ++i)
        endsAt[m_streets.indexOf(m_ends[i].out)].push_back(static_cast<std::int32_t>(i));
    for (std::size_t i = 0; i < m_starts.size(); ++i)
        reach(m_starts[i].out, m_starts[i].heading, m_starts[i].cost, -1 - static_cast<std::int32_t>(i));

    for (int looks = 0; !m_open.empty() && looks < mostLooks; ++looks) {
        const Entry entry = m_open.top();
        m_open.pop();
        if (entry.port >= 0)
            return traced(entry.state, m_ends[static_cast<std::size_t>(entry.port)]);
        State &state = m_states[static_cast<std::size_t>(entry.state)];
        if (std::exchange(state.closed, true))
            continue;
        const QPoint point = pointOf(entry.state);
        const auto heading = static_cast<Heading>(entry.state % 4);
        if (const auto found = endsAt.find(m_streets.indexOf(point)); found != endsAt.end()) {
            for (const std::int32_t port : found->second) {
                const Port &end = m_ends[static_cast<std::size_t>(port)];
                if (heading == end.heading)
                    continue; // it would turn around on the spot
                const float turn = heading == opposite(end.heading) ? 0 : turnCost;
                m_open.push({state.cost + end.cost + turn, entry.state, port});
            }
        }
        for (int next = 0; next < 4; ++next) {
            const auto way = static_cast<Heading>(next);
            const QPoint there = point + stepOf(way);
            if (way == opposite(heading) || !m_streets.bounds().contains(there) || m_streets.isBlocked(there))
                continue;
            const float turn = way == heading ? 0 : turnCost + m_streets.costOf(point, way) / 2;
            reach(there, way, state.cost + 1 + turn + m_streets.costOf(there, way), entry.state);
        }
    }
    return {};
}

Route Search::traced(std::int32_t state, const Port &end) const
{
    Route backwards{end.edge, end.out};
    while (true) {
        const QPoint point = pointOf(state);
        if (backwards.back() != point)
            backwards.push_back(point);
        const std::int32_t before = m_states[static_cast<std::size_t>(state)].before;
        if (before < 0) {
            backwards.push_back(m_starts[static_cast<std::size_t>(-1 - before)].edge);
            break;
        }
        state = before;
    }
    std::ranges::reverse(backwards);
    Route corners;
    for (const QPoint &point : backwards) {
        if (corners.size() >= 2) {
            const QPoint a = corners[corners.size() - 1] - corners[corners.size() - 2];
            const QPoint b = point - corners.back();
            if ((a.x() == 0 && b.x() == 0) || (a.y() == 0 && b.y() == 0))
                corners.pop_back();
        }
        corners.push_back(point);
    }
    return corners;
}

/// A loop at one side of its own box: of four sides and several widths the one in the way of least.
Route loopRoute(const QRect &box, int words, const Streets &streets)
{
    Route best;
    float least = std::numeric_limits<float>::max();
    const QPoint middle = box.center();
    for (const Heading side : {Heading::Down, Heading::Right, Heading::Up, Heading::Left}) {
        const bool upright = !isSideways(side);
        const int room = (upright ? box.width() : box.height()) - 1;
        const int edge = side == Heading::Down ? box.bottom()
            : side == Heading::Up              ? box.top()
            : side == Heading::Right           ? box.right()
                                               : box.left();
        // The label stands upon the far piece; beside the box, the loop would have to be as deep as the label is wide.
        const int wanted = upright ? std::max(4, words / 2 + 2) : 4;
        const float misplaced = upright || words == 0 ? 0.0F : 12.0F;
        // Other lines that leave here want the room for their own labels.
        float shared = 0;
        for (int along = -room; along <= room; ++along)
            shared += 5.0F
                * static_cast<float>(streets.endsAt(upright ? QPoint(middle.x() + along, edge)
                                                            : QPoint(edge, middle.y() + along)));
        for (int half = 2; half <= std::max(10, wanted) && 2 * half <= room - 2; ++half) {
            for (const int depth : {stub + 2, stub + 4, stub + 6}) {
                const auto at = [&](int along, int out) {
                    const QPoint base = upright ? QPoint(middle.x() + along, edge) : QPoint(edge, middle.y() + along);
                    return base + stepOf(side) * out;
                };
                const Route route{at(-half, 0), at(-half, depth), at(half, depth), at(half, 0)};
                float cost = misplaced + shared
                    + static_cast<float>(std::abs(half - wanted) + depth * 2 + static_cast<int>(side) * 4);
                for (int out = 2; out <= depth; ++out)
                    for (int along = -half; along <= half; ++along) {
                        if (out != depth && std::abs(along) != half)
                            continue;
                        const QPoint point = at(along, out);
                        cost += streets.isBlocked(point) ? 500.0F
                                                         : crossedLoop
                                * streets.costOf(point,
                                                 out == depth ? (upright ? Heading::Right : Heading::Down) : side);
                    }
                if (cost < least) {
                    least = cost;
                    best = route;
                }
            }
        }
    }
    return best;
}

} // namespace

Route directRoute(const QRect &from, const QRect &to)
{
    const QPoint a = from.center();
    const QPoint b = to.center();
    if (from == to)
        return {{a.x() - 3, from.bottom()},
                {a.x() - 3, from.bottom() + 4},
                {a.x() + 3, from.bottom() + 4},
                {a.x() + 3, from.bottom()}};
    const int gapX = std::max(to.left() - from.right(), from.left() - to.right());
    const int gapY = std::max(to.top() - from.bottom(), from.top() - to.bottom());
    if (gapX >= gapY) {
        const int start = b.x() > a.x() ? from.right() : from.left();
        const int end = b.x() > a.x() ? to.left() : to.right();
        const int turn = (start + end) / 2;
        if (a.y() == b.y())
            return {{start, a.y()}, {end, b.y()}};
        return {{start, a.y()}, {turn, a.y()}, {turn, b.y()}, {end, b.y()}};
    }
    const int start = b.y() > a.y() ? from.bottom() : from.top();
    const int end = b.y() > a.y() ? to.top() : to.bottom();
    const int turn = (start + end) / 2;
    if (a.x() == b.x())
        return {{a.x(), start}, {b.x(), end}};
    return {{a.x(), start}, {a.x(), turn}, {b.x(), turn}, {b.x(), end}};
}

bool stillFits(const Route &route, const Connection &line, const std::vector<QRect> &boxes)
{
    if (route.size() < 2)
        return false;
    const auto onEdge = [](const QRect &box, const QPoint &point) {
        return box.contains(point) && !box.adjusted(1, 1, -1, -1).contains(point);
    };
    if (!onEdge(boxes[static_cast<std::size_t>(line.from)], route.front())
        || !onEdge(boxes[static_cast<std::size_t>(line.to)], route.back()))
        return false;
    for (std::size_t i = 0; i + 1 < route.size(); ++i) {
        const QRect piece = QRect(route[i], route[i + 1]).normalized();
        for (std::size_t b = 0; b < boxes.size(); ++b) {
            // At its own boxes a line may touch the edge where it ends, no more.
            const bool own = (i == 0 && static_cast<int>(b) == line.from)
                || (i + 2 == route.size() && static_cast<int>(b) == line.to);
            const QRect box = own ? boxes[b].adjusted(1, 1, -1, -1) : boxes[b];
            if (piece.left() <= box.right() && piece.right() >= box.left() && piece.top() <= box.bottom()
                && piece.bottom() >= box.top())
                return false;
        }
    }
    return true;
}

std::vector<Route> route(const Street &street, const std::vector<Route> &kept, const std::stop_token &stop)
{
    std::vector<Route> routes = kept;
    routes.resize(street.lines.size());
    const auto boxesOf = [&](std::size_t i) {
        const Connection &line = street.lines[i];
        return std::pair(street.boxes[static_cast<std::size_t>(line.from)],
                         street.boxes[static_cast<std::size_t>(line.to)]);
    };
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < routes.size(); ++i)
        if (routes[i].empty())
            open.push_back(i);
    if (open.empty())
        return routes;
    Streets streets(street.boxes);
    if (streets.size() > mostCells) {
        for (const std::size_t i : open)
            routes[i] = std::apply(directRoute, boxesOf(i));
        return routes;
    }
    for (const Route &way : routes)
        if (!way.empty())
            streets.add(way);

    // Loops first, since they can only be near their box; then short lines, which have the least choice.
    std::ranges::stable_sort(open, {}, [&](std::size_t i) {
        const auto [from, to] = boxesOf(i);
        const int dx = std::max({to.left() - from.right(), from.left() - to.right(), 0});
        const int dy = std::max({to.top() - from.bottom(), from.top() - to.bottom(), 0});
        return street.lines[i].from == street.lines[i].to ? -1 : dx + dy;
    });
    const bool few = open.size() <= mostForSecondRound;
    Search search(streets, few ? 1 : 1.3F);
    const int rounds = few ? 2 : 1;
    for (int round = 0; round < rounds; ++round) {
        for (const std::size_t i : open) {
            if (stop.stop_requested())
                return routes;
            if (!routes[i].empty())
                streets.remove(routes[i]);
            const auto [from, to] = boxesOf(i);
            const bool loop = street.lines[i].from == street.lines[i].to;
            routes[i] =
                loop ? loopRoute(from, street.lines[i].words, streets) : search.find(from, to, street.lines[i].words);
            if (routes[i].empty())
                routes[i] = directRoute(from, to);
            streets.add(routes[i]);
        }
    }
    return routes;
}

} // namespace relata::diagram
