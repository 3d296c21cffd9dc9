#include "views/schema/diagram/diagramlabels.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <limits>

namespace relata::diagram {

namespace {

constexpr double signRoom = 2; ///< cells at a line's ends that signs take

/// Rectangles found by where they are: a coarse raster, so that thousands of pieces stay quick.
class Raster
{
public:
    void add(const QRectF &rect, int owner)
    {
        visit(rect, [&](qint64 cell) { m_cells[cell].append({rect, owner}); });
    }
    [[nodiscard]] int hits(const QRectF &rect, int notOf) const
    {
        int count = 0;
        visit(rect, [&](qint64 cell) {
            const auto found = m_cells.constFind(cell);
            if (found == m_cells.constEnd())
                return;
            for (const auto &[other, owner] : *found)
                count += owner != notOf && overlap(other, rect);
        });
        return count;
    }

private:
    static constexpr double side = 24;

    // Lines have no width, so QRectF::intersects does not see them.
    [[nodiscard]] static bool overlap(const QRectF &a, const QRectF &b)
    {
        return a.left() < b.right() && b.left() < a.right() && a.top() < b.bottom() && b.top() < a.bottom();
    }
    template<typename Visit>
    static void visit(const QRectF &rect, Visit see)
    {
        const auto cell = [](double value) { return static_cast<qint64>(std::floor(value / side)); };
        for (qint64 y = cell(rect.top()); y <= cell(rect.bottom()); ++y)
            for (qint64 x = cell(rect.left()); x <= cell(rect.right()); ++x)
                see((y << 32) + x);
    }

    QHash<qint64, QList<std::pair<QRectF, int>>> m_cells;
};

struct Candidate
{
    QPointF middle;
    double offMiddle = 0;
};

std::vector<Candidate> candidatesOn(const Route &route, const QSizeF &size)
{
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i + 1 < route.size(); ++i) {
        const QPointF a = route[i];
        const QPointF b = route[i + 1];
        const bool sideways = route[i].y() == route[i + 1].y();
        const double length = sideways ? std::abs(b.x() - a.x()) : std::abs(b.y() - a.y());
        const double need = sideways ? size.width() : size.height();
        const double before = i == 0 ? signRoom : 0.6;
        const double after = i + 2 == route.size() ? signRoom : 0.6;
        const double slack = length - need - before - after;
        if (slack < 0)
            continue;
        const auto at = [&](double share) {
            const double along = (before + need / 2 + slack * share) / length;
            return a + (b - a) * along;
        };
        // The longest pieces first, and there the middle.
        for (const double share : {0.5, 0.35, 0.65, 0.2, 0.8, 0.0, 1.0})
            candidates.push_back({at(share), std::abs(share - 0.5) * 4 - std::min(length, 40.0) * 0.2});
    }
    std::ranges::stable_sort(candidates, {}, &Candidate::offMiddle);
    return candidates;
}

/// The middle of the longest piece, whether it fits or not.
QPointF middleOf(const Route &route)
{
    QPointF best = route.front();
    double longest = -1;
    for (std::size_t i = 0; i + 1 < route.size(); ++i) {
        const QPointF way = route[i + 1] - route[i];
        if (const double length = std::abs(way.x()) + std::abs(way.y()); length > longest) {
            longest = length;
            best = (QPointF(route[i]) + QPointF(route[i + 1])) / 2;
        }
    }
    return best;
}

} // namespace

std::vector<std::optional<QPointF>> placeLabels(const std::vector<QRect> &boxes, const std::vector<Route> &routes,
                                                const std::vector<LabelWish> &wishes)
{
    Raster boxRaster;
    Raster lineRaster;
    Raster labelRaster;
    for (const QRect &box : boxes)
        boxRaster.add(QRectF(box.left(), box.top(), box.width() - 1, box.height() - 1), -1);
    for (std::size_t i = 0; i < routes.size(); ++i)
        for (std::size_t c = 0; c + 1 < routes[i].size(); ++c)
            lineRaster.add(QRectF(routes[i][c], routes[i][c + 1]).normalized(), static_cast<int>(i));

    std::vector<std::optional<QPointF>> middles(routes.size());
    const auto place = [&](bool always) {
        for (std::size_t i = 0; i < routes.size(); ++i) {
            if (wishes[i].size.isEmpty() || wishes[i].always != always || routes[i].size() < 2)
                continue;
            const QSizeF size = wishes[i].size;
            const auto rectAt = [&](const QPointF &middle) {
                return QRectF(middle.x() - size.width() / 2, middle.y() - size.height() / 2, size.width(),
                              size.height());
            };
            int least = std::numeric_limits<int>::max();
            std::optional<QPointF> best;
            for (const Candidate &candidate : candidatesOn(routes[i], size)) {
                const QRectF rect = rectAt(candidate.middle).adjusted(-0.4, -0.2, 0.4, 0.2);
                const int own = static_cast<int>(i);
                const int bad =
                    labelRaster.hits(rect, own) * 100 + boxRaster.hits(rect, own) * 10 + lineRaster.hits(rect, own);
                if (bad < least) {
                    least = bad;
                    best = candidate.middle;
                }
                if (bad == 0)
                    break;
            }
            if (always && !best)
                best = middleOf(routes[i]);
            if (!best || (least > 0 && !always))
                continue;
            middles[i] = best;
            labelRaster.add(rectAt(*best), static_cast<int>(i));
        }
    };
    // Pills must stand somewhere, so they choose first.
    place(true);
    place(false);
    return middles;
}

} // namespace relata::diagram
