#pragma once

#include "items/instancetableitemmodel.h"
#include "items/windowcache.h"

#include <QPointer>

#include <map>
#include <set>

namespace relata {

/// Where a change of a model's own instances moved things: judged by asking where the places before and after are now.
struct PlacedChange
{
    Key key;
    std::optional<Position> before; ///< empty: it was not there
    std::optional<Position> after; ///< empty: it is not there
    std::optional<Session::Rank> rankBefore;
    std::optional<Session::Rank> rankAfter;
};

/// One look at the database after a change: what is held is read anew, counted and placed, and the difference becomes
/// row and cell signals. Whatever the changes were, and however many were missed, the rows are right afterwards.
struct Round
{
    std::vector<PlacedChange> changes; ///< those that may have moved rows; empty where there were too many
    WindowCache::Run run; ///< what was held when it was asked
    std::optional<Session::Rank> start; ///< where the first row of the run is now; empty: the run begins at row 0
    std::vector<Row> rows; ///< the run's rows now, and perhaps some more
    int asked = 0; ///< how many rows were asked for
    qint64 total = 0;
    int outstanding = 0;
    bool failed = false;
    bool elsewhere = false;
    bool complete = true; ///< `changes` are all that may have moved rows
};

class InstanceTableItemModel::Private
{
public:
    explicit Private(InstanceTableItemModel *model) : q(model) {}

    // instancetablereads.cpp: pages and counts
    void start();
    void stop();
    void want(int row);
    void wantVisible();
    void askPage(int first, int count);
    void acceptPage(int first, int count, const std::vector<Row> &rows);
    void askTotal();
    void askTotalOfModel();
    void setTotal(qint64 count);
    [[nodiscard]] bool isFiltered() const;
    [[nodiscard]] Query queryForRows() const;
    [[nodiscard]] Position positionOf(const Row &row) const { return {row.sortValues, row.key}; }
    [[nodiscard]] Position positionOf(const Key &key, const Values &values) const;
    [[nodiscard]] bool isBefore(const Position &a, const Position &b) const;

    // instancetablechanges.cpp: from a change to a round
    void watch();
    void committed(const ChangeSet &set);
    void removeHeld(ChangeSet &set);
    void beginRound();
    void askRound(const std::shared_ptr<Round> &round);
    void endRound(const std::shared_ptr<Round> &round);
    [[nodiscard]] std::vector<PlacedChange> placedChanges(const std::vector<Change> &changes) const;

    // instancetablerounds.cpp: from a round to signals
    void apply(const Round &round);
    bool applyPlaces(const Round &round);
    void applyDifference(const Round &round);
    void alignStart(int &first, int now);
    void removeMissing(int first, int &held, const Round &round);
    void orderCommon(int first, int held, const Round &round);
    void compareCells(int row, const Row &now, bool elsewhere);

    // Rows in and out, with their signals
    void insertRows(int row, int count, const std::function<const Row *(int)> &content);
    void removeRows(int row, int count);
    void moveRow(int from, int before);

    [[nodiscard]] QString states(const QModelIndex &index) const;

    InstanceTableItemModel *q;
    QPointer<Session> session;
    Query query;
    std::vector<Column> columns;
    WindowCache cache;
    int rows = 0; ///< as the views know it
    std::optional<qint64> total;
    std::optional<qint64> totalOfModel;
    int visibleFirst = 0;
    int visibleLast = 0;

    struct Page
    {
        int count = 0;
        Session::Ticket ticket = 0;
    };
    std::map<int, Page> pages; ///< asked for, by first row
    Session::Ticket totalTicket = 0;
    Session::Ticket totalOfModelTicket = 0;

    std::set<ModelId> watched; ///< models whose changes may show here
    NetChanges news; ///< since the last round was asked
    bool newsIncomplete = false;
    bool newsElsewhere = false;
    bool again = false;
    std::shared_ptr<Round> round; ///< the one that is asked
    std::vector<Session::Ticket> roundTickets;
    int healing = 0; ///< rounds in a row that were begun because answers contradicted each other
    std::set<int> wanted; ///< rows asked for during a round
    std::vector<std::function<void()>> afterRound;

    struct KeyOrder
    {
        bool operator()(const Key &a, const Key &b) const { return compareKeys(a, b) < 0; }
    };
    std::map<Key, std::set<int>, KeyOrder> changedElsewhere; ///< columns by instance
    std::function<bool(const QModelIndex &)> isEdited; ///< of the view; may be empty
    std::vector<QMetaObject::Connection> connections;
};

} // namespace relata
