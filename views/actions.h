#pragma once

#include <QObject>

class QAction;
class QWidget;

namespace relata {

/// Every action of the window, each once: menus, tool bar and buttons share it. Their object names and texts are what
/// tests and screen readers find. GUI thread; belongs to the window.
class Actions final : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget *window);

    QAction *newDatabase, *newFromSchema, *openDatabase, *openReadOnly, *openSample, *closeDatabase, *quit;
    QAction *undo, *redo, *editCell, *copyRows, *filter;
    QAction *refresh;
    QAction *back, *forward, *previousRow, *nextRow, *follow;
    QAction *goModels, *goTable, *goTree, *goForm, *goChanges, *nextPane, *previousPane;
    QAction *newInstance, *saveInstance, *revertInstance, *deleteInstances, *linkInstance, *unlinkInstance;
    QAction *editSchema, *showDiagram;
    QAction *resetLayout;
    QAction *guide, *shortcuts, *about;

    /// Enables an action, or disables it and says why in its tool tip.
    static void allow(QAction *action, bool allowed, const QString &reason);
    /// What the action would do now, for tool tip and status tip; its text stays.
    static void explain(QAction *action, const QString &words);

private:
    QAction *make(const QString &name, const QString &text, const QString &icon = {});
    static void dress(QAction *action);
};

} // namespace relata
