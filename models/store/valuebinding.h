#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <QVariant>

/// Values at the border to QtSql; nothing else in the core knows QVariant. Pure; any thread.
namespace relata::valuebinding {

/// What to bind: booleans as 0 and 1, JSON as text. An empty text stays a text and an empty blob a blob, also where
/// Qt calls them null.
[[nodiscard]] QVariant toVariant(const Value &value);

/// By SQLite's storage class, whatever the column was declared as: Null, qint64, double, QString or QByteArray.
[[nodiscard]] Value fromVariant(const QVariant &variant);

/// A value as read, in the shape that its field has in instances: bool where the field is Boolean and the value 0 or 1,
/// JsonText where it is a list or an object. A value that breaks its field's type stays as it is; AWSJSON is text.
[[nodiscard]] Value typed(const Field &field, Value raw);

} // namespace relata::valuebinding
