#pragma once

#include "schema/schema.h"

#include <QGraphicsView>

#include <optional>

class QNativeGestureEvent;
class QVariantAnimation;

namespace relata {

class DiagramBoxItem;
class DiagramLineItem;
class DiagramScene;

/// The window onto the scene: zoom, pan (diagramview.cpp) and the keyboard (diagramkeys.cpp). Arrows walk from box to
/// box along lines, L steps onto the lines of a box, Tab goes through all boxes, Space chooses, Enter opens, R begins a
/// relationship, Shift with arrows moves. GUI thread.
class DiagramView final : public QGraphicsView
{
    Q_OBJECT

public:
    explicit DiagramView(DiagramScene &scene, QWidget *parent = nullptr);

    [[nodiscard]] const DiagramScene &parts() const { return m_scene; }
    [[nodiscard]] std::optional<ModelId> current() const { return m_current; }
    /// Position in the scene's lines; nothing while a box, or nothing, has the ring.
    [[nodiscard]] std::optional<int> currentLine() const { return m_currentLine; }
    /// The keyboard's box; it is chosen too. Brings it into sight.
    void setCurrent(std::optional<ModelId> model);
    void setCurrentLine(int line);
    /// The keyboard's box or line alone, chosen by other means.
    void noteCurrent(std::optional<ModelId> model, std::optional<int> line = std::nullopt);

    [[nodiscard]] qreal zoom() const { return transform().m11(); }
    /// About the middle of what is in sight, or the keyboard's box where that is in sight.
    void setZoom(qreal zoom);
    /// What is at this place of the viewport stays there.
    void zoomAt(qreal zoom, const QPointF &place);
    void zoomIn() { setZoom(zoom() * step); }
    void zoomOut() { setZoom(zoom() / step); }
    /// All of it, never larger than life; kept when the view is resized, until something else is asked for.
    void fit();
    [[nodiscard]] bool isFitted() const { return m_fitted; }
    /// Its words cannot be read.
    [[nodiscard]] bool isTooFar() const;
    /// All of it where its words can then be read; else this place, large enough to be read.
    void open(const QPointF &place);
    /// Glides there in 180 ms; at once where motion is reduced.
    void centreOn(const QPointF &place);
    /// As little as brings it into sight.
    void reveal(const QRectF &rect);
    void startRelating();

Q_SIGNALS:
    void zoomChanged(qreal zoom);
    /// What is in sight moved or changed its size.
    void sightChanged();
    void activated(relata::ModelId model);
    void lineActivated(relata::RelationshipId relationship);
    /// At most one of the two.
    void menuRequested(std::optional<relata::ModelId> model, std::optional<relata::RelationshipId> relationship,
                       const QPoint &globalPlace);
    void relateRequested(relata::ModelId from, relata::ModelId to);
    /// Waiting for the other end of a relationship begun by keyboard.
    void relating(bool on);
    void movedByKeys();

protected:
    bool viewportEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void changeEvent(QEvent *event) override;

private:
    static constexpr qreal step = 1.2;
    enum class Choose { Yes, No };

    [[nodiscard]] qreal fittingZoom() const;
    void settleRange(qreal zoom);
    void setScale(qreal zoom);

    bool actOn(int key);
    void walk(const QPoint &heading, Choose choose);
    void stepToLine(bool forward);
    void toggleChosen();
    void moveChosen(const QPoint &cells);
    bool escape();
    void stopRelating();
    void showRing();
    [[nodiscard]] QRectF ringPlace() const;
    [[nodiscard]] DiagramBoxItem *currentBox() const;

    DiagramScene &m_scene;
    std::optional<ModelId> m_current;
    std::optional<int> m_currentLine;
    std::optional<ModelId> m_lineFrom; ///< whose lines are being walked
    std::optional<ModelId> m_relateFrom;
    std::optional<QPoint> m_panFrom;
    QVariantAnimation *m_glide;
    bool m_space = false; ///< held down: the left button pans
    bool m_spacePanned = false; ///< and it did
    bool m_fitted = false;
    bool m_scaling = false;
};

} // namespace relata
