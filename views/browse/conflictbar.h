#pragma once

#include <QWidget>

class QLabel;

namespace relata {

/// Under a field whose stored value changed while it was edited: both values, and which one to keep. GUI thread.
class ConflictBar final : public QWidget
{
    Q_OBJECT

public:
    ConflictBar(const QString &fieldName, QWidget *parent);

    /// What is stored now, and what was typed, as texts.
    void say(const QString &theirs, const QString &mine);

Q_SIGNALS:
    void keepMine();
    void takeTheirs();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_text;
};

} // namespace relata
