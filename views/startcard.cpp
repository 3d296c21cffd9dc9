#include "views/startcard.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/stylepaint.h"
#include "views/parts/type.h"

#include <QPainter>
#include <QStyle>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

StartCard::StartCard(const QString &icon, const QString &title, const QString &words, Frame frame, QWidget *parent)
    : QAbstractButton(parent), m_icon(icon), m_words(words), m_frame(frame)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(words);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StartCard::setNote(const QString &note)
{
    m_note = note;
    // The keys take room beside the words.
    updateGeometry();
    update();
}

void StartCard::setWarning(const QString &words)
{
    m_warning = words;
    setAccessibleDescription(m_words % u", "_s % words);
    update();
}

QSize StartCard::sizeHint() const
{
    if (m_frame == Frame::Row)
        return {px(320), px(55)};
    const int words = std::max(QFontMetrics(type::strong()).horizontalAdvance(text()),
                               QFontMetrics(type::small()).horizontalAdvance(m_words));
    const int note = QFontMetrics(type::small()).horizontalAdvance(m_note);
    return {std::clamp(px(52) + words + note + px(34), px(320), px(400)), px(60)};
}

QSize StartCard::minimumSizeHint() const
{
    return {m_frame == Frame::Own ? sizeHint().width() : px(220), sizeHint().height()};
}

void StartCard::paintEvent(QPaintEvent *)
{
    const Palette &p = Palette::current();
    QPainter painter(this);
    const bool own = m_frame == Frame::Own;
    const QColor fill = isDown() ? p.chip : underMouse() && isEnabled() ? p.hover : p.base;
    if (own)
        stylepaint::box(painter, rect(), px(5), fill, p.divider);
    else
        painter.fillRect(rect(), fill);
    if (hasFocus())
        stylepaint::box(painter, rect(), px(own ? 5 : 0), {}, p.accent, 2);

    const auto draw = [&](const QRect &box, const QFont &font, const QColor &colour, const QString &text,
                          Qt::Alignment side) {
        painter.setFont(font);
        painter.setPen(colour);
        // A folder is known by both its ends, a sentence by its beginning.
        const Qt::TextElideMode mode = own ? Qt::ElideRight : Qt::ElideMiddle;
        const QString shown = type::elided(painter.fontMetrics(), text, mode, box.width());
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), box),
                         Qt::Alignment(Qt::AlignVCenter) | QStyle::visualAlignment(layoutDirection(), side), shown);
    };
    const bool quiet = !m_warning.isEmpty();
    const QRect sign(px(18), (height() - px(18)) / 2, px(18), px(18));
    glyphs::icon(m_icon, quiet ? p.disabled : p.link)
        .paint(&painter, QStyle::visualRect(layoutDirection(), rect(), sign));

    const int noteWidth = m_note.isEmpty() ? 0 : QFontMetrics(type::small()).horizontalAdvance(m_note) + px(6);
    const QRect note(width() - px(14) - m_reserve - noteWidth, 0, noteWidth, height());
    draw(note, type::small(), p.secondary, m_note, Qt::AlignRight);

    const int left = px(52);
    const int room = note.left() - px(8) - left;
    const int middle = height() / 2;
    draw(QRect(left, middle - px(19), room, px(19)), type::strong(), quiet ? p.secondary : p.text, text(),
         Qt::AlignLeft);
    draw(QRect(left, middle, room, px(18)), type::small(), p.secondary, m_words, Qt::AlignLeft);
    if (!quiet)
        return;
    const int x = left + QFontMetrics(type::strong()).horizontalAdvance(text()) + px(10);
    const QRect warning(x, middle - px(18), px(16), px(16));
    glyphs::icon(u"data-warning"_s, p.warning).paint(&painter, QStyle::visualRect(layoutDirection(), rect(), warning));
    draw(QRect(x + px(21), middle - px(19), qMax(0, room - x - px(21) + left), px(19)), type::small(), p.warning,
         m_warning, Qt::AlignLeft);
}

} // namespace relata
