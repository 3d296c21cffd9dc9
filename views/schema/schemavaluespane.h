#pragma once

#include <QWidget>

class QListView;

namespace relata {

class SchemaValuesItemModel;
class SchemaWork;

/// The values of the chosen enum, edited in place; Alt+Up and Alt+Down move one. GUI thread.
class SchemaValuesPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaValuesPane(SchemaWork &work, QWidget *parent = nullptr);

    void addValue();
    void removeCurrent();
    [[nodiscard]] QString currentValue() const; ///< empty: none is chosen
    void showValue(const QString &value);
    [[nodiscard]] QListView *list() const { return m_list; }

private:
    void refresh();
    void moveCurrent(int step);

    SchemaWork &m_work;
    SchemaValuesItemModel *m_items;
    QListView *m_list;
};

} // namespace relata
