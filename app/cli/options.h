#pragma once

#include "data/schemascript.h"

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace relata::cli {

enum class Command { Help, Version, Create, Schema, Run, Check, Migrate, NotYet };
enum class SchemaFormat { Json, Graphql, Sql };
enum class PlanFormat { Text, Json };
enum class OnFailure { Stop, Continue };

/// What the command line asks for.
struct Options
{
    Command command = Command::Help;
    QString name; ///< the command as given
    QString database; ///< a path or a URL
    QString schemaFile; ///< create, migrate
    SchemaFormat format = SchemaFormat::Json;
    SqlDialect dialect = SqlDialect::Sqlite; ///< of the format Sql
    QString script; ///< run: empty is standard input
    OnFailure onFailure = OnFailure::Stop;
    // migrate
    bool dryRun = false;
    bool allowDataLoss = false;
    PlanFormat planFormat = PlanFormat::Text; ///< of a dry run
    QStringList sets; ///< "Post.rating=0"
    QStringList remedies; ///< "null:Post.rating=delete"
};

/// The error is one sentence about wrong usage.
[[nodiscard]] tl::expected<Options, QString> parseOptions(const QStringList &arguments);

[[nodiscard]] QString usage();

} // namespace relata::cli
