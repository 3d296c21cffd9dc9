#include "items/instancetableprivate.h"

#include <algorithm>
#include <limits>

// How an instance table gets its rows and counts.
namespace relata {

namespace {

/// Enough for a screen and its neighbours; older wishes are of rows that have scrolled by.
constexpr std::size_t mostPagesAsked = 8;
constexpr int mostHealing = 3;

int toRow(qint64 count) { return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max() - 1)); }

} // namespace

bool InstanceTableItemModel::Private::isFiltered() const { return !query.where.holdsForAll() || query.relatedTo; }

void InstanceTableItemModel::Private::start()
{
    const Model &model = session->schema().model(query.model);
    cache.clear(model.key.empty() ? WindowCache::Keys::No : WindowCache::Keys::Yes);
    askPage(0, WindowCache::pageSize);
    askTotal();
    if (isFiltered())
        askTotalOfModel();
}

void InstanceTableItemModel::Private::stop()
{
    if (session) {
        for (const auto &[first, page] : pages)
            session->cancel(page.ticket);
        for (const Session::Ticket ticket : roundTickets)
            session->cancel(ticket);
        session->cancel(totalTicket);
        session->cancel(totalOfModelTicket);
    }
    pages.clear();
    roundTickets.clear();
    round.reset();
    wanted.clear();
    news = {};
    newsIncomplete = newsElsewhere = again = false;
    totalTicket = totalOfModelTicket = 0;
    healing = 0;
    changedElsewhere.clear();
    cache.clear();
    rows = 0;
    total.reset();
    totalOfModel.reset();
    visibleFirst = visibleLast = 0;
    // They asked about rows that are no more: the answer to each of them is that there is none.
    for (const auto &waiting : std::exchange(afterRound, {}))
        waiting();
}

Query InstanceTableItemModel::Private::queryForRows() const
{
    Query plain = query;
    plain.from.reset();
    plain.backward = false;
    plain.offset = plain.limit = 0;
    return plain;
}

Position InstanceTableItemModel::Private::positionOf(const Key &key, const Values &values) const
{
    Position position;
    for (const Sort &sort : query.sort)
        position.sortValues.push_back(values[sort.field.index()]);
    position.key = key;
    return position;
}

bool InstanceTableItemModel::Private::isBefore(const Position &a, const Position &b) const
{
    for (std::size_t i = 0; i < query.sort.size(); ++i)
        if (const auto order = compareValues(a.sortValues[i], b.sortValues[i]); order != 0)
            return (order < 0) == (query.sort[i].order == SortOrder::Ascending);
    return compareKeys(a.key, b.key) < 0;
}

void InstanceTableItemModel::Private::want(int row)
{
    if (!session || row < 0 || row >= rows || cache.at(row))
        return;
    if (round) {
        wanted.insert(row);
        return;
    }
    const auto after = pages.upper_bound(row);
    if (after != pages.begin())
        if (const auto &[first, page] = *std::prev(after); row < first + page.count)
            return;
    const int pageFirst = row / WindowCache::pageSize * WindowCache::pageSize;
    const int pageEnd = std::min(pageFirst + WindowCache::pageSize, rows);
    int first = row;
    while (first > pageFirst && !cache.at(first - 1))
        --first;
    int end = row + 1;
    while (end < pageEnd && !cache.at(end))
        ++end;
    while (pages.size() >= mostPagesAsked) {
        const auto farthest =
            row - pages.begin()->first > pages.rbegin()->first - row ? pages.begin() : std::prev(pages.end());
        session->cancel(farthest->second.ticket);
        pages.erase(farthest);
    }
    askPage(first, end - first);
}

void InstanceTableItemModel::Private::wantVisible()
{
    for (int row = visibleFirst; row <= visibleLast && row < rows; ++row)
        want(row);
}

void InstanceTableItemModel::Private::askPage(int first, int count)
{
    Query stretch = queryForRows();
    WindowCache::Seek seek = cache.seek(first, count, total ? std::optional(rows) : std::nullopt);
    stretch.from = std::move(seek.from);
    stretch.backward = seek.backward;
    stretch.offset = seek.offset;
    stretch.limit = count;
    const Session::Ticket ticket = session->fetch(stretch, q, [this, first, count](const Result<RowWindow> &window) {
        pages.erase(first);
        if (window)
            acceptPage(first, count, window->rows);
        else
            Q_EMIT q->failed(window.error());
    });
    pages[first] = {count, ticket};
}

void InstanceTableItemModel::Private::acceptPage(int first, int count, const std::vector<Row> &fetched)
{
    const int got = static_cast<int>(fetched.size());
    const bool short_ = total && got < std::min(count, rows - first);
    if ((short_ || cache.contradicts(first, fetched)) && healing < mostHealing) {
        // Read before a change of which we have not heard yet, or after one.
        ++healing;
        beginRound();
        return;
    }
    healing = 0;
    if (!total && first + got > rows) {
        insertRows(rows, first + got - rows, [&](int row) { return &fetched[static_cast<std::size_t>(row - first)]; });
    }
    const int end = std::min(first + got, rows);
    for (int row = first; row < end; ++row)
        cache.put(row, fetched[static_cast<std::size_t>(row - first)]);
    cache.trimAround(visibleFirst, visibleLast, {first, end - first});
    if (end > first)
        Q_EMIT q->dataChanged(q->index(first, 0), q->index(end - 1, q->columnCount() - 1));
    if (!total && got < count) {
        session->cancel(std::exchange(totalTicket, 0));
        setTotal(first + got);
    }
}

void InstanceTableItemModel::Private::askTotal()
{
    totalTicket = session->count(queryForRows(), 0, q, [this](const Result<qint64> &count) {
        totalTicket = 0;
        if (count)
            setTotal(*count);
        else
            Q_EMIT q->failed(count.error());
    });
}

void InstanceTableItemModel::Private::askTotalOfModel()
{
    session->cancel(totalOfModelTicket);
    Query all;
    all.model = query.model;
    totalOfModelTicket = session->count(all, 0, q, [this](const Result<qint64> &count) {
        totalOfModelTicket = 0;
        if (!count || totalOfModel == *count)
            return;
        totalOfModel = *count;
        Q_EMIT q->totalChanged();
    });
}

void InstanceTableItemModel::Private::setTotal(qint64 count)
{
    const int now = toRow(count);
    if (now > rows)
        insertRows(rows, now - rows, {});
    else if (now < rows)
        removeRows(now, rows - now);
    if (total == count)
        return;
    total = count;
    Q_EMIT q->totalChanged();
}

void InstanceTableItemModel::Private::insertRows(int row, int count, const std::function<const Row *(int)> &content)
{
    q->beginInsertRows({}, row, row + count - 1);
    rows += count;
    cache.insert(row, count);
    for (int i = row; content && i < row + count; ++i)
        if (const Row *now = content(i))
            cache.put(i, *now);
    q->endInsertRows();
}

void InstanceTableItemModel::Private::removeRows(int row, int count)
{
    q->beginRemoveRows({}, row, row + count - 1);
    rows -= count;
    cache.remove(row, count);
    q->endRemoveRows();
}

/// `before` as Qt counts it: a row's number before the move.
void InstanceTableItemModel::Private::moveRow(int from, int before)
{
    if (before == from || before == from + 1) {
        // It stands where it stood, but under another value.
        cache.forgetAnchor(from);
        return;
    }
    q->beginMoveRows({}, from, from, {}, before);
    cache.move(from, before > from ? before - 1 : before);
    q->endMoveRows();
}

} // namespace relata
