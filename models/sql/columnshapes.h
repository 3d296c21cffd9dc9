#pragma once

#include "sql/tabledialect.h"

#include <vector>

namespace relata {

/// What each column of a schema holds in a dialect's database: columns that refer to each other are of one type, and
/// texts in keys have a length with which all of their keys are small enough. Within the room.
class ColumnShapes
{
public:
    ColumnShapes(const Schema &schema, const TableDialect &dialect);

    [[nodiscard]] const ColumnShape &of(ModelId model, FieldId field) const;
    /// How much of a column goes into an index that is not unique: characters or bytes from its beginning; 0: all.
    [[nodiscard]] int indexedLength(ModelId model, const std::vector<FieldId> &index, FieldId field) const;
    [[nodiscard]] const QStringList &notices() const { return m_notices; }

private:
    using Column = std::size_t; ///< a position among the columns of all models
    using Columns = std::vector<Column>;

    [[nodiscard]] Column column(ModelId model, FieldId field) const { return m_first[model.index()] + field.index(); }
    [[nodiscard]] Columns columns(ModelId model, const std::vector<FieldId> &fields) const;
    [[nodiscard]] Column groupOf(Column column);
    void takeOwnTypes();
    void groupReferences();
    void alignTypes();
    void countUp();
    void measureTexts();
    void noteLengths();
    [[nodiscard]] std::vector<Columns> keysOf(ModelId model) const;

    const Schema &m_schema;
    const TableDialect &m_dialect;
    std::vector<std::size_t> m_first; ///< column of each model
    std::vector<ColumnShape> m_shapes; ///< empty: the dialect asks for none
    std::vector<Column> m_group; ///< towards the column that stands for all that refer to each other
    QStringList m_notices;
};

} // namespace relata
