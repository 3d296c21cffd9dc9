#pragma once

#include "views/schema/diagram/diagramlabels.h"
#include "views/schema/diagram/diagramlayout.h"

#include <QObject>
#include <QPointer>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_map>

namespace relata {

/// Lays diagrams out on one thread of its own, because Graphviz is not re-entrant. GUI thread. One for the program; it
/// goes with the application object and then waits for the Graphviz call that runs, at most.
class DiagramWorker final : public QObject
{
    Q_OBJECT

public:
    struct Job
    {
        diagram::Graph graph;
        /// Boxes without a place are placed anew; where none has one, everything is laid out.
        std::vector<std::optional<QPoint>> places;
        std::vector<int> grown; ///< boxes that are larger than they were: others make room for them
        std::vector<diagram::Route> kept; ///< by edge; used where they still fit
        std::vector<diagram::LabelWish> labels; ///< by edge
    };
    struct Outcome
    {
        std::vector<QPoint> places;
        std::vector<diagram::Route> routes;
        std::vector<std::optional<QPointF>> labels;
    };
    using Ticket = quint64; ///< names a job; 0 names none

    [[nodiscard]] static DiagramWorker &instance();
    ~DiagramWorker() override;

    /// The answer comes later, unless the job was cancelled or the context is gone. Who goes should cancel, so that the
    /// thread is free for others.
    Ticket start(Job job, QObject *context, std::function<void(const Outcome &)> done);
    void cancel(Ticket ticket);

    /// What the thread does; nothing where it was stopped. Any thread.
    [[nodiscard]] static std::optional<Outcome> work(const Job &job, const std::stop_token &stop);

private:
    struct Waiting
    {
        QPointer<QObject> context;
        std::function<void(const Outcome &)> done;
        std::stop_source stop;
    };
    struct Queued
    {
        Ticket ticket = 0;
        Job job;
        std::stop_token stop;
    };

    explicit DiagramWorker(QObject *parent);
    void run(const std::stop_token &ending);
    void answer(Ticket ticket, const std::optional<Outcome> &outcome);

    std::unordered_map<Ticket, Waiting> m_waiting; ///< GUI thread alone
    Ticket m_last = 0;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Queued> m_queue; ///< under the mutex
    std::jthread m_thread; ///< last: ends before what it uses goes
};

} // namespace relata
