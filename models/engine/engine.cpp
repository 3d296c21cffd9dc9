#include "engine/engine.h"

#include "base/overloaded.h"
#include "engine/migrator.h"
#include "engine/planner.h"
#include "engine/reader.h"
#include "engine/writer.h"
#include "sql/ddlbuilder.h"
#include "sql/writebuilder.h"
#include "store/introspector.h"
#include "store/metadata.h"
#include "store/migrationlog.h"

#include <QFile>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostUndoSteps = 1000;

void remember(std::vector<ChangeSet> &stack, ChangeSet set)
{
    if (stack.size() == mostUndoSteps)
        stack.erase(stack.begin());
    stack.push_back(std::move(set));
}

/// A refusal lists a few of those that stand in the way; the plan has them all.
Error restrictedError(const Schema &schema, const Plan &plan)
{
    constexpr int most = 5;
    QStringList names;
    for (const Clearing &blocker : plan.blockers) {
        const End &end = schema.end(blocker.end);
        names << u"%1 %2 (through %3)"_s.arg(schema.model(end.model).name, keyText(blocker.key), end.name);
        if (names.size() == most)
            break;
    }
    const auto more = static_cast<qsizetype>(plan.blockers.size()) - names.size();
    QString list = names.join(u", "_s);
    if (more > 0)
        list += u" and %1 more"_s.arg(more);
    return {
        ErrorCode::Restricted,
        u"%1 %2 cannot be deleted while these refer to it or to what goes with it: %3. Delete these too, or link them "
        "elsewhere first. Nothing was deleted."_s.arg(schema.model(plan.subject.model).name, keyText(plan.subject.key),
                                                      list),
        {}};
}

} // namespace

Engine::Engine(std::unique_ptr<Connection> connection, Schema schema, bool own, definitions::Snapshot tables)
    : m_connection(std::move(connection)), m_schema(std::move(schema)), m_own(own), m_tables(std::move(tables))
{}

Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::open(const DatabaseUrl &url, Access access)
{
    auto connection = Connection::open(url, access);
    if (!connection)
        return tl::unexpected(connection.error());
    // Before the schema, so that what changes in between is noticed.
    auto tables = definitions::snapshot(**connection);
    if (!tables)
        return tl::unexpected(tables.error());
    auto stored = metadata::read(**connection);
    if (!stored)
        return tl::unexpected(stored.error());
    if (*stored)
        return std::unique_ptr<Engine>(
            new Engine(std::move(*connection), std::move(**stored), true, std::move(*tables)));
    auto schema = introspect(**connection);
    if (!schema)
        return tl::unexpected(schema.error());
    return std::unique_ptr<Engine>(new Engine(std::move(*connection), std::move(*schema), false, std::move(*tables)));
}

Done Engine::create(const DatabaseUrl &url, const Schema &schema)
{
    auto connection = Connection::open(url, Access::ReadWrite, Connection::Create::Yes);
    if (!connection)
        return tl::unexpected(connection.error());
    const Done made = [&]() -> Done {
        auto transaction = Transaction::begin(**connection);
        if (!transaction)
            return tl::unexpected(transaction.error());
        std::vector<QString> texts;
        for (const Statement &statement : ddl::create(schema, Dialect::sqlite()))
            texts.push_back(statement.text);
        if (Done done = (*connection)->script(texts); !done)
            return done;
        if (Done done = metadata::write(**connection, schema); !done)
            return done;
        return transaction->commit();
    }();
    connection->reset();
    // Half a database is worse than none, and the file is ours: it was not there before.
    if (!made)
        QFile::remove(url.path);
    return made;
}

Result<RowWindow> Engine::fetch(const Query &query) { return Reader(*m_connection, m_schema).fetch(query); }

Done Engine::each(const Query &query, const std::function<Connection::More(const Row &)> &visit)
{
    return Reader(*m_connection, m_schema).each(query, visit);
}

Result<qint64> Engine::count(const Query &query, qint64 atMost)
{
    return Reader(*m_connection, m_schema).count(query, atMost);
}

Result<std::optional<Row>> Engine::get(ModelId model, const Key &key, const std::vector<EndId> &ends)
{
    Reader reader(*m_connection, m_schema);
    const auto values = reader.values(model, key);
    if (!values)
        return tl::unexpected(values.error());
    if (!*values)
        return std::optional<Row>();
    if (ends.empty()) {
        Row row;
        row.values = **values;
        row.key = reader.keyOf(model, row.values);
        row.label = reader.labelOf(model, row.values);
        return std::optional<Row>(std::move(row));
    }
    Query query;
    query.model = model;
    const std::vector<FieldId> &keyFields = m_schema.model(model).key;
    for (std::size_t i = 0; i < keyFields.size(); ++i) {
        std::vector<Predicate> &parts = std::get<AllOf>(query.where.what).parts;
        parts.push_back({Compares{keyFields[i], Comparison::Equal, {reader.keyOf(model, **values)[i]}}});
    }
    query.ends = ends;
    query.labels = true;
    auto window = reader.fetch(query);
    if (!window)
        return tl::unexpected(window.error());
    if (window->rows.empty())
        return std::optional<Row>();
    return std::optional<Row>(std::move(window->rows.front()));
}

Result<Engine::Rank> Engine::rank(const Query &query, const Position &place)
{
    Reader reader(*m_connection, m_schema);
    const auto before = reader.countBefore(query, place);
    if (!before)
        return tl::unexpected(before.error());
    const auto present = reader.contains(query, place.key);
    if (!present)
        return tl::unexpected(present.error());
    return Rank{*before, *present};
}

Result<std::vector<Key>> Engine::relatedKeys(EndId end, const Key &key)
{
    return Reader(*m_connection, m_schema).relatedKeys(end, key);
}

Result<QString> Engine::label(ModelId model, const Key &key)
{
    return Reader(*m_connection, m_schema).label(model, key);
}

Result<Plan> Engine::plan(const Intent &intent)
{
    Reader reader(*m_connection, m_schema);
    return Planner(reader, m_schema).plan(intent);
}

/// Plans and runs each intent on what the one before left. The caller holds the transaction.
Result<Engine::Applied> Engine::applyIntents(const std::vector<Intent> &intents)
{
    Reader reader(*m_connection, m_schema);
    Writer writer(*m_connection, reader, m_schema);
    NetChanges net;
    std::vector<Change> log;
    ChangeSet about;
    for (const Intent &intent : intents) {
        auto plan = Planner(reader, m_schema).plan(intent);
        if (!plan)
            return tl::unexpected(plan.error());
        if (!plan->blockers.empty())
            return tl::unexpected(restrictedError(m_schema, *plan));
        about.kind = plan->kind;
        about.subjectModel = plan->subject.model;
        about.subjectKey = plan->subject.key;
        about.subjectLabel = plan->subject.label;
        about.objectLabel = plan->objectLabel;
        about.fieldName = plan->fieldName;
        for (const Step &step : plan->steps) {
            auto change = writer.run(step);
            if (!change)
                return tl::unexpected(change.error());
            if (!*change)
                continue;
            about.mayHaveMore = about.mayHaveMore || m_schema.model(modelOf(**change)).hasTriggers;
            if (const auto *inserted = std::get_if<Inserted>(&**change);
                inserted && plan->kind == ChangeKind::Created) {
                about.subjectKey = inserted->key;
                about.subjectLabel = reader.labelOf(inserted->model, inserted->after);
            }
            net.add(**change);
            log.push_back(std::move(**change));
        }
    }
    Applied applied{std::move(about), std::move(log)};
    if (intents.size() > 1)
        applied.net.kind = ChangeKind::Several;
    applied.net.changes = net.take().changes;
    applied.net.at = QDateTime::currentDateTimeUtc();
    return applied;
}

void Engine::rememberUndo(const ChangeSet &net, std::vector<Change> log)
{
    ChangeSet step = net;
    step.changes = std::move(log);
    remember(m_undo, std::move(step));
    m_redo.clear();
}

Result<ChangeSet> Engine::submit(const std::vector<Intent> &intents)
{
    auto transaction = m_transaction ? Transaction::savepoint(*m_connection) : Transaction::begin(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto applied = applyIntents(intents);
    if (!applied)
        return tl::unexpected(applied.error());
    if (Done done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    ChangeSet &net = applied->net;
    if (m_transaction) {
        m_pending.append(net);
        std::ranges::move(applied->log, std::back_inserter(m_pendingLog));
        return std::move(net);
    }
    if (net.isEmpty())
        return std::move(net);
    net.number = ++m_number;
    rememberUndo(net, std::move(applied->log));
    return std::move(net);
}

Done Engine::begin()
{
    if (m_transaction)
        return failure(ErrorCode::Unsupported, u"A transaction is already open. Commit it or roll it back first."_s);
    auto transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    m_transaction.emplace(std::move(*transaction));
    m_pending = {};
    m_pendingLog.clear();
    return {};
}

Result<ChangeSet> Engine::commit()
{
    if (!m_transaction)
        return failure(ErrorCode::Unsupported, u"No transaction is open, so there is nothing to commit."_s);
    const Done done = m_transaction->commit();
    m_transaction.reset();
    ChangeSet set = m_pending.take();
    m_pending = {};
    std::vector<Change> log = std::exchange(m_pendingLog, {});
    if (!done)
        return tl::unexpected(done.error());
    if (set.isEmpty())
        return set;
    set.number = ++m_number;
    rememberUndo(set, std::move(log));
    return set;
}

Done Engine::rollback()
{
    if (!m_transaction)
        return failure(ErrorCode::Unsupported, u"No transaction is open, so there is nothing to roll back."_s);
    m_transaction->rollback();
    m_transaction.reset();
    m_pending = {};
    m_pendingLog.clear();
    return {};
}

Result<ChangeSet> Engine::replay(const ChangeSet &set, ChangeOrigin origin)
{
    auto transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Reader reader(*m_connection, m_schema);
    Writer writer(*m_connection, reader, m_schema);
    NetChanges net;
    writer.expectRemovals(set.changes);
    for (const Change &change : set.changes) {
        auto made = writer.replay(change);
        if (!made) {
            // A value that others have taken since, a target that they deleted: all of it is their change against ours.
            if (made.error().code == ErrorCode::Duplicate || made.error().code == ErrorCode::MissingTarget)
                return failure(ErrorCode::Conflict, made.error().message, made.error().detail);
            return tl::unexpected(made.error());
        }
        if (*made)
            net.add(**made);
    }
    if (Done done = transaction->commit(); !done) {
        if (done.error().code == ErrorCode::MissingTarget)
            return failure(ErrorCode::Conflict,
                           u"An instance that this refers to was deleted by others. Nothing was changed."_s,
                           done.error().detail);
        return tl::unexpected(done.error());
    }
    ChangeSet made = set;
    made.changes = net.take().changes;
    made.origin = origin;
    made.at = QDateTime::currentDateTimeUtc();
    made.number = ++m_number;
    return made;
}

Result<ChangeSet> Engine::undo()
{
    if (m_transaction)
        return failure(ErrorCode::Unsupported,
                       u"Undo waits for the open transaction. Commit it or roll it back first."_s);
    if (m_undo.empty())
        return failure(ErrorCode::NothingToUndo, u"There is nothing to undo."_s);
    auto made = replay(inverted(m_undo.back()), ChangeOrigin::Undo);
    if (!made)
        return made;
    remember(m_redo, std::move(m_undo.back()));
    m_undo.pop_back();
    return made;
}

Result<ChangeSet> Engine::redo()
{
    if (m_transaction)
        return failure(ErrorCode::Unsupported,
                       u"Redo waits for the open transaction. Commit it or roll it back first."_s);
    if (m_redo.empty())
        return failure(ErrorCode::NothingToUndo, u"There is nothing to redo."_s);
    auto made = replay(m_redo.back(), ChangeOrigin::Redo);
    if (!made)
        return made;
    remember(m_undo, std::move(m_redo.back()));
    m_redo.pop_back();
    return made;
}

Done Engine::clear()
{
    if (m_transaction)
        (void)rollback();
    // No order of tables suits every set of foreign keys, and everything goes: they are switched off meanwhile, which
    // SQLite allows only outside a transaction.
    if (Done done = m_connection->script({u"PRAGMA foreign_keys = OFF"_s}); !done)
        return done;
    const Done cleared = [&]() -> Done {
        auto transaction = Transaction::begin(*m_connection);
        if (!transaction)
            return tl::unexpected(transaction.error());
        for (std::size_t i = 0; i < m_schema.models.size(); ++i) {
            if (m_schema.models[i].view)
                continue;
            const auto done =
                m_connection->run(write::removeAll(m_schema, Dialect::sqlite(), ModelId(static_cast<int>(i))));
            if (!done)
                return tl::unexpected(done.error());
        }
        return transaction->commit();
    }();
    if (Done done = m_connection->script({u"PRAGMA foreign_keys = ON"_s}); !done)
        return done;
    if (!cleared)
        return cleared;
    m_undo.clear();
    m_redo.clear();
    return {};
}

QJsonObject Engine::diagram()
{
    if (!m_own)
        return {};
    return metadata::readDiagram(*m_connection).value_or(QJsonObject());
}

Done Engine::setDiagram(const QJsonObject &diagram)
{
    if (!m_own || m_connection->isReadOnly())
        return {};
    return metadata::writeDiagram(*m_connection, diagram);
}

Done Engine::setLabel(ModelId model, std::vector<LabelPart> parts)
{
    Schema changed = m_schema;
    changed.models[model.index()].setLabel(std::move(parts));
    if (m_own && !m_connection->isReadOnly())
        if (Done done = metadata::write(*m_connection, changed); !done)
            return done;
    m_schema = std::move(changed);
    return {};
}

Result<MigrationPlan> Engine::planMigration(const MigrationIntent &intent)
{
    return Migrator(*m_connection, m_schema, m_own, m_tables).plan(intent);
}

Result<MigrationOutcome> Engine::migrate(const MigrationIntent &intent)
{
    auto applied = Migrator(*m_connection, m_schema, m_own, m_tables).apply(intent);
    if (!applied)
        return tl::unexpected(applied.error());
    m_schema = std::move(applied->schema);
    m_tables = std::move(applied->tables);
    m_own = applied->own;
    m_undo.clear();
    m_redo.clear();
    return std::move(applied->outcome);
}

Result<std::vector<MigrationRecord>> Engine::migrations() { return migrationlog::read(*m_connection); }

} // namespace relata
