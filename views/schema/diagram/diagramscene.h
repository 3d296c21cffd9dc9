#pragma once

#include "views/parts/palette.h"
#include "views/schema/diagram/boxitem.h"
#include "views/schema/diagram/lineitem.h"

#include <QGraphicsScene>
#include <QHash>

#include <optional>

namespace relata {

/// The boxes and lines of one diagram. Says what the person does to them, and changes only places by itself. GUI
/// thread; its schema must outlive what it shows of it.
class DiagramScene final : public QGraphicsScene
{
    Q_OBJECT

public:
    explicit DiagramScene(QObject *parent = nullptr);
    ~DiagramScene() override;

    /// One cell of the grid in px, at the application's font.
    [[nodiscard]] static int grid();

    /// New boxes and lines; boxes without a place are hidden until they get one. Nothing is announced.
    void show(const Schema &schema, const diagram::Content &content, const std::vector<std::optional<QPoint>> &cells);
    void setRoutes(const std::vector<diagram::Route> &routes, const std::vector<std::optional<QPointF>> &labels);
    void setCells(const std::vector<QPoint> &cells);

    [[nodiscard]] const std::vector<DiagramBoxItem *> &boxes() const { return m_boxes; }
    [[nodiscard]] const std::vector<DiagramLineItem *> &lines() const { return m_lines; }
    [[nodiscard]] DiagramBoxItem *boxOf(ModelId model) const;
    /// Where a line begins and ends.
    [[nodiscard]] std::pair<DiagramBoxItem *, DiagramBoxItem *> boxesOf(const diagram::Line &line) const;
    /// Position in lines().
    [[nodiscard]] int indexOf(const DiagramLineItem &line) const;
    [[nodiscard]] QRectF contentRect() const;

    /// Chooses it and nothing else, in one step. Null: nothing.
    void chooseOnly(QGraphicsItem *item);

    void setEditable(bool editable);
    [[nodiscard]] bool isEditable() const { return m_editable; }
    /// Draws the light palette and everything at full detail, without what is chosen: for files and printers.
    void setForPaper(bool paper);
    [[nodiscard]] bool isForPaper() const { return m_paper; }
    [[nodiscard]] const Palette &colours() const;
    [[nodiscard]] QColor colourOf(RelationshipKind kind) const;
    [[nodiscard]] QColor colourOf(EndId end) const;
    [[nodiscard]] QString sentenceOf(RelationshipId relationship) const;
    [[nodiscard]] QString relateTip() const { return tr("Drag to another model to relate them"); }

    /// The box or line with the keyboard's ring; nothing: the view is not active.
    void setFocus(std::optional<ModelId> box, std::optional<int> line);
    [[nodiscard]] std::optional<ModelId> focusBox() const { return m_focusBox; }
    [[nodiscard]] std::optional<int> focusLine() const { return m_focusLine; }
    /// Marks a text in names and fields; boxes without it, and their lines, step back. Empty: none.
    void seek(const QString &text);
    /// Those that hold the sought text, where their names begin with it first, then names, then fields.
    [[nodiscard]] const std::vector<DiagramBoxItem *> &found() const { return m_found; }

    /// A dashed line that stands for the relationship to be made.
    void showRelating(ModelId from, const QPointF &to);
    void hideRelating();
    /// Ends what the mouse is doing, as if it had not been: boxes go back, nothing is related. False: it does nothing.
    bool cancelDrag();

    /// By the box itself: its lines follow at once, without looking at others.
    void boxMoved(DiagramBoxItem &box);
    /// Its lines stand out with it.
    void boxChosen(const DiagramBoxItem &box);
    [[nodiscard]] bool isAtChosenBox(const diagram::Line &line) const;
    /// By the line itself, chosen or under the pointer: the rows at its ends stand out with it.
    void showEnds(const DiagramLineItem &line, bool out);
    [[nodiscard]] bool standsOut(EndId end) const;

Q_SIGNALS:
    /// The person moved boxes and let go, or gave up.
    void dropped();
    void pillClicked(relata::ModelId join);
    /// On "5 more", or "Show fewer".
    void foldingClicked(relata::ModelId model);
    void relateDropped(relata::ModelId from, relata::ModelId to);
    void boxActivated(relata::ModelId model);
    void lineActivated(relata::RelationshipId relationship);

protected:
    void mousePressEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseMoveEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseReleaseEvent(QGraphicsSceneMouseEvent *event) override;
    void mouseDoubleClickEvent(QGraphicsSceneMouseEvent *event) override;

private:
    void setTarget(DiagramBoxItem *box);
    [[nodiscard]] DiagramBoxItem *boxAt(const QPointF &place) const;
    [[nodiscard]] QRect pointsOf(const DiagramBoxItem &box) const;

    const Schema *m_schema = nullptr;
    std::vector<DiagramBoxItem *> m_boxes;
    std::vector<DiagramLineItem *> m_lines;
    QHash<ModelId, DiagramBoxItem *> m_byModel;
    Palette m_light = Palette::light();
    QGraphicsPathItem *m_relating = nullptr;
    std::optional<ModelId> m_relateFrom;
    DiagramBoxItem *m_target = nullptr; ///< where the line that is drawn would end
    std::optional<ModelId> m_focusBox;
    std::optional<int> m_focusLine; ///< position in m_lines
    std::vector<QPoint> m_dragFrom; ///< all boxes' cells when the button went down
    QString m_sought;
    std::vector<DiagramBoxItem *> m_found;
    QSet<RelationshipId> m_outstanding;
    bool m_editable = false;
    bool m_paper = false;
    bool m_placing = false; ///< setCells() moves boxes, not the person
    bool m_moved = false;
};

} // namespace relata
