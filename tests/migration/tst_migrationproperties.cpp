#include "migration/randomdraft.h"
#include "schema/findings.h"
#include "sql/dialect.h"
#include "support/scratchdatabase.h"

#include <QDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::test;

// Any schema with any rows, changed in any ways and back: the data is what a model of it in the test says.
namespace {

/// Different for different numbers, but for booleans.
Value sample(ScalarType type, int number)
{
    switch (type) {
    case ScalarType::Int:
    case ScalarType::BigInt:
        return qint64(number);
    case ScalarType::Float:
        return number + 0.5;
    case ScalarType::Decimal:
        return QString::number(number) + u".50"_s;
    case ScalarType::Boolean:
        return number % 2 == 0;
    case ScalarType::Date:
        return u"2024-05-%1"_s.arg(number % 28 + 1, 2, 10, QChar(u'0'));
    case ScalarType::DateTime:
        return u"2024-05-%1T10:00:00Z"_s.arg(number % 28 + 1, 2, 10, QChar(u'0'));
    case ScalarType::Json:
        return u"{\"a\":%1}"_s.arg(number);
    default:
        return u"it's \"%1\" 🙂"_s.arg(number);
    }
}

/// Everything in a database, as a person would note it down: instances by key, links by the keys of their ends.
struct Notes
{
    std::vector<std::map<QString, Values>> rows; ///< by model
    std::vector<std::set<std::pair<QString, QString>>> links; ///< by relationship: source, target
};

std::vector<std::pair<QString, QString>> pairsOf(const Schema &schema, const Notes &notes, ReferenceId id)
{
    const Reference &reference = schema.reference(id);
    std::vector<std::pair<QString, QString>> result;
    for (const auto &[key, values] : notes.rows[reference.from.index()]) {
        const Value &held = values[reference.columns.front().index()];
        if (!isNull(held))
            result.emplace_back(key, valueText(held));
    }
    return result;
}

Notes notesOf(Engine &engine)
{
    const Schema &schema = engine.schema();
    Notes notes;
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        notes.rows.emplace_back();
        Query query;
        query.model = ModelId{int(i)};
        const Done read = engine.each(query, [&](const Row &row) {
            notes.rows.back()[keyText(row.key)] = row.values;
            return Connection::More::Yes;
        });
        RC_ASSERT(read.has_value());
    }
    for (const Relationship &relationship : schema.relationships) {
        notes.links.emplace_back();
        for (const auto &[holder, owner] : pairsOf(schema, notes, relationship.reference)) {
            if (relationship.kind == RelationshipKind::OneToOne)
                notes.links.back().insert({holder, owner});
            else if (relationship.kind == RelationshipKind::OneToMany)
                notes.links.back().insert({owner, holder});
            else
                for (const auto &[join, far] : pairsOf(schema, notes, relationship.secondReference))
                    if (join == holder)
                        notes.links.back().insert({owner, far});
        }
    }
    return notes;
}

/// The first by key on one side; as KeepFirst says.
void keepFirst(std::set<std::pair<QString, QString>> &links, bool bySource)
{
    std::map<QString, std::pair<QString, QString>> first;
    for (const auto &link : links) {
        const QString &side = bySource ? link.first : link.second;
        const auto found = first.find(side);
        const auto other = [bySource](const auto &l) { return bySource ? l.second : l.first; };
        if (found == first.end() || other(link) < other(found->second))
            first[side] = link;
    }
    links.clear();
    for (const auto &[side, link] : first)
        links.insert(link);
}

void fill(Engine &engine)
{
    const Schema &schema = engine.schema();
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        const Model &model = schema.models[i];
        if (model.join)
            continue;
        const int count = below(5);
        for (int row = 0; row < count; ++row) {
            Save save;
            save.model = ModelId{int(i)};
            for (std::size_t f = 0; f < model.fields.size(); ++f) {
                const Field &field = model.fields[f];
                const FieldId id{int(f)};
                if (model.isKey(id))
                    save.values.emplace_back(id, u"k%1"_s.arg(row));
                else if (!field.hidden && field.isWritable() && (field.required || coin())
                         && schema.referencesFrom(ModelId{int(i)}).empty())
                    save.values.emplace_back(
                        id, field.type.list ? Value(JsonText{u"[]"_s}) : sample(field.type.scalar, row));
                else if (!field.hidden && field.isWritable() && field.required)
                    save.values.emplace_back(id, sample(field.type.scalar, row));
            }
            const auto saved = engine.submit({save});
            if (!saved)
                RC_FAIL(saved.error().message.toStdString());
        }
    }
    for (const Relationship &relationship : schema.relationships) {
        const EndId end = schema.keyEnd(relationship.reference);
        const EndId from =
            relationship.isManyToMany() ? *schema.endNamed(relationship.source, relationship.sourceField) : end;
        const int links = below(6);
        // Where one of the two is not there, or the link would be the second, it is not made.
        for (int link = 0; link < links; ++link)
            (void)engine.submit({Link{from, {u"k%1"_s.arg(below(4))}, {u"k%1"_s.arg(below(4))}, Link::Move::No}});
    }
}

/// What must be true after a migration from `before` by this draft.
void compare(const Schema &from, const Notes &before, const Schema &to, const Notes &after, const Origins &origins,
             const std::map<QString, Remedy> &remedies)
{
    for (std::size_t i = 0; i < to.models.size(); ++i) {
        const ModelId now{int(i)};
        const auto was = origins.models[i].model;
        if (!was) {
            if (!to.models[i].join)
                RC_ASSERT(after.rows[i].empty());
            continue;
        }
        RC_ASSERT(after.rows[i].size() == before.rows[was->index()].size());
        for (const auto &[key, values] : before.rows[was->index()]) {
            RC_ASSERT(after.rows[i].count(key) == 1);
            const Values &found = after.rows[i].at(key);
            for (std::size_t f = 0; f < to.models[i].fields.size(); ++f) {
                const Field &field = to.models[i].fields[f];
                const auto origin = origins.fieldOf(now, FieldId{int(f)});
                if (field.hidden || (field.unique && !remedies.empty()))
                    continue;
                if (origin && field.type == from.field(*was, *origin).type)
                    RC_ASSERT(found[f] == values[origin->index()]);
                else if (origin && field.type.isScalar(ScalarType::String) && !isNull(found[f]))
                    RC_ASSERT(valueText(found[f]) == valueText(values[origin->index()]));
                else if (origin)
                    continue; // back from a text: compared with what it was at first
                else if (field.defaultValue && !field.type.list)
                    RC_ASSERT(valueText(found[f]) == field.defaultValue->toString());
                else if (field.origin == FieldOrigin::User && to.referencesFrom(now).empty())
                    RC_ASSERT(isNull(found[f]));
            }
        }
    }
    for (std::size_t i = 0; i < to.relationships.size(); ++i) {
        const auto was = origins.relationships[i];
        if (!was) {
            RC_ASSERT(after.links[i].empty());
            continue;
        }
        const Relationship &is = to.relationships[i];
        std::set<std::pair<QString, QString>> expected = before.links[was->index()];
        const Relationship &old = from.relationship(*was);
        const bool swapped = old.source != old.target
            ? origins.modelOf(is.source) != old.source
            : old.sourceField != is.sourceField || old.targetField != is.targetField;
        if (swapped) {
            std::set<std::pair<QString, QString>> turned;
            for (const auto &[source, target] : expected)
                turned.insert({target, source});
            expected = std::move(turned);
        }
        if (is.kind == RelationshipKind::OneToOne) {
            keepFirst(expected, true);
            keepFirst(expected, false);
        } else if (is.kind == RelationshipKind::OneToMany) {
            keepFirst(expected, false);
        }
        RC_ASSERT(after.links[i] == expected);
    }
}

Result<MigrationOutcome> migrateSettled(Engine &engine, MigrationIntent &intent)
{
    const auto plan = engine.planMigration(intent);
    if (!plan)
        return tl::unexpected(plan.error());
    for (const MigrationProblem &problem : plan->problems) {
        for (const Remedy::Kind kind :
             {Remedy::Kind::KeepFirst, Remedy::Kind::DropObject, Remedy::Kind::DeleteInstances})
            if (std::find(problem.offered.begin(), problem.offered.end(), kind) != problem.offered.end()) {
                intent.remedies[problem.id] = {kind, {}};
                break;
            }
    }
    intent.loss = MigrationIntent::Loss::Allow;
    return engine.migrate(intent);
}

} // namespace

class TestMigrationProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyChangeKeepsWhatStays()
    {
        const bool holds = rc::check("any change keeps what stays", [] {
            RandomDraft first(emptyDraft());
            first.build();
            const SchemaDraft start = first.take();
            RC_PRE(!start.schema.models.empty() && !hasErrors(findings(start.schema)));
            const ScratchDatabase database(start.schema);
            const auto engine = database.open();
            fill(*engine);
            const Notes before = notesOf(*engine);

            RandomDraft random(draftOf(engine->schema()));
            random.change();
            const SchemaDraft draft = random.take();
            RC_PRE(!hasErrors(findings(draft.schema)));
            MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse};
            const auto outcome = migrateSettled(*engine, intent);
            if (!outcome)
                RC_FAIL(QString(outcome.error().message % u" | "_s % outcome.error().detail).toStdString());
            compare(start.schema, before, engine->schema(), notesOf(*engine), draft.origins, intent.remedies);
            const Done checked = engine->check([](const QString &sentence) { RC_FAIL(sentence.toStdString()); });
            RC_ASSERT(checked.has_value());
            RC_TAG(outcome->number > 0 ? "changed" : "same");

            // And back: what is still there is what it was.
            MigrationIntent back;
            back.schema = start.schema;
            back.origins = unchangedOrigins(start.schema);
            const auto inverse = [](const auto &list, auto id) {
                using Id = decltype(id);
                for (std::size_t i = 0; i < list.size(); ++i)
                    if (list[i] == std::optional(id))
                        return std::optional(Id{int(i)});
                return std::optional<Id>();
            };
            for (std::size_t i = 0; i < start.schema.models.size(); ++i) {
                Origins::OfModel &origin = back.origins.models[i];
                origin.model.reset();
                for (std::size_t now = 0; now < draft.origins.models.size(); ++now) {
                    if (draft.origins.models[now].model != ModelId{int(i)})
                        continue;
                    origin.model = ModelId{int(now)};
                    for (std::size_t f = 0; f < origin.fields.size(); ++f)
                        origin.fields[f] = inverse(draft.origins.models[now].fields, FieldId{int(f)});
                }
                if (!origin.model)
                    std::fill(origin.fields.begin(), origin.fields.end(), std::nullopt);
            }
            for (std::size_t i = 0; i < start.schema.relationships.size(); ++i)
                back.origins.relationships[i] = inverse(draft.origins.relationships, RelationshipId{int(i)});
            const Schema middle = engine->schema();
            const Notes between = notesOf(*engine);
            const auto returned = migrateSettled(*engine, back);
            if (!returned)
                RC_FAIL(QString(returned.error().message % u" | "_s % returned.error().detail).toStdString());
            compare(middle, between, engine->schema(), notesOf(*engine), back.origins, back.remedies);
            const Notes last = notesOf(*engine);
            for (std::size_t i = 0; i < start.schema.models.size(); ++i)
                for (const auto &[key, values] : last.rows[i])
                    for (std::size_t f = 0; f < values.size(); ++f)
                        if (back.origins.models[i].fields[f] && !start.schema.models[i].fields[f].hidden
                            && intent.remedies.empty() && back.remedies.empty())
                            RC_ASSERT(values[f] == before.rows[i].at(key)[f]);
        });
        QVERIFY(holds);
    }

    void anyChangeOfAFoundDatabaseKeepsItsRows_data()
    {
        QTest::addColumn<QString>("file");
        const QDir folder(QStringLiteral(RELATA_SHARED_DIR "/data/db"));
        const QStringList files = folder.entryList({u"*.sqlite"_s}, QDir::Files);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << folder.filePath(file);
    }
    void anyChangeOfAFoundDatabaseKeepsItsRows()
    {
        QFETCH(QString, file);
        const bool holds = rc::check("any change of a found database keeps its rows", [&] {
            const ScratchDatabase database(file);
            auto engine = database.open();
            const Schema start = engine->schema();
            const auto before = rowsOf(*engine, start);
            RandomDraft random(draftOf(start));
            random.change();
            const SchemaDraft draft = random.take();
            RC_PRE(!hasErrors(findings(draft.schema)));
            MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse};
            const auto plan = engine->planMigration(intent);
            if (!plan) {
                RC_ASSERT(plan.error().code == ErrorCode::Unsupported);
                RC_DISCARD("nothing that SQLite can do");
            }
            const bool hopeless = std::any_of(plan->problems.begin(), plan->problems.end(),
                                              [](const MigrationProblem &problem) { return problem.offered.empty(); });
            const auto outcome = migrateSettled(*engine, intent);
            if (hopeless) {
                RC_ASSERT(!outcome);
                return;
            }
            if (!outcome)
                RC_FAIL(QString(outcome.error().message % u" | "_s % outcome.error().detail).toStdString());
            RC_TAG(intent.remedies.empty() ? "kept" : "with remedies");
            // It can be read: every model, views too.
            (void)rowsOf(*engine, engine->schema());
            for (const Model &model : engine->schema().models)
                for (const Field &field : model.fields) {
                    const auto read =
                        engine->connection().select({u"SELECT "_s % Dialect::sqlite().quoted(field.column) % u" FROM "_s
                                                         % Dialect::sqlite().quoted(model.table) % u" LIMIT 1"_s,
                                                     {}});
                    if (!read)
                        RC_FAIL(QString(model.name % u'.' % field.name % u' ' % read.error().detail).toStdString());
                }
            if (!intent.remedies.empty())
                return;
            const Schema &to = engine->schema();
            for (std::size_t i = 0; i < draft.schema.models.size(); ++i) {
                const auto was = draft.origins.models[i].model;
                if (!was || start.model(*was).view || start.model(*was).key.empty())
                    continue;
                const auto now = to.modelNamed(draft.schema.models[i].name);
                RC_ASSERT(now.has_value());
                const auto after = rowsOf(*engine, to).at(now->index());
                RC_ASSERT(after.size() == before.at(was->index()).size());
                for (const auto &[key, values] : before.at(was->index()))
                    for (std::size_t f = 0; f < draft.schema.models[i].fields.size(); ++f) {
                        const Field &field = draft.schema.models[i].fields[f];
                        const auto origin = draft.origins.models[i].fields[f];
                        const auto place = to.model(*now).fieldNamed(field.name);
                        if (origin && place && field.type == start.field(*was, *origin).type)
                            if (after.at(key)[place->index()] != values[origin->index()])
                                RC_FAIL(QString(draft.schema.models[i].name % u'.' % field.name % u' ' % key % u": "_s
                                                % valueText(values[origin->index()]) % u" → "_s
                                                % valueText(after.at(key)[place->index()]))
                                            .toStdString());
                    }
            }
        });
        QVERIFY(holds);
    }

private:
    static std::vector<std::map<QString, Values>> rowsOf(Engine &engine, const Schema &schema)
    {
        std::vector<std::map<QString, Values>> rows(schema.models.size());
        for (std::size_t i = 0; i < schema.models.size(); ++i) {
            if (schema.models[i].view || schema.models[i].key.empty())
                continue;
            Query query;
            query.model = ModelId{int(i)};
            const Done read = engine.each(query, [&](const Row &row) {
                rows[i][keyText(row.key)] = row.values;
                return Connection::More::Yes;
            });
            RC_ASSERT(read.has_value());
        }
        return rows;
    }
};

int main(int argc, char *argv[])
{
    if (!qEnvironmentVariableIsSet("RC_PARAMS"))
        qputenv("RC_PARAMS", "max_success=20");
    QCoreApplication application(argc, argv);
    TestMigrationProperties test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_migrationproperties.moc"
