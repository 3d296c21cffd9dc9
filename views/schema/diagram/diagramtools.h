#pragma once

#include <QWidget>

class QAction;
class QActionGroup;
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

    /// `shown`: of the models, where not all are; -1: all.
    void setSummary(int shown, int models, int relationships);
    void setZoom(qreal zoom);
    void setDetail(const QString &detail); ///< as in DiagramPlaces
    /// What undo and redo are about; empty: there is nothing.
    void setSteps(const QString &undone, const QString &redone);
    /// What is left when everything went that can go.
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void detailChosen(const QString &detail);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QAction *make(const QString &name, const QString &text, const QString &icon, const QList<QKeySequence> &keys);
    QToolButton *button(QAction *action);
    /// A button that opens a menu.
    QToolButton *opener(const QString &name, const QString &icon, const QString &text, const QString &tip);
    QToolButton *detailButton();
    /// Of all parts and the gaps between them, as if all were seen.
    [[nodiscard]] int wholeWidth() const;

    QWidget *m_diagram;
    QLabel *m_summary;
    QLabel *m_aroundLabel;
    QToolButton *m_zoom = nullptr;
    QActionGroup *m_details; ///< data: as in DiagramPlaces
    QList<QWidget *> m_lessNeeded; ///< goes where the row is narrow, the first one first
};

} // namespace relata
