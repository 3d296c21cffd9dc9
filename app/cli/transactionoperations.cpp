#include "data/json.h"
#include "operations.h"

using namespace Qt::StringLiterals;

// Transactions, undo and redo, the fresh start, and who listens.
namespace relata::cli {

namespace {

tl::unexpected<Error> unsupported(const QString &message) { return failure(ErrorCode::Unsupported, message); }

} // namespace

Done Operations::begin(const Operation &, Answer &)
{
    if (m_engine.inTransaction())
        return unsupported(u"A transaction is open already: commit it or roll it back first."_s);
    return m_engine.begin();
}

Done Operations::commit(const Operation &, Answer &)
{
    if (!m_engine.inTransaction())
        return unsupported(u"No transaction is open: there is nothing to commit."_s);
    const auto set = m_engine.commit();
    if (!set)
        return tl::unexpected(set.error());
    m_events.print(*set);
    return {};
}

Done Operations::rollback(const Operation &, Answer &)
{
    if (!m_engine.inTransaction())
        return unsupported(u"No transaction is open: there is nothing to roll back."_s);
    return m_engine.rollback();
}

Done Operations::undo(const Operation &, Answer &)
{
    if (m_engine.inTransaction())
        return unsupported(u"A transaction is open: commit it or roll it back before undo."_s);
    const auto set = m_engine.undo();
    if (!set)
        return tl::unexpected(set.error());
    m_events.print(*set);
    return {};
}

Done Operations::redo(const Operation &, Answer &)
{
    if (m_engine.inTransaction())
        return unsupported(u"A transaction is open: commit it or roll it back before redo."_s);
    const auto set = m_engine.redo();
    if (!set)
        return tl::unexpected(set.error());
    m_events.print(*set);
    return {};
}

Done Operations::clear(const Operation &, Answer &)
{
    if (m_engine.inTransaction()) {
        if (auto done = m_engine.rollback(); !done)
            return done;
    }
    return m_engine.clear();
}

Done Operations::observe(const Operation &operation, Answer &)
{
    if (!operation.has("model"_L1)) {
        m_events.observeAll();
        return {};
    }
    const auto model = json::model(schema(), operation.value("model"_L1));
    if (!model)
        return tl::unexpected(model.error());
    m_events.observe(*model);
    return {};
}

} // namespace relata::cli
