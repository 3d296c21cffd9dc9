#include "views/browse/modeldelegate.h"

#include "items/roles.h"
#include "items/valuetext.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QPainter>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

QString ModelDelegate::heading(const QModelIndex &index) const
{
    if (!index.data(JoinRole).toBool())
        return {};
    const bool first = index.row() == 0 || !index.siblingAtRow(index.row() - 1).data(JoinRole).toBool();
    return first ? tr("Join models") : QString();
}

QSize ModelDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {px(120), px(heading(index).isEmpty() ? 28 : 56)};
}

void ModelDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    const auto visual = [&](const QRect &rect) { return QStyle::visualRect(option.direction, option.rect, rect); };
    QRect row = option.rect;
    painter->save();
    if (const QString words = heading(index); !words.isEmpty()) {
        painter->setFont(type::heading());
        painter->setPen(p.secondary);
        const QRect box(row.left() + px(8), row.top(), row.width() - px(16), px(28));
        painter->drawText(visual(box), Qt::AlignVCenter | Qt::AlignLeading, words);
        row.setTop(row.top() + px(28));
    }
    const bool selected = option.state & QStyle::State_Selected;
    if (selected) {
        painter->fillRect(row, option.state & QStyle::State_Active ? p.selected : p.selectedIdle);
        painter->fillRect(visual(QRect(row.left(), row.top(), 3, row.height())), p.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(row, p.hover);
    }
    const bool join = index.data(JoinRole).toBool();
    const QRect sign(row.left() + px(8), row.center().y() - px(8) + 1, px(16), px(16));
    glyphs::icon(join ? u"link"_s : u"table"_s, join ? p.manyToMany : p.secondary).paint(painter, visual(sign));

    const qint64 count = index.data(CountRole).toLongLong();
    painter->setFont(type::small());
    painter->setPen(p.secondary);
    const QString number = count < 0 ? u"…"_s : valuetext::number(count);
    const int width = painter->fontMetrics().horizontalAdvance(number);
    const QRect counted(row.right() - px(10) - width, row.top(), width + 1, row.height());
    painter->drawText(visual(counted), Qt::AlignVCenter, number);

    painter->setFont(option.font);
    painter->setPen(p.text);
    const QRect name(row.left() + px(32), row.top(), counted.left() - row.left() - px(40), row.height());
    const QString text = type::elided(painter->fontMetrics(), index.data().toString(), Qt::ElideRight, name.width());
    painter->drawText(visual(name), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, text);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        QStyleOptionFocusRect ring;
        ring.rect = row;
        ring.palette = option.palette;
        const QStyle *style = option.widget ? option.widget->style() : nullptr;
        if (style)
            style->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, painter, option.widget);
    }
    painter->restore();
}

} // namespace relata
