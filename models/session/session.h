#pragma once

#include "base/error.h"
#include "data/databaseurl.h"
#include "data/intent.h"
#include "data/migration.h"
#include "data/plan.h"
#include "data/rowwindow.h"
#include "data/schemascript.h"
#include "data/suggestion.h"
#include "session/changefeed.h"

#include <QJsonObject>
#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace relata {

/// What the next undo or redo would do.
struct HistoryState
{
    std::optional<ChangeSet> undo; ///< without its `changes`: what to say about it
    std::optional<ChangeSet> redo;
};

/// An open database, as the window sees it. GUI thread; every answer comes later, on the GUI thread, in a callback.
/// A callback is not called when its context object is gone or its ticket was cancelled; nothing here ever waits.
/// Abstract so that item models and views can be tested against a scripted one; DatabaseSession is the real one.
class Session : public QObject
{
    Q_OBJECT

public:
    using Ticket = quint64; ///< names a pending read; 0 names none
    template<typename T>
    using Callback = std::function<void(const Result<T> &)>;

    using QObject::QObject;

    [[nodiscard]] virtual const Schema &schema() const = 0;
    [[nodiscard]] virtual DatabaseUrl url() const = 0;
    [[nodiscard]] virtual bool isReadOnly() const = 0;
    /// Why it is read-only, as a sentence; empty where it is not.
    [[nodiscard]] virtual QString readOnlyReason() const = 0;
    [[nodiscard]] ChangeFeed &feed() { return m_feed; }

    // Reads: on the reader's thread, in the order asked, newest state of the database.
    virtual Ticket fetch(const Query &query, QObject *context, Callback<RowWindow> done) = 0;
    /// Instances that match, ignoring the query's stretch. With `atMost` > 0 counting stops there.
    virtual Ticket count(const Query &query, qint64 atMost, QObject *context, Callback<qint64> done) = 0;
    /// How many rows of the query stand before this place, and whether an instance with exactly its key is in the
    /// query.
    struct Rank
    {
        qint64 before = 0;
        bool present = false;
    };
    virtual Ticket rank(const Query &query, const Position &place, QObject *context, Callback<Rank> done) = 0;
    /// One whole instance, with its links where ends are asked for; nothing where there is none.
    virtual Ticket get(ModelId model, const Key &key, const std::vector<EndId> &ends, QObject *context,
                       Callback<std::optional<Row>> done) = 0;
    /// Candidates for linking through this end, best first: the current one, free ones, taken ones (1:1) with their
    /// holder. Labels that begin with the text before labels that contain it. At most 50.
    struct Candidate
    {
        InstanceRef instance;
        QStringList details; ///< up to two more fields' values
        std::optional<InstanceRef> holder; ///< 1:1: who has it now
        bool linked = false; ///< already linked to the instance in question
    };
    virtual Ticket candidates(EndId end, const Key &key, const QString &text, QObject *context,
                              Callback<std::vector<Candidate>> done) = 0;
    /// Relationships that are not declared but that names and values show, best first: to be offered, with the
    /// evidence. Takes up to 5 s on a large database, while other reads wait: ask when a person asks.
    virtual Ticket suggestions(QObject *context, Callback<std::vector<Suggestion>> done) = 0;
    virtual void cancel(Ticket ticket) = 0;

    // Door 1: on the writer's thread. Several intents are one transaction and one undo step.
    virtual void submit(const std::vector<Intent> &intents, QObject *context, Callback<ChangeSet> done) = 0;
    /// What a delete would do; reads only. Its preview and subject, that is: the steps, which are as many as the rows
    /// that go, stay on the reader's thread.
    virtual Ticket propose(const Intent &intent, QObject *context, Callback<Plan> done) = 0;
    virtual void undo(QObject *context, Callback<ChangeSet> done) = 0;
    virtual void redo(QObject *context, Callback<ChangeSet> done) = 0;
    [[nodiscard]] virtual HistoryState history() const = 0;

    /// Runs intents on a scratch copy of the database and answers what they changed; the database is not touched.
    virtual void tryOut(const std::vector<Intent> &intents, QObject *context, Callback<ChangeSet> done) = 0;

    /// What bringing the database to another schema would do: on the reader's thread, by reading only.
    virtual Ticket planMigration(const MigrationIntent &intent, QObject *context, Callback<MigrationPlan> done) = 0;
    /// Does it, on the writer's thread, all of it or nothing. What was asked before it is done before it; reads that
    /// are asked meanwhile wait, changes are refused with `conflict`. Once it has succeeded this session speaks of a
    /// schema that is no more: all that waits or is asked later is refused with `conflict`, and after `done` it emits
    /// schemaReplaced(): close it and open the file anew. Where it was refused, or nothing differed (number 0), all
    /// goes on as before.
    virtual void migrate(const MigrationIntent &intent, QObject *context, Callback<MigrationOutcome> done) = 0;
    /// The migrations that were made, the first one first.
    virtual Ticket migrations(QObject *context, Callback<std::vector<MigrationRecord>> done) = 0;

    /// The schema as SQL for a database of this kind; `draft`: another schema than the database has. What cannot be
    /// carried over is named. `invalid_value` where no database could have the draft.
    virtual Ticket schemaScript(SqlDialect dialect, const std::optional<Schema> &draft, QObject *context,
                                Callback<SchemaScript> done) = 0;

    /// What instances of this model are called (Model::setLabel); kept with the database (Relata's own) or in the
    /// user's settings.
    virtual void setLabel(ModelId model, std::vector<LabelPart> parts) = 0;

    /// Where the diagram's boxes stand, as the diagram wrote it; empty where nothing was kept. Kept with the database
    /// (Relata's own that may be written) or in the user's settings.
    [[nodiscard]] virtual QJsonObject diagramPlaces() const = 0;
    virtual void setDiagramPlaces(const QJsonObject &places) = 0;

Q_SIGNALS:
    void historyChanged();
    /// What instances of a model are called changed: labels must be read anew.
    void displayChanged(relata::ModelId model);
    /// The database has another schema now: open it anew.
    void schemaReplaced();
    /// Reads and writes in flight went from none to some, or back.
    void busyChanged(bool busy);

private:
    ChangeFeed m_feed;
};

/// Opens a database on a worker thread. Where another program locks it, waits up to 5 s.
/// Errors are `io` with a sentence: no such file, a directory, no database, encrypted, no permission, locked by whom.
void openSession(const DatabaseUrl &url, Access access, QObject *context,
                 Session::Callback<std::shared_ptr<Session>> done);

/// Makes a new database file of this schema; refuses to touch an existing file.
void createDatabase(const DatabaseUrl &url, const Schema &schema, QObject *context,
                    Session::Callback<DatabaseUrl> done);

/// A schema that no database has yet, as Session::schemaScript() writes one; on a thread of its own.
void writeSchemaScript(const Schema &schema, SqlDialect dialect, QObject *context,
                       Session::Callback<SchemaScript> done);

} // namespace relata
