#pragma once

#include <QAccessibleWidget>

#include <map>

namespace relata {

class DiagramView;

/// The picture to a screen reader: a list of its boxes, then of its lines, each with its place, in words; the one with
/// the keyboard's ring has the focus. QGraphicsView by itself says nothing of what it shows. GUI thread.
class DiagramAccessible final : public QAccessibleWidget
{
public:
    /// For all diagram views from now on; called by their constructor.
    static void install();
    /// Something else has the ring. Told only where somebody listens.
    static void announce(DiagramView &view);

    explicit DiagramAccessible(DiagramView &view);
    ~DiagramAccessible() override;

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface *child(int index) const override;
    [[nodiscard]] QAccessibleInterface *childAt(int x, int y) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface *child) const override;
    [[nodiscard]] QAccessibleInterface *focusChild() const override;

private:
    DiagramView &m_view;
    mutable std::map<int, QAccessible::Id> m_children; ///< owned by Qt's cache, removed from it here
};

} // namespace relata
