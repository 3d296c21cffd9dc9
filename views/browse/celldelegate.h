#pragma once

#include "data/rowwindow.h"

#include <QStyledItemDelegate>

#include <optional>

namespace relata {

class FieldEditor;
class FormDrafts;
class InstanceTableItemModel;
class Prompts;

/// Paints every state of an instance table's cell and makes the editor for its type. Colours come from
/// Palette::current(). A text that does not fit keeps its editor open. GUI thread; the item model must outlive it.
class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    CellDelegate(InstanceTableItemModel &model, QObject *parent);

    /// Marks what they hold as edited; null: nothing is.
    void setDrafts(const FormDrafts *drafts) { m_drafts = drafts; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

    /// What a click there would follow. `onArrow`: with the plain button, else with Ctrl.
    struct Hit
    {
        std::optional<InstanceRef> instance; ///< nothing: all behind the end ("+3")
        bool onArrow = false;
    };
    [[nodiscard]] std::optional<Hit> hit(const QRect &cell, const QModelIndex &index, QPoint at,
                                         Qt::LayoutDirection direction) const;

    /// It has text that is typed and not saved.
    [[nodiscard]] bool isEdited(const QModelIndex &index) const;
    /// What the gutter says about a row; its words, for tool tips.
    [[nodiscard]] int signOf(int row) const;

private:
    void paintValue(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintLinks(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    [[nodiscard]] static FieldEditor *editorOf(QObject *watched);

    InstanceTableItemModel &m_model;
    const FormDrafts *m_drafts = nullptr;
};

} // namespace relata
