#pragma once

#include <QStyledItemDelegate>

namespace relata {

/// Draws a candidate in two lines: label with the hits marked and the end of its key; details and who holds it.
class CandidateDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// What was searched.
    void setHit(const QString &text) { m_hit = text; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QString m_hit;
};

} // namespace relata
