#include "views/schema/diagram/diagramfonts.h"

#include "views/parts/type.h"

#include <QApplication>
#include <QFontInfo>

namespace relata::diagramfonts {

namespace {

struct Fonts
{
    QFont base = QApplication::font();
    QFont name = inPixels(type::strong());
    QFont row = inPixels(type::small());
    QFont pill = inPixels(type::heading());

    static QFont inPixels(QFont font)
    {
        font.setPixelSize(QFontInfo(font).pixelSize());
        return font;
    }
};

const Fonts &fonts()
{
    static Fonts made;
    if (made.base != QApplication::font())
        made = Fonts();
    return made;
}

} // namespace

const QFont &name() { return fonts().name; }

const QFont &row() { return fonts().row; }

const QFont &pill() { return fonts().pill; }

} // namespace relata::diagramfonts
