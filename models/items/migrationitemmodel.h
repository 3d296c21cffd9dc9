#pragma once

#include "data/migration.h"
#include "items/syncedrows.h"

#include <QAbstractListModel>
#include <QSet>

namespace relata {

/// How things stand with one change of a migration.
enum class MigrationState { Safe, Decided, NeedsDecision, LosesData, LossAgreed };

struct MigrationRow
{
    QString words;
    QString detail; ///< the first problem, or what is lost; empty: nothing to say
    MigrationState state = MigrationState::Safe;
    friend bool operator==(const MigrationRow &, const MigrationRow &) = default;
};

/// The changes of a plan, a row each, in the plan's order. Display: what it does; DetailsRole: detail and the word of
/// its state; StateRole: MigrationState as int. Qt::AccessibleTextRole: all of it. GUI thread.
class MigrationItemModel final : public SyncedRows<MigrationRow, QAbstractListModel>
{
    Q_OBJECT

public:
    using SyncedRows::SyncedRows;

    enum Role { StateRole = Qt::UserRole + 200 };

    /// `agreed`: the names of losses that the person has typed.
    void show(const MigrationPlan &plan, const QSet<QString> &agreed);
    [[nodiscard]] static QString word(MigrationState state);
    /// How many changes still wait for the person.
    [[nodiscard]] int openCount() const;

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
};

/// A change loses data, or waits for a choice: a person must look at the plan before it is applied.
[[nodiscard]] bool needsLook(const MigrationPlan &plan);
[[nodiscard]] bool losesAny(const MigrationPlan &plan);

/// "12 instances and 340 values go for good."; empty where nothing is lost.
[[nodiscard]] QString lossWords(const MigrationStep &step);

} // namespace relata
