#pragma once

#include "data/migration.h"
#include "views/parts/prompts.h"

#include <QDialog>

#include <memory>

namespace relata {

class MigrationDesk;

/// What a changed schema would do to the database: the changes with their risks, and for the chosen one the rows in
/// question, the choices and the SQL. Answers are kept by the intent that comes back. Nothing is written before the
/// last button; a loss is agreed to by typing its name. Never waits. GUI thread.
class MigrationReview final : public QDialog
{
    Q_OBJECT

public:
    /// `desk` and `prompts` outlive it. `database`: its name, to be shown.
    MigrationReview(MigrationDesk &desk, Prompts &prompts, const QString &database, MigrationIntent intent,
                    MigrationPlan plan, QWidget *parent);
    ~MigrationReview() override;

    [[nodiscard]] const MigrationIntent &intent() const;

Q_SIGNALS:
    void applied(const relata::MigrationOutcome &outcome, int changes);

protected:
    void reject() override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace relata
