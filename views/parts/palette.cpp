#include "views/parts/palette.h"

#include "views/parts/relatastyle.h"

#include <QApplication>

namespace relata {

namespace {

Palette paletteInUse = Palette::light();

QColor paletteRgb(QRgb value) { return QColor::fromRgb(value); }

} // namespace

Palette Palette::light()
{
    Palette p;
    p.window = paletteRgb(0xF3F4F7);
    p.base = paletteRgb(0xFFFFFF);
    p.alternate = paletteRgb(0xF9FAFB);
    p.raised = paletteRgb(0xFFFFFF);
    p.text = paletteRgb(0x1A1E26);
    p.secondary = paletteRgb(0x5A6372);
    p.disabled = paletteRgb(0x8D95A3);
    p.divider = paletteRgb(0xDADEE5);
    p.outline = paletteRgb(0x858D9B);
    p.buttonEdge = paletteRgb(0xA5ACB7);
    p.hover = paletteRgb(0xEAECF1);
    p.accent = paletteRgb(0x2F5BD7);
    p.onAccent = paletteRgb(0xFFFFFF);
    p.selected = paletteRgb(0xDFE7FB);
    p.selectedIdle = paletteRgb(0xE8EAEE);
    p.link = paletteRgb(0x2450C4);
    p.manyToMany = paletteRgb(0x7A33B8);
    p.oneToOne = paletteRgb(0x0B6E69);
    p.danger = paletteRgb(0xB42318);
    p.dangerTint = paletteRgb(0xFDECEA);
    p.dangerFill = paletteRgb(0xB42318);
    p.warning = paletteRgb(0x8A5300);
    p.warningTint = paletteRgb(0xFFF3D6);
    p.good = paletteRgb(0x136C43);
    p.goodTint = paletteRgb(0xE3F4EA);
    p.chip = paletteRgb(0xEEF0F4);
    p.chipEdge = paletteRgb(0xD3D8E0);
    p.hit = paletteRgb(0xFFE69A);
    p.code = paletteRgb(0xF6F7F9);
    p.toolTip = paletteRgb(0x1F242C);
    p.toolTipText = paletteRgb(0xF4F5F7);
    return p;
}

Palette Palette::darkTheme()
{
    Palette p;
    p.dark = true;
    p.window = paletteRgb(0x202329);
    p.base = paletteRgb(0x17191E);
    p.alternate = paletteRgb(0x1B1E23);
    p.raised = paletteRgb(0x2C3038);
    p.text = paletteRgb(0xE6E9EE);
    p.secondary = paletteRgb(0xA3ABB8);
    p.disabled = paletteRgb(0x717A88);
    p.divider = paletteRgb(0x353A43);
    p.outline = paletteRgb(0x737C8A);
    p.buttonEdge = paletteRgb(0x5B636F);
    p.hover = paletteRgb(0x2C3038);
    p.accent = paletteRgb(0x3D6AE0);
    p.onAccent = paletteRgb(0xFFFFFF);
    p.selected = paletteRgb(0x23345F);
    p.selectedIdle = paletteRgb(0x2B2F37);
    p.link = paletteRgb(0x93B2FF);
    p.manyToMany = paletteRgb(0xCFA0F5);
    p.oneToOne = paletteRgb(0x5CC9C0);
    p.danger = paletteRgb(0xFF9389);
    p.dangerTint = paletteRgb(0x3C2120);
    p.dangerFill = paletteRgb(0xB3372C);
    p.warning = paletteRgb(0xF0BE62);
    p.warningTint = paletteRgb(0x37290F);
    p.good = paletteRgb(0x6FD19C);
    p.goodTint = paletteRgb(0x15321F);
    p.chip = paletteRgb(0x2A2E36);
    p.chipEdge = paletteRgb(0x444B56);
    p.hit = paletteRgb(0x5A4514);
    p.code = paletteRgb(0x1C1F24);
    p.toolTip = paletteRgb(0xE6E9EE);
    p.toolTipText = paletteRgb(0x17191E);
    return p;
}

const Palette &Palette::current() { return paletteInUse; }

void Palette::apply(Theme theme)
{
    if (!qobject_cast<RelataStyle *>(QApplication::style()))
        QApplication::setStyle(new RelataStyle);
    bool isDark = theme == Theme::Dark;
    if (theme == Theme::System) {
        // A palette without own colours brings the system's back, to be judged.
        QApplication::setPalette(QPalette());
        isDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    }
    paletteInUse = isDark ? darkTheme() : light();
    QApplication::setPalette(paletteInUse.toQPalette());
    type::applyFonts();
}

QPalette Palette::toQPalette() const
{
    QPalette p;
    p.setColor(QPalette::Window, window);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Base, base);
    p.setColor(QPalette::AlternateBase, alternate);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::PlaceholderText, secondary);
    p.setColor(QPalette::Button, raised);
    p.setColor(QPalette::Light, raised);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::Midlight, hover);
    p.setColor(QPalette::Mid, divider);
    p.setColor(QPalette::Dark, outline);
    p.setColor(QPalette::Shadow, outline);
    p.setColor(QPalette::BrightText, danger);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, onAccent);
    p.setColor(QPalette::Link, link);
    p.setColor(QPalette::LinkVisited, manyToMany);
    p.setColor(QPalette::ToolTipBase, toolTip);
    p.setColor(QPalette::ToolTipText, toolTipText);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::Link})
        p.setColor(QPalette::Disabled, role, disabled);
    p.setColor(QPalette::Disabled, QPalette::Highlight, selectedIdle);
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, disabled);
    return p;
}

} // namespace relata
