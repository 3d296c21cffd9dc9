#include "views/browse/signgutter.h"

#include "views/browse/celldelegate.h"
#include "views/browse/cellpaint.h"
#include "views/parts/type.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace relata {
namespace {

QString signWords(cellpaint::Sign sign)
{
    using cellpaint::Sign;
    switch (sign) {
    case Sign::Invalid:
        return SignGutter::tr("A value breaks its type");
    case Sign::Missing:
        return SignGutter::tr("A link leads to an instance that does not exist");
    case Sign::Edited:
        return SignGutter::tr("Typed and not saved");
    case Sign::Changed:
        return SignGutter::tr("Changed elsewhere");
    case Sign::None:
        break;
    }
    return {};
}

} // namespace

SignGutter::SignGutter(const CellDelegate &delegate, QWidget *parent)
    : QHeaderView(Qt::Vertical, parent), m_delegate(delegate)
{
    // Else Qt keeps rows at 30.
    setMinimumSectionSize(type::px(20));
    setDefaultSectionSize(type::px(28));
    setSectionResizeMode(QHeaderView::Fixed);
    setSectionsClickable(true);
    setHighlightSections(false);
    setFixedWidth(type::px(26));
}

QSize SignGutter::sizeHint() const { return {type::px(26), 0}; }

void SignGutter::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    // Below the last row the gutter goes on as the table does.
    QPainter painter(viewport());
    const int end = length() - offset();
    if (end < viewport()->height())
        painter.fillRect(QRect(0, end, viewport()->width(), viewport()->height() - end), Palette::current().base);
}

void SignGutter::paintSection(QPainter *painter, const QRect &rect, int row) const
{
    const Palette &colours = Palette::current();
    const auto *view = qobject_cast<const QAbstractItemView *>(parentWidget());
    const auto *selection = view ? view->selectionModel() : nullptr;
    QColor back = colours.base;
    if (selection && selection->isRowSelected(row))
        back = view->hasFocus() && view->isActiveWindow() ? colours.selected : colours.selectedIdle;
    painter->fillRect(rect, back);
    cellpaint::paintSign(*painter, rect, static_cast<cellpaint::Sign>(m_delegate.signOf(row)));
}

bool SignGutter::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int row = logicalIndexAt(help->pos());
        const QString words = row < 0 ? QString() : signWords(static_cast<cellpaint::Sign>(m_delegate.signOf(row)));
        QToolTip::showText(help->globalPos(), words, this);
        return true;
    }
    return QHeaderView::viewportEvent(event);
}

} // namespace relata
