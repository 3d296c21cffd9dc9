#include "schema/sdlast.h"
#include "schema/sdllexer.h"

#include <algorithm>
#include <array>

// A recursive descent over the grammar of type systems (GraphQL, October 2021, section 3). One token of look-ahead.
namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

using Kind = Token::Kind;

/// Thrown within this file only: a grammar reads better without a check after every word.
struct SyntaxError
{
    Error error;
};

class Parser
{
public:
    explicit Parser(QStringView text) : m_text(text), m_lexer(text) { advance(); }

    std::vector<AstDefinition> document()
    {
        std::vector<AstDefinition> result;
        while (m_token.kind != Kind::End)
            result.push_back(definition());
        return result;
    }

private:
    void advance()
    {
        m_previousEnd = m_token.end;
        auto token = m_lexer.next();
        if (!token)
            throw SyntaxError{token.error()};
        m_token = std::move(*token);
    }

    [[noreturn]] void fail(const QString &expected) const
    {
        const QString found = m_token.kind == Kind::End ? u"the end"_s
            : m_token.kind == Kind::String              ? u"a text"_s
                                                        : QString(u'"' % m_token.text.left(40) % u'"');
        throw SyntaxError{errorAt(m_text, m_token.offset, u"expected "_s % expected % u", not "_s % found).value()};
    }

    [[nodiscard]] bool isPunctuator(QStringView text) const
    {
        return m_token.kind == Kind::Punctuator && m_token.text == text;
    }

    bool skip(QStringView punctuator)
    {
        if (!isPunctuator(punctuator))
            return false;
        advance();
        return true;
    }

    void expect(QStringView punctuator)
    {
        if (!skip(punctuator))
            fail(u'"' % punctuator.toString() % u'"');
    }

    bool skipWord(QStringView word)
    {
        if (m_token.kind != Kind::Name || m_token.text != word)
            return false;
        advance();
        return true;
    }

    QString name(const QString &what)
    {
        if (m_token.kind != Kind::Name)
            fail(what);
        QString result = m_token.text;
        advance();
        return result;
    }

    /// A name that is declared here, not referred to.
    QString newName(const QString &what)
    {
        if (m_token.kind == Kind::Name && m_token.text.startsWith(u"__"))
            throw SyntaxError{errorAt(m_text, m_token.offset,
                                      u"expected another name than \"%1\", because names that begin with __ belong to "
                                      "GraphQL itself"_s.arg(m_token.text.left(40)))
                                  .value()};
        return name(what);
    }

    QString description()
    {
        if (m_token.kind != Kind::String)
            return {};
        QString result = m_token.text;
        advance();
        return result;
    }

    void checkDepth(int depth) const
    {
        if (depth > deepestNesting)
            throw SyntaxError{errorAt(m_text, m_token.offset,
                                      u"expected at most "_s % QString::number(deepestNesting) % u" nested levels"_s)
                                  .value()};
    }

    AstValue list(int depth)
    {
        AstValue result;
        result.kind = AstValue::Kind::List;
        expect(u"[");
        while (!skip(u"]"))
            result.items.push_back(value(depth + 1));
        return result;
    }

    AstValue members(QStringView open, QStringView close, int depth)
    {
        AstValue result;
        result.kind = AstValue::Kind::Object;
        expect(open);
        while (!skip(close)) {
            result.names.push_back(name(u"a name or \""_s % close.toString() % u'"'));
            expect(u":");
            result.items.push_back(value(depth + 1));
        }
        return result;
    }

    AstValue scalar()
    {
        AstValue result;
        result.text = m_token.text;
        switch (m_token.kind) {
        case Kind::Int:
            result.kind = AstValue::Kind::Int;
            break;
        case Kind::Float:
            result.kind = AstValue::Kind::Float;
            break;
        case Kind::String:
            result.kind = AstValue::Kind::String;
            break;
        case Kind::Name:
            result.kind = result.text == u"null"                    ? AstValue::Kind::Null
                : result.text == u"true" || result.text == u"false" ? AstValue::Kind::Boolean
                                                                    : AstValue::Kind::Enum;
            break;
        default:
            fail(u"a value"_s);
        }
        advance();
        return result;
    }

    AstValue value(int depth)
    {
        checkDepth(depth);
        const qsizetype offset = m_token.offset;
        AstValue result;
        if (isPunctuator(u"[")) {
            result = list(depth);
        } else if (isPunctuator(u"{")) {
            result = members(u"{", u"}", depth);
        } else if (skip(u"$")) {
            result.kind = AstValue::Kind::Variable;
            result.text = name(u"a variable's name"_s);
        } else {
            result = scalar();
        }
        result.offset = offset;
        return result;
    }

    /// What stands in the text from there to the last token, without marks at the beginnings of its lines.
    QString sourceFrom(qsizetype start) const
    {
        QString source = m_text.sliced(start, m_previousEnd - start).toString();
        source.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
        return source.replace(u'\n' % ownMark.toString(), u"\n"_s);
    }

    std::vector<AstDirective> directives()
    {
        std::vector<AstDirective> result;
        while (isPunctuator(u"@")) {
            AstDirective directive;
            directive.offset = m_token.offset;
            advance();
            directive.name = name(u"a directive's name"_s);
            directive.arguments.kind = AstValue::Kind::Object;
            if (isPunctuator(u"("))
                directive.arguments = members(u"(", u")", 0);
            directive.source = sourceFrom(directive.offset);
            // Others are written behind Relata's own mark, which holds to the end of the line.
            if (!isAmplifyDirective(directive.name)
                && (directive.source.contains(u'\n') || directive.source.contains(u'#'))) {
                const QString arguments = membersText(directive.arguments, {});
                directive.source = u'@' % directive.name;
                if (!arguments.isEmpty())
                    directive.source += u'(' % arguments % u')';
            }
            result.push_back(std::move(directive));
        }
        return result;
    }

    AstType type(int depth = 0)
    {
        checkDepth(depth);
        AstType result;
        const qsizetype offset = m_token.offset;
        if (skip(u"[")) {
            result = type(depth + 1);
            expect(u"]");
            result.elementRequired = result.required;
            result.text = u'[' % result.text % (result.required ? u"!]"_s : u"]"_s);
            ++result.listDepth;
        } else {
            result.name = name(u"a type"_s);
            result.text = result.name;
        }
        result.required = skip(u"!");
        result.offset = offset;
        return result;
    }

    AstField field()
    {
        AstField result;
        result.description = description();
        result.offset = m_token.offset;
        result.name = newName(u"a field's name or \"}\""_s);
        result.hasArguments = skip(u"(");
        if (result.hasArguments)
            while (!skip(u")"))
                argument();
        expect(u":");
        result.type = type();
        if (skip(u"="))
            value(0);
        result.directives = directives();
        return result;
    }

    /// Of fields and directives; only read over.
    void argument()
    {
        description();
        name(u"an argument's name or \")\""_s);
        expect(u":");
        type();
        if (skip(u"="))
            value(0);
        directives();
    }

    AstField enumValue()
    {
        AstField result;
        result.description = description();
        result.offset = m_token.offset;
        result.name = newName(u"a value's name or \"}\""_s);
        result.directives = directives();
        return result;
    }

    template<typename Item>
    std::vector<AstField> body(Item item)
    {
        std::vector<AstField> result;
        if (!skip(u"{"))
            return result;
        do
            result.push_back((this->*item)());
        while (!skip(u"}"));
        return result;
    }

    QStringList namesBetween(QStringView separator)
    {
        QStringList names;
        skip(separator);
        do
            names.append(name(u"a type's name"_s));
        while (skip(separator) || (separator == u"&" && m_token.kind == Kind::Name));
        return names;
    }

    void directiveDefinition(AstDefinition &result)
    {
        expect(u"@");
        result.name = name(u"a directive's name"_s);
        if (skip(u"("))
            while (!skip(u")"))
                argument();
        skipWord(u"repeatable");
        if (!skipWord(u"on"))
            fail(u"\"on\""_s);
        namesBetween(u"|");
    }

    AstDefinition::Kind keyword()
    {
        constexpr std::array words{
            std::pair{QStringView(u"type"), AstDefinition::Kind::Object},
            std::pair{QStringView(u"enum"), AstDefinition::Kind::Enum},
            std::pair{QStringView(u"input"), AstDefinition::Kind::Input},
            std::pair{QStringView(u"interface"), AstDefinition::Kind::Interface},
            std::pair{QStringView(u"union"), AstDefinition::Kind::Union},
            std::pair{QStringView(u"scalar"), AstDefinition::Kind::Scalar},
            std::pair{QStringView(u"directive"), AstDefinition::Kind::Directive},
            std::pair{QStringView(u"schema"), AstDefinition::Kind::Schema},
        };
        for (const auto &[word, kind] : words)
            if (skipWord(word))
                return kind;
        fail(u"\"type\", \"enum\" or another definition"_s);
    }

    AstDefinition definition()
    {
        const qsizetype start = m_token.offset;
        AstDefinition result = unmarkedDefinition();
        result.source = sourceFrom(start);
        return result;
    }

    AstDefinition unmarkedDefinition()
    {
        AstDefinition result;
        result.description = description();
        result.offset = m_token.offset;
        result.extension = skipWord(u"extend");
        result.kind = keyword();
        if (result.kind == AstDefinition::Kind::Directive) {
            directiveDefinition(result);
            return result;
        }
        if (result.kind != AstDefinition::Kind::Schema) {
            result.offset = m_token.offset;
            result.name = newName(u"a name"_s);
        }
        if (skipWord(u"implements"))
            result.interfaces = namesBetween(u"&").join(u" & "_s);
        result.directives = directives();
        if (result.kind == AstDefinition::Kind::Union) {
            if (skip(u"="))
                namesBetween(u"|");
        } else if (result.kind == AstDefinition::Kind::Enum) {
            result.fields = body(&Parser::enumValue);
        } else if (result.kind != AstDefinition::Kind::Scalar) {
            result.fields = body(&Parser::field);
        }
        return result;
    }

    QStringView m_text;
    Lexer m_lexer;
    Token m_token;
    qsizetype m_previousEnd = 0;
};

} // namespace

Result<std::vector<AstDefinition>> parse(QStringView text)
{
    try {
        return Parser(text).document();
    } catch (const SyntaxError &caught) {
        return tl::unexpected(caught.error);
    }
}

} // namespace relata::sdl
