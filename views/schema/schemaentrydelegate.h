#pragma once

#include <QStyledItemDelegate>

namespace relata {

/// A row of the schema editor's list of models, enums and types: sign, name, what stands at the far edge; the first of
/// a group under its heading. GUI thread.
class SchemaEntryDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace relata
