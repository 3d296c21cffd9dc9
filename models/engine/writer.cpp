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
            u"%1 %2 %3 Nothing was changed."_s.arg(m_schema.model(model).name, keyText(key), what), {}};
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
    return std::visit(Overloaded{[&](const InsertStep &s) { return insert(s); }, [&](const UpdateStep &s) { return update(s); },
                                 [&](const DeleteStep &s) { return remove(s); }},
                      step);
}

Result<std::optional<Change>> Writer::insert(const InsertStep &step)
{
    const auto returned = m_connection.select(
        write::insert(m_schema, Dialect::sqlite(), step.model, step.values, step.given));
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
    const auto returned = m_connection.select(
        write::update(m_schema, Dialect::sqlite(), step.model, step.key, step.before, step.after));
    if (!returned)
        return tl::unexpected(named(step.model, step.key, returned.error()));
    if (returned->empty())
        return tl::unexpected(conflict(step.model, step.key, u"is no longer there."_s));
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
    // Nothing touched: on a ring the database's own cascade was there first. It is gone either way, and it was planned.
    return std::optional<Change>(Removed{step.model, step.key, step.before});
}

Result<std::optional<Change>> Writer::replay(const Change &change)
{
    const ModelId id = modelOf(change);
    const Key &key = keyOf(change);
    const Model &model = m_schema.model(id);
    const auto current = m_reader.values(id, key);
    if (!current)
        return tl::unexpected(current.error());

    // Undo touches what the set touched: values that others changed elsewhere in the same instance stay.
    const auto differing = [&](const Values &expected, const Values &compareTo) -> QString {
        for (std::size_t i = 0; i < model.fields.size(); ++i)
            if (!isKept(model.fields[i]) && model.fields[i].origin != FieldOrigin::Generated
                && expected[i] != compareTo[i] && (**current)[i] != expected[i])
                return model.fields[i].name;
        return {};
    };
    return std::visit(
        Overloaded{
            [&](const Inserted &c) -> Result<std::optional<Change>> {
                if (*current)
                    return tl::unexpected(conflict(id, key, u"was made anew by others."_s));
                InsertStep step{id, c.after, std::vector<bool>(model.fields.size(), true)};
                for (std::size_t i = 0; i < model.fields.size(); ++i)
                    step.given[i] = model.fields[i].origin != FieldOrigin::Generated;
                return insert(step);
            },
            [&](const Updated &c) -> Result<std::optional<Change>> {
                if (!*current)
                    return tl::unexpected(conflict(id, key, u"was deleted by others."_s));
                if (const QString field = differing(c.before, c.after); !field.isEmpty())
                    return tl::unexpected(conflict(id, key, u"has another %1 since."_s.arg(field)));
                Values after = **current;
                for (std::size_t i = 0; i < model.fields.size(); ++i)
                    if (c.before[i] != c.after[i] && model.fields[i].origin != FieldOrigin::Generated
                        && (!isKept(model.fields[i]) || after[i] == c.before[i]))
                        after[i] = c.after[i];
                if (after == **current)
                    return std::optional<Change>();
                return update({id, key, **current, std::move(after)});
            },
            [&](const Removed &c) -> Result<std::optional<Change>> {
                if (!*current)
                    return tl::unexpected(conflict(id, key, u"was deleted by others."_s));
                for (std::size_t i = 0; i < model.fields.size(); ++i)
                    if (!isKept(model.fields[i]) && (**current)[i] != c.before[i])
                        return tl::unexpected(conflict(id, key, u"has another %1 since."_s.arg(model.fields[i].name)));
                // The database's own cascade would take along what others have linked to it since.
                for (const ReferenceId reference : m_schema.referencesTo(id)) {
                    const Reference &r = m_schema.reference(reference);
                    bool used = false;
                    Done read = m_reader.eachWhere(r.from, r.columns, {m_reader.pick(**current, r.referenced)},
                                                   [&](const Values &row) {
                                                       used = used || r.from != id
                                                           || compareKeys(m_reader.keyOf(r.from, row), key) != 0;
                                                   });
                    if (!read)
                        return tl::unexpected(read.error());
                    if (used)
                        return tl::unexpected(
                            conflict(id, key, u"is used by a %1 since."_s.arg(m_schema.model(r.from).name)));
                }
                return remove({id, key, **current});
            }},
        change);
}

} // namespace relata
