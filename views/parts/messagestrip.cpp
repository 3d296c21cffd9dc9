#include "views/parts/messagestrip.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

struct StripColours
{
    QColor words, tint;
    QString icon;
};

StripColours stripColours(MessageStrip::Level level)
{
    const Palette &p = Palette::current();
    switch (level) {
    case MessageStrip::Level::Error:
        return {p.danger, p.dangerTint, u"data-error"_s};
    case MessageStrip::Level::Warning:
        return {p.warning, p.warningTint, u"data-warning"_s};
    case MessageStrip::Level::Good:
        break;
    }
    return {p.good, p.goodTint, u"checkmark"_s};
}

/// Where the first sentence ends; a point inside a number or a name does not end one.
qsizetype firstSentence(const QString &text)
{
    const qsizetype stop = text.indexOf(". "_L1);
    return stop < 0 ? text.size() : stop + 1;
}

} // namespace

MessageStrip::MessageStrip(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"messageStrip"_s);
    m_sign = new QLabel(this);
    m_words = new QLabel(this);
    m_words->setWordWrap(true);
    m_words->setTextFormat(Qt::RichText);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_button = new QPushButton(this);
    m_button->setAutoDefault(false);
    m_close = new QToolButton(this);
    m_close->setObjectName(u"dismissMessage"_s);
    m_close->setText(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss"));
    m_close->setToolTip(tr("Dismiss this message"));
    m_close->setAutoRaise(true);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(type::px(12), type::px(6), type::px(8), type::px(6));
    row->setSpacing(type::px(8));
    row->addWidget(m_sign);
    row->addWidget(m_words, 1);
    row->addWidget(m_button);
    row->addWidget(m_close);
    setMinimumHeight(type::px(44));

    connect(m_close, &QToolButton::clicked, this, &MessageStrip::dismiss);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto remedy = std::exchange(m_remedy, {});
        dismiss();
        if (remedy)
            remedy();
    });
    hide();
}

void MessageStrip::say(Level level, const QString &text, const Remedy &remedy, const QString &detail)
{
    m_level = level;
    m_text = text;
    m_remedy = remedy.run;
    m_button->setText(remedy.text);
    m_button->setVisible(!remedy.text.isEmpty());
    m_words->setToolTip(detail.toHtmlEscaped());
    dress();
    show();
    Q_EMIT shown();
    QAccessibleEvent event(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageStrip::dismiss()
{
    m_text.clear();
    m_remedy = {};
    hide();
    Q_EMIT dismissed();
}

void MessageStrip::dress()
{
    const StripColours colours = stripColours(m_level);
    const int size = type::px(16);
    m_sign->setPixmap(glyphs::icon(colours.icon, colours.words).pixmap(QSize(size, size), devicePixelRatioF()));
    m_close->setIcon(glyphs::icon(u"edit-delete-remove"_s));
    const qsizetype stop = firstSentence(m_text);
    m_words->setText(u"<span style=\"font-weight:600;color:%1\">%2</span>&nbsp; %3"_s.arg(
        colours.words.name(), m_text.first(stop).toHtmlEscaped(), m_text.mid(stop).trimmed().toHtmlEscaped()));
    m_words->setAccessibleName(m_text);
    fitSoon();
}

void MessageStrip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && !m_text.isEmpty())
        dress();
    QWidget::changeEvent(event);
}

/// A tool bar asks for a size and not for the height of a width: it gets one that fits. Later, when the width is known
/// and the layout is not at work.
void MessageStrip::fitSoon()
{
    QMetaObject::invokeMethod(
        this, [this] { setFixedHeight(std::max(type::px(44), layout()->heightForWidth(width()))); },
        Qt::QueuedConnection);
}

void MessageStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        fitSoon();
}

void MessageStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), stripColours(m_level).tint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), Palette::current().divider);
}

} // namespace relata
