#include "schema/namerules.h"

#include <algorithm>

namespace relata::namerules {
namespace {

using namespace Qt::StringLiterals;
using Severity = Finding::Severity;

/// PostgreSQL cuts names after this many bytes (its NAMEDATALEN - 1); MariaDB takes 64 characters.
constexpr qsizetype portableBytes = 63;
constexpr qsizetype longestName = 200; ///< characters; what lists, dialogs and diagrams still show well

bool isLetter(QChar c) { return c == u'_' || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); }
bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }

/// As much of a name as a sentence bears.
QString shown(const QString &name)
{
    constexpr qsizetype most = 60;
    return name.size() <= most ? name : QString(name.left(most) % u'…');
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
}

} // namespace

QString folded(const QString &name)
{
    QString result = name;
    for (QChar &c : result)
        if (c >= u'A' && c <= u'Z')
            c = QChar(static_cast<char16_t>(c.unicode() + (u'a' - u'A')));
    return result;
}

bool isGraphqlName(QStringView name)
{
    return !name.isEmpty() && isLetter(name.front()) && !name.startsWith(u"__")
        && std::all_of(name.begin(), name.end(), [](QChar c) { return isLetter(c) || isDigit(c); });
}

bool isOperation(QStringView name) { return name == u"Query" || name == u"Mutation" || name == u"Subscription"; }

void judge(std::vector<Finding> &findings, Finding place, const QString &name, const QString &what)
{
    const auto add = [&](Severity severity, const QString &sentence) {
        place.severity = severity;
        place.sentence = sentence;
        findings.push_back(place);
    };
    if (name.isEmpty())
        return add(Severity::Error, u"This %1 has no name."_s.arg(what));
    if (!name.isValidUtf16() || std::any_of(name.begin(), name.end(), isControl))
        return add(
            Severity::Error,
            u"The name of this %1 holds characters that cannot be seen, such as a line break; remove them."_s.arg(
                what));
    if (name.size() > longestName)
        return add(Severity::Error,
                   u"%1 is %2 characters long; a name may have %3."_s.arg(shown(name), QString::number(name.size()),
                                                                          QString::number(longestName)));
    if (name.trimmed().size() != name.size())
        add(Severity::Warning, u"\"%1\" begins or ends with a blank, which is easily overlooked."_s.arg(name));
    if (name.toUtf8().size() > portableBytes)
        add(Severity::Warning,
            u"%1 is longer than the %2 bytes that PostgreSQL and MariaDB take; only SQLite holds it."_s.arg(
                shown(name), QString::number(portableBytes)));
    if (!isGraphqlName(name))
        add(Severity::Note,
            u"%1 is no name for GraphQL; exported as SDL this %2 gets another name there."_s.arg(shown(name), what));
}

QString clash(const QString &first, const QString &second, const QString &what)
{
    if (first == second)
        return u"%1 is there twice; the second %2 needs another name."_s.arg(shown(first), what);
    return u"%1 and %2 differ only in case, and databases take them for the same %3."_s.arg(shown(first), shown(second),
                                                                                            what);
}

QString notForGraphql(const QString &name, const QString &what)
{
    if (name.isEmpty())
        return u"This %1 has no name."_s.arg(what);
    return u"%1 cannot be the name of this %2: it must be made of A-Z, a-z, 0-9 and _, and not begin with a digit "
           "or with __."_s.arg(shown(name), what);
}

QString unknownType(const Schema &schema, const Field &field)
{
    switch (field.type.kind) {
    case FieldType::Kind::Scalar:
        return {};
    case FieldType::Kind::Enum:
        return schema.enumNamed(field.type.name)
            ? QString()
            : u"%1 has the enum %2 as its type, but there is no such enum."_s.arg(field.name, field.type.name);
    case FieldType::Kind::Object:
        return schema.typeNamed(field.type.name)
            ? QString()
            : u"%1 has the type %2, but there is no such type."_s.arg(field.name, field.type.name);
    }
    Q_UNREACHABLE();
}

} // namespace relata::namerules
