#include "items/roles.h"
#include "items/schemaoutlineitemmodel.h"
#include "support/showndiagram.h"
#include "views/parts/palette.h"

#include <QAccessible>
#include <QAction>
#include <QLineEdit>
#include <QMenu>
#include <QNativeGestureEvent>
#include <QScrollBar>
#include <QTreeView>
#include <QWheelEvent>

using namespace relata;
using Shown = relata::test::ShownDiagram;
using namespace Qt::StringLiterals;

namespace {

/// Post in the middle, Author to its right, Tag below, the others apart.
DiagramPlaces cross()
{
    DiagramPlaces places;
    places.boxes = {{u"Post"_s, {0, 0}},
                    {u"Author"_s, {400, 0}},
                    {u"Tag"_s, {0, 400}},
                    {u"Publication"_s, {800, 0}},
                    {u"Article"_s, {800, 400}}};
    return places;
}

struct Crossed : Shown
{
    Crossed()
    {
        diagram.setPlaces(cross());
        settle();
        diagram.view().setFocus(Qt::OtherFocusReason);
        diagram.selectModel(sample::post);
    }
    [[nodiscard]] DiagramView &view() { return diagram.view(); }
    [[nodiscard]] std::optional<RelationshipId> line()
    {
        const auto at = view().currentLine();
        return at ? std::optional(diagram.scene().lines()[static_cast<std::size_t>(*at)]->line().relationship)
                  : std::nullopt;
    }
    /// What a screen reader is told has the focus.
    [[nodiscard]] QString spoken()
    {
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&view());
        const QAccessibleInterface *part = list ? list->focusChild() : nullptr;
        return part ? part->text(QAccessible::Name) : QString();
    }
    QStringList menuTexts()
    {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(port(), &event);
        auto *menu = child<QMenu>("diagramMenu");
        QStringList texts;
        for (const QAction *action : menu->actions())
            texts.append(action->text());
        delete menu;
        return texts;
    }
};

constexpr RelationshipId hasAuthor(0), tagged(1);

} // namespace

/// The picture without a mouse, to a screen reader, and by wheel and fingers.
class DiagramKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Palette::apply(Theme::Light); }

    void lStepsOntoTheLinesOfABox()
    {
        Crossed c;
        QSet<RelationshipId> seen;
        for (int i = 0; i < 2; ++i) {
            c.key(Qt::Key_L);
            QVERIFY(c.line());
            seen.insert(*c.line());
        }
        QCOMPARE(seen, QSet<RelationshipId>({hasAuthor, tagged}));
        const auto second = *c.line();
        c.key(Qt::Key_L, Qt::ShiftModifier);
        QVERIFY(c.line() != second);
        QCOMPARE(c.lineSelected.count(), 3);
        QVERIFY(!c.diagram.selectedModel());
    }

    void arrowsGoFromALineToItsEnds()
    {
        Crossed c;
        while (c.line() != hasAuthor)
            c.key(Qt::Key_L);
        c.key(Qt::Key_Right);
        QCOMPARE(c.diagram.selectedModel(), std::optional(sample::author));
        c.key(Qt::Key_L);
        QCOMPARE(c.line(), std::optional(hasAuthor));
        c.key(Qt::Key_Left);
        QCOMPARE(c.diagram.selectedModel(), std::optional(sample::post));
        // Back by Esc, too.
        c.key(Qt::Key_L);
        c.key(Qt::Key_Escape);
        QCOMPARE(c.diagram.selectedModel(), std::optional(sample::post));
    }

    void enterOpensALine()
    {
        Crossed c;
        while (c.line() != tagged)
            c.key(Qt::Key_L);
        c.key(Qt::Key_Return);
        QCOMPARE(c.lineActivated.count(), 1);
        QCOMPARE(c.lineActivated.first().first().value<RelationshipId>(), tagged);
        QVERIFY(c.activated.isEmpty());
    }

    void theMenuOfALineLeadsToItsEnds()
    {
        Crossed c;
        while (c.line() != tagged)
            c.key(Qt::Key_L);
        const QStringList texts = c.menuTexts();
        QVERIFY(texts.contains(u"Open the relationship"_s));
        QVERIFY(texts.contains(u"Go to Post"_s));
        QVERIFY(texts.contains(u"Go to Tag"_s));
        QVERIFY(texts.contains(u"Unfold PostTag into a box"_s));
    }

    void spaceChoosesAndControlArrowsOnlyGo()
    {
        Crossed c;
        c.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(c.view().current(), std::optional(sample::author));
        const auto chosen = [&](ModelId model) { return c.diagram.scene().boxOf(model)->isSelected(); };
        QVERIFY(chosen(sample::post));
        QVERIFY(!chosen(sample::author));
        c.key(Qt::Key_Space);
        QVERIFY(chosen(sample::post) && chosen(sample::author));
        // Both are moved together.
        const QPoint post = c.diagram.scene().boxOf(sample::post)->cell();
        const QPoint author = c.diagram.scene().boxOf(sample::author)->cell();
        c.key(Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(c.diagram.scene().boxOf(sample::post)->cell(), post + QPoint(0, 1));
        QCOMPARE(c.diagram.scene().boxOf(sample::author)->cell(), author + QPoint(0, 1));
        c.key(Qt::Key_Space);
        QVERIFY(!chosen(sample::author));
    }

    void theRingIsSeen()
    {
        Crossed c;
        const auto picture = [&] { return c.port()->grab().toImage(); };
        c.key(Qt::Key_Right, Qt::ControlModifier);
        const QImage with = picture();
        c.child<QLineEdit>("diagramFind")->setFocus();
        QVERIFY(picture() != with);
        c.view().setFocus();
        QVERIFY(picture() == with);
        c.key(Qt::Key_L);
        const QImage line = picture();
        c.child<QLineEdit>("diagramFind")->setFocus();
        QVERIFY(picture() != line);
    }

    void outlineFollowsLinesAndLeads()
    {
        Crossed c;
        auto *tree = c.child<QTreeView>("diagramOutline");
        auto *items = qobject_cast<SchemaOutlineItemModel *>(tree->model());
        while (c.line() != tagged)
            c.key(Qt::Key_L);
        QCOMPARE(tree->currentIndex(), items->indexOf(tagged));
        tree->setCurrentIndex(items->indexOf(hasAuthor));
        QCOMPARE(c.line(), std::optional(hasAuthor));
        // From either end's row.
        tree->setCurrentIndex(items->indexOf(sample::author));
        QCOMPARE(c.view().current(), std::optional(sample::author));
    }

    void aScreenReaderHearsBoxesAndLines()
    {
        Crossed c;
        c.diagram.setCounts(sample::post, 3503);
        QAccessibleInterface *list = QAccessible::queryAccessibleInterface(&c.view());
        QVERIFY(list);
        QCOMPARE(list->role(), QAccessible::List);
        QCOMPARE(list->text(QAccessible::Name), u"Diagram"_s);
        QCOMPARE(list->childCount(), 8); // five boxes, three lines
        QStringList names;
        for (int i = 0; i < list->childCount(); ++i) {
            QAccessibleInterface *part = list->child(i);
            QVERIFY(part->isValid());
            QCOMPARE(list->indexOfChild(part), i);
            QCOMPARE(part->parent(), list);
            QVERIFY(!part->rect().isEmpty());
            names.append(part->text(QAccessible::Name));
        }
        QVERIFY(names.contains(u"Post, model, 3,503 instances"_s));
        QVERIFY(names.contains(u"Author, model"_s));
        QVERIFY(names.last().startsWith(u"Each Publication has many Articles"_s));
        QVERIFY(list->child(1)->text(QAccessible::Description).startsWith(u"id, key: ID!; title: String"_s));
        QVERIFY(c.spoken().startsWith(u"Post, model"_s));
        c.key(Qt::Key_Right);
        QCOMPARE(c.spoken(), u"Author, model"_s);
        c.key(Qt::Key_L);
        QVERIFY(c.spoken().startsWith(u"Each Post has at most one Author"_s));
        const QPoint middle = list->child(1)->rect().center();
        QCOMPARE(list->childAt(middle.x(), middle.y()), list->child(1));
        // It can act, too; and what goes is no part any more.
        list->child(2)->actionInterface()->doAction(QAccessibleActionInterface::setFocusAction());
        QCOMPARE(c.diagram.selectedModel(), std::optional(sample::tag));
        QVERIFY(list->child(2)->state().selected);
        QAccessibleInterface *last = list->child(7);
        Schema smaller = sample::schema();
        smaller.models.resize(3);
        smaller.references.resize(1);
        smaller.relationships.resize(1);
        smaller.rebuildEnds({u"author"_s});
        c.diagram.setSchema(smaller);
        c.settle();
        QVERIFY(!last->isValid());
        QCOMPARE(list->childCount(), 4);
    }

    void theWheelZoomsAtThePointer()
    {
        Crossed c;
        c.view().setZoom(2);
        const QPoint at(200, 150);
        const QPointF held = c.view().mapToScene(at);
        const auto wheel = [&](int turns, Qt::KeyboardModifiers modifiers) {
            QWheelEvent event(at, c.port()->mapToGlobal(at), QPoint(), QPoint(0, turns * 120), Qt::NoButton, modifiers,
                              Qt::NoScrollPhase, false);
            QApplication::sendEvent(c.port(), &event);
        };
        wheel(2, Qt::ControlModifier);
        QVERIFY(c.view().zoom() > 2.5);
        const QPointF now = c.view().mapToScene(at);
        QVERIFY((now - held).manhattanLength() < 2);
        // Without Ctrl it scrolls, with Shift sideways.
        const int x = c.view().horizontalScrollBar()->value();
        const int y = c.view().verticalScrollBar()->value();
        wheel(-1, Qt::NoModifier);
        QCOMPARE(c.view().horizontalScrollBar()->value(), x);
        QVERIFY(c.view().verticalScrollBar()->value() > y);
        wheel(-1, Qt::ShiftModifier);
        QVERIFY(c.view().horizontalScrollBar()->value() > x);
    }

    void twoFingersZoomThere()
    {
        Crossed c;
        c.view().setZoom(1);
        const QPoint at(300, 200);
        QNativeGestureEvent event(Qt::ZoomNativeGesture, QPointingDevice::primaryPointingDevice(), 2, at, at,
                                  c.port()->mapToGlobal(at), 0.5, QPointF());
        QApplication::sendEvent(c.port(), &event);
        QCOMPARE(c.view().zoom(), 1.5);
    }

    void theMiddleButtonAndSpacePan()
    {
        Crossed c;
        c.view().setZoom(3);
        const auto pan = [&](Qt::MouseButton button) {
            const QPointF before = c.view().mapToScene(QPoint(0, 0));
            QTest::mousePress(c.port(), button, {}, QPoint(300, 300));
            QMouseEvent move(QEvent::MouseMove, QPoint(250, 260), c.port()->mapToGlobal(QPoint(250, 260)), Qt::NoButton,
                             button, Qt::NoModifier);
            QApplication::sendEvent(c.port(), &move);
            QTest::mouseRelease(c.port(), button, {}, QPoint(250, 260));
            return c.view().mapToScene(QPoint(0, 0)) - before;
        };
        QVERIFY(pan(Qt::MiddleButton).x() > 10);
        const auto chosen = c.diagram.scene().selectedItems();
        QTest::keyPress(&c.view(), Qt::Key_Space);
        QVERIFY(pan(Qt::LeftButton).y() > 10);
        QTest::keyRelease(&c.view(), Qt::Key_Space);
        // Space that panned chooses nothing.
        QCOMPARE(c.diagram.scene().selectedItems(), chosen);
    }

    void nothingIsToScrollWhereAllIsInSight()
    {
        Crossed c;
        c.view().fit();
        QTRY_VERIFY(!c.view().horizontalScrollBar()->isVisible());
        QTRY_VERIFY(!c.view().verticalScrollBar()->isVisible());
        c.view().setZoom(3);
        QTRY_VERIFY(c.view().horizontalScrollBar()->isVisible());
        c.child<QAction>("diagramFit")->trigger();
        QTRY_VERIFY(!c.view().horizontalScrollBar()->isVisible());
        // It stays fitted when the window changes.
        c.diagram.resize(800, 500);
        const QRectF sight = c.view().mapToScene(c.port()->rect()).boundingRect();
        QVERIFY(sight.contains(c.diagram.scene().contentRect()));
        QTRY_VERIFY(!c.view().horizontalScrollBar()->isVisible());
    }
};

QTEST_MAIN(DiagramKeysTest)
#include "tst_diagramkeys.moc"
