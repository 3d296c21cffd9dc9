#pragma once

#include <QStyledItemDelegate>

namespace relata {

/// Draws a row of the model list: icon, name, count; a heading above the first join model and the first view.
class ModelDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// Empty where the row belongs to the group of the row above.
    [[nodiscard]] QString heading(const QModelIndex &index) const;
};

} // namespace relata
