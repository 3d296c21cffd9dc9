#pragma once

#include "views/parts/prompts.h"
#include "views/schema/diagram/diagramexport.h"
#include "views/schema/diagram/diagramscene.h"
#include "views/schema/diagram/diagramworker.h"
#include "views/schema/diagram/placehistory.h"
#include "views/schema/diagram/schemadiagram.h"

#include <QTimer>

#include <map>
#include <tuple>

class QAction;
class QKeyEvent;
class QMenu;
class QSplitter;

namespace relata {

class DiagramNotice;
class DiagramOutline;
class DiagramOverview;
class DiagramTools;
class MessageStrip;

/// What SchemaDiagram is made of. Places and layout are in diagramarranging.cpp, gestures and files in
/// diagramgestures.cpp, menus in diagrammenus.cpp.
class SchemaDiagram::Private
{
public:
    explicit Private(SchemaDiagram *diagram);
    ~Private();

    void build();
    void connectParts();

    // Places and layout
    enum class Fit {
        No, ///< what is in sight stays, but for what is new
        Open, ///< as much as can be read
        Yes, ///< all of it
    };
    void rebuild(Fit fit);
    void startLayout(Fit fit);
    void accept(const DiagramWorker::Outcome &outcome);
    void cancelLayout();
    /// As the person asked; false: nothing runs. Boxes without a place get a plain one.
    bool stop();
    void settleIn(const std::vector<QPoint> &cells);
    void bringIntoSight(const std::vector<DiagramBoxItem *> &added);
    [[nodiscard]] QPointF mainPlace() const;
    void notePlaces();
    /// What is known of models goes over to what they are now.
    void carry(const Schema &next, const std::vector<std::optional<ModelId>> &before);
    [[nodiscard]] bool isNarrowed() const { return m_steps >= 0 && m_middle; }
    /// Of the lines, in their order; empty where there is none, or boxes moved away from it.
    [[nodiscard]] std::vector<diagram::Route> keptRoutes() const;
    void keepRoutes(const std::vector<diagram::Route> &routes);

    // Steps back and forth between places
    void step(const QString &words, const DiagramPlaces &before, PlaceHistory::Merge merge = PlaceHistory::Merge::No);
    void moved(PlaceHistory::Merge merge);
    void restore(const std::optional<DiagramPlaces> &places);
    void forgetSteps();
    void showSteps();
    /// The action that this key asks for, where it can be done now.
    [[nodiscard]] QAction *stepFor(const QKeyEvent &event) const;

    // Gestures, menus and files
    void announceSelection();
    void choose(std::optional<ModelId> model, std::optional<RelationshipId> relationship);
    void chooseLines(RelationshipId relationship);
    void narrow(int steps, std::optional<ModelId> middle);
    void toggleFold(ModelId join);
    void toggleWhole(ModelId model);
    void setDetail(const QString &detail);
    void showFound(const QString &text);
    void goToFound();
    /// Back to the picture; false: nothing is sought.
    bool leaveSearch();
    void showMenu(std::optional<ModelId> model, const QPoint &globalPlace);
    void showLineMenu(RelationshipId relationship, const QPoint &globalPlace);
    void addFolding(QMenu &menu, const Relationship &relationship);
    void popUp(QMenu *menu, const QPoint &globalPlace);
    void exportTo(diagramexport::Format format, qreal scale);
    void print();
    void say(const Done &done, const QString &whenDone);

    SchemaDiagram *q;
    DiagramScene m_scene;
    DiagramView *m_view = nullptr;
    DiagramTools *m_tools = nullptr;
    DiagramOutline *m_outline = nullptr;
    DiagramOverview *m_overview = nullptr;
    MessageStrip *m_strip = nullptr;
    QSplitter *m_split = nullptr;
    DiagramNotice *m_notice = nullptr; ///< over the view: laying out, no models, choose the other end
    Prompts m_ownPrompts;
    Prompts *m_prompts = &m_ownPrompts;

    QString m_name;
    Schema m_schema;
    diagram::Content m_content;
    DiagramPlaces m_places;
    Origins m_origins; ///< of m_schema, where it is a draft's
    using LineKey = std::tuple<ModelId, ModelId, int>; ///< from, to, which one of those between them
    std::map<LineKey, diagram::Route> m_routes;
    QHash<ModelId, QSize> m_sizes; ///< of the boxes shown last, in cells: what grew since makes room
    PlaceHistory m_history;
    std::optional<DiagramPlaces> m_beforeArrange;
    QSet<ModelId> m_new; ///< since the last schema: what was remembered of their names is only a wish
    QHash<ModelId, qint64> m_counts;
    DiagramWorker::Ticket m_ticket = 0;
    QTimer m_late; ///< says that a layout takes its time
    QTimer m_later; ///< offers to stop it
    int m_steps = -1; ///< around the middle; -1: everything
    std::optional<ModelId> m_middle;
    std::size_t m_nextFound = 0;
    std::optional<ModelId> m_selectedModel;
    std::optional<RelationshipId> m_selectedRelationship;
    bool m_quiet = false; ///< the selection changes by choose()
    Fit m_fit = Fit::No; ///< what is due when the layout is there, or the window is seen
};

} // namespace relata
