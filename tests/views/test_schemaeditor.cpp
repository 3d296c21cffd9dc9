#include "items/roles.h"
#include "schema/sdl.h"
#include "schemaeditfixture.h"
#include "support/fakesession.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/schema/diagram/schemadiagram.h"
#include "views/schema/migrationreview.h"
#include "views/schema/schemaeditor.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

Schema blogSchema()
{
    QFile file(QStringLiteral(RELATA_TEST_DIR "/../resources/samples/blog.graphql"));
    return file.open(QIODevice::ReadOnly) ? sdl::read(QString::fromUtf8(file.readAll())).value_or(Schema()) : Schema();
}

/// The editor over a scripted session, driven as a person drives it.
struct Editing
{
    FakeSession session;
    ScriptedDesk desk;
    LaidPrompts prompts;
    SchemaEditor editor;

    explicit Editing(const Schema &schema = blogSchema())
        : session(schema), desk(schema), editor(session, desk, prompts, nullptr)
    {
        for (const char *view :
             {"schemaModels", "schemaFields", "schemaRelationships", "schemaFindings", "schemaValues"})
            new QAbstractItemModelTester(part<QAbstractItemView>(view)->model(),
                                         QAbstractItemModelTester::FailureReportingMode::QtTest, &editor);
        editor.resize(type::px(1280), type::px(800));
        editor.show();
        QApplication::setActiveWindow(&editor);
        session.settle();
    }

    template<typename T>
    T *part(const char *name)
    {
        T *found = editor.findChild<T *>(QString::fromLatin1(name));
        Q_ASSERT_X(found, "part", name);
        return found;
    }
    QListView *models() { return part<QListView>("schemaModels"); }
    QTableView *fields() { return part<QTableView>("schemaFields"); }
    QListView *relations() { return part<QListView>("schemaRelationships"); }
    const Schema &schema() { return editor.history().draft().schema; }
    const Model &model(QStringView name) { return schema().model(*schema().modelNamed(name)); }

    static QModelIndex rowCalled(QAbstractItemView *view, const QString &text)
    {
        for (int row = 0; row < view->model()->rowCount(); ++row)
            if (view->model()->index(row, 0).data().toString().startsWith(text))
                return view->model()->index(row, 0);
        return {};
    }
    static void clickOn(QAbstractItemView *view, const QModelIndex &index)
    {
        Q_ASSERT(index.isValid());
        view->scrollTo(index);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
    }
    void choose(const QString &model) { clickOn(models(), rowCalled(models(), model)); }
    void click(const char *button) { QTest::mouseClick(part<QToolButton>(button), Qt::LeftButton); }

    /// Types into a cell's open editor and leaves it with Return.
    void type(QAbstractItemView *view, const QString &text)
    {
        auto *edit = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        if (!edit || !view->isAncestorOf(edit))
            edit = view->viewport()->findChild<QLineEdit *>();
        QVERIFY(edit);
        edit->selectAll();
        QTest::keyClicks(edit, text);
        const QPointer<QLineEdit> open(edit);
        QTest::keyClick(edit, Qt::Key_Return);
        QTRY_VERIFY(!open);
    }
    QModelIndex cell(const QString &field, int column) { return rowCalled(fields(), field).siblingAtColumn(column); }
    /// Double click on a cell, then a choice of the combo box that opens there.
    void chooseIn(const QModelIndex &index, const QString &text)
    {
        fields()->scrollTo(index);
        fields()->setCurrentIndex(index);
        fields()->edit(index);
        auto *combo = fields()->viewport()->findChild<QComboBox *>();
        QVERIFY(combo);
        const QPointer<QComboBox> open(combo);
        pick(combo, text);
        QTRY_VERIFY(!open);
    }
    static void pick(QComboBox *combo, const QString &text)
    {
        const int index = combo->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        combo->setCurrentIndex(index);
        Q_EMIT combo->activated(index);
    }
};

} // namespace

class TestSchemaEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Palette::apply(Theme::Light); }
    void hasItsNames();
    void drawsItself();
    void renamesAField();
    void makesAFieldRequired();
    void changesATypeByItsComboBox();
    void togglesTheKey();
    void movesAFieldByKeys();
    void splitsOneToManyIntoManyToMany();
    void addsASelfReference();
    void addsAnEnumAndItsValues();
    void removesWhatWasChosenLast();
    void exportsSqlForEachDatabase();
    void exportsTheSqlOfADraft();
    void mayGoAwayWhileANameIsTyped();
    void exportsTheSqlOfANewDatabase();
    void undoesAndRedoesWithWords();
    void goesToTheReviewForWhatIsLost();
    void decidesInTheReview();
    void appliesWhatIsSafe();
    void keepsTheDraftThatIsLeft();
    void jumpsToAFinding();
    void relatesByTheDiagram();
    void keepsThePlacesOfTheDiagram();
    void hasRoomForWhatIsTyped();
    void speaksOfManyInThePlural();
    void offersWhatTheDataShow();
    void buildsTheBlogFromNothing();
};

void TestSchemaEditor::hasItsNames()
{
    Editing e;
    QCOMPARE(e.editor.windowTitle(), u"Schema editor"_s);
    const auto nameOf = [](QWidget *widget) {
        return QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name);
    };
    QCOMPARE(nameOf(e.models()), u"Models"_s);
    QCOMPARE(nameOf(e.fields()), u"Fields"_s);
    QCOMPARE(nameOf(e.relations()), u"Relationships"_s);
    QStringList names;
    for (QAbstractButton *button : e.editor.findChildren<QAbstractButton *>())
        names.append(nameOf(button));
    for (const QString &wanted :
         {u"Add model"_s, u"Add field"_s, u"Add relationship"_s, u"Remove"_s, u"Review changes…"_s, u"Apply"_s})
        QCOMPARE(names.count(wanted), 1);
    for (QComboBox *combo : e.editor.findChildren<QComboBox *>())
        QVERIFY2(!nameOf(combo).isEmpty(), qPrintable(combo->objectName()));
}

void TestSchemaEditor::drawsItself()
{
    // In both themes and directions nothing that a person reads is cut off by the dialog itself.
    const QString folder = qEnvironmentVariable("RELATA_PICTURES");
    for (const auto theme : {Theme::Light, Theme::Dark})
        for (const auto direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            Palette::apply(theme);
            QApplication::setLayoutDirection(direction);
            Editing e;
            e.choose(u"Post"_s);
            e.chooseIn(e.cell(u"rating"_s, 1), u"String"_s);
            e.click("schemaAddField");
            e.type(e.fields(), u"aNameThatIsVeryMuchLongerThanItsColumnIs"_s);
            QTRY_VERIFY(e.part<QPushButton>("schemaApply")->isEnabled());
            for (const QPushButton *button : e.editor.findChildren<QPushButton *>())
                QVERIFY2(!button->isVisible() || button->width() >= button->sizeHint().width(),
                         qPrintable(button->text()));
            const QString name = (theme == Theme::Dark ? u"dark"_s : u"light"_s)
                % (direction == Qt::RightToLeft ? u"-rtl"_s : QString());
            if (!folder.isEmpty())
                QVERIFY(e.editor.grab().save(folder % u"/editor-"_s % name % u".png"_s));
        }
    QApplication::setLayoutDirection(Qt::LeftToRight);
    Palette::apply(Theme::Light);
}

void TestSchemaEditor::renamesAField()
{
    Editing e;
    e.choose(u"Post"_s);
    const QModelIndex title = e.cell(u"title"_s, 0);
    e.clickOn(e.fields(), title);
    QTest::keyClick(e.fields(), Qt::Key_F2);
    e.type(e.fields(), u"headline"_s);
    QVERIFY(e.model(u"Post").fieldNamed(u"headline"));
    QCOMPARE(e.cell(u"headline"_s, 7).data().toString(), u"was title"_s);
    QCOMPARE(e.fields()->currentIndex().data().toString(), u"headline"_s);
    // A name that is taken changes nothing, and the strip says why.
    QTest::keyClick(e.fields(), Qt::Key_F2);
    e.type(e.fields(), u"status"_s);
    QVERIFY(e.model(u"Post").fieldNamed(u"headline"));
    QCOMPARE(e.cell(u"headline"_s, 0).data().toString(), u"headline"_s);
}

void TestSchemaEditor::makesAFieldRequired()
{
    Editing e;
    e.choose(u"Post"_s);
    const QModelIndex required = e.cell(u"rating"_s, 2);
    e.fields()->setFocus();
    e.fields()->setCurrentIndex(required);
    QTest::keyClick(e.fields(), Qt::Key_Space);
    const Model &post = e.model(u"Post");
    QVERIFY(post.field(*post.fieldNamed(u"rating")).required);
    QCOMPARE(e.cell(u"rating"_s, 7).data().toString(), u"now required"_s);
}

void TestSchemaEditor::changesATypeByItsComboBox()
{
    Editing e;
    e.choose(u"Post"_s);
    e.chooseIn(e.cell(u"rating"_s, 1), u"Status"_s);
    const Model &post = e.model(u"Post");
    QCOMPARE(post.field(*post.fieldNamed(u"rating")).type.name, u"Status"_s);
    e.chooseIn(e.cell(u"rating"_s, 3), u"list, no nulls"_s);
    QVERIFY(e.model(u"Post").field(*e.model(u"Post").fieldNamed(u"rating")).type.elementRequired);
    // A default that no longer fits goes with the type.
    e.chooseIn(e.cell(u"status"_s, 1), u"Int"_s);
    QVERIFY(!e.model(u"Post").field(*e.model(u"Post").fieldNamed(u"status")).hasDefault);
}

void TestSchemaEditor::togglesTheKey()
{
    Editing e;
    e.choose(u"Tag"_s);
    e.fields()->setFocus();
    e.fields()->setCurrentIndex(e.cell(u"label"_s, 5));
    QTest::keyClick(e.fields(), Qt::Key_Space);
    QCOMPARE(e.model(u"Tag").key.size(), 2u);
    QCOMPARE(e.cell(u"label"_s, 5).data().toString(), u"2"_s);
    e.fields()->setCurrentIndex(e.cell(u"id"_s, 5));
    QTest::keyClick(e.fields(), Qt::Key_Space);
    QCOMPARE(e.model(u"Tag").field(e.model(u"Tag").key.front()).name, u"label"_s);
}

void TestSchemaEditor::movesAFieldByKeys()
{
    Editing e;
    e.choose(u"Tag"_s);
    e.clickOn(e.fields(), e.cell(u"note"_s, 0));
    QTest::keyClick(e.fields(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(e.model(u"Tag").fields[1].name, u"note"_s);
    QCOMPARE(e.fields()->currentIndex().data().toString(), u"note"_s);
    QTest::keyClick(e.fields(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(e.model(u"Tag").fields[1].name, u"label"_s);
}

void TestSchemaEditor::splitsOneToManyIntoManyToMany()
{
    Editing e;
    e.choose(u"Publication"_s);
    QCOMPARE(e.relations()->model()->rowCount(), 1);
    Editing::pick(e.part<QComboBox>("relationManyBack"), u"many"_s);
    const Relationship &relationship = e.schema().relationships[2];
    QVERIFY(relationship.isManyToMany());
    QCOMPARE(relationship.targetField, u"publications"_s);
    QCOMPARE(e.schema().model(relationship.through).name, u"PublicationArticle"_s);
    QVERIFY(e.rowCalled(e.models(), u"PublicationArticle"_s).isValid());
    QCOMPARE(e.relations()->currentIndex().data(Qt::AccessibleTextRole).toString(),
             u"Each Publication has many Articles, called articles; each Article has many Publications, called "
             "publications. Through the join model PublicationArticle. Deleting either end removes only the links. "
             "was one to many."_s);
    auto *join = e.part<QLineEdit>("relationJoin");
    join->setFocus();
    join->selectAll();
    QTest::keyClicks(join, u"Printing"_s);
    QTest::keyClick(join, Qt::Key_Return);
    QVERIFY(e.schema().modelNamed(u"Printing"));
}

void TestSchemaEditor::addsASelfReference()
{
    Editing e;
    e.choose(u"Comment"_s);
    e.click("schemaAddRelationship");
    Editing::pick(e.part<QComboBox>("relationTarget"), u"Comment"_s);
    const Relationship &relationship = e.schema().relationships.back();
    QCOMPARE(relationship.source, relationship.target);
    QCOMPARE(relationship.sourceField, u"comments"_s);
    QCOMPARE(relationship.targetField, u"comment"_s);
    Editing::pick(e.part<QComboBox>("relationRule"), u"clear the link; the Comment stays"_s);
    QCOMPARE(toString(e.schema().reference(e.schema().relationships.back().reference).rule), u"clear"_s);
}

void TestSchemaEditor::addsAnEnumAndItsValues()
{
    Editing e;
    auto *more = e.part<QToolButton>("schemaMore");
    more->menu()->actions().front()->trigger();
    auto *name = e.part<QLineEdit>("schemaName");
    QVERIFY(name->hasSelectedText());
    QTest::keyClicks(name, u"Mood"_s);
    QTest::keyClick(name, Qt::Key_Return);
    for (const QString &value : {u"Calm"_s, u"Wild"_s}) {
        QTest::mouseClick(e.part<QPushButton>("schemaAddValue"), Qt::LeftButton);
        e.type(e.part<QListView>("schemaValues"), value);
    }
    QCOMPARE(e.schema().enumNamed(u"Mood")->values, (QStringList{u"Calm"_s, u"Wild"_s}));
}

void TestSchemaEditor::removesWhatWasChosenLast()
{
    Editing e;
    e.choose(u"Tag"_s);
    e.clickOn(e.fields(), e.cell(u"note"_s, 0));
    e.click("schemaRemove");
    QVERIFY(!e.model(u"Tag").fieldNamed(u"note"));
    e.clickOn(e.relations(), e.relations()->model()->index(0, 0));
    e.click("schemaRemove");
    QVERIFY(!e.schema().modelNamed(u"PostTag"));
    e.choose(u"Tag"_s);
    e.click("schemaRemove");
    QVERIFY(!e.schema().modelNamed(u"Tag"));
    e.choose(u"Comment"_s);
    QTest::keyClick(e.models(), Qt::Key_Delete);
    QVERIFY(!e.schema().modelNamed(u"Comment"));
}

void TestSchemaEditor::undoesAndRedoesWithWords()
{
    Editing e;
    const SchemaDraft before = e.editor.history().draft();
    e.choose(u"Tag"_s);
    e.click("schemaRemove");
    const SchemaDraft after = e.editor.history().draft();
    auto *undo = e.part<QAction>("schemaUndo");
    QCOMPARE(undo->toolTip(), u"Undo: Remove Tag (Ctrl+Z)"_s);
    undo->trigger();
    QVERIFY(e.editor.history().draft() == before);
    QVERIFY(!e.editor.history().isChanged());
    e.part<QAction>("schemaRedo")->trigger();
    QVERIFY(e.editor.history().draft() == after);
}

void TestSchemaEditor::goesToTheReviewForWhatIsLost()
{
    Editing e;
    auto *apply = e.part<QPushButton>("schemaApply");
    auto *review = e.part<QPushButton>("schemaReview");
    QVERIFY(!apply->isEnabled());
    QCOMPARE(apply->toolTip(), u"Nothing has changed."_s);
    e.desk.losses[u"Comment and its instances go."_s] = u"Comment"_s;
    e.choose(u"Comment"_s);
    e.click("schemaRemove");
    QTRY_VERIFY(review->isEnabled());
    const QString words = e.desk.planFor({e.schema(), e.editor.history().draft().origins, {}, {}}).steps[0].words;
    e.desk.losses = {{words, u"Comment"_s}};
    e.part<QAction>("schemaUndo")->trigger();
    e.part<QAction>("schemaRedo")->trigger();
    QTRY_VERIFY(review->isEnabled());
    QVERIFY(!apply->isEnabled());
    QCOMPARE(apply->toolTip(), u"Some changes need a look first."_s);
    QSignalSpy applied(&e.editor, &SchemaEditor::applied);
    QTest::mouseClick(review, Qt::LeftButton);
    auto *dialog = e.editor.findChild<MigrationReview *>();
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), u"Review changes"_s);
    auto *go = dialog->findChild<QPushButton *>(u"migrationApply"_s);
    QVERIFY(!go->isEnabled());
    auto *name = dialog->findChild<QLineEdit *>(u"migrationLossName"_s);
    QVERIFY(name);
    QTest::keyClicks(name, u"Comment"_s);
    QVERIFY(go->isEnabled());
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_COMPARE(applied.count(), 1);
    QVERIFY(e.desk.applied.at(0).loss == MigrationIntent::Loss::Allow);
    QVERIFY(!e.editor.isVisible());
}

void TestSchemaEditor::decidesInTheReview()
{
    Editing e;
    e.choose(u"Post"_s);
    e.fields()->setFocus();
    e.fields()->setCurrentIndex(e.cell(u"rating"_s, 2));
    MigrationProblem problem;
    problem.id = u"p"_s;
    problem.model = *e.schema().modelNamed(u"Post");
    problem.field = *e.model(u"Post").fieldNamed(u"rating");
    problem.count = 2;
    problem.examples = {{{problem.model, {}, u"Maps"_s, false}, {}}, {{problem.model, {}, u"Kettles"_s, false}, {}}};
    problem.offered = {Remedy::Kind::SetValue, Remedy::Kind::DeleteInstances};
    problem.words = u"2 of 4 posts have no rating."_s;
    e.desk.problems = {problem};
    QTest::keyClick(e.fields(), Qt::Key_Space);
    auto *review = e.part<QPushButton>("schemaReview");
    QTRY_VERIFY(review->isEnabled());
    QVERIFY(!e.part<QPushButton>("schemaApply")->isEnabled());
    QTest::mouseClick(review, Qt::LeftButton);
    auto *dialog = e.editor.findChild<MigrationReview *>();
    auto *go = dialog->findChild<QPushButton *>(u"migrationApply"_s);
    QVERIFY(!go->isEnabled());
    QLineEdit *value = nullptr;
    for (QLineEdit *edit : dialog->findChildren<QLineEdit *>())
        if (edit->accessibleName() == u"Value to set")
            value = edit;
    QVERIFY(value);
    // What stands in the way of a remedy, or what it comes to, is said beside it.
    const auto said = [&] {
        const auto *label = dialog->findChild<QLabel *>(u"migrationConsequence"_s);
        return label ? label->text() : QString();
    };
    QCOMPARE(said(), QString());
    const auto chooseDelete = [&] {
        for (QRadioButton *choice : dialog->findChildren<QRadioButton *>())
            if (choice->text().startsWith(u"Delete these"))
                choice->click();
    };
    e.desk.problems.front().refusal = u"They cannot be deleted: 3 instances of Comment refer to them."_s;
    chooseDelete();
    QTRY_COMPARE(said(), e.desk.problems.front().refusal);
    QCOMPARE(
        dialog->findChild<QListView *>(u"migrationChanges"_s)->model()->index(0, 0).data(DetailsRole).toStringList(),
        QStringList({e.desk.problems.front().refusal, u"Needs a decision"_s}));
    e.desk.problems.front().refusal.clear();
    e.desk.problems.front().deletes = MigrationProblem::Deletes{};
    e.desk.problems.front().deletes->words = u"2 instances of Post are deleted; nothing else goes with them."_s;
    chooseDelete();
    QTRY_COMPARE(said(), e.desk.problems.front().deletes->words);
    e.desk.problems.front().deletes.reset();
    value = nullptr;
    for (QLineEdit *edit : dialog->findChildren<QLineEdit *>())
        if (edit->accessibleName() == u"Value to set")
            value = edit;
    value->setFocus();
    QTest::keyClicks(value, u"many"_s);
    QTest::keyClick(value, Qt::Key_Return);
    QVERIFY(!go->isEnabled());
    value->selectAll();
    QTest::keyClicks(value, u"3"_s);
    QTest::keyClick(value, Qt::Key_Return);
    QTRY_VERIFY(go->isEnabled());
    QCOMPARE(go->text(), u"&Apply 1 change"_s);
    QSignalSpy applied(&e.editor, &SchemaEditor::applied);
    QTest::mouseClick(go, Qt::LeftButton);
    QTRY_COMPARE(applied.count(), 1);
    QVERIFY(e.desk.applied.at(0).remedies.at(u"p"_s) == (Remedy{Remedy::Kind::SetValue, qint64(3)}));
}

void TestSchemaEditor::appliesWhatIsSafe()
{
    Editing e;
    e.choose(u"Tag"_s);
    e.click("schemaAddField");
    e.type(e.fields(), u"colour"_s);
    QVERIFY(e.model(u"Tag").fieldNamed(u"colour"));
    auto *apply = e.part<QPushButton>("schemaApply");
    QTRY_VERIFY(apply->isEnabled());
    e.desk.failure = Error{ErrorCode::Io, u"The disk is full. Nothing was changed."_s, {}};
    QTest::mouseClick(apply, Qt::LeftButton);
    QTRY_VERIFY(apply->isEnabled());
    QVERIFY(e.editor.isVisible());
    e.desk.failure.reset();
    QSignalSpy applied(&e.editor, &SchemaEditor::applied);
    QTest::mouseClick(apply, Qt::LeftButton);
    QTRY_COMPARE(applied.count(), 1);
    QVERIFY(e.desk.applied.back().loss == MigrationIntent::Loss::Refuse);
}

void TestSchemaEditor::keepsTheDraftThatIsLeft()
{
    Editing e;
    e.choose(u"Tag"_s);
    e.click("schemaRemove");
    QSignalSpy left(&e.editor, &SchemaEditor::leftDraft);
    QTest::keyClick(&e.editor, Qt::Key_Escape);
    QVERIFY(e.editor.isVisible());
    QCOMPARE(e.prompts.asked, QStringList{u"Close the schema editor?"_s});
    e.prompts.choice = 0;
    QTest::keyClick(&e.editor, Qt::Key_Escape);
    QVERIFY(!e.editor.isVisible());
    QCOMPARE(left.count(), 1);
    Editing again;
    again.editor.resume(left.at(0).at(0).value<SchemaDraftHistory>());
    QVERIFY(!again.schema().modelNamed(u"Tag"));
    QVERIFY(again.part<QAction>("schemaUndo")->isEnabled());
}

void TestSchemaEditor::jumpsToAFinding()
{
    Editing e;
    e.part<QToolButton>("schemaMore")->menu()->actions().front()->trigger();
    auto *findings = e.part<QListView>("schemaFindings");
    QVERIFY(findings->isVisible());
    QVERIFY(findings->model()->rowCount() > 0);
    e.choose(u"Post"_s);
    findings->setFocus();
    findings->setCurrentIndex(findings->model()->index(0, 0));
    QTest::keyClick(findings, Qt::Key_Return);
    QCOMPARE(e.models()->currentIndex().data().toString(), u"NewEnum"_s);
    // An enum without values cannot be applied.
    QVERIFY(!e.part<QPushButton>("schemaApply")->isEnabled());
}

void TestSchemaEditor::relatesByTheDiagram()
{
    Editing e;
    auto *diagram = e.part<SchemaDiagram>("schemaDiagram");
    const ModelId tag = *e.schema().modelNamed(u"Tag");
    const ModelId comment = *e.schema().modelNamed(u"Comment");
    Q_EMIT diagram->modelActivated(tag);
    QCOMPARE(e.models()->currentIndex().data().toString(), u"Tag"_s);
    e.choose(u"Comment"_s);
    QCOMPARE(diagram->selectedModel(), std::optional(comment));
    e.choose(u"Tag"_s);
    QCOMPARE(diagram->selectedModel(), std::optional(tag));
    Q_EMIT diagram->relateRequested(tag, comment);
    QCOMPARE(e.schema().relationships.back().source, tag);
    QCOMPARE(e.schema().relationships.back().target, comment);
    QVERIFY(e.relations()->currentIndex().data().toString().contains(u"Each Tag has many Comments"_s));
}

void TestSchemaEditor::keepsThePlacesOfTheDiagram()
{
    Editing e;
    auto *diagram = e.part<SchemaDiagram>("schemaDiagram");
    QTRY_VERIFY(!diagram->isLayingOut());
    DiagramPlaces places = diagram->places();
    places.boxes[u"Tag"_s] = {400, 900};
    diagram->setPlaces(places);
    QTRY_VERIFY(!diagram->isLayingOut());
    Q_EMIT diagram->placesChanged();
    // What is closed early is kept at once.
    QTest::keyClick(&e.editor, Qt::Key_Escape);
    QCOMPARE(DiagramPlaces::fromJson(e.session.diagramPlaces()).boxes.value(u"Tag"_s), QPointF(400, 900));
    LaidPrompts prompts;
    SchemaEditor again(e.session, e.desk, prompts, nullptr);
    QCOMPARE(again.findChild<SchemaDiagram *>(u"schemaDiagram"_s)->places().boxes.value(u"Tag"_s), QPointF(400, 900));
}

void TestSchemaEditor::hasRoomForWhatIsTyped()
{
    Editing e;
    e.choose(u"Post"_s);
    QVERIFY2(e.editor.width() <= type::px(1280), qPrintable(QString::number(e.editor.width())));
    const auto *header = e.fields()->horizontalHeader();
    const int description = header->logicalIndex(header->count() - 1);
    QVERIFY2(header->sectionSize(description) >= header->sectionSizeHint(description),
             qPrintable(u"%1 of %2 in %3 of %4"_s.arg(header->sectionSize(description))
                            .arg(header->sectionSizeHint(description))
                            .arg(header->length())
                            .arg(e.editor.width())));
    QVERIFY(header->length() <= e.fields()->viewport()->width());
    QVERIFY(e.part<QLineEdit>("schemaDescription")->width() >= type::px(300));
    QVERIFY(!e.part<QAction>("diagramOutlineToggle")->isChecked());
    // Every button of the picture's row is seen whole.
    auto *find = e.part<QLineEdit>("diagramFind");
    for (const QWidget *part : find->parentWidget()->findChildren<QToolButton *>(QString(), Qt::FindDirectChildrenOnly))
        QVERIFY2(!part->isVisible() || find->parentWidget()->rect().contains(part->geometry()),
                 qPrintable(part->accessibleName()));
}

void TestSchemaEditor::speaksOfManyInThePlural()
{
    Editing e(sdl::read(u"type Artist @model { name: String albums: [Album] @hasMany(onDelete: \"restrict\") }"
                        "type Album @model { title: String artist: Artist @belongsTo }"_s)
                  .value_or(Schema()));
    e.choose(u"Album"_s);
    QVERIFY(e.relations()
                ->currentIndex()
                .data(Qt::AccessibleTextRole)
                .toString()
                .contains(u"An Artist cannot be deleted while an Album leads to it."_s));
    QStringList words;
    for (const QLabel *label : e.part<QWidget>("relationManyBack")->parentWidget()->findChildren<QLabel *>())
        words.append(label->text());
    QVERIFY2(words.contains(u"Albums"_s), qPrintable(words.join(u' ')));
    auto *rule = e.part<QComboBox>("relationRule");
    QVERIFY(rule->findText(u"refuse while an Album leads to it"_s) >= 0);
    QVERIFY(rule->findText(u"delete its Albums too"_s) >= 0);
}

void TestSchemaEditor::offersWhatTheDataShow()
{
    const auto schema = sdl::read(u"type Author @model { name: String } "
                                  "type Post @model { title: String author_id: ID editor_id: ID }"_s);
    QVERIFY(schema);
    Editing e(*schema);
    auto *offers = e.part<QWidget>("schemaSuggestions");
    QVERIFY(!offers->isVisible());
    const ModelId post = *schema->modelNamed(u"Post");
    const ModelId author = *schema->modelNamed(u"Author");
    const FieldId key = schema->model(author).key.front();
    e.desk.suggestions = {{post, *schema->model(post).fieldNamed(u"author_id"), author, key, 347, 2, 1},
                          {post, *schema->model(post).fieldNamed(u"editor_id"), author, key, 1}};
    LaidPrompts prompts;
    SchemaEditor editor(e.session, e.desk, prompts, nullptr);
    editor.resize(type::px(1280), type::px(800));
    editor.show();
    offers = editor.findChild<QWidget *>(u"schemaSuggestions"_s);
    QTRY_VERIFY(offers->isVisible());
    const auto words = [offers] {
        QStringList all;
        for (const QLabel *label : offers->findChildren<QLabel *>())
            all.append(label->text());
        return all;
    };
    QVERIFY(words().contains(u"2 relationships are not declared, but the data show them."_s));
    QTest::mouseClick(offers->findChild<QToolButton *>(u"schemaSuggestionsMore"_s), Qt::LeftButton);
    QVERIFY(words().contains(u"Post.author_id → Author"_s));
    QVERIFY(words().contains(u"347 rows match, 2 lead nowhere, 1 is empty."_s));
    QVERIFY(words().contains(u"1 row matches, none leads nowhere."_s));
    const QString folder = qEnvironmentVariable("RELATA_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(editor.grab().save(folder % u"/suggestions.png"_s));
    const auto addFirst = [offers] {
        QPushButton *first = offers->findChild<QPushButton *>();
        QVERIFY(first);
        QTest::mouseClick(first, Qt::LeftButton);
    };
    addFirst();
    const Schema &draft = editor.history().draft().schema;
    QCOMPARE(draft.relationships.size(), 1u);
    QCOMPARE(draft.relationships[0].targetField, u"author"_s);
    auto *relations = editor.findChild<QListView *>(u"schemaRelationships"_s);
    QVERIFY(relations->currentIndex().data().toString().startsWith(u"Each Post has at most one Author"_s));
    QVERIFY(words().contains(u"1 relationship is not declared, but the data show it."_s));
    addFirst();
    QVERIFY(!offers->isVisible());
    editor.findChild<QAction *>(u"schemaUndo"_s)->trigger();
    QVERIFY(offers->isVisible());
}

void TestSchemaEditor::exportsSqlForEachDatabase()
{
    Editing e;
    QTemporaryDir folder;
    const auto *strip = e.editor.findChild<MessageStrip *>();
    for (const auto &[action, dialect] :
         {std::pair("schemaExportSqlite", SqlDialect::Sqlite), std::pair("schemaExportPostgres", SqlDialect::Postgres),
          std::pair("schemaExportMariadb", SqlDialect::Mariadb)}) {
        e.prompts.target = folder.filePath(QString::fromLatin1(action));
        e.session.script = {u"CREATE TABLE é (id);\n"_s, {}};
        e.part<QAction>(action)->trigger();
        QVERIFY(!QFile::exists(e.prompts.target));
        e.session.settle();
        QFile file(e.prompts.target);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(file.readAll()), e.session.script.text);
        QCOMPARE(strip->text(), QString(u"Exported to "_s % e.prompts.target % u'.'));
        QVERIFY(e.session.scriptsAsked.back().first == dialect);
        // Nothing was changed: the database's own definitions.
        QVERIFY(!e.session.scriptsAsked.back().second);
    }
    QCOMPARE(e.prompts.asked, QStringList(3, u"Export the schema"_s));

    e.session.script.notices = {u"The view v is left out."_s};
    e.part<QAction>("schemaExportMariadb")->trigger();
    e.session.settle();
    QVERIFY2(strip->text().endsWith(u". One thing is otherwise there: The view v is left out."_s),
             qPrintable(strip->text()));
    e.session.script.notices.append(u"The trigger t of v is left out."_s);
    e.part<QAction>("schemaExportMariadb")->trigger();
    e.session.settle();
    QVERIFY(strip->text().endsWith(u". 2 things are otherwise there; the head of the file names them."_s));

    e.prompts.target = u"/nowhere/blog.sql"_s;
    e.part<QAction>("schemaExportSqlite")->trigger();
    e.session.settle();
    QVERIFY2(strip->text().startsWith(u"“blog.sql” could not be written"_s), qPrintable(strip->text()));

    // Nobody waits for it any more, and nothing is written.
    e.prompts.target.clear();
    const auto asked = e.session.scriptsAsked.size();
    e.part<QAction>("schemaExportSqlite")->trigger();
    QCOMPARE(e.session.scriptsAsked.size(), asked);
}

void TestSchemaEditor::exportsTheSqlOfADraft()
{
    Editing e;
    QTemporaryDir folder;
    e.choose(u"Tag"_s);
    e.click("schemaRemove");
    e.prompts.target = folder.filePath(u"draft.sql"_s);
    e.part<QAction>("schemaExportPostgres")->trigger();
    QVERIFY(e.session.scriptsAsked.back().second);
    QVERIFY(!e.session.scriptsAsked.back().second->modelNamed(u"Tag"));
    e.session.failNext({ErrorCode::Io, u"It is gone."_s, {}});
    e.session.settle();
    e.part<QAction>("schemaExportPostgres")->trigger();
    e.session.settle();
    QCOMPARE(e.editor.findChild<MessageStrip *>()->text(), u"It is gone."_s);
}

void TestSchemaEditor::mayGoAwayWhileANameIsTyped()
{
    LaidPrompts prompts;
    auto editor = std::make_unique<SchemaEditor>(prompts, nullptr);
    editor->show();
    QApplication::setActiveWindow(editor.get());
    QTest::mouseClick(editor->findChild<QToolButton *>(u"schemaAddModel"_s), Qt::LeftButton);
    QTest::keyClicks(editor->findChild<QLineEdit *>(u"schemaName"_s), u"Half"_s);
    editor.reset();
}

void TestSchemaEditor::exportsTheSqlOfANewDatabase()
{
    QTemporaryDir folder;
    LaidPrompts prompts;
    prompts.target = folder.filePath(u"new.sql"_s);
    SchemaEditor editor(prompts, nullptr);
    editor.show();
    const auto *strip = editor.findChild<MessageStrip *>();
    QTest::mouseClick(editor.findChild<QToolButton *>(u"schemaAddModel"_s), Qt::LeftButton);
    editor.findChild<QAction *>(u"schemaExportPostgres"_s)->trigger();
    QTRY_VERIFY(strip->text().startsWith(u"Exported to "_s));
    QFile file(prompts.target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("CREATE TABLE \"NewModel\" ("));
}

void TestSchemaEditor::buildsTheBlogFromNothing()
{
    LaidPrompts prompts;
    prompts.target = u"/nowhere/blog.relata"_s;
    SchemaEditor editor(prompts, nullptr);
    editor.show();
    QApplication::setActiveWindow(&editor);
    const auto part = [&editor](const char *name) { return editor.findChild<QWidget *>(QString::fromLatin1(name)); };
    const auto press = [&](const char *name) { QTest::mouseClick(part(name), Qt::LeftButton); };
    const auto typeName = [&](const QString &text) {
        auto *edit = static_cast<QLineEdit *>(part("schemaName"));
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    };
    for (const QString &name : {u"Post"_s, u"Author"_s}) {
        press("schemaAddModel");
        typeName(name);
    }
    auto *models = static_cast<QListView *>(part("schemaModels"));
    Editing::clickOn(models, Editing::rowCalled(models, u"Post"_s));
    press("schemaAddField");
    auto *fields = static_cast<QTableView *>(part("schemaFields"));
    auto *edit = fields->viewport()->findChild<QLineEdit *>();
    QVERIFY(edit);
    edit->selectAll();
    QTest::keyClicks(edit, u"title"_s);
    const QPointer<QLineEdit> open(edit);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!open);
    press("schemaAddRelationship");
    Editing::pick(static_cast<QComboBox *>(part("relationMany")), u"one"_s);
    QSignalSpy wanted(&editor, &SchemaEditor::createWanted);
    auto *apply = static_cast<QPushButton *>(part("schemaApply"));
    QVERIFY2(apply->isEnabled(), qPrintable(apply->toolTip()));
    QTest::mouseClick(apply, Qt::LeftButton);
    QCOMPARE(wanted.count(), 1);
    const auto made = wanted.at(0).at(1).value<Schema>();
    const auto read = sdl::read(u"type Post @model { title: String author: Author @hasOne }"
                                "type Author @model { post: Post @belongsTo }"_s);
    QVERIFY(read && made == *read);
}

QTEST_MAIN(TestSchemaEditor)
#include "test_schemaeditor.moc"
