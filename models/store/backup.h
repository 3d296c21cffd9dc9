#pragma once

#include "base/error.h"
#include "store/connection.h"

/// Copies of a database before something is lost in it, and disks that have no room for that. The connection's thread.
namespace relata::backup {

/// Copies the database into its own folder, by a connection of its own: within a transaction of `connection`, which
/// others cannot write into, the file is still as before. Answers the copy's path; it has that name only when it is
/// whole, and nothing is left where it cannot be made.
[[nodiscard]] Result<QString> make(const Connection &connection);

/// The same error; where the disk was full or failed, with what it was asked to hold and where: `what` needs about
/// `bytes`.
[[nodiscard]] Error withSpace(Error error, const QString &folder, const QString &what, qint64 bytes);

/// Of the pages that a database has, in bytes.
[[nodiscard]] qint64 sizeOf(Connection &connection);

} // namespace relata::backup
