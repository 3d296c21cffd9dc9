#include "migration/backwards.h"
#include "migration/world.h"
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

/// Different for different numbers, but for booleans. Texts are of the kind that converts to other types, in part.
Value sample(const Schema &schema, const FieldType &type, int number)
{
    if (type.list)
        return JsonText{u"[]"_s};
    if (type.kind == FieldType::Kind::Enum)
        return oneOf<QString>({schema.enumNamed(type.name)->values.begin(), schema.enumNamed(type.name)->values.end()});
    static const std::vector<QString> texts{
        u"12"_s,   u" 7 "_s,         u"x"_s, u"1.5"_s, u"true"_s,           u"0"_s, u"2024-02-29"_s, u"2023-02-29"_s,
        u"GLAD"_s, u"99999999999"_s, u""_s,  u"RED"_s, u"it's \"q\" 🙂"_s};
    static const std::vector<qint64> wholes{0, 1, -5, 2'147'483'648LL, 9'007'199'254'740'993LL};
    static const std::vector<double> decimals{0, 1, 2.5, -3, 1e12};
    switch (type.scalar) {
    case ScalarType::Int:
        return qint64(coin() ? number : below(2));
    case ScalarType::BigInt:
        return coin() ? qint64(number) : oneOf(wholes);
    case ScalarType::Float:
        return coin() ? number + 0.5 : oneOf(decimals);
    case ScalarType::Decimal:
        return QString(QString::number(number) % u".50"_s);
    case ScalarType::Boolean:
        return number % 2 == 0;
    case ScalarType::Date:
        return u"2024-05-%1"_s.arg(number % 28 + 1, 2, 10, QChar(u'0'));
    case ScalarType::DateTime:
        return u"2024-05-%1T10:00:00Z"_s.arg(number % 28 + 1, 2, 10, QChar(u'0'));
    case ScalarType::Json:
        return u"{\"a\":%1}"_s.arg(number);
    default:
        return coin() ? oneOf(texts) : u"it's \"%1\" 🙂"_s.arg(number);
    }
}

void fill(Engine &engine)
{
    const Schema &schema = engine.schema();
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        const Model &model = schema.models[i];
        if (model.join)
            continue;
        const int count = below(6);
        for (int row = 0; row < count; ++row) {
            Save save;
            save.model = ModelId{int(i)};
            for (std::size_t f = 0; f < model.fields.size(); ++f) {
                const Field &field = model.fields[f];
                const FieldId id{int(f)};
                if (model.isKey(id))
                    save.values.emplace_back(id, u"k%1"_s.arg(row));
                else if (field.name == markName())
                    save.values.emplace_back(id, u"%1-%2"_s.arg(i).arg((row * 7 + 3) % 10));
                else if (!field.hidden && field.isWritable() && (field.required || coin()))
                    save.values.emplace_back(id, sample(schema, field.type, row));
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
        const int links = below(7);
        // Where one of the two is not there, or the link would be the second, it is not made.
        for (int link = 0; link < links; ++link)
            (void)engine.submit({Link{from, {u"k%1"_s.arg(below(5))}, {u"k%1"_s.arg(below(5))}, Link::Move::No}});
    }
}

void failWith(const Error &error) { RC_FAIL(QString(error.message % u" | "_s % error.detail).toStdString()); }

/// A value for "set to", of the wanted field that a problem is about; nothing where that is no plain field.
std::optional<Value> valueFor(const Schema &to, const QString &id)
{
    for (std::size_t i = 0; i < to.models.size(); ++i)
        for (const Field &field : to.models[i].fields) {
            if (field.hidden || id.section(u':', 1) != QString(to.models[i].name % u'.' % field.name))
                continue;
            if (field.type.kind == FieldType::Kind::Enum)
                return Value(to.enumNamed(field.type.name)->values.front());
            if (field.type.list)
                return Value(JsonText{u"[]"_s});
            switch (field.type.scalar) {
            case ScalarType::Int:
            case ScalarType::BigInt:
                return Value(qint64(77));
            case ScalarType::Float:
                return Value(7.5);
            case ScalarType::Boolean:
                return Value(true);
            case ScalarType::Date:
                return Value(u"2001-01-01"_s);
            case ScalarType::DateTime:
                return Value(u"2001-01-01T00:00:00Z"_s);
            case ScalarType::Decimal:
                return Value(u"7.5"_s);
            case ScalarType::Json:
                return Value(u"{}"_s);
            default:
                return Value(u"set"_s);
            }
        }
    return std::nullopt;
}

/// Chooses a remedy for every problem, by chance, until the plan can be applied; nothing where it never can. What is
/// refused must be refused by the model too.
std::optional<MigrationPlan> settled(Engine &engine, MigrationIntent &intent, const World &before)
{
    std::set<QString> refused;
    for (int round = 0; round < 60; ++round) {
        const auto plan = engine.planMigration(intent);
        if (!plan)
            failWith(plan.error());
        if (!plan->isBlocked())
            return *plan;
        for (const MigrationProblem &problem : plan->problems) {
            if (problem.chosen)
                continue;
            if (!problem.refusal.isEmpty()) {
                MigrationPlan wanted = *plan;
                for (MigrationProblem &other : wanted.problems)
                    if (const auto found = intent.remedies.find(other.id); found != intent.remedies.end())
                        other.chosen = found->second;
                Expected expected(wanted.from, wanted.to, intent.origins, intent.remedies, before);
                expected.removeInstances(wanted);
                RC_ASSERT(expected.isBlocked());
                refused.insert(problem.id);
            }
            std::vector<Remedy> ways;
            for (const Remedy::Kind kind : problem.offered) {
                const auto value =
                    kind == Remedy::Kind::SetValue ? valueFor(plan->to, problem.id) : std::optional(Value());
                const bool again = kind == Remedy::Kind::DeleteInstances && refused.contains(problem.id);
                if (value && !again)
                    ways.push_back({kind, *value});
            }
            if (ways.empty())
                return std::nullopt;
            intent.remedies[problem.id] = oneOf(ways);
        }
    }
    return std::nullopt;
}

/// The numbers of the plan are those of the model.
void compareDeletes(const MigrationPlan &plan, const Expected &expected)
{
    std::map<ModelId, qint64> removed;
    qint64 cleared = 0;
    for (const MigrationProblem &problem : plan.problems) {
        if (!problem.deletes)
            continue;
        removed[problem.model] += problem.deletes->instances;
        for (const auto &part : problem.deletes->along)
            removed[part.model] += part.count;
        for (const auto &part : problem.deletes->cleared)
            cleared += part.count;
    }
    std::erase_if(removed, [](const auto &entry) { return entry.second == 0; });
    RC_ASSERT(removed == expected.removed());
    RC_ASSERT(cleared == expected.removedLinks());
}

/// The model knows all conversions that a plan makes.
bool isModelled(const MigrationPlan &plan, const Origins &origins)
{
    const auto isKnown = [](const FieldType &type) {
        return !type.list
            && (type.kind == FieldType::Kind::Enum
                || std::find(convertibles().begin(), convertibles().end(), type.scalar) != convertibles().end());
    };
    for (std::size_t i = 0; i < plan.to.models.size(); ++i)
        for (std::size_t f = 0; f < plan.to.models[i].fields.size(); ++f) {
            const auto was = origins.fieldOf(ModelId(int(i)), FieldId(int(f)));
            const FieldType &is = plan.to.models[i].fields[f].type;
            if (was && !plan.to.models[i].fields[f].hidden
                && !(is == plan.from.field(*origins.modelOf(ModelId(int(i))), *was).type)
                && !is.isScalar(ScalarType::String) && !isKnown(is))
                return false;
        }
    return true;
}

/// A migration with remedies by chance, and what must come of it; answers whether it was made.
bool migrateAsExpected(Engine &engine, MigrationIntent &intent)
{
    const World before = World::of(engine);
    const auto plan = settled(engine, intent, before);
    intent.loss = MigrationIntent::Loss::Allow;
    if (!plan) {
        RC_ASSERT(!engine.migrate(intent));
        const World after = World::of(engine);
        RC_ASSERT(after.links == before.links);
        RC_TAG("nothing can be done");
        return false;
    }
    intent.told = plan->facts();
    const auto outcome = engine.migrate(intent);
    if (!outcome)
        failWith(outcome.error());
    const Done checked = engine.check([](const QString &sentence) { RC_FAIL(sentence.toStdString()); });
    RC_ASSERT(checked.has_value());
    RC_ASSERT(outcome->backupPath.isEmpty() == !plan->losesData());
    if (!outcome->backupPath.isEmpty())
        QFile::remove(outcome->backupPath);
    if (outcome->number == 0)
        return true;
    if (isModelled(*plan, intent.origins)) {
        Expected expected(plan->from, plan->to, intent.origins, intent.remedies, before);
        expected.removeInstances(*plan);
        RC_ASSERT(!expected.isBlocked());
        compareDeletes(*plan, expected);
        expected.compare(engine.schema(), World::of(engine));
    }
    RC_TAG(intent.remedies.empty() ? (plan->losesData() ? "with losses" : "all kept") : "with remedies");
    return true;
}

/// What was kept on the way there and on the way back is what it was.
void compareReturned(const Schema &start, const World &first, const World &last, const Origins &back)
{
    for (std::size_t i = 0; i < start.models.size(); ++i) {
        if (!back.models[i].model || start.models[i].join)
            continue;
        RC_ASSERT(last.instances[i].size() == first.instances[i].size());
        for (const World::Instance &instance : first.instances[i]) {
            const World::Instance *now = last.named(ModelId(int(i)), instance.mark);
            RC_ASSERT(now != nullptr);
            for (std::size_t f = 0; f < instance.values.size(); ++f) {
                const Field &field = start.models[i].fields[f];
                if (back.models[i].fields[f] && !field.hidden && field.origin != FieldOrigin::UpdatedAt)
                    RC_ASSERT(now->values[f] == instance.values[f]);
            }
        }
    }
    for (std::size_t i = 0; i < start.relationships.size(); ++i)
        if (back.relationships[i])
            RC_ASSERT(last.links[i] == first.links[i]);
}

/// No field became one of a type that cannot say all that it said.
bool isWider(const MigrationPlan &plan, const Origins &origins)
{
    for (std::size_t i = 0; i < plan.to.models.size(); ++i)
        for (std::size_t f = 0; f < plan.to.models[i].fields.size(); ++f) {
            const auto was = origins.fieldOf(ModelId(int(i)), FieldId(int(f)));
            const FieldType &is = plan.to.models[i].fields[f].type;
            if (was && !(is == plan.from.field(*origins.modelOf(ModelId(int(i))), *was).type)
                && !is.isScalar(ScalarType::String))
                return false;
        }
    return true;
}

/// Chooses a remedy for every problem that has one; none twice.
Result<MigrationPlan> planSettled(Engine &engine, MigrationIntent &intent)
{
    std::map<QString, std::set<Remedy::Kind>> tried;
    for (;;) {
        auto plan = engine.planMigration(intent);
        if (!plan || !plan->isBlocked())
            return plan;
        bool more = false;
        for (const MigrationProblem &problem : plan->problems) {
            for (const Remedy::Kind kind : problem.offered) {
                const auto value =
                    kind == Remedy::Kind::SetValue ? valueFor(plan->to, problem.id) : std::optional(Value());
                if (problem.chosen || !value || !tried[problem.id].insert(kind).second)
                    continue;
                intent.remedies[problem.id] = {kind, *value};
                more = true;
                break;
            }
        }
        if (!more)
            return plan;
    }
}

QStringList wordsOf(const MigrationPlan &plan)
{
    QStringList words;
    for (const MigrationStep &step : plan.steps)
        words.append(step.words);
    for (const MigrationProblem &problem : plan.problems)
        words.append(problem.id % u": "_s % problem.words);
    return words;
}

} // namespace

class TestMigrationProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anyChangeComesOutAsExpected()
    {
        const bool holds = rc::check("any change comes out as expected, and back", [] {
            RandomDraft first(emptyDraft());
            first.build();
            const SchemaDraft start = first.take();
            RC_PRE(!start.schema.models.empty() && !hasErrors(findings(start.schema)));
            const ScratchDatabase database(start.schema);
            const auto engine = database.open();
            fill(*engine);
            const World before = World::of(*engine);

            RandomDraft random(draftOf(engine->schema()));
            random.change();
            const SchemaDraft draft = random.take();
            RC_PRE(!hasErrors(findings(draft.schema)));
            MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse};
            const auto plan = engine->planMigration(intent);
            if (!plan)
                failWith(plan.error());
            if (!migrateAsExpected(*engine, intent))
                return;
            const bool kept = intent.remedies.empty() && !plan->losesData() && isWider(*plan, intent.origins);
            // And back.
            MigrationIntent back = backwards(start.schema, draft, engine->schema());
            if (migrateAsExpected(*engine, back) && kept && back.remedies.empty())
                compareReturned(start.schema, before, World::of(*engine), back.origins);
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
            intent.loss = MigrationIntent::Loss::Allow;
            const auto settled = planSettled(*engine, intent);
            RC_ASSERT(settled.has_value());
            const auto outcome = engine->migrate(intent);
            if (settled->isBlocked()) {
                RC_ASSERT(!outcome);
                RC_ASSERT(rowsOf(*engine, start) == before);
                return;
            }
            if (!outcome)
                RC_FAIL(QString(outcome.error().message % u" | "_s % outcome.error().detail % u'\n'
                                % wordsOf(*settled).join(u'\n'))
                            .toStdString());
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
                for (std::size_t f = 0; f < draft.schema.models[i].fields.size(); ++f) {
                    const Field &field = draft.schema.models[i].fields[f];
                    const auto origin = draft.origins.models[i].fields[f];
                    const auto place = to.model(*now).fieldNamed(field.name);
                    if (!origin || !place || !(field.type == start.field(*was, *origin).type)
                        || field.type.kind == FieldType::Kind::Enum)
                        continue;
                    // A key that changed no longer tells which row is which.
                    const auto values = [](const std::map<QString, Values> &rows, FieldId of) {
                        std::vector<QString> texts;
                        for (const auto &[key, row] : rows)
                            texts.push_back(valueText(row[of.index()]));
                        std::sort(texts.begin(), texts.end());
                        return texts;
                    };
                    if (values(after, *place) != values(before.at(was->index()), *origin))
                        RC_FAIL(QString(draft.schema.models[i].name % u'.' % field.name).toStdString());
                    for (const auto &[key, row] : before.at(was->index()))
                        if (const auto found = after.find(key); found != after.end()
                            && sameKey(draft, ModelId(int(i)), start)
                            && found->second[place->index()] != row[origin->index()])
                            RC_FAIL(QString(draft.schema.models[i].name % u'.' % field.name % u' ' % key % u": "_s
                                            % valueText(row[origin->index()]) % u" → "_s
                                            % valueText(found->second[place->index()]))
                                        .toStdString());
                }
            }
        });
        QVERIFY(holds);
    }

private:
    static bool sameKey(const SchemaDraft &draft, ModelId model, const Schema &start)
    {
        const std::vector<FieldId> &now = draft.schema.model(model).key;
        const std::vector<FieldId> &was = start.model(*draft.origins.modelOf(model)).key;
        return std::equal(now.begin(), now.end(), was.begin(), was.end(),
                          [&](FieldId a, FieldId b) { return draft.origins.fieldOf(model, a) == b; });
    }

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
