#include "sql/storeddefault.h"
#include "sql/tabledialect.h"

#include <algorithm>

// MariaDB, with InnoDB tables. Names: https://mariadb.com/kb/en/identifier-names/
// Sizes: https://mariadb.com/kb/en/innodb-limitations/
namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestMariadbName = 64; ///< characters
/// A table is a file, whose name has 255 bytes at most, ".frm" and the like among them.
constexpr qsizetype longestMariadbFile = 250;
constexpr int mariadbCharacter = 4; ///< bytes, at most, of one in utf8mb4
constexpr int mariadbUsualText = 255; ///< characters
constexpr int mariadbLongestMoment = 40; ///< characters; AWSDateTime with all of its parts has 38
constexpr int mariadbWholeDigits = 35; ///< of a decimal, before its point
constexpr int mariadbFractionDigits = 30;

/// How the table's file is named: what is no letter of ASCII, digit or _ takes up to five characters.
/// https://mariadb.com/kb/en/identifier-to-file-name-mapping/
qsizetype fileNameSize(const QString &name)
{
    qsizetype size = 0;
    for (const QChar c : name)
        size += c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_') ? 1 : 5;
    return size;
}

/// A backslash means something else under NO_BACKSLASH_ESCAPES; bytes mean the same always. Not as _utf8mb4 X'…': of a
/// LONGTEXT's default MariaDB 10.11 keeps that as a text, without escaping it.
QString mariadbText(const QString &text)
{
    if (text.contains(u'\\') || text.contains(QChar::Null))
        return u"CONVERT(X'"_s % QString::fromLatin1(text.toUtf8().toHex()) % u"' USING utf8mb4)"_s;
    QString doubled = text;
    doubled.replace(u'\'', u"''"_s);
    return u'\'' % doubled % u'\'';
}

/// Names and comments are of utf8mb3, which ends at U+FFFF: comments would get a question mark for what lies beyond.
QString inBasicPlane(const QString &text)
{
    QString result;
    for (const uint c : text.toUcs4())
        if (c > 0xffff)
            result += u'U' % QString::number(c, 16).toUpper();
        else
            result += QChar(char16_t(c));
    return result;
}

qsizetype characters(const QString &text) { return text.toUcs4().size(); }

class MariadbDialect final : public TableDialect
{
public:
    [[nodiscard]] QString productName() const override { return u"MariaDB"_s; }

    [[nodiscard]] QString quoted(const QString &name) const override
    {
        QString doubled = name;
        doubled.replace(u'`', u"``"_s);
        return u'`' % doubled % u'`';
    }
    /// A space at the end of a name is refused, too.
    [[nodiscard]] QString legalName(const QString &name) const override
    {
        QString legal = inBasicPlane(name);
        legal.replace(QChar::Null, u'_');
        if (legal.endsWith(u' '))
            legal.back() = u'_';
        return legal.isEmpty() ? u"unnamed"_s : legal;
    }
    [[nodiscard]] bool isShort(const QString &name, NameOf of) const override
    {
        return name.size() <= longestMariadbName && (of != NameOf::Table || fileNameSize(name) <= longestMariadbFile);
    }
    [[nodiscard]] QStringList takenNames(NameOf of) const override
    {
        switch (of) {
        case NameOf::Table:
            return {};
        case NameOf::Column: // InnoDB's own
            return {u"DB_ROW_ID"_s, u"DB_TRX_ID"_s, u"DB_ROLL_PTR"_s, u"FTS_DOC_ID"_s};
        case NameOf::Other:
            return {u"PRIMARY"_s, u"GEN_CLUST_INDEX"_s};
        }
        Q_UNREACHABLE();
    }
    /// Names are compared by utf8mb3_general_ci, which knows neither case nor accents. This folds a little more.
    [[nodiscard]] QString nameKey(const QString &name) const override
    {
        QString key;
        for (const QChar c : name.normalized(QString::NormalizationForm_D))
            if (c.category() != QChar::Mark_NonSpacing)
                key += c;
        return key.replace(u'ß', u's').toCaseFolded();
    }

    [[nodiscard]] QString columnType(const Field &, const ColumnShape &shape) const override
    {
        const QString length = u'(' % QString::number(shape.length) % u')';
        switch (shape.stored) {
        case ScalarType::Int:
            return u"INT"_s;
        case ScalarType::BigInt:
        case ScalarType::Timestamp:
            return u"BIGINT"_s;
        case ScalarType::Boolean:
            return u"BOOLEAN"_s;
        case ScalarType::Float:
            return u"DOUBLE"_s;
        case ScalarType::Decimal:
            return u"DECIMAL("_s % QString::number(mariadbWholeDigits + mariadbFractionDigits) % u", "_s
                % QString::number(mariadbFractionDigits) % u')';
        case ScalarType::Binary:
            return shape.length > 0 ? QString(u"VARBINARY"_s % length) : u"LONGBLOB"_s;
        case ScalarType::Json:
            return shape.length > 0 ? QString(u"VARCHAR"_s % length) : u"JSON"_s;
        case ScalarType::Date:
            return u"DATE"_s;
        case ScalarType::Time:
            return u"TIME(6)"_s;
        // Its own types of moments know no zone, so that they would not take the values as they are written.
        case ScalarType::DateTime:
            return u"VARCHAR("_s % QString::number(mariadbLongestMoment) % u')';
        case ScalarType::Id:
        case ScalarType::String:
        case ScalarType::Email:
        case ScalarType::Url:
        case ScalarType::Phone:
        case ScalarType::IpAddress:
            return shape.length > 0 ? QString(u"VARCHAR"_s % length) : u"LONGTEXT"_s;
        }
        Q_UNREACHABLE();
    }

    [[nodiscard]] std::optional<QString> defaultText(const Schema &schema, const Field &field,
                                                     const ColumnShape &shape) const override
    {
        const auto value = storeddefault::of(schema, field, shape);
        if (!value)
            return std::nullopt;
        if (const auto *flag = std::get_if<bool>(&*value))
            return *flag ? u"TRUE"_s : u"FALSE"_s;
        if (const auto *whole = std::get_if<qint64>(&*value))
            return QString::number(*whole);
        if (const auto *real = std::get_if<double>(&*value))
            return storeddefault::number(*real);
        if (const auto *bytes = std::get_if<QByteArray>(&*value)) {
            const bool fits = shape.length == 0 || bytes->size() <= shape.length;
            return fits ? std::optional(QString(u"X'"_s % QString::fromLatin1(bytes->toHex()) % u'\'')) : std::nullopt;
        }
        const auto *json = std::get_if<JsonText>(&*value);
        return textDefault(json ? json->text : std::get<QString>(*value), shape);
    }

    [[nodiscard]] QString countingUp() const override { return u" AUTO_INCREMENT"_s; }
    [[nodiscard]] QString enumCheck(const QString &quotedColumn, const QStringList &values) const override
    {
        QStringList texts;
        for (const QString &value : values)
            texts.append(mariadbText(value));
        return u'(' % quotedColumn % u" IN ("_s % texts.join(u", "_s) % u"))"_s;
    }

    [[nodiscard]] std::optional<KeyLimits> keyLimits() const override
    {
        return KeyLimits{3072, 60'000, mariadbUsualText};
    }
    [[nodiscard]] int keyBytes(const ColumnShape &shape) const override
    {
        switch (shape.stored) {
        case ScalarType::Boolean:
            return 1;
        case ScalarType::Date:
            return 3;
        case ScalarType::Int:
            return 4;
        case ScalarType::Time:
            return 6;
        case ScalarType::BigInt:
        case ScalarType::Timestamp:
        case ScalarType::Float:
            return 8;
        case ScalarType::Decimal:
            return 30;
        case ScalarType::DateTime:
            return mariadbLongestMoment * mariadbCharacter;
        default:
            return shape.length * mariadbCharacter;
        }
    }
    [[nodiscard]] QString indexPart(const QString &quotedColumn, int length) const override
    {
        return quotedColumn % u'(' % QString::number(length) % u')';
    }

    // Texts compare by code point, and a space at their end counts.
    [[nodiscard]] QString tableOptions(const Model &) const override
    {
        return u" ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin"_s;
    }
    [[nodiscard]] TableLimits tableLimits() const override { return {1'017, 64, 32}; }
    [[nodiscard]] bool refersInKeyOrder() const override { return true; }
    [[nodiscard]] bool canSetDefault() const override { return false; }
    [[nodiscard]] bool canDefer() const override { return false; }

    /// Only a plain text may stand there; the script's head sees to it that a backslash is an escape.
    [[nodiscard]] QString inlineComment(const QString &text) const override
    {
        QString escaped = text;
        escaped.replace(u'\\', u"\\\\"_s).replace(u'\'', u"''"_s);
        return u" COMMENT '"_s % escaped % u'\'';
    }
    [[nodiscard]] QString commentText(const QString &text, NameOf of) const override
    {
        const qsizetype most = of == NameOf::Table ? 2048 : 1024; // characters
        const QString storable = inBasicPlane(text).remove(QChar::Null);
        return storable.size() <= most ? storable : QString(storable.first(most - 1) % u'…');
    }

    [[nodiscard]] QString scriptHead() const override
    {
        return u"SET NAMES utf8mb4;\n"
               "SET SESSION sql_mode = REPLACE(@@SESSION.sql_mode, 'NO_BACKSLASH_ESCAPES', '');\n"_s;
    }

private:
    [[nodiscard]] static std::optional<QString> textDefault(const QString &text, const ColumnShape &shape)
    {
        switch (shape.stored) {
        case ScalarType::Decimal:
            return fitsDecimal(text) ? std::optional(text) : std::nullopt;
        case ScalarType::Date:
        case ScalarType::Time:
            return storeddefault::hasZone(text) ? std::nullopt : std::optional(mariadbText(text));
        default:
            return shape.length == 0 || characters(text) <= shape.length ? std::optional(mariadbText(text))
                                                                         : std::nullopt;
        }
    }

    /// All of its digits have a place.
    [[nodiscard]] static bool fitsDecimal(const QString &text)
    {
        const QString digits = text.section(u'e', 0, 0, QString::SectionCaseInsensitiveSeps);
        const int exponent = text.section(u'e', 1, 1, QString::SectionCaseInsensitiveSeps).toInt();
        const auto whole = std::count_if(digits.begin(), std::find(digits.begin(), digits.end(), u'.'),
                                         [](QChar c) { return c.isDigit(); });
        const auto fraction = digits.section(u'.', 1).size();
        return whole + exponent <= mariadbWholeDigits && fraction - exponent <= mariadbFractionDigits;
    }
};

} // namespace

const TableDialect &TableDialect::mariadb()
{
    static const MariadbDialect dialect;
    return dialect;
}

} // namespace relata
