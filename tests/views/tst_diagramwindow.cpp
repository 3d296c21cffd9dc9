#include "engine/engine.h"
#include "items/schemaitemmodel.h"
#include "session/session.h"
#include "support/sampleschema.h"
#include "views/parts/palette.h"
#include "views/parts/prompts.h"
#include "views/schema/diagram/diagramscene.h"
#include "views/schema/diagram/diagramview.h"
#include "views/schema/diagram/diagramwindow.h"
#include "views/schema/diagram/schemadiagram.h"
#include "views/schema/schemaeditor.h"
#include "views/schema/sessiondesk.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

/// A fresh database of the sample schema, open.
struct Opened
{
    QTemporaryDir folder;
    DatabaseUrl url{folder.filePath(u"blog.sqlite"_s)};
    std::shared_ptr<Session> session;
    std::unique_ptr<SchemaItemModel> counts;
    Prompts prompts;

    Opened()
    {
        QVERIFY(Engine::create(url, sample::schema()));
        open();
    }
    void open()
    {
        counts.reset();
        session.reset();
        openSession(url, Access::ReadWrite, &folder_, [this](const Result<std::shared_ptr<Session>> &opened) {
            QVERIFY(opened);
            session = *opened;
        });
        QTRY_VERIFY(session);
        counts = std::make_unique<SchemaItemModel>();
        counts->show(session.get());
    }
    [[nodiscard]] std::unique_ptr<DiagramWindow> window()
    {
        auto made = std::make_unique<DiagramWindow>(*session, *counts, prompts);
        made->show();
        settle(made->diagram());
        return made;
    }
    static void settle(SchemaDiagram &diagram) { QTRY_VERIFY(!diagram.isLayingOut()); }

private:
    QObject folder_; ///< context of what is asked
};

} // namespace

/// The diagram of an open database: its live counts, and its places that stay with the database.
class DiagramWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Palette::apply(Theme::Light); }

    void countsFollowTheData()
    {
        Opened o;
        const auto window = o.window();
        const DiagramBoxItem *author = window->diagram().scene().boxOf(sample::author);
        QTRY_COMPARE(author->spoken(), u"Author, model, 0 instances"_s);
        const Save save{sample::author, {{FieldId(0), Value(u"a1"_s)}, {FieldId(1), Value(u"Ada"_s)}}};
        o.session->submit({save}, window.get(), [](const Result<ChangeSet> &done) { QVERIFY(done); });
        QTRY_COMPARE(author->spoken(), u"Author, model, 1 instance"_s);
        o.session->undo(window.get(), [](const Result<ChangeSet> &done) { QVERIFY(done); });
        QTRY_COMPARE(author->spoken(), u"Author, model, 0 instances"_s);
    }

    void placesStayWithTheDatabase()
    {
        Opened o;
        QMap<QString, QPointF> places;
        {
            const auto window = o.window();
            window->diagram().selectModel(sample::tag);
            for (int i = 0; i < 7; ++i)
                QTest::keyClick(&window->diagram().view(), Qt::Key_Down, Qt::ShiftModifier);
            o.settle(window->diagram());
            places = window->diagram().places().boxes;
        }
        QCOMPARE(o.window()->diagram().places().boxes, places);
        o.open();
        QCOMPARE(o.window()->diagram().places().boxes, places);
    }

    void escEndsNotTheWindow()
    {
        Opened o;
        const auto window = o.window();
        QTest::keyClick(&window->diagram().view(), Qt::Key_Escape);
        QVERIFY(window->isVisible());
        QTest::keyClick(window.get(), Qt::Key_W, Qt::ControlModifier);
        QVERIFY(!window->isVisible());
    }

    void whatIsOpenedIsSaid()
    {
        Opened o;
        const auto window = o.window();
        QSignalSpy activated(window.get(), &DiagramWindow::modelActivated);
        window->diagram().selectModel(sample::publication);
        QTest::keyClick(&window->diagram().view(), Qt::Key_Return);
        QCOMPARE(activated.takeFirst().first().value<ModelId>(), sample::publication);
        // A relationship is looked at from its source.
        QTest::keyClick(&window->diagram().view(), Qt::Key_L);
        QTest::keyClick(&window->diagram().view(), Qt::Key_Return);
        QCOMPARE(activated.takeFirst().first().value<ModelId>(), sample::publication);
    }

    void aRenameInTheEditorTakesThePlaceAlong_data()
    {
        QTest::addColumn<bool>("seen");
        QTest::addRow("while the picture is seen") << true;
        QTest::addRow("while the text stands before it") << false;
    }
    void aRenameInTheEditorTakesThePlaceAlong()
    {
        QFETCH(const bool, seen);
        Opened o;
        QMap<QString, QPointF> before;
        {
            const auto window = o.window();
            before = window->diagram().places().boxes;
        }
        SessionDesk desk(*o.session);
        SchemaEditor editor(*o.session, desk, o.prompts, nullptr);
        QSignalSpy applied(&editor, &SchemaEditor::applied);
        editor.show();
        auto *diagram = editor.findChild<SchemaDiagram *>();
        o.settle(*diagram);
        if (!seen)
            editor.findChild<QTabWidget *>(u"schemaSide"_s)->setCurrentIndex(1);
        editor.chooseModel(sample::tag);
        auto *name = editor.findChild<QLineEdit *>(u"schemaName"_s);
        name->setFocus();
        name->selectAll();
        QTest::keyClicks(name, u"Label"_s);
        QTest::keyClick(name, Qt::Key_Return);
        auto *apply = editor.findChild<QPushButton *>(u"schemaApply"_s);
        QTRY_VERIFY(apply->isEnabled());
        apply->click();
        QTRY_COMPARE(applied.count(), 1);
        o.open();
        QVERIFY(o.session->schema().modelNamed(u"Label"));
        const auto after = o.window()->diagram().places().boxes;
        QCOMPARE(after.value(u"Label"_s), before.value(u"Tag"_s));
        QCOMPARE(after.value(u"Post"_s), before.value(u"Post"_s));
    }
};

QTEST_MAIN(DiagramWindowTest)
#include "tst_diagramwindow.moc"
