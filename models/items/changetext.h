#pragma once

#include "data/change.h"
#include "schema/schema.h"

/// Change sets as sentences. The words are made here, where they are shown, so that they can be translated.
namespace relata::changetext {

/// "Linked tag “sound” to “Bridges that hum”", "Deleted publication “Orbit” and 14 more".
[[nodiscard]] QString sentence(const Schema &schema, const ChangeSet &set);
/// For menu and tool tip: "Undo: delete publication “Orbit” and 14 more"; plain "Undo" where there is nothing.
[[nodiscard]] QString undo(const Schema &schema, const ChangeSet *set);
[[nodiscard]] QString redo(const Schema &schema, const ChangeSet *set);
/// What the set did, one line each: "Article “Tidal clocks” deleted", "author of Post “Winter light” cleared".
[[nodiscard]] QStringList details(const Schema &schema, const ChangeSet &set, int atMost);

} // namespace relata::changetext
