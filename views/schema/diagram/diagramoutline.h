#pragma once

#include "schema/schema.h"

#include <QStyledItemDelegate>
#include <QWidget>

#include <optional>

class QTreeView;

namespace relata {

class SchemaOutlineItemModel;

/// The diagram's content as a tree, for everyone who reads rather than looks. GUI thread; owns its item model.
class DiagramOutline final : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramOutline(QWidget *parent = nullptr);

    [[nodiscard]] SchemaOutlineItemModel &itemModel() { return *m_items; }
    /// Marks what is chosen in the diagram; says nothing about it.
    void setCurrent(std::optional<ModelId> model, std::optional<RelationshipId> relationship);

Q_SIGNALS:
    void modelChosen(relata::ModelId model);
    void relationshipChosen(relata::RelationshipId relationship);
    void modelActivated(relata::ModelId model);
    void relationshipActivated(relata::RelationshipId relationship);
    void menuRequested(relata::ModelId model, const QPoint &globalPlace);

private:
    void announce(const QModelIndex &index);

    SchemaOutlineItemModel *m_items;
    QTreeView *m_tree;
    bool m_quiet = false; ///< the current row changes by setCurrent()
};

/// Draws a row of the outline: models strong with their count, relationships with their sign.
class OutlineDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    OutlineDelegate(const SchemaOutlineItemModel &items, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const SchemaOutlineItemModel &m_items;
};

} // namespace relata
