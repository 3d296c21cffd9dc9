#include "views/dialogs/totalbox.h"

#include "items/valuetext.h"
#include "views/dialogs/effectsign.h"
#include "views/parts/palette.h"
#include "views/parts/stylepaint.h"
#include "views/parts/type.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

TotalBox::TotalBox(Effect effect, QWidget *parent)
    : QWidget(parent), m_effect(effect), m_sign(new QLabel(this)), m_number(new QLabel(this)), m_word(new QLabel(this))
{
    QFont bold = type::detail();
    bold.setBold(true);
    m_number->setFont(bold);
    m_word->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(px(12), px(8), px(12), px(8));
    row->setSpacing(px(8));
    row->addWidget(m_sign);
    row->addWidget(m_number);
    row->addWidget(m_word, 1);
    dress();
}

void TotalBox::setCount(qint64 count, const QString &word) { say(valuetext::number(count), word); }

void TotalBox::setUnknown(const QString &word) { say(u"…"_s, word); }

void TotalBox::say(const QString &number, const QString &word)
{
    m_number->setText(number);
    m_word->setText(word);
    setAccessibleName(QString(number % u' ' % word));
}

void TotalBox::dress() { m_sign->setPixmap(effectsign::icon(m_effect).pixmap(px(16), px(16))); }

void TotalBox::paintEvent(QPaintEvent *)
{
    const Palette &p = Palette::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    stylepaint::box(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, p.base, p.divider);
}

void TotalBox::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace relata
