#include "sql/referencecycles.h"

#include <algorithm>

// Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of its own.
namespace relata {

namespace {

class CycleFinder
{
public:
    CycleFinder(const Schema &schema, const std::function<bool(ReferenceId)> &counts)
        : m_schema(schema)
        , m_counts(counts)
        , m_order(schema.models.size(), unseen)
        , m_lowest(schema.models.size())
        , m_cycle(schema.models.size(), unseen)
    {}

    std::vector<int> find()
    {
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            if (m_order[i] == unseen)
                walk(i);
        return std::move(m_cycle);
    }

private:
    static constexpr int unseen = -1;
    struct Visit
    {
        std::size_t model = 0;
        std::size_t next = 0; ///< among its references
    };

    void enter(std::size_t model)
    {
        m_order[model] = m_lowest[model] = m_seen++;
        m_open.push_back(model);
        m_path.push_back({model, 0});
    }

    void walk(std::size_t start)
    {
        enter(start);
        while (!m_path.empty()) {
            const std::size_t model = m_path.back().model;
            const auto &references = m_schema.referencesFrom(ModelId(int(model)));
            if (m_path.back().next < references.size())
                step(model, references[m_path.back().next++]);
            else
                leave(model);
        }
    }

    void step(std::size_t model, ReferenceId reference)
    {
        if (!m_counts(reference))
            return;
        const std::size_t to = m_schema.reference(reference).to.index();
        if (m_order[to] == unseen)
            enter(to);
        else if (m_cycle[to] == unseen)
            m_lowest[model] = std::min(m_lowest[model], m_order[to]);
    }

    void leave(std::size_t model)
    {
        m_path.pop_back();
        if (!m_path.empty()) {
            int &lowest = m_lowest[m_path.back().model];
            lowest = std::min(lowest, m_lowest[model]);
        }
        if (m_lowest[model] != m_order[model])
            return;
        for (;;) {
            const std::size_t member = m_open.back();
            m_open.pop_back();
            m_cycle[member] = m_cycles;
            if (member == model)
                break;
        }
        ++m_cycles;
    }

    const Schema &m_schema;
    const std::function<bool(ReferenceId)> &m_counts;
    std::vector<int> m_order;
    std::vector<int> m_lowest;
    std::vector<int> m_cycle;
    std::vector<std::size_t> m_open;
    std::vector<Visit> m_path;
    int m_seen = 0;
    int m_cycles = 0;
};

} // namespace

std::vector<int> referenceCycles(const Schema &schema, const std::function<bool(ReferenceId)> &counts)
{
    return CycleFinder(schema, counts).find();
}

} // namespace relata
