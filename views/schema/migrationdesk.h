#pragma once

#include "data/migration.h"
#include "session/session.h"

namespace relata {

/// What the schema editor asks of a database: what would happen, and to do it. Answers come later, on the GUI thread,
/// and not to a context that is gone. A scripted one stands in for it in tests.
class MigrationDesk
{
public:
    virtual ~MigrationDesk() = default;
    virtual void plan(const MigrationIntent &intent, QObject *context, Session::Callback<MigrationPlan> done) = 0;
    /// Relationships that the database does not declare but its names and data show, best first. Slow on a large one.
    virtual void suggest(QObject *context, Session::Callback<std::vector<Suggestion>> done) = 0;
    virtual void apply(const MigrationIntent &intent, QObject *context, Session::Callback<MigrationOutcome> done) = 0;
};

} // namespace relata
