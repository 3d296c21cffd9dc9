#pragma once

#include "base/error.h"
#include "data/intent.h"
#include "data/query.h"
#include "data/rowwindow.h"

#include <QJsonArray>
#include <QJsonObject>

/// Instances, keys and predicates as the line protocol writes them (CONTRACT 3). Pure; any thread.
namespace relata::json {

[[nodiscard]] Result<ModelId> model(const Schema &schema, const QJsonValue &name);
[[nodiscard]] Result<EndId> end(const Schema &schema, ModelId model, const QJsonValue &name);

/// A string or a number; an array in key order for composite keys. `invalid_value` where the shape is wrong.
[[nodiscard]] Result<Key> key(const Schema &schema, ModelId model, const QJsonValue &value);
[[nodiscard]] QJsonValue fromKey(const Key &key);

/// Field and relationship names to stored fields, each value checked against its type. Refuses unknown fields,
/// fields that Relata or the database keeps, to-many ends, and two values for one key.
[[nodiscard]] Result<Assignments> assignments(const Schema &schema, ModelId model, const QJsonObject &values);

/// As assignments(), for values that are only compared: fields that cannot be written may be named.
[[nodiscard]] Result<Assignments> expectations(const Schema &schema, ModelId model, const QJsonObject &values);

/// One value of a field's type; the error names field, value and rule.
[[nodiscard]] Result<Value> value(const Schema &schema, const Field &field, const QJsonValue &value);
[[nodiscard]] QJsonValue fromValue(const Field &field, const Value &value);

[[nodiscard]] Result<Predicate> predicate(const Schema &schema, ModelId model, const QJsonValue &where);
[[nodiscard]] Result<std::vector<Sort>> sort(const Schema &schema, ModelId model, const QJsonValue &sort);

/// The whole instance: visible fields, then to-one fields that hold a key and are no field of their own.
[[nodiscard]] QJsonObject fromInstance(const Schema &schema, ModelId model, const Values &values);

} // namespace relata::json
