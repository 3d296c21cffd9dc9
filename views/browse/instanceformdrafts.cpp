// What is typed into the form, and what becomes of it: drafts, conflicts with others' changes, saving.
#include "data/instancelabel.h"
#include "items/valuetext.h"
#include "views/browse/conflictbar.h"
#include "views/browse/formintents.h"
#include "views/browse/instanceformprivate.h"
#include "views/browse/linkfield.h"

namespace relata {

FormDrafts::Draft InstanceForm::Private::draft() const
{
    const FormDrafts::Draft *known = drafts && model.isValid() ? drafts->find(model, key) : nullptr;
    return known ? *known : FormDrafts::Draft{model, key, label, {}, {}, {}, {}};
}

void InstanceForm::Private::put(const FormDrafts::Draft &mine)
{
    const FormDrafts::Draft *known = drafts->find(model, key);
    if (!known && mine.isEmpty())
        return;
    writing = true;
    drafts->put(mine);
    writing = false;
}

void InstanceForm::Private::onEdited(const FormLayout::FieldEntry &entry)
{
    FormDrafts::Draft mine = draft();
    mine.label = label;
    mine.problems.erase(entry.id);
    if (entry.editor->isModified()) {
        mine.fields[entry.id] = entry.editor->typed();
        mine.base.try_emplace(entry.id, entry.editor->saved());
    } else {
        mine.fields.erase(entry.id);
        mine.base.erase(entry.id);
        entry.conflict->hide();
    }
    put(mine);
    showFooter();
}

void InstanceForm::Private::onKeepMine(const FormLayout::FieldEntry &entry)
{
    FormDrafts::Draft mine = draft();
    mine.base[entry.id] = entry.editor->saved();
    entry.conflict->hide();
    entry.editor->setFocus();
    put(mine);
    showFooter();
}

void InstanceForm::Private::onTakeTheirs(const FormLayout::FieldEntry &entry)
{
    FormDrafts::Draft mine = draft();
    mine.fields.erase(entry.id);
    mine.base.erase(entry.id);
    mine.problems.erase(entry.id);
    entry.conflict->hide();
    entry.editor->setValue(entry.editor->saved());
    entry.editor->setFocus();
    put(mine);
    showFooter();
}

/// Text was left in a cell of the table.
void InstanceForm::Private::onDraftChanged(ModelId changed, const Key &of)
{
    if (writing)
        return;
    if (changed == model && of == key && row && view->fields())
        accept(isGone ? std::nullopt : row);
    else
        Q_EMIT q.dirtyChanged();
}

void InstanceForm::Private::putLink(EndId end, const std::optional<InstanceRef> &target, const Assignments &values)
{
    FormDrafts::Draft mine = draft();
    mine.label = label;
    mine.links[end] = {target, values};
    for (const auto &[field, value] : values)
        if (row && !key.empty())
            mine.base.try_emplace(field, row->values[field.index()]);
    if (const FormLayout::LinkEntry *entry = view->fields()->link(end)) {
        entry->field->setProblem({});
        if (row)
            showLink(*entry,
                     row->links.empty() ? Links()
                                        : row->links[static_cast<std::size_t>(entry - view->fields()->links().data())],
                     mine);
    }
    put(mine);
    showFooter();
}

void InstanceForm::Private::onUnlink(EndId end, const InstanceRef &to)
{
    if (session->schema().end(end).holdsKey())
        putLink(end, {}, formintents::noLink(session->schema(), end));
    else
        Q_EMIT q.unlinkRequested(end, {model, key, label, false}, to);
}

/// A key that was given has no label yet.
void InstanceForm::Private::nameLink(EndId end, const InstanceRef &target)
{
    session->get(target.model, target.key, {}, life, [this, end, target](const Result<std::optional<Row>> &found) {
        FormDrafts::Draft mine = draft();
        const auto link = mine.links.find(end);
        if (!found || link == mine.links.end() || !link->second.target || link->second.target->key != target.key)
            return;
        InstanceRef named = target;
        named.missing = !*found;
        if (*found)
            if (auto called = instanceLabel(session->schema().model(target.model), (*found)->values))
                named.label = std::move(*called);
        putLink(end, named, link->second.values);
    });
}

void InstanceForm::Private::putPreset(const Assignments &preset)
{
    std::map<EndId, Assignments> links;
    for (const auto &[field, value] : preset) {
        if (const FormLayout::LinkEntry *link = view->fields()->linkOf(field)) {
            links[link->id].emplace_back(field, value);
        } else if (const FormLayout::FieldEntry *entry = view->fields()->field(field)) {
            Typed typed{isNull(value), valuetext::edit(entry->editor->field(), value), {}};
            if (const auto *blob = std::get_if<QByteArray>(&value))
                typed = {false, {}, *blob};
            entry->editor->setTyped(typed);
            onEdited(*entry);
        }
    }
    for (const auto &[end, values] : links) {
        InstanceRef target{session->schema().end(end).other, {}, {}, false};
        for (const auto &[field, value] : values)
            target.key.push_back(value);
        target.label = keyText(target.key);
        putLink(end, target, values);
        nameLink(end, target);
    }
}

// Saving

void InstanceForm::Private::save()
{
    if (!session || !model.isValid() || saving || !lockReason().isEmpty() || !view->fields()->isEnabled())
        return;
    const FormDrafts::Draft mine = draft();
    if (mine.isEmpty() && !key.empty())
        return;
    const auto values = formintents::values(*view->fields(), mine);
    if (!values)
        return;
    submitted = mine.fields;
    settled = false;
    saving = true;
    Intent intent = Update{model, key, *values, formintents::expected(mine, *values)};
    if (key.empty())
        intent = Save{model, *values, Save::Replace::No};
    // The form may show another instance when the answer comes: a draft that was saved is one no longer.
    session->submit({intent}, drafts,
                    [this, form = QPointer(&q), model = model, key = key, texts = mine.fields,
                     drafts = drafts](const Result<ChangeSet> &done) {
                        const bool shown = form && this->model == model && this->key == key && saving;
                        if (shown && done)
                            onSaved(*done);
                        else if (shown)
                            onRefused(done.error());
                        else if (form && !done)
                            Q_EMIT q.failed(done.error());
                        else if (done && drafts)
                            if (const FormDrafts::Draft *left = drafts->find(model, key); left && left->fields == texts)
                                drafts->drop(model, key);
                    });
    showFooter();
}

void InstanceForm::Private::onSaved(const ChangeSet &set)
{
    saving = false;
    settled = true;
    if (!key.empty()) {
        // The new values come with the row, like everyone else's.
        load();
        showFooter();
        return;
    }
    Key made = set.subjectModel == model ? set.subjectKey : Key();
    for (const Change &change : set.changes)
        if (made.empty() && std::holds_alternative<Inserted>(change) && modelOf(change) == model)
            made = keyOf(change);
    writing = true;
    drafts->drop(model, key);
    writing = false;
    const InstanceRef instance{model, made, keyText(made), false};
    q.show(instance);
    Q_EMIT q.created(instance);
}

void InstanceForm::Private::onRefused(const Error &error)
{
    saving = false;
    submitted.clear();
    // Both values are shown when the row comes.
    if (error.code == ErrorCode::Conflict || error.code == ErrorCode::NotFound)
        load();
    if (error.code == ErrorCode::Conflict || !formintents::showAtField(*view->fields(), session->schema(), error))
        Q_EMIT q.failed(error);
    showFooter();
}

} // namespace relata
