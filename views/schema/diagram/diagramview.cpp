// What is in sight: zoom, pan, gestures. The keyboard: diagramkeys.cpp.
#include "views/schema/diagram/diagramview.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramaccessible.h"
#include "views/schema/diagram/diagramscene.h"

#include <QContextMenuEvent>
#include <QNativeGestureEvent>
#include <QPinchGesture>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyle>
#include <QVariantAnimation>

#include <algorithm>
#include <cmath>

namespace relata {

using type::px;

namespace {

constexpr qreal leastZoom = 0.04;
constexpr qreal mostZoom = 4;
constexpr int glideTime = 180; // ms
constexpr qreal dotsFrom = 0.6; ///< under this zoom the grid's dots would be a grey veil
/// Fields are read from here on.
constexpr qreal readFrom = 0.65;
constexpr qreal openingZoom = 0.85;
/// How far beyond the outermost box one can scroll, in windows: so that it can be brought to the middle.
constexpr qreal slack = 0.45;

qreal fitMargin() { return px(24); }

} // namespace

DiagramView::DiagramView(DiagramScene &scene, QWidget *parent)
    : QGraphicsView(&scene, parent), m_scene(scene), m_glide(new QVariantAnimation(this))
{
    DiagramAccessible::install();
    // The diagram does not mirror: a picture that people remember stays as it is.
    setLayoutDirection(Qt::LeftToRight);
    setDragMode(RubberBandDrag);
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(AnchorViewCenter);
    setViewportUpdateMode(MinimalViewportUpdate);
    setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
    setFrameShape(NoFrame);
    viewport()->grabGesture(Qt::PinchGesture);
    m_glide->setEasingCurve(QEasingCurve::OutCubic);
    connect(m_glide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant &place) { centerOn(place.toPointF()); });
    connect(&scene, &DiagramScene::boxActivated, this, &DiagramView::activated);
    connect(&scene, &DiagramScene::lineActivated, this, &DiagramView::lineActivated);
    connect(&scene, &QGraphicsScene::sceneRectChanged, this, [this] { settleRange(zoom()); });
}

/// How far one can scroll. Where all of it has room there is nothing to scroll, and what is in sight stays where it is.
void DiagramView::settleRange(qreal zoom)
{
    const QRectF all = m_scene.contentRect();
    const QSizeF room = QSizeF(maximumViewportSize()) / zoom;
    const bool whole = all.width() <= room.width() && all.height() <= room.height();
    const auto policy = whole ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded;
    setHorizontalScrollBarPolicy(policy);
    setVerticalScrollBarPolicy(policy);
    if (!whole) {
        const qreal x = room.width() * slack;
        const qreal y = room.height() * slack;
        setSceneRect(all.adjusted(-x, -y, x, y));
        return;
    }
    QRectF sight(QPointF(), room);
    sight.moveCenter(mapToScene(viewport()->rect()).boundingRect().center());
    if (!sight.contains(all))
        sight.moveCenter(all.center());
    setSceneRect(sight);
}

void DiagramView::setScale(qreal wanted)
{
    // Scroll bars that come and go resize the view, which must not judge by the scale before.
    const QScopedValueRollback scaling(m_scaling, true);
    settleRange(wanted);
    setTransform(QTransform::fromScale(wanted, wanted));
}

void DiagramView::zoomAt(qreal wanted, const QPointF &place)
{
    m_glide->stop();
    const qreal now = std::clamp(wanted, leastZoom, mostZoom);
    const QPointF held = mapToScene(place.toPoint());
    m_fitted = false;
    setScale(now);
    const QPoint way = mapFromScene(held) - place.toPoint();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + way.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() + way.y());
    Q_EMIT zoomChanged(now);
    Q_EMIT sightChanged();
}

void DiagramView::setZoom(qreal wanted)
{
    const QPointF ring = mapFromScene(ringPlace().center());
    const bool seen = !ringPlace().isEmpty() && viewport()->rect().contains(ring.toPoint());
    zoomAt(wanted, seen ? ring : QPointF(viewport()->rect().center()));
}

qreal DiagramView::fittingZoom() const
{
    const QRectF all = m_scene.contentRect();
    const QSizeF room = maximumViewportSize();
    const QSizeF wide = all.size() + QSizeF(2, 2) * fitMargin();
    // Never larger than life: a single box would fill the window.
    return std::clamp(std::min(room.width() / wide.width(), room.height() / wide.height()), leastZoom, 1.0);
}

void DiagramView::fit()
{
    const QRectF all = m_scene.contentRect();
    if (all.isEmpty())
        return;
    m_glide->stop();
    const qreal wanted = fittingZoom();
    setScale(wanted);
    QRectF sight(QPointF(), QSizeF(maximumViewportSize()) / wanted);
    sight.moveCenter(all.center());
    setSceneRect(sight);
    centerOn(all.center());
    m_fitted = true;
    Q_EMIT zoomChanged(wanted);
    Q_EMIT sightChanged();
}

bool DiagramView::isTooFar() const { return zoom() < readFrom; }

void DiagramView::open(const QPointF &place)
{
    if (fittingZoom() >= readFrom || m_scene.contentRect().isEmpty())
        return fit();
    zoomAt(openingZoom, viewport()->rect().center());
    // As near to its middle as can be without showing what is beyond the outermost boxes.
    const qreal margin = fitMargin();
    const QRectF all = m_scene.contentRect().adjusted(-margin, -margin, margin, margin);
    const QSizeF half = mapToScene(viewport()->rect()).boundingRect().size() / 2;
    const auto within = [](qreal wanted, qreal first, qreal last, qreal middle) {
        return first <= last ? std::clamp(wanted, first, last) : middle;
    };
    centerOn(within(place.x(), all.left() + half.width(), all.right() - half.width(), all.center().x()),
             within(place.y(), all.top() + half.height(), all.bottom() - half.height(), all.center().y()));
}

void DiagramView::reveal(const QRectF &rect)
{
    const QRectF sight = mapToScene(viewport()->rect()).boundingRect();
    if (!sight.contains(rect))
        centreOn(rect.center());
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

bool DiagramView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto *gesture = static_cast<QNativeGestureEvent *>(event);
        if (gesture->gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(zoom() * (1 + gesture->value()), gesture->position());
            return true;
        }
    } else if (event->type() == QEvent::Gesture) {
        auto *gestures = static_cast<QGestureEvent *>(event);
        if (const auto *pinch = qobject_cast<QPinchGesture *>(gestures->gesture(Qt::PinchGesture))) {
            zoomAt(zoom() * pinch->scaleFactor(), viewport()->mapFromGlobal(pinch->centerPoint()));
            return true;
        }
    }
    return QGraphicsView::viewportEvent(event);
}

void DiagramView::wheelEvent(QWheelEvent *event)
{
    constexpr qreal notch = 120;
    if (event->modifiers() & Qt::ControlModifier) {
        zoomAt(zoom() * std::pow(step, event->angleDelta().y() / notch), event->position());
        event->accept();
        return;
    }
    if (!(event->modifiers() & Qt::ShiftModifier)) {
        QGraphicsView::wheelEvent(event);
        return;
    }
    const QPoint way = event->pixelDelta().isNull() ? event->angleDelta() / 2 : event->pixelDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (way.y() != 0 ? way.y() : way.x()));
    event->accept();
}

void DiagramView::mousePressEvent(QMouseEvent *event)
{
    m_glide->stop();
    if (event->button() == Qt::MiddleButton || (m_space && event->button() == Qt::LeftButton)) {
        m_panFrom = event->pos();
        m_spacePanned = m_space;
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

void DiagramView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    if (!m_scaling && m_fitted)
        fit();
    else if (!m_scaling)
        settleRange(zoom());
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
