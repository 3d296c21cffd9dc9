#include "views/schema/diagram/schemadiagram.h"

#include "items/schemaoutlineitemmodel.h"
#include "views/parts/messagestrip.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramoutline.h"
#include "views/schema/diagram/diagramoverlays.h"
#include "views/schema/diagram/diagramtools.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/schemadiagramprivate.h"

#include <QEvent>
#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

/// Kept places count in steps of the grid at its usual size, so that another font does not tear a diagram apart.
constexpr qreal placeUnit = 10;
constexpr int lateAfter = 150; // ms

QPoint cellOf(const QPointF &place) { return (place / placeUnit).toPoint(); }

/// A model by what it holds, to know one again that was only renamed.
bool looksAlike(const Model &a, const Model &b)
{
    return std::ranges::equal(a.fields, b.fields, {}, &Field::name, &Field::name);
}

} // namespace

SchemaDiagram::SchemaDiagram(QWidget *parent) : QWidget(parent), d(std::make_unique<Private>(this))
{
    setObjectName(u"schemaDiagram"_s);
    setAccessibleName(tr("Diagram"));
    d->build();
    d->connectParts();
}

SchemaDiagram::~SchemaDiagram() = default;

SchemaDiagram::Private::Private(SchemaDiagram *diagram) : q(diagram) {}

SchemaDiagram::Private::~Private()
{
    cancelLayout();
    // Items that go are deselected, and nobody must hear of it any more.
    QObject::disconnect(&m_scene, nullptr, q, nullptr);
    // The view looks at the scene until its very end; as a child it would outlive it.
    delete m_view;
}

void SchemaDiagram::Private::build()
{
    m_view = new DiagramView(m_scene, q);
    m_view->setObjectName(u"diagramView"_s);
    m_view->setAccessibleName(SchemaDiagram::tr("Diagram"));
    m_view->setAccessibleDescription(SchemaDiagram::tr("The outline beside it has the same content in words."));
    m_tools = new DiagramTools(q);
    m_outline = new DiagramOutline(q);
    m_overview = new DiagramOverview(m_scene, *m_view);
    m_strip = new MessageStrip(q);
    m_strip->hide();
    QObject::connect(m_strip, &MessageStrip::shown, m_strip, &QWidget::show);
    QObject::connect(m_strip, &MessageStrip::dismissed, m_strip, &QWidget::hide);
    m_hint = new QLabel(m_view);
    m_hint->setObjectName(u"diagramHint"_s);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hint->hide();
    m_late.setSingleShot(true);
    m_late.setInterval(lateAfter);

    m_split = new QSplitter(Qt::Horizontal, q);
    m_split->addWidget(m_view);
    m_split->addWidget(m_outline);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    m_split->setSizes({px(1000), px(300)});
    m_split->setCollapsible(0, false);
    auto *column = new QVBoxLayout(q);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_tools);
    column->addWidget(m_strip);
    column->addWidget(m_split, 1);
    m_tools->setZoom(1);
    q->setFocusProxy(m_view);
}

void SchemaDiagram::setSchema(const Schema &schema)
{
    if (schema == d->m_schema)
        return;
    const auto nameOf = [this](const std::optional<ModelId> &id) {
        return id ? d->m_schema.model(*id).name : QString();
    };
    const QString selected = nameOf(d->m_selectedModel);
    const QString middle = nameOf(d->m_middle);
    const bool first = d->m_schema.models.empty();
    d->carryNames(schema);
    d->m_schema = schema;
    d->m_counts.clear();
    d->m_outline->itemModel().setSchema(schema);
    d->m_middle = middle.isEmpty() ? std::nullopt : schema.modelNamed(middle);
    const auto again = selected.isEmpty() ? std::nullopt : schema.modelNamed(selected);
    d->m_selectedModel = again;
    d->m_selectedRelationship.reset();
    d->m_tools->setSummary(
        static_cast<int>(std::ranges::count_if(schema.models, [](const Model &model) { return !model.join; })),
        static_cast<int>(schema.relationships.size()));
    d->rebuild(first ? Private::Fit::Yes : Private::Fit::No);
    if (!selected.isEmpty() && !again)
        Q_EMIT modelSelected(std::nullopt);
}

void SchemaDiagram::Private::carryNames(const Schema &next)
{
    std::vector<std::size_t> gone;
    for (std::size_t i = 0; i < m_schema.models.size(); ++i)
        if (!next.modelNamed(m_schema.models[i].name))
            gone.push_back(i);
    for (std::size_t i = 0; i < next.models.size() && !gone.empty(); ++i) {
        const Model &model = next.models[i];
        if (m_schema.modelNamed(model.name))
            continue;
        // The one at the same position first: where only a name changed, that is it.
        auto before = std::ranges::find_if(
            gone, [&](std::size_t old) { return old == i && next.models.size() == m_schema.models.size(); });
        if (before == gone.end())
            before =
                std::ranges::find_if(gone, [&](std::size_t old) { return looksAlike(m_schema.models[old], model); });
        if (before == gone.end())
            continue;
        const QString &old = m_schema.models[*before].name;
        if (m_places.boxes.contains(old))
            m_places.boxes.insert(model.name, m_places.boxes.take(old));
        if (m_places.unfolded.remove(old))
            m_places.unfolded.insert(model.name);
        gone.erase(before);
    }
}

QString SchemaDiagram::Private::keyOf(const diagram::Line &line) const
{
    const auto nameOf = [&](int box) { return m_content.boxes[static_cast<std::size_t>(box)].name; };
    return m_schema.relationship(line.relationship).name % u'\n' % nameOf(line.from) % u'\n' % nameOf(line.to);
}

void SchemaDiagram::Private::rebuild(Fit fit)
{
    cancelLayout();
    diagram::Choice choice;
    choice.unfolded = m_places.unfolded;
    if (isNarrowed())
        choice.only = diagram::neighbourhood(m_schema, *m_middle, m_steps);
    m_content = diagram::contentOf(m_schema, choice);
    std::vector<std::optional<QPoint>> cells;
    for (const diagram::Box &box : m_content.boxes) {
        const auto place = m_places.boxes.constFind(box.name);
        // A part of the diagram has places of its own, and keeps none.
        const bool known = place != m_places.boxes.constEnd() && !isNarrowed();
        cells.push_back(known ? std::optional(cellOf(*place)) : std::nullopt);
    }
    m_scene.show(m_schema, m_content, cells);
    for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
        if (DiagramBoxItem *box = m_scene.boxOf(it.key()))
            box->setCount(it.value());
    std::vector<diagram::Route> routes;
    for (const diagram::Line &line : m_content.lines)
        routes.push_back(isNarrowed() ? diagram::Route() : m_routes.value(keyOf(line)));
    m_scene.setRoutes(routes, std::vector<std::optional<QPointF>>(routes.size()));
    if (!m_tools->find->text().isEmpty())
        showFound(m_tools->find->text());
    choose(m_selectedModel, m_selectedRelationship);
    startLayout(fit);
}

void SchemaDiagram::Private::startLayout(Fit fit)
{
    cancelLayout();
    if (fit == Fit::Yes)
        m_fitPending = true;
    if (m_content.boxes.empty()) {
        showHint(SchemaDiagram::tr("No models yet."));
        Q_EMIT q->layoutFinished();
        return;
    }
    DiagramWorker::Job job;
    for (const DiagramBoxItem *box : m_scene.boxes()) {
        job.graph.boxes.push_back(box->cells());
        job.places.push_back(box->isVisible() ? std::optional(box->cell()) : std::nullopt);
    }
    for (const DiagramLineItem *line : m_scene.lines()) {
        job.graph.edges.push_back({line->line().from, line->line().to});
        job.kept.push_back(isNarrowed() ? diagram::Route() : m_routes.value(keyOf(line->line())));
        job.labels.push_back({DiagramLineItem::labelCells(line->line()), line->line().join.isValid()});
    }
    m_ticket = DiagramWorker::instance().start(std::move(job), q,
                                               [this](const DiagramWorker::Outcome &outcome) { accept(outcome); });
    m_late.start();
}

void SchemaDiagram::Private::cancelLayout()
{
    m_late.stop();
    if (m_ticket != 0)
        DiagramWorker::instance().cancel(std::exchange(m_ticket, 0));
}

void SchemaDiagram::Private::accept(const DiagramWorker::Outcome &outcome)
{
    m_ticket = 0;
    m_late.stop();
    m_hint->hide();
    m_scene.setCells(outcome.places);
    m_scene.setRoutes(outcome.routes, outcome.labels);
    if (!isNarrowed()) {
        m_routes.clear();
        for (std::size_t i = 0; i < m_content.lines.size(); ++i)
            m_routes.insert(keyOf(m_content.lines[i]), outcome.routes[i]);
        notePlaces();
    }
    if (std::exchange(m_fitPending, false)) {
        m_fitWhenShown = !q->isVisible();
        m_view->fit();
    }
    m_overview->settle();
    Q_EMIT q->layoutFinished();
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

DiagramPlaces SchemaDiagram::places() const { return d->m_places; }

void SchemaDiagram::setPlaces(const DiagramPlaces &places)
{
    if (places == d->m_places)
        return;
    d->m_places = places;
    d->m_routes.clear();
    d->rebuild(Private::Fit::Yes);
}

void SchemaDiagram::arrange()
{
    if (!d->isNarrowed()) {
        d->m_places.boxes.clear();
        d->m_routes.clear();
    }
    d->rebuild(Private::Fit::Yes);
}

bool SchemaDiagram::isLayingOut() const { return d->m_ticket != 0; }

void SchemaDiagram::setCounts(ModelId model, qint64 count)
{
    d->m_counts.insert(model, count);
    d->m_outline->itemModel().setCount(model, count);
    if (DiagramBoxItem *box = d->m_scene.boxOf(model))
        box->setCount(count);
}

void SchemaDiagram::setEditable(bool editable) { d->m_scene.setEditable(editable); }

void SchemaDiagram::setOutlineShown(bool shown) { d->m_tools->outline->setChecked(shown); }

void SchemaDiagram::setPrompts(Prompts *prompts) { d->m_prompts = prompts ? prompts : &d->m_ownPrompts; }

void SchemaDiagram::selectModel(ModelId model) { d->choose(model, std::nullopt); }

void SchemaDiagram::selectRelationship(RelationshipId relationship) { d->choose(std::nullopt, relationship); }

std::optional<ModelId> SchemaDiagram::selectedModel() const { return d->m_selectedModel; }

DiagramScene &SchemaDiagram::scene() { return d->m_scene; }

DiagramView &SchemaDiagram::view() { return *d->m_view; }

void SchemaDiagram::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        d->m_scene.update();
    else if (event->type() == QEvent::FontChange && !d->m_schema.models.empty())
        d->rebuild(Private::Fit::No);
}

void SchemaDiagram::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Only now the view has its size.
    if (std::exchange(d->m_fitWhenShown, false))
        QMetaObject::invokeMethod(d->m_view, &DiagramView::fit, Qt::QueuedConnection);
}

} // namespace relata
