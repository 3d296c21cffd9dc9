#include "views/schema/diagram/diagramfonts.h"

#include "views/parts/type.h"

#include <QApplication>
#include <QFontInfo>

#include <algorithm>
#include <array>

namespace relata::diagramfonts {

namespace {

struct Fonts
{
    QFont base = QApplication::font();
    QFont name = inPixels(type::strong());
    QFont row = inPixels(type::small());
    QFont pill = inPixels(type::heading());
    std::array<QFont, mostAfar - leastAfar + 1> afar;

    Fonts()
    {
        for (std::size_t i = 0; i < afar.size(); ++i) {
            afar[i] = name;
            afar[i].setWeight(QFont::Medium); // small bold letters run together
            afar[i].setPixelSize(leastAfar + static_cast<int>(i));
        }
    }

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

const QFont &afar(int pixels)
{
    return fonts().afar[static_cast<std::size_t>(std::clamp(pixels, leastAfar, mostAfar) - leastAfar)];
}

} // namespace relata::diagramfonts
