#pragma once

#include "data/schemascript.h"
#include "export/databaseserver.h"
#include "schema/schema.h"

#include <QMap>
#include <QStringList>

namespace relata {

/// What there is to be found about tables, as lines that can be compared: by the schema, and by the catalogue of a
/// database.
struct TableFacts
{
    struct Table
    {
        QStringList columns; ///< in order: "id varchar required", "n bigint"
        QStringList key; ///< of the primary key, in order
        QStringList uniqueKeys; ///< sorted; the columns of one sorted and joined by " + "
        QStringList foreignKeys; ///< sorted: "a,b -> p(x,y) cascade", pairs sorted
        friend bool operator==(const Table &, const Table &) = default;
    };
    QMap<QString, Table> tables;

    /// By the schema. Names that the script's notices give otherwise are taken from there.
    [[nodiscard]] static TableFacts expected(const Schema &schema, SqlDialect dialect, const QStringList &notices);
    /// By pg_catalog or information_schema.
    [[nodiscard]] static Result<TableFacts> found(DatabaseServer &server, const QString &database, SqlDialect dialect);

    /// The first difference, for a person; empty: none.
    [[nodiscard]] static QString apart(const TableFacts &expected, const TableFacts &found);
};

} // namespace relata
