#pragma once

#include "schema/schemadiff.h"

#include <optional>
#include <vector>

/// Which models of two schemas that were shown one after the other are the same. Pure; any thread.
namespace relata::diagram {

/// By model of `next`: which one of `before` it is; nothing: it is new. Models of drafts are known by where they come
/// from in the database, whatever they are called now; others by their name, then by their position where nothing was
/// added or removed, then by their fields. Origins may be empty: nothing is known.
[[nodiscard]] std::vector<std::optional<ModelId>> sameModels(const Schema &before, const Origins &beforeOrigins,
                                                             const Schema &next, const Origins &nextOrigins);

} // namespace relata::diagram
