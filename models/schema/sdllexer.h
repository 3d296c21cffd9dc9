#pragma once

#include "base/error.h"

#include <QString>

namespace relata::sdl {

struct Token
{
    enum class Kind { End, Punctuator, Name, Int, Float, String };

    Kind kind = Kind::End;
    QString text; ///< strings without quotes and escapes
    qsizetype offset = 0;
    qsizetype end = 0;
};

/// What stands behind this mark, to the end of its line, is a comment for every other program and read as if the mark
/// were not there: what Relata knows beyond Amplify, whose tools refuse directives that they do not know.
inline constexpr QStringView ownMark = u"#relata ";

/// Cuts a document into tokens, from left to right, each once. Comments, commas and blanks fall away.
/// Within the room; the text must outlive the lexer.
class Lexer
{
public:
    explicit Lexer(QStringView text) : m_text(text) {}

    [[nodiscard]] Result<Token> next();

private:
    void skipBlanks();
    [[nodiscard]] QChar at(qsizetype position) const { return position < m_text.size() ? m_text[position] : QChar(); }
    [[nodiscard]] bool startsWith(QStringView what) const { return m_text.sliced(m_at).startsWith(what); }
    [[nodiscard]] Token take(Token::Kind kind, qsizetype end);
    [[nodiscard]] Result<Token> number();
    [[nodiscard]] Result<Token> string();
    [[nodiscard]] Result<Token> blockString();
    /// The character that a backslash stands for; moves over it. False: no such escape.
    [[nodiscard]] bool escape(QString &out, qsizetype &position) const;

    QStringView m_text;
    qsizetype m_at = 0;
};

/// A block string's lines without their common indent and without empty lines at both ends.
[[nodiscard]] QString dedented(const QString &block);

} // namespace relata::sdl
