#pragma once

#include "items/roles.h"

#include <QStyledItemDelegate>

class QAction;

namespace relata {

/// Draws a row of the change feed: sign, sentence on at most two lines, who and when, Undo on the newest own change.
class ChangeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// Whose being enabled says that there is something to undo.
    void setUndoAction(const QAction *undo) { m_undo = undo; }
    /// "You · 2 min", "Elsewhere · 12 s".
    [[nodiscard]] static QString byline(const ChangeSet &set);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

Q_SIGNALS:
    void undoClicked();

private:
    [[nodiscard]] bool offersUndo(const QModelIndex &index) const;
    [[nodiscard]] QRect undoRect(const QStyleOptionViewItem &option) const;

    const QAction *m_undo = nullptr;
};

} // namespace relata
