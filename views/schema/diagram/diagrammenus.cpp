// The diagram's context menus: of a box, of a line, of the empty place.
#include "views/schema/diagram/diagramtools.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/schemadiagramprivate.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// A name in a menu: its "&" is none of the menu's.
QString plain(QString text) { return text.replace(u'&', "&&"_L1); }

} // namespace

void SchemaDiagram::Private::showMenu(std::optional<ModelId> model, const QPoint &globalPlace)
{
    auto *menu = new QMenu(q);
    if (model) {
        QAction *open = menu->addAction(plain(SchemaDiagram::tr("Open %1").arg(m_schema.model(*model).name)), q,
                                        [this, model] { Q_EMIT q->modelActivated(*model); });
        open->setShortcut(Qt::Key_Return);
        QAction *relate = menu->addAction(SchemaDiagram::tr("Relate to another model…"), q, [this, model] {
            choose(model, std::nullopt);
            m_view->setFocus();
            m_view->startRelating();
        });
        relate->setShortcut(Qt::Key_R);
        relate->setEnabled(m_scene.isEditable());
        QMenu *around = menu->addMenu(SchemaDiagram::tr("Show only what is around it"));
        for (int i = 0; i < m_tools->around->count(); ++i)
            if (const int steps = m_tools->around->itemData(i).toInt(); steps > 0)
                around->addAction(m_tools->around->itemText(i), q, [this, steps, model] { narrow(steps, model); });
        const DiagramBoxItem *box = m_scene.boxOf(*model);
        if (box && box->box().folds()) {
            const bool whole = m_places.whole.contains(m_schema.model(*model).name);
            menu->addAction(whole ? SchemaDiagram::tr("Show fewer fields") : SchemaDiagram::tr("Show all fields"), q,
                            [this, model] { toggleWhole(*model); });
        }
        for (const Relationship &relationship : m_schema.relationships)
            if (relationship.source == *model || relationship.target == *model || relationship.through == *model)
                addFolding(*menu, relationship);
        menu->addSeparator();
    }
    popUp(menu, globalPlace);
}

void SchemaDiagram::Private::showLineMenu(RelationshipId id, const QPoint &globalPlace)
{
    const Relationship &relationship = m_schema.relationship(id);
    auto *menu = new QMenu(q);
    QAction *open = menu->addAction(SchemaDiagram::tr("Open the relationship"), q,
                                    [this, id] { Q_EMIT q->relationshipActivated(id); });
    open->setShortcut(Qt::Key_Return);
    std::vector<ModelId> ends{relationship.source};
    if (relationship.target != relationship.source)
        ends.push_back(relationship.target);
    for (const ModelId end : ends)
        menu->addAction(plain(SchemaDiagram::tr("Go to %1").arg(m_schema.model(end).name)), q,
                        [this, end] { choose(end, std::nullopt); });
    addFolding(*menu, relationship);
    menu->addSeparator();
    popUp(menu, globalPlace);
}

/// What a click on a pill does, for the keyboard.
void SchemaDiagram::Private::addFolding(QMenu &menu, const Relationship &relationship)
{
    if (!relationship.isManyToMany() || !diagram::canFold(m_schema, relationship.through))
        return;
    const QString name = m_schema.model(relationship.through).name;
    const QString text = m_places.unfolded.contains(name) ? SchemaDiagram::tr("Fold %1 into its line").arg(name)
                                                          : SchemaDiagram::tr("Unfold %1 into a box").arg(name);
    menu.addAction(plain(text), q, [this, join = relationship.through] { toggleFold(join); });
}

void SchemaDiagram::Private::popUp(QMenu *menu, const QPoint &globalPlace)
{
    menu->setObjectName(u"diagramMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (isNarrowed())
        menu->addAction(SchemaDiagram::tr("Show everything"), q, [this] { narrow(-1, std::nullopt); });
    for (const auto &[words, action, key] : {std::tuple(m_history.undoWords(), m_tools->undo, QKeySequence::Undo),
                                             std::tuple(m_history.redoWords(), m_tools->redo, QKeySequence::Redo)}) {
        if (!action->isEnabled())
            continue;
        const QString text = action == m_tools->undo ? SchemaDiagram::tr("Undo: %1") : SchemaDiagram::tr("Redo: %1");
        menu->addAction(plain(text.arg(words)), action, &QAction::trigger)->setShortcut(key);
    }
    menu->addActions({m_tools->fit, m_tools->arrange});
    menu->addSeparator();
    menu->addActions({m_tools->exportSvg, m_tools->exportPng, m_tools->exportPdf, m_tools->print});
    menu->popup(globalPlace);
}

} // namespace relata
