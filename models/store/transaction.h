#pragma once

#include "base/error.h"
#include "store/connection.h"

namespace relata {

/// One write transaction (BEGIN IMMEDIATE, foreign keys deferred to the commit), or a savepoint inside one.
/// Leaving the scope without commit() rolls back.
class Transaction
{
public:
    [[nodiscard]] static Result<Transaction> begin(Connection &connection);
    /// Inside a running transaction.
    [[nodiscard]] static Result<Transaction> savepoint(Connection &connection);

    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// A commit that fails (a foreign key, a full disk) has rolled back.
    Done commit();
    void rollback();

private:
    enum class Kind { Whole, Savepoint };
    Transaction(Connection &connection, Kind kind) : m_connection(&connection), m_kind(kind) {}

    Connection *m_connection; ///< null: done
    Kind m_kind;
};

} // namespace relata
