#include "views/schema/schemaeditor.h"

#include "items/migrationitemmodel.h"
#include "items/schemachangewords.h"
#include "schema/sdl.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/parts/relatastyle.h"
#include "views/schema/diagram/schemadiagram.h"
#include "views/schema/migrationreview.h"
#include "views/schema/schemaeditorprivate.h"
#include "views/schema/schemafieldspane.h"
#include "views/schema/schemafieldstable.h"
#include "views/schema/schemahead.h"
#include "views/schema/schemaindexpane.h"
#include "views/schema/schemarelationspane.h"
#include "views/schema/schemasuggestions.h"
#include "views/schema/schemavaluespane.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabWidget>
#include <QToolButton>

namespace relata {

using namespace Qt::StringLiterals;

void SchemaEditor::Private::refresh()
{
    {
        // What the list chooses by itself while rows come and go is nobody's choice.
        const QSignalBlocker quiet(list->selectionModel());
        entries.show(work.draft(), work.counts(), schemachangewords::countsByModel(work.differences(), work.schema()));
    }
    findingItems.show(work.findings());
    findingList->setVisible(findingItems.rowCount() > 0);
    showSide();
    const auto explain = [](QAction *action, const QString &words, const QString &nothing) {
        action->setEnabled(!words.isEmpty());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip((words.isEmpty() ? nothing : QString(action->text() % u": "_s % words)) % u" ("_s % keys
                           % u')');
    };
    explain(undo, work.history().undoWords(), SchemaEditor::tr("Nothing to undo"));
    explain(redo, work.history().redoWords(), SchemaEditor::tr("Nothing to redo"));
    showChosen();
}

/// The picture, or the text: whichever is seen.
void SchemaEditor::Private::showSide()
{
    if (side->currentWidget() == text) {
        text->setPlainText(sdl::write(work.schema()));
        return;
    }
    diagram->setSchema(work.schema(), work.draft().origins);
    for (std::size_t i = 0; i < work.schema().models.size(); ++i) {
        const auto origin = work.draft().origins.models[i].model;
        if (origin && work.counts()[origin->index()] >= 0)
            diagram->setCounts(ModelId(static_cast<int>(i)), work.counts()[origin->index()]);
    }
    if (work.model().isValid())
        diagram->selectModel(work.model());
}

void SchemaEditor::Private::showChosen()
{
    const int row = work.model().isValid() ? entries.rowOf(work.model()) : entries.rowOfType(work.type());
    if (row >= 0 && list->currentIndex().row() != row) {
        const QSignalBlocker quiet(list->selectionModel());
        list->setCurrentIndex(entries.index(row));
        list->viewport()->update();
    }
    const bool isEnum = work.schema().enumNamed(work.type()) != nullptr;
    const bool isNothing = !work.model().isValid() && work.type().isEmpty();
    if (isNothing)
        fillNote();
    head->setVisible(!isNothing);
    pages->setCurrentIndex(isNothing ? 2 : isEnum ? 1 : 0);
    lower->setVisible(work.model().isValid());
    const bool isView = work.model().isValid() && work.schema().model(work.model()).view;
    addFieldButton->setEnabled((work.model().isValid() || !work.type().isEmpty()) && !isEnum && !isView);
    addRelation->setEnabled(work.model().isValid() && work.schema().model(work.model()).isWritable());
    judge();
}

/// What cannot be found is not offered: a suggestion is never missed.
void SchemaEditor::Private::suggest()
{
    if (!desk || !session || session->isReadOnly())
        return;
    desk->suggest(q, [this](const Result<std::vector<Suggestion>> &found) {
        if (found)
            suggestions->show(*found);
    });
}

/// With the database as it is: a database that is about to get another schema takes them along.
void SchemaEditor::Private::keepPlaces()
{
    keepTimer.stop();
    // Renames that the picture has not seen, because the text stands before it, take the places along.
    diagram->setSchema(work.schema(), work.draft().origins);
    if (session)
        session->setDiagramPlaces(diagram->places().toJson());
}

/// What can be pressed, and why not.
void SchemaEditor::Private::judge()
{
    const int count = static_cast<int>(work.differences().size());
    const bool errors = hasErrors(work.findings());
    const bool look = plan.plan() && needsLook(*plan.plan());
    QString reason;
    if (plan.isApplying())
        reason = SchemaEditor::tr("Applying…");
    else if (!making.isEmpty())
        reason = SchemaEditor::tr("%1…").arg(making);
    else if (count == 0)
        reason = work.isNew() ? SchemaEditor::tr("Add a model first.") : SchemaEditor::tr("Nothing has changed.");
    else if (session && session->isReadOnly())
        reason = session->readOnlyReason();
    else if (errors)
        reason = SchemaEditor::tr("Mend what is marked as an error first.");
    else if (!plan.failure().isEmpty())
        reason = plan.failure();
    else if (look)
        reason = SchemaEditor::tr("Some changes need a look first.");
    else if (desk && !plan.plan())
        reason = SchemaEditor::tr("Looking at the data…");

    state->setText(count == 0       ? SchemaEditor::tr("No changes")
                       : count == 1 ? SchemaEditor::tr("1 change, nothing written yet")
                                    : SchemaEditor::tr("%1 changes, nothing written yet").arg(count));
    hint->setText(count == 0 ? QString() : reason);
    QPalette tinted = hint->palette();
    tinted.setColor(QPalette::WindowText,
                    errors || !plan.failure().isEmpty() ? Palette::current().danger : Palette::current().warning);
    hint->setPalette(tinted);
    accept->setEnabled(reason.isEmpty());
    accept->setToolTip(reason);
    setLook(accept, look ? ButtonLook::Plain : ButtonLook::Primary);
    reviewButton->setEnabled(plan.plan() && !plan.isApplying() && count > 0);
    reviewButton->setToolTip(reviewButton->isEnabled() ? QString() : reason);
    setLook(reviewButton, look ? ButtonLook::Primary : ButtonLook::Plain);
    const QString words = removeWords();
    remove->setEnabled(!words.isEmpty());
    remove->setToolTip(words.isEmpty() ? SchemaEditor::tr("Choose what to remove first.")
                                       : SchemaEditor::tr("%1 (Del)").arg(words));
}

QString SchemaEditor::Private::databaseName() const
{
    return session ? session->url().fileName() : SchemaEditor::tr("new database");
}

void SchemaEditor::Private::press()
{
    // What was still being typed may have changed what can be pressed.
    if (!accept->isEnabled())
        return;
    if (desk)
        return apply();
    prompts.saveFile(q, SchemaEditor::tr("Make the database"),
                     SchemaEditor::tr("Databases (*.relata *.sqlite *.sqlite3 *.db *.db3);;All files (*)"),
                     SchemaEditor::tr("new", "file name of a new database") % u".relata"_s,
                     [this](const QString &file) { Q_EMIT q->createWanted(file, work.schema()); });
}

void SchemaEditor::Private::review()
{
    if (!plan.plan())
        return;
    keepPlaces();
    auto *dialog = new MigrationReview(*desk, prompts, databaseName(), plan.intent(), *plan.plan(), q);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MigrationReview::applied, q, [this](const MigrationOutcome &outcome, int changes) {
        q->accept();
        Q_EMIT q->applied(outcome, changes);
    });
    connect(dialog, &QDialog::rejected, q, [this, dialog] { plan.setRemedies(dialog->intent().remedies); });
    dialog->open();
}

void SchemaEditor::Private::apply()
{
    keepPlaces();
    plan.apply([this](const Result<MigrationOutcome> &outcome, int count) {
        if (!outcome) {
            strip->say(MessageStrip::Level::Error, outcome.error().message, {}, outcome.error().detail);
            return;
        }
        q->accept();
        Q_EMIT q->applied(*outcome, count);
    });
}

SchemaEditor::SchemaEditor(Session &session, MigrationDesk &desk, Prompts &prompts, QWidget *parent)
    : QDialog(parent), d(std::make_unique<Private>(this, &session, &desk, prompts))
{
    start();
    connect(&session, &QObject::destroyed, this, [this] { done(Rejected); });
}

SchemaEditor::SchemaEditor(Prompts &prompts, QWidget *parent)
    : QDialog(parent), d(std::make_unique<Private>(this, nullptr, nullptr, prompts))
{
    start();
}

/// The line that is typed in gives its name away when it loses the focus: while there is still someone to take it.
SchemaEditor::~SchemaEditor() { hide(); }

void SchemaEditor::start()
{
    setObjectName(u"schemaEditor"_s);
    setWindowTitle(tr("Schema editor"));
    setAccessibleName(tr("Schema editor"));
    setModal(true);
    setSizeGripEnabled(true);
    d->build();
    d->connectAll();
    d->addMenus();
    d->addPaneKeys();
    d->refresh();
    d->suggest();
    d->list->setFocus();
}

void SchemaEditor::resume(const SchemaDraftHistory &history) { d->work.resume(history); }

const SchemaDraftHistory &SchemaEditor::history() const { return d->work.history(); }

void SchemaEditor::chooseModel(ModelId model)
{
    if (model.isValid() && model.index() < d->work.schema().models.size())
        d->work.choose(model);
}

void SchemaEditor::setMaking(const QString &what)
{
    d->making = what;
    d->judge();
}

void SchemaEditor::explain(const Error &error)
{
    d->strip->say(MessageStrip::Level::Error, error.message, {}, error.detail);
}

void SchemaEditor::reject()
{
    if (d->plan.isApplying() || !d->making.isEmpty())
        return;
    if (d->work.differences().empty())
        return QDialog::reject();
    const int count = static_cast<int>(d->work.differences().size());
    d->prompts.choose(
        this, tr("Close the schema editor?"),
        count == 1 ? tr("1 change was not applied. Kept, it is here when the editor is opened again.")
                   : tr("%1 changes were not applied. Kept, they are here when the editor is opened again.").arg(count),
        {tr("Keep for later"), tr("Discard")}, [this](int choice) {
            if (choice == 0)
                Q_EMIT leftDraft(d->work.history());
            QDialog::reject();
        });
}

void SchemaEditor::done(int result)
{
    if (result == Rejected && d->keepTimer.isActive())
        d->keepPlaces();
    d->keepTimer.stop();
    QDialog::done(result);
}

bool SchemaEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Delete) {
        d->removeChosen();
        return true;
    }
    if (event->type() == QEvent::FocusIn) {
        using Target = Private::Target;
        d->target = watched == d->list        ? Target::Entry
            : watched == d->fields->table()   ? Target::Field
            : watched == d->relations->list() ? Target::Relationship
            : watched == d->values->list()    ? Target::Value
                                              : Target::Index;
        d->judge();
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace relata
