#pragma once

#include "data/json.h"

/// What the parts of `json` share among themselves. Nothing else includes this.
namespace relata::json {

/// A field that values and predicates may name; hidden ones are not found.
[[nodiscard]] std::optional<FieldId> visibleField(const Model &model, QStringView name);

[[nodiscard]] tl::unexpected<Error> unknownField(const Model &model, const QString &name);
[[nodiscard]] tl::unexpected<Error> invalidValue(const QString &message);

/// JSON as a person wrote it, cut when it is long: for sentences.
[[nodiscard]] QString quote(const QJsonValue &value);

/// A value in the shape in which the field's type is stored, without judging it.
[[nodiscard]] Value toStored(const Field &field, const QJsonValue &value);

/// The target's key as the values of the reference's columns, in their order. Null gives nulls.
[[nodiscard]] Result<Values> referenceValues(const Schema &schema, const End &end, const QJsonValue &value);

/// What a comparison with this field takes: the right kind of JSON, but not its type's whole rule.
/// "plain" may well be asked of an email address.
[[nodiscard]] Result<Value> operand(const Schema &schema, const Field &field, const QJsonValue &value);

} // namespace relata::json
