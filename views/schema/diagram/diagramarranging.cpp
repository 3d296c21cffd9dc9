// Where the diagram's boxes stand: kept places, layouts in the background. The public face: schemadiagram.cpp.
#include "items/schemaoutlineitemmodel.h"
#include "views/parts/messagestrip.h"
#include "views/schema/diagram/diagramnotice.h"
#include "views/schema/diagram/diagramoverlays.h"
#include "views/schema/diagram/diagramtools.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/schemadiagramprivate.h"

#include <QLineEdit>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// Kept places count in steps of the grid at its usual size, so that another font does not tear a diagram apart.
constexpr qreal placeUnit = 10;

QPoint cellOf(const QPointF &place) { return (place / placeUnit).toPoint(); }

QRect pointsOf(const QPoint &cell, const QSize &cells) { return {cell, cells + QSize(1, 1)}; }

} // namespace

void SchemaDiagram::Private::carry(const Schema &next, const std::vector<std::optional<ModelId>> &before)
{
    std::map<LineKey, diagram::Route> routes;
    QHash<ModelId, ModelId> now;
    const DiagramPlaces old = m_places; // names may change hands
    m_new.clear();
    for (std::size_t i = 0; i < before.size(); ++i) {
        const ModelId id(static_cast<int>(i));
        if (!before[i]) {
            m_new.insert(id);
            continue;
        }
        now.insert(*before[i], id);
        const QString &name = m_schema.model(*before[i]).name;
        if (name == next.models[i].name)
            continue;
        // The old name keeps its place: the draft with the new one may be given up.
        m_places.takeOver(old, name, next.models[i].name);
    }
    for (const auto &[key, route] : m_routes) {
        const auto &[from, to, which] = key;
        if (now.contains(from) && now.contains(to))
            routes.insert({{now.value(from), now.value(to), which}, route});
    }
    m_routes = std::move(routes);
    QHash<ModelId, QSize> sizes;
    for (auto it = m_sizes.cbegin(); it != m_sizes.cend(); ++it)
        if (now.contains(it.key()))
            sizes.insert(now.value(it.key()), it.value());
    m_sizes = sizes;
    forgetSteps();
}

std::vector<diagram::Route> SchemaDiagram::Private::keptRoutes() const
{
    std::vector<diagram::Route> routes(m_content.lines.size());
    if (isNarrowed())
        return routes;
    std::vector<QRect> boxes;
    for (const DiagramBoxItem *box : m_scene.boxes())
        boxes.push_back(box->isVisible() ? pointsOf(box->cell(), box->cells()) : QRect());
    std::map<std::pair<ModelId, ModelId>, int> seen;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        const auto [from, to] = m_scene.boxesOf(m_content.lines[i]);
        const std::pair ends(from->box().model, to->box().model);
        const auto kept = m_routes.find({ends.first, ends.second, seen[ends]++});
        if (kept != m_routes.end()
            && diagram::stillFits(kept->second, {m_content.lines[i].from, m_content.lines[i].to}, boxes))
            routes[i] = kept->second;
    }
    return routes;
}

void SchemaDiagram::Private::keepRoutes(const std::vector<diagram::Route> &routes)
{
    m_routes.clear();
    std::map<std::pair<ModelId, ModelId>, int> seen;
    for (std::size_t i = 0; i < routes.size(); ++i) {
        const auto [from, to] = m_scene.boxesOf(m_content.lines[i]);
        const std::pair ends(from->box().model, to->box().model);
        m_routes.insert({{ends.first, ends.second, seen[ends]++}, routes[i]});
    }
}

void SchemaDiagram::Private::rebuild(Fit fit)
{
    cancelLayout();
    diagram::Choice choice;
    choice.unfolded = m_places.unfolded;
    choice.whole = m_places.whole;
    choice.detail = m_places.detail == "names"_L1 ? diagram::Detail::Names
        : m_places.detail == "keys"_L1            ? diagram::Detail::Keys
                                                  : diagram::Detail::Fields;
    if (isNarrowed())
        choice.only = diagram::neighbourhood(m_schema, *m_middle, m_steps);
    m_content = diagram::contentOf(m_schema, choice);
    const auto count = [](const std::vector<Model> &models) {
        return static_cast<int>(std::ranges::count_if(models, [](const Model &model) { return !model.join; }));
    };
    m_tools->setSummary(isNarrowed() ? static_cast<int>(m_content.boxes.size()) : -1, count(m_schema.models),
                        static_cast<int>(m_schema.relationships.size()));
    std::vector<std::optional<QPoint>> cells(m_content.boxes.size());
    std::vector<QRect> taken;
    // What stands there goes before what only stood there once.
    for (const bool returning : {false, true}) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const diagram::Box &box = m_content.boxes[i];
            const auto place = m_places.boxes.constFind(box.name);
            // A part of the diagram has places of its own, and keeps none.
            if (m_new.contains(box.model) != returning || place == m_places.boxes.constEnd() || isNarrowed())
                continue;
            const QRect rect(cellOf(*place), DiagramBoxItem::cellsFor(box));
            if (returning && std::ranges::any_of(taken, [&](const QRect &other) { return rect.intersects(other); }))
                continue;
            cells[i] = rect.topLeft();
            taken.push_back(rect);
        }
    }
    m_scene.show(m_schema, m_content, cells);
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        if (DiagramBoxItem *box = m_scene.boxOf(it.key()))
            box->setCount(it.value());
    const auto routes = keptRoutes();
    m_scene.setRoutes(routes, std::vector<std::optional<QPointF>>(routes.size()));
    if (!m_tools->find->text().isEmpty())
        showFound(m_tools->find->text());
    choose(m_selectedModel, m_selectedRelationship);
    startLayout(fit);
}

void SchemaDiagram::Private::startLayout(Fit fit)
{
    cancelLayout();
    m_fit = std::max(m_fit, fit);
    if (m_content.boxes.empty()) {
        m_notice->say(SchemaDiagram::tr("No models yet."));
        Q_EMIT q->layoutFinished();
        return;
    }
    DiagramWorker::Job job;
    for (const DiagramBoxItem *box : m_scene.boxes()) {
        job.graph.boxes.push_back(box->cells());
        job.places.push_back(box->isVisible() ? std::optional(box->cell()) : std::nullopt);
        const QSize before = m_sizes.value(box->box().model, box->cells());
        if (box->isVisible() && before.expandedTo(box->cells()) != before)
            job.grown.push_back(static_cast<int>(job.graph.boxes.size()) - 1);
    }
    for (const DiagramLineItem *line : m_scene.lines()) {
        job.graph.edges.push_back({line->line().from, line->line().to});
        job.labels.push_back({DiagramLineItem::labelCells(line->line()), line->line().join.isValid()});
    }
    job.kept = keptRoutes();
    m_ticket = DiagramWorker::instance().start(std::move(job), q,
                                               [this](const DiagramWorker::Outcome &outcome) { accept(outcome); });
    m_late.start();
    m_later.start();
}

void SchemaDiagram::Private::cancelLayout()
{
    m_late.stop();
    m_later.stop();
    m_notice->hide();
    if (m_ticket != 0)
        DiagramWorker::instance().cancel(std::exchange(m_ticket, 0));
}

bool SchemaDiagram::Private::stop()
{
    if (m_ticket == 0)
        return false;
    cancelLayout();
    if (const auto before = std::exchange(m_beforeArrange, std::nullopt)) {
        // As if it had not been asked for.
        m_fit = Fit::No;
        m_places = *before;
        rebuild(Fit::No);
        return true;
    }
    std::vector<QSize> sizes;
    std::vector<std::optional<QPoint>> places;
    for (const DiagramBoxItem *box : m_scene.boxes()) {
        sizes.push_back(box->cells());
        places.push_back(box->isVisible() ? std::optional(box->cell()) : std::nullopt);
    }
    const bool without = std::ranges::any_of(places, [](const auto &place) { return !place; });
    settleIn(diagram::inRows(sizes, places));
    m_strip->say(MessageStrip::Level::Warning,
                 without ? SchemaDiagram::tr("The layout was stopped. Models without a place stand in rows.")
                         : SchemaDiagram::tr("The layout was stopped. Lines may run over boxes."),
                 {SchemaDiagram::tr("Arrange all anew"), [this] { q->arrange(); }});
    const auto routes = keptRoutes();
    m_scene.setRoutes(routes, std::vector<std::optional<QPointF>>(routes.size()));
    bringIntoSight({});
    Q_EMIT q->layoutFinished();
    return true;
}

void SchemaDiagram::Private::accept(const DiagramWorker::Outcome &outcome)
{
    m_ticket = 0;
    cancelLayout();
    std::vector<DiagramBoxItem *> added;
    for (DiagramBoxItem *box : m_scene.boxes())
        if (!box->isVisible())
            added.push_back(box);
    settleIn(outcome.places);
    m_scene.setRoutes(outcome.routes, outcome.labels);
    if (!isNarrowed())
        keepRoutes(outcome.routes);
    if (const auto before = std::exchange(m_beforeArrange, std::nullopt); before && *before != m_places)
        step(SchemaDiagram::tr("Arrange all anew"), *before);
    // What has no place is not seen, and cannot be chosen.
    if (!added.empty())
        choose(m_selectedModel, m_selectedRelationship);
    bringIntoSight(added);
    Q_EMIT q->layoutFinished();
}

void SchemaDiagram::Private::settleIn(const std::vector<QPoint> &cells)
{
    m_scene.setCells(cells);
    m_new.clear();
    for (const DiagramBoxItem *box : m_scene.boxes())
        m_sizes.insert(box->box().model, box->cells());
    notePlaces();
}

/// Where a large diagram is opened: at what is chosen, else at the model with the most relationships.
QPointF SchemaDiagram::Private::mainPlace() const
{
    const DiagramBoxItem *main = m_selectedModel ? m_scene.boxOf(*m_selectedModel) : nullptr;
    if (!main && isNarrowed())
        main = m_scene.boxOf(*m_middle);
    if (!main) {
        std::vector<int> lines(m_scene.boxes().size(), 0);
        for (const diagram::Line &line : m_content.lines)
            for (const int end : {line.from, line.to})
                ++lines[static_cast<std::size_t>(end)];
        main = m_scene.boxes()[static_cast<std::size_t>(std::ranges::max_element(lines) - lines.begin())];
    }
    return main->place().center();
}

void SchemaDiagram::Private::bringIntoSight(const std::vector<DiagramBoxItem *> &added)
{
    if (m_content.boxes.empty())
        return;
    // Without its size the view cannot tell what has room; it comes with the window.
    const Fit fit = q->isVisible() ? std::exchange(m_fit, Fit::No) : m_fit;
    if (fit == Fit::Yes || (fit == Fit::No && m_view->isFitted() && !added.empty()))
        m_view->fit();
    else if (fit == Fit::Open)
        m_view->open(mainPlace());
    else if (!added.empty())
        m_view->reveal(added.front()->place());
    m_overview->settle();
}

void SchemaDiagram::Private::notePlaces()
{
    if (isNarrowed())
        return;
    const DiagramPlaces before = m_places;
    for (const DiagramBoxItem *box : m_scene.boxes())
        if (box->isVisible())
            m_places.boxes.insert(box->box().name, QPointF(box->cell()) * placeUnit);
    if (m_places != before)
        Q_EMIT q->placesChanged();
}

} // namespace relata
