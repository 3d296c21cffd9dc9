#pragma once

#include "items/roles.h"
#include "session/session.h"

#include <QAbstractListModel>

#include <vector>

namespace relata {

/// Instances that could be linked through an end, best first, at most 50, by label: what a picker lists. GUI thread.
/// Each search replaces the list when its answer arrives (modelReset); a newer search cancels an older one.
/// Roles: KeyRole, LabelRole, DetailsRole, TakenRole, LinkedRole. Display: the label (with details and holder for
/// AccessibleTextRole).
class CandidateItemModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// `key` is of the instance that is linked; an empty one stands for an instance that is not saved yet.
    CandidateItemModel(Session &session, EndId end, Key key, QObject *parent = nullptr);

    void search(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] bool isSearching() const { return m_ticket != 0; }
    [[nodiscard]] const Session::Candidate &candidate(int row) const
    {
        return m_candidates[static_cast<std::size_t>(row)];
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void searched();
    void failed(const relata::Error &error);

private:
    [[nodiscard]] QString spoken(const Session::Candidate &candidate) const;

    Session *m_session; ///< null once it is gone
    EndId m_end;
    Key m_key;
    QString m_text;
    Session::Ticket m_ticket = 0; ///< of the search that runs; 0: none
    quint64 m_search = 0; ///< tells the newest answer from late ones
    std::vector<Session::Candidate> m_candidates;
};

} // namespace relata
