#include "support/scratchdatabase.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QSqlTableModel>
#include <QTextStream>

#include <sqlite3.h>

#include <algorithm>

/// Times the engine beside raw SQLite and Qt's own models, on the same file in one run, and prints ratios. The least of
/// several rounds counts: a busy machine only ever adds.
using namespace relata;
using namespace Qt::StringLiterals;

namespace {

constexpr int rowCount = 100'000;
constexpr int rounds = 5;

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

double best(const std::function<void()> &work)
{
    double least = 1e300;
    for (int i = 0; i < rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        least = std::min(least, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return least;
}

void report(const QString &what, double ours, const QString &beside, double theirs)
{
    out() << qSetFieldWidth(44) << Qt::left << what << qSetFieldWidth(0)
          << QString::number(ours, 'f', 2).rightJustified(10) << u" ms"_s << u"   "_s << beside.leftJustified(26)
          << QString::number(theirs, 'f', 2).rightJustified(10) << u" ms"_s << u"   ratio "_s
          << QString::number(ours / theirs, 'f', 2) << Qt::endl;
}

/// The raw statement, stepped to its end; every column is read.
void raw(sqlite3 *db, const char *text, const std::function<void(sqlite3_stmt *)> &bind = {})
{
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(db, text, -1, &statement, nullptr) != SQLITE_OK)
        qFatal("%s", sqlite3_errmsg(db));
    if (bind)
        bind(statement);
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int c = 0; c < sqlite3_column_count(statement); ++c)
            (void)sqlite3_column_text(statement, c);
    sqlite3_finalize(statement);
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    const test::ScratchDatabase scratch(test::ScratchDatabase::schemaOf(uR"(
        type Author @model(timestamps: null) { id: ID! name: String! books: [Book] @hasMany }
        type Book @model(timestamps: null) { id: ID! title: String! year: Int author: Author @belongsTo
          tags: [Tag] @manyToMany(relationName: "BookTag") }
        type Tag @model(timestamps: null) { id: ID! label: String! books: [Book] @manyToMany(relationName: "BookTag") })"));
    sqlite3 *db = nullptr;
    sqlite3_open(scratch.url().path.toUtf8().constData(), &db);
    raw(db, "BEGIN");
    raw(db,
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n WHERE i < 999) INSERT INTO Author(id, name) "
        "SELECT printf('a%04d', i), printf('Author %d', i) FROM n");
    raw(db,
        qPrintable(u"WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i+1 FROM n WHERE i < %1) INSERT INTO "
                   "Book(id, title, year, author) SELECT printf('b%06d', i), printf('Title %d', i * 7919 % %1), "
                   "1900 + i % 120, printf('a%04d', i % 1000) FROM n"_s.arg(rowCount - 1)));
    raw(db, "INSERT INTO Tag(id, label) VALUES ('t1', 'one'), ('t2', 'two')");
    raw(db, "INSERT INTO BookTag(id, book, tag) SELECT 'j' || id, id, 't1' FROM Book");
    raw(db, "COMMIT");
    raw(db, "ANALYZE");

    const auto engine = scratch.open();
    const Schema &schema = engine->schema();
    const ModelId book = *schema.modelNamed(u"Book"_s);
    const FieldId title = *schema.model(book).fieldNamed(u"title"_s);
    {
        auto qt = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"qt"_s);
        qt.setDatabaseName(scratch.url().path);
        qt.open();
    }
    const QSqlDatabase qt = QSqlDatabase::database(u"qt"_s);
    out() << rowCount << u" books, 1,000 authors, 100,000 links; least of "_s << rounds << u" rounds"_s << Qt::endl;

    Query page;
    page.model = book;
    page.limit = 64;
    page.from = Position{{}, {u"b050000"_s}};
    report(u"a page of 64 from the middle"_s, best([&] { (void)engine->fetch(page); }), u"raw SQLite"_s, best([&] {
               raw(db, "SELECT id, title, year, author FROM Book WHERE id >= 'b050000' ORDER BY id LIMIT 64");
           }));
    Query linked = page;
    linked.labels = true;
    linked.ends = schema.endsOf(book);
    report(u"the same with author and tags by label"_s, best([&] { (void)engine->fetch(linked); }), u"raw join"_s,
           best([&] {
               raw(db,
                   "SELECT b.*, a.name, (SELECT group_concat(label) FROM BookTag j JOIN Tag t ON t.id = j.tag WHERE "
                   "j.book = b.id) FROM Book b LEFT JOIN Author a ON a.id = b.author WHERE b.id >= 'b050000' ORDER BY "
                   "b.id LIMIT 64");
           }));
    Query first = page;
    first.from.reset();
    const double qtModel = best([&] {
        QSqlTableModel model(nullptr, qt);
        model.setTable(u"Book"_s);
        model.select();
        while (model.canFetchMore() && model.rowCount() < 50'064)
            model.fetchMore();
        for (int row = 50'000; row < 50'064; ++row)
            for (int column = 0; column < 4; ++column)
                (void)model.index(row, column).data();
    });
    report(u"rows 50,000-50,064, from nothing"_s, best([&] {
               Query jump = first;
               jump.offset = 50'000;
               (void)engine->fetch(jump);
           }),
           u"QSqlTableModel"_s, qtModel);
    Query sorted = first;
    sorted.sort = {{title, SortOrder::Ascending}};
    report(u"first page sorted by an unindexed field"_s, best([&] { (void)engine->fetch(sorted); }), u"raw SQLite"_s,
           best([&] { raw(db, "SELECT id, title, year, author FROM Book ORDER BY title, id LIMIT 64"); }));
    Query filtered = first;
    filtered.where = {MatchesText{u"Title 4242"_s}};
    report(u"quick filter, counted"_s, best([&] { (void)engine->count(filtered); }), u"raw LIKE on four"_s, best([&] {
               raw(db,
                   "SELECT count(*) FROM Book b WHERE id LIKE '%title 4242%' OR title LIKE '%title 4242%' OR year LIKE "
                   "'%title 4242%' OR author LIKE '%title 4242%'");
           }));
    Query all;
    all.model = book;
    report(u"every row, one by one"_s,
           best([&] { (void)engine->each(all, [](const Row &) { return Connection::More::Yes; }); }), u"raw SQLite"_s,
           best([&] { raw(db, "SELECT id, title, year, author FROM Book ORDER BY id"); }));
    const Delete tag{*schema.modelNamed(u"Tag"_s), {{u"t1"_s}}, {}, Delete::Blockers::Refuse};
    report(u"plan of a delete with 100,000 links"_s, best([&] { (void)engine->plan(tag); }), u"raw SELECT of them"_s,
           best([&] { raw(db, "SELECT * FROM BookTag WHERE tag = 't1' ORDER BY id"); }));
    const Delete author{*schema.modelNamed(u"Author"_s), {{u"a0001"_s}}, {}, Delete::Blockers::Refuse};
    report(u"delete an author with 100 books, undone"_s, best([&] {
               (void)engine->submit({author});
               (void)engine->undo();
           }),
           u"raw delete, rolled back"_s, best([&] {
               raw(db, "PRAGMA foreign_keys = ON");
               raw(db, "BEGIN");
               raw(db, "DELETE FROM Author WHERE id = 'a0001'");
               raw(db, "ROLLBACK");
           }));
    std::vector<Intent> saves;
    for (int i = 0; i < 10'000; ++i)
        saves.emplace_back(
            Save{book, {{FieldId(0), u"n%1"_s.arg(i)}, {title, u"New %1"_s.arg(i)}}, Save::Replace::Yes});
    report(u"10,000 saves in one transaction, undone"_s, best([&] {
               (void)engine->submit(saves);
               (void)engine->undo();
           }),
           u"raw inserts and deletes"_s, best([&] {
               raw(db, "BEGIN");
               for (int i = 0; i < 10'000; ++i)
                   raw(db, qPrintable(u"INSERT INTO Book(id, title) VALUES ('n%1', 'New %1')"_s.arg(i)));
               raw(db, "COMMIT");
               raw(db, "DELETE FROM Book WHERE id >= 'n'");
           }));
    sqlite3_close(db);
}
