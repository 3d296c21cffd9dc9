#pragma once

#include "schema/schema.h"

#include <QFont>
#include <QStyleOptionViewItem>

class QIcon;
class QPainter;

namespace relata {

/// Writes one row of a list or tree, piece after piece from the leading edge, mirrored right to left. What no longer
/// fits is left out, what fits in part is elided. GUI thread; lives as long as one paint call.
class RowPen
{
public:
    RowPen(QPainter &painter, const QStyleOptionViewItem &option);

    void skip(int width) { m_left += width; }
    /// From now on this stretch at the trailing edge is taken.
    void reserve(int width) { m_right -= width; }
    void kind(const End &end, const Schema &schema);
    void icon(const QIcon &icon);
    void text(const QString &text, const QFont &font, const QColor &colour);
    /// Texts with the hits of what was searched on a tint.
    void marked(const QString &text, const QString &hit, const QFont &font, const QColor &colour);
    /// A number or a word in a round box.
    void pill(const QString &text, const QColor &fill, const QColor &colour);
    /// At the trailing edge, before what was reserved.
    void trailing(const QString &text, const QFont &font, const QColor &colour);
    /// The same pen over a part of the row's height.
    [[nodiscard]] RowPen lines(int from, int height) const;

    [[nodiscard]] int room() const { return m_right - m_left; }

private:
    [[nodiscard]] QRect visual(int left, int width) const;
    void draw(const QRect &logical, const QString &text) const;

    QPainter &m_painter;
    const QStyleOptionViewItem &m_option;
    QRect m_row;
    int m_left;
    int m_right;
};

} // namespace relata
