#pragma once

#include "base/error.h"
#include "data/databaseurl.h"
#include "sql/statement.h"

#include <QSqlDatabase>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace relata {

/// One connection to a SQLite file. Belongs to the thread that opened it, from open to close; only interrupt() may be
/// called from another. Foreign keys are on; waits up to 5 s for a lock.
class Connection
{
public:
    enum class Create { No, Yes }; ///< Yes: the file must not exist yet

    /// Errors are `io` with a sentence: missing, a directory, no database (or encrypted), truncated, no permission,
    /// locked by another program (named, where the system tells).
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url, Access access,
                                                                 Create create = Create::No);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Runs a statement that answers no rows; returns how many rows it touched.
    Result<qint64> run(const Statement &statement);
    /// Several statements without binds.
    Done script(const std::vector<QString> &texts);
    /// All rows of a small answer.
    [[nodiscard]] Result<std::vector<Values>> select(const Statement &statement);
    /// Row by row, without keeping them; the visitor answers whether it wants more.
    enum class More { Yes, No };
    Done each(const Statement &statement, const std::function<More(const Values &)> &visit);
    /// The rowid that the last insert on this connection made.
    [[nodiscard]] qint64 lastRowid();

    /// Makes the running statement fail with Cancelled. Any thread.
    void interrupt();

    /// Changes by other connections make it another number (PRAGMA data_version).
    [[nodiscard]] Result<qint64> dataVersion();
    /// A consistent copy in a new file (VACUUM INTO).
    Done copyTo(const QString &path);

    [[nodiscard]] bool isReadOnly() const { return m_access == Access::ReadOnly; }
    [[nodiscard]] const DatabaseUrl &url() const { return m_url; }

private:
    Connection(DatabaseUrl url, Access access, QString name);

    DatabaseUrl m_url;
    Access m_access;
    QString m_name; ///< of the QSqlDatabase
    std::atomic<void *> m_handle = nullptr; ///< sqlite3 *, for interrupt()
    struct Statements; ///< prepared statements, reused by text
    std::unique_ptr<Statements> m_statements;
};

} // namespace relata
