#pragma once

#include "items/syncedrows.h"
#include "schema/findings.h"

#include <QAbstractListModel>

namespace relata {

/// What is wrong with a draft, the worst first. Display: the sentence; SeverityRole: Finding::Severity as int.
/// Qt::AccessibleTextRole begins with how bad it is. GUI thread.
class FindingsItemModel final : public SyncedRows<Finding, QAbstractListModel>
{
    Q_OBJECT

public:
    using SyncedRows::SyncedRows;

    enum Role { SeverityRole = Qt::UserRole + 200 };

    void show(std::vector<Finding> findings);
    [[nodiscard]] static QString word(Finding::Severity severity);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
};

} // namespace relata
