// What people do with the diagram: choose, narrow, find, relate, export. Its places and layout: schemadiagram.cpp.
#include "items/schemaoutlineitemmodel.h"
#include "views/parts/glyphs.h"
#include "views/parts/messagestrip.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramoutline.h"
#include "views/schema/diagram/diagramoverlays.h"
#include "views/schema/diagram/diagramtools.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/schemadiagramprivate.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPrinter>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

void SchemaDiagram::Private::connectParts()
{
    connect(&m_scene, &QGraphicsScene::selectionChanged, q, [this] { announceSelection(); });
    connect(&m_scene, &DiagramScene::dropped, q, [this] {
        notePlaces();
        startLayout(Fit::No);
    });
    connect(
        &m_scene, &DiagramScene::pillClicked, q, [this](ModelId join) { toggleFold(join); }, Qt::QueuedConnection);
    connect(&m_scene, &DiagramScene::relateDropped, q, &SchemaDiagram::relateRequested);
    connect(&m_scene, &DiagramScene::lineActivated, q, &SchemaDiagram::relationshipActivated);
    connect(m_view, &DiagramView::activated, q, &SchemaDiagram::modelActivated);
    connect(m_view, &DiagramView::relateRequested, q, &SchemaDiagram::relateRequested);
    connect(m_view, &DiagramView::relating, q, [this](bool on) {
        if (on)
            showHint(SchemaDiagram::tr("Choose the other model by arrows or Tab, then press Enter. Esc cancels."));
        else
            m_hint->hide();
    });
    connect(m_view, &DiagramView::movedByKeys, q, [this] {
        notePlaces();
        startLayout(Fit::No);
    });
    connect(m_view, &DiagramView::menuRequested, q,
            [this](std::optional<ModelId> model, const QPoint &place) { showMenu(model, place); });
    connect(m_view, &DiagramView::zoomChanged, m_tools, &DiagramTools::setZoom);
    connect(m_view, &DiagramView::sightChanged, q, [this] { placeHint(); });
    connect(&m_late, &QTimer::timeout, q, [this] { showHint(SchemaDiagram::tr("Laying out…")); });

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
    const auto chosen = m_scene.selectedItems();
    int boxes = 0;
    for (QGraphicsItem *item : chosen) {
        if (const auto *box = qgraphicsitem_cast<DiagramBoxItem *>(item)) {
            model = box->box().model;
            ++boxes;
        } else if (const auto *line = qgraphicsitem_cast<DiagramLineItem *>(item)) {
            relationship = line->line().relationship;
        }
    }
    // A group is moved together, but none of it is the one.
    if (boxes != 1)
        model.reset();
    if (boxes > 0)
        relationship.reset();
    if (model != m_view->current())
        m_view->noteCurrent(model);
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
        m_view->noteCurrent(std::nullopt);
        for (DiagramLineItem *line : m_scene.lines())
            line->setSelected(line->line().relationship == *relationship);
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
    rebuild(Fit::Yes);
}

void SchemaDiagram::Private::toggleFold(ModelId join)
{
    const QString name = m_schema.model(join).name;
    if (!m_places.unfolded.remove(name))
        m_places.unfolded.insert(name);
    rebuild(Fit::No);
    Q_EMIT q->placesChanged();
}

void SchemaDiagram::Private::showFound(const QString &text)
{
    m_nextFound = 0;
    m_scene.dimAllBut(text);
}

void SchemaDiagram::Private::goToFound()
{
    const QString text = m_tools->find->text();
    const auto boxes = m_scene.found(text);
    if (text.isEmpty() || boxes.empty())
        return;
    // Enter again goes to the next one.
    DiagramBoxItem *box = boxes[m_nextFound++ % boxes.size()];
    choose(box->box().model, std::nullopt);
    m_view->centreOn(box->sceneBoundingRect().center());
}

void SchemaDiagram::Private::showMenu(std::optional<ModelId> model, const QPoint &globalPlace)
{
    auto *menu = new QMenu(q);
    menu->setObjectName(u"diagramMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (model) {
        menu->addAction(SchemaDiagram::tr("Open %1").arg(m_schema.model(*model).name).replace(u'&', "&&"_L1), q,
                        [this, model] { Q_EMIT q->modelActivated(*model); });
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
        // What a click on a pill does, for the keyboard.
        for (const Relationship &relationship : m_schema.relationships) {
            if (!relationship.isManyToMany() || !diagram::canFold(m_schema, relationship.through)
                || (relationship.source != *model && relationship.target != *model && relationship.through != *model))
                continue;
            const QString name = m_schema.model(relationship.through).name;
            const bool unfolded = m_places.unfolded.contains(name);
            QString text = unfolded ? SchemaDiagram::tr("Fold %1 into its line").arg(name)
                                    : SchemaDiagram::tr("Unfold %1 into a box").arg(name);
            menu->addAction(text.replace(u'&', "&&"_L1), q, [this, join = relationship.through] { toggleFold(join); });
        }
        menu->addSeparator();
    }
    if (isNarrowed())
        menu->addAction(SchemaDiagram::tr("Show everything"), q, [this] { narrow(-1, std::nullopt); });
    menu->addActions({m_tools->fit, m_tools->arrange});
    menu->addSeparator();
    menu->addActions({m_tools->exportSvg, m_tools->exportPng, m_tools->exportPdf, m_tools->print});
    menu->popup(globalPlace);
}

void SchemaDiagram::Private::exportTo(diagramexport::Format format, qreal scale)
{
    using diagramexport::Format;
    const QString ending = format == Format::Svg ? u"svg"_s : format == Format::Pdf ? u"pdf"_s : u"png"_s;
    const QString filter = SchemaDiagram::tr("%1 files (*.%2)").arg(ending.toUpper(), ending);
    m_prompts->saveFile(q, SchemaDiagram::tr("Export the diagram"), filter, u"diagram."_s % ending,
                        [this, format, scale, ending](const QString &chosen) {
                            const QString file = QFileInfo(chosen).suffix().isEmpty() ? chosen % u'.' % ending : chosen;
                            say(diagramexport::write(m_scene, file, format, scale),
                                SchemaDiagram::tr("The diagram was written to %1.").arg(QFileInfo(file).fileName()));
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

void SchemaDiagram::Private::showHint(const QString &text)
{
    m_hint->setText(text);
    m_hint->adjustSize();
    m_hint->show();
    placeHint();
}

void SchemaDiagram::Private::placeHint()
{
    m_hint->move((m_view->width() - m_hint->width()) / 2, px(16));
    m_hint->raise();
}

} // namespace relata
