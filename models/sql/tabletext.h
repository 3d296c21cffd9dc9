#pragma once

#include "base/error.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

/// SQLite's CREATE TABLE texts, edited in place so that everything Relata does not model (checks, collations, generated
/// columns, comments, conflict clauses, spacing) survives to the letter. Pure; any thread.
/// Grammar: https://sqlite.org/lang_createtable.html
namespace relata {

struct TableLayout;

/// A value. What an edit is given as SQL is trusted to be what it is called; should the text not parse with it, it
/// stands in the text all the same, so that the database refuses it, and the text has no columns and takes no further
/// edit.
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
    /// The texts of the clauses that speak of this column by name, so that it cannot go: CHECK and generated
    /// expressions of other columns, CHECKs of the table.
    [[nodiscard]] QStringList mentioning(const QString &column) const;

    // Names are matched as SQLite does, without regard to ASCII case. Definitions and expressions are SQL.
    // An unknown column changes nothing.
    void rename(const QString &quotedTable); ///< the name alone, not what refers to it
    void addColumn(const QString &definition); ///< after the last column
    /// With its constraints, the key and foreign key constraints that speak of it (also as a parent's column, where the
    /// table refers to itself), and a comment that stands on its line; comments on lines of their own stay.
    void removeColumn(const QString &column);
    void orderColumns(const QStringList &columns); ///< all of them, each with its comments; left out ones come last
    void setType(const QString &column, const QString &type); ///< empty: none
    void setNotNull(const QString &column, bool notNull);
    /// An expression gets its parentheses where it has none.
    void setDefault(const QString &column, const std::optional<QString> &sql);
    void addConstraint(const QString &constraint); ///< of the table, after the last
    /// The first that is equal in all but `text` (a Check: also there); answers whether there was one.
    bool removeConstraint(const Constraint &constraint);
    /// The action on delete, as SET NULL, of all foreign keys equal to this in all but `text`, since SQLite would do
    /// what each of them says; empty: none. Other clauses (ON UPDATE, MATCH, DEFERRABLE) stay. Answers whether there
    /// was one.
    bool setDeleteAction(const Constraint &foreignKey, const QString &action);

    /// Names the parent's columns (a quoted list, as "a", "b") in all foreign keys equal to this in all but `text`,
    /// where none are named and the parent's primary key was meant. Answers whether there was one.
    bool nameReferenced(const Constraint &foreignKey, const QString &columns);

    [[nodiscard]] QString text() const;

private:
    /// Offsets belong to the text before all of the edits.
    struct Edit
    {
        qsizetype begin = 0;
        qsizetype end = 0;
        QString text;
    };

    /// One of constraints(): where its clause stands in the layout.
    struct Found
    {
        std::optional<std::size_t> column; ///< none: among the table's
        std::size_t clause = 0;
    };

    TableText(QString text, std::shared_ptr<const TableLayout> layout);

    [[nodiscard]] std::vector<Found> clausesOfConstraints() const; ///< in the order of constraints()
    [[nodiscard]] std::optional<Found> find(const Constraint &constraint) const;
    void apply(std::vector<Edit> edits);
    void insertAfter(std::size_t item, const QString &definition);
    void removeItem(std::size_t item);
    [[nodiscard]] Edit removed(qsizetype begin, qsizetype end) const; ///< with the space before it
    [[nodiscard]] bool speaksOf(const Constraint &constraint, const QString &column) const;
    [[nodiscard]] std::optional<std::size_t> indexOf(const QString &column) const;

    QString m_text;
    std::shared_ptr<const TableLayout> m_layout; ///< never null; of m_text
};

/// Names of tables and columns that a statement's text speaks of, unquoted, each once, in order; keywords, functions,
/// strings (but where SQLite takes one for a name), numbers and comments are not. For asking whether a trigger or view
/// may break: in doubt a word is a name.
[[nodiscard]] QStringList identifiersIn(const QString &sql);

} // namespace relata
