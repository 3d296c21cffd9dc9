#include "views/schema/diagram/boxitem.h"

#include "items/valuetext.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramscene.h"

#include <QGraphicsSceneHoverEvent>
#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <algorithm>
#include <cmath>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

// In cells: the head, a row, and the room under the last one.
constexpr int headCells = 3;
constexpr int rowCells = 2;
constexpr int footCells = 1;
constexpr int leastWidth = 16;
constexpr int mostWidth = 28;
constexpr int countRoom = 7;
/// Under this zoom rows cannot be read, so that only the name is drawn.
constexpr qreal readableFrom = 0.45;
constexpr int leastNamePixels = 10; ///< on the screen, of names seen from afar

int padding() { return px(10); }
int keyRoom() { return px(16); }

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

QString typeOf(const diagram::BoxRow &row)
{
    // As the schema's own language marks it.
    return row.required && !row.end.isValid() ? QString(row.type % u'!') : row.type;
}

} // namespace

DiagramBoxItem::DiagramBoxItem(diagram::Box box, DiagramScene &scene)
    : m_box(std::move(box)), m_scene(scene), m_cells(cellsFor(m_box))
{
    setFlags(ItemIsSelectable | ItemIsMovable | ItemSendsGeometryChanges | ItemUsesExtendedStyleOption);
    setAcceptHoverEvents(true);
    setCursor(Qt::OpenHandCursor);
    setZValue(2);
    compose();
}

QSize DiagramBoxItem::cellsFor(const diagram::Box &box)
{
    const QFontMetrics strong(type::strong());
    const QFontMetrics small(type::small());
    const QFontMetrics body(type::small());
    const int grid = DiagramScene::grid();
    int width = strong.horizontalAdvance(box.name) + countRoom * grid;
    for (const diagram::BoxRow &row : box.rows)
        width = std::max(width,
                         body.horizontalAdvance(row.name) + (row.key ? keyRoom() : 0) + px(24)
                             + small.horizontalAdvance(typeOf(row)));
    const int cells = (width + 2 * padding() + grid - 1) / grid;
    // Even, so that a line can stand in the very middle of a side.
    const int even = (std::clamp(cells, leastWidth, mostWidth) + 1) / 2 * 2;
    const int rows = static_cast<int>(box.rows.size());
    return {even, headCells + rows * rowCells + (rows > 0 ? footCells : 0)};
}

QPoint DiagramBoxItem::cell() const { return (pos() / DiagramScene::grid()).toPoint(); }

void DiagramBoxItem::setCell(const QPoint &cell) { setPos(QPointF(cell) * DiagramScene::grid()); }

QRectF DiagramBoxItem::frame() const { return {QPointF(), QSizeF(m_cells) * DiagramScene::grid()}; }

QRectF DiagramBoxItem::handle() const
{
    const QRectF box = frame();
    const qreal size = px(16);
    return {box.right() - size / 2, box.top() + 1.5 * DiagramScene::grid() - size / 2, size, size};
}

QRectF DiagramBoxItem::boundingRect() const
{
    // Seen from afar, the ring is as wide on the screen.
    const qreal room = px(m_ring ? 60 : 6);
    return (frame() | handle()).adjusted(-room, -room, room, room);
}

QPainterPath DiagramBoxItem::shape() const
{
    QPainterPath path;
    path.addRect(m_hovered && m_scene.isEditable() ? frame() | handle() : frame());
    return path;
}

void DiagramBoxItem::setCount(std::optional<qint64> count)
{
    if (m_count == count)
        return;
    m_count = count;
    composeCount();
    update();
}

void DiagramBoxItem::setRing(bool ring)
{
    prepareGeometryChange();
    m_ring = ring;
    update();
}

void DiagramBoxItem::setDimmed(bool dimmed)
{
    m_dimmed = dimmed;
    update();
}

void DiagramBoxItem::compose()
{
    const qreal grid = DiagramScene::grid();
    const QFontMetrics strong(type::strong());
    const QFontMetrics small(type::small());
    const auto text = [](const QString &whole, const QFont &font, const QFontMetrics &metrics, qreal room) {
        Text made;
        const QString drawn = type::elided(metrics, whole, Qt::ElideRight, static_cast<int>(room));
        made.shortened = drawn != whole;
        made.drawn.setTextFormat(Qt::PlainText);
        made.drawn.setText(drawn);
        made.drawn.prepare({}, font);
        return made;
    };
    const QRectF box = frame();
    m_name = text(m_box.name, type::strong(), strong, box.width() - 2 * padding() - (countRoom - 1) * grid);
    m_name.place = QPointF(padding(), std::round((headCells * grid - strong.height()) / 2));
    m_names.clear();
    m_types.clear();
    qreal top = headCells * grid + std::round(footCells * grid / 2);
    for (const diagram::BoxRow &row : m_box.rows) {
        const qreal inner = box.width() - 2 * padding();
        const qreal keySpace = row.key ? keyRoom() : 0;
        Text kind = text(typeOf(row), type::small(), small, inner * 0.55);
        const qreal kindWidth = small.horizontalAdvance(kind.drawn.text());
        const qreal baseline = top + std::round((rowCells * grid - small.height()) / 2);
        kind.place = QPointF(box.width() - padding() - kindWidth, baseline);
        Text name = text(row.name, type::small(), small, inner - kindWidth - keySpace - px(12));
        name.place = QPointF(padding(), baseline);
        m_names.push_back(name);
        m_types.push_back(kind);
        top += rowCells * grid;
    }
    composeCount();
}

void DiagramBoxItem::composeCount()
{
    const QFontMetrics small(type::small());
    const QString text = m_count ? valuetext::number(*m_count) : QString();
    m_countText.drawn.setTextFormat(Qt::PlainText);
    m_countText.drawn.setText(text);
    m_countText.drawn.prepare({}, type::small());
    m_countText.place = QPointF(frame().width() - padding() - small.horizontalAdvance(text),
                                std::round((headCells * DiagramScene::grid() - small.height()) / 2.0));
}

void DiagramBoxItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *)
{
    const qreal zoom = QStyleOptionGraphicsItem::levelOfDetailFromTransform(painter->worldTransform());
    Q_UNUSED(option);
    painter->setRenderHint(QPainter::Antialiasing);
    if (m_dimmed)
        painter->setOpacity(0.22);
    paintFrame(*painter, zoom);
    if (zoom < readableFrom && !m_scene.isForPaper())
        paintFromAfar(*painter, zoom);
    else
        paintRows(*painter);
    if (m_hovered && m_scene.isEditable()) {
        const Palette &p = m_scene.colours();
        painter->setPen(QPen(p.base, 1.5));
        painter->setBrush(p.accent);
        painter->drawEllipse(handle());
        const QPointF middle = handle().center();
        const qreal arm = px(4);
        painter->setPen(QPen(p.onAccent, 1.6, Qt::SolidLine, Qt::RoundCap));
        painter->drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0));
        painter->drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm));
    }
}

void DiagramBoxItem::paintFrame(QPainter &painter, qreal zoom) const
{
    const Palette &p = m_scene.colours();
    const bool chosen = isSelected() && !m_scene.isForPaper();
    // Half a pixel in, so that the edge falls on whole ones.
    const QRectF box = frame().adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = px(5);
    const qreal headHeight = headCells * DiagramScene::grid();
    painter.setPen(Qt::NoPen);
    painter.setBrush(p.base);
    painter.drawRoundedRect(box, radius, radius);
    if (zoom >= readableFrom || m_scene.isForPaper()) {
        QPainterPath head;
        head.moveTo(box.left(), headHeight);
        head.lineTo(box.left(), box.top() + radius);
        head.quadTo(box.topLeft(), box.topLeft() + QPointF(radius, 0));
        head.lineTo(box.right() - radius, box.top());
        head.quadTo(box.topRight(), box.topRight() + QPointF(0, radius));
        head.lineTo(box.right(), headHeight);
        head.closeSubpath();
        painter.setBrush(chosen ? p.selected : p.window);
        painter.drawPath(head);
        painter.fillRect(QRectF(box.left(), headHeight - 0.5, box.width(), 1), p.divider);
    } else {
        painter.setBrush(chosen ? p.selected : p.window);
        painter.drawRoundedRect(box, radius, radius);
    }
    // From afar a hair line would vanish.
    const qreal width = std::max(chosen ? 2.0 : 1.0, (chosen ? 2.0 : 0.8) / zoom);
    const QColor edge = m_box.join ? p.manyToMany : p.outline;
    QPen pen(chosen ? p.accent : edge, m_scene.isForPaper() ? 1 : width);
    if (m_box.view)
        pen.setStyle(Qt::DashLine);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(box, radius, radius);
    if (m_ring && !m_scene.isForPaper()) {
        const qreal out = std::max<qreal>(px(3), 3 / zoom);
        painter.setPen(QPen(p.accent, std::max(2.0, 2.0 / zoom)));
        painter.drawRoundedRect(box.adjusted(-out, -out, out, out), radius + out, radius + out);
    }
}

void DiagramBoxItem::paintRows(QPainter &painter) const
{
    const Palette &p = m_scene.colours();
    painter.setFont(type::strong());
    painter.setPen(p.text);
    painter.drawStaticText(m_name.place, m_name.drawn);
    painter.setFont(type::small());
    painter.setPen(p.secondary);
    painter.drawStaticText(m_countText.place, m_countText.drawn);
    const QFontMetrics metrics(type::small());
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

void DiagramBoxItem::paintFromAfar(QPainter &painter, qreal zoom) const
{
    const QRectF box = frame().adjusted(px(3), px(2), -px(3), -px(2));
    QFont font = type::strong();
    font.setPixelSize(std::max(1, static_cast<int>(std::ceil(leastNamePixels / zoom))));
    const QFontMetrics metrics(font);
    // A name that is cut to a letter or two says nothing.
    if (metrics.height() > box.height() || metrics.averageCharWidth() * 4 > box.width())
        return;
    painter.setFont(font);
    painter.setPen(m_scene.colours().text);
    const QString name = type::elided(metrics, m_box.name, Qt::ElideRight, static_cast<int>(box.width()));
    painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, name);
}

QString DiagramBoxItem::toolTipAt(const QPointF &place) const
{
    const qreal grid = DiagramScene::grid();
    if (place.y() < headCells * grid)
        return m_name.shortened ? m_box.name : QString();
    const auto row = static_cast<std::size_t>(
        std::max(0.0, (place.y() - headCells * grid - std::round(footCells * grid / 2)) / (rowCells * grid)));
    if (row >= m_box.rows.size())
        return {};
    if (m_box.rows[row].more)
        return m_box.folded;
    if (!m_names[row].shortened && !m_types[row].shortened)
        return {};
    return m_box.rows[row].name % u": "_s % typeOf(m_box.rows[row]);
}

QVariant DiagramBoxItem::itemChange(GraphicsItemChange change, const QVariant &value)
{
    if (change == ItemPositionChange) {
        const qreal grid = DiagramScene::grid();
        const QPointF cell = value.toPointF() / grid;
        return QPointF(std::round(cell.x()), std::round(cell.y())) * grid;
    }
    if (change == ItemPositionHasChanged)
        m_scene.boxMoved(*this);
    if (change == ItemSelectedHasChanged)
        m_scene.boxChosen(*this);
    return QGraphicsItem::itemChange(change, value);
}

void DiagramBoxItem::hoverMoveEvent(QGraphicsSceneHoverEvent *event)
{
    if (!m_hovered) {
        prepareGeometryChange();
        m_hovered = true;
        update();
    }
    const bool onHandle = m_scene.isEditable() && handle().contains(event->pos());
    setCursor(onHandle ? Qt::CrossCursor : Qt::OpenHandCursor);
    const QString tip = onHandle ? m_scene.relateTip() : toolTipAt(event->pos());
    if (toolTip() != tip)
        setToolTip(tip.toHtmlEscaped());
}

void DiagramBoxItem::hoverLeaveEvent(QGraphicsSceneHoverEvent *)
{
    prepareGeometryChange();
    m_hovered = false;
    update();
}

} // namespace relata
