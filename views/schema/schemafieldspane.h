#pragma once

#include <QWidget>

namespace relata {

class SchemaFieldsItemModel;
class SchemaFieldsTable;
class SchemaWork;
struct Field;

/// The fields of the chosen model or non-model type, edited in place; rows are moved by dragging. GUI thread.
class SchemaFieldsPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaFieldsPane(SchemaWork &work, QWidget *parent = nullptr);

    /// With a name that is free, and the cell open to be named.
    void addField();
    void removeCurrent();
    void moveCurrent(int step); ///< -1: up, 1: down
    [[nodiscard]] QString currentName() const; ///< empty: none is chosen
    /// By its position in the model or type.
    void showField(int position);
    [[nodiscard]] SchemaFieldsTable *table() const { return m_table; }

private:
    void refresh();
    void change(int position, const Field &wanted);
    void toggleKey(int position, bool inKey);
    void move(int position, int beforeRow);
    [[nodiscard]] int currentPosition() const; ///< -1: none

    SchemaWork &m_work;
    SchemaFieldsItemModel *m_items;
    SchemaFieldsTable *m_table;
};

} // namespace relata
