#pragma once

#include "base/error.h"
#include "data/databaseurl.h"
#include "store/lockholder.h"

#include <optional>

/// What can be wrong with a database file when it is opened, each as a sentence. Used by Connection; the worker's
/// thread.
namespace relata::opening {

/// What the file system says about a path.
struct FileFacts
{
    bool exists = true;
    bool isFolder = false;
    bool isReadable = true;
    bool isWritable = true;
    bool isFolderWritable = true; ///< of the folder it is in: SQLite puts its journal there
    qint64 size = 0; ///< bytes
};
[[nodiscard]] FileFacts factsOf(const QString &path);

/// Why a file cannot be opened this way, judged before SQLite is asked.
[[nodiscard]] Done mayOpen(const QString &path, const FileFacts &facts, Access access);

/// Makes an empty file; one that exists is not touched.
[[nodiscard]] Done makeFile(const QString &path);

/// The path as SQLite's URI: a `?`, `#` or `%` in it is not taken for anything else. `immutable` is for files that
/// nobody can be writing to: SQLite then neither locks nor makes files beside it.
[[nodiscard]] QString uri(const QString &path, Access access, bool immutable);

/// What SQLite's answer to the first look into the file means.
[[nodiscard]] Error toError(const QString &path, Access access, int sqliteCode, const QString &words,
                            const std::optional<LockHolder> &holder);

} // namespace relata::opening
