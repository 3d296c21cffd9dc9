#include "engine/engine.h"
#include "schema/linkguess.h"
#include "store/introspector.h"
#include "support/scratchdatabase.h"

#include <QDir>
#include <QRegularExpression>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

/// "Album.ArtistId>Artist.ArtistId"
QString line(const Schema &schema, ModelId from, FieldId field, ModelId to, FieldId key)
{
    return schema.model(from).name % u'.' % schema.field(from, field).name % u'>' % schema.model(to).name % u'.'
        % schema.field(to, key).name;
}

QStringList linesOf(const Schema &schema, const std::vector<Suggestion> &list)
{
    QStringList lines;
    for (const Suggestion &item : list)
        lines.append(line(schema, item.from, item.field, item.to, item.key));
    lines.sort();
    return lines;
}

QStringList declaredIn(const Schema &schema)
{
    QStringList lines;
    for (const Reference &reference : schema.references)
        lines.append(
            line(schema, reference.from, reference.columns.front(), reference.to, reference.referenced.front()));
    lines.sort();
    return lines;
}

/// A database in a folder of its own, made by these statements.
class Made
{
public:
    explicit Made(const QStringList &statements)
    {
        auto connection = Connection::open({path()}, Access::ReadWrite, Connection::Create::Yes);
        if (!connection)
            qFatal("%s", qPrintable(connection.error().message));
        for (const QString &statement : statements)
            if (const auto done = (*connection)->script({statement}); !done)
                qFatal("%s in %s", qPrintable(done.error().detail), qPrintable(statement));
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(u"made.sqlite"_s); }
    [[nodiscard]] std::unique_ptr<Engine> open() const
    {
        auto engine = Engine::open({path()}, Access::ReadOnly);
        if (!engine)
            qFatal("%s", qPrintable(engine.error().message));
        return std::move(*engine);
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

/// Relationships that nobody declared, found by names and values; and none that are not there.
class TestSuggestions final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void guessesByName_data();
    void guessesByName();
    void findsWhatValuesShow();
    void saysWhatItSaw();
    void offersNothingDeclared();
    void looksAtPartOfLargeTables();
    void findsWhatOthersDeclared_data();
    void findsWhatOthersDeclared();
};

void TestSuggestions::guessesByName_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("target");
    const auto row = [](const char *field, const char *target) {
        QTest::newRow(field) << QString::fromUtf8(field) << QString::fromUtf8(target);
    };
    row("author_id", "authors");
    row("AuthorID", "authors");
    row("authorid", "authors");
    row("author", "authors");
    row("main_author_id", "authors");
    row("order_item_id", "OrderItem");
    row("OrderItemNo", "OrderItem");
    row("countrycode", "country");
    row("parent_id", "note");
    row("parent", "note");
    row("ReportsTo", "note");
    row("id", "");
    row("valid", "");
    row("paid", "");
    row("grid", "");
    row("code", "");
    row("uuid", "");
    row("authority_id", "");
    row("title", "");
}

void TestSuggestions::guessesByName()
{
    QFETCH(QString, field);
    QFETCH(QString, target);
    Schema schema;
    const auto model = [&schema](const QString &name, const QString &key) -> Model & {
        Model made;
        made.name = made.table = name;
        Field id;
        id.name = id.column = key;
        id.type.scalar = ScalarType::BigInt;
        made.fields = {id};
        made.key = {FieldId(0)};
        schema.models.push_back(made);
        return schema.models.back();
    };
    model(u"authors"_s, u"id"_s);
    model(u"OrderItem"_s, u"id"_s);
    model(u"country"_s, u"Code"_s);
    model(u"p"_s, u"id"_s);
    model(u"val"_s, u"key"_s);
    Model &note = model(u"note"_s, u"note_pk"_s);
    Field other = note.fields.front();
    other.name = other.column = field;
    note.fields.push_back(other);
    schema.rebuildEnds({});
    const std::vector<LinkGuess> guesses = linkGuesses(schema);
    QStringList found;
    for (const LinkGuess &guess : guesses)
        if (guess.field == FieldId(1))
            found.append(schema.model(guess.to).name);
    QCOMPARE(found.value(0), target);
}

const QStringList library{
    u"CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT, valid INTEGER, paid INTEGER)"_s,
    u"CREATE TABLE country (Code TEXT PRIMARY KEY, Name TEXT)"_s,
    u"CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER, countrycode TEXT, shelf_id INTEGER, grid INTEGER, "
    "parent_id INTEGER, cover_id INTEGER, uuid TEXT, declared_author INTEGER REFERENCES authors)"_s,
    u"CREATE TABLE shelf (id INTEGER PRIMARY KEY, room TEXT)"_s,
    u"CREATE TABLE cover (id INTEGER PRIMARY KEY, book INTEGER)"_s,
    u"CREATE TABLE grid (id INTEGER PRIMARY KEY)"_s,
    u"INSERT INTO authors VALUES (1, 'Ann', 1, 0), (2, 'Bob', 1, 1), (3, 'Cid', 0, 1)"_s,
    u"INSERT INTO country VALUES ('NL', 'Netherlands'), ('DE', 'Germany')"_s,
    u"INSERT INTO shelf VALUES (1, 'a'), (2, 'b')"_s,
    u"INSERT INTO grid VALUES (1)"_s,
    u"INSERT INTO cover VALUES (10, 1), (11, 2), (12, 3)"_s,
    // shelf_id leads nowhere; one author of ten is gone; each cover belongs to one book.
    u"INSERT INTO book VALUES (1, 1, 'NL', 71, 5, NULL, 10, 'u1', 1), (2, 1, 'NL', 72, 6, 1, 11, 'u2', 1), "
    "(3, 2, 'DE', 73, 7, 1, 12, 'u3', 2), (4, 2, 'DE', 74, 8, 3, NULL, 'u4', 2), (5, 3, NULL, 75, 9, NULL, NULL, 'u5', "
    "1), "
    "(6, 3, 'NL', 76, 9, NULL, NULL, 'u6', 1), (7, 1, 'NL', 77, 9, 1, NULL, 'u7', 1), "
    "(8, 1, 'NL', 78, 9, 1, NULL, 'u8', 1), (9, 1, 'NL', 79, 9, 1, NULL, 'u9', 1), (10, 99, 'NL', 80, 9, 1, NULL, 'u0', 1)"_s,
};

void TestSuggestions::findsWhatValuesShow()
{
    const Made made(library);
    const auto engine = made.open();
    const auto found = engine->suggestions();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(linesOf(engine->schema(), *found),
             (QStringList{u"book.author_id>authors.id"_s, u"book.countrycode>country.Code"_s,
                          u"book.cover_id>cover.id"_s, u"book.parent_id>book.id"_s, u"cover.book>book.id"_s}));
}

void TestSuggestions::saysWhatItSaw()
{
    const Made made(library);
    const auto engine = made.open();
    const auto found = engine->suggestions();
    QVERIFY(found);
    const Schema &schema = engine->schema();
    const auto of = [&](const QString &wanted) {
        return *std::find_if(found->begin(), found->end(), [&](const Suggestion &item) {
            return line(schema, item.from, item.field, item.to, item.key) == wanted;
        });
    };
    const Suggestion author = of(u"book.author_id>authors.id"_s);
    QCOMPARE(author.matching, 9);
    QCOMPARE(author.orphans, 1);
    QCOMPARE(author.nulls, 0);
    QVERIFY(!author.unique);
    QVERIFY(!author.sampled);
    const Suggestion cover = of(u"book.cover_id>cover.id"_s);
    QCOMPARE(cover.matching, 3);
    QCOMPARE(cover.orphans, 0);
    QCOMPARE(cover.nulls, 7);
    QVERIFY(cover.unique);
    QVERIFY(cover.score > author.score);
}

void TestSuggestions::offersNothingDeclared()
{
    const Made made({u"CREATE TABLE a (id INTEGER PRIMARY KEY)"_s,
                     u"CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a)"_s,
                     u"INSERT INTO a VALUES (1)"_s, u"INSERT INTO b VALUES (1, 1)"_s});
    const auto engine = made.open();
    QVERIFY(engine->suggestions()->empty());
}

void TestSuggestions::looksAtPartOfLargeTables()
{
    const Made made({u"CREATE TABLE maker (id INTEGER PRIMARY KEY)"_s,
                     u"CREATE TABLE thing (id INTEGER PRIMARY KEY, maker_id INTEGER)"_s,
                     u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) "
                     "INSERT INTO maker SELECT i FROM n"_s,
                     u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150000) "
                     "INSERT INTO thing SELECT i, 1 + i % 1000 FROM n"_s});
    const auto engine = made.open();
    const auto found = engine->suggestions();
    QVERIFY(found);
    QCOMPARE(found->size(), 1u);
    QVERIFY(found->front().sampled);
    QCOMPARE(found->front().matching, 100'000);
}

void TestSuggestions::findsWhatOthersDeclared_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("recall");
    QTest::newRow("") << QString() << 0.0;
    QTest::newRow("chinook") << u"chinook"_s << 0.9;
    QTest::newRow("northwind") << u"northwind"_s << 0.75;
}

void TestSuggestions::findsWhatOthersDeclared()
{
    QFETCH(QString, name);
    QFETCH(double, recall);
    const QString path = QStringLiteral(RELATA_SHARED_DIR "/data/db/") % name % u".sqlite"_s;
    if (name.isEmpty() || !QFile::exists(path)) {
        if (!name.isEmpty())
            qInfo("Not run against %s: it is not here", qPrintable(path));
        return;
    }
    // The same tables and rows, with every declared foreign key taken out.
    static const QRegularExpression table(u",?\\s*(CONSTRAINT\\s+\\S+\\s+)?FOREIGN\\s+KEY\\s*\\([^)]*\\)"_s,
                                          QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression references(
        u"\\s*REFERENCES\\s+(\"[^\"]*\"|\\[[^\\]]*\\]|\\w+)\\s*(\\([^)]*\\))?(\\s+ON\\s+(DELETE|UPDATE)\\s+"
        "(NO\\s+ACTION|CASCADE|RESTRICT|SET\\s+NULL|SET\\s+DEFAULT))*"_s,
        QRegularExpression::CaseInsensitiveOption);
    auto original = Connection::open({path}, Access::ReadOnly);
    QVERIFY(original);
    const auto schema = introspect(**original);
    QVERIFY(schema);
    const auto tables = (*original)->select({u"SELECT name, sql FROM sqlite_master WHERE type = 'table' "
                                             "AND name NOT LIKE 'sqlite_%'"_s,
                                             {}});
    QVERIFY(tables);
    QStringList statements;
    for (const Values &row : *tables) {
        QString statement = std::get<QString>(row[1]);
        statements.append(statement.remove(table).remove(references));
    }
    QString attach = path;
    statements.append(u"ATTACH '"_s % attach.replace(u'\'', u"''"_s) % u"' AS other"_s);
    for (const Values &row : *tables) {
        QString quoted = std::get<QString>(row[0]);
        quoted = u'"' % quoted.replace(u'"', u"\"\""_s) % u'"';
        statements.append(u"INSERT INTO main."_s % quoted % u" SELECT * FROM other."_s % quoted);
    }
    const Made made(statements);
    const auto engine = made.open();
    QCOMPARE(engine->schema().references.size(), 0u);
    const auto found = engine->suggestions();
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    const QStringList offered = linesOf(engine->schema(), *found);
    const QStringList declared = declaredIn(*schema);
    QStringList right;
    std::set_intersection(offered.begin(), offered.end(), declared.begin(), declared.end(), std::back_inserter(right));
    const double precision = offered.isEmpty() ? 0 : double(right.size()) / double(offered.size());
    const double hit = double(right.size()) / double(declared.size());
    qInfo("%s: precision %.2f, recall %.2f of %d; offered: %s", qPrintable(name), precision, hit, int(declared.size()),
          qPrintable(offered.join(u' ')));
    QVERIFY(precision >= 0.9);
    QVERIFY(hit >= recall);
}

QTEST_APPLESS_MAIN(TestSuggestions)
#include "tst_suggestions.moc"
