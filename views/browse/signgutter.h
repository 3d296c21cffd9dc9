#pragma once

#include <QHeaderView>

namespace relata {

class CellDelegate;

/// The 26 px before the rows: no numbers (rows are windows over a query), only signs. GUI thread.
class SignGutter final : public QHeaderView
{
    Q_OBJECT

public:
    /// `delegate` tells the rows' signs and must outlive it.
    SignGutter(const CellDelegate &delegate, QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int row) const override;
    bool viewportEvent(QEvent *event) override;

private:
    const CellDelegate &m_delegate;
};

} // namespace relata
