#include "schema/schemaedit.h"
#include "sql/dialect.h"
#include "store/definitions.h"
#include "support/scratchdatabase.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::test;

// Migrations of databases that Relata did not make: what it does not model must survive to the letter.
namespace {

const QString dataFolder = QStringLiteral(RELATA_SHARED_DIR "/data/db/");

QStringList rowsOf(Connection &connection, const QString &table, const QStringList &columns)
{
    QStringList quoted;
    for (const QString &column : columns)
        quoted.append(u"quote("_s % Dialect::sqlite().quoted(column) % u')');
    const auto rows = connection.select(
        {u"SELECT "_s % quoted.join(u" || ',' || "_s) % u" FROM "_s % Dialect::sqlite().quoted(table), {}});
    if (!rows)
        return {u"! "_s + rows.error().detail};
    QStringList result;
    for (const Values &row : *rows)
        result.append(valueText(row.front()));
    result.sort();
    return result;
}

QStringList storedColumns(const Model &model)
{
    QStringList columns;
    for (const Field &field : model.fields)
        columns.append(field.column);
    return columns;
}

/// All rows of all tables, by table.
std::map<QString, QStringList> contents(Engine &engine)
{
    std::map<QString, QStringList> result;
    for (const Model &model : engine.schema().models)
        if (!model.view)
            result[model.table] = rowsOf(engine.connection(), model.table, storedColumns(model));
    return result;
}

std::map<QString, QString> definitionsOf(Engine &engine)
{
    const auto all = definitions::read(engine.connection());
    if (!all)
        qFatal("%s", qPrintable(all.error().message));
    std::map<QString, QString> result;
    for (const definitions::Definition &item : *all)
        if (!item.name.startsWith(u"relata_"_s))
            result[item.type % u' ' % item.name] = item.sql;
    return result;
}

QString failureOf(const auto &result)
{
    return result ? QString() : QString(result.error().message % u" | " % result.error().detail);
}

} // namespace

class TestMigrationData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void databases_data()
    {
        QTest::addColumn<QString>("file");
        const QStringList files = QDir(dataFolder).entryList({u"*.sqlite"_s}, QDir::Files);
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << QString(dataFolder % file);
    }

    void theSameSchemaChangesNothing_data() { databases_data(); }
    void theSameSchemaChangesNothing()
    {
        QFETCH(QString, file);
        const ScratchDatabase database(file);
        auto engine = database.open();
        MigrationIntent intent;
        intent.schema = ScratchDatabase::schemaOf(sdl::write(engine->schema()));
        intent.origins = matchByName(engine->schema(), intent.schema);
        const auto plan = engine->planMigration(intent);
        QVERIFY2(plan, qPrintable(failureOf(plan)));
        QStringList words;
        for (const MigrationStep &step : plan->steps)
            words.append(step.words);
        QCOMPARE(words, QStringList());
    }

    /// Every table is made anew: a required field with a default is added to each, in the first place.
    void everyTableMadeAnewKeepsEverything_data() { databases_data(); }
    void everyTableMadeAnewKeepsEverything()
    {
        QFETCH(QString, file);
        const ScratchDatabase database(file);
        auto engine = database.open();
        const auto rows = contents(*engine);
        const auto before = definitionsOf(*engine);
        SchemaDraft draft = draftOf(engine->schema());
        std::set<QString> changed;
        for (std::size_t i = 0; i < engine->schema().models.size(); ++i) {
            const ModelId model{int(i)};
            if (engine->schema().models[i].view)
                continue;
            const auto added = schemaedit::addField(draft, model, u"relataAdded"_s);
            QVERIFY2(added, qPrintable(failureOf(added)));
            Field wanted = draft.schema.field(model, *added);
            wanted.required = true;
            wanted.defaultValue = u"x'y"_s;
            wanted.hasDefault = true;
            const auto shaped = schemaedit::changeField(draft, model, *added, wanted);
            QVERIFY2(shaped, qPrintable(failureOf(shaped)));
            const auto moved = schemaedit::moveField(draft, model, *added, 0);
            QVERIFY2(moved, qPrintable(failureOf(moved)));
            changed.insert(u"table "_s + engine->schema().models[i].table);
        }
        const MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse};
        const auto plan = engine->planMigration(intent);
        QVERIFY2(plan, qPrintable(failureOf(plan)));
        QStringList problems;
        for (const MigrationProblem &problem : plan->problems)
            problems.append(problem.words);
        QCOMPARE(problems, QStringList());
        const Schema schemaBefore = engine->schema();
        const auto outcome = engine->migrate(intent);
        QVERIFY2(outcome, qPrintable(failureOf(outcome)));

        for (const Model &model : schemaBefore.models)
            if (!model.view)
                QCOMPARE(rowsOf(engine->connection(), model.table, storedColumns(model)), rows.at(model.table));
        const auto after = definitionsOf(*engine);
        for (const auto &[name, sql] : before) {
            QVERIFY2(after.contains(name), qPrintable(name));
            if (!changed.contains(name))
                QCOMPARE(after.at(name), sql);
            else
                QVERIFY2(QString(after.at(name)).remove(u"\"relataAdded\" TEXT NOT NULL DEFAULT 'x''y'"_s).size()
                             < sql.size() + 20,
                         qPrintable(after.at(name)));
        }
        QCOMPARE(after.size(), before.size());

        // And away again: everything as it was, but for spaces.
        SchemaDraft back = draftOf(engine->schema());
        for (std::size_t i = 0; i < back.schema.models.size(); ++i)
            if (const auto field = back.schema.models[i].fieldNamed(u"relataAdded"_s)) {
                const auto gone = schemaedit::removeField(back, ModelId{int(i)}, *field);
                QVERIFY2(gone, qPrintable(failureOf(gone)));
            }
        const auto undone = engine->migrate({back.schema, back.origins, {}, MigrationIntent::Loss::Allow});
        QVERIFY2(undone, qPrintable(failureOf(undone)));
        QCOMPARE(contents(*engine), rows);
        const auto last = definitionsOf(*engine);
        for (const auto &[name, sql] : before) {
            // SQLite quotes the name of a table that it renames.
            const auto bare = [](QString text) {
                static const QRegularExpression table(u"^CREATE TABLE (\"([^\"]|\"\")*\"|'[^']*'|\\[[^]]*\\]|\\w+)"_s);
                return text.remove(table).remove(QRegularExpression(u"\\s"_s));
            };
            QCOMPARE(bare(last.at(name)), bare(sql));
        }
    }

    void everyTableIsRenamedAndBack_data() { databases_data(); }
    void everyTableIsRenamedAndBack()
    {
        QFETCH(QString, file);
        const ScratchDatabase database(file);
        auto engine = database.open();
        const auto rows = contents(*engine);
        const auto before = definitionsOf(*engine);
        std::vector<QString> names;
        for (const Model &model : engine->schema().models)
            names.push_back(model.name);
        SchemaDraft draft = draftOf(engine->schema());
        for (std::size_t i = 0; i < names.size(); ++i)
            if (!draft.schema.models[i].view) {
                const auto renamed = schemaedit::renameModel(draft, ModelId{int(i)}, u"Renamed"_s + QString::number(i));
                QVERIFY2(renamed, qPrintable(failureOf(renamed)));
            }
        const auto outcome = engine->migrate({draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse});
        QVERIFY2(outcome, qPrintable(failureOf(outcome)));
        SchemaDraft back = draftOf(engine->schema());
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto id = back.schema.modelNamed(QString(u"Renamed"_s + QString::number(i)));
            if (!id)
                continue;
            Model &model = back.schema.models[id->index()];
            if (model.table == model.name)
                model.table = names[i];
            model.name = names[i];
        }
        back.schema.rebuildEnds(std::vector<QString>(back.schema.keyEndNames()));
        const auto undone = engine->migrate({back.schema, back.origins, {}, MigrationIntent::Loss::Refuse});
        QVERIFY2(undone, qPrintable(failureOf(undone)));
        QCOMPARE(contents(*engine), rows);
        const auto last = definitionsOf(*engine);
        for (const auto &[name, sql] : before)
            QVERIFY2(last.contains(name), qPrintable(name));
    }

    void chinookIsChangedInSixWays()
    {
        const ScratchDatabase database(dataFolder % u"chinook.sqlite"_s);
        auto engine = database.open();
        Connection &connection = engine->connection();
        const auto run = [&](const QString &sql) {
            const auto done = connection.run({sql, {}});
            QVERIFY2(done, qPrintable(sql % failureOf(done)));
        };
        run(u"CREATE TABLE log (what TEXT)"_s);
        run(u"CREATE TRIGGER log_tracks AFTER UPDATE OF Name ON Track BEGIN INSERT INTO log VALUES (new.Name); END"_s);
        run(u"CREATE INDEX long_tracks ON Track (Milliseconds) WHERE Milliseconds > 300000"_s);
        run(u"CREATE VIEW staff AS SELECT FirstName || ' ' || LastName AS name FROM Employee"_s);
        engine = database.open();
        Connection &now = engine->connection();
        const auto rows = [&](const QString &sql) {
            const auto found = now.select({sql, {}});
            if (!found)
                return QString(u"! "_s % found.error().detail);
            QStringList result;
            for (const Values &row : *found)
                result.append(valueText(row.front()));
            return result.join(u' ');
        };
        const QString links = rows(u"SELECT count(*) FROM Track WHERE AlbumId IS NOT NULL"_s);
        const QString listed = rows(u"SELECT count(DISTINCT TrackId) FROM PlaylistTrack"_s);

        SchemaDraft draft = draftOf(engine->schema());
        const auto model = [&](const QString &name) { return *draft.schema.modelNamed(name); };
        const auto field = [&](const QString &of, const QString &name) {
            return *draft.schema.model(model(of)).fieldNamed(name);
        };
        const auto relationshipOf = [&](const QString &of, const QString &end) {
            return draft.schema.end(*draft.schema.endNamed(model(of), end)).relationship;
        };
        const auto must = [](const auto &done) { QVERIFY2(done, qPrintable(failureOf(done))); };
        // Renamed, required, 1:N to N:N, an enum, a model removed, a self reference.
        Field first = draft.schema.field(model(u"Employee"_s), field(u"Employee"_s, u"FirstName"_s));
        first.name = u"Given name"_s;
        must(schemaedit::changeField(draft, model(u"Employee"_s), field(u"Employee"_s, u"FirstName"_s), first));
        Field composer = draft.schema.field(model(u"Track"_s), field(u"Track"_s, u"Composer"_s));
        composer.required = true;
        must(schemaedit::changeField(draft, model(u"Track"_s), field(u"Track"_s, u"Composer"_s), composer));
        const RelationshipId album = relationshipOf(u"Album"_s, u"tracks"_s);
        auto sentence = schemaedit::sentenceOf(draft.schema, album);
        sentence.kind = RelationshipKind::ManyToMany;
        sentence.join = u"AlbumTrack"_s;
        sentence.targetField = u"albums"_s;
        must(schemaedit::changeRelationship(draft, album, sentence));
        must(schemaedit::addEnum(draft, u"Country"_s, {u"Canada"_s, u"USA"_s}));
        Field country = draft.schema.field(model(u"Employee"_s), field(u"Employee"_s, u"Country"_s));
        country.type.kind = FieldType::Kind::Enum;
        country.type.name = u"Country"_s;
        must(schemaedit::changeField(draft, model(u"Employee"_s), field(u"Employee"_s, u"Country"_s), country));
        must(schemaedit::removeModel(draft, model(u"Genre"_s)));
        must(schemaedit::addRelationship(
            draft,
            schemaedit::proposed(draft.schema, RelationshipKind::OneToOne, model(u"Track"_s), model(u"Track"_s))));

        MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Allow};
        auto plan = engine->planMigration(intent);
        QVERIFY2(plan, qPrintable(failureOf(plan)));
        QStringList problems;
        for (const MigrationProblem &problem : plan->problems)
            problems.append(problem.words);
        QCOMPARE(problems, QStringList{u"977 of 3,503 instances of Track have no Composer."_s});
        intent.remedies[plan->problems.front().id] = {Remedy::Kind::SetValue, u"unknown"_s};
        const auto outcome = engine->migrate(intent);
        QVERIFY2(outcome, qPrintable(failureOf(outcome)));
        QCOMPARE(rows(u"SELECT count(*) FROM AlbumTrack"_s), links);
        QCOMPARE(rows(u"SELECT count(*) FROM Track"_s), u"3503"_s);
        QCOMPARE(rows(u"SELECT count(*) FROM Track WHERE Composer = 'unknown'"_s), u"977"_s);
        QCOMPARE(rows(u"SELECT name FROM staff LIMIT 1"_s), u"Andrew Adams"_s);
        QCOMPARE(rows(u"SELECT count(*) FROM pragma_foreign_key_check"_s), u"0"_s);
        QCOMPARE(
            rows(u"SELECT count(*) FROM sqlite_master WHERE name IN ('Genre', 'log_tracks', 'long_tracks', 'staff')"_s),
            u"3"_s);
        QCOMPARE(rows(u"SELECT sql FROM sqlite_master WHERE name = 'long_tracks'"_s),
                 u"CREATE INDEX long_tracks ON Track (Milliseconds) WHERE Milliseconds > 300000"_s);
        QCOMPARE(rows(u"SELECT count(DISTINCT TrackId) FROM PlaylistTrack"_s), listed);
        const Done checked = engine->check([](const QString &sentence) { QFAIL(qPrintable(sentence)); });
        QVERIFY(checked);
        auto anew = database.open();
        QVERIFY(anew->isOwn());
        QVERIFY(anew->schema() == engine->schema());
    }

    /// A file of another program: tables of every kind, changed in ways that make each of them anew.
    void oddTablesSurvive()
    {
        const ScratchDatabase database(dataFolder % u"odd_links.sqlite"_s);
        {
            auto engine = database.open();
            for (const QString &sql :
                 {u"CREATE TABLE mtag (name TEXT COLLATE NOCASE PRIMARY KEY, n INTEGER) WITHOUT ROWID"_s,
                  u"CREATE TABLE mtagged (id INTEGER PRIMARY KEY AUTOINCREMENT, tag TEXT REFERENCES mtag ON DELETE "
                  u"CASCADE ON "
                  "UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, sum INTEGER NOT NULL DEFAULT (1 + 1)) STRICT"_s,
                  u"CREATE TABLE mpair (a INTEGER, b INTEGER, what TEXT, PRIMARY KEY (a, b))"_s,
                  u"CREATE TABLE mpair_user (p INTEGER, q INTEGER, FOREIGN KEY (p, q) REFERENCES mpair (a, b))"_s,
                  u"CREATE TABLE mkeyless (x TEXT)"_s, u"INSERT INTO mtag VALUES ('Red', 1), ('blue', 2)"_s,
                  u"INSERT INTO mtagged (id, tag) VALUES (7, 'RED'), (900, 'Blue')"_s,
                  u"DELETE FROM mtagged WHERE id = 900"_s, u"INSERT INTO mpair VALUES (1, 2, 'x'), (1, 3, NULL)"_s,
                  u"INSERT INTO mpair_user VALUES (1, 3), (NULL, 2)"_s,
                  u"INSERT INTO mkeyless (rowid, x) VALUES (5, 'five'), (9, 'nine')"_s}) {
                const auto done = engine->connection().run({sql, {}});
                QVERIFY2(done, qPrintable(sql % failureOf(done)));
            }
        }
        auto engine = database.open();
        const auto rows = [&](const QString &sql) {
            const auto found = engine->connection().select({sql, {}});
            if (!found)
                return QString(u"! "_s % found.error().detail);
            QStringList result;
            for (const Values &row : *found)
                result.append(keyText(row));
            return result.join(u", "_s);
        };
        SchemaDraft draft = draftOf(engine->schema());
        for (const QString &name : {u"mtag"_s, u"mtagged"_s, u"mpair"_s, u"mpair_user"_s, u"mkeyless"_s}) {
            const ModelId model = *draft.schema.modelNamed(name);
            const auto added = schemaedit::addField(draft, model, u"more"_s);
            QVERIFY(added);
            const auto moved = schemaedit::moveField(draft, model, *added, 0);
            QVERIFY(moved);
        }
        const auto outcome = engine->migrate({draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse});
        QVERIFY2(outcome, qPrintable(failureOf(outcome)));
        QCOMPARE(rows(u"SELECT name, n FROM mtag"_s), u"blue / 2, Red / 1"_s);
        QCOMPARE(rows(u"SELECT id, tag, sum FROM mtagged"_s), u"7 / RED / 2"_s);
        QCOMPARE(rows(u"SELECT seq FROM sqlite_sequence WHERE name = 'mtagged'"_s), u"900"_s);
        QCOMPARE(rows(u"SELECT a, b, what FROM mpair"_s), u"1 / 2 / x, 1 / 3 / null"_s);
        QCOMPARE(rows(u"SELECT p, q FROM mpair_user"_s), u"1 / 3, null / 2"_s);
        QCOMPARE(rows(u"SELECT rowid, x FROM mkeyless"_s), u"5 / five, 9 / nine"_s);
        QCOMPARE(rows(u"SELECT wr, strict FROM pragma_table_list WHERE name = 'mtag'"_s), u"1 / 0"_s);
        QCOMPARE(rows(u"SELECT wr, strict FROM pragma_table_list WHERE name = 'mtagged'"_s), u"0 / 1"_s);
        QVERIFY(
            rows(u"SELECT sql FROM sqlite_master WHERE name = 'mtagged'"_s)
                .contains(
                    u"REFERENCES mtag ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED, sum INTEGER "
                    "NOT NULL DEFAULT (1 + 1)"_s));
        // The composite key in another order, with who refers to it.
        SchemaDraft turned = draftOf(engine->schema());
        const ModelId pair = *turned.schema.modelNamed(u"mpair"_s);
        const auto set = schemaedit::setKey(
            turned, pair,
            {*turned.schema.model(pair).fieldNamed(u"b"_s), *turned.schema.model(pair).fieldNamed(u"a"_s)});
        QVERIFY2(set, qPrintable(failureOf(set)));
        const auto again = engine->migrate({turned.schema, turned.origins, {}, MigrationIntent::Loss::Refuse});
        QVERIFY2(again, qPrintable(failureOf(again)));
        QCOMPARE(rows(u"SELECT name FROM pragma_table_info('mpair') WHERE pk ORDER BY pk"_s), u"b, a"_s);
        QCOMPARE(rows(u"SELECT p, q FROM mpair_user"_s), u"1 / 3, null / 2"_s);
        QCOMPARE(rows(u"SELECT count(*) FROM pragma_foreign_key_check('mpair_user')"_s), u"0"_s);
        auto anew = database.open();
        QVERIFY(anew->schema() == engine->schema());
    }

    /// Every relationship becomes one of another kind, in a copy for each; the links are counted before and after.
    void everyRelationshipChangesItsKind_data() { databases_data(); }
    void everyRelationshipChangesItsKind()
    {
        QFETCH(QString, file);
        const ScratchDatabase original(file);
        const Schema schema = original.open(Access::ReadOnly)->schema();
        int changed = 0;
        for (std::size_t i = 0; i < schema.relationships.size(); ++i) {
            for (const RelationshipKind kind :
                 {RelationshipKind::OneToOne, RelationshipKind::OneToMany, RelationshipKind::ManyToMany}) {
                const RelationshipId id{int(i)};
                if (schema.relationship(id).kind == kind)
                    continue;
                SchemaDraft draft = draftOf(schema);
                auto sentence = schemaedit::sentenceOf(schema, id);
                sentence.kind = kind;
                sentence.required = false;
                sentence.join.clear();
                sentence.sourceField = u"near"_s;
                sentence.targetField = u"far"_s;
                // Where the editor refuses (a link that is the whole key), there is nothing to migrate.
                if (!schemaedit::changeRelationship(draft, id, sentence))
                    continue;
                const ScratchDatabase database(file);
                auto engine = database.open();
                MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Allow};
                auto plan = engine->planMigration(intent);
                const QString name = schema.relationship(id).name % u" → "_s % toString(kind);
                // A row number is no key that others can hold.
                if (!plan && plan.error().message.contains(u"has no key of its own"_s))
                    continue;
                QVERIFY2(plan, qPrintable(name % failureOf(plan)));
                QStringList open;
                for (const MigrationProblem &problem : plan->problems) {
                    const auto &offered = problem.offered;
                    for (const Remedy::Kind remedy :
                         {Remedy::Kind::KeepFirst, Remedy::Kind::DropObject, Remedy::Kind::Clear})
                        if (std::find(offered.begin(), offered.end(), remedy) != offered.end()
                            && !intent.remedies.contains(problem.id))
                            intent.remedies[problem.id] = {remedy, {}};
                    if (!intent.remedies.contains(problem.id))
                        open.append(problem.words);
                }
                const auto outcome = engine->migrate(intent);
                if (!open.isEmpty()) {
                    QVERIFY2(!outcome, qPrintable(name));
                    continue;
                }
                QVERIFY2(outcome, qPrintable(name % failureOf(outcome)));
                ++changed;
                for (const MigrationOutcome::Count &count : outcome->counts)
                    if (schema.modelNamed(count.model) && !schema.model(*schema.modelNamed(count.model)).join)
                        QVERIFY2(count.before == count.after, qPrintable(name % u' ' % count.model));
                const auto anew = Engine::open(database.url(), Access::ReadOnly);
                QVERIFY2(anew, qPrintable(name % failureOf(anew)));
                QVERIFY2((*anew)->schema() == engine->schema(), qPrintable(name));
            }
        }
        qInfo("%d changes of kind", changed);
    }
};

QTEST_GUILESS_MAIN(TestMigrationData)
#include "tst_migrationdata.moc"
