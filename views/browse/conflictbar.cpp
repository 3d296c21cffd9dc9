#include "views/browse/conflictbar.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace relata {

ConflictBar::ConflictBar(const QString &fieldName, QWidget *parent) : QWidget(parent), m_text(new QLabel(this))
{
    setObjectName(u"conflict"_s);
    m_text->setObjectName(u"conflictText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *mine = new QPushButton(tr("Keep mine"), this);
    mine->setObjectName(u"keepMine"_s);
    mine->setAccessibleDescription(tr("Keep what was typed for %1").arg(fieldName));
    auto *theirs = new QPushButton(tr("Take theirs"), this);
    theirs->setObjectName(u"takeTheirs"_s);
    theirs->setAccessibleDescription(tr("Take the stored value of %1").arg(fieldName));
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(mine);
    buttons->addWidget(theirs);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(type::px(8), type::px(6), type::px(8), type::px(6));
    layout->setSpacing(type::px(6));
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    connect(mine, &QPushButton::clicked, this, &ConflictBar::keepMine);
    connect(theirs, &QPushButton::clicked, this, &ConflictBar::takeTheirs);
}

void ConflictBar::say(const QString &theirs, const QString &mine)
{
    m_text->setText(tr("Changed elsewhere. Now: %1\nYou typed: %2").arg(theirs, mine));
}

void ConflictBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Palette::current().warning);
    painter.setBrush(Palette::current().warningTint);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), type::px(5), type::px(5));
}

} // namespace relata
