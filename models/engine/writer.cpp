#include "engine/writer.h"

#include "base/overloaded.h"
#include "sql/writebuilder.h"
#include "store/valuebinding.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

bool isKept(const Field &field)
{
    return field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt;
}

} // namespace

Error Writer::conflict(ModelId model, const Key &key, const QString &what) const
{
    return {ErrorCode::Conflict,
            u"%1 %2 %3 Nothing was changed."_s.arg(m_schema.model(model).name, keyText(key), what),
            {}};
}

/// A constraint that only the database knows of (a CHECK, an expression index, a trigger) speaks of columns; the person
/// needs to hear of which instance.
Error Writer::named(ModelId model, const Key &key, Error error) const
{
    if (error.code == ErrorCode::Cancelled || error.code == ErrorCode::Io)
        return error;
    const QString name = m_schema.model(model).name;
    error.message = key.empty() ? QString(name % u": "_s % error.message)
                                : QString(name % u' ' % keyText(key) % u": "_s % error.message);
    return error;
}

/// SQLite lets several rows of an old table have the same key where a part of it is null.
Error Writer::notAlone(ModelId model, const Key &key) const
{
    return {ErrorCode::Unsupported,
            u"Several instances of %1 have the key %2, in which a part is empty, and cannot be told apart. Nothing was "
            "changed."_s.arg(m_schema.model(model).name, keyText(key)),
            {}};
}

/// What the database now holds. Triggers run after RETURNING has answered, so their rows are read again.
Result<Values> Writer::written(ModelId id, const std::vector<Values> &returned)
{
    const Model &model = m_schema.model(id);
    Values values = returned.front();
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = valuebinding::typed(model.fields[i], std::move(values[i]));
    if (!model.hasTriggers)
        return values;
    auto again = m_reader.values(id, m_reader.keyOf(id, values));
    if (!again)
        return tl::unexpected(again.error());
    return *again ? std::move(**again) : std::move(values);
}

Result<std::optional<Change>> Writer::run(const Step &step)
{
    return std::visit(Overloaded{[&](const InsertStep &s) { return insert(s); },
                                 [&](const UpdateStep &s) { return update(s); },
                                 [&](const DeleteStep &s) { return remove(s); }},
                      step);
}

Result<std::optional<Change>> Writer::insert(const InsertStep &step)
{
    const auto returned =
        m_connection.select(write::insert(m_schema, Dialect::sqlite(), step.model, step.values, step.given));
    if (!returned)
        return tl::unexpected(named(step.model, {}, returned.error()));
    if (returned->empty())
        return failure(ErrorCode::Unsupported,
                       u"The database took the new %1 but did not keep it (a trigger may have moved it)."_s.arg(
                           m_schema.model(step.model).name));
    auto after = written(step.model, *returned);
    if (!after)
        return tl::unexpected(after.error());
    Key key = m_reader.keyOf(step.model, *after);
    return std::optional<Change>(Inserted{step.model, std::move(key), std::move(*after)});
}

Result<std::optional<Change>> Writer::update(const UpdateStep &step)
{
    const auto returned =
        m_connection.select(write::update(m_schema, Dialect::sqlite(), step.model, step.key, step.before, step.after));
    if (!returned)
        return tl::unexpected(named(step.model, step.key, returned.error()));
    if (returned->empty())
        return tl::unexpected(conflict(step.model, step.key, u"is no longer there."_s));
    if (returned->size() > 1)
        return tl::unexpected(notAlone(step.model, step.key));
    auto after = written(step.model, *returned);
    if (!after)
        return tl::unexpected(after.error());
    if (*after == step.before)
        return std::optional<Change>();
    return std::optional<Change>(Updated{step.model, step.key, step.before, std::move(*after)});
}

Result<std::optional<Change>> Writer::remove(const DeleteStep &step)
{
    const auto touched = m_connection.run(write::remove(m_schema, Dialect::sqlite(), step.model, step.key));
    if (!touched)
        return tl::unexpected(named(step.model, step.key, touched.error()));
    if (*touched > 1)
        return tl::unexpected(notAlone(step.model, step.key));
    // Nothing touched: on a ring the database's own cascade was there first. It is gone either way, and it was planned.
    return std::optional<Change>(Removed{step.model, step.key, step.before});
}

Result<std::optional<Change>> Writer::replay(const Change &change)
{
    return std::visit(Overloaded{[&](const Inserted &c) { return replayInsert(c); },
                                 [&](const Updated &c) { return replayUpdate(c); },
                                 [&](const Removed &c) { return replayRemoval(c); }},
                      change);
}

void Writer::expectRemovals(const std::vector<Change> &changes)
{
    for (const Change &change : changes)
        if (const auto *removed = std::get_if<Removed>(&change))
            m_removals.insert_or_assign({removed->model, removed->key}, *removed);
}

Result<std::optional<Change>> Writer::replayInsert(const Inserted &c)
{
    const auto current = m_reader.values(c.model, c.key);
    if (!current)
        return tl::unexpected(current.error());
    if (*current)
        return tl::unexpected(conflict(c.model, c.key, u"was made anew by others."_s));
    const std::vector<Field> &fields = m_schema.model(c.model).fields;
    InsertStep step{c.model, c.after, std::vector<bool>(fields.size(), true)};
    for (std::size_t i = 0; i < fields.size(); ++i)
        step.given[i] = fields[i].origin != FieldOrigin::Generated;
    return insert(step);
}

/// Touches what the change touched: values that others changed elsewhere in the same instance stay.
Result<std::optional<Change>> Writer::replayUpdate(const Updated &c)
{
    const auto current = m_reader.values(c.model, c.key);
    if (!current)
        return tl::unexpected(current.error());
    if (!*current)
        return tl::unexpected(conflict(c.model, c.key, u"was deleted by others."_s));
    const Values &now = **current;
    const std::vector<Field> &fields = m_schema.model(c.model).fields;
    Values after = now;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (c.before[i] == c.after[i] || fields[i].origin == FieldOrigin::Generated)
            continue;
        const bool same = now[i] == c.before[i];
        if (!same && !isKept(fields[i]))
            return tl::unexpected(conflict(c.model, c.key, u"has another %1 since."_s.arg(fields[i].name)));
        if (same)
            after[i] = c.after[i];
    }
    if (after == now)
        return std::optional<Change>();
    return update({c.model, c.key, now, std::move(after)});
}

/// Whether others use the instance: the database's own cascade would take theirs along. Those that go in the same
/// replay are judged with it, for once it is removed the cascade may take them at once.
Done Writer::mayRemove(const Removed &c)
{
    if (!m_judged.insert({c.model, c.key}).second)
        return {};
    const auto current = m_reader.values(c.model, c.key);
    if (!current)
        return tl::unexpected(current.error());
    if (!*current)
        return tl::unexpected(conflict(c.model, c.key, u"was deleted by others."_s));
    const std::vector<Field> &fields = m_schema.model(c.model).fields;
    for (std::size_t i = 0; i < fields.size(); ++i)
        if (!isKept(fields[i]) && (**current)[i] != c.before[i])
            return tl::unexpected(conflict(c.model, c.key, u"has another %1 since."_s.arg(fields[i].name)));
    std::vector<Removed> together;
    for (const ReferenceId reference : m_schema.referencesTo(c.model)) {
        const Reference &r = m_schema.reference(reference);
        std::optional<Key> user;
        Done read = m_reader.eachReferring(reference, {m_reader.pick(**current, r.referenced)}, [&](const Values &row) {
            const InstanceName instance{r.from, m_reader.keyOf(r.from, row)};
            if (instance == InstanceName{c.model, c.key})
                return;
            if (const auto expected = m_removals.find(instance); expected != m_removals.end())
                together.push_back(expected->second);
            else
                user = instance.key;
        });
        if (!read)
            return read;
        if (user)
            return tl::unexpected(conflict(
                c.model, c.key, u"is used by %1 %2 since."_s.arg(m_schema.model(r.from).name, keyText(*user))));
    }
    for (const Removed &other : together)
        if (Done allowed = mayRemove(other); !allowed)
            return allowed;
    return {};
}

Result<std::optional<Change>> Writer::replayRemoval(const Removed &c)
{
    if (Done allowed = mayRemove(c); !allowed)
        return tl::unexpected(allowed.error());
    m_removals.erase({c.model, c.key});
    m_judged.erase({c.model, c.key});
    return remove({c.model, c.key, c.before});
}

} // namespace relata
