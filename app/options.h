#pragma once

#include "base/error.h"
#include "views/parts/palette.h"

#include <QStringList>

#include <optional>

namespace relata {

/// What the command line asks for.
struct Options
{
    QString file; ///< file or URL; empty: the start page
    QString fresh; ///< --new: make this database first…
    QString schema; ///< …of this schema file
    bool demo = false;
    bool readOnly = false;
    QString screenshot; ///< render into this file and leave
    std::optional<Theme> theme;
    bool rightToLeft = false;
    bool version = false;
    bool help = false;

    /// Arguments as of QCoreApplication; errors are of wrong usage, one line each. Needs no application.
    [[nodiscard]] static Result<Options> parse(const QStringList &arguments);
    [[nodiscard]] static QString helpText();
};

} // namespace relata
