#include "views/parts/relatastyle.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/stylepaint.h"

#include <QAbstractButton>
#include <QApplication>
#include <QEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMainWindow>
#include <QMenuBar>
#include <QPainter>
#include <QStyleOptionFrame>
#include <QStyleOptionToolButton>

namespace relata {

using namespace Qt::StringLiterals;
using stylepaint::Arrow;

void setLook(QAbstractButton *button, ButtonLook look)
{
    button->setProperty("relataLook", static_cast<int>(look));
    button->update();
}

void setInvalid(QWidget *field, bool invalid)
{
    field->setProperty("relataInvalid", invalid);
    field->update();
}

RelataStyle::RelataStyle() : QProxyStyle(u"fusion"_s) {}

void RelataStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *header = qobject_cast<QHeaderView *>(widget))
        header->setHighlightSections(false);
    if (qobject_cast<QMenuBar *>(widget))
        widget->window()->installEventFilter(this);
    if (widget->inherits("QDockWidgetSeparator") || qobject_cast<QAbstractButton *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

bool RelataStyle::eventFilter(QObject *watched, QEvent *event)
{
    const bool pressed = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    const bool left = event->type() == QEvent::KeyRelease || event->type() == QEvent::WindowDeactivate;
    if (!pressed && !left)
        return QProxyStyle::eventFilter(watched, event);
    const bool alt = event->type() != QEvent::WindowDeactivate && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Alt;
    const bool held = pressed ? alt || m_altHeld : m_altHeld && !alt && event->type() != QEvent::WindowDeactivate;
    if (held != m_altHeld) {
        m_altHeld = held;
        if (auto *window = qobject_cast<QMainWindow *>(watched))
            window->menuBar()->update();
    }
    return QProxyStyle::eventFilter(watched, event);
}

void RelataStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    const Palette &p = Palette::current();
    const QColor arrowColour = option->state & State_Enabled ? p.text : p.disabled;
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            stylepaint::field(*painter, *option, widget);
        else if (!widget || !widget->parentWidget() || !widget->parentWidget()->inherits("QAbstractSpinBox"))
            painter->fillRect(option->rect, option->palette.base());
        return;
    case PE_FrameLineEdit:
        stylepaint::field(*painter, *option, widget);
        return;
    case PE_PanelButtonCommand:
        stylepaint::pushButton(*painter, *option, widget);
        return;
    case PE_FrameDefaultButton:
        return;
    case PE_PanelButtonTool:
        stylepaint::toolButton(*painter, *option);
        return;
    case PE_FrameFocusRect:
        stylepaint::box(*painter, option->rect, widget && widget->inherits("QAbstractItemView") ? 0 : 4, {}, p.accent,
                        2);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        stylepaint::checkBox(*painter, *option);
        return;
    case PE_IndicatorRadioButton:
        stylepaint::radioButton(*painter, *option);
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children) {
            const Arrow closed = option->direction == Qt::RightToLeft ? Arrow::Left : Arrow::Right;
            stylepaint::arrow(*painter, option->rect, option->state & State_Open ? Arrow::Down : closed, p.secondary);
        }
        return;
    case PE_IndicatorArrowDown:
        stylepaint::arrow(*painter, option->rect, Arrow::Down, arrowColour);
        return;
    case PE_IndicatorArrowUp:
        stylepaint::arrow(*painter, option->rect, Arrow::Up, arrowColour);
        return;
    case PE_IndicatorArrowLeft:
        stylepaint::arrow(*painter, option->rect, Arrow::Left, arrowColour);
        return;
    case PE_IndicatorArrowRight:
        stylepaint::arrow(*painter, option->rect, Arrow::Right, arrowColour);
        return;
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            stylepaint::arrow(*painter, option->rect,
                              header->sortIndicator == QStyleOptionHeader::SortUp ? Arrow::Down : Arrow::Up,
                              p.secondary, 7);
        return;
    case PE_IndicatorTabClose:
        glyphs::icon(u"edit-delete-remove"_s).paint(painter, option->rect);
        return;
    case PE_PanelItemViewRow:
    case PE_PanelItemViewItem:
        stylepaint::rowBackground(*painter, *option);
        return;
    case PE_Frame:
    case PE_FrameGroupBox:
        stylepaint::box(*painter, option->rect, type::px(5), {}, p.divider);
        return;
    case PE_FrameMenu:
    case PE_PanelMenu:
        stylepaint::box(*painter, option->rect, 0, p.dark ? p.raised : p.base, p.buttonEdge);
        return;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, p.base);
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, p.toolTip);
        return;
    case PE_IndicatorToolBarSeparator: {
        const QRectF rect = option->rect;
        painter->fillRect(QRectF(rect.center().x(), rect.top() + 6, 1, rect.height() - 12), p.divider);
        return;
    }
    case PE_IndicatorDockWidgetResizeHandle: {
        const QRect r = option->rect;
        const bool upright = r.height() > r.width();
        painter->fillRect(r, p.window);
        painter->fillRect(upright ? QRect(r.center().x(), r.top(), 1, r.height())
                                  : QRect(r.left(), r.center().y(), r.width(), 1),
                          p.divider);
        return;
    }
    case PE_FrameStatusBarItem:
    case PE_PanelMenuBar:
    case PE_FrameTabWidget:
    case PE_FrameDockWidget:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), p.divider);
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void RelataStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const Palette &p = Palette::current();
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            QStyleOptionButton copy = *button;
            const QColor colour = stylepaint::pushButtonText(*option, widget);
            copy.palette.setColor(QPalette::ButtonText, colour);
            QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        return;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, p.window);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(option->rect, p.window);
            if (item->state & State_Selected)
                stylepaint::box(*painter, item->rect.adjusted(0, 2, 0, -2), type::px(5), p.hover, {}, 0);
            const int mnemonic = m_altHeld ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextSingleLine | mnemonic, item->palette,
                         item->state & State_Enabled, item->text, QPalette::WindowText);
        }
        return;
    case CE_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            QStyleOptionMenuItem copy = *item;
            copy.palette.setColor(QPalette::Highlight, p.selected);
            copy.palette.setColor(QPalette::HighlightedText, p.text);
            QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        return;
    case CE_ItemViewItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(option)) {
            QStyleOptionViewItem copy = *item;
            copy.palette.setColor(QPalette::HighlightedText, p.text);
            QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        return;
    case CE_Header:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            // As Qt does it, but with this style's own places: it asks itself for them, not its proxy.
            drawControl(CE_HeaderSection, option, painter, widget);
            QStyleOptionHeaderV2 part;
            if (const auto *newer = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option))
                part = *newer;
            else
                static_cast<QStyleOptionHeader &>(part) = *header;
            part.rect = subElementRect(SE_HeaderLabel, option, widget);
            drawControl(CE_HeaderLabel, &part, painter, widget);
            if (header->sortIndicator != QStyleOptionHeader::None) {
                part.rect = subElementRect(SE_HeaderArrow, option, widget);
                drawPrimitive(PE_IndicatorHeaderArrow, &part, painter, widget);
            }
        }
        return;
    case CE_HeaderSection:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            stylepaint::headerSection(*painter, *header);
        return;
    case CE_HeaderEmptyArea: {
        painter->fillRect(option->rect, p.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), p.divider);
        return;
    }
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeaderV2 copy;
            if (const auto *newer = qstyleoption_cast<const QStyleOptionHeaderV2 *>(option))
                copy = *newer;
            else
                static_cast<QStyleOptionHeader &>(copy) = *header;
            copy.palette.setColor(QPalette::ButtonText, p.secondary);
            QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        return;
    case CE_Splitter:
        painter->fillRect(option->rect, p.divider);
        return;
    case CE_ToolBar:
        painter->fillRect(option->rect, p.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), p.divider);
        return;
    case CE_TabBarTabShape:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            stylepaint::tab(*painter, *tab);
        return;
    case CE_ProgressBarGroove:
        return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            stylepaint::progress(*painter, *bar);
        return;
    case CE_ShapedFrame:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option)) {
            const QRect r = option->rect;
            if (frame->frameShape == QFrame::HLine) {
                painter->fillRect(QRect(r.left(), r.center().y(), r.width(), 1), p.divider);
                return;
            }
            if (frame->frameShape == QFrame::VLine) {
                painter->fillRect(QRect(r.center().x(), r.top(), 1, r.height()), p.divider);
                return;
            }
            // The one frame that keeps an outline is a text area's: it is a field.
            if (widget && (widget->inherits("QTextEdit") || widget->inherits("QPlainTextEdit"))
                && frame->frameShape == QFrame::StyledPanel) {
                stylepaint::field(*painter, *option, widget);
                return;
            }
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void RelataStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    const Palette &p = Palette::current();
    const QColor sign = option->state & State_Enabled ? p.text : p.disabled;
    switch (control) {
    case CC_ScrollBar:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            stylepaint::scrollBar(*painter, *bar, subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
        break;
    case CC_ComboBox:
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            if (combo->frame)
                stylepaint::field(*painter, *option, widget);
            stylepaint::arrow(*painter, subControlRect(control, option, SC_ComboBoxArrow, widget), Arrow::Down, sign,
                              9);
            return;
        }
        break;
    case CC_SpinBox:
        if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option)) {
            if (spin->frame)
                stylepaint::field(*painter, *option, widget);
            if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
                return;
            const auto step = [&](SubControl sub, Arrow direction, QAbstractSpinBox::StepEnabledFlag flag) {
                const QColor colour = spin->stepEnabled & flag ? sign : p.disabled;
                stylepaint::arrow(*painter, subControlRect(control, option, sub, widget), direction, colour, 7);
            };
            step(SC_SpinBoxUp, Arrow::Up, QAbstractSpinBox::StepUpEnabled);
            step(SC_SpinBoxDown, Arrow::Down, QAbstractSpinBox::StepDownEnabled);
            return;
        }
        break;
    case CC_ToolButton:
        // Fusion puts the arrow of a button that opens a menu into its lower corner, under the icon's edge.
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && opensMenu(*button)) {
            QRect face = button->rect;
            QRect arrow = button->rect;
            face.setWidth(face.width() - menuArrowWidth());
            arrow.setLeft(face.right() + 1 - type::px(4));
            QStyleOptionToolButton plain = *button;
            plain.features &= ~QStyleOptionToolButton::ToolButtonFeatures(QStyleOptionToolButton::HasMenu);
            drawPrimitive(PE_PanelButtonTool, option, painter, widget);
            plain.rect = visualRect(option->direction, option->rect, face);
            drawControl(CE_ToolButtonLabel, &plain, painter, widget);
            stylepaint::arrow(*painter, visualRect(option->direction, option->rect, arrow), Arrow::Down, sign, 8);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace relata
