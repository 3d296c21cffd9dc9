#pragma once

#include "views/browse/place.h"

#include <QWidget>

#include <memory>

class QMenu;

namespace relata {

class InstanceTableItemModel;
class Session;

/// The table of a model's instances with its head: title, count in words, quick filter, the chip of the relationship
/// that was followed, columns button. Turns gestures into signals and intents. GUI thread; owns its item model.
class InstancePane final : public QWidget
{
    Q_OBJECT

public:
    explicit InstancePane(QWidget *parent = nullptr);
    ~InstancePane() override;

    /// Null: empty. Call with null before the session goes.
    void setSession(Session *session);
    /// Goes to a place; an instance that is named there becomes current and visible as soon as it is found.
    void show(const Place &place);
    [[nodiscard]] Place place() const;

    [[nodiscard]] InstanceTableItemModel &itemModel();
    /// The current row's instance; nothing while there is none.
    [[nodiscard]] std::optional<InstanceRef> current() const;
    /// An instance is current, or rows are selected.
    [[nodiscard]] bool hasSelection() const;
    /// Keys of the selected rows, or of the current one, in row order: at once where all of them are held, else when
    /// they have been read. Errors: `conflict` where the rows changed meanwhile.
    void readSelectedKeys(std::function<void(const Result<std::vector<Key>> &)> done);
    void focusFilter();
    void focusTable();
    /// The selection as tab separated values with a header line, to the clipboard.
    void copySelection();
    /// Previous (-1) or next (+1) row.
    void step(int by);
    /// Opens the editor of the current cell, or the picker of an end.
    void editCurrent();
    /// The columns menu, for the menu bar; owned here.
    [[nodiscard]] QMenu *columnsMenu() const;
    /// Which field stands for an instance of the shown model; owned here.
    [[nodiscard]] QMenu *labelMenu() const;
    /// The instance has another label now; its key says which it is.
    void rename(const InstanceRef &instance);

Q_SIGNALS:
    /// The current instance, its model or its label changed (also to nothing).
    void currentChanged();
    void selectionChanged();
    /// The chip's arrow, Ctrl+click, Ctrl+Return: go to that instance.
    void followRequested(const relata::InstanceRef &instance);
    /// Go to all instances behind an end of this instance.
    void branchRequested(const relata::InstanceRef &of, relata::EndId end);
    /// An end's cell is to be edited: open the picker.
    void pickRequested(const relata::InstanceRef &of, relata::EndId end);
    void newRequested();
    void deleteRequested();
    /// "Open in form": the form is to take the keyboard.
    void openRequested();
    /// The person changed the filter, the sort or removed the relationship's chip here: place() is another now.
    void placeChanged();
    void failed(const relata::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
