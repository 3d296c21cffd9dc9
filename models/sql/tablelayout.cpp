#include "sql/tablelayout.h"

#include <initializer_list>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

using Clause = TableLayout::Clause;
using Kind = TableLayout::Clause::Kind;

/// Reads the tokens from left to right; a step that does not find what must come answers false, and all stops.
class LayoutReader
{
public:
    explicit LayoutReader(QStringView sql) : m_sql(sql)
    {
        for (const sqltext::Token &token : sqltext::tokens(sql))
            (token.isComment() ? m_layout.comments : m_tokens).push_back(token);
    }

    Result<TableLayout> read()
    {
        if (!head())
            return failure(ErrorCode::Unsupported, u"This is not a CREATE TABLE statement with a list of columns."_s,
                           m_sql.toString());
        if (!body()) {
            const QString near = m_at < m_tokens.size() ? u" near “"_s + word() + u'”' : u" at its end"_s;
            return failure(ErrorCode::Unsupported, u"The table's CREATE TABLE text cannot be read"_s + near + u'.',
                           m_sql.toString());
        }
        return std::move(m_layout);
    }

private:
    [[nodiscard]] QStringView word(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_tokens.size() ? m_tokens[m_at + ahead].of(m_sql) : QStringView();
    }
    [[nodiscard]] bool at(QStringView what, std::size_t ahead = 0) const
    {
        return sqltext::isSameName(word(ahead), what);
    }
    [[nodiscard]] bool atAny(std::initializer_list<QStringView> words) const
    {
        return std::any_of(words.begin(), words.end(), [this](QStringView what) { return at(what); });
    }
    [[nodiscard]] bool atName() const
    {
        using TokenKind = sqltext::Token::Kind;
        const TokenKind kind = m_at < m_tokens.size() ? m_tokens[m_at].kind : TokenKind::Illegal;
        return (kind == TokenKind::Word && !sqltext::isReserved(word())) || kind == TokenKind::Quoted
            || kind == TokenKind::String;
    }
    [[nodiscard]] qsizetype here() const { return m_at < m_tokens.size() ? m_tokens[m_at].begin : m_sql.size(); }
    [[nodiscard]] qsizetype behind() const { return m_at == 0 ? 0 : m_tokens[m_at - 1].end; }

    bool take(QStringView what)
    {
        if (!at(what))
            return false;
        ++m_at;
        return true;
    }
    bool takeAll(std::initializer_list<QStringView> words)
    {
        std::size_t ahead = 0;
        for (const QStringView what : words)
            if (!at(what, ahead++))
                return false;
        m_at += words.size();
        return true;
    }
    bool takeName(QString &name)
    {
        if (!atName())
            return false;
        name = sqltext::unquoted(word());
        ++m_at;
        return true;
    }

    bool head();
    bool body();
    bool column();
    void type();
    bool group();
    bool nameList(QStringList &names);
    bool constraintName(Clause &clause);
    bool columnClause(TableLayout::Column &column);
    bool columnClauseBody(Clause &clause);
    bool tableClause();
    bool tableClauseBody(Clause &clause);
    bool checkOrGenerated(Clause &clause);
    bool defaultValue(Clause &clause);
    bool references(Clause &clause);
    bool deferral();
    bool conflict();

    QStringView m_sql;
    std::vector<sqltext::Token> m_tokens; // without comments
    std::size_t m_at = 0;
    TableLayout m_layout;
};

bool LayoutReader::head()
{
    while (take(u";"))
        ;
    if (!take(u"CREATE"))
        return false;
    if (!take(u"TEMP"))
        take(u"TEMPORARY");
    if (!take(u"TABLE"))
        return false;
    takeAll({u"IF", u"NOT", u"EXISTS"});
    for (bool more = true; more; more = take(u".")) {
        if (!atName())
            return false;
        m_layout.name = {here(), m_tokens[m_at].end};
        ++m_at;
    }
    m_layout.open = here();
    return take(u"(");
}

bool LayoutReader::body()
{
    const auto startsConstraint = [this] {
        return atAny({u"CONSTRAINT", u"PRIMARY", u"UNIQUE", u"CHECK", u"FOREIGN"});
    };
    const auto comma = [this] {
        m_layout.commas.push_back(at(u",") ? here() : -1);
        return take(u",");
    };
    do {
        if (!column())
            return false;
    } while (comma() && !startsConstraint());
    while (startsConstraint()) { // commas between constraints may be missing
        if (!tableClause())
            return false;
        if (comma() && !startsConstraint())
            return false;
    }
    m_layout.close = here();
    if (!take(u")"))
        return false;
    for (; m_at < m_tokens.size(); ++m_at) // WITHOUT ROWID, STRICT
        if (!atName() && !at(u",") && !at(u";"))
            return false;
    return true;
}

bool LayoutReader::column()
{
    TableLayout::Column column;
    column.span.begin = here();
    if (!takeName(column.name))
        return false;
    column.type = {behind(), behind()};
    const std::size_t first = m_at;
    type();
    if (m_at > first)
        column.type = {m_tokens[first].begin, behind()};
    while (!at(u",") && !at(u")"))
        if (!columnClause(column))
            return false;
    column.span.end = behind();
    m_layout.columns.push_back(std::move(column));
    return true;
}

void LayoutReader::type()
{
    const std::size_t first = m_at;
    while (atName() && !(at(u"GENERATED") && at(u"ALWAYS", 1) && at(u"AS", 2)))
        ++m_at;
    if (m_at > first && at(u"("))
        group();
}

bool LayoutReader::group()
{
    if (!at(u"("))
        return false;
    for (qsizetype depth = 0; m_at < m_tokens.size(); ++m_at) {
        if (m_tokens[m_at].kind == sqltext::Token::Kind::Illegal)
            return false;
        depth += at(u"(") ? 1 : at(u")") ? -1 : 0;
        if (depth == 0) {
            ++m_at;
            return true;
        }
    }
    return false;
}

/// Columns in parentheses, each of which may be followed by COLLATE, ASC and the like.
bool LayoutReader::nameList(QStringList &names)
{
    const std::size_t first = m_at;
    if (!group())
        return false;
    const std::size_t last = m_at - 1;
    bool begins = true;
    qsizetype depth = 0;
    for (m_at = first + 1; m_at < last; ++m_at) {
        depth += at(u"(") ? 1 : at(u")") ? -1 : 0;
        if (begins && atName()) {
            names << sqltext::unquoted(word());
            begins = false;
        } else if (at(u",") && depth == 0) {
            begins = true;
        }
    }
    m_at = last + 1;
    return !names.isEmpty();
}

bool LayoutReader::constraintName(Clause &clause)
{
    clause.span.begin = here();
    QString name;
    while (take(u"CONSTRAINT"))
        if (!takeName(name))
            return false;
    return true;
}

bool LayoutReader::columnClause(TableLayout::Column &column)
{
    Clause clause;
    if (!constraintName(clause))
        return false;
    const bool bareName = behind() > clause.span.begin && (at(u",") || at(u")"));
    if (!bareName && !columnClauseBody(clause))
        return false;
    if (clause.kind == Kind::PrimaryKey || clause.kind == Kind::Unique || clause.kind == Kind::ForeignKey)
        clause.columns = {column.name};
    clause.span.end = behind();
    column.clauses.push_back(std::move(clause));
    return true;
}

bool LayoutReader::columnClauseBody(Clause &clause)
{
    if (takeAll({u"PRIMARY", u"KEY"})) {
        clause.kind = Kind::PrimaryKey;
        if (!take(u"ASC"))
            take(u"DESC");
        if (!conflict())
            return false;
        take(u"AUTOINCREMENT");
        return true;
    }
    if (take(u"UNIQUE")) {
        clause.kind = Kind::Unique;
        return conflict();
    }
    if (takeAll({u"NOT", u"NULL"})) {
        clause.kind = Kind::NotNull;
        return conflict();
    }
    if (take(u"NULL")) {
        clause.kind = Kind::Null;
        return conflict();
    }
    if (take(u"COLLATE")) {
        clause.kind = Kind::Collate;
        QString name;
        return takeName(name);
    }
    if (at(u"DEFERRABLE") || at(u"NOT")) {
        clause.kind = Kind::Deferral;
        return deferral();
    }
    if (take(u"DEFAULT"))
        return defaultValue(clause);
    if (take(u"REFERENCES"))
        return references(clause);
    return checkOrGenerated(clause);
}

bool LayoutReader::checkOrGenerated(Clause &clause)
{
    const bool check = take(u"CHECK");
    if (!check && !takeAll({u"GENERATED", u"ALWAYS", u"AS"}) && !take(u"AS"))
        return false;
    clause.kind = check ? Kind::Check : Kind::Generated;
    clause.value.begin = here();
    if (!group())
        return false;
    clause.value.end = behind();
    if (!check && !take(u"STORED"))
        take(u"VIRTUAL");
    return true;
}

bool LayoutReader::defaultValue(Clause &clause)
{
    clause.kind = Kind::Default;
    clause.value.begin = here();
    if (!at(u"(")) {
        if (!take(u"-"))
            take(u"+");
        if (m_at >= m_tokens.size() || m_tokens[m_at].kind == sqltext::Token::Kind::Illegal
            || m_tokens[m_at].kind == sqltext::Token::Kind::Operator)
            return false;
        ++m_at;
    } else if (!group()) {
        return false;
    }
    clause.value.end = behind();
    return true;
}

bool LayoutReader::references(Clause &clause)
{
    clause.kind = Kind::ForeignKey;
    if (!takeName(clause.table) || (at(u"(") && !nameList(clause.referenced)))
        return false;
    clause.actionsAt = behind();
    while (at(u"MATCH") || at(u"ON")) {
        const qsizetype begin = here();
        if (take(u"MATCH")) {
            QString name;
            if (!takeName(name))
                return false;
            continue;
        }
        ++m_at;
        const bool ofDelete = at(u"DELETE");
        if (!ofDelete && !atAny({u"UPDATE", u"INSERT"}))
            return false;
        ++m_at;
        if (!takeAll({u"SET", u"NULL"}) && !takeAll({u"SET", u"DEFAULT"}) && !takeAll({u"NO", u"ACTION"})
            && !take(u"CASCADE") && !take(u"RESTRICT"))
            return false;
        if (ofDelete)
            clause.deleteActions.push_back({begin, behind()});
    }
    return at(u"DEFERRABLE") || (at(u"NOT") && at(u"DEFERRABLE", 1)) ? deferral() : true;
}

bool LayoutReader::deferral()
{
    take(u"NOT");
    if (!take(u"DEFERRABLE"))
        return false;
    return !take(u"INITIALLY") || take(u"DEFERRED") || take(u"IMMEDIATE");
}

bool LayoutReader::conflict()
{
    if (!takeAll({u"ON", u"CONFLICT"}))
        return true;
    if (!atAny({u"ROLLBACK", u"ABORT", u"FAIL", u"IGNORE", u"REPLACE"}))
        return false;
    ++m_at;
    return true;
}

bool LayoutReader::tableClause()
{
    Clause clause;
    if (!constraintName(clause))
        return false;
    const bool bareName = behind() > clause.span.begin && (at(u",") || at(u")"));
    if (!bareName && !tableClauseBody(clause))
        return false;
    clause.span.end = behind();
    m_layout.constraints.push_back(std::move(clause));
    return true;
}

bool LayoutReader::tableClauseBody(Clause &clause)
{
    if (takeAll({u"PRIMARY", u"KEY"})) {
        clause.kind = Kind::PrimaryKey;
        return nameList(clause.columns) && conflict();
    }
    if (take(u"UNIQUE")) {
        clause.kind = Kind::Unique;
        return nameList(clause.columns) && conflict();
    }
    if (at(u"CHECK"))
        return checkOrGenerated(clause) && conflict();
    return takeAll({u"FOREIGN", u"KEY"}) && nameList(clause.columns) && take(u"REFERENCES") && references(clause);
}

} // namespace

Result<TableLayout> TableLayout::of(QStringView sql) { return LayoutReader(sql).read(); }

} // namespace relata
