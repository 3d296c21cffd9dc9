#include "engine/migrationvalues.h"

#include "data/json.h"
#include "schema/types.h"
#include "store/valuebinding.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

#include <cmath>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

bool isTextual(const FieldType &type)
{
    return type.kind == FieldType::Kind::Enum || (type.kind == FieldType::Kind::Scalar && types::isText(type.scalar));
}

/// How a person would write it.
QString textOf(const Value &value)
{
    if (const auto *bytes = std::get_if<QByteArray>(&value))
        return QString::fromLatin1(bytes->toBase64());
    return valueText(value);
}

std::optional<qint64> wholeOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? 1 : 0;
    if (const auto *whole = std::get_if<qint64>(&value))
        return *whole;
    if (const auto *number = std::get_if<double>(&value)) {
        constexpr double limit = 9223372036854775808.0; // 2^63
        const bool fits = std::trunc(*number) == *number && *number >= -limit && *number < limit;
        return fits ? std::optional(static_cast<qint64>(*number)) : std::nullopt;
    }
    if (const auto *text = std::get_if<QString>(&value)) {
        bool fits = false;
        const qint64 whole = text->trimmed().toLongLong(&fits);
        return fits ? std::optional(whole) : std::nullopt;
    }
    return std::nullopt;
}

QJsonValue elementOf(const Conversion &conversion, const QJsonValue &value);

/// The value as JSON of the wanted type's elements; it is checked against the type afterwards.
QJsonValue scalarJson(const Conversion &conversion, const Value &value)
{
    const FieldType &type = conversion.to.type;
    if (type.kind == FieldType::Kind::Object)
        return QJsonDocument::fromJson(textOf(value).toUtf8()).object();
    if (type.kind == FieldType::Kind::Enum) {
        const QString text = textOf(value);
        return conversion.from.type.kind == FieldType::Kind::Enum ? conversion.enumValues.value(text) : text;
    }
    switch (type.scalar) {
    case ScalarType::Boolean: {
        const QString text = textOf(value).trimmed();
        if (text == "true"_L1 || text == "1"_L1)
            return true;
        return text == "false"_L1 || text == "0"_L1 ? QJsonValue(false) : QJsonValue();
    }
    case ScalarType::Timestamp:
        if (conversion.from.type.scalar == ScalarType::DateTime && types::fits(ScalarType::DateTime, textOf(value)))
            return QDateTime::fromString(textOf(value), Qt::ISODateWithMs).toSecsSinceEpoch();
        [[fallthrough]];
    case ScalarType::Int:
    case ScalarType::BigInt: {
        const auto whole = wholeOf(value);
        return whole ? QJsonValue(*whole) : QJsonValue();
    }
    case ScalarType::Float: {
        if (const auto *number = std::get_if<double>(&value))
            return *number;
        const QString text = textOf(value).trimmed();
        if (const auto *flag = std::get_if<bool>(&value))
            return *flag ? 1 : 0;
        return types::fits(ScalarType::Float, text) ? QJsonValue(text.toDouble()) : QJsonValue();
    }
    case ScalarType::DateTime: {
        const auto *seconds = std::get_if<qint64>(&value);
        if (seconds && conversion.from.type.scalar == ScalarType::Timestamp)
            return QDateTime::fromSecsSinceEpoch(*seconds, QTimeZone::utc()).toString(Qt::ISODate);
        const QString text = textOf(value);
        const bool isDay = text.size() == 10 && types::fits(ScalarType::Date, text);
        return isDay ? QString(text % u"T00:00:00Z"_s) : text;
    }
    default:
        return textOf(value);
    }
}

/// Of one element of a JSON list.
Value valueOfJson(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool();
    case QJsonValue::Double:
        if (double(value.toInteger()) == value.toDouble())
            return value.toInteger();
        return value.toDouble();
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return JsonText{QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact))};
    case QJsonValue::Object:
        return JsonText{QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact))};
    default:
        return Null{};
    }
}

QJsonValue elementOf(const Conversion &conversion, const QJsonValue &value)
{
    if (value.isNull())
        return value;
    Conversion element = conversion;
    element.from.type.list = false;
    element.to.type.list = false;
    // What is no such value is told by its type's check: undefined passes for nothing.
    const QJsonValue result = scalarJson(element, valueOfJson(value));
    return result.isNull() ? QJsonValue(QJsonObject{{u"?"_s, value}}) : result;
}

std::optional<QJsonArray> listOf(const Value &value)
{
    const QString text = textOf(value);
    if (!text.trimmed().startsWith(u'['))
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
    return document.isArray() ? std::optional(document.array()) : std::nullopt;
}

QJsonValue listJson(const Conversion &conversion, const Value &value)
{
    const auto list = listOf(value);
    if (!list) {
        Conversion element = conversion;
        element.to.type.list = false;
        const QJsonValue only = scalarJson(element, value);
        return only.isNull() || only.isUndefined() ? QJsonValue() : QJsonValue(QJsonArray{only});
    }
    QJsonArray elements;
    for (const QJsonValue &element : *list)
        elements.append(elementOf(conversion, element));
    return elements;
}

/// A list that is to be one value: its only element. As a text it stays whole.
QJsonValue fromListJson(const Conversion &conversion, const Value &value)
{
    const bool text = isTextual(conversion.to.type) && conversion.to.type.kind == FieldType::Kind::Scalar
        && (conversion.to.type.scalar == ScalarType::String || conversion.to.type.scalar == ScalarType::Json);
    if (text)
        return textOf(value);
    const auto elements = listOf(value);
    return elements && elements->size() == 1 ? elementOf(conversion, elements->first()) : QJsonValue();
}

} // namespace

std::optional<Value> converted(const Schema &to, const Conversion &conversion, const Value &raw)
{
    if (isNull(raw))
        return Null{};
    const Value value = valuebinding::typed(conversion.from, raw);
    // An empty list stands for no value.
    if (conversion.from.type.list && !conversion.to.type.list && !isTextual(conversion.to.type))
        if (const auto elements = listOf(value); elements && elements->isEmpty())
            return Null{};
    const QJsonValue wanted = conversion.to.type.list ? listJson(conversion, value)
        : conversion.from.type.list                   ? fromListJson(conversion, value)
                                                      : scalarJson(conversion, value);
    if (wanted.isNull() || wanted.isUndefined())
        return std::nullopt;
    auto result = json::value(to, conversion.to, wanted);
    if (!result)
        return std::nullopt;
    if (auto *json = std::get_if<JsonText>(&*result))
        return std::move(json->text);
    return std::move(*result);
}

} // namespace relata
