#include "schema/sdlast.h"

#include "schema/sdltext.h"

#include <algorithm>
#include <array>

namespace relata::sdl {
using namespace Qt::StringLiterals;

const AstValue *AstValue::member(QStringView name) const
{
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? nullptr : &items[static_cast<std::size_t>(found - names.begin())];
}

QString membersText(const AstValue &object, std::initializer_list<QStringView> without)
{
    QStringList members;
    for (std::size_t i = 0; i < object.items.size(); ++i)
        if (std::find(without.begin(), without.end(), object.names[i]) == without.end())
            members.append(object.names[i] % u": "_s % valueText(object.items[i]));
    return members.join(u", "_s);
}

QString valueText(const AstValue &value)
{
    switch (value.kind) {
    case AstValue::Kind::String:
        return quotedText(value.text);
    case AstValue::Kind::Variable:
        return u'$' % value.text;
    case AstValue::Kind::Object:
        return u'{' % membersText(value, {}) % u'}';
    case AstValue::Kind::List: {
        QStringList items;
        for (const AstValue &item : value.items)
            items.append(valueText(item));
        return u'[' % items.join(u", "_s) % u']';
    }
    default:
        return value.text;
    }
}

bool isAmplifyDirective(QStringView name)
{
    constexpr std::array known{
        QStringView(u"model"),       QStringView(u"hasOne"),
        QStringView(u"hasMany"),     QStringView(u"belongsTo"),
        QStringView(u"manyToMany"),  QStringView(u"index"),
        QStringView(u"primaryKey"),  QStringView(u"default"),
        QStringView(u"auth"),        QStringView(u"searchable"),
        QStringView(u"function"),    QStringView(u"http"),
        QStringView(u"predictions"), QStringView(u"mapsTo"),
        QStringView(u"refersTo"),    QStringView(u"sql"),
        QStringView(u"validate"),    QStringView(u"conversation"),
        QStringView(u"generation"),  QStringView(u"aws_subscribe"),
        QStringView(u"aws_auth"),    QStringView(u"aws_api_key"),
        QStringView(u"aws_iam"),     QStringView(u"aws_oidc"),
        QStringView(u"aws_lambda"),  QStringView(u"aws_cognito_user_pools"),
        QStringView(u"deprecated"),
    };
    return std::find(known.begin(), known.end(), name) != known.end();
}

} // namespace relata::sdl
