#pragma once

#include "schema/linkguess.h"
#include "sql/dialect.h"
#include "sql/statement.h"

namespace relata::evidence {

/// One row about a guess: rows looked at, rows without a value, rows whose value is a key of the other model, and
/// different values. Looks at no more than `atMost` rows; each is one search in the other model's key.
[[nodiscard]] Statement ofGuess(const Schema &schema, const Dialect &dialect, const LinkGuess &guess, qint64 atMost);

} // namespace relata::evidence
