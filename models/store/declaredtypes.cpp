#include "store/declaredtypes.h"

#include "schema/types.h"

#include <algorithm>
#include <cmath>

namespace relata::declaredtypes {

using namespace Qt::StringLiterals;

namespace {

bool containsAny(const QString &text, std::initializer_list<QLatin1StringView> words)
{
    return std::any_of(words.begin(), words.end(), [&](QLatin1StringView word) { return text.contains(word); });
}

/// A literal of SQL as the value it stands for; nothing where it is an expression.
std::optional<Value> literalValue(const QString &sql)
{
    const QString text = sql.trimmed();
    if (text.compare("TRUE"_L1, Qt::CaseInsensitive) == 0)
        return Value(true);
    if (text.compare("FALSE"_L1, Qt::CaseInsensitive) == 0)
        return Value(false);
    if (text.compare("NULL"_L1, Qt::CaseInsensitive) == 0)
        return Value(Null{});
    for (const QChar quote : {u'\'', u'"'}) {
        if (text.size() < 2 || !text.startsWith(quote) || !text.endsWith(quote))
            continue;
        QString inner = text.mid(1, text.size() - 2);
        const QString doubled = QString(2, quote);
        // A quote that is not doubled ends the text: then more than one literal stands here.
        if (QString(inner).remove(doubled).contains(quote))
            return std::nullopt;
        return Value(inner.replace(doubled, QString(quote)));
    }
    bool fits = false;
    if (const qint64 whole = text.toLongLong(&fits); fits)
        return Value(whole);
    if (const double number = text.toDouble(&fits); fits && std::isfinite(number))
        return Value(number);
    return std::nullopt;
}

std::optional<qint64> wholeNumber(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? 1 : 0;
    if (const auto *whole = std::get_if<qint64>(&value))
        return *whole;
    if (const auto *text = std::get_if<QString>(&value)) {
        bool fits = false;
        const qint64 whole = text->toLongLong(&fits);
        return fits ? std::optional(whole) : std::nullopt;
    }
    return std::nullopt;
}

std::optional<double> realNumber(const Value &value)
{
    if (const auto *number = std::get_if<double>(&value))
        return *number;
    if (const auto whole = wholeNumber(value))
        return double(*whole);
    if (const auto *text = std::get_if<QString>(&value)) {
        bool fits = false;
        const double number = text->toDouble(&fits);
        return fits ? std::optional(number) : std::nullopt;
    }
    return std::nullopt;
}

/// The literal as the column's affinity stores it and the field's type shows it.
std::optional<QJsonValue> shown(const Field &field, const Value &value, const QString &sql)
{
    switch (field.type.scalar) {
    case ScalarType::Boolean: {
        const auto whole = wholeNumber(value);
        return whole && (*whole == 0 || *whole == 1) ? std::optional(QJsonValue(*whole == 1)) : std::nullopt;
    }
    case ScalarType::Int:
    case ScalarType::BigInt:
    case ScalarType::Timestamp: {
        const auto whole = wholeNumber(value);
        return whole ? std::optional(QJsonValue(*whole)) : std::nullopt;
    }
    case ScalarType::Float:
    case ScalarType::Decimal: {
        const auto number = realNumber(value);
        return number ? std::optional(QJsonValue(*number)) : std::nullopt;
    }
    case ScalarType::Binary:
        return std::nullopt;
    default:
        break;
    }
    if (const auto *text = std::get_if<QString>(&value))
        return QJsonValue(*text);
    if (!field.anyType && !std::holds_alternative<bool>(value))
        return QJsonValue(sql.trimmed());
    if (!field.anyType)
        return QJsonValue(QString::number(*wholeNumber(value)));
    if (const auto whole = wholeNumber(value))
        return QJsonValue(*whole);
    return QJsonValue(*realNumber(value));
}

} // namespace

Meaning meaningOf(const QString &declared)
{
    const QString type = declared.section(u'(', 0, 0).trimmed().toUpper();
    if (type.isEmpty() || type == "ANY"_L1)
        return {ScalarType::String, true, false};
    if (type == "BOOLEAN"_L1 || type == "BOOL"_L1 || type == "BIT"_L1)
        return {ScalarType::Boolean, false, false};
    if (type == "DATE"_L1)
        return {ScalarType::Date, false, true};
    if (type == "TIME"_L1)
        return {ScalarType::Time, false, true};
    if (type.startsWith("DATETIME"_L1) || type.startsWith("TIMESTAMP"_L1))
        return {ScalarType::DateTime, false, true};
    // From here in the order of SQLite's own affinity rules, with the names other databases use beside them.
    if (type.contains("INT"_L1))
        return {ScalarType::BigInt, false, false};
    if (containsAny(type, {"CHAR"_L1, "CLOB"_L1, "TEXT"_L1, "STRING"_L1, "JSON"_L1, "UUID"_L1, "GUID"_L1, "ENUM"_L1}))
        return {ScalarType::String, false, false};
    if (containsAny(type, {"BLOB"_L1, "BINARY"_L1, "BYTEA"_L1, "IMAGE"_L1}))
        return {ScalarType::Binary, false, false};
    if (containsAny(type, {"REAL"_L1, "FLOA"_L1, "DOUB"_L1}))
        return {ScalarType::Float, false, false};
    if (containsAny(type, {"DEC"_L1, "NUM"_L1, "MONEY"_L1}))
        return {ScalarType::Decimal, false, false};
    return {ScalarType::String, true, false};
}

Meaning settled(Meaning meaning, const Values &sample)
{
    if (!meaning.needsSample)
        return meaning;
    const auto holds = [&](auto fits) { return std::all_of(sample.begin(), sample.end(), fits); };
    const auto isText = [](const Value &value) { return std::holds_alternative<QString>(value); };
    const bool moment = meaning.scalar == ScalarType::DateTime;
    // SQLite writes "2024-05-01 12:00:00", without the zone that AWSDateTime needs.
    if (sample.empty())
        return {moment ? ScalarType::String : meaning.scalar, false, false};
    if (holds(
            [&](const Value &value) { return isText(value) && types::fits(meaning.scalar, std::get<QString>(value)); }))
        return {meaning.scalar, false, false};
    if (moment && holds([](const Value &value) { return std::holds_alternative<qint64>(value); }))
        return {ScalarType::Timestamp, false, false};
    return {ScalarType::String, !holds(isText), false};
}

void takeDefault(Field &field, const QString &sql)
{
    const auto value = literalValue(sql);
    if (value && isNull(*value))
        return;
    field.hasDefault = true;
    if (value)
        field.defaultValue = shown(field, *value, sql);
}

} // namespace relata::declaredtypes
