#pragma once

#include <QStyledItemDelegate>

namespace relata {

class SchemaWork;

/// Cells of the schema editor's table of fields: a combo box for types, lists and defaults of enums, a text field for
/// the rest. What is chosen in a list is taken at once. GUI thread.
class SchemaFieldsDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    SchemaFieldsDelegate(const SchemaWork &work, QObject *parent);

    /// The cell takes one of a list of choices.
    [[nodiscard]] static bool isChoice(const QModelIndex &index);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const SchemaWork &m_work;
};

} // namespace relata
