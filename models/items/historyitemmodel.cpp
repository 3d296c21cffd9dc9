#include "items/historyitemmodel.h"

#include "data/changeabout.h"
#include "items/changetext.h"

namespace relata {

namespace {
constexpr std::size_t mostEntries = 500;
constexpr int mostDetails = 20;
} // namespace

HistoryItemModel::HistoryItemModel(QObject *parent) : QAbstractListModel(parent) {}

void HistoryItemModel::show(Session *session)
{
    if (m_session) {
        disconnect(&m_session->feed(), nullptr, this, nullptr);
        disconnect(m_session, nullptr, this, nullptr);
    }
    beginResetModel();
    m_session = session;
    m_entries.clear();
    endResetModel();
    if (!session)
        return;
    connect(&session->feed(), &ChangeFeed::committed, this, &HistoryItemModel::add);
    // The feed goes with its session: only what points there is forgotten, what was done stays readable.
    connect(session, &QObject::destroyed, this, [this] { m_session = nullptr; });
}

void HistoryItemModel::add(const ChangeSet &set)
{
    Entry entry{
        changetext::sentence(m_session->schema(), set), changetext::details(m_session->schema(), set, mostDetails), {}};
    entry.set = aboutOf(set);

    beginInsertRows({}, 0, 0);
    m_entries.push_front(std::move(entry));
    endInsertRows();

    if (m_entries.size() <= mostEntries)
        return;
    const int last = static_cast<int>(m_entries.size()) - 1;
    beginRemoveRows({}, last, last);
    m_entries.pop_back();
    endRemoveRows();
}

int HistoryItemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant HistoryItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return entry.sentence;
    case Qt::ToolTipRole:
        return entry.details.join(u'\n');
    case DetailsRole:
        return entry.details;
    case ChangeSetRole:
        return QVariant::fromValue(entry.set);
    default:
        return {};
    }
}

} // namespace relata
