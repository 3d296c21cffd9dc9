#include "views/schema/diagram/diagramscene.h"

#include "items/modelwords.h"
#include "views/parts/glyphs.h"
#include "views/parts/type.h"

#include <QGraphicsPathItem>
#include <QGraphicsSceneMouseEvent>
#include <QPen>

#include <algorithm>
#include <utility>

namespace relata {

DiagramScene::DiagramScene(QObject *parent) : QGraphicsScene(parent)
{
    // Hundreds of items that move seldom: the tree finds those in sight.
    setItemIndexMethod(BspTreeIndex);
    m_relating = new QGraphicsPathItem;
    m_relating->setZValue(9);
    m_relating->hide();
    addItem(m_relating);
}

DiagramScene::~DiagramScene()
{
    m_lines.clear(); // as in show()
}

int DiagramScene::grid() { return type::px(10); }

void DiagramScene::show(const Schema &schema, const diagram::Content &content,
                        const std::vector<std::optional<QPoint>> &cells)
{
    const QSignalBlocker quiet(this); // what was chosen goes; whoever calls chooses anew
    m_schema = &schema;
    hideRelating();
    // A box that goes is deselected first, and must not look for its lines.
    const auto lines = std::exchange(m_lines, {});
    const auto boxes = std::exchange(m_boxes, {});
    m_byModel.clear();
    m_dragFrom.clear();
    m_focusLine.reset();
    m_found.clear();
    m_outstanding.clear();
    qDeleteAll(lines);
    qDeleteAll(boxes);
    m_placing = true;
    for (std::size_t i = 0; i < content.boxes.size(); ++i) {
        auto *item = new DiagramBoxItem(content.boxes[i], *this);
        addItem(item);
        m_boxes.push_back(item);
        m_byModel.insert(content.boxes[i].model, item);
        item->setVisible(cells[i].has_value());
        if (cells[i])
            item->setCell(*cells[i]);
    }
    m_placing = false;
    for (const diagram::Line &line : content.lines) {
        auto *item = new DiagramLineItem(line, *this);
        addItem(item);
        m_lines.push_back(item);
        const auto [from, to] = boxesOf(line);
        item->setVisible(from->isVisible() && to->isVisible());
    }
}

void DiagramScene::setCells(const std::vector<QPoint> &cells)
{
    m_placing = true;
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        m_boxes[i]->setCell(cells[i]);
        m_boxes[i]->show();
    }
    m_placing = false;
}

void DiagramScene::setRoutes(const std::vector<diagram::Route> &routes,
                             const std::vector<std::optional<QPointF>> &labels)
{
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        DiagramLineItem &line = *m_lines[i];
        const auto [from, to] = boxesOf(line.line());
        line.setVisible(from->isVisible() && to->isVisible());
        if (i < routes.size() && !routes[i].empty())
            line.setRoute(routes[i], labels[i]);
        else
            line.setRoute(diagram::directRoute(pointsOf(*from), pointsOf(*to)), std::nullopt);
    }
    const qreal margin = 40.0 * grid();
    setSceneRect(contentRect().adjusted(-margin, -margin, margin, margin));
}

DiagramBoxItem *DiagramScene::boxOf(ModelId model) const { return m_byModel.value(model); }

QRectF DiagramScene::contentRect() const
{
    QRectF all;
    for (const DiagramBoxItem *box : m_boxes)
        if (box->isVisible())
            all |= box->place();
    for (const DiagramLineItem *line : m_lines)
        if (line->isVisible())
            all |= line->place();
    return all;
}

void DiagramScene::chooseOnly(QGraphicsItem *item)
{
    {
        const QSignalBlocker quiet(this);
        clearSelection();
        if (item)
            item->setSelected(true);
    }
    Q_EMIT selectionChanged();
}

void DiagramScene::setEditable(bool editable)
{
    m_editable = editable;
    update();
}

void DiagramScene::setForPaper(bool paper) { m_paper = paper; }

const Palette &DiagramScene::colours() const { return m_paper ? m_light : Palette::current(); }

QColor DiagramScene::colourOf(RelationshipKind kind) const
{
    switch (kind) {
    case RelationshipKind::OneToOne:
        return colours().oneToOne;
    case RelationshipKind::OneToMany:
        return colours().link;
    case RelationshipKind::ManyToMany:
        return colours().manyToMany;
    }
    Q_UNREACHABLE();
}

QColor DiagramScene::colourOf(EndId end) const
{
    return colourOf(m_schema->relationship(m_schema->end(end).relationship).kind);
}

QString DiagramScene::sentenceOf(RelationshipId relationship) const
{
    return modelwords::sentence(*m_schema, relationship);
}

void DiagramScene::setFocus(std::optional<ModelId> box, std::optional<int> line)
{
    const auto give = [this](bool ring) {
        if (DiagramBoxItem *item = m_focusBox ? boxOf(*m_focusBox) : nullptr)
            item->setRing(ring);
        if (m_focusLine && *m_focusLine < static_cast<int>(m_lines.size()))
            m_lines[static_cast<std::size_t>(*m_focusLine)]->setRing(ring);
    };
    give(false);
    m_focusBox = box;
    m_focusLine = line;
    give(true);
}

std::pair<DiagramBoxItem *, DiagramBoxItem *> DiagramScene::boxesOf(const diagram::Line &line) const
{
    return {m_boxes[static_cast<std::size_t>(line.from)], m_boxes[static_cast<std::size_t>(line.to)]};
}

int DiagramScene::indexOf(const DiagramLineItem &line) const
{
    return static_cast<int>(std::ranges::find(m_lines, &line) - m_lines.begin());
}

void DiagramScene::seek(const QString &text)
{
    m_found.clear();
    for (DiagramBoxItem *box : m_boxes)
        if (box->setSought(text) && !text.isEmpty())
            m_found.push_back(box);
    std::ranges::stable_sort(m_found, {}, [&](const DiagramBoxItem *box) {
        const QString &name = box->box().name;
        return name.startsWith(text, Qt::CaseInsensitive) ? 0 : name.contains(text, Qt::CaseInsensitive) ? 1 : 2;
    });
    for (DiagramLineItem *line : m_lines) {
        const auto [from, to] = boxesOf(line->line());
        line->setDimmed(from->isDimmed() || to->isDimmed());
    }
}

void DiagramScene::showEnds(const DiagramLineItem &line, bool out)
{
    const RelationshipId relationship = line.line().relationship;
    if (out)
        m_outstanding.insert(relationship);
    else
        m_outstanding.remove(relationship);
    if (m_lines.empty())
        return; // on its way out
    const auto [from, to] = boxesOf(line.line());
    from->update();
    to->update();
}

bool DiagramScene::standsOut(EndId end) const { return m_outstanding.contains(m_schema->end(end).relationship); }

QRect DiagramScene::pointsOf(const DiagramBoxItem &box) const { return {box.cell(), box.cells() + QSize(1, 1)}; }

void DiagramScene::boxMoved(DiagramBoxItem &box)
{
    if (m_placing)
        return;
    m_moved = true;
    for (DiagramLineItem *line : m_lines) {
        const auto [from, to] = boxesOf(line->line());
        if (from == &box || to == &box)
            line->setRoute(diagram::directRoute(pointsOf(*from), pointsOf(*to)), std::nullopt);
    }
}

void DiagramScene::boxChosen(const DiagramBoxItem &box)
{
    for (DiagramLineItem *line : m_lines)
        if (const auto [from, to] = boxesOf(line->line()); from == &box || to == &box)
            line->update();
}

bool DiagramScene::isAtChosenBox(const diagram::Line &line) const
{
    const auto [from, to] = boxesOf(line);
    return from->isSelected() || to->isSelected();
}

DiagramBoxItem *DiagramScene::boxAt(const QPointF &place) const
{
    const auto here = items(place);
    for (QGraphicsItem *item : here)
        if (auto *box = qgraphicsitem_cast<DiagramBoxItem *>(item))
            return box;
    return nullptr;
}

void DiagramScene::showRelating(ModelId from, const QPointF &to)
{
    const DiagramBoxItem *source = boxOf(from);
    if (!source)
        return;
    QPainterPath path(source->place().center());
    path.lineTo(to);
    m_relating->setPen(QPen(colours().accent, 2, Qt::DashLine, Qt::RoundCap));
    m_relating->setPath(path);
    m_relating->show();
    setTarget(boxAt(to));
}

void DiagramScene::setTarget(DiagramBoxItem *box)
{
    if (m_target == box)
        return;
    if (m_target)
        m_target->setTarget(false);
    m_target = box;
    if (m_target)
        m_target->setTarget(true);
}

void DiagramScene::hideRelating()
{
    m_relateFrom.reset();
    m_relating->hide();
    setTarget(nullptr);
}

void DiagramScene::mousePressEvent(QGraphicsSceneMouseEvent *event)
{
    m_moved = false;
    if (event->button() == Qt::LeftButton) {
        DiagramBoxItem *box = boxAt(event->scenePos());
        if (m_editable && box && box->handle().contains(box->mapFromScene(event->scenePos()))) {
            m_relateFrom = box->box().model;
            showRelating(*m_relateFrom, event->scenePos());
            event->accept();
            return;
        }
        if (box && box->isFoldingAt(box->mapFromScene(event->scenePos()))) {
            event->accept();
            Q_EMIT foldingClicked(box->box().model);
            return;
        }
        for (const DiagramLineItem *line : m_lines) {
            if (!box && line->isVisible() && line->pill().contains(event->scenePos())) {
                event->accept();
                Q_EMIT pillClicked(line->line().join);
                return;
            }
        }
    }
    QGraphicsScene::mousePressEvent(event);
    m_dragFrom.clear();
    if (event->button() == Qt::LeftButton && qgraphicsitem_cast<DiagramBoxItem *>(mouseGrabberItem()))
        for (const DiagramBoxItem *each : m_boxes)
            m_dragFrom.push_back(each->cell());
}

bool DiagramScene::cancelDrag()
{
    if (m_relateFrom) {
        hideRelating();
        return true;
    }
    QGraphicsItem *held = mouseGrabberItem();
    if (!held || m_dragFrom.size() != m_boxes.size())
        return false;
    held->ungrabMouse();
    for (std::size_t i = 0; i < m_boxes.size(); ++i)
        if (m_boxes[i]->cell() != m_dragFrom[i])
            m_boxes[i]->setCell(m_dragFrom[i]);
    m_dragFrom.clear();
    if (std::exchange(m_moved, false))
        Q_EMIT dropped();
    return true;
}

void DiagramScene::mouseMoveEvent(QGraphicsSceneMouseEvent *event)
{
    if (m_relateFrom) {
        showRelating(*m_relateFrom, event->scenePos());
        return;
    }
    QGraphicsScene::mouseMoveEvent(event);
}

void DiagramScene::mouseReleaseEvent(QGraphicsSceneMouseEvent *event)
{
    if (m_relateFrom) {
        const ModelId from = *m_relateFrom;
        const DiagramBoxItem *to = boxAt(event->scenePos());
        const bool dragged = (event->scenePos() - event->buttonDownScenePos(Qt::LeftButton)).manhattanLength() > grid();
        hideRelating();
        if (to && dragged)
            Q_EMIT relateDropped(from, to->box().model);
        return;
    }
    QGraphicsScene::mouseReleaseEvent(event);
    m_dragFrom.clear();
    if (std::exchange(m_moved, false))
        Q_EMIT dropped();
}

void DiagramScene::mouseDoubleClickEvent(QGraphicsSceneMouseEvent *event)
{
    const auto here = items(event->scenePos());
    for (QGraphicsItem *item : here) {
        if (const auto *box = qgraphicsitem_cast<DiagramBoxItem *>(item)) {
            Q_EMIT boxActivated(box->box().model);
            return;
        }
        if (const auto *line = qgraphicsitem_cast<DiagramLineItem *>(item)) {
            Q_EMIT lineActivated(line->line().relationship);
            return;
        }
    }
}

} // namespace relata
