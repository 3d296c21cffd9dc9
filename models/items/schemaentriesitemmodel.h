#pragma once

#include "items/syncedrows.h"
#include "schema/schemaedit.h"

#include <QAbstractListModel>

namespace relata {

/// A thing of a schema that a person can choose in the editor: a model, an enum, a non-model type.
struct SchemaEntry
{
    enum class Kind { Model, Join, Enum, Type };

    Kind kind = Kind::Model;
    ModelId model; ///< of models and join models
    QString name;
    qint64 count = -1; ///< of rows now, of values, of fields; -1: not known, or new
    int changes = 0;
    friend bool operator==(const SchemaEntry &, const SchemaEntry &) = default;
};

/// All of a draft's: models, then join models, then enums, then non-model types, each group in the draft's order.
/// Display: the name. EntryKindRole, CountRole; DetailsRole: what stands at the far edge ("2 changes", "3,503").
/// Qt::AccessibleTextRole: "Post, 3,503 instances, 2 changes". GUI thread.
class SchemaEntriesItemModel final : public SyncedRows<SchemaEntry, QAbstractListModel>
{
    Q_OBJECT

public:
    using SyncedRows::SyncedRows;

    enum Role { EntryKindRole = Qt::UserRole + 200 };

    /// `counts`: of rows, by model of the schema before; `changes`: by model of the draft.
    void show(const SchemaDraft &draft, const std::vector<qint64> &counts, const std::vector<int> &changes);
    [[nodiscard]] int rowOf(ModelId model) const; ///< -1: not there
    [[nodiscard]] int rowOfType(const QString &name) const; ///< of an enum or a non-model type

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
};

} // namespace relata
