#include "views/parts/rowtree.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace relata {

RowTree::RowTree(QWidget *parent) : QTreeView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setExpandsOnDoubleClick(false);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(SelectRows);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setIndentation(type::px(20));
    setContextMenuPolicy(Qt::CustomContextMenu);
    header()->setHighlightSections(false);
    header()->setSectionsMovable(false);
    header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
}

void RowTree::drawRow(QPainter *painter, const QStyleOptionViewItem &options, const QModelIndex &index) const
{
    if (selectionModel()->isSelected(index)) {
        const Palette &p = Palette::current();
        const QRect row(0, options.rect.top(), viewport()->width(), options.rect.height());
        const bool active = hasFocus() || (isActiveWindow() && options.state & QStyle::State_Active);
        painter->fillRect(row, active ? p.selected : p.selectedIdle);
        painter->fillRect(QStyle::visualRect(layoutDirection(), row, QRect(0, row.top(), 3, row.height())), p.accent);
    }
    QTreeView::drawRow(painter, options, index);
}

void RowTree::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && currentIndex().isValid()) {
        const QModelIndex branch = currentIndex().siblingAtColumn(0);
        setExpanded(branch, !isExpanded(branch));
        event->accept();
        return;
    }
    QTreeView::keyPressEvent(event);
}

} // namespace relata
