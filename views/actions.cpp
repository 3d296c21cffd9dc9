#include "views/actions.h"

#include "views/parts/glyphs.h"

#include <QAction>
#include <QWidget>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr auto wordsProperty = "relataWords"; // what it does
constexpr auto reasonProperty = "relataReason"; // why it cannot

void bindKeys(QAction *action, std::initializer_list<QKeySequence> keys)
{
    action->setShortcuts(QList<QKeySequence>(keys));
}

} // namespace

Actions::Actions(QWidget *window) : QObject(window)
{
    newDatabase = make(u"newDatabase"_s, tr("&New database…"), u"document-new"_s);
    newFromSchema = make(u"newFromSchema"_s, tr("New database from a sc&hema…"));
    openDatabase = make(u"openDatabase"_s, tr("&Open…"), u"document-open"_s);
    openReadOnly = make(u"openReadOnly"_s, tr("Open &read-only…"), u"object-locked"_s);
    openSample = make(u"openSample"_s, tr("Open the &sample blog"), u"media-playback-start"_s);
    closeDatabase = make(u"closeDatabase"_s, tr("&Close database"));
    quit = make(u"quit"_s, tr("&Quit"), u"application-exit"_s);
    undo = make(u"undo"_s, tr("&Undo"), u"edit-undo"_s);
    redo = make(u"redo"_s, tr("&Redo"), u"edit-redo"_s);
    editCell = make(u"editCell"_s, tr("&Edit cell"), u"document-edit"_s);
    copyRows = make(u"copyRows"_s, tr("&Copy rows"), u"edit-copy"_s);
    filter = make(u"filter"_s, tr("&Filter"), u"view-filter"_s);
    refresh = make(u"refresh"_s, tr("&Refresh"), u"view-refresh"_s);
    back = make(u"back"_s, tr("&Back"), u"go-previous"_s);
    forward = make(u"forward"_s, tr("&Forward"), u"go-next"_s);
    previousRow = make(u"previousRow"_s, tr("&Previous row"), u"go-up"_s);
    nextRow = make(u"nextRow"_s, tr("&Next row"), u"go-down"_s);
    follow = make(u"follow"_s, tr("F&ollow the link"));
    goModels = make(u"goModels"_s, tr("&Models"));
    goTable = make(u"goTable"_s, tr("&Instances"));
    goTree = make(u"goTree"_s, tr("&Relationships"));
    goForm = make(u"goForm"_s, tr("I&nstance"));
    goChanges = make(u"goChanges"_s, tr("&Changes"));
    nextPane = make(u"nextPane"_s, tr("N&ext pane"));
    previousPane = make(u"previousPane"_s, tr("Pre&vious pane"));
    newInstance = make(u"newInstance"_s, tr("&New instance"), u"list-add"_s);
    saveInstance = make(u"saveInstance"_s, tr("&Save"), u"document-save"_s);
    revertInstance = make(u"revertInstance"_s, tr("Re&vert"), u"document-revert"_s);
    deleteInstances = make(u"deleteInstances"_s, tr("&Delete…"), u"edit-delete"_s);
    linkInstance = make(u"linkInstance"_s, tr("&Link…"), u"insert-link"_s);
    unlinkInstance = make(u"unlinkInstance"_s, tr("&Unlink"), u"remove-link"_s);
    editSchema = make(u"editSchema"_s, tr("&Edit schema…"), u"document-edit"_s);
    showDiagram = make(u"showDiagram"_s, tr("&Diagram"), u"code-class"_s);
    resetLayout = make(u"resetLayout"_s, tr("&Reset layout"));
    guide = make(u"showGuide"_s, tr("Relationship &guide"), u"help-hint"_s);
    shortcuts = make(u"shortcuts"_s, tr("&Keyboard shortcuts"));
    about = make(u"about"_s, tr("&About Relata"), u"help-about"_s);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);

    openDatabase->setShortcuts(QKeySequence::Open);
    closeDatabase->setShortcuts(QKeySequence::Close);
    quit->setShortcuts(QKeySequence::Quit);
    undo->setShortcuts(QKeySequence::Undo);
    bindKeys(redo, {u"Ctrl+Shift+Z"_s, u"Ctrl+Y"_s});
    bindKeys(editCell, {u"F2"_s});
    editCell->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    copyRows->setShortcuts(QKeySequence::Copy);
    copyRows->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    filter->setShortcuts(QKeySequence::Find);
    refresh->setShortcuts(QKeySequence::Refresh);
    back->setShortcuts(QKeySequence::Back);
    forward->setShortcuts(QKeySequence::Forward);
    bindKeys(previousRow, {u"Ctrl+PgUp"_s});
    bindKeys(nextRow, {u"Ctrl+PgDown"_s});
    bindKeys(goModels, {u"Ctrl+1"_s});
    bindKeys(goTable, {u"Ctrl+2"_s});
    bindKeys(goTree, {u"Ctrl+3"_s});
    bindKeys(goForm, {u"Ctrl+4"_s});
    bindKeys(goChanges, {u"Ctrl+5"_s});
    bindKeys(nextPane, {u"F6"_s});
    bindKeys(previousPane, {u"Shift+F6"_s});
    saveInstance->setShortcuts(QKeySequence::Save);
    bindKeys(revertInstance, {u"Esc"_s});
    revertInstance->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    bindKeys(deleteInstances, {u"Shift+Del"_s, u"Ctrl+-"_s});
    bindKeys(linkInstance, {u"Ctrl+Shift+L"_s});
    bindKeys(unlinkInstance, {u"Ctrl+Shift+K"_s});
    bindKeys(editSchema, {u"Ctrl+E"_s});
    bindKeys(showDiagram, {u"Ctrl+D"_s});
    bindKeys(guide, {u"F1"_s});

    const auto all = findChildren<QAction *>(Qt::FindDirectChildrenOnly);
    for (QAction *action : all)
        dress(action);
}

QAction *Actions::make(const QString &name, const QString &text, const QString &icon)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    if (!icon.isEmpty())
        action->setIcon(glyphs::icon(icon));
    return action;
}

void Actions::dress(QAction *action)
{
    QString words = action->property(wordsProperty).toString();
    if (words.isEmpty())
        words = action->text().remove(u'&');
    const QString reason = action->property(reasonProperty).toString();
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    QString tip = words;
    if (!keys.isEmpty())
        tip += tr(" (%1)", "keys of an action").arg(keys);
    if (!action->isEnabled() && !reason.isEmpty())
        tip += u'\n' % reason;
    action->setToolTip(tip);
    action->setStatusTip(action->isEnabled() || reason.isEmpty() ? words : reason);
}

void Actions::allow(QAction *action, bool allowed, const QString &reason)
{
    action->setEnabled(allowed);
    action->setProperty(reasonProperty, reason);
    dress(action);
}

void Actions::explain(QAction *action, const QString &words)
{
    action->setProperty(wordsProperty, words);
    dress(action);
}

} // namespace relata
