// What people do with the diagram: choose, narrow, find, relate, export. Its places and layout: schemadiagram.cpp.
#include "items/schemaoutlineitemmodel.h"
#include "views/parts/messagestrip.h"
#include "views/schema/diagram/diagramnotice.h"
#include "views/schema/diagram/diagramoutline.h"
#include "views/schema/diagram/diagramoverlays.h"
#include "views/schema/diagram/diagramtools.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/schemadiagramprivate.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QLineEdit>
#include <QPrinter>

namespace relata {

using namespace Qt::StringLiterals;

void SchemaDiagram::Private::connectParts()
{
    connect(&m_scene, &QGraphicsScene::selectionChanged, q, [this] { announceSelection(); });
    connect(&m_scene, &DiagramScene::dropped, q, [this] { moved(PlaceHistory::Merge::No); });
    connect(
        &m_scene, &DiagramScene::pillClicked, q, [this](ModelId join) { toggleFold(join); }, Qt::QueuedConnection);
    connect(
        &m_scene, &DiagramScene::foldingClicked, q, [this](ModelId model) { toggleWhole(model); },
        Qt::QueuedConnection);
    connect(&m_scene, &DiagramScene::relateDropped, q, &SchemaDiagram::relateRequested);
    connect(m_view, &DiagramView::lineActivated, q, &SchemaDiagram::relationshipActivated);
    connect(m_view, &DiagramView::activated, q, &SchemaDiagram::modelActivated);
    connect(m_view, &DiagramView::relateRequested, q, &SchemaDiagram::relateRequested);
    connect(m_view, &DiagramView::relating, q, [this](bool on) {
        if (on)
            m_notice->say(SchemaDiagram::tr("Choose the other model by arrows or Tab, then press Enter. Esc cancels."));
        else
            m_notice->hide();
    });
    connect(m_view, &DiagramView::movedByKeys, q, [this] { moved(PlaceHistory::Merge::WithSame); });
    connect(m_view, &DiagramView::menuRequested, q,
            [this](std::optional<ModelId> model, std::optional<RelationshipId> relationship, const QPoint &place) {
                if (relationship)
                    showLineMenu(*relationship, place);
                else
                    showMenu(model, place);
            });
    connect(m_view, &DiagramView::zoomChanged, m_tools, &DiagramTools::setZoom);
    connect(m_view, &DiagramView::sightChanged, m_notice, &DiagramNotice::settle);
    connect(m_notice, &DiagramNotice::cancelled, q, [this] { stop(); });
    connect(&m_late, &QTimer::timeout, q, [this] { m_notice->say(SchemaDiagram::tr("Laying out…")); });
    connect(&m_later, &QTimer::timeout, m_notice, &DiagramNotice::offerCancel);

    connect(m_outline, &DiagramOutline::modelChosen, q, [this](ModelId model) { choose(model, std::nullopt); });
    connect(m_outline, &DiagramOutline::relationshipChosen, q,
            [this](RelationshipId relationship) { choose(std::nullopt, relationship); });
    connect(m_outline, &DiagramOutline::modelActivated, q, &SchemaDiagram::modelActivated);
    connect(m_outline, &DiagramOutline::relationshipActivated, q, &SchemaDiagram::relationshipActivated);
    connect(m_outline, &DiagramOutline::menuRequested, q,
            [this](ModelId model, const QPoint &place) { showMenu(model, place); });

    connect(m_tools->find, &QLineEdit::textChanged, q, [this](const QString &text) { showFound(text); });
    connect(m_tools->find, &QLineEdit::returnPressed, q, [this] { goToFound(); });
    connect(m_tools->around, &QComboBox::activated, q,
            [this] { narrow(m_tools->around->currentData().toInt(), m_selectedModel ? m_selectedModel : m_middle); });
    connect(m_tools->zoomIn, &QAction::triggered, m_view, &DiagramView::zoomIn);
    connect(m_tools->zoomOut, &QAction::triggered, m_view, &DiagramView::zoomOut);
    connect(m_tools->actualSize, &QAction::triggered, m_view, [this] { m_view->setZoom(1); });
    connect(m_tools->fit, &QAction::triggered, m_view, &DiagramView::fit);
    connect(m_tools->arrange, &QAction::triggered, q, &SchemaDiagram::arrange);
    connect(m_tools->undo, &QAction::triggered, q, [this] { restore(m_history.undo(m_places)); });
    connect(m_tools->redo, &QAction::triggered, q, [this] { restore(m_history.redo(m_places)); });
    connect(m_tools, &DiagramTools::detailChosen, q, [this](const QString &detail) { setDetail(detail); });
    connect(m_tools->outline, &QAction::toggled, m_outline, &QWidget::setVisible);
    using diagramexport::Format;
    for (const auto &[action, format, scale] :
         {std::tuple(m_tools->exportSvg, Format::Svg, 1.0), std::tuple(m_tools->exportPng, Format::Png, 1.0),
          std::tuple(m_tools->exportPng2, Format::Png, 2.0), std::tuple(m_tools->exportPng4, Format::Png, 4.0),
          std::tuple(m_tools->exportPdf, Format::Pdf, 1.0)})
        connect(action, &QAction::triggered, q, [this, format = format, scale = scale] { exportTo(format, scale); });
    connect(m_tools->print, &QAction::triggered, q, [this] { print(); });
}

void SchemaDiagram::Private::announceSelection()
{
    if (m_quiet)
        return;
    std::optional<ModelId> model;
    std::optional<RelationshipId> relationship;
    std::optional<int> lineAt;
    const auto chosen = m_scene.selectedItems();
    int boxes = 0;
    for (QGraphicsItem *item : chosen) {
        if (const auto *box = qgraphicsitem_cast<DiagramBoxItem *>(item)) {
            model = box->box().model;
            ++boxes;
        } else if (const auto *line = qgraphicsitem_cast<DiagramLineItem *>(item)) {
            relationship = line->line().relationship;
            lineAt = m_scene.indexOf(*line);
        }
    }
    // A group is moved together, but none of it is the one.
    if (boxes != 1)
        model.reset();
    if (boxes > 0) {
        relationship.reset();
        lineAt.reset();
    }
    // Who builds a group by keyboard goes on from where the ring is.
    if (boxes <= 1 && (model || relationship) && (model != m_view->current() || lineAt != m_view->currentLine()))
        m_view->noteCurrent(model, lineAt);
    m_overview->update();
    const bool otherModel = model != m_selectedModel;
    const bool otherRelationship = relationship != m_selectedRelationship;
    m_selectedModel = model;
    m_selectedRelationship = relationship;
    m_outline->setCurrent(model, relationship);
    if (otherModel)
        Q_EMIT q->modelSelected(model);
    if (otherRelationship && relationship)
        Q_EMIT q->relationshipSelected(*relationship);
}

void SchemaDiagram::Private::choose(std::optional<ModelId> model, std::optional<RelationshipId> relationship)
{
    m_quiet = true;
    m_scene.clearSelection();
    if (model) {
        m_view->setCurrent(model);
    } else if (relationship) {
        chooseLines(*relationship);
    } else {
        m_view->noteCurrent(std::nullopt);
    }
    m_quiet = false;
    const bool otherModel = model != m_selectedModel;
    const bool otherRelationship = relationship != m_selectedRelationship;
    m_selectedModel = model;
    m_selectedRelationship = relationship;
    m_outline->setCurrent(model, relationship);
    m_overview->update();
    if (otherModel)
        Q_EMIT q->modelSelected(model);
    if (otherRelationship && relationship)
        Q_EMIT q->relationshipSelected(*relationship);
}

void SchemaDiagram::Private::chooseLines(RelationshipId relationship)
{
    std::optional<int> first;
    for (std::size_t i = 0; i < m_scene.lines().size(); ++i) {
        DiagramLineItem *line = m_scene.lines()[i];
        const bool mine = line->line().relationship == relationship;
        line->setSelected(mine);
        if (mine && !first)
            first = static_cast<int>(i);
    }
    m_view->noteCurrent(std::nullopt, first);
    if (first && m_view->isVisible())
        m_view->reveal(m_scene.lines()[static_cast<std::size_t>(*first)]->wordsPlace());
}

void SchemaDiagram::Private::narrow(int steps, std::optional<ModelId> middle)
{
    if (steps >= 0 && !middle) {
        m_strip->say(MessageStrip::Level::Warning,
                     SchemaDiagram::tr("No model is chosen. Choose one to see what is around it."));
        m_tools->around->setCurrentIndex(0);
        return;
    }
    m_steps = steps;
    m_middle = middle;
    m_tools->around->setCurrentIndex(m_tools->around->findData(steps));
    showSteps();
    rebuild(Fit::Open);
}

void SchemaDiagram::Private::toggleFold(ModelId join)
{
    const QString name = m_schema.model(join).name;
    const DiagramPlaces before = m_places;
    const bool folds = m_places.unfolded.remove(name);
    if (!folds)
        m_places.unfolded.insert(name);
    step(folds ? SchemaDiagram::tr("Fold %1").arg(name) : SchemaDiagram::tr("Unfold %1").arg(name), before);
    rebuild(Fit::No);
    Q_EMIT q->placesChanged();
}

void SchemaDiagram::Private::toggleWhole(ModelId model)
{
    const QString name = m_schema.model(model).name;
    const DiagramPlaces before = m_places;
    const bool folds = m_places.whole.remove(name);
    if (!folds)
        m_places.whole.insert(name);
    step(folds ? SchemaDiagram::tr("Show fewer fields of %1").arg(name)
               : SchemaDiagram::tr("Show all fields of %1").arg(name),
         before);
    rebuild(Fit::No);
    Q_EMIT q->placesChanged();
}

void SchemaDiagram::Private::setDetail(const QString &detail)
{
    if (detail == m_places.detail)
        return;
    const DiagramPlaces before = m_places;
    m_places.show(detail);
    m_tools->setDetail(detail);
    step(SchemaDiagram::tr("Show other fields"), before);
    rebuild(Fit::Yes);
    Q_EMIT q->placesChanged();
}

void SchemaDiagram::Private::showFound(const QString &text)
{
    m_nextFound = 0;
    m_scene.seek(text);
}

void SchemaDiagram::Private::goToFound()
{
    const auto &boxes = m_scene.found();
    if (boxes.empty())
        return;
    // Enter again goes to the next one.
    DiagramBoxItem *box = boxes[m_nextFound++ % boxes.size()];
    choose(box->box().model, std::nullopt);
    if (m_view->isTooFar())
        m_view->zoomAt(1, m_view->viewport()->rect().center());
    m_view->centreOn(box->place().center());
}

bool SchemaDiagram::Private::leaveSearch()
{
    if (m_tools->find->text().isEmpty() && !m_tools->find->hasFocus())
        return false;
    m_tools->find->clear();
    m_view->setFocus();
    return true;
}

void SchemaDiagram::Private::exportTo(diagramexport::Format format, qreal scale)
{
    using diagramexport::Format;
    const QString ending = format == Format::Svg ? u"svg"_s : format == Format::Pdf ? u"pdf"_s : u"png"_s;
    const QString filter = SchemaDiagram::tr("%1 files (*.%2)").arg(ending.toUpper(), ending);
    m_prompts->saveFile(q, SchemaDiagram::tr("Export the diagram"), filter,
                        (m_name.isEmpty() ? SchemaDiagram::tr("diagram", "file name") : m_name) % u'.' % ending,
                        [this, format, scale, ending](const QString &chosen) {
                            const QString file = QFileInfo(chosen).suffix().isEmpty() ? chosen % u'.' % ending : chosen;
                            const QString done =
                                SchemaDiagram::tr("The diagram was written to %1.").arg(QFileInfo(file).fileName());
                            auto picture = diagramexport::draw(m_scene, format, scale);
                            if (!picture)
                                return say(tl::unexpected(picture.error()), done);
                            diagramexport::writeLater(std::move(*picture), file, q,
                                                      [this, done](const Done &written) { say(written, done); });
                        });
}

void SchemaDiagram::Private::print()
{
    m_prompts->choosePrinter(q, SchemaDiagram::tr("Print the diagram"), [this](QPrinter &printer) {
        say(diagramexport::print(m_scene, printer), SchemaDiagram::tr("The diagram was sent to the printer."));
    });
}

void SchemaDiagram::Private::say(const Done &done, const QString &whenDone)
{
    if (done)
        m_strip->say(MessageStrip::Level::Good, whenDone);
    else
        m_strip->say(MessageStrip::Level::Error, done.error().message, {}, done.error().detail);
}

} // namespace relata
