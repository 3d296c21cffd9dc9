// What the form shows of its instance: editors and chips with the stored values, what may not be typed, head and
// footer.
#include "data/instancelabel.h"
#include "items/valuetext.h"
#include "views/browse/conflictbar.h"
#include "views/browse/formhead.h"
#include "views/browse/instanceformprivate.h"
#include "views/browse/linkfield.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace relata {

void InstanceForm::Private::clear()
{
    delete life;
    life = new QObject(&q);
    key.clear();
    label.clear();
    row.reset();
    isGone = false;
    ticket = 0;
    again = false;
    saving = false;
    submitted.clear();
    settled = false;
}

/// An editor for each field of the model, unless they stand there already.
void InstanceForm::Private::build()
{
    ends.clear();
    auto *layout = new FormLayout(session->schema(), model, prompts, nullptr);
    for (const FormLayout::LinkEntry &entry : layout->links())
        ends.push_back(entry.id);
    view->setFields(layout);
    connectFields();
}

void InstanceForm::Private::connectFields()
{
    FormLayout *layout = view->fields();
    connect(layout, &FormLayout::guideRequested, &q, &InstanceForm::guideRequested);
    for (const FormLayout::FieldEntry &entry : layout->fields()) {
        connect(entry.editor, &FieldEditor::edited, &q, [this, entry] { onEdited(entry); });
        connect(entry.conflict, &ConflictBar::keepMine, &q, [this, entry] { onKeepMine(entry); });
        connect(entry.conflict, &ConflictBar::takeTheirs, &q, [this, entry] { onTakeTheirs(entry); });
    }
    for (const FormLayout::LinkEntry &entry : layout->links()) {
        const EndId end = entry.id;
        connect(entry.field, &LinkField::followRequested, &q, &InstanceForm::followRequested);
        connect(entry.field, &LinkField::branchRequested, &q, [this, end] {
            Q_EMIT q.branchRequested({model, key, label, false}, end);
        });
        connect(entry.field, &LinkField::chooseRequested, &q, [this, end] {
            Q_EMIT q.pickRequested({model, key, label, false}, end);
        });
        connect(entry.field, &LinkField::unlinkRequested, &q,
                [this, end](const InstanceRef &to) { onUnlink(end, to); });
    }
}

void InstanceForm::Private::load()
{
    if (!session || key.empty())
        return;
    if (ticket != 0) {
        again = true;
        return;
    }
    ticket = session->get(model, key, ends, life, [this](const Result<std::optional<Row>> &result) {
        ticket = 0;
        if (result)
            accept(*result);
        else
            Q_EMIT q.failed(result.error());
        if (std::exchange(again, false))
            load();
    });
}

void InstanceForm::Private::accept(const std::optional<Row> &now)
{
    FormLayout *layout = view->fields();
    isGone = !now;
    if (now)
        row = now;
    if (isGone && !row) {
        // Gone before it was ever seen: its fields are empty, but what was typed is shown.
        row = Row{key, Values(session->schema().model(model).fields.size()), label, {}, {}, {}};
        row->links.resize(ends.size());
    }
    FormDrafts::Draft mine = draft();
    for (const FormLayout::FieldEntry &entry : layout->fields())
        showField(entry, row->values[entry.id.index()], mine);
    for (std::size_t i = 0; i < layout->links().size(); ++i)
        showLink(layout->links()[i], i < row->links.size() ? row->links[i] : Links(), mine);
    submitted.clear();
    settled = false;
    put(mine);
    view->setLoading(false);
    lock();
    showHead();
    showFooter();
}

void InstanceForm::Private::showField(const FormLayout::FieldEntry &entry, const Value &stored, FormDrafts::Draft &mine)
{
    FieldEditor &editor = *entry.editor;
    const auto typed = mine.fields.find(entry.id);
    const auto forget = [&] {
        mine.fields.erase(entry.id);
        mine.base.erase(entry.id);
        mine.problems.erase(entry.id);
        entry.conflict->hide();
        if (editor.saved() != stored || editor.isModified())
            editor.setValue(stored);
        editor.setProblem({});
    };
    if (typed == mine.fields.end()) {
        forget();
        return;
    }
    const auto saved = submitted.find(entry.id);
    if (settled && saved != submitted.end() && saved->second == typed->second) {
        forget();
        return;
    }
    if (editor.saved() != stored || editor.typed() != typed->second) {
        const Typed text = typed->second;
        editor.setValue(stored);
        editor.setTyped(text);
    }
    if (!editor.isModified()) {
        forget();
        return;
    }
    const auto base = mine.base.find(entry.id);
    const bool conflict = base != mine.base.end() && base->second != stored;
    if (conflict)
        entry.conflict->say(valuetext::display(editor.field(), stored),
                            typed->second.null ? InstanceForm::tr("null") : typed->second.text.left(300));
    entry.conflict->setVisible(conflict);
    if (const auto problem = mine.problems.find(entry.id); problem != mine.problems.end() && !conflict)
        editor.setProblem(problem->second);
}

void InstanceForm::Private::showLink(const FormLayout::LinkEntry &entry, const Links &links, FormDrafts::Draft &mine)
{
    entry.field->setNewInstance(key.empty());
    entry.field->setLinks(links);
    const auto chosen = mine.links.find(entry.id);
    if (chosen == mine.links.end()) {
        entry.field->setChosen({});
        return;
    }
    const auto stands = [this](const auto &assignment) {
        return row->values[assignment.first.index()] == assignment.second;
    };
    const auto &values = chosen->second.values;
    if (!key.empty() && std::all_of(values.begin(), values.end(), stands)) {
        for (const auto &[field, value] : values)
            mine.base.erase(field);
        mine.links.erase(chosen);
        entry.field->setChosen({});
        entry.field->setProblem({});
        return;
    }
    entry.field->setChosen(std::optional(chosen->second.target));
}

void InstanceForm::Private::showHead()
{
    const Model &about = session->schema().model(model);
    if (key.empty()) {
        view->head().show(InstanceForm::tr("New %1").arg(about.name), about.name, {});
        view->head().warn({});
        return;
    }
    if (row && !isGone)
        label = instanceLabel(about, row->values).value_or(keyText(key));
    view->head().show(label.isEmpty() ? keyText(key) : label, about.name, key);
    view->head().warn(
        isGone ? InstanceForm::tr("This %1 was deleted. What is typed here can still be copied; Undo brings the "
                                  "instance back.")
                     .arg(about.name)
               : QString());
}

QString InstanceForm::Private::lockReason() const
{
    const Model &about = session->schema().model(model);
    if (session->isReadOnly())
        return session->readOnlyReason();
    if (!about.isWritable())
        return about.view ? InstanceForm::tr("“%1” is a view: it cannot be changed here.").arg(about.name)
                          : InstanceForm::tr("“%1” has no key: its instances cannot be told apart.").arg(about.name);
    return isGone ? InstanceForm::tr("The instance was deleted.") : QString();
}

void InstanceForm::Private::lock()
{
    const Model &about = session->schema().model(model);
    const QString all = lockReason();
    const bool isNew = key.empty();
    for (const FormLayout::FieldEntry &entry : view->fields()->fields()) {
        const Field &field = about.field(entry.id);
        QString reason = all;
        if (field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt)
            reason = InstanceForm::tr("Kept by Relata");
        else if (!field.isWritable())
            reason = InstanceForm::tr("Computed by the database");
        else if (!isNew && reason.isEmpty() && about.isKey(entry.id))
            reason = InstanceForm::tr("The key of an instance does not change");
        entry.editor->setReadOnly(reason);
        const bool made =
            isNew && about.key.size() == 1 && about.isKey(entry.id) && field.type.isScalar(ScalarType::Id);
        const bool kept = isNew && !field.isWritable();
        if (made || kept)
            entry.editor->setNullHint(InstanceForm::tr("made when saved"));
        else if (isNew && field.hasDefault)
            entry.editor->setNullHint(InstanceForm::tr("default"));
        else
            entry.editor->setNullHint(field.required ? InstanceForm::tr("required") : QString());
    }
    for (const FormLayout::LinkEntry &entry : view->fields()->links()) {
        const End &end = session->schema().end(entry.id);
        QString reason = all;
        if (reason.isEmpty() && !isNew && end.holdsKey()) {
            const auto &columns = session->schema().reference(end.reference).columns;
            if (std::any_of(columns.begin(), columns.end(), [&](FieldId field) { return about.isKey(field); }))
                reason = InstanceForm::tr("Part of the instance's key, which does not change");
        }
        entry.field->setReadOnly(reason);
    }
    // Where the keyboard goes when the form as a whole is asked for it.
    const auto &fields = view->fields()->fields();
    const auto first = std::find_if(fields.begin(), fields.end(),
                                    [](const FormLayout::FieldEntry &e) { return !e.editor->isReadOnly(); });
    q.setFocusProxy(first != fields.end() ? first->editor : (fields.empty() ? nullptr : fields.front().editor));
}

void InstanceForm::Private::showFooter()
{
    if (!session || !model.isValid())
        return;
    if (!lockReason().isEmpty() && !q.isDirty()) {
        view->hideFooter();
    } else {
        const FormDrafts::Draft mine = draft();
        const int changed = static_cast<int>(mine.fields.size() + mine.links.size());
        QString words = changed > 0 ? InstanceForm::tr("%n field(s) changed", nullptr, changed) : QString();
        if (words.contains(u"(s)"_s))
            words =
                changed == 1 ? InstanceForm::tr("1 field changed") : InstanceForm::tr("%1 fields changed").arg(changed);
        if (key.empty())
            words = InstanceForm::tr("New, not saved yet");
        if (saving)
            words = InstanceForm::tr("Saving…");
        const bool canSave = lockReason().isEmpty() && !saving && (changed > 0 || key.empty());
        view->showFooter(words, changed > 0 || key.empty(), canSave);
    }
    Q_EMIT q.dirtyChanged();
}

} // namespace relata
