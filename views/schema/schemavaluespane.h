#pragma once

#include <QWidget>

class QListView;

namespace relata {

class SchemaValuesItemModel;
class SchemaWork;

/// The values of the chosen enum, edited in place. GUI thread.
class SchemaValuesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaValuesPane(SchemaWork &work, QWidget *parent = nullptr);

    void addValue();
    void removeCurrent();
    void moveCurrent(int step); ///< -1: up, 1: down
    [[nodiscard]] QString currentValue() const; ///< empty: none is chosen
    void showValue(const QString &value);
    [[nodiscard]] QListView *list() const { return m_list; }

private:
    void refresh();

    SchemaWork &m_work;
    SchemaValuesItemModel *m_items;
    QListView *m_list;
};

} // namespace relata
