#include "sql/dialect.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

class SqliteDialect final : public Dialect
{
public:
    [[nodiscard]] QString quoted(const QString &name) const override
    {
        QString doubled = name;
        doubled.replace(u'"', u"\"\""_s);
        return u'"' % doubled % u'"';
    }
    [[nodiscard]] QString byCodePoint(const QString &text) const override { return text % u" COLLATE BINARY"_s; }
    [[nodiscard]] QString collated(const QString &text, const QString &collation) const override
    {
        return text % u" COLLATE "_s % quoted(collation);
    }
    [[nodiscard]] QString isNotTrue(const QString &condition) const override
    {
        return u'(' % condition % u") IS NOT TRUE"_s;
    }
    [[nodiscard]] QString contains(const QString &text, const QString &part) const override
    {
        return u"instr("_s % text % u", "_s % part % u") > 0"_s;
    }
    [[nodiscard]] QString beginsWith(const QString &text, const QString &part, const QString &again) const override
    {
        // As bytes: substr() and length() of a text end at a NUL.
        const auto bytes = [](const QString &of) -> QString { return u"CAST("_s % of % u" AS BLOB)"_s; };
        return u"substr("_s % bytes(text) % u", 1, length("_s % bytes(part) % u")) = "_s % bytes(again);
    }
    [[nodiscard]] QString isElementOf(const QString &value, const QString &list) const override
    {
        return value % u" IN (SELECT value FROM json_each("_s % list % u"))"_s;
    }
    [[nodiscard]] QString listContains(const QString &list, const QString &element) const override
    {
        return u"json_valid("_s % list % u") AND EXISTS (SELECT 1 FROM json_each("_s % list % u") WHERE value = "_s
            % element % u')';
    }
};

} // namespace

const Dialect &Dialect::sqlite()
{
    static const SqliteDialect dialect;
    return dialect;
}

} // namespace relata
