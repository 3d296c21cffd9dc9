#pragma once

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace relata {

class SchemaWork;

/// The indexes of the chosen model, and a row to add one: its fields in order, unique or not. GUI thread.
class SchemaIndexPane final : public QWidget
{
    Q_OBJECT

public:
    explicit SchemaIndexPane(SchemaWork &work, QWidget *parent = nullptr);

    void removeCurrent();
    [[nodiscard]] QString currentName() const; ///< empty: none is chosen
    [[nodiscard]] QListWidget *list() const { return m_list; }

private:
    void refresh();
    void add();
    void pick(class QAction *action);

    SchemaWork &m_work;
    QListWidget *m_list;
    class QToolButton *m_choose;
    class QCheckBox *m_unique;
    QPushButton *m_add;
    QStringList m_chosen; ///< fields of the index to add, in order
};

} // namespace relata
