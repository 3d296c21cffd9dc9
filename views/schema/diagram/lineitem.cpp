#include "views/schema/diagram/lineitem.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramfonts.h"
#include "views/schema/diagram/diagramscene.h"

#include <QGraphicsSceneHoverEvent>
#include <QPainter>
#include <QPainterPathStroker>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <cmath>

namespace relata {

using type::px;

namespace {

constexpr qreal lineWidth = 1.6;
constexpr qreal chosenWidth = 2.4;
constexpr int mostLabelPixels = 140;
/// Under this zoom signs and words are specks.
constexpr qreal signsFrom = 0.3;
constexpr qreal lineWordsFrom = 0.5;
constexpr int ringRoom = 60; ///< around a line: seen from afar, its ring is as wide on the screen

QFont labelFont(const diagram::Line &line) { return line.join.isValid() ? diagramfonts::pill() : diagramfonts::row(); }

QString labelText(const diagram::Line &line)
{
    return type::elided(QFontMetrics(labelFont(line)), line.label, Qt::ElideMiddle, px(mostLabelPixels));
}

QSizeF labelSize(const diagram::Line &line)
{
    if (line.label.isEmpty())
        return {};
    const QFontMetrics metrics(labelFont(line));
    const int width = metrics.horizontalAdvance(labelText(line));
    return line.join.isValid() ? QSizeF(width + px(18), px(20)) : QSizeF(width + px(8), metrics.height());
}

/// A step of length 1 from one point towards another on the same row or column.
QPointF towards(const QPointF &from, const QPointF &to)
{
    const QPointF way = to - from;
    const qreal length = std::abs(way.x()) + std::abs(way.y());
    return length > 0 ? way / length : QPointF(1, 0);
}

QPainterPath rounded(const std::vector<QPointF> &points)
{
    QPainterPath path(points.front());
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const QPointF &corner = points[i];
        const auto distance = [](const QPointF &way) { return std::abs(way.x()) + std::abs(way.y()); };
        const qreal radius = std::min(
            {static_cast<qreal>(px(8)), distance(points[i - 1] - corner) / 2, distance(points[i + 1] - corner) / 2});
        path.lineTo(corner + towards(corner, points[i - 1]) * radius);
        path.quadTo(corner, corner + towards(corner, points[i + 1]) * radius);
    }
    path.lineTo(points.back());
    return path;
}

void addSign(QPainterPath &path, diagram::Sign sign, const QPointF &edge, const QPointF &out)
{
    const QPointF across(out.y(), out.x());
    const qreal spread = px(6);
    const qreal foot = px(12);
    const auto bar = [&](qreal away) {
        path.moveTo(edge + out * away - across * spread);
        path.lineTo(edge + out * away + across * spread);
    };
    switch (sign) {
    case diagram::Sign::Many:
        path.moveTo(edge + out * foot);
        path.lineTo(edge - across * spread);
        path.moveTo(edge + out * foot);
        path.lineTo(edge + across * spread);
        return;
    case diagram::Sign::ExactlyOne:
        bar(px(11));
        [[fallthrough]];
    case diagram::Sign::One:
        bar(px(7));
        return;
    }
}

} // namespace

DiagramLineItem::DiagramLineItem(diagram::Line line, DiagramScene &scene)
    : m_line(std::move(line)), m_scene(scene), m_text(labelText(m_line))
{
    setFlags(ItemIsSelectable | ItemUsesExtendedStyleOption);
    setAcceptHoverEvents(true);
    setZValue(1);
}

QSizeF DiagramLineItem::labelCells(const diagram::Line &line) { return labelSize(line) / DiagramScene::grid(); }

void DiagramLineItem::setRoute(const diagram::Route &route, const std::optional<QPointF> &label)
{
    prepareGeometryChange();
    m_route = route;
    m_path = {};
    m_corners = {};
    m_shape = {};
    m_label.reset();
    m_bounds = {};
    if (route.size() < 2)
        return;
    const qreal grid = DiagramScene::grid();
    std::vector<QPointF> points;
    for (const QPoint &corner : route)
        points.push_back(QPointF(corner) * grid);
    m_path = rounded(points);
    m_corners = QPolygonF(QList<QPointF>(points.begin(), points.end()));
    QPainterPathStroker stroker;
    stroker.setWidth(px(10));
    m_shape = stroker.createStroke(m_path);
    addSign(m_path, m_line.atFrom, points.front(), towards(points[0], points[1]));
    addSign(m_path, m_line.atTo, points.back(), towards(points.back(), points[points.size() - 2]));
    if (label) {
        const QSizeF size = labelSize(m_line);
        const QPointF middle = *label * grid;
        m_label = QRectF(QPointF(std::round(middle.x() - size.width() / 2), std::round(middle.y() - size.height() / 2)),
                         size);
        QPainterPath box;
        box.addRect(*m_label);
        m_shape.setFillRule(Qt::WindingFill);
        m_shape.addPath(box);
    }
    m_bounds = m_shape.boundingRect() | m_path.boundingRect();
    m_bounds.adjust(-3, -3, 3, 3);
    update();
}

void DiagramLineItem::setRing(bool ring)
{
    prepareGeometryChange();
    m_ring = ring;
    update();
}

QRectF DiagramLineItem::boundingRect() const
{
    const qreal room = m_ring ? px(ringRoom) : 0;
    return m_bounds.adjusted(-room, -room, room, room);
}

void DiagramLineItem::setDimmed(bool dimmed)
{
    m_dimmed = dimmed;
    update();
}

QString DiagramLineItem::spoken() const { return m_scene.sentenceOf(m_line.relationship); }

QRectF DiagramLineItem::wordsPlace() const
{
    if (m_label || m_route.size() < 2)
        return m_label.value_or(QRectF());
    QRectF longest;
    for (std::size_t i = 0; i + 1 < m_route.size(); ++i) {
        const QRectF piece = QRectF(m_route[i], m_route[i + 1]).normalized();
        if (piece.width() + piece.height() > longest.width() + longest.height())
            longest = piece;
    }
    const qreal grid = DiagramScene::grid();
    QRectF place(0, 0, px(40), px(20));
    place.moveCenter(longest.center() * grid);
    return place;
}

QRectF DiagramLineItem::pill() const { return m_line.join.isValid() ? m_label.value_or(QRectF()) : QRectF(); }

void DiagramLineItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const qreal zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    const bool paper = m_scene.isForPaper();
    const bool chosen = (isSelected() || m_hovered || m_scene.isAtChosenBox(m_line)) && !paper;
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_dimmed)
        painter->setOpacity(0.18);
    const qreal width = chosen ? chosenWidth : lineWidth;
    if (m_ring && !paper)
        paintRing(*painter, zoom);
    const QColor colour = m_scene.colourOf(m_line.kind);
    if (zoom < signsFrom && !chosen && !m_ring && !paper) {
        // Straight hair lines need no soft edges, which cost most of the time.
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(colour, 0));
        painter->drawPolyline(m_corners);
        return;
    }
    painter->setPen(QPen(colour, paper ? width : std::max(width, 0.9 / zoom), Qt::SolidLine,
                         zoom < signsFrom ? Qt::FlatCap : Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(m_path);
    if (m_label && (zoom >= lineWordsFrom || paper))
        paintLabel(*painter);
}

/// Two px of accent on either side of it.
void DiagramLineItem::paintRing(QPainter &painter, qreal zoom) const
{
    const Palette &p = m_scene.colours();
    painter.setBrush(Qt::NoBrush);
    for (const auto &[colour, out] : {std::pair(p.accent, 4.5), std::pair(p.base, 2.5)}) {
        painter.setPen(
            QPen(colour, chosenWidth + 2 * std::max(out, out / zoom), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(m_path);
    }
    if (m_label) {
        const qreal out = px(4);
        const QRectF rect = m_label->adjusted(-out, -out, out, out);
        painter.setPen(QPen(p.accent, std::max(2.0, 2 / zoom)));
        painter.setBrush(p.base);
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    }
}

void DiagramLineItem::paintLabel(QPainter &painter) const
{
    const Palette &p = m_scene.colours();
    painter.setFont(labelFont(m_line));
    if (m_line.join.isValid()) {
        const QColor colour = m_scene.colourOf(m_line.kind);
        painter.setPen(QPen(colour, isSelected() ? 2 : 1.2));
        painter.setBrush(p.base);
        const QRectF pill = m_label->adjusted(0.5, 0.5, -0.5, -0.5);
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter.drawText(*m_label, Qt::AlignCenter | Qt::TextSingleLine, m_text);
        return;
    }
    painter.fillRect(*m_label, p.base);
    painter.setPen(isSelected() && !m_scene.isForPaper() ? p.text : p.secondary);
    painter.drawText(*m_label, Qt::AlignCenter | Qt::TextSingleLine, m_text);
}

void DiagramLineItem::hoverEnterEvent(QGraphicsSceneHoverEvent *)
{
    m_hovered = true;
    m_scene.showEnds(*this, true);
    update();
}

void DiagramLineItem::hoverLeaveEvent(QGraphicsSceneHoverEvent *)
{
    m_hovered = false;
    m_scene.showEnds(*this, isSelected());
    update();
}

void DiagramLineItem::hoverMoveEvent(QGraphicsSceneHoverEvent *event)
{
    setCursor(pill().contains(event->pos()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
    if (toolTip().isEmpty())
        setToolTip(spoken().toHtmlEscaped());
}

QVariant DiagramLineItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    if (change == ItemSelectedHasChanged) {
        setZValue(value.toBool() ? 1.5 : 1);
        m_scene.showEnds(*this, value.toBool() || m_hovered);
    }
    return QGraphicsItem::itemChange(change, value);
}

} // namespace relata
