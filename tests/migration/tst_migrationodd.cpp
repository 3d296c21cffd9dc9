#include "migration/backwards.h"
#include "migration/migrated.h"
#include "schema/findings.h"
#include "sql/dialect.h"
#include "store/definitions.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::test;

// Databases that nobody would make but somebody has, changed in ways that meet their oddities, and changed back.
namespace {

using Edit = std::function<void(SchemaDraft &)>;

void must(const auto &done)
{
    if (!done)
        throw std::runtime_error(done.error().message.toStdString());
}

ModelId modelOf(const SchemaDraft &draft, const QString &name)
{
    const auto found = draft.schema.modelNamed(name);
    if (!found)
        throw std::runtime_error("no model " + name.toStdString());
    return *found;
}

FieldId fieldOf(const SchemaDraft &draft, const QString &model, const QString &name)
{
    const auto found = draft.schema.model(modelOf(draft, model)).fieldNamed(name);
    if (!found)
        throw std::runtime_error("no field " + name.toStdString());
    return *found;
}

Edit renameModel(const QString &name, const QString &wanted)
{
    return [=](SchemaDraft &draft) { must(schemaedit::renameModel(draft, modelOf(draft, name), wanted)); };
}

Edit change(const QString &model, const QString &field, const std::function<void(Field &)> &shape)
{
    return [=](SchemaDraft &draft) {
        Field wanted = draft.schema.field(modelOf(draft, model), fieldOf(draft, model, field));
        shape(wanted);
        must(schemaedit::changeField(draft, modelOf(draft, model), fieldOf(draft, model, field), wanted));
    };
}

Edit rename(const QString &model, const QString &field, const QString &wanted)
{
    return change(model, field, [=](Field &of) { of.name = wanted; });
}

Edit retype(const QString &model, const QString &field, ScalarType type)
{
    return change(model, field, [=](Field &of) {
        of.type = {};
        of.type.scalar = type;
        of.declaredType.clear();
    });
}

Edit require(const QString &model, const QString &field)
{
    return change(model, field, [](Field &of) { of.required = true; });
}

Edit remove(const QString &model, const QString &field)
{
    return [=](SchemaDraft &draft) {
        must(schemaedit::removeField(draft, modelOf(draft, model), fieldOf(draft, model, field)));
    };
}

/// So that the table must be made anew.
Edit addFirst(const QString &model)
{
    return [=](SchemaDraft &draft) {
        const auto added = schemaedit::addField(draft, modelOf(draft, model), u"added"_s);
        must(added);
        must(schemaedit::moveField(draft, modelOf(draft, model), *added, 0));
    };
}

Edit first(const QString &model, const QString &field)
{
    return [=](SchemaDraft &draft) {
        must(schemaedit::moveField(draft, modelOf(draft, model), fieldOf(draft, model, field), 0));
    };
}

Edit all(const std::vector<Edit> &edits)
{
    return [=](SchemaDraft &draft) {
        for (const Edit &edit : edits)
            edit(draft);
    };
}

/// Two models exchange their names.
Edit exchange(const QString &a, const QString &b)
{
    return all({renameModel(a, u"between"_s), renameModel(b, a), renameModel(u"between"_s, b)});
}

struct Case
{
    const char *name;
    std::vector<QString> made;
    Edit edit;
    /// Asked after the change: question, answer.
    std::vector<std::pair<QString, QStringList>> asked;
};

const std::vector<QString> tree{
    u"CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, boss INTEGER REFERENCES person ON DELETE SET NULL)"_s,
    u"CREATE TABLE friends (a INT NOT NULL REFERENCES person ON DELETE CASCADE, b INT NOT NULL REFERENCES person, "
    u"since "
    "TEXT, PRIMARY KEY (a, b), CHECK (a <> b)) WITHOUT ROWID"_s,
    u"INSERT INTO person VALUES (1, 'a', NULL), (2, 'b', 1), (3, NULL, 2)"_s,
    u"INSERT INTO friends VALUES (1, 2, 'x'), (2, 3, NULL), (3, 1, 'y')"_s,
    u"CREATE TABLE audit (what TEXT)"_s,
    u"CREATE TRIGGER told AFTER UPDATE OF name ON person WHEN new.name <> 'person' BEGIN INSERT INTO audit VALUES "
    "('person \"person\" [person] name ' || new.name || old.boss); END"_s,
    u"CREATE VIEW named AS SELECT person.name AS \"person\", 'person' AS kind FROM person -- of person"_s,
    u"CREATE VIEW everybody AS SELECT * FROM person"_s,
    u"CREATE VIEW again AS SELECT kind, count(*) AS n FROM named JOIN everybody GROUP BY 1"_s};
const QString hired =
    u"CREATE TRIGGER hired INSTEAD OF INSERT ON everybody BEGIN INSERT INTO person (name) VALUES (new.name); END"_s;

const std::vector<QString> rules{
    u"CREATE TABLE ruled (id INTEGER PRIMARY KEY, a INTEGER CHECK (a > 0), \"b c\" TEXT COLLATE NOCASE DEFAULT 'a' "
    "CONSTRAINT \"b c\" CHECK (\"b c\" <> 'b c'), d INTEGER AS (a * 2) STORED, e TEXT AS ('a' || d), CHECK (a < 100 "
    "AND length(\"b c\") < 9), UNIQUE (a, \"b c\"))"_s,
    u"CREATE INDEX partly ON ruled (\"b c\") WHERE a > 1"_s,
    u"CREATE UNIQUE INDEX computed ON ruled (a + id, lower(\"b c\") DESC)"_s,
    u"INSERT INTO ruled (id, a, \"b c\") VALUES (1, 2, 'X'), (2, 3, NULL), (3, NULL, 'x')"_s, u"ANALYZE"_s};

const std::vector<QString> keys{
    u"CREATE TABLE parent (id INTEGER PRIMARY KEY, code TEXT UNIQUE NOT NULL, a INT, b INT, UNIQUE (a, b))"_s,
    u"CREATE TABLE child (id INTEGER PRIMARY KEY, code TEXT REFERENCES parent (code) ON UPDATE CASCADE ON DELETE SET "
    u"NULL "
    "DEFERRABLE INITIALLY DEFERRED, a INT, b INT, CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES parent (a, b))"_s,
    u"INSERT INTO parent VALUES (1, 'x', 1, 2), (2, 'y', 1, 3)"_s,
    u"INSERT INTO child VALUES (1, 'x', 1, 2), (2, NULL, NULL, 3), (3, 'y', 1, 3)"_s};

const std::vector<QString> search{
    u"CREATE TABLE doc (title TEXT, body TEXT, n INTEGER)"_s,
    u"INSERT INTO doc (rowid, title, body) VALUES (3, 'red', 'fox'), (7, 'blue', 'dog')"_s,
    u"CREATE VIRTUAL TABLE own USING fts5(x)"_s,
    u"INSERT INTO own VALUES ('alpha beta')"_s,
    u"CREATE VIRTUAL TABLE places USING rtree(id, minx, maxx)"_s,
    u"INSERT INTO places VALUES (1, 0, 1)"_s,
    u"CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT)"_s,
    u"INSERT INTO counted (v) VALUES ('a'), ('b'), ('c')"_s,
    u"DELETE FROM counted WHERE id = 3"_s};

const std::vector<QString> quoted{
    u"CREATE TABLE `back``tick` (`a``b` INTEGER PRIMARY KEY, `sel ect` TEXT)"_s,
    u"CREATE TABLE [brack et] ([x y] INTEGER PRIMARY KEY, [ref] INTEGER REFERENCES `back``tick` (`a``b`))"_s,
    u"CREATE TABLE \"select\" (\"from\" INTEGER PRIMARY KEY, \"where\" TEXT, \"group\" TEXT CHECK (\"group\" <> "
    u"'where'), "
    "\"index\" INT UNIQUE)"_s,
    u"INSERT INTO `back``tick` VALUES (1, 'x')"_s,
    u"INSERT INTO [brack et] VALUES (1, 1)"_s,
    u"INSERT INTO \"select\" VALUES (1, 'w', 'g', 3)"_s,
    u"CREATE TRIGGER \"tr [x\" AFTER UPDATE ON \"select\" WHEN new.[group] = 'where' BEGIN UPDATE \"select\" SET "
    "`where` = 'select' WHERE \"from\" = new.\"from\"; END"_s,
    u"CREATE VIEW `v``1` AS SELECT \"from\", [where], `group` FROM \"select\""_s};

std::vector<Case> cases()
{
    std::vector<QString> hiring = tree;
    hiring.push_back(hired);
    return {
        {"a model that triggers and views speak of",
         tree,
         renameModel(u"person"_s, u"Human"_s),
         {{u"SELECT person, kind FROM named ORDER BY 1"_s, {u"-|person"_s, u"a|person"_s, u"b|person"_s}},
          {u"SELECT * FROM again"_s, {u"person|9"_s}},
          {u"SELECT sql LIKE '%(''person \"person\" [person] name ''%' FROM sqlite_master WHERE name = 'told'"_s,
           {u"1"_s}},
          {u"SELECT count(*) FROM pragma_foreign_key_list('friends') WHERE \"table\" = 'Human'"_s, {u"2"_s}}}},
        {"a field of it",
         tree,
         rename(u"person"_s, u"name"_s, u"called \"x\""_s),
         {{u"SELECT kind FROM named"_s, {u"person"_s, u"person"_s, u"person"_s}}}},
        {"a self reference",
         tree,
         rename(u"person"_s, u"boss"_s, u"chief"_s),
         {{u"SELECT id, chief FROM person"_s, {u"1|-"_s, u"2|1"_s, u"3|2"_s}}}},
        {"a key that others hold",
         tree,
         rename(u"person"_s, u"id"_s, u"number"_s),
         {{u"SELECT number FROM person"_s, {u"1"_s, u"2"_s, u"3"_s}}}},
        {"a join model and its key",
         tree,
         all({renameModel(u"friends"_s, u"knows"_s), rename(u"knows"_s, u"a"_s, u"who"_s),
              rename(u"knows"_s, u"b"_s, u"whom"_s)}),
         {{u"SELECT who, whom, since FROM knows"_s, {u"1|2|x"_s, u"2|3|-"_s, u"3|1|y"_s}}}},
        {"models exchange their names",
         tree,
         exchange(u"person"_s, u"audit"_s),
         {{u"SELECT name FROM audit"_s, {u"a"_s, u"b"_s, u"-"_s}}, {u"SELECT count(*) FROM person"_s, {u"0"_s}}}},
        {"a model and its join model exchange their names",
         tree,
         exchange(u"person"_s, u"friends"_s),
         {{u"SELECT since FROM person ORDER BY 1"_s, {u"-"_s, u"x"_s, u"y"_s}}}},
        {"case alone",
         tree,
         all({renameModel(u"person"_s, u"PERSON"_s), rename(u"PERSON"_s, u"name"_s, u"Name"_s)}),
         {{u"SELECT Name FROM PERSON"_s, {u"a"_s, u"b"_s, u"-"_s}}}},
        {"renamed and made anew",
         tree,
         all({addFirst(u"person"_s), renameModel(u"person"_s, u"Human"_s)}),
         {{u"SELECT id, name, boss, added FROM Human"_s, {u"1|a|-|-"_s, u"2|b|1|-"_s, u"3|-|2|-"_s}},
          {u"SELECT person FROM named ORDER BY 1"_s, {u"-"_s, u"a"_s, u"b"_s}}}},
        {"fields exchange their names",
         keys,
         all({rename(u"parent"_s, u"a"_s, u"t"_s), rename(u"parent"_s, u"b"_s, u"a"_s),
              rename(u"parent"_s, u"t"_s, u"b"_s)}),
         {{u"SELECT a, b FROM parent"_s, {u"2|1"_s, u"3|1"_s}}}},
        {"fields exchange names in a new table",
         rules,
         all({addFirst(u"ruled"_s), rename(u"ruled"_s, u"a"_s, u"t"_s), rename(u"ruled"_s, u"id"_s, u"a"_s),
              rename(u"ruled"_s, u"t"_s, u"id"_s)}),
         {{u"SELECT a, id, d FROM ruled"_s, {u"1|2|4"_s, u"2|3|6"_s, u"3|-|-"_s}}}},
        {"a field that checks and indexes name",
         rules,
         rename(u"ruled"_s, u"a"_s, u"alpha"_s),
         {{u"SELECT alpha, d, e FROM ruled"_s, {u"2|4|a4"_s, u"3|6|a6"_s, u"-|-|-"_s}}}},
        {"a field with a space",
         rules,
         rename(u"ruled"_s, u"b c"_s, u"select"_s),
         {{u"SELECT \"select\" FROM ruled ORDER BY id"_s, {u"X"_s, u"-"_s, u"x"_s}}}},
        {"a computed field",
         rules,
         rename(u"ruled"_s, u"d"_s, u"twice"_s),
         {{u"SELECT twice, e FROM ruled"_s, {u"4|a4"_s, u"6|a6"_s, u"-|-"_s}}}},
        {"rename, retype, reorder at once",
         rules,
         all({rename(u"ruled"_s, u"b c"_s, u"z"_s), first(u"ruled"_s, u"z"_s),
              retype(u"ruled"_s, u"a"_s, ScalarType::Float), renameModel(u"ruled"_s, u"law"_s)}),
         {{u"SELECT z, typeof(a), d FROM law"_s, {u"X|real|4"_s, u"-|real|6"_s, u"x|null|-"_s}}}},
        {"a key that is no primary one",
         keys,
         rename(u"parent"_s, u"code"_s, u"isbn"_s),
         {{u"SELECT count(*) FROM pragma_foreign_key_list('child') WHERE \"to\" = 'isbn'"_s, {u"1"_s}}}},
        {"both ends of a composite key",
         keys,
         all({rename(u"parent"_s, u"a"_s, u"pa"_s), rename(u"child"_s, u"b"_s, u"cb"_s), addFirst(u"child"_s),
              addFirst(u"parent"_s)}),
         {{u"SELECT id, code, a, cb FROM child"_s, {u"1|x|1|2"_s, u"2|-|-|3"_s, u"3|y|1|3"_s}}}},
        {"parent and child exchange their names",
         keys,
         exchange(u"parent"_s, u"child"_s),
         {{u"SELECT code FROM parent"_s, {u"x"_s, u"-"_s, u"y"_s}}}},
        {"a key becomes a text",
         keys,
         retype(u"parent"_s, u"id"_s, ScalarType::String),
         {{u"SELECT typeof(id) FROM parent"_s, {u"text"_s, u"text"_s}}}},
        {"beside search tables",
         search,
         all({renameModel(u"doc"_s, u"page"_s), addFirst(u"page"_s)}),
         {{u"SELECT rowid, title FROM page"_s, {u"3|red"_s, u"7|blue"_s}},
          {u"SELECT count(*) FROM own WHERE own MATCH 'beta'"_s, {u"1"_s}},
          {u"SELECT id FROM places WHERE minx < 1"_s, {u"1"_s}}}},
        {"numbers that were used",
         search,
         all({renameModel(u"counted"_s, u"numbered"_s), addFirst(u"numbered"_s)}),
         {{u"SELECT name, seq FROM sqlite_sequence"_s, {u"numbered|3"_s}}}},
        {"numbers that were used, renamed alone",
         search,
         renameModel(u"counted"_s, u"numbered"_s),
         {{u"SELECT name, seq FROM sqlite_sequence"_s, {u"numbered|3"_s}}}},
        {"backticks",
         quoted,
         all({renameModel(u"back`tick"_s, u"`"_s), rename(u"`"_s, u"a`b"_s, u"``"_s)}),
         {{u"SELECT \"``\", \"sel ect\" FROM \"`\""_s, {u"1|x"_s}}}},
        {"brackets",
         quoted,
         all({renameModel(u"brack et"_s, u"[]"_s), rename(u"[]"_s, u"x y"_s, u"]["_s)}),
         {{u"SELECT \"][\", ref FROM \"[]\""_s, {u"1|1"_s}}}},
        {"keywords",
         quoted,
         all({renameModel(u"select"_s, u"table"_s), rename(u"table"_s, u"group"_s, u"order"_s), addFirst(u"table"_s)}),
         {{u"SELECT \"from\", \"where\", \"order\" FROM \"table\""_s, {u"1|w|g"_s}}}},
        {"quotes of every kind",
         quoted,
         renameModel(u"select"_s, u"a\"b'c`d[e]f"_s),
         {{u"SELECT \"where\" FROM \"a\"\"b'c`d[e]f\""_s, {u"w"_s}}}},
        {"a long name",
         quoted,
         renameModel(u"select"_s, QString(200, u'ß')),
         {{u"SELECT \"where\" FROM \""_s + QString(200, u'ß') + u'"', {u"w"_s}}}},
    };
}

struct Refused
{
    const char *name;
    std::vector<QString> made;
    Edit edit;
    std::map<QString, Remedy> remedies;
    QStringList says;
    bool mayDrop = false;
};

std::vector<Refused> refusals()
{
    const std::vector<QString> checked{u"CREATE TABLE t (id INTEGER PRIMARY KEY, n INT CONSTRAINT few CHECK (n IN (1, "
                                       u"2)), w TEXT CHECK (w <> n), CHECK "
                                       "(length(w) < 9))"_s,
                                       u"INSERT INTO t VALUES (1, 1, 'x'), (2, NULL, 'y'), (3, NULL, NULL)"_s};
    std::vector<QString> hiring = tree;
    hiring.push_back(hired);
    std::vector<QString> found = search;
    found.push_back(u"CREATE VIRTUAL TABLE found USING fts5(title, body, content='doc')"_s);
    found.push_back(u"INSERT INTO found (found) VALUES ('rebuild')"_s);
    return {
        {"a value that breaks a rule",
         checked,
         require(u"t"_s, u"n"_s),
         {{u"null:t.n"_s, {Remedy::Kind::SetValue, qint64(9)}}},
         {u"2 instances of t would break the table's rule CONSTRAINT few CHECK (n IN (1, 2))."_s},
         false},
        {"a field that rules speak of",
         checked,
         remove(u"t"_s, u"n"_s),
         {},
         {u"The clause CHECK (w <> n) speaks of what is no longer there."_s},
         true},
        {"a field that a computed one is made of",
         rules,
         remove(u"ruled"_s, u"a"_s),
         {},
         {u"The clause AS (a * 2) STORED speaks of what is no longer there."_s,
          u"The clause CHECK (a < 100 AND length(\"b c\") < 9) speaks of what is no longer there."_s},
         false},
        {"a field that an index is made of",
         rules,
         remove(u"ruled"_s, u"b c"_s),
         {},
         {u"The clause CHECK (a < 100 AND length(\"b c\") < 9) speaks of what is no longer there."_s,
          u"The index partly speaks of what is no longer there."_s,
          u"The index computed speaks of what is no longer there."_s},
         true},
        {"a model that triggers and views speak of",
         tree,
         [](SchemaDraft &draft) { must(schemaedit::removeModel(draft, modelOf(draft, u"audit"_s))); },
         {},
         {u"The trigger told speaks of what is no longer there."_s},
         true},
        {"the content of a search",
         found,
         renameModel(u"doc"_s, u"page"_s),
         {},
         {u"The table found speaks of what is no longer there."_s},
         false},
        {"a field of the content of a search",
         found,
         remove(u"doc"_s, u"body"_s),
         {},
         {u"The table found speaks of what is no longer there."_s},
         false},
    };
}

/// All rows of all tables that the schema knows, by table, in any order.
std::map<QString, QStringList> contents(Migrated &database)
{
    std::map<QString, QStringList> result;
    for (const Model &model : database.engine().schema().models) {
        QStringList columns;
        for (const Field &field : model.fields)
            columns.append(u"quote("_s % Dialect::sqlite().quoted(field.column) % u')');
        result[model.table] =
            database.rows(u"SELECT "_s % columns.join(u", "_s) % u" FROM "_s % Dialect::sqlite().quoted(model.table));
        result[model.table].sort();
    }
    return result;
}

/// Without what SQLite itself changes in a text: the quotes around names, and space.
QString bare(QString sql)
{
    static const QRegularExpression quotes(u"[\"`\\[\\]\\s]"_s);
    return sql.remove(quotes);
}

std::map<QString, QString> texts(Migrated &database)
{
    std::map<QString, QString> result;
    const auto definitions = definitions::read(database.engine().connection());
    for (const definitions::Definition &item : *definitions)
        if (!item.name.startsWith(u"relata_"_s))
            result[item.type % u' ' % item.name] = bare(item.sql);
    return result;
}

} // namespace

class TestMigrationOdd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAndBack_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const Case &item : cases())
            QTest::newRow(item.name) << number++;
    }
    void thereAndBack()
    {
        QFETCH(int, number);
        const Case item = cases()[std::size_t(number)];
        Migrated database(Migrated::Foreign::Yes, item.made);
        const auto rows = contents(database);
        const auto before = texts(database);
        const Schema start = database.engine().schema();
        SchemaDraft draft = draftOf(start);
        item.edit(draft);
        QVERIFY(!hasErrors(findings(draft.schema)));
        const MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse};
        const MigrationPlan plan = database.plan(intent);
        QCOMPARE(database.problems(plan), QStringList());
        QVERIFY(!plan.losesData());
        const QStringList wrong = database.rows(u"SELECT * FROM pragma_foreign_key_check"_s);
        const auto outcome = database.apply(intent);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message % u" | "_s % outcome.error().detail));
        QCOMPARE(database.rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
        QCOMPARE(database.rows(u"SELECT * FROM pragma_foreign_key_check"_s), wrong);
        for (const auto &[question, answer] : item.asked)
            QCOMPARE(database.rows(question), answer);
        QCOMPARE(texts(database).size(), before.size());
        // What is read anew is what the engine has.
        const auto anew = Engine::open(database.database().url(), Access::ReadOnly);
        QVERIFY((*anew)->schema() == database.engine().schema());

        MigrationIntent back = backwards(start, draft, database.engine().schema());
        back.loss = MigrationIntent::Loss::Allow;
        const auto returned = database.apply(back);
        QVERIFY2(returned, returned ? "" : qPrintable(returned.error().message % u" | "_s % returned.error().detail));
        QCOMPARE(contents(database), rows);
        const auto last = texts(database);
        for (const auto &[name, sql] : before) {
            QVERIFY2(last.contains(name), qPrintable(name));
            QCOMPARE(last.at(name), sql);
        }
        QCOMPARE(last.size(), before.size());
        QCOMPARE(database.rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
    }

    /// What Relata does not model and a change would break is named, and the database stays as it was.
    void whatWouldBreakIsNamed_data()
    {
        QTest::addColumn<int>("number");
        int number = 0;
        for (const Refused &item : refusals())
            QTest::newRow(item.name) << number++;
    }
    void whatWouldBreakIsNamed()
    {
        QFETCH(int, number);
        const Refused item = refusals()[std::size_t(number)];
        Migrated database(Migrated::Foreign::Yes, item.made);
        const auto rows = contents(database);
        const auto before = texts(database);
        SchemaDraft draft = draftOf(database.engine().schema());
        item.edit(draft);
        MigrationIntent intent{draft.schema, draft.origins, item.remedies, MigrationIntent::Loss::Allow};
        MigrationPlan plan = database.plan(intent);
        QVERIFY(plan.isBlocked());
        QStringList open;
        for (const MigrationProblem &problem : plan.problems)
            if (!problem.chosen)
                open.append(problem.words);
        QCOMPARE(open, item.says);
        QVERIFY(!database.apply(intent));
        QCOMPARE(contents(database), rows);
        QCOMPARE(texts(database), before);
        // Where it may be dropped, the rest is done.
        if (!item.mayDrop)
            return;
        for (const MigrationProblem &problem : plan.problems)
            if (!problem.chosen)
                intent.remedies[problem.id] = {Remedy::Kind::DropObject, {}};
        plan = database.plan(intent);
        QVERIFY(!plan.isBlocked());
        const auto outcome = database.apply(intent);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message % u" | "_s % outcome.error().detail));
        QCOMPARE(database.rows(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
    }

    /// Rows that break a rule already may go on doing so; no other may.
    void rowsThatBreakARuleBeforeDoNotStandInTheWay()
    {
        Migrated database(Migrated::Foreign::Yes,
                          {u"CREATE TABLE t (id INTEGER PRIMARY KEY, n INT, w TEXT, CHECK (n < 10))"_s,
                           u"PRAGMA ignore_check_constraints=ON"_s,
                           u"INSERT INTO t VALUES (1, 50, NULL), (2, 3, NULL), (3, NULL, 'x')"_s,
                           u"PRAGMA ignore_check_constraints=OFF"_s});
        SchemaDraft draft = draftOf(database.engine().schema());
        all({require(u"t"_s, u"w"_s), retype(u"t"_s, u"n"_s, ScalarType::Float)})(draft);
        MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Allow};
        intent.remedies[u"null:t.w"_s] = {Remedy::Kind::SetValue, u"?"_s};
        const auto outcome = database.apply(intent);
        QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message % u" | "_s % outcome.error().detail));
        QCOMPARE(database.rows(u"SELECT * FROM t"_s), QStringList({u"1|50|?"_s, u"2|3|?"_s, u"3|-|x"_s}));
        QVERIFY(!database.engine().connection().run({u"INSERT INTO t VALUES (4, 11, 'x')"_s, {}}));
    }

    /// A rule that the plan cannot judge is judged by the rows that were written.
    void aRuleThatSpeaksOfMoreIsJudgedAtTheEnd()
    {
        Migrated database(
            Migrated::Foreign::Yes,
            {u"CREATE TABLE t (id INTEGER PRIMARY KEY, n INT, twice INT AS (n * 2), CHECK (twice < 10))"_s,
             u"INSERT INTO t (id, n) VALUES (1, 2), (2, NULL)"_s});
        SchemaDraft draft = draftOf(database.engine().schema());
        require(u"t"_s, u"n"_s)(draft);
        MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Allow};
        intent.remedies[u"null:t.n"_s] = {Remedy::Kind::SetValue, qint64(7)};
        auto outcome = database.apply(intent);
        QVERIFY(!outcome);
        QVERIFY2(outcome.error().message.contains(u"1 instances of t broke a CHECK rule"_s),
                 qPrintable(outcome.error().message));
        QCOMPARE(database.rows(u"SELECT id, n FROM t"_s), QStringList({u"1|2"_s, u"2|-"_s}));
        intent.remedies[u"null:t.n"_s] = {Remedy::Kind::SetValue, qint64(4)};
        outcome = database.apply(intent);
        QVERIFY(outcome);
        QCOMPARE(database.rows(u"SELECT id, n, twice FROM t"_s), QStringList({u"1|2|4"_s, u"2|4|8"_s}));
    }
};

QTEST_GUILESS_MAIN(TestMigrationOdd)
#include "tst_migrationodd.moc"
