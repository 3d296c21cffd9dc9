#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace relata {

/// A sentence over the picture: what is going on, or what to do now; with a button where it can be ended. Stands at the
/// top of its parent and lets the mouse through to it. GUI thread.
class DiagramNotice final : public QFrame
{
    Q_OBJECT

public:
    explicit DiagramNotice(QWidget *parent);

    void say(const QString &text);
    /// Beside the sentence that is said.
    void offerCancel();
    void settle();

Q_SIGNALS:
    void cancelled();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
    QPushButton *m_cancel;
};

} // namespace relata
