#include "items/valuetext.h"

#include "base/overloaded.h"
#include "data/json.h"
#include "schema/types.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace relata::valuetext {
using namespace Qt::StringLiterals;
namespace {

struct ValueWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::ValueText)
};

/// Longer lines than this are not seen in any cell, and cost time to lay out.
constexpr qsizetype longestLine = 300;

/// As few characters as tell the number from its neighbours.
QString digits(double number) { return QString::number(number, 'g', QLocale::FloatingPointShortest); }

/// Control characters as signs, so that a text is one line and hides nothing.
QString oneLine(const QString &text)
{
    QString line;
    line.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        if (unit == u'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        if (unit == u'\n' || unit == u'\r' || unit == 0x2028 || unit == 0x2029)
            line += u'↵';
        else if (unit == u'\t')
            line += u'⇥';
        else if (unit < 0x20)
            line += QChar(static_cast<char16_t>(0x2400 + unit));
        else
            line += text[i];
    }
    return line;
}

/// At most longestLine characters, not ending in half of a surrogate pair.
QString shortened(const QString &text, bool wasCut)
{
    if (text.size() <= longestLine)
        return wasCut ? QString(oneLine(text) % u'…') : oneLine(text);
    const bool splitsPair = text[longestLine - 1].isHighSurrogate();
    return oneLine(text.first(splitsPair ? longestLine - 1 : longestLine)) % u'…';
}

QString blobSize(qint64 bytes)
{
    return bytes == 1 ? ValueWords::tr("1 byte") : ValueWords::tr("%1 bytes").arg(number(bytes));
}

bool isFreeText(const FieldType &type) { return type.isScalar(ScalarType::String) || type.isScalar(ScalarType::Id); }

/// A field without a declared type: a number where the text is exactly how that number is written, else the text.
Value untyped(const QString &text)
{
    bool ok = false;
    if (const qint64 whole = text.toLongLong(&ok); ok && QString::number(whole) == text)
        return whole;
    if (const double real = text.toDouble(&ok); ok && digits(real) == text)
        return real;
    return text;
}

/// What was typed as JSON of the field's type; a text that does not fit stays a text, so that the type's rule refuses
/// it.
QJsonValue asJson(const FieldType &type, const QString &text)
{
    if (type.isStructured()) {
        const QJsonDocument document = QJsonDocument::fromJson(text.toUtf8());
        if (document.isArray())
            return document.array();
        return document.isObject() ? QJsonValue(document.object()) : QJsonValue(text);
    }
    if (type.kind != FieldType::Kind::Scalar)
        return text;
    bool ok = false;
    switch (type.scalar) {
    case ScalarType::Int:
    case ScalarType::Timestamp:
    case ScalarType::BigInt: {
        const qint64 whole = text.toLongLong(&ok);
        return ok ? QJsonValue(whole) : QJsonValue(text);
    }
    case ScalarType::Float: {
        const double real = text.toDouble(&ok);
        return ok ? QJsonValue(real) : QJsonValue(text);
    }
    case ScalarType::Boolean:
        if (text.compare(u"true", Qt::CaseInsensitive) == 0 || text == u"1")
            return true;
        return text.compare(u"false", Qt::CaseInsensitive) == 0 || text == u"0" ? QJsonValue(false) : QJsonValue(text);
    default:
        return text;
    }
}

QString linkLabel(const InstanceRef &to)
{
    return to.missing ? ValueWords::tr("key %1 not found").arg(keyText(to.key)) : oneLine(to.label);
}

/// For the plural form that a language chooses; the number that is shown comes from number().
int pluralOf(qint64 count) { return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max())); }

} // namespace

QString display(const Field &field, const Value &value, qint64 wholeLength)
{
    Q_UNUSED(field);
    return std::visit(
        Overloaded{[](Null) { return ValueWords::tr("null"); },
                   [](bool flag) { return flag ? ValueWords::tr("true") : ValueWords::tr("false"); },
                   [](qint64 whole) { return QString::number(whole); }, [](double real) { return digits(real); },
                   [&](const QString &text) { return shortened(text, wholeLength > text.size()); },
                   [&](const QByteArray &bytes) { return blobSize(std::max<qint64>(wholeLength, bytes.size())); },
                   [&](const JsonText &json) { return shortened(json.text, wholeLength > json.text.size()); }},
        value);
}

QString spoken(const Field &field, const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text && text->isEmpty() ? ValueWords::tr("empty text") : display(field, value);
}

QString edit(const Field &field, const Value &value)
{
    Q_UNUSED(field);
    return std::visit(Overloaded{[](Null) { return QString(); },
                                 [](const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); },
                                 [](const auto &other) { return valueText(other); }},
                      value);
}

Result<Value> parse(const Schema &schema, const Field &field, const QString &text)
{
    if (field.anyType)
        return untyped(text);
    if (isFreeText(field.type))
        return Value(text);
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return Value(Null());
    const QJsonValue json = asJson(field.type, trimmed);
    if (const Done fits = types::check(schema, field, json); !fits)
        return tl::unexpected(fits.error());
    return json::value(schema, field, json);
}

QString broken(const Schema &schema, const Field &field, const Value &value)
{
    const bool isText = std::holds_alternative<QString>(value);
    if (isNull(value) || field.anyType || (isText && isFreeText(field.type)))
        return {};
    const bool isBinary = field.type.isScalar(ScalarType::Binary);
    const bool fits = isBinary || std::holds_alternative<QByteArray>(value)
        ? isBinary && std::holds_alternative<QByteArray>(value)
        : types::check(schema, field, json::fromValue(field, value)).has_value();
    return fits ? QString() : ValueWords::tr("must be %1").arg(types::rule(schema, field.type));
}

QString links(const End &end, const Links &links)
{
    if (links.first.empty())
        return end.isMany() ? QString() : ValueWords::tr("null");
    QStringList parts;
    for (const InstanceRef &to : links.first)
        parts.append(linkLabel(to));
    constexpr qint64 countedAtMost = 1000;
    const qint64 shown = static_cast<qint64>(links.first.size());
    if (links.count > countedAtMost)
        parts.append(ValueWords::tr("%1+ more").arg(number(countedAtMost - shown)));
    else if (links.count > shown)
        parts.append(ValueWords::tr("%1 more").arg(number(links.count - shown)));
    return parts.join(u", "_s);
}

QString instances(qint64 matching, qint64 all, bool filtered, bool approximate)
{
    if (filtered && all >= 0) {
        return all == 1
            ? ValueWords::tr("%1 of 1 instance").arg(number(matching))
            : ValueWords::tr("%1 of %2 instances", nullptr, pluralOf(all)).arg(number(matching), number(all));
    }
    if (matching == 1)
        return ValueWords::tr("1 instance");
    const QString text = ValueWords::tr("%1 instances", nullptr, pluralOf(matching)).arg(number(matching));
    return approximate ? QString(u"≈ "_s % text) : text;
}

QString number(qint64 value)
{
    // The C locale writes no group marks; people read them all the same.
    const QLocale here;
    return here.language() == QLocale::C ? QLocale(QLocale::English).toString(value) : here.toString(value);
}

} // namespace relata::valuetext
