// The diagram on paper: turned, shrunk or spread over pages as it needs. Files: diagramexport.cpp.
#include "views/parts/type.h"
#include "views/schema/diagram/diagramexport.h"
#include "views/schema/diagram/diagrampages.h"
#include "views/schema/diagram/diagrampaper.h"
#include "views/schema/diagram/diagramscene.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPrinter>

#include <algorithm>

namespace relata::diagramexport {

namespace {

struct PrintWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::DiagramExport)
};

constexpr std::size_t mostPages = 200;
/// A diagram that is at most this much larger than a page is shrunk to one.
constexpr qreal mostShrink = 1.6;
/// On several pages it is drawn smaller by this: the words are as large as in a book.
constexpr qreal severalShrink = 1.25;

/// How many times the area is larger than a page of the printer.
qreal excess(const QRectF &area, const QSizeF &page, qreal dots)
{
    return std::max(area.width() * dots / page.width(), area.height() * dots / page.height());
}

QSizeF pageOf(const QPrinter &printer) { return printer.pageRect(QPrinter::DevicePixel).size(); }

/// Where one page turned the other way holds it better, or holds it at all, the paper is turned.
void turn(QPrinter &printer, const QRectF &area)
{
    const QSizeF page = pageOf(printer);
    const qreal dots = printer.resolution() / screenDots;
    const qreal now = excess(area, page, dots);
    if (now <= 1 || excess(area, page.transposed(), dots) >= now)
        return;
    const bool upright = printer.pageLayout().orientation() == QPageLayout::Portrait;
    printer.setPageOrientation(upright ? QPageLayout::Landscape : QPageLayout::Portrait);
}

diagram::Pages spread(const DiagramScene &scene, const QRectF &area, const QSizeF &tile)
{
    std::vector<QRectF> boxes;
    for (const DiagramBoxItem *box : scene.boxes())
        boxes.push_back(box->place());
    std::vector<QRectF> drawn = boxes;
    for (const DiagramLineItem *line : scene.lines())
        for (std::size_t i = 0; i + 1 < line->route().size(); ++i) {
            const int grid = DiagramScene::grid();
            const QRectF piece(QPointF(line->route()[i] * grid), QPointF(line->route()[i + 1] * grid));
            drawn.push_back(piece.normalized().adjusted(-1, -1, 1, 1));
        }
    return diagram::pagesOf(area, tile, boxes, drawn);
}

} // namespace

Done print(DiagramScene &scene, QPrinter &printer)
{
    if (scene.contentRect().isEmpty())
        return nothingToDraw();
    const ForPaper paper(scene);
    const QRectF area = areaOf(scene);
    turn(printer, area);
    const QSizeF page = pageOf(printer);
    const qreal dots = printer.resolution() / screenDots;
    const qreal tooLarge = excess(area, page, dots);
    const bool several = tooLarge > mostShrink;
    const qreal scale = dots / (several ? severalShrink : std::max(1.0, tooLarge));
    // What one page shows of the diagram; a strip at its foot says which page it is.
    const qreal foot = several ? type::px(16) * dots : 0;
    const QSizeF tile(page.width() / scale, (page.height() - foot) / scale);
    const diagram::Pages pages = spread(scene, area, tile);
    if (pages.pages.size() > mostPages)
        return failure(ErrorCode::Unsupported,
                       PrintWords::tr("The diagram would take %1 pages. Choose larger paper, or show fewer models.")
                           .arg(pages.pages.size()));
    QPainter painter;
    if (!painter.begin(&printer))
        return failure(ErrorCode::Io, PrintWords::tr("The printer did not take the diagram. Choose another printer."));
    bool first = true;
    for (const diagram::Page &each : pages.pages) {
        if (!first && !printer.newPage())
            return failure(ErrorCode::Io,
                           PrintWords::tr("The printer stopped before the last page. Not all pages were printed."));
        first = false;
        scene.render(&painter, QRectF(QPointF(), each.part.size() * scale), each.part);
        if (!several)
            continue;
        painter.setFont(type::small());
        painter.setPen(scene.colours().secondary);
        painter.drawText(QRectF(0, page.height() - foot, page.width(), foot), Qt::AlignCenter,
                         PrintWords::tr("row %1, column %2 of %3 x %4")
                             .arg(each.row + 1)
                             .arg(each.column + 1)
                             .arg(pages.rows)
                             .arg(pages.columns));
    }
    painter.end();
    return {};
}

} // namespace relata::diagramexport
