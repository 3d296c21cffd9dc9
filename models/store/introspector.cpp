#include "store/introspector.h"

#include "schema/schemarules.h"
#include "sql/dialect.h"
#include "store/catalog.h"
#include "store/declaredtypes.h"
#include "store/inference.h"
#include "store/keys.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// Some values of a column, nulls not among them. Never reads far: a table may be large and the column empty.
Result<Values> sampleOf(Connection &connection, const QString &table, const QString &column)
{
    const Dialect &dialect = Dialect::sqlite();
    const auto rows = connection.select(
        {u"SELECT "_s % dialect.quoted(column) % u" FROM "_s % dialect.quoted(table) % u" LIMIT 100"_s, {}});
    if (!rows)
        return tl::unexpected(rows.error());
    Values sample;
    for (const Values &row : *rows)
        if (!isNull(row.front()))
            sample.push_back(row.front());
    return sample;
}

Result<Field> fieldOf(Connection &connection, const catalog::Table &table, int position)
{
    const catalog::Column &column = table.columns[std::size_t(position)];
    Field field;
    field.name = column.name;
    field.column = column.name;
    field.declaredType = column.type;
    declaredtypes::Meaning meaning = declaredtypes::meaningOf(column.type);
    if (meaning.needsSample && table.view) {
        // A view's rows may be costly, and nothing is entered there.
        meaning = {ScalarType::String, true, false};
    } else if (meaning.needsSample) {
        const auto sample = sampleOf(connection, table.name, column.name);
        if (!sample)
            return tl::unexpected(sample.error());
        meaning = declaredtypes::settled(meaning, *sample);
    }
    field.type.scalar = meaning.scalar;
    field.anyType = meaning.anyType;
    field.required = keys::isRequired(table, position);
    if (column.generated)
        field.origin = FieldOrigin::Generated;
    field.hasDefault = column.generated || (column.keyPart > 0 && keys::isRowidAlias(table));
    if (column.defaultSql)
        declaredtypes::takeDefault(field, *column.defaultSql);
    const auto uniques = keys::uniques(table);
    field.unique = std::find(uniques.begin(), uniques.end(), keys::Columns{position}) != uniques.end();
    return field;
}

std::vector<FieldId> ids(const keys::Columns &columns)
{
    std::vector<FieldId> result;
    for (const int column : columns)
        result.emplace_back(column);
    return result;
}

void chooseKey(Model &model, const catalog::Table &table)
{
    if (const auto primary = keys::primary(table); !primary.empty()) {
        model.key = ids(primary);
        return;
    }
    for (const keys::Columns &unique : keys::uniques(table)) {
        const bool whole =
            std::all_of(unique.begin(), unique.end(), [&](int column) { return keys::isRequired(table, column); });
        if (!whole)
            continue;
        model.keyKind = KeyKind::Unique;
        model.key = ids(unique);
        return;
    }
    const QString rowid = keys::freeRowidName(table);
    model.keyKind = rowid.isEmpty() ? KeyKind::None : KeyKind::Rowid;
    if (rowid.isEmpty())
        return;
    Field field;
    field.name = rowid;
    field.column = rowid;
    field.type.scalar = ScalarType::BigInt;
    field.required = true;
    field.unique = true;
    field.hidden = true;
    field.hasDefault = true;
    field.origin = FieldOrigin::Rowid;
    model.key = {FieldId(int(model.fields.size()))};
    model.fields.push_back(std::move(field));
}

Result<Model> modelOf(Connection &connection, const catalog::Table &table)
{
    Model model;
    model.name = table.name;
    model.table = table.name;
    model.view = table.view;
    model.hasTriggers = table.hasTriggers;
    model.withoutRowid = table.withoutRowid;
    model.strict = table.strict;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        auto field = fieldOf(connection, table, int(i));
        if (!field)
            return tl::unexpected(field.error());
        model.fields.push_back(std::move(*field));
    }
    if (table.view)
        model.keyKind = KeyKind::None;
    else
        chooseKey(model, table);
    for (const catalog::Index &index : table.indexes)
        if (index.plain && index.origin != catalog::Index::Origin::PrimaryKey)
            model.indexes.push_back({index.name, ids(index.columns), index.unique, {}});
    return model;
}

} // namespace

Result<Schema> introspect(Connection &connection)
{
    auto catalog = catalog::read(connection);
    if (!catalog)
        return tl::unexpected(catalog.error());

    Schema schema;
    for (const QString &name : std::as_const(catalog->virtualTables))
        schema.notices.append(u"The virtual table "_s % name % u" and the tables it keeps its data in are left out."_s);
    std::vector<catalog::Table> &tables = catalog->tables;
    for (const catalog::Table &table : tables)
        if (!table.problem.isEmpty())
            schema.notices.append(u"The view "_s % table.name % u" cannot be read and is left out: "_s % table.problem
                                  % u'.');
    std::erase_if(tables, [](const catalog::Table &table) { return !table.problem.isEmpty(); });

    for (const catalog::Table &table : tables) {
        auto model = modelOf(connection, table);
        if (!model)
            return tl::unexpected(model.error());
        schema.models.push_back(std::move(*model));
    }
    inference::addReferences(schema, tables);
    inference::addRelationships(schema, tables);
    for (std::size_t i = 0; i < schema.models.size(); ++i)
        schema.models[i].display = schemarules::guessDisplay(schema, ModelId(int(i)));
    return schema;
}

Result<QString> declaredSql(Connection &connection)
{
    // The inner tables of virtual ones come with them; running their statements as well would fail.
    const auto rows = connection.select(
        {u"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND substr(lower(name), 1, 7) <> 'sqlite_' "
         "AND name NOT IN (SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow') "
         "AND tbl_name NOT IN ('relata_schema', 'relata_migration') ORDER BY rowid"_s,
         {}});
    if (!rows)
        return tl::unexpected(rows.error());
    QString script;
    for (const Values &row : *rows)
        if (const auto *text = std::get_if<QString>(&row.front()))
            script += *text % u";\n"_s;
    return script;
}

} // namespace relata
