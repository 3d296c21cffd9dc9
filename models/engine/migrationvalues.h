#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <QHash>

#include <optional>

/// Values of one field as values of another type. Pure; any thread.
namespace relata {

struct Conversion
{
    Field from;
    Field to;
    QHash<QString, QString> enumValues; ///< before → wanted; those that are not in it are no longer there
};

/// The value as the wanted field stores it, by the rules of types.h; nothing where there is no such value. Null stays
/// null. `raw` is as SQLite stores it.
[[nodiscard]] std::optional<Value> converted(const Schema &to, const Conversion &conversion, const Value &raw);

} // namespace relata
