#pragma once

#include "base/error.h"

class QSqlError;

namespace relata {

/// A database's error as ours: unique → duplicate, foreign key → missing_target, not null → required, check and
/// datatype → invalid_value, read-only → read_only, busy, full disk, corrupt, not a database → io with a sentence
/// that says what to do; interrupted → Cancelled.
[[nodiscard]] Error toError(const QSqlError &error);

} // namespace relata
