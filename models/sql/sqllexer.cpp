#include "sql/sqllexer.h"

#include <algorithm>

namespace relata::sqltext {

namespace {

constexpr QChar byteOrderMark(0xfeff);

bool isDecimal(QChar c) { return c >= u'0' && c <= u'9'; }

bool isHexadecimal(QChar c) { return isDecimal(c) || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F'); }

QChar lowered(QChar c) { return c >= u'A' && c <= u'Z' ? QChar(c.unicode() + 32) : c; }

bool isWordStart(QChar c) { return c == u'_' || (lowered(c) >= u'a' && lowered(c) <= u'z') || c.unicode() >= 0x80; }

class Lexer
{
public:
    explicit Lexer(QStringView text) : m_text(text) {}

    std::vector<Token> all()
    {
        std::vector<Token> result;
        while (true) {
            while (m_at < m_text.size() && (isBlank(m_text[m_at]) || m_text[m_at] == byteOrderMark))
                ++m_at;
            if (m_at >= m_text.size())
                return result;
            const qsizetype begin = m_at;
            const Token::Kind kind = take();
            result.push_back({kind, begin, m_at});
        }
    }

private:
    [[nodiscard]] QChar at(qsizetype position) const { return position < m_text.size() ? m_text[position] : QChar(); }

    Token::Kind take();
    Token::Kind quoted(QChar quote, Token::Kind kind);
    Token::Kind number();
    void skipDigits();
    void skipWord();

    QStringView m_text;
    qsizetype m_at = 0;
};

Token::Kind Lexer::take()
{
    const QChar c = at(m_at);
    const QChar next = at(m_at + 1);
    if (c == u'-' && next == u'-') {
        while (m_at < m_text.size() && m_text[m_at] != u'\n')
            ++m_at;
        if (at(m_at - 1) == u'\r' && m_at < m_text.size())
            --m_at; // of the line end
        return Token::Kind::LineComment;
    }
    if (c == u'/' && next == u'*') {
        const qsizetype close = m_text.indexOf(u"*/", m_at + 2);
        m_at = close < 0 ? m_text.size() : close + 2; // SQLite lets the last one stay open
        return Token::Kind::BlockComment;
    }
    if (c == u'\'')
        return quoted(c, Token::Kind::String);
    if (c == u'"' || c == u'`')
        return quoted(c, Token::Kind::Quoted);
    if (c == u'[') {
        const qsizetype close = m_text.indexOf(u']', m_at);
        m_at = close < 0 ? m_text.size() : close + 1;
        return close < 0 ? Token::Kind::Illegal : Token::Kind::Quoted;
    }
    if (isDecimal(c) || (c == u'.' && isDecimal(next)))
        return number();
    if (lowered(c) == u'x' && next == u'\'') {
        ++m_at;
        const qsizetype digits = m_at + 1;
        if (quoted(next, Token::Kind::Blob) == Token::Kind::Illegal)
            return Token::Kind::Illegal;
        const QStringView content = m_text.sliced(digits, m_at - 1 - digits);
        const bool whole = content.size() % 2 == 0 && std::all_of(content.begin(), content.end(), isHexadecimal);
        return whole ? Token::Kind::Blob : Token::Kind::Illegal;
    }
    if (isWordStart(c)) {
        skipWord();
        return Token::Kind::Word;
    }
    ++m_at;
    if (c == u'?' || c == u'$' || c == u'@' || c == u':' || c == u'#') {
        skipWord();
        return Token::Kind::Variable;
    }
    return QStringView(u"()+-*/%,;.=<>!|&~").contains(c) ? Token::Kind::Operator : Token::Kind::Illegal;
}

Token::Kind Lexer::quoted(QChar quote, Token::Kind kind)
{
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (m_text[m_at] != quote)
            continue;
        ++m_at;
        if (at(m_at) != quote || m_at >= m_text.size())
            return kind;
    }
    return Token::Kind::Illegal;
}

Token::Kind Lexer::number()
{
    if (at(m_at) == u'0' && lowered(at(m_at + 1)) == u'x' && isHexadecimal(at(m_at + 2))) {
        skipWord();
        return Token::Kind::Number;
    }
    skipDigits();
    if (at(m_at) == u'.') {
        ++m_at;
        skipDigits();
    }
    if (lowered(at(m_at)) == u'e') {
        const qsizetype digits = m_at + (at(m_at + 1) == u'+' || at(m_at + 1) == u'-' ? 2 : 1);
        if (isDecimal(at(digits))) {
            m_at = digits;
            skipDigits();
        }
    }
    const qsizetype end = m_at;
    skipWord();
    return m_at == end ? Token::Kind::Number : Token::Kind::Illegal;
}

void Lexer::skipDigits()
{
    while (isDecimal(at(m_at)) || (at(m_at) == u'_' && isDecimal(at(m_at + 1))))
        ++m_at;
}

void Lexer::skipWord()
{
    while (m_at < m_text.size() && isWordPart(m_text[m_at]))
        ++m_at;
}

} // namespace

std::vector<Token> tokens(QStringView sql) { return Lexer(sql).all(); }

QString unquoted(QStringView name)
{
    if (name.size() < 2)
        return name.toString();
    const QChar first = name.front();
    const QStringView inside = name.sliced(1, name.size() - 2);
    if (first == u'[')
        return inside.toString();
    if (first != u'"' && first != u'`' && first != u'\'')
        return name.toString();
    return inside.toString().replace(QString(2, first), QString(first));
}

bool isBlank(QChar c) { return c == u' ' || c == u'\t' || c == u'\n' || c == u'\f' || c == u'\r'; }

bool isWordPart(QChar c) { return isWordStart(c) || isDecimal(c) || c == u'$'; }

bool isSameName(QStringView a, QStringView b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](QChar x, QChar y) { return lowered(x) == lowered(y); });
}

} // namespace relata::sqltext
