#include "views/schema/diagram/diagramview.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramscene.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QStyle>
#include <QVariantAnimation>

#include <algorithm>
#include <cmath>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

constexpr qreal leastZoom = 0.04;
constexpr qreal mostZoom = 4;
constexpr int glideTime = 180; // ms
constexpr qreal dotsFrom = 0.6; ///< under this zoom the grid's dots would be a grey veil

std::optional<QPoint> headingOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return QPoint(-1, 0);
    case Qt::Key_Right:
        return QPoint(1, 0);
    case Qt::Key_Up:
        return QPoint(0, -1);
    case Qt::Key_Down:
        return QPoint(0, 1);
    default:
        return std::nullopt;
    }
}

} // namespace

DiagramView::DiagramView(DiagramScene &scene, QWidget *parent)
    : QGraphicsView(&scene, parent), m_scene(scene), m_glide(new QVariantAnimation(this))
{
    // The diagram does not mirror: a picture that people remember stays as it is.
    setLayoutDirection(Qt::LeftToRight);
    setDragMode(RubberBandDrag);
    setTransformationAnchor(AnchorUnderMouse);
    setResizeAnchor(AnchorViewCenter);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setFrameShape(NoFrame);
    m_glide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_glide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &place) { centerOn(place.toPointF()); });
    connect(&scene, &DiagramScene::boxActivated, this, &DiagramView::activated);
}

void DiagramView::setCurrent(std::optional<ModelId> model)
{
    noteCurrent(model);
    m_scene.clearSelection();
    DiagramBoxItem *box = model ? m_scene.boxOf(*model) : nullptr;
    if (!box)
        return;
    box->setSelected(true);
    reveal(*box);
}

void DiagramView::noteCurrent(std::optional<ModelId> model)
{
    m_current = model && m_scene.boxOf(*model) ? model : std::nullopt;
    showRing();
    if (m_relateFrom && m_current)
        m_scene.showRelating(*m_relateFrom, m_scene.boxOf(*m_current)->sceneBoundingRect().center());
}

void DiagramView::showRing() { m_scene.setFocusBox(hasFocus() ? m_current : std::nullopt); }

void DiagramView::reveal(const DiagramBoxItem &box)
{
    const QRectF sight = mapToScene(viewport()->rect()).boundingRect();
    if (!sight.contains(box.sceneBoundingRect()))
        centreOn(box.sceneBoundingRect().center());
}

void DiagramView::centreOn(const QPointF &place)
{
    m_glide->stop();
    if (!isVisible() || style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) == 0) {
        centerOn(place);
        return;
    }
    m_glide->setDuration(glideTime);
    m_glide->setStartValue(mapToScene(viewport()->rect().center()));
    m_glide->setEndValue(place);
    m_glide->start();
}

void DiagramView::setZoom(qreal zoom)
{
    const qreal wanted = std::clamp(zoom, leastZoom, mostZoom);
    scale(wanted / this->zoom(), wanted / this->zoom());
    Q_EMIT zoomChanged(wanted);
    Q_EMIT sightChanged();
}

void DiagramView::fit()
{
    const QRectF all = m_scene.contentRect();
    if (all.isEmpty())
        return;
    m_glide->stop();
    const qreal margin = px(24);
    const QRectF wide = all.adjusted(-margin, -margin, margin, margin);
    const QSizeF room = viewport()->size();
    const ViewportAnchor anchor = transformationAnchor();
    setTransformationAnchor(NoAnchor);
    // Never larger than life: a single box would fill the window.
    setZoom(std::min({1.0, room.width() / wide.width(), room.height() / wide.height()}));
    setTransformationAnchor(anchor);
    centerOn(all.center());
}

std::vector<ModelId> DiagramView::inReadingOrder() const
{
    std::vector<const DiagramBoxItem *> boxes(m_scene.boxes().begin(), m_scene.boxes().end());
    std::ranges::stable_sort(boxes, [](const DiagramBoxItem *a, const DiagramBoxItem *b) {
        return std::pair(a->cell().y(), a->cell().x()) < std::pair(b->cell().y(), b->cell().x());
    });
    std::vector<ModelId> models;
    for (const DiagramBoxItem *box : boxes)
        models.push_back(box->box().model);
    return models;
}

bool DiagramView::focusNextPrevChild(bool next)
{
    const std::vector<ModelId> order = inReadingOrder();
    const auto here = m_current ? std::ranges::find(order, *m_current) : order.end();
    if (order.empty())
        return QGraphicsView::focusNextPrevChild(next);
    if (here == order.end())
        setCurrent(next ? order.front() : order.back());
    else if (next && here + 1 != order.end())
        setCurrent(*(here + 1));
    else if (!next && here != order.begin())
        setCurrent(*(here - 1));
    else
        return QGraphicsView::focusNextPrevChild(next); // past the last box: out
    return true;
}

void DiagramView::walk(const QPointF &heading)
{
    const DiagramBoxItem *here = m_current ? m_scene.boxOf(*m_current) : nullptr;
    if (!here) {
        if (const auto order = inReadingOrder(); !order.empty())
            setCurrent(order.front());
        return;
    }
    const QPointF middle = here->sceneBoundingRect().center();
    // How far off, where going aside counts twice; nothing for boxes that lie elsewhere.
    const auto distance = [&](const DiagramBoxItem &box) -> std::optional<qreal> {
        const QPointF way = box.sceneBoundingRect().center() - middle;
        const qreal ahead = QPointF::dotProduct(way, heading);
        const qreal aside = std::abs(way.x() * heading.y()) + std::abs(way.y() * heading.x());
        return ahead > 0 ? std::optional(ahead + 2 * aside) : std::nullopt;
    };
    std::optional<std::tuple<bool, qreal, ModelId>> best;
    const auto offer = [&](const DiagramBoxItem &box, bool unrelated) {
        if (&box == here)
            return;
        if (const auto far = distance(box)) {
            const std::tuple candidate(unrelated, *far, box.box().model);
            if (!best || candidate < *best)
                best = candidate;
        }
    };
    for (const DiagramLineItem *line : m_scene.lines()) {
        const DiagramBoxItem *from = m_scene.boxes()[static_cast<std::size_t>(line->line().from)];
        const DiagramBoxItem *to = m_scene.boxes()[static_cast<std::size_t>(line->line().to)];
        if (from == here || to == here)
            offer(from == here ? *to : *from, false);
    }
    // Where no line leads that way, the nearest box does, so that every box can be reached.
    for (const DiagramBoxItem *box : m_scene.boxes())
        offer(*box, true);
    if (best)
        setCurrent(std::get<ModelId>(*best));
}

void DiagramView::moveChosen(const QPoint &cells)
{
    bool moved = false;
    const auto chosen = m_scene.selectedItems();
    for (QGraphicsItem *item : chosen) {
        if (auto *box = qgraphicsitem_cast<DiagramBoxItem *>(item)) {
            box->setCell(box->cell() + cells);
            moved = true;
        }
    }
    if (moved)
        Q_EMIT movedByKeys();
}

void DiagramView::startRelating()
{
    if (!m_scene.isEditable() || !m_current)
        return;
    m_relateFrom = m_current;
    noteCurrent(m_current);
    Q_EMIT relating(true);
}

void DiagramView::stopRelating()
{
    m_relateFrom.reset();
    m_scene.hideRelating();
    Q_EMIT relating(false);
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    const bool plain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    if (const auto heading = headingOf(event->key()); heading && plain) {
        if (shift)
            moveChosen(*heading);
        else
            walk(*heading);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_relateFrom && m_current) {
            const ModelId from = *m_relateFrom;
            stopRelating();
            Q_EMIT relateRequested(from, *m_current);
        } else if (m_current) {
            Q_EMIT activated(*m_current);
        } else {
            break;
        }
        return;
    case Qt::Key_Escape:
        if (!m_relateFrom)
            break;
        stopRelating();
        return;
    case Qt::Key_R:
        if (!plain)
            break;
        startRelating();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return;
    case Qt::Key_Minus:
        zoomOut();
        return;
    case Qt::Key_Space:
        if (!event->isAutoRepeat()) {
            m_space = true;
            viewport()->setCursor(Qt::OpenHandCursor);
        }
        return;
    default:
        break;
    }
    QGraphicsView::keyPressEvent(event);
}

void DiagramView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = false;
        viewport()->unsetCursor();
        return;
    }
    QGraphicsView::keyReleaseEvent(event);
}

void DiagramView::wheelEvent(QWheelEvent *event)
{
    if (!(event->modifiers() & Qt::ControlModifier)) {
        QGraphicsView::wheelEvent(event);
        return;
    }
    constexpr qreal notch = 120;
    setZoom(zoom() * std::pow(step, event->angleDelta().y() / notch));
    event->accept();
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    m_glide->stop();
    if (event->button() == Qt::MiddleButton || (m_space && event->button() == Qt::LeftButton)) {
        m_panFrom = event->pos();
        viewport()->setCursor(Qt::ClosedHandCursor);
        event->accept();
        return;
    }
    QGraphicsView::mousePressEvent(event);
}

void DiagramView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_panFrom) {
        QGraphicsView::mouseMoveEvent(event);
        return;
    }
    const QPoint way = event->pos() - *m_panFrom;
    m_panFrom = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - way.y());
}

void DiagramView::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_panFrom) {
        m_panFrom.reset();
        viewport()->setCursor(m_space ? Qt::OpenHandCursor : Qt::ArrowCursor);
        return;
    }
    QGraphicsView::mouseReleaseEvent(event);
}

void DiagramView::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
    if (event->reason() == QContextMenuEvent::Keyboard) {
        const DiagramBoxItem *box = m_current ? m_scene.boxOf(*m_current) : nullptr;
        const QPoint place = box ? mapFromScene(box->sceneBoundingRect().center()) : viewport()->rect().center();
        Q_EMIT menuRequested(m_current, viewport()->mapToGlobal(place));
        return;
    }
    std::optional<ModelId> model;
    const auto here = items(event->pos());
    for (QGraphicsItem *item : here)
        if (const auto *box = qgraphicsitem_cast<DiagramBoxItem *>(item))
            model = box->box().model;
    if (model)
        setCurrent(model);
    Q_EMIT menuRequested(model, event->globalPos());
}

void DiagramView::focusInEvent(QFocusEvent *event)
{
    QGraphicsView::focusInEvent(event);
    if (!m_current && (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason))
        if (const auto order = inReadingOrder(); !order.empty())
            setCurrent(event->reason() == Qt::TabFocusReason ? order.front() : order.back());
    showRing();
}

void DiagramView::focusOutEvent(QFocusEvent *event)
{
    QGraphicsView::focusOutEvent(event);
    m_space = false;
    showRing();
}

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    Q_EMIT sightChanged();
}

void DiagramView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    Q_EMIT sightChanged();
}

void DiagramView::changeEvent(QEvent *event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

void DiagramView::drawBackground(QPainter *painter, const QRectF &rect)
{
    const Palette &p = Palette::current();
    painter->fillRect(rect, p.base);
    if (zoom() < dotsFrom)
        return;
    const int gap = 4 * DiagramScene::grid();
    QList<QPointF> dots;
    for (qreal y = std::ceil(rect.top() / gap) * gap; y < rect.bottom(); y += gap)
        for (qreal x = std::ceil(rect.left() / gap) * gap; x < rect.right(); x += gap)
            dots.append(QPointF(x, y));
    painter->setPen(QPen(p.divider, 1.2, Qt::SolidLine, Qt::RoundCap));
    painter->drawPoints(dots.constData(), static_cast<int>(dots.size()));
}

} // namespace relata
