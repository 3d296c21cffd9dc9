#pragma once

#include <QStringView>

/// What texts of the scalar types look like, one test for each. Within the room; pure; any thread.
/// Dates and times are judged by the calendar and the clock, not by their digits alone.
namespace relata::textrules {

/// YYYY-MM-DD, with or without a zone.
[[nodiscard]] bool isDate(QStringView text);
/// hh:mm, with or without seconds, their fraction and a zone.
[[nodiscard]] bool isTime(QStringView text);
/// YYYY-MM-DDThh:mm and a zone; seconds and their fraction may be left out.
[[nodiscard]] bool isDateTime(QStringView text);
[[nodiscard]] bool isEmail(QStringView text);
/// An absolute URL: a scheme, and a host where the scheme has one.
[[nodiscard]] bool isUrl(QStringView text);
/// Digits, with spaces and hyphens between them, after an optional plus.
[[nodiscard]] bool isPhone(QStringView text);
/// IPv4 or IPv6, with or without a prefix length.
[[nodiscard]] bool isIpAddress(QStringView text);
/// One JSON value of any kind.
[[nodiscard]] bool isJson(QStringView text);
[[nodiscard]] bool isBase64(QStringView text);
/// A decimal number of any length: "-12.50", "1e9".
[[nodiscard]] bool isDecimal(QStringView text);

} // namespace relata::textrules
