#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// SQLite's CREATE TABLE texts, edited in place so that everything Relata does not model (checks, collations, generated
/// columns, comments, conflict clauses, spacing) survives to the letter. Pure; any thread.
/// Grammar: https://sqlite.org/lang_createtable.html
namespace relata {

class TableText
{
public:
    /// Error `unsupported` where the text is no CREATE TABLE with a column list (… AS SELECT is kept by SQLite as one).
    [[nodiscard]] static Result<TableText> parse(const QString &sql);

    struct Constraint
    {
        enum class Kind { PrimaryKey, Unique, Check, ForeignKey };
        Kind kind = Kind::Check;
        QStringList columns; ///< unquoted; PrimaryKey, Unique, ForeignKey
        QString table; ///< ForeignKey: the parent, unquoted
        QStringList referenced; ///< ForeignKey: unquoted; empty: the parent's primary key
        bool ofColumn = false; ///< stands in a column's definition
        QString text;
    };

    [[nodiscard]] QStringList columns() const; ///< names, unquoted, in order; generated ones too
    [[nodiscard]] QString columnText(const QString &column) const; ///< its whole definition
    [[nodiscard]] bool isGenerated(const QString &column) const;
    [[nodiscard]] std::vector<Constraint> constraints() const;
    /// Columns that occur by name in the column's CHECK and generated expressions, or in table CHECKs: they cannot go.
    [[nodiscard]] QStringList mentioning(const QString &column) const; ///< the clauses' texts

    // Names are matched as SQLite does, without regard to ASCII case. Definitions and expressions are SQL.
    void rename(const QString &quotedTable);
    void addColumn(const QString &definition); ///< after the last column
    /// With its constraints and the table constraints that speak of it; a comment that stands on its line goes too.
    void removeColumn(const QString &column);
    void orderColumns(const QStringList &columns); ///< all of them
    void setType(const QString &column, const QString &type); ///< empty: none
    void setNotNull(const QString &column, bool notNull);
    void setDefault(const QString &column, const std::optional<QString> &sql);
    void addConstraint(const QString &constraint); ///< of the table, after the last
    /// The first that is equal in all but `text`; answers whether there was one.
    bool removeConstraint(const Constraint &constraint);
    /// ForeignKey: the action on delete; empty: none. Others clauses (ON UPDATE, MATCH, DEFERRABLE) stay.
    bool setDeleteAction(const Constraint &foreignKey, const QString &action);

    [[nodiscard]] QString text() const;

private:
    // (the author's choice)
};

/// Names of tables and columns that a statement's text speaks of: its identifiers, unquoted; strings, numbers and
/// comments are not. For asking whether a trigger or view may break.
[[nodiscard]] QStringList identifiersIn(const QString &sql);

} // namespace relata
