#include "views/parts/notestrip.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/stylepaint.h"
#include "views/parts/type.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

NoteStrip::NoteStrip(QWidget *parent)
    : QWidget(parent), m_sign(new QLabel(this)), m_words(new QLabel(this)), m_button(new QPushButton(this))
{
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_button->setAutoDefault(false);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(px(12), px(8), px(8), px(8));
    row->setSpacing(px(8));
    row->addWidget(m_sign, 0, Qt::AlignVCenter);
    row->addWidget(m_words, 1);
    row->addWidget(m_button);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_button, &QPushButton::clicked, this, &NoteStrip::pressed);
    hide();
}

void NoteStrip::say(Level level, const QString &lead, const QString &rest, const QString &button)
{
    m_level = level;
    m_lead = lead;
    m_rest = rest;
    m_button->setText(button);
    m_button->setVisible(!button.isEmpty());
    m_words->setAccessibleName(text());
    dress();
    show();
}

QString NoteStrip::text() const { return m_rest.isEmpty() ? m_lead : QString(m_lead % u' ' % m_rest); }

/// Colours are in the text and in the sign: made anew for each palette.
void NoteStrip::dress()
{
    const Palette &p = Palette::current();
    const QColor colour = m_level == Level::Danger ? p.danger : p.warning;
    const QString sign = m_level == Level::Danger ? u"process-stop"_s : u"data-warning"_s;
    m_sign->setPixmap(glyphs::icon(sign, colour).pixmap(px(16), px(16)));
    const QString lead = m_level == Level::Warning
        ? u"<span style='color:%1'>%2</span>"_s.arg(colour.name(), m_lead.toHtmlEscaped())
        : m_lead.toHtmlEscaped();
    m_words->setText(u"<b>%1</b> %2"_s.arg(lead, m_rest.toHtmlEscaped()));
    update();
}

void NoteStrip::paintEvent(QPaintEvent *)
{
    const Palette &p = Palette::current();
    const bool danger = m_level == Level::Danger;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = danger ? p.danger : p.warning;
    edge.setAlphaF(0.6F);
    stylepaint::box(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, danger ? p.dangerTint : p.warningTint,
                    edge);
}

void NoteStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace relata
