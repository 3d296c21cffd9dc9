#include "store/leftout.h"

#include "sql/leftovers.h"
#include "store/catalog.h"
#include "store/definitions.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

class LeftOutReader
{
public:
    LeftOutReader(const Schema &schema, catalog::Catalog catalog, std::vector<definitions::Definition> definitions)
        : m_schema(schema), m_catalog(std::move(catalog)), m_definitions(std::move(definitions))
    {}

    QStringList read()
    {
        for (const catalog::Table &table : m_catalog.tables)
            if (const Model *model = modelOf(table.name); model && !table.view)
                readTable(table, *model);
        for (const definitions::Definition &definition : m_definitions) {
            if (definition.type == u"view"_s)
                readView(definition);
            else if (definition.type == u"trigger"_s)
                m_sentences.append(u"The trigger %1 of %2 is left out."_s.arg(definition.name, definition.table));
        }
        return m_sentences;
    }

private:
    [[nodiscard]] const Model *modelOf(const QString &table) const
    {
        const auto found = std::find_if(m_schema.models.begin(), m_schema.models.end(),
                                        [&](const Model &model) { return catalog::sameName(model.table, table); });
        return found == m_schema.models.end() ? nullptr : &*found;
    }
    [[nodiscard]] static const Field *fieldOf(const Model &model, const QString &column)
    {
        const auto found = std::find_if(model.fields.begin(), model.fields.end(),
                                        [&](const Field &field) { return catalog::sameName(field.column, column); });
        return found == model.fields.end() ? nullptr : &*found;
    }
    [[nodiscard]] QString sqlOf(const QString &type, const QString &name) const
    {
        const auto found =
            std::find_if(m_definitions.begin(), m_definitions.end(),
                         [&](const definitions::Definition &each) { return each.type == type && each.name == name; });
        return found == m_definitions.end() ? QString() : found->sql.simplified();
    }

    void readTable(const catalog::Table &table, const Model &model)
    {
        for (const Leftover &leftover : leftoversOf(table.name, sqlOf(u"table"_s, table.name)))
            if (leftover.column.isEmpty() || fieldOf(model, leftover.column))
                m_sentences.append(leftover.sentence);
        for (const catalog::Column &column : table.columns) {
            const Field *field = fieldOf(model, column.name);
            const bool known = !column.defaultSql || !field || field->defaultValue || !field->hasDefault;
            if (!known)
                m_sentences.append(u"The default of %1.%2 is left out: only SQLite knows %3."_s.arg(
                    table.name, column.name, column.defaultSql->simplified()));
        }
        for (const catalog::Index &index : table.indexes) {
            if (!index.plain)
                m_sentences.append(u"The index %1 is left out: %2."_s.arg(index.name, sqlOf(u"index"_s, index.name)));
            else if (index.origin == catalog::Index::Origin::Created)
                readCollations(index);
        }
    }

    void readCollations(const catalog::Index &index)
    {
        QStringList others;
        for (const QString &collation : index.collations)
            if (collation != u"BINARY"_s && !others.contains(collation))
                others.append(collation);
        if (!others.isEmpty())
            m_sentences.append(
                u"The index %1 compares by %2 in SQLite, and exactly here."_s.arg(index.name, others.join(u", "_s)));
    }

    /// Those that cannot be read are among the schema's own notices.
    void readView(const definitions::Definition &view)
    {
        const QString sentence = u"The view %1 "_s.arg(view.name);
        const bool told = std::any_of(m_schema.notices.begin(), m_schema.notices.end(),
                                      [&](const QString &notice) { return notice.startsWith(sentence); });
        if (!told)
            m_sentences.append(sentence % u"is left out."_s);
    }

    const Schema &m_schema;
    catalog::Catalog m_catalog;
    std::vector<definitions::Definition> m_definitions;
    QStringList m_sentences;
};

} // namespace

Result<QStringList> leftOut(Connection &connection, const Schema &schema)
{
    auto catalog = catalog::read(connection);
    if (!catalog)
        return tl::unexpected(catalog.error());
    auto definitions = definitions::read(connection);
    if (!definitions)
        return tl::unexpected(definitions.error());
    return LeftOutReader(schema, std::move(*catalog), std::move(*definitions)).read();
}

} // namespace relata
