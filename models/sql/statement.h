#pragma once

#include "data/value.h"

#include <QString>

namespace relata {

/// SQL text with `?` placeholders, and what to bind to them in order. Values are only ever binds; names have been
/// quoted.
struct Statement
{
    QString text;
    Values binds;
    friend bool operator==(const Statement &, const Statement &) = default;
};

} // namespace relata
