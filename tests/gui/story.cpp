#include "gui/story.h"

#include "items/instancetableitemmodel.h"
#include "items/roles.h"
#include "session/session.h"
#include "views/browse/chipbutton.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browse/linkfield.h"
#include "views/browser.h"
#include "views/parts/fieldeditor.h"
#include "views/parts/messagestrip.h"
#include "views/startcard.h"

#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QTableView>
#include <QToolButton>
#include <QTreeView>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

bool soon(const std::function<bool()> &condition) { return QTest::qWaitFor(condition, patience); }

} // namespace

Story::Story() : window(MainWindow::Settings::Remember, &prompts)
{
    QObject::connect(&window, &MainWindow::sessionChanged, &window, [this] {
        m_busy = false;
        if (window.session())
            QObject::connect(window.session(), &Session::busyChanged, &window, [this](bool busy) { m_busy = busy; });
    });
    window.resize(1440, 900);
    window.show();
    window.activateWindow();
    (void)QTest::qWaitForWindowActive(&window, patience);
}

// Ways in

bool Story::openSample()
{
    for (StartCard *card : window.findChildren<StartCard *>())
        if (card->text() == "Open the sample blog"_L1)
            click(card);
    return soon([this] { return window.session() && modelShown() == "Post"_L1 && settles(); });
}

bool Story::open(const QString &file)
{
    prompts.file = file;
    press(QKeySequence::Open);
    return soon([this, &file] { return window.session() && this->file() == file && settles(); });
}

bool Story::openShared(const QString &name)
{
    const QString source = QStringLiteral(RELATA_SHARED_DIR) % u"/data/db/"_s % name;
    if (!QFile::exists(source)) {
        qInfo("%s did not run: there is no %s in the shared data", QTest::currentTestFunction(), qPrintable(name));
        return false;
    }
    const QString copy = folder.filePath(name);
    return QFile::copy(source, copy) && QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner) && open(copy);
}

QString Story::file() const { return window.session() ? window.session()->url().path : QString(); }

bool Story::settles() const
{
    // The browser tells only when asked, and asking changes nothing.
    return !m_busy && const_cast<MainWindow &>(window).browser().isSettled();
}

// The hand

QWidget *Story::keyboardOwner()
{
    // Without a window manager nothing activates the window again that a dialog or a menu stood before.
    if (!QApplication::activeWindow() || !QApplication::activeWindow()->isVisible()) {
        QWidget *next = QApplication::activeModalWidget() ? QApplication::activeModalWidget() : &window;
        next->activateWindow();
        (void)soon([next] { return QApplication::activeWindow() == next; });
    }
    QWidget *focused = QApplication::focusWidget();
    return focused ? focused : QApplication::activeWindow();
}

void Story::press(const QKeySequence &keys)
{
    for (int i = 0; i < keys.count(); ++i)
        press(keys[static_cast<uint>(i)].key(), keys[static_cast<uint>(i)].keyboardModifiers());
}

void Story::press(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(keyboardOwner(), key, modifiers); }

void Story::type(const QString &text)
{
    // The first key may open an editor, which gets the others.
    for (const QChar &key : text)
        QTest::keyClicks(keyboardOwner(), key);
}

void Story::click(QWidget *widget, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(widget, Qt::LeftButton, modifiers);
}

// Models

QListView *Story::models() const { return named<QListView>("modelList"); }

namespace {

QModelIndex rowOfModel(const QListView *list, const QString &name)
{
    for (int row = 0; row < list->model()->rowCount(); ++row)
        if (const QModelIndex index = list->model()->index(row, 0); index.data().toString() == name)
            return index;
    return {};
}

} // namespace

bool Story::chooseModel(const QString &name)
{
    const QModelIndex index = rowOfModel(models(), name);
    models()->scrollTo(index);
    QTest::mouseClick(models()->viewport(), Qt::LeftButton, {}, models()->visualRect(index).center());
    return soon([this, &name] { return modelShown() == name && settles(); });
}

qint64 Story::countOf(const QString &model) const { return rowOfModel(models(), model).data(CountRole).toLongLong(); }

QString Story::modelShown() const { return named<QLabel>("instanceTitle")->text(); }

// Table

QTableView *Story::table() const { return named<QTableView>("instanceTable"); }

QString Story::countWords() const { return named<QLabel>("instanceCount")->text(); }

int Story::column(const QString &header) const
{
    const QAbstractItemModel *model = table()->model();
    for (int column = 0; column < model->columnCount(); ++column)
        if (model->headerData(column, Qt::Horizontal).toString() == header)
            return column;
    return -1;
}

QModelIndex Story::cell(int row, const QString &header) const { return table()->model()->index(row, column(header)); }

QString Story::shown(int row, const QString &header) const { return cell(row, header).data().toString(); }

QStringList Story::shown(const QString &header) const
{
    QStringList all;
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        all.append(shown(row, header));
    return all;
}

int Story::row(const QString &header, const QString &text) const
{
    return static_cast<int>(shown(header).indexOf(text));
}

void Story::clickHeader(const QString &header) const
{
    QHeaderView *view = table()->horizontalHeader();
    const int section = column(header);
    table()->scrollTo(cell(0, header));
    const int x = view->sectionViewportPosition(section) + view->sectionSize(section) / 2;
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(x, view->height() / 2));
}

void Story::clickCell(const QModelIndex &cell) const
{
    table()->scrollTo(cell);
    const QRect box = table()->visualRect(cell);
    // Its trailing half: a chip begins at the leading edge.
    QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, QPoint(box.right() - 6, box.center().y()));
}

bool Story::choose(const QString &header, const QString &text) const
{
    if (!soon([&] { return row(header, text) >= 0; }))
        return false;
    clickCell(cell(row(header, text), header));
    return soon([&] { return table()->currentIndex().row() == row(header, text) && settles(); });
}

QString Story::current() const
{
    const auto now = const_cast<MainWindow &>(window).browser().instances->current();
    return now ? now->label : QString();
}

FieldEditor *Story::cellEditor() const
{
    for (FieldEditor *editor : table()->viewport()->findChildren<FieldEditor *>())
        if (editor->isVisible())
            return editor;
    return nullptr;
}

} // namespace relata
