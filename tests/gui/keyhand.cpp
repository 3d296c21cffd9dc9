// With the keyboard alone: what cannot be reached by keys cannot be done.
#include "gui/hand.h"
#include "gui/story.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRadioButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostSteps = 200;

bool isAt(const QWidget *widget)
{
    const QWidget *focused = QApplication::focusWidget();
    return focused && (focused == widget || widget->isAncestorOf(focused));
}

} // namespace

/// By Tab: every widget is on the way around.
bool KeyHand::goTo(QWidget *widget)
{
    for (int step = 0; step < mostSteps && !isAt(widget); ++step)
        story.press(Qt::Key_Tab);
    return isAt(widget);
}

void KeyHand::press(QAbstractButton *button)
{
    QVERIFY(button && button->isVisible());
    QVERIFY2(button->isEnabled(), qPrintable(button->text() + u": "_s + button->toolTip()));
    if (auto *choice = qobject_cast<QRadioButton *>(button))
        return take(choice);
    const QKeySequence mnemonic = QKeySequence::mnemonic(button->text());
    if (button->shortcut().isEmpty() && mnemonic.isEmpty()) {
        QVERIFY2(goTo(button), qPrintable(button->text()));
        return story.press(Qt::Key_Space);
    }
    // A button that is pressed from afar stays down for a moment, to be seen.
    const QPointer<QAbstractButton> pressed(button);
    story.press(button->shortcut().isEmpty() ? mnemonic : button->shortcut());
    SOON(!pressed || !pressed->isDown());
}

/// One of several: Tab goes to the group, arrows go through it, and what they come to is chosen.
void KeyHand::take(QRadioButton *choice)
{
    const QPointer<QRadioButton> wanted(choice);
    const auto isBeside = [&] {
        auto *at = qobject_cast<QRadioButton *>(QApplication::focusWidget());
        return at && at->group() == wanted->group();
    };
    for (int step = 0; step < mostSteps && !isBeside(); ++step)
        story.press(Qt::Key_Tab);
    for (int step = 0; step < mostSteps && wanted && isBeside() && QApplication::focusWidget() != wanted; ++step)
        story.press(Qt::Key_Down);
    if (wanted && isBeside() && !wanted->isChecked())
        story.press(Qt::Key_Space);
}

void KeyHand::takeFromMenu(QToolButton *button, const QString &entry)
{
    QVERIFY2(goTo(button), qPrintable(button->text()));
    bool done = false;
    // The menu blocks whoever opened it.
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        look.stop();
        for (int step = 0; step < mostSteps && !done; ++step) {
            QTest::keyClick(menu, Qt::Key_Down);
            done = menu->activeAction() && menu->activeAction()->text().remove(u'&') == entry;
        }
        QTest::keyClick(menu, done ? Qt::Key_Return : Qt::Key_Escape);
    });
    look.start(10);
    story.press(Qt::Key_Space);
    QVERIFY2(done, qPrintable(entry));
}

void KeyHand::takeFromBar(QMenuBar *bar, const QString &menu, const QString &entry)
{
    for (QAction *top : bar->actions()) {
        if (top->text().remove(u'&') != menu)
            continue;
        story.press(QKeySequence::mnemonic(top->text()));
        QVERIFY(top->menu()->isVisible());
        for (int step = 0; step < mostSteps; ++step) {
            const QAction *at = top->menu()->activeAction();
            if (at && at->text().remove(u'&') == entry)
                return QTest::keyClick(top->menu(), Qt::Key_Return);
            QTest::keyClick(top->menu(), Qt::Key_Down);
        }
    }
    QFAIL(qPrintable(entry));
}

void KeyHand::select(QAbstractItemView *view, const QModelIndex &index)
{
    QVERIFY(view && view->isVisible() && index.isValid());
    QVERIFY2(goTo(view), qPrintable(view->objectName()));
    if (!view->currentIndex().isValid())
        story.press(Qt::Key_Home);
    for (int step = 0; step < mostSteps && view->currentIndex().row() != index.row(); ++step)
        story.press(view->currentIndex().row() < index.row() ? Qt::Key_Down : Qt::Key_Up);
    for (int step = 0; step < mostSteps && view->currentIndex().column() != index.column(); ++step)
        story.press(view->currentIndex().column() < index.column() ? Qt::Key_Right : Qt::Key_Left);
    QVERIFY(view->currentIndex() == index);
}

void KeyHand::open(QAbstractItemView *view, const QModelIndex &index)
{
    select(view, index);
    story.press(Qt::Key_F2);
}

void KeyHand::pick(QTableView *table, const QModelIndex &index, const QString &choice)
{
    const QPersistentModelIndex cell(index);
    open(table, index);
    QVERIFY(qobject_cast<QComboBox *>(table->indexWidget(cell)));
    // The list need not be opened: what is called so is found by its first letters.
    auto *combo = static_cast<QComboBox *>(table->indexWidget(cell));
    for (int step = 0; step < mostSteps && combo->currentText() != choice; ++step)
        story.press(combo->currentIndex() < combo->findText(choice) ? Qt::Key_Down : Qt::Key_Up);
    QCOMPARE(combo->currentText(), choice);
    story.press(Qt::Key_Return);
    SOON(!table->indexWidget(cell));
}

void KeyHand::toggle(QTableView *table, const QModelIndex &index)
{
    select(table, index);
    story.press(Qt::Key_Space);
}

void KeyHand::move(QTableView *table, const QModelIndex &index, int before)
{
    select(table, index);
    for (int row = index.row(); row > before; --row)
        story.press(Qt::Key_Up, Qt::AltModifier);
    for (int row = index.row(); row < before - 1; ++row)
        story.press(Qt::Key_Down, Qt::AltModifier);
}

void KeyHand::pick(QComboBox *combo, const QString &choice)
{
    QVERIFY(combo && combo->isVisible() && combo->isEnabled());
    QVERIFY2(goTo(combo), qPrintable(combo->objectName()));
    story.press(Qt::Key_Space);
    QVERIFY(combo->view()->isVisible());
    takeFromPopup(choice);
}

void KeyHand::takeFromPopup(const QString &choice)
{
    auto *list = qobject_cast<QAbstractItemView *>(QApplication::focusWidget());
    for (QWidget *popup = QApplication::activePopupWidget(); popup && !list; popup = nullptr)
        list = popup->findChild<QAbstractItemView *>();
    QVERIFY(list);
    QTest::keyClick(list, Qt::Key_Home);
    for (int step = 0; step < mostSteps && list->currentIndex().data().toString() != choice; ++step)
        QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(list->currentIndex().data().toString(), choice);
    QTest::keyClick(list, Qt::Key_Return);
}

void KeyHand::enter(QLineEdit *line)
{
    QVERIFY(line && line->isVisible() && line->isEnabled());
    QVERIFY2(goTo(line), qPrintable(line->objectName()));
    story.press(QKeySequence::SelectAll);
}

void KeyHand::showTab(QWidget *page)
{
    for (QWidget *at = page->parentWidget(); at; at = at->parentWidget()) {
        auto *tabs = qobject_cast<QTabWidget *>(at);
        if (!tabs)
            continue;
        QVERIFY(goTo(tabs->tabBar()));
        for (int step = 0; step < tabs->count() && tabs->currentWidget() != page; ++step)
            story.press(tabs->currentIndex() < tabs->indexOf(page) ? Qt::Key_Right : Qt::Key_Left);
        return;
    }
    QFAIL("This is no page of tabs");
}

} // namespace relata
