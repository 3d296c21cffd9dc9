#pragma once

#include "data/migration.h"
#include "engine/migrationscript.h"

#include <map>

/// The CHECK rules of tables, which Relata does not model but keeps: SQLite judges them while rows are written, which a
/// migration puts off, since rows that broke a rule before may go on doing so.
namespace relata {

/// Rows that would break a rule of a table that is made anew, and break none now, become problems of the plan. Rules
/// that speak of computed columns, or of the table by its name, are judged at the end alone. Reads only.
Done checkRules(Connection &connection, const MigrationSql &sql, const std::vector<MigrationScript::MadeAnew> &tables,
                MigrationPlan &plan);

/// How many rows break a rule of their table, by table, and how many damages SQLite finds besides.
struct Soundness
{
    std::map<QString, qint64> broken;
    qint64 damages = 0;
};
/// `quick`: without comparing indexes with their tables.
enum class Thoroughness { Quick, Whole };
[[nodiscard]] Result<Soundness> soundnessOf(Connection &connection, Thoroughness thoroughness);

} // namespace relata
