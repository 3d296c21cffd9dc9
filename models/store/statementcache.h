#pragma once

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <list>

namespace relata {

/// Prepared statements of one connection, found again by their text; the least recently used go first.
/// Belongs to the connection's thread, and must be gone before its QSqlDatabase is removed.
class StatementCache
{
    struct Entry
    {
        QString text;
        QSqlQuery query;
    };

public:
    explicit StatementCache(QSqlDatabase database) : m_database(std::move(database)) {}

    /// A statement while it is used: nobody else can get it, so that a visitor may run the same text again.
    class Lease
    {
    public:
        [[nodiscard]] QSqlQuery &query() { return m_entry.front().query; }
        [[nodiscard]] bool isPrepared() const { return m_prepared; }

    private:
        friend class StatementCache;
        std::list<Entry> m_entry; ///< exactly one
        bool m_prepared = true;
    };

    /// Where it cannot be prepared, the lease's query tells why.
    [[nodiscard]] Lease take(const QString &text);
    /// For the next who asks. A statement that failed is not given back.
    void giveBack(Lease lease);

private:
    QSqlDatabase m_database;
    std::list<Entry> m_entries; ///< most recently used first
};

} // namespace relata
