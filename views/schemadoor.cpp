#include "views/schemadoor.h"

#include "session/session.h"
#include "views/schema/schemaeditor.h"
#include "views/schema/sessiondesk.h"

#include <utility>

namespace relata {

namespace {

QString appliedWords(const MigrationOutcome &outcome, int changes)
{
    const QString done = changes == 1 ? SchemaDoor::tr("1 change was applied.")
                                      : SchemaDoor::tr("%1 changes were applied.").arg(changes);
    if (outcome.backupPath.isEmpty())
        return done;
    return SchemaDoor::tr("%1 The database as it was before is kept in %2.").arg(done, outcome.backupPath);
}

/// What the model that was this one before is called in the draft.
QString nameNow(const SchemaDraft &draft, std::optional<ModelId> before)
{
    for (std::size_t i = 0; before && i < draft.origins.models.size(); ++i)
        if (draft.origins.models[i].model == before)
            return draft.schema.models[i].name;
    return {};
}

} // namespace

SchemaDoor::SchemaDoor(QWidget *window, Prompts &prompts) : QObject(window), m_window(window), m_prompts(prompts) {}

SchemaDoor::~SchemaDoor() = default;

void SchemaDoor::createDatabase()
{
    auto *editor = new SchemaEditor(m_prompts, m_window);
    connect(editor, &SchemaEditor::createWanted, this, [this, editor](const QString &file, const Schema &schema) {
        m_new = editor;
        Q_EMIT createWanted(file, schema);
    });
    open(editor, {});
}

void SchemaDoor::showProgress(const QString &what)
{
    if (m_new)
        m_new->setMaking(what);
}

void SchemaDoor::made()
{
    if (m_new)
        std::exchange(m_new, nullptr)->accept();
}

bool SchemaDoor::explain(const Error &error)
{
    if (m_new)
        m_new->explain(error);
    return std::exchange(m_new, nullptr) != nullptr;
}

void SchemaDoor::edit(Session &session, std::optional<ModelId> model)
{
    auto desk = std::make_unique<SessionDesk>(session);
    auto *editor = new SchemaEditor(session, *desk, m_prompts, m_window);
    m_desk = std::move(desk);
    if (model)
        editor->chooseModel(*model);
    connect(editor, &SchemaEditor::applied, this, [this, editor, model](const MigrationOutcome &outcome, int changes) {
        Q_EMIT applied(nameNow(editor->history().draft(), model), appliedWords(outcome, changes));
    });
    open(editor, session.url().path);
}

void SchemaDoor::open(SchemaEditor *editor, const QString &database)
{
    editor->setAttribute(Qt::WA_DeleteOnClose);
    const SchemaDraftHistory left = m_left.take(database);
    // What was changed by others since is not to be undone by an old draft.
    if (left.isChanged() && left.base() == editor->history().base())
        editor->resume(left);
    connect(editor, &SchemaEditor::leftDraft, this,
            [this, database](const SchemaDraftHistory &history) { m_left.insert(database, history); });
    editor->open();
}

} // namespace relata
