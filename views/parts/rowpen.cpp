#include "views/parts/rowpen.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace relata {

using type::px;

RowPen::RowPen(QPainter &painter, const QStyleOptionViewItem &option)
    : m_painter(painter)
    , m_option(option)
    , m_row(option.rect)
    , m_left(option.rect.left())
    , m_right(option.rect.right() + 1)
{}

QRect RowPen::visual(int left, int width) const
{
    return QStyle::visualRect(m_option.direction, m_option.rect, QRect(left, m_row.top(), width, m_row.height()));
}

void RowPen::draw(const QRect &rect, const QString &text) const
{
    const Qt::Alignment alignment = QStyle::visualAlignment(m_option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    m_painter.drawText(rect, static_cast<int>(alignment) | Qt::TextSingleLine, text);
}

void RowPen::kind(const End &end, const Schema &schema)
{
    const QSize glyph(px(glyphs::kindSize().width()), px(glyphs::kindSize().height()));
    if (room() < glyph.width())
        return;
    QRect box = visual(m_left, glyph.width());
    box.setTop(m_row.center().y() - glyph.height() / 2 + 1);
    box.setHeight(glyph.height());
    glyphs::paintKind(m_painter, box, end, schema, m_option.direction);
    m_left += glyph.width() + px(6);
    text(glyphs::kindText(end, schema), type::heading(), glyphs::kindColour(end, schema));
    m_left += px(8);
}

void RowPen::icon(const QIcon &icon)
{
    const int size = px(16);
    if (room() < size)
        return;
    QRect box = visual(m_left, size);
    box.setTop(m_row.center().y() - size / 2 + 1);
    box.setHeight(size);
    icon.paint(&m_painter, box);
    m_left += size;
}

void RowPen::text(const QString &text, const QFont &font, const QColor &colour) { marked(text, {}, font, colour); }

void RowPen::marked(const QString &text, const QString &hit, const QFont &font, const QColor &colour)
{
    const QFontMetrics metrics(font);
    const int width = std::min(metrics.horizontalAdvance(text), room());
    if (width < metrics.averageCharWidth() * 2 && width < metrics.horizontalAdvance(text))
        return;
    const QString shown = type::elided(metrics, text, Qt::ElideRight, width);
    m_painter.setFont(font);
    // A mark is placed by what stands before it, which only left-to-right texts tell.
    const qsizetype at = hit.isEmpty() || shown.isRightToLeft() ? -1 : shown.indexOf(hit, 0, Qt::CaseInsensitive);
    if (at >= 0) {
        const int before = metrics.horizontalAdvance(shown.first(at));
        const int length = metrics.horizontalAdvance(shown.sliced(at, hit.size()));
        const QRect line = visual(m_left, width);
        const int lineLeft = m_option.direction == Qt::RightToLeft ? line.right() + 1 - width : line.left();
        const QRect mark(lineLeft + before, m_row.center().y() - metrics.height() / 2, length, metrics.height());
        m_painter.fillRect(mark, Palette::current().hit);
    }
    m_painter.setPen(colour);
    draw(visual(m_left, width), shown);
    m_left += width;
}

void RowPen::pill(const QString &text, const QColor &fill, const QColor &colour)
{
    const QFont font = type::heading();
    const QFontMetrics metrics(font);
    const int width = std::max(metrics.horizontalAdvance(text) + px(14), px(22));
    if (room() < width)
        return;
    QRect box = visual(m_left, width);
    const int height = std::min(px(18), m_row.height());
    box.setTop(m_row.center().y() - height / 2 + 1);
    box.setHeight(height);
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(fill);
    m_painter.drawRoundedRect(box, height / 2.0, height / 2.0);
    m_painter.restore();
    m_painter.setFont(font);
    m_painter.setPen(colour);
    m_painter.drawText(box, Qt::AlignCenter, text);
    m_left += width;
}

void RowPen::trailing(const QString &text, const QFont &font, const QColor &colour)
{
    const QFontMetrics metrics(font);
    const int width = std::min(metrics.horizontalAdvance(text), room());
    m_painter.setFont(font);
    m_painter.setPen(colour);
    draw(visual(m_right - width, width), type::elided(metrics, text, Qt::ElideRight, width));
    m_right -= width;
}

RowPen RowPen::lines(int from, int height) const
{
    RowPen pen = *this;
    pen.m_row = QRect(m_row.left(), m_row.top() + from, m_row.width(), height);
    return pen;
}

} // namespace relata
