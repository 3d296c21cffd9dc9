// What the tree has asked and not been answered yet: one question of a kind for each node, dropped with it.
#include "items/relationtreeprivate.h"

#include <algorithm>

namespace relata {

quint64 RelationTreeItemModel::Private::newRequest(Node &node, What what, int howMany)
{
    std::erase_if(m_requests, [&](const auto &entry) {
        const Request &request = entry.second;
        if (request.node != &node || request.what != what)
            return false;
        session->cancel(request.ticket);
        return true;
    });
    m_requests.emplace(++m_lastRequest, Request{&node, what, howMany, 0});
    return m_lastRequest;
}

RelationNode *RelationTreeItemModel::Private::finish(quint64 request)
{
    const auto found = m_requests.find(request);
    if (found == m_requests.end())
        return nullptr;
    Node *node = found->second.node;
    m_requests.erase(found);
    return node;
}

bool RelationTreeItemModel::Private::awaits(const Node &node, What what) const
{
    return std::ranges::any_of(
        m_requests, [&](const auto &entry) { return entry.second.node == &node && entry.second.what == what; });
}

void RelationTreeItemModel::Private::askAgain(const std::vector<quint64> &requests)
{
    for (const quint64 id : requests) {
        const auto found = m_requests.find(id);
        if (found == m_requests.end())
            continue;
        const Request request = found->second;
        switch (request.what) {
        case What::Links:
            readLinks(*request.node);
            break;
        case What::Count:
            readCount(*request.node);
            break;
        case What::Branch:
            readBranch(*request.node, request.howMany);
            break;
        case What::More:
            readMore(*request.node);
            break;
        }
    }
}

void RelationTreeItemModel::Private::dropRequests()
{
    for (const auto &[id, request] : m_requests) {
        if (session)
            session->cancel(request.ticket);
    }
    m_requests.clear();
}

void RelationTreeItemModel::Private::dropRequestsBelow(const Node &node)
{
    std::erase_if(m_requests, [&](const auto &entry) {
        for (const Node *above = entry.second.node; above; above = above->parent) {
            if (above == &node) {
                session->cancel(entry.second.ticket);
                return true;
            }
        }
        return false;
    });
}

} // namespace relata
