#pragma once

#include <QStyledItemDelegate>

namespace relata {

class SchemaWork;

/// A relationship in the schema editor: its kind drawn, the sentence, below it the delete rule and what was changed.
/// GUI thread.
class SchemaRelationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    SchemaRelationDelegate(const SchemaWork &work, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const SchemaWork &m_work;
};

} // namespace relata
