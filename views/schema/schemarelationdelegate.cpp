#include "views/schema/schemarelationdelegate.h"

#include "items/roles.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/rowpen.h"
#include "views/parts/type.h"
#include "views/schema/schemawork.h"

#include <QPainter>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

SchemaRelationDelegate::SchemaRelationDelegate(const SchemaWork &work, QObject *parent)
    : QStyledItemDelegate(parent), m_work(work)
{}

QSize SchemaRelationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {px(200), px(48)};
}

void SchemaRelationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                   const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    painter->save();
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, option.state & QStyle::State_Active ? p.selected : p.selectedIdle);
        const QRect bar(option.rect.left(), option.rect.top(), 3, option.rect.height());
        painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar), p.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, p.hover);
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), p.divider);

    RowPen pen(*painter, option);
    pen.skip(px(12));
    pen.reserve(px(12));
    const EndId end = index.data(EndRole).value<EndId>();
    if (end.isValid())
        pen.kind(m_work.schema().end(end), m_work.schema());
    const QStringList details = index.data(DetailsRole).toStringList();
    RowPen first = pen.lines(px(4), px(20));
    const QString change = details.value(1);
    if (!change.isEmpty()) {
        first.trailing(change, type::small(), p.warning);
        first.reserve(px(12));
    }
    first.text(index.data().toString(), option.font, p.text);
    RowPen second = pen.lines(px(24), px(18));
    second.text(details.value(0), type::small(), p.secondary);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange && option.widget) {
        QStyleOptionFocusRect ring;
        ring.rect = option.rect;
        ring.palette = option.palette;
        option.widget->style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, painter, option.widget);
    }
    painter->restore();
}

} // namespace relata
