#pragma once

#include "items/roles.h"
#include "session/session.h"

#include <QAbstractListModel>

#include <deque>

namespace relata {

/// The feed of committed changes, newest first, at most 500. Display: the sentence; ChangeSetRole, DetailsRole (lines
/// of what changed). GUI thread.
class HistoryItemModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit HistoryItemModel(QObject *parent = nullptr);

    /// Starts empty with each session; null: none. The session must outlive its use here.
    void show(Session *session);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    struct Entry
    {
        QString sentence;
        QStringList details;
        ChangeSet set; ///< without its changes
    };

    void add(const ChangeSet &set);

    Session *m_session = nullptr;
    std::deque<Entry> m_entries;
};

} // namespace relata
