#pragma once

#include "views/parts/prompts.h"
#include "views/schema/diagram/diagramexport.h"
#include "views/schema/diagram/diagramscene.h"
#include "views/schema/diagram/diagramworker.h"
#include "views/schema/diagram/schemadiagram.h"

#include <QTimer>

class QLabel;
class QSplitter;

namespace relata {

class DiagramOutline;
class DiagramOverview;
class DiagramTools;
class MessageStrip;

/// What SchemaDiagram is made of. Places and layout are in schemadiagram.cpp, gestures, menus and files in
/// diagramgestures.cpp.
class SchemaDiagram::Private
{
public:
    explicit Private(SchemaDiagram *diagram);
    ~Private();

    void build();
    void connectParts();

    // Places and layout
    enum class Fit { Yes, No };
    void rebuild(Fit fit);
    void startLayout(Fit fit);
    void accept(const DiagramWorker::Outcome &outcome);
    void cancelLayout();
    void notePlaces();
    void carryNames(const Schema &next);
    [[nodiscard]] bool isNarrowed() const { return m_steps >= 0 && m_middle; }
    [[nodiscard]] QString keyOf(const diagram::Line &line) const;

    // Gestures, menus and files
    void announceSelection();
    void choose(std::optional<ModelId> model, std::optional<RelationshipId> relationship);
    void narrow(int steps, std::optional<ModelId> middle);
    void toggleFold(ModelId join);
    void showFound(const QString &text);
    void goToFound();
    void showMenu(std::optional<ModelId> model, const QPoint &globalPlace);
    void exportTo(diagramexport::Format format, qreal scale);
    void print();
    void say(const Done &done, const QString &whenDone);
    void showHint(const QString &text);
    void placeHint();

    SchemaDiagram *q;
    DiagramScene m_scene;
    DiagramView *m_view = nullptr;
    DiagramTools *m_tools = nullptr;
    DiagramOutline *m_outline = nullptr;
    DiagramOverview *m_overview = nullptr;
    MessageStrip *m_strip = nullptr;
    QSplitter *m_split = nullptr;
    QLabel *m_hint = nullptr; ///< over the view: laying out, no models, choose the other end
    Prompts m_ownPrompts;
    Prompts *m_prompts = &m_ownPrompts;

    Schema m_schema;
    diagram::Content m_content;
    DiagramPlaces m_places;
    QHash<QString, diagram::Route> m_routes; ///< by keyOf()
    QHash<ModelId, qint64> m_counts;
    DiagramWorker::Ticket m_ticket = 0;
    QTimer m_late; ///< says that a layout takes its time
    int m_steps = -1; ///< around the middle; -1: everything
    std::optional<ModelId> m_middle;
    std::size_t m_nextFound = 0;
    std::optional<ModelId> m_selectedModel;
    std::optional<RelationshipId> m_selectedRelationship;
    bool m_quiet = false; ///< the selection changes by choose()
    bool m_fitWhenShown = false;
    bool m_fitPending = false; ///< a layout that was to be fitted gave way to another one
};

} // namespace relata
