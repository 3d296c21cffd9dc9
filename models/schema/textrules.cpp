#include "schema/textrules.h"

#include <QByteArray>
#include <QDate>
#include <QJsonArray>
#include <QJsonDocument>
#include <QString>
#include <QUrl>

#include <algorithm>
#include <optional>

namespace relata::textrules {
namespace {

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

bool isAsciiLetter(QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }

/// Eats a text from the left; every take either succeeds and moves on, or fails and leaves the text as it was.
class TextCursor
{
public:
    explicit TextCursor(QStringView text) : m_rest(text) {}

    [[nodiscard]] bool atEnd() const { return m_rest.isEmpty(); }

    bool take(QChar wanted)
    {
        if (m_rest.isEmpty() || m_rest.front() != wanted)
            return false;
        m_rest = m_rest.sliced(1);
        return true;
    }

    /// Exactly `count` digits.
    std::optional<int> takeNumber(qsizetype count)
    {
        const QStringView digits = m_rest.first(std::min(count, m_rest.size()));
        if (digits.size() != count || !std::all_of(digits.begin(), digits.end(), isDigit))
            return std::nullopt;
        m_rest = m_rest.sliced(count);
        return digits.toInt();
    }

    qsizetype takeDigits()
    {
        const qsizetype count = std::find_if_not(m_rest.begin(), m_rest.end(), isDigit) - m_rest.begin();
        m_rest = m_rest.sliced(count);
        return count;
    }

private:
    QStringView m_rest;
};

bool takeDate(TextCursor &cursor)
{
    const auto year = cursor.takeNumber(4);
    if (!year || !cursor.take(u'-'))
        return false;
    const auto month = cursor.takeNumber(2);
    if (!month || !cursor.take(u'-'))
        return false;
    const auto day = cursor.takeNumber(2);
    return day && QDate::isValid(*year, *month, *day);
}

bool takeTime(TextCursor &cursor)
{
    const auto hour = cursor.takeNumber(2);
    if (!hour || *hour > 23 || !cursor.take(u':'))
        return false;
    const auto minute = cursor.takeNumber(2);
    if (!minute || *minute > 59)
        return false;
    if (!cursor.take(u':'))
        return true;
    const auto second = cursor.takeNumber(2);
    if (!second || *second > 59)
        return false;
    if (!cursor.take(u'.'))
        return true;
    const qsizetype fraction = cursor.takeDigits();
    return fraction >= 1 && fraction <= 9;
}

/// Z, ±hh:mm or ±hh:mm:ss, up to 18 hours as in AppSync.
bool takeZone(TextCursor &cursor)
{
    if (cursor.take(u'Z'))
        return true;
    if (!cursor.take(u'+') && !cursor.take(u'-'))
        return false;
    const auto hours = cursor.takeNumber(2);
    if (!hours || !cursor.take(u':'))
        return false;
    const auto minutes = cursor.takeNumber(2);
    if (!minutes || *minutes > 59 || *hours * 60 + *minutes > 18 * 60)
        return false;
    if (!cursor.take(u':'))
        return true;
    const auto seconds = cursor.takeNumber(2);
    return seconds && *seconds <= 59;
}

bool isHostLabel(QStringView label)
{
    return !label.isEmpty() && label.size() <= 63 && label.front() != u'-' && label.back() != u'-'
        && std::all_of(label.begin(), label.end(), [](QChar c) {
               return isDigit(c) || isAsciiLetter(c) || c == u'-' || (c.unicode() > 0x7f && !c.isSpace());
           });
}

bool isIpV4(QStringView text)
{
    const auto parts = text.split(u'.');
    return parts.size() == 4 && std::all_of(parts.begin(), parts.end(), [](QStringView part) {
               const bool digits =
                   !part.isEmpty() && part.size() <= 3 && std::all_of(part.begin(), part.end(), isDigit);
               return digits && part.toInt() <= 255 && (part.size() == 1 || part.front() != u'0');
           });
}

bool isIpV6Group(QStringView group)
{
    return !group.isEmpty() && group.size() <= 4 && std::all_of(group.begin(), group.end(), [](QChar c) {
        return isDigit(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
}

/// How many 16-bit groups one side of "::" has, or nothing where it is malformed.
std::optional<int> ipV6Groups(QStringView side, bool mayEndInV4)
{
    if (side.isEmpty())
        return 0;
    auto parts = side.split(u':');
    int groups = 0;
    if (mayEndInV4 && parts.back().contains(u'.')) {
        if (!isIpV4(parts.back()))
            return std::nullopt;
        parts.removeLast();
        groups = 2;
    }
    if (!std::all_of(parts.begin(), parts.end(), isIpV6Group))
        return std::nullopt;
    return groups + static_cast<int>(parts.size());
}

bool isIpV6(QStringView text)
{
    const qsizetype gap = text.indexOf(u"::");
    if (gap < 0)
        return ipV6Groups(text, true) == 8;
    const auto before = ipV6Groups(text.first(gap), false);
    const auto after = ipV6Groups(text.sliced(gap + 2), true);
    return before && after && *before + *after <= 7;
}

} // namespace

bool isDate(QStringView text)
{
    TextCursor cursor(text);
    return takeDate(cursor) && (cursor.atEnd() || (takeZone(cursor) && cursor.atEnd()));
}

bool isTime(QStringView text)
{
    TextCursor cursor(text);
    return takeTime(cursor) && (cursor.atEnd() || (takeZone(cursor) && cursor.atEnd()));
}

bool isDateTime(QStringView text)
{
    TextCursor cursor(text);
    return takeDate(cursor) && cursor.take(u'T') && takeTime(cursor) && takeZone(cursor) && cursor.atEnd();
}

bool isEmail(QStringView text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at <= 0 || text.size() > 254)
        return false;
    const QStringView local = text.first(at);
    const bool localFits = std::all_of(local.begin(), local.end(), [](QChar c) {
        return isDigit(c) || isAsciiLetter(c) || QStringView(u".!#$%&'*+/=?^_`{|}~-").contains(c)
            || (c.unicode() > 0x7f && !c.isSpace());
    });
    const auto labels = text.sliced(at + 1).split(u'.');
    return localFits && std::all_of(labels.begin(), labels.end(), isHostLabel);
}

bool isUrl(QStringView text)
{
    if (text.isEmpty() || !isAsciiLetter(text.front()))
        return false;
    const QUrl url(text.toString(), QUrl::StrictMode);
    if (!url.isValid() || url.scheme().isEmpty())
        return false;
    const bool needsHost =
        text.sliced(url.scheme().size()).startsWith(u"://") && url.scheme() != QLatin1StringView("file");
    const bool web = url.scheme() == QLatin1StringView("http") || url.scheme() == QLatin1StringView("https");
    return needsHost || web ? !url.host().isEmpty() : !url.path().isEmpty();
}

bool isPhone(QStringView text)
{
    if (text.startsWith(u'+'))
        text = text.sliced(1);
    return text.size() >= 2 && isDigit(text.front())
        && std::all_of(text.begin(), text.end(), [](QChar c) { return isDigit(c) || c == u' ' || c == u'-'; });
}

bool isIpAddress(QStringView text)
{
    const qsizetype slash = text.indexOf(u'/');
    const QStringView address = slash < 0 ? text : text.first(slash);
    const bool v4 = isIpV4(address);
    if (!v4 && !isIpV6(address))
        return false;
    if (slash < 0)
        return true;
    const QStringView prefix = text.sliced(slash + 1);
    return !prefix.isEmpty() && prefix.size() <= 3 && std::all_of(prefix.begin(), prefix.end(), isDigit)
        && prefix.toInt() <= (v4 ? 32 : 128);
}

bool isJson(QStringView text)
{
    // The parser takes lists and objects only, so a value is read as the one element of a list.
    const QByteArray wrapped = '[' + text.toUtf8() + ']';
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(wrapped, &error);
    return error.error == QJsonParseError::NoError && document.array().size() == 1;
}

bool isBase64(QStringView text)
{
    return bool(QByteArray::fromBase64Encoding(text.toUtf8(), QByteArray::AbortOnBase64DecodingErrors));
}

bool isDecimal(QStringView text)
{
    TextCursor cursor(text);
    if (!cursor.take(u'-'))
        cursor.take(u'+');
    qsizetype digits = cursor.takeDigits();
    if (cursor.take(u'.'))
        digits += cursor.takeDigits();
    if (digits == 0)
        return false;
    if (cursor.take(u'e') || cursor.take(u'E')) {
        if (!cursor.take(u'-'))
            cursor.take(u'+');
        if (cursor.takeDigits() == 0)
            return false;
    }
    return cursor.atEnd();
}

} // namespace relata::textrules
