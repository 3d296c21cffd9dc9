#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace relata {

/// A tinted line inside a dialog that says what stands in the way or what to know: sign, bold beginning, the rest, and
/// a button that helps. Stays as long as it holds; not to be dismissed. GUI thread.
class NoteStrip final : public QWidget
{
    Q_OBJECT

public:
    enum class Level { Danger, Warning, Good };

    explicit NoteStrip(QWidget *parent = nullptr);

    /// Plain texts; an empty button text: no button.
    void say(Level level, const QString &lead, const QString &rest, const QString &button = {});
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void pressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();

    Level m_level = Level::Danger;
    QString m_lead;
    QString m_rest;
    QLabel *m_sign;
    QLabel *m_words;
    QPushButton *m_button;
};

} // namespace relata
