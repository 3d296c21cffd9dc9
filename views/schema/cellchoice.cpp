#include "views/schema/cellchoice.h"

#include <QScopedValueRollback>

namespace relata {

CellChoice::CellChoice(QWidget *parent) : QComboBox(parent)
{
    connect(this, &QComboBox::activated, this, [this] {
        if (!m_walking)
            Q_EMIT decided();
    });
}

void CellChoice::keyPressEvent(QKeyEvent *event)
{
    const QScopedValueRollback walking(m_walking, true);
    QComboBox::keyPressEvent(event);
}

void CellChoice::wheelEvent(QWheelEvent *event)
{
    const QScopedValueRollback walking(m_walking, true);
    QComboBox::wheelEvent(event);
}

} // namespace relata
