// The editor's panes: which of them has the keyboard, and what stands there while nothing is chosen.
#include "views/browse/emptynote.h"
#include "views/schema/diagram/schemadiagram.h"
#include "views/schema/schemaeditorprivate.h"
#include "views/schema/schemafieldspane.h"
#include "views/schema/schemafieldstable.h"
#include "views/schema/schemahead.h"
#include "views/schema/schemaindexpane.h"
#include "views/schema/schemarelationspane.h"
#include "views/schema/schemavaluespane.h"

#include <QAction>
#include <QApplication>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabWidget>

namespace relata {

using namespace Qt::StringLiterals;

/// F6 and Shift+F6, as in the main window.
void SchemaEditor::Private::addPaneKeys()
{
    for (const auto &[keys, step] : {std::pair(u"F6"_s, 1), std::pair(u"Shift+F6"_s, -1)}) {
        auto *action = new QAction(q);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, q, [this, step = step] { goToPane(step); });
        q->addAction(action);
    }
}

void SchemaEditor::Private::goToPane(int step)
{
    const std::pair<QWidget *, QWidget *> panes[] = {{list, list},
                                                     {head, head->name()},
                                                     {fields, fields->table()},
                                                     {values, values->list()},
                                                     {relations, relations->list()},
                                                     {indexes, indexes->list()},
                                                     {diagram, diagram->focusProxy() ? diagram->focusProxy() : diagram},
                                                     {text, text}};
    constexpr int count = static_cast<int>(std::size(panes));
    int now = 0;
    for (int i = 0; i < count; ++i)
        if (panes[i].first->isAncestorOf(QApplication::focusWidget()) || panes[i].first == QApplication::focusWidget())
            now = i;
    // Those that are not seen now are passed by.
    for (int turn = 0; turn < count; ++turn) {
        now = (now + step + count) % count;
        if (panes[now].second->isVisible() && panes[now].second->isEnabled())
            return panes[now].second->setFocus(Qt::ShortcutFocusReason);
    }
}

/// Nothing is chosen: the first time there is nothing, later the choice is open.
void SchemaEditor::Private::fillNote()
{
    if (entries.rowCount() == 0)
        note->say(
            SchemaEditor::tr("No models yet"),
            SchemaEditor::tr("A model is a kind of thing, such as Post or Author. Give it fields, then say how it "
                             "is related to others. A GraphQL schema can be imported by “More”."),
            SchemaEditor::tr("Add the first model"));
    else
        note->say(SchemaEditor::tr("Nothing is chosen"), SchemaEditor::tr("Choose a model on the left."), {});
}

} // namespace relata
