#pragma once

#include <QByteArray>
#include <QString>

#include <compare>
#include <variant>
#include <vector>

namespace relata {

/// Null, and nothing else; an empty text is a QString.
using Null = std::monostate;

/// JSON text of a list or an object, compact, as stored. Its own type so that it is never taken for a text.
struct JsonText
{
    QString text;
    friend bool operator==(const JsonText &, const JsonText &) = default;
    friend auto operator<=>(const JsonText &a, const JsonText &b) { return a.text.compare(b.text) <=> 0; }
};

/// One stored value, in the shape in which the database holds it. Booleans are bool where the field's type is Boolean
/// and the database holds 0 or 1; a value that breaks its field's declared type keeps its own shape.
using Value = std::variant<Null, bool, qint64, double, QString, QByteArray, JsonText>;

[[nodiscard]] inline bool isNull(const Value &value) { return std::holds_alternative<Null>(value); }

/// A model's key fields in key order; one value for most models. Empty for models without a key.
using Key = std::vector<Value>;

/// An instance's stored values, one per field of its model, in the model's order.
using Values = std::vector<Value>;

/// Total order as SQLite's BINARY collation sorts: null, numbers, text by code point (UTF-8 bytes), bytes.
[[nodiscard]] std::weak_ordering compareValues(const Value &a, const Value &b);
[[nodiscard]] std::weak_ordering compareKeys(const Key &a, const Key &b);

[[nodiscard]] std::size_t hashValue(const Value &value, std::size_t seed = 0);
struct KeyHash
{
    [[nodiscard]] std::size_t operator()(const Key &key) const;
};

/// For people and logs: "a1", "17", "s1 / d1" for a composite key.
[[nodiscard]] QString keyText(const Key &key);
[[nodiscard]] QString valueText(const Value &value);

} // namespace relata
