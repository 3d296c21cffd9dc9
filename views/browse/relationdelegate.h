#pragma once

#include <QStyledItemDelegate>

namespace relata {

class RowPen;
class Session;

/// Draws a row of the relationship tree: kind, name, other model and count of an end; label and detail of an instance.
class RelationDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// The session outlives its use here; null: nothing is drawn.
    void setSession(const Session *session) { m_session = session; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintEnd(RowPen &pen, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintInstance(RowPen &pen, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Session *m_session = nullptr;
};

} // namespace relata
