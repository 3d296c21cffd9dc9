#pragma once

#include "base/error.h"
#include "sql/sqllexer.h"

#include <QStringList>

#include <vector>

namespace relata {

/// Where the parts of a CREATE TABLE text stand. Within the room; offsets belong to the text that it was read from.
struct TableLayout
{
    /// From the first character of the first token to behind the last one.
    struct Span
    {
        qsizetype begin = 0;
        qsizetype end = 0;

        [[nodiscard]] bool isEmpty() const { return begin == end; }
    };

    struct Clause
    {
        enum class Kind {
            PrimaryKey,
            Unique,
            Check,
            ForeignKey,
            NotNull,
            Null,
            Default,
            Collate,
            Generated,
            Deferral,
            Name
        };
        Kind kind = Kind::Name;
        Span span; ///< with CONSTRAINT name
        QStringList columns;
        QString table;
        QStringList referenced;
        Span value; ///< Default: what follows the word; Check, Generated: the expression in its parentheses
        std::vector<Span> deleteActions; ///< ForeignKey: each ON DELETE …
        qsizetype actionsAt = 0; ///< ForeignKey: behind the parent and its columns
    };

    struct Column
    {
        QString name;
        Span span;
        Span type; ///< empty, behind the name, where there is none
        std::vector<Clause> clauses;
    };

    Span name; ///< of the table, without its schema
    qsizetype open = 0; ///< the parentheses around columns and constraints
    qsizetype close = 0;
    std::vector<Column> columns;
    std::vector<Clause> constraints; ///< of the table
    std::vector<qsizetype> commas; ///< behind each column and constraint, columns first; -1: none
    std::vector<sqltext::Token> comments;

    [[nodiscard]] static Result<TableLayout> of(QStringView sql);

    [[nodiscard]] std::size_t itemCount() const { return columns.size() + constraints.size(); }
    [[nodiscard]] Span item(std::size_t i) const
    {
        return i < columns.size() ? columns[i].span : constraints[i - columns.size()].span;
    }
};

} // namespace relata
