#include "store/definitions.h"

#include "sql/dialect.h"

#include <algorithm>

namespace relata::definitions {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

} // namespace

Result<std::vector<Definition>> read(Connection &connection)
{
    const auto rows = connection.select({u"SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL "
                                         "AND substr(lower(name), 1, 7) <> 'sqlite_' ORDER BY rowid"_s,
                                         {}});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Definition> result;
    for (const Values &row : *rows)
        result.push_back({textOf(row[0]), textOf(row[1]), textOf(row[2]), textOf(row[3])});
    return result;
}

Result<Snapshot> snapshot(Connection &connection)
{
    const auto all = read(connection);
    if (!all)
        return tl::unexpected(all.error());
    Snapshot result;
    for (const Definition &definition : *all) {
        const bool unique = definition.type == u"index"_s && definition.sql.startsWith(u"CREATE UNIQUE"_s);
        if ((definition.type == u"table"_s || definition.type == u"view"_s || unique)
            && !definition.name.startsWith(u"relata_"_s, Qt::CaseInsensitive))
            result[definition.type % u' ' % definition.name] = definition.sql;
    }
    return result;
}

std::optional<Definition> namedIn(const QString &words, const std::vector<Definition> &all)
{
    std::optional<Definition> found;
    for (const Definition &definition : all) {
        const QString beginning = u"error in "_s % definition.type % u' ' % definition.name;
        const bool named = words.startsWith(beginning) && !(found && found->name.size() > definition.name.size());
        if (named)
            found = definition;
    }
    return found;
}

Result<std::unique_ptr<Connection>> copyInMemory(Connection &connection)
{
    const auto all = read(connection);
    if (!all)
        return tl::unexpected(all.error());
    auto scratch = Connection::openInMemory();
    if (!scratch)
        return scratch;
    if (auto off = (*scratch)->script({u"PRAGMA foreign_keys=OFF"_s}); !off)
        return tl::unexpected(off.error());
    // Triggers last: they may belong to a view.
    for (const bool triggers : {false, true})
        for (const Definition &definition : *all)
            if ((definition.type == u"trigger"_s) == triggers)
                (void)(*scratch)->script({definition.sql});
    return scratch;
}

Result<std::vector<Definition>> takeBroken(Connection &scratch)
{
    std::vector<Definition> broken;
    // SQLite resolves every view and trigger when a table is renamed, and names the first that fails.
    if (auto made = scratch.script({u"CREATE TABLE relata_probe (a)"_s}); !made)
        return tl::unexpected(made.error());
    for (;;) {
        const Done probed = scratch.script({u"ALTER TABLE relata_probe RENAME TO relata_probed"_s});
        if (probed)
            break;
        const auto all = read(scratch);
        if (!all)
            return tl::unexpected(all.error());
        const auto found = namedIn(probed.error().detail, *all);
        if (!found)
            return tl::unexpected(probed.error());
        broken.push_back(*found);
        // Without a table nothing that speaks of it could be judged.
        if (found->type != u"view"_s && found->type != u"trigger"_s)
            break;
        const QString drop = u"DROP "_s % found->type.toUpper() % u' ' % Dialect::sqlite().quoted(found->name);
        if (auto dropped = scratch.script({drop}); !dropped)
            return tl::unexpected(dropped.error());
    }
    for (const QString &name : {u"relata_probe"_s, u"relata_probed"_s})
        if (auto gone = scratch.script({u"DROP TABLE IF EXISTS "_s % name}); !gone)
            return tl::unexpected(gone.error());
    return broken;
}

} // namespace relata::definitions
