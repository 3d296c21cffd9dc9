#include "items/modelwords.h"

#include "data/instancelabel.h"
#include "items/valuetext.h"
#include "schema/schemarules.h"

#include <QCoreApplication>

#include <algorithm>

namespace relata::modelwords {
using namespace Qt::StringLiterals;
namespace {

struct ModelWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::ModelWords)
};

constexpr qint64 countedAtMost = 1000;

/// How the other model refers to this one, when an instance of this one goes.
QString manyOnDelete(const Schema &schema, const Reference &reference)
{
    const QString others = plural(schema.model(reference.from));
    switch (reference.rule) {
    case DeleteRule::Cascade:
        return ModelWords::tr("%1 go too").arg(others);
    case DeleteRule::SetDefault:
        return ModelWords::tr("%1 stay, set to the default").arg(others);
    case DeleteRule::Clear:
    case DeleteRule::Restrict:
        break;
    }
    return ModelWords::tr("%1 block it").arg(others);
}

QString oneOnDelete(const Schema &schema, const Reference &reference)
{
    const QString &other = schema.model(reference.from).name;
    switch (reference.rule) {
    case DeleteRule::Cascade:
        return ModelWords::tr("the %1 goes too").arg(other);
    case DeleteRule::SetDefault:
        return ModelWords::tr("the %1 stays, set to the default").arg(other);
    case DeleteRule::Clear:
    case DeleteRule::Restrict:
        break;
    }
    return ModelWords::tr("the %1 blocks it").arg(other);
}

/// What deleting an instance that others refer to does to them, where many or one may do so.
QString deletingWords(const Schema &schema, ReferenceId id, bool many)
{
    const Reference &reference = schema.reference(id);
    const QString field = schema.end(schema.keyEnd(id)).name;
    if (reference.rule == DeleteRule::Cascade)
        return many ? ModelWords::tr("deleting it deletes them") : ModelWords::tr("deleting it deletes the other");
    if (reference.rule == DeleteRule::SetDefault)
        return ModelWords::tr("deleting it sets %1 to its default").arg(field);
    if (reference.rule == DeleteRule::Clear && schema.isClearable(id))
        return many ? ModelWords::tr("deleting it clears their %1").arg(field)
                    : ModelWords::tr("deleting it clears its %1").arg(field);
    return many ? ModelWords::tr("it cannot be deleted while it has any")
                : ModelWords::tr("it cannot be deleted while it is linked");
}

/// Whether the name is spoken with a vowel first. Names that begin with a "you" or a "won", or with a silent h, are
/// told by their first letters; this covers the words that name things, not all of English.
bool soundsLikeVowel(const QString &name)
{
    static constexpr QStringView consonants[] = {u"uni", u"use", u"usa", u"usu", u"uti",
                                                 u"ute", u"eu",  u"one", u"once"};
    static constexpr QStringView silent[] = {u"hour", u"honor", u"honour", u"honest", u"heir"};
    // "Unimportant" and "Uninstall" are not spoken like "Union".
    static constexpr QStringView vowels[] = {u"unin", u"unim"};
    const auto begins = [&name](QStringView start) { return name.startsWith(start, Qt::CaseInsensitive); };
    if (std::ranges::any_of(silent, begins) || std::ranges::any_of(vowels, begins))
        return true;
    return !name.isEmpty() && QStringView(u"aeiou").contains(name.front().toLower())
        && !std::ranges::any_of(consonants, begins);
}

} // namespace

QString sentence(const Schema &schema, EndId id)
{
    const End &end = schema.end(id);
    const Reference &reference = schema.reference(end.reference);
    const QString &name = schema.model(end.model).name;
    const QString &other = schema.model(end.other).name;
    const bool required = schema.isRequired(end.reference);
    switch (end.kind) {
    case End::Kind::ToOne:
        if (reference.unique)
            return (required ? ModelWords::tr("Each %1 has exactly one %2, its own; deleting it leaves the %2.")
                             : ModelWords::tr("Each %1 has at most one %2, its own; deleting it leaves the %2."))
                .arg(name, other);
        return (required ? ModelWords::tr("Each %1 belongs to exactly one %2; deleting it leaves the %2.")
                         : ModelWords::tr("Each %1 belongs to at most one %2; deleting it leaves the %2."))
            .arg(name, other);
    case End::Kind::ToOneBack:
        return ModelWords::tr("Each %1 belongs to at most one %2; %3.")
            .arg(name, other, deletingWords(schema, end.reference, false));
    case End::Kind::ToMany:
        return ModelWords::tr("Each %1 has many %2; %3.")
            .arg(name, pluralName(schema.model(end.other).name), deletingWords(schema, end.reference, true));
    case End::Kind::ManyToMany:
        return (reference.rule == DeleteRule::Cascade
                    ? ModelWords::tr(
                        "Each %1 has many %2 and each %4 many %5, through %3; deleting one removes only its "
                        "links.")
                    : ModelWords::tr(
                        "Each %1 has many %2 and each %4 many %5, through %3; it cannot be deleted while it "
                        "has any."))
            .arg(name, pluralName(schema.model(end.other).name), schema.model(reference.from).name, other,
                 pluralName(schema.model(end.model).name));
    }
    Q_UNREACHABLE();
}

QString sentence(const Schema &schema, RelationshipId id)
{
    const Relationship &relationship = schema.relationship(id);
    for (const EndId end : schema.endsOf(relationship.source)) {
        // Where a model is related to itself it has both ends; the source of 1:N is the one that has many.
        const bool targets = relationship.kind == RelationshipKind::OneToMany && schema.end(end).holdsKey();
        if (schema.end(end).relationship == id && !targets)
            return sentence(schema, end);
    }
    return relationship.name;
}

QString singular(const Model &model) { return schemarules::singularFieldName(model.name); }

QString plural(const Model &model) { return schemarules::pluralFieldName(model.name); }

QString pluralName(const QString &name)
{
    const QString plural = schemarules::pluralFieldName(name);
    return plural.size() < name.size() ? name : QString(name.left(1) % plural.mid(1));
}

QString anyOf(const QString &name)
{
    return soundsLikeVowel(name) ? ModelWords::tr("an %1").arg(name) : ModelWords::tr("a %1").arg(name);
}

QString counted(const Model &model, qint64 count)
{
    return QString(cappedNumber(count) % u' ' % (count == 1 ? singular(model) : plural(model)));
}

QString cappedNumber(qint64 count) { return count > countedAtMost ? u"1000+"_s : valuetext::number(count); }

QString kind(const Schema &schema, EndId id)
{
    const End &end = schema.end(id);
    const bool unique = schema.reference(end.reference).unique;
    switch (end.kind) {
    case End::Kind::ToOne:
        return unique ? ModelWords::tr("one to one") : ModelWords::tr("many to one");
    case End::Kind::ToOneBack:
        return ModelWords::tr("one to one");
    case End::Kind::ToMany:
        return ModelWords::tr("one to many");
    case End::Kind::ManyToMany:
        return ModelWords::tr("many to many");
    }
    Q_UNREACHABLE();
}

QString keptWhere(const Schema &schema, EndId id)
{
    const End &end = schema.end(id);
    const Reference &reference = schema.reference(end.reference);
    const QString &holder = schema.model(reference.from).name;
    if (end.kind == End::Kind::ManyToMany)
        return ModelWords::tr("via %1").arg(holder);
    return reference.unique ? ModelWords::tr("key on %1, unique").arg(holder) : ModelWords::tr("key on %1").arg(holder);
}

QString onDelete(const Schema &schema, EndId id)
{
    const End &end = schema.end(id);
    const Reference &reference = schema.reference(end.reference);
    const bool clears = reference.rule == DeleteRule::Clear && schema.isClearable(end.reference);
    switch (end.kind) {
    case End::Kind::ToOne:
        return ModelWords::tr("the %1 stays").arg(schema.model(end.other).name);
    case End::Kind::ToOneBack:
        return clears ? ModelWords::tr("the %1 stays, cleared").arg(schema.model(end.other).name)
                      : oneOnDelete(schema, reference);
    case End::Kind::ToMany:
        return clears ? ModelWords::tr("%1 stay, cleared").arg(plural(schema.model(end.other)))
                      : manyOnDelete(schema, reference);
    case End::Kind::ManyToMany:
        return reference.rule == DeleteRule::Cascade ? ModelWords::tr("only links go")
                                                     : ModelWords::tr("links block it");
    }
    Q_UNREACHABLE();
}

std::optional<QString> label(const Model &model, const Key &key, const Values &values)
{
    if (auto called = instanceLabel(model, values))
        return called;
    return model.join ? std::nullopt : std::optional(keyText(key));
}

} // namespace relata::modelwords
