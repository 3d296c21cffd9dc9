#pragma once

#include "base/error.h"
#include "data/databaseurl.h"
#include "schema/schema.h"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <set>

namespace relata {

class Engine;
class Worker;

/// One engine, with its connection, on a thread of its own. Jobs run in order, each under a ticket by which it can be
/// dropped or interrupted. All of it may be called from the thread that made it; jobs run on the engine's.
class EngineThread
{
public:
    using Ticket = quint64;
    using Job = std::function<void(Engine &)>;

    EngineThread();
    /// Interrupts what runs, drops the rest, joins.
    ~EngineThread();
    EngineThread(const EngineThread &) = delete;
    EngineThread &operator=(const EngineThread &) = delete;

    struct Opened
    {
        Schema schema;
        bool own = false;
        QJsonObject diagram; ///< kept in an own database
    };
    /// `opened` runs on the engine's thread. Jobs posted to an engine that could not be opened do not run.
    void open(const DatabaseUrl &url, Access access, std::function<void(const Result<Opened> &)> opened);
    /// Tickets must count up; 0 is for jobs that nobody cancels.
    void post(Ticket ticket, Job job);

    /// Drops the job if it has not begun; else its running statement fails with Cancelled.
    void cancel(Ticket ticket);
    /// Makes the statement that runs now fail with Cancelled, whoever's it is; the job may ask again.
    void interrupt();
    /// On the engine's thread: the job that runs was cancelled, or all of it is stopping.
    [[nodiscard]] bool isUnwanted() const;

    /// Lets what was posted run on for so long at most, then interrupts and drops it. Nothing runs afterwards.
    void stop(std::chrono::milliseconds grace);

private:
    void run(Ticket ticket, const Job &job);
    [[nodiscard]] bool begin(Ticket ticket);
    void end();

    mutable std::mutex m_mutex; ///< guards all but the worker
    std::set<Ticket> m_cancelled;
    Ticket m_running = 0;
    bool m_isRunning = false;
    bool m_runningCancelled = false;
    bool m_stopping = false;
    std::unique_ptr<Engine> m_engine; ///< made, used and destroyed on the worker
    std::unique_ptr<Worker> m_worker;
};

} // namespace relata
