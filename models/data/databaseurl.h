#pragma once

#include "base/error.h"

#include <QString>

namespace relata {

/// Where a database is. A plain path, or sqlite:///path. Server URLs parse, and are `unsupported` for now.
struct DatabaseUrl
{
    QString path; ///< absolute path of the SQLite file

    [[nodiscard]] static Result<DatabaseUrl> parse(const QString &text);
    [[nodiscard]] QString fileName() const;
    friend bool operator==(const DatabaseUrl &, const DatabaseUrl &) = default;
};

enum class Access { ReadWrite, ReadOnly };

} // namespace relata
