#pragma once

#include "base/error.h"
#include "data/databaseurl.h"
#include "data/intent.h"
#include "data/migration.h"
#include "data/plan.h"
#include "data/rowwindow.h"
#include "data/schemascript.h"
#include "data/suggestion.h"
#include "store/connection.h"
#include "store/definitions.h"
#include "store/transaction.h"

#include <QJsonObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace relata {

/// The relationship engine over one connection: plan, apply, read, undo. Lives on one thread.
/// A failed operation changes nothing. Undo and redo reach over everything committed through this engine.
class Engine
{
public:
    [[nodiscard]] static Result<std::unique_ptr<Engine>> open(const DatabaseUrl &url, Access access);
    /// Makes a new file with this schema; an existing file is not touched.
    static Done create(const DatabaseUrl &url, const Schema &schema);
    ~Engine();

    [[nodiscard]] const Schema &schema() const { return m_schema; }
    /// True where Relata made the database (it has the table relata_schema).
    [[nodiscard]] bool isOwn() const { return m_own; }
    [[nodiscard]] Connection &connection() { return *m_connection; }

    // Reading
    [[nodiscard]] Result<RowWindow> fetch(const Query &query);
    /// Row by row, without keeping them.
    Done each(const Query &query, const std::function<Connection::More(const Row &)> &visit);
    [[nodiscard]] Result<qint64> count(const Query &query, qint64 atMost = 0);
    [[nodiscard]] Result<std::optional<Row>> get(ModelId model, const Key &key, const std::vector<EndId> &ends = {});
    struct Rank
    {
        qint64 before = 0;
        bool present = false;
    };
    [[nodiscard]] Result<Rank> rank(const Query &query, const Position &place);
    /// Keys at the other end, in key order.
    [[nodiscard]] Result<std::vector<Key>> relatedKeys(EndId end, const Key &key);
    struct Candidate
    {
        InstanceRef instance;
        QStringList details;
        std::optional<InstanceRef> holder;
        bool linked = false;
    };
    [[nodiscard]] Result<std::vector<Candidate>> candidates(EndId end, const Key &key, const QString &text);
    /// Relationships that are not declared but that names and values show, best first, one for a field at most. Looks
    /// at the first 100,000 rows of a model, and for 5 s at most; can be interrupted.
    [[nodiscard]] Result<std::vector<Suggestion>> suggestions();
    [[nodiscard]] Result<QString> label(ModelId model, const Key &key);

    // Writing
    /// What an intent would do, by reading only.
    [[nodiscard]] Result<Plan> plan(const Intent &intent);
    /// All or nothing; one undo step (or part of the open transaction's).
    Result<ChangeSet> submit(const std::vector<Intent> &intents);
    Done begin();
    /// The net change of the transaction.
    Result<ChangeSet> commit();
    Done rollback();
    [[nodiscard]] bool inTransaction() const { return m_transaction.has_value(); }

    Result<ChangeSet> undo();
    Result<ChangeSet> redo();
    /// What the next undo or redo is about; its `changes` are all that ran, not their net.
    [[nodiscard]] const ChangeSet *nextUndo() const { return m_undo.empty() ? nullptr : &m_undo.back(); }
    [[nodiscard]] const ChangeSet *nextRedo() const { return m_redo.empty() ? nullptr : &m_redo.back(); }
    /// Deletes every instance of every model; forgets undo and redo.
    Done clear();

    /// Sets which field stands for an instance; kept in relata_schema where Relata made the database.
    Done setLabel(ModelId model, std::vector<LabelPart> parts);
    /// What the diagram keeps in an own database; empty where nothing is, or it cannot be read.
    [[nodiscard]] QJsonObject diagram();
    /// For own databases that may be written; nothing happens in others.
    Done setDiagram(const QJsonObject &diagram);

    /// The schema as SQL. `draft`: another one than the database has. For SQLite, the database's own definitions to the
    /// letter where others made it and the tables stay; else what cannot be carried over is named. `invalid_value`
    /// where a draft is not one that a database could have.
    [[nodiscard]] Result<SchemaScript> schemaScript(SqlDialect dialect, const Schema *draft = nullptr);
    /// Of a schema that no database has yet.
    [[nodiscard]] static Result<SchemaScript> schemaScriptOf(const Schema &draft, SqlDialect dialect);

    // Changing the schema
    /// What bringing the database to another schema would do, by reading only.
    [[nodiscard]] Result<MigrationPlan> planMigration(const MigrationIntent &intent);
    /// All of it or nothing, outside transactions. Afterwards schema() is the new one, and undo and redo are forgotten.
    /// `conflict` where rows stand in the way, or others have changed the tables or what was told of the rows,
    /// `restricted` where data would be lost unasked.
    Result<MigrationOutcome> migrate(const MigrationIntent &intent);
    /// What was done before, the first one first.
    [[nodiscard]] Result<std::vector<MigrationRecord>> migrations();

    /// A violation that `check` reports: a sentence.
    Done check(const std::function<void(const QString &)> &report);

private:
    Engine(std::unique_ptr<Connection> connection, Schema schema, bool own, definitions::Snapshot tables);

    /// What a submit did: its net change for the feed, and every change in the order in which it ran. Undo goes back
    /// along the latter: a value that two instances exchange, or a field emptied for a delete, has no order in the net.
    struct Applied
    {
        ChangeSet net;
        std::vector<Change> log;
    };
    Result<Applied> applyIntents(const std::vector<Intent> &intents);
    Result<ChangeSet> replay(const ChangeSet &set, ChangeOrigin origin);
    void rememberUndo(const ChangeSet &net, std::vector<Change> log);

    std::unique_ptr<Connection> m_connection;
    Schema m_schema;
    bool m_own;
    definitions::Snapshot m_tables; ///< that the schema was read from
    std::optional<Transaction> m_transaction;
    NetChanges m_pending; ///< of the open transaction
    std::vector<Change> m_pendingLog;
    std::vector<ChangeSet> m_undo; ///< their changes are logs
    std::vector<ChangeSet> m_redo;
    qint64 m_number = 0;
};

} // namespace relata
