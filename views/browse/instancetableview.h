#pragma once

#include "data/query.h"
#include "data/rowwindow.h"
#include "items/roles.h"
#include "items/rowreader.h"
#include "views/parts/fieldeditor.h"

#include <QTableView>

#include <functional>

namespace relata {

class CellDelegate;
class FormDrafts;
class InstanceTableItemModel;
class RowCopy;

/// The table of instances: keys, clicks on chips, editing in place, the gutter with its signs. Text that was typed into
/// a cell and does not fit, or whose row goes away, is never thrown away: draftLeft() hands it on. GUI thread; the item
/// model must outlive it.
class InstanceTableView final : public QTableView
{
    Q_OBJECT

public:
    explicit InstanceTableView(InstanceTableItemModel &model, QWidget *parent = nullptr);

    void setDrafts(const FormDrafts *drafts);
    [[nodiscard]] std::optional<InstanceRef> instanceAt(const QModelIndex &index) const;
    /// Follows the link of a cell; false where it has none.
    bool follow(const QModelIndex &index);
    /// Asks for the card of a cell's first linked instance; false where it has none.
    bool previewLink(const QModelIndex &index);
    /// Opens the picker of an end's cell or the editor of a field's.
    void editCell(const QModelIndex &index);
    /// Empties a cell that may be empty: null, or the link removed.
    void setNull(const QModelIndex &index);
    enum class Headers { No, Yes };
    /// The selected rows (visible columns, values whole) as tab separated values, to the clipboard, as soon as they are
    /// read.
    void copy(Headers headers);
    /// Which rows are selected, in row order; the current one where none is.
    [[nodiscard]] std::vector<RowRange> selectedRanges() const;
    /// Shows the order of the rows in the header.
    void showSort(const std::vector<Sort> &sort);
    void tellVisibleRows();
    /// The first visible column, which a row's cursor starts in.
    [[nodiscard]] int firstColumn() const;

    void setModel(QAbstractItemModel *model) override;
    void reset() override;

Q_SIGNALS:
    void followRequested(const relata::InstanceRef &instance);
    void branchRequested(const relata::InstanceRef &of, relata::EndId end);
    void pickRequested(const relata::InstanceRef &of, relata::EndId end);
    /// A look at the instance behind a chip, which stands there (global coordinates).
    void cardRequested(const relata::InstanceRef &instance, const QRect &beside);
    void openRequested();
    void deleteRequested();
    void filterRequested();
    /// A header was clicked: ascending, descending, then the rows' own order (empty).
    void sortRequested(const std::vector<relata::Sort> &sort);
    void columnsRequested(QPoint at);
    /// Typed and not saved; `problem` may be empty.
    void draftLeft(const relata::InstanceRef &instance, relata::FieldId field, const relata::Typed &typed,
                   const relata::Value &base, const QString &problem);
    void failed(const relata::Error &error);
    void visibleRowsChanged();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;
    void commitData(QWidget *editor) override;
    void closeEditor(QWidget *editor, QAbstractItemDelegate::EndEditHint hint) override;
    bool edit(const QModelIndex &index, EditTrigger trigger, QEvent *event) override;

private:
    void carry(FieldEditor *editor);
    void carryOpen(const std::function<bool(const QModelIndex &)> &which);
    void onSectionClicked(int section);
    void onRefused(const QModelIndex &index, const Error &error);
    void sayReadOnly(const QModelIndex &index);
    [[nodiscard]] std::vector<int> visibleColumns() const;
    [[nodiscard]] std::vector<Sort> sortBy(int section, SortOrder order) const;

    /// The cell whose editor is open, by what it is: rows move and go.
    struct OpenCell
    {
        QPointer<FieldEditor> editor;
        QPersistentModelIndex index;
        InstanceRef instance;
        FieldId field;
    };
    /// What was submitted last: where the database refuses it, the text comes back as a draft.
    struct Submitted
    {
        InstanceRef instance;
        FieldId field;
        Typed typed;
        Value base;
    };

    InstanceTableItemModel &m_items;
    CellDelegate *m_delegate;
    OpenCell m_open;
    std::vector<Submitted> m_submitted;
    std::vector<Sort> m_sort;
    QPersistentModelIndex m_pressedChip;
    QPointer<RowCopy> m_copy; ///< on its way
};

} // namespace relata
