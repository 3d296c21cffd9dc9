#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;
class QTimer;

namespace relata {

/// The quick filter: filters 150 ms after the last key; Esc clears it, Down goes to the table. GUI thread.
class QuickFilter final : public QWidget
{
    Q_OBJECT

public:
    explicit QuickFilter(QWidget *parent = nullptr);

    /// As a place has it: nothing is emitted.
    void setText(const QString &text);
    [[nodiscard]] QString text() const;
    void setModelName(const QString &name);
    void focusText();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Settled: to be looked for now.
    void changed(const QString &text);
    void leftDownwards();

private:
    void settle();

    QLineEdit *m_edit;
    QTimer *m_timer;
    QString m_settled;
};

/// Says which relationship was followed to get here ("articles of Field Notes"); its button shows all instances again.
class ViaChip final : public QWidget
{
    Q_OBJECT

public:
    explicit ViaChip(QWidget *parent = nullptr);

    /// An empty end name: hidden.
    void show(const QString &endName, const QString &label);

Q_SIGNALS:
    void removed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class QLabel *m_text;
    class QToolButton *m_remove;
};

} // namespace relata
