#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace relata {

/// The 34 px head of a pane: a title, a quiet second text, tool buttons at the far edge. As a dock's title bar it is
/// what the dock is dragged by. GUI thread.
class PaneTitle final : public QWidget
{
    Q_OBJECT

public:
    explicit PaneTitle(const QString &title, QWidget *parent = nullptr);

    /// A tool button for an action that belongs to somebody else.
    void addAction(QAction *action);
    /// Something at the far edge, which from now on is the title's.
    void addPart(QWidget *part);
    void setDetail(const QString &text);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QString m_whole; ///< of the detail, which is shortened to the room there is
    QHBoxLayout *m_row = nullptr;
    QLabel *m_detail = nullptr;
};

} // namespace relata
