#pragma once

#include "base/error.h"
#include "data/intent.h"
#include "data/query.h"

#include <QString>

#include <optional>
#include <vector>

/// What lines for `relata-cli run` ask for, so that "Try it" does exactly what stands in an example. Pure; any thread.
namespace relata::guide {

struct Trial
{
    std::vector<Intent> intents; ///< for Session::tryOut
    std::vector<Query> queries; ///< for Session::fetch
};

/// Knows save, delete, query and related; anything else is `unsupported`.
[[nodiscard]] Result<Trial> trialOf(const Schema &schema, const QString &jsonLines);

/// The branch of an instance in which the table shows what a query finds; nothing where it is no branch's.
[[nodiscard]] std::optional<Query::Source> branchOf(const Schema &schema, const Query &query);

} // namespace relata::guide
