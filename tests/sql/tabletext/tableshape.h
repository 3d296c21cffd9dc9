#pragma once

#include <QMap>
#include <QStringList>

#include <optional>

/// What SQLite itself understands of a CREATE TABLE text: the referee for what TableText reads and writes.
struct TableShape
{
    QString name;
    QStringList columns; ///< names, in order
    QMap<QString, QString> types; ///< by name, as are the next four
    QMap<QString, bool> notNull;
    QMap<QString, QString> defaults; ///< only of columns that have one
    QMap<QString, QString> keyAndHidden; ///< place in the primary key, generated or not
    QMap<QString, QString> collations;
    QStringList keys; ///< PRIMARY KEY and UNIQUE constraints: origin, columns, order and collation; sorted
    QStringList foreignKeys; ///< columns, parent, actions; sorted

    friend bool operator==(const TableShape &, const TableShape &) = default;

    [[nodiscard]] QString shown() const;

    /// Makes the table in a database of its own. None where SQLite refuses the text, or makes no ordinary table of it.
    [[nodiscard]] static std::optional<TableShape> of(const QString &createTable, QString *refusal = nullptr);
};

/// The CREATE TABLE texts of a database file; of its virtual tables' shadow tables too.
[[nodiscard]] QStringList tableTextsOf(const QString &file);
/// Those of every database in the shared data, and some that are harder.
[[nodiscard]] QStringList knownTableTexts();
