#pragma once

#include "views/parts/type.h"

#include <QProxyStyle>

class QAbstractButton;
class QStyleOptionToolButton;

namespace relata {

/// What a push button is to the person; one Primary at most on a surface.
enum class ButtonLook { Plain, Primary, Danger, DangerOutline };
void setLook(QAbstractButton *button, ButtonLook look);
/// A field (line edit, combo, spin box, text area) whose value does not fit: danger edge.
void setInvalid(QWidget *field, bool invalid);

/// Fusion with the window's own outlines, sizes and colours (Palette::current()); no style sheets. GUI thread.
class RelataStyle final : public QProxyStyle
{
    Q_OBJECT

public:
    RelataStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;
    void polish(QWidget *widget) override;
    using QProxyStyle::polish;

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    /// It shows a menu and does nothing else, and says so with an arrow of that width.
    static bool opensMenu(const QStyleOptionToolButton &button);
    static int menuArrowWidth();

    bool m_altHeld = false; ///< mnemonics are underlined only then
};

} // namespace relata
