#pragma once

#include <QRectF>
#include <QSizeF>

#include <vector>

/// How a diagram is spread over pages. Pure; any thread.
namespace relata::diagram {

struct Page
{
    QRectF part; ///< of the diagram
    int row = 0;
    int column = 0;
};

struct Pages
{
    std::vector<Page> pages; ///< row by row, without those that would be empty
    int rows = 0;
    int columns = 0;
};

/// Cuts `area` into parts of at most `page`, between boxes rather than through them where that costs at most a third of
/// a page. `drawn` is all that is to be seen: pages without any of it are left out.
[[nodiscard]] Pages pagesOf(const QRectF &area, const QSizeF &page, const std::vector<QRectF> &boxes,
                            const std::vector<QRectF> &drawn);

} // namespace relata::diagram
