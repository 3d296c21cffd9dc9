#include "deletereport.h"

#include "answer.h"
#include "data/json.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

bool comesBefore(const DeleteReport::Line &a, const DeleteReport::Line &b)
{
    if (const auto order = compareValues(a.model, b.model); order != 0)
        return order < 0;
    if (const auto order = compareKeys(a.key, b.key); order != 0)
        return order < 0;
    return compareValues(a.field, b.field) < 0;
}

void writeList(Answer &answer, QLatin1StringView name, const std::vector<DeleteReport::Line> &lines)
{
    answer.beginList(name);
    for (const DeleteReport::Line &line : lines) {
        QJsonObject element{{u"model"_s, line.model}, {u"id"_s, json::fromKey(line.key)}};
        if (!line.field.isEmpty())
            element.insert("field"_L1, line.field);
        answer.addElement(element);
    }
    answer.endList();
}

/// The relationship fields whose stored key a delete changed.
void addCleared(const Schema &schema, const auto &change, std::vector<DeleteReport::Line> &lines)
{
    for (const EndId id : schema.endsOf(change.model)) {
        const End &end = schema.end(id);
        if (!end.holdsKey())
            continue;
        const bool changed = std::ranges::any_of(schema.reference(end.reference).columns, [&](FieldId column) {
            return change.before[column.index()] != change.after[column.index()];
        });
        if (changed)
            lines.push_back({schema.model(change.model).name, change.key, end.name});
    }
}

} // namespace

DeleteReport DeleteReport::of(const Schema &schema, const ChangeSet &done)
{
    DeleteReport report;
    for (const Change &change : done.changes) {
        if (const auto *removed = std::get_if<Removed>(&change)) {
            const QString &name = schema.model(removed->model).name;
            ++report.counts[name];
            report.deleted.push_back({name, removed->key, {}});
        } else if (const auto *updated = std::get_if<Updated>(&change)) {
            addCleared(schema, *updated, report.cleared);
        }
    }
    return report;
}

DeleteReport DeleteReport::of(const Schema &schema, const Plan &plan)
{
    DeleteReport report;
    for (const Step &step : plan.steps) {
        if (const auto *removal = std::get_if<DeleteStep>(&step)) {
            const QString &name = schema.model(removal->model).name;
            ++report.counts[name];
            report.deleted.push_back({name, removal->key, {}});
        } else if (const auto *update = std::get_if<UpdateStep>(&step)) {
            addCleared(schema, *update, report.cleared);
        }
    }
    return report;
}

void DeleteReport::write(Answer &answer, Lists lists)
{
    QJsonObject numbers;
    for (const auto &[model, count] : counts)
        numbers.insert(model, count);
    answer.add("counts"_L1, numbers);
    if (lists == Lists::WhenShort && deleted.size() + cleared.size() > 1000)
        return;
    std::ranges::sort(deleted, comesBefore);
    std::ranges::sort(cleared, comesBefore);
    writeList(answer, "deleted"_L1, deleted);
    writeList(answer, "cleared"_L1, cleared);
}

} // namespace relata::cli
