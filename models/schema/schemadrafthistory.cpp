#include "schema/schemadrafthistory.h"

namespace relata {

SchemaDraftHistory::SchemaDraftHistory(Schema base) : m_base(std::move(base))
{
    if (m_base.models.empty() && m_base.keyEndNames().empty())
        m_base.rebuildEnds({});
    m_steps.push_back({draftOf(m_base), {}});
}

void SchemaDraftHistory::push(SchemaDraft draft, const QString &words)
{
    if (draft == this->draft())
        return;
    m_steps.resize(m_now + 1);
    if (m_steps.size() == mostSteps)
        m_steps.erase(m_steps.begin() + 1);
    m_steps.push_back({std::move(draft), words});
    m_now = m_steps.size() - 1;
}

void SchemaDraftHistory::undo()
{
    if (m_now > 0)
        --m_now;
}

void SchemaDraftHistory::redo()
{
    if (m_now + 1 < m_steps.size())
        ++m_now;
}

QString SchemaDraftHistory::undoWords() const { return m_now > 0 ? m_steps[m_now].words : QString(); }

QString SchemaDraftHistory::redoWords() const
{
    return m_now + 1 < m_steps.size() ? m_steps[m_now + 1].words : QString();
}

} // namespace relata
