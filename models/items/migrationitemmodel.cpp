#include "items/migrationitemmodel.h"

#include "items/roles.h"
#include "items/valuetext.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

bool isOpen(MigrationState state)
{
    return state == MigrationState::NeedsDecision || state == MigrationState::LosesData;
}

MigrationRow rowFor(const MigrationPlan &plan, std::size_t number, const QSet<QString> &agreed)
{
    const MigrationStep &step = plan.steps[number];
    MigrationRow row{step.words, lossWords(step), MigrationState::Safe};
    bool decided = false;
    bool open = false;
    for (const MigrationProblem &problem : plan.problems) {
        if (problem.difference != number)
            continue;
        if (row.detail.isEmpty() || !decided)
            row.detail = !problem.refusal.isEmpty() ? problem.refusal
                : problem.deletes                   ? problem.deletes->words
                                                    : problem.words;
        decided = true;
        open = open || !problem.chosen;
    }
    if (open)
        row.state = MigrationState::NeedsDecision;
    else if (!step.lossName.isEmpty())
        row.state = agreed.contains(step.lossName) ? MigrationState::LossAgreed : MigrationState::LosesData;
    else if (decided)
        row.state = MigrationState::Decided;
    return row;
}

} // namespace

bool losesAny(const MigrationPlan &plan)
{
    return std::any_of(plan.steps.begin(), plan.steps.end(),
                       [](const MigrationStep &step) { return step.risk == MigrationRisk::LosesData; });
}

bool needsLook(const MigrationPlan &plan)
{
    return losesAny(plan)
        || std::any_of(plan.problems.begin(), plan.problems.end(),
                       [](const MigrationProblem &problem) { return !problem.chosen; });
}

QString lossWords(const MigrationStep &step)
{
    const QString instances = valuetext::instances(step.lostInstances, -1, false, false);
    const QString values = step.lostValues == 1
        ? MigrationItemModel::tr("1 value")
        : MigrationItemModel::tr("%1 values").arg(valuetext::number(step.lostValues));
    if (step.lostInstances > 0 && step.lostValues > 0)
        return MigrationItemModel::tr("%1 and %2 go for good.").arg(instances, values);
    if (step.lostInstances == 1 || (step.lostInstances == 0 && step.lostValues == 1))
        return MigrationItemModel::tr("%1 goes for good.").arg(step.lostInstances > 0 ? instances : values);
    if (step.lostInstances > 0 || step.lostValues > 0)
        return MigrationItemModel::tr("%1 go for good.").arg(step.lostInstances > 0 ? instances : values);
    return {};
}

void MigrationItemModel::show(const MigrationPlan &plan, const QSet<QString> &agreed)
{
    std::vector<MigrationRow> rows;
    for (std::size_t i = 0; i < plan.steps.size(); ++i)
        rows.push_back(rowFor(plan, i, agreed));
    syncRows(std::move(rows));
}

QString MigrationItemModel::word(MigrationState state)
{
    switch (state) {
    case MigrationState::Safe:
        return tr("Safe");
    case MigrationState::Decided:
        return tr("Decided");
    case MigrationState::NeedsDecision:
        return tr("Needs a decision");
    case MigrationState::LosesData:
        return tr("Loses data");
    case MigrationState::LossAgreed:
        return tr("Loses data, agreed");
    }
    Q_UNREACHABLE();
}

int MigrationItemModel::openCount() const
{
    int count = 0;
    for (int number = 0; number < rowCount(); ++number)
        count += isOpen(row(number).state) ? 1 : 0;
    return count;
}

QVariant MigrationItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const MigrationRow &change = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return change.words;
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return QString(change.words % u' ' % change.detail % (change.detail.isEmpty() ? QString() : u" "_s)
                       % word(change.state));
    case DetailsRole:
        return QStringList{change.detail, word(change.state)};
    case StateRole:
        return static_cast<int>(change.state);
    default:
        return {};
    }
}

} // namespace relata
