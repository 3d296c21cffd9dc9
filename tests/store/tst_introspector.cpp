#include "schema/schemarules.h"
#include "schema/sdl.h"
#include "sql/ddlbuilder.h"
#include "store/introspector.h"
#include "store/metadata.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// Schemas from databases that others made: against known facts, and odd tables made here.
class TestIntrospector final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }

    void findsTheFactsOf_data()
    {
        QTest::addColumn<QString>("name");
        const QDir folder(QStringLiteral(RELATA_SHARED_DIR "/data/db"));
        QTest::newRow("") << QString();
        if (!folder.exists())
            qInfo("Not run against other people's databases: there is no %s", qPrintable(folder.path()));
        for (const QFileInfo &file : folder.entryInfoList({u"*.sqlite"_s}))
            QTest::newRow(qPrintable(file.completeBaseName())) << file.completeBaseName();
    }
    void findsTheFactsOf()
    {
        QFETCH(QString, name);
        if (name.isEmpty())
            return;
        const QString data = QStringLiteral(RELATA_SHARED_DIR "/data/");
        QFile file(data % u"expected/"_s % name % u".json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject facts = QJsonDocument::fromJson(file.readAll()).object();
        auto connection = Connection::open({data % u"db/"_s % name % u".sqlite"_s}, Access::ReadOnly);
        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message));
        const auto schema = introspect(**connection);
        QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));

        QStringList models;
        QStringList views;
        for (const Model &model : schema->models)
            (model.view ? views : models).append(model.name);
        models.sort();
        views.sort();
        QStringList expectedModels;
        for (const QJsonValue &model : facts[u"models"_s].toArray()) {
            expectedModels.append(model[u"name"_s].toString());
            compareModel(*schema, model.toObject());
        }
        expectedModels.sort();
        QCOMPARE(models, expectedModels);
        QCOMPARE(views, readableViews(facts));

        QStringList expected;
        for (const QJsonValue &relationship : facts[u"relationships"_s].toArray())
            expected.append(describe(relationship.toObject()));
        QStringList found;
        for (std::size_t i = 0; i < schema->relationships.size(); ++i)
            found.append(describe(*schema, schema->relationships[i]));
        expected.sort();
        found.sort();
        QCOMPARE(found.join(u'\n'), expected.join(u'\n'));

        const qsizetype left = facts[u"brokenForeignKeys"_s].toArray().size() + facts[u"brokenViews"_s].toArray().size()
            + facts[u"virtualTables"_s].toArray().size();
        QVERIFY2(schema->notices.size() == left, qPrintable(schema->notices.join(u'\n')));
        checkNames(*schema);
    }

    void keys_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *sql, const char *expected) {
            QTest::newRow(sql) << QString::fromUtf8(sql) << QString::fromUtf8(expected);
        };
        row("CREATE TABLE t (id INTEGER PRIMARY KEY, a)", "primary id");
        row("CREATE TABLE t (a, id INTEGER PRIMARY KEY DESC)", "primary id");
        row("CREATE TABLE t (a, b, c, PRIMARY KEY (c, a))", "primary c a");
        row("CREATE TABLE t (a NOT NULL, b UNIQUE)", "rowid rowid");
        row("CREATE TABLE t (z NOT NULL UNIQUE, b NOT NULL UNIQUE)", "unique b");
        row("CREATE TABLE t (b UNIQUE, z NOT NULL, y NOT NULL, UNIQUE (z, y))", "unique z y");
        row("CREATE TABLE t (rowid, a)", "rowid _rowid_");
        row("CREATE TABLE t (RowId, _ROWID_, a)", "rowid oid");
        row("CREATE TABLE t (rowid, _rowid_, oid)", "none");
        row("CREATE TABLE t (k TEXT PRIMARY KEY) WITHOUT ROWID", "primary k");
        row("CREATE TABLE t (k INT PRIMARY KEY, v ANY) STRICT", "primary k");
    }
    void keys()
    {
        QFETCH(QString, sql);
        QFETCH(QString, expected);
        const Schema schema = of({sql});
        const Model &model = schema.models.front();
        QStringList words{keyKindName(model.keyKind)};
        for (const FieldId id : model.key)
            words.append(model.field(id).name);
        QCOMPARE(words.join(u' '), expected);
        if (model.keyKind == KeyKind::Rowid) {
            QVERIFY(model.field(model.key.front()).hidden);
            QVERIFY(model.field(model.key.front()).hasDefault);
        }
    }

    void aPartialOrExpressionIndexIsNoKey()
    {
        const Schema schema =
            of({u"CREATE TABLE t (a NOT NULL, b NOT NULL)"_s, u"CREATE UNIQUE INDEX partly ON t (a) WHERE b > 0"_s,
                u"CREATE UNIQUE INDEX expr ON t (lower(b))"_s, u"CREATE INDEX plain ON t (b, a)"_s});
        const Model &model = schema.models.front();
        QVERIFY(model.keyKind == KeyKind::Rowid);
        QVERIFY(!model.fields[0].unique && !model.fields[1].unique);
        QCOMPARE(model.indexes, (std::vector<Index>{{u"plain"_s, {FieldId(1), FieldId(0)}, false, {}}}));
    }

    void types_data()
    {
        QTest::addColumn<QString>("declared");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *declared, const char *rows, const char *expected) {
            QTest::addRow("%s %s", declared, rows)
                << QString::fromUtf8(declared) << QString::fromUtf8(rows) << QString::fromUtf8(expected);
        };
        row("INTEGER", "", "BigInt");
        row("tinyint(1)", "", "BigInt");
        row("UNSIGNED BIG INT", "", "BigInt");
        row("NVARCHAR(160)", "", "String");
        row("CLOB", "", "String");
        row("UUID", "", "String");
        row("JSON", "", "String");
        row("double precision", "", "Float");
        row("DECIMAL(10,2)", "", "Decimal");
        row("NUMERIC", "", "Decimal");
        row("BLOB", "", "Binary");
        row("VARBINARY(10)", "", "Binary");
        row("BOOLEAN", "", "Boolean");
        row("", "", "String any");
        row("GEOMETRYPOLYGON", "", "String any");
        row("DATE", "", "AWSDate");
        row("DATE", "('2024-02-29'), (NULL)", "AWSDate");
        row("DATE", "('29.02.2024')", "String");
        row("DATE", "('2024-02-29'), (1700000000)", "String any");
        row("TIME", "('12:30:00')", "AWSTime");
        row("DATETIME", "", "String");
        row("DATETIME", "('2009-01-01 00:00:00')", "String");
        row("DATETIME", "('2009-01-01T00:00:00Z')", "AWSDateTime");
        row("TIMESTAMP", "(1700000000)", "AWSTimestamp");
        row("TIMESTAMP WITH TIME ZONE", "('now'), (1)", "String any");
    }
    void types()
    {
        QFETCH(QString, declared);
        QFETCH(QString, rows);
        QFETCH(QString, expected);
        QStringList sql{u"CREATE TABLE t (c %1)"_s.arg(declared)};
        if (!rows.isEmpty())
            sql.append(u"INSERT INTO t VALUES "_s % rows);
        const Field field = of(sql).models.front().fields.front();
        QCOMPARE(QString(toString(field.type.scalar) % (field.anyType ? u" any"_s : QString())), expected);
        QCOMPARE(field.declaredType, declared);
    }

    void defaults_data()
    {
        QTest::addColumn<QString>("column");
        QTest::addColumn<QJsonValue>("expected");
        QTest::addColumn<bool>("exists");
        const auto row = [](const char *column, QJsonValue expected, bool exists) {
            QTest::newRow(column) << QString::fromUtf8(column) << expected << exists;
        };
        const QJsonValue unknown(QJsonValue::Undefined);
        row("c TEXT", unknown, false);
        row("c TEXT DEFAULT NULL", unknown, false);
        row("c TEXT DEFAULT 'it''s'", u"it's"_s, true);
        row("c TEXT DEFAULT \"double\"", u"double"_s, true);
        row("c TEXT DEFAULT 7", u"7"_s, true);
        row("c TEXT DEFAULT ''", u""_s, true);
        row("c TEXT DEFAULT CURRENT_TIMESTAMP", unknown, true);
        row("c TEXT DEFAULT ('a' || 'b')", unknown, true);
        row("c INTEGER DEFAULT -5", -5, true);
        row("c INTEGER DEFAULT '12'", 12, true);
        row("c INTEGER DEFAULT 9223372036854775807", qint64(9223372036854775807), true);
        row("c INTEGER DEFAULT x'00'", unknown, true);
        row("c REAL DEFAULT 0.5", 0.5, true);
        row("c NUMERIC DEFAULT 0", 0, true);
        row("c BOOLEAN DEFAULT 1", true, true);
        row("c BOOLEAN DEFAULT FALSE", false, true);
        row("c BOOLEAN DEFAULT 2", unknown, true);
        row("c DEFAULT 3", 3, true);
        row("c BLOB DEFAULT 'x'", unknown, true);
        row("c INTEGER PRIMARY KEY", unknown, true);
        row("c INT PRIMARY KEY", unknown, false);
    }
    void defaults()
    {
        QFETCH(QString, column);
        QFETCH(QJsonValue, expected);
        QFETCH(bool, exists);
        const Field field = of({u"CREATE TABLE t (%1)"_s.arg(column)}).models.front().fields.front();
        QCOMPARE(field.hasDefault, exists);
        QCOMPARE(field.defaultValue.value_or(QJsonValue(QJsonValue::Undefined)), expected);
    }

    void generatedColumnsAreNotWritten()
    {
        const Schema schema = of({u"CREATE TABLE t (a INTEGER, v AS (a * 2), s TEXT NOT NULL AS ('#' || a) STORED)"_s});
        const Model &model = schema.models.front();
        QCOMPARE(model.fields.size(), std::size_t(4));
        QVERIFY(model.fields[0].isWritable());
        QVERIFY(model.fields[1].origin == FieldOrigin::Generated);
        QVERIFY(model.fields[2].origin == FieldOrigin::Generated);
    }

    void brokenForeignKeysAreNotices_data()
    {
        QTest::addColumn<QString>("key");
        for (const QString &key : {u"REFERENCES nowhere (id)"_s, u"REFERENCES seen (id)"_s, u"REFERENCES p (none)"_s,
                                   u"REFERENCES p (plain)"_s, u"REFERENCES pair"_s, u"REFERENCES nokey"_s,
                                   u"REFERENCES p (partly)"_s, u"REFERENCES words"_s})
            QTest::newRow(qPrintable(key)) << key;
    }
    void brokenForeignKeysAreNotices()
    {
        QFETCH(QString, key);
        const Schema schema =
            of({u"CREATE TABLE p (id INTEGER PRIMARY KEY, plain, partly)"_s,
                u"CREATE UNIQUE INDEX i ON p (partly) WHERE plain"_s, u"CREATE TABLE pair (a, b, PRIMARY KEY (a, b))"_s,
                u"CREATE TABLE nokey (a)"_s, u"CREATE VIEW seen AS SELECT id FROM p"_s,
                u"CREATE VIRTUAL TABLE words USING fts5 (body)"_s, u"CREATE TABLE c (x %1)"_s.arg(key)});
        QVERIFY(schema.references.empty());
        QVERIFY(schema.relationships.empty());
        QCOMPARE(schema.notices.size(), 2);
        QVERIFY2(schema.notices.back().startsWith(u"The foreign key c (x) to"_s), qPrintable(schema.notices.back()));
    }

    void oneKeyDeclaredTwiceCountsOnce_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *first, const char *second, const char *expected) {
            QTest::addRow("%s + %s", first, second)
                << QString::fromLatin1(first) << QString::fromLatin1(second) << QString::fromLatin1(expected);
        };
        row("", "ON DELETE CASCADE", "cascade");
        row("ON DELETE CASCADE", "ON DELETE SET NULL", "cascade");
        row("ON DELETE RESTRICT", "ON DELETE CASCADE", "restrict at once");
        row("ON DELETE SET NULL", "ON DELETE NO ACTION", "clear");
        row("ON DELETE NO ACTION", "", "restrict");
        row("ON DELETE SET DEFAULT", "", "setDefault");
    }
    void oneKeyDeclaredTwiceCountsOnce()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, expected);
        const Schema schema = of({u"CREATE TABLE p (a, b, PRIMARY KEY (a, b))"_s,
                                  u"CREATE TABLE c (x, y, FOREIGN KEY (x, y) REFERENCES p %1, "
                                  "FOREIGN KEY (y, x) REFERENCES p (b, a) %2)"_s.arg(first, second)});
        QCOMPARE(schema.references.size(), std::size_t(1));
        const Reference &reference = schema.references.front();
        QCOMPARE(QString(toString(reference.rule) % (reference.immediate ? u" at once"_s : QString())), expected);
        QCOMPARE(schema.relationships.size(), std::size_t(1));
    }

    void whatIsAJoinModel_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *table, const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(table) << QString::fromLatin1(expected);
        };
        row("primary key", "a REFERENCES a, b REFERENCES b, PRIMARY KEY (b, a)", "manyToMany a b j");
        row("column order decides", "b REFERENCES b, a REFERENCES a, PRIMARY KEY (a, b)", "manyToMany b a j");
        row("unique key and payload", "id INTEGER PRIMARY KEY, a REFERENCES a, b REFERENCES b, note, UNIQUE (a, b)",
            "manyToMany a b j");
        row("no key", "id INTEGER PRIMARY KEY, a REFERENCES a, b REFERENCES b", "oneToMany a j, oneToMany b j");
        row("key and a date", "a REFERENCES a, b REFERENCES b, d, PRIMARY KEY (a, b, d)",
            "oneToMany a j, oneToMany b j");
        row("three keys", "a REFERENCES a, b REFERENCES b, t REFERENCES t, PRIMARY KEY (a, b, t)",
            "oneToMany a j, oneToMany b j, oneToMany t j");
        row("third beside", "a REFERENCES a, b REFERENCES b, t REFERENCES t, PRIMARY KEY (a, b)",
            "manyToMany a b j, oneToMany t j");
        row("self", "x REFERENCES a, y REFERENCES a, PRIMARY KEY (x, y)", "manyToMany a a j");
        row("whole key is one reference", "a PRIMARY KEY REFERENCES a, b REFERENCES b", "oneToMany b j, oneToOne j a");
        row("unique reference", "a UNIQUE REFERENCES a", "oneToOne j a");
        row("tenant keys",
            "t, x, y, FOREIGN KEY (t, x) REFERENCES tx, FOREIGN KEY (t, y) REFERENCES ty, "
            "PRIMARY KEY (t, x, y)",
            "manyToMany tx ty j");
    }
    void whatIsAJoinModel()
    {
        QFETCH(QString, table);
        QFETCH(QString, expected);
        const Schema schema =
            of({u"CREATE TABLE a (id PRIMARY KEY)"_s, u"CREATE TABLE b (id PRIMARY KEY)"_s,
                u"CREATE TABLE t (id PRIMARY KEY)"_s, u"CREATE TABLE tx (t, x, PRIMARY KEY (t, x))"_s,
                u"CREATE TABLE ty (t, y, PRIMARY KEY (t, y))"_s, u"CREATE TABLE j (%1)"_s.arg(table)});
        QStringList found;
        for (const Relationship &relationship : schema.relationships) {
            QStringList words{toString(relationship.kind), schema.model(relationship.source).name,
                              schema.model(relationship.target).name};
            if (relationship.isManyToMany())
                words.append(schema.model(relationship.through).name);
            found.append(words.join(u' '));
        }
        found.sort();
        QCOMPARE(found.join(u", "_s), expected);
        QCOMPARE(schema.model(*schema.modelNamed(u"j")).join, expected.contains(u"manyToMany"_s));
        checkNames(schema);
    }

    void endsAreNamed()
    {
        const Schema schema = of(
            {u"CREATE TABLE person (id INTEGER PRIMARY KEY, name, manager_id REFERENCES person)"_s,
             u"CREATE TABLE message (id INTEGER PRIMARY KEY, sender_id REFERENCES person, receiver_id REFERENCES person)"_s,
             u"CREATE TABLE company (country, reg_no, name, PRIMARY KEY (country, reg_no))"_s,
             u"CREATE TABLE site (id INTEGER PRIMARY KEY, country, reg_no, FOREIGN KEY (country, reg_no) REFERENCES company)"_s,
             u"CREATE TABLE friendship (a_id REFERENCES person, b_id REFERENCES person, PRIMARY KEY (a_id, b_id))"_s,
             u"CREATE TABLE passport (person_id INTEGER PRIMARY KEY REFERENCES person)"_s,
             u"CREATE TABLE Car (id INTEGER PRIMARY KEY, cars, owner REFERENCES person, part_of REFERENCES Car)"_s});
        QCOMPARE(endNames(schema, u"person"_s),
                 u"cars manager_id messagesByReceiver messagesBySender passport personsByA personsByB "
                 "personsByManager"_s);
        QCOMPARE(endNames(schema, u"message"_s), u"receiver_id sender_id"_s);
        QCOMPARE(endNames(schema, u"site"_s), u"company"_s);
        QCOMPARE(endNames(schema, u"Car"_s), u"carsByPartOf owner part_of"_s);
    }

    void viewsAreReadOnlyModels()
    {
        const Schema schema = of({u"CREATE TABLE t (id INTEGER PRIMARY KEY, d DATE, name TEXT)"_s,
                                  u"CREATE VIEW v AS SELECT id, d, upper(name) AS loud FROM t"_s,
                                  u"CREATE VIEW broken AS SELECT * FROM nowhere"_s});
        QCOMPARE(schema.models.size(), std::size_t(2));
        const Model &view = schema.models[1];
        QVERIFY(view.view);
        QVERIFY(!view.isWritable());
        QVERIFY(view.keyKind == KeyKind::None);
        QVERIFY(view.key.empty());
        QCOMPARE(view.fields.size(), std::size_t(3));
        QVERIFY(view.fields[0].isWritable());
        QVERIFY(view.fields[2].anyType);
        QCOMPARE(schema.notices.size(), 1);
        QVERIFY2(schema.notices[0].contains(u"broken"_s) && schema.notices[0].contains(u"nowhere"_s),
                 qPrintable(schema.notices[0]));
    }

    void odderTablesAreMet()
    {
        const Schema schema =
            of({u"CREATE TABLE \"select\" (\"from\" INTEGER PRIMARY KEY, \"a\"\"b\" REFERENCES \"we[ird] 'x'\")"_s,
                u"CREATE TABLE \"we[ird] 'x'\" (\"größe 表\" INTEGER PRIMARY KEY, \"\" TEXT)"_s,
                u"CREATE VIRTUAL TABLE words USING fts5 (body)"_s,
                u"CREATE VIRTUAL TABLE boxes USING rtree (id, x0, x1)"_s,
                u"CREATE TABLE loop_a (id INTEGER PRIMARY KEY, b REFERENCES loop_b)"_s,
                u"CREATE TABLE loop_b (id INTEGER PRIMARY KEY AUTOINCREMENT, a REFERENCES loop_a)"_s,
                u"CREATE TABLE relata_schema (x)"_s, u"ANALYZE"_s,
                u"CREATE TRIGGER tr AFTER INSERT ON LOOP_A BEGIN SELECT 1; END"_s,
                u"CREATE TABLE s (k TEXT PRIMARY KEY, n INT) STRICT, WITHOUT ROWID"_s});
        QStringList names;
        for (const Model &model : schema.models)
            names.append(model.name);
        QCOMPARE(names, (QStringList{u"select"_s, u"we[ird] 'x'"_s, u"loop_a"_s, u"loop_b"_s, u"s"_s}));
        QCOMPARE(schema.references.size(), std::size_t(3));
        QVERIFY(schema.models[2].hasTriggers && !schema.models[3].hasTriggers);
        QVERIFY(schema.models[4].strict && schema.models[4].withoutRowid && schema.models[4].fields[0].required);
        QCOMPARE(schema.notices.size(), 2);
        checkNames(schema);
    }

    void theDatabasesOwnWordsAreKept()
    {
        const QStringList statements{
            u"CREATE TABLE t (a  INTEGER, b AS (a * 2))"_s, u"CREATE INDEX i ON t (lower(a))"_s,
            u"CREATE VIRTUAL TABLE words USING fts5 (body)"_s, u"CREATE VIEW v AS SELECT a FROM t"_s};
        const auto connection = make();
        QVERIFY(connection->script({statements.begin(), statements.end()}));
        QVERIFY(metadata::write(*connection, Schema()));
        const auto script = declaredSql(*connection);
        QVERIFY(script);
        QCOMPARE(*script,
                 u"CREATE TABLE t (a  INTEGER, b AS (a * 2));\nCREATE INDEX i ON t (lower(a));\n"
                 "CREATE VIRTUAL TABLE words USING fts5 (body);\nCREATE VIEW v AS SELECT a FROM t;\n"_s);
    }

    void anEmptyDatabaseHasNoModels() { QVERIFY(of({}).models.empty()); }

    void relatasOwnSchemaComesBack()
    {
        const auto connection = make();
        const auto none = metadata::read(*connection);
        QVERIFY(none && !*none);
        const auto first =
            sdl::read(u"type Post @model { title: String! tags: [Tag] @manyToMany(relationName: \"PostTag\") }"
                      "type Tag @model { name: String! posts: [Post] @manyToMany(relationName: \"PostTag\") }");
        const auto second = sdl::read(u"type Only @model { n: Int @default(value: \"3\") list: [String!] }");
        QVERIFY(first && second);
        for (const Schema &schema : {*first, *second}) {
            const auto written = metadata::write(*connection, schema);
            QVERIFY2(written, written ? "" : qPrintable(written.error().message));
            const auto back = metadata::read(*connection);
            QVERIFY2(back, back ? "" : qPrintable(back.error().message));
            QVERIFY(*back == schema);
        }
        QVERIFY(introspect(*connection)->models.empty());
    }

    void aBrokenOrNewerSchemaIsSaid_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("words");
        QTest::newRow("newer") << u"UPDATE relata_schema SET version = 99"_s << u"newer Relata"_s;
        QTest::newRow("no JSON") << u"UPDATE relata_schema SET schema = 'x'"_s << u"cannot be read"_s;
        QTest::newRow("other JSON") << u"UPDATE relata_schema SET schema = '[]'"_s << u"cannot be read"_s;
        QTest::newRow("blob") << u"UPDATE relata_schema SET schema = x'00'"_s << u"cannot be read"_s;
        QTest::newRow("no row") << u"DELETE FROM relata_schema"_s << u"cannot be read"_s;
        QTest::newRow("other table") << u"ALTER TABLE relata_schema RENAME version TO v"_s << u"cannot be read"_s;
    }
    void aBrokenOrNewerSchemaIsSaid()
    {
        QFETCH(QString, sql);
        QFETCH(QString, words);
        const auto connection = make();
        QVERIFY(metadata::write(*connection, Schema()));
        QVERIFY(connection->script({sql}));
        const auto read = metadata::read(*connection);
        QVERIFY(!read);
        QVERIFY(read.error().code == ErrorCode::Io);
        QVERIFY2(read.error().message.contains(words), qPrintable(read.error().message));
    }

    void whatRelataMakesIsFoundAgain_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("blog")
            << u"type Publication @model { name: String! articles: [Article] @hasMany }"
               "type Article @model { title: String! publication: Publication @belongsTo }"
               "type Post @model { title: String! author: Author @hasOne tags: [Tag] @manyToMany(relationName: "
               "\"PostTag\") }"
               "type Author @model { name: String! }"
               "type Tag @model { name: String! posts: [Post] @manyToMany(relationName: \"PostTag\") }"_s;
        const QDir folder(QStringLiteral(RELATA_SHARED_DIR "/data/sdl"));
        if (!folder.exists())
            qInfo("Not run with other people's schemas: there is no %s", qPrintable(folder.path()));
        for (const QFileInfo &info : folder.entryInfoList({u"*.graphql"_s})) {
            QFile file(info.filePath());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QTest::newRow(qPrintable(info.completeBaseName())) << QString::fromUtf8(file.readAll());
        }
    }
    /// The referential actions live in the database too: by its foreign keys alone it is the same schema.
    void whatRelataMakesIsFoundAgain()
    {
        QFETCH(QString, text);
        const auto schema = sdl::read(text);
        QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
        const auto connection = make();
        for (const Statement &statement : ddl::create(*schema, Dialect::sqlite())) {
            const auto done = connection->run(statement);
            QVERIFY2(done, done ? "" : qPrintable(QString(statement.text % u": "_s % done.error().detail)));
        }
        const auto found = introspect(*connection);
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QCOMPARE(found->notices, QStringList());
        QCOMPARE(shape(*found), shape(*schema));
    }

private:
    [[nodiscard]] std::unique_ptr<Connection> make() const
    {
        static int number = 0;
        auto made = Connection::open({m_folder->filePath(u"%1.db"_s.arg(++number))}, Access::ReadWrite,
                                     Connection::Create::Yes);
        if (!made)
            qFatal("%s", qPrintable(made.error().message));
        return std::move(*made);
    }

    /// The schema of a database made with these statements.
    [[nodiscard]] Schema of(const QStringList &statements) const
    {
        const auto connection = make();
        if (const auto done = connection->script({statements.begin(), statements.end()}); !done)
            qFatal("%s", qPrintable(done.error().detail));
        auto schema = introspect(*connection);
        if (!schema)
            qFatal("%s | %s", qPrintable(schema.error().message), qPrintable(schema.error().detail));
        return *schema;
    }

    [[nodiscard]] static QString keyKindName(KeyKind kind)
    {
        switch (kind) {
        case KeyKind::Primary:
            return u"primary"_s;
        case KeyKind::Unique:
            return u"unique"_s;
        case KeyKind::Rowid:
            return u"rowid"_s;
        case KeyKind::None:
            return u"none"_s;
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] static QStringList texts(const QJsonValue &list)
    {
        QStringList result;
        for (const QJsonValue &item : list.toArray())
            result.append(item.toString());
        return result;
    }

    [[nodiscard]] static QStringList readableViews(const QJsonObject &facts)
    {
        QStringList result = texts(facts[u"views"_s]);
        for (const QJsonValue &broken : facts[u"brokenViews"_s].toArray())
            result.removeAll(broken[u"view"_s].toString());
        result.sort();
        return result;
    }

    [[nodiscard]] static QString names(const Schema &schema, ModelId model, const std::vector<FieldId> &fields)
    {
        QStringList result;
        for (const FieldId id : fields)
            result.append(schema.field(model, id).column);
        return result.join(u',');
    }

    static void compareModel(const Schema &schema, const QJsonObject &facts)
    {
        const auto id = schema.modelNamed(facts[u"name"_s].toString());
        QVERIFY2(id, qPrintable(facts[u"name"_s].toString()));
        const Model &model = schema.model(*id);
        QCOMPARE(keyKindName(model.keyKind), facts[u"keyKind"_s].toString());
        if (model.keyKind != KeyKind::Rowid)
            QCOMPARE(names(schema, *id, model.key), texts(facts[u"key"_s]).join(u','));
        QCOMPARE(model.join, facts[u"join"_s].toBool());
        QCOMPARE(model.strict, facts[u"strict"_s].toBool());
        QCOMPARE(model.withoutRowid, facts[u"withoutRowid"_s].toBool());

        QStringList found;
        for (const Field &field : model.fields) {
            if (field.origin == FieldOrigin::Rowid)
                continue;
            found.append(QStringList{field.name, field.declaredType, QString::number(field.required),
                                     QString::number(field.origin == FieldOrigin::Generated)}
                             .join(u'|'));
        }
        QStringList expected;
        for (const QJsonValue &field : facts[u"fields"_s].toArray())
            expected.append(QStringList{field[u"name"_s].toString(), field[u"type"_s].toString(),
                                        QString::number(field[u"required"_s].toBool()),
                                        QString::number(!field[u"generated"_s].toString().isEmpty())}
                                .join(u'|'));
        QCOMPARE(found, expected);

        QStringList uniques;
        for (const Index &index : model.indexes)
            if (index.unique)
                uniques.append(names(schema, *id, index.fields));
        QStringList expectedUniques;
        for (const QJsonValue &unique : facts[u"uniques"_s].toArray())
            expectedUniques.append(texts(unique).join(u','));
        uniques.sort();
        expectedUniques.sort();
        QCOMPARE(uniques, expectedUniques);
    }

    // Both as "kind from to table(columns)->(referenced) rule required clearable"; a join's ends in any order.
    [[nodiscard]] static QString describe(const QJsonObject &facts)
    {
        const QJsonValue via = facts[u"via"_s];
        const QString kind = facts[u"kind"_s].toString();
        if (kind == u"manyToMany"_s) {
            QStringList ends{facts[u"from"_s].toString() % u'(' % texts(via[u"fromColumns"_s]).join(u',') % u')',
                             facts[u"to"_s].toString() % u'(' % texts(via[u"toColumns"_s]).join(u',') % u')'};
            ends.sort();
            return kind % u' ' % via[u"join"_s].toString() % u' ' % ends.join(u' ');
        }
        return kind % u' ' % facts[u"from"_s].toString() % u' ' % facts[u"to"_s].toString() % u' '
            % via[u"table"_s].toString() % u'(' % texts(via[u"columns"_s]).join(u',') % u")->("_s
            % texts(via[u"references"_s]).join(u',') % u") "_s
            % (facts.contains(u"declaredAgainWith"_s) ? u"twice"_s : ruleName(facts[u"onDelete"_s].toString())) % u' '
            % QString::number(facts[u"required"_s].toBool()) % QString::number(facts[u"clearable"_s].toBool());
    }

    [[nodiscard]] static QString ruleName(const QString &action)
    {
        return action == u"CASCADE"_s    ? u"cascade"_s
            : action == u"SET NULL"_s    ? u"clear"_s
            : action == u"SET DEFAULT"_s ? u"setDefault"_s
            : action == u"RESTRICT"_s    ? u"restrict at once"_s
                                         : u"restrict"_s;
    }

    [[nodiscard]] static QString describe(const Schema &schema, const Relationship &relationship)
    {
        const Reference &reference = schema.reference(relationship.reference);
        const QString kind = toString(relationship.kind);
        if (relationship.isManyToMany()) {
            const Reference &second = schema.reference(relationship.secondReference);
            QStringList ends{
                schema.model(relationship.source).name % u'(' % names(schema, reference.from, reference.columns) % u')',
                schema.model(relationship.target).name % u'(' % names(schema, second.from, second.columns) % u')'};
            ends.sort();
            return kind % u' ' % schema.model(relationship.through).name % u' ' % ends.join(u' ');
        }
        const QString rule = toString(reference.rule) % (reference.immediate ? u" at once"_s : QString());
        const bool twice = schema.model(reference.from).name == u"dup_fk"_s;
        return kind % u' ' % schema.model(relationship.source).name % u' ' % schema.model(relationship.target).name
            % u' ' % schema.model(reference.from).name % u'(' % names(schema, reference.from, reference.columns)
            % u")->("_s % names(schema, reference.to, reference.referenced) % u") "_s % (twice ? u"twice"_s : rule)
            % u' ' % QString::number(schema.isRequired(relationship.reference))
            % QString::number(schema.isClearable(relationship.reference));
    }

    /// Everything that SQL can hold of a schema, without the names of ends.
    [[nodiscard]] static QString shape(const Schema &schema)
    {
        QStringList lines;
        for (std::size_t i = 0; i < schema.models.size(); ++i) {
            const Model &model = schema.models[i];
            QString line = model.table % u" key "_s % names(schema, ModelId(int(i)), model.key)
                % (model.join ? u" join"_s : QString());
            for (const Field &field : model.fields)
                line += u' ' % field.column % (field.required ? u"!"_s : QString());
            lines.append(line);
        }
        for (std::size_t i = 0; i < schema.relationships.size(); ++i) {
            const Relationship &relationship = schema.relationships[i];
            QString line = describe(schema, relationship);
            // A rule that can only refuse is stored as NO ACTION.
            if (!relationship.isManyToMany() && !schema.isClearable(relationship.reference))
                line.replace(u") clear "_s, u") restrict "_s);
            lines.append(line);
        }
        lines.sort();
        return lines.join(u'\n');
    }

    [[nodiscard]] static QString endNames(const Schema &schema, const QString &model)
    {
        QStringList result;
        for (const EndId id : schema.endsOf(*schema.modelNamed(model)))
            result.append(schema.end(id).name);
        result.sort();
        return result.join(u' ');
    }

    /// No two ends of a model are alike, and an end has a field's name only where that field is its key.
    static void checkNames(const Schema &schema)
    {
        for (std::size_t i = 0; i < schema.models.size(); ++i) {
            QStringList seen;
            for (const EndId id : schema.endsOf(ModelId(int(i)))) {
                const End &end = schema.end(id);
                QVERIFY2(!seen.contains(end.name), qPrintable(end.name));
                seen.append(end.name);
                QVERIFY2(end.named, qPrintable(end.name));
                if (const auto field = schema.models[i].fieldNamed(end.name)) {
                    QVERIFY(end.holdsKey());
                    QCOMPARE(schema.reference(end.reference).columns, std::vector<FieldId>{*field});
                }
            }
        }
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestIntrospector)
#include "tst_introspector.moc"
