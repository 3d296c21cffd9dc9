#pragma once

#include "base/error.h"
#include "schema/schema.h"

#include <QJsonValue>

/// Each type's rules, in one place (CONTRACT 3, Types; AWS AppSync scalar reference). Pure; any thread.
namespace relata::types {

/// The value as JSON fits the field's type (null is not judged here: see Field::required).
/// The error is `invalid_value` and its sentence names field, value and rule.
[[nodiscard]] Done check(const Schema &schema, const Field &field, const QJsonValue &value);

/// What a text of this scalar type must look like, as a clause for a person: "a date as YYYY-MM-DD". The same words
/// stand in errors and in tool tips.
[[nodiscard]] QString rule(const Schema &schema, const FieldType &type);

/// A scalar text type's rule: dates exist, addresses parse.
[[nodiscard]] bool fits(ScalarType type, QStringView text);

/// Scalars whose values are texts in JSON (all but Int, Float, Boolean, Timestamp, Decimal, BigInt).
[[nodiscard]] bool isText(ScalarType type);
[[nodiscard]] bool isNumber(ScalarType type);

} // namespace relata::types
