#include "engine/migrator.h"

#include "engine/defaults.h"
#include "schema/findings.h"
#include "schema/label.h"
#include "schema/schemaedit.h"
#include "schema/types.h"
#include "sql/sqllexer.h"
#include "sql/triggertext.h"
#include "store/backup.h"
#include "store/introspector.h"
#include "store/metadata.h"
#include "store/migrationlog.h"
#include "store/transaction.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <set>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// SQLite judges foreign keys and checks while rows move; here they are judged at the end. Outside transactions alone.
class RelaxedRules
{
public:
    explicit RelaxedRules(Connection &connection) : m_connection(connection)
    {
        for (const QString &text : {u"PRAGMA foreign_keys=OFF"_s, u"PRAGMA ignore_check_constraints=ON"_s})
            (void)m_connection.script({text});
    }
    ~RelaxedRules()
    {
        for (const QString &text : {u"PRAGMA legacy_alter_table=OFF"_s, u"PRAGMA ignore_check_constraints=OFF"_s,
                                    u"PRAGMA foreign_keys=ON"_s})
            (void)m_connection.script({text});
    }
    RelaxedRules(const RelaxedRules &) = delete;
    RelaxedRules &operator=(const RelaxedRules &) = delete;

private:
    Connection &m_connection;
};

QString lossWords(const MigrationPlan &plan)
{
    QStringList losses;
    for (const MigrationStep &step : plan.steps)
        if (const QString lost = lossText(step); !lost.isEmpty())
            losses.append(step.lossName % u" ("_s % lost % u')');
    return losses.join(u", "_s);
}

QStringList tablesOf(const Schema &schema)
{
    QStringList tables;
    for (const Model &model : schema.models)
        if (!model.view)
            tables.append(model.table);
    return tables;
}

/// Between the deletes of a migration and their check there is nobody but the database's own triggers.
tl::unexpected<Error> unlikeThePlan(const QString &what)
{
    return failure(ErrorCode::Conflict,
                   u"After the deletes the rows were not as planned: "_s % what
                       % u" A trigger of the database has changed them. It was taken back; nothing was changed."_s);
}

QString quotedTable(const QString &table) { return Dialect::sqlite().quoted(table); }

/// A field whose values do not convert becomes a text.
void keepAsText(Schema &schema, const std::map<QString, Remedy> &remedies)
{
    for (Model &model : schema.models) {
        for (Field &field : model.fields) {
            const auto found = remedies.find(u"convert:"_s % model.name % u'.' % field.name);
            if (found == remedies.end() || found->second.kind != Remedy::Kind::KeepAsText)
                continue;
            field.type = {};
            field.declaredType.clear();
            field.sdlType.clear();
            if (field.defaultValue && !types::check(schema, field, *field.defaultValue)) {
                field.defaultValue.reset();
                field.hasDefault = false;
            }
        }
    }
}

/// A view that is dropped, so that what it speaks of can go, is no model any more.
void leaveOutDroppedViews(MigrationIntent &intent)
{
    SchemaDraft draft{std::move(intent.schema), std::move(intent.origins)};
    for (const auto &[id, remedy] : intent.remedies) {
        if (remedy.kind != Remedy::Kind::DropObject)
            continue;
        for (std::size_t i = 0; i < draft.schema.models.size(); ++i) {
            if (!draft.schema.models[i].view || id != QString(u"object:view "_s % draft.schema.models[i].table))
                continue;
            (void)schemaedit::removeModel(draft, ModelId{int(i)});
            break;
        }
    }
    intent.schema = std::move(draft.schema);
    intent.origins = std::move(draft.origins);
}

} // namespace

Migrator::Migrator(Connection &connection, const Schema &schema, bool own, const definitions::Snapshot &tables)
    : m_connection(connection), m_schema(schema), m_own(own), m_tables(tables), m_now(defaults::now())
{}

/// What another program has made of the tables meanwhile is in no schema that anybody has looked at.
Done Migrator::isAsRead()
{
    const auto now = definitions::snapshot(m_connection);
    if (!now)
        return tl::unexpected(now.error());
    if (*now == m_tables)
        return {};
    QStringList changed;
    for (const auto &[name, sql] : m_tables)
        if (const auto found = now->find(name); found == now->end() || found->second != sql)
            changed.append(name);
    for (const auto &[name, sql] : *now)
        if (!m_tables.contains(name) && !name.startsWith(u"view "_s))
            changed.append(name);
    if (changed.isEmpty())
        return {};
    return failure(ErrorCode::Conflict,
                   u"Another program has changed the database since it was opened: %1. Open it again, and make the "
                   "changes anew. Nothing was changed."_s.arg(changed.join(u", "_s)));
}

/// What a person has agreed to, or chosen a remedy for, is what the rows are now.
Done Migrator::isAsTold(const Work &work) const
{
    if (!work.intent.told)
        return {};
    const std::vector<MigrationFact> now = work.plan.facts();
    const auto named = [](const std::vector<MigrationFact> &facts, const QString &about) {
        const auto found =
            std::find_if(facts.begin(), facts.end(), [&](const MigrationFact &fact) { return fact.about == about; });
        return found == facts.end() ? nullptr : &*found;
    };
    const auto changed = [](const QString &before, const QString &after) {
        return failure(ErrorCode::Conflict,
                       u"Others have changed the rows since the plan was made. "_s % before % after
                           % u"Look at the plan again. Nothing was changed."_s);
    };
    for (const MigrationFact &fact : now) {
        const MigrationFact *before = named(*work.intent.told, fact.about);
        if (!before)
            return changed({}, u"Now: "_s % fact.words % u' ');
        if (before->counts != fact.counts)
            return changed(u"Then: "_s % before->words % u' ', u"Now: "_s % fact.words % u' ');
    }
    for (const MigrationFact &fact : *work.intent.told)
        if (!named(now, fact.about))
            return changed(u"It is so no more: "_s % fact.words % u' ', {});
    return {};
}

Result<MigrationIntent> Migrator::completed(const MigrationIntent &intent) const
{
    const bool fits = intent.origins.models.size() == intent.schema.models.size()
        && intent.origins.relationships.size() == intent.schema.relationships.size()
        && intent.origins.enums.size() == intent.schema.enums.size();
    if (!fits)
        return failure(ErrorCode::InvalidValue, u"The wanted schema and where it comes from do not fit together."_s);
    MigrationIntent result = intent;
    keepAsText(result.schema, intent.remedies);
    leaveOutDroppedViews(result);
    result.schema = adopted(m_schema, std::move(result.schema), result.origins);
    const auto known = findings(m_schema);
    for (const Finding &finding : findings(result.schema)) {
        const bool stood = std::any_of(known.begin(), known.end(),
                                       [&](const Finding &other) { return other.sentence == finding.sentence; });
        if (finding.severity == Finding::Severity::Error && !stood)
            return failure(ErrorCode::InvalidValue, u"The wanted schema cannot be made. "_s % finding.sentence);
    }
    for (const Reference &reference : result.schema.references) {
        const Model &owner = result.schema.model(reference.to);
        const bool nameless = std::any_of(reference.referenced.begin(), reference.referenced.end(),
                                          [&](FieldId id) { return owner.field(id).origin == FieldOrigin::Rowid; });
        if (nameless)
            return failure(ErrorCode::Unsupported,
                           owner.name % u" has no key of its own, so no "_s % result.schema.model(reference.from).name
                               % u" can refer to it. Give it a key first."_s);
    }
    return result;
}

Result<Migrator::Work> Migrator::prepare(const MigrationIntent &intent)
{
    auto whole = completed(intent);
    if (!whole)
        return tl::unexpected(whole.error());
    if (Done done = isAsRead(); !done)
        return tl::unexpected(done.error());
    Work work{std::move(*whole), {}, {}, {}, {}};
    MigrationPlan &plan = work.plan;
    plan.from = m_schema;
    plan.to = work.intent.schema;
    for (const Difference &difference : differences(plan.from, plan.to, work.intent.origins))
        plan.steps.push_back({difference, toWords(difference, plan.from, plan.to), MigrationRisk::Safe, 0, 0, {}});
    if (plan.isEmpty())
        return work;

    const Origins &origins = work.intent.origins;
    const auto &remedies = work.intent.remedies;
    if (Done done = checkRows(work); !done)
        return tl::unexpected(done.error());
    auto script = ScriptBuilder(plan.from, plan.to, origins, remedies, m_now, m_own).build(m_connection);
    if (!script)
        return tl::unexpected(script.error());
    work.script = std::move(*script);
    if (Done done = checkRules(m_connection, sqlOf(work), work.script.madeAnew, plan); !done)
        return tl::unexpected(done.error());
    for (const definitions::Definition &object : work.script.broken) {
        MigrationProblem problem;
        problem.object = objectName(object);
        problem.id = u"object:"_s % problem.object;
        problem.kind = MigrationProblem::Kind::ObjectBreaks;
        problem.count = 1;
        // A computed column can only go as the field that it is.
        const bool isClause = object.type == u"clause"_s;
        if (object.type != u"table"_s && (!isClause || object.sql.contains(u"CHECK"_s, Qt::CaseInsensitive)))
            problem.offered = {Remedy::Kind::DropObject};
        problem.words = u"The "_s % problem.object % u" speaks of what is no longer there."_s;
        plan.problems.push_back(std::move(problem));
    }
    for (const auto &[id, remedy] : remedies) {
        const bool stands = std::any_of(plan.problems.begin(), plan.problems.end(),
                                        [&name = id](const MigrationProblem &problem) { return problem.id == name; });
        if (!id.startsWith(u"object:"_s) || remedy.kind != Remedy::Kind::DropObject || stands)
            continue;
        MigrationProblem problem;
        problem.id = id;
        problem.object = id.mid(7);
        problem.kind = MigrationProblem::Kind::ObjectBreaks;
        problem.count = 1;
        problem.offered = {Remedy::Kind::DropObject};
        problem.chosen = remedy;
        problem.words = u"The "_s % problem.object % u" is dropped."_s;
        plan.problems.push_back(std::move(problem));
    }

    if (Done done = noteTriggers(work); !done)
        return tl::unexpected(done.error());
    plan.backup = plan.losesData();
    plan.sql = {u"PRAGMA foreign_keys=OFF"_s, u"BEGIN IMMEDIATE"_s};
    for (const MigrationProblem &problem : plan.problems)
        if (problem.deletes)
            plan.sql.push_back(u"-- "_s % problem.deletes->words);
    plan.sql.insert(plan.sql.end(), work.script.statements.begin(), work.script.statements.end());
    const auto present = number(u"SELECT count(*) FROM sqlite_master WHERE name = 'relata_migration'"_s);
    if (!present)
        return tl::unexpected(present.error());
    if (!m_own && work.script.needsMetadata)
        plan.notes.append(u"The table relata_schema is added, where Relata keeps what SQL cannot say."_s);
    if (*present == 0)
        plan.notes.append(u"The table relata_migration is added, where Relata keeps what was changed and when."_s);
    if (work.script.needsMetadata)
        plan.sql.push_back(u"-- The table relata_schema gets the new schema."_s);
    plan.sql.push_back(u"-- The table relata_migration gets a row."_s);
    plan.sql.push_back(u"COMMIT"_s);
    plan.sql.push_back(u"PRAGMA foreign_keys=ON"_s);
    return work;
}

/// Deletes of a remedy are deletes: the database's own triggers run for them. For what a migration moves they do not.
Done Migrator::noteTriggers(Work &work)
{
    std::set<ModelId> deleted;
    std::map<ModelId, QStringList> cleared; // columns
    for (const MigrationProblem &problem : work.plan.problems) {
        if (!problem.deletes)
            continue;
        deleted.insert(problem.model);
        for (const auto &part : problem.deletes->along)
            deleted.insert(part.model);
        for (const auto &part : problem.deletes->cleared) {
            const Reference &reference = m_schema.reference(m_schema.end(part.end).reference);
            for (const FieldId column : reference.columns)
                cleared[reference.from].append(m_schema.field(reference.from, column).column);
        }
    }
    const auto all = definitions::read(m_connection);
    if (!all)
        return tl::unexpected(all.error());
    QStringList carried;
    for (const definitions::Definition &object : *all) {
        const auto event = object.type == u"trigger"_s ? TriggerEvent::of(object.sql) : std::nullopt;
        const auto owner = std::find_if(m_schema.models.begin(), m_schema.models.end(), [&](const Model &model) {
            return sqltext::isSameName(model.table, object.table);
        });
        if (!event || owner == m_schema.models.end() || owner->view)
            continue;
        const ModelId model{int(owner - m_schema.models.begin())};
        const auto emptied = cleared.find(model);
        const bool runsForUpdates = event->kind == TriggerEvent::Kind::Update && emptied != cleared.end()
            && (event->columns.isEmpty()
                || std::any_of(event->columns.begin(), event->columns.end(), [&](const QString &column) {
                       return emptied->second.contains(column, Qt::CaseInsensitive);
                   }));
        if (event->kind == TriggerEvent::Kind::Delete && deleted.contains(model))
            work.plan.notes.append(u"The trigger %1 runs for each instance of %2 that is deleted; what it does is not "
                                   "counted here."_s.arg(object.name, owner->name));
        else if (runsForUpdates)
            work.plan.notes.append(
                u"The trigger %1 runs for each instance of %2 that loses a link; what it does is not "
                "counted here."_s.arg(object.name, owner->name));
        const auto &tables = work.script.madeAnew;
        const bool anew = std::any_of(tables.begin(), tables.end(), [&](const MigrationScript::MadeAnew &table) {
            return work.intent.origins.modelOf(table.after) == model;
        });
        if (anew && !carried.contains(owner->name))
            carried.append(owner->name);
    }
    if (!carried.isEmpty())
        work.plan.notes.append(
            u"The rows of %1 are carried over into new tables; their triggers do not run for that."_s.arg(
                carried.join(u", "_s)));
    return {};
}

/// Looks links up in place; speaks of the rows that a remedy leaves.
MigrationSql Migrator::sqlOf(const Work &work) const
{
    StandingNames names = StandingNames::of(m_schema);
    for (std::size_t i = 0; work.removal && i < names.tables.size(); ++i)
        if (m_schema.models[i].isWritable())
            names.tables[i] = MigrationRemoval::viewName(ModelId(int(i)));
    return MigrationSql(m_schema, work.plan.to, work.intent.origins, work.intent.remedies, std::move(names), m_now,
                        MigrationSql::Lookups::InPlace);
}

/// The problems and losses that the rows bring with them.
Done Migrator::checkRows(Work &work)
{
    const auto &remedies = work.intent.remedies;
    const bool deletes = std::any_of(remedies.begin(), remedies.end(), [](const auto &remedy) {
        return remedy.second.kind == Remedy::Kind::DeleteInstances;
    });
    if (deletes) {
        work.removal = std::make_unique<MigrationRemoval>(m_connection, m_schema);
        if (Done done = work.removal->start(); !done)
            return done;
    }
    const MigrationSql sql = sqlOf(work);
    if (Done done = defineMigrationFunctions(m_connection, m_schema, work.plan.to, work.intent.origins, sql); !done)
        return done;
    MigrationChecks checks(m_connection, m_schema, work.plan.to, work.intent.origins, sql, work.plan,
                           work.removal.get());
    if (Done done = checks.run(); !done)
        return done;
    work.deleted = checks.deleted();
    return {};
}

Result<MigrationPlan> Migrator::plan(const MigrationIntent &intent)
{
    auto work = prepare(intent);
    if (!work)
        return tl::unexpected(work.error());
    return std::move(work->plan);
}

Done Migrator::mayApply(const Work &work) const
{
    for (const MigrationProblem &problem : work.plan.problems)
        if (!problem.chosen)
            return failure(ErrorCode::Conflict,
                           problem.words
                               % u" Choose what to do about it, or mend the data first. Nothing was changed."_s);
    if (work.plan.losesData() && work.intent.loss == MigrationIntent::Loss::Refuse)
        return failure(ErrorCode::Restricted,
                       u"This would be lost for good: "_s % lossWords(work.plan)
                           % u". Nothing was changed; allow it if that is meant."_s);
    return {};
}

Result<Migrator::Applied> Migrator::apply(const MigrationIntent &intent)
{
    if (m_connection.isInTransaction())
        return failure(ErrorCode::Unsupported,
                       u"A transaction is open. Commit it or roll it back before the schema is changed."_s);
    const RelaxedRules relaxed(m_connection);
    auto transaction = Transaction::begin(m_connection);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto work = prepare(intent);
    if (!work)
        return tl::unexpected(work.error());
    if (work->plan.isEmpty())
        return Applied{{}, m_schema, m_tables, m_own};
    if (Done done = isAsTold(*work); !done)
        return tl::unexpected(done.error());
    if (Done done = mayApply(*work); !done)
        return tl::unexpected(done.error());
    QString kept;
    if (work->plan.backup) {
        auto made = backup::make(m_connection);
        if (!made)
            return tl::unexpected(made.error());
        kept = std::move(*made);
    }
    const auto failed = [&](const Error &error) -> Result<Applied> {
        // A copy of what has not changed is of no use.
        if (!kept.isEmpty())
            QFile::remove(kept);
        const QString folder = QFileInfo(m_connection.url().path).absolutePath();
        return tl::unexpected(backup::withSpace(error, folder, u"the migration"_s, backup::sizeOf(m_connection)));
    };
    auto applied = run(*work);
    if (!applied)
        return failed(applied.error());
    if (Done done = transaction->commit(); !done)
        return failed(done.error());
    applied->outcome.backupPath = kept;
    return applied;
}

Result<qint64> Migrator::number(const QString &select)
{
    const auto rows = m_connection.select({select, {}});
    if (!rows)
        return tl::unexpected(rows.error());
    const auto *found = rows->empty() ? nullptr : std::get_if<qint64>(&rows->front().front());
    return found ? *found : 0;
}

Done Migrator::removeInstances(Work &work, const State &before)
{
    if (!work.removal)
        return {};
    const auto gone = work.removal->run(m_now);
    if (!gone)
        return tl::unexpected(gone.error());
    // Its views must not stand in the way of renames.
    work.removal.reset();
    for (std::size_t i = 0; i < m_schema.models.size(); ++i) {
        const Model &model = m_schema.models[i];
        if (model.view)
            continue;
        const auto left = number(u"SELECT count(*) FROM "_s % quotedTable(model.table));
        if (!left)
            return tl::unexpected(left.error());
        const auto found = gone->find(ModelId(int(i)));
        const qint64 planned = found == gone->end() ? 0 : found->second;
        // A trigger may note in a table of its own what went, but nothing else may go.
        if (*left < before.rows.at(model.table) - planned)
            return unlikeThePlan(u"%1 instances of %2 went instead of %3."_s.arg(
                QString::number(before.rows.at(model.table) - *left), model.name, QString::number(planned)));
    }
    return isAsPlanned(work);
}

/// Whether what is left after the deletes is what the plan counted on.
Done Migrator::isAsPlanned(const Work &work)
{
    MigrationPlan now = work.plan;
    const MigrationSql sql(m_schema, now.to, work.intent.origins, work.intent.remedies, StandingNames::of(m_schema),
                           m_now, MigrationSql::Lookups::InPlace);
    MigrationChecks checks(m_connection, m_schema, now.to, work.intent.origins, sql, now, nullptr);
    if (Done done = checks.run(); !done)
        return done;
    for (const MigrationProblem &problem : now.problems)
        if (!problem.chosen)
            return unlikeThePlan(problem.words);
    for (std::size_t i = 0; i < now.steps.size(); ++i) {
        const auto found = work.deleted.find(i);
        const MigrationChecks::Loss share = found == work.deleted.end() ? MigrationChecks::Loss() : found->second;
        const MigrationStep &planned = work.plan.steps[i];
        if (now.steps[i].lostInstances + share.instances != planned.lostInstances
            || now.steps[i].lostValues + share.values != planned.lostValues)
            return unlikeThePlan(planned.words);
    }
    return {};
}

Result<Migrator::State> Migrator::state(const QStringList &tables)
{
    State result;
    for (const QString &table : tables) {
        const auto rows = number(u"SELECT count(*) FROM "_s % quotedTable(table));
        if (!rows)
            return tl::unexpected(rows.error());
        result.rows[table] = *rows;
        const auto violations = m_connection.select({u"SELECT count(*) FROM pragma_foreign_key_check(?)"_s, {table}});
        // A foreign key to columns that are no key cannot be judged, before and afterwards.
        if (!violations && !violations.error().detail.contains(u"foreign key mismatch"_s))
            return tl::unexpected(violations.error());
        if (violations)
            result.violations[table] = std::get<qint64>(violations->front().front());
    }
    // Looking into every page and index of a very large file takes longer than the change.
    constexpr qint64 large = 256 * 1024 * 1024;
    const bool quick = QFileInfo(m_connection.url().path).size() > large;
    auto sound = soundnessOf(m_connection, quick ? Thoroughness::Quick : Thoroughness::Whole);
    if (!sound)
        return tl::unexpected(sound.error());
    result.soundness = std::move(*sound);
    return result;
}

Done Migrator::compare(const Work &work, const State &before, const std::map<QString, qint64> &expected)
{
    const auto now = state(tablesOf(work.plan.to));
    if (!now)
        return tl::unexpected(now.error());
    const auto wrong = [](const QString &what) {
        return failure(ErrorCode::Io,
                       u"The migration was checked before it was kept, and "_s % what
                           % u". It was taken back; nothing was changed."_s);
    };
    for (const auto &[table, rows] : now->rows)
        if (const auto found = expected.find(table); found != expected.end() && found->second != rows)
            return wrong(
                u"%1 had %2 rows instead of %3"_s.arg(table, QString::number(rows), QString::number(found->second)));
    for (std::size_t i = 0; i < work.plan.to.models.size(); ++i) {
        const Model &model = work.plan.to.models[i];
        const auto found = now->violations.find(model.table);
        const auto origin = work.intent.origins.models[i].model;
        const QString tableBefore = origin ? m_schema.model(*origin).table : QString();
        const auto known = before.violations.find(tableBefore);
        const bool judged = origin && known == before.violations.end();
        const qint64 allowed = known == before.violations.end() ? 0 : known->second;
        if (!model.view && !judged && found == now->violations.end())
            return wrong(u"the foreign keys of %1 could not be judged"_s.arg(model.name));
        if (found != now->violations.end() && found->second > allowed && !judged)
            return wrong(u"%1 keys of %2 led nowhere"_s.arg(QString::number(found->second), model.name));
        const auto countOf = [](const std::map<QString, qint64> &counts, const QString &table) {
            const auto count = counts.find(table);
            return count == counts.end() ? 0 : count->second;
        };
        const qint64 broken = countOf(now->soundness.broken, model.table);
        if (broken > countOf(before.soundness.broken, tableBefore))
            return wrong(
                u"%1 instances of %2 broke a CHECK rule of their table"_s.arg(QString::number(broken), model.name));
    }
    if (now->soundness.damages > before.soundness.damages)
        return wrong(u"SQLite found the file damaged"_s);
    return {};
}

/// SQLite renames what a view speaks of, and with it, perhaps, the view's own columns.
Result<Schema> Migrator::withViewsAsTheyAre(const Schema &schema)
{
    const auto isView = [](const Model &model) { return model.view; };
    if (std::none_of(schema.models.begin(), schema.models.end(), isView))
        return schema;
    const auto present = introspect(m_connection);
    if (!present)
        return tl::unexpected(present.error());
    Schema result = schema;
    for (std::size_t i = 0; i < result.models.size(); ++i) {
        Model &model = result.models[i];
        const auto same = std::find_if(present->models.begin(), present->models.end(),
                                       [&](const Model &other) { return other.view && other.table == model.table; });
        if (!model.view || same == present->models.end())
            continue;
        const QString label = labels::text(model);
        model.fields = same->fields;
        model.setLabel(labels::read(model, label).value_or(same->labelParts()));
    }
    result.rebuildEnds(std::vector<QString>(result.keyEndNames()));
    return result;
}

Result<Migrator::Applied> Migrator::run(Work &work)
{
    const Schema &to = work.plan.to;
    const Origins &origins = work.intent.origins;
    const auto start = state(tablesOf(m_schema));
    if (!start)
        return tl::unexpected(start.error());
    if (Done done = removeInstances(work, *start); !done)
        return tl::unexpected(done.error());

    const MigrationSql sql(m_schema, to, origins, work.intent.remedies, StandingNames::of(m_schema), m_now,
                           MigrationSql::Lookups::InPlace);
    std::map<QString, qint64> expected;
    for (std::size_t i = 0; i < to.models.size(); ++i) {
        const ModelId after{int(i)};
        if (to.models[i].view)
            continue;
        QString select;
        if (const auto before = origins.models[i].model)
            select = u"SELECT count(*) FROM "_s % sql.table(*before);
        else if (!sql.fillJoinStatement(after, {}).isEmpty())
            for (const Relationship &relationship : to.relationships)
                if (relationship.isManyToMany() && relationship.through == after)
                    select = u"SELECT count(*) FROM ("_s % sql.keptLinksSelect(relationship.reference) % u')';
        const auto rows = select.isEmpty() ? Result<qint64>(0) : number(select);
        if (!rows)
            return tl::unexpected(rows.error());
        expected[to.models[i].table] = *rows;
    }

    for (const QString &statement : work.script.statements)
        if (auto done = m_connection.run({statement, {}}); !done)
            return tl::unexpected(done.error());
    auto reached = withViewsAsTheyAre(to);
    if (!reached)
        return tl::unexpected(reached.error());
    if (work.script.needsMetadata)
        if (Done done = metadata::write(m_connection, *reached); !done)
            return tl::unexpected(done.error());
    MigrationRecord record;
    record.at = QDateTime::currentDateTimeUtc();
    record.from = m_schema;
    record.to = *reached;
    for (const MigrationStep &step : work.plan.steps)
        record.words.append(step.words);
    const auto kept = migrationlog::append(m_connection, record);
    if (!kept)
        return tl::unexpected(kept.error());
    if (Done done = compare(work, *start, expected); !done)
        return tl::unexpected(done.error());

    auto tables = definitions::snapshot(m_connection);
    if (!tables)
        return tl::unexpected(tables.error());
    Applied applied;
    applied.tables = std::move(*tables);
    applied.outcome.number = *kept;
    applied.own = m_own || work.script.needsMetadata;
    applied.schema = std::move(*reached);
    if (!applied.own) {
        auto read = introspect(m_connection);
        if (!read)
            return tl::unexpected(read.error());
        applied.schema = std::move(*read);
    }
    std::vector<bool> stays(m_schema.models.size());
    for (std::size_t i = 0; i < to.models.size(); ++i) {
        const auto before = origins.models[i].model;
        if (before)
            stays[before->index()] = true;
        if (!to.models[i].view)
            applied.outcome.counts.push_back({to.models[i].name,
                                              before ? start->rows.at(m_schema.model(*before).table) : 0,
                                              expected.at(to.models[i].table)});
    }
    for (std::size_t i = 0; i < stays.size(); ++i)
        if (!stays[i] && !m_schema.models[i].view)
            applied.outcome.counts.push_back({m_schema.models[i].name, start->rows.at(m_schema.models[i].table), 0});
    return applied;
}

} // namespace relata
