#include "data/json.h"
#include "schema/sdl.h"
#include "sql/selectbuilder.h"
#include "sql/writebuilder.h"

#include <QJsonDocument>
#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// Exact SQL for each kind of condition, order and page; no database.
class TestBuilders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void conditions_data();
    void conditions();
    void pages_data();
    void pages();
    void related_data();
    void related();
    void writes();
    void namesAreQuoted();

private:
    [[nodiscard]] Query query(const QByteArray &where, const QString &model = u"Post"_s) const;

    Schema m_schema;
    const Dialect &m_dialect = Dialect::sqlite();
};

namespace {

QString shown(const Statement &statement)
{
    QStringList binds;
    for (const Value &value : statement.binds)
        binds << (isNull(value) ? u"null"_s : valueText(value));
    return statement.text + u" <- "_s + binds.join(u", "_s);
}

QString after(const QString &text, const QString &word) { return text.mid(text.indexOf(word)); }

} // namespace

void TestBuilders::initTestCase()
{
    const auto schema = sdl::read(uR"(
        type Author @model(timestamps: null) { id: ID! name: String! }
        type Post @model(timestamps: null) { id: ID! title: String! rating: Int author: Author @hasOne
          tags: [Tag] @manyToMany(relationName: "PostTag") comments: [Comment] @hasMany words: [String] }
        type Tag @model(timestamps: null) { id: ID! label: String posts: [Post] @manyToMany(relationName: "PostTag") }
        type Comment @model(timestamps: null) { id: ID! text: String post: Post @belongsTo }
        type Stock @model(timestamps: null) { sku: ID! @primaryKey(sortKeyFields: ["depot"]) depot: String! qty: Int })");
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
    m_schema = *schema;
}

Query TestBuilders::query(const QByteArray &where, const QString &model) const
{
    Query result;
    result.model = *m_schema.modelNamed(model);
    const auto predicate = json::predicate(m_schema, result.model, QJsonDocument::fromJson(where).object());
    if (!predicate)
        qFatal("%s", qPrintable(predicate.error().message));
    result.where = *predicate;
    return result;
}

void TestBuilders::conditions_data()
{
    QTest::addColumn<QByteArray>("where");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const char *where, const QString &sql) {
        QTest::newRow(name) << QByteArray(where) << sql;
    };
#include "sql/conditions.inc"
}

void TestBuilders::conditions()
{
    QFETCH(const QByteArray, where);
    QFETCH(const QString, sql);
    QCOMPARE(after(shown(select::count(m_schema, m_dialect, query(where), 0)), u"WHERE"_s), sql);
}

void TestBuilders::pages_data()
{
    QTest::addColumn<QStringList>("sort");
    QTest::addColumn<QStringList>("place"); // sort values, then the key; "null" is null
    QTest::addColumn<bool>("backward");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QStringList &sort, const QStringList &place, bool backward,
                        const QString &sql) { QTest::newRow(name) << sort << place << backward << sql; };
#include "sql/pages.inc"
}

void TestBuilders::pages()
{
    QFETCH(const QStringList, sort);
    QFETCH(const QStringList, place);
    QFETCH(const bool, backward);
    QFETCH(const QString, sql);
    Query q = query("{}", sort.contains(u"qty"_s) || place.size() - sort.size() > 1 ? u"Stock"_s : u"Post"_s);
    for (const QString &name : sort)
        q.sort.push_back({*m_schema.model(q.model).fieldNamed(name.startsWith(u'-') ? name.mid(1) : name),
                          name.startsWith(u'-') ? SortOrder::Descending : SortOrder::Ascending});
    Position position;
    for (const QString &text : place) {
        const Value value = text == u"null" ? Value(Null{}) : Value(text);
        (static_cast<qsizetype>(position.sortValues.size()) < sort.size() ? position.sortValues : position.key)
            .push_back(value);
    }
    if (!place.isEmpty())
        q.from = position;
    q.backward = backward;
    q.limit = 10;
    QString text = shown(select::rows(m_schema, m_dialect, q));
    text = text.mid(text.indexOf(u" AS t"_s) + 5).trimmed();
    QCOMPARE(text, sql);
}

void TestBuilders::related_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &model, const QString &end, const QString &sql) {
        QTest::newRow(name) << model << end << sql;
    };
#include "sql/related.inc"
}

void TestBuilders::related()
{
    QFETCH(const QString, model);
    QFETCH(const QString, end);
    QFETCH(const QString, sql);
    const EndId id = *m_schema.endNamed(*m_schema.modelNamed(model), end);
    const ModelId other = m_schema.end(id).other;
    QCOMPARE(shown(select::related(m_schema, m_dialect, {id, {u"k"_s}}, m_schema.model(other).key, 3)), sql);
}

void TestBuilders::writes()
{
    const ModelId stock = *m_schema.modelNamed(u"Stock"_s);
    const Values before{u"s"_s, u"d"_s, qint64(1)};
    const Values later{u"s"_s, u"d"_s, Null{}};
    const Key key{u"s"_s, u"d"_s};
    QCOMPARE(shown(write::insert(m_schema, m_dialect, stock, before, {true, true, false})),
             uR"(INSERT INTO "Stock" ("sku", "depot") VALUES (?, ?) RETURNING "sku", "depot", "qty" <- s, d)"_s);
    QCOMPARE(shown(write::insert(m_schema, m_dialect, stock, before, {false, false, false})),
             uR"(INSERT INTO "Stock" DEFAULT VALUES RETURNING "sku", "depot", "qty" <- )"_s);
    QCOMPARE(
        shown(write::update(m_schema, m_dialect, stock, key, before, later)),
        uR"(UPDATE "Stock" SET "qty" = ? WHERE "sku" = ? AND "depot" = ? RETURNING "sku", "depot", "qty" <- null, s, d)"_s);
    QCOMPARE(shown(write::remove(m_schema, m_dialect, stock, key)),
             uR"(DELETE FROM "Stock" WHERE "sku" = ? AND "depot" = ? <- s, d)"_s);
}

void TestBuilders::namesAreQuoted()
{
    Schema schema = m_schema;
    Model &tag = schema.models[schema.modelNamed(u"Tag"_s)->index()];
    tag.table = u"a\"b; DROP TABLE x"_s;
    tag.fields[0].column = u"select"_s;
    QCOMPARE(shown(write::remove(schema, m_dialect, *schema.modelNamed(u"Tag"_s), {u"k"_s})),
             uR"(DELETE FROM "a""b; DROP TABLE x" WHERE "select" = ? <- k)"_s);
}

QTEST_GUILESS_MAIN(TestBuilders)
#include "tst_builders.moc"
