#include "schema/sdlfields.h"

#include "schema/types.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

namespace relata::sdl {
using namespace Qt::StringLiterals;
namespace {

constexpr std::array meaningful{
    QLatin1StringView("model"),      QLatin1StringView("hasOne"),     QLatin1StringView("hasMany"),
    QLatin1StringView("belongsTo"),  QLatin1StringView("manyToMany"), QLatin1StringView("index"),
    QLatin1StringView("primaryKey"), QLatin1StringView("default"),    QLatin1StringView("connection"),
    QLatin1StringView("key"),        QLatin1StringView("unique"),     QLatin1StringView("display"),
    QLatin1StringView("table"),      QLatin1StringView("column"),     QLatin1StringView("link"),
    QLatin1StringView("versioned"),
};

FieldType typeOf(const Names &names, const AstType &declared)
{
    FieldType type;
    type.list = declared.listDepth > 0;
    type.elementRequired = type.list && declared.elementRequired;
    switch (names.of(declared.name)) {
    case NameKind::Enum:
        type.kind = FieldType::Kind::Enum;
        type.name = declared.name;
        break;
    case NameKind::Object:
        type.kind = FieldType::Kind::Object;
        type.name = declared.name;
        break;
    case NameKind::Scalar:
        type.scalar = *scalarTypeNamed(declared.name);
        break;
    default:
        type.scalar = ScalarType::Json;
    }
    return type;
}

/// The text of a default as a value of the type: numbers and booleans are written as texts in SDL.
QJsonValue defaultAs(const Field &field, const AstValue &written)
{
    const FieldType &type = field.type;
    // A column that takes any value says by the kind of its default what that is.
    const bool isNumber = written.kind == AstValue::Kind::Int || written.kind == AstValue::Kind::Float
        || written.kind == AstValue::Kind::Boolean;
    const bool isText =
        type.kind == FieldType::Kind::Enum || (type.kind == FieldType::Kind::Scalar && types::isText(type.scalar));
    if (!type.list && isText && !(field.anyType && isNumber))
        return written.text;
    const QByteArray wrapped = '[' + written.text.toUtf8() + ']';
    const QJsonArray values = QJsonDocument::fromJson(wrapped).array();
    return values.size() == 1 ? values.first() : QJsonValue(written.text);
}

struct RelationDirective
{
    QLatin1StringView name;
    RelationField::Kind kind;
    bool list;
};

constexpr std::array relationDirectives{
    RelationDirective{QLatin1StringView("hasOne"), RelationField::Kind::HasOne, false},
    RelationDirective{QLatin1StringView("hasMany"), RelationField::Kind::HasMany, true},
    RelationDirective{QLatin1StringView("belongsTo"), RelationField::Kind::BelongsTo, false},
    RelationDirective{QLatin1StringView("manyToMany"), RelationField::Kind::ManyToMany, true},
};

/// Version 1: many is @hasMany; one is a @belongsTo until no other end is found.
void readConnection(RelationField &field, const AstDirective &directive, const AstType &type)
{
    field.version1 = true;
    field.indexName = textArgument(directive, u"keyName");
    field.relationName = textArgument(directive, u"name");
    if (type.listDepth > 0) {
        field.kind = RelationField::Kind::HasMany;
        field.fields.clear();
    } else {
        field.kind = field.fields.isEmpty() ? RelationField::Kind::HasOne : RelationField::Kind::BelongsTo;
    }
}

Done checkRelation(const Draft &draft, const AstField &declared, const AstDirective &directive, bool list)
{
    const QString word = u'@' % directive.name;
    if (!draft.models.contains(declared.type.name))
        return errorAt(draft.text, declared.type.offset,
                       u"expected a type with @model for "_s % word % u", but \""_s % declared.type.name
                           % u"\" has none"_s);
    if (list != (declared.type.listDepth > 0))
        return errorAt(draft.text, declared.type.offset,
                       u"expected "_s % (list ? u"a list for "_s : u"one instance, not a list, for "_s) % word);
    return {};
}

} // namespace

const AstDirective *directiveNamed(const std::vector<AstDirective> &directives, QStringView name)
{
    const auto found = std::find_if(directives.begin(), directives.end(),
                                    [name](const AstDirective &directive) { return directive.name == name; });
    return found == directives.end() ? nullptr : &*found;
}

QString textArgument(const AstDirective &directive, QStringView name)
{
    const AstValue *value = directive.arguments.member(name);
    const bool isText = value && (value->kind == AstValue::Kind::String || value->kind == AstValue::Kind::Enum);
    return isText ? value->text : QString();
}

std::optional<QStringList> listArgument(const AstDirective &directive, QStringView name)
{
    const AstValue *value = directive.arguments.member(name);
    if (!value || value->kind == AstValue::Kind::Null)
        return std::nullopt;
    if (value->kind != AstValue::Kind::List)
        return QStringList{value->text};
    QStringList result;
    for (const AstValue &item : value->items)
        result.append(item.text);
    return result;
}

std::optional<DeleteRule> ruleNamed(const QString &name)
{
    for (const DeleteRule rule : {DeleteRule::Cascade, DeleteRule::Clear, DeleteRule::Restrict, DeleteRule::SetDefault})
        if (toString(rule) == name)
            return rule;
    return std::nullopt;
}

bool hasMeaning(QStringView directive)
{
    return std::find(meaningful.begin(), meaningful.end(), directive) != meaningful.end();
}

QString otherDirectives(const std::vector<AstDirective> &directives)
{
    QStringList known;
    QStringList others;
    for (const AstDirective &directive : directives)
        if (!hasMeaning(directive.name))
            (isAmplifyDirective(directive.name) ? known : others).append(directive.source);
    return (known + others).join(u' ');
}

tl::unexpected<Error> nameTwice(QStringView text, qsizetype offset, const QString &name)
{
    return errorAt(text, offset, u"expected another name, because \""_s % name % u"\" stands here already"_s);
}

bool leaveOutModelField(Draft &draft, const Names &names, const QString &owner, const AstField &declared)
{
    if (names.of(declared.type.name) != NameKind::Model)
        return false;
    draft.schema.notices.append(
        u"%1.%2 was left out: it leads to the model %3, but no relationship is declared for it."_s.arg(
            owner, declared.name, declared.type.name));
    return true;
}

Result<Field> readField(Draft &draft, const Names &names, const QString &owner, const AstField &declared)
{
    const NameKind kind = names.of(declared.type.name);
    if (kind == NameKind::Unknown)
        return errorAt(draft.text, declared.type.offset,
                       u"expected a type, but \""_s % declared.type.name % u"\" is not declared in this schema"_s);
    const OwnColumn own = readColumn(declared.directives);
    Field field;
    field.name = nameFor(declared.name, own.as, own.name);
    field.column = own.name.value_or(field.name);
    field.hasDefault = own.filled;
    field.anyType = own.any;
    if (own.generated)
        field.origin = FieldOrigin::Generated;
    field.description = declared.description;
    field.directives = otherDirectives(declared.directives);
    field.required = declared.type.required;
    field.unique = std::any_of(declared.directives.begin(), declared.directives.end(), [](const AstDirective &item) {
        return item.name == u"unique" && !item.arguments.member(u"index");
    });
    field.type = typeOf(names, declared.type);
    if (own.type && field.type.kind == FieldType::Kind::Scalar)
        field.type.scalar = *own.type;
    if (kind == NameKind::Other || declared.type.listDepth > 1) {
        field.type = FieldType{};
        field.type.scalar = ScalarType::Json;
        field.sdlType = declared.type.text;
        draft.schema.notices.append(
            u"%1.%2 is kept as AWSJSON: its type %3 has no like here."_s.arg(owner, declared.name, declared.type.text));
    }
    if (declared.hasArguments)
        draft.schema.notices.append(u"%1.%2 loses its arguments: a stored field has none."_s.arg(owner, declared.name));
    return field;
}

Done readDefault(const Draft &draft, Field &field, const AstField &declared)
{
    const AstDirective *directive = directiveNamed(declared.directives, u"default");
    if (!directive)
        return {};
    const AstValue *written = directive->arguments.member(u"value");
    if (!written)
        return errorAt(draft.text, directive->offset, u"expected @default(value: …)"_s);
    const QJsonValue value = defaultAs(field, *written);
    if (auto fits = types::check(draft.schema, field, value); !fits)
        return errorAt(draft.text, written->offset,
                       u"expected a default that fits the field. "_s % fits.error().message);
    field.defaultValue = value;
    field.hasDefault = true;
    return {};
}

Result<std::optional<RelationField>> readRelation(const Draft &draft, ModelId model, const AstField &declared)
{
    std::optional<RelationField> result;
    for (const AstDirective &directive : declared.directives) {
        const auto known = std::find_if(relationDirectives.begin(), relationDirectives.end(),
                                        [&](const RelationDirective &item) { return item.name == directive.name; });
        const bool version1 = directive.name == u"connection";
        if (known == relationDirectives.end() && !version1)
            continue;
        if (result)
            return errorAt(draft.text, directive.offset,
                           u"expected one relationship for a field, but this is its second"_s);
        const bool list = version1 ? declared.type.listDepth > 0 : known->list;
        if (auto done = checkRelation(draft, declared, directive, list); !done)
            return tl::unexpected(done.error());

        RelationField field;
        field.kind = version1 ? RelationField::Kind::HasOne : known->kind;
        field.model = model;
        field.target = draft.models.value(declared.type.name);
        field.own = readLink(declared.directives);
        if (!field.own.unnamed)
            field.name = field.own.as.isEmpty() ? declared.name : field.own.as;
        field.sdlName = declared.name;
        field.description = declared.description;
        field.required = list ? field.own.required : declared.type.required;
        field.references = listArgument(directive, u"references");
        field.rule = field.own.onDelete ? field.own.onDelete : ruleNamed(textArgument(directive, u"onDelete"));
        field.directives = otherDirectives(declared.directives);
        field.offset = declared.offset;
        if (field.kind != RelationField::Kind::HasMany)
            field.fields = listArgument(directive, u"fields").value_or(QStringList());
        field.indexName = textArgument(directive, u"indexName");
        field.relationName = textArgument(directive, u"relationName");
        if (version1)
            readConnection(field, directive, declared.type);
        else
            field.arguments = membersText(directive.arguments,
                                          {u"fields", u"references", u"indexName", u"relationName", u"onDelete"});

        if (field.kind == RelationField::Kind::HasOne && field.own.many)
            field.kind = RelationField::Kind::BelongsTo;
        result = std::move(field);
    }
    return result;
}

} // namespace relata::sdl
