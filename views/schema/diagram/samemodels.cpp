#include "views/schema/diagram/samemodels.h"

#include <algorithm>

namespace relata::diagram {

namespace {

class Matching
{
public:
    Matching(const Schema &before, const Schema &next)
        : m_before(before), m_next(next), m_found(next.models.size()), m_taken(before.models.size(), false)
    {}

    /// Those that are free on both sides and of which `same` holds.
    template<typename Same>
    void match(Same same)
    {
        for (std::size_t i = 0; i < m_found.size(); ++i)
            for (std::size_t old = 0; old < m_taken.size() && !m_found[i]; ++old)
                if (!m_taken[old] && same(old, i)) {
                    m_found[i] = ModelId(static_cast<int>(old));
                    m_taken[old] = true;
                }
    }
    [[nodiscard]] const Model &before(std::size_t i) const { return m_before.models[i]; }
    [[nodiscard]] const Model &next(std::size_t i) const { return m_next.models[i]; }
    [[nodiscard]] std::vector<std::optional<ModelId>> found() { return std::move(m_found); }

private:
    const Schema &m_before;
    const Schema &m_next;
    std::vector<std::optional<ModelId>> m_found;
    std::vector<bool> m_taken;
};

std::optional<ModelId> originOf(const Origins &origins, std::size_t model)
{
    return model < origins.models.size() ? origins.models[model].model : std::nullopt;
}

} // namespace

std::vector<std::optional<ModelId>> sameModels(const Schema &before, const Origins &beforeOrigins, const Schema &next,
                                               const Origins &nextOrigins)
{
    Matching matching(before, next);
    const auto origins = [&](std::size_t old, std::size_t i) {
        return std::pair(originOf(beforeOrigins, old), originOf(nextOrigins, i));
    };
    // Two that come from different models of the database are never the same.
    const auto mayBe = [&](std::size_t old, std::size_t i) {
        const auto [from, to] = origins(old, i);
        return !from || !to;
    };
    matching.match([&](std::size_t old, std::size_t i) {
        const auto [from, to] = origins(old, i);
        return from && from == to;
    });
    matching.match([&](std::size_t old, std::size_t i) {
        return mayBe(old, i) && matching.before(old).name == matching.next(i).name;
    });
    if (before.models.size() == next.models.size())
        matching.match([&](std::size_t old, std::size_t i) { return old == i && mayBe(old, i); });
    matching.match([&](std::size_t old, std::size_t i) {
        return mayBe(old, i)
            && std::ranges::equal(matching.before(old).fields, matching.next(i).fields, {}, &Field::name, &Field::name);
    });
    return matching.found();
}

} // namespace relata::diagram
