#include "store/catalog.h"

#include <algorithm>

namespace relata::catalog {

using namespace Qt::StringLiterals;

namespace {

QString textOf(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

qint64 numberOf(const Value &value)
{
    const auto *number = std::get_if<qint64>(&value);
    return number ? *number : 0;
}

Result<std::vector<Column>> columnsOf(Connection &connection, const QString &table)
{
    const auto rows = connection.select(
        {u"SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo(?) ORDER BY cid"_s, {table}});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Column> columns;
    for (const Values &row : *rows) {
        Column column{textOf(row[0]), textOf(row[1]), numberOf(row[2]) != 0, {}, int(numberOf(row[4])), false};
        if (!isNull(row[3]))
            column.defaultSql = textOf(row[3]);
        const qint64 hidden = numberOf(row[5]);
        column.generated = hidden == 2 || hidden == 3;
        columns.push_back(std::move(column));
    }
    return columns;
}

Result<std::vector<Index>> indexesOf(Connection &connection, const QString &table)
{
    const auto rows = connection.select(
        {u"SELECT name, \"unique\", origin, partial FROM pragma_index_list(?) ORDER BY seq DESC"_s, {table}});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Index> indexes;
    for (const Values &row : *rows) {
        Index index;
        index.name = textOf(row[0]);
        index.unique = numberOf(row[1]) != 0;
        const QString origin = textOf(row[2]);
        index.origin = origin == u"pk"_s ? Index::Origin::PrimaryKey
            : origin == u"u"_s           ? Index::Origin::Unique
                                         : Index::Origin::Created;
        index.plain = numberOf(row[3]) == 0;
        const auto parts = connection.select(
            {u"SELECT cid, coll FROM pragma_index_xinfo(?) WHERE \"key\" = 1 ORDER BY seqno"_s, {index.name}});
        if (!parts)
            return tl::unexpected(parts.error());
        for (const Values &part : *parts) {
            // -1 is the rowid, -2 an expression.
            index.columns.push_back(int(numberOf(part[0])));
            index.plain = index.plain && index.columns.back() >= 0;
            index.collations.push_back(textOf(part[1]).toUpper());
        }
        indexes.push_back(std::move(index));
    }
    return indexes;
}

Result<std::vector<ForeignKey>> foreignKeysOf(Connection &connection, const QString &table)
{
    // SQLite counts them from the last one declared.
    const auto rows = connection.select(
        {u"SELECT id, \"table\", \"from\", \"to\", on_delete FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq"_s,
         {table}});
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<ForeignKey> keys;
    std::optional<qint64> current;
    for (const Values &row : *rows) {
        if (current != numberOf(row[0])) {
            current = numberOf(row[0]);
            keys.push_back({textOf(row[1]), {}, {}, textOf(row[4])});
        }
        keys.back().columns.append(textOf(row[2]));
        if (!isNull(row[3]))
            keys.back().referenced.append(textOf(row[3]));
    }
    return keys;
}

Done fill(Connection &connection, Table &table)
{
    auto columns = columnsOf(connection, table.name);
    if (!columns) {
        if (!table.view || columns.error().code == ErrorCode::Cancelled)
            return tl::unexpected(columns.error());
        table.problem = columns.error().detail;
        return {};
    }
    table.columns = std::move(*columns);
    if (table.view)
        return {};
    auto indexes = indexesOf(connection, table.name);
    if (!indexes)
        return tl::unexpected(indexes.error());
    table.indexes = std::move(*indexes);
    auto keys = foreignKeysOf(connection, table.name);
    if (!keys)
        return tl::unexpected(keys.error());
    table.foreignKeys = std::move(*keys);
    return {};
}

} // namespace

Result<Catalog> read(Connection &connection)
{
    // Materialized: else SQLite would list all tables once for each.
    const QString text =
        u"WITH listed AS MATERIALIZED (SELECT name, type, wr, strict FROM pragma_table_list "
        "WHERE schema = 'main'), "
        "triggered AS MATERIALIZED (SELECT lower(tbl_name) AS name FROM sqlite_master "
        "WHERE type = 'trigger') "
        "SELECT m.name, l.type, l.wr, l.strict, lower(m.name) IN (SELECT name FROM triggered) "
        "FROM sqlite_master m JOIN listed l ON l.name = m.name "
        "WHERE m.type IN ('table', 'view') "
        "AND substr(lower(m.name), 1, 7) <> 'sqlite_' AND m.name NOT IN ('relata_schema', 'relata_migration') "
        "ORDER BY m.rowid"_s;
    const auto rows = connection.select({text, {}});
    if (!rows)
        return tl::unexpected(rows.error());
    Catalog result;
    for (const Values &row : *rows) {
        const QString type = textOf(row[1]);
        if (type == u"virtual"_s)
            result.virtualTables.append(textOf(row[0]));
        if (type != u"table"_s && type != u"view"_s)
            continue;
        Table table;
        table.name = textOf(row[0]);
        table.view = type == u"view"_s;
        table.withoutRowid = numberOf(row[2]) != 0;
        table.strict = numberOf(row[3]) != 0;
        table.hasTriggers = numberOf(row[4]) != 0;
        if (auto filled = fill(connection, table); !filled)
            return tl::unexpected(filled.error());
        result.tables.push_back(std::move(table));
    }
    return result;
}

bool sameName(QStringView a, QStringView b)
{
    const auto lower = [](QChar c) { return c >= u'A' && c <= u'Z' ? QChar(c.unicode() + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](QChar x, QChar y) { return lower(x) == lower(y); });
}

} // namespace relata::catalog
