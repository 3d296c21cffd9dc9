#pragma once

#include "base/error.h"
#include "sql/removalsql.h"
#include "store/connection.h"

#include <map>
#include <vector>

namespace relata {

/// What the deletes of a migration take with them: the closure over the delete rules of the schema before, gathered in
/// temporary tables of the connection, which go with this object. Belongs to the connection's thread.
///
/// In the order of its use: start(); add() for each set of rows; refused() and effects(); run() within a transaction.
class MigrationRemoval
{
public:
    MigrationRemoval(Connection &connection, const Schema &schema);
    ~MigrationRemoval();
    MigrationRemoval(const MigrationRemoval &) = delete;
    MigrationRemoval &operator=(const MigrationRemoval &) = delete;

    /// Makes the tables, empty, and a view for each model: viewName().
    Done start();
    /// The rows of a model, as they are without those that go already, for which the condition on alias o holds; and
    /// all that goes with them. Answers how many rows hold.
    [[nodiscard]] Result<qint64> add(ModelId model, const QString &condition, int cause);

    /// Rows that stand in the way of a cause's deletes.
    struct Blocking
    {
        int cause = 0;
        ReferenceId reference;
        qint64 count = 0;
    };
    [[nodiscard]] Result<std::vector<Blocking>> blocking();

    struct Effects
    {
        std::map<ModelId, qint64> gone; ///< each instance at the first cause that reaches it
        std::map<ReferenceId, qint64> cleared;
    };
    [[nodiscard]] Result<std::map<int, Effects>> effects(); ///< by cause

    /// Clears and deletes, children before their parents. Triggers of the database run, as for any delete. Fails
    /// where another number of rows was touched than was gathered. Answers how many went, by model.
    [[nodiscard]] Result<std::map<ModelId, qint64>> run(const QString &now);

    [[nodiscard]] static QString viewName(ModelId model) { return RemovalSql::viewName(model); }

private:
    [[nodiscard]] bool goesAlong(ReferenceId reference) const;
    [[nodiscard]] Result<bool> isCleared(ReferenceId reference);
    [[nodiscard]] Result<qint64> number(const Statement &statement);
    [[nodiscard]] std::vector<ModelId> childrenFirst() const;

    Connection &m_connection;
    const Schema &m_schema;
    RemovalSql m_sql;
    std::vector<qint64> m_followed; ///< by reference: the last row that was looked behind
};

} // namespace relata
