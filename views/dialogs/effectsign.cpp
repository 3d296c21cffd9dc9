#include "views/dialogs/effectsign.h"

#include "views/parts/glyphs.h"
#include "views/parts/palette.h"

namespace relata::effectsign {

using namespace Qt::StringLiterals;

QColor colour(Effect effect)
{
    const Palette &p = Palette::current();
    switch (effect) {
    case Effect::Deleted:
    case Effect::Blocks:
        return p.danger;
    case Effect::LinkRemoved:
        return p.manyToMany;
    case Effect::Cleared:
        return p.warning;
    }
    Q_UNREACHABLE();
}

QIcon icon(Effect effect)
{
    switch (effect) {
    case Effect::Deleted:
        return glyphs::icon(u"edit-delete"_s, colour(effect));
    case Effect::LinkRemoved:
        return glyphs::icon(u"remove-link"_s, colour(effect));
    case Effect::Cleared:
        return glyphs::icon(u"draw-eraser"_s, colour(effect));
    case Effect::Blocks:
        return glyphs::icon(u"process-stop"_s, colour(effect));
    }
    Q_UNREACHABLE();
}

} // namespace relata::effectsign
