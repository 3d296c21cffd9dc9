#include "views/browse/instanceform.h"

#include "base/overloaded.h"
#include "items/valuetext.h"
#include "session/session.h"
#include "views/browse/conflictbar.h"
#include "views/browse/formdrafts.h"
#include "views/browse/formhead.h"
#include "views/browse/formintents.h"
#include "views/browse/formview.h"
#include "views/browse/linkfield.h"

#include <QPointer>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace relata {

class InstanceForm::Private
{
public:
    explicit Private(InstanceForm &form);

    // What is shown
    void clear();
    void build();
    void connectFields();
    void load();
    void accept(const std::optional<Row> &row);
    void showField(const FormLayout::FieldEntry &entry, const Value &stored, FormDrafts::Draft &draft);
    void showLink(const FormLayout::LinkEntry &entry, const Links &links, FormDrafts::Draft &draft);
    void showHead();
    void showFooter();
    void lock();
    [[nodiscard]] QString lockReason() const;

    // What is typed
    [[nodiscard]] FormDrafts::Draft draft() const;
    void put(const FormDrafts::Draft &draft);
    void onEdited(const FormLayout::FieldEntry &entry);
    void onKeepMine(const FormLayout::FieldEntry &entry);
    void onTakeTheirs(const FormLayout::FieldEntry &entry);
    void onDraftChanged(ModelId changed, const Key &of);
    void putLink(EndId end, const std::optional<InstanceRef> &target, const Assignments &values);
    void onUnlink(EndId end, const InstanceRef &to);
    void nameLink(EndId end, const InstanceRef &target);
    void putPreset(const Assignments &preset);

    // Saving
    void save();
    void onSaved(const ChangeSet &set);
    void onRefused(const Error &error);

    InstanceForm &q;
    FormView *view;
    Session *session = nullptr;
    Prompts *prompts = nullptr;
    QPointer<FormDrafts> drafts;
    ModelId model;
    Key key; ///< empty: a new instance
    QString label; ///< until the row is there
    std::optional<Row> row;
    std::optional<InstanceRef> before; ///< what was shown when a new instance was begun
    bool isGone = false;
    std::vector<EndId> ends; ///< that the row's links are of
    Session::Ticket ticket = 0;
    bool again = false; ///< something changed while the row was on its way
    bool saving = false;
    bool writing = false; ///< drafts are changed by this form itself
    std::map<FieldId, Typed> submitted; ///< what was saved: no longer a draft where it still stands there
    bool settled = false; ///< `submitted` was accepted
    QObject *life = nullptr; ///< ends with what is shown: the context of its reads
};

InstanceForm::Private::Private(InstanceForm &form) : q(form), view(new FormView(&form)), life(new QObject(&form))
{
    auto *layout = new QVBoxLayout(&q);
    layout->setContentsMargins({});
    layout->addWidget(view);
    q.setObjectName(u"instanceForm"_s);
    q.setAccessibleName(InstanceForm::tr("Instance"));
    connect(view, &FormView::savePressed, &q, &InstanceForm::save);
    connect(view, &FormView::revertPressed, &q, &InstanceForm::revert);
}

// What is shown

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
    if (row && !isGone) {
        const Value *value = about.display.isValid() ? &row->values[about.display.index()] : nullptr;
        label = value && !isNull(*value) ? valuetext::display(about.field(about.display), *value) : keyText(key);
    }
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

// What is typed

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
        const Model &other = session->schema().model(target.model);
        if (*found && other.display.isValid() && !isNull((*found)->values[other.display.index()]))
            named.label = valuetext::display(other.field(other.display), (*found)->values[other.display.index()]);
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

// Public

InstanceForm::InstanceForm(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(*this)) {}

InstanceForm::~InstanceForm() = default;

void InstanceForm::setSession(Session *session)
{
    if (d->session)
        disconnect(&d->session->feed(), nullptr, this, nullptr);
    if (d->drafts)
        disconnect(d->drafts, nullptr, this, nullptr);
    d->clear();
    d->view->setFields(nullptr);
    d->model = {};
    d->session = session;
    d->drafts = session ? &FormDrafts::of(*session) : nullptr;
    Q_EMIT dirtyChanged();
    if (!session)
        return;
    connect(&session->feed(), &ChangeFeed::committed, this, [this] { d->load(); });
    connect(session, &Session::displayChanged, this, [this] { d->load(); });
    connect(d->drafts, &FormDrafts::changed, this,
            [this](ModelId model, const Key &key) { d->onDraftChanged(model, key); });
    connect(d->drafts, &FormDrafts::dropped, this, [this](const QString &label) {
        Q_EMIT failed(
            {ErrorCode::Io,
             tr("What was typed for “%1” was dropped: more than %2 instances have unsaved values. Save some of them.")
                 .arg(label)
                 .arg(FormDrafts::atMost),
             {}});
    });
}

void InstanceForm::setPrompts(Prompts *prompts) { d->prompts = prompts; }

void InstanceForm::show(const std::optional<InstanceRef> &instance)
{
    const bool same = instance && d->view->fields() && instance->model == d->model && instance->key == d->key;
    if (same && !isNew())
        return;
    d->clear();
    if (!instance || !d->session || instance->key.empty()) {
        d->view->setFields(nullptr);
        d->model = {};
        Q_EMIT dirtyChanged();
        return;
    }
    const bool builds = instance->model != d->model || !d->view->fields();
    d->model = instance->model;
    d->key = instance->key;
    d->label = instance->label;
    if (builds)
        d->build();
    d->view->setLoading(true);
    d->showHead();
    d->showFooter();
    d->load();
}

void InstanceForm::startNew(ModelId model, const Assignments &preset)
{
    if (!d->session || !model.isValid())
        return;
    const auto before = isNew() ? d->before : instance();
    d->clear();
    d->before = before;
    const bool builds = model != d->model || !d->view->fields();
    d->model = model;
    if (builds)
        d->build();
    d->view->setLoading(false);
    Row blank;
    blank.values.resize(d->session->schema().model(model).fields.size());
    blank.links.resize(d->ends.size());
    d->accept(blank);
    d->putPreset(preset);
    focusFirst();
}

std::optional<InstanceRef> InstanceForm::instance() const
{
    if (!d->model.isValid() || d->key.empty())
        return {};
    return InstanceRef{d->model, d->key, d->label, false};
}

bool InstanceForm::isNew() const { return d->model.isValid() && d->key.empty(); }

bool InstanceForm::isDirty() const { return !d->draft().isEmpty(); }

int InstanceForm::unsaved() const { return d->drafts ? d->drafts->count() : 0; }

void InstanceForm::save() { d->save(); }

void InstanceForm::revert()
{
    if (!d->drafts || !d->model.isValid() || !d->row)
        return;
    d->writing = true;
    d->drafts->drop(d->model, d->key);
    d->writing = false;
    d->submitted.clear();
    if (isNew()) {
        // Nothing was begun: back to where one was.
        show(std::exchange(d->before, std::nullopt));
        return;
    }
    d->accept(d->isGone ? std::nullopt : d->row);
    for (const FormLayout::LinkEntry &entry : d->view->fields()->links())
        entry.field->setProblem({});
}

void InstanceForm::focusFirst()
{
    if (!d->view->fields())
        return;
    for (const FormLayout::FieldEntry &entry : d->view->fields()->fields()) {
        const Model &model = d->session->schema().model(d->model);
        // The key of a new instance is made: what comes after it is what one types.
        const bool made =
            model.key.size() == 1 && model.isKey(entry.id) && entry.editor->field().type.isScalar(ScalarType::Id);
        if (entry.editor->isReadOnly() || made)
            continue;
        entry.editor->setFocus();
        return;
    }
}

void InstanceForm::setLink(EndId end, const InstanceRef &target)
{
    if (!d->session || !d->model.isValid() || !d->session->schema().end(end).holdsKey()
        || d->session->schema().end(end).model != d->model)
        return;
    if (const auto values = formintents::linkValues(d->session->schema(), end, target.key)) {
        d->putLink(end, target, *values);
        return;
    }
    d->session->get(target.model, target.key, {}, d->life,
                    [this, end, target](const Result<std::optional<Row>> &found) {
                        if (found && *found)
                            d->putLink(end, target, formintents::linkValues(d->session->schema(), end, **found));
                        else if (!found)
                            Q_EMIT failed(found.error());
                    });
}

} // namespace relata
