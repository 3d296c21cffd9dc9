#include "views/browse/chipbutton.h"

#include "views/browse/cellpaint.h"
#include "views/parts/type.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

int chipArrowWidth(ChipButton::Look look) { return look == ChipButton::Look::ToOne ? type::px(18) : 0; }

} // namespace

ChipButton::ChipButton(Look look, const QString &text, QWidget *parent) : QAbstractButton(parent), m_look(look)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void ChipButton::setLook(Look look)
{
    m_look = look;
    updateGeometry();
    update();
}

QSize ChipButton::sizeHint() const
{
    const QFontMetrics metrics(m_look == Look::Link ? font() : type::small());
    const int width = metrics.horizontalAdvance(text()) + 2 * type::px(8) + chipArrowWidth(m_look);
    return {std::min(width, type::px(240)), std::max(type::px(24), metrics.height() + type::px(4))};
}

QSize ChipButton::minimumSizeHint() const { return {std::min(sizeHint().width(), type::px(48)), sizeHint().height()}; }

void ChipButton::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event);
    QPainter painter(this);
    const Palette &colours = Palette::current();
    if (m_look == Look::Link) {
        QFont linkFont = font();
        linkFont.setUnderline(underMouse());
        painter.setFont(linkFont);
        painter.setPen(isEnabled() ? colours.link : colours.disabled);
        const auto align = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter);
        painter.drawText(rect().adjusted(2, 0, -2, 0), static_cast<int>(align), text());
    } else {
        const QFontMetrics metrics(type::small());
        const int arrow = chipArrowWidth(m_look);
        cellpaint::Chip chip{rect(), {}, {}, 0};
        chip.text = type::elided(metrics, text(), Qt::ElideRight, width() - 2 * type::px(8) - arrow);
        if (arrow > 0)
            chip.arrow =
                QStyle::visualRect(layoutDirection(), rect(), QRect(width() - arrow - type::px(2), 0, arrow, height()));
        cellpaint::ChipState state;
        state.toOne = m_look != Look::ToMany;
        state.missing = m_look == Look::Missing;
        cellpaint::paintChip(painter, chip, state, layoutDirection());
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        const qreal radius = m_look == Look::ToMany ? height() / 2.0 - 1 : type::px(4);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
    }
}

void ChipButton::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT unlinkRequested();
    else if (enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace relata
