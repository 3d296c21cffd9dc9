#include "data/jsonparts.h"

#include "base/overloaded.h"
#include "schema/types.h"

#include <QJsonDocument>

#include <cmath>

using namespace Qt::StringLiterals;

namespace relata::json {

namespace {

QString compactText(const QJsonValue &value)
{
    const QJsonDocument document = value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

bool isWholeNumber(const QJsonValue &value)
{
    // toInteger() answers its default for what is no whole number of 64 bits, so two defaults tell.
    return value.toInteger(0) == value.toInteger(1);
}

/// JSON's own kind decides where the field's type does not.
Value asWritten(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return static_cast<qint64>(value.toBool() ? 1 : 0);
    case QJsonValue::Double:
        if (isWholeNumber(value))
            return value.toInteger();
        return value.toDouble();
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
    case QJsonValue::Object:
        return compactText(value);
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return Null{};
}

QJsonValue fromNumber(double number)
{
    if (std::isfinite(number))
        return number;
    if (std::isnan(number))
        return QJsonValue::Null;
    return number > 0 ? u"Infinity"_s : u"-Infinity"_s; // JSON has no word for it
}

} // namespace

QString quote(const QJsonValue &value)
{
    constexpr qsizetype longest = 60;
    QString text;
    if (value.isArray() || value.isObject()) {
        text = compactText(value);
    } else {
        const QString list = compactText(QJsonArray{value});
        text = list.sliced(1, list.size() - 2);
    }
    return text.size() > longest ? QString(text.first(longest) % u'…') : text;
}

Value toStored(const Field &field, const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return Null{};
    const FieldType &type = field.type;
    if (field.anyType)
        return asWritten(value);
    if (type.isStructured() && (value.isArray() || value.isObject()))
        return JsonText{compactText(value)};
    if (type.isScalar(ScalarType::Boolean) && value.isBool())
        return value.toBool();
    if (type.isScalar(ScalarType::Float) && value.isDouble())
        return value.toDouble();
    if (type.isScalar(ScalarType::Binary) && value.isString())
        return QByteArray::fromBase64(value.toString().toLatin1());
    return asWritten(value);
}

Result<Value> value(const Schema &schema, const Field &field, const QJsonValue &value)
{
    if (value.isNull())
        return Null{};
    if (const auto fits = types::check(schema, field, value); !fits)
        return tl::unexpected(fits.error());
    return toStored(field, value);
}

QJsonValue fromValue(const Field &field, const Value &value)
{
    return std::visit(
        Overloaded{[](Null) { return QJsonValue(QJsonValue::Null); }, [](bool flag) { return QJsonValue(flag); },
                   [](qint64 number) { return QJsonValue(number); }, [](double number) { return fromNumber(number); },
                   [](const QString &text) { return QJsonValue(text); },
                   [](const QByteArray &bytes) { return QJsonValue(QString::fromLatin1(bytes.toBase64())); },
                   [&](const JsonText &json) {
                       const auto document = QJsonDocument::fromJson(json.text.toUtf8());
                       if (document.isArray() && field.type.list)
                           return QJsonValue(document.array());
                       if (document.isObject() && !field.type.list)
                           return QJsonValue(document.object());
                       return QJsonValue(json.text);
                   }},
        value);
}

Result<Value> operand(const Schema &schema, const Field &field, const QJsonValue &value)
{
    const FieldType &type = field.type;
    const bool scalar = type.kind == FieldType::Kind::Scalar && !type.list;
    bool fits = false;
    if (field.anyType)
        fits = !value.isArray() && !value.isObject();
    else if (type.isStructured())
        fits = type.list ? value.isArray() : value.isObject();
    else if (scalar && type.scalar == ScalarType::Boolean)
        fits = value.isBool();
    else if (scalar && type.scalar == ScalarType::Decimal)
        fits = value.isDouble() || value.isString();
    else if (scalar && type.scalar == ScalarType::Json)
        fits = !value.isUndefined();
    else if (scalar && types::isNumber(type.scalar))
        fits = value.isDouble();
    else
        fits = value.isString();
    if (fits)
        return toStored(field, value);
    return invalidValue(
        u"%1 cannot be compared with %2: it holds %3."_s.arg(field.name, quote(value), types::rule(schema, type)));
}

} // namespace relata::json
