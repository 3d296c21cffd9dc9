#include "items/instancetableprivate.h"

#include "base/overloaded.h"

#include <algorithm>

// What an instance table does when it hears of a change: decide whether it matters, and ask what it did.
namespace relata {

namespace {

/// Above this, asking for each place costs more than it tells.
constexpr std::size_t mostPlacedChanges = 200;

void watchEnd(const Schema &schema, EndId id, std::set<ModelId> &models)
{
    const End &end = schema.end(id);
    models.insert(end.other);
    models.insert(schema.reference(end.reference).from);
}

void watchPredicate(const Schema &schema, const Predicate &predicate, std::set<ModelId> &models)
{
    const auto all = [&](const std::vector<Predicate> &parts) {
        for (const Predicate &part : parts)
            watchPredicate(schema, part, models);
    };
    std::visit(Overloaded{[&](const AllOf &p) { all(p.parts); }, [&](const AnyOf &p) { all(p.parts); },
                          [&](const NoneOf &p) { all(p.part); }, [](const Compares &) {},
                          [&](const ComparesKey &p) { watchEnd(schema, p.end, models); },
                          [&](const Related &p) {
                              watchEnd(schema, p.end, models);
                              all(p.part);
                          },
                          [](const MatchesText &) {}},
               predicate.what);
}

} // namespace

void InstanceTableItemModel::Private::watch()
{
    const Schema &schema = session->schema();
    watched = {query.model};
    for (const EndId end : query.ends)
        watchEnd(schema, end, watched);
    if (query.relatedTo)
        watchEnd(schema, query.relatedTo->end, watched);
    watchPredicate(schema, query.where, watched);
}

void InstanceTableItemModel::Private::committed(const ChangeSet &set)
{
    const bool matters = set.mayHaveMore
        || std::any_of(set.changes.begin(), set.changes.end(),
                       [this](const Change &change) { return watched.contains(modelOf(change)); });
    if (!matters)
        return;

    ChangeSet own;
    std::size_t changed = 0;
    bool counts = set.mayHaveMore;
    for (const Change &change : set.changes) {
        if (modelOf(change) != query.model)
            continue;
        counts = counts || !std::holds_alternative<Updated>(change);
        if (++changed <= mostPlacedChanges)
            own.changes.push_back(change);
    }
    // So many are not looked at one by one: what is held is compared with what is there now.
    const bool tooMany = changed > mostPlacedChanges;
    if (tooMany)
        own.changes.clear();
    if (counts && isFiltered())
        askTotalOfModel();
    // While a round is out, rows stay as they are until it is back: its answers may be older than this.
    if (!round)
        removeHeld(own);
    news.append(own);
    newsIncomplete = newsIncomplete || set.mayHaveMore || tooMany;
    newsElsewhere = newsElsewhere || set.origin == ChangeOrigin::Elsewhere;
    beginRound();
}

/// What is certain is done at once, and is no news any more.
void InstanceTableItemModel::Private::removeHeld(ChangeSet &set)
{
    std::erase_if(set.changes, [this](const Change &change) {
        const auto row = std::holds_alternative<Removed>(change) ? cache.find(keyOf(change)) : std::nullopt;
        if (row)
            removeRows(*row, 1);
        return row.has_value();
    });
}

std::vector<PlacedChange> InstanceTableItemModel::Private::placedChanges(const std::vector<Change> &changes) const
{
    std::vector<PlacedChange> placed;
    for (const Change &change : changes) {
        PlacedChange made{keyOf(change), {}, {}, {}, {}};
        std::visit(Overloaded{[&](const Inserted &c) { made.after = positionOf(c.key, c.after); },
                              [&](const Updated &c) {
                                  made.before = positionOf(c.key, c.before);
                                  made.after = positionOf(c.key, c.after);
                              },
                              [&](const Removed &c) { made.before = positionOf(c.key, c.before); }},
                   change);
        const bool stays = made.before == made.after && !isFiltered();
        // Inserted, and held already: it was read after the change.
        const bool known = !made.before && cache.find(made.key);
        if (!stays && !known)
            placed.push_back(std::move(made));
    }
    return placed;
}

void InstanceTableItemModel::Private::beginRound()
{
    if (round) {
        again = true;
        return;
    }
    for (const auto &[first, page] : pages)
        session->cancel(page.ticket);
    pages.clear();
    session->cancel(std::exchange(totalTicket, 0));
    cache.keepNear(visibleFirst, visibleLast, WindowCache::pageSize);

    round = std::make_shared<Round>();
    const std::vector<Change> changes = news.take().changes;
    // Without a count nothing tells which rows stand below what is held.
    round->complete = total && !newsIncomplete && changes.size() <= mostPlacedChanges;
    if (round->complete)
        round->changes = placedChanges(changes);
    round->elsewhere = newsElsewhere;
    for (int row = std::max(0, visibleFirst - WindowCache::pageSize); row < rows; ++row) {
        if (const auto run = cache.runAround(row)) {
            round->run = *run;
            break;
        }
        if (row > visibleLast + WindowCache::pageSize)
            break;
    }
    newsIncomplete = newsElsewhere = again = false;
    askRound(round);
}

void InstanceTableItemModel::Private::askRound(const std::shared_ptr<Round> &asked)
{
    const Query plain = queryForRows();
    // Takes an answer in; the last one ends the round.
    const auto take = [this, asked](auto put) {
        ++asked->outstanding;
        return [this, asked, put](const auto &result) {
            if (result)
                put(*result);
            else if (!std::exchange(asked->failed, true))
                Q_EMIT q->failed(result.error());
            if (--asked->outstanding == 0)
                endRound(asked);
        };
    };
    const auto place = [&](const Position &position, std::optional<Session::Rank> &into) {
        roundTickets.push_back(
            session->rank(plain, position, q, take([&into, asked](const Session::Rank &rank) { into = rank; })));
    };
    for (PlacedChange &change : asked->changes) {
        if (change.before)
            place(*change.before, change.rankBefore);
        if (change.after)
            place(*change.after, change.rankAfter);
    }
    Query stretch = plain;
    asked->asked = std::max(asked->run.count + static_cast<int>(asked->changes.size()), WindowCache::pageSize);
    stretch.limit = asked->asked;
    if (const Row *first = cache.at(asked->run.first); first && asked->run.first > 0) {
        if (first->key.empty()) {
            stretch.offset = asked->run.first;
            asked->start = Session::Rank{asked->run.first, true};
        } else {
            stretch.from = positionOf(*first);
            place(*stretch.from, asked->start);
        }
    }
    roundTickets.push_back(
        session->fetch(stretch, q, take([asked](const RowWindow &window) { asked->rows = window.rows; })));
    roundTickets.push_back(session->count(plain, 0, q, take([asked](qint64 count) { asked->total = count; })));
}

void InstanceTableItemModel::Private::endRound(const std::shared_ptr<Round> &ended)
{
    roundTickets.clear();
    if (!ended->failed)
        apply(*ended);
    // A view may have shown something else meanwhile.
    if (round != ended)
        return;
    round.reset();
    if (again) {
        beginRound();
        return;
    }
    for (const int row : std::exchange(wanted, {}))
        want(row);
    wantVisible();
    for (const auto &waiting : std::exchange(afterRound, {}))
        waiting();
}

} // namespace relata
