#include "engine/cascade.h"

#include "engine/defaults.h"

#include <map>
#include <queue>

namespace relata {

namespace {

constexpr std::size_t mostSamples = 5;

} // namespace

Result<Plan> Cascade::plan(ModelId model, std::vector<Values> roots, Delete::Blockers blockers)
{
    m_nodes.push_back({-1, model, {}, Effect::Deleted, 0, {}});
    for (Values &root : roots)
        doom(model, std::move(root), 0);
    if (Done closed = close(); !closed)
        return tl::unexpected(closed.error());

    // Blockers that are to go too have dependents of their own, among them perhaps new blockers.
    while (blockers == Delete::Blockers::DeleteToo) {
        std::vector<Referring> standing;
        for (const Referring &r : m_referring)
            if (r.effect == Effect::Blocks && !isDoomed(r))
                standing.push_back(r);
        if (standing.empty())
            break;
        for (Referring &r : standing) {
            const Effect effect = m_schema.model(r.model).join ? Effect::LinkRemoved : Effect::Deleted;
            doom(r.model, std::move(r.before), childNode(r.parentNode, r.reference, effect));
        }
        if (Done closed = close(); !closed)
            return tl::unexpected(closed.error());
    }

    Plan plan;
    plan.kind = ChangeKind::Deleted;
    addClears(plan);
    orderDeletes(plan);
    for (const Referring &r : m_referring)
        if (r.effect == Effect::Blocks && !isDoomed(r))
            plan.blockers.push_back({m_schema.keyEnd(r.reference), r.key});
    countNodes(plan);
    return plan;
}

bool Cascade::doom(ModelId model, Values values, int node)
{
    Key key = m_reader.keyOf(model, values);
    const auto [place, added] = m_places.try_emplace(InstanceName{model, key}, m_doomed.size());
    if (added)
        m_doomed.push_back({model, std::move(key), std::move(values), node});
    return added;
}

/// Breadth first, a generation at a time, so that each instance is found by its shortest way and every question to the
/// database is about many instances.
Done Cascade::close()
{
    while (m_followed < m_doomed.size()) {
        std::map<std::pair<int, int>, std::vector<std::size_t>> generation; // by model and node
        for (; m_followed < m_doomed.size(); ++m_followed) {
            const Doomed &doomed = m_doomed[m_followed];
            generation[{doomed.model.value(), doomed.node}].push_back(m_followed);
        }
        for (const auto &[group, parents] : generation)
            for (const ReferenceId reference : m_schema.referencesTo(ModelId(group.first)))
                if (Done done = follow(reference, parents); !done)
                    return done;
    }
    return judgeDefaults();
}

/// A default that leads nowhere, or to what is deleted, is none to take: those instances stand in the way.
Done Cascade::judgeDefaults()
{
    std::map<int, bool> leads; // by reference
    for (Referring &r : m_referring) {
        if (r.effect != Effect::Cleared || m_schema.reference(r.reference).rule != DeleteRule::SetDefault)
            continue;
        auto known = leads.find(r.reference.value());
        if (known == leads.end()) {
            const auto found = defaultLeads(r.reference);
            if (!found)
                return tl::unexpected(found.error());
            known = leads.emplace(r.reference.value(), *found).first;
        }
        if (!known->second)
            r.effect = Effect::Blocks;
    }
    return {};
}

Result<bool> Cascade::defaultLeads(ReferenceId id)
{
    const Reference &reference = m_schema.reference(id);
    Values held;
    bool leadsOn = true;
    bool empty = false;
    for (const FieldId column : reference.columns) {
        const Field &field = m_schema.field(reference.from, column);
        held.push_back(defaults::value(m_schema, field));
        empty = empty || isNull(held.back());
        leadsOn = leadsOn && !(isNull(held.back()) && field.required);
    }
    if (empty)
        return leadsOn;
    leadsOn = false;
    Done read = m_reader.eachWhere(reference.to, reference.referenced, {held}, [&](const Values &row) {
        leadsOn = !m_places.contains({reference.to, m_reader.keyOf(reference.to, row)});
    });
    if (!read)
        return tl::unexpected(read.error());
    return leadsOn;
}

Effect Cascade::effectOf(ReferenceId id) const
{
    const Reference &reference = m_schema.reference(id);
    switch (reference.rule) {
    case DeleteRule::Cascade:
        return m_schema.model(reference.from).join ? Effect::LinkRemoved : Effect::Deleted;
    case DeleteRule::Clear:
        return m_schema.isClearable(id) ? Effect::Cleared : Effect::Blocks;
    case DeleteRule::SetDefault:
        return Effect::Cleared;
    case DeleteRule::Restrict:
        return Effect::Blocks;
    }
    Q_UNREACHABLE();
}

Done Cascade::follow(ReferenceId id, const std::vector<std::size_t> &parents)
{
    const Reference &reference = m_schema.reference(id);
    if (!m_schema.model(reference.from).isWritable())
        return {};
    std::vector<Values> tuples;
    tuples.reserve(parents.size());
    for (const std::size_t parent : parents)
        tuples.push_back(m_reader.pick(m_doomed[parent].before, reference.referenced));
    const int parentNode = m_doomed[parents.front()].node;
    const Effect effect = effectOf(id);
    const bool goes = effect == Effect::Deleted || effect == Effect::LinkRemoved;
    return m_reader.eachReferring(id, tuples, [&](Values row) {
        Key key = m_reader.keyOf(reference.from, row);
        if (m_places.contains({reference.from, key}))
            return;
        if (goes)
            doom(reference.from, std::move(row), childNode(parentNode, id, effect));
        else
            m_referring.push_back({reference.from, std::move(key), std::move(row), id, parentNode, effect});
    });
}

/// The way's node below `parent`. A way that comes round to a reference that it has passed (a tree of teams, a ring)
/// stays in the node that it has there: the depth of the data does not become the depth of the preview.
int Cascade::childNode(int parent, ReferenceId reference, Effect effect)
{
    for (int node = parent; node >= 0; node = m_nodes[static_cast<std::size_t>(node)].parent)
        if (m_nodes[static_cast<std::size_t>(node)].reference == reference
            && m_nodes[static_cast<std::size_t>(node)].effect == effect)
            return node;
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        if (m_nodes[i].parent == parent && m_nodes[i].reference == reference && m_nodes[i].effect == effect)
            return static_cast<int>(i);
    m_nodes.push_back({parent, m_schema.reference(reference).from, reference, effect, 0, {}});
    return static_cast<int>(m_nodes.size() - 1);
}

/// One update for each instance, however many of its fields are emptied. Before the deletes, so that nothing refers to
/// what goes when it goes.
void Cascade::addClears(Plan &plan) const
{
    std::unordered_map<InstanceName, std::size_t, InstanceNameHash> updates;
    for (const Referring &r : m_referring) {
        if (r.effect != Effect::Cleared || isDoomed(r))
            continue;
        const auto [place, added] = updates.try_emplace(InstanceName{r.model, r.key}, plan.steps.size());
        if (added)
            plan.steps.push_back(UpdateStep{r.model, r.key, r.before, r.before});
        auto &step = std::get<UpdateStep>(plan.steps[place->second]);
        const Reference &reference = m_schema.reference(r.reference);
        for (const FieldId column : reference.columns) {
            const Field &field = m_schema.field(r.model, column);
            const bool toDefault = reference.rule == DeleteRule::SetDefault;
            step.after[column.index()] = toDefault ? defaults::value(m_schema, field) : Value(Null{});
        }
        plan.clearings.push_back({m_schema.keyEnd(r.reference), r.key});
    }
}

/// Children before their parents (Kahn's algorithm over the deleted instances). What is left on a ring goes last,
/// deepest first; foreign keys are judged at the commit.
void Cascade::orderDeletes(Plan &plan) const
{
    std::vector<std::vector<std::size_t>> parents(m_doomed.size());
    std::vector<int> children(m_doomed.size(), 0);
    // Parents by what their children hold of them; a reference may name another key than the primary one.
    for (std::size_t r = 0; r < m_schema.references.size(); ++r) {
        const Reference &reference = m_schema.references[r];
        const bool byKey = reference.referenced == m_schema.model(reference.to).key;
        std::unordered_map<Key, std::size_t, KeyHash> byReferenced;
        if (!byKey)
            for (std::size_t i = 0; i < m_doomed.size(); ++i)
                if (m_doomed[i].model == reference.to)
                    byReferenced.emplace(m_reader.pick(m_doomed[i].before, reference.referenced), i);
        for (std::size_t i = 0; i < m_doomed.size(); ++i) {
            if (m_doomed[i].model != reference.from)
                continue;
            const Values held = m_reader.pick(m_doomed[i].before, reference.columns);
            std::optional<std::size_t> parent;
            if (byKey) {
                if (const auto found = m_places.find({reference.to, held}); found != m_places.end())
                    parent = found->second;
            } else if (const auto found = byReferenced.find(held); found != byReferenced.end()) {
                parent = found->second;
            }
            if (parent && *parent != i) {
                parents[i].push_back(*parent);
                ++children[*parent];
            }
        }
    }
    std::priority_queue<std::size_t> ready; // deepest first
    for (std::size_t i = 0; i < m_doomed.size(); ++i)
        if (children[i] == 0)
            ready.push(i);
    std::vector<bool> done(m_doomed.size(), false);
    const auto add = [&](std::size_t i) {
        done[i] = true;
        plan.steps.push_back(DeleteStep{m_doomed[i].model, m_doomed[i].key, m_doomed[i].before});
    };
    std::size_t ring = m_doomed.size();
    while (true) {
        while (!ready.empty()) {
            const std::size_t next = ready.top();
            ready.pop();
            if (done[next])
                continue;
            add(next);
            for (const std::size_t parent : parents[next])
                if (--children[parent] == 0)
                    ready.push(parent);
        }
        while (ring > 0 && done[ring - 1])
            --ring;
        if (ring == 0)
            break;
        ready.push(ring - 1);
    }
}

void Cascade::countNodes(Plan &plan)
{
    const auto sample = [&](DeleteNode &node, ModelId model, const Key &key, const Values &values) {
        ++node.count;
        if (node.samples.size() < mostSamples)
            node.samples.push_back({model, key, m_reader.labelOf(model, values), false});
    };
    DeletePreview &preview = plan.preview;
    for (const Doomed &doomed : m_doomed) {
        const Model &model = m_schema.model(doomed.model);
        sample(m_nodes[static_cast<std::size_t>(doomed.node)], doomed.model, doomed.key, doomed.before);
        ++preview.counts[model.name];
        ++(model.join ? preview.linksRemoved : preview.deleted);
        preview.unforeseen = preview.unforeseen || model.hasTriggers;
    }
    for (const Referring &r : m_referring) {
        if (isDoomed(r))
            continue;
        sample(m_nodes[static_cast<std::size_t>(childNode(r.parentNode, r.reference, r.effect))], r.model, r.key,
               r.before);
        ++(r.effect == Effect::Blocks ? preview.blocking : preview.cleared);
        preview.unforeseen = preview.unforeseen || m_schema.model(r.model).hasTriggers;
    }
    preview.nodes = m_nodes;
}

} // namespace relata
