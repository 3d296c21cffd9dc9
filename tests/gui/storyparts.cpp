// What a story sees of form, tree, dialogs and messages.
#include "gui/story.h"

#include "views/browse/chipbutton.h"
#include "views/browse/instanceform.h"
#include "views/browse/linkfield.h"
#include "views/parts/fieldeditor.h"
#include "views/parts/messagestrip.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QListView>
#include <QToolButton>
#include <QTreeView>

namespace relata {

using namespace Qt::StringLiterals;

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
    return QTest::qWaitFor(
        [this] {
            QWidget *focused = QApplication::focusWidget();
            return focused && picker() && picker()->isAncestorOf(focused) && !isPickerSearching();
        },
        patience);
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
