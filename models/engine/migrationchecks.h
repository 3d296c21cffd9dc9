#pragma once

#include "data/migration.h"
#include "engine/reader.h"
#include "sql/migrationsql.h"

#include <vector>

namespace relata {

/// Looks at the rows of the database before: what stands in a migration's way, and what it would lose. Reads only;
/// each question counts all and shows the first of them. Fills `problems` and the steps' risks.
class MigrationChecks
{
public:
    /// `sql` looks links up in place.
    MigrationChecks(Connection &connection, const Schema &from, const Schema &to, const Origins &origins,
                    const MigrationSql &sql, MigrationPlan &plan);

    Done run();

    /// The rows that a remedy would delete: a condition on alias o of the model's table.
    struct Deletion
    {
        ModelId before;
        QString condition;
    };
    [[nodiscard]] const std::vector<Deletion> &deletions() const { return m_deletions; }

private:
    struct Question
    {
        QString id;
        MigrationProblem::Kind kind = MigrationProblem::Kind::NullInRequired;
        std::size_t step = 0;
        ModelId before;
        FieldId field; ///< before
        QString condition; ///< on alias o
        QString shown; ///< expression for the examples' value; empty: none
        QString deleted; ///< condition for the rows that "delete these" means; empty: `condition`
        std::vector<Remedy::Kind> offered;
        QString words; ///< "%1 of %2 instances of Book have no price."
        bool mayDelete = true;
        bool replacesValues = false; ///< a chosen value or emptiness takes the place of one that is lost
    };

    Done ask(const Question &question);
    Done checkFields(ModelId after);
    Done checkConversion(ModelId after, FieldId field);
    Done checkEmpty(ModelId after, FieldId field);
    Done checkUnique(ModelId after);
    Done checkReferences(ModelId after);
    Done checkLinks(ReferenceId after);
    Done checkLinkSide(ReferenceId after, QChar side);
    Done countLosses();
    Done countFieldLoss(std::size_t step);
    Done countModelLoss(std::size_t step);
    Done countLinkLoss(std::size_t step);
    Done countMovedLoss(std::size_t step);
    [[nodiscard]] Result<qint64> count(const QString &select);
    [[nodiscard]] Result<qint64> total(ModelId before);
    void lose(std::size_t step, qint64 instances, qint64 values, const QString &name);
    [[nodiscard]] QString notEmpty(ModelId before, const std::vector<FieldId> &fields) const;

    [[nodiscard]] std::size_t stepOf(ModelId after, std::optional<FieldId> field,
                                     std::initializer_list<Difference::Kind> kinds) const;
    [[nodiscard]] std::size_t stepOf(RelationshipId after) const;
    [[nodiscard]] bool isKeptModel(ModelId before) const;

    Connection &m_connection;
    Reader m_reader;
    const Schema &m_from;
    const Schema &m_to;
    const Origins &m_origins;
    const MigrationSql &m_sql;
    MigrationPlan &m_plan;
    std::map<ModelId, qint64> m_totals;
    std::vector<Deletion> m_deletions;
};

} // namespace relata
