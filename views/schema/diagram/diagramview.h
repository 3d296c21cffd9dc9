#pragma once

#include "schema/schema.h"

#include <QGraphicsView>

#include <optional>

class QVariantAnimation;

namespace relata {

class DiagramBoxItem;
class DiagramScene;

/// The window onto the scene: zoom, pan and the keyboard. Arrows walk along lines, Tab from box to box, Enter opens, R
/// begins a relationship, Shift with arrows moves. GUI thread.
class DiagramView final : public QGraphicsView
{
    Q_OBJECT

public:
    explicit DiagramView(DiagramScene &scene, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<ModelId> current() const { return m_current; }
    /// The keyboard's box; it is chosen too. Brings it into sight.
    void setCurrent(std::optional<ModelId> model);
    /// The keyboard's box alone, chosen by other means.
    void noteCurrent(std::optional<ModelId> model);

    [[nodiscard]] qreal zoom() const { return transform().m11(); }
    void setZoom(qreal zoom);
    void zoomIn() { setZoom(zoom() * step); }
    void zoomOut() { setZoom(zoom() / step); }
    void fit();
    /// Glides there in 180 ms; at once where motion is reduced.
    void centreOn(const QPointF &place);
    void startRelating();

Q_SIGNALS:
    void zoomChanged(qreal zoom);
    /// What is in sight moved or changed its size.
    void sightChanged();
    void activated(relata::ModelId model);
    void menuRequested(std::optional<relata::ModelId> model, const QPoint &globalPlace);
    void relateRequested(relata::ModelId from, relata::ModelId to);
    /// Waiting for the other end of a relationship begun by keyboard.
    void relating(bool on);
    void movedByKeys();

protected:
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

    void walk(const QPointF &heading);
    void moveChosen(const QPoint &cells);
    void reveal(const DiagramBoxItem &box);
    void stopRelating();
    void showRing();
    [[nodiscard]] std::vector<ModelId> inReadingOrder() const;

    DiagramScene &m_scene;
    std::optional<ModelId> m_current;
    std::optional<ModelId> m_relateFrom;
    std::optional<QPoint> m_panFrom;
    QVariantAnimation *m_glide;
    bool m_space = false; ///< held down: the left button pans
};

} // namespace relata
