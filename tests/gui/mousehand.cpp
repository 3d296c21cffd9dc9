// With the mouse alone: clicks where a person would click.
#include "gui/hand.h"
#include "gui/story.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QStyle>
#include <QStyleOptionViewItem>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>
#include <QWindow>

namespace relata {

namespace {

QPoint boxIn(const QTableView *table, const QModelIndex &index)
{
    QStyleOptionViewItem option;
    option.initFrom(table);
    option.rect = table->visualRect(index);
    option.features |= QStyleOptionViewItem::HasCheckIndicator;
    return table->style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, table).center();
}

/// Answers a menu, which blocks whoever opened it, as soon as it is there.
class MenuClick final : public QObject
{
public:
    explicit MenuClick(const QString &entry) : m_entry(entry)
    {
        connect(&m_timer, &QTimer::timeout, this, &MenuClick::look);
        m_timer.start(10);
    }
    bool done = false;

private:
    void look()
    {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        m_timer.stop();
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') != m_entry || !action->isEnabled())
                continue;
            done = true;
            return QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
        }
        menu->close();
    }

    const QString m_entry;
    QTimer m_timer;
};

} // namespace

void MouseHand::press(QAbstractButton *button)
{
    QVERIFY(button && button->isVisible());
    QVERIFY2(button->isEnabled(), qPrintable(button->text() + QStringLiteral(": ") + button->toolTip()));
    QTest::mouseClick(button, Qt::LeftButton);
}

void MouseHand::takeFromMenu(QToolButton *button, const QString &entry)
{
    QVERIFY(button && button->isEnabled());
    MenuClick click(entry);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY2(click.done, qPrintable(entry));
}

void MouseHand::takeFromBar(QMenuBar *bar, const QString &menu, const QString &entry)
{
    for (QAction *top : bar->actions()) {
        if (top->text().remove(u'&') != menu)
            continue;
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->actionGeometry(top).center());
        for (QAction *action : top->menu()->actions())
            if (action->text().remove(u'&') == entry && action->isEnabled())
                return QTest::mouseClick(top->menu(), Qt::LeftButton, {}, top->menu()->actionGeometry(action).center());
    }
    QFAIL(qPrintable(entry));
}

void MouseHand::select(QAbstractItemView *view, const QModelIndex &index)
{
    QVERIFY(view && view->isVisible() && index.isValid());
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

void MouseHand::open(QAbstractItemView *view, const QModelIndex &index)
{
    QVERIFY(view && view->isVisible() && index.isValid());
    view->scrollTo(index);
    const QPoint place = view->visualRect(index).center();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(view->viewport(), Qt::LeftButton, {}, place);
}

void MouseHand::pick(QTableView *table, const QModelIndex &index, const QString &choice)
{
    QVERIFY(table->isVisible() && index.isValid());
    table->scrollTo(index);
    const QPersistentModelIndex cell(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(index).center());
    auto *combo = qobject_cast<QComboBox *>(table->indexWidget(cell));
    QVERIFY2(combo, "One click opens the list of a cell");
    takeFromPopup(combo, choice);
    SOON(!table->indexWidget(cell));
}

void MouseHand::toggle(QTableView *table, const QModelIndex &index)
{
    QVERIFY(table->isVisible() && index.isValid());
    table->scrollTo(index);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, boxIn(table, index));
}

void MouseHand::move(QTableView *table, const QModelIndex &index, int before)
{
    QVERIFY(table->isVisible() && index.isValid());
    table->scrollTo(index);
    QWidget *ground = table->viewport();
    const QPoint from = table->visualRect(index).center();
    const bool isLast = before >= table->model()->rowCount();
    const QRect goal = table->visualRect(index.siblingAtRow(isLast ? before - 1 : before));
    const QPoint to(from.x(), isLast ? goal.bottom() - 1 : goal.top() + 1);
    // Dragging blocks whoever began it, so that the rest of the way is walked from a timer.
    QWindow *window = table->window()->windowHandle();
    const QPoint end = ground->mapTo(table->window(), to);
    QTimer::singleShot(20, window, [=] { QTest::mouseMove(window, end + QPoint(1, 0)); });
    QTimer::singleShot(40, window, [=] { QTest::mouseMove(window, end); });
    QTimer::singleShot(60, window, [=] { QTest::mouseRelease(window, Qt::LeftButton, {}, end); });
    const QPoint begin = ground->mapTo(table->window(), from);
    QTest::mousePress(window, Qt::LeftButton, {}, begin);
    const int step = from.y() < to.y() ? 1 : -1;
    QTest::mouseMove(window, begin + QPoint(0, step * QApplication::startDragDistance()));
    QTest::mouseMove(window, begin + QPoint(0, step * (QApplication::startDragDistance() + 2)));
}

void MouseHand::pick(QComboBox *combo, const QString &choice)
{
    QVERIFY(combo && combo->isVisible() && combo->isEnabled());
    QTest::mouseClick(combo, Qt::LeftButton);
    takeFromPopup(combo, choice);
}

void MouseHand::takeFromPopup(QComboBox *combo, const QString &choice)
{
    QAbstractItemView *list = combo->view();
    QVERIFY(list->isVisible());
    const int row = combo->findText(choice);
    QVERIFY2(row >= 0, qPrintable(choice));
    const QModelIndex index = list->model()->index(row, 0);
    list->scrollTo(index);
    const QPoint place = list->visualRect(index).center();
    // A click without a way to it would count as the second half of the one that opened the list.
    QTest::mouseMove(list->viewport(), place);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, place);
}

void MouseHand::enter(QLineEdit *line)
{
    QVERIFY(line && line->isVisible() && line->isEnabled());
    // The third click in a row takes all of the line.
    QTest::mouseClick(line, Qt::LeftButton);
    QTest::mouseDClick(line, Qt::LeftButton);
    QTest::mouseClick(line, Qt::LeftButton);
}

void MouseHand::showTab(QWidget *page)
{
    for (QWidget *at = page->parentWidget(); at; at = at->parentWidget())
        if (auto *tabs = qobject_cast<QTabWidget *>(at))
            return QTest::mouseClick(tabs->tabBar(), Qt::LeftButton, {},
                                     tabs->tabBar()->tabRect(tabs->indexOf(page)).center());
    QFAIL("This is no page of tabs");
}

} // namespace relata
