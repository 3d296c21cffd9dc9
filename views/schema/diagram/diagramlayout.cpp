#include "views/schema/diagram/diagramlayout.h"

#include "views/schema/diagram/graphviz.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace relata::diagram {

namespace {

constexpr int partGap = 12; ///< cells between parts that have nothing to do with each other
constexpr double pageRatio = 1.6; ///< width to height that a layout aims at
/// dot draws wide ranks from many boxes, neato takes time that grows with their square: above this neither is tried.
constexpr std::size_t mostForSlow = 400;

/// The next multiple at or above it.
int upTo(int value, int step) { return value + (step - value % step) % step; }

int nearest(int value, int step) { return static_cast<int>(std::lround(static_cast<double>(value) / step)) * step; }

QPoint onRaster(const QPoint &place)
{
    return {nearest(place.x(), raster.width()), nearest(place.y(), raster.height())};
}

QRect boundsOf(const std::vector<QPoint> &places, const std::vector<QSize> &sizes)
{
    QRect bounds;
    for (std::size_t i = 0; i < places.size(); ++i)
        bounds |= QRect(places[i], sizes[i]);
    return bounds;
}

/// Pushes boxes apart that stand too close, the lower or the right one away.
void pushApart(std::vector<QPoint> &places, const std::vector<QSize> &sizes, const std::stop_token &stop)
{
    constexpr int mostRounds = 60;
    for (int round = 0; round < mostRounds && !stop.stop_requested(); ++round) {
        bool moved = false;
        for (std::size_t a = 0; a < places.size(); ++a) {
            for (std::size_t b = a + 1; b < places.size(); ++b) {
                const QRect one = QRect(places[a], sizes[a]).adjusted(0, 0, leastGap, leastGap);
                const QRect other = QRect(places[b], sizes[b]).adjusted(0, 0, leastGap, leastGap);
                if (!one.intersects(other))
                    continue;
                const QRect shared = one & other;
                const bool sideways = shared.width() < shared.height();
                const bool first =
                    sideways ? one.center().x() > other.center().x() : one.center().y() > other.center().y();
                (first ? places[a] : places[b]) += sideways ? QPoint(upTo(shared.width(), raster.width()), 0)
                                                            : QPoint(0, upTo(shared.height(), raster.height()));
                moved = true;
            }
        }
        if (!moved)
            return;
    }
}

/// Less is better: long lines, and a shape that fits no window.
double cost(const Graph &graph, const std::vector<QPoint> &places)
{
    const QRect bounds = boundsOf(places, graph.boxes);
    double length = 0;
    for (const Graph::Edge &edge : graph.edges) {
        const auto a = static_cast<std::size_t>(edge.from);
        const auto b = static_cast<std::size_t>(edge.to);
        const QPoint way = QRect(places[a], graph.boxes[a]).center() - QRect(places[b], graph.boxes[b]).center();
        length += way.manhattanLength();
    }
    const double ratio = bounds.width() / std::max(1.0, static_cast<double>(bounds.height())) / pageRatio;
    const double shape = std::max(ratio, 1 / ratio);
    const double area = std::sqrt(static_cast<double>(bounds.width()) * bounds.height());
    return length / std::max<double>(1, static_cast<double>(graph.edges.size())) + area * (0.6 + 0.25 * shape);
}

struct Part
{
    std::vector<std::size_t> members;
    Graph graph;
    std::vector<QPoint> places;
    QRect bounds;
};

/// The connected parts, each with its own graph; the largest first.
std::vector<Part> partsOf(const Graph &graph)
{
    std::vector<int> root(graph.boxes.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](int i) {
        while (root[static_cast<std::size_t>(i)] != i)
            i = root[static_cast<std::size_t>(i)] = root[static_cast<std::size_t>(root[static_cast<std::size_t>(i)])];
        return i;
    };
    for (const Graph::Edge &edge : graph.edges)
        root[static_cast<std::size_t>(find(edge.from))] = find(edge.to);
    std::vector<int> partOf(graph.boxes.size(), -1);
    std::vector<int> inPart(graph.boxes.size());
    std::vector<Part> parts;
    for (std::size_t i = 0; i < graph.boxes.size(); ++i) {
        int &part = partOf[static_cast<std::size_t>(find(static_cast<int>(i)))];
        if (part < 0) {
            part = static_cast<int>(parts.size());
            parts.emplace_back();
        }
        Part &mine = parts[static_cast<std::size_t>(part)];
        inPart[i] = static_cast<int>(mine.members.size());
        mine.members.push_back(i);
        mine.graph.boxes.push_back(graph.boxes[i]);
    }
    for (const Graph::Edge &edge : graph.edges) {
        Part &part = parts[static_cast<std::size_t>(partOf[static_cast<std::size_t>(find(edge.from))])];
        if (edge.from != edge.to)
            part.graph.edges.push_back(
                {inPart[static_cast<std::size_t>(edge.from)], inPart[static_cast<std::size_t>(edge.to)]});
    }
    // Single boxes by height, so that they stand in even rows.
    std::ranges::stable_sort(parts, std::ranges::greater(), [](const Part &part) {
        return std::pair(part.members.size(), part.members.size() == 1 ? part.graph.boxes.front().height() : 0);
    });
    return parts;
}

void arrangePart(Part &part, const std::stop_token &stop)
{
    using graphviz::Engine;
    part.places.assign(part.members.size(), QPoint());
    if (part.members.size() > 1) {
        std::vector<Engine> engines{Engine::Forces};
        if (part.members.size() <= mostForSlow)
            engines = {Engine::DotDown, Engine::DotRight, Engine::Springs, Engine::Forces};
        double least = std::numeric_limits<double>::max();
        for (const Engine engine : engines) {
            if (stop.stop_requested())
                return;
            std::vector<QPoint> places = graphviz::place(part.graph, engine);
            std::ranges::transform(places, places.begin(), onRaster);
            pushApart(places, part.graph.boxes, stop);
            if (const double now = cost(part.graph, places); now < least) {
                least = now;
                part.places = std::move(places);
            }
        }
    }
    part.bounds = boundsOf(part.places, part.graph.boxes);
}

/// The upper edge of what is free, as steps from left to right.
class Skyline
{
public:
    explicit Skyline(int width) : m_width(width), m_tops(static_cast<std::size_t>(width), 0) {}

    /// The highest place that is as wide, and of those the leftmost; then takes it.
    [[nodiscard]] QPoint take(const QSize &size)
    {
        const int width = std::min(size.width(), m_width);
        QPoint best(0, std::numeric_limits<int>::max());
        for (int x = 0; x + width <= m_width; x += raster.width()) {
            const auto first = m_tops.begin() + x;
            const int top = *std::max_element(first, first + width);
            if (top < best.y())
                best = QPoint(x, top);
        }
        std::fill_n(m_tops.begin() + best.x(), width, best.y() + size.height());
        return best;
    }

private:
    int m_width;
    std::vector<int> m_tops; ///< by column
};

/// The parts side by side on a page of good proportions; those of one box last, so that they fill the gaps.
std::vector<QPoint> pack(const std::vector<Part> &parts, std::size_t boxes)
{
    double area = 0;
    int widest = 0;
    for (const Part &part : parts) {
        area += static_cast<double>(part.bounds.width() + partGap) * (part.bounds.height() + partGap);
        widest = std::max(widest, part.bounds.width() + partGap);
    }
    Skyline free(std::max({1, widest, static_cast<int>(std::sqrt(area * pageRatio))}));
    std::vector<QPoint> places(boxes);
    for (const Part &part : parts) {
        const QSize room = part.bounds.size() + QSize(partGap, partGap);
        const QPoint corner = free.take({upTo(room.width(), raster.width()), upTo(room.height(), raster.height())});
        for (std::size_t i = 0; i < part.members.size(); ++i)
            places[part.members[i]] = part.places[i] - part.bounds.topLeft() + corner;
    }
    return places;
}

/// The free place whose distance from the wanted one is least, found ring by ring.
QPoint freeNear(const QPoint &wanted, const QSize &size, const std::vector<QRect> &taken)
{
    const auto isFree = [&](const QPoint &place) {
        const QRect box = QRect(place, size).adjusted(-leastGap, -leastGap, leastGap, leastGap);
        return std::ranges::none_of(taken, [&](const QRect &other) { return box.intersects(other); });
    };
    if (isFree(onRaster(wanted)))
        return onRaster(wanted);
    for (int ring = 1;; ++ring) {
        std::optional<QPoint> best;
        const auto look = [&](int dx, int dy) {
            const QPoint place = onRaster(wanted) + QPoint(dx * raster.width(), dy * raster.height());
            const auto far = [&](const QPoint &p) { return QPoint::dotProduct(p - wanted, p - wanted); };
            if ((!best || far(place) < far(*best)) && isFree(place))
                best = place;
        };
        for (int along = -ring; along <= ring; ++along) {
            look(along, -ring);
            look(along, ring);
            look(-ring, along);
            look(ring, along);
        }
        if (best)
            return *best;
    }
}

} // namespace

std::optional<std::vector<QPoint>> arrange(const Graph &graph, const std::stop_token &stop)
{
    std::vector<Part> parts = partsOf(graph);
    for (Part &part : parts) {
        arrangePart(part, stop);
        if (stop.stop_requested())
            return std::nullopt;
    }
    return pack(parts, graph.boxes.size());
}

std::vector<QPoint> placeNew(const Graph &graph, const std::vector<std::optional<QPoint>> &kept)
{
    std::vector<std::optional<QPoint>> places = kept;
    std::vector<QRect> taken;
    QRect all;
    const auto take = [&](std::size_t i) {
        taken.emplace_back(*places[i], graph.boxes[i]);
        all |= taken.back();
    };
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i])
            take(i);
    // Those with most placed neighbours first: each then helps the next.
    for (std::size_t left = places.size() - taken.size(); left > 0; --left) {
        std::size_t next = 0;
        std::vector<QPoint> middles;
        bool found = false;
        for (std::size_t i = 0; i < places.size(); ++i) {
            if (places[i])
                continue;
            std::vector<QPoint> mine;
            for (const Graph::Edge &edge : graph.edges) {
                const auto a = static_cast<std::size_t>(edge.from);
                const auto b = static_cast<std::size_t>(edge.to);
                if (a == i && places[b])
                    mine.push_back(QRect(*places[b], graph.boxes[b]).center());
                else if (b == i && places[a])
                    mine.push_back(QRect(*places[a], graph.boxes[a]).center());
            }
            if (!found || mine.size() > middles.size()) {
                next = i;
                middles = std::move(mine);
                found = true;
            }
        }
        QPoint wanted(all.left(), all.isNull() ? 0 : all.bottom() + 1 + partGap);
        if (!middles.empty()) {
            const QPoint sum = std::accumulate(middles.begin(), middles.end(), QPoint());
            const QSize size = graph.boxes[next];
            wanted = sum / static_cast<int>(middles.size()) - QPoint(size.width() / 2, size.height() / 2);
        }
        places[next] = freeNear(wanted, graph.boxes[next], taken);
        take(next);
    }
    std::vector<QPoint> result;
    for (const auto &place : places)
        result.push_back(*place);
    return result;
}

std::vector<QPoint> makeRoom(const std::vector<QSize> &boxes, std::vector<QPoint> places, const std::vector<int> &grown)
{
    std::vector<std::size_t> settled(grown.begin(), grown.end());
    std::vector<bool> moved(boxes.size(), false);
    for (const std::size_t box : settled)
        moved[box] = true;
    const auto standsUpon = [&](std::size_t a, std::size_t b) {
        return QRect(places[a], boxes[a]).intersects(QRect(places[b], boxes[b]));
    };
    for (std::size_t next = 0; next < settled.size(); ++next) {
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (moved[i] || !standsUpon(i, settled[next]))
                continue;
            // Past everything that stays, in one direction: so it ends.
            const QRect first(places[settled[next]], boxes[settled[next]]);
            const bool sideways = first.right() - places[i].x() < first.bottom() - places[i].y();
            auto upon = settled.begin() + static_cast<std::ptrdiff_t>(next);
            while (upon != settled.end()) {
                const QRect here(places[*upon], boxes[*upon]);
                places[i] += sideways ? QPoint(upTo(here.right() + 1 + leastGap - places[i].x(), raster.width()), 0)
                                      : QPoint(0, upTo(here.bottom() + 1 + leastGap - places[i].y(), raster.height()));
                upon = std::ranges::find_if(settled, [&](std::size_t other) { return standsUpon(i, other); });
            }
            moved[i] = true;
            settled.push_back(i);
        }
    }
    return places;
}

std::vector<QPoint> inRows(const std::vector<QSize> &boxes, const std::vector<std::optional<QPoint>> &kept)
{
    QRect all;
    double area = 0;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (kept[i])
            all |= QRect(*kept[i], boxes[i]);
        else
            area += static_cast<double>(boxes[i].width() + partGap) * (boxes[i].height() + partGap);
    }
    const int width = static_cast<int>(std::sqrt(area * pageRatio));
    QPoint next(all.left(), all.isNull() ? 0 : all.bottom() + 1 + partGap);
    int tallest = 0;
    std::vector<QPoint> places;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (kept[i]) {
            places.push_back(*kept[i]);
            continue;
        }
        if (next.x() > all.left() && next.x() + boxes[i].width() > all.left() + width) {
            next = QPoint(all.left(), next.y() + tallest + partGap);
            tallest = 0;
        }
        places.push_back(next);
        next += QPoint(boxes[i].width() + partGap, 0);
        tallest = std::max(tallest, boxes[i].height());
    }
    return places;
}

} // namespace relata::diagram
