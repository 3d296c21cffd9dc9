#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace relata {

/// Stands in the middle of an empty table or form: what would be here, and one button to fill it. GUI thread.
class EmptyNote final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyNote(QWidget *parent);

    /// An empty button text: no button.
    void say(const QString &title, const QString &text, const QString &button);

Q_SIGNALS:
    void pressed();

private:
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace relata
