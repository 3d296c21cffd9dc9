#include "sql/tabletext.h"

#include "sql/tablelayout.h"

#include <algorithm>

namespace relata {

namespace {

using Clause = TableLayout::Clause;

std::optional<TableText::Constraint::Kind> kindOf(const Clause &clause)
{
    switch (clause.kind) {
    case Clause::Kind::PrimaryKey:
        return TableText::Constraint::Kind::PrimaryKey;
    case Clause::Kind::Unique:
        return TableText::Constraint::Kind::Unique;
    case Clause::Kind::Check:
        return TableText::Constraint::Kind::Check;
    case Clause::Kind::ForeignKey:
        return TableText::Constraint::Kind::ForeignKey;
    default:
        return std::nullopt;
    }
}

QStringView textOf(QStringView text, TableLayout::Span span) { return text.sliced(span.begin, span.end - span.begin); }

} // namespace

TableText::TableText(QString text, std::shared_ptr<const TableLayout> layout)
    : m_text(std::move(text)), m_layout(std::move(layout))
{}

Result<TableText> TableText::parse(const QString &sql)
{
    auto layout = TableLayout::of(sql);
    if (!layout)
        return tl::unexpected(layout.error());
    return TableText(sql, std::make_shared<const TableLayout>(*std::move(layout)));
}

QString TableText::text() const { return m_text; }

std::optional<std::size_t> TableText::indexOf(const QString &column) const
{
    for (std::size_t i = 0; i < m_layout->columns.size(); ++i)
        if (sqltext::isSameName(m_layout->columns[i].name, column))
            return i;
    return std::nullopt;
}

QStringList TableText::columns() const
{
    QStringList names;
    for (const TableLayout::Column &column : m_layout->columns)
        names << column.name;
    return names;
}

QString TableText::columnText(const QString &column) const
{
    const auto i = indexOf(column);
    return i ? textOf(m_text, m_layout->columns[*i].span).toString() : QString();
}

bool TableText::isGenerated(const QString &column) const
{
    const auto i = indexOf(column);
    if (!i)
        return false;
    const std::vector<Clause> &clauses = m_layout->columns[*i].clauses;
    return std::any_of(clauses.begin(), clauses.end(),
                       [](const Clause &clause) { return clause.kind == Clause::Kind::Generated; });
}

std::vector<TableText::Found> TableText::clausesOfConstraints() const
{
    std::vector<Found> result;
    const auto add = [&result](const std::vector<Clause> &clauses, std::optional<std::size_t> column) {
        for (std::size_t i = 0; i < clauses.size(); ++i)
            if (kindOf(clauses[i]))
                result.push_back({column, i});
    };
    for (std::size_t i = 0; i < m_layout->columns.size(); ++i)
        add(m_layout->columns[i].clauses, i);
    add(m_layout->constraints, std::nullopt);
    return result;
}

std::vector<TableText::Constraint> TableText::constraints() const
{
    std::vector<Constraint> result;
    for (const Found &found : clausesOfConstraints()) {
        const Clause &clause =
            (found.column ? m_layout->columns[*found.column].clauses : m_layout->constraints)[found.clause];
        result.push_back({*kindOf(clause), clause.columns, clause.table, clause.referenced, found.column.has_value(),
                          textOf(m_text, clause.span).toString()});
    }
    return result;
}

QStringList TableText::mentioning(const QString &column) const
{
    QStringList result;
    const auto addIfMentioned = [&](const Clause &clause) {
        if (clause.kind != Clause::Kind::Check && clause.kind != Clause::Kind::Generated)
            return;
        const QStringView expression = textOf(m_text, clause.value);
        const std::vector<sqltext::Token> names = sqltext::names(expression);
        if (std::any_of(names.begin(), names.end(), [&](const sqltext::Token &name) {
                return sqltext::isSameName(sqltext::unquoted(name.of(expression)), column);
            }))
            result << textOf(m_text, clause.span).toString();
    };
    for (const TableLayout::Column &other : m_layout->columns)
        if (!sqltext::isSameName(other.name, column))
            std::for_each(other.clauses.begin(), other.clauses.end(), addIfMentioned);
    std::for_each(m_layout->constraints.begin(), m_layout->constraints.end(), addIfMentioned);
    return result;
}

} // namespace relata
