#pragma once

#include "base/error.h"
#include "data/schemascript.h"
#include "schema/schema.h"

#include <functional>
#include <vector>

/// Schemas to export: other people's databases and schemas, random ones, and a few that are made to be difficult.
namespace relata::sources {

/// Where a schema comes from, and what its script is for each database.
struct Source
{
    QString name;
    std::function<Result<SchemaScript>(SqlDialect, Schema &)> script;
};

[[nodiscard]] Source sdlFile(const QString &path);
/// A database of these statements, which "; " parts.
[[nodiscard]] Source declared(const QString &name, const QString &sql);

/// Says which files are not there.
[[nodiscard]] std::vector<Source> all();

} // namespace relata::sources
