#include "views/schema/draftplan.h"

#include "schema/findings.h"
#include "views/schema/schemawork.h"

namespace relata {

DraftPlan::DraftPlan(const SchemaWork &work, MigrationDesk *desk, QObject *parent)
    : QObject(parent), m_work(work), m_desk(desk)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(200);
    connect(&m_timer, &QTimer::timeout, this, [this] { ask(); });
}

void DraftPlan::renew()
{
    ++m_question;
    m_plan.reset();
    m_failure.clear();
    m_intent.schema = m_work.schema();
    m_intent.origins = m_work.draft().origins;
    if (m_desk && !m_work.differences().empty() && !hasErrors(m_work.findings()))
        m_timer.start();
    else
        m_timer.stop();
    Q_EMIT changed();
}

void DraftPlan::setRemedies(const std::map<QString, Remedy> &remedies)
{
    m_intent.remedies = remedies;
    renew();
}

void DraftPlan::ask()
{
    m_desk->plan(m_intent, this, [this, asked = m_question](const Result<MigrationPlan> &answer) {
        if (asked != m_question)
            return;
        if (answer)
            m_plan = *answer;
        else
            m_failure = answer.error().message;
        Q_EMIT changed();
    });
}

void DraftPlan::apply(std::function<void(const Result<MigrationOutcome> &, int changes)> done)
{
    Q_ASSERT(m_desk && m_plan && !m_applying);
    m_applying = true;
    Q_EMIT changed();
    MigrationIntent whole = m_intent;
    whole.loss = MigrationIntent::Loss::Refuse;
    whole.told = m_plan->facts();
    const int count = static_cast<int>(m_plan->steps.size());
    m_desk->apply(whole, this, [this, count, done = std::move(done)](const Result<MigrationOutcome> &outcome) {
        m_applying = false;
        Q_EMIT changed();
        done(outcome, count);
    });
}

} // namespace relata
