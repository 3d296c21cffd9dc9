#include "items/schemavaluesitemmodel.h"

namespace relata {

void SchemaValuesItemModel::show(const EnumType *type)
{
    syncRows(type ? std::vector<QString>(type->values.begin(), type->values.end()) : std::vector<QString>());
}

QVariant SchemaValuesItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const bool text = role == Qt::DisplayRole || role == Qt::EditRole || role == Qt::ToolTipRole;
    return text ? QVariant(row(index.row())) : QVariant();
}

Qt::ItemFlags SchemaValuesItemModel::flags(const QModelIndex &index) const
{
    return index.isValid() ? Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsEditable : Qt::NoItemFlags;
}

bool SchemaValuesItemModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QString before = row(index.row());
    if (value.toString() != before)
        Q_EMIT renameWanted(before, value.toString());
    return true;
}

} // namespace relata
