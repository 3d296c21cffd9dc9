// With the mouse alone: clicks where a person would click.
#include "gui/hand.h"
#include "gui/story.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QRadioButton>
#include <QStyle>
#include <QStyleOptionButton>
#include <QStyleOptionViewItem>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTimer>
#include <QToolButton>

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

/// Where a box or a radio button takes clicks: beside its sign and its words it takes none.
QPoint signOf(const QAbstractButton *button)
{
    QStyleOptionButton option;
    option.initFrom(button);
    if (qobject_cast<const QCheckBox *>(button))
        return button->style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, button).center();
    if (qobject_cast<const QRadioButton *>(button))
        return button->style()->subElementRect(QStyle::SE_RadioButtonIndicator, &option, button).center();
    return button->rect().center();
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
    QTest::mouseClick(button, Qt::LeftButton, {}, signOf(button));
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
    // By the menu of the row: offscreen nothing can be dragged.
    for (int row = index.row(); row > before; --row)
        takeAt(table, table->model()->index(row, index.column()), QStringLiteral("Move up"));
    for (int row = index.row(); row < before - 1; ++row)
        takeAt(table, table->model()->index(row, index.column()), QStringLiteral("Move down"));
}

void MouseHand::takeAt(QAbstractItemView *view, const QModelIndex &index, const QString &entry)
{
    QVERIFY(view->isVisible() && index.isValid());
    view->scrollTo(index);
    const QPoint place = view->visualRect(index).center();
    QTest::mouseClick(view->viewport(), Qt::RightButton, {}, place);
    MenuClick click(entry);
    QContextMenuEvent asked(QContextMenuEvent::Mouse, place, view->viewport()->mapToGlobal(place));
    QApplication::sendEvent(view->viewport(), &asked);
    QVERIFY2(click.done, qPrintable(entry));
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
    QTest::mouseMove(list->viewport(), list->viewport()->rect().bottomRight());
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
