// Finding one's way: links and back, columns, the order of rows, copies.
#include "gui/stories.h"
#include "gui/story.h"

#include "views/browse/celldelegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

namespace {

/// What coming back must find again.
struct Sight
{
    QString model, filter, current;
    int scroll = 0;
    int sortedBy = -1;
    Qt::SortOrder order = Qt::AscendingOrder;
    friend bool operator==(const Sight &, const Sight &) = default;
};

Sight look(const Story &s)
{
    const QHeaderView *header = s.table()->horizontalHeader();
    const int sorted = header->isSortIndicatorShown() ? header->sortIndicatorSection() : -1;
    return {s.modelShown(), s.window.findChild<QLineEdit *>(u"instanceFilter"_s)->text(),
            s.current(),    s.table()->verticalScrollBar()->value(),
            sorted,         header->sortIndicatorOrder()};
}

/// The arrow of the chip in a cell.
QPoint arrowOf(const Story &s, const QModelIndex &cell)
{
    s.table()->scrollTo(cell);
    const QRect box = s.table()->visualRect(cell);
    const auto *delegate = static_cast<const CellDelegate *>(s.table()->itemDelegate());
    for (int x = box.left(); x <= box.right(); ++x)
        if (const auto hit = delegate->hit(box, cell, QPoint(x, box.center().y()), Qt::LeftToRight);
            hit && hit->onArrow)
            return {x, box.center().y()};
    return {};
}

/// The rows of the table that are selected, as they stand there, in a line each.
QString selectedAsShown(const Story &s)
{
    const QHeaderView *header = s.table()->horizontalHeader();
    QStringList lines;
    for (int row = -1; row < s.table()->model()->rowCount(); ++row) {
        if (row >= 0 && !s.table()->selectionModel()->isRowSelected(row))
            continue;
        QStringList cells;
        for (int place = 0; place < header->count(); ++place) {
            const int column = header->logicalIndex(place);
            if (header->isSectionHidden(column))
                continue;
            const QString name = s.table()->model()->headerData(column, Qt::Horizontal).toString();
            const QString text = row < 0 ? name : s.shown(row, name);
            cells.append(text == "null"_L1 ? QString() : text);
        }
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

} // namespace

void TestStories::followALinkAndComeBack()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    const QString version = raw.value("PRAGMA data_version");
    QVERIFY(s.chooseModel(u"Article"_s));
    s.clickHeader(u"title"_s);
    SOON_COMPARE(s.shown(0, u"title"_s), u"A calendar for Mars"_s);
    s.press(QKeySequence::Find);
    s.type(u"the"_s);
    SOON(s.countWords().contains(u" of 31"_s) && s.settles());

    // A row that is not where a view would put it by itself.
    s.clickCell(s.cell(0, u"title"_s));
    s.press(u"Ctrl+End"_s);
    s.press(Qt::Key_Up);
    s.press(Qt::Key_Up);
    s.clickCell(s.cell(s.table()->currentIndex().row(), u"publication"_s));
    SOON(s.settles());
    const Sight before = look(s);
    const QString publication = s.shown(s.table()->currentIndex().row(), u"publication"_s);
    QVERIFY(before.scroll > 0);
    QCOMPARE(before.filter, u"the"_s);
    QCOMPARE(before.sortedBy, s.column(u"title"_s));

    s.press(u"Ctrl+Return"_s);
    SOON(s.modelShown() == u"Publication"_s && s.settles());
    QCOMPARE(s.current(), publication);
    s.press(QKeySequence::Back);
    SOON(s.modelShown() == u"Article"_s && s.settles());
    SOON_COMPARE(look(s).scroll, before.scroll);
    QVERIFY(look(s) == before);
    s.press(QKeySequence::Forward);
    SOON(s.modelShown() == u"Publication"_s && s.settles());
    QCOMPARE(s.current(), publication);
    s.press(QKeySequence::Back);
    SOON(s.modelShown() == u"Article"_s && s.settles());

    // The same by the chip's arrow.
    const QModelIndex cell = s.cell(s.table()->currentIndex().row(), u"publication"_s);
    QTest::mouseClick(s.table()->viewport(), Qt::LeftButton, {}, arrowOf(s, cell));
    SOON(s.modelShown() == u"Publication"_s && s.settles());
    QCOMPARE(s.current(), publication);
    s.press(QKeySequence::Back);
    SOON(s.settles() && look(s) == before);
    QCOMPARE(raw.value("PRAGMA data_version"), version);
}

void TestStories::copyAndColumnsAndSort()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    QVERIFY(s.chooseModel(u"Tag"_s));

    // Without the column note, from z to a.
    const int note = s.column(u"note"_s);
    Story::click(s.window.findChild<QToolButton *>(u"columnsButton"_s));
    SOON(QApplication::activePopupWidget());
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    for (QAction *action : menu->actions())
        if (action->text() == "note"_L1)
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
    QTest::keyClick(menu, Qt::Key_Escape);
    SOON(!QApplication::activePopupWidget());
    QVERIFY(s.table()->isColumnHidden(note));
    s.clickHeader(u"label"_s);
    SOON_COMPARE(s.shown(0, u"label"_s), u"bread"_s);
    s.clickHeader(u"label"_s);
    SOON_COMPARE(s.shown(0, u"label"_s), u"weather"_s);

    // What is copied is what is seen.
    SOON(s.settles());
    s.clickCell(s.cell(0, u"label"_s));
    s.press(Qt::Key_Down, Qt::ShiftModifier);
    s.press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(s.table()->selectionModel()->selectedRows().size(), 3);
    QApplication::clipboard()->clear();
    s.press(QKeySequence::Copy);
    SOON(!QApplication::clipboard()->text().isEmpty());
    const QString copied = QApplication::clipboard()->text();
    QCOMPARE(copied, selectedAsShown(s));
    QCOMPARE(copied.count(u'\n'), 3);
    const QStringList labels = raw.rows("SELECT label FROM Tag ORDER BY label DESC LIMIT 3");
    for (int i = 0; i < 3; ++i)
        QVERIFY(copied.section(u'\n', i + 1, i + 1).contains(QString(labels[i]).remove(u'\'')));

    // Both are there again, by the list of models and by the way back.
    QVERIFY(s.chooseModel(u"Post"_s));
    QVERIFY(!s.table()->isColumnHidden(s.column(u"title"_s)));
    s.press(QKeySequence::Back);
    SOON(s.modelShown() == u"Tag"_s && s.settles());
    QVERIFY(s.table()->isColumnHidden(note));
    QCOMPARE(s.shown(0, u"label"_s), u"weather"_s);
    QVERIFY(s.chooseModel(u"Post"_s));
    QVERIFY(s.chooseModel(u"Tag"_s));
    QVERIFY(s.table()->isColumnHidden(note));
    QCOMPARE(s.shown(0, u"label"_s), u"weather"_s);
}

} // namespace relata
