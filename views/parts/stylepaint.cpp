#include "views/parts/stylepaint.h"

#include "views/parts/palette.h"
#include "views/parts/relatastyle.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionHeader>
#include <QWidget>

namespace relata::stylepaint {

namespace {

ButtonLook lookOf(const QWidget *widget)
{
    return widget ? static_cast<ButtonLook>(widget->property("relataLook").toInt()) : ButtonLook::Plain;
}

bool isEnabled(const QStyleOption &option) { return option.state & QStyle::State_Enabled; }

QColor mixed(const QColor &a, const QColor &b, qreal part)
{
    const auto mix = [part](int x, int y) { return qRound(x + (y - x) * part); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace

void box(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge, qreal width)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal inset = width / 2;
    painter.setPen(edge.isValid() ? QPen(edge, width) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void arrow(QPainter &painter, const QRectF &rect, Arrow direction, const QColor &colour, qreal size)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center());
    constexpr qreal turns[] = {180, 0, 90, -90};
    painter.rotate(turns[static_cast<int>(direction)]);
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const qreal half = size / 2;
    const QPointF points[] = {{-half, -half / 2}, {0, half / 2}, {half, -half / 2}};
    painter.drawPolyline(points, 3);
    painter.restore();
}

void field(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const Palette &p = Palette::current();
    const bool readOnly = option.state & QStyle::State_ReadOnly;
    const bool open = isEnabled(option) && !readOnly;
    const bool focused = option.state & QStyle::State_HasFocus;
    QColor edge = open ? p.outline : p.divider;
    if (focused)
        edge = p.accent;
    if (widget && widget->property("relataInvalid").toBool())
        edge = p.danger;
    const bool strong = edge == p.accent || edge == p.danger;
    box(painter, option.rect, type::px(5), open ? p.base : p.window, edge, strong ? 2 : 1);
}

void pushButton(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const Palette &p = Palette::current();
    const bool on = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool over = option.state & QStyle::State_MouseOver;
    QColor fill = p.raised;
    QColor edge = p.buttonEdge;
    if (!isEnabled(option)) {
        fill = p.window;
        edge = p.divider;
    } else if (lookOf(widget) == ButtonLook::Primary || lookOf(widget) == ButtonLook::Danger) {
        fill = lookOf(widget) == ButtonLook::Primary ? p.accent : p.dangerFill;
        if (on || over)
            fill = mixed(fill, Qt::black, on ? 0.2 : 0.1);
        edge = fill;
    } else {
        if (lookOf(widget) == ButtonLook::DangerOutline)
            edge = p.danger;
        if (on || over)
            fill = on ? p.chip : mixed(p.raised, p.text, 0.04);
    }
    box(painter, option.rect, type::px(5), fill, edge);
    if (!(option.state & QStyle::State_HasFocus) || !isEnabled(option))
        return;
    const bool filled = edge == fill;
    const QRectF ring = filled ? QRectF(option.rect).adjusted(2, 2, -2, -2) : QRectF(option.rect);
    box(painter, ring, type::px(filled ? 3 : 5), {}, filled ? p.onAccent : p.accent, filled ? 1.5 : 2);
}

QColor pushButtonText(const QStyleOption &option, const QWidget *widget)
{
    const Palette &p = Palette::current();
    if (!isEnabled(option))
        return p.disabled;
    switch (lookOf(widget)) {
    case ButtonLook::Primary:
    case ButtonLook::Danger:
        return p.onAccent;
    case ButtonLook::DangerOutline:
        return p.danger;
    case ButtonLook::Plain:
        break;
    }
    return p.text;
}

void toolButton(QPainter &painter, const QStyleOption &option)
{
    const Palette &p = Palette::current();
    QColor fill;
    if (option.state & (QStyle::State_Sunken | QStyle::State_On))
        fill = mixed(p.hover, p.text, 0.06);
    else if ((option.state & QStyle::State_MouseOver) && isEnabled(option))
        fill = p.hover;
    const bool ring = (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
    if (fill.isValid() || ring)
        box(painter, option.rect, type::px(5), fill, ring ? p.accent : QColor(), ring ? 2 : 0);
}

void checkBox(QPainter &painter, const QStyleOption &option)
{
    const Palette &p = Palette::current();
    const bool on = option.state & QStyle::State_On;
    const bool partly = option.state & QStyle::State_NoChange;
    const QRectF rect = option.rect;
    if (!isEnabled(option))
        box(painter, rect, 4, p.window, p.divider);
    else if (on || partly)
        box(painter, rect, 4, p.accent, p.accent);
    else
        box(painter, rect, 4, p.base, option.state & QStyle::State_HasFocus ? p.accent : p.outline);
    if (!on && !partly)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 16, rect.height() / 16);
    painter.setPen(QPen(isEnabled(option) ? p.onAccent : p.disabled, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF tick[] = {{4, 8.4}, {6.9, 11.2}, {12, 5}};
    if (on)
        painter.drawPolyline(tick, 3);
    else
        painter.drawLine(QPointF(4.5, 8), QPointF(11.5, 8));
    painter.restore();
}

void radioButton(QPainter &painter, const QStyleOption &option)
{
    const Palette &p = Palette::current();
    const QRectF rect = option.rect;
    const bool on = option.state & QStyle::State_On;
    const QColor edge = !isEnabled(option) ? p.divider : on ? p.accent : p.outline;
    box(painter, rect, rect.width() / 2, on && isEnabled(option) ? p.accent : p.base, edge);
    if (!on)
        return;
    const qreal inset = rect.width() * 0.32;
    box(painter, rect.adjusted(inset, inset, -inset, -inset), rect.width() / 2,
        isEnabled(option) ? p.onAccent : p.disabled, {}, 0);
}

void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle)
{
    const Palette &p = Palette::current();
    painter.fillRect(option.rect, p.base);
    if (option.maximum <= option.minimum)
        return;
    const bool active = option.activeSubControls & QStyle::SC_ScrollBarSlider;
    QColor colour = mixed(p.base, p.text, p.dark ? 0.32 : 0.24);
    if (active && option.state & (QStyle::State_Sunken | QStyle::State_MouseOver))
        colour = mixed(p.base, p.text, 0.45);
    const QRectF rect = QRectF(handle).adjusted(2, 2, -2, -2);
    box(painter, rect, qMin(rect.width(), rect.height()) / 2, colour, {}, 0);
}

void headerSection(QPainter &painter, const QStyleOptionHeader &option)
{
    const Palette &p = Palette::current();
    painter.fillRect(option.rect, p.window);
    const QRectF rect = option.rect;
    painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), p.divider);
    if (option.orientation != Qt::Horizontal)
        return;
    const qreal edge = option.direction == Qt::RightToLeft ? rect.left() : rect.right() - 1;
    painter.fillRect(QRectF(edge, rect.top() + 7, 1, rect.height() - 14), p.divider);
}

void tab(QPainter &painter, const QStyleOptionTab &option)
{
    const Palette &p = Palette::current();
    const bool chosen = option.state & QStyle::State_Selected;
    if (!chosen && option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, p.hover);
    const QRectF rect = option.rect;
    const bool below = option.shape == QTabBar::RoundedSouth || option.shape == QTabBar::TriangularSouth;
    if (chosen)
        painter.fillRect(QRectF(rect.left(), below ? rect.top() : rect.bottom() - 2, rect.width(), 2), p.accent);
    if (option.state & QStyle::State_HasFocus)
        box(painter, rect.adjusted(3, 3, -3, -3), 4, {}, p.accent, 2);
}

void progress(QPainter &painter, const QStyleOptionProgressBar &option)
{
    const Palette &p = Palette::current();
    const qreal height = type::px(6);
    QRectF groove(option.rect.left(), option.rect.center().y() - height / 2 + 0.5, option.rect.width(), height);
    box(painter, groove, height / 2, p.divider, {}, 0);
    const qint64 range = qint64(option.maximum) - option.minimum;
    // Without an end in sight a still middle stretch: nothing moves to please.
    const qreal part = range > 0 ? qreal(option.progress - option.minimum) / qreal(range) : 0.34;
    const qreal width = groove.width() * qBound(0.0, part, 1.0);
    if (range <= 0)
        groove.moveLeft(groove.left() + groove.width() * 0.33);
    else if (option.direction == Qt::RightToLeft)
        groove.setLeft(groove.right() - width);
    groove.setWidth(width);
    box(painter, groove, height / 2, p.accent, {}, 0);
}

void rowBackground(QPainter &painter, const QStyleOption &option)
{
    const Palette &p = Palette::current();
    if (option.state & QStyle::State_Selected)
        painter.fillRect(option.rect, option.state & QStyle::State_Active ? p.selected : p.selectedIdle);
    else if (option.state & QStyle::State_MouseOver && isEnabled(option))
        painter.fillRect(option.rect, p.hover);
}

} // namespace relata::stylepaint
