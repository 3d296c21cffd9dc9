#include "views/gestures.h"

#include "items/changetext.h"
#include "session/session.h"
#include "views/actions.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browse/instancepicker.h"
#include "views/browse/relationpane.h"
#include "views/browser.h"
#include "views/dialogs/deletedialog.h"
#include "views/parts/messagestrip.h"

#include <QAction>
#include <QWidget>

#include <utility>

namespace relata {

namespace {

/// The key fields of the many side that lead to this instance; nothing where they do not hold its very key.
std::optional<Assignments> linkedFrom(const Schema &schema, const End &end, const InstanceRef &of)
{
    if (end.kind != End::Kind::ToMany || of.key.empty())
        return {};
    const Reference &reference = schema.reference(end.reference);
    if (reference.referenced != schema.model(of.model).key)
        return {};
    Assignments preset;
    for (std::size_t i = 0; i < reference.columns.size(); ++i)
        preset.emplace_back(reference.columns[i], of.key[i]);
    return preset;
}

} // namespace

Gestures::Gestures(Actions &actions, Browser &browser, MessageStrip &strip, Prompts &prompts, QWidget *window)
    : QObject(window), m_actions(actions), m_browser(browser), m_strip(strip), m_prompts(prompts), m_window(window)
{
    InstancePane *table = browser.instances;
    InstanceForm *form = browser.form;
    RelationPane *tree = browser.relations;

    connect(actions.newInstance, &QAction::triggered, this, &Gestures::create);
    connect(actions.deleteInstances, &QAction::triggered, this, &Gestures::remove);
    connect(actions.saveInstance, &QAction::triggered, form, &InstanceForm::save);
    connect(actions.revertInstance, &QAction::triggered, form, &InstanceForm::revert);
    connect(actions.undo, &QAction::triggered, this, &Gestures::undo);
    connect(actions.redo, &QAction::triggered, this, &Gestures::redo);
    connect(actions.linkInstance, &QAction::triggered, this, [this, tree] {
        if (const auto place = tree->linkPlace())
            pick(place->of, place->end, Into::Database);
    });
    connect(actions.unlinkInstance, &QAction::triggered, this, [this, tree] {
        if (const auto pair = tree->linkedPair())
            unlink(pair->end, pair->of, pair->to);
    });
    connect(actions.follow, &QAction::triggered, this, [this, tree] {
        if (const auto pair = tree->linkedPair())
            m_browser.follow(pair->to);
    });

    connect(table, &InstancePane::newRequested, this, &Gestures::create);
    connect(table, &InstancePane::deleteRequested, this, &Gestures::remove);
    connect(table, &InstancePane::pickRequested, this,
            [this](const InstanceRef &of, EndId end) { pick(of, end, Into::Database); });
    connect(form, &InstanceForm::pickRequested, this,
            [this](const InstanceRef &of, EndId end) { pick(of, end, Into::Form); });
    connect(form, &InstanceForm::unlinkRequested, this, &Gestures::unlink);
    connect(form, &InstanceForm::created, this, &Gestures::created);

    connect(&browser, &Browser::failed, this, &Gestures::report);
    connect(&browser, &Browser::changed, this, &Gestures::judge);
    connect(form, &InstanceForm::dirtyChanged, this, &Gestures::judge);
    connect(table, &InstancePane::selectionChanged, this, &Gestures::judge);
    judge();
}

void Gestures::setSession(Session *session)
{
    const auto dialogs = m_window->findChildren<QDialog *>(Qt::FindDirectChildrenOnly);
    for (QDialog *dialog : dialogs)
        dialog->close();
    m_awaited.reset();
    m_session = session;
    if (session)
        connect(session, &Session::historyChanged, this, &Gestures::judge);
    judge();
}

void Gestures::judge()
{
    const QString closed = tr("No database is open.");
    const bool open = m_session != nullptr;
    const bool writable = open && !m_session->isReadOnly();
    const QString locked = !open ? closed : m_session->readOnlyReason();
    const auto allow = [&](QAction *action, bool possible, const QString &reason) {
        Actions::allow(action, writable && possible, writable ? reason : locked);
    };
    const Place place = open ? m_browser.instances->place() : Place{};
    const bool shown = place.model.isValid();
    const Model *model = shown ? &m_session->schema().model(place.model) : nullptr;
    const auto linkPlace = open ? m_browser.relations->linkPlace() : std::nullopt;
    const auto linkedPair = open ? m_browser.relations->linkedPair() : std::nullopt;

    allow(m_actions.newInstance, model && model->isWritable(),
          model ? tr("%1 is a view: its instances come from other models.").arg(model->name)
                : tr("Choose a model first."));
    const bool chosen = open && m_browser.instances->hasSelection();
    allow(m_actions.deleteInstances, chosen && model && model->isWritable(),
          chosen ? tr("Instances of a view cannot be deleted.") : tr("Choose at least one instance first."));
    const bool dirty = open && m_browser.form->isDirty();
    allow(m_actions.saveInstance, dirty, tr("Nothing is unsaved."));
    allow(m_actions.revertInstance, dirty || (open && m_browser.form->isNew()), tr("Nothing is unsaved."));
    allow(m_actions.linkInstance, linkPlace.has_value(), tr("Choose an instance that has a relationship first."));
    allow(m_actions.unlinkInstance, linkedPair.has_value(), tr("Choose a linked instance in Relationships first."));
    Actions::allow(m_actions.follow, linkedPair.has_value(), tr("Choose a linked instance in Relationships first."));
    Actions::allow(m_actions.back, m_browser.canGoBack(), tr("There is no place to go back to."));
    Actions::allow(m_actions.forward, m_browser.canGoForward(), tr("There is no place to go forward to."));

    const HistoryState history = open ? m_session->history() : HistoryState{};
    allow(m_actions.undo, history.undo.has_value(), tr("There is nothing to undo."));
    allow(m_actions.redo, history.redo.has_value(), tr("There is nothing to redo."));
    if (open) {
        const Schema &schema = m_session->schema();
        Actions::explain(m_actions.undo, changetext::undo(schema, history.undo ? &*history.undo : nullptr));
        Actions::explain(m_actions.redo, changetext::redo(schema, history.redo ? &*history.redo : nullptr));
    }
    for (QAction *action :
         {m_actions.editCell, m_actions.copyRows, m_actions.filter, m_actions.refresh, m_actions.previousRow,
          m_actions.nextRow, m_actions.goModels, m_actions.goTable, m_actions.goTree, m_actions.goForm,
          m_actions.goChanges, m_actions.nextPane, m_actions.previousPane, m_actions.editSchema, m_actions.showDiagram,
          m_actions.closeDatabase, m_actions.guide, m_actions.resetLayout})
        Actions::allow(action, open, closed);
}

void Gestures::create()
{
    const Place place = m_browser.instances->place();
    m_awaited.reset();
    Assignments preset;
    if (place.via) {
        // A new article among those of a publication belongs to it.
        const Schema &schema = m_session->schema();
        const End &end = schema.end(place.via->end);
        const InstanceRef of{end.model, place.via->key, place.viaLabel};
        if (auto linked = linkedFrom(schema, end, of))
            preset = std::move(*linked);
        else
            m_awaited = Awaited{of, place.via->end};
    }
    m_browser.form->startNew(place.model, preset);
    judge();
}

void Gestures::remove()
{
    // The table's own key comes here too, whatever the action says.
    if (m_session->isReadOnly())
        return m_strip.say(MessageStrip::Level::Warning, m_session->readOnlyReason());
    if (!m_actions.deleteInstances->isEnabled())
        return;
    const ModelId model = m_browser.instances->place().model;
    m_browser.instances->readSelectedKeys([this, model](const Result<std::vector<Key>> &keys) {
        if (!keys) {
            report(keys.error());
            return;
        }
        auto *dialog = new DeleteDialog(*m_session, Delete{model, *keys, {}, Delete::Blockers::Refuse}, m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setPrompts(&m_prompts);
        connect(dialog, &DeleteDialog::confirmed, this, [this](const Delete &confirmed) { submit(confirmed); });
        dialog->open();
    });
}

void Gestures::unlink(EndId end, const InstanceRef &of, const InstanceRef &to) { submit(Unlink{end, of.key, to.key}); }

void Gestures::pick(const InstanceRef &of, EndId end, Into into)
{
    auto *picker = new InstancePicker(*m_session, of, end, m_window);
    picker->setAttribute(Qt::WA_DeleteOnClose);
    connect(picker, &InstancePicker::chosen, this,
            [this, of, end, into](const InstanceRef &target, InstancePicker::Move move) {
                const bool fits = m_session->schema().end(end).holdsKey() && move == InstancePicker::Move::No;
                if (of.key.empty() || (into == Into::Form && fits))
                    return m_browser.form->setLink(end, target);
                const auto moved = move == InstancePicker::Move::Yes ? Link::Move::Yes : Link::Move::No;
                link({end, of.key, target.key, moved});
            });
    connect(picker, &InstancePicker::createRequested, this,
            [this, of, end](const QString &typed) { createToLink(of, end, typed); });
    picker->open();
}

void Gestures::createToLink(const InstanceRef &of, EndId end, const QString &typed)
{
    const Schema &schema = m_session->schema();
    const End &way = schema.end(end);
    if (of.key.empty()) {
        m_strip.say(MessageStrip::Level::Warning,
                    tr("Save this %1 first. Then a new %2 can be made and linked to it.")
                        .arg(schema.model(way.model).name, schema.model(way.other).name));
        return;
    }
    Assignments preset;
    m_awaited.reset();
    if (auto linked = linkedFrom(schema, way, of))
        preset = std::move(*linked);
    else
        m_awaited = Awaited{of, end};
    const Model &other = schema.model(way.other);
    if (!typed.isEmpty() && other.label.empty() && other.display.isValid() && other.field(other.display).isWritable())
        preset.emplace_back(other.display, typed);
    m_browser.form->startNew(way.other, preset);
    judge();
}

void Gestures::created(const InstanceRef &instance)
{
    const auto awaited = std::exchange(m_awaited, {});
    if (awaited && m_session->schema().end(awaited->end).other == instance.model)
        link({awaited->end, awaited->of.key, instance.key, Link::Move::No});
    m_browser.choose(instance);
    judge();
}

void Gestures::link(const Link &wanted)
{
    m_session->submit({wanted}, this, [this, wanted](const Result<ChangeSet> &done) {
        if (done)
            return;
        if (done.error().code != ErrorCode::Taken || wanted.move == Link::Move::Yes)
            return report(done.error());
        Link moved = wanted;
        moved.move = Link::Move::Yes;
        m_strip.say(MessageStrip::Level::Error, done.error().message,
                    {tr("Move the link here"), [this, moved] { link(moved); }}, done.error().detail);
    });
}

void Gestures::submit(const Intent &intent)
{
    m_session->submit({intent}, this, [this](const Result<ChangeSet> &done) {
        if (!done)
            report(done.error());
    });
}

void Gestures::undo()
{
    m_session->undo(this, [this](const Result<ChangeSet> &done) {
        if (!done)
            report(done.error());
    });
}

void Gestures::redo()
{
    m_session->redo(this, [this](const Result<ChangeSet> &done) {
        if (!done)
            report(done.error());
    });
}

void Gestures::report(const Error &error)
{
    MessageStrip::Remedy remedy;
    if (error.code == ErrorCode::Conflict || error.code == ErrorCode::NotFound)
        remedy = {tr("Refresh"), [this] { m_browser.refresh(); }};
    m_strip.say(MessageStrip::Level::Error, error.message, remedy, error.detail);
}

} // namespace relata
