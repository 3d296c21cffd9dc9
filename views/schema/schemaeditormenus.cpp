// What a right click, or the menu key, offers on the editor's lists.
#include "views/schema/schemaeditorprivate.h"
#include "views/schema/schemafieldspane.h"
#include "views/schema/schemafieldstable.h"
#include "views/schema/schemahead.h"
#include "views/schema/schemaindexpane.h"
#include "views/schema/schemarelationspane.h"
#include "views/schema/schemavaluespane.h"

#include <QAction>
#include <QListView>
#include <QListWidget>

namespace relata {

using namespace Qt::StringLiterals;

void SchemaEditor::Private::addMenus()
{
    const auto entry = [this](QAbstractItemView *view, const QString &words, const QKeySequence &keys, auto &&run) {
        auto *action = new QAction(words, view);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, q, [this, run] {
            settle();
            run();
        });
        view->addAction(action);
        view->setContextMenuPolicy(Qt::ActionsContextMenu);
    };
    const auto removal = [&](QAbstractItemView *view) {
        entry(view, SchemaEditor::tr("Remove"), {}, [this] { removeChosen(); });
    };
    entry(list, SchemaEditor::tr("Add model"), {}, [this] { addModel(); });
    entry(list, SchemaEditor::tr("Rename"), u"F2"_s, [this] { head->focusName(); });
    removal(list);

    entry(fields->table(), SchemaEditor::tr("Add field"), {}, [this] { fields->addField(); });
    entry(fields->table(), SchemaEditor::tr("Move up"), u"Alt+Up"_s, [this] { fields->moveCurrent(-1); });
    entry(fields->table(), SchemaEditor::tr("Move down"), u"Alt+Down"_s, [this] { fields->moveCurrent(1); });
    removal(fields->table());

    entry(relations->list(), SchemaEditor::tr("Add relationship"), {}, [this] { relations->addRelationship(); });
    removal(relations->list());

    entry(values->list(), SchemaEditor::tr("Add value"), {}, [this] { values->addValue(); });
    entry(values->list(), SchemaEditor::tr("Move up"), u"Alt+Up"_s, [this] { values->moveCurrent(-1); });
    entry(values->list(), SchemaEditor::tr("Move down"), u"Alt+Down"_s, [this] { values->moveCurrent(1); });
    removal(values->list());
    removal(indexes->list());
}

} // namespace relata
