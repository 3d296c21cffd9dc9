#include "schema/sdlown.h"

#include "schema/namerules.h"
#include "schema/sdlfields.h"
#include "schema/sdltext.h"

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

constexpr std::pair<KeyKind, QLatin1StringView> keyKinds[] = {
    {KeyKind::Unique, "unique"_L1},
    {KeyKind::Rowid, "rowid"_L1},
    {KeyKind::None, "none"_L1},
};

std::optional<QString> maybeText(const AstDirective &directive, QStringView name)
{
    const AstValue *value = directive.arguments.member(name);
    return value && value->kind == AstValue::Kind::String ? std::optional(value->text) : std::nullopt;
}

bool flag(const AstDirective &directive, QStringView name)
{
    const AstValue *value = directive.arguments.member(name);
    return value && value->isTrue();
}

/// The arguments of one directive, in the order in which they are added.
class Arguments
{
public:
    void text(const QString &name, const QString &value)
    {
        if (!value.isEmpty())
            m_list.append(name % u": "_s % quotedText(value));
    }
    void text(const QString &name, const std::optional<QString> &value)
    {
        if (value)
            m_list.append(name % u": "_s % quotedText(*value));
    }
    void texts(const QString &name, const QStringList &values)
    {
        if (!values.isEmpty())
            m_list.append(name % u": "_s % quotedList(values));
    }
    void flag(const QString &name, bool set)
    {
        if (set)
            m_list.append(name % u": true"_s);
    }
    void add(const QString &argument) { m_list.append(argument); }
    [[nodiscard]] QStringList take() { return std::move(m_list); }

private:
    QStringList m_list;
};

} // namespace

QString validName(const QString &text)
{
    QString name;
    for (const QChar c : text) {
        const bool fits = c == u'_' || (c.unicode() < 0x80 && c.isLetterOrNumber());
        name += fits ? c : QChar(u'_');
    }
    if (name.isEmpty() || name.front().isDigit())
        name.prepend(u'_');
    if (!name.startsWith(u"__") && !namerules::isOperation(name))
        return name;
    // "__" at the start belongs to GraphQL.
    while (name.startsWith(u'_'))
        name.remove(0, 1);
    return u"x_"_s % name;
}

QString nameFor(const QString &sdlName, const std::optional<QString> &as, const std::optional<QString> &databaseName)
{
    if (as)
        return *as;
    return databaseName && validName(*databaseName) == sdlName ? *databaseName : sdlName;
}

OwnTable readTable(const std::vector<AstDirective> &directives)
{
    OwnTable table;
    const AstDirective *directive = directiveNamed(directives, u"table");
    if (!directive)
        return table;
    table.name = maybeText(*directive, u"name");
    table.as = maybeText(*directive, u"as");
    table.rowid = textArgument(*directive, u"rowid");
    const QString key = textArgument(*directive, u"key");
    for (const auto &[kind, word] : keyKinds)
        if (key == word)
            table.keyKind = kind;
    table.view = flag(*directive, u"view");
    table.join = flag(*directive, u"join");
    table.strict = flag(*directive, u"strict");
    table.withoutRowid = flag(*directive, u"withoutRowid");
    table.label = maybeText(*directive, u"label");
    return table;
}

OwnColumn readColumn(const std::vector<AstDirective> &directives)
{
    OwnColumn column;
    const AstDirective *directive = directiveNamed(directives, u"column");
    if (!directive)
        return column;
    column.name = maybeText(*directive, u"name");
    column.as = maybeText(*directive, u"as");
    column.type = scalarTypeNamed(textArgument(*directive, u"type"));
    column.nullable = flag(*directive, u"nullable");
    column.filled = flag(*directive, u"filled");
    column.generated = flag(*directive, u"generated");
    column.any = flag(*directive, u"any");
    return column;
}

OwnLink readLink(const std::vector<AstDirective> &directives)
{
    OwnLink link;
    const AstDirective *directive = directiveNamed(directives, u"link");
    if (!directive)
        return link;
    const auto texts = [directive](QStringView name) { return listArgument(*directive, name).value_or(QStringList()); };
    link.as = textArgument(*directive, u"as");
    link.unnamed = flag(*directive, u"unnamed");
    link.name = textArgument(*directive, u"name");
    link.onDelete = ruleNamed(textArgument(*directive, u"onDelete"));
    link.immediate = flag(*directive, u"immediate");
    if (const AstValue *inverse = directive->arguments.member(u"inverse"))
        link.inverse = inverse->kind == AstValue::Kind::String ? inverse->text : QString();
    link.many = flag(*directive, u"many");
    link.to = texts(u"to");
    link.required = flag(*directive, u"required");
    link.fields = texts(u"fields");
    link.columns = texts(u"columns");
    link.through = textArgument(*directive, u"through");
    link.source = texts(u"source");
    link.target = texts(u"target");
    link.targetTo = texts(u"targetTo");
    link.targetOnDelete = ruleNamed(textArgument(*directive, u"targetOnDelete"));
    link.targetImmediate = flag(*directive, u"targetImmediate");
    link.ends = texts(u"ends");
    return link;
}

QStringList argumentsOf(const OwnTable &table)
{
    Arguments arguments;
    arguments.text(u"name"_s, table.name);
    arguments.text(u"as"_s, table.as);
    for (const auto &[kind, word] : keyKinds)
        if (table.keyKind == kind && !table.view)
            arguments.text(u"key"_s, std::optional(QString(word)));
    arguments.text(u"rowid"_s, table.rowid);
    arguments.flag(u"view"_s, table.view);
    arguments.flag(u"join"_s, table.join);
    arguments.flag(u"strict"_s, table.strict);
    arguments.flag(u"withoutRowid"_s, table.withoutRowid);
    arguments.text(u"label"_s, table.label);
    return arguments.take();
}

QStringList argumentsOf(const OwnColumn &column)
{
    Arguments arguments;
    arguments.text(u"name"_s, column.name);
    arguments.text(u"as"_s, column.as);
    if (column.type)
        arguments.text(u"type"_s, toString(*column.type));
    arguments.flag(u"nullable"_s, column.nullable);
    arguments.flag(u"filled"_s, column.filled);
    arguments.flag(u"generated"_s, column.generated);
    arguments.flag(u"any"_s, column.any);
    return arguments.take();
}

QStringList argumentsOf(const OwnLink &link)
{
    Arguments arguments;
    arguments.text(u"as"_s, link.as);
    arguments.flag(u"unnamed"_s, link.unnamed);
    arguments.text(u"name"_s, link.name);
    if (link.onDelete)
        arguments.text(u"onDelete"_s, toString(*link.onDelete));
    arguments.flag(u"immediate"_s, link.immediate);
    if (link.inverse)
        arguments.add(u"inverse: "_s % (link.inverse->isEmpty() ? u"null"_s : quotedText(*link.inverse)));
    arguments.flag(u"many"_s, link.many);
    arguments.texts(u"to"_s, link.to);
    arguments.flag(u"required"_s, link.required);
    arguments.texts(u"fields"_s, link.fields);
    arguments.texts(u"columns"_s, link.columns);
    arguments.text(u"through"_s, link.through);
    arguments.texts(u"source"_s, link.source);
    arguments.texts(u"target"_s, link.target);
    arguments.texts(u"targetTo"_s, link.targetTo);
    if (link.targetOnDelete)
        arguments.text(u"targetOnDelete"_s, toString(*link.targetOnDelete));
    arguments.flag(u"targetImmediate"_s, link.targetImmediate);
    arguments.texts(u"ends"_s, link.ends);
    return arguments.take();
}

} // namespace relata::sdl
