#pragma once

#include <QWidget>

namespace relata {

class DiagramScene;
class DiagramView;

/// The whole diagram, small, with a frame around what is in sight; a press or drag goes there. Shown only where not
/// everything is in sight. GUI thread; a child of the view.
class DiagramOverview final : public QWidget
{
    Q_OBJECT

public:
    DiagramOverview(DiagramScene &scene, DiagramView &view);

    /// Stands in its corner of the view, or hides.
    void settle();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QTransform toSmall() const;
    void go(const QPointF &place);

    DiagramScene &m_scene;
    DiagramView &m_view;
};

/// What the signs on lines mean. Below the outline, so that it covers nothing. GUI thread.
class DiagramLegend final : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramLegend(QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace relata
