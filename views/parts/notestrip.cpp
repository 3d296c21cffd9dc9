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

namespace {

struct NoteLook
{
    QColor colour;
    QColor tint;
    QString sign;
};

NoteLook noteLook(NoteStrip::Level level)
{
    const Palette &p = Palette::current();
    switch (level) {
    case NoteStrip::Level::Danger:
        return {p.danger, p.dangerTint, u"process-stop"_s};
    case NoteStrip::Level::Warning:
        return {p.warning, p.warningTint, u"data-warning"_s};
    case NoteStrip::Level::Good:
        return {p.good, p.goodTint, u"checkmark"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

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
    const NoteLook look = noteLook(m_level);
    m_sign->setPixmap(glyphs::icon(look.sign, look.colour).pixmap(px(16), px(16)));
    const QString lead = m_level == Level::Danger
        ? m_lead.toHtmlEscaped()
        : u"<span style='color:%1'>%2</span>"_s.arg(look.colour.name(), m_lead.toHtmlEscaped());
    m_words->setText(u"<b>%1</b> %2"_s.arg(lead, m_rest.toHtmlEscaped()));
    update();
}

void NoteStrip::paintEvent(QPaintEvent *)
{
    const NoteLook look = noteLook(m_level);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor edge = look.colour;
    edge.setAlphaF(0.6F);
    stylepaint::box(painter, QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, look.tint, edge);
}

void NoteStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        dress();
}

} // namespace relata
