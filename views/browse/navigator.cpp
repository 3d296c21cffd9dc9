#include "views/browse/navigator.h"

namespace relata {

void Navigator::leave(const Stop &from)
{
    m_forward.clear();
    m_back.push_back(from);
    if (m_back.size() > limit)
        m_back.pop_front();
}

std::optional<Stop> Navigator::back(const Stop &from)
{
    if (m_back.empty())
        return {};
    m_forward.push_back(from);
    Stop stop = std::move(m_back.back());
    m_back.pop_back();
    return stop;
}

std::optional<Stop> Navigator::forward(const Stop &from)
{
    if (m_forward.empty())
        return {};
    m_back.push_back(from);
    Stop stop = std::move(m_forward.back());
    m_forward.pop_back();
    return stop;
}

void Navigator::clear()
{
    m_back.clear();
    m_forward.clear();
}

} // namespace relata
