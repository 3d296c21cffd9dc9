#pragma once

#include "items/syncedrows.h"
#include "schema/schema.h"

#include <QAbstractListModel>

namespace relata {

/// The values of an enum in a draft, edited in place: setData() asks by a signal and touches nothing. GUI thread.
class SchemaValuesItemModel final : public SyncedRows<QString, QAbstractListModel>
{
    Q_OBJECT

public:
    using SyncedRows::SyncedRows;

    void show(const EnumType *type); ///< null: nothing

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

Q_SIGNALS:
    void renameWanted(const QString &value, const QString &wanted);
};

} // namespace relata
