#pragma once

#include "data/intent.h"
#include "data/plan.h"
#include "engine/reader.h"

#include <unordered_map>
#include <vector>

namespace relata {

/// What a delete takes with it: the closure over cascade, clear and restrict, by reading only. One object, one plan.
/// Each instance is visited once, whatever cycles and diamonds lead to it; Restrict is judged after the whole closure
/// is known, so an instance that goes for another reason does not stand in the way.
class Cascade
{
public:
    Cascade(Reader &reader, const Schema &schema) : m_reader(reader), m_schema(schema) {}

    /// `roots` are whole instances of one model.
    [[nodiscard]] Result<Plan> plan(ModelId model, std::vector<Values> roots, Delete::Blockers blockers);

private:
    struct Doomed
    {
        ModelId model;
        Key key;
        Values before;
        int node = 0;
    };
    /// An instance that refers to a deleted one and is not deleted for that: it is cleared, or it blocks.
    struct Referring
    {
        ModelId model;
        Key key;
        Values before;
        ReferenceId reference;
        int parentNode = 0;
        Effect effect = Effect::Cleared;
    };

    bool doom(ModelId model, Values values, int node);
    Done close();
    Done follow(ReferenceId reference, const std::vector<std::size_t> &parents);
    [[nodiscard]] Effect effectOf(ReferenceId reference) const;
    Done judgeDefaults();
    [[nodiscard]] Result<bool> defaultLeads(ReferenceId reference);
    int childNode(int parent, ReferenceId reference, Effect effect);
    void orderDeletes(Plan &plan) const;
    void addClears(Plan &plan) const;
    void countNodes(Plan &plan);
    [[nodiscard]] bool isDoomed(const Referring &r) const { return m_places.contains({r.model, r.key}); }

    Reader &m_reader;
    const Schema &m_schema;
    std::vector<Doomed> m_doomed;
    std::size_t m_followed = 0; ///< doomed instances before this have been looked behind
    std::vector<Referring> m_referring;
    std::unordered_map<InstanceName, std::size_t, InstanceNameHash> m_places;
    std::vector<DeleteNode> m_nodes;
};

} // namespace relata
