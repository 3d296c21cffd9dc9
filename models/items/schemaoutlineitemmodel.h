#pragma once

#include "schema/schema.h"

#include <QAbstractItemModel>

#include <optional>
#include <unordered_map>
#include <vector>

namespace relata {

/// A schema in words: models, below each its fields, then its relationships as sentences. What a diagram shows to the
/// eye, it says to everyone. ModelRole everywhere, FieldRole and EndRole where they apply, CountRole, JoinRole. Keeps a
/// copy of the schema. GUI thread.
class SchemaOutlineItemModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    using QAbstractItemModel::QAbstractItemModel;

    void setSchema(const Schema &schema);
    void setCount(ModelId model, qint64 count);
    [[nodiscard]] const Schema &schema() const { return m_schema; }

    [[nodiscard]] QModelIndex indexOf(ModelId model) const;
    /// Of the relationship's row below its source.
    [[nodiscard]] QModelIndex indexOf(RelationshipId relationship) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    /// A model's rows: what it shows of its fields, then its ends.
    struct Branch
    {
        ModelId model;
        std::vector<FieldId> fields;
        std::vector<EndId> ends;
    };

    [[nodiscard]] QVariant modelData(const Branch &branch, int role) const;
    [[nodiscard]] QVariant fieldData(const Branch &branch, FieldId field, int role) const;
    [[nodiscard]] QVariant endData(const Branch &branch, EndId end, int role) const;

    Schema m_schema;
    std::vector<Branch> m_branches; ///< by name
    std::unordered_map<int, int> m_rows; ///< branch by model
    std::unordered_map<int, qint64> m_counts; ///< by model
};

} // namespace relata
