#include "items/windowcache.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace relata {

namespace {

/// Moves the keys at and beyond `from` by `by`, without touching what they hold.
template<typename T>
void shiftPlaces(std::map<int, T> &map, int from, int by)
{
    std::map<int, T> moved;
    for (auto it = map.lower_bound(from); it != map.end();) {
        auto node = map.extract(it++);
        node.key() += by;
        moved.insert(moved.end(), std::move(node));
    }
    map.merge(moved);
}

template<typename T>
void removePlaces(std::map<int, T> &map, int row, int count)
{
    map.erase(map.lower_bound(row), map.lower_bound(row + count));
    shiftPlaces(map, row + count, -count);
}

} // namespace

void WindowCache::clear(Keys keys)
{
    m_keys = keys;
    m_rows.clear();
    m_anchors.clear();
}

const Row *WindowCache::at(int row) const
{
    const auto found = m_rows.find(row);
    return found == m_rows.end() ? nullptr : &found->second;
}

std::optional<int> WindowCache::find(const Key &key) const
{
    if (key.empty())
        return std::nullopt;
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&key](const auto &entry) { return entry.second.key == key; });
    return found == m_rows.end() ? std::nullopt : std::optional(found->first);
}

std::optional<WindowCache::Run> WindowCache::runAround(int row) const
{
    if (!m_rows.contains(row))
        return std::nullopt;
    Run run{row, 1};
    while (m_rows.contains(run.first - 1)) {
        --run.first;
        ++run.count;
    }
    while (m_rows.contains(run.first + run.count))
        ++run.count;
    return run;
}

void WindowCache::put(int row, Row content)
{
    if (row % pageSize == 0 || m_anchors.contains(row))
        anchor(row, content);
    m_rows.insert_or_assign(row, std::move(content));
}

void WindowCache::drop(int first, int last) { m_rows.erase(m_rows.lower_bound(first), m_rows.upper_bound(last)); }

void WindowCache::insert(int row, int count)
{
    shiftPlaces(m_rows, row, count);
    shiftPlaces(m_anchors, row, count);
}

void WindowCache::remove(int row, int count)
{
    removePlaces(m_rows, row, count);
    removePlaces(m_anchors, row, count);
}

void WindowCache::move(int from, int to)
{
    auto node = m_rows.extract(from);
    remove(from, 1);
    insert(to, 1);
    if (node.empty())
        return;
    node.key() = to;
    m_rows.insert(std::move(node));
}

void WindowCache::trimAround(int first, int last, Run fresh)
{
    const auto isFresh = [&fresh](int row) { return row >= fresh.first && row < fresh.first + fresh.count; };
    while (m_rows.size() > static_cast<std::size_t>(mostRows)) {
        auto front = m_rows.begin();
        if (isFresh(front->first))
            front = m_rows.lower_bound(fresh.first + fresh.count);
        auto back = std::prev(m_rows.end());
        if (isFresh(back->first))
            back = std::prev(m_rows.lower_bound(fresh.first));
        m_rows.erase(first - front->first > back->first - last ? front : back);
    }
}

void WindowCache::keepNear(int first, int last, int margin)
{
    drop(last + margin + 1, std::numeric_limits<int>::max());
    drop(std::numeric_limits<int>::min(), first - margin - 1);
    if (m_rows.empty())
        return;
    auto nearest = m_rows.lower_bound(first);
    if (nearest == m_rows.end())
        nearest = std::prev(nearest);
    const Run run = *runAround(nearest->first);
    drop(run.first + run.count, std::numeric_limits<int>::max());
    drop(std::numeric_limits<int>::min(), run.first - 1);
}

bool WindowCache::contradicts(int first, const std::vector<Row> &rows) const
{
    if (m_keys == Keys::No)
        return false;
    std::unordered_map<Key, int, KeyHash> places;
    for (const Row &row : rows)
        places.emplace(row.key, first + static_cast<int>(places.size()));
    return std::any_of(m_rows.begin(), m_rows.end(), [&places](const auto &held) {
        const auto found = places.find(held.second.key);
        return found != places.end() && found->second != held.first;
    });
}

void WindowCache::anchor(int row, const Row &content)
{
    if (m_keys == Keys::No)
        return;
    m_anchors.insert_or_assign(row, Position{content.sortValues, content.key});
    if (m_anchors.size() <= mostAnchors)
        return;
    // Every second one goes, so that they stay spread over all that was seen.
    for (auto it = m_anchors.begin(); it != m_anchors.end();) {
        it = m_anchors.erase(it);
        if (it != m_anchors.end())
            ++it;
    }
}

std::optional<std::pair<int, Position>> WindowCache::lastPlaceUpTo(int row) const
{
    std::optional<std::pair<int, Position>> best;
    if (auto it = m_anchors.upper_bound(row); it != m_anchors.begin())
        best = *std::prev(it);
    if (auto it = m_rows.upper_bound(row); it != m_rows.begin()) {
        const auto &[place, content] = *std::prev(it);
        if (!best || place > best->first)
            best = std::pair(place, Position{content.sortValues, content.key});
    }
    return best;
}

std::optional<std::pair<int, Position>> WindowCache::firstPlaceFrom(int row) const
{
    std::optional<std::pair<int, Position>> best;
    if (const auto it = m_anchors.lower_bound(row); it != m_anchors.end())
        best = *it;
    if (const auto it = m_rows.lower_bound(row); it != m_rows.end())
        if (!best || it->first < best->first)
            best = std::pair(it->first, Position{it->second.sortValues, it->second.key});
    return best;
}

WindowCache::Seek WindowCache::seek(int first, int count, std::optional<int> total) const
{
    Seek best{std::nullopt, false, first};
    if (m_keys == Keys::No)
        return best;
    const auto consider = [&best](Seek seek) {
        if (seek.offset < best.offset)
            best = std::move(seek);
    };
    const int last = first + count - 1;
    if (total && *total > last)
        consider({std::nullopt, true, *total - 1 - last});
    if (auto place = lastPlaceUpTo(first))
        consider({std::move(place->second), false, first - place->first});
    if (auto place = firstPlaceFrom(last))
        consider({std::move(place->second), true, place->first - last});
    return best;
}

} // namespace relata
