#include "views/schema/diagram/diagramaccessible.h"

#include "views/schema/diagram/diagramscene.h"
#include "views/schema/diagram/diagramview.h"

#include <QPointer>

#include <algorithm>

namespace relata {

namespace {

/// Position in the list of what has the ring; -1: nothing.
int focusIndex(const DiagramView &view)
{
    const auto &boxes = view.parts().boxes();
    if (view.currentLine())
        return static_cast<int>(boxes.size()) + *view.currentLine();
    for (std::size_t i = 0; i < boxes.size(); ++i)
        if (boxes[i]->box().model == view.current())
            return static_cast<int>(i);
    return -1;
}

QAccessibleInterface *makeFor(const QString &, QObject *object)
{
    auto *view = qobject_cast<DiagramView *>(object);
    return view ? new DiagramAccessible(*view) : nullptr;
}

} // namespace

/// One box or line. Looks its part up by position each time: the scene may have been filled anew.
class DiagramPart final : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    DiagramPart(DiagramView &view, int index) : m_view(&view), m_index(index) {}

    [[nodiscard]] bool isValid() const override { return m_view && (box() || line()); }
    [[nodiscard]] QObject *object() const override { return nullptr; }
    [[nodiscard]] QWindow *window() const override
    {
        const QAccessibleInterface *list = parent();
        return list ? list->window() : nullptr;
    }
    [[nodiscard]] QAccessibleInterface *parent() const override
    {
        return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr;
    }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] QAccessibleInterface *child(int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString &) override {}
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Name)
            return box() ? box()->spoken() : line() ? line()->spoken() : QString();
        return kind == QAccessible::Description && box() ? box()->spokenRows() : QString();
    }
    [[nodiscard]] QRect rect() const override
    {
        const QRectF place = box() ? box()->place() : line() ? line()->wordsPlace() : QRectF();
        if (!m_view || place.isEmpty())
            return {};
        const QRect inView = m_view->mapFromScene(place).boundingRect();
        return {m_view->viewport()->mapToGlobal(inView.topLeft()), inView.size()};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        const QGraphicsItem *item = box() ? static_cast<const QGraphicsItem *>(box()) : line();
        if (!item) {
            state.invalid = true;
            return state;
        }
        state.focusable = state.selectable = true;
        state.selected = item->isSelected();
        state.focused = m_view->hasFocus() && focusIndex(*m_view) == m_index;
        state.invisible = !item->isVisible();
        state.offscreen = !m_view->viewport()->rect().intersects(
            QRect(m_view->viewport()->mapFromGlobal(rect().topLeft()), rect().size()));
        return state;
    }
    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    [[nodiscard]] QStringList actionNames() const override { return {setFocusAction(), pressAction()}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        const DiagramBoxItem *mine = box();
        if (name == pressAction() && mine)
            Q_EMIT m_view->activated(mine->box().model);
        else if (name == pressAction())
            Q_EMIT m_view->lineActivated(line()->line().relationship);
        else if (mine)
            m_view->setCurrent(mine->box().model);
        else
            m_view->setCurrentLine(m_view->parts().indexOf(*line()));
    }
    [[nodiscard]] QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    [[nodiscard]] const DiagramBoxItem *box() const
    {
        const auto at = static_cast<std::size_t>(m_index);
        return m_view && at < m_view->parts().boxes().size() ? m_view->parts().boxes()[at] : nullptr;
    }
    [[nodiscard]] const DiagramLineItem *line() const
    {
        if (!m_view || box())
            return nullptr;
        const auto at = static_cast<std::size_t>(m_index) - m_view->parts().boxes().size();
        return at < m_view->parts().lines().size() ? m_view->parts().lines()[at] : nullptr;
    }

    QPointer<DiagramView> m_view;
    int m_index;
};

void DiagramAccessible::install()
{
    static const bool once = [] {
        QAccessible::installFactory(makeFor);
        return true;
    }();
    Q_UNUSED(once);
}

void DiagramAccessible::announce(DiagramView &view)
{
    const int index = QAccessible::isActive() ? focusIndex(view) : -1;
    if (index < 0)
        return;
    QAccessibleEvent event(&view, QAccessible::Focus);
    event.setChild(index);
    QAccessible::updateAccessibility(&event);
}

DiagramAccessible::DiagramAccessible(DiagramView &view) : QAccessibleWidget(&view, QAccessible::List), m_view(view) {}

DiagramAccessible::~DiagramAccessible()
{
    for (const auto &[index, id] : m_children)
        QAccessible::deleteAccessibleInterface(id);
}

int DiagramAccessible::childCount() const
{
    return static_cast<int>(m_view.parts().boxes().size() + m_view.parts().lines().size());
}

QAccessibleInterface *DiagramAccessible::child(int index) const
{
    if (index < 0 || index >= childCount())
        return nullptr;
    const auto known = m_children.find(index);
    if (known != m_children.end())
        return QAccessible::accessibleInterface(known->second);
    auto *made = new DiagramPart(m_view, index);
    m_children.emplace(index, QAccessible::registerAccessibleInterface(made));
    return made;
}

QAccessibleInterface *DiagramAccessible::childAt(int x, int y) const
{
    const QGraphicsItem *item = m_view.itemAt(m_view.viewport()->mapFromGlobal(QPoint(x, y)));
    const auto &boxes = m_view.parts().boxes();
    if (const auto *box = qgraphicsitem_cast<const DiagramBoxItem *>(item))
        return child(static_cast<int>(std::ranges::find(boxes, box) - boxes.begin()));
    if (const auto *line = qgraphicsitem_cast<const DiagramLineItem *>(item))
        return child(static_cast<int>(boxes.size()) + m_view.parts().indexOf(*line));
    return nullptr;
}

int DiagramAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    for (const auto &[index, id] : m_children)
        if (QAccessible::accessibleInterface(id) == child)
            return index;
    return -1;
}

QAccessibleInterface *DiagramAccessible::focusChild() const
{
    return m_view.hasFocus() ? child(focusIndex(m_view)) : nullptr;
}

} // namespace relata
