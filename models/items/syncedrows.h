#pragma once

#include <QAbstractItemModel>

#include <algorithm>
#include <vector>

/// A flat item model over plain rows that are made anew as a whole: it finds out what differs and tells exactly that.
/// GUI thread.
namespace relata {

/// `Base`: QAbstractListModel or QAbstractTableModel. `Row` is comparable.
template<typename Row, typename Base>
class SyncedRows : public Base
{
public:
    using Base::Base;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] const Row &row(int number) const { return m_rows[static_cast<std::size_t>(number)]; }

protected:
    /// Of something else than before.
    void replaceRows(std::vector<Row> rows)
    {
        Base::beginResetModel();
        m_rows = std::move(rows);
        Base::endResetModel();
    }

    /// Of the same thing, as it is now. As many rows as before are the same rows; else what stands between equal
    /// beginnings and ends was inserted or removed.
    void syncRows(std::vector<Row> rows)
    {
        if (rows.size() != m_rows.size())
            resize(rows);
        const int last = static_cast<const QAbstractItemModel *>(this)->columnCount({}) - 1;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] == m_rows[i])
                continue;
            m_rows[i] = std::move(rows[i]);
            const int number = static_cast<int>(i);
            Q_EMIT Base::dataChanged(Base::index(number, 0), Base::index(number, last));
        }
    }

private:
    void resize(const std::vector<Row> &rows)
    {
        const auto fewer = static_cast<std::ptrdiff_t>(std::min(rows.size(), m_rows.size()));
        const std::ptrdiff_t same =
            std::mismatch(rows.begin(), rows.begin() + fewer, m_rows.begin()).first - rows.begin();
        const int first = static_cast<int>(same);
        const int difference = static_cast<int>(rows.size()) - static_cast<int>(m_rows.size());
        if (difference > 0) {
            Base::beginInsertRows({}, first, first + difference - 1);
            m_rows.insert(m_rows.begin() + same, rows.begin() + same, rows.begin() + same + difference);
            Base::endInsertRows();
        } else {
            Base::beginRemoveRows({}, first, first - difference - 1);
            m_rows.erase(m_rows.begin() + same, m_rows.begin() + same - difference);
            Base::endRemoveRows();
        }
    }

    std::vector<Row> m_rows;
};

} // namespace relata
