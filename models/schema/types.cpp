#include "schema/types.h"

#include "schema/textrules.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cmath>
#include <limits>

namespace relata::types {
using namespace Qt::StringLiterals;
namespace {

/// The value as a person typed it, shortened; it stands in errors.
QString quoted(const QJsonValue &value)
{
    constexpr qsizetype longest = 60;
    QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    const QString shown = QString::fromUtf8(text.mid(1, text.size() - 2));
    return shown.size() <= longest ? shown : QString(shown.first(longest) % u"…");
}

tl::unexpected<Error> refused(const QString &path, const QJsonValue &value, const QString &clause)
{
    return failure(ErrorCode::InvalidValue,
                   u"\""_s % path % u"\" cannot be "_s % quoted(value) % u": "_s % clause % u'.');
}

/// The value is a whole number: the default given back for anything else differs between the two calls.
bool isWhole(const QJsonValue &value) { return value.isDouble() && value.toInteger(0) == value.toInteger(1); }

bool fitsScalar(ScalarType type, const QJsonValue &value)
{
    switch (type) {
    case ScalarType::Int:
        return isWhole(value) && value.toInteger() >= std::numeric_limits<qint32>::min()
            && value.toInteger() <= std::numeric_limits<qint32>::max();
    case ScalarType::Timestamp:
    case ScalarType::BigInt:
        return isWhole(value);
    case ScalarType::Float:
        return value.isDouble() && std::isfinite(value.toDouble());
    case ScalarType::Decimal:
        return (value.isDouble() && std::isfinite(value.toDouble()))
            || (value.isString() && textrules::isDecimal(value.toString()));
    case ScalarType::Boolean:
        return value.isBool();
    case ScalarType::Json:
        return value.isObject() || value.isArray() || (value.isString() && textrules::isJson(value.toString()));
    default:
        return value.isString() && fits(type, value.toString());
    }
}

QString scalarRule(ScalarType type)
{
    switch (type) {
    case ScalarType::Id:
    case ScalarType::String:
        return u"a text"_s;
    case ScalarType::Int:
        return u"a whole number from -2147483648 to 2147483647"_s;
    case ScalarType::Float:
        return u"a number"_s;
    case ScalarType::Boolean:
        return u"true or false"_s;
    case ScalarType::Date:
        return u"a date that exists, as YYYY-MM-DD"_s;
    case ScalarType::Time:
        return u"a time that exists, as hh:mm, hh:mm:ss or hh:mm:ss.sss"_s;
    case ScalarType::DateTime:
        return u"a date and time that exist, with a zone, as YYYY-MM-DDThh:mm:ssZ"_s;
    case ScalarType::Timestamp:
        return u"whole seconds since 1970-01-01 UTC"_s;
    case ScalarType::Email:
        return u"an e-mail address as name@example.org"_s;
    case ScalarType::Url:
        return u"an address with its scheme, as https://example.org/page"_s;
    case ScalarType::Phone:
        return u"a phone number of digits, spaces and hyphens, as +44 20 7946 0000"_s;
    case ScalarType::IpAddress:
        return u"an IPv4 or IPv6 address, as 192.0.2.1, 2001:db8::1 or 192.0.2.0/24"_s;
    case ScalarType::Json:
        return u"a JSON value, or the text of one"_s;
    case ScalarType::Binary:
        return u"bytes as base64 text"_s;
    case ScalarType::Decimal:
        return u"a decimal number as 12.50"_s;
    case ScalarType::BigInt:
        return u"a whole number of 64 bits"_s;
    }
    Q_UNREACHABLE();
}

FieldType elementOf(FieldType type)
{
    type.list = false;
    return type;
}

Done checkType(const Schema &schema, const FieldType &type, const QString &path, const QJsonValue &value);

Done checkList(const Schema &schema, const FieldType &type, const QString &path, const QJsonValue &value)
{
    if (!value.isArray())
        return refused(path, value, u"it must be "_s % rule(schema, type));
    const FieldType element = elementOf(type);
    const QJsonArray items = value.toArray();
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString itemPath = path % u'[' % QString::number(i) % u']';
        const QJsonValue item = items[i];
        if (item.isNull() && type.elementRequired)
            return refused(itemPath, item, u"the list takes no null"_s);
        if (auto done = checkType(schema, element, itemPath, item); !done)
            return done;
    }
    return {};
}

Done checkObject(const Schema &schema, const ObjectType &type, const QString &path, const QJsonValue &value)
{
    if (!value.isObject())
        return refused(path, value, u"it must be an object of type "_s % type.name);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool known = std::any_of(type.fields.begin(), type.fields.end(),
                                       [&it](const Field &field) { return field.name == it.key(); });
        if (!known)
            return refused(path, value, type.name % u" has no field \""_s % it.key() % u"\""_s);
    }
    for (const Field &field : type.fields) {
        const QJsonValue part = object.value(field.name);
        const bool empty = part.isNull() || part.isUndefined();
        if (empty && field.required)
            return refused(path, value, type.name % u" needs a value for \""_s % field.name % u"\""_s);
        if (auto done = checkType(schema, field.type, path % u'.' % field.name, part); !done)
            return done;
    }
    return {};
}

Done checkType(const Schema &schema, const FieldType &type, const QString &path, const QJsonValue &value)
{
    if (value.isNull() || value.isUndefined())
        return {};
    if (type.list)
        return checkList(schema, type, path, value);
    switch (type.kind) {
    case FieldType::Kind::Scalar:
        if (!fitsScalar(type.scalar, value))
            return refused(path, value, u"it must be "_s % scalarRule(type.scalar));
        return {};
    case FieldType::Kind::Enum: {
        const EnumType *found = schema.enumNamed(type.name);
        if (!value.isString() || (found && !found->values.contains(value.toString())))
            return refused(path, value, u"it must be "_s % rule(schema, type));
        return {};
    }
    case FieldType::Kind::Object: {
        const ObjectType *found = schema.typeNamed(type.name);
        return found ? checkObject(schema, *found, path, value) : Done();
    }
    }
    Q_UNREACHABLE();
}

} // namespace

Done check(const Schema &schema, const Field &field, const QJsonValue &value)
{
    if (field.anyType)
        return {};
    return checkType(schema, field.type, field.name, value);
}

QString rule(const Schema &schema, const FieldType &type)
{
    if (type.list)
        return u"a list, each element "_s % rule(schema, elementOf(type));
    switch (type.kind) {
    case FieldType::Kind::Scalar:
        return scalarRule(type.scalar);
    case FieldType::Kind::Enum: {
        const EnumType *found = schema.enumNamed(type.name);
        return found ? QString(u"one of "_s % found->values.join(u", "_s)) : u"a value of "_s + type.name;
    }
    case FieldType::Kind::Object:
        return u"an object of type "_s % type.name;
    }
    Q_UNREACHABLE();
}

bool fits(ScalarType type, QStringView text)
{
    bool ok = false;
    switch (type) {
    case ScalarType::Id:
    case ScalarType::String:
        return true;
    case ScalarType::Int:
        return text.toInt(&ok) || ok;
    case ScalarType::Timestamp:
    case ScalarType::BigInt:
        return text.toLongLong(&ok) || ok;
    case ScalarType::Float:
        return textrules::isDecimal(text) && std::isfinite(text.toDouble());
    case ScalarType::Decimal:
        return textrules::isDecimal(text);
    case ScalarType::Boolean:
        return text == u"true" || text == u"false";
    case ScalarType::Date:
        return textrules::isDate(text);
    case ScalarType::Time:
        return textrules::isTime(text);
    case ScalarType::DateTime:
        return textrules::isDateTime(text);
    case ScalarType::Email:
        return textrules::isEmail(text);
    case ScalarType::Url:
        return textrules::isUrl(text);
    case ScalarType::Phone:
        return textrules::isPhone(text);
    case ScalarType::IpAddress:
        return textrules::isIpAddress(text);
    case ScalarType::Json:
        return textrules::isJson(text);
    case ScalarType::Binary:
        return textrules::isBase64(text);
    }
    Q_UNREACHABLE();
}

bool isText(ScalarType type) { return !isNumber(type) && type != ScalarType::Boolean; }

bool isNumber(ScalarType type)
{
    switch (type) {
    case ScalarType::Int:
    case ScalarType::Float:
    case ScalarType::Timestamp:
    case ScalarType::Decimal:
    case ScalarType::BigInt:
        return true;
    default:
        return false;
    }
}

} // namespace relata::types
