#include "sql/ddlbuilder.h"

#include <algorithm>
#include <optional>

// Which unique keys and indexes a model's table has, in any database.
namespace relata::ddl {

namespace {

using Columns = std::vector<FieldId>;

Columns both(const Schema &schema, ReferenceId first, ReferenceId second)
{
    Columns columns = schema.reference(first).columns;
    for (const FieldId id : schema.reference(second).columns)
        if (std::find(columns.begin(), columns.end(), id) == columns.end())
            columns.push_back(id);
    return columns;
}

/// The key columns of a join model's source end, then of its target end.
std::optional<Columns> joinPair(const Schema &schema, ModelId model)
{
    const auto &all = schema.relationships;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Relationship &relationship) {
        return relationship.isManyToMany() && relationship.through == model;
    });
    return found == all.end() ? std::nullopt : std::optional(both(schema, found->reference, found->secondReference));
}

/// A join model is also found from its target end, without a look into the table.
std::optional<Columns> targetPair(const Schema &schema, ModelId model, ReferenceId id)
{
    for (const Relationship &relationship : schema.relationships)
        if (relationship.isManyToMany() && relationship.through == model && relationship.secondReference == id)
            return both(schema, id, relationship.reference);
    return std::nullopt;
}

} // namespace

/// Fields that are unique by themselves, 1:1 keys, and the pair of a join model.
std::vector<std::vector<FieldId>> uniqueKeys(const Schema &schema, ModelId id)
{
    const Model &model = schema.model(id);
    std::vector<Columns> result;
    const auto add = [&](const Columns &columns) {
        const bool known = columns == model.key || std::find(result.begin(), result.end(), columns) != result.end();
        if (!known)
            result.push_back(columns);
    };
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (model.fields[i].unique && model.fields[i].origin != FieldOrigin::Rowid)
            add({FieldId(int(i))});
    for (const ReferenceId reference : schema.referencesFrom(id))
        if (schema.reference(reference).unique)
            add(schema.reference(reference).columns);
    if (const auto pair = joinPair(schema, id))
        add(*pair);
    return result;
}

/// The model's own, then one for each foreign key that no other index leads to.
std::vector<Index> indexes(const Schema &schema, ModelId id)
{
    const Model &model = schema.model(id);
    std::vector<Columns> ordered = uniqueKeys(schema, id);
    if (model.keyKind == KeyKind::Primary && !model.key.empty())
        ordered.push_back(model.key);
    std::vector<Index> result;
    const auto add = [&](const Index &index) {
        if (std::find(ordered.begin(), ordered.end(), index.fields) != ordered.end()) {
            for (Index &known : result)
                known.unique = known.unique || (index.unique && known.fields == index.fields);
            return;
        }
        ordered.push_back(index.fields);
        result.push_back(index);
    };
    for (const Index &index : model.indexes)
        add(index);
    for (const ReferenceId reference : schema.referencesFrom(id)) {
        if (const auto pair = targetPair(schema, id, reference)) {
            add({{}, *pair, false, {}});
            continue;
        }
        const Columns &columns = schema.reference(reference).columns;
        const bool covered = std::any_of(ordered.begin(), ordered.end(), [&](const Columns &known) {
            return known.size() >= columns.size() && std::equal(columns.begin(), columns.end(), known.begin());
        });
        if (!covered)
            add({{}, columns, false, {}});
    }
    return result;
}

} // namespace relata::ddl
