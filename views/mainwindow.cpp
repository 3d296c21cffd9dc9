#include "views/mainwindow.h"

#include "items/schemaitemmodel.h"
#include "session/session.h"
#include "views/actions.h"
#include "views/browse/changespane.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browse/modelpane.h"
#include "views/browse/relationpane.h"
#include "views/browser.h"
#include "views/gestures.h"
#include "views/help/relationshipguide.h"
#include "views/mainmenu.h"
#include "views/opener.h"
#include "views/parts/breadcrumb.h"
#include "views/parts/messagestrip.h"
#include "views/parts/panetitle.h"
#include "views/parts/screenfit.h"
#include "views/parts/type.h"
#include "views/recentfiles.h"
#include "views/schema/diagram/diagramwindow.h"
#include "views/schemadoor.h"
#include "views/startpage.h"
#include "views/statusline.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;

MainWindow::MainWindow(Settings settings, Prompts *prompts)
    : m_settings(settings)
    , m_prompts(prompts ? *prompts : m_ownPrompts)
    , m_actions(new Actions(this))
    , m_strip(new MessageStrip(this))
    , m_browser(new Browser(this))
    , m_gestures(new Gestures(*m_actions, *m_browser, *m_strip, m_prompts, this))
    , m_opener(new Opener(this))
    , m_schemaDoor(new SchemaDoor(this, m_prompts))
    , m_status(new StatusLine(statusBar()))
    , m_start(new StartPage(*m_actions, this))
    , m_pages(new QStackedWidget(this))
    , m_centre(new QSplitter(Qt::Vertical, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowIcon(QIcon(u":/icons/relata.svg"_s));
    setAcceptDrops(true);
    setMinimumSize(type::px(720), type::px(480));
    resizeOnScreen(*this, QSize(type::px(1440), type::px(900)));
    arrange();
    buildMenus();
    connectActions();
    readLayout();
    use(nullptr);
}

MainWindow::~MainWindow() { drop(); }

void MainWindow::arrange()
{
    setDockOptions(AllowTabbedDocks | AllowNestedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_bar = mainmenu::toolBar(*this, *m_actions, m_browser->breadcrumb);

    // Messages stand between the tool bar and everything else, docks too.
    addToolBarBreak();
    m_stripBar = new QToolBar(tr("Message"), this);
    m_stripBar->setObjectName(u"messages"_s);
    m_stripBar->setMovable(false);
    m_stripBar->setContextMenuPolicy(Qt::PreventContextMenu);
    m_stripBar->toggleViewAction()->setVisible(false);
    m_stripBar->setContentsMargins(0, 0, 0, 0);
    m_stripBar->layout()->setContentsMargins(0, 0, 0, 0);
    m_strip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    QAction *shown = m_stripBar->addWidget(m_strip);
    addToolBar(m_stripBar);
    m_stripBar->hide();
    connect(m_strip, &MessageStrip::shown, this, [this, shown] {
        shown->setVisible(true);
        m_stripBar->show();
    });
    connect(m_strip, &MessageStrip::dismissed, m_stripBar, &QWidget::hide);

    m_centre->setObjectName(u"centre"_s);
    m_centre->addWidget(m_browser->instances);
    m_centre->addWidget(m_browser->relations);
    m_centre->setCollapsible(0, false);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_centre);
    setCentralWidget(m_pages);

    QDockWidget *models = addPane(u"modelsDock"_s, tr("Models"), m_browser->models, Qt::LeftDockWidgetArea);
    QDockWidget *changes = addPane(u"changesDock"_s, tr("Changes"), m_browser->changes, Qt::LeftDockWidgetArea);
    QDockWidget *form = addPane(u"instanceDock"_s, tr("Instance"), m_browser->form, Qt::RightDockWidgetArea);
    QDockWidget *guide = addPane(u"guideDock"_s, tr("Relationship guide"), m_browser->guide, Qt::RightDockWidgetArea);
    m_docks = {models, changes, form, guide};
    auto *changesTitle = static_cast<PaneTitle *>(changes->titleBarWidget());
    changesTitle->addAction(m_actions->undo);
    changesTitle->addAction(m_actions->redo);
    auto *formTitle = static_cast<PaneTitle *>(form->titleBarWidget());
    formTitle->addAction(m_actions->previousRow);
    formTitle->addAction(m_actions->nextRow);
    m_browser->changes->setUndoAction(m_actions->undo);
    m_browser->relations->setActions(m_actions->linkInstance, m_actions->unlinkInstance, m_actions->guide);
    // These two keys mean something only in their pane.
    m_browser->form->addAction(m_actions->revertInstance);
    m_browser->instances->addActions({m_actions->copyRows, m_actions->editCell});
    m_browser->form->setPrompts(&m_prompts);
    resetLayout();
}

QDockWidget *MainWindow::addPane(const QString &name, const QString &title, QWidget *content, Qt::DockWidgetArea area)
{
    auto *dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setTitleBarWidget(new PaneTitle(title, dock));
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::resetLayout()
{
    m_centre->widget(1)->show();
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->setFloating(false);
        removeDockWidget(dock);
        addDockWidget(dock == m_docks[0] || dock == m_docks[1] ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea,
                      dock);
    }
    splitDockWidget(m_docks[0], m_docks[1], Qt::Vertical);
    tabifyDockWidget(m_docks[2], m_docks[3]);
    for (QDockWidget *dock : std::as_const(m_docks))
        dock->setVisible(dock != m_docks[3]);
    resizeDocks({m_docks[0], m_docks[2]}, {type::px(248), type::px(356)}, Qt::Horizontal);
    resizeDocks({m_docks[0], m_docks[1]}, {type::px(390), type::px(370)}, Qt::Vertical);
    m_centre->setSizes({5200, 4800});
    m_centre->setStretchFactor(0, 52);
    m_centre->setStretchFactor(1, 48);
}

void MainWindow::showPanes(bool shown)
{
    if (!shown && m_pages->currentWidget() == m_centre)
        m_layout = saveState();
    m_pages->setCurrentWidget(shown ? static_cast<QWidget *>(m_centre) : m_start);
    m_bar->setVisible(shown);
    if (!shown) {
        for (QDockWidget *dock : std::as_const(m_docks))
            dock->hide();
    } else if (m_layout.isEmpty() || !restoreState(m_layout)) {
        resetLayout();
    }
    m_bar->setVisible(shown);
    m_stripBar->setVisible(!m_strip->text().isEmpty());
    for (QDockWidget *dock : std::as_const(m_docks))
        dock->toggleViewAction()->setEnabled(shown);
}

void MainWindow::use(const std::shared_ptr<Session> &session)
{
    drop();
    m_session = session;
    m_browser->setSession(session.get());
    m_gestures->setSession(session.get());
    m_status->setSession(session.get());
    showPanes(session != nullptr);
    // On the start page "new" means a database.
    const QKeySequence fresh(QKeySequence::New);
    m_actions->newDatabase->setShortcut(session ? QKeySequence() : fresh);
    m_actions->newInstance->setShortcut(session ? fresh : QKeySequence());
    if (!session) {
        setWindowTitle(u"Relata"_s);
        m_start->refresh();
        Q_EMIT sessionChanged();
        return;
    }
    const QString path = session->url().path;
    setWindowTitle(tr("%1 — Relata").arg(session->url().fileName()));
    if (m_settings == Settings::Remember && !m_opener->isSample(path))
        recentfiles::add(path);
    m_strip->dismiss();
    const auto &list = m_browser->models->itemModel();
    const auto again = session->schema().modelNamed(std::exchange(m_modelAfter, {}));
    if (const QString words = std::exchange(m_wordsAfter, {}); !words.isEmpty())
        m_strip->say(MessageStrip::Level::Good, words);
    if (again)
        m_browser->showModel(*again);
    else if (m_opener->isSample(path))
        m_browser->showModel(session->schema().modelNamed(u"Post").value_or(ModelId(0)));
    else if (list.rowCount() > 0)
        m_browser->showModel(list.index(0).data(ModelRole).value<ModelId>());
    m_browser->instances->focusTable();
    Q_EMIT sessionChanged();
}

void MainWindow::drop()
{
    delete m_diagram; // it looks at the session
    m_gestures->setSession(nullptr);
    m_browser->setSession(nullptr);
    m_session.reset();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && m_status)
        m_status->dress();
    QMainWindow::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    mainmenu::fitToolBar(*m_bar, width());
    QMainWindow::resizeEvent(event);
}

void MainWindow::goToPane(int step)
{
    const std::pair<QWidget *, QAction *> panes[] = {{m_browser->models, m_actions->goModels},
                                                     {m_browser->instances, m_actions->goTable},
                                                     {m_browser->relations, m_actions->goTree},
                                                     {m_browser->form, m_actions->goForm},
                                                     {m_browser->changes, m_actions->goChanges}};
    constexpr int count = 5;
    int now = 0;
    for (int i = 0; i < count; ++i) {
        if (panes[i].first->isAncestorOf(QApplication::focusWidget()))
            now = i;
    }
    panes[(now + step + count) % count].second->trigger();
}

} // namespace relata
