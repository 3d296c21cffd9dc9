#include "migration/migrated.h"
#include "schema/schemaedit.h"
#include "sql/dialect.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;
using namespace relata::test;

namespace {

const QString plain = u"type Book @model(timestamps: {createdAt: null, updatedAt: null}) "
                      "{ id: ID! title: String price: Float }"_s;

QString bookWith(const QString &fields)
{
    return u"type Book @model(timestamps: {createdAt: null, updatedAt: null}) { id: ID! "_s % fields % u" }"_s;
}

const std::vector<QString> threeBooks{
    u"INSERT INTO Book VALUES ('b1', 'Emma', 1.5), ('b2', 'Ulysses', 20), ('b3', NULL, NULL)"_s};

} // namespace

class TestMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToChange()
    {
        Migrated database(plain, threeBooks);
        const auto intent = database.to(plain);
        QVERIFY(database.plan(intent).isEmpty());
        APPLIED(database, intent);
        QCOMPARE(outcome->number, 0);
        QVERIFY(database.engine().migrations()->empty());
    }

    void addsAFieldWithoutTouchingTheTable()
    {
        Migrated database(plain, threeBooks);
        const auto intent = database.to(bookWith(u"title: String price: Float rating: Int! @default(value: \"3\")"_s));
        const auto plan = database.plan(intent);
        QCOMPARE(plan.steps.size(), 1u);
        QVERIFY(!plan.losesData() && !plan.isBlocked());
        QVERIFY(plan.sql.size() > 3);
        QCOMPARE(plan.sql[2], u"ALTER TABLE \"Book\" ADD COLUMN \"rating\" INTEGER NOT NULL DEFAULT 3"_s);
        APPLIED(database, intent);
        QCOMPARE(outcome->number, 1);
        QCOMPARE(outcome->counts.size(), 1u);
        QCOMPARE(outcome->counts.front().before, 3);
        QCOMPARE(outcome->counts.front().after, 3);
        QCOMPARE(database.rows(u"SELECT id, title, price, rating FROM Book"_s),
                 QStringList({u"b1|Emma|1.5|3"_s, u"b2|Ulysses|20|3"_s, u"b3|-|-|3"_s}));
        const auto records = database.engine().migrations();
        QVERIFY(records);
        QCOMPARE(records->size(), 1u);
        QCOMPARE(records->front().words, QStringList{u"Book gets the field rating (Int, required)."_s});
        QVERIFY(records->front().to == database.engine().schema());
    }

    void refusesToLoseAFieldUnasked()
    {
        Migrated database(plain, threeBooks);
        auto intent = database.to(bookWith(u"title: String"_s));
        const auto plan = database.plan(intent);
        QVERIFY(plan.losesData() && plan.backup);
        QCOMPARE(plan.steps.front().lostValues, 2);
        QCOMPARE(plan.steps.front().lossName, u"Book.price"_s);
        const auto refused = database.apply(intent);
        QVERIFY(!refused);
        QCOMPARE(refused.error().message,
                 u"This would be lost for good: Book.price (2 values). Nothing was changed; allow it if that is "
                 "meant."_s);
        QCOMPARE(database.rows(u"SELECT count(price) FROM Book"_s), QStringList{u"2"_s});
        intent.loss = MigrationIntent::Loss::Allow;
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT * FROM Book"_s), QStringList({u"b1|Emma"_s, u"b2|Ulysses"_s, u"b3|-"_s}));
        QVERIFY(QFile::exists(outcome->backupPath));
        auto backup = Engine::open(DatabaseUrl{outcome->backupPath}, Access::ReadOnly);
        QVERIFY(backup);
        QCOMPARE(contentsOf(**backup).at(u"Book"_s).size(), 3u);
    }

    void aFieldOfNullsIsNoLoss()
    {
        Migrated database(plain, {u"INSERT INTO Book VALUES ('b1', 'Emma', NULL)"_s});
        const auto intent = database.to(bookWith(u"title: String"_s));
        QVERIFY(!database.plan(intent).losesData());
        APPLIED(database, intent);
        QVERIFY(outcome->backupPath.isEmpty());
    }

    void renamesKeepEverything()
    {
        Migrated database(
            u"type Author @model { id: ID! name: String books: [Book] @hasMany } "
            "type Book @model { id: ID! title: String! @index(name: \"byTitle\") author: Author @belongsTo }"_s,
            {u"INSERT INTO Author (id, name) VALUES ('a', 'Jane')"_s,
             u"INSERT INTO Book (id, title, author) VALUES ('b', 'Emma', 'a')"_s, u"CREATE TABLE log (what TEXT)"_s,
             u"CREATE TRIGGER log_books AFTER UPDATE OF title ON Book BEGIN INSERT INTO log VALUES "
             "(new.title); END"_s,
             u"CREATE VIEW titles AS SELECT title FROM Book"_s});
        SchemaDraft draft = draftOf(database.engine().schema());
        const ModelId book = *draft.schema.modelNamed(u"Book"_s);
        QVERIFY(schemaedit::renameModel(draft, book, u"Novel \"x\" 📚"_s) || true);
        Field title = draft.schema.field(book, *draft.schema.model(book).fieldNamed(u"title"_s));
        title.name = u"headline"_s;
        QVERIFY(schemaedit::changeField(draft, book, *draft.schema.model(book).fieldNamed(u"title"_s), title));
        const QString table = Dialect::sqlite().quoted(draft.schema.model(book).table);
        const MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse};
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT headline, author FROM "_s % table), QStringList{u"Emma|a"_s});
        QCOMPARE(database.rows(u"SELECT * FROM titles"_s), QStringList{u"Emma"_s});
        database.run(u"UPDATE "_s % table % u" SET headline = 'Ada'"_s);
        QCOMPARE(database.rows(u"SELECT * FROM log"_s), QStringList{u"Ada"_s});
    }

    void retypesValuesThatConvert()
    {
        Migrated database(bookWith(u"title: String price: String"_s),
                          {u"INSERT INTO Book VALUES ('b1', 'Emma', '1.50'), ('b2', 'x', '20'), ('b3', 'y', NULL)"_s});
        auto intent = database.to(bookWith(u"title: String price: Float"_s));
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT price, typeof(price) FROM Book"_s),
                 QStringList({u"1.5|real"_s, u"20|real"_s, u"-|null"_s}));
    }

    void tellsWhatDoesNotConvert()
    {
        Migrated database(bookWith(u"title: String price: String"_s),
                          {u"INSERT INTO Book VALUES ('b1', 'Emma', 'cheap'), ('b2', 'x', '20'), ('b3', 'y', NULL)"_s});
        auto intent = database.to(bookWith(u"title: String price: Float"_s));
        const auto plan = database.plan(intent);
        QCOMPARE(database.problems(plan),
                 QStringList{u"convert:Book.price: 1 of 3 instances of Book have a price that does not convert to "
                             "Float."_s});
        QCOMPARE(plan.problems.front().examples.size(), 1u);
        QCOMPARE(plan.problems.front().examples.front().value, u"cheap"_s);
        QCOMPARE(plan.problems.front().examples.front().instance.label, u"Emma"_s);
        QVERIFY(!database.apply(intent));
        QCOMPARE(database.rows(u"SELECT price FROM Book WHERE id = 'b1'"_s), QStringList{u"cheap"_s});

        intent.remedies[plan.problems.front().id] = {Remedy::Kind::KeepAsText, {}};
        QVERIFY(database.plan(intent).isEmpty());
        intent.remedies[plan.problems.front().id] = {Remedy::Kind::SetValue, 0.0};
        intent.loss = MigrationIntent::Loss::Allow;
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT price FROM Book"_s), QStringList({u"0"_s, u"20"_s, u"-"_s}));
    }

    void requiredNeedsAValue()
    {
        Migrated database(plain, threeBooks);
        auto intent = database.to(bookWith(u"title: String! price: Float"_s));
        const auto plan = database.plan(intent);
        QCOMPARE(database.problems(plan), QStringList{u"null:Book.title: 1 of 3 instances of Book have no title."_s});
        QVERIFY(!database.apply(intent));
        intent.remedies[u"null:Book.title"_s] = {Remedy::Kind::SetValue, u"?"_s};
        QVERIFY(!database.plan(intent).losesData());
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT title FROM Book"_s), QStringList({u"Emma"_s, u"Ulysses"_s, u"?"_s}));
        QVERIFY(!database.engine().connection().run({u"INSERT INTO Book (id) VALUES ('n')"_s, {}}));
    }

    void requiredDeletesWhatHasNone()
    {
        Migrated database(plain, threeBooks);
        auto intent = database.to(bookWith(u"title: String! price: Float"_s));
        intent.remedies[u"null:Book.title"_s] = {Remedy::Kind::DeleteInstances, {}};
        QCOMPARE(database.plan(intent).steps.front().lostInstances, 1);
        QVERIFY(!database.apply(intent));
        intent.loss = MigrationIntent::Loss::Allow;
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id FROM Book"_s), QStringList({u"b1"_s, u"b2"_s}));
    }

    void uniqueNeedsDifferentValues()
    {
        Migrated database(bookWith(u"title: String"_s),
                          {u"INSERT INTO Book VALUES ('1', 'x'), ('2', 'x'), ('3', 'y'), ('4', NULL), ('5', NULL)"_s});
        auto intent = database.to(bookWith(u"title: String @unique"_s));
        QCOMPARE(database.problems(database.plan(intent)),
                 QStringList{u"unique:Book.title: 2 of 5 instances of Book share their title with another."_s});
        intent.remedies[u"unique:Book.title"_s] = {Remedy::Kind::KeepFirst, {}};
        intent.loss = MigrationIntent::Loss::Allow;
        QCOMPARE(database.plan(intent).steps.front().lostValues, 1);
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id, title FROM Book ORDER BY id"_s),
                 QStringList({u"1|x"_s, u"2|-"_s, u"3|y"_s, u"4|-"_s, u"5|-"_s}));
        QVERIFY(!database.engine().connection().run({u"INSERT INTO Book VALUES ('n', 'y')"_s, {}}));
        // And back.
        const auto back = database.apply(database.to(bookWith(u"title: String"_s)));
        QVERIFY2(back, qPrintable(back ? QString() : back.error().message));
        database.run(u"INSERT INTO Book VALUES ('n', 'y')"_s);
    }

    void instancesWithoutAKeyMayBeAlike()
    {
        Migrated database(Migrated::Foreign::Yes,
                          {u"CREATE TABLE t (rowid TEXT, oid TEXT, _rowid_ TEXT, body TEXT)"_s,
                           u"INSERT INTO t (body) VALUES ('x'), ('x'), ('y'), (NULL), (NULL)"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        intent.schema.models[0].fields[3].unique = true;
        const MigrationPlan plan = database.plan(intent);
        QCOMPARE(database.problems(plan),
                 QStringList{u"unique:t.body: 2 of 5 instances of t share their body with another."_s});
        QVERIFY(plan.problems.front().offered == std::vector<Remedy::Kind>{Remedy::Kind::Clear});
        QVERIFY(!database.apply(intent));
        intent.remedies[u"unique:t.body"_s] = {Remedy::Kind::Clear, {}};
        intent.loss = MigrationIntent::Loss::Allow;
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT body FROM t WHERE body NOT NULL"_s), QStringList{u"y"_s});
    }

    /// Two that had no value, and so were different, get the same one.
    void aValueForAllMayMakeThemAlike()
    {
        Migrated database(Migrated::Foreign::Yes,
                          {u"CREATE TABLE seat (id INTEGER PRIMARY KEY, row TEXT, place INT, UNIQUE (row, place))"_s,
                           u"INSERT INTO seat VALUES (1, NULL, 1), (2, NULL, 1), (3, NULL, 2)"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        intent.schema.models[0].fields[1].required = true;
        intent.remedies[u"null:seat.row"_s] = {Remedy::Kind::SetValue, u"A"_s};
        QCOMPARE(database.problems(database.plan(intent)),
                 QStringList({u"null:seat.row: 3 of 3 instances of seat have no row."_s,
                              u"unique:seat.row+place: 2 of 3 instances of seat share their row and place with "
                              "another."_s}));
        intent.remedies[u"unique:seat.row+place"_s] = {Remedy::Kind::KeepFirst, {}};
        intent.loss = MigrationIntent::Loss::Allow;
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT row, place FROM seat ORDER BY id"_s),
                 QStringList({u"A|1"_s, u"A|-"_s, u"A|2"_s}));
    }

    void enumValuesAreRenamedInTheRows()
    {
        const QString before = u"enum Mood { GLAD SAD } "_s % bookWith(u"mood: Mood moods: [Mood]"_s);
        Migrated database(before,
                          {u"INSERT INTO Book VALUES ('1', 'SAD', '[\"SAD\",\"GLAD\"]'), ('2', 'GLAD', NULL)"_s});
        SchemaDraft draft = draftOf(database.engine().schema());
        QVERIFY(schemaedit::renameEnumValue(draft, u"Mood"_s, u"SAD"_s, u"BLUE"_s));
        const MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse};
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT mood, moods FROM Book"_s),
                 QStringList({u"BLUE|[\"BLUE\",\"GLAD\"]"_s, u"GLAD|-"_s}));
        const auto removed = database.to(u"enum Mood { GLAD } "_s % bookWith(u"mood: Mood moods: [Mood]"_s));
        QCOMPARE(
            database.problems(database.plan(removed)),
            QStringList({u"convert:Book.mood: 1 of 2 instances of Book have a mood that is no value of Mood."_s,
                         u"convert:Book.moods: 1 of 2 instances of Book have a moods that is no value of Mood."_s}));
    }

    void linksSurviveEveryChangeOfKind_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const QString oneToOne = u"type A @model { id: ID! b: B @hasOne } type B @model { id: ID! a: A @belongsTo }"_s;
        const QString oneToMany =
            u"type A @model { id: ID! b: [B] @hasMany } type B @model { id: ID! a: A @belongsTo }"_s;
        const QString manyToOne =
            u"type A @model { id: ID! b: B @belongsTo } type B @model { id: ID! a: [A] @hasMany }"_s;
        const QString flipped = u"type A @model { id: ID! b: B @belongsTo } type B @model { id: ID! a: A @hasOne }"_s;
        const QString manyToMany = u"type A @model { id: ID! b: [B] @manyToMany(relationName: \"AB\") } "
                                   "type B @model { id: ID! a: [A] @manyToMany(relationName: \"AB\") }"_s;
        const std::vector<std::pair<QString, QString>> kinds{{u"1:1"_s, oneToOne},
                                                             {u"1:N"_s, oneToMany},
                                                             {u"N:1"_s, manyToOne},
                                                             {u"1:1 back"_s, flipped},
                                                             {u"N:N"_s, manyToMany}};
        for (const auto &[name, before] : kinds)
            for (const auto &[other, after] : kinds)
                if (name != other)
                    QTest::newRow(qPrintable(name % u" to "_s % other)) << before << after;
    }
    void linksSurviveEveryChangeOfKind()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        Migrated database(before,
                          {u"INSERT INTO A (id) VALUES ('a1'), ('a2'), ('a3')"_s,
                           u"INSERT INTO B (id) VALUES ('b1'), ('b2'), ('b3')"_s});
        const auto links = [&] {
            QStringList result;
            const Schema &schema = database.engine().schema();
            const EndId end = *schema.endNamed(*schema.modelNamed(u"A"_s), u"b"_s);
            for (const QString &key : {u"a1"_s, u"a2"_s, u"a3"_s}) {
                const auto others = database.engine().relatedKeys(end, {key});
                for (const Key &other : *others)
                    result.append(key % u'-' % keyText(other));
            }
            return result;
        };
        const Schema &schema = database.engine().schema();
        const EndId end = *schema.endNamed(*schema.modelNamed(u"A"_s), u"b"_s);
        for (const auto &[from, to] : {std::pair(u"a1"_s, u"b2"_s), std::pair(u"a3"_s, u"b1"_s)})
            QVERIFY(database.engine().submit({Link{end, {from}, {to}, Link::Move::No}}));
        const QStringList expected{u"a1-b2"_s, u"a3-b1"_s};
        QCOMPARE(links(), expected);
        const auto intent = database.to(after);
        const auto plan = database.plan(intent);
        QCOMPARE(database.problems(plan), QStringList());
        QVERIFY(!plan.losesData());
        APPLIED(database, intent);
        QCOMPARE(links(), expected);
    }

    void manyLinksStandInTheWayOfOne()
    {
        Migrated database(
            u"type A @model { id: ID! b: [B] @manyToMany(relationName: \"AB\") } "
            "type B @model { id: ID! a: [A] @manyToMany(relationName: \"AB\") }"_s,
            {u"INSERT INTO A (id) VALUES ('a1'), ('a2')"_s, u"INSERT INTO B (id) VALUES ('b1'), ('b2')"_s,
             u"INSERT INTO AB (id, a, b) VALUES ('1', 'a1', 'b1'), ('2', 'a2', 'b1'), ('3', 'a1', 'b2')"_s});
        auto intent =
            database.to(u"type A @model { id: ID! b: [B] @hasMany } type B @model { id: ID! a: A @belongsTo }"_s);
        auto plan = database.plan(intent);
        QCOMPARE(database.problems(plan),
                 QStringList{u"links:B.a: 1 of 2 instances of B are linked to several A, and may have one."_s});
        QCOMPARE(plan.problems.front().examples.size(), 1u);
        intent.remedies[u"links:B.a"_s] = {Remedy::Kind::KeepFirst, {}};
        plan = database.plan(intent);
        QVERIFY(!plan.isBlocked() && plan.losesData());
        QCOMPARE(plan.steps.front().lostValues, 1);
        intent.loss = MigrationIntent::Loss::Allow;
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id, a FROM B"_s), QStringList({u"b1|a1"_s, u"b2|a1"_s}));
    }

    void aNewKeyIsFollowed()
    {
        Migrated database(u"type A @model { id: ID! slug: String! bs: [B] @hasMany } "
                          "type B @model { id: ID! a: A @belongsTo }"_s,
                          {u"INSERT INTO A (id, slug) VALUES ('a1', 'one'), ('a2', 'two')"_s,
                           u"INSERT INTO B (id, a) VALUES ('b1', 'a2'), ('b2', NULL)"_s});
        const auto intent = database.to(u"type A @model { id: ID! slug: String! @primaryKey bs: [B] @hasMany } "
                                        "type B @model { id: ID! a: A @belongsTo }"_s);
        QCOMPARE(database.problems(database.plan(intent)), QStringList());
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id, a FROM B"_s), QStringList({u"b1|two"_s, u"b2|-"_s}));
        QCOMPARE(database.rows(u"SELECT name FROM pragma_table_info('A') WHERE pk"_s), QStringList{u"slug"_s});
    }

    /// REFERENCES a: without columns, the primary key is meant; the rows go on holding what they hold.
    void aForeignKeyWithoutColumnsKeepsItsKey()
    {
        Migrated database(
            Migrated::Foreign::Yes,
            {u"CREATE TABLE a (id INTEGER PRIMARY KEY, code TEXT NOT NULL)"_s,
             u"CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER NOT NULL REFERENCES a ON DELETE CASCADE /* x */)"_s,
             u"CREATE TABLE p (x INT, y INT, name TEXT NOT NULL, PRIMARY KEY (x, y))"_s,
             u"CREATE TABLE q (m INT, n INT, FOREIGN KEY (m, n) REFERENCES p DEFERRABLE INITIALLY DEFERRED)"_s,
             u"INSERT INTO a VALUES (1, 'one'), (2, 'two')"_s, u"INSERT INTO b VALUES (1, 2)"_s,
             u"INSERT INTO p VALUES (1, 2, 'x')"_s, u"INSERT INTO q VALUES (1, 2)"_s});
        SchemaDraft draft = draftOf(database.engine().schema());
        for (const auto &[model, field] : {std::pair(u"a"_s, u"code"_s), std::pair(u"p"_s, u"name"_s)}) {
            const ModelId id = *draft.schema.modelNamed(model);
            QVERIFY(schemaedit::setKey(draft, id, {*draft.schema.model(id).fieldNamed(field)}));
        }
        const MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Refuse};
        QCOMPARE(database.problems(database.plan(intent)), QStringList());
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT * FROM b"_s), QStringList{u"1|2"_s});
        QVERIFY(database.rows(u"SELECT sql FROM sqlite_master WHERE name = 'b'"_s)
                    .front()
                    .endsWith(u"REFERENCES a (\"id\") ON DELETE CASCADE /* x */)"));
        QVERIFY(database.rows(u"SELECT sql FROM sqlite_master WHERE name = 'q'"_s)
                    .front()
                    .endsWith(u"REFERENCES p (\"x\", \"y\") DEFERRABLE INITIALLY DEFERRED)"));
        QCOMPARE(database.rows(u"SELECT * FROM pragma_foreign_key_check"_s), QStringList());
    }

    /// A value for rows without a link must lead somewhere.
    void aLinkIsSetToWhatIsThere()
    {
        Migrated database(Migrated::Foreign::Yes,
                          {u"CREATE TABLE a (code TEXT PRIMARY KEY NOT NULL)"_s,
                           u"CREATE TABLE b (id INTEGER PRIMARY KEY, a TEXT REFERENCES a)"_s,
                           u"PRAGMA foreign_keys=OFF"_s, u"INSERT INTO a VALUES ('x')"_s,
                           u"INSERT INTO b VALUES (1, 'x'), (2, NULL), (3, 'nowhere')"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        intent.schema.models[1].fields[1].required = true;
        intent.remedies[u"null:b.a"_s] = {Remedy::Kind::SetValue, u"y"_s};
        QCOMPARE(database.problems(database.plan(intent)),
                 QStringList({u"null:b.a: 1 of 3 instances of b have no a."_s,
                              u"dangling:b.a: 1 of 3 instances of b refer to a a that is not there."_s}));
        QVERIFY(!database.apply(intent));
        intent.remedies[u"null:b.a"_s] = {Remedy::Kind::SetValue, u"x"_s};
        QVERIFY(!database.plan(intent).isBlocked());
        QVERIFY(database.apply(intent).has_value());
        QCOMPARE(database.rows(u"SELECT * FROM b"_s), QStringList({u"1|x"_s, u"2|x"_s, u"3|nowhere"_s}));
    }

    void whatRelataDoesNotModelSurvives()
    {
        Migrated database(plain, threeBooks);
        database.run(u"DROP TABLE Book"_s);
        database.run(
            u"CREATE TABLE \"Book\" ( -- books\n  \"id\" TEXT NOT NULL, title TEXT COLLATE NOCASE /* t */ CHECK "
            "(length(title) < 99),\n  price REAL,\n  half REAL AS (price / 2),\n  PRIMARY KEY (id)\n)"_s);
        database.run(u"CREATE INDEX cheap ON Book (title) WHERE price < 2"_s);
        for (const QString &row : threeBooks)
            database.run(row);
        database.run(u"CREATE TRIGGER t AFTER DELETE ON Book BEGIN SELECT 1; END"_s);
        database.reopen();
        const auto intent =
            database.to(bookWith(u"title: String price: Float! @default(value: \"1\") tags: [String]"_s));
        const auto with = [&] {
            MigrationIntent changed = intent;
            changed.remedies[u"null:Book.price"_s] = {Remedy::Kind::SetValue, 7.0};
            return changed;
        }();
        APPLIED(database, with);
        QCOMPARE(
            database.rows(u"SELECT sql FROM sqlite_master WHERE name = 'Book'"_s),
            QStringList{
                u"CREATE TABLE \"Book\" ( -- books\n  \"id\" TEXT NOT NULL, title TEXT COLLATE NOCASE /* t */ CHECK "
                "(length(title) < 99),\n  price REAL NOT NULL DEFAULT 1,\n  \"tags\" TEXT,\n  half REAL AS (price / 2),\n  PRIMARY KEY (id)\n)"_s});
        QCOMPARE(database.rows(u"SELECT id, half FROM Book"_s), QStringList({u"b1|0.75"_s, u"b2|10"_s, u"b3|3.5"_s}));
        QCOMPARE(database.rows(u"SELECT name FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql NOT NULL"_s),
                 QStringList({u"cheap"_s, u"t"_s}));
    }

    void whatSpeaksOfARemovedFieldStandsInTheWay()
    {
        Migrated database(plain, threeBooks);
        database.run(u"CREATE TABLE log (what TEXT)"_s);
        database.run(u"CREATE TRIGGER log_price AFTER UPDATE ON Book BEGIN INSERT INTO log VALUES (new.price); END"_s);
        database.run(u"CREATE VIEW dear AS SELECT title FROM Book WHERE price > 9"_s);
        database.run(u"CREATE VIEW titles AS SELECT title FROM Book"_s);
        database.run(u"CREATE VIEW broken AS SELECT no_field FROM nowhere"_s);
        database.run(u"CREATE INDEX half ON Book (price / 2)"_s);
        database.reopen();
        auto intent = database.to(bookWith(u"title: String"_s));
        intent.loss = MigrationIntent::Loss::Allow;
        auto problems = database.problems(database.plan(intent));
        problems.sort();
        QCOMPARE(problems,
                 QStringList({u"object:index half: The index half speaks of what is no longer there."_s,
                              u"object:trigger log_price: The trigger log_price speaks of what is no longer there."_s,
                              u"object:view dear: The view dear speaks of what is no longer there."_s}));
        QVERIFY(!database.apply(intent));
        for (const QString &object : {u"index half"_s, u"trigger log_price"_s, u"view dear"_s})
            intent.remedies[u"object:"_s + object] = {Remedy::Kind::DropObject, {}};
        QVERIFY(!database.plan(intent).isBlocked());
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT name FROM sqlite_master WHERE type IN ('view', 'trigger') ORDER BY name"_s),
                 QStringList({u"broken"_s, u"titles"_s}));
        QCOMPARE(database.rows(u"SELECT sql FROM sqlite_master WHERE name = 'broken'"_s),
                 QStringList{u"CREATE VIEW broken AS SELECT no_field FROM nowhere"_s});
    }

    void aQuotedNameDoesNotBecomeAText()
    {
        Migrated database(plain, threeBooks);
        database.run(u"DROP TABLE Book"_s);
        database.run(
            u"CREATE TABLE Book (id TEXT NOT NULL PRIMARY KEY, title TEXT, price REAL, half REAL AS (\"price\" / 2), "
            "CHECK (\"price\" < 99))"_s);
        for (const QString &row : threeBooks)
            database.run(row);
        database.run(u"CREATE VIEW prices AS SELECT \"price\" FROM Book"_s);
        database.run(u"CREATE INDEX priced ON Book (id) WHERE \"price\" > 3"_s);
        database.reopen();
        auto intent = database.to(bookWith(u"title: String"_s));
        intent.loss = MigrationIntent::Loss::Allow;
        QStringList ids;
        const auto plan = database.plan(intent);
        for (const MigrationProblem &problem : plan.problems)
            ids.append(problem.id);
        ids.sort();
        QVERIFY2(ids.size() == 4, qPrintable(ids.join(u'\n')));
        QVERIFY2(ids.contains(u"object:clause CHECK (\"price\" < 99)"_s) && ids.contains(u"object:index priced"_s),
                 qPrintable(ids.join(u'\n')));
        QVERIFY(!database.apply(intent));
        // Without the clauses the table is sound, and the view stands in the way.
        database.run(u"DROP INDEX priced"_s);
        database.run(u"DROP TABLE Book"_s);
        database.run(
            u"CREATE TABLE Book (id TEXT NOT NULL PRIMARY KEY, title TEXT, price REAL, CHECK (\"price\" < 99))"_s);
        database.reopen();
        intent.remedies[u"object:clause CHECK (\"price\" < 99)"_s] = {Remedy::Kind::DropObject, {}};
        QCOMPARE(database.problems(database.plan(intent)).first(),
                 u"object:view prices: The view prices speaks of what is no longer there."_s);
        intent.remedies[u"object:view prices"_s] = {Remedy::Kind::DropObject, {}};
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT sql FROM sqlite_master WHERE name = 'Book'"_s),
                 QStringList{u"CREATE TABLE \"Book\" (id TEXT NOT NULL PRIMARY KEY, title TEXT)"_s});
    }

    void namesAreExchanged()
    {
        Migrated database(bookWith(u"a: String b: String"_s) % u" "_s % QString(plain).replace(u"Book"_s, u"Film"_s),
                          {u"INSERT INTO Book VALUES ('1', 'x', 'y')"_s, u"INSERT INTO Film VALUES ('2', 'z', 3)"_s});
        MigrationIntent intent;
        intent.schema = database.engine().schema();
        intent.origins = unchangedOrigins(intent.schema);
        std::swap(intent.schema.models[0].name, intent.schema.models[1].name);
        std::swap(intent.schema.models[0].table, intent.schema.models[1].table);
        Model &book = intent.schema.models[0];
        std::swap(book.fields[1].name, book.fields[2].name);
        std::swap(book.fields[1].column, book.fields[2].column);
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id, a, b FROM Film"_s), QStringList{u"1|y|x"_s});
        QCOMPARE(database.rows(u"SELECT id, title, price FROM Book"_s), QStringList{u"2|z|3"_s});
    }

    void aFieldAndAModelTakeTheNamesOfOnesThatGo()
    {
        Migrated database(bookWith(u"a: String b: String"_s) % u" "_s % QString(plain).replace(u"Book"_s, u"Film"_s),
                          {u"INSERT INTO Book VALUES ('1', 'x', 'y')"_s, u"INSERT INTO Film VALUES ('2', 'z', 3)"_s});
        SchemaDraft draft = draftOf(database.engine().schema());
        QVERIFY(schemaedit::removeModel(draft, *draft.schema.modelNamed(u"Film"_s)));
        const ModelId book = *draft.schema.modelNamed(u"Book"_s);
        QVERIFY(schemaedit::renameModel(draft, book, u"Film"_s));
        QVERIFY(schemaedit::removeField(draft, book, *draft.schema.model(book).fieldNamed(u"a"_s)));
        Field b = draft.schema.field(book, *draft.schema.model(book).fieldNamed(u"b"_s));
        b.name = u"a"_s;
        QVERIFY(schemaedit::changeField(draft, book, *draft.schema.model(book).fieldNamed(u"b"_s), b));
        QVERIFY(schemaedit::addField(draft, book, u"b"_s));
        const MigrationIntent intent{draft.schema, draft.origins, {}, MigrationIntent::Loss::Allow};
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id, a, b FROM Film"_s), QStringList{u"1|y|-"_s});
    }

    void referencesOnRingsAndToThemselvesSurvive()
    {
        const auto sdl = [](const QString &more) -> QString {
            return u"type P @model { id: ID! name: String"_s % more
                % u" boss: P @belongsTo team: [P] @hasMany home: Q @hasOne } "
                  "type Q @model { id: ID! mayor: P @hasOne }"_s;
        };
        Migrated database(sdl({}),
                          {u"INSERT INTO P (id, boss) VALUES ('p1', NULL), ('p2', 'p1')"_s,
                           u"INSERT INTO Q (id, mayor) VALUES ('q', 'p2')"_s,
                           u"UPDATE P SET home = 'q' WHERE id = 'p1'"_s});
        const auto intent = database.to(sdl(u"! @default(value: \"x\")"_s));
        const auto withRemedy = [&] {
            MigrationIntent changed = intent;
            changed.remedies[u"null:P.name"_s] = {Remedy::Kind::SetValue, u"?"_s};
            return changed;
        }();
        APPLIED(database, withRemedy);
        QCOMPARE(database.rows(u"SELECT id, boss, home, name FROM P"_s), QStringList({u"p1|-|q|?"_s, u"p2|p1|-|?"_s}));
        QCOMPARE(database.rows(u"SELECT * FROM pragma_foreign_key_check"_s), QStringList());
    }

    void aDeletedOwnerTakesWhatItOwns()
    {
        Migrated database(
            u"type A @model { id: ID! name: String bs: [B] @hasMany } type B @model { id: ID! a: A @belongsTo }"_s,
            {u"INSERT INTO A (id, name) VALUES ('a1', 'x'), ('a2', NULL)"_s,
             u"INSERT INTO B (id, a) VALUES ('b1', 'a1'), ('b2', 'a2')"_s});
        auto intent = database.to(
            u"type A @model { id: ID! name: String! bs: [B] @hasMany } type B @model { id: ID! a: A @belongsTo }"_s);
        intent.remedies[u"null:A.name"_s] = {Remedy::Kind::DeleteInstances, {}};
        intent.loss = MigrationIntent::Loss::Allow;
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT id FROM B"_s), QStringList{u"b1"_s});
    }

    void anyStatementThatFailsLeavesEverythingAsItWas()
    {
        const QString before = u"type A @model { id: ID! name: String bs: [B] @hasMany } "
                               "type B @model { id: ID! n: Int a: A @belongsTo }"_s;
        const QString after = u"type A @model { id: ID! name: String! bs: [B] @manyToMany(relationName: \"AB\") } "
                              "type B @model { id: ID! n: String as: [A] @manyToMany(relationName: \"AB\") } "
                              "type C @model { id: ID! }"_s;
        Migrated database(before,
                          {u"INSERT INTO A (id, name) VALUES ('a1', 'x'), ('a2', NULL)"_s,
                           u"INSERT INTO B (id, n, a) VALUES ('b1', 1, 'a1'), ('b2', 2, 'a2')"_s,
                           u"CREATE TRIGGER t AFTER DELETE ON B BEGIN SELECT 1; END"_s});
        auto intent = database.to(after);
        intent.remedies[u"null:A.name"_s] = {Remedy::Kind::SetValue, u"?"_s};
        Connection &connection = database.engine().connection();
        const auto everything = [&] {
            connection.watch({});
            return database.rows(u"SELECT group_concat(name || sql) FROM sqlite_master"_s)
                + database.rows(u"SELECT * FROM A"_s) + database.rows(u"SELECT * FROM B"_s)
                + database.rows(u"PRAGMA foreign_keys"_s) + database.rows(u"PRAGMA legacy_alter_table"_s)
                + database.rows(u"PRAGMA ignore_check_constraints"_s)
                + database.rows(u"SELECT count(*) FROM temp.sqlite_master"_s);
        };
        const QStringList start = everything();
        int failures = 0;
        for (int failing = 0;; ++failing) {
            QVERIFY(failing < 500);
            int count = 0;
            connection.watch([&](const QString &) -> Done {
                if (count++ == failing)
                    return failure(ErrorCode::Io, u"The disk is on fire."_s);
                return {};
            });
            const auto outcome = database.apply(intent);
            connection.watch({});
            if (outcome)
                break;
            ++failures;
            QCOMPARE(everything(), start);
        }
        QVERIFY2(failures > 30, qPrintable(QString::number(failures)));
        QCOMPARE(database.rows(u"SELECT a, b FROM AB ORDER BY a"_s), QStringList({u"a1|b1"_s, u"a2|b2"_s}));
        QCOMPARE(database.violations(), QStringList());
    }

    void aDatabaseThatOthersReadIsChangedOrLeft_data()
    {
        QTest::addColumn<QString>("journal");
        QTest::newRow("write-ahead log") << u"wal"_s;
        QTest::newRow("rollback journal") << u"delete"_s;
    }
    void aDatabaseThatOthersReadIsChangedOrLeft()
    {
        QFETCH(QString, journal);
        Migrated database(plain, threeBooks);
        database.run(u"PRAGMA journal_mode="_s + journal);
        auto reader = Connection::open(database.database().url(), Access::ReadOnly);
        QVERIFY(reader);
        const auto intent = database.to(bookWith(u"title: String price: String"_s));
        Result<MigrationOutcome> outcome = MigrationOutcome();
        const Done read = (*reader)->each({u"SELECT * FROM Book"_s, {}}, [&](const Values &) {
            outcome = database.apply(intent);
            return Connection::More::No;
        });
        QVERIFY(read);
        if (journal == u"wal"_s) {
            QVERIFY2(outcome, qPrintable(outcome ? QString() : outcome.error().message));
            return;
        }
        QVERIFY(!outcome);
        QVERIFY(outcome.error().code == ErrorCode::Io);
        QVERIFY2(outcome.error().message.contains(u"is locked by"_s), qPrintable(outcome.error().message));
        QCOMPARE(database.rows(u"SELECT count(*) FROM Book WHERE typeof(price) = 'real'"_s), QStringList{u"2"_s});
        const auto again = database.apply(intent);
        QVERIFY2(again, qPrintable(again ? QString() : again.error().message));
    }

    void aNewIdIsMadeForEachInstance()
    {
        Migrated database(u"type A @model { code: String! @primaryKey bs: [B] @hasMany } "
                          "type B @model { id: ID! a: A @belongsTo }"_s,
                          {u"INSERT INTO A (code) VALUES ('one'), ('two')"_s,
                           u"INSERT INTO B (id, a) VALUES ('b1', 'two'), ('b2', NULL)"_s});
        const auto intent = database.to(u"type A @model { id: ID! code: String! bs: [B] @hasMany } "
                                        "type B @model { id: ID! a: A @belongsTo }"_s);
        APPLIED(database, intent);
        QCOMPARE(database.rows(u"SELECT B.id, A.code, length(A.id) FROM B LEFT JOIN A ON A.id = B.a ORDER BY B.id"_s),
                 QStringList({u"b1|two|36"_s, u"b2|-|-"_s}));
        QCOMPARE(database.rows(u"SELECT count(DISTINCT id) FROM A"_s), QStringList{u"2"_s});
    }

    void timesBeginWithTheMigration()
    {
        Migrated database(plain, threeBooks);
        const auto intent = database.to(u"type Book @model { id: ID! title: String price: Float }"_s);
        APPLIED(database, intent);
        QCOMPARE(database.rows(
                     u"SELECT count(*) FROM Book WHERE createdAt LIKE '20__-__-__T%Z' AND updatedAt = createdAt"_s),
                 QStringList{u"3"_s});
    }

    /// The files of tests/migration/golden: schema before, schema after, the statements between.
    void statementsOfEachKindOfChange_data()
    {
        QTest::addColumn<QString>("text");
        const QDir folder(QStringLiteral(RELATA_TEST_DIR "/migration/golden"));
        const QStringList files = folder.entryList({u"*.sql"_s}, QDir::Files);
        QVERIFY(files.size() > 20);
        for (const QString &name : files) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QTest::newRow(qPrintable(name)) << QString::fromUtf8(file.readAll());
        }
    }
    void statementsOfEachKindOfChange()
    {
        QFETCH(QString, text);
        const QString before = text.section(u"-- before\n"_s, 1).section(u"-- after\n"_s, 0, 0);
        const QString after = text.section(u"-- after\n"_s, 1).section(u"-- sql\n"_s, 0, 0);
        const QString sql = text.section(u"-- sql\n"_s, 1);
        Migrated database(before);
        const MigrationIntent intent = database.to(after);
        const MigrationPlan plan = database.plan(intent);
        QString script;
        for (std::size_t i = 2; i + 4 < plan.sql.size(); ++i)
            script += plan.sql[i] % u";\n"_s;
        static const QRegularExpression time(u"'20[0-9-]+T[0-9:.]+Z'"_s);
        QCOMPARE(script.replace(time, u"NOW"_s), sql);
        APPLIED(database, intent);
        QVERIFY(differences(database.engine().schema(), plan.to, unchangedOrigins(plan.to)).empty());
    }
};

QTEST_GUILESS_MAIN(TestMigration)
#include "tst_migration.moc"
