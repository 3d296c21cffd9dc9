#include "export/sources.h"

#include "engine/engine.h"
#include "schema/sdl.h"
#include "sql/ddlbuilder.h"
#include "support/randomschema.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace relata::sources {

using namespace Qt::StringLiterals;

namespace {

Source databaseFile(const QString &path)
{
    return {QFileInfo(path).fileName(), [path](SqlDialect dialect, Schema &schema) -> Result<SchemaScript> {
                auto engine = Engine::open({path}, Access::ReadOnly);
                if (!engine)
                    return tl::unexpected(engine.error());
                schema = (*engine)->schema();
                return (*engine)->schemaScript(dialect);
            }};
}

/// Its names may be longer than the editor allows.
Source random(quint32 seed)
{
    return {u"random "_s + QString::number(seed), [seed](SqlDialect dialect, Schema &schema) -> Result<SchemaScript> {
                schema = test::randomSchema(20, seed);
                return ddl::script(schema, TableDialect::of(dialect));
            }};
}

} // namespace

Source sdlFile(const QString &path)
{
    return {QFileInfo(path).fileName(), [path](SqlDialect dialect, Schema &schema) -> Result<SchemaScript> {
                QFile file(path);
                if (!file.open(QIODevice::ReadOnly))
                    return failure(ErrorCode::Io, path);
                auto read = sdl::read(QString::fromUtf8(file.readAll()));
                if (!read)
                    return tl::unexpected(read.error());
                schema = std::move(*read);
                return Engine::schemaScriptOf(schema, dialect);
            }};
}

Source declared(const QString &name, const QString &sql)
{
    return {name, [sql](SqlDialect dialect, Schema &schema) -> Result<SchemaScript> {
                const QTemporaryDir folder;
                const QString path = folder.filePath(u"declared.sqlite"_s);
                {
                    auto made = Connection::open({path}, Access::ReadWrite, Connection::Create::Yes);
                    if (!made)
                        return tl::unexpected(made.error());
                    for (const QString &statement : sql.split(u"; "_s))
                        if (auto done = (*made)->script({statement}); !done)
                            return tl::unexpected(done.error());
                }
                return databaseFile(path).script(dialect, schema);
            }};
}

std::vector<Source> all()
{
    std::vector<Source> found;
    const QString shared = QStringLiteral(RELATA_SHARED_DIR "/data/");
    const auto files = [](const QString &folder, const QString &pattern) {
        QStringList paths;
        for (const QFileInfo &file : QDir(folder).entryInfoList({pattern}, QDir::Files))
            paths.append(file.filePath());
        if (paths.isEmpty())
            qInfo("Not run: there are no files %s in %s.", qPrintable(pattern), qPrintable(folder));
        return paths;
    };
    for (const QString &path : files(shared + u"db"_s, u"*.sqlite"_s))
        found.push_back(databaseFile(path));
    for (const QString &path : files(shared + u"sdl"_s, u"*.graphql"_s))
        found.push_back(sdlFile(path));
    for (const QString &path : files(QStringLiteral(RELATA_TEST_DIR "/sql/ddl"), u"*.graphql"_s))
        found.push_back(sdlFile(path));
    for (quint32 seed = 1; seed <= 6; ++seed)
        found.push_back(random(seed));
    const auto add = [&](const QString &name, const QString &sql) { found.push_back(declared(name, sql)); };
    add(u"keys of every kind"_s,
        u"CREATE TABLE a (z NOT NULL UNIQUE, b TEXT NOT NULL UNIQUE); CREATE TABLE b (x TEXT, y INT, UNIQUE (x, y)); "
        "CREATE TABLE c (k BLOB PRIMARY KEY) WITHOUT ROWID; CREATE TABLE d (k REAL, l DATE, m NUMERIC, n BOOLEAN, "
        "PRIMARY KEY (n, m, l, k)); CREATE UNIQUE INDEX u ON b (y, x); CREATE INDEX p ON b (x); "
        "CREATE TABLE e (rowid, _rowid_, oid)"_s);
    add(u"keys in another order"_s,
        u"CREATE TABLE p (a INT, b TEXT, c INT, PRIMARY KEY (b, a), UNIQUE (c, a)); "
        "CREATE TABLE q (x INT, y TEXT, z INT, FOREIGN KEY (x, y) REFERENCES p (a, b) ON DELETE SET NULL, "
        "FOREIGN KEY (x, z) REFERENCES p (a, c))"_s);
    add(u"types that differ"_s,
        u"CREATE TABLE p (id INTEGER PRIMARY KEY, code VARCHAR(300) UNIQUE, d DATE UNIQUE); "
        "CREATE TABLE q (t TEXT REFERENCES p, i INT REFERENCES p (code), n REFERENCES p (d), f REAL REFERENCES p ON DELETE CASCADE)"_s);
    add(u"delete rules"_s,
        u"CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY, "
        "p INTEGER REFERENCES a ON DELETE SET NULL, q INTEGER REFERENCES a ON DELETE RESTRICT, "
        "r INTEGER REFERENCES a ON DELETE NO ACTION, s INTEGER DEFAULT 1 REFERENCES a ON DELETE SET DEFAULT, "
        "t INTEGER NOT NULL UNIQUE REFERENCES a ON DELETE CASCADE, u INTEGER NOT NULL REFERENCES a ON DELETE SET NULL)"_s);
    add(u"each other"_s,
        u"CREATE TABLE a (id INTEGER PRIMARY KEY REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY REFERENCES a); "
        "CREATE TABLE c (id INTEGER PRIMARY KEY REFERENCES c)"_s);
    QStringList wide;
    for (int i = 0; i < 64; ++i) // as many as MariaDB takes
        wide.append(u"c%1 TEXT UNIQUE"_s.arg(QString::number(i)));
    add(u"many unique texts"_s, u"CREATE TABLE w (%1)"_s.arg(wide.join(u", "_s)));
    QStringList parts;
    for (int i = 0; i < 16; ++i)
        parts.append(u"c%1 VARCHAR(1000)"_s.arg(QString::number(i)));
    add(u"a key of many texts"_s,
        u"CREATE TABLE w (%1, PRIMARY KEY (%2))"_s.arg(parts.join(u", "_s),
                                                       parts.join(u", "_s).remove(u" VARCHAR(1000)"_s)));
    return found;
}

} // namespace relata::sources
