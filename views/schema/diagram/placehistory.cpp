#include "views/schema/diagram/placehistory.h"

#include <utility>

namespace relata {

void PlaceHistory::push(DiagramPlaces before, const QString &words, Merge merge)
{
    m_undone.clear();
    const bool same = !m_done.empty() && merge == Merge::WithSame && m_done.back().merge == Merge::WithSame
        && m_done.back().words == words;
    if (same)
        return;
    m_done.push_back({std::move(before), words, merge});
    if (m_done.size() > mostSteps)
        m_done.erase(m_done.begin());
}

void PlaceHistory::clear()
{
    m_done.clear();
    m_undone.clear();
}

std::optional<DiagramPlaces> PlaceHistory::undo(const DiagramPlaces &now) { return go(m_done, m_undone, now); }

std::optional<DiagramPlaces> PlaceHistory::redo(const DiagramPlaces &now) { return go(m_undone, m_done, now); }

std::optional<DiagramPlaces> PlaceHistory::go(std::vector<Step> &from, std::vector<Step> &to, const DiagramPlaces &now)
{
    if (from.empty())
        return std::nullopt;
    Step step = std::move(from.back());
    from.pop_back();
    DiagramPlaces wanted = std::move(step.places);
    // Boxes that appeared since stay where they are.
    for (auto it = now.boxes.cbegin(); it != now.boxes.cend(); ++it)
        if (wanted.detail == now.detail && !wanted.boxes.contains(it.key()))
            wanted.boxes.insert(it.key(), it.value());
    to.push_back({now, step.words, Merge::No});
    return wanted;
}

} // namespace relata
