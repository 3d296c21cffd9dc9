// The sizes half of RelataStyle; what it draws is in relatastyle.cpp.
#include "views/parts/relatastyle.h"

#include <QStyleOptionSlider>
#include <QStyleOptionToolButton>

namespace relata {

using type::px;

bool RelataStyle::opensMenu(const QStyleOptionToolButton &button)
{
    return button.features & QStyleOptionToolButton::HasMenu
        && !(button.features & QStyleOptionToolButton::MenuButtonPopup);
}

int RelataStyle::menuArrowWidth() { return px(14); }

int RelataStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return px(11);
    case PM_ScrollBarSliderMin:
        return px(28);
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_DefaultFrameWidth:
        return 1;
    case PM_SplitterWidth:
        return 1; // QSplitter keeps 5 px to grab
    case PM_DockWidgetSeparatorExtent:
        return 5;
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return px(16);
    case PM_TreeViewIndentation:
        return px(20);
    case PM_MenuBarPanelWidth:
    case PM_MenuBarVMargin:
        return 0;
    case PM_MenuBarHMargin:
        return px(6);
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_ToolBarFrameWidth:
        return 0;
    case PM_ToolBarItemMargin:
        return px(6);
    case PM_ToolBarItemSpacing:
        return px(4);
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseHeight:
    case PM_TabBarBaseOverlap:
    case PM_DockWidgetFrameWidth:
    case PM_DockWidgetTitleMargin:
        return 0;
    case PM_FocusFrameHMargin:
        return px(7); // text of a cell begins under the text of its header
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int RelataStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                           QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_UnderlineShortcut:
        return m_altHeld;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize RelataStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                    const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.setWidth(qMax(size.width() + px(32), px(76)));
        result.setHeight(qMax(px(30), size.height() + px(8)));
        break;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        result.setHeight(qMax(px(30), size.height() + px(4)));
        break;
    case CT_ToolButton:
        result = result.expandedTo(QSize(px(28), px(28)));
        result.setHeight(px(28));
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && opensMenu(*button))
            result.rwidth() += menuArrowWidth();
        break;
    case CT_MenuBarItem:
        result = QSize(size.width() + px(20), qMax(px(30), size.height()));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(qMax(px(26), result.height()));
        break;
    case CT_HeaderSection:
        result.setHeight(px(28));
        result.rwidth() += px(12);
        break;
    case CT_TabBarTab:
        result.setHeight(px(34));
        break;
    case CT_CheckBox:
    case CT_RadioButton:
        result.setHeight(qMax(px(24), result.height()));
        break;
    case CT_ItemViewItem:
        result.setHeight(qMax(px(26), result.height()));
        break;
    default:
        break;
    }
    return result;
}

QRect RelataStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                                  const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
        if (!bar)
            return {};
        const bool flat = bar->orientation == Qt::Horizontal;
        const int length = flat ? bar->rect.width() : bar->rect.height();
        const int breadth = flat ? bar->rect.height() : bar->rect.width();
        const qint64 range = qint64(bar->maximum) - bar->minimum;
        int handle = length;
        if (range > 0) {
            const int least = qMin(length, pixelMetric(PM_ScrollBarSliderMin, option, widget));
            handle = static_cast<int>(qint64(bar->pageStep) * length / (range + bar->pageStep));
            handle = qBound(least, handle, length);
        }
        const int start =
            sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - handle, bar->upsideDown);
        const auto stretch = [&](int from, int count) {
            const QRect rect = flat ? QRect(from, 0, count, breadth) : QRect(0, from, breadth, count);
            return visualRect(flat ? bar->direction : Qt::LeftToRight, bar->rect, rect.translated(bar->rect.topLeft()));
        };
        switch (sub) {
        case SC_ScrollBarSlider:
            return stretch(start, handle);
        case SC_ScrollBarSubPage:
            return stretch(0, start);
        case SC_ScrollBarAddPage:
            return stretch(start + handle, length - start - handle);
        case SC_ScrollBarGroove:
            return bar->rect;
        default:
            return {}; // no arrows
        }
    }
    if (control == CC_SpinBox && (sub == SC_SpinBoxUp || sub == SC_SpinBoxDown)) {
        const QRect r = option->rect;
        const int half = (r.height() - 6) / 2;
        const QRect rect(r.right() - px(24), r.top() + 3 + (sub == SC_SpinBoxDown ? half : 0), px(22), half);
        return visualRect(option->direction, r, rect);
    }
    if (control == CC_ComboBox && sub == SC_ComboBoxArrow) {
        const QRect r = option->rect;
        return visualRect(option->direction, r, QRect(r.right() - px(26), r.top(), px(24), r.height()));
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect RelataStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    if (element == SE_LineEditContents)
        return rect.adjusted(px(4), 0, -px(4), 0);
    if (element == SE_HeaderLabel) {
        // Where the cells' own text begins.
        const QRect inner = option->rect.adjusted(px(8), 0, -px(8), 0);
        return QRect(inner.left(), rect.top(), inner.width(), rect.height());
    }
    return rect;
}

} // namespace relata
