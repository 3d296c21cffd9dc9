#pragma once

#include <QString>

#include <vector>

/// SQLite's SQL cut into tokens. Pure; any thread. Rules: tokenize.c of SQLite and
/// https://sqlite.org/lang_keywords.html
namespace relata::sqltext {

struct Token
{
    enum class Kind {
        Word, ///< a bare name or keyword; Unicode above ASCII included
        Quoted, ///< "…", […] or `…`
        String, ///< '…'; SQLite takes it for a name where only a name may stand
        Number,
        Blob,
        Variable,
        Operator, ///< one character; those of several come as several tokens
        LineComment, ///< without its line end
        BlockComment,
        Illegal, ///< an open quote, half a blob, a character that SQL does not have
    };

    Kind kind = Kind::Illegal;
    qsizetype begin = 0;
    qsizetype end = 0;

    [[nodiscard]] QStringView of(QStringView sql) const { return sql.sliced(begin, end - begin); }
    [[nodiscard]] bool isComment() const { return kind == Kind::LineComment || kind == Kind::BlockComment; }
};

/// All tokens, comments too, in order; what lies between is white space. Never fails.
[[nodiscard]] std::vector<Token> tokens(QStringView sql);

/// A name as it is meant: "a""b" is a"b, [a] is a, 'a' is a, a is a.
[[nodiscard]] QString unquoted(QStringView name);

/// SQLite's white space.
[[nodiscard]] bool isBlank(QChar c);

/// The character may stand in a bare word or number, so that two of them side by side would grow together.
[[nodiscard]] bool isWordPart(QChar c);

/// SQLite takes names for the same that differ in the case of ASCII letters only.
[[nodiscard]] bool isSameName(QStringView a, QStringView b);

/// A keyword that is no name unless quoted.
[[nodiscard]] bool isReserved(QStringView word);

/// The tokens (without comments) that are names of anything, functions aside: bare words that are no syntax, quoted
/// names, and strings where SQLite takes one for a name.
[[nodiscard]] std::vector<Token> names(QStringView sql);

} // namespace relata::sqltext
