#include "views/schema/diagram/diagramnotice.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

DiagramNotice::DiagramNotice(QWidget *parent)
    : QFrame(parent), m_text(new QLabel(this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(u"diagramNotice"_s);
    m_text->setObjectName(u"diagramHint"_s);
    m_cancel->setObjectName(u"diagramCancel"_s);
    m_cancel->setIcon(glyphs::icon(u"dialog-cancel"_s));
    m_cancel->setToolTip(tr("Stop laying out (Esc)"));
    m_cancel->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(px(14), px(6), px(14), px(6));
    row->setSpacing(px(12));
    row->addWidget(m_text);
    row->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, &DiagramNotice::cancelled);
    hide();
}

void DiagramNotice::say(const QString &text)
{
    m_text->setText(text);
    m_cancel->hide();
    setAttribute(Qt::WA_TransparentForMouseEvents);
    show();
    settle();
}

void DiagramNotice::offerCancel()
{
    m_cancel->show();
    setAttribute(Qt::WA_TransparentForMouseEvents, false);
    settle();
}

void DiagramNotice::settle()
{
    adjustSize();
    move((parentWidget()->width() - width()) / 2, px(12));
    raise();
}

void DiagramNotice::paintEvent(QPaintEvent *)
{
    const Palette &p = Palette::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(p.divider);
    painter.setBrush(p.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5));
}

} // namespace relata
