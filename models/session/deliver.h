#pragma once

#include "base/error.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <unordered_map>
#include <utility>

namespace relata {

/// Brings something from a worker to the thread of `home`, later. `home` must outlive the worker; what has not run when
/// `home` goes is dropped. Callbacks do not travel: a worker carries a ticket, and the callback waits in a Mailbox.
template<typename Function>
void deliver(QObject *home, Function function)
{
    QMetaObject::invokeMethod(home, std::move(function), Qt::QueuedConnection);
}

/// Callbacks that wait for their answers, by ticket. One thread only, so that what a callback holds is made, called
/// and destroyed there. A callback whose context is gone is dropped, not called.
class Mailbox
{
public:
    using Ticket = quint64;

    /// Tickets count up from 1.
    template<typename T>
    Ticket expect(QObject *context, std::function<void(const Result<T> &)> done)
    {
        const Ticket ticket = ++m_last;
        m_waiting.emplace(ticket, Waiting{context, [done = std::move(done)](const void *result) {
                                              if (done)
                                                  done(*static_cast<const Result<T> *>(result));
                                          }});
        return ticket;
    }
    /// T must be the one that was expected.
    template<typename T>
    void answer(Ticket ticket, const Result<T> &result)
    {
        auto node = m_waiting.extract(ticket);
        if (!node.empty() && node.mapped().context)
            node.mapped().answer(&result);
    }
    /// True where it was still waiting.
    bool forget(Ticket ticket) { return m_waiting.erase(ticket) > 0; }
    [[nodiscard]] bool isEmpty() const { return m_waiting.empty(); }

private:
    struct Waiting
    {
        QPointer<QObject> context;
        std::function<void(const void *)> answer;
    };

    std::unordered_map<Ticket, Waiting> m_waiting;
    Ticket m_last = 0;
};

} // namespace relata
