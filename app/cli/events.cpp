#include "events.h"

#include "base/overloaded.h"
#include "data/json.h"

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

struct EventValue
{
    QString type;
    const Values &values;
};

EventValue eventValue(const Change &change)
{
    return std::visit(Overloaded{[](const Inserted &c) {
                                     return EventValue{u"insert"_s, c.after};
                                 },
                                 [](const Updated &c) {
                                     return EventValue{u"update"_s, c.after};
                                 },
                                 [](const Removed &c) {
                                     return EventValue{u"delete"_s, c.before};
                                 }},
                      change);
}

} // namespace

void Events::observeAll()
{
    for (std::size_t i = 0; i < m_schema.models.size(); ++i)
        m_models.insert(ModelId(static_cast<int>(i)));
}

void Events::print(const ChangeSet &set)
{
    if (m_models.empty())
        return;
    for (const Change &change : set.changes) {
        const ModelId model = modelOf(change);
        if (!m_models.contains(model))
            continue;
        const EventValue value = eventValue(change);
        const QJsonObject event{{u"type"_s, value.type},
                                {u"model"_s, m_schema.model(model).name},
                                {u"id"_s, json::fromKey(keyOf(change))},
                                {u"value"_s, json::fromInstance(m_schema, model, value.values)}};
        m_output.write(toJson(QJsonObject{{u"event"_s, event}}) + '\n');
    }
}

} // namespace relata::cli
