#pragma once

#include <QTableView>

namespace relata {

/// The table in which fields are edited: of rows that can be dragged, with lists that one click opens. Its model is a
/// SchemaFieldsItemModel, its delegate a SchemaFieldsDelegate. GUI thread.
class SchemaFieldsTable final : public QTableView
{
    Q_OBJECT

public:
    explicit SchemaFieldsTable(QWidget *parent);

    using QTableView::edit;
    /// What there is of width goes first to the columns that cut off the most; a width that a person gave stays. For
    /// when columns come or go.
    void shareWidth();

protected:
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void openChoice(const QModelIndex &index);

    struct Share
    {
        int column;
        int least, most; ///< in logical pixels
        int given; ///< of what is above the least
    };
    std::vector<Share> m_shares;
};

} // namespace relata
