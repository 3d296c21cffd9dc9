#pragma once

#include <QStyledItemDelegate>

namespace relata {

/// A change in the review: what it does, what was found, how things stand with it, in sign and word. GUI thread.
class MigrationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace relata
