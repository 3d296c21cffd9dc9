#include "tableshape.h"

#include <QDir>

#include <sqlite3.h>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

struct Closer
{
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};

using Database = std::unique_ptr<sqlite3, Closer>;
using Row = std::function<QString(int)>;

Database opened(const QString &file, int flags)
{
    sqlite3 *database = nullptr;
    sqlite3_open_v2(file.toUtf8().constData(), &database, flags, nullptr);
    return Database(database);
}

/// Runs one statement and nothing behind it.
bool run(sqlite3 *database, const QString &sql, const QStringList &binds, const std::function<void(const Row &)> &row)
{
    sqlite3_stmt *made = nullptr;
    const QByteArray text = sql.toUtf8();
    const char *tail = nullptr;
    if (sqlite3_prepare_v2(database, text.constData(), int(text.size()) + 1, &made, &tail) != SQLITE_OK)
        return false;
    const std::unique_ptr<sqlite3_stmt, Closer> statement(made);
    if (!made || tail != text.constData() + text.size())
        return false;
    for (int i = 0; i < binds.size(); ++i)
        sqlite3_bind_text16(made, i + 1, binds[i].utf16(), int(binds[i].size()) * 2, SQLITE_TRANSIENT);
    const Row value = [made](int column) {
        const void *data = sqlite3_column_text16(made, column);
        return data ? QString(static_cast<const QChar *>(data), sqlite3_column_bytes16(made, column) / 2) : QString();
    };
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(made)) == SQLITE_ROW)
        row(value);
    return step == SQLITE_DONE;
}

const std::function<void(const Row &)> nothing = [](const Row &) {};

} // namespace

QString TableShape::shown() const
{
    QStringList lines;
    for (const QString &column : columns)
        lines << column % u": "_s % types[column] % (notNull[column] ? u" not null"_s : QString()) % u" default "_s
                % defaults.value(column, u"none"_s) % u" key "_s % keyAndHidden[column] % u' ' % collations[column];
    return (lines + keys + foreignKeys).join(u'\n');
}

std::optional<TableShape> TableShape::of(const QString &createTable, QString *refusal)
{
    const Database database = opened(u":memory:"_s, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!run(database.get(), createTable, {}, nothing)) {
        if (refusal)
            *refusal = QString::fromUtf8(sqlite3_errmsg(database.get())) % u": "_s % createTable;
        return std::nullopt;
    }
    TableShape shape;
    QString schema;
    run(database.get(),
        u"SELECT name, schema FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"_s, {},
        [&](const Row &row) { shape.name = row(0), schema = row(1); });
    if (shape.name.isNull())
        return std::nullopt;
    run(database.get(),
        u"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid"_s,
        {shape.name}, [&](const Row &row) {
            shape.columns << row(0);
            // Before GENERATED ALWAYS, SQLite takes comments for a part of the type.
            shape.types[row(0)] = row(1).section(u"--"_s, 0, 0).section(u"/*"_s, 0, 0).trimmed();
            shape.notNull[row(0)] = row(2) != u"0";
            if (!row(3).isNull())
                shape.defaults[row(0)] = row(3);
            shape.keyAndHidden[row(0)] = row(4) % u'/' % row(5);
        });
    for (const QString &column : shape.columns) {
        const char *collation = nullptr;
        sqlite3_table_column_metadata(database.get(), schema.toUtf8().constData(), shape.name.toUtf8().constData(),
                                      column.toUtf8().constData(), nullptr, &collation, nullptr, nullptr, nullptr);
        shape.collations[column] = QString::fromUtf8(collation);
    }
    QStringList indexes;
    run(database.get(), u"SELECT name, origin FROM pragma_index_list(?)"_s, {shape.name}, [&](const Row &row) {
        indexes << row(0);
        shape.keys << row(1) % u':';
    });
    for (int i = 0; i < indexes.size(); ++i)
        run(database.get(), u"SELECT name, \"desc\", coll FROM pragma_index_xinfo(?) WHERE key ORDER BY seqno"_s,
            {indexes[i]}, [&](const Row &row) { shape.keys[i] += u' ' % row(0) % u'/' % row(1) % u'/' % row(2); });
    shape.keys.sort();
    QMap<int, QString> references;
    run(database.get(),
        u"SELECT id, \"table\", on_update, on_delete, \"match\", \"from\", \"to\" FROM pragma_foreign_key_list(?) "
        "ORDER BY id, seq"_s,
        {shape.name}, [&](const Row &row) {
            QString &text = references[row(0).toInt()];
            if (text.isEmpty())
                text = row(1) % u" update "_s % row(2) % u" delete "_s % row(3) % u' ' % row(4);
            text += u' ' % row(5) % u"->"_s % row(6);
        });
    shape.foreignKeys = references.values();
    shape.foreignKeys.sort();
    return shape;
}

QStringList tableTextsOf(const QString &file)
{
    QStringList texts;
    run(opened(file, SQLITE_OPEN_READONLY).get(),
        u"SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"_s,
        {}, [&](const Row &row) { texts << row(0); });
    return texts;
}

QStringList knownTableTexts()
{
    QStringList texts;
    const QDir folder(QStringLiteral(RELATA_SHARED_DIR "/data/db"));
    for (const QString &file : folder.entryList({u"*.sqlite"_s}, QDir::Files, QDir::Name))
        texts += tableTextsOf(folder.filePath(file));
    return texts
        << u"CREATE TABLE t(a,b,c)"_s
        << u"CREATE TABLE \"t\" (\r\n\t[a] INT NOT NULL, -- the a, and (more\r\n\tb VARCHAR ( 10 , 2 ) DEFAULT 'it''s', /* b */\r\n\tc\r\n)"_s
        << u"CREATE TABLE t (\n  a INTEGER CONSTRAINT k PRIMARY KEY DESC ON CONFLICT REPLACE -- key\n, `b c` TEXT COLLATE NOCASE CONSTRAINT nn NOT NULL ON CONFLICT IGNORE\n, d REAL DEFAULT -1.5e3 CHECK (d < 0)\n)"_s
        << u"CREATE TABLE t (\n  id INTEGER PRIMARY KEY AUTOINCREMENT,\n  p INT REFERENCES t (id) ON DELETE SET NULL ON UPDATE CASCADE MATCH FULL NOT DEFERRABLE INITIALLY IMMEDIATE,\n  q INT REFERENCES t NOT NULL DEFERRABLE INITIALLY DEFERRED,\n  r INT DEFAULT (1 + (2)),\n  s AS (r * 2) STORED NOT NULL,\n  u TEXT GENERATED ALWAYS AS (\"s\" || 'r') VIRTUAL UNIQUE\n)"_s
        << u"CREATE TABLE t (a INT, b INT, c INT, CONSTRAINT k PRIMARY KEY (a, b COLLATE NOCASE DESC) ON CONFLICT FAIL CHECK (c > 0) UNIQUE (b, c) CONSTRAINT f FOREIGN KEY (c, a) REFERENCES o (x, y) ON DELETE NO ACTION DEFERRABLE, CONSTRAINT trailing) WITHOUT ROWID, STRICT"_s
        << u"CREATE TEMP TABLE IF NOT EXISTS key (key KEY, action NO ACTION, 'desc' DOUBLE PRECISION NULL, row ROW (1) DEFAULT CURRENT_TIMESTAMP, left INT DEFAULT word, end \"END\" DEFAULT \"dq\", if TEXT DEFAULT x'00ff' UNIQUE ON CONFLICT ROLLBACK)"_s
        << u"CREATE TABLE t (-- all of it\n  /* first */ a INT, /* second */ b INT, -- about b\n  -- a line of its own\n  c INT, d INT -- about d\n  , e INT /* about e */\n  -- the last line\n)"_s
        << u"CREATE TABLE t(a INT CONSTRAINT lone, b INT CONSTRAINT x CONSTRAINT y NOT NULL, c INT NOT NULL ON CONFLICT ABORT DEFAULT(+1)UNIQUE,[d]NOT NULL,'e'TEXT,UNIQUE('a',[b]),CHECK(a<>'b)')CHECK(\"c\">1))"_s
        << u"CREATE TABLE größe (Straße TEXT DEFAULT 'ß', 名前 \"long type\" (5), \"a\"\"b\" INT UNIQUE, \xa0x INT)"_s
        << u"CREATE TABLE t (\n    a int,\n    b int,\n    primary key (a),\n    foreign key (b)\n        references t (a)\n        on delete cascade, -- why\n    check (a <> b)\n)"_s;
}
