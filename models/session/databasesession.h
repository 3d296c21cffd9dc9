#pragma once

#include "session/deliver.h"
#include "session/enginethread.h"
#include "session/session.h"

#include <QTimer>

#include <future>

namespace relata {

/// The real session: a writer and a reader, each an engine on its own thread, so that a long write never stops
/// browsing; a third, made when needed, for scratch copies. GUI thread.
class DatabaseSession final : public Session
{
public:
    DatabaseSession(DatabaseUrl url, Access access);
    /// Writes that were asked for are given two seconds to end; reads are interrupted. To be sure that all is written,
    /// wait for busyChanged(false).
    ~DatabaseSession() override;

    /// Once, before anything else.
    void open(std::function<void(const Done &)> opened);

    [[nodiscard]] const Schema &schema() const override { return m_schema; }
    [[nodiscard]] DatabaseUrl url() const override { return m_url; }
    [[nodiscard]] bool isReadOnly() const override { return m_access == Access::ReadOnly; }
    [[nodiscard]] QString readOnlyReason() const override;

    Ticket fetch(const Query &query, QObject *context, Callback<RowWindow> done) override;
    Ticket count(const Query &query, qint64 atMost, QObject *context, Callback<qint64> done) override;
    Ticket rank(const Query &query, const Position &place, QObject *context, Callback<Rank> done) override;
    Ticket get(ModelId model, const Key &key, const std::vector<EndId> &ends, QObject *context,
               Callback<std::optional<Row>> done) override;
    Ticket candidates(EndId end, const Key &key, const QString &text, QObject *context,
                      Callback<std::vector<Candidate>> done) override;
    Ticket suggestions(QObject *context, Callback<std::vector<Suggestion>> done) override;
    void cancel(Ticket ticket) override;

    void submit(const std::vector<Intent> &intents, QObject *context, Callback<ChangeSet> done) override;
    Ticket propose(const Intent &intent, QObject *context, Callback<Plan> done) override;
    void undo(QObject *context, Callback<ChangeSet> done) override;
    void redo(QObject *context, Callback<ChangeSet> done) override;
    [[nodiscard]] HistoryState history() const override { return m_history; }

    void tryOut(const std::vector<Intent> &intents, QObject *context, Callback<ChangeSet> done) override;
    Ticket planMigration(const MigrationIntent &intent, QObject *context, Callback<MigrationPlan> done) override;
    void migrate(const MigrationIntent &intent, QObject *context, Callback<MigrationOutcome> done) override;
    Ticket migrations(QObject *context, Callback<std::vector<MigrationRecord>> done) override;
    Ticket schemaScript(SqlDialect dialect, const std::optional<Schema> &draft, QObject *context,
                        Callback<SchemaScript> done) override;
    void setLabel(ModelId model, std::vector<LabelPart> parts) override;
    [[nodiscard]] QJsonObject diagramPlaces() const override { return m_diagramPlaces; }
    void setDiagramPlaces(const QJsonObject &places) override;

private:
    template<typename T>
    Ticket expect(QObject *context, Callback<T> done);
    template<typename T>
    void answer(Ticket ticket, const Result<T> &result);
    template<typename T>
    Ticket read(QObject *context, Callback<T> done, std::function<Result<T>(Engine &)> ask);
    void write(QObject *context, Callback<ChangeSet> done, std::function<Result<ChangeSet>(Engine &)> change);
    void written(Ticket ticket, Result<ChangeSet> result, const HistoryState &history);

    void runMigration(Ticket ticket, const MigrationIntent &intent, const std::shared_ptr<std::promise<void>> &ended);
    void migrated(Ticket ticket, const Result<MigrationOutcome> &result);
    /// Why nothing can be done now, where nothing can.
    [[nodiscard]] std::optional<Error> refusal() const;

    void opened(const EngineThread::Opened &facts);
    void useLabel(ModelId model, const std::vector<LabelPart> &parts);
    void look();
    void updateBusy();

    DatabaseUrl m_url;
    Access m_access;
    Schema m_schema;
    bool m_own = false;
    QJsonObject m_diagramPlaces;
    HistoryState m_history;
    Mailbox m_mailbox;
    bool m_busy = false;
    int m_writing = 0;
    enum class Migration { None, Running, Done } m_migration = Migration::None;
    QTimer m_watch;
    QTimer m_nudge;
    std::optional<qint64> m_seenVersion; ///< used on the writer's thread alone
    EngineThread m_writer;
    EngineThread m_reader;
    std::unique_ptr<EngineThread> m_scratch;
};

} // namespace relata
