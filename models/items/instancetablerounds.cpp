#include "items/instancetableprivate.h"

#include <algorithm>

// How what a round found becomes exact row and cell signals.
namespace relata {

namespace {

/// A place from which a row went, or to which one came.
struct PlacedItem
{
    const PlacedChange *change = nullptr;
    const Position *place = nullptr;
    qint64 slot = 0; ///< how many of the rows that no change touched stand before it
    bool arriving = false;
    bool live = false; ///< the views have a row for it now
};

const Row *rowOfKey(const std::vector<Row> &rows, const Key &key)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&key](const Row &row) { return row.key == key; });
    return found == rows.end() ? nullptr : &*found;
}

} // namespace

void InstanceTableItemModel::Private::apply(const Round &found)
{
    if (!found.complete || !applyPlaces(found))
        cache.forgetAnchors();
    if (round.get() == &found)
        applyDifference(found);
    if (round.get() != &found || total == found.total)
        return;
    total = found.total;
    Q_EMIT q->totalChanged();
}

/// Moves what the changes moved, row by row, also where nothing is held. Does nothing and answers false where the
/// places and the count do not agree: then something else has changed too.
bool InstanceTableItemModel::Private::applyPlaces(const Round &found)
{
    std::vector<PlacedItem> items;
    std::vector<std::size_t> uncertain;
    qint64 arrivals = 0;
    qint64 departures = 0;
    for (const PlacedChange &change : found.changes) {
        const bool arrives = change.rankAfter && change.rankAfter->present;
        const bool departs = change.rankBefore.has_value();
        const bool held = cache.find(change.key).has_value();
        if (arrives && departs && held && change.before == change.after)
            continue;
        if (arrives)
            items.push_back({&change, &*change.after, change.rankAfter->before, true, false});
        if (!departs)
            continue;
        items.push_back({&change, &*change.before, change.rankBefore->before, false, true});
        departures += !isFiltered() || held ? 1 : 0;
        if (isFiltered() && !held)
            uncertain.push_back(items.size() - 1);
    }
    arrivals = std::count_if(items.begin(), items.end(), [](const PlacedItem &item) { return item.arriving; });
    // Whether a row that is not held was in the query before, only the count can tell: all of them, or none.
    const qint64 missing = arrivals - departures - (found.total - rows);
    if (missing != 0 && missing != static_cast<qint64>(uncertain.size()))
        return false;
    if (missing == 0)
        for (auto it = uncertain.rbegin(); it != uncertain.rend(); ++it)
            items.erase(items.begin() + static_cast<std::ptrdiff_t>(*it));

    std::vector<qint64> arrivedAt;
    for (const PlacedItem &item : items)
        if (item.arriving)
            arrivedAt.push_back(item.slot);
    for (PlacedItem &item : items)
        item.slot -= std::count_if(arrivedAt.begin(), arrivedAt.end(), [&](qint64 row) { return row < item.slot; });
    std::stable_sort(items.begin(), items.end(), [this](const PlacedItem &a, const PlacedItem &b) {
        return a.slot != b.slot ? a.slot < b.slot : isBefore(*a.place, *b.place);
    });
    const auto rowOf = [&items](const PlacedItem &item) {
        qint64 row = item.slot;
        for (const PlacedItem *other = items.data(); other != &item; ++other)
            row += other->live ? 1 : 0;
        return static_cast<int>(row);
    };

    for (PlacedItem &item : items) {
        if (item.arriving)
            continue;
        const auto arrival = std::find_if(items.begin(), items.end(), [&item](const PlacedItem &other) {
            return other.arriving && other.change == item.change;
        });
        const int from = rowOf(item);
        if (from < 0 || from >= rows)
            return false;
        if (arrival == items.end()) {
            item.live = false;
            removeRows(from, 1);
            continue;
        }
        const int before = rowOf(*arrival);
        if (before < 0 || before > rows)
            return false;
        item.live = false;
        arrival->live = true;
        moveRow(from, before);
        // Out of sight its cells are not compared: what is held of it is from before.
        if (!rowOfKey(found.rows, item.change->key))
            cache.drop(before > from ? before - 1 : before, before > from ? before - 1 : before);
    }
    for (PlacedItem &item : items) {
        if (!item.arriving || item.live)
            continue;
        const int row = rowOf(item);
        if (row < 0 || row > rows)
            return false;
        item.live = true;
        insertRows(row, 1, [&](int) { return rowOfKey(found.rows, item.change->key); });
    }
    return true;
}

/// Whatever is still different between what the views have and what was read. After applyPlaces() that is nothing but
/// cells, unless others have written too.
void InstanceTableItemModel::Private::applyDifference(const Round &found)
{
    const int now = found.start ? static_cast<int>(found.start->before) : 0;
    const int known = static_cast<int>(found.rows.size());
    // Rows that stand where they should need no more than a look at their cells.
    const bool keyless = !found.rows.empty() && found.rows.front().key.empty();
    bool aligned = found.total == rows && now + known <= rows;
    for (int i = 0; aligned && !keyless && i < known; ++i) {
        const Row *held = cache.at(now + i);
        aligned = held ? held->key == found.rows[static_cast<std::size_t>(i)].key
                       : !cache.find(found.rows[static_cast<std::size_t>(i)].key);
    }
    if (!aligned) {
        cache.forgetAnchors();
        if (keyless)
            cache.clear(WindowCache::Keys::No);
        int first = found.run.first;
        // Places moved some of them already; the run is where its rows are now.
        cache.keepNear(std::min(first, rows - 1), std::min(first + found.run.count, rows - 1), rows);
        std::optional<WindowCache::Run> run;
        for (int row = 0; row < rows && !run && cache.size() > 0; ++row)
            run = cache.runAround(row);
        int held = run ? run->count : 0;
        first = run ? run->first : std::min(now, rows);
        if (held > 0) {
            alignStart(first, now);
            removeMissing(first, held, found);
            orderCommon(first, held, found);
        }
        int seen = 0; // in found.rows: those up to the last common one stand in the views now
        for (int i = 0; i < known && held > 0; ++i) {
            const Row &row = found.rows[static_cast<std::size_t>(i)];
            if (const Row *there = cache.at(first + i); there && there->key == row.key)
                seen = i + 1;
        }
        // The rest of the count is made right below them, with what was read where it was read.
        const auto content = [&](int row) -> const Row * {
            const int i = row - now;
            return i >= 0 && i < known ? &found.rows[static_cast<std::size_t>(i)] : nullptr;
        };
        const int target = static_cast<int>(std::min<qint64>(found.total, std::numeric_limits<int>::max() - 1));
        if (target > rows)
            insertRows(held > 0 ? std::min(now + seen, rows) : rows, target - rows, content);
        else if (target < rows)
            removeRows(std::min(now + known, target), rows - target);
    }
    int firstFilled = -1;
    const auto sayFilled = [&](int beyond) {
        if (firstFilled >= 0)
            Q_EMIT q->dataChanged(q->index(firstFilled, 0), q->index(beyond - 1, q->columnCount() - 1));
        firstFilled = -1;
    };
    // What was read beyond the run is of no use but where it is looked at.
    int useful = visibleLast + 1;
    for (int i = 0; i < known; ++i)
        if (cache.at(now + i))
            useful = std::max(useful, now + i + 1);
    const int end = std::min({now + known, rows, useful});
    for (int i = 0; now + i < end; ++i) {
        const Row &row = found.rows[static_cast<std::size_t>(i)];
        if (cache.at(now + i)) {
            sayFilled(now + i);
            compareCells(now + i, row, found.elsewhere);
            continue;
        }
        if (firstFilled < 0)
            firstFilled = now + i;
        cache.put(now + i, row);
    }
    sayFilled(end);
}

void InstanceTableItemModel::Private::alignStart(int &first, int now)
{
    if (now > first)
        insertRows(first, now - first, {});
    else if (now < first)
        removeRows(now, first - now);
    first = now;
}

/// Rows of the run that are no longer there. Where the answer was not long enough to tell, they are only dropped.
void InstanceTableItemModel::Private::removeMissing(int first, int &held, const Round &found)
{
    const auto isThere = [&](int row) { return rowOfKey(found.rows, cache.at(row)->key) != nullptr; };
    if (static_cast<int>(found.rows.size()) >= found.asked) {
        while (held > 0 && !isThere(first + held - 1)) {
            cache.drop(first + held - 1, first + held - 1);
            --held;
        }
    }
    for (int row = first + held - 1; row >= first; --row) {
        if (isThere(row))
            continue;
        int from = row;
        while (from > first && !isThere(from - 1))
            --from;
        removeRows(from, row - from + 1);
        held -= row - from + 1;
        row = from;
    }
}

/// Moves the rows that stayed into their new order and inserts the new ones between them.
void InstanceTableItemModel::Private::orderCommon(int first, int held, const Round &found)
{
    int left = held; // rows of the run that are not yet at their place
    for (int i = 0; left > 0 && i < static_cast<int>(found.rows.size()); ++i) {
        const Row &next = found.rows[static_cast<std::size_t>(i)];
        const Row *there = cache.at(first + i);
        const auto from = cache.find(next.key);
        if (!from) {
            insertRows(first + i, 1, [&next](int) { return &next; });
            continue;
        }
        if (there && there->key != next.key) {
            // Where the next one fits here, it is this one that moved away: one signal instead of many.
            const auto goal = std::find_if(found.rows.begin() + i, found.rows.end(),
                                           [there](const Row &row) { return row.key == there->key; });
            const int to = first + static_cast<int>(goal - found.rows.begin());
            if (*from == first + i + 1 && to > first + i + 1 && to < first + i + left)
                moveRow(first + i, to + 1);
            else
                moveRow(*from, first + i);
        }
        --left;
    }
}

/// Takes the row as read and says which of its cells are different.
void InstanceTableItemModel::Private::compareCells(int row, const Row &now, bool elsewhere)
{
    const Row before = *cache.at(row);
    if (before == now)
        return;
    cache.put(row, now);
    const auto cutOf = [](const Row &of, FieldId field) {
        const auto cut =
            std::find_if(of.cuts.begin(), of.cuts.end(), [field](const Row::Cut &c) { return c.field == field; });
        return cut == of.cuts.end() ? 0 : cut->length;
    };
    const auto differs = [&](const Column &column) {
        if (column.field.isValid())
            return before.values[column.field.index()] != now.values[column.field.index()]
                || cutOf(before, column.field) != cutOf(now, column.field);
        const auto end =
            static_cast<std::size_t>(std::find(query.ends.begin(), query.ends.end(), column.end) - query.ends.begin());
        return before.links[end] != now.links[end];
    };
    const int count = static_cast<int>(columns.size());
    for (int column = 0; column < count; ++column) {
        int end = column;
        while (end < count && differs(columns[static_cast<std::size_t>(end)]))
            ++end;
        if (end == column)
            continue;
        for (int i = column; elsewhere && i < end; ++i)
            changedElsewhere[now.key].insert(i);
        Q_EMIT q->dataChanged(q->index(row, column), q->index(row, end - 1));
        column = end;
    }
}

} // namespace relata
