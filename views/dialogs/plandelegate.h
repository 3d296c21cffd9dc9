#pragma once

#include "schema/schema.h"

#include <QStyledItemDelegate>

namespace relata {

/// Draws a row of a delete's plan: the way with its kind, what happens with sign and word, how many.
class PlanDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The schema is copied.
    explicit PlanDelegate(Schema schema, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Schema m_schema;
};

} // namespace relata
