#pragma once

#include "views/schema/diagram/diagramplaces.h"

#include <optional>
#include <vector>

namespace relata {

/// What was done to a diagram's places, to be undone and redone. A value; any thread.
class PlaceHistory
{
public:
    enum class Merge { No, WithSame };

    /// `before`: as it was. Steps that may merge and say the same become one: a box pushed ten times by keyboard moved
    /// once. What was undone is gone.
    void push(DiagramPlaces before, const QString &words, Merge merge);
    void clear();

    /// What the next undo or redo is about; empty: there is none.
    [[nodiscard]] QString undoWords() const { return m_done.empty() ? QString() : m_done.back().words; }
    [[nodiscard]] QString redoWords() const { return m_undone.empty() ? QString() : m_undone.back().words; }
    /// The places to go back to; `now` is what redo will bring back.
    [[nodiscard]] std::optional<DiagramPlaces> undo(const DiagramPlaces &now);
    [[nodiscard]] std::optional<DiagramPlaces> redo(const DiagramPlaces &now);

    static constexpr std::size_t mostSteps = 100;

private:
    struct Step
    {
        DiagramPlaces places;
        QString words;
        Merge merge = Merge::No;
    };

    [[nodiscard]] static std::optional<DiagramPlaces> go(std::vector<Step> &from, std::vector<Step> &to,
                                                         const DiagramPlaces &now);

    std::vector<Step> m_done;
    std::vector<Step> m_undone;
};

} // namespace relata
