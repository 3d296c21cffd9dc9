#include "views/browse/candidatedelegate.h"

#include "items/roles.h"
#include "views/parts/palette.h"
#include "views/parts/rowpen.h"
#include "views/parts/type.h"

#include <QPainter>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

/// The end of a key tells it from others: keys that were made together begin alike. Left to right in any layout.
QString shortKey(const Key &key)
{
    constexpr qsizetype shown = 6;
    const QString text = keyText(key);
    const QString shortened = text.size() <= shown ? text : QString(u'…' % text.last(shown - 2));
    return QString(QChar(0x202d) % shortened % QChar(0x202c));
}

} // namespace

void CandidateDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    const QRect row = option.rect;
    painter->save();
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(row, p.selected);
        painter->fillRect(QStyle::visualRect(option.direction, row, QRect(row.left(), row.top(), 3, row.height())),
                          p.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(row, p.hover);
    }
    painter->fillRect(QRect(row.left(), row.bottom(), row.width(), 1), p.divider);

    RowPen pen(*painter, option);
    pen.skip(px(16));
    pen.reserve(px(12));
    RowPen upper = pen.lines(px(4), px(22));
    upper.trailing(shortKey(index.data(KeyRole).value<Key>()), type::code(), p.secondary);
    upper.reserve(px(12));
    upper.marked(index.data().toString(), m_hit, type::strong(), p.text);
    upper.skip(px(8));
    if (index.data(LinkedRole).toBool())
        upper.pill(tr("linked now"), p.goodTint, p.good);

    RowPen lower = pen.lines(px(24), px(20));
    const QVariant holder = index.data(TakenRole);
    if (holder.isValid() && !index.data(LinkedRole).toBool()) {
        lower.trailing(tr("has “%1”").arg(holder.value<InstanceRef>().label), type::small(), p.warning);
        lower.reserve(px(12));
    }
    lower.marked(index.data(DetailsRole).toStringList().join(u" · "_s), m_hit, type::small(), p.secondary);
    painter->restore();
}

QSize CandidateDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return {px(200), px(48)}; }

} // namespace relata
