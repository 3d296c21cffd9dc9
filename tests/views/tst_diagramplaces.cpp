#include "schema/schemaedit.h"
#include "support/randomschema.h"
#include "support/showndiagram.h"
#include "views/parts/palette.h"
#include "views/schema/diagram/samemodels.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>

using namespace relata;
using relata::test::drag;
using relata::test::placesOf;
using Shown = relata::test::ShownDiagram;
using namespace Qt::StringLiterals;

namespace {

/// The picture as a draft of the sample, edited as the schema editor does.
struct Drafted
{
    SchemaDraft draft = draftOf(sample::schema());
    Shown shown{draft.schema};

    void show()
    {
        shown.diagram.setSchema(draft.schema, draft.origins);
        shown.settle();
    }
    [[nodiscard]] QPointF placeOf(const QString &name) const { return placesOf(shown.diagram).value(name); }
};

/// As places count: a cell is 10.
QPointF stands(Shown &shown, ModelId model) { return QPointF(shown.diagram.scene().boxOf(model)->cell()) * 10; }

QRectF sight(const DiagramView &view) { return view.mapToScene(view.viewport()->rect()).boundingRect(); }

} // namespace

/// Where boxes stand: kept through renames, moves and layouts, and given back by undo.
class DiagramPlacesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Palette::apply(Theme::Light); }

    void aRenameIsToldSoThatItsPlaceIsKept()
    {
        Drafted d;
        d.show();
        d.shown.places.clear();
        QVERIFY(schemaedit::renameModel(d.draft, sample::tag, u"Label"_s));
        d.show();
        QCOMPARE(d.placeOf(u"Label"_s), d.placeOf(u"Tag"_s));
        QVERIFY(d.shown.places.count() > 0);
    }

    void aRenameAmongOtherEditsKeepsThePlace()
    {
        // All at once, as when the picture was not seen meanwhile: nothing but the origin tells who is who.
        Drafted d;
        d.show();
        const QPointF place = d.placeOf(u"Tag"_s);
        QVERIFY(schemaedit::addModel(d.draft, u"Review"_s));
        QVERIFY(schemaedit::removeModel(d.draft, sample::publication));
        const ModelId tag = *d.draft.schema.modelNamed(u"Tag");
        QVERIFY(schemaedit::renameModel(d.draft, tag, u"Label"_s));
        QVERIFY(schemaedit::addField(d.draft, tag, u"colour"_s));
        d.show();
        QCOMPARE(d.placeOf(u"Label"_s), place);
        QVERIFY(d.placeOf(u"Review"_s) != place);
    }

    void namesThatChangeHandsKeepTheBoxesApart()
    {
        Drafted d;
        d.show();
        const QPointF tag = d.placeOf(u"Tag"_s);
        const QPointF post = d.placeOf(u"Post"_s);
        QVERIFY(schemaedit::renameModel(d.draft, sample::tag, u"Between"_s));
        QVERIFY(schemaedit::renameModel(d.draft, sample::post, u"Tag"_s));
        QVERIFY(schemaedit::renameModel(d.draft, sample::tag, u"Post"_s));
        d.show();
        QCOMPARE(d.placeOf(u"Post"_s), tag);
        QCOMPARE(d.placeOf(u"Tag"_s), post);
    }

    void anotherModelOfTheOldNameDoesNotStandUponTheRenamed()
    {
        Drafted d;
        d.show();
        QVERIFY(schemaedit::renameModel(d.draft, sample::tag, u"Label"_s));
        d.show();
        const auto added = schemaedit::addModel(d.draft, u"Tag"_s);
        QVERIFY(added);
        d.show();
        const QRectF label = d.shown.diagram.scene().boxOf(sample::tag)->place();
        QVERIFY(!d.shown.diagram.scene().boxOf(*added)->place().intersects(label));
    }

    void undoingARenameAndARemovalBringsThePlacesBack()
    {
        Drafted d;
        d.show();
        const auto before = placesOf(d.shown.diagram);
        const SchemaDraft first = d.draft;
        QVERIFY(schemaedit::renameModel(d.draft, sample::tag, u"Label"_s));
        d.show();
        const SchemaDraft second = d.draft;
        QVERIFY(schemaedit::removeModel(d.draft, sample::author));
        d.show();
        d.draft = second;
        d.show();
        QCOMPARE(d.placeOf(u"Author"_s), before.value(u"Author"_s));
        d.draft = first;
        d.show();
        for (auto it = before.cbegin(); it != before.cend(); ++it)
            QCOMPARE(d.placeOf(it.key()), it.value());
    }

    void linesKeepTheirWayThroughARename()
    {
        Drafted d;
        d.show();
        const auto routes = [&] {
            std::vector<diagram::Route> all;
            for (const DiagramLineItem *line : d.shown.diagram.scene().lines())
                all.push_back(line->route());
            return all;
        };
        const auto before = routes();
        QVERIFY(schemaedit::renameModel(d.draft, sample::publication, u"Paper"_s));
        d.show();
        QCOMPARE(routes(), before);
    }

    void whoIsWho()
    {
        const Schema schema = sample::schema();
        const Origins none;
        const auto same = diagram::sameModels(schema, none, schema, none);
        for (std::size_t i = 0; i < same.size(); ++i)
            QCOMPARE(same[i], std::optional(ModelId(static_cast<int>(i))));
        // Without origins, the fields tell.
        Schema shuffled = schema;
        shuffled.models[sample::tag.index()].name = u"Label"_s;
        shuffled.models.push_back(sample::model("Review", {sample::field("id"), sample::field("stars")}));
        shuffled.rebuildEnds(shuffled.keyEndNames());
        const auto found = diagram::sameModels(schema, none, shuffled, none);
        QCOMPARE(found[sample::tag.index()], std::optional(sample::tag));
        QVERIFY(!found.back());
    }

    void aMoveIsUndoneAndRedone()
    {
        Shown shown;
        const auto before = placesOf(shown.diagram);
        auto *undo = shown.child<QAction>("diagramUndo");
        QVERIFY(!undo->isEnabled());
        const QPoint from = shown.middleOf(sample::tag);
        drag(shown.port(), from, from + QPoint(80, 40));
        shown.settle();
        const auto moved = placesOf(shown.diagram);
        QVERIFY(moved != before);
        QVERIFY(undo->toolTip().startsWith(u"Undo: Move Tag"_s));
        shown.key(Qt::Key_Z, Qt::ControlModifier);
        shown.settle();
        QCOMPARE(placesOf(shown.diagram), before);
        QCOMPARE(stands(shown, sample::tag), before.value(u"Tag"_s));
        QVERIFY(!undo->isEnabled());
        shown.key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        shown.settle();
        QCOMPARE(placesOf(shown.diagram), moved);
    }

    void pushesByKeyboardAreOneStep()
    {
        Shown shown;
        const auto before = placesOf(shown.diagram);
        shown.diagram.selectModel(sample::post);
        for (int i = 0; i < 5; ++i)
            shown.key(Qt::Key_Down, Qt::ShiftModifier);
        shown.settle();
        QVERIFY(placesOf(shown.diagram) != before);
        shown.child<QAction>("diagramUndo")->trigger();
        shown.settle();
        QCOMPARE(placesOf(shown.diagram), before);
    }

    void arrangingAnewIsUndone()
    {
        Shown shown;
        DiagramPlaces places = shown.diagram.places();
        places.boxes[u"Tag"_s] += QPointF(900, 700);
        shown.diagram.setPlaces(places);
        shown.settle();
        shown.diagram.arrange();
        shown.settle();
        QVERIFY(placesOf(shown.diagram) != places.boxes);
        shown.child<QAction>("diagramUndo")->trigger();
        shown.settle();
        QCOMPARE(placesOf(shown.diagram), places.boxes);
    }

    void unfoldingIsUndone()
    {
        Shown shown;
        const auto pill = [&] {
            for (const DiagramLineItem *line : shown.diagram.scene().lines())
                if (!line->pill().isNull())
                    return shown.diagram.view().mapFromScene(line->pill().center());
            return QPoint();
        };
        QTest::mouseClick(shown.port(), Qt::LeftButton, {}, pill());
        QTRY_VERIFY(shown.diagram.scene().boxOf(sample::postTag));
        shown.settle();
        shown.child<QAction>("diagramUndo")->trigger();
        QVERIFY(!shown.diagram.scene().boxOf(sample::postTag));
        shown.settle();
    }

    void afterAnEditOfTheSchemaUndoIsItsOwn()
    {
        Drafted d;
        d.show();
        d.shown.diagram.selectModel(sample::post);
        d.shown.key(Qt::Key_Down, Qt::ShiftModifier);
        QVERIFY(schemaedit::addModel(d.draft, u"Review"_s));
        d.show();
        QVERIFY(!d.shown.child<QAction>("diagramUndo")->isEnabled());
        QKeyEvent event(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
        event.ignore();
        QApplication::sendEvent(&d.shown.diagram, &event);
        QVERIFY(!event.isAccepted());
    }

    void escGivesUpADrag()
    {
        Shown shown;
        const auto before = placesOf(shown.diagram);
        const QPoint from = shown.middleOf(sample::tag);
        QTest::mousePress(shown.port(), Qt::LeftButton, {}, from);
        for (const int far : {20, 60, 90}) {
            const QPoint at = from + QPoint(far, far / 2);
            QMouseEvent move(QEvent::MouseMove, at, shown.port()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                             Qt::NoModifier);
            QApplication::sendEvent(shown.port(), &move);
        }
        QVERIFY(stands(shown, sample::tag) != before.value(u"Tag"_s));
        shown.key(Qt::Key_Escape);
        QTest::mouseRelease(shown.port(), Qt::LeftButton, {}, from + QPoint(90, 45));
        shown.settle();
        QCOMPARE(stands(shown, sample::tag), before.value(u"Tag"_s));
        QCOMPARE(placesOf(shown.diagram), before);
        QVERIFY(!shown.child<QAction>("diagramUndo")->isEnabled());
    }

    void aNewBoxIsBroughtIntoSight()
    {
        Drafted d;
        d.show();
        QVERIFY(d.shown.diagram.view().isFitted());
        const auto added = schemaedit::addModel(d.draft, u"Review"_s);
        d.show();
        const DiagramBoxItem *review = d.shown.diagram.scene().boxOf(*added);
        QVERIFY(sight(d.shown.diagram.view()).contains(review->place()));
        // Where one looked at a part, that part is left, but not enlarged or shrunk.
        d.shown.diagram.view().setZoom(3);
        d.shown.diagram.selectModel(sample::author);
        const auto second = schemaedit::addModel(d.draft, u"Far"_s);
        d.show();
        QCOMPARE(d.shown.diagram.view().zoom(), 3.0);
        QTRY_VERIFY(sight(d.shown.diagram.view())
                        .intersects(d.shown.diagram.scene().boxOf(*second)->place().adjusted(20, 20, -20, -20)));
    }

    void aLongLayoutCanBeStopped_data()
    {
        QTest::addColumn<bool>("byKey");
        QTest::addRow("by the button") << false;
        QTest::addRow("by Esc") << true;
    }
    void aLongLayoutCanBeStopped()
    {
        QFETCH(const bool, byKey);
        SchemaDiagram diagram;
        diagram.resize(1000, 700);
        diagram.show();
        QSignalSpy finished(&diagram, &SchemaDiagram::layoutFinished);
        diagram.setSchema(test::randomSchema(1500, 1));
        auto *cancel = diagram.findChild<QPushButton *>(u"diagramCancel"_s);
        QVERIFY(!cancel->isVisible());
        QTRY_VERIFY_WITH_TIMEOUT(cancel->isVisible(), 30'000);
        QVERIFY(diagram.isLayingOut());
        if (byKey)
            QTest::keyClick(&diagram.view(), Qt::Key_Escape);
        else
            QTest::mouseClick(cancel, Qt::LeftButton);
        QVERIFY(!diagram.isLayingOut());
        QVERIFY(!cancel->isVisible());
        QCOMPARE(finished.count(), 1);
        // What has no place yet stands in rows, and nothing stands upon anything.
        const auto &boxes = diagram.scene().boxes();
        for (std::size_t a = 0; a < boxes.size(); ++a) {
            QVERIFY(boxes[a]->isVisible());
            if (a > 0)
                QVERIFY(!boxes[a]->place().intersects(boxes[a - 1]->place()));
        }
        // The thread is free for the next one.
        diagram.setSchema(sample::schema());
        QTRY_VERIFY_WITH_TIMEOUT(!diagram.isLayingOut(), 60'000);
        QCOMPARE(finished.count(), 2);
    }

    void stoppingAnArrangementLeavesAllAsItWas()
    {
        Shown shown;
        const auto before = placesOf(shown.diagram);
        shown.diagram.arrange();
        QVERIFY(shown.diagram.isLayingOut());
        shown.key(Qt::Key_Escape);
        shown.settle();
        QCOMPARE(placesOf(shown.diagram), before);
        QVERIFY(!shown.child<QAction>("diagramUndo")->isEnabled());
    }
};

QTEST_MAIN(DiagramPlacesTest)
#include "tst_diagramplaces.moc"
