#include "data/json.h"
#include "operations.h"
#include "schema/schemajson.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// The operations that change nothing.
namespace relata::cli {

Done Operations::get(const Operation &operation, Answer &answer)
{
    const auto instance = named(operation);
    if (!instance)
        return tl::unexpected(instance.error());
    const auto row = m_engine.get(instance->model, instance->key);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row) {
        answer.add("value"_L1, QJsonValue::Null);
        return {};
    }
    QJsonObject value = json::fromInstance(schema(), instance->model, (*row)->values);
    if (operation.flag("many"_L1)) {
        for (const EndId id : schema().endsOf(instance->model)) {
            if (!schema().end(id).isMany() || !schema().end(id).named)
                continue;
            const auto keys = m_engine.relatedKeys(id, (*row)->key);
            if (!keys)
                return tl::unexpected(keys.error());
            QJsonArray list;
            for (const Key &key : *keys)
                list.append(json::fromKey(key));
            value.insert(schema().end(id).name, list);
        }
    }
    answer.add("value"_L1, value);
    return {};
}

Done Operations::query(const Operation &operation, Answer &answer)
{
    const auto model = json::model(schema(), operation.value("model"_L1));
    if (!model)
        return tl::unexpected(model.error());
    Query query;
    query.model = *model;
    auto condition = where(operation, *model);
    if (!condition)
        return tl::unexpected(condition.error());
    query.where = std::move(*condition);
    if (operation.has("sort"_L1)) {
        auto sort = json::sort(schema(), *model, operation.value("sort"_L1));
        if (!sort)
            return tl::unexpected(sort.error());
        query.sort = std::move(*sort);
    }

    const auto limit = operation.number("limit"_L1);
    const auto page = limit ? operation.number("page"_L1) : limit;
    if (!page)
        return tl::unexpected(page.error());
    if (operation.has("page"_L1) && *limit == 0)
        return failure(ErrorCode::InvalidValue, u"\"page\" needs a \"limit\": how many instances a page holds."_s);
    query.limit = *limit;
    if (__builtin_mul_overflow(*limit, *page, &query.offset))
        return failure(ErrorCode::InvalidValue, u"\"page\" times \"limit\" is too large a number."_s);

    if (operation.flag("count"_L1)) {
        const auto total = m_engine.count(query);
        if (!total)
            return tl::unexpected(total.error());
        answer.add("total"_L1, *total);
    }
    return list(query, operation, answer);
}

Done Operations::count(const Operation &operation, Answer &answer)
{
    const auto model = json::model(schema(), operation.value("model"_L1));
    if (!model)
        return tl::unexpected(model.error());
    auto condition = where(operation, *model);
    if (!condition)
        return tl::unexpected(condition.error());
    Query query;
    query.model = *model;
    query.where = std::move(*condition);
    const auto count = m_engine.count(query);
    if (!count)
        return tl::unexpected(count.error());
    answer.add("count"_L1, *count);
    return {};
}

Done Operations::related(const Operation &operation, Answer &answer)
{
    const auto instance = named(operation);
    if (!instance)
        return tl::unexpected(instance.error());
    const auto end = json::end(schema(), instance->model, operation.value("field"_L1));
    if (!end)
        return tl::unexpected(end.error());
    if (auto done = mustExist(*instance); !done)
        return done;
    Query query;
    query.model = schema().end(*end).other;
    query.relatedTo = Query::Source{*end, instance->key};
    return list(query, operation, answer);
}

Done Operations::dump(const Operation &, Answer &answer)
{
    std::vector<ModelId> models;
    for (std::size_t i = 0; i < schema().models.size(); ++i) {
        if (!schema().models[i].view) // a view's rows are other models' instances
            models.emplace_back(static_cast<int>(i));
    }
    std::ranges::sort(models, [this](ModelId a, ModelId b) {
        return compareValues(schema().model(a).name, schema().model(b).name) < 0;
    });
    answer.beginList("values"_L1);
    for (const ModelId model : models) {
        Query query;
        query.model = model;
        auto done = m_engine.each(query, [&](const Row &row) {
            answer.addElement(QJsonObject{{u"model"_s, schema().model(model).name},
                                          {u"id"_s, json::fromKey(row.key)},
                                          {u"value"_s, json::fromInstance(schema(), model, row.values)}});
            return Connection::More::Yes;
        });
        if (!done)
            return done;
    }
    answer.endList();
    return {};
}

Done Operations::describe(const Operation &, Answer &answer)
{
    const QJsonObject description = schemajson::describe(schema());
    for (auto member = description.begin(); member != description.end(); ++member) {
        const QByteArray name = member.key().toLatin1();
        answer.add(QLatin1StringView(name), member.value());
    }
    return {};
}

} // namespace relata::cli
