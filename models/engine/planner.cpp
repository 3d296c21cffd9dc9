#include "engine/planner.h"

#include "base/overloaded.h"
#include "data/json.h"
#include "engine/cascade.h"
#include "engine/defaults.h"
#include "schema/types.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// The shape in which the column will hold it, so that "nothing changed" is seen as such.
Value normalized(const Field &field, Value value)
{
    if (field.anyType || field.type.list || field.type.kind != FieldType::Kind::Scalar)
        return value;
    if (field.type.scalar == ScalarType::Float) {
        if (const auto *whole = std::get_if<qint64>(&value))
            return static_cast<double>(*whole);
    } else if (types::isNumber(field.type.scalar)) {
        constexpr double limit = 9'000'000'000'000'000'000.0;
        if (const auto *number = std::get_if<double>(&value); number && field.type.scalar != ScalarType::Decimal
            && *number > -limit && *number < limit && *number == static_cast<double>(static_cast<qint64>(*number)))
            return static_cast<qint64>(*number);
    }
    return value;
}

bool plannerAnyNull(const Values &values)
{
    return std::ranges::any_of(values, [](const Value &value) { return isNull(value); });
}

} // namespace

Result<Plan> Planner::plan(const Intent &intent)
{
    return std::visit(
        Overloaded{[&](const Save &i) { return planSave(i); }, [&](const Update &i) { return planUpdate(i); },
                   [&](const Delete &i) { return planDelete(i); }, [&](const Link &i) { return planLink(i); },
                   [&](const Unlink &i) { return planUnlink(i); }},
        intent);
}

Done Planner::writable(ModelId id) const
{
    const Model &model = m_schema.model(id);
    if (model.view)
        return failure(ErrorCode::ReadOnly, u"%1 is a view: its instances can be read, not changed."_s.arg(model.name));
    if (!model.isWritable())
        return failure(ErrorCode::Unsupported,
                       u"%1 has no key, so its instances cannot be told apart and not be changed."_s.arg(model.name));
    return {};
}

Result<Assignments> Planner::checked(ModelId id, const Assignments &values) const
{
    const Model &model = m_schema.model(id);
    Assignments result;
    for (const auto &[fieldId, given] : values) {
        const Field &field = model.field(fieldId);
        if (!field.isWritable())
            return failure(
                ErrorCode::InvalidValue,
                u"%1 of %2 is kept by %3 and cannot be set."_s.arg(
                    field.name, model.name, field.origin == FieldOrigin::Generated ? u"the database"_s : u"Relata"_s));
        Value value = normalized(field, given);
        if (!isNull(value))
            if (const Done fits = types::check(m_schema, field, json::fromValue(field, value)); !fits)
                return tl::unexpected(fits.error());
        result.emplace_back(fieldId, std::move(value));
    }
    return result;
}

Result<Plan> Planner::planSave(const Save &save)
{
    if (Done allowed = writable(save.model); !allowed)
        return tl::unexpected(allowed.error());
    const Model &model = m_schema.model(save.model);
    const auto values = checked(save.model, save.values);
    if (!values)
        return tl::unexpected(values.error());

    Plan plan;
    plan.kind = ChangeKind::Created;
    Key key;
    for (const FieldId part : model.key)
        if (const auto given = std::ranges::find(*values, part, &std::pair<FieldId, Value>::first);
            given != values->end())
            key.push_back(given->second);
    if (key.size() == model.key.size() && !plannerAnyNull(key)) {
        if (key.size() == 1 && key.front() == Value(QString()))
            return failure(ErrorCode::InvalidValue,
                           u"The key of %1 may not be empty; leave it out to have one made."_s.arg(model.name));
        const auto existing = m_reader.values(save.model, key);
        if (!existing)
            return tl::unexpected(existing.error());
        if (*existing) {
            if (save.replace == Save::Replace::No)
                return failure(ErrorCode::Duplicate,
                               u"There already is a %1 with the key %2."_s.arg(model.name, keyText(key)));
            const Values &before = **existing;
            Values after = before;
            for (std::size_t i = 0; i < model.fields.size(); ++i) {
                const Field &field = model.fields[i];
                const FieldId id(static_cast<int>(i));
                if (field.isWritable() && !model.isKey(id))
                    after[i] = defaults::value(m_schema, field);
            }
            for (const auto &[field, value] : *values)
                if (!model.isKey(field))
                    after[field.index()] = value;
            plan.kind = ChangeKind::Edited;
            plan.subject = {save.model, m_reader.keyOf(save.model, before), m_reader.labelOf(save.model, after), false};
            if (Done added = addUpdate(plan, save.model, plan.subject.key, before, std::move(after)); !added)
                return tl::unexpected(added.error());
            return plan;
        }
    }
    if (Done added = addInsert(plan, save.model, *values); !added)
        return tl::unexpected(added.error());
    const auto &step = std::get<InsertStep>(plan.steps.back());
    plan.subject = {save.model, m_reader.keyOf(save.model, step.values), {}, false};
    return plan;
}

Done Planner::addInsert(Plan &plan, ModelId id, const Assignments &values)
{
    const Model &model = m_schema.model(id);
    InsertStep step{id, Values(model.fields.size()), std::vector<bool>(model.fields.size(), false)};
    const auto set = [&](std::size_t i, Value value) {
        step.values[i] = std::move(value);
        step.given[i] = true;
    };
    for (const auto &[field, value] : values)
        set(field.index(), value);
    const QString now = defaults::now();
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const Field &field = model.fields[i];
        const FieldId fieldId(static_cast<int>(i));
        if (field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt) {
            set(i, now);
        } else if (model.isKey(fieldId) && (!step.given[i] || isNull(step.values[i]))) {
            // SQLite numbers the rows of an INTEGER PRIMARY KEY itself, and the rowid always.
            const bool numbered = field.hasDefault || field.origin == FieldOrigin::Rowid;
            if (model.key.size() == 1 && field.type.isScalar(ScalarType::Id))
                set(i, defaults::newKey());
            else if (!numbered)
                return failure(ErrorCode::Required,
                               u"\"%1\" of %2 is part of the key and must be given."_s.arg(field.name, model.name));
            else
                step.given[i] = false;
        } else if (!step.given[i] && field.isWritable() && field.defaultValue) {
            set(i, defaults::value(m_schema, field));
        }
    }
    if (Done ok = fits(id, step.values, step.given, nullptr, {}); !ok)
        return ok;
    plan.steps.emplace_back(std::move(step));
    return {};
}

Result<Plan> Planner::planUpdate(const Update &update)
{
    if (Done allowed = writable(update.model); !allowed)
        return tl::unexpected(allowed.error());
    const Model &model = m_schema.model(update.model);
    const auto existing = m_reader.values(update.model, update.key);
    if (!existing)
        return tl::unexpected(existing.error());
    if (!*existing)
        return failure(ErrorCode::NotFound, u"There is no %1 with the key %2."_s.arg(model.name, keyText(update.key)));
    const Values &before = **existing;
    for (const auto &[field, expected] : update.expected) {
        if (before[field.index()] != normalized(model.field(field), expected))
            return failure(ErrorCode::Conflict,
                           u"%1 of %2 %3 was changed by others: it is now %4, not %5. Nothing was changed."_s.arg(
                               model.field(field).name, model.name, keyText(update.key),
                               valueText(before[field.index()]), valueText(expected)));
    }
    const auto values = checked(update.model, update.values);
    if (!values)
        return tl::unexpected(values.error());
    Values after = before;
    for (const auto &[field, value] : *values) {
        if (model.isKey(field)) {
            if (value != before[field.index()])
                return failure(
                    ErrorCode::InvalidValue,
                    u"%1 is the key of %2 and is not changed by an update."_s.arg(model.field(field).name, model.name));
            continue;
        }
        after[field.index()] = value;
    }
    Plan plan;
    plan.kind = ChangeKind::Edited;
    plan.subject = {update.model, update.key, m_reader.labelOf(update.model, after), false};
    if (values->size() == 1)
        plan.fieldName = model.field(values->front().first).name;
    for (const ReferenceId id : m_schema.referencesFrom(update.model)) {
        // A hidden key field is known by its relationship's name.
        const auto &columns = m_schema.reference(id).columns;
        if (std::ranges::all_of(*values,
                                [&](const auto &v) { return std::ranges::find(columns, v.first) != columns.end(); })
            && !values->empty())
            plan.fieldName = m_schema.end(m_schema.keyEnd(id)).name;
    }
    if (Done added = addUpdate(plan, update.model, update.key, before, std::move(after)); !added)
        return tl::unexpected(added.error());
    return plan;
}

Done Planner::addUpdate(Plan &plan, ModelId id, const Key &key, const Values &before, Values after)
{
    if (before == after)
        return {};
    const Model &model = m_schema.model(id);
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (model.fields[i].origin == FieldOrigin::UpdatedAt)
            after[i] = defaults::now();
    if (Done ok = fits(id, after, {}, &before, key); !ok)
        return ok;
    m_updates.push_back({id, key, before, std::move(after)});
    plan.steps.emplace_back(m_updates.back());
    return {};
}

Done Planner::fits(ModelId id, const Values &values, const std::vector<bool> &given, const Values *before,
                   const Key &key)
{
    const Model &model = m_schema.model(id);
    const auto changed = [&](FieldId field) {
        return before ? (*before)[field.index()] != values[field.index()] : bool(given[field.index()]);
    };
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const Field &field = model.fields[i];
        const FieldId fieldId(static_cast<int>(i));
        if (!field.required || !field.isWritable() || !isNull(values[i]))
            continue;
        if (before ? !changed(fieldId) : (!given[i] && field.hasDefault))
            continue;
        QString name = field.name;
        for (const ReferenceId reference : m_schema.referencesFrom(id))
            if (field.hidden
                && std::ranges::find(m_schema.reference(reference).columns, fieldId)
                    != m_schema.reference(reference).columns.end())
                name = m_schema.end(m_schema.keyEnd(reference)).name;
        return failure(ErrorCode::Required, u"\"%1\" of %2 is required and may not be empty."_s.arg(name, model.name));
    }
    for (const ReferenceId reference : m_schema.referencesFrom(id)) {
        if (std::ranges::none_of(m_schema.reference(reference).columns, changed))
            continue;
        if (Done ok = referenceFits(reference, values, key); !ok)
            return ok;
    }
    const auto unique = [&](const std::vector<FieldId> &fields) -> Done {
        if (std::ranges::none_of(fields, changed))
            return {};
        return uniqueFits(id, fields, values, key);
    };
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (model.fields[i].unique && !model.isKey(FieldId(static_cast<int>(i))))
            if (Done ok = unique({FieldId(static_cast<int>(i))}); !ok)
                return ok;
    for (const Index &index : model.indexes)
        if (index.unique)
            if (Done ok = unique(index.fields); !ok)
                return ok;
    return {};
}

Done Planner::referenceFits(ReferenceId id, const Values &values, const Key &key)
{
    const Reference &reference = m_schema.reference(id);
    const Values held = m_reader.pick(values, reference.columns);
    if (plannerAnyNull(held))
        return {};
    const Model &model = m_schema.model(reference.from);
    const QString name = m_schema.end(m_schema.keyEnd(id)).name;
    // An instance may point at itself, also before it is there.
    const bool self = reference.from == reference.to && m_reader.pick(values, reference.referenced) == held;
    if (!self) {
        bool found = false;
        std::optional<QString> label;
        Done read =
            m_reader.eachWhere(reference.to, reference.referenced, {held}, [&](const Values &) { found = true; });
        if (!read)
            return read;
        if (!found)
            return failure(ErrorCode::MissingTarget,
                           u"%1 of %2 leads to %3 %4, which does not exist."_s.arg(
                               name, model.name, m_schema.model(reference.to).name, keyText(held)));
    }
    if (!reference.unique)
        return {};
    const auto holder = m_linking.holder(id, held, key);
    if (!holder)
        return tl::unexpected(holder.error());
    if (!*holder)
        return {};
    const Key holderKey = m_reader.keyOf(reference.from, **holder);
    if (willLetGo(reference.from, holderKey, reference.columns, held))
        return {};
    return failure(ErrorCode::Taken,
                   u"%1 %2 is already the %3 of %4 “%5” (%6)."_s.arg(
                       m_schema.model(reference.to).name, keyText(held), name, model.name,
                       m_reader.labelOf(reference.from, **holder), keyText(holderKey)));
}

/// An update that this plan makes first takes these values from the instance (a link that is moved).
bool Planner::willLetGo(ModelId model, const Key &key, const std::vector<FieldId> &fields, const Values &held) const
{
    return std::ranges::any_of(m_updates, [&](const UpdateStep &step) {
        return step.model == model && compareKeys(step.key, key) == 0 && m_reader.pick(step.after, fields) != held;
    });
}

Done Planner::uniqueFits(ModelId id, const std::vector<FieldId> &fields, const Values &values, const Key &key)
{
    const Values wanted = m_reader.pick(values, fields);
    std::optional<Values> other;
    Done read = m_reader.eachWhere(id, fields, {wanted}, [&](Values row) {
        if (key.empty() || compareKeys(m_reader.keyOf(id, row), key) != 0)
            other = std::move(row);
    });
    if (!read)
        return read;
    if (!other || willLetGo(id, m_reader.keyOf(id, *other), fields, wanted))
        return {};
    const Model &model = m_schema.model(id);
    QStringList names;
    for (const FieldId field : fields)
        names << model.field(field).name;
    return failure(ErrorCode::Duplicate,
                   u"Another %1 (%2) already has this %3: %4."_s.arg(model.name, keyText(m_reader.keyOf(id, *other)),
                                                                     names.join(u" and "_s), keyText(wanted)));
}

Result<Plan> Planner::planDelete(const Delete &remove)
{
    if (Done allowed = writable(remove.model); !allowed)
        return tl::unexpected(allowed.error());
    const Model &model = m_schema.model(remove.model);
    std::vector<Values> roots;
    Query query;
    query.model = remove.model;
    if (remove.where)
        query.where = *remove.where;
    if (!remove.keys.empty()) {
        for (const Key &key : remove.keys) {
            auto values = m_reader.values(remove.model, key);
            if (!values)
                return tl::unexpected(values.error());
            if (!*values)
                return failure(ErrorCode::NotFound, u"There is no %1 with the key %2."_s.arg(model.name, keyText(key)));
            if (remove.where) {
                const auto matches = m_reader.contains(query, key);
                if (!matches)
                    return tl::unexpected(matches.error());
                if (!*matches)
                    return failure(
                        ErrorCode::Conflict,
                        u"%1 %2 does not match the condition. Nothing was deleted."_s.arg(model.name, keyText(key)));
            }
            roots.push_back(std::move(**values));
        }
    } else if (remove.where) {
        Done read = m_reader.each(query, [&](const Row &row) {
            roots.push_back(row.values);
            return Connection::More::Yes;
        });
        if (!read)
            return tl::unexpected(read.error());
    }

    InstanceRef subject{remove.model, {}, {}, false};
    if (!roots.empty()) {
        subject.key = m_reader.keyOf(remove.model, roots.front());
        subject.label = m_reader.labelOf(remove.model, roots.front());
    }
    auto plan = Cascade(m_reader, m_schema).plan(remove.model, std::move(roots), remove.blockers);
    if (!plan)
        return tl::unexpected(plan.error());
    plan->subject = std::move(subject);
    const QString now = defaults::now();
    for (Step &step : plan->steps)
        if (auto *update = std::get_if<UpdateStep>(&step)) {
            const std::vector<Field> &fields = m_schema.model(update->model).fields;
            for (std::size_t i = 0; i < fields.size(); ++i)
                if (fields[i].origin == FieldOrigin::UpdatedAt)
                    update->after[i] = now;
        }
    return plan;
}

Done Planner::addActs(Plan &plan, EndId end, const Linking::Outcome &outcome)
{
    plan.objectLabel = outcome.objectLabel;
    plan.subject.label = outcome.subjectLabel;
    plan.fieldName = m_schema.end(end).name;
    for (const Linking::Act &act : outcome.acts) {
        Done added = std::visit(
            Overloaded{[&](const Linking::SetKey &set) -> Done {
                           if (Done allowed = writable(set.model); !allowed)
                               return allowed;
                           const Model &model = m_schema.model(set.model);
                           Values after = set.before;
                           for (const auto &[field, value] : set.values) {
                               if (model.isKey(field) && after[field.index()] != value)
                                   return failure(ErrorCode::InvalidValue,
                                                  u"%1 is part of the key of %2 and cannot be linked anew."_s.arg(
                                                      model.field(field).name, model.name));
                               after[field.index()] = value;
                           }
                           if (Done ok = addUpdate(plan, set.model, set.key, set.before, std::move(after)); !ok)
                               return ok;
                           return {};
                       },
                       [&](const Linking::MakeJoin &make) -> Done {
                           if (Done allowed = writable(make.model); !allowed)
                               return allowed;
                           return addInsert(plan, make.model, make.values);
                       },
                       [&](const Linking::DropJoin &drop) -> Done {
                           if (Done allowed = writable(drop.model); !allowed)
                               return allowed;
                           auto removal =
                               Cascade(m_reader, m_schema).plan(drop.model, {drop.before}, Delete::Blockers::Refuse);
                           if (!removal)
                               return tl::unexpected(removal.error());
                           std::ranges::move(removal->steps, std::back_inserter(plan.steps));
                           std::ranges::move(removal->clearings, std::back_inserter(plan.clearings));
                           std::ranges::move(removal->blockers, std::back_inserter(plan.blockers));
                           return {};
                       }},
            act);
        if (!added)
            return added;
    }
    return {};
}

Result<Plan> Planner::planLink(const Link &link)
{
    const auto outcome = m_linking.link(link);
    if (!outcome)
        return tl::unexpected(outcome.error());
    Plan plan;
    plan.kind = ChangeKind::Linked;
    plan.subject = {m_schema.end(link.end).model, link.key, {}, false};
    if (Done added = addActs(plan, link.end, *outcome); !added)
        return tl::unexpected(added.error());
    return plan;
}

Result<Plan> Planner::planUnlink(const Unlink &unlink)
{
    const auto outcome = m_linking.unlink(unlink);
    if (!outcome)
        return tl::unexpected(outcome.error());
    Plan plan;
    plan.kind = ChangeKind::Unlinked;
    plan.subject = {m_schema.end(unlink.end).model, unlink.key, {}, false};
    if (Done added = addActs(plan, unlink.end, *outcome); !added)
        return tl::unexpected(added.error());
    return plan;
}

} // namespace relata
