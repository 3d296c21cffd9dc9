#pragma once

#include "base/error.h"
#include "store/connection.h"

#include <optional>
#include <vector>

/// What SQLite's own catalogue says about a database, name by name, without any meaning put into it.
namespace relata::catalog {

struct Column
{
    QString name;
    QString type; ///< as declared, may be empty
    bool notNull = false;
    std::optional<QString> defaultSql; ///< an expression's text
    int keyPart = 0; ///< place in the primary key, from 1; 0: not in it
    bool generated = false;
};

struct Index
{
    enum class Origin { PrimaryKey, Unique, Created };

    QString name;
    Origin origin = Origin::Created;
    bool unique = false;
    /// Holds for all rows and consists of columns: neither partial nor on an expression.
    bool plain = true;
    std::vector<int> columns;
    std::vector<QString> collations; ///< of the columns, upper case
};

struct ForeignKey
{
    QString table; ///< the parent, as written
    QStringList columns; ///< as written
    QStringList referenced; ///< as written; empty: the parent's primary key
    QString onDelete; ///< "NO ACTION"
};

struct Table
{
    QString name;
    bool view = false;
    bool withoutRowid = false;
    bool strict = false;
    bool hasTriggers = false;
    std::vector<Column> columns;
    std::vector<Index> indexes; ///< as declared
    std::vector<ForeignKey> foreignKeys; ///< as declared
    QString problem; ///< a view that cannot be read: SQLite's words
};

struct Catalog
{
    std::vector<Table> tables; ///< ordinary tables and views, in the order in which they were created
    QStringList virtualTables;
};

/// Leaves out SQLite's own tables, Relata's, and the inner tables of virtual ones.
[[nodiscard]] Result<Catalog> read(Connection &connection);

/// SQLite takes names for the same that differ in the case of ASCII letters only.
[[nodiscard]] bool sameName(QStringView a, QStringView b);

} // namespace relata::catalog
