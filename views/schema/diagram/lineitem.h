#pragma once

#include "views/schema/diagram/diagramcontent.h"
#include "views/schema/diagram/diagramrouter.h"

#include <QGraphicsItem>

#include <optional>

namespace relata {

class DiagramScene;

/// One relationship in the diagram: a right-angled line with a sign at each end, its name or its join model's pill.
/// GUI thread; belongs to the scene.
class DiagramLineItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 2 };

    DiagramLineItem(diagram::Line line, DiagramScene &scene);

    /// The room its label takes, in cells; empty where it has none.
    [[nodiscard]] static QSizeF labelCells(const diagram::Line &line);

    [[nodiscard]] const diagram::Line &line() const { return m_line; }
    [[nodiscard]] const diagram::Route &route() const { return m_route; }
    void setRoute(const diagram::Route &route, const std::optional<QPointF> &label);
    void setDimmed(bool dimmed);
    /// The keyboard is here.
    void setRing(bool ring);
    /// The relationship as a sentence.
    [[nodiscard]] QString spoken() const;
    /// What it covers, in the scene.
    [[nodiscard]] QRectF place() const { return m_bounds; }
    /// Of its label, or the middle of its longest piece: where it is looked for.
    [[nodiscard]] QRectF wordsPlace() const;
    /// Of its pill; null where it has none.
    [[nodiscard]] QRectF pill() const;

    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override { return m_shape; }
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    void hoverEnterEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverMoveEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent *event) override;
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;

private:
    void paintLabel(QPainter &painter) const;
    void paintRing(QPainter &painter, qreal zoom) const;

    diagram::Line m_line;
    DiagramScene &m_scene;
    diagram::Route m_route;
    QPainterPath m_path;
    QPolygonF m_corners; ///< of the route alone
    QPainterPath m_shape;
    QRectF m_bounds;
    std::optional<QRectF> m_label;
    QString m_text; ///< of the label, shortened
    bool m_dimmed = false;
    bool m_ring = false;
    bool m_hovered = false;
};

} // namespace relata
