#pragma once

#include "base/error.h"
#include "data/intent.h"
#include "views/browse/formdrafts.h"

namespace relata {

class FormLayout;

/// From what stands in a form to intents, and from a refusal back to the field that it is about. GUI thread.
namespace formintents {

/// The draft's values, each of its field's type. Where one does not fit its editor says why and takes the keyboard,
/// and nothing is answered.
[[nodiscard]] std::optional<Assignments> values(const FormLayout &layout, const FormDrafts::Draft &draft);
/// What the changed fields held when the typing began.
[[nodiscard]] Assignments expected(const FormDrafts::Draft &draft, const Assignments &values);

/// Shows the refusal at the field or relationship that it names; false where it names none of the form.
[[nodiscard]] bool showAtField(const FormLayout &layout, const Schema &schema, const Error &error);

/// The key fields that hold a link to this target, where its key alone tells them.
[[nodiscard]] std::optional<Assignments> linkValues(const Schema &schema, EndId end, const Key &target);
/// Likewise from the target's whole row.
[[nodiscard]] Assignments linkValues(const Schema &schema, EndId end, const Row &target);
/// All of the key fields null.
[[nodiscard]] Assignments noLink(const Schema &schema, EndId end);

} // namespace formintents
} // namespace relata
