#pragma once

#include "sql/columnshapes.h"
#include "sql/ddlnames.h"

#include <QStringList>

#include <vector>

namespace relata {

/// A schema in the words of a dialect. Within the room; the schema and the dialect outlive it.
struct DdlWords
{
    DdlWords(const Schema &of, const TableDialect &in) : schema(of), dialect(in), names(of, in), shapes(of, in) {}

    const Schema &schema;
    const TableDialect &dialect;
    DdlNames names;
    ColumnShapes shapes;
};

/// What those who make a table and those who change a table say in the same words. Within the room; the words outlive
/// it, and so do the names.
class TableParts
{
public:
    using Columns = std::vector<FieldId>;

    /// With `keyNames`, keys get names of it where the dialect names them.
    TableParts(const DdlWords &words, ModelId model, NameAllotter *keyNames = nullptr);

    [[nodiscard]] QString table(const QString &name) const;
    [[nodiscard]] QString columnLine(FieldId field) const;
    /// The constraint. `inCycle`: the way goes on from the parent to this table.
    [[nodiscard]] QString foreignKey(ReferenceId reference, bool inCycle) const;
    [[nodiscard]] QString createIndex(const Index &index, const QString &name) const;
    /// What the field is for; of a column that holds a key, what the schema says of the relationship's end there.
    [[nodiscard]] QString columnDescription(FieldId field) const;
    /// What the model or the field is for, as far as the dialect can say it.
    [[nodiscard]] QString tableComment() const;
    [[nodiscard]] QString columnComment(FieldId field) const;

    [[nodiscard]] static bool isColumn(const Field &field) { return field.origin != FieldOrigin::Rowid; }
    /// " ON DELETE SET NULL"; empty where what refers stands in the way at the end of the statement.
    [[nodiscard]] static QString action(const Schema &schema, ReferenceId reference);

private:
    [[nodiscard]] QString names(ModelId model, const Columns &columns) const;
    [[nodiscard]] QString keyName(const Columns &columns, const QString &ending) const;
    /// The pairs of columns, in the order of a key of the parent where the dialect wants that.
    [[nodiscard]] std::pair<Columns, Columns> pairs(const Reference &reference) const;

    const DdlWords &m_words;
    const Schema &m_schema;
    const TableDialect &m_dialect;
    ModelId m_id;
    const Model &m_model;
    NameAllotter *m_keyNames;
};

} // namespace relata
