#include "sql/sqllexer.h"
#include "sql/tabletext.h"

#include <algorithm>
#include <array>

namespace relata {
namespace sqltext {

namespace {

// https://sqlite.org/lang_keywords.html, divided as parse.y of SQLite does: words that are never a name unless quoted,
// …
constexpr auto reservedWords = std::to_array<QStringView>({
    u"ADD",      u"ALL",     u"ALTER",       u"AND",        u"AS",        u"AUTOINCREMENT", u"BETWEEN",    u"CASE",
    u"CHECK",    u"COLLATE", u"COMMIT",      u"CONSTRAINT", u"CREATE",    u"DEFAULT",       u"DEFERRABLE", u"DELETE",
    u"DISTINCT", u"DROP",    u"ELSE",        u"ESCAPE",     u"EXCEPT",    u"EXISTS",        u"FOREIGN",    u"FROM",
    u"GROUP",    u"HAVING",  u"IN",          u"INDEX",      u"INSERT",    u"INTERSECT",     u"INTO",       u"IS",
    u"ISNULL",   u"JOIN",    u"LIMIT",       u"NOT",        u"NOTHING",   u"NOTNULL",       u"NULL",       u"ON",
    u"OR",       u"ORDER",   u"PRIMARY",     u"REFERENCES", u"RETURNING", u"SELECT",        u"SET",        u"TABLE",
    u"THEN",     u"TO",      u"TRANSACTION", u"UNION",      u"UNIQUE",    u"UPDATE",        u"USING",      u"VALUES",
    u"WHEN",     u"WHERE",
});

// … and words that are names wherever the grammar does not want the keyword.
constexpr auto softWords = std::to_array<QStringView>({
    u"ABORT",     u"ACTION",   u"AFTER",     u"ALWAYS",    u"ANALYZE",   u"ASC",       u"ATTACH",  u"BEFORE",
    u"BEGIN",     u"BY",       u"CASCADE",   u"CAST",      u"COLUMN",    u"CONFLICT",  u"CROSS",   u"CURRENT",
    u"DATABASE",  u"DEFERRED", u"DESC",      u"DETACH",    u"DO",        u"EACH",      u"END",     u"EXCLUDE",
    u"EXCLUSIVE", u"EXPLAIN",  u"FAIL",      u"FILTER",    u"FIRST",     u"FOLLOWING", u"FOR",     u"FULL",
    u"GENERATED", u"GLOB",     u"GROUPS",    u"IF",        u"IGNORE",    u"IMMEDIATE", u"INDEXED", u"INITIALLY",
    u"INNER",     u"INSTEAD",  u"KEY",       u"LAST",      u"LEFT",      u"LIKE",      u"MATCH",   u"MATERIALIZED",
    u"NATURAL",   u"NO",       u"NULLS",     u"OF",        u"OFFSET",    u"OTHERS",    u"OUTER",   u"OVER",
    u"PARTITION", u"PLAN",     u"PRAGMA",    u"PRECEDING", u"QUERY",     u"RAISE",     u"RANGE",   u"RECURSIVE",
    u"REGEXP",    u"REINDEX",  u"RELEASE",   u"RENAME",    u"REPLACE",   u"RESTRICT",  u"RIGHT",   u"ROLLBACK",
    u"ROW",       u"ROWS",     u"SAVEPOINT", u"TEMP",      u"TEMPORARY", u"TIES",      u"TRIGGER", u"UNBOUNDED",
    u"VACUUM",    u"VIEW",     u"VIRTUAL",   u"WINDOW",    u"WITH",      u"WITHOUT",
});

template<std::size_t N>
bool isOneOf(const std::array<QStringView, N> &words, QStringView word)
{
    return std::any_of(words.begin(), words.end(), [word](QStringView known) { return isSameName(known, word); });
}

/// Walks through a statement and tells names from syntax by what stands before and behind. In doubt it is a name.
class NameFinder
{
public:
    explicit NameFinder(QStringView sql) : m_sql(sql), m_tokens(tokens(sql))
    {
        std::erase_if(m_tokens, [](const Token &token) { return token.isComment(); });
    }

    std::vector<Token> all()
    {
        std::vector<Token> found;
        for (m_at = 0; m_at < m_tokens.size(); ++m_at) {
            const Token &token = m_tokens[m_at];
            const bool name = token.kind == Token::Kind::Quoted || (token.kind == Token::Kind::Word && isName())
                || (token.kind == Token::Kind::String && isWhereNamesStand());
            if (name)
                found.push_back(token);
            m_operand = token.kind == Token::Kind::Word ? name || endsOperand() : token.kind != Token::Kind::Operator;
            if (token.kind == Token::Kind::Operator)
                m_operand = wordAt(0) == u")";
        }
        return found;
    }

private:
    [[nodiscard]] QStringView wordAt(qsizetype offset) const
    {
        const auto at = static_cast<qsizetype>(m_at) + offset;
        const bool there = at >= 0 && at < static_cast<qsizetype>(m_tokens.size());
        return there ? m_tokens[static_cast<std::size_t>(at)].of(m_sql) : QStringView();
    }
    [[nodiscard]] bool is(qsizetype offset, QStringView word) const { return isSameName(wordAt(offset), word); }

    /// A keyword that closes an expression or a trigger's head, so that a keyword after it is syntax again.
    [[nodiscard]] bool endsOperand() const
    {
        return is(0, u"NULL") || is(0, u"ISNULL") || is(0, u"NOTNULL") || is(0, u"END") || is(0, u"ROW");
    }

    /// SQLite takes a string for a name here.
    [[nodiscard]] bool isWhereNamesStand() const
    {
        return wordAt(-1) == u"." || is(-1, u"FROM") || is(-1, u"JOIN") || is(-1, u"INTO") || is(-1, u"UPDATE")
            || is(-1, u"ON") || is(-1, u"OF") || is(-1, u"TABLE") || is(-1, u"VIEW") || is(-1, u"TRIGGER")
            || is(-1, u"REFERENCES") || is(-1, u"EXISTS");
    }

    [[nodiscard]] bool isName() const
    {
        const QStringView word = wordAt(0);
        if (isReserved(word))
            return false;
        if (isOneOf(softWords, word))
            return !isSyntax();
        // A function; but INTO t (a), JOIN f (x), WITH w (a) name a table.
        const bool called = wordAt(1) == u"(" && wordAt(-1) != u".";
        return !called || is(-1, u"INTO") || is(-1, u"FROM") || is(-1, u"JOIN") || is(-1, u"WITH")
            || is(-1, u"RECURSIVE") || is(-1, u"TABLE") || is(-1, u"VIEW") || is(-1, u"REFERENCES") || is(-1, u"ON")
            || is(-1, u"EXISTS");
    }

    [[nodiscard]] bool isSyntax() const
    {
        const QStringView before = wordAt(-1);
        if (m_operand || before.isEmpty() || before == u";")
            return wordAt(1) != u"."; // after an operand no name can stand but an alias
        if (is(0, u"EACH") || is(0, u"ROW"))
            return is(-1, u"FOR") || (is(-1, u"EACH") && is(-2, u"FOR"));
        if (is(0, u"OF"))
            return is(-1, u"INSTEAD") || is(-1, u"UPDATE");
        if (is(0, u"BY"))
            return is(-1, u"GROUP") || is(-1, u"ORDER") || is(-1, u"PARTITION") || is(-1, u"INDEXED");
        if (is(0, u"IF"))
            return is(1, u"NOT") && is(2, u"EXISTS");
        if (is(0, u"CONFLICT"))
            return is(-1, u"ON") && (is(1, u"DO") || wordAt(1) == u"(");
        if (is(0, u"DO"))
            return is(-1, u"CONFLICT");
        if (is(0, u"KEY"))
            return is(-1, u"PRIMARY") || is(-1, u"FOREIGN");
        if (is(0, u"CAST") || is(0, u"RAISE"))
            return wordAt(1) == u"(" && !is(-1, u"INTO");
        if (is(-1, u"OR"))
            return is(-2, u"INSERT") || is(-2, u"UPDATE");
        if (before == u"(" && is(-2, u"RAISE"))
            return true;
        const bool temporary = is(-1, u"TEMP") || is(-1, u"TEMPORARY");
        return is(-1, u"CREATE") || (temporary && is(-2, u"CREATE"));
    }

    QStringView m_sql;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    bool m_operand = false; ///< what stands before could be a whole operand
};

} // namespace

bool isReserved(QStringView word) { return isOneOf(reservedWords, word); }

std::vector<Token> names(QStringView sql) { return NameFinder(sql).all(); }

} // namespace sqltext

QStringList identifiersIn(const QString &sql)
{
    QStringList result;
    for (const sqltext::Token &token : sqltext::names(sql))
        if (const QString name = sqltext::unquoted(token.of(sql)); !result.contains(name))
            result << name;
    return result;
}

} // namespace relata
