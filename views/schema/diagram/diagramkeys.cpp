// The diagram by keyboard: walking boxes and lines, choosing, moving, relating. What is in sight: diagramview.cpp.
#include "views/schema/diagram/diagramaccessible.h"
#include "views/schema/diagram/diagramscene.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/diagramwalk.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

#include <algorithm>

namespace relata {

namespace {

std::optional<QPoint> arrowOf(int key)
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

QPointF middleOf(const DiagramBoxItem &box) { return box.place().center(); }

} // namespace

void DiagramView::setCurrent(std::optional<ModelId> model)
{
    noteCurrent(model);
    DiagramBoxItem *box = currentBox();
    m_scene.chooseOnly(box);
    if (box && box->isVisible())
        reveal(box->place());
}

void DiagramView::setCurrentLine(int line)
{
    noteCurrent(std::nullopt, line);
    DiagramLineItem *item = m_scene.lines()[static_cast<std::size_t>(line)];
    m_scene.chooseOnly(item);
    const QRectF sight = mapToScene(viewport()->rect()).boundingRect();
    // A long line need not be seen whole, but its box and its words must.
    if (!sight.contains(item->wordsPlace()))
        centreOn(item->wordsPlace().center());
}

void DiagramView::noteCurrent(std::optional<ModelId> model, std::optional<int> line)
{
    m_current = model && m_scene.boxOf(*model) ? model : std::nullopt;
    m_currentLine = line;
    if (m_current) {
        m_lineFrom.reset();
    } else if (line) {
        const auto [from, to] = m_scene.boxesOf(m_scene.lines()[static_cast<std::size_t>(*line)]->line());
        if (m_lineFrom != from->box().model && m_lineFrom != to->box().model)
            m_lineFrom = from->box().model;
    }
    showRing();
    if (m_relateFrom && m_current)
        m_scene.showRelating(*m_relateFrom, middleOf(*currentBox()));
}

DiagramBoxItem *DiagramView::currentBox() const { return m_current ? m_scene.boxOf(*m_current) : nullptr; }

QRectF DiagramView::ringPlace() const
{
    if (m_currentLine)
        return m_scene.lines()[static_cast<std::size_t>(*m_currentLine)]->wordsPlace();
    const DiagramBoxItem *box = currentBox();
    return box ? box->place() : QRectF();
}

void DiagramView::showRing()
{
    m_scene.setFocus(hasFocus() ? m_current : std::nullopt, hasFocus() ? m_currentLine : std::nullopt);
    if (hasFocus())
        DiagramAccessible::announce(*this);
}

bool DiagramView::focusNextPrevChild(bool next)
{
    const std::vector<ModelId> order = diagramwalk::readingOrder(m_scene);
    if (order.empty())
        return QGraphicsView::focusNextPrevChild(next);
    const auto from = m_current ? m_current : m_lineFrom;
    const auto here = from ? std::ranges::find(order, *from) : order.end();
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

void DiagramView::walk(const QPoint &heading, Choose choose)
{
    const DiagramBoxItem *here = currentBox();
    std::optional<ModelId> next;
    if (m_currentLine)
        next = diagramwalk::endOf(m_scene, *m_scene.lines()[static_cast<std::size_t>(*m_currentLine)], heading);
    else if (here)
        next = diagramwalk::nextBox(m_scene, *here, heading);
    else if (const auto order = diagramwalk::readingOrder(m_scene); !order.empty())
        next = order.front();
    if (!next)
        return;
    if (choose == Choose::Yes)
        return setCurrent(next);
    noteCurrent(next);
    reveal(currentBox()->place());
}

void DiagramView::stepToLine(bool forward)
{
    const auto from = m_current ? m_current : m_lineFrom;
    const DiagramBoxItem *box = from ? m_scene.boxOf(*from) : nullptr;
    if (!box)
        return;
    const std::vector<int> lines = diagramwalk::linesAround(m_scene, *box);
    if (lines.empty())
        return;
    const auto here = m_currentLine ? std::ranges::find(lines, *m_currentLine) : lines.end();
    const auto count = static_cast<std::ptrdiff_t>(lines.size());
    std::ptrdiff_t next = forward ? 0 : count - 1;
    if (here != lines.end())
        next = ((here - lines.begin()) + (forward ? 1 : count - 1)) % count;
    m_lineFrom = from;
    setCurrentLine(lines[static_cast<std::size_t>(next)]);
}

void DiagramView::toggleChosen()
{
    if (DiagramBoxItem *box = currentBox())
        box->setSelected(!box->isSelected());
    else if (m_currentLine) {
        DiagramLineItem *line = m_scene.lines()[static_cast<std::size_t>(*m_currentLine)];
        line->setSelected(!line->isSelected());
    }
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

/// Ends what was begun last, if anything.
bool DiagramView::escape()
{
    if (m_relateFrom) {
        stopRelating();
        return true;
    }
    if (m_scene.cancelDrag())
        return true;
    if (m_currentLine && m_lineFrom) {
        setCurrent(m_lineFrom);
        return true;
    }
    return false;
}

bool DiagramView::actOn(int key)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_relateFrom && m_current) {
            const ModelId from = *m_relateFrom;
            stopRelating();
            Q_EMIT relateRequested(from, *m_current);
        } else if (m_current) {
            Q_EMIT activated(*m_current);
        } else if (m_currentLine) {
            Q_EMIT lineActivated(m_scene.lines()[static_cast<std::size_t>(*m_currentLine)]->line().relationship);
        } else {
            return false;
        }
        return true;
    case Qt::Key_Escape:
        return escape();
    case Qt::Key_R:
        startRelating();
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoomIn();
        return true;
    case Qt::Key_Minus:
        zoomOut();
        return true;
    default:
        return false;
    }
}

void DiagramView::keyPressEvent(QKeyEvent *event)
{
    const auto modifiers = event->modifiers() & ~Qt::KeypadModifier;
    const bool plain = modifiers == Qt::NoModifier || modifiers == Qt::ShiftModifier;
    const bool shift = modifiers == Qt::ShiftModifier;
    if (const auto heading = arrowOf(event->key()); heading && (plain || modifiers == Qt::ControlModifier)) {
        if (shift)
            moveChosen(*heading);
        else
            walk(*heading, plain ? Choose::Yes : Choose::No);
        return;
    }
    if (event->key() == Qt::Key_Space) {
        if (!event->isAutoRepeat()) {
            m_space = true;
            m_spacePanned = false;
            viewport()->setCursor(Qt::OpenHandCursor);
        }
        return;
    }
    if (event->key() == Qt::Key_L && plain)
        return stepToLine(!shift);
    if (plain && actOn(event->key()))
        return;
    if (event->key() == Qt::Key_Escape)
        return event->ignore();
    QGraphicsView::keyPressEvent(event);
}

void DiagramView::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space || event->isAutoRepeat()) {
        QGraphicsView::keyReleaseEvent(event);
        return;
    }
    if (m_space && !m_spacePanned)
        toggleChosen();
    m_space = false;
    viewport()->unsetCursor();
}

void DiagramView::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept();
    std::optional<RelationshipId> relationship;
    if (event->reason() == QContextMenuEvent::Keyboard) {
        if (m_currentLine)
            relationship = m_scene.lines()[static_cast<std::size_t>(*m_currentLine)]->line().relationship;
        const QRectF ring = ringPlace();
        const QPoint place = ring.isEmpty() ? viewport()->rect().center() : mapFromScene(ring.center());
        Q_EMIT menuRequested(m_current, relationship, viewport()->mapToGlobal(place));
        return;
    }
    const QGraphicsItem *item = itemAt(event->pos());
    if (const auto *box = qgraphicsitem_cast<const DiagramBoxItem *>(item)) {
        // A group that is chosen stays so.
        if (!box->isSelected())
            setCurrent(box->box().model);
        Q_EMIT menuRequested(box->box().model, std::nullopt, event->globalPos());
    } else if (const auto *line = qgraphicsitem_cast<const DiagramLineItem *>(item)) {
        setCurrentLine(m_scene.indexOf(*line));
        Q_EMIT menuRequested(std::nullopt, line->line().relationship, event->globalPos());
    } else {
        Q_EMIT menuRequested(std::nullopt, std::nullopt, event->globalPos());
    }
}

void DiagramView::focusInEvent(QFocusEvent *event)
{
    QGraphicsView::focusInEvent(event);
    const bool byTab = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    // A window that opens gives the focus as if by Tab, before anything has its place.
    const bool placed = !m_scene.boxes().empty() && m_scene.boxes().front()->isVisible();
    if (placed && !m_current && !m_currentLine && byTab)
        if (const auto order = diagramwalk::readingOrder(m_scene); !order.empty())
            setCurrent(event->reason() == Qt::TabFocusReason ? order.front() : order.back());
    showRing();
}

void DiagramView::focusOutEvent(QFocusEvent *event)
{
    QGraphicsView::focusOutEvent(event);
    m_space = false;
    showRing();
}

} // namespace relata
