#include "engine/linking.h"

namespace relata {

using namespace Qt::StringLiterals;

/// The values that the reference's columns take to point at this target.
Values Linking::stored(ReferenceId reference, const Values &target) const
{
    return m_reader.pick(target, m_schema.reference(reference).referenced);
}

Result<Linking::Pair> Linking::both(const End &end, const Key &key, const Key &to)
{
    auto mine = m_reader.values(end.model, key);
    if (!mine)
        return tl::unexpected(mine.error());
    if (!*mine)
        return failure(ErrorCode::NotFound,
                       u"There is no %1 with the key %2."_s.arg(m_schema.model(end.model).name, keyText(key)));
    auto theirs = m_reader.values(end.other, to);
    if (!theirs)
        return tl::unexpected(theirs.error());
    if (!*theirs)
        return failure(ErrorCode::MissingTarget,
                       u"There is no %1 with the key %2 to link."_s.arg(m_schema.model(end.other).name, keyText(to)));
    return Pair{std::move(**mine), std::move(**theirs)};
}

Result<std::optional<Values>> Linking::holder(ReferenceId id, const Values &referenced, const Key &except)
{
    const Reference &reference = m_schema.reference(id);
    std::optional<Values> found;
    Done read = m_reader.eachReferring(id, {referenced}, [&](Values row) {
        if (except.empty() || compareKeys(m_reader.keyOf(reference.from, row), except) != 0)
            found = std::move(row);
    });
    if (!read)
        return tl::unexpected(read.error());
    return found;
}

Result<std::optional<Values>> Linking::joinOf(const End &end, const Pair &pair)
{
    const Reference &near = m_schema.reference(end.reference);
    const Reference &far = m_schema.reference(end.farReference);
    std::vector<FieldId> columns = near.columns;
    Values wanted = stored(end.reference, pair.mine);
    const Values theirs = stored(end.farReference, pair.theirs);
    for (std::size_t i = 0; i < far.columns.size(); ++i) {
        // Tenant keys: the two references may share a column.
        if (std::ranges::find(columns, far.columns[i]) != columns.end())
            continue;
        columns.push_back(far.columns[i]);
        wanted.push_back(theirs[i]);
    }
    std::optional<Values> found;
    Done read = m_reader.eachWhere(near.from, columns, {wanted}, [&](Values row) { found = std::move(row); });
    if (!read)
        return tl::unexpected(read.error());
    return found;
}

Result<Linking::SetKey> Linking::cleared(ReferenceId id, const Values &row) const
{
    const Reference &reference = m_schema.reference(id);
    const Model &model = m_schema.model(reference.from);
    SetKey act{reference.from, m_reader.keyOf(reference.from, row), row, {}};
    for (const FieldId column : reference.columns)
        if (!model.field(column).required && !model.isKey(column))
            act.values.emplace_back(column, Null{});
    if (act.values.empty())
        return failure(ErrorCode::Required,
                       u"%1 of %2 %3 may not be empty, so it cannot be unlinked. Link it to another %4 instead."_s.arg(
                           m_schema.end(m_schema.keyEnd(id)).name, model.name, keyText(act.key),
                           m_schema.model(reference.to).name));
    return act;
}

Linking::Sides Linking::sides(const End &end, const Pair &pair)
{
    return end.holdsKey() ? Sides{pair.mine, pair.theirs} : Sides{pair.theirs, pair.mine};
}

Linking::Outcome Linking::unchanged(const End &end, const Pair &pair)
{
    return {{}, m_reader.labelOf(end.model, pair.mine), m_reader.labelOf(end.other, pair.theirs)};
}

Result<Linking::Outcome> Linking::link(const Link &intent)
{
    const End &end = m_schema.end(intent.end);
    auto pair = both(end, intent.key, intent.to);
    if (!pair)
        return tl::unexpected(pair.error());
    Outcome outcome = unchanged(end, *pair);

    if (end.kind == End::Kind::ManyToMany) {
        const auto join = joinOf(end, *pair);
        if (!join)
            return tl::unexpected(join.error());
        if (*join)
            return outcome;
        MakeJoin act{m_schema.reference(end.reference).from, {}};
        const auto set = [&](ReferenceId id, const Values &target) {
            const Values values = stored(id, target);
            const std::vector<FieldId> &columns = m_schema.reference(id).columns;
            for (std::size_t i = 0; i < columns.size(); ++i)
                if (std::ranges::find(act.values, columns[i], &std::pair<FieldId, Value>::first) == act.values.end())
                    act.values.emplace_back(columns[i], values[i]);
        };
        set(end.reference, pair->mine);
        set(end.farReference, pair->theirs);
        outcome.acts.emplace_back(std::move(act));
        return outcome;
    }

    // The others set the key of one side: the source's of a 1:1, the target's of a 1:N.
    const Reference &reference = m_schema.reference(end.reference);
    const auto [from, to] = sides(end, *pair);
    const Values wanted = stored(end.reference, to);
    const auto linked = m_reader.leadsTo(end.reference, from, to);
    if (!linked)
        return tl::unexpected(linked.error());
    if (*linked)
        return outcome;
    const Key fromKey = m_reader.keyOf(reference.from, from);
    if (reference.unique) {
        const auto held = holder(end.reference, wanted, fromKey);
        if (!held)
            return tl::unexpected(held.error());
        if (*held) {
            if (intent.move == Link::Move::No)
                return failure(ErrorCode::Taken,
                               u"%1 “%2” is already the %3 of %4 “%5”. Move the link to take it from there."_s.arg(
                                   m_schema.model(reference.to).name, m_reader.labelOf(reference.to, to),
                                   m_schema.end(m_schema.keyEnd(end.reference)).name,
                                   m_schema.model(reference.from).name, m_reader.labelOf(reference.from, **held)));
            auto act = cleared(end.reference, **held);
            if (!act)
                return tl::unexpected(act.error());
            outcome.acts.emplace_back(std::move(*act));
        }
    }
    SetKey act{reference.from, fromKey, from, {}};
    for (std::size_t i = 0; i < reference.columns.size(); ++i)
        act.values.emplace_back(reference.columns[i], wanted[i]);
    outcome.acts.emplace_back(std::move(act));
    return outcome;
}

Result<Linking::Outcome> Linking::unlink(const Unlink &intent)
{
    const End &end = m_schema.end(intent.end);
    auto pair = both(end, intent.key, intent.to);
    if (!pair)
        return tl::unexpected(pair.error());
    Outcome outcome = unchanged(end, *pair);

    if (end.kind == End::Kind::ManyToMany) {
        auto join = joinOf(end, *pair);
        if (!join)
            return tl::unexpected(join.error());
        if (*join)
            outcome.acts.emplace_back(DropJoin{m_schema.reference(end.reference).from, std::move(**join)});
        return outcome;
    }
    const auto [from, to] = sides(end, *pair);
    const auto linked = m_reader.leadsTo(end.reference, from, to);
    if (!linked)
        return tl::unexpected(linked.error());
    if (!*linked)
        return outcome;
    auto act = cleared(end.reference, from);
    if (!act)
        return tl::unexpected(act.error());
    outcome.acts.emplace_back(std::move(*act));
    return outcome;
}

} // namespace relata
