#pragma once

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace relata {

/// The row above the diagram: what it shows, find a model, how much around one, zoom, fit, arrange, export, outline.
/// GUI thread; its actions are the diagram's, so that their keys hold in all of it.
class DiagramTools final : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramTools(QWidget *diagram);

    QLineEdit *find;
    QComboBox *around; ///< data: steps, -1 for everything
    QAction *zoomIn, *zoomOut, *actualSize, *fit, *arrange, *undo, *redo, *outline;
    QAction *exportSvg, *exportPng, *exportPng2, *exportPng4, *exportPdf, *print;

    void setSummary(int models, int relationships);
    void setZoom(qreal zoom);
    /// What undo and redo are about; empty: there is nothing.
    void setSteps(const QString &undone, const QString &redone);
    /// What is left when everything went that can go.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QAction *make(const QString &name, const QString &text, const QString &icon, const QList<QKeySequence> &keys);
    QToolButton *button(QAction *action);
    /// Of all parts and the gaps between them, as if all were seen.
    [[nodiscard]] int wholeWidth() const;

    QWidget *m_diagram;
    QLabel *m_summary;
    QLabel *m_aroundLabel;
    QToolButton *m_zoom = nullptr;
    QList<QWidget *> m_lessNeeded; ///< goes where the row is narrow, the first one first
};

} // namespace relata
