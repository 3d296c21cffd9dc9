#include "views/schema/diagram/boxitem.h"

#include "items/valuetext.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramfonts.h"
#include "views/schema/diagram/diagramlayout.h"
#include "views/schema/diagram/diagramscene.h"

#include <QGraphicsSceneHoverEvent>
#include <QGraphicsView>

#include <algorithm>
#include <cmath>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

// In cells.
constexpr int leastWidth = 16;
constexpr int mostWidth = 28;
constexpr int countRoom = 7;

int padding() { return px(10); }
int keyRoom() { return px(16); }

QString typeOf(const diagram::BoxRow &row)
{
    // As the schema's own language marks it.
    return row.required && !row.end.isValid() ? QString(row.type % u'!') : row.type;
}

} // namespace

DiagramBoxItem::DiagramBoxItem(diagram::Box box, DiagramScene &scene)
    : m_box(std::move(box)), m_scene(scene), m_cells(cellsFor(m_box)), m_handleSize(px(16))
{
    setFlags(ItemIsSelectable | ItemIsMovable | ItemSendsGeometryChanges | ItemUsesExtendedStyleOption);
    setAcceptHoverEvents(true);
    setCursor(Qt::OpenHandCursor);
    setZValue(2);
    compose();
}

QSize DiagramBoxItem::cellsFor(const diagram::Box &box)
{
    const QFontMetrics strong(diagramfonts::name());
    const QFontMetrics small(diagramfonts::row());
    const QFontMetrics body(diagramfonts::row());
    const int grid = DiagramScene::grid();
    int width = strong.horizontalAdvance(box.name) + countRoom * grid;
    for (const diagram::BoxRow &row : box.rows)
        width = std::max(width,
                         body.horizontalAdvance(row.name) + (row.key ? keyRoom() : 0) + px(24)
                             + small.horizontalAdvance(typeOf(row)));
    const int cells = (width + 2 * padding() + grid - 1) / grid;
    // In few widths, so that edges line up.
    const int step = diagram::raster.width();
    const int even = (std::clamp(cells, leastWidth, mostWidth) + step - 1) / step * step;
    const int rows = static_cast<int>(box.rows.size());
    return {even, rows > 0 ? headCells + rows * rowCells + footCells : loneHeadCells};
}

QPoint DiagramBoxItem::cell() const { return (pos() / DiagramScene::grid()).toPoint(); }

void DiagramBoxItem::setCell(const QPoint &cell) { setPos(QPointF(cell) * DiagramScene::grid()); }

QRectF DiagramBoxItem::frame() const { return {QPointF(), QSizeF(m_cells) * DiagramScene::grid()}; }

qreal DiagramBoxItem::headHeight() const
{
    return (m_box.rows.empty() ? loneHeadCells : headCells) * DiagramScene::grid();
}

QRectF DiagramBoxItem::rowPlace(std::size_t row) const
{
    const qreal grid = DiagramScene::grid();
    return {0, headHeight() + std::round(footCells * grid / 2) + static_cast<qreal>(row) * rowCells * grid,
            frame().width(), rowCells * grid};
}

std::optional<std::size_t> DiagramBoxItem::rowAt(const QPointF &place) const
{
    for (std::size_t row = 0; row < m_box.rows.size(); ++row)
        if (rowPlace(row).contains(place))
            return row;
    return std::nullopt;
}

bool DiagramBoxItem::isFoldingAt(const QPointF &place) const
{
    const auto row = rowAt(place);
    return row && m_box.rows[*row].more;
}

QRectF DiagramBoxItem::handle() const
{
    const QRectF box = frame();
    const qreal size = m_handleSize;
    return {box.right() - size / 2, box.top() + headHeight() / 2 - size / 2, size, size};
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

void DiagramBoxItem::setTarget(bool target)
{
    m_target = target;
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
    const QFontMetrics strong(diagramfonts::name());
    const QFontMetrics small(diagramfonts::row());
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
    m_name = text(m_box.name, diagramfonts::name(), strong, box.width() - 2 * padding() - (countRoom - 1) * grid);
    m_name.place = QPointF(padding(), std::round((headHeight() - strong.height()) / 2));
    m_names.clear();
    m_types.clear();
    for (std::size_t i = 0; i < m_box.rows.size(); ++i) {
        const diagram::BoxRow &row = m_box.rows[i];
        const qreal inner = box.width() - 2 * padding();
        const qreal keySpace = row.key ? keyRoom() : 0;
        Text kind = text(typeOf(row), diagramfonts::row(), small, inner * 0.55);
        const qreal kindWidth = small.horizontalAdvance(kind.drawn.text());
        const qreal baseline = rowPlace(i).top() + std::round((rowCells * grid - small.height()) / 2);
        kind.place = QPointF(box.width() - padding() - kindWidth, baseline);
        Text name = text(row.name, diagramfonts::row(), small, inner - kindWidth - keySpace - px(12));
        name.place = QPointF(padding(), baseline);
        m_names.push_back(name);
        m_types.push_back(kind);
    }
    composeCount();
}

void DiagramBoxItem::composeCount()
{
    const QFontMetrics small(diagramfonts::row());
    const QString text = m_count ? valuetext::number(*m_count) : QString();
    m_countText.drawn.setTextFormat(Qt::PlainText);
    m_countText.drawn.setText(text);
    m_countText.drawn.prepare({}, diagramfonts::row());
    m_countText.place = QPointF(frame().width() - padding() - small.horizontalAdvance(text),
                                std::round((headHeight() - small.height()) / 2.0));
}

QString DiagramBoxItem::toolTipAt(const QPointF &place) const
{
    if (place.y() < headHeight())
        return m_name.shortened ? m_box.name : QString();
    const auto row = rowAt(place);
    if (!row)
        return {};
    if (m_box.rows[*row].more)
        return m_box.folded;
    if (!m_names[*row].shortened && !m_types[*row].shortened)
        return {};
    return m_box.rows[*row].name % u": "_s % typeOf(m_box.rows[*row]);
}

QString DiagramBoxItem::spoken() const
{
    const QString kind = m_box.join ? DiagramScene::tr("join model")
        : m_box.view                ? DiagramScene::tr("view")
                                    : DiagramScene::tr("model");
    const QString text = m_box.name % u", "_s % kind;
    return m_count ? QString(text % u", "_s % valuetext::instances(*m_count, -1, false, false)) : text;
}

QString DiagramBoxItem::spokenRows() const
{
    QStringList rows;
    for (const diagram::BoxRow &row : m_box.rows) {
        const QString name = row.key ? DiagramScene::tr("%1, key").arg(row.name) : row.name;
        rows.append(row.more ? name : QString(name % u": "_s % typeOf(row)));
    }
    return rows.join(u"; "_s);
}

bool DiagramBoxItem::setSought(const QString &text)
{
    m_sought = text;
    update();
    const auto has = [&](const QString &words) { return words.contains(text, Qt::CaseInsensitive); };
    const bool found = has(m_box.name)
        || std::ranges::any_of(m_box.rows, [&](const diagram::BoxRow &row) { return !row.more && has(row.name); })
        || has(m_box.folded);
    setDimmed(!found);
    return found;
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
    if (change == ItemSelectedHasChanged) {
        setZValue(value.toBool() ? 3 : 2); // what is moved is seen, whatever it is moved over
        m_scene.boxChosen(*this);
    }
    return QGraphicsItem::itemChange(change, value);
}

void DiagramBoxItem::hoverMoveEvent(QGraphicsSceneHoverEvent *event)
{
    // Seen from afar it is as large on the screen, as far as the box has room for it.
    const QWidget *port = event->widget();
    const auto *view = port ? qobject_cast<const QGraphicsView *>(port->parentWidget()) : nullptr;
    const qreal zoom = view ? std::min(1.0, view->transform().m11()) : 1.0;
    const qreal size = std::min(px(16) / zoom, std::max<qreal>(px(16), headHeight() * 1.2));
    if (!m_hovered || size != m_handleSize) {
        prepareGeometryChange();
        m_hovered = true;
        m_handleSize = size;
        update();
    }
    const bool onHandle = m_scene.isEditable() && handle().contains(event->pos());
    setCursor(onHandle ? Qt::CrossCursor : isFoldingAt(event->pos()) ? Qt::PointingHandCursor : Qt::OpenHandCursor);
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
