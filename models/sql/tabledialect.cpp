#include "sql/tabledialect.h"

#include "sql/dialect.h"

#include <limits>

namespace relata {

using namespace Qt::StringLiterals;

TableDialect::~TableDialect() = default;

const TableDialect &TableDialect::of(SqlDialect dialect)
{
    switch (dialect) {
    case SqlDialect::Sqlite:
        return Dialect::sqlite();
    case SqlDialect::Postgres:
        return postgres();
    case SqlDialect::Mariadb:
        return mariadb();
    }
    Q_UNREACHABLE();
}

QString TableDialect::legalName(const QString &name) const { return name; }

bool TableDialect::isShort(const QString &, NameOf) const { return true; }

QStringList TableDialect::takenNames(NameOf) const { return {}; }

QString TableDialect::enumCheck(const QString &, const QStringList &) const { return {}; }

int TableDialect::keyBytes(const ColumnShape &) const { return 0; }

QString TableDialect::indexPart(const QString &quotedColumn, int) const { return quotedColumn; }

QString TableDialect::tableOptions(const Model &) const { return {}; }

TableDialect::TableLimits TableDialect::tableLimits() const
{
    constexpr int any = std::numeric_limits<int>::max();
    return {any, any, any};
}

QString TableDialect::inlineComment(const QString &) const { return {}; }

QString TableDialect::commentText(const QString &text, NameOf) const { return text; }

QString TableDialect::commentStatement(const QString &, const QString &) const { return {}; }

QString TableDialect::scriptHead() const { return {}; }

QString TableDialect::scriptTail() const { return {}; }

} // namespace relata
