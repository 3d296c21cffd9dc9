#pragma once

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QToolButton;

namespace relata {

/// A message above the content: what happened, and the one button that helps. It stays until it is dealt with, never
/// covers anything, and asks for nothing. A newer message takes its place. GUI thread.
class MessageStrip final : public QWidget
{
    Q_OBJECT

public:
    enum class Level { Error, Warning, Good };
    struct Remedy
    {
        QString text; ///< a verb; empty: no button
        std::function<void()> run;
    };

    explicit MessageStrip(QWidget *parent = nullptr);

    /// The first sentence is set in bold. `detail` (a database's own words) becomes the tool tip.
    void say(Level level, const QString &text, const Remedy &remedy = {}, const QString &detail = {});
    void dismiss();
    [[nodiscard]] QString text() const { return m_text; }

Q_SIGNALS:
    void shown();
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void dress();
    void fitSoon();

    Level m_level = Level::Error;
    QString m_text;
    std::function<void()> m_remedy;
    QLabel *m_sign = nullptr;
    QLabel *m_words = nullptr;
    QPushButton *m_button = nullptr;
    QToolButton *m_close = nullptr;
};

} // namespace relata
