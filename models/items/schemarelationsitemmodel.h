#pragma once

#include "items/syncedrows.h"
#include "schema/schemaedit.h"

#include <QAbstractListModel>

namespace relata {

/// A relationship as one model sees it, in sentences.
struct SchemaRelationRow
{
    RelationshipId relationship;
    int end = -1; ///< EndId of the near end in the draft's schema
    QString sentence; ///< "Each Post has many Tags, called tags; each Tag has many Posts, called posts."
    QString rule; ///< "When the Post is deleted, …"
    QString change; ///< in words; empty: nothing was changed
    friend bool operator==(const SchemaRelationRow &, const SchemaRelationRow &) = default;
};

/// The relationships of one model in a draft, or all of them. Display: the sentence; DetailsRole: rule and change;
/// EndRole: the near end. GUI thread.
class SchemaRelationsItemModel final : public SyncedRows<SchemaRelationRow, QAbstractListModel>
{
    Q_OBJECT

public:
    using SyncedRows::SyncedRows;

    void show(const SchemaDraft &draft, const Schema &base, ModelId model);
    void clear();
    [[nodiscard]] int rowOf(RelationshipId relationship) const; ///< -1: not there

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

    /// "Each Post has one Author, called author; each Author has at most one Post."
    [[nodiscard]] static QString sentence(const Schema &schema, RelationshipId relationship, ModelId near);
    /// "When an Author is deleted, author is cleared and the Post stays."
    [[nodiscard]] static QString ruleSentence(const Schema &schema, RelationshipId relationship);

private:
    QString m_shown;
};

} // namespace relata
