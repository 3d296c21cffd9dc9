#pragma once

#include "views/parts/prompts.h"
#include "views/schema/migrationdesk.h"

#include <QTimer>

/// A desk and prompts that answer what a test laid ready, as the real ones do: later, never inside the asking call.
namespace relata {

class ScriptedDesk final : public MigrationDesk
{
public:
    explicit ScriptedDesk(Schema from) : m_from(std::move(from)) {}

    std::vector<MigrationProblem> problems; ///< of every plan; chosen where the intent has a remedy
    std::map<QString, QString> losses; ///< words of a step → the name of what it loses
    std::vector<MigrationIntent> applied;
    std::optional<Error> failure; ///< of apply()
    std::vector<Suggestion> suggestions;
    int plans = 0;

    MigrationPlan planFor(const MigrationIntent &intent) const
    {
        MigrationPlan plan;
        plan.from = m_from;
        plan.to = intent.schema;
        for (const Difference &difference : differences(m_from, intent.schema, intent.origins)) {
            MigrationStep step;
            step.difference = difference;
            step.words = toWords(difference, m_from, intent.schema);
            if (const auto loss = losses.find(step.words); loss != losses.end()) {
                step.risk = MigrationRisk::LosesData;
                step.lossName = loss->second;
                step.lostInstances = 3;
                plan.backup = true;
            }
            plan.steps.push_back(step);
            plan.sql.push_back(QStringLiteral("-- %1").arg(step.words));
        }
        for (MigrationProblem problem : problems) {
            if (problem.difference >= plan.steps.size())
                continue;
            const auto remedy = intent.remedies.find(problem.id);
            if (remedy != intent.remedies.end() && problem.refusal.isEmpty())
                problem.chosen = remedy->second;
            plan.problems.push_back(problem);
        }
        return plan;
    }

    void plan(const MigrationIntent &intent, QObject *context, Session::Callback<MigrationPlan> done) override
    {
        ++plans;
        QTimer::singleShot(0, context, [plan = planFor(intent), done] { done(plan); });
    }
    void suggest(QObject *context, Session::Callback<std::vector<Suggestion>> done) override
    {
        QTimer::singleShot(0, context, [this, done] { done(suggestions); });
    }
    void apply(const MigrationIntent &intent, QObject *context, Session::Callback<MigrationOutcome> done) override
    {
        applied.push_back(intent);
        QTimer::singleShot(0, context, [done, failed = failure] {
            if (failed)
                return done(tl::unexpected(*failed));
            MigrationOutcome outcome;
            outcome.number = 1;
            done(outcome);
        });
    }

private:
    Schema m_from;
};

class LaidPrompts final : public Prompts
{
public:
    QString file, target;
    int choice = -1; ///< -1: cancelled
    QStringList asked;

    void openFile(QWidget *, const QString &title, const QString &, std::function<void(QString)> done) override
    {
        asked += title;
        if (!file.isEmpty())
            done(file);
    }
    void saveFile(QWidget *, const QString &title, const QString &, const QString &,
                  std::function<void(QString)> done) override
    {
        asked += title;
        if (!target.isEmpty())
            done(target);
    }
    void choose(QWidget *, const QString &title, const QString &, const QStringList &,
                std::function<void(int)> done) override
    {
        asked += title;
        if (choice >= 0)
            done(choice);
    }
};

} // namespace relata
