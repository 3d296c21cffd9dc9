#include "views/schema/diagram/diagrampages.h"

#include <algorithm>
#include <limits>

namespace relata::diagram {

namespace {

constexpr double leastShare = 0.67; ///< of a page that a part fills
constexpr double tries = 40;

struct Span
{
    double from = 0;
    double to = 0;
};

/// Where parts end, the last one with the whole.
std::vector<double> cuts(const Span &whole, double most, const std::vector<Span> &boxes)
{
    std::vector<double> ends;
    double begin = whole.from;
    while (whole.to - begin > most + 1e-6) {
        double best = begin + most;
        auto least = std::numeric_limits<std::ptrdiff_t>::max();
        for (int i = 0; i <= tries; ++i) {
            const double at = begin + most * (1 - (1 - leastShare) * i / tries);
            const auto through =
                std::ranges::count_if(boxes, [&](const Span &box) { return box.from < at && box.to > at; });
            if (through < least) {
                least = through;
                best = at;
            }
        }
        ends.push_back(best);
        begin = best;
    }
    ends.push_back(whole.to);
    return ends;
}

} // namespace

Pages pagesOf(const QRectF &area, const QSizeF &page, const std::vector<QRectF> &boxes,
              const std::vector<QRectF> &drawn)
{
    std::vector<Span> across;
    std::vector<Span> down;
    for (const QRectF &box : boxes) {
        across.push_back({box.left(), box.right()});
        down.push_back({box.top(), box.bottom()});
    }
    const auto columns = cuts({area.left(), area.right()}, page.width(), across);
    const auto rows = cuts({area.top(), area.bottom()}, page.height(), down);
    Pages made;
    made.rows = static_cast<int>(rows.size());
    made.columns = static_cast<int>(columns.size());
    double top = area.top();
    for (int row = 0; row < made.rows; ++row) {
        const double bottom = rows[static_cast<std::size_t>(row)];
        double left = area.left();
        for (int column = 0; column < made.columns; ++column) {
            const double right = columns[static_cast<std::size_t>(column)];
            const QRectF part(QPointF(left, top), QPointF(right, bottom));
            if (std::ranges::any_of(drawn, [&](const QRectF &rect) { return rect.intersects(part); }))
                made.pages.push_back({part, row, column});
            left = right;
        }
        top = bottom;
    }
    return made;
}

} // namespace relata::diagram
