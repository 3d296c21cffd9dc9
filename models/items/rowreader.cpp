#include "items/rowreader.h"

#include <algorithm>

namespace relata {

namespace {

constexpr int firstPage = 1;
constexpr int largestPage = 512;
/// Characters and bytes in one page: below it pages grow, far above it they shrink.
constexpr qsizetype wellFilled = 1'000'000;

qsizetype sizeOf(const Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return text->size();
    if (const auto *bytes = std::get_if<QByteArray>(&value))
        return bytes->size();
    const auto *json = std::get_if<JsonText>(&value);
    return json ? json->text.size() : 0;
}

} // namespace

RowReader::RowReader(Session &session, const Query &query, std::vector<RowRange> ranges, QObject *parent)
    : QObject(parent), m_session(&session), m_query(query), m_ranges(std::move(ranges)), m_page(firstPage)
{
    std::reverse(m_ranges.begin(), m_ranges.end());
    connect(&session.feed(), &ChangeFeed::committed, this, &RowReader::changed);
}

RowReader::~RowReader() { stop(); }

void RowReader::start() { next(); }

void RowReader::stop()
{
    m_ranges.clear();
    if (m_session)
        m_session->cancel(std::exchange(m_ticket, 0));
}

void RowReader::next()
{
    while (!m_ranges.empty() && m_ranges.back().count <= 0) {
        m_ranges.pop_back();
        m_last.reset();
    }
    if (m_ranges.empty()) {
        Q_EMIT finished();
        return;
    }
    const int count = std::min(m_page, m_ranges.back().count);
    m_query.from = m_last;
    m_query.backward = false;
    m_query.offset = m_last ? 1 : m_ranges.back().first;
    m_query.limit = count;
    m_ticket = m_session->fetch(m_query, this, [this, count](const Result<RowWindow> &window) {
        m_ticket = 0;
        if (window)
            accept(count, window->rows);
        else
            Q_EMIT failed(window.error());
    });
}

void RowReader::accept(int asked, const std::vector<Row> &rows)
{
    RowRange &range = m_ranges.back();
    const int first = range.first;
    const int got = static_cast<int>(rows.size());
    range.first += got;
    // Fewer than asked for: they end here.
    range.count = got < asked ? 0 : range.count - got;
    qsizetype size = 0;
    for (const Row &row : rows)
        for (const Value &value : row.values)
            size += sizeOf(value);
    if (size < wellFilled)
        m_page = std::min(2 * m_page, largestPage);
    else if (size > 4 * wellFilled)
        m_page = std::max(1, m_page / 4);
    const bool places =
        !rows.empty() && !rows.back().key.empty() && rows.back().sortValues.size() == m_query.sort.size();
    m_last = places ? std::optional(Position{rows.back().sortValues, rows.back().key}) : std::nullopt;
    const QPointer<RowReader> self(this);
    Q_EMIT read(first, rows);
    if (self && m_session && !m_ranges.empty())
        next();
}

} // namespace relata
