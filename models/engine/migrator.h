#pragma once

#include "data/migration.h"
#include "engine/migrationchecks.h"
#include "engine/migrationrules.h"
#include "engine/migrationscript.h"
#include "store/connection.h"

namespace relata {

/// Brings a database from its schema to another with the data kept. Belongs to the connection's thread; one object a
/// plan or a migration.
class Migrator
{
public:
    /// `own`: Relata made the database, and keeps its schema in it. `tables`: those that the schema was read from.
    Migrator(Connection &connection, const Schema &schema, bool own, const definitions::Snapshot &tables);

    /// What would happen, by reading only.
    [[nodiscard]] Result<MigrationPlan> plan(const MigrationIntent &intent);

    struct Applied
    {
        MigrationOutcome outcome;
        Schema schema; ///< as it is to be read from now on
        definitions::Snapshot tables;
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
        std::unique_ptr<MigrationRemoval> removal; ///< none: no remedy deletes
        std::map<std::size_t, MigrationChecks::Loss> deleted; ///< by it, by step
    };
    [[nodiscard]] Result<Work> prepare(const MigrationIntent &intent);
    [[nodiscard]] Result<MigrationIntent> completed(const MigrationIntent &intent) const;
    Done mayApply(const Work &work) const;
    Done isAsRead();
    Done isAsTold(const Work &work) const;
    [[nodiscard]] Result<Applied> run(Work &work);
    [[nodiscard]] Result<Schema> withViewsAsTheyAre(const Schema &schema);
    [[nodiscard]] MigrationSql sqlOf(const Work &work) const;
    Done checkRows(Work &work);
    Done noteTriggers(Work &work);
    Done isAsPlanned(const Work &work);

    /// What must not be worse afterwards.
    struct State
    {
        std::map<QString, qint64> rows; ///< by table
        std::map<QString, qint64> violations; ///< of foreign keys; by table, missing where SQLite cannot tell
        Soundness soundness;
    };
    [[nodiscard]] Result<State> state(const QStringList &tables);
    Done removeInstances(Work &work, const State &before);
    Done compare(const Work &work, const State &before, const std::map<QString, qint64> &expected);
    [[nodiscard]] Result<qint64> number(const QString &select);

    Connection &m_connection;
    const Schema &m_schema;
    bool m_own;
    const definitions::Snapshot &m_tables;
    QString m_now;
};

} // namespace relata
