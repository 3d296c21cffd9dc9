#include "store/worker.h"

#include <utility>

namespace relata {

Worker::Worker() : m_thread([this](const std::stop_token &stop) { loop(stop); }) {}

Worker::~Worker()
{
    // Closures may own things that take their time to die, or that post again: never under the lock.
    std::deque<std::function<void()>> dropped;
    {
        const std::lock_guard lock(m_mutex);
        m_thread.request_stop();
        dropped.swap(m_jobs);
    }
    m_wake.notify_all();
    dropped.clear();
    m_thread.join();
}

void Worker::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_thread.get_stop_token().stop_requested())
            return;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
}

void Worker::loop(const std::stop_token &stop)
{
    for (;;) {
        std::function<void()> job;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); }) || stop.stop_requested())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
}

} // namespace relata
