#pragma once

#include "data/migration.h"
#include "engine/migrationchecks.h"
#include "engine/migrationscript.h"
#include "store/connection.h"

namespace relata {

/// Brings a database from its schema to another with the data kept. Belongs to the connection's thread; one object a
/// plan or a migration.
class Migrator
{
public:
    /// `own`: Relata made the database, and keeps its schema in it.
    Migrator(Connection &connection, const Schema &schema, bool own);

    /// What would happen, by reading only.
    [[nodiscard]] Result<MigrationPlan> plan(const MigrationIntent &intent);

    struct Applied
    {
        MigrationOutcome outcome;
        Schema schema; ///< as it is to be read from now on
        bool own = false;
    };
    /// Plans again inside the transaction, so that nothing can have changed since, and does it: all of it or nothing.
    [[nodiscard]] Result<Applied> apply(const MigrationIntent &intent);

private:
    /// What a plan was made from.
    struct Work
    {
        MigrationIntent intent; ///< complete
        MigrationPlan plan;
        MigrationScript script;
        std::vector<MigrationChecks::Deletion> deletions;
    };
    [[nodiscard]] Result<Work> prepare(const MigrationIntent &intent);
    [[nodiscard]] Result<MigrationIntent> completed(const MigrationIntent &intent) const;
    Done mayApply(const Work &work) const;
    [[nodiscard]] Result<Applied> run(const Work &work);
    [[nodiscard]] Result<Schema> withViewsAsTheyAre(const Schema &schema);
    [[nodiscard]] Result<QString> backUp();
    Done removeInstances(const Work &work);
    Done removeBatch(ModelId model, const std::vector<Key> &keys);

    /// What must not be worse afterwards.
    struct State
    {
        std::map<QString, qint64> rows; ///< by table
        std::map<QString, qint64> violations; ///< of foreign keys; by table, missing where SQLite cannot tell
        qint64 damages = 0;
    };
    [[nodiscard]] Result<State> state(const QStringList &tables);
    Done compare(const Work &work, const State &before, const std::map<QString, qint64> &expected);
    [[nodiscard]] Result<qint64> number(const QString &select);

    Connection &m_connection;
    const Schema &m_schema;
    bool m_own;
    QString m_now;
};

} // namespace relata
