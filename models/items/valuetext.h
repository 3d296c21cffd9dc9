#pragma once

#include "base/error.h"
#include "data/rowwindow.h"
#include "schema/schema.h"

/// Values as texts for people, and back. The second border at which values change shape (the first is
/// store/valuebinding). Pure; GUI thread (uses translations).
namespace relata::valuetext {

/// One line: line breaks and tabs become signs, long texts end in "…", blobs say their size, null says "null".
[[nodiscard]] QString display(const Field &field, const Value &value, qint64 wholeLength = 0);
/// What a screen reader says: "null", "empty text", else display().
[[nodiscard]] QString spoken(const Field &field, const Value &value);
/// Whole and editable; empty for null.
[[nodiscard]] QString edit(const Field &field, const Value &value);
/// What was typed as a value of the field's type; the error names field, value and rule. An empty text stays one in
/// text fields and is null in all others.
[[nodiscard]] Result<Value> parse(const Schema &schema, const Field &field, const QString &text);
/// Why a stored value breaks its field's declared type, as a clause; empty where it does not.
[[nodiscard]] QString broken(const Schema &schema, const Field &field, const Value &value);
/// "craft, engineering, 1 more"; "null" for a to-one end that leads nowhere, empty for a to-many end.
[[nodiscard]] QString links(const End &end, const Links &links);
/// "3,503 instances", "≈ 10,000,000 instances", "12 of 3,503 instances", "1 instance".
[[nodiscard]] QString instances(qint64 matching, qint64 all, bool filtered, bool approximate);
/// Numbers with the locale's group mark.
[[nodiscard]] QString number(qint64 value);

} // namespace relata::valuetext
