#include "sql/storeddefault.h"

#include "base/overloaded.h"
#include "data/json.h"
#include "schema/types.h"

#include <QJsonDocument>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>
#include <limits>

namespace relata::storeddefault {

using namespace Qt::StringLiterals;

namespace {

std::optional<qint64> wholeOf(const Value &value)
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

std::optional<QString> textOf(const Value &value)
{
    return std::visit(Overloaded{[](Null) { return std::optional<QString>(); },
                                 [](bool flag) { return std::optional(flag ? u"1"_s : u"0"_s); },
                                 [](qint64 whole) { return std::optional(QString::number(whole)); },
                                 [](double real) { return std::optional(number(real)); },
                                 [](const QString &text) { return std::optional(text); },
                                 [](const QByteArray &) { return std::optional<QString>(); },
                                 [](const JsonText &json) { return std::optional(json.text); }},
                      value);
}

std::optional<Value> asText(const Value &value)
{
    auto text = textOf(value);
    return text ? std::optional<Value>(std::move(*text)) : std::nullopt;
}

std::optional<Value> asReal(const Value &value)
{
    if (const auto *real = std::get_if<double>(&value))
        return std::isfinite(*real) ? std::optional<Value>(*real) : std::nullopt;
    const auto whole = wholeOf(value);
    return whole ? std::optional<Value>(double(*whole)) : std::nullopt;
}

std::optional<Value> asJson(const Value &value)
{
    auto text = textOf(value);
    return text && types::fits(ScalarType::Json, *text) ? std::optional<Value>(JsonText{std::move(*text)})
                                                        : std::nullopt;
}

} // namespace

std::optional<Value> of(const Schema &schema, const Field &field, const ColumnShape &shape)
{
    const auto value = json::value(schema, field, *field.defaultValue);
    if (!value || isNull(*value))
        return std::nullopt;
    switch (shape.stored) {
    case ScalarType::Boolean:
        return std::holds_alternative<bool>(*value) ? std::optional(*value) : std::nullopt;
    case ScalarType::Int:
    case ScalarType::BigInt:
    case ScalarType::Timestamp: {
        const auto whole = wholeOf(*value);
        const bool fits = whole
            && (shape.stored != ScalarType::Int
                || (*whole >= std::numeric_limits<qint32>::min() && *whole <= std::numeric_limits<qint32>::max()));
        return fits ? std::optional<Value>(*whole) : std::nullopt;
    }
    case ScalarType::Float:
        return asReal(*value);
    case ScalarType::Json:
        return asJson(*value);
    case ScalarType::Binary:
        return std::holds_alternative<QByteArray>(*value) ? std::optional(*value) : std::nullopt;
    default:
        break;
    }
    const auto text = asText(*value);
    const bool fits = text && types::fits(shape.stored, std::get<QString>(*text));
    return fits ? text : std::nullopt;
}

QString number(double value) { return QString::number(value, 'g', QLocale::FloatingPointShortest); }

bool hasZone(QStringView text)
{
    static const QRegularExpression zone(u"(?:Z|[+-]\\d\\d:\\d\\d(?::\\d\\d)?)$"_s);
    return zone.match(text.toString()).hasMatch();
}

bool hasUnstorable(const QString &json)
{
    // Written anew, what can be a character is one, and what is left as an escape can not.
    static const QRegularExpression escape(u"\\\\u(?:0000|d[89a-f])"_s, QRegularExpression::CaseInsensitiveOption);
    const auto document = QJsonDocument::fromJson('[' % json.toUtf8() % ']');
    QString text = QString::fromUtf8(document.toJson(QJsonDocument::Compact));
    return text.remove(u"\\\\"_s).contains(escape);
}

} // namespace relata::storeddefault
