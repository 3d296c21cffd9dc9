#include "items/roles.h"
#include "items/schemaoutlineitemmodel.h"
#include "support/randomschema.h"
#include "support/showndiagram.h"
#include "views/parts/palette.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QTreeView>

using namespace relata;
using relata::test::drag;
using relata::test::modelIn;
using relata::test::placesOf;
using Shown = relata::test::ShownDiagram;
using namespace Qt::StringLiterals;

class DiagramTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Palette::apply(Theme::Light); }

    void namesForTestsAndScreenReaders()
    {
        Shown shown;
        QCOMPARE(shown.diagram.objectName(), u"schemaDiagram"_s);
        QCOMPARE(shown.diagram.accessibleName(), u"Diagram"_s);
        QCOMPARE(shown.child<QLineEdit>("diagramFind")->accessibleName(), u"Find a model"_s);
        QCOMPARE(shown.child<QTreeView>("diagramOutline")->accessibleName(), u"Outline"_s);
    }

    void aLayoutPlacesEveryBoxAndSaysSoOnce()
    {
        Shown shown;
        QCOMPARE(shown.finished.count(), 1);
        QCOMPARE(shown.places.count(), 1);
        QCOMPARE(placesOf(shown.diagram).size(), 5);
        for (const DiagramBoxItem *box : shown.diagram.scene().boxes())
            QVERIFY(box->isVisible());
        QVERIFY(shown.selected.isEmpty());
    }

    void anEmptySchemaIsNoError()
    {
        SchemaDiagram diagram;
        diagram.show();
        diagram.setSchema(sample::schema());
        diagram.setSchema(Schema());
        QVERIFY(!diagram.isLayingOut());
        QVERIFY(diagram.scene().boxes().empty());
    }

    void closingWhileItRunsIsSafe()
    {
        for (int i = 0; i < 5; ++i) {
            SchemaDiagram diagram;
            diagram.setSchema(test::randomSchema(60, 1));
            diagram.show();
            QVERIFY(diagram.isLayingOut());
        }
        Shown shown; // its layout comes after the ones that nobody waits for
        QCOMPARE(shown.finished.count(), 1);
    }

    void newModelsLeaveTheOthersInPlace()
    {
        Shown shown;
        const auto before = placesOf(shown.diagram);
        Schema schema = sample::schema();
        schema.models.push_back(sample::model("Review", {sample::field("id"), sample::field("text")}));
        schema.rebuildEnds(schema.keyEndNames());
        shown.diagram.setSchema(schema);
        shown.settle();
        auto after = placesOf(shown.diagram);
        QVERIFY(after.contains(u"Review"_s));
        after.remove(u"Review"_s);
        QCOMPARE(after, before);
    }

    void aRenamedModelKeepsItsPlace()
    {
        Shown shown;
        const auto before = placesOf(shown.diagram);
        Schema schema = sample::schema();
        schema.models[sample::author.index()].name = u"Writer"_s;
        shown.diagram.setSchema(schema);
        shown.settle();
        const auto after = placesOf(shown.diagram);
        QCOMPARE(after.value(u"Writer"_s), before.value(u"Author"_s));
        QCOMPARE(after.value(u"Post"_s), before.value(u"Post"_s));
        // Whoever gives the draft up finds it again.
        QCOMPARE(after.value(u"Author"_s), before.value(u"Author"_s));
    }

    void aRemovedModelIsMissedByNobody()
    {
        Shown shown;
        shown.diagram.selectModel(sample::tag);
        QCOMPARE(shown.selected.count(), 1);
        const auto before = placesOf(shown.diagram);
        Schema schema = sample::schema();
        schema.models.resize(3); // Author, Post, Tag
        schema.references.resize(1);
        schema.relationships.resize(1);
        schema.rebuildEnds({u"author"_s});
        shown.diagram.setSchema(schema);
        shown.settle();
        QCOMPARE(shown.diagram.scene().boxes().size(), 3U);
        QCOMPARE(shown.diagram.selectedModel(), std::optional(sample::tag));
        // Where it stood is remembered: it may come back.
        QCOMPARE(placesOf(shown.diagram), before);
    }

    void keptPlacesAreUsed()
    {
        Shown first;
        DiagramPlaces places = first.diagram.places();
        places.boxes[u"Tag"_s] += QPointF(400, 300);
        SchemaDiagram second;
        second.setPlaces(DiagramPlaces::fromJson(places.toJson()));
        second.setSchema(sample::schema());
        QTRY_VERIFY(!second.isLayingOut());
        QCOMPARE(second.places(), places);
    }

    void selectingSaysWhatOnce()
    {
        Shown shown;
        shown.diagram.selectModel(sample::post);
        QCOMPARE(shown.selected.count(), 1);
        QCOMPARE(modelIn(shown.selected.takeFirst()), std::optional(sample::post));
        shown.diagram.selectModel(sample::post);
        QCOMPARE(shown.selected.count(), 0);
        QTest::mouseClick(shown.port(), Qt::LeftButton, {}, shown.middleOf(sample::tag));
        QCOMPARE(shown.selected.count(), 1);
        QCOMPARE(modelIn(shown.selected.takeFirst()), std::optional(sample::tag));
        shown.diagram.selectRelationship(RelationshipId(0));
        QCOMPARE(modelIn(shown.selected.takeFirst()), std::optional<ModelId>());
        QCOMPARE(shown.lineSelected.count(), 1);
        QVERIFY(shown.activated.isEmpty());
    }

    void whatIsChosenBeforeItHasAPlaceStaysChosen()
    {
        SchemaDiagram diagram;
        diagram.show();
        diagram.setSchema(sample::schema());
        diagram.selectModel(sample::tag);
        QSignalSpy selected(&diagram, &SchemaDiagram::modelSelected);
        QTRY_VERIFY(!diagram.isLayingOut());
        QVERIFY(diagram.scene().boxOf(sample::tag)->isSelected());
        QCOMPARE(diagram.selectedModel(), std::optional(sample::tag));
        QVERIFY(selected.isEmpty());
    }

    void escLeavesTheSearch()
    {
        Shown shown;
        auto *find = shown.child<QLineEdit>("diagramFind");
        find->setFocus();
        QTest::keyClicks(find, u"title"_s); // a field of two models
        QCOMPARE(shown.diagram.scene().found().size(), 2U);
        QTest::keyClick(find, Qt::Key_Return);
        const auto first = shown.diagram.selectedModel();
        QTest::keyClick(find, Qt::Key_Return);
        QVERIFY(shown.diagram.selectedModel() != first);
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(find->text().isEmpty());
        QVERIFY(shown.diagram.view().hasFocus());
        QVERIFY(shown.diagram.scene().found().empty());
    }

    void aLargeDiagramOpensWhereItCanBeRead()
    {
        SchemaDiagram diagram;
        diagram.resize(1280, 800);
        diagram.setSchema(test::randomSchema(60, 1));
        diagram.show();
        QTRY_VERIFY_WITH_TIMEOUT(!diagram.isLayingOut(), 60'000);
        QVERIFY(!diagram.view().isTooFar());
        QVERIFY(!diagram.view().isFitted());
        // A small one is seen whole.
        SchemaDiagram small;
        small.resize(1280, 800);
        small.setSchema(sample::schema());
        small.show();
        QTRY_VERIFY(!small.isLayingOut());
        QVERIFY(small.view().isFitted());
        QVERIFY(!small.view().isTooFar());
    }

    void boxesShowMoreOrLess()
    {
        Schema schema = sample::schema();
        for (int i = 0; i < 20; ++i)
            schema.models[sample::post.index()].fields.push_back(sample::field("x"));
        schema.rebuildEnds(schema.keyEndNames());
        Shown shown(schema);
        const auto cells = [&](ModelId model) { return shown.diagram.scene().boxOf(model)->cells(); };
        const QSize folded = cells(sample::post);
        const DiagramBoxItem *post = shown.diagram.scene().boxOf(sample::post);
        QVERIFY(post->box().folds());
        const QPointF last(post->place().center().x(), post->place().bottom() - 1.5 * DiagramScene::grid());
        QTest::mouseClick(shown.port(), Qt::LeftButton, {}, shown.diagram.view().mapFromScene(last));
        QTRY_VERIFY(cells(sample::post).height() > folded.height());
        shown.settle();
        QVERIFY(shown.diagram.places().whole.contains(u"Post"_s));
        const auto &boxes = shown.diagram.scene().boxes();
        for (std::size_t a = 0; a < boxes.size(); ++a)
            for (std::size_t b = a + 1; b < boxes.size(); ++b)
                QVERIFY(!boxes[a]->place().intersects(boxes[b]->place()));
        shown.child<QAction>("diagramUndo")->trigger();
        shown.settle();
        QCOMPARE(cells(sample::post), folded);
        // The names alone; what was arranged before comes back with the fields.
        const auto before = placesOf(shown.diagram);
        shown.child<QAction>("diagramDetail_names")->trigger();
        shown.settle();
        QVERIFY(cells(sample::post).height() < folded.height());
        QCOMPARE(DiagramPlaces::fromJson(shown.diagram.places().toJson()).detail, u"names"_s);
        shown.child<QAction>("diagramDetail_")->trigger();
        shown.settle();
        QCOMPARE(placesOf(shown.diagram), before);
    }

    void enterAndDoubleClickOpen()
    {
        Shown shown;
        shown.diagram.selectModel(sample::post);
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.activated.count(), 1);
        QCOMPARE(shown.activated.takeFirst().first().value<ModelId>(), sample::post);
        QTest::mouseDClick(shown.port(), Qt::LeftButton, {}, shown.middleOf(sample::tag));
        QCOMPARE(shown.activated.count(), 1);
        QCOMPARE(shown.activated.takeFirst().first().value<ModelId>(), sample::tag);
    }

    void arrowsWalkAlongLines()
    {
        Shown shown;
        // Every box can be reached from every other by arrows alone.
        QSet<ModelId> seen{sample::post};
        QList<ModelId> open{sample::post};
        while (!open.isEmpty()) {
            const ModelId from = open.takeFirst();
            for (const int arrow : {Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
                shown.diagram.selectModel(from);
                shown.key(arrow);
                const ModelId there = *shown.diagram.selectedModel();
                if (!seen.contains(there)) {
                    seen.insert(there);
                    open.append(there);
                }
            }
        }
        QCOMPARE(seen.size(), 5);
    }

    void arrowsPreferRelatedBoxes()
    {
        Shown shown;
        DiagramPlaces places;
        places.boxes = {{u"Post"_s, {0, 0}},
                        {u"Author"_s, {900, 0}},
                        {u"Tag"_s, {0, 600}},
                        {u"Publication"_s, {400, 0}},
                        {u"Article"_s, {400, 600}}};
        shown.diagram.setPlaces(places);
        shown.settle();
        shown.diagram.selectModel(sample::post);
        shown.key(Qt::Key_Right);
        QCOMPARE(shown.diagram.selectedModel(), std::optional(sample::author));
        shown.key(Qt::Key_Left);
        QCOMPARE(shown.diagram.selectedModel(), std::optional(sample::post));
        shown.key(Qt::Key_Down);
        QCOMPARE(shown.diagram.selectedModel(), std::optional(sample::tag));
    }

    void tabGoesFromBoxToBoxAndOut()
    {
        Shown shown;
        shown.diagram.view().setFocus(Qt::OtherFocusReason);
        QSet<ModelId> seen;
        for (int i = 0; i < 5; ++i) {
            shown.key(Qt::Key_Tab);
            QVERIFY(shown.diagram.view().hasFocus());
            seen.insert(*shown.diagram.selectedModel());
        }
        QCOMPARE(seen.size(), 5);
        shown.key(Qt::Key_Tab);
        QVERIFY(!shown.diagram.view().hasFocus());
    }

    void shiftArrowsMove()
    {
        Shown shown;
        shown.diagram.selectModel(sample::post);
        shown.places.clear();
        const QPointF before = placesOf(shown.diagram).value(u"Post"_s);
        shown.key(Qt::Key_Right, Qt::ShiftModifier);
        shown.settle();
        QCOMPARE(placesOf(shown.diagram).value(u"Post"_s), before + QPointF(10, 0));
        QCOMPARE(shown.places.count(), 1);
    }

    void draggingMovesOneBoxToTheGrid()
    {
        Shown shown;
        const auto before = placesOf(shown.diagram);
        shown.places.clear();
        const QPoint from = shown.middleOf(sample::tag);
        drag(shown.port(), from, from + QPoint(63, 38));
        shown.settle();
        auto after = placesOf(shown.diagram);
        QVERIFY(after.value(u"Tag"_s) != before.value(u"Tag"_s));
        QCOMPARE(std::fmod(after.value(u"Tag"_s).x(), 10.0), 0.0);
        after[u"Tag"_s] = before.value(u"Tag"_s);
        QCOMPARE(after, before);
        QCOMPARE(shown.places.count(), 1);
    }

    void draggingFromTheHandleRelates()
    {
        Shown shown;
        shown.diagram.setEditable(true);
        const auto before = placesOf(shown.diagram);
        const DiagramBoxItem *post = shown.diagram.scene().boxOf(sample::post);
        const QPoint handle = shown.diagram.view().mapFromScene(post->mapToScene(post->handle().center()));
        drag(shown.port(), handle, shown.middleOf(sample::publication));
        QCOMPARE(shown.relate.count(), 1);
        QCOMPARE(shown.relate.first()[0].value<ModelId>(), sample::post);
        QCOMPARE(shown.relate.first()[1].value<ModelId>(), sample::publication);
        QCOMPARE(placesOf(shown.diagram), before);
        // Let go over nothing: nothing.
        drag(shown.port(), handle, QPoint(3, 3));
        QCOMPARE(shown.relate.count(), 1);
    }

    void escGivesUpALineThatIsDrawn()
    {
        Shown shown;
        shown.diagram.setEditable(true);
        const DiagramBoxItem *post = shown.diagram.scene().boxOf(sample::post);
        const QPoint handle = shown.diagram.view().mapFromScene(post->mapToScene(post->handle().center()));
        const QPoint there = shown.middleOf(sample::publication);
        QTest::mouseMove(shown.port(), handle);
        QTest::mousePress(shown.port(), Qt::LeftButton, {}, handle);
        QMouseEvent move(QEvent::MouseMove, there, shown.port()->mapToGlobal(there), Qt::NoButton, Qt::LeftButton,
                         Qt::NoModifier);
        QApplication::sendEvent(shown.port(), &move);
        shown.key(Qt::Key_Escape);
        QTest::mouseRelease(shown.port(), Qt::LeftButton, {}, there);
        QVERIFY(shown.relate.isEmpty());
        QVERIFY(shown.diagram.isVisible());
    }

    void theOverviewShowsWhereOneIsAndLeadsElsewhere()
    {
        Shown shown;
        auto *overview = shown.child<QWidget>("diagramOverview");
        QVERIFY(!overview->isVisible()); // all is in sight
        shown.diagram.view().setZoom(3);
        shown.diagram.view().centerOn(shown.diagram.scene().contentRect().topLeft());
        QVERIFY(overview->isVisible());
        const auto middle = [&] {
            return shown.diagram.view().mapToScene(shown.port()->rect()).boundingRect().center();
        };
        const QPointF before = middle();
        QTest::mouseClick(overview, Qt::LeftButton, {}, overview->rect().center());
        QVERIFY(middle() != before);
        const QPointF content = shown.diagram.scene().contentRect().center();
        QVERIFY((middle() - content).manhattanLength() < 20);
    }

    void withoutEditingNothingIsRelated()
    {
        Shown shown;
        const DiagramBoxItem *post = shown.diagram.scene().boxOf(sample::post);
        const QPoint handle = shown.diagram.view().mapFromScene(post->mapToScene(post->handle().center()));
        drag(shown.port(), handle, shown.middleOf(sample::publication));
        shown.diagram.selectModel(sample::post);
        shown.key(Qt::Key_R);
        shown.key(Qt::Key_Return);
        QVERIFY(shown.relate.isEmpty());
    }

    void relatingByKeyboard()
    {
        Shown shown;
        shown.diagram.setEditable(true);
        shown.diagram.selectModel(sample::post);
        shown.key(Qt::Key_R);
        shown.diagram.selectModel(sample::article);
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.relate.count(), 1);
        QCOMPARE(shown.relate.first()[0].value<ModelId>(), sample::post);
        QCOMPARE(shown.relate.first()[1].value<ModelId>(), sample::article);
        QVERIFY(shown.activated.isEmpty());
        // A model may be related to itself; Esc gives up.
        shown.key(Qt::Key_R);
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.relate.count(), 2);
        shown.key(Qt::Key_R);
        shown.key(Qt::Key_Escape);
        shown.key(Qt::Key_Return);
        QCOMPARE(shown.relate.count(), 2);
        QCOMPARE(shown.activated.count(), 1);
    }

    void aPillUnfoldsAndFolds()
    {
        Shown shown;
        const auto before = placesOf(shown.diagram);
        const auto pill = [&] {
            for (const DiagramLineItem *line : shown.diagram.scene().lines())
                if (!line->pill().isNull())
                    return shown.diagram.view().mapFromScene(line->pill().center());
            return QPoint();
        };
        QTest::mouseClick(shown.port(), Qt::LeftButton, {}, pill());
        QTRY_VERIFY(shown.diagram.scene().boxOf(sample::postTag));
        shown.settle();
        QVERIFY(shown.diagram.places().unfolded.contains(u"PostTag"_s));
        auto after = placesOf(shown.diagram);
        after.remove(u"PostTag"_s);
        QCOMPARE(after, before);
        QCOMPARE(pill(), QPoint());
    }

    void searchingDimsAndEnterGoesThere()
    {
        Shown shown;
        auto *find = shown.child<QLineEdit>("diagramFind");
        QTest::keyClicks(find, u"PUBLI"_s);
        QTest::keyClick(find, Qt::Key_Return);
        QCOMPARE(shown.diagram.selectedModel(), std::optional(sample::publication));
        find->setText(u"nothing like this"_s);
        QTest::keyClick(find, Qt::Key_Return);
        QCOMPARE(shown.diagram.selectedModel(), std::optional(sample::publication));
        find->clear();
    }

    void aNeighbourhoodShowsThatAloneAndKeepsNoPlaces()
    {
        Shown shown;
        const auto before = shown.diagram.places();
        shown.diagram.selectModel(sample::author);
        auto *around = shown.child<QComboBox>("diagramAround");
        around->setCurrentIndex(around->findData(1));
        Q_EMIT around->activated(around->currentIndex());
        shown.settle();
        QCOMPARE(shown.diagram.scene().boxes().size(), 2U);
        QCOMPARE(shown.child<QLabel>("diagramSummary")->text(), u"2 of 5 models"_s);
        around->setCurrentIndex(around->findData(-1));
        Q_EMIT around->activated(around->currentIndex());
        shown.settle();
        QCOMPARE(shown.diagram.scene().boxes().size(), 5U);
        QCOMPARE(shown.diagram.places(), before);
    }

    void zooming()
    {
        Shown shown;
        DiagramView &view = shown.diagram.view();
        view.setZoom(1);
        shown.key(Qt::Key_Plus);
        QVERIFY(view.zoom() > 1);
        shown.key(Qt::Key_Minus);
        QVERIFY(qFuzzyCompare(view.zoom(), 1.0));
        view.setZoom(1000);
        QVERIFY(view.zoom() <= 4);
        view.setZoom(0);
        QVERIFY(view.zoom() > 0);
        shown.child<QAction>("diagramFit")->trigger();
        QVERIFY(view.mapToScene(view.viewport()->rect()).boundingRect().contains(shown.diagram.scene().contentRect()));
    }

    void theMenuKeyOffersWhatTheMouseDoes()
    {
        Shown shown;
        shown.diagram.selectModel(sample::post);
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(shown.port(), &event);
        auto *menu = shown.child<QMenu>("diagramMenu");
        QVERIFY(menu);
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts.append(action->text());
        QVERIFY(texts.contains(u"Open Post"_s));
        QVERIFY(texts.contains(u"Unfold PostTag into a box"_s));
        menu->close();
    }

    void theOutlineSaysWhatTheSchemaHolds()
    {
        SchemaOutlineItemModel outline;
        QAbstractItemModelTester tester(&outline, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const Schema schema = sample::schema();
        outline.setSchema(schema);
        outline.setCount(sample::publication, 7);
        QCOMPARE(outline.rowCount(), static_cast<int>(schema.models.size()));
        for (int i = 0; i < outline.rowCount(); ++i) {
            const QModelIndex index = outline.index(i, 0);
            const auto id = index.data(ModelRole).value<ModelId>();
            const Model &model = schema.model(id);
            QCOMPARE(index.data().toString(), model.name);
            const auto shown = std::ranges::count_if(model.fields, [](const Field &field) { return !field.hidden; });
            QCOMPARE(outline.rowCount(index), static_cast<int>(shown) + static_cast<int>(schema.endsOf(id).size()));
        }
        const QModelIndex publication = outline.indexOf(sample::publication);
        QCOMPARE(publication.data(Qt::AccessibleTextRole).toString(), u"Publication, model, 7 instances"_s);
        QCOMPARE(outline.index(0, 0, publication).data().toString(), u"id: ID, key, required"_s);
        QCOMPARE(outline.index(2, 0, publication).data().toString(),
                 u"articles: Each Publication has many Articles; deleting it deletes them."_s);
        QCOMPARE(outline.indexOf(RelationshipId(2)), outline.index(2, 0, publication));
        QCOMPARE(
            outline.indexOf(RelationshipId(1)).data().toString(),
            u"tags: Each Post has many Tags and each Tag many Posts, through PostTag; deleting one removes only its links."_s);
        QCOMPARE(outline.indexOf(RelationshipId(0)).data().toString(),
                 u"author: Each Post has at most one Author, its own; deleting it leaves the Author."_s);
        outline.setSchema(test::randomSchema(20, 4));
        outline.setSchema(Schema());
        QCOMPARE(outline.rowCount(), 0);
    }

    void outlineAndDiagramChooseTogether()
    {
        Shown shown;
        auto *tree = shown.child<QTreeView>("diagramOutline");
        auto *items = qobject_cast<SchemaOutlineItemModel *>(tree->model());
        shown.diagram.selectModel(sample::tag);
        QCOMPARE(tree->currentIndex(), items->indexOf(sample::tag));
        tree->setCurrentIndex(items->indexOf(sample::post));
        QCOMPARE(shown.diagram.selectedModel(), std::optional(sample::post));
        QVERIFY(shown.diagram.scene().boxOf(sample::post)->isSelected());
        tree->setCurrentIndex(items->indexOf(RelationshipId(2)));
        QCOMPARE(shown.lineSelected.count(), 1);
        QVERIFY(shown.diagram.scene().lines()[2]->isSelected());
        QVERIFY(!shown.diagram.selectedModel());
    }

    void randomSchemasInAllTheirGestures()
    {
        const quint32 start = QRandomGenerator::global()->generate();
        qInfo() << "seed" << start;
        for (quint32 round = 0; round < 6; ++round) {
            QRandomGenerator random(start + round);
            Shown shown(test::randomSchema(static_cast<int>(random.bounded(25)), start + round));
            shown.diagram.setEditable(true);
            for (int i = 0; i < 40; ++i) {
                const QPoint at(static_cast<int>(random.bounded(shown.port()->width())),
                                static_cast<int>(random.bounded(shown.port()->height())));
                const QPoint to(static_cast<int>(random.bounded(shown.port()->width())),
                                static_cast<int>(random.bounded(shown.port()->height())));
                switch (random.bounded(7)) {
                case 0:
                    QTest::mouseClick(shown.port(), Qt::LeftButton, {}, at);
                    break;
                case 1:
                case 2:
                    drag(shown.port(), at, to);
                    break;
                case 3:
                    shown.key(Qt::Key_Left + static_cast<int>(random.bounded(4)));
                    break;
                case 4:
                    shown.key(Qt::Key_R);
                    break;
                case 5:
                    shown.diagram.setSchema(
                        test::randomSchema(static_cast<int>(random.bounded(25)), random.generate()));
                    break;
                case 6:
                    shown.diagram.view().setZoom(0.1 + random.generateDouble() * 3);
                    break;
                }
            }
            shown.settle();
            QVERIFY(!shown.diagram.grab().isNull());
        }
    }
};

QTEST_MAIN(DiagramTest)
#include "tst_diagram.moc"
