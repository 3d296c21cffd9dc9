#pragma once

#include "items/syncedrows.h"
#include "schema/schemaedit.h"

#include <QAbstractTableModel>

namespace relata {

/// One field of a model or of a non-model type, as the schema editor shows it.
struct SchemaFieldRow
{
    int position = 0; ///< in the model's or the type's list
    Field field;
    int keyPlace = 0; ///< from 1; 0: not in the key
    bool keyMadeByRelata = false;
    QString fixed; ///< why its values are not for a person to define, as a sentence; empty: they are
    bool isNew = false;
    QString change; ///< what was changed, in words; empty: nothing
    friend bool operator==(const SchemaFieldRow &, const SchemaFieldRow &) = default;
};

/// The visible fields of a model or of a non-model type in a draft. Cells are edited in place: setData() asks by a
/// signal and touches nothing; what became of it comes with the next show(). GUI thread.
///
/// Checks (required, unique, key) are Qt::CheckStateRole; Type is edited as its name, List as ListForm, all else as
/// text. Qt::ToolTipRole of a cell that cannot be edited says why.
class SchemaFieldsItemModel final : public SyncedRows<SchemaFieldRow, QAbstractTableModel>
{
    Q_OBJECT

public:
    enum Column { Name, Type, Required, List, Unique, Key, Default, Change, Description, ColumnCount };
    enum ListForm { OneValue, ListOfAny, ListOfRequired };

    using SyncedRows::SyncedRows;

    void show(const SchemaDraft &draft, const Schema &base, ModelId model);
    void showType(const SchemaDraft &draft, const Schema &base, const QString &type);
    void clear();

    [[nodiscard]] int rowAt(int position) const; ///< -1: not shown
    /// The types that a field may have, as they are called: scalars first, then enums, then non-model types.
    [[nodiscard]] static QStringList typeNames(const Schema &schema);
    [[nodiscard]] static QString typeName(const FieldType &type);
    [[nodiscard]] static QString listText(const FieldType &type);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;

    // Rows are dragged to another place.
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void editWanted(int position, const relata::Field &wanted);
    void keyWanted(int position, bool inKey);
    /// The field is to stand before the one that is in this row now; the row count: after the last one.
    void moveWanted(int position, int beforeRow);

private:
    void accept(const Schema &schema, const QString &what, std::vector<SchemaFieldRow> rows);
    [[nodiscard]] QString spoken(const SchemaFieldRow &row, int column) const;
    [[nodiscard]] QString display(const SchemaFieldRow &row, int column) const;

    QString m_shown; ///< what is shown, to tell a new thing from a new state
    QStringList m_typeNames;
    QStringList m_objectTypes;
};

} // namespace relata
