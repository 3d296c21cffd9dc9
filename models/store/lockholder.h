#pragma once

#include <QString>

#include <optional>

namespace relata {

/// Another program that keeps a database file locked.
struct LockHolder
{
    qint64 pid = 0;
    QString program; ///< its name; may be empty
};

/// Who holds a lock on the file (or on its write-ahead log's index), else who has it open. Nothing where the system
/// does not tell: other users' programs, network file systems, systems other than Linux. Never this process.
[[nodiscard]] std::optional<LockHolder> lockHolder(const QString &path);

/// "sqlite3 (process 123)", or "another program".
[[nodiscard]] QString describe(const std::optional<LockHolder> &holder);

} // namespace relata
