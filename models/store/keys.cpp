#include "store/keys.h"

#include <algorithm>

namespace relata::keys {

using namespace Qt::StringLiterals;

Columns primary(const catalog::Table &table)
{
    Columns key;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].keyPart > 0)
            key.push_back(int(i));
    std::sort(key.begin(), key.end(), [&](int a, int b) {
        return table.columns[std::size_t(a)].keyPart < table.columns[std::size_t(b)].keyPart;
    });
    return key;
}

bool isRowidAlias(const catalog::Table &table)
{
    // SQLite makes an index for every other primary key of a table with rowids.
    return !table.withoutRowid && primary(table).size() == 1
        && std::none_of(table.indexes.begin(), table.indexes.end(),
                        [](const catalog::Index &index) { return index.origin == catalog::Index::Origin::PrimaryKey; });
}

std::vector<Columns> uniques(const catalog::Table &table)
{
    std::vector<Columns> result;
    for (const catalog::Index &index : table.indexes)
        if (index.unique && index.plain && index.origin != catalog::Index::Origin::PrimaryKey)
            result.push_back(index.columns);
    const auto names = [&](const Columns &columns) {
        QStringList list;
        for (const int column : columns)
            list.append(table.columns[std::size_t(column)].name);
        return list;
    };
    std::stable_sort(result.begin(), result.end(),
                     [&](const Columns &a, const Columns &b) { return names(a) < names(b); });
    return result;
}

std::vector<Columns> all(const catalog::Table &table)
{
    std::vector<Columns> result = uniques(table);
    if (Columns key = primary(table); !key.empty())
        result.insert(result.begin(), std::move(key));
    return result;
}

bool isRequired(const catalog::Table &table, int column)
{
    const catalog::Column &declared = table.columns[std::size_t(column)];
    return declared.notNull || (declared.keyPart > 0 && (table.withoutRowid || isRowidAlias(table)));
}

QString freeRowidName(const catalog::Table &table)
{
    for (const QString &name : {u"rowid"_s, u"_rowid_"_s, u"oid"_s}) {
        const bool taken = std::any_of(table.columns.begin(), table.columns.end(), [&](const catalog::Column &column) {
            return catalog::sameName(column.name, name);
        });
        if (!taken)
            return name;
    }
    return {};
}

bool sameSet(Columns a, Columns b)
{
    std::sort(a.begin(), a.end());
    std::sort(b.begin(), b.end());
    return a == b;
}

bool liesIn(const Columns &part, const Columns &whole)
{
    return std::all_of(part.begin(), part.end(),
                       [&](int column) { return std::find(whole.begin(), whole.end(), column) != whole.end(); });
}

} // namespace relata::keys
