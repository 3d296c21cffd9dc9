#pragma once

#include "views/schema/migrationdesk.h"

namespace relata {

/// The desk of an open database.
class SessionDesk final : public MigrationDesk
{
public:
    /// The session outlives it.
    explicit SessionDesk(Session &session) : m_session(session) {}

    void plan(const MigrationIntent &intent, QObject *context, Session::Callback<MigrationPlan> done) override;
    void suggest(QObject *context, Session::Callback<std::vector<Suggestion>> done) override;
    void apply(const MigrationIntent &intent, QObject *context, Session::Callback<MigrationOutcome> done) override;

private:
    Session &m_session;
};

} // namespace relata
