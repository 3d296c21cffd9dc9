#include "session/enginethread.h"

#include "engine/engine.h"
#include "store/worker.h"

#include <future>

namespace relata {

EngineThread::EngineThread() : m_worker(std::make_unique<Worker>()) {}

EngineThread::~EngineThread() { stop(std::chrono::milliseconds(0)); }

void EngineThread::open(const DatabaseUrl &url, Access access, std::function<void(const Result<Opened> &)> opened)
{
    m_worker->post([this, url, access, opened = std::move(opened)] {
        auto engine = Engine::open(url, access);
        if (!engine) {
            opened(tl::unexpected(engine.error()));
            return;
        }
        const Opened facts{(*engine)->schema(), (*engine)->isOwn(), (*engine)->diagram()};
        {
            const std::lock_guard lock(m_mutex);
            m_engine = std::move(*engine);
        }
        opened(facts);
    });
}

void EngineThread::post(Ticket ticket, Job job)
{
    m_worker->post([this, ticket, job = std::move(job)] { run(ticket, job); });
}

void EngineThread::run(Ticket ticket, const Job &job)
{
    if (!m_engine || !begin(ticket))
        return;
    job(*m_engine);
    end();
}

bool EngineThread::begin(Ticket ticket)
{
    const std::lock_guard lock(m_mutex);
    const bool unwanted = ticket != 0 && m_cancelled.contains(ticket);
    // Tickets count up, so that those of jobs that ended before they were cancelled can go too.
    if (ticket != 0)
        m_cancelled.erase(m_cancelled.begin(), m_cancelled.upper_bound(ticket));
    if (unwanted || m_stopping)
        return false;
    m_running = ticket;
    m_isRunning = true;
    m_runningCancelled = false;
    return true;
}

void EngineThread::end()
{
    const std::lock_guard lock(m_mutex);
    m_running = 0;
    m_isRunning = false;
}

void EngineThread::cancel(Ticket ticket)
{
    // Under the lock, so that the statement that is interrupted is this job's and not the next one's.
    const std::lock_guard lock(m_mutex);
    if (!m_isRunning || m_running != ticket) {
        m_cancelled.insert(ticket);
        return;
    }
    m_runningCancelled = true;
    m_engine->connection().interrupt();
}

void EngineThread::interrupt()
{
    const std::lock_guard lock(m_mutex);
    if (m_isRunning)
        m_engine->connection().interrupt();
}

bool EngineThread::isUnwanted() const
{
    const std::lock_guard lock(m_mutex);
    return m_runningCancelled || m_stopping;
}

void EngineThread::stop(std::chrono::milliseconds grace)
{
    if (!m_worker)
        return;
    // The connection must be closed where it was opened: the last job does it.
    const auto closed = std::make_shared<std::promise<void>>();
    m_worker->post([this, closed] {
        std::unique_ptr<Engine> engine;
        {
            const std::lock_guard lock(m_mutex);
            engine = std::move(m_engine);
        }
        engine.reset();
        closed->set_value();
    });
    const std::future<void> done = closed->get_future();
    if (done.wait_for(grace) != std::future_status::ready) {
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
        }
        // A job may be between two statements just now: ask until it has heard.
        do
            interrupt();
        while (done.wait_for(std::chrono::milliseconds(5)) != std::future_status::ready);
    }
    m_worker.reset();
}

} // namespace relata
