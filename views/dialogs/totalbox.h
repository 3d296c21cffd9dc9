#pragma once

#include "data/plan.h"

#include <QWidget>

class QLabel;

namespace relata {

/// One of a delete's totals: sign, number, word. GUI thread.
class TotalBox final : public QWidget
{
    Q_OBJECT

public:
    explicit TotalBox(Effect effect, QWidget *parent = nullptr);

    /// Nothing known yet: an ellipsis.
    void setCount(qint64 count, const QString &word);
    void setUnknown(const QString &word);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void say(const QString &number, const QString &word);
    void dress();

    Effect m_effect;
    QLabel *m_sign;
    QLabel *m_number;
    QLabel *m_word;
};

} // namespace relata
