#pragma once

#include <QTreeView>

namespace relata {

/// A tree of 26 px rows whose selection and hover run through the whole row, indentation included. Space opens and
/// closes a branch; Enter and double click are `activated`. GUI thread.
class RowTree final : public QTreeView
{
    Q_OBJECT

public:
    explicit RowTree(QWidget *parent = nullptr);

    /// Branches that learned only now whether they have rows get or lose their arrow.
    void updateArrows() { scheduleDelayedItemsLayout(); }

protected:
    void drawRow(QPainter *painter, const QStyleOptionViewItem &options, const QModelIndex &index) const override;
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace relata
