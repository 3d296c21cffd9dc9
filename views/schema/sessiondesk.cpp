#include "views/schema/sessiondesk.h"

namespace relata {

void SessionDesk::plan(const MigrationIntent &intent, QObject *context, Session::Callback<MigrationPlan> done)
{
    m_session.planMigration(intent, context, std::move(done));
}

void SessionDesk::suggest(QObject *context, Session::Callback<std::vector<Suggestion>> done)
{
    m_session.suggestions(context, std::move(done));
}

void SessionDesk::apply(const MigrationIntent &intent, QObject *context, Session::Callback<MigrationOutcome> done)
{
    m_session.migrate(intent, context, std::move(done));
}

} // namespace relata
