#include "operations.h"

#include "data/json.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace relata::cli {

Operations::Operations(Engine &engine, Output &output) : m_engine(engine), m_events(engine.schema(), output) {}

Done Operations::run(const Operation &operation, Answer &answer)
{
    using Handler = Done (Operations::*)(const Operation &, Answer &);
    static const QHash<QString, Handler> handlers{
        {u"save"_s, &Operations::save},     {u"update"_s, &Operations::update},
        {u"get"_s, &Operations::get},       {u"query"_s, &Operations::query},
        {u"count"_s, &Operations::count},   {u"related"_s, &Operations::related},
        {u"delete"_s, &Operations::remove}, {u"link"_s, &Operations::link},
        {u"unlink"_s, &Operations::unlink}, {u"begin"_s, &Operations::begin},
        {u"commit"_s, &Operations::commit}, {u"rollback"_s, &Operations::rollback},
        {u"undo"_s, &Operations::undo},     {u"redo"_s, &Operations::redo},
        {u"clear"_s, &Operations::clear},   {u"observe"_s, &Operations::observe},
        {u"dump"_s, &Operations::dump},     {u"schema"_s, &Operations::describe},
    };
    const auto handler = handlers.constFind(operation.name());
    Q_ASSERT(handler != handlers.constEnd()); // Operation::read knows the same names
    return (this->*handler.value())(operation, answer);
}

Result<InstanceName> Operations::named(const Operation &operation) const
{
    const auto model = json::model(schema(), operation.value("model"_L1));
    if (!model)
        return tl::unexpected(model.error());
    auto key = json::key(schema(), *model, operation.value("id"_L1));
    if (!key)
        return tl::unexpected(key.error());
    return InstanceName{*model, std::move(*key)};
}

Result<Predicate> Operations::where(const Operation &operation, ModelId model) const
{
    if (!operation.has("where"_L1))
        return Predicate{};
    return json::predicate(schema(), model, operation.value("where"_L1));
}

Done Operations::mustExist(const InstanceName &instance)
{
    const auto row = m_engine.get(instance.model, instance.key);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row) {
        return failure(
            ErrorCode::NotFound,
            u"There is no %1 with the key %2."_s.arg(schema().model(instance.model).name, keyText(instance.key)));
    }
    return {};
}

Done Operations::list(const Query &query, const Operation &operation, Answer &answer)
{
    const bool ids = operation.flag("ids"_L1);
    answer.beginList(ids ? "ids"_L1 : "values"_L1);
    auto done = m_engine.each(query, [&](const Row &row) {
        answer.addElement(ids ? json::fromKey(row.key)
                              : QJsonValue(json::fromInstance(schema(), query.model, row.values)));
        return Connection::More::Yes;
    });
    answer.endList();
    return done;
}

Done Operations::addInstance(ModelId model, const Key &key, Answer &answer)
{
    const auto row = m_engine.get(model, key);
    if (!row)
        return tl::unexpected(row.error());
    answer.add("value"_L1, *row ? QJsonValue(json::fromInstance(schema(), model, (*row)->values)) : QJsonValue::Null);
    return {};
}

Result<ChangeSet> Operations::submit(const Intent &intent)
{
    auto set = m_engine.submit({intent});
    if (set && !m_engine.inTransaction())
        m_events.print(*set);
    return set;
}

} // namespace relata::cli
