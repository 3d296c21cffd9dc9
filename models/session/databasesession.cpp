#include "session/databasesession.h"

#include "data/changeabout.h"
#include "engine/engine.h"
#include "session/displaysettings.h"

#include <QTemporaryDir>

namespace relata {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto watchInterval = 1s;
/// How long a write may wait for a read of the same file before the read is asked to begin anew.
constexpr auto nudgeInterval = 250ms;
constexpr auto writeGrace = 2s;
/// Larger change sets are freed on the thread that made them.
constexpr std::size_t freedHere = 1'000;

HistoryState historyOf(const Engine &engine)
{
    const auto about = [](const ChangeSet *set) { return set ? std::optional(aboutOf(*set)) : std::nullopt; };
    return {about(engine.nextUndo()), about(engine.nextRedo())};
}

Result<ChangeSet> triedOut(Engine &source, const std::vector<Intent> &intents)
{
    const QTemporaryDir folder;
    if (!folder.isValid())
        return failure(
            ErrorCode::Io,
            u"There is no place for a scratch copy: %1. Free some space in the folder for temporary files."_s.arg(
                folder.errorString()));
    const DatabaseUrl copy{folder.filePath(u"scratch.sqlite"_s)};
    if (Done copied = source.connection().copyTo(copy.path); !copied)
        return tl::unexpected(copied.error());
    auto engine = Engine::open(copy, Access::ReadWrite);
    if (!engine)
        return tl::unexpected(engine.error());
    return (*engine)->submit(intents);
}

} // namespace

DatabaseSession::DatabaseSession(DatabaseUrl url, Access access) : m_url(std::move(url)), m_access(access)
{
    m_watch.setInterval(watchInterval);
    m_watch.setSingleShot(true);
    connect(&m_watch, &QTimer::timeout, this, &DatabaseSession::look);
    m_nudge.setInterval(nudgeInterval);
    connect(&m_nudge, &QTimer::timeout, this, [this] { m_reader.interrupt(); });
}

DatabaseSession::~DatabaseSession()
{
    m_scratch.reset();
    m_reader.stop(0ms);
    m_writer.stop(writeGrace);
}

void DatabaseSession::open(std::function<void(const Done &)> opened)
{
    // The callback waits here: it must not travel to the threads and die there.
    const Ticket ticket = m_mailbox.expect<EngineThread::Opened>(
        this, [this, opened = std::move(opened)](const Result<EngineThread::Opened> &facts) {
            if (facts)
                this->opened(*facts);
            opened(facts ? Done() : tl::unexpected(facts.error()));
        });
    const auto finish = [this, ticket](const Result<EngineThread::Opened> &facts) {
        deliver(this, [this, ticket, facts] { m_mailbox.answer(ticket, facts); });
    };
    // One after the other: the writer makes the log that the reader, who may write nothing, needs.
    m_writer.open(m_url, m_access, [this, finish](const Result<EngineThread::Opened> &writer) {
        if (!writer) {
            finish(writer);
            return;
        }
        deliver(this, [this, finish] { m_reader.open(m_url, Access::ReadOnly, finish); });
    });
}

void DatabaseSession::opened(const EngineThread::Opened &facts)
{
    m_schema = facts.schema;
    m_own = facts.own;
    if (!m_own)
        for (const auto &[model, parts] : displaysettings::load(m_url, m_schema))
            useLabel(model, parts);
    m_diagramPlaces = m_own && !isReadOnly() ? facts.diagram : displaysettings::loadDiagram(m_url);
    if (m_diagramPlaces.isEmpty())
        m_diagramPlaces = facts.diagram;
    look();
}

QString DatabaseSession::readOnlyReason() const
{
    return isReadOnly() ? u"%1 was opened read-only."_s.arg(m_url.fileName()) : QString();
}

template<typename T>
Session::Ticket DatabaseSession::expect(QObject *context, Callback<T> done)
{
    const Ticket ticket = m_mailbox.expect<T>(context ? context : this, std::move(done));
    updateBusy();
    return ticket;
}

template<typename T>
void DatabaseSession::answer(Ticket ticket, const Result<T> &result)
{
    // The callback may close the database, and us with it.
    const QPointer<DatabaseSession> self(this);
    m_mailbox.answer(ticket, result);
    if (self)
        updateBusy();
}

template<typename T>
Session::Ticket DatabaseSession::read(QObject *context, Callback<T> done, std::function<Result<T>(Engine &)> ask)
{
    const Ticket ticket = expect<T>(context, std::move(done));
    m_reader.post(ticket, [this, ticket, ask = std::move(ask)](Engine &engine) {
        Result<T> result = ask(engine);
        // Interrupted to let a write through, not because the answer is unwanted.
        while (!result && result.error().code == ErrorCode::Cancelled && !m_reader.isUnwanted())
            result = ask(engine);
        deliver(this, [this, ticket, result = std::move(result)] {
            // Read from another schema than the one that was asked for.
            const bool replaced = m_migration == Migration::Done;
            answer(ticket, replaced ? Result<T>(tl::unexpected(*refusal())) : result);
        });
    });
    return ticket;
}

Session::Ticket DatabaseSession::fetch(const Query &query, QObject *context, Callback<RowWindow> done)
{
    return read<RowWindow>(context, std::move(done), [query](Engine &engine) { return engine.fetch(query); });
}

Session::Ticket DatabaseSession::count(const Query &query, qint64 atMost, QObject *context, Callback<qint64> done)
{
    return read<qint64>(context, std::move(done),
                        [query, atMost](Engine &engine) { return engine.count(query, atMost); });
}

Session::Ticket DatabaseSession::rank(const Query &query, const Position &place, QObject *context, Callback<Rank> done)
{
    return read<Rank>(context, std::move(done), [query, place](Engine &engine) {
        return engine.rank(query, place).map([](const Engine::Rank &rank) { return Rank{rank.before, rank.present}; });
    });
}

Session::Ticket DatabaseSession::get(ModelId model, const Key &key, const std::vector<EndId> &ends, QObject *context,
                                     Callback<std::optional<Row>> done)
{
    return read<std::optional<Row>>(context, std::move(done),
                                    [model, key, ends](Engine &engine) { return engine.get(model, key, ends); });
}

Session::Ticket DatabaseSession::candidates(EndId end, const Key &key, const QString &text, QObject *context,
                                            Callback<std::vector<Candidate>> done)
{
    return read<std::vector<Candidate>>(
        context, std::move(done), [end, key, text](Engine &engine) -> Result<std::vector<Candidate>> {
            auto found = engine.candidates(end, key, text);
            if (!found)
                return tl::unexpected(found.error());
            std::vector<Candidate> list;
            for (Engine::Candidate &candidate : *found)
                list.push_back({std::move(candidate.instance), std::move(candidate.details),
                                std::move(candidate.holder), candidate.linked});
            return list;
        });
}

Session::Ticket DatabaseSession::propose(const Intent &intent, QObject *context, Callback<Plan> done)
{
    return read<Plan>(context, std::move(done), [intent](Engine &engine) {
        Result<Plan> plan = engine.plan(intent);
        // All the rows that go: nobody up here looks at them, and to free them would stop the window.
        if (plan) {
            plan->steps.clear();
            plan->clearings.clear();
            plan->blockers.clear();
        }
        return plan;
    });
}

Session::Ticket DatabaseSession::suggestions(QObject *context, Callback<std::vector<Suggestion>> done)
{
    return read<std::vector<Suggestion>>(context, std::move(done), [](Engine &engine) { return engine.suggestions(); });
}

void DatabaseSession::cancel(Ticket ticket)
{
    if (!m_mailbox.forget(ticket))
        return;
    m_reader.cancel(ticket);
    updateBusy();
}

void DatabaseSession::write(QObject *context, Callback<ChangeSet> done,
                            std::function<Result<ChangeSet>(Engine &)> change)
{
    const Ticket ticket = expect<ChangeSet>(context, std::move(done));
    if (const auto error = refusal()) {
        const Result<ChangeSet> refused = tl::unexpected(*error);
        deliver(this, [this, ticket, refused] { answer(ticket, refused); });
        return;
    }
    // With a write-ahead log, which databases of Relata's own have, reads never stand in a write's way.
    if (++m_writing == 1 && !m_own)
        m_nudge.start();
    m_writer.post(0, [this, ticket, change = std::move(change)](Engine &engine) {
        Result<ChangeSet> result = change(engine);
        deliver(this, [this, ticket, result = std::move(result), history = historyOf(engine)]() mutable {
            written(ticket, std::move(result), history);
        });
    });
}

void DatabaseSession::written(Ticket ticket, Result<ChangeSet> result, const HistoryState &history)
{
    if (--m_writing == 0)
        m_nudge.stop();
    const QPointer<DatabaseSession> self(this);
    const bool moved = history.undo != m_history.undo || history.redo != m_history.redo;
    m_history = history;
    if (result && (!result->isEmpty() || result->mayHaveMore))
        feed().publish(*result);
    if (self && moved)
        Q_EMIT historyChanged();
    if (self)
        answer(ticket, result);
    // To free many thousand rows takes a time that the window has not.
    if (self && result && result->changes.size() > freedHere)
        m_writer.post(0, [result = std::move(result)](Engine &) {});
}

std::optional<Error> DatabaseSession::refusal() const
{
    if (m_migration == Migration::Done)
        return Error{ErrorCode::Conflict, u"The schema of %1 was changed. Open it anew."_s.arg(m_url.fileName()), {}};
    if (m_migration == Migration::Running)
        return Error{ErrorCode::Conflict,
                     u"The schema of %1 is being changed. Wait until that is done."_s.arg(m_url.fileName()),
                     {}};
    if (isReadOnly())
        return Error{ErrorCode::ReadOnly, readOnlyReason() % u" Open it for writing to change it."_s, {}};
    return std::nullopt;
}

Session::Ticket DatabaseSession::planMigration(const MigrationIntent &intent, QObject *context,
                                               Callback<MigrationPlan> done)
{
    return read<MigrationPlan>(context, std::move(done),
                               [intent](Engine &engine) { return engine.planMigration(intent); });
}

Session::Ticket DatabaseSession::migrations(QObject *context, Callback<std::vector<MigrationRecord>> done)
{
    return read<std::vector<MigrationRecord>>(context, std::move(done),
                                              [](Engine &engine) { return engine.migrations(); });
}

Session::Ticket DatabaseSession::schemaScript(SqlDialect dialect, const std::optional<Schema> &draft, QObject *context,
                                              Callback<SchemaScript> done)
{
    return read<SchemaScript>(context, std::move(done), [dialect, draft](Engine &engine) {
        return engine.schemaScript(dialect, draft ? &*draft : nullptr);
    });
}

void DatabaseSession::migrate(const MigrationIntent &intent, QObject *context, Callback<MigrationOutcome> done)
{
    const Ticket ticket = expect<MigrationOutcome>(context, std::move(done));
    if (const auto error = refusal()) {
        const Result<MigrationOutcome> refused = tl::unexpected(*error);
        deliver(this, [this, ticket, refused] { answer(ticket, refused); });
        return;
    }
    m_migration = Migration::Running;
    // The reader stands still meanwhile, so that nothing is read by the former schema from the new tables, and no read
    // stands in the way of the commit.
    const auto ended = std::make_shared<std::promise<void>>();
    m_reader.post(0, [this, ticket, intent, ended](Engine &) {
        const std::future<void> end = ended->get_future();
        deliver(this, [this, ticket, intent, ended] { runMigration(ticket, intent, ended); });
        while (end.wait_for(20ms) != std::future_status::ready && !m_reader.isUnwanted()) {}
    });
}

void DatabaseSession::runMigration(Ticket ticket, const MigrationIntent &intent,
                                   const std::shared_ptr<std::promise<void>> &ended)
{
    m_writer.post(0, [this, ticket, intent, ended](Engine &engine) {
        const Result<MigrationOutcome> result = engine.migrate(intent);
        deliver(this, [this, ticket, result] { migrated(ticket, result); });
        ended->set_value();
    });
}

void DatabaseSession::migrated(Ticket ticket, const Result<MigrationOutcome> &result)
{
    const bool replaced = result && result->number > 0;
    m_migration = replaced ? Migration::Done : Migration::None;
    const QPointer<DatabaseSession> self(this);
    answer(ticket, result);
    if (self && replaced)
        Q_EMIT schemaReplaced();
}

void DatabaseSession::submit(const std::vector<Intent> &intents, QObject *context, Callback<ChangeSet> done)
{
    write(context, std::move(done), [intents](Engine &engine) { return engine.submit(intents); });
}

void DatabaseSession::undo(QObject *context, Callback<ChangeSet> done)
{
    write(context, std::move(done), [](Engine &engine) { return engine.undo(); });
}

void DatabaseSession::redo(QObject *context, Callback<ChangeSet> done)
{
    write(context, std::move(done), [](Engine &engine) { return engine.redo(); });
}

void DatabaseSession::tryOut(const std::vector<Intent> &intents, QObject *context, Callback<ChangeSet> done)
{
    const Ticket ticket = expect<ChangeSet>(context, std::move(done));
    const auto finish = [this, ticket](Result<ChangeSet> result) {
        deliver(this, [this, ticket, result = std::move(result)] { answer(ticket, result); });
    };
    if (!m_scratch)
        m_scratch = std::make_unique<EngineThread>();
    // Opened anew each time: a failure answers, and what runs after it finds nobody waiting.
    m_scratch->open(m_url, Access::ReadOnly, [finish](const Result<EngineThread::Opened> &opened) {
        if (!opened)
            finish(tl::unexpected(opened.error()));
    });
    m_scratch->post(0, [finish, intents](Engine &engine) { finish(triedOut(engine, intents)); });
}

void DatabaseSession::setLabel(ModelId model, std::vector<LabelPart> parts)
{
    if (m_migration != Migration::None)
        return;
    if (!m_own)
        displaysettings::save(m_url, m_schema, model, parts);
    useLabel(model, parts);
    Q_EMIT displayChanged(model);
}

void DatabaseSession::setDiagramPlaces(const QJsonObject &places)
{
    m_diagramPlaces = places;
    if (!m_own || isReadOnly()) {
        displaysettings::saveDiagram(m_url, places);
        return;
    }
    m_writer.post(0, [places](Engine &engine) {
        // Where it cannot be kept (a locked file), it holds for this session all the same.
        static_cast<void>(engine.setDiagram(places));
    });
}

void DatabaseSession::useLabel(ModelId model, const std::vector<LabelPart> &parts)
{
    m_schema.models[model.index()].setLabel(parts);
    const auto use = [model, parts](Engine &engine) {
        // Where it cannot be kept (a locked file), it holds for this session all the same.
        static_cast<void>(engine.setLabel(model, parts));
    };
    m_writer.post(0, use);
    m_reader.post(0, use);
}

/// Asks the writer's connection, whose own commits do not move its data version, whether others have written.
void DatabaseSession::look()
{
    m_writer.post(0, [this](Engine &engine) {
        const Result<qint64> version = engine.connection().dataVersion();
        const bool moved = version && m_seenVersion && *m_seenVersion != *version;
        if (version)
            m_seenVersion = *version;
        deliver(this, [this, moved] {
            const QPointer<DatabaseSession> self(this);
            if (moved) {
                ChangeSet set;
                set.origin = ChangeOrigin::Elsewhere;
                set.at = QDateTime::currentDateTimeUtc();
                set.mayHaveMore = true;
                feed().publish(set);
            }
            if (self)
                m_watch.start();
        });
    });
}

void DatabaseSession::updateBusy()
{
    const bool busy = !m_mailbox.isEmpty();
    if (busy == m_busy)
        return;
    m_busy = busy;
    Q_EMIT busyChanged(busy);
}

} // namespace relata
