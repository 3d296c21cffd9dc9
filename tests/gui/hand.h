#pragma once

#include <QModelIndex>
#include <QString>

class QAbstractButton;
class QAbstractItemView;
class QComboBox;
class QLineEdit;
class QMenuBar;
class QRadioButton;
class QTableView;
class QToolButton;
class QWidget;

namespace relata {

class Story;

/// The gestures of which a story in the schema editor is made, done by one device alone on the real widgets. A gesture
/// that cannot be done fails the test, and says what it was. GUI thread; the story outlives it.
class Hand
{
public:
    explicit Hand(Story &of) : story(of) {}
    virtual ~Hand() = default;
    Hand(const Hand &) = delete;
    Hand &operator=(const Hand &) = delete;

    virtual void press(QAbstractButton *button) = 0;
    /// Opens the button's menu and takes an entry.
    virtual void takeFromMenu(QToolButton *button, const QString &entry) = 0;
    /// "File", "New database…": of the menu bar.
    virtual void takeFromBar(QMenuBar *bar, const QString &menu, const QString &entry) = 0;
    virtual void select(QAbstractItemView *view, const QModelIndex &index) = 0;
    /// Opens the editor of a cell that takes text; then typing goes there.
    virtual void open(QAbstractItemView *view, const QModelIndex &index) = 0;
    /// Takes a choice in a cell that has a list.
    virtual void pick(QTableView *table, const QModelIndex &index, const QString &choice) = 0;
    virtual void toggle(QTableView *table, const QModelIndex &index) = 0;
    /// Moves a row so that it stands before the one that is at `before` now.
    virtual void move(QTableView *table, const QModelIndex &index, int before) = 0;
    virtual void pick(QComboBox *combo, const QString &choice) = 0;
    /// Into the line, all of it chosen.
    virtual void enter(QLineEdit *line) = 0;
    virtual void showTab(QWidget *page) = 0;

protected:
    Story &story;
};

class MouseHand final : public Hand
{
public:
    using Hand::Hand;
    void press(QAbstractButton *button) override;
    void takeFromMenu(QToolButton *button, const QString &entry) override;
    void takeFromBar(QMenuBar *bar, const QString &menu, const QString &entry) override;
    void select(QAbstractItemView *view, const QModelIndex &index) override;
    void open(QAbstractItemView *view, const QModelIndex &index) override;
    void pick(QTableView *table, const QModelIndex &index, const QString &choice) override;
    void toggle(QTableView *table, const QModelIndex &index) override;
    void move(QTableView *table, const QModelIndex &index, int before) override;
    void pick(QComboBox *combo, const QString &choice) override;
    void enter(QLineEdit *line) override;
    void showTab(QWidget *page) override;

private:
    void takeFromPopup(QComboBox *combo, const QString &choice);
    void takeAt(QAbstractItemView *view, const QModelIndex &index, const QString &entry); ///< of its own menu
};

class KeyHand final : public Hand
{
public:
    using Hand::Hand;
    void press(QAbstractButton *button) override;
    void takeFromMenu(QToolButton *button, const QString &entry) override;
    void takeFromBar(QMenuBar *bar, const QString &menu, const QString &entry) override;
    void select(QAbstractItemView *view, const QModelIndex &index) override;
    void open(QAbstractItemView *view, const QModelIndex &index) override;
    void pick(QTableView *table, const QModelIndex &index, const QString &choice) override;
    void toggle(QTableView *table, const QModelIndex &index) override;
    void move(QTableView *table, const QModelIndex &index, int before) override;
    void pick(QComboBox *combo, const QString &choice) override;
    void enter(QLineEdit *line) override;
    void showTab(QWidget *page) override;

private:
    [[nodiscard]] bool goTo(QWidget *widget);
    void take(QRadioButton *choice);
    void takeFromPopup(const QString &choice);
};

} // namespace relata
