#include "schema/sdllexer.h"

#include "schema/sdlast.h"

#include <QStringList>

#include <algorithm>
#include <limits>

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

bool isNameStart(QChar c) { return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }

bool isNumeral(QChar c) { return c >= u'0' && c <= u'9'; }

bool isNamePart(QChar c) { return isNameStart(c) || isNumeral(c); }

qsizetype indentOf(QStringView line)
{
    return std::find_if_not(line.begin(), line.end(), [](QChar c) { return c == u' ' || c == u'\t'; }) - line.begin();
}

} // namespace

tl::unexpected<Error> errorAt(QStringView text, qsizetype offset, const QString &sentence, ErrorCode code)
{
    qsizetype line = 1;
    qsizetype column = 1;
    for (qsizetype i = 0; i < std::min(offset, text.size()); ++i) {
        const bool lineBreak = text[i] == u'\n' || (text[i] == u'\r' && (i + 1 >= text.size() || text[i + 1] != u'\n'));
        if (lineBreak) {
            ++line;
            column = 1;
        } else if (!text[i].isLowSurrogate() && text[i] != u'\r' && text[i] != u'\ufeff') {
            ++column;
        }
    }
    return failure(code,
                   u"line "_s % QString::number(line) % u", column "_s % QString::number(column) % u": "_s % sentence);
}

void Lexer::skipBlanks()
{
    while (m_at < m_text.size()) {
        const QChar c = m_text[m_at];
        if (c == u'#' && startsWith(ownMark)) {
            m_at += ownMark.size();
        } else if (c == u'#') {
            while (m_at < m_text.size() && m_text[m_at] != u'\n' && m_text[m_at] != u'\r')
                ++m_at;
        } else if (c == u' ' || c == u'\t' || c == u'\n' || c == u'\r' || c == u',' || c == u'\ufeff') {
            ++m_at;
        } else {
            return;
        }
    }
}

Token Lexer::take(Token::Kind kind, qsizetype end)
{
    Token token{kind, m_text.sliced(m_at, end - m_at).toString(), m_at, end};
    m_at = end;
    return token;
}

Result<Token> Lexer::next()
{
    skipBlanks();
    if (m_at >= m_text.size())
        return Token{Token::Kind::End, {}, m_at, m_at};
    const QChar c = m_text[m_at];
    if (isNameStart(c)) {
        qsizetype end = m_at + 1;
        while (isNamePart(at(end)))
            ++end;
        return take(Token::Kind::Name, end);
    }
    if (isNumeral(c) || c == u'-')
        return number();
    if (c == u'"')
        return startsWith(u"\"\"\"") ? blockString() : string();
    if (startsWith(u"..."))
        return take(Token::Kind::Punctuator, m_at + 3);
    if (QStringView(u"!$&()=:@[]{}|").contains(c))
        return take(Token::Kind::Punctuator, m_at + 1);
    const QString shown =
        c.isPrint() ? QString(u'"' % QString(c) % u'"') : QString(u"U+"_s % QString::number(c.unicode(), 16));
    return errorAt(m_text, m_at, u"expected a name, a value or punctuation, not "_s % shown);
}

Result<Token> Lexer::number()
{
    qsizetype end = m_at + (m_text[m_at] == u'-' ? 1 : 0);
    const auto digits = [&] {
        const qsizetype begin = end;
        while (isNumeral(at(end)))
            ++end;
        return end > begin;
    };
    if (!digits())
        return errorAt(m_text, end, u"expected a digit"_s);
    Token::Kind kind = Token::Kind::Int;
    if (at(end) == u'.') {
        kind = Token::Kind::Float;
        ++end;
        if (!digits())
            return errorAt(m_text, end, u"expected a digit after the point"_s);
    }
    if (at(end) == u'e' || at(end) == u'E') {
        kind = Token::Kind::Float;
        ++end;
        if (at(end) == u'+' || at(end) == u'-')
            ++end;
        if (!digits())
            return errorAt(m_text, end, u"expected a digit of the exponent"_s);
    }
    if (isNamePart(at(end)) || at(end) == u'.')
        return errorAt(m_text, end, u"expected a blank after the number"_s);
    return take(kind, end);
}

bool Lexer::escape(QString &out, qsizetype &position) const
{
    constexpr QStringView letters = u"\"\\/bfnrt";
    constexpr QStringView meanings = u"\"\\/\b\f\n\r\t";
    const QChar letter = at(position);
    if (letter == u'u' && position + 4 < m_text.size()) {
        bool ok = false;
        const uint code = m_text.sliced(position + 1, 4).toUInt(&ok, 16);
        out += QChar(static_cast<char16_t>(code));
        position += 5;
        return ok;
    }
    const qsizetype index = position < m_text.size() ? letters.indexOf(letter) : -1;
    if (index < 0)
        return false;
    out += meanings[index];
    ++position;
    return true;
}

Result<Token> Lexer::string()
{
    QString value;
    qsizetype position = m_at + 1;
    while (position < m_text.size() && m_text[position] != u'"') {
        const QChar c = m_text[position];
        if (c == u'\n' || c == u'\r')
            break;
        ++position;
        if (c != u'\\')
            value += c;
        else if (!escape(value, position))
            return errorAt(m_text, position, u"expected one of \" \\ / b f n r t or four hex digits after u"_s);
    }
    if (at(position) != u'"')
        return errorAt(m_text, m_at, u"expected a closing quote for the text that begins here"_s);
    Token token = take(Token::Kind::String, position + 1);
    token.text = value;
    return token;
}

Result<Token> Lexer::blockString()
{
    QString value;
    qsizetype position = m_at + 3;
    while (position < m_text.size() && !m_text.sliced(position).startsWith(u"\"\"\"")) {
        const bool quotes = m_text.sliced(position).startsWith(u"\\\"\"\"");
        value += quotes ? u"\"\"\""_s : QString(m_text[position]);
        position += quotes ? 4 : 1;
    }
    if (position >= m_text.size())
        return errorAt(m_text, m_at, u"expected three closing quotes for the text that begins here"_s);
    Token token = take(Token::Kind::String, position + 3);
    token.text = dedented(value);
    return token;
}

QString dedented(const QString &block)
{
    QString unified = block;
    unified.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    QStringList lines = unified.split(u'\n');
    qsizetype common = std::numeric_limits<qsizetype>::max();
    for (qsizetype i = 1; i < lines.size(); ++i)
        if (const qsizetype indent = indentOf(lines[i]); indent < lines[i].size())
            common = std::min(common, indent);
    for (qsizetype i = 1; i < lines.size(); ++i)
        lines[i] = lines[i].mid(std::min(common, lines[i].size()));
    const auto isBlank = [](const QString &line) { return indentOf(line) == line.size(); };
    const auto first = std::find_if_not(lines.cbegin(), lines.cend(), isBlank);
    const auto last = std::find_if_not(lines.crbegin(), std::make_reverse_iterator(first), isBlank);
    return QStringList(first, last.base()).join(u'\n');
}

} // namespace relata::sdl
