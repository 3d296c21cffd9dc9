#pragma once

#include "sql/tabledialect.h"

#include <QSet>

#include <vector>

/// What tables, columns and keys are called in a dialect's database. Within the room.
namespace relata {

/// Gives out names that stand beside each other: as wished where that can be, else shortened with a mark that is made
/// of the whole name, or counted. The same wishes in the same order give the same names.
class NameAllotter
{
public:
    NameAllotter(const TableDialect &dialect, TableDialect::NameOf of);

    [[nodiscard]] QString allot(const QString &wish);
    /// As it is; false where it cannot be.
    [[nodiscard]] bool take(const QString &name);

private:
    [[nodiscard]] QString shortened(const QString &name, const QString &ending) const;

    const TableDialect &m_dialect;
    TableDialect::NameOf m_of;
    QSet<QString> m_taken;
};

/// The names of a schema's tables and columns.
class DdlNames
{
public:
    DdlNames(const Schema &schema, const TableDialect &dialect);

    [[nodiscard]] const QString &table(ModelId model) const;
    [[nodiscard]] const QString &column(ModelId model, FieldId field) const;
    /// One sentence for each that has another name than in the schema.
    [[nodiscard]] QStringList notices() const;

private:
    const Schema &m_schema;
    const TableDialect &m_dialect;
    QStringList m_tables; ///< empty: all as in the schema
    std::vector<QStringList> m_columns;
};

} // namespace relata
