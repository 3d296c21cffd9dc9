#include "schema/sdltext.h"

#include "schema/sdlast.h"
#include "schema/sdldraft.h"
#include "schema/sdllexer.h"

#include <algorithm>

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

bool isPlainTime(const Field &field, FieldOrigin origin)
{
    Field usual;
    usual.name = field.name;
    usual.column = field.name;
    usual.type.scalar = ScalarType::DateTime;
    usual.origin = origin;
    return field == usual;
}

} // namespace

QString quotedText(const QString &text)
{
    QString result = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            result += u'\\' % QString(c);
        else if (c.unicode() < 0x20)
            result += u"\\u"_s % QString::number(c.unicode(), 16).rightJustified(4, u'0');
        else
            result += c;
    }
    return result % u'"';
}

QString quotedList(const QStringList &texts)
{
    QStringList quoted;
    for (const QString &text : texts)
        quoted.append(quotedText(text));
    return u'[' % quoted.join(u", "_s) % u']';
}

QString descriptionText(const QString &description, const QString &indent)
{
    if (description.isEmpty())
        return {};
    const QString block =
        u'\n' % indent % QString(description).replace(u'\n', QString(u'\n' % indent)) % u'\n' % indent;
    const bool fitsBlock =
        !description.contains(u"\"\"\"") && !description.endsWith(u'\\') && dedented(block) == description;
    if (fitsBlock)
        return indent % u"\"\"\""_s % block % u"\"\"\"\n"_s;
    return indent % quotedText(description) % u'\n';
}

QString typeText(const FieldType &type, bool required)
{
    QString text = type.kind == FieldType::Kind::Scalar ? toString(type.scalar) : type.name;
    if (type.list)
        text = u'[' % text % (type.elementRequired ? u"!]"_s : u"]"_s);
    return required ? QString(text % u'!') : text;
}

QString directiveText(const QString &name, const QStringList &arguments)
{
    const QString text = u'@' % name;
    return arguments.isEmpty() ? text : QString(text % u'(' % arguments.join(u", "_s) % u')');
}

QString lineText(const QString &head, const QStringList &own, const QString &directives, Readers readers)
{
    QStringList known;
    QStringList others;
    const auto parsed = parse(QString(u"type X "_s % directives));
    if (parsed && parsed->size() == 1)
        for (const AstDirective &directive : parsed->front().directives)
            (isAmplifyDirective(directive.name) ? known : others).append(directive.source);
    const QString mark = ownMark.toString();
    if (readers == Readers::OnlyRelata) {
        QString text = (QStringList{head} + known + own + others).join(u' ');
        return mark % text.replace(u'\n', QString(u'\n' % mark));
    }
    QString text = (QStringList{head} + known).join(u' ');
    const QStringList marked = own + others;
    return marked.isEmpty() ? text : QString(text % u' ' % mark % marked.join(u' '));
}

bool hasMadeUpKey(const Schema &schema, const Relationship &relationship)
{
    if (relationship.kind != RelationshipKind::OneToMany || !relationship.targetField.isEmpty()
        || relationship.sourceField.isEmpty())
        return false;
    const Reference &reference = schema.reference(relationship.reference);
    const Model &source = schema.model(reference.to);
    const QStringList names = madeUpKeyNames(source, relationship.sourceField);
    for (std::size_t i = 0; i < reference.columns.size(); ++i)
        if (schema.field(reference.from, reference.columns[i]).name != names.value(static_cast<qsizetype>(i)))
            return false;
    return reference.referenced == source.key;
}

std::size_t declaredFieldCount(const Schema &schema, ModelId id, const std::vector<RelationshipId> &held)
{
    const Model &model = schema.model(id);
    std::size_t count = model.fields.size();
    for (const FieldOrigin origin : {FieldOrigin::UpdatedAt, FieldOrigin::CreatedAt})
        if (count > 0 && isPlainTime(model.fields[count - 1], origin))
            --count;

    // From the last to the first key that reading makes; one that stands elsewhere was declared.
    for (auto it = held.rbegin(); it != held.rend(); ++it) {
        const Relationship &relationship = schema.relationship(*it);
        const Reference &reference = schema.reference(relationship.reference);
        const bool madeUp = hasMadeUpKey(schema, relationship);
        for (std::size_t i = reference.columns.size(); i-- > 0;) {
            const Field &column = model.field(reference.columns[i]);
            const bool last = count > 0 && reference.columns[i] == FieldId(static_cast<int>(count - 1));
            const bool comesBack = column.hidden
                || (madeUp && column == keyHolder(schema.field(reference.to, reference.referenced[i]), column.name));
            if (last && comesBack)
                --count;
        }
    }
    return count;
}

} // namespace relata::sdl
