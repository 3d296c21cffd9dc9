#pragma once

#include <QColor>
#include <QPalette>

namespace relata {

enum class Theme { System, Light, Dark };

/// The colours of a theme, with the meanings of the window's parts. Delegates ask current(); item models carry none.
/// Values and contrasts: light and dark tables of the look guide. GUI thread.
struct Palette
{
    bool dark = false;
    QColor window, base, alternate, raised, text, secondary, disabled, divider, outline, buttonEdge, hover, accent,
        onAccent, selected, selectedIdle, link, manyToMany, oneToOne, danger, dangerTint, dangerFill, warning,
        warningTint, good, goodTint, chip, chipEdge, hit, code, toolTip, toolTipText;

    [[nodiscard]] static Palette light();
    [[nodiscard]] static Palette darkTheme();
    /// The palette in use; set by apply().
    [[nodiscard]] static const Palette &current();
    /// Sets the application's style and QPalette. System: judged by the lightness of the system's window colour.
    static void apply(Theme theme);

    [[nodiscard]] QPalette toQPalette() const;
};

} // namespace relata
