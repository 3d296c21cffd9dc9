#include "views/schema/diagram/diagramworker.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <utility>

namespace relata {

using namespace diagram;

DiagramWorker &DiagramWorker::instance()
{
    static QPointer<DiagramWorker> made;
    if (!made)
        made = new DiagramWorker(QCoreApplication::instance());
    return *made;
}

DiagramWorker::DiagramWorker(QObject *parent)
    : QObject(parent), m_thread([this](const std::stop_token &ending) { run(ending); })
{}

DiagramWorker::~DiagramWorker()
{
    for (auto &[ticket, waiting] : m_waiting)
        waiting.stop.request_stop();
}

DiagramWorker::Ticket DiagramWorker::start(Job job, QObject *context, std::function<void(const Outcome &)> done)
{
    const Ticket ticket = ++m_last;
    Waiting waiting{context, std::move(done), {}};
    {
        const std::lock_guard lock(m_mutex);
        m_queue.push_back({ticket, std::move(job), waiting.stop.get_token()});
    }
    m_waiting.emplace(ticket, std::move(waiting));
    m_wake.notify_one();
    return ticket;
}

void DiagramWorker::cancel(Ticket ticket)
{
    const auto found = m_waiting.find(ticket);
    if (found == m_waiting.end())
        return;
    found->second.stop.request_stop();
    m_waiting.erase(found);
}

void DiagramWorker::run(const std::stop_token &ending)
{
    while (true) {
        Queued next;
        {
            std::unique_lock lock(m_mutex);
            if (!m_wake.wait(lock, ending, [this] { return !m_queue.empty(); }))
                return;
            next = std::move(m_queue.front());
            m_queue.pop_front();
        }
        if (ending.stop_requested())
            return;
        if (next.stop.stop_requested())
            continue;
        std::optional<Outcome> outcome = work(next.job, next.stop);
        QMetaObject::invokeMethod(
            this, [this, ticket = next.ticket, outcome = std::move(outcome)] { answer(ticket, outcome); },
            Qt::QueuedConnection);
    }
}

void DiagramWorker::answer(Ticket ticket, const std::optional<Outcome> &outcome)
{
    const auto found = m_waiting.find(ticket);
    if (found == m_waiting.end() || !outcome)
        return;
    const Waiting waiting = std::move(found->second);
    m_waiting.erase(found);
    if (waiting.context)
        waiting.done(*outcome);
}

std::optional<DiagramWorker::Outcome> DiagramWorker::work(const Job &job, const std::stop_token &stop)
{
    Outcome outcome;
    const bool anew = std::ranges::none_of(job.places, [](const auto &place) { return place.has_value(); });
    if (anew) {
        auto places = arrange(job.graph, stop);
        if (!places)
            return std::nullopt;
        outcome.places = std::move(*places);
    } else {
        outcome.places = makeRoom(job.graph.boxes, placeNew(job.graph, job.places), job.grown);
    }
    Street street;
    for (std::size_t i = 0; i < outcome.places.size(); ++i)
        street.boxes.emplace_back(outcome.places[i], job.graph.boxes[i] + QSize(1, 1));
    std::vector<Route> kept(job.graph.edges.size());
    for (std::size_t i = 0; i < job.graph.edges.size(); ++i) {
        const double words = i < job.labels.size() ? job.labels[i].size.width() : 0;
        street.lines.push_back({job.graph.edges[i].from, job.graph.edges[i].to, static_cast<int>(std::ceil(words))});
        if (i < job.kept.size() && stillFits(job.kept[i], street.lines.back(), street.boxes))
            kept[i] = job.kept[i];
    }
    outcome.routes = route(street, kept, stop);
    if (stop.stop_requested())
        return std::nullopt;
    outcome.labels = placeLabels(street.boxes, outcome.routes, job.labels);
    return outcome;
}

} // namespace relata
