// How a box is drawn: near, from afar, and on paper.
#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/schema/diagram/boxitem.h"
#include "views/schema/diagram/diagramfonts.h"
#include "views/schema/diagram/diagramscene.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <cmath>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

/// Under this zoom rows cannot be read, so that only the name is drawn.
constexpr qreal readableFrom = 0.45;
/// Under this one, round corners and soft edges are lost, and cost most of the time.
constexpr qreal softFrom = 0.3;

/// A key, 12 x 12 at the place of its middle.
void paintKey(QPainter &painter, const QPointF &middle, const QColor &colour)
{
    const qreal unit = px(12) / 12.0;
    painter.setPen(QPen(colour, 1.3 * unit, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(middle + QPointF(-3, 0) * unit, 2.4 * unit, 2.4 * unit);
    const QPointF bow = middle + QPointF(-0.6, 0) * unit;
    const QPointF tip = middle + QPointF(5.4, 0) * unit;
    painter.drawLine(bow, tip);
    painter.drawLine(tip, tip + QPointF(0, 2.6) * unit);
    painter.drawLine(tip - QPointF(2.4, 0) * unit, tip + QPointF(-2.4, 2) * unit);
}

/// The words of a name: "OrderLine", "order_line" and "Order line" have two.
QStringList wordsOf(const QString &name)
{
    QStringList words(QString{});
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name[i];
        const bool hump = i > 0 && c.isUpper() && name[i - 1].isLower();
        const bool gap = i > 0 && (name[i - 1] == u' ' || name[i - 1] == u'_' || name[i - 1] == u'-');
        if ((hump || gap) && !words.back().isEmpty())
            words.append(QString());
        words.back().append(c);
    }
    return words;
}

/// As many words a line as fit; nothing where one word alone is too wide.
std::optional<QStringList> wrapped(const QStringList &words, const QFontMetricsF &metrics, qreal width)
{
    QStringList lines;
    for (const QString &word : words) {
        if (!lines.isEmpty() && metrics.horizontalAdvance(QString(lines.back() % word)) <= width)
            lines.back().append(word);
        else if (metrics.horizontalAdvance(word) <= width)
            lines.append(word);
        else
            return std::nullopt;
    }
    return lines;
}

} // namespace

void DiagramBoxItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const qreal zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_dimmed)
        painter->setOpacity(0.22);
    paintFrame(*painter, zoom);
    if (zoom < readableFrom && !m_scene.isForPaper())
        paintFromAfar(*painter, zoom);
    else
        paintRows(*painter);
    if (m_hovered && m_scene.isEditable())
        paintHandle(*painter);
}

void DiagramBoxItem::paintHandle(QPainter &painter) const
{
    const Palette &p = m_scene.colours();
    painter.setPen(QPen(p.base, 1.5));
    painter.setBrush(p.accent);
    painter.drawEllipse(handle());
    const QPointF middle = handle().center();
    const qreal arm = handle().width() / 4;
    painter.setPen(QPen(p.onAccent, arm * 0.4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0));
    painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm));
}

void DiagramBoxItem::paintFrame(QPainter &painter, qreal zoom) const
{
    const Palette &p = m_scene.colours();
    const bool paper = m_scene.isForPaper();
    const bool chosen = (isSelected() || m_target) && !paper;
    // Half a pixel in, so that the edge falls on whole ones.
    const QRectF box = frame().adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = px(5);
    const bool whole = m_box.rows.empty() || (zoom < readableFrom && !paper);
    const QColor head = chosen ? p.selected : p.window;
    if (zoom < softFrom && !paper && !chosen && !m_ring) {
        QPen hair(m_box.join ? p.manyToMany : p.outline, 0, m_box.view ? Qt::DashLine : Qt::SolidLine);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(hair);
        painter.setBrush(head);
        painter.drawRect(box);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(whole ? head : p.base);
    painter.drawRoundedRect(box, radius, radius);
    if (!whole) {
        QPainterPath upper;
        upper.moveTo(box.left(), headHeight());
        upper.lineTo(box.left(), box.top() + radius);
        upper.quadTo(box.topLeft(), box.topLeft() + QPointF(radius, 0));
        upper.lineTo(box.right() - radius, box.top());
        upper.quadTo(box.topRight(), box.topRight() + QPointF(0, radius));
        upper.lineTo(box.right(), headHeight());
        upper.closeSubpath();
        painter.setBrush(head);
        painter.drawPath(upper);
        painter.fillRect(QRectF(box.left(), headHeight() - 0.5, box.width(), 1), p.divider);
    }
    // From afar a hair line would vanish.
    const qreal width = std::max(chosen ? 2.0 : 1.0, (chosen ? 2.0 : 0.8) / zoom);
    const QColor edge = m_box.join ? p.manyToMany : p.outline;
    QPen pen(chosen ? p.accent : edge, paper ? 1 : width);
    if (m_box.view)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, radius, radius);
    if (m_ring && !paper) {
        const qreal out = std::max<qreal>(px(3), 3 / zoom);
        painter.setPen(QPen(p.accent, std::max(2.0, 2.0 / zoom)));
        painter.drawRoundedRect(box.adjusted(-out, -out, out, out), radius + out, radius + out);
    }
}

void DiagramBoxItem::paintHit(QPainter &painter, const Text &text, const QFont &font) const
{
    const QString words = text.drawn.text();
    const qsizetype at = m_sought.isEmpty() ? -1 : words.indexOf(m_sought, 0, Qt::CaseInsensitive);
    if (at < 0)
        return;
    const QFontMetricsF metrics(font);
    const qreal before = metrics.horizontalAdvance(words.left(at));
    const qreal width = metrics.horizontalAdvance(words.mid(at, m_sought.size()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_scene.colours().hit);
    painter.drawRoundedRect(QRectF(text.place + QPointF(before - 1, 0), QSizeF(width + 2, metrics.height())), 2, 2);
}

void DiagramBoxItem::paintRows(QPainter &painter) const
{
    const Palette &p = m_scene.colours();
    if (!m_scene.isForPaper()) {
        for (std::size_t i = 0; i < m_box.rows.size(); ++i) {
            const diagram::BoxRow &row = m_box.rows[i];
            if (row.end.isValid() && m_scene.standsOut(row.end))
                painter.fillRect(rowPlace(i).adjusted(1.5, 0, -1.5, 0), p.selected);
            if (!row.more)
                paintHit(painter, m_names[i], diagramfonts::row());
        }
        paintHit(painter, m_name, diagramfonts::name());
    }
    painter.setFont(diagramfonts::name());
    painter.setPen(p.text);
    painter.drawStaticText(m_name.place, m_name.drawn);
    painter.setFont(diagramfonts::row());
    painter.setPen(p.secondary);
    painter.drawStaticText(m_countText.place, m_countText.drawn);
    const QFontMetrics metrics(diagramfonts::row());
    for (std::size_t i = 0; i < m_box.rows.size(); ++i) {
        const diagram::BoxRow &row = m_box.rows[i];
        painter.setPen(row.more ? p.secondary : row.end.isValid() ? m_scene.colourOf(row.end) : p.text);
        painter.drawStaticText(m_names[i].place, m_names[i].drawn);
        painter.setPen(p.secondary);
        painter.drawStaticText(m_types[i].place, m_types[i].drawn);
        if (row.key) {
            const qreal after = metrics.horizontalAdvance(m_names[i].drawn.text()) + px(11);
            paintKey(painter, m_names[i].place + QPointF(after, metrics.height() / 2.0), p.secondary);
        }
    }
}

/// The name over as many lines as the box has room for, as large as it can be; nothing where it would be a speck.
/// Measured on the screen, so that a few fonts do for all zooms.
void DiagramBoxItem::composeFromAfar(qreal zoom)
{
    m_afarZoom = zoom;
    m_afar.clear();
    const QSizeF seen = frame().size() * zoom;
    const QSizeF room = seen - QSizeF(1, 2);
    const QStringList words = wordsOf(m_box.name);
    // Noto's own lines are far apart.
    const auto heightOf = [this](qsizetype count) { return 1.2 * m_afarPixels * static_cast<qreal>(count); };
    std::optional<QStringList> lines;
    for (m_afarPixels = diagramfonts::mostAfar; m_afarPixels >= diagramfonts::leastAfar && !lines; --m_afarPixels) {
        lines = wrapped(words, QFontMetricsF(diagramfonts::afar(m_afarPixels)), room.width());
        if (lines && heightOf(lines->size()) <= room.height())
            break;
        lines.reset();
    }
    m_afarPixels = std::max(m_afarPixels, diagramfonts::leastAfar);
    const QFontMetricsF metrics(diagramfonts::afar(m_afarPixels));
    if (!lines) {
        // A name that is cut to a letter or two says nothing.
        if (heightOf(1) > room.height() || metrics.averageCharWidth() * 5 > room.width())
            return;
        lines = QStringList{metrics.elidedText(m_box.name.left(200), Qt::ElideRight, room.width())};
    }
    qreal top = (seen.height() - heightOf(lines->size()) + heightOf(1) - metrics.height()) / 2;
    for (const QString &line : *lines) {
        Text text;
        text.drawn.setTextFormat(Qt::PlainText);
        text.drawn.setText(line);
        text.drawn.prepare({}, diagramfonts::afar(m_afarPixels));
        text.place = QPointF((seen.width() - metrics.horizontalAdvance(line.trimmed())) / 2, top);
        m_afar.push_back(text);
        top += heightOf(1);
    }
}

void DiagramBoxItem::paintFromAfar(QPainter &painter, qreal zoom)
{
    if (zoom != m_afarZoom)
        composeFromAfar(zoom);
    if (m_afar.empty())
        return;
    painter.scale(1 / zoom, 1 / zoom);
    painter.setFont(diagramfonts::afar(m_afarPixels));
    painter.setPen(m_scene.colours().text);
    for (const Text &line : m_afar)
        painter.drawStaticText(line.place, line.drawn);
    painter.scale(zoom, zoom);
}

} // namespace relata
