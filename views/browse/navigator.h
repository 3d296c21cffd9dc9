#pragma once

#include "views/browse/place.h"

#include <QString>

#include <deque>
#include <optional>
#include <vector>

namespace relata {

/// A step of the path by which one got here: an instance, or the end that was gone through from it.
struct PathStep
{
    Place place; ///< where a click on it leads
    QString prefix; ///< secondary, before the label: the model's name
    QString label;
    QString suffix; ///< secondary, after the label: a count
    friend bool operator==(const PathStep &, const PathStep &) = default;
};
using Path = std::vector<PathStep>;

/// A stop of back and forward: a place and the path that led to it.
struct Stop
{
    Place place;
    Path path;
    friend bool operator==(const Stop &, const Stop &) = default;
};

/// Back and forward, at most 100 stops. A plain value: it moves nothing itself.
class Navigator
{
public:
    static constexpr std::size_t limit = 100;

    [[nodiscard]] bool canGoBack() const { return !m_back.empty(); }
    [[nodiscard]] bool canGoForward() const { return !m_forward.empty(); }
    [[nodiscard]] const Stop *previous() const { return m_back.empty() ? nullptr : &m_back.back(); }
    [[nodiscard]] const Stop *next() const { return m_forward.empty() ? nullptr : &m_forward.back(); }

    /// One goes on from this stop to somewhere new: what was ahead is forgotten.
    void leave(const Stop &from);
    /// One goes back (forward) from this stop, which is kept as one leaves it; nothing where there is no way.
    [[nodiscard]] std::optional<Stop> back(const Stop &from);
    [[nodiscard]] std::optional<Stop> forward(const Stop &from);
    void clear();

private:
    std::deque<Stop> m_back; ///< newest last
    std::deque<Stop> m_forward; ///< nearest last
};

} // namespace relata
