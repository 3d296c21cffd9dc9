#pragma once

#include "session/session.h"

#include <QPointer>

#include <vector>

namespace relata {

/// A stretch of a query's rows.
struct RowRange
{
    int first = 0;
    int count = 0;
    friend bool operator==(const RowRange &, const RowRange &) = default;
};

/// Reads rows of a query that nobody holds, page by page: what a copy or a delete of many rows is made of. One page is
/// out at a time, so that browsing goes on in between; pages are small where rows are large. GUI thread.
/// When the session goes it falls silent.
class RowReader final : public QObject
{
    Q_OBJECT

public:
    /// Fetched as the query says: its ends, labels and cutAt. Ranges in row order, apart from each other.
    RowReader(Session &session, const Query &query, std::vector<RowRange> ranges, QObject *parent);
    ~RowReader() override;

    void start();
    /// What is on its way is not wanted any more; nothing is emitted afterwards.
    void stop();

Q_SIGNALS:
    /// The rows from `first` on.
    void read(int first, const std::vector<relata::Row> &rows);
    void finished();
    void failed(const relata::Error &error);
    /// Something was committed meanwhile: rows may not stand where they stood when the ranges were chosen.
    void changed();

private:
    void next();
    void accept(int asked, const std::vector<Row> &rows);

    QPointer<Session> m_session;
    Query m_query;
    std::vector<RowRange> m_ranges; ///< what is left, the next one last
    std::optional<Position> m_last; ///< of the last row read, where the range goes on after it
    int m_page;
    Session::Ticket m_ticket = 0;
};

} // namespace relata
