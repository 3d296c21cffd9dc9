#include "session/session.h"

#include "engine/engine.h"
#include "session/databasesession.h"
#include "store/worker.h"

#include <QCoreApplication>

// What happens before there is a session. Whoever asked may go away meanwhile, so an errand belongs to the application.
namespace relata {

namespace {

class Opening final : public QObject
{
public:
    Opening(const DatabaseUrl &url, Access access)
        : QObject(QCoreApplication::instance()), m_session(std::make_shared<DatabaseSession>(url, access))
    {}

    void start(QObject *context, Session::Callback<std::shared_ptr<Session>> done)
    {
        m_session->open([this, context = QPointer<QObject>(context), done = std::move(done)](const Done &opened) {
            deleteLater();
            if (!context)
                return;
            if (opened)
                done(std::shared_ptr<Session>(m_session));
            else
                done(tl::unexpected(opened.error()));
        });
    }

private:
    std::shared_ptr<DatabaseSession> m_session;
};

/// Work on a thread of its own, without a session.
template<typename T>
class Errand final : public QObject
{
public:
    Errand() : QObject(QCoreApplication::instance()) {}

    void start(std::function<Result<T>()> work, QObject *context, Session::Callback<T> done)
    {
        const auto ticket = m_mailbox.expect<T>(context, std::move(done));
        m_worker.post([this, ticket, work = std::move(work)] {
            const Result<T> result = work();
            deliver(this, [this, ticket, result] {
                deleteLater();
                m_mailbox.answer(ticket, result);
            });
        });
    }

private:
    Mailbox m_mailbox;
    Worker m_worker; ///< last: it uses the others
};

} // namespace

void openSession(const DatabaseUrl &url, Access access, QObject *context,
                 Session::Callback<std::shared_ptr<Session>> done)
{
    (new Opening(url, access))->start(context, std::move(done));
}

void createDatabase(const DatabaseUrl &url, const Schema &schema, QObject *context, Session::Callback<DatabaseUrl> done)
{
    const auto work = [url, schema] { return Engine::create(url, schema).map([&url] { return url; }); };
    (new Errand<DatabaseUrl>)->start(work, context, std::move(done));
}

void writeSchemaScript(const Schema &schema, SqlDialect dialect, QObject *context, Session::Callback<SchemaScript> done)
{
    const auto work = [schema, dialect] { return Engine::schemaScriptOf(schema, dialect); };
    (new Errand<SchemaScript>)->start(work, context, std::move(done));
}

} // namespace relata
