#pragma once

#include "data/rowwindow.h"

#include <map>
#include <optional>
#include <vector>

namespace relata {

/// The rows of one query that are held, by their place, and the way to those that are not. Bounded: a few pages of
/// rows, and of rows that were dropped only some places, from which their neighbourhood can be sought by key. Pure.
class WindowCache
{
public:
    static constexpr int pageSize = 64;
    static constexpr int mostRows = 40 * pageSize;
    static constexpr std::size_t mostAnchors = 1024;

    enum class Keys { Yes, No }; ///< No: rows have no key, so none can be sought from another
    void clear(Keys keys = Keys::Yes);

    [[nodiscard]] const Row *at(int row) const;
    [[nodiscard]] std::optional<int> find(const Key &key) const;
    [[nodiscard]] std::size_t size() const { return m_rows.size(); }
    /// A run of rows that are held, one after the other.
    struct Run
    {
        int first = 0;
        int count = 0;
    };
    [[nodiscard]] std::optional<Run> runAround(int row) const;

    /// Replaces what is held there.
    void put(int row, Row content);
    void drop(int first, int last);
    /// Makes room: what stands at and below `row` moves down.
    void insert(int row, int count);
    void remove(int row, int count);
    /// As if taken out and put in again so that it stands at `to` in the end.
    void move(int from, int to);

    /// Drops the rows that are farthest from these, until the bound holds, but none of `fresh`: whoever asked for them
    /// from afar would only ask again.
    void trimAround(int first, int last, Run fresh);
    /// Drops all but one run: the one nearest to these rows, as far as it lies within `margin` of them.
    void keepNear(int first, int last, int margin);
    /// For places that may not be what they were.
    void forgetAnchors() { m_anchors.clear(); }
    void forgetAnchor(int row) { m_anchors.erase(row); }
    /// True where one of these, which stand from `first` on, is held at another place.
    [[nodiscard]] bool contradicts(int first, const std::vector<Row> &rows) const;

    /// How to reach `count` rows from `first` on with the least skipping.
    struct Seek
    {
        std::optional<Position> from;
        bool backward = false;
        qint64 offset = 0;
    };
    [[nodiscard]] Seek seek(int first, int count, std::optional<int> total) const;

private:
    void anchor(int row, const Row &content);
    [[nodiscard]] std::optional<std::pair<int, Position>> lastPlaceUpTo(int row) const;
    [[nodiscard]] std::optional<std::pair<int, Position>> firstPlaceFrom(int row) const;

    Keys m_keys = Keys::Yes;
    std::map<int, Row> m_rows;
    std::map<int, Position> m_anchors;
};

} // namespace relata
