#include "views/help/guidetrial.h"

#include "data/json.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace relata::guide {
using namespace Qt::StringLiterals;
namespace {

Result<Intent> saveOf(const Schema &schema, ModelId model, const QJsonObject &line)
{
    auto values = json::assignments(schema, model, line.value(u"value").toObject());
    if (!values)
        return tl::unexpected(values.error());
    return Save{model, std::move(*values), Save::Replace::No};
}

Result<Intent> deleteOf(const Schema &schema, ModelId model, const QJsonObject &line)
{
    Delete intent;
    intent.model = model;
    intent.blockers = line.value(u"cascade").toBool() ? Delete::Blockers::DeleteToo : Delete::Blockers::Refuse;
    if (line.contains("id"_L1)) {
        auto key = json::key(schema, model, line.value(u"id"));
        if (!key)
            return tl::unexpected(key.error());
        intent.keys.push_back(std::move(*key));
    } else {
        auto where = json::predicate(schema, model, line.value(u"where"));
        if (!where)
            return tl::unexpected(where.error());
        intent.where = std::move(*where);
    }
    return intent;
}

Result<Query> queryOf(const Schema &schema, ModelId model, const QJsonObject &line)
{
    Query query;
    query.model = model;
    auto where = json::predicate(schema, model, line.value(u"where"));
    if (!where)
        return tl::unexpected(where.error());
    query.where = std::move(*where);
    return query;
}

Result<Query> relatedOf(const Schema &schema, ModelId model, const QJsonObject &line)
{
    const auto end = json::end(schema, model, line.value(u"field"));
    if (!end)
        return tl::unexpected(end.error());
    auto key = json::key(schema, model, line.value(u"id"));
    if (!key)
        return tl::unexpected(key.error());
    Query query;
    query.model = schema.end(*end).other;
    query.relatedTo = Query::Source{*end, std::move(*key)};
    return query;
}

template<typename T>
Done addTo(std::vector<T> &list, Result<T> made)
{
    if (!made)
        return tl::unexpected(made.error());
    list.push_back(std::move(*made));
    return {};
}

Done addLine(Trial &trial, const Schema &schema, const QJsonObject &line)
{
    const auto model = json::model(schema, line.value(u"model"));
    if (!model)
        return tl::unexpected(model.error());
    const QString operation = line.value(u"op").toString();
    if (operation == "save"_L1)
        return addTo(trial.intents, saveOf(schema, *model, line));
    if (operation == "delete"_L1)
        return addTo(trial.intents, deleteOf(schema, *model, line));
    if (operation == "query"_L1)
        return addTo(trial.queries, queryOf(schema, *model, line));
    if (operation == "related"_L1)
        return addTo(trial.queries, relatedOf(schema, *model, line));
    return failure(ErrorCode::Unsupported, u"\"%1\" cannot be tried here."_s.arg(operation));
}

} // namespace

Result<Trial> trialOf(const Schema &schema, const QString &jsonLines)
{
    Trial trial;
    for (const QString &line : jsonLines.split(u'\n', Qt::SkipEmptyParts)) {
        const QJsonDocument document = QJsonDocument::fromJson(line.toUtf8());
        if (auto done = addLine(trial, schema, document.object()); !done)
            return tl::unexpected(done.error());
    }
    return trial;
}

std::optional<Query::Source> branchOf(const Schema &schema, const Query &query)
{
    if (query.relatedTo)
        return query.relatedTo;
    const auto *leads = std::get_if<ComparesKey>(&query.where.what);
    if (!leads || leads->comparison != Comparison::Equal || leads->operands.size() != 1
        || leads->operands.front().empty())
        return std::nullopt;
    const auto end = schema.opposite(leads->end);
    return end ? std::optional(Query::Source{*end, leads->operands.front()}) : std::nullopt;
}

} // namespace relata::guide
