// How the window opens, makes and leaves databases, and its menus; its panes are in mainwindow.cpp.
#include "session/session.h"
#include "views/actions.h"
#include "views/browse/changespane.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browse/modelpane.h"
#include "views/browse/relationpane.h"
#include "views/browser.h"
#include "views/dialogs/shortcutlist.h"
#include "views/mainmenu.h"
#include "views/mainwindow.h"
#include "views/opener.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/recentfiles.h"
#include "views/schema/diagram/diagramwindow.h"
#include "views/schema/diagram/schemadiagram.h"
#include "views/schemadoor.h"
#include "views/startpage.h"
#include "views/statusline.h"

#include <QAction>
#include <QActionGroup>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr int layoutVersion = 1;

QString databaseFilter() { return MainWindow::tr("Databases (*.relata *.sqlite *.sqlite3 *.db *.db3);;All files (*)"); }

bool isSchemaFile(const QString &file)
{
    const QString ending = QFileInfo(file).suffix().toLower();
    return ending == "graphql"_L1 || ending == "gql"_L1 || ending == "graphqls"_L1;
}

} // namespace

void MainWindow::buildMenus()
{
    const mainmenu::Menus menus = mainmenu::fill(*this, *m_actions);
    m_recent = menus.recent;
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::listRecent);
    listRecent();

    menus.view->addMenu(m_browser->instances->columnsMenu());
    menus.data->addMenu(m_browser->instances->labelMenu());

    auto *themes = new QActionGroup(this);
    const auto kept = static_cast<Theme>(QSettings().value(u"theme"_s, 0).toInt());
    for (const auto &[theme, name, text] : {std::tuple(Theme::System, u"themeSystem"_s, tr("&System")),
                                            std::tuple(Theme::Light, u"themeLight"_s, tr("&Light")),
                                            std::tuple(Theme::Dark, u"themeDark"_s, tr("&Dark"))}) {
        QAction *action = themes->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(theme == kept);
        menus.theme->addAction(action);
        connect(action, &QAction::triggered, this, [theme = theme] {
            QSettings().setValue(u"theme"_s, static_cast<int>(theme));
            Palette::apply(theme);
        });
    }
    for (QDockWidget *dock : std::as_const(m_docks))
        menus.window->addAction(dock->toggleViewAction());
    auto *relations = menus.window->addAction(tr("Relationships"));
    relations->setObjectName(u"toggleRelations"_s);
    relations->setCheckable(true);
    relations->setChecked(true);
    connect(relations, &QAction::toggled, m_browser->relations, &QWidget::setVisible);
    connect(menus.window, &QMenu::aboutToShow, relations,
            [this, relations] { relations->setChecked(!m_browser->relations->isHidden()); });
}

void MainWindow::connectActions()
{
    const Actions &a = *m_actions;
    const auto on = [this](QAction *action, auto &&run) { connect(action, &QAction::triggered, this, run); };
    on(a.newDatabase, [this] { m_schemaDoor->createDatabase(); });
    on(a.newFromSchema, [this] { askForSchema(); });
    on(a.openDatabase, [this] { askForFile(Access::ReadWrite); });
    on(a.openReadOnly, [this] { askForFile(Access::ReadOnly); });
    on(a.openSample, [this] { openSample(); });
    on(a.closeDatabase, [this] { whenSafe([this] { use(nullptr); }); });
    on(a.quit, [this] { close(); });
    on(a.editCell, [this] { m_browser->instances->editCurrent(); });
    on(a.copyRows, [this] { m_browser->instances->copySelection(); });
    on(a.filter, [this] { m_browser->instances->focusFilter(); });
    on(a.refresh, [this] { m_browser->refresh(); });
    on(a.back, [this] { m_browser->goBack(); });
    on(a.forward, [this] { m_browser->goForward(); });
    on(a.previousRow, [this] { m_browser->instances->step(-1); });
    on(a.nextRow, [this] { m_browser->instances->step(1); });
    on(a.goModels, [this] { m_browser->models->focusList(); });
    on(a.goTable, [this] { m_browser->instances->focusTable(); });
    on(a.goTree, [this] { m_browser->relations->focusTree(); });
    on(a.goForm, [this] {
        m_docks[2]->show();
        m_docks[2]->raise();
        m_browser->form->focusFirst();
    });
    on(a.goChanges, [this] { m_browser->changes->focusList(); });
    on(a.nextPane, [this] { goToPane(1); });
    on(a.previousPane, [this] { goToPane(-1); });
    on(a.showDiagram, [this] { showDiagram(); });
    on(a.editSchema, [this] { whenSafe([this] { editSchema(); }); });
    on(a.guide, [this] { showGuide(); });
    on(a.resetLayout, [this] { resetLayout(); });
    on(a.shortcuts, [this] {
        auto *list = new ShortcutList(*m_actions, this);
        list->setAttribute(Qt::WA_DeleteOnClose);
        list->open();
    });
    on(a.about, [this] {
        m_strip->say(MessageStrip::Level::Good,
                     tr("Relata %1. Data and how it hangs together. Licensed under the Apache License 2.0.")
                         .arg(QLatin1StringView(RELATA_VERSION)));
    });

    connect(m_start, &StartPage::openRequested, this, [this](const QString &path) { openDatabase(path); });
    connect(m_start, &StartPage::locateRequested, this, &MainWindow::locate);
    connect(m_opener, &Opener::opened, this, &MainWindow::use);
    connect(m_schemaDoor, &SchemaDoor::createWanted, this, [this](const QString &file, const Schema &schema) {
        whenSafe([this, file, schema] { m_opener->create(file, schema); });
    });
    connect(m_schemaDoor, &SchemaDoor::applied, this, [this](const QString &model, const QString &words) {
        m_modelAfter = model;
        m_wordsAfter = words;
        m_opener->open(m_session->url().path);
    });
    connect(m_opener, &Opener::opened, m_schemaDoor, &SchemaDoor::made);
    connect(m_opener, &Opener::failed, this, &MainWindow::explainFailure);
    connect(m_opener, &Opener::progress, m_status, &StatusLine::setProgress);
    connect(m_opener, &Opener::progress, m_schemaDoor, &SchemaDoor::showProgress);
    connect(m_browser->form, &InstanceForm::dirtyChanged, m_status,
            [this] { m_status->setUnsaved(m_browser->form->unsaved()); });
}

void MainWindow::openDatabase(const QString &file, Access access)
{
    whenSafe([this, file, access] { m_opener->open(file, access); });
}

void MainWindow::createDatabase(const QString &file, const QString &schemaFile)
{
    whenSafe([this, file, schemaFile] { m_opener->create(file, schemaFile); });
}

void MainWindow::openSample()
{
    whenSafe([this] { m_opener->openSample(); });
}

void MainWindow::askForFile(Access access)
{
    const QString title = access == Access::ReadOnly ? tr("Open read-only") : tr("Open a database");
    m_prompts.openFile(this, title, databaseFilter(), [this, access](const QString &file) {
        if (isSchemaFile(file))
            askForTarget(file);
        else
            openDatabase(file, access);
    });
}

void MainWindow::askForSchema()
{
    m_prompts.openFile(this, tr("Choose a schema for the new database"),
                       tr("GraphQL schemas (*.graphql *.graphqls *.gql);;All files (*)"),
                       [this](const QString &file) { askForTarget(file); });
}

void MainWindow::askForTarget(const QString &schemaFile)
{
    const QString name = QFileInfo(schemaFile).completeBaseName() % u".relata"_s;
    m_prompts.saveFile(this, tr("Make the database"), databaseFilter(), name,
                       [this, schemaFile](const QString &file) { createDatabase(file, schemaFile); });
}

void MainWindow::locate(const QString &path)
{
    m_prompts.openFile(this, tr("Where is %1 now?").arg(QFileInfo(path).fileName()), databaseFilter(),
                       [this, path](const QString &file) {
                           recentfiles::remove(path);
                           openDatabase(file);
                       });
}

void MainWindow::listRecent()
{
    m_recent->clear();
    if (m_settings == Settings::Remember) {
        for (const recentfiles::Entry &entry : recentfiles::all()) {
            QString text = entry.name();
            QAction *action = m_recent->addAction(text.replace(u'&', "&&"_L1));
            connect(action, &QAction::triggered, this, [this, path = entry.path] { openDatabase(path); });
            Actions::explain(action, entry.path);
            Actions::allow(action, entry.exists, tr("This file is no longer there."));
        }
    }
    m_recent->menuAction()->setEnabled(!m_recent->isEmpty());
}

void MainWindow::explainFailure(const Error &error, const QString &file, Access access)
{
    if (m_schemaDoor->explain(error))
        return;
    MessageStrip::Remedy remedy{tr("Open another…"), [this] { askForFile(Access::ReadWrite); }};
    // A file that cannot be written or is locked can still be looked at.
    const bool mayRead = access == Access::ReadWrite && QFileInfo(file).isFile() && QFileInfo(file).size() > 0;
    if (mayRead && (error.code == ErrorCode::Io || error.code == ErrorCode::ReadOnly))
        remedy = {tr("Open read-only"), [this, file] { openDatabase(file, Access::ReadOnly); }};
    m_strip->say(MessageStrip::Level::Error, error.message, remedy, error.detail);
    Q_EMIT openFailed(error);
}

void MainWindow::editSchema()
{
    if (m_session)
        m_schemaDoor->edit(*m_session, m_browser->models->current());
}

void MainWindow::showDiagram()
{
    if (!m_session)
        return;
    if (!m_diagram) {
        m_diagram = new DiagramWindow(*m_session, m_browser->models->itemModel(), m_prompts, this);
        m_diagram->setAttribute(Qt::WA_DeleteOnClose);
        if (const auto here = m_browser->models->current())
            m_diagram->diagram().selectModel(*here);
        connect(m_diagram, &DiagramWindow::modelActivated, this, [this](ModelId model) {
            m_browser->showModel(model);
            raise();
            activateWindow();
            m_browser->instances->focusTable();
        });
    }
    m_diagram->show();
    m_diagram->raise();
    m_diagram->activateWindow();
}

void MainWindow::showGuide()
{
    m_docks[3]->show();
    m_docks[3]->raise();
}

void MainWindow::whenSafe(const std::function<void()> &go)
{
    const int unsaved = m_session ? m_browser->form->unsaved() : 0;
    if (unsaved == 0)
        return go();
    const bool canSave = unsaved == 1 && m_browser->form->isDirty();
    const QString words = unsaved == 1
        ? tr("One instance has values that are not saved. Without saving they are lost.")
        : tr("%1 instances have values that are not saved. Without saving they are lost. Cancel "
             "goes back to them.")
              .arg(unsaved);
    QStringList choices{tr("Discard")};
    if (canSave)
        choices.prepend(tr("Save"));
    m_prompts.choose(this, tr("Unsaved values"), words, choices, [this, go, canSave](int choice) {
        if (canSave && choice == 0)
            saveThen(go);
        else
            go();
    });
}

void MainWindow::saveThen(const std::function<void()> &go)
{
    disconnect(m_saving);
    m_saving = connect(
        m_browser->form, &InstanceForm::dirtyChanged, this,
        [this, go] {
            if (m_browser->form->unsaved() > 0)
                return;
            disconnect(m_saving);
            go();
        },
        Qt::QueuedConnection);
    m_browser->form->save();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_session || m_browser->form->unsaved() == 0) {
        writeLayout();
        delete m_diagram; // a window of its own, but not without this one
        event->accept();
        return;
    }
    event->ignore();
    whenSafe([this] {
        use(nullptr);
        close();
    });
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString file = event->mimeData()->urls().value(0).toLocalFile();
    event->acceptProposedAction();
    if (isSchemaFile(file))
        askForTarget(file);
    else
        openDatabase(file);
}

void MainWindow::readLayout()
{
    if (m_settings == Settings::Forget)
        return;
    const QSettings settings;
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    m_centre->restoreState(settings.value(u"window/centre"_s).toByteArray());
    if (settings.value(u"window/version"_s).toInt() == layoutVersion)
        m_layout = settings.value(u"window/state"_s).toByteArray();
}

void MainWindow::writeLayout() const
{
    if (m_settings == Settings::Forget)
        return;
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/centre"_s, m_centre->saveState());
    settings.setValue(u"window/version"_s, layoutVersion);
    settings.setValue(u"window/state"_s, m_session ? saveState() : m_layout);
}

} // namespace relata
