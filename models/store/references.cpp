#include "store/inference.h"
#include "store/keys.h"

#include <algorithm>
#include <array>

namespace relata::inference {

using namespace Qt::StringLiterals;

namespace {

keys::Columns positions(const std::vector<FieldId> &fields)
{
    keys::Columns result;
    for (const FieldId field : fields)
        result.push_back(field.value());
    return result;
}

std::optional<FieldId> columnNamed(const catalog::Table &table, const QString &name)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (catalog::sameName(table.columns[i].name, name))
            return FieldId(int(i));
    return std::nullopt;
}

std::optional<ModelId> tableNamed(const std::vector<catalog::Table> &tables, const QString &name)
{
    for (std::size_t i = 0; i < tables.size(); ++i)
        if (!tables[i].view && catalog::sameName(tables[i].name, name))
            return ModelId(int(i));
    return std::nullopt;
}

struct Rule
{
    DeleteRule rule;
    bool immediate;
    friend bool operator==(const Rule &, const Rule &) = default;
};

Rule ruleOf(const QString &onDelete)
{
    if (onDelete == u"CASCADE"_s)
        return {DeleteRule::Cascade, false};
    if (onDelete == u"SET NULL"_s)
        return {DeleteRule::Clear, false};
    if (onDelete == u"SET DEFAULT"_s)
        return {DeleteRule::SetDefault, false};
    return {DeleteRule::Restrict, onDelete == u"RESTRICT"_s};
}

// Of two actions on one key SQLite runs both: the row is gone whatever else happens to it, and NO ACTION only looks at
// what the other has left.
Rule stronger(Rule a, Rule b)
{
    constexpr std::array<Rule, 5> order{{{DeleteRule::Restrict, true},
                                         {DeleteRule::Cascade, false},
                                         {DeleteRule::Clear, false},
                                         {DeleteRule::SetDefault, false},
                                         {DeleteRule::Restrict, false}}};
    return std::min(std::find(order.begin(), order.end(), a), std::find(order.begin(), order.end(), b))[0];
}

/// How the columns of a key compare; empty where all do byte by byte, as the rowid's other name does.
std::vector<QString> collationsOf(const catalog::Table &table, const std::vector<FieldId> &key)
{
    for (const catalog::Index &index : table.indexes) {
        if (!index.unique || !index.plain || !keys::sameSet(index.columns, positions(key)))
            continue;
        std::vector<QString> result;
        for (const FieldId column : key) {
            const auto place = std::find(index.columns.begin(), index.columns.end(), column.value());
            result.push_back(index.collations[std::size_t(place - index.columns.begin())]);
        }
        const bool exact = std::all_of(result.begin(), result.end(), [](const QString &c) { return c == u"BINARY"_s; });
        return exact ? std::vector<QString>() : result;
    }
    return {};
}

/// Finds what a foreign key refers to, or says in a clause why it cannot.
struct Resolved
{
    Reference reference;
    QString problem;
};

Resolved resolve(const std::vector<catalog::Table> &tables, ModelId from, const catalog::ForeignKey &key)
{
    Resolved result;
    result.reference.from = from;
    const auto fail = [&](QString problem) {
        result.problem = std::move(problem);
        return result;
    };
    const auto to = tableNamed(tables, key.table);
    if (!to)
        return fail(u"there is no table of that name"_s);
    result.reference.to = *to;
    const catalog::Table &parent = tables[to->index()];

    for (const QString &name : key.columns) {
        const auto column = columnNamed(tables[from.index()], name);
        if (!column)
            return fail(u"it has no column "_s % name);
        result.reference.columns.push_back(*column);
    }
    for (const QString &name : key.referenced) {
        const auto column = columnNamed(parent, name);
        if (!column)
            return fail(u"there is no column "_s % name);
        result.reference.referenced.push_back(*column);
    }
    if (key.referenced.isEmpty())
        for (const int column : keys::primary(parent))
            result.reference.referenced.emplace_back(column);
    if (result.reference.referenced.size() != result.reference.columns.size())
        return fail(u"the key there has another number of columns"_s);

    const auto parentKeys = keys::all(parent);
    const bool isKey = std::any_of(parentKeys.begin(), parentKeys.end(), [&](const keys::Columns &columns) {
        return keys::sameSet(columns, positions(result.reference.referenced));
    });
    if (!isKey)
        return fail(u"the columns there are no key"_s);
    result.reference.collations = collationsOf(parent, result.reference.referenced);
    return result;
}

// Pairs of columns; their order does not matter.
bool sameLink(const Reference &a, const Reference &b)
{
    if (a.from != b.from || a.to != b.to || a.columns.size() != b.columns.size())
        return false;
    for (std::size_t i = 0; i < a.columns.size(); ++i) {
        bool found = false;
        for (std::size_t j = 0; j < b.columns.size(); ++j)
            found = found || (a.columns[i] == b.columns[j] && a.referenced[i] == b.referenced[j]);
        if (!found)
            return false;
    }
    return true;
}

} // namespace

void addReferences(Schema &schema, const std::vector<catalog::Table> &tables)
{
    for (std::size_t i = 0; i < tables.size(); ++i) {
        for (const catalog::ForeignKey &key : tables[i].foreignKeys) {
            auto resolved = resolve(tables, ModelId(int(i)), key);
            if (!resolved.problem.isEmpty()) {
                schema.notices.append(u"The foreign key "_s % tables[i].name % u" ("_s % key.columns.join(u", "_s)
                                      % u") to "_s % key.table % u" is left out: "_s % resolved.problem % u'.');
                continue;
            }
            Reference &reference = resolved.reference;
            const Rule rule = ruleOf(key.onDelete);
            const auto known = std::find_if(schema.references.begin(), schema.references.end(),
                                            [&](const Reference &other) { return sameLink(reference, other); });
            if (known != schema.references.end()) {
                const Rule both = stronger({known->rule, known->immediate}, rule);
                known->rule = both.rule;
                known->immediate = both.immediate;
                continue;
            }
            reference.rule = rule.rule;
            reference.immediate = rule.immediate;
            const auto ownKeys = keys::all(tables[i]);
            reference.unique = std::any_of(ownKeys.begin(), ownKeys.end(), [&](const keys::Columns &own) {
                return keys::liesIn(own, positions(reference.columns));
            });
            schema.references.push_back(std::move(reference));
        }
    }
}

} // namespace relata::inference
