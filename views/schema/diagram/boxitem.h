#pragma once

#include "views/schema/diagram/diagramcontent.h"

#include <QGraphicsItem>
#include <QStaticText>

#include <optional>

namespace relata {

class DiagramScene;

/// One model in the diagram: name, count, key sign, fields with types. GUI thread; belongs to the scene. How it is
/// drawn: boxpaint.cpp.
class DiagramBoxItem final : public QGraphicsItem
{
public:
    enum { Type = UserType + 1 };

    DiagramBoxItem(diagram::Box box, DiagramScene &scene);

    /// Its size in cells of the grid, by the fonts in use.
    [[nodiscard]] static QSize cellsFor(const diagram::Box &box);

    [[nodiscard]] const diagram::Box &box() const { return m_box; }
    [[nodiscard]] QSize cells() const { return m_cells; }
    /// Its place on the grid.
    [[nodiscard]] QPoint cell() const;
    void setCell(const QPoint &cell);
    /// What it covers, in the scene.
    [[nodiscard]] QRectF place() const { return frame().translated(pos()); }
    void setCount(std::optional<qint64> count);
    void setDimmed(bool dimmed);
    [[nodiscard]] bool isDimmed() const { return m_dimmed; }
    /// What is being drawn would end here.
    void setTarget(bool target);
    /// Marks this text in its name and rows; without it, the box steps back and the answer is false. Empty: none.
    bool setSought(const QString &text);
    /// The keyboard is here.
    void setRing(bool ring);
    /// Where a drag to another box begins; only seen while the pointer is on the box.
    [[nodiscard]] QRectF handle() const;
    /// A click here shows more of its fields, or fewer.
    [[nodiscard]] bool isFoldingAt(const QPointF &place) const;
    /// "Track, model, 3,503 instances"; its rows: "TrackId, key: BigInt!; Name: String".
    [[nodiscard]] QString spoken() const;
    [[nodiscard]] QString spokenRows() const;
    /// The whole of what is shortened or folded at this place.
    [[nodiscard]] QString toolTipAt(const QPointF &place) const;

    [[nodiscard]] int type() const override { return Type; }
    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

protected:
    QVariant itemChange(GraphicsItemChange change, const QVariant &value) override;
    void hoverMoveEvent(QGraphicsSceneHoverEvent *event) override;
    void hoverLeaveEvent(QGraphicsSceneHoverEvent *event) override;

private:
    struct Text
    {
        QStaticText drawn;
        QPointF place;
        bool shortened = false;
    };

    // In cells: the head, the head of a box without rows, a row, and the room under the last one.
    static constexpr int headCells = 3;
    static constexpr int loneHeadCells = 4;
    static constexpr int rowCells = 2;
    static constexpr int footCells = 1;

    [[nodiscard]] QRectF frame() const;
    [[nodiscard]] qreal headHeight() const;
    [[nodiscard]] QRectF rowPlace(std::size_t row) const;
    [[nodiscard]] std::optional<std::size_t> rowAt(const QPointF &place) const;
    void compose();
    void composeCount();
    void paintFrame(QPainter &painter, qreal zoom) const;
    void paintRows(QPainter &painter) const;
    void paintHit(QPainter &painter, const Text &text, const QFont &font) const;
    void paintHandle(QPainter &painter) const;
    void paintFromAfar(QPainter &painter, qreal zoom);
    void composeFromAfar(qreal zoom);

    diagram::Box m_box;
    DiagramScene &m_scene;
    QSize m_cells;
    qreal m_handleSize;
    Text m_name;
    Text m_countText;
    std::vector<Text> m_names; ///< by row
    std::vector<Text> m_types;
    std::vector<Text> m_afar; ///< lines of the name, for m_afarZoom
    int m_afarPixels = 0;
    qreal m_afarZoom = 0;
    QString m_sought;
    std::optional<qint64> m_count;
    bool m_dimmed = false;
    bool m_ring = false;
    bool m_target = false;
    bool m_hovered = false;
};

} // namespace relata
