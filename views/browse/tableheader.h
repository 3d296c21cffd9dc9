#pragma once

#include <QHeaderView>

namespace relata {

class InstanceTableItemModel;
struct End;

/// Field names; columns of ends carry their relationship's kind as a glyph. GUI thread; the item model must outlive it.
class TableHeader final : public QHeaderView
{
    Q_OBJECT

public:
    TableHeader(InstanceTableItemModel &model, QWidget *parent);

    [[nodiscard]] QSize sizeHint() const override;
    /// Keeps a selection of its own, which is empty: to paint a section Qt would ask every selected row of the table
    /// whether its cell is selected too.
    void setSelectionModel(QItemSelectionModel *selection) override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override;

private:
    [[nodiscard]] const End *endOf(int section) const;

    InstanceTableItemModel &m_items;
};

} // namespace relata
