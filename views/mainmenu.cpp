#include "views/mainmenu.h"

#include "views/actions.h"
#include "views/parts/breadcrumb.h"
#include "views/parts/type.h"

#include <QAction>
#include <QMainWindow>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace relata::mainmenu {

using namespace Qt::StringLiterals;

namespace {

QMenu *menu(QMainWindow &window, const QString &title, std::initializer_list<QAction *> actions)
{
    QMenu *made = window.menuBar()->addMenu(title);
    made->setToolTipsVisible(true);
    for (QAction *action : actions) {
        if (action)
            made->addAction(action);
        else
            made->addSeparator();
    }
    return made;
}

/// Buttons that show their text where there is room for it.
constexpr auto spokenProperty = "relataSpoken";

} // namespace

Menus fill(QMainWindow &window, const Actions &a)
{
    const auto tr = [](const char *text) { return QMainWindow::tr(text); };
    Menus menus;
    QMenu *file = menu(window, tr("&File"),
                       {a.newDatabase, a.newFromSchema, a.openDatabase, a.openReadOnly, a.openSample, nullptr});
    menus.recent = new QMenu(tr("Open r&ecent"), file);
    menus.recent->setToolTipsVisible(true);
    file->insertMenu(a.openSample, menus.recent);
    file->addActions({a.closeDatabase, a.quit});
    file->insertSeparator(a.quit);

    menu(window, tr("&Edit"),
         {a.undo, a.redo, nullptr, a.editCell, a.copyRows, a.filter, nullptr, a.saveInstance, a.revertInstance});

    menus.view = menu(window, tr("&View"), {a.showDiagram, a.refresh, nullptr});
    menus.theme = menus.view->addMenu(tr("&Theme"));

    menu(window, tr("&Go"),
         {a.back, a.forward, a.follow, nullptr, a.previousRow, a.nextRow, nullptr, a.goModels, a.goTable, a.goTree,
          a.goForm, a.goChanges, nullptr, a.nextPane, a.previousPane});
    menus.data = menu(window, tr("&Data"),
                      {a.newInstance, a.deleteInstances, nullptr, a.linkInstance, a.unlinkInstance, nullptr});
    menu(window, tr("&Schema"), {a.editSchema});
    menus.window = menu(window, tr("&Window"), {a.resetLayout, nullptr});
    menu(window, tr("&Help"), {a.guide, a.shortcuts, nullptr, a.about});
    return menus;
}

QToolBar *toolBar(QMainWindow &window, const Actions &a, Breadcrumb *breadcrumb)
{
    auto *bar = new QToolBar(QMainWindow::tr("Tool bar"), &window);
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->toggleViewAction()->setVisible(false);
    bar->setMinimumHeight(type::px(44));
    const auto gap = [bar](int width) {
        auto *space = new QWidget(bar);
        space->setFixedWidth(type::px(width));
        bar->addWidget(space);
    };
    bar->addAction(a.back);
    bar->addAction(a.forward);
    gap(4);
    bar->addWidget(breadcrumb);
    gap(8);
    bar->addActions({a.newInstance, a.saveInstance, a.deleteInstances});
    bar->addSeparator();
    bar->addActions({a.linkInstance, a.unlinkInstance});
    bar->addSeparator();
    bar->addActions({a.undo, a.redo});
    bar->addSeparator();
    bar->addAction(a.showDiagram);
    bar->addAction(a.editSchema);
    for (QAction *action : {a.newInstance, a.deleteInstances, a.linkInstance, a.editSchema})
        bar->widgetForAction(action)->setProperty(spokenProperty, true);
    const auto buttons = bar->findChildren<QToolButton *>(Qt::FindDirectChildrenOnly);
    for (QToolButton *button : buttons)
        button->setFocusPolicy(Qt::TabFocus);
    window.addToolBar(bar);
    return bar;
}

void fitToolBar(QToolBar &bar, int windowWidth)
{
    const bool roomy = windowWidth >= type::px(1280);
    const auto buttons = bar.findChildren<QToolButton *>(Qt::FindDirectChildrenOnly);
    for (QToolButton *button : buttons) {
        const bool spoken = roomy && button->property(spokenProperty).toBool();
        button->setToolButtonStyle(spoken ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    }
}

} // namespace relata::mainmenu
