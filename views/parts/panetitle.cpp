#include "views/parts/panetitle.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace relata {

PaneTitle::PaneTitle(const QString &title, QWidget *parent) : QWidget(parent)
{
    auto *label = new QLabel(title, this);
    label->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    label->setFont(type::strong());
    m_detail = new QLabel(this);
    m_detail->setForegroundRole(QPalette::PlaceholderText);
    m_detail->setTextFormat(Qt::PlainText);
    m_detail->setMinimumWidth(1);
    m_detail->hide();
    m_row = new QHBoxLayout(this);
    m_row->setContentsMargins(type::px(12), 0, type::px(8), 1);
    m_row->setSpacing(type::px(4));
    m_row->addWidget(label);
    m_row->addWidget(m_detail);
    m_row->addStretch(1);
    setFixedHeight(type::px(34));
}

void PaneTitle::addAction(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    m_row->addWidget(button);
}

void PaneTitle::addPart(QWidget *part) { m_row->addWidget(part); }

void PaneTitle::setDetail(const QString &text)
{
    m_whole = text;
    m_detail->setToolTip(text.left(600));
    m_detail->setAccessibleName(text.simplified());
    m_detail->setVisible(!text.isEmpty());
    fit();
}

/// The title stays whole; what it is about takes the room that is left.
void PaneTitle::fit()
{
    int room = width() - m_row->contentsMargins().left() - m_row->contentsMargins().right();
    for (int i = 0; i < m_row->count(); ++i) {
        const QWidget *part = m_row->itemAt(i)->widget();
        if (part && part != m_detail && !part->isHidden())
            room -= part->sizeHint().width();
        room -= i > 0 ? m_row->spacing() : 0;
    }
    m_detail->setText(type::elided(m_detail->fontMetrics(), m_whole.simplified(), Qt::ElideRight, std::max(room, 1)));
}

void PaneTitle::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

QSize PaneTitle::sizeHint() const { return {QWidget::sizeHint().width(), type::px(34)}; }

void PaneTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), Palette::current().window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Palette::current().divider);
}

} // namespace relata
