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
    // Without a window manager nothing activates the window again that a dialog stood before.
    if (!QApplication::activeWindow()) {
        window.activateWindow();
        (void)QTest::qWaitForWindowActive(&window, patience);
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

// Form

FieldEditor *Story::field(const QString &name) const
{
    for (FieldEditor *editor : named<InstanceForm>("instanceForm")->findChildren<FieldEditor *>())
        if (editor->field().name == name && !editor->isHidden() && editor->isVisible())
            return editor;
    return nullptr;
}

LinkField *Story::link(const QString &name) const
{
    for (LinkField *field : named<InstanceForm>("instanceForm")->findChildren<LinkField *>())
        if (field->accessibleName() == name && field->isVisible())
            return field;
    return nullptr;
}

QString Story::formText(const QString &name) const
{
    const FieldEditor *editor = field(name);
    if (!editor)
        return u"(no such field)"_s;
    return editor->isNull() ? u"null"_s : editor->typed().text;
}

void Story::enter(const QString &name, const QString &text)
{
    click(field(name)->input());
    press(QKeySequence::SelectAll);
    if (text.isEmpty())
        press(Qt::Key_Backspace);
    type(text);
}

QStringList Story::chips(const QString &end) const
{
    QStringList labels;
    if (const LinkField *field = link(end))
        for (const ChipButton *chip : field->findChildren<ChipButton *>())
            if (chip->isVisible() && !chip->accessibleName().isEmpty())
                labels.append(chip->text());
    return labels;
}

bool Story::openPicker(const QString &end)
{
    for (QToolButton *button : link(end)->findChildren<QToolButton *>())
        if (button->isVisible() && (button->text().startsWith("Choose"_L1) || button->text().startsWith("Link"_L1)))
            click(button);
    return pickerOpens();
}

QString Story::formWords() const { return named<QLabel>("formWords")->text(); }

QString Story::problem(const QString &name) const
{
    const FieldEditor *editor = field(name);
    return editor && says(editor, editor->problem()) ? editor->problem() : QString();
}

// Tree

QTreeView *Story::tree() const { return named<QTreeView>("relationTree"); }

QModelIndex Story::branch(const QStringList &labels) const
{
    const QAbstractItemModel *model = tree()->model();
    QModelIndex at;
    for (const QString &label : labels) {
        QModelIndex found;
        for (int row = 0; row < model->rowCount(at) && !found.isValid(); ++row)
            if (const QModelIndex child = model->index(row, 0, at); child.data().toString() == label)
                found = child;
        if (!found.isValid())
            return {};
        at = found;
    }
    return at;
}

QStringList Story::below(const QStringList &labels) const
{
    const QModelIndex at = branch(labels);
    QStringList all;
    if (!labels.isEmpty() && !at.isValid())
        return {u"(no such branch)"_s};
    for (int row = 0; row < tree()->model()->rowCount(at); ++row)
        all.append(tree()->model()->index(row, 0, at).data().toString());
    return all;
}

void Story::clickBranch(const QStringList &labels) const
{
    const QModelIndex index = branch(labels);
    tree()->scrollTo(index);
    QTest::mouseClick(tree()->viewport(), Qt::LeftButton, {}, tree()->visualRect(index).center());
}

// Dialogs and messages

QDialog *Story::dialog(const QString &name) const
{
    for (QDialog *dialog : window.findChildren<QDialog *>(name))
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

QDialog *Story::picker() const { return dialog(u"instancePicker"_s); }

bool Story::pickerOpens() const
{
    return soon([this] {
        QWidget *focused = QApplication::focusWidget();
        return focused && picker() && picker()->isAncestorOf(focused) && !isPickerSearching();
    });
}

bool Story::isPickerSearching() const { return says(picker(), u"Searching…"_s); }

bool Story::pickerFinds(const QStringList &labels) const
{
    return picker() && !isPickerSearching() && candidates() == labels;
}

QStringList Story::candidates() const
{
    QStringList labels;
    const auto *list = picker()->findChild<QListView *>(u"pickerList"_s);
    for (int row = 0; row < list->model()->rowCount(); ++row)
        labels.append(list->model()->index(row, 0).data().toString());
    return labels;
}

QAbstractButton *Story::button(const QWidget *in, const QString &text)
{
    for (QAbstractButton *button : in->findChildren<QAbstractButton *>())
        if (button->isVisible() && button->text() == text)
            return button;
    return nullptr;
}

bool Story::says(const QWidget *in, const QString &words)
{
    for (const QLabel *label : in->findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

QString Story::newest() const
{
    const QAbstractItemModel *model = named<QListView>("changeFeed")->model();
    return model->index(0, 0).data().toString();
}

QString Story::message() const
{
    const auto *strip = named<MessageStrip>("messageStrip");
    return strip->isVisible() ? strip->text() : QString();
}

} // namespace relata
