#include "views/schema/diagram/schemadiagram.h"

#include "items/schemaoutlineitemmodel.h"
#include "views/parts/messagestrip.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramnotice.h"
#include "views/schema/diagram/diagramoutline.h"
#include "views/schema/diagram/diagramoverlays.h"
#include "views/schema/diagram/diagramtools.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/samemodels.h"
#include "views/schema/diagram/schemadiagramprivate.h"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

constexpr int lateAfter = 150; // ms
constexpr int cancelAfter = 500; // ms

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
    m_view->setAccessibleDescription(SchemaDiagram::tr(
        "Arrows and Tab go from model to model, L along the relationships of one, Enter opens. The outline beside it "
        "has the same content in words."));
    m_tools = new DiagramTools(q);
    m_outline = new DiagramOutline(q);
    m_overview = new DiagramOverview(m_scene, *m_view);
    m_strip = new MessageStrip(q);
    m_strip->hide();
    QObject::connect(m_strip, &MessageStrip::shown, m_strip, &QWidget::show);
    QObject::connect(m_strip, &MessageStrip::dismissed, m_strip, &QWidget::hide);
    m_notice = new DiagramNotice(m_view);
    for (QTimer *timer : {&m_late, &m_later})
        timer->setSingleShot(true);
    m_late.setInterval(lateAfter);
    m_later.setInterval(cancelAfter);

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

void SchemaDiagram::setSchema(const Schema &schema, const Origins &origins)
{
    if (schema == d->m_schema && origins == d->m_origins)
        return;
    const auto before = diagram::sameModels(d->m_schema, d->m_origins, schema, origins);
    const auto nowOf = [&](const std::optional<ModelId> &old) -> std::optional<ModelId> {
        const auto found = old ? std::ranges::find(before, old) : before.end();
        if (found == before.end())
            return std::nullopt;
        return ModelId(static_cast<int>(found - before.begin()));
    };
    const bool first = d->m_schema.models.empty();
    const bool hadSelected = d->m_selectedModel.has_value();
    const auto selected = nowOf(d->m_selectedModel);
    const auto middle = nowOf(d->m_middle);
    const DiagramPlaces kept = d->m_places;
    d->carry(schema, before);
    d->m_schema = schema;
    d->m_origins = origins;
    d->m_counts.clear();
    d->m_outline->itemModel().setSchema(schema);
    d->m_middle = middle;
    d->m_selectedModel = selected;
    d->m_selectedRelationship.reset();
    d->rebuild(first ? Private::Fit::Open : Private::Fit::No);
    if (d->m_places != kept)
        Q_EMIT placesChanged();
    if (hadSelected && !selected)
        Q_EMIT modelSelected(std::nullopt);
}

DiagramPlaces SchemaDiagram::places() const { return d->m_places; }

void SchemaDiagram::setPlaces(const DiagramPlaces &places)
{
    if (places == d->m_places)
        return;
    d->m_places = places;
    d->m_tools->setDetail(places.detail);
    d->m_sizes.clear();
    d->m_routes.clear();
    d->forgetSteps();
    d->rebuild(Private::Fit::Open);
}

void SchemaDiagram::arrange()
{
    if (!d->isNarrowed()) {
        d->m_beforeArrange = d->m_places;
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

void SchemaDiagram::setName(const QString &name) { d->m_name = name; }

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
    else if (event->type() == QEvent::FontChange && !d->m_schema.models.empty()) {
        d->m_sizes.clear(); // all boxes change, and none makes room
        d->rebuild(Private::Fit::No);
    }
}

void SchemaDiagram::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Only now the view has its size.
    if (d->m_ticket == 0 && d->m_fit != Private::Fit::No)
        QMetaObject::invokeMethod(
            this, [this] { d->bringIntoSight({}); }, Qt::QueuedConnection);
}

bool SchemaDiagram::event(QEvent *event)
{
    // Ahead of the window's own undo, which is about other things: places come first while the diagram has the focus.
    if (event->type() == QEvent::ShortcutOverride && d->stepFor(*static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void SchemaDiagram::keyPressEvent(QKeyEvent *event)
{
    if (QAction *step = d->stepFor(*event))
        return step->trigger();
    if (event->key() == Qt::Key_Escape && (d->stop() || d->leaveSearch()))
        return;
    QWidget::keyPressEvent(event);
}

} // namespace relata
