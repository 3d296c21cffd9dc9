#pragma once

#include "base/error.h"
#include "data/databaseurl.h"
#include "sql/statement.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

class QSqlError;
struct sqlite3;

namespace relata {

class StatementCache;

/// One connection to a SQLite file. Belongs to the thread that opened it, from open to close; only interrupt() may be
/// called from another. Foreign keys are on; waits up to 5 s for a lock.
class Connection
{
public:
    enum class Create { No, Yes }; ///< Yes: the file must not exist yet; it gets a write-ahead log

    /// A file of zero bytes is an empty database. The journal mode of an existing one stays as it is.
    /// Errors are `io` with a sentence: missing, a directory, no database (or encrypted), truncated, no permission,
    /// locked by another program (named, where the system tells).
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const DatabaseUrl &url, Access access,
                                                                  Create create = Create::No);
    /// A database of its own in memory, empty.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> openInMemory();
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Runs a statement that answers no rows; returns how many rows it touched.
    Result<qint64> run(const Statement &statement);
    /// Several statements without binds, one a text; the first that fails ends it.
    Done script(const std::vector<QString> &texts);
    /// All rows of a small answer. Values come by SQLite's storage class: Null, qint64, double, QString, QByteArray
    /// (valuebinding::typed gives them their fields' shape).
    [[nodiscard]] Result<std::vector<Values>> select(const Statement &statement);
    /// Row by row, without keeping them; the visitor answers whether it wants more, and may use this connection.
    enum class More { Yes, No };
    Done each(const Statement &statement, const std::function<More(const Values &)> &visit);
    /// Between BEGIN and its end; SQLite ends a transaction by itself on a full disk or an interrupted write.
    [[nodiscard]] bool isInTransaction() const;

    /// Asked before each statement of run(), select() and each(); an error that it answers becomes the statement's.
    /// For a log of what ran, and for tests that let the nth statement fail.
    using Watcher = std::function<Done(const QString &text)>;
    void watch(Watcher watcher) { m_watcher = std::move(watcher); }

    /// Whether "x" may stand for the text 'x' where nothing is called x, as SQLite has always allowed.
    enum class QuotedTexts { Allowed, Refused };
    void setQuotedTexts(QuotedTexts texts);

    /// A function of SQL, for statements of this connection; the same arguments need not give the same result. It runs
    /// on the connection's thread and lives as long as the connection, or until it is defined anew.
    using Function = std::function<Value(const Values &)>;
    Done define(const QString &name, int arguments, Function function);

    /// Makes the running statement fail with Cancelled; without one it does nothing. Any thread, as long as the
    /// connection lives. A write that is stopped takes its whole transaction with it.
    void interrupt();

    /// Changes by other connections make it another number (PRAGMA data_version).
    [[nodiscard]] Result<qint64> dataVersion();
    /// A consistent copy in a new file; outside a transaction. Begins anew where others write meanwhile.
    Done copyTo(const QString &path);

    [[nodiscard]] bool isReadOnly() const { return m_access == Access::ReadOnly; }
    [[nodiscard]] const DatabaseUrl &url() const { return m_url; }

private:
    Connection(DatabaseUrl url, Access access);

    enum class Immutable { No, Yes };
    /// Opens the file and looks into it, so that what is wrong with it is met here.
    struct Refusal
    {
        int sqliteCode = 0;
        Error error;
    };
    [[nodiscard]] tl::expected<void, Refusal> connect(Immutable immutable);
    void disconnect();
    [[nodiscard]] Done copyPages(const QString &target);
    [[nodiscard]] Error errorOf(const QSqlError &error) const;

    DatabaseUrl m_url;
    Access m_access;
    QString m_name; ///< of the QSqlDatabase
    std::atomic<sqlite3 *> m_handle = nullptr; ///< owned by the QSqlDatabase
    std::atomic<int> m_interrupts = 0; ///< so far
    std::unique_ptr<StatementCache> m_statements;
    Watcher m_watcher;
};

} // namespace relata
