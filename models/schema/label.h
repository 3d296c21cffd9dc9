#pragma once

#include "base/error.h"
#include "schema/schema.h"

/// What instances are called, as a person writes it: "{LastName}, {FirstName}". A brace that is text, or
/// part of a name, stands after a backslash.
/// Pure; any thread.
namespace relata::labels {

/// Fails with `invalid_value` where a brace is left open, a field is unknown or hidden, or no field is named at all.
[[nodiscard]] Result<std::vector<LabelPart>> read(const Model &model, QStringView text);
/// Empty where instances are called by their key.
[[nodiscard]] QString text(const Model &model);
[[nodiscard]] QString text(const Model &model, const std::vector<LabelPart> &parts);

/// The parts that are left when fields go, with the text that led to them. `moves`: by field, where it is now, or
/// an invalid id.
[[nodiscard]] std::vector<LabelPart> moved(const std::vector<LabelPart> &parts, const std::vector<FieldId> &moves);

} // namespace relata::labels
