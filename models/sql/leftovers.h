#pragma once

#include <QString>

#include <vector>

/// What SQLite's tables say and no schema of Relata's holds, so that only SQLite's own text carries it. Pure.
namespace relata {

struct Leftover
{
    QString table;
    QString column; ///< empty: of the table as a whole
    QString sentence;
};

/// Of one CREATE TABLE: checks, collations, generated columns, what foreign keys do on update and when they are judged,
/// conflict clauses. Defaults are left to those who know which of them a schema holds.
[[nodiscard]] std::vector<Leftover> leftoversOf(const QString &table, const QString &createTable);

} // namespace relata
