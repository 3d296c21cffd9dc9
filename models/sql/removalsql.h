#pragma once

#include "schema/schema.h"
#include "sql/dialect.h"
#include "sql/statement.h"

#include <vector>

/// Deletes of many rows with what hangs on them, set by set: the keys of the rows are gathered in temporary tables, so
/// nothing is kept in memory, however many they are. Pure; any thread.
///
/// relata_gone: rows that go, by model, with the number of the cause for which each was first reached.
/// relata_left: rows that refer to one of them without going for that: they are cleared, or they stand in the way.
namespace relata {

class RemovalSql
{
public:
    explicit RemovalSql(const Schema &schema) : m_schema(schema) {}

    /// The temporary tables, and what removes them and the views again. The latter may run at any time.
    [[nodiscard]] std::vector<QString> tables() const;
    [[nodiscard]] std::vector<QString> cleanup() const;

    /// Its rows can be told apart, so that they can be gathered.
    [[nodiscard]] bool isKeyed(ModelId model) const { return m_schema.model(model).isWritable(); }

    /// A view of a model's rows as they are without those that go: what is cleared is null in it, or its default.
    [[nodiscard]] QString view(ModelId model) const;
    [[nodiscard]] static QString viewName(ModelId model) { return u"relata_rest_" + QString::number(model.value()); }

    /// INSERT of the rows of `from` (a table or view of the model) for which the condition on alias o holds.
    [[nodiscard]] Statement gather(ModelId model, const QString &from, const QString &condition, qint64 cause) const;
    /// INSERT of the rows that refer to rows that go, gathered after the first number and up to the second: into those
    /// that go too, or those that are left. Rows that go already are not left.
    enum class Into { Gone, Left };
    [[nodiscard]] Statement follow(ReferenceId reference, Into into, qint64 after, qint64 upTo) const;
    /// The number of the row that was gathered last.
    [[nodiscard]] Statement last() const;

    /// How many rows go, by cause and model: (cause, model, count).
    [[nodiscard]] Statement countGone() const;
    /// How many rows are left, by cause and reference: (cause, reference, count).
    [[nodiscard]] Statement countLeft() const;
    /// Whether rows cleared to the default of a reference find an instance that stays: one number.
    [[nodiscard]] Statement defaultLeads(ReferenceId reference) const;
    /// How many rows of a model are cleared, each once.
    [[nodiscard]] Statement countCleared(ModelId model, const std::vector<ReferenceId> &references) const;

    /// Empties the references of all rows of a model that are left; `now` for the time of the last change.
    [[nodiscard]] Statement clear(ModelId model, const std::vector<ReferenceId> &references, const QString &now) const;
    [[nodiscard]] Statement remove(ModelId model) const;

private:
    [[nodiscard]] QString table(ModelId model) const;
    [[nodiscard]] QString column(ModelId model, FieldId field, const QString &alias) const;
    [[nodiscard]] QStringList keyValues(ModelId model, const QString &alias) const;
    [[nodiscard]] QStringList keyNames(ModelId model) const;
    [[nodiscard]] QString isThere(const QString &table, const QString &number, int value, ModelId model,
                                  const QString &alias) const;
    [[nodiscard]] QString isGone(ModelId model, const QString &alias) const;
    [[nodiscard]] QString isLeft(ReferenceId reference, const QString &alias) const;
    [[nodiscard]] QString emptied(ReferenceId reference, FieldId column) const;

    const Schema &m_schema;
    const Dialect &m_dialect = Dialect::sqlite();
};

} // namespace relata
