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
    // SQLite's own default since 3.32; Debian's build allows more, others do not.
    [[nodiscard]] int maxBinds() const override { return 32766; }
    [[nodiscard]] QString sameValue(const QString &a, const QString &b) const override { return a % u" IS "_s % b; }
};

} // namespace

const Dialect &Dialect::sqlite()
{
    static const SqliteDialect dialect;
    return dialect;
}

} // namespace relata
