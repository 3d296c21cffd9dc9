#include "sql/ddlbuilder.h"
#include "sql/dialect.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

class SqliteDialect final : public Dialect
{
public:
    [[nodiscard]] QString productName() const override { return u"SQLite"_s; }
    [[nodiscard]] QString quoted(const QString &name) const override
    {
        QString doubled = name;
        doubled.replace(u'"', u"\"\""_s);
        return u'"' % doubled % u'"';
    }
    [[nodiscard]] bool takesAnyName() const override { return true; }
    /// Names of tables and indexes share one space, without regard to case.
    [[nodiscard]] QString nameKey(const QString &name) const override { return name.toLower(); }
    [[nodiscard]] bool keepsTypes() const override { return false; }
    [[nodiscard]] QString columnType(const Field &field, const ColumnShape &) const override
    {
        return ddl::columnType(field);
    }
    [[nodiscard]] std::optional<QString> defaultText(const Schema &, const Field &field,
                                                     const ColumnShape &) const override
    {
        return ddl::literal(field, *field.defaultValue);
    }
    [[nodiscard]] QString tableOptions(const Model &model) const override
    {
        QStringList options;
        if (model.strict)
            options.append(u" STRICT"_s);
        if (model.withoutRowid)
            options.append(u" WITHOUT ROWID"_s);
        return options.join(u',');
    }
    /// Names are resolved late, and nothing can be added to a table later.
    [[nodiscard]] bool addsForeignKeysLater() const override { return false; }
    [[nodiscard]] bool namesConstraints() const override { return false; }
    [[nodiscard]] bool canDefer() const override { return false; }

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
