#include "views/browse/tableheader.h"

#include "items/instancetableitemmodel.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QItemSelectionModel>
#include <QPainter>
#include <QStyleOptionHeader>

namespace relata {

TableHeader::TableHeader(InstanceTableItemModel &model, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_items(model)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setMinimumSectionSize(type::px(48));
    setContextMenuPolicy(Qt::CustomContextMenu);
    // Contents are never measured: rows are windows over a query.
    setResizeContentsPrecision(0);
}

QSize TableHeader::sizeHint() const { return {QHeaderView::sizeHint().width(), type::px(28)}; }

void TableHeader::setSelectionModel(QItemSelectionModel *)
{
    if (!selectionModel() || selectionModel()->model() != model())
        QHeaderView::setSelectionModel(new QItemSelectionModel(model(), this));
}

const End *TableHeader::endOf(int section) const
{
    if (!m_items.session() || section < 0 || section >= static_cast<int>(m_items.columns().size()))
        return nullptr;
    const EndId end = m_items.columns()[static_cast<std::size_t>(section)].end;
    return end.isValid() ? &m_items.session()->schema().end(end) : nullptr;
}

void TableHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    // The style draws icons as squares; paintSection() draws the glyph and the name behind it.
    if (endOf(section))
        option->text.clear();
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->save();
    QHeaderView::paintSection(painter, rect, section);
    painter->restore();
    const End *end = endOf(section);
    if (!end)
        return;
    const Qt::LayoutDirection direction = layoutDirection();
    const QSize size = glyphs::kindSize();
    const int left = rect.left() + type::px(8);
    const QRect glyph(QPoint(left, rect.center().y() - size.height() / 2 + 1), size);
    const QRect name(glyph.right() + type::px(6), rect.top(), rect.right() - glyph.right() - type::px(20),
                     rect.height());
    painter->save();
    glyphs::paintKind(*painter, QStyle::visualRect(direction, rect, glyph), *end, m_items.session()->schema(),
                      direction);
    painter->setFont(font());
    painter->setPen(Palette::current().secondary);
    const auto align = QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter->drawText(QStyle::visualRect(direction, rect, name), static_cast<int>(align) | Qt::TextSingleLine,
                      type::elided(fontMetrics(), end->name, Qt::ElideRight, name.width()));
    painter->restore();
}

} // namespace relata
