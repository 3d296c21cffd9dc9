#pragma once

#include "gui/rawdatabase.h"
#include "gui/readyprompts.h"
#include "views/mainwindow.h"

#include <QAbstractButton>
#include <QModelIndex>
#include <QTemporaryDir>
#include <QTest>

class QDialog;
class QLineEdit;
class QListView;
class QTableView;
class QTreeView;

namespace relata {

class FieldEditor;
class LinkField;

/// How long a story waits for what must come, in ms: a busy machine is no fault.
inline constexpr int patience = 30'000;

// What stands here stands soon.
#define SOON(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, relata::patience)
#define SOON_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, relata::patience)

/// The real window over a real database, with a hand on mouse and keyboard and an eye on what it shows. It finds
/// things by the names that a person or a screen reader would use. GUI thread; one a test.
class Story
{
public:
    /// The window is shown and active, on its start page.
    Story();

    // Ways in
    /// By the card of the start page.
    [[nodiscard]] bool openSample();
    /// By Ctrl+O; true when its first model is shown.
    [[nodiscard]] bool open(const QString &file);
    /// A copy of a database of the shared folder, opened; false where it is not there, which is said.
    [[nodiscard]] bool openShared(const QString &name);
    /// The open database's file.
    [[nodiscard]] QString file() const;
    /// Nothing is being read or written, and what is chosen is shown everywhere.
    [[nodiscard]] bool settles() const;

    // The hand
    /// Keys go to whatever has the keyboard, as the window system would send them.
    void press(const QKeySequence &keys);
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const QString &text);
    static void click(QWidget *widget, Qt::KeyboardModifiers modifiers = Qt::NoModifier);

    // Models
    [[nodiscard]] QListView *models() const;
    /// Clicks a model; true when its instances are shown.
    [[nodiscard]] bool chooseModel(const QString &name);
    /// As it stands beside the model; -1 while counting.
    [[nodiscard]] qint64 countOf(const QString &model) const;
    [[nodiscard]] QString modelShown() const;

    // Table
    [[nodiscard]] QTableView *table() const;
    [[nodiscard]] QString countWords() const;
    [[nodiscard]] int column(const QString &header) const;
    /// The first row that shows this text in a column; -1: none.
    [[nodiscard]] int row(const QString &header, const QString &text) const;
    [[nodiscard]] QModelIndex cell(int row, const QString &header) const;
    [[nodiscard]] QString shown(int row, const QString &header) const;
    /// All rows of a column, top down.
    [[nodiscard]] QStringList shown(const QString &header) const;
    void clickHeader(const QString &header) const;
    void clickCell(const QModelIndex &cell) const;
    /// Clicks the cell that shows this text; true when form and tree show its instance.
    [[nodiscard]] bool choose(const QString &header, const QString &text) const;
    /// The label of the current instance.
    [[nodiscard]] QString current() const;
    /// The editor that stands open in the table.
    [[nodiscard]] FieldEditor *cellEditor() const;

    // Form
    [[nodiscard]] FieldEditor *field(const QString &name) const;
    [[nodiscard]] LinkField *link(const QString &name) const;
    [[nodiscard]] QString formText(const QString &name) const;
    /// Clicks into a field and types over what stands there.
    void enter(const QString &name, const QString &text);
    [[nodiscard]] QStringList chips(const QString &end) const;
    /// Clicks the button of an end that opens the picker; as pickerOpens().
    [[nodiscard]] bool openPicker(const QString &end);
    [[nodiscard]] QString formWords() const;
    /// Why a field was refused, as it stands below it.
    [[nodiscard]] QString problem(const QString &name) const;

    // Tree
    [[nodiscard]] QTreeView *tree() const;
    /// The row at the end of these labels; invalid where there is none.
    [[nodiscard]] QModelIndex branch(const QStringList &labels) const;
    /// The labels below a row.
    [[nodiscard]] QStringList below(const QStringList &labels) const;
    void clickBranch(const QStringList &labels) const;

    // Dialogs and messages
    [[nodiscard]] QDialog *dialog(const QString &name) const;
    [[nodiscard]] QDialog *picker() const;
    /// True when the picker has the keyboard and its candidates.
    [[nodiscard]] bool pickerOpens() const;
    /// The picker's candidates are these, and it searches no more.
    [[nodiscard]] bool pickerFinds(const QStringList &labels) const;
    [[nodiscard]] static QAbstractButton *button(const QWidget *in, const QString &text);
    /// A label that can be seen holds these words.
    [[nodiscard]] static bool says(const QWidget *in, const QString &words);
    /// The newest line of the changes.
    [[nodiscard]] QString newest() const;
    [[nodiscard]] QString message() const;

    QTemporaryDir folder;
    ReadyPrompts prompts;
    MainWindow window;

private:
    [[nodiscard]] bool isPickerSearching() const;
    [[nodiscard]] QStringList candidates() const;
    template<typename T>
    [[nodiscard]] T *named(const char *name) const
    {
        return window.findChild<T *>(QLatin1StringView(name));
    }
    [[nodiscard]] QWidget *keyboardOwner();

    bool m_busy = false;
};

} // namespace relata
