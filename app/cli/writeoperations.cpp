#include "data/json.h"
#include "deletereport.h"
#include "operations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

// The operations that change instances and links.
namespace relata::cli {

namespace {

/// The key among the assigned values; nothing where part of it is left to be made.
std::optional<Key> assignedKey(const Model &model, const Assignments &values)
{
    Key key;
    for (const FieldId field : model.key) {
        const auto found = std::ranges::find(values, field, &std::pair<FieldId, Value>::first);
        if (found == values.end() || isNull(found->second))
            return std::nullopt;
        key.push_back(found->second);
    }
    return key;
}

bool inserts(const ChangeSet &set, ModelId model, const Key &key)
{
    return std::ranges::any_of(set.changes, [&](const Change &change) {
        const auto *inserted = std::get_if<Inserted>(&change);
        return inserted && inserted->model == model && compareKeys(inserted->key, key) == 0;
    });
}

Error restricted(const Schema &schema, const Plan &plan)
{
    const Clearing &first = plan.blockers.front();
    const End &end = schema.end(first.end);
    const QString others =
        plan.blockers.size() > 1 ? u" and %1 more"_s.arg(QString::number(plan.blockers.size() - 1)) : QString();
    return {ErrorCode::Restricted,
            u"%1 %2%3 in the way: %4.%5 refers to what would be deleted. Use \"cascade\": true to delete too what is "
            "in the way."_s.arg(schema.model(end.model).name, keyText(first.key),
                                others.isEmpty() ? QString(u" stands"_s) : QString(others % u" stand"),
                                schema.model(end.model).name, end.name),
            {}};
}

} // namespace

Done Operations::save(const Operation &operation, Answer &answer)
{
    const auto model = json::model(schema(), operation.value("model"_L1));
    if (!model)
        return tl::unexpected(model.error());
    const auto given = operation.object("value"_L1);
    if (!given)
        return tl::unexpected(given.error());
    auto values = json::assignments(schema(), *model, *given);
    if (!values)
        return tl::unexpected(values.error());
    const std::optional<Key> wanted = assignedKey(schema().model(*model), *values);
    const auto set = submit(Save{*model, std::move(*values)});
    if (!set)
        return tl::unexpected(set.error());
    const Key key = wanted.value_or(set->subjectKey);
    answer.add("created"_L1, inserts(*set, *model, key));
    return addInstance(*model, key, answer);
}

Done Operations::update(const Operation &operation, Answer &answer)
{
    const auto instance = named(operation);
    if (!instance)
        return tl::unexpected(instance.error());
    const auto given = operation.object("value"_L1);
    if (!given)
        return tl::unexpected(given.error());
    auto values = json::assignments(schema(), instance->model, *given);
    if (!values)
        return tl::unexpected(values.error());
    Update update{instance->model, instance->key, std::move(*values), {}};
    if (operation.has("expect"_L1)) {
        auto expected = operation.object("expect"_L1).and_then([&](const QJsonObject &object) {
            return json::expectations(schema(), instance->model, object);
        });
        if (!expected)
            return tl::unexpected(expected.error());
        update.expected = std::move(*expected);
    }
    if (const auto set = submit(update); !set)
        return tl::unexpected(set.error());
    return addInstance(instance->model, instance->key, answer);
}

Done Operations::remove(const Operation &operation, Answer &answer)
{
    const auto model = json::model(schema(), operation.value("model"_L1));
    if (!model)
        return tl::unexpected(model.error());
    const bool selects = operation.has("id"_L1) || operation.has("where"_L1);
    if (operation.flag("all"_L1) == selects) {
        return failure(ErrorCode::Syntax,
                       u"delete takes \"id\", \"where\" or both, or else \"all\": true for every instance."_s);
    }
    Delete intent;
    intent.model = *model;
    if (operation.has("id"_L1)) {
        auto key = json::key(schema(), *model, operation.value("id"_L1));
        if (!key)
            return tl::unexpected(key.error());
        intent.keys.push_back(std::move(*key));
    }
    if (!operation.has("id"_L1) || operation.has("where"_L1)) {
        auto condition = where(operation, *model);
        if (!condition)
            return tl::unexpected(condition.error());
        intent.where = std::move(*condition);
    }
    intent.blockers = operation.flag("cascade"_L1) ? Delete::Blockers::DeleteToo : Delete::Blockers::Refuse;
    const auto lists = operation.flag("list"_L1) ? DeleteReport::Lists::Always : DeleteReport::Lists::WhenShort;

    if (operation.flag("dryRun"_L1)) {
        const auto plan = m_engine.plan(intent);
        if (!plan)
            return tl::unexpected(plan.error());
        if (!plan->blockers.empty())
            return tl::unexpected(restricted(schema(), *plan));
        DeleteReport::of(schema(), *plan).write(answer, lists);
        return {};
    }
    const auto set = submit(intent);
    if (!set)
        return tl::unexpected(set.error());
    DeleteReport::of(schema(), *set).write(answer, lists);
    return {};
}

Result<Link> Operations::linkNamed(const Operation &operation) const
{
    auto instance = named(operation);
    if (!instance)
        return tl::unexpected(instance.error());
    const auto end = json::end(schema(), instance->model, operation.value("field"_L1));
    if (!end)
        return tl::unexpected(end.error());
    auto to = json::key(schema(), schema().end(*end).other, operation.value("to"_L1));
    if (!to)
        return tl::unexpected(to.error());
    return Link{*end, std::move(instance->key), std::move(*to)};
}

Done Operations::link(const Operation &operation, Answer &)
{
    auto link = linkNamed(operation);
    if (!link)
        return tl::unexpected(link.error());
    link->move = operation.flag("move"_L1) ? Link::Move::Yes : Link::Move::No;
    return submit(*link).map([](const ChangeSet &) {});
}

Done Operations::unlink(const Operation &operation, Answer &)
{
    const auto link = linkNamed(operation);
    if (!link)
        return tl::unexpected(link.error());
    return submit(Unlink{link->end, link->key, link->to}).map([](const ChangeSet &) {});
}

} // namespace relata::cli
