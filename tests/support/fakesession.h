#pragma once

#include "session/session.h"
#include "support/fakedatabase.h"

#include <QPointer>

#include <deque>

namespace relata {

/// A session over a database in memory that answers only when the test says so: settle() for all of it, or one by one,
/// late and out of order. Reads are answered as the real one does: never inside the asking call, never to a context
/// that is gone, never after cancel().
class FakeSession final : public Session
{
public:
    explicit FakeSession(Schema schema) : m_database(std::move(schema)) {}

    // What a test does with it

    /// Runs and delivers everything that is asked, also what is asked meanwhile.
    void settle()
    {
        for (int guard = 0; !m_jobs.empty(); ++guard) {
            Q_ASSERT_X(guard < 100'000, "FakeSession", "asks without end");
            deliver(0);
        }
    }
    [[nodiscard]] std::size_t pending() const { return m_jobs.size(); }
    /// Works the answers out of the present state, but keeps them: they will be late.
    void evaluate()
    {
        for (std::size_t i = 0; i < m_jobs.size(); ++i) {
            // What it publishes may ask for more.
            if (auto run = std::exchange(m_jobs[i].run, nullptr)) {
                auto answer = run();
                m_jobs[i].answer = std::move(answer);
            }
        }
    }
    /// Delivers one of the pending answers, out of order if wanted.
    void deliver(std::size_t index)
    {
        Job job = std::move(m_jobs[index]);
        m_jobs.erase(m_jobs.begin() + static_cast<std::ptrdiff_t>(index));
        if (job.run)
            job.answer = job.run();
        if (job.context)
            job.answer();
    }
    /// The next question fails with this.
    void failNext(const Error &error) { m_failure = error; }

    /// The data; changes made here are seen by nobody until something is published.
    [[nodiscard]] FakeDatabase &database() { return m_database; }
    /// Commits raw changes and publishes them, as if done through this session.
    void commit(const std::vector<Change> &changes, ChangeOrigin origin = ChangeOrigin::Here)
    {
        ChangeSet set;
        set.changes = changes;
        set.origin = origin;
        set.number = ++m_number;
        for (const Change &change : changes)
            m_database.apply(change);
        feed().publish(set);
    }
    void insert(ModelId model, const Values &values)
    {
        commit({Inserted{model, m_database.keyOfValues(model, values), values}});
    }
    void update(ModelId model, const Values &values)
    {
        const Key key = m_database.keyOfValues(model, values);
        commit({Updated{model, key, *m_database.find(model, key), values}});
    }
    void remove(ModelId model, const Key &key) { commit({Removed{model, key, *m_database.find(model, key)}}); }
    /// Says that something was changed by others; the test has changed database() before.
    void publishElsewhere()
    {
        ChangeSet set;
        set.origin = ChangeOrigin::Elsewhere;
        set.mayHaveMore = true;
        feed().publish(set);
    }

    void setReadOnly(const QString &reason) { m_readOnlyReason = reason; }
    std::vector<Candidate> candidateList; ///< what candidates() answers
    std::vector<Suggestion> suggestionList; ///< what suggestions() answers
    Plan plan; ///< what propose() answers
    MigrationPlan migrationPlan; ///< what planMigration() answers
    MigrationOutcome migrationOutcome; ///< what migrate() answers; number 0: nothing differed
    std::vector<MigrationRecord> migrationList;
    std::vector<MigrationIntent> migrationsPlanned; ///< every plan that was asked for
    std::vector<MigrationIntent> migrationsAsked;
    SchemaScript script; ///< what schemaScript() answers
    std::vector<std::pair<SqlDialect, std::optional<Schema>>> scriptsAsked;
    std::vector<Query> fetched; ///< every fetch that was asked
    std::vector<std::vector<Intent>> submitted;
    int cancelled = 0;

    // What the models see

    [[nodiscard]] const Schema &schema() const override { return m_database.schema(); }
    [[nodiscard]] DatabaseUrl url() const override { return {QStringLiteral("/fake.sqlite")}; }
    [[nodiscard]] bool isReadOnly() const override { return !m_readOnlyReason.isEmpty(); }
    [[nodiscard]] QString readOnlyReason() const override { return m_readOnlyReason; }

    Ticket fetch(const Query &query, QObject *context, Callback<RowWindow> done) override
    {
        fetched.push_back(query);
        return ask<RowWindow>(context, std::move(done), [this, query] { return m_database.fetch(query); });
    }
    Ticket count(const Query &query, qint64 atMost, QObject *context, Callback<qint64> done) override
    {
        return ask<qint64>(context, std::move(done), [this, query, atMost] {
            const auto all = static_cast<qint64>(m_database.matching(query).size());
            return atMost > 0 ? std::min(all, atMost) : all;
        });
    }
    Ticket rank(const Query &query, const Position &place, QObject *context, Callback<Rank> done) override
    {
        return ask<Rank>(context, std::move(done), [this, query, place] {
            const auto [before, present] = m_database.rank(query, place);
            return Rank{before, present};
        });
    }
    Ticket get(ModelId model, const Key &key, const std::vector<EndId> &ends, QObject *context,
               Callback<std::optional<Row>> done) override
    {
        return ask<std::optional<Row>>(context, std::move(done), [this, model, key, ends]() -> std::optional<Row> {
            const Values *values = m_database.find(model, key);
            if (!values)
                return std::nullopt;
            Query query;
            query.model = model;
            query.ends = ends;
            query.labels = true;
            Row row = m_database.row(query, key, *values);
            m_database.complete(query, row);
            return row;
        });
    }
    Ticket candidates(EndId, const Key &, const QString &text, QObject *context,
                      Callback<std::vector<Candidate>> done) override
    {
        return ask<std::vector<Candidate>>(context, std::move(done), [this, text] {
            std::vector<Candidate> found;
            std::copy_if(candidateList.begin(), candidateList.end(), std::back_inserter(found),
                         [&](const Candidate &c) { return c.instance.label.contains(text, Qt::CaseInsensitive); });
            return found;
        });
    }
    Ticket suggestions(QObject *context, Callback<std::vector<Suggestion>> done) override
    {
        return ask<std::vector<Suggestion>>(context, std::move(done), [this] { return suggestionList; });
    }
    void cancel(Ticket ticket) override
    {
        cancelled += static_cast<int>(std::erase_if(m_jobs, [ticket](const Job &job) { return job.ticket == ticket; }));
    }

    /// Save, Update, Delete (without cascade), Link and Unlink, taken at their word.
    void submit(const std::vector<Intent> &intents, QObject *context, Callback<ChangeSet> done) override
    {
        submitted.push_back(intents);
        write(context, std::move(done), [this, intents] {
            ChangeSet set;
            for (const Intent &intent : intents)
                for (const Change &change : changesOf(intent)) {
                    m_database.apply(change);
                    set.changes.push_back(change);
                }
            m_undo.push_back(set);
            m_redo.clear();
            return set;
        });
    }
    Ticket propose(const Intent &, QObject *context, Callback<Plan> done) override
    {
        return ask<Plan>(context, std::move(done), [this] { return plan; });
    }
    void undo(QObject *context, Callback<ChangeSet> done) override
    {
        write(context, std::move(done), [this] { return replay(m_undo, m_redo, ChangeOrigin::Undo); });
    }
    void redo(QObject *context, Callback<ChangeSet> done) override
    {
        write(context, std::move(done), [this] { return replay(m_redo, m_undo, ChangeOrigin::Redo); });
    }
    [[nodiscard]] HistoryState history() const override
    {
        const auto last = [](const std::vector<ChangeSet> &list) {
            return list.empty() ? std::nullopt : std::optional(list.back());
        };
        return {last(m_undo), last(m_redo)};
    }
    void tryOut(const std::vector<Intent> &intents, QObject *context, Callback<ChangeSet> done) override
    {
        ask<ChangeSet>(context, std::move(done), [this, intents] {
            ChangeSet set;
            for (const Intent &intent : intents)
                for (const Change &change : changesOf(intent))
                    set.changes.push_back(change);
            return set;
        });
    }
    Ticket planMigration(const MigrationIntent &intent, QObject *context, Callback<MigrationPlan> done) override
    {
        migrationsPlanned.push_back(intent);
        return ask<MigrationPlan>(context, std::move(done), [this] { return migrationPlan; });
    }
    void migrate(const MigrationIntent &intent, QObject *context, Callback<MigrationOutcome> done) override
    {
        migrationsAsked.push_back(intent);
        const auto answer = [this, done = std::move(done),
                             context = QPointer<QObject>(context)](const Result<MigrationOutcome> &result) {
            if (context)
                done(result);
            if (result && result->number > 0)
                Q_EMIT schemaReplaced();
        };
        ask<MigrationOutcome>(this, answer, [this] { return migrationOutcome; });
    }
    Ticket migrations(QObject *context, Callback<std::vector<MigrationRecord>> done) override
    {
        return ask<std::vector<MigrationRecord>>(context, std::move(done), [this] { return migrationList; });
    }
    Ticket schemaScript(SqlDialect dialect, const std::optional<Schema> &draft, QObject *context,
                        Callback<SchemaScript> done) override
    {
        scriptsAsked.emplace_back(dialect, draft);
        return ask<SchemaScript>(context, std::move(done), [this] { return script; });
    }
    void setLabel(ModelId model, std::vector<LabelPart> parts) override
    {
        m_database.schema().models[model.index()].setLabel(std::move(parts));
        Q_EMIT displayChanged(model);
    }

    [[nodiscard]] QJsonObject diagramPlaces() const override { return m_diagramPlaces; }
    void setDiagramPlaces(const QJsonObject &places) override { m_diagramPlaces = places; }

private:
    struct Job
    {
        Ticket ticket = 0;
        QPointer<QObject> context;
        std::function<std::function<void()>()> run; ///< null: evaluated
        std::function<void()> answer;
    };

    template<typename T>
    Ticket ask(QObject *context, Callback<T> done, std::function<T()> read)
    {
        const Ticket ticket = ++m_tickets;
        m_jobs.push_back({ticket,
                          context,
                          [done = std::move(done), read = std::move(read), failure = std::exchange(m_failure, {})] {
                              Result<T> result = failure ? Result<T>(tl::unexpected(*failure)) : Result<T>(read());
                              return [done, result = std::move(result)] { done(result); };
                          },
                          {}});
        return ticket;
    }

    /// As in the real session, what is published comes before the answer, also where nobody waits for that.
    void write(QObject *context, Callback<ChangeSet> done, std::function<ChangeSet()> change)
    {
        const auto publish = [this, done = std::move(done),
                              context = QPointer<QObject>(context)](const Result<ChangeSet> &result) {
            if (result && !result->isEmpty()) {
                feed().publish(*result);
                Q_EMIT historyChanged();
            }
            if (context)
                done(result);
        };
        ask<ChangeSet>(this, publish, [this, change = std::move(change)] {
            ChangeSet set = change();
            set.number = ++m_number;
            return set;
        });
    }

    [[nodiscard]] ChangeSet replay(std::vector<ChangeSet> &from, std::vector<ChangeSet> &to, ChangeOrigin origin)
    {
        if (from.empty())
            return {};
        ChangeSet set = inverted(from.back());
        from.pop_back();
        set.origin = origin;
        for (const Change &change : set.changes)
            m_database.apply(change);
        to.push_back(set);
        return set;
    }

    [[nodiscard]] std::vector<Change> changesOf(const Intent &intent)
    {
        return std::visit(Overloaded{[this](const Save &i) { return saved(i); },
                                     [this](const Update &i) { return updated(i.model, i.key, i.values); },
                                     [this](const Delete &i) {
                                         std::vector<Change> changes;
                                         for (const Key &key : i.keys)
                                             changes.push_back(Removed{i.model, key, *m_database.find(i.model, key)});
                                         return changes;
                                     },
                                     [this](const Link &i) { return linked(i.end, i.key, i.to); },
                                     [this](const Unlink &i) { return unlinked(i.end, i.key, i.to); }},
                          intent);
    }

    [[nodiscard]] std::vector<Change> saved(const Save &save)
    {
        Values values(schema().model(save.model).fields.size());
        for (const auto &[field, value] : save.values)
            values[field.index()] = value;
        const Key key = m_database.keyOfValues(save.model, values);
        if (const Values *before = m_database.find(save.model, key))
            return {Updated{save.model, key, *before, values}};
        return {Inserted{save.model, key, values}};
    }

    [[nodiscard]] std::vector<Change> updated(ModelId model, const Key &key, const Assignments &assignments)
    {
        const Values before = *m_database.find(model, key);
        Values after = before;
        for (const auto &[field, value] : assignments)
            after[field.index()] = value;
        if (after == before)
            return {};
        return {Updated{model, key, before, after}};
    }

    [[nodiscard]] std::vector<Change> linked(EndId id, const Key &key, const Key &to)
    {
        const End &end = schema().end(id);
        const Reference &near = schema().reference(end.reference);
        if (end.kind != End::Kind::ManyToMany)
            return end.holdsKey() ? pointed(near, key, to) : pointed(near, to, key);
        Values values(schema().model(near.from).fields.size());
        values[0] = keyText(key) + QStringLiteral("+") + keyText(to);
        place(values, near.columns, key);
        place(values, schema().reference(end.farReference).columns, to);
        return {Inserted{near.from, m_database.keyOfValues(near.from, values), values}};
    }

    [[nodiscard]] std::vector<Change> unlinked(EndId id, const Key &key, const Key &to)
    {
        const End &end = schema().end(id);
        const Reference &near = schema().reference(end.reference);
        if (end.kind != End::Kind::ManyToMany)
            return pointed(near, end.holdsKey() ? key : to, Key(near.columns.size()));
        Query query;
        query.model = near.from;
        for (const FakeDatabase::Entry *entry : m_database.matching(query))
            if (taken(entry->second, near.columns) == key
                && taken(entry->second, schema().reference(end.farReference).columns) == to)
                return {Removed{near.from, entry->first, entry->second}};
        return {};
    }

    [[nodiscard]] std::vector<Change> pointed(const Reference &reference, const Key &key, const Key &to)
    {
        Assignments assignments;
        for (std::size_t i = 0; i < to.size(); ++i)
            assignments.emplace_back(reference.columns[i], to[i]);
        return updated(reference.from, key, assignments);
    }

    static void place(Values &values, const std::vector<FieldId> &fields, const Key &key)
    {
        for (std::size_t i = 0; i < key.size(); ++i)
            values[fields[i].index()] = key[i];
    }
    [[nodiscard]] static Key taken(const Values &values, const std::vector<FieldId> &fields)
    {
        Key key;
        for (const FieldId field : fields)
            key.push_back(values[field.index()]);
        return key;
    }

    FakeDatabase m_database;
    std::deque<Job> m_jobs;
    std::optional<Error> m_failure;
    std::vector<ChangeSet> m_undo;
    std::vector<ChangeSet> m_redo;
    QString m_readOnlyReason;
    QJsonObject m_diagramPlaces;
    Ticket m_tickets = 0;
    qint64 m_number = 0;
};

} // namespace relata
