#include "store/statementcache.h"

#include <algorithm>

namespace relata {

// A screenful of panes uses some thirty texts; each costs a few kilobytes.
static constexpr std::size_t maxStatements = 64;

StatementCache::Lease StatementCache::take(const QString &text)
{
    Lease lease;
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &entry) { return entry.text == text; });
    if (found != m_entries.end()) {
        lease.m_entry.splice(lease.m_entry.begin(), m_entries, found);
        return lease;
    }
    lease.m_entry.push_back({text, QSqlQuery(m_database)});
    lease.query().setForwardOnly(true);
    lease.m_prepared = lease.query().prepare(text);
    return lease;
}

void StatementCache::giveBack(Lease lease)
{
    // Resets the statement: it holds no lock on the file any more.
    lease.query().finish();
    m_entries.splice(m_entries.begin(), lease.m_entry);
    if (m_entries.size() > maxStatements)
        m_entries.pop_back();
}

} // namespace relata
