#include "store/transaction.h"

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;

Result<Transaction> Transaction::begin(Connection &connection)
{
    // SQLite begins also where nothing can be written.
    if (connection.isReadOnly())
        return failure(ErrorCode::ReadOnly, u"The database is open read-only, so nothing can be changed in it."_s);
    // IMMEDIATE: a lock that others hold is met here, before anything was done, and never half way through.
    if (auto begun = connection.run({u"BEGIN IMMEDIATE"_s, {}}); !begun)
        return tl::unexpected(begun.error());
    Transaction transaction(connection, Kind::Whole);
    // SQLite forgets this at the end of each transaction.
    if (auto deferred = connection.run({u"PRAGMA defer_foreign_keys=ON"_s, {}}); !deferred)
        return tl::unexpected(deferred.error());
    return transaction;
}

Result<Transaction> Transaction::savepoint(Connection &connection)
{
    Q_ASSERT(connection.isInTransaction());
    // One name is enough: SQLite takes the innermost savepoint of a name.
    if (auto begun = connection.run({u"SAVEPOINT relata"_s, {}}); !begun)
        return tl::unexpected(begun.error());
    return Transaction(connection, Kind::Savepoint);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_connection(std::exchange(other.m_connection, nullptr)), m_kind(other.m_kind)
{}

Transaction::~Transaction() { rollback(); }

Done Transaction::commit()
{
    Q_ASSERT(m_connection);
    if (!m_connection->isInTransaction()) {
        m_connection = nullptr;
        return failure(ErrorCode::Io, u"The database had rolled the changes back. Nothing was changed; try again."_s);
    }
    const auto done = m_connection->run({m_kind == Kind::Whole ? u"COMMIT"_s : u"RELEASE relata"_s, {}});
    if (!done) {
        rollback();
        return tl::unexpected(done.error());
    }
    m_connection = nullptr;
    return {};
}

void Transaction::rollback()
{
    Connection *connection = std::exchange(m_connection, nullptr);
    // After a full disk or an interrupted write SQLite has already rolled back by itself.
    if (!connection || !connection->isInTransaction())
        return;
    if (m_kind == Kind::Whole) {
        (void)connection->run({u"ROLLBACK"_s, {}});
        return;
    }
    (void)connection->run({u"ROLLBACK TO relata"_s, {}});
    (void)connection->run({u"RELEASE relata"_s, {}});
}

} // namespace relata
