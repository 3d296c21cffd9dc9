#include "operation.h"

#include <QStringList>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

struct Shape
{
    QString name;
    QStringList needed;
    QStringList optional;
    QStringList flags;
};

const std::vector<Shape> &shapes()
{
    static const std::vector<Shape> all{
        {u"save"_s, {u"model"_s, u"value"_s}, {}, {}},
        {u"update"_s, {u"model"_s, u"id"_s, u"value"_s}, {u"expect"_s}, {}},
        {u"get"_s, {u"model"_s, u"id"_s}, {}, {u"many"_s}},
        {u"query"_s, {u"model"_s}, {u"where"_s, u"sort"_s, u"limit"_s, u"page"_s}, {u"count"_s, u"ids"_s}},
        {u"count"_s, {u"model"_s}, {u"where"_s}, {}},
        {u"related"_s, {u"model"_s, u"id"_s, u"field"_s}, {}, {u"ids"_s}},
        {u"delete"_s, {u"model"_s}, {u"id"_s, u"where"_s}, {u"all"_s, u"dryRun"_s, u"cascade"_s, u"list"_s}},
        {u"link"_s, {u"model"_s, u"id"_s, u"field"_s, u"to"_s}, {}, {u"move"_s}},
        {u"unlink"_s, {u"model"_s, u"id"_s, u"field"_s, u"to"_s}, {}, {}},
        {u"begin"_s, {}, {}, {}},
        {u"commit"_s, {}, {}, {}},
        {u"rollback"_s, {}, {}, {}},
        {u"undo"_s, {}, {}, {}},
        {u"redo"_s, {}, {}, {}},
        {u"clear"_s, {}, {}, {}},
        {u"observe"_s, {}, {u"model"_s}, {}},
        {u"dump"_s, {}, {}, {}},
        {u"schema"_s, {}, {}, {}},
    };
    return all;
}

tl::unexpected<Error> noOperation(const QString &message) { return failure(ErrorCode::Syntax, message); }

} // namespace

Result<Operation> Operation::read(const QJsonObject &line)
{
    const QString name = line.value("op"_L1).toString();
    if (!line.value("op"_L1).isString())
        return noOperation(u"An operation names itself: {\"op\":\"get\",…}."_s);
    const auto shape = std::ranges::find(shapes(), name, &Shape::name);
    if (shape == shapes().end())
        return noOperation(u"There is no operation \"%1\"."_s.arg(name));
    for (const QString &member : shape->needed) {
        if (!line.contains(member))
            return noOperation(u"%1 needs \"%2\"."_s.arg(name, member));
    }
    for (auto member = line.begin(); member != line.end(); ++member) {
        const QString given = member.key();
        if (shape->flags.contains(given)) {
            if (!member.value().isBool())
                return noOperation(u"\"%1\" is true or false."_s.arg(given));
        } else if (given != "op"_L1 && !shape->needed.contains(given) && !shape->optional.contains(given)) {
            return noOperation(u"%1 has no \"%2\"."_s.arg(name, given));
        }
    }
    return Operation(name, line);
}

Result<qint64> Operation::number(QLatin1StringView member) const
{
    if (!has(member))
        return 0;
    const QJsonValue given = value(member);
    const qint64 number = given.toInteger(-1); // -1 also for what is no whole number
    if (number >= 0)
        return number;
    return failure(ErrorCode::InvalidValue, u"\"%1\" is a whole number that is not negative."_s.arg(member));
}

Result<QJsonObject> Operation::object(QLatin1StringView member) const
{
    if (!value(member).isObject())
        return failure(ErrorCode::InvalidValue, u"\"%1\" is an object of fields and values."_s.arg(member));
    return value(member).toObject();
}

} // namespace relata::cli
