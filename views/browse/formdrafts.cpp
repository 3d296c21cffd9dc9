#include "views/browse/formdrafts.h"

#include "session/session.h"

#include <algorithm>

namespace relata {

FormDrafts::FormDrafts(QObject *parent) : QObject(parent) {}

FormDrafts &FormDrafts::of(Session &session)
{
    auto *drafts = session.findChild<FormDrafts *>(QString(), Qt::FindDirectChildrenOnly);
    return drafts ? *drafts : *new FormDrafts(&session);
}

std::list<FormDrafts::Draft>::iterator FormDrafts::at(ModelId model, const Key &key)
{
    return std::find_if(m_drafts.begin(), m_drafts.end(),
                        [&](const Draft &draft) { return draft.model == model && draft.key == key; });
}

const FormDrafts::Draft *FormDrafts::find(ModelId model, const Key &key) const
{
    const auto it = const_cast<FormDrafts *>(this)->at(model, key);
    return it == m_drafts.end() ? nullptr : &*it;
}

void FormDrafts::put(Draft draft)
{
    const ModelId model = draft.model;
    const Key key = draft.key;
    if (draft.isEmpty()) {
        drop(model, key);
        return;
    }
    if (const auto it = at(model, key); it != m_drafts.end())
        m_drafts.erase(it);
    m_drafts.push_front(std::move(draft));
    if (m_drafts.size() > atMost) {
        const Draft oldest = m_drafts.back();
        m_drafts.pop_back();
        Q_EMIT dropped(oldest.label);
        Q_EMIT changed(oldest.model, oldest.key);
    }
    Q_EMIT changed(model, key);
}

void FormDrafts::putField(const InstanceRef &instance, FieldId field, const Typed &typed, const Value &base,
                          const QString &problem)
{
    const Draft *known = find(instance.model, instance.key);
    Draft draft = known ? *known : Draft{instance.model, instance.key, instance.label, {}, {}, {}, {}};
    draft.fields[field] = typed;
    draft.base.try_emplace(field, base);
    draft.problems[field] = problem;
    put(std::move(draft));
}

void FormDrafts::drop(ModelId model, const Key &key)
{
    const auto it = at(model, key);
    if (it == m_drafts.end())
        return;
    m_drafts.erase(it);
    Q_EMIT changed(model, key);
}

bool FormDrafts::isEdited(ModelId model, const Key &key, FieldId field) const
{
    const Draft *draft = find(model, key);
    return draft && draft->fields.contains(field);
}

} // namespace relata
