#include "data/value.h"

#include "base/overloaded.h"

#include <QHashFunctions>
#include <QLocale>
#include <QStringList>

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace relata {

namespace {

/// Storage classes in the order in which SQLite sorts them.
enum class Rank { Null, Number, Text, Bytes };

Rank rankOf(const Value &value)
{
    return std::visit(Overloaded{[](Null) { return Rank::Null; }, [](bool) { return Rank::Number; },
                                 [](qint64) { return Rank::Number; }, [](double) { return Rank::Number; },
                                 [](const QString &) { return Rank::Text; },
                                 [](const QByteArray &) { return Rank::Bytes; },
                                 [](const JsonText &) { return Rank::Text; }},
                      value);
}

const QString &textOf(const Value &value)
{
    const auto *json = std::get_if<JsonText>(&value);
    return json ? json->text : std::get<QString>(value);
}

/// A double that is a whole number within 64 bits, as that number: 3.0 and 3 are the same.
std::optional<qint64> asWhole(double number)
{
    constexpr double limit = 9223372036854775808.0; // 2^63
    if (number >= -limit && number < limit && std::trunc(number) == number)
        return static_cast<qint64>(number);
    return std::nullopt;
}

std::optional<qint64> wholeOf(const Value &value)
{
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? 1 : 0;
    if (const auto *whole = std::get_if<qint64>(&value))
        return *whole;
    return asWhole(std::get<double>(value));
}

/// Exact: no whole number is rounded to a double. NaN sorts before all numbers, so that the order stays total.
std::weak_ordering compareWholeToDouble(qint64 whole, double number)
{
    constexpr double limit = 9223372036854775808.0;
    if (std::isnan(number) || number < -limit)
        return std::weak_ordering::greater;
    if (number >= limit)
        return std::weak_ordering::less;
    const auto floor = static_cast<qint64>(std::floor(number));
    if (whole != floor)
        return whole < floor ? std::weak_ordering::less : std::weak_ordering::greater;
    return std::floor(number) < number ? std::weak_ordering::less : std::weak_ordering::equivalent;
}

std::weak_ordering compareDoubles(double a, double b)
{
    if (a < b)
        return std::weak_ordering::less;
    if (a > b)
        return std::weak_ordering::greater;
    if (std::isnan(a) != std::isnan(b))
        return std::isnan(a) ? std::weak_ordering::less : std::weak_ordering::greater;
    return std::weak_ordering::equivalent;
}

std::weak_ordering compareNumbers(const Value &a, const Value &b)
{
    const std::optional<qint64> x = wholeOf(a);
    const std::optional<qint64> y = wholeOf(b);
    if (x && y)
        return *x <=> *y;
    if (x)
        return compareWholeToDouble(*x, std::get<double>(b));
    if (y)
        return 0 <=> compareWholeToDouble(*y, std::get<double>(a));
    return compareDoubles(std::get<double>(a), std::get<double>(b));
}

/// UTF-16 order is code point order but for surrogates, which must sort after U+E000..U+FFFF.
char16_t inCodePointOrder(char16_t unit)
{
    if (unit < 0xD800)
        return unit;
    return unit >= 0xE000 ? static_cast<char16_t>(unit - 0x800) : static_cast<char16_t>(unit + 0x2000);
}

std::weak_ordering compareTexts(const QString &a, const QString &b)
{
    const qsizetype common = std::min(a.size(), b.size());
    const char16_t *x = a.utf16() ? reinterpret_cast<const char16_t *>(a.utf16()) : u"";
    const char16_t *y = b.utf16() ? reinterpret_cast<const char16_t *>(b.utf16()) : u"";
    for (qsizetype i = 0; i < common; ++i) {
        if (x[i] != y[i])
            return inCodePointOrder(x[i]) <=> inCodePointOrder(y[i]);
    }
    return a.size() <=> b.size();
}

} // namespace

std::weak_ordering compareValues(const Value &a, const Value &b)
{
    const Rank rank = rankOf(a);
    if (const Rank other = rankOf(b); rank != other)
        return rank <=> other;
    switch (rank) {
    case Rank::Null:
        return std::weak_ordering::equivalent;
    case Rank::Number:
        return compareNumbers(a, b);
    case Rank::Text:
        return compareTexts(textOf(a), textOf(b));
    case Rank::Bytes:
        return std::get<QByteArray>(a).compare(std::get<QByteArray>(b)) <=> 0;
    }
    Q_UNREACHABLE();
}

std::weak_ordering compareKeys(const Key &a, const Key &b)
{
    const std::size_t common = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < common; ++i) {
        if (const auto order = compareValues(a[i], b[i]); order != 0)
            return order;
    }
    return a.size() <=> b.size();
}

std::size_t hashValue(const Value &value, std::size_t seed)
{
    switch (rankOf(value)) {
    case Rank::Null:
        return ::qHash(0, seed);
    case Rank::Number:
        if (const std::optional<qint64> whole = wholeOf(value))
            return ::qHash(*whole, seed);
        return ::qHash(std::get<double>(value), seed);
    case Rank::Text:
        return ::qHash(textOf(value), seed);
    case Rank::Bytes:
        return ::qHash(std::get<QByteArray>(value), seed);
    }
    Q_UNREACHABLE();
}

std::size_t KeyHash::operator()(const Key &key) const
{
    std::size_t hash = key.size();
    for (const Value &value : key)
        hash = hashValue(value, hash);
    return hash;
}

QString valueText(const Value &value)
{
    return std::visit(
        Overloaded{
            [](Null) { return u"null"_s; }, [](bool flag) { return flag ? u"true"_s : u"false"_s; },
            [](qint64 number) { return QString::number(number); },
            [](double number) { return QString::number(number, 'g', QLocale::FloatingPointShortest); },
            [](const QString &text) { return text; },
            [](const QByteArray &bytes) { return QString(u"x'"_s % QString::fromLatin1(bytes.toHex()) % u'\''); },
            [](const JsonText &json) { return json.text; }},
        value);
}

QString keyText(const Key &key)
{
    QStringList parts;
    for (const Value &value : key)
        parts.append(valueText(value));
    return parts.join(u" / "_s);
}

} // namespace relata
