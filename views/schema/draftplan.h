#pragma once

#include "data/migration.h"
#include "views/schema/migrationdesk.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <optional>

namespace relata {

class SchemaWork;

/// What the database says of the draft: its plan, made anew some time after the last edit, and the way to apply it.
/// An answer to a draft that has changed since is dropped. GUI thread.
class DraftPlan final : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it. Without a desk (a new database) there is never a plan.
    DraftPlan(const SchemaWork &work, MigrationDesk *desk, QObject *parent);

    /// The draft has changed: the plan is out of date, and is asked for again where the draft could be applied.
    void renew();
    /// With the remedies that were chosen in the review.
    void setRemedies(const std::map<QString, Remedy> &remedies);

    [[nodiscard]] const MigrationIntent &intent() const { return m_intent; }
    [[nodiscard]] const std::optional<MigrationPlan> &plan() const { return m_plan; }
    /// Why there is no plan, as a sentence; empty while there may be one.
    [[nodiscard]] const QString &failure() const { return m_failure; }
    [[nodiscard]] bool isApplying() const { return m_applying; }

    /// Does what the plan says; refused where data would be lost, for that needs the review.
    void apply(std::function<void(const Result<MigrationOutcome> &, int changes)> done);

Q_SIGNALS:
    void changed();

private:
    void ask();

    const SchemaWork &m_work;
    MigrationDesk *m_desk;
    MigrationIntent m_intent;
    std::optional<MigrationPlan> m_plan;
    QString m_failure;
    quint64 m_question = 0;
    bool m_applying = false;
    QTimer m_timer;
};

} // namespace relata
