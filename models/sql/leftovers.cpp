#include "sql/leftovers.h"

#include "sql/tablelayout.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

using LayoutClause = TableLayout::Clause;

class LeftoverReader
{
public:
    LeftoverReader(const QString &table, const QString &sql) : m_table(table), m_sql(sql) {}

    std::vector<Leftover> read()
    {
        const auto layout = TableLayout::of(m_sql);
        if (!layout) {
            add({}, u"What else the definition of %1 says is not known: it could not be read."_s.arg(m_table));
            return std::move(m_found);
        }
        for (const TableLayout::Column &column : layout->columns)
            for (const LayoutClause &clause : column.clauses)
                read(clause, column.name);
        for (const LayoutClause &clause : layout->constraints)
            read(clause, {});
        return std::move(m_found);
    }

private:
    void add(const QString &column, const QString &sentence) { m_found.push_back({m_table, column, sentence}); }

    [[nodiscard]] QString text(TableLayout::Span span) const
    {
        return m_sql.sliced(span.begin, span.end - span.begin).simplified();
    }
    [[nodiscard]] QString path(const QString &column) const
    {
        return column.isEmpty() ? m_table : QString(m_table % u'.' % column);
    }

    /// The clause's words, without comments.
    [[nodiscard]] QStringList words(TableLayout::Span span) const
    {
        const QStringView part = QStringView(m_sql).sliced(span.begin, span.end - span.begin);
        QStringList result;
        for (const sqltext::Token &token : sqltext::tokens(part))
            if (!token.isComment())
                result.append(token.of(part).toString().toUpper());
        return result;
    }

    void read(const LayoutClause &clause, const QString &column)
    {
        using Kind = LayoutClause::Kind;
        switch (clause.kind) {
        case Kind::Check:
            add(column, u"A check of %1 is left out: %2."_s.arg(path(column), text(clause.value)));
            break;
        case Kind::Collate:
            readCollation(clause, column);
            break;
        case Kind::Generated:
            add(column,
                u"%1 is computed by SQLite, from %2, and is an ordinary column here."_s.arg(path(column),
                                                                                            text(clause.value)));
            break;
        case Kind::ForeignKey:
            readForeignKey(clause, column);
            break;
        case Kind::Deferral:
            readDeferral(words(clause.span), path(column));
            break;
        case Kind::PrimaryKey:
        case Kind::Unique:
        case Kind::NotNull:
        case Kind::Null:
            readConflict(clause, column);
            break;
        case Kind::Default:
        case Kind::Name:
            break;
        }
    }

    void readCollation(const LayoutClause &clause, const QString &column)
    {
        const QString name = sqltext::unquoted(words(clause.span).last());
        if (name != "BINARY"_L1)
            add(column, u"%1 is compared by %2 in SQLite, and exactly here."_s.arg(path(column), name));
    }

    void readForeignKey(const LayoutClause &clause, const QString &column)
    {
        const QString where = path(column.isEmpty() ? clause.columns.join(u", "_s) : column);
        const QStringList all = words({clause.actionsAt, clause.span.end});
        for (qsizetype i = 0; i + 2 < all.size(); ++i) {
            if (all[i] != "ON"_L1 || all[i + 1] != "UPDATE"_L1 || all[i + 2] == "NO"_L1)
                continue;
            const QString action = all[i + 2] == "SET"_L1 ? QString(u"SET "_s % all.value(i + 3)) : all[i + 2];
            add(column,
                u"The foreign key %1 says ON UPDATE %2 in SQLite, and nothing of it here."_s.arg(where, action));
        }
        readDeferral(all, where);
    }

    void readDeferral(const QStringList &all, const QString &where)
    {
        if (all.contains("DEFERRED"_L1) && !all.join(u' ').contains("NOT DEFERRABLE"_L1))
            add({}, u"SQLite judges the foreign key %1 when a transaction ends, without being asked to."_s.arg(where));
    }

    void readConflict(const LayoutClause &clause, const QString &column)
    {
        const QStringList all = words(clause.span);
        const qsizetype at = all.indexOf("CONFLICT"_L1);
        if (at > 0 && at + 1 < all.size() && all[at - 1] == "ON"_L1 && all[at + 1] != "ABORT"_L1)
            add(column,
                u"%1 says ON CONFLICT %2 in SQLite, and nothing of it here."_s.arg(
                    path(column.isEmpty() ? clause.columns.join(u", "_s) : column), all[at + 1]));
    }

    const QString &m_table;
    const QString &m_sql;
    std::vector<Leftover> m_found;
};

} // namespace

std::vector<Leftover> leftoversOf(const QString &table, const QString &createTable)
{
    return LeftoverReader(table, createTable).read();
}

} // namespace relata
