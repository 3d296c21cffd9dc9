#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <QString>

/// What the words of an existing database's columns mean for Relata's fields. Pure; any thread.
namespace relata::declaredtypes {

/// What a declared type says by itself.
struct Meaning
{
    ScalarType scalar = ScalarType::String;
    bool anyType = false; ///< values of every kind are at home there
    /// A date or time: only the column's values tell in which of the many spellings it is kept.
    bool needsSample = false;
};
[[nodiscard]] Meaning meaningOf(const QString &declared);

/// Settles a date or time by some of the column's values, so that values which are usual there do not count as broken.
/// An empty sample leaves what was declared where SQLite's own spelling fits it, else text.
[[nodiscard]] Meaning settled(Meaning meaning, const Values &sample);

/// Takes over a column's default: a literal becomes Field::defaultValue, an expression is only known to exist.
void takeDefault(Field &field, const QString &sql);

} // namespace relata::declaredtypes
