#pragma once

#include "items/roles.h"
#include "session/session.h"

#include <QAbstractTableModel>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace relata {

class WindowCache;

/// The instances of one query as a table: a row an instance, a column a field or an end. GUI thread.
/// Holds a bounded window of pages; rows outside are placeholders (LoadingRole) until their page arrives. Kept in step
/// with the change feed by exact row and cell signals; modelReset means a new query and nothing else.
/// setData() submits an intent and touches nothing: the new value comes back through the feed.
class InstanceTableItemModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// A field (end invalid) or an end (field invalid). A foreign key that is one plain field (existing databases) is
    /// one column, an end.
    struct Column
    {
        FieldId field;
        EndId end;
        friend bool operator==(const Column &, const Column &) = default;
    };

    explicit InstanceTableItemModel(QObject *parent = nullptr);
    ~InstanceTableItemModel() override;

    /// What is shown: model, condition, relatedTo, sort are taken from the query. A null session empties the table.
    /// The session must outlive its use here (call with null before it goes).
    void show(Session *session, const Query &query);
    [[nodiscard]] Session *session() const;
    [[nodiscard]] const Query &query() const;
    /// All columns of a model, in the default order: the display field first, then fields, to-one and to-many ends in
    /// schema order; kept fields (createdAt…) last.
    [[nodiscard]] static std::vector<Column> allColumns(const Schema &schema, ModelId model);
    [[nodiscard]] const std::vector<Column> &columns() const;

    /// The instance's key, or nothing while the row is being fetched.
    [[nodiscard]] std::optional<Key> keyAt(int row) const;
    /// As keyAt(), but asks for nothing.
    [[nodiscard]] std::optional<Key> heldKeyAt(int row) const;
    /// The whole row as fetched (values cut at Query::cutAt), or null while loading. Valid until the next event.
    [[nodiscard]] const Row *rowAt(int row) const;
    /// The row of an instance if it is in a page that is held; for others ask locate().
    [[nodiscard]] std::optional<int> rowOf(const Key &key) const;
    /// Finds the row of an instance by asking the database; nothing where it is not in the query.
    void locate(const Key &key, QObject *context, std::function<void(std::optional<int> row)> found);
    /// Rows that should be held: what the view shows. Pages far away are dropped. Call it whenever the view scrolls: it
    /// is also what stays held, and is read anew, when something changes.
    void setVisibleRows(int first, int last);

    /// How many instances match; nothing until counted.
    [[nodiscard]] std::optional<qint64> total() const;
    /// How many the model has at all (for "12 of 3,503"); nothing until counted.
    [[nodiscard]] std::optional<qint64> totalOfModel() const;
    /// Re-reads everything that is held (F5, change elsewhere); selection and place stay.
    void refresh();
    /// The row was looked at: ChangedElsewhereRole of its cells ends. setData(index, false, ChangedElsewhereRole) does
    /// it too.
    void visited(int row);
    /// Who knows whether a cell has text that is not saved: a screen reader is told so (AccessibleDescriptionRole, with
    /// "changed elsewhere", "invalid: …", "missing target" and "read only").
    void setEdited(std::function<bool(const QModelIndex &)> isEdited);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// Qt::EditRole with a relata::Value, or a QString that is parsed by the field's type. Answers false where the text
    /// does not fit the type: `refused` says why. Answers true when the intent was submitted.
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// By a field's column, or a to-one end's (its key).
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void totalChanged();
    /// An edit was refused, here or by the database; the cell shows its old value.
    void refused(const QModelIndex &index, const relata::Error &error);
    /// A read failed.
    void failed(const relata::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
