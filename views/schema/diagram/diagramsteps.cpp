// What was done to the diagram's places, step by step, there and back.
#include "views/schema/diagram/diagramtools.h"
#include "views/schema/diagram/schemadiagramprivate.h"

#include <QAction>
#include <QKeyEvent>

namespace relata {

void SchemaDiagram::Private::moved(PlaceHistory::Merge merge)
{
    const DiagramPlaces before = m_places;
    notePlaces();
    QStringList names;
    for (auto it = m_places.boxes.cbegin(); it != m_places.boxes.cend(); ++it)
        if (before.boxes.value(it.key()) != it.value())
            names.append(it.key());
    if (!names.isEmpty())
        step(names.size() == 1 ? SchemaDiagram::tr("Move %1").arg(names.front())
                               : SchemaDiagram::tr("Move %1 models").arg(names.size()),
             before, merge);
    startLayout(Fit::No);
}

void SchemaDiagram::Private::step(const QString &words, const DiagramPlaces &before, PlaceHistory::Merge merge)
{
    m_history.push(before, words, merge);
    showSteps();
}

void SchemaDiagram::Private::restore(const std::optional<DiagramPlaces> &places)
{
    if (!places)
        return;
    m_places = *places;
    m_tools->setDetail(m_places.detail);
    m_sizes.clear(); // everything has its place, and nothing makes room
    showSteps();
    rebuild(Fit::No);
    Q_EMIT q->placesChanged();
}

void SchemaDiagram::Private::forgetSteps()
{
    m_history.clear();
    showSteps();
}

void SchemaDiagram::Private::showSteps()
{
    m_tools->setSteps(isNarrowed() ? QString() : m_history.undoWords(),
                      isNarrowed() ? QString() : m_history.redoWords());
}

QAction *SchemaDiagram::Private::stepFor(const QKeyEvent &event) const
{
    QAction *action = event.matches(QKeySequence::Undo) ? m_tools->undo
        : event.matches(QKeySequence::Redo) || event.keyCombination() == QKeyCombination(Qt::CTRL, Qt::Key_Y)
        ? m_tools->redo
        : nullptr;
    return action && action->isEnabled() ? action : nullptr;
}

} // namespace relata
