#pragma once

#include <QComboBox>

namespace relata {

/// The list of choices in a table's cell. What is chosen in the open list is `decided`; keys and the wheel only walk
/// through it, until Return or Tab takes what stands there. GUI thread.
class CellChoice final : public QComboBox
{
    Q_OBJECT

public:
    explicit CellChoice(QWidget *parent);

Q_SIGNALS:
    void decided();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    bool m_walking = false;
};

} // namespace relata
