#pragma once

#include "base/error.h"

class QSqlError;

namespace relata {

/// A database's error as ours: unique → duplicate, foreign key → missing_target, not null → required, check and
/// datatype → invalid_value, read-only → read_only, busy, full disk, corrupt, not a database → io with a sentence
/// that says what to do; interrupted → Cancelled. The database's own words are the detail.
[[nodiscard]] Error toError(const QSqlError &error);

/// The same for a SQLite result code, extended or primary.
[[nodiscard]] Error toError(int sqliteCode, const QString &words);

/// The disk was full, or failed: a quota and a largest file size are told as failures.
[[nodiscard]] bool concernsDisk(const Error &error);

/// SQLite's result code (extended where the driver tells it) of a QtSql error; 0 where it has none.
[[nodiscard]] int sqliteCode(const QSqlError &error);

} // namespace relata
