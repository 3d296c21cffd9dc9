#pragma once

#include "data/plan.h"

/// What the delete dialog says about a plan, as sentences. Pure; GUI thread (uses translations).
namespace relata::deletewords {

/// "Delete publication “Field Notes”?", "Delete 3 publications?"; the label is empty while it is not known.
[[nodiscard]] QString question(const Model &model, qint64 chosen, const QString &label);
/// "81 instances would be deleted, 28 links removed and 5 fields cleared. Undo brings all of it back."
[[nodiscard]] QString totals(const DeletePreview &preview);
/// "3 contracts block this."
[[nodiscard]] QString blockers(const Schema &schema, const DeletePreview &preview);
/// Why they do: "Their “publication” may not be empty.", "The rule of their “publication” is restrict."
[[nodiscard]] QString reasons(const Schema &schema, const DeletePreview &preview);

/// What the list of all that goes is called at first: "publications to delete.csv".
[[nodiscard]] QString fileName(const Model &model);

} // namespace relata::deletewords
