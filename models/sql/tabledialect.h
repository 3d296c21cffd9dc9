#pragma once

#include "data/schemascript.h"
#include "schema/schema.h"

#include <optional>

namespace relata {

/// What a column holds, for databases that keep a column to its type.
struct ColumnShape
{
    ScalarType stored = ScalarType::String; ///< Json for lists and objects, String for enums
    /// Of texts and bytes that stand in a key: how many characters or bytes fit. 0: as many as there are.
    int length = 0;
    bool fillsItself = false; ///< a whole-numbered key that the database counts up
};

/// Answers the small questions in which databases differ about tables; the builder never asks which database it is.
/// The part of a Dialect that is known of every database whose SQL can be written. Stateless, any thread.
class TableDialect
{
public:
    virtual ~TableDialect();
    [[nodiscard]] static const TableDialect &of(SqlDialect dialect);

    [[nodiscard]] virtual QString productName() const = 0; ///< "PostgreSQL"

    // Names

    enum class NameOf { Table, Column, Other };
    /// A name as an identifier, whatever it holds.
    [[nodiscard]] virtual QString quoted(const QString &name) const = 0;
    /// Every name of SQLite's can stand as it is; the questions below are then not asked.
    [[nodiscard]] virtual bool takesAnyName() const { return false; }
    /// The name, with what no name may hold replaced.
    [[nodiscard]] virtual QString legalName(const QString &name) const;
    [[nodiscard]] virtual bool isShort(const QString &name, NameOf of) const;
    /// Names that the database has for itself.
    [[nodiscard]] virtual QStringList takenNames(NameOf of) const;
    /// Equal for two names that the database takes for the same.
    [[nodiscard]] virtual QString nameKey(const QString &name) const = 0;

    // Columns

    /// A column takes values of its type only, and a foreign key's types must be its parent's.
    [[nodiscard]] virtual bool keepsTypes() const { return true; }
    /// Empty: none.
    [[nodiscard]] virtual QString columnType(const Field &field, const ColumnShape &shape) const = 0;
    /// The field's default as it stands behind DEFAULT; nothing where this column cannot have it.
    [[nodiscard]] virtual std::optional<QString> defaultText(const Schema &schema, const Field &field,
                                                             const ColumnShape &shape) const = 0;
    /// What makes the column count up, with its space.
    [[nodiscard]] virtual QString countingUp() const { return {}; }
    /// A condition in parentheses that holds an enum's column to its values; empty: none is made.
    [[nodiscard]] virtual QString enumCheck(const QString &quotedColumn, const QStringList &values) const;

    /// How large keys may be. A column's part is counted at its largest.
    struct KeyLimits
    {
        int keyBytes = 0; ///< of the columns of one key together
        int rowBytes = 0; ///< of all columns of a table that stand in keys
        int usualLength = 0; ///< what a text in a key gets where there is room, in characters
    };
    /// Texts in keys need a length; nothing where they do not.
    [[nodiscard]] virtual std::optional<KeyLimits> keyLimits() const { return std::nullopt; }
    /// How many bytes the column takes in a key, at its largest.
    [[nodiscard]] virtual int keyBytes(const ColumnShape &shape) const;
    /// The beginning of a column, this many characters or bytes, as part of an index that is not unique.
    [[nodiscard]] virtual QString indexPart(const QString &quotedColumn, int length) const;

    // Tables

    /// What stands behind a table's parentheses, with its space.
    [[nodiscard]] virtual QString tableOptions(const Model &model) const;
    /// Foreign keys are added after all tables are there, so that the order of tables does not matter.
    [[nodiscard]] virtual bool addsForeignKeysLater() const { return true; }
    /// How much of what a table may have at most.
    struct TableLimits
    {
        int columns = 0;
        int keys = 0; ///< with its indexes
        int keyColumns = 0; ///< of one key or index
    };
    [[nodiscard]] virtual TableLimits tableLimits() const;
    /// A foreign key must name the parent's columns in the order of a key there.
    [[nodiscard]] virtual bool refersInKeyOrder() const { return false; }
    /// Keys get names, so that those which the database would make up take no other's.
    [[nodiscard]] virtual bool namesConstraints() const { return true; }
    [[nodiscard]] virtual bool namesPrimaryKeys() const { return false; }
    [[nodiscard]] virtual bool canSetDefault() const { return true; }
    /// A foreign key can wait until the transaction ends.
    [[nodiscard]] virtual bool canDefer() const = 0;

    // Descriptions

    /// Behind a column or a table, with its space; empty: none there.
    [[nodiscard]] virtual QString inlineComment(const QString &text) const;
    /// A description as far as the database can hold it.
    [[nodiscard]] virtual QString commentText(const QString &text, NameOf of) const;
    /// A statement of its own: `what` is "TABLE …" or "COLUMN …"; empty: none.
    [[nodiscard]] virtual QString commentStatement(const QString &what, const QString &text) const;

    // Scripts

    /// Statements before and after all others, with their semicolons and line ends.
    [[nodiscard]] virtual QString scriptHead() const;
    [[nodiscard]] virtual QString scriptTail() const;

private:
    [[nodiscard]] static const TableDialect &postgres();
    [[nodiscard]] static const TableDialect &mariadb();
};

} // namespace relata
