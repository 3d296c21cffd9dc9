#pragma once

#include "data/migration.h"
#include "engine/migrationremoval.h"
#include "engine/reader.h"
#include "sql/migrationsql.h"

#include <vector>

namespace relata {

/// Looks at the rows of the database before: what stands in a migration's way, and what it would lose. Reads only;
/// each question counts all and shows the first of them. Fills `problems` and the steps' risks.
class MigrationChecks
{
public:
    /// `sql` looks links up in place. With a `removal`, which has been started, it speaks of the views of that, so that
    /// rows that a remedy deletes stand in nobody's way; without one such rows have no remedy.
    MigrationChecks(Connection &connection, const Schema &from, const Schema &to, const Origins &origins,
                    const MigrationSql &sql, MigrationPlan &plan, MigrationRemoval *removal);

    Done run();

    /// The part of the steps' losses that is due to remedies that delete.
    struct Loss
    {
        qint64 instances = 0;
        qint64 values = 0;
    };
    [[nodiscard]] const std::map<std::size_t, Loss> &deleted() const { return m_deleted; }

private:
    /// A remedy that deletes.
    struct Deletion
    {
        MigrationProblem problem;
        QString refusal;
    };
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
    Done addExamples(const Question &question, const QString &from, MigrationProblem &problem);
    Done deleteInstances(const Question &question, MigrationProblem problem);
    Done checkAll();
    Done judgeDeletions(bool &refused);
    Done tellDeletions();
    void startOver();
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
    [[nodiscard]] Result<qint64> total(ModelId before); ///< as it stands
    [[nodiscard]] Result<qint64> rest(ModelId before); ///< without what remedies delete
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
    MigrationRemoval *m_removal;
    std::map<ModelId, qint64> m_totals;
    std::vector<Deletion> m_deletions;
    bool m_deletedMore = false; ///< in this round
    std::map<std::size_t, Loss> m_deleted; ///< by step
};

} // namespace relata
