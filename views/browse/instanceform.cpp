#include "views/browse/instanceform.h"

#include "views/browse/formintents.h"
#include "views/browse/instanceformprivate.h"
#include "views/browse/linkfield.h"

#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace relata {

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
