#include "items/relationtreeitemmodel.h"
#include "support/fakesession.h"
#include "support/sampleschema.h"
#include "views/browse/instancepicker.h"
#include "views/browse/relationpane.h"
#include "views/dialogs/deletedialog.h"
#include "views/dialogs/deletewords.h"
#include "views/parts/notestrip.h"
#include "views/parts/palette.h"
#include "views/parts/rowtree.h"

#include <QAccessible>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

const InstanceRef bridges{sample::post, {u"p1"_s}, u"Bridges that hum"_s, false};

void fill(FakeSession &session)
{
    FakeDatabase &base = session.database();
    base.put(sample::author, {u"a1"_s, u"Ada Lovelace"_s});
    base.put(sample::post, {u"p1"_s, u"Bridges that hum"_s, qint64(4), u"A body"_s, u"a1"_s});
    base.put(sample::post, {u"p2"_s, u"Winter light"_s, Null(), Null(), Null()});
    for (int i = 0; i < 103; ++i) {
        const QString key = u"t%1"_s.arg(i, 4, 10, QChar(u'0'));
        base.put(sample::tag, {key, u"tag %1"_s.arg(i)});
        base.put(sample::postTag, {QString(u"p1"_s + key), u"p1"_s, key});
    }
}

/// The pane over a scripted session, as the window has it.
struct Relations
{
    FakeSession session{sample::schema()};
    RelationPane pane;
    QAction link{u"Link…"_s};
    QAction unlink{u"Unlink"_s};
    QAction guide{u"Relationship guide"_s};
    RowTree *tree = pane.findChild<RowTree *>(u"relationTree"_s);

    Relations()
    {
        fill(session);
        pane.setActions(&link, &unlink, &guide);
        pane.resize(800, 500);
        static_cast<QWidget &>(pane).show();
        pane.setSession(&session);
    }
    ~Relations() { pane.setSession(nullptr); }

    void settle()
    {
        for (int i = 0; i < 4; ++i) {
            session.settle();
            QCoreApplication::sendPostedEvents();
        }
    }
    void show(const InstanceRef &instance)
    {
        pane.show(instance);
        settle();
    }
    QModelIndex top(int row) { return pane.itemModel().index(row, 0); }
    QModelIndex openTags()
    {
        tree->expand(top(1));
        settle();
        return top(1);
    }
};

template<typename Widget>
Widget *buttonSaying(QWidget &in, const QString &text)
{
    for (auto *button : in.findChildren<Widget *>())
        if (button->text() == text)
            return button;
    return nullptr;
}

QString spokenName(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

DeleteNode way(int parent, ModelId model, ReferenceId reference, Effect effect, qint64 count)
{
    return {parent, model, reference, effect, count, {{model, {u"k"_s}, u"Field Notes"_s, false}}};
}

Plan planOf(qint64 deleted, qint64 blocking)
{
    Plan plan;
    plan.subject = {sample::publication, {u"n1"_s}, u"Field Notes"_s, false};
    plan.preview.nodes = {way(-1, sample::publication, {}, Effect::Deleted, 1)};
    plan.preview.deleted = deleted;
    plan.preview.blocking = blocking;
    if (blocking > 0)
        plan.preview.nodes.push_back(way(0, sample::article, ReferenceId(3), Effect::Blocks, blocking));
    return plan;
}

const Delete fieldNotes{sample::publication, {{u"n1"_s}}, std::nullopt};

} // namespace

class TestRelationViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Palette::apply(Theme::Light); }

    void toOneTargetsAreShownAtOnce();
    void branchesStayOpenFromInstanceToInstance();
    void changesKeepBranchesOpen();
    void enterAndDoubleClickFollowAnInstance();
    void spaceOpensAndClosesABranch();
    void moreRowsComeByClick();
    void theCurrentNodeSaysWhatIsLinked();
    void theContextMenuWorksOnTheRowUnderIt();
    void withoutAnInstanceThePaneSaysWhatItIsFor();
    void theTreeHasItsNames();

    void theFirstFreeCandidateIsChosen();
    void typingSearchesAfterTheLastKey();
    void aTakenCandidateIsMovedAndSaysWhoLosesIt();
    void whatIsLinkedAlreadyCannotBeLinkedAgain();
    void nothingFoundKeepsWhatWasTyped();
    void thePickerHasItsNames();

    void theDialogLooksFirstAndCancelHasTheFocus();
    void withoutBlockersDeleteConfirms();
    void blockersStopDeleteUntilTheyGoToo();
    void aChangeMeanwhileIsLookedAtAgain();
    void aFailedPlanCanBeTriedAgain();
    void triggersAreNamed();
    void deletesInWords();
    void theDeleteDialogHasItsNames();
    void dialogsCloseWithTheirSession();
};

void TestRelationViews::toOneTargetsAreShownAtOnce()
{
    Relations r;
    r.show(bridges);
    QVERIFY(r.tree->isExpanded(r.top(0)));
    QVERIFY(!r.tree->isExpanded(r.top(1)));
    QCOMPARE(r.tree->indexBelow(r.top(0)).data().toString(), u"Ada Lovelace"_s);
    QVERIFY(r.session.fetched.empty());
}

void TestRelationViews::branchesStayOpenFromInstanceToInstance()
{
    Relations r;
    r.show(bridges);
    r.openTags();
    r.tree->collapse(r.top(0));
    r.show({sample::post, {u"p2"_s}, u"Winter light"_s, false});
    QVERIFY(r.tree->isExpanded(r.top(1)));
    r.show(bridges);
    QVERIFY(!r.tree->isExpanded(r.top(0)));
    QCOMPARE(r.pane.itemModel().rowCount(r.top(1)), 101);
}

void TestRelationViews::changesKeepBranchesOpen()
{
    Relations r;
    r.show(bridges);
    const QModelIndex tags = r.openTags();
    const QPersistentModelIndex tag = r.pane.itemModel().index(2, 0, tags);
    r.tree->expand(tag);
    r.tree->setCurrentIndex(tag);
    r.settle();
    r.session.remove(sample::postTag, {u"p1t0000"_s});
    r.settle();
    r.session.publishElsewhere();
    r.settle();
    QVERIFY(r.tree->isExpanded(r.top(1)));
    QVERIFY(r.tree->isExpanded(tag));
    QCOMPARE(r.tree->currentIndex(), QModelIndex(tag));
    QCOMPARE(tag.row(), 1);
}

void TestRelationViews::enterAndDoubleClickFollowAnInstance()
{
    Relations r;
    r.show(bridges);
    QSignalSpy followed(&r.pane, &RelationPane::followRequested);
    const QModelIndex ada = r.tree->indexBelow(r.top(0));
    r.tree->setCurrentIndex(ada);
    QTest::keyClick(r.tree, Qt::Key_Return);
    QCOMPARE(followed.count(), 1);
    QCOMPARE(followed.takeFirst().at(0).value<InstanceRef>().key, Key{u"a1"_s});
    const QPoint place = r.tree->visualRect(ada).center();
    QTest::mouseClick(r.tree->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(followed.count(), 0);
    QTest::mouseDClick(r.tree->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(followed.count(), 1);
}

void TestRelationViews::spaceOpensAndClosesABranch()
{
    Relations r;
    r.show(bridges);
    r.pane.focusTree();
    r.tree->setCurrentIndex(r.top(1));
    QTest::keyClick(r.tree, Qt::Key_Space);
    r.settle();
    QVERIFY(r.tree->isExpanded(r.top(1)));
    QCOMPARE(r.pane.itemModel().rowCount(r.top(1)), 101);
    QTest::keyClick(r.tree, Qt::Key_Space);
    QVERIFY(!r.tree->isExpanded(r.top(1)));
}

void TestRelationViews::moreRowsComeByClick()
{
    Relations r;
    r.show(bridges);
    const QModelIndex tags = r.openTags();
    const QModelIndex more = r.pane.itemModel().index(100, 0, tags);
    QCOMPARE(more.data().toString(), u"Show 3 more…"_s);
    r.tree->scrollTo(more);
    QTest::mouseClick(r.tree->viewport(), Qt::LeftButton, {}, r.tree->visualRect(more).center());
    r.settle();
    QCOMPARE(r.pane.itemModel().rowCount(tags), 103);
}

void TestRelationViews::theCurrentNodeSaysWhatIsLinked()
{
    Relations r;
    QVERIFY(!r.pane.linkPlace());
    r.show(bridges);
    const Schema &schema = r.session.schema();
    QCOMPARE(r.pane.linkPlace()->end, *schema.endNamed(sample::post, u"author")); // the first, without a current one
    QVERIFY(!r.pane.linkedPair());
    QVERIFY(!r.pane.relationship());

    QSignalSpy changed(&r.pane, &RelationPane::currentChanged);
    const QModelIndex tags = r.openTags();
    r.tree->setCurrentIndex(tags);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(r.pane.linkPlace()->end, *schema.endNamed(sample::post, u"tags"));
    QCOMPARE(schema.relationship(*r.pane.relationship()).name, u"PostTag"_s);
    QVERIFY(!r.pane.linkedPair());

    r.tree->setCurrentIndex(r.pane.itemModel().index(0, 0, tags));
    const auto pair = r.pane.linkedPair();
    QVERIFY(pair);
    QCOMPARE(pair->of.key, Key{u"p1"_s});
    QCOMPARE(pair->to.key, Key{u"t0000"_s});
    QCOMPARE(pair->end, *schema.endNamed(sample::post, u"tags"));
}

void TestRelationViews::theContextMenuWorksOnTheRowUnderIt()
{
    Relations r;
    r.show(bridges);
    const QModelIndex ada = r.tree->indexBelow(r.top(0));
    Q_EMIT r.tree->customContextMenuRequested(r.tree->visualRect(ada).center());
    auto *menu = r.pane.findChild<QMenu *>();
    QVERIFY(menu);
    QCOMPARE(r.tree->currentIndex(), ada);
    QStringList entries;
    for (QAction *action : menu->actions())
        entries.append(action->text());
    for (const QString &entry : {u"Open"_s, u"Copy key"_s, u"Link…"_s, u"Unlink"_s})
        QVERIFY2(entries.contains(entry), qPrintable(entry));
    menu->actions().at(entries.indexOf(u"Copy key"_s))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"a1"_s);
    delete menu;

    QSignalSpy branch(&r.pane, &RelationPane::branchRequested);
    Q_EMIT r.tree->customContextMenuRequested(r.tree->visualRect(r.top(1)).center());
    menu = r.pane.findChild<QMenu *>();
    menu->actions().front()->trigger(); // Show all in the table
    QCOMPARE(branch.count(), 1);
    QCOMPARE(branch.front().at(1).value<EndId>(), *r.session.schema().endNamed(sample::post, u"tags"));
    delete menu;
}

void TestRelationViews::withoutAnInstanceThePaneSaysWhatItIsFor()
{
    Relations r;
    QVERIFY(!r.tree->isVisible());
    r.show(bridges);
    QVERIFY(r.tree->isVisible());
    r.session.remove(sample::post, {u"p1"_s});
    QVERIFY(!r.tree->isVisible());
}

void TestRelationViews::theTreeHasItsNames()
{
    Relations r;
    r.show(bridges);
    QVERIFY(r.tree);
    QCOMPARE(spokenName(r.tree), u"Relationships"_s);
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(r.tree);
    QStringList cells;
    for (int i = 0; i < face->childCount(); ++i)
        cells.append(face->child(i)->text(QAccessible::Name));
    QVERIFY(cells.contains(u"tags, many to many, 103"_s));
    QVERIFY(cells.contains(u"via PostTag"_s));
}

namespace {

struct Picker
{
    FakeSession session{sample::schema()};
    std::unique_ptr<InstancePicker> dialog;

    Picker()
    {
        add(u"a1"_s, u"Ada Lovelace"_s, {}, true);
        add(u"a2"_s, u"Maria Merian"_s, {}, false);
        add(u"a3"_s, u"Mary Shelley"_s, InstanceRef{sample::post, {u"p2"_s}, u"Notes on slow gardens"_s, false}, false);
    }
    void add(const QString &key, const QString &label, const std::optional<InstanceRef> &holder, bool linked)
    {
        session.candidateList.push_back({{sample::author, {key}, label, false}, {u"details"_s}, holder, linked});
    }
    void open()
    {
        const EndId author = *session.schema().endNamed(sample::post, u"author");
        dialog = std::make_unique<InstancePicker>(session, bridges, author);
        dialog->open();
        session.settle();
    }
    QLineEdit *search() const { return dialog->findChild<QLineEdit *>(u"pickerSearch"_s); }
    QListView *list() const { return dialog->findChild<QListView *>(u"pickerList"_s); }
    QPushButton *link() const { return dialog->findChild<QPushButton *>(u"pickerLink"_s); }
};

} // namespace

void TestRelationViews::theFirstFreeCandidateIsChosen()
{
    Picker p;
    p.open();
    QCOMPARE(p.dialog->windowTitle(), u"Choose Author"_s);
    QCOMPARE(p.list()->currentIndex().data().toString(), u"Maria Merian"_s);
    QSignalSpy chosen(p.dialog.get(), &InstancePicker::chosen);
    QTest::keyClick(p.search(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().at(0).value<InstanceRef>().key, Key{u"a2"_s});
    QCOMPARE(chosen.front().at(1).value<InstancePicker::Move>(), InstancePicker::Move::No);
    QVERIFY(!p.dialog->isVisible());
}

void TestRelationViews::typingSearchesAfterTheLastKey()
{
    Picker p;
    p.open();
    QSignalSpy chosen(p.dialog.get(), &InstancePicker::chosen);
    QTest::keyClicks(p.search(), u"ma"_s);
    QVERIFY(!p.link()->isEnabled()); // what is listed is not yet what was typed
    QTest::keyClick(p.search(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(p.session.pending(), std::size_t(0));
    QTRY_COMPARE(p.session.pending(), std::size_t(1));
    p.session.settle();
    QCOMPARE(p.list()->model()->rowCount(), 2);
    QCOMPARE(p.list()->currentIndex().row(), 0);
    QTest::keyClick(p.search(), Qt::Key_Down);
    QCOMPARE(p.list()->currentIndex().row(), 1);
    QVERIFY(p.link()->isEnabled());
}

void TestRelationViews::aTakenCandidateIsMovedAndSaysWhoLosesIt()
{
    Picker p;
    p.open();
    auto *strip = p.dialog->findChild<NoteStrip *>(u"pickerStrip"_s);
    QVERIFY(!strip->isVisible());
    QCOMPARE(p.link()->text(), u"Link"_s);
    p.list()->setCurrentIndex(p.list()->model()->index(2, 0));
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->text(), u"Taken by “Notes on slow gardens”, which would then have no author."_s);
    QCOMPARE(p.link()->text(), u"Move the link here"_s);
    QSignalSpy chosen(p.dialog.get(), &InstancePicker::chosen);
    QTest::mouseClick(p.link(), Qt::LeftButton);
    QCOMPARE(chosen.front().at(1).value<InstancePicker::Move>(), InstancePicker::Move::Yes);
}

void TestRelationViews::whatIsLinkedAlreadyCannotBeLinkedAgain()
{
    Picker p;
    p.open();
    p.list()->setCurrentIndex(p.list()->model()->index(0, 0));
    QVERIFY(!p.link()->isEnabled());
    QCOMPARE(p.link()->toolTip(), u"It is linked already."_s);
}

void TestRelationViews::nothingFoundKeepsWhatWasTyped()
{
    Picker p;
    p.open();
    p.search()->setText(u"Hypatia"_s);
    QTRY_COMPARE(p.session.pending(), std::size_t(1));
    p.session.settle();
    QVERIFY(!p.list()->isVisible());
    QVERIFY(!p.link()->isEnabled());
    QSignalSpy create(p.dialog.get(), &InstancePicker::createRequested);
    QTest::mouseClick(buttonSaying<QPushButton>(*p.dialog, u"Create new…"_s), Qt::LeftButton);
    QCOMPARE(create.front().at(0).toString(), u"Hypatia"_s);
    QVERIFY(!p.dialog->isVisible());
}

void TestRelationViews::thePickerHasItsNames()
{
    Picker p;
    p.open();
    QCOMPARE(p.dialog->objectName(), u"instancePicker"_s);
    QCOMPARE(spokenName(p.search()), u"Search"_s);
    QCOMPARE(spokenName(p.list()), u"Candidates"_s);
    for (const QString &name : {u"Link"_s, u"Create new…"_s, u"Cancel"_s})
        QVERIFY2(buttonSaying<QPushButton>(*p.dialog, name), qPrintable(name));
}

void TestRelationViews::theDialogLooksFirstAndCancelHasTheFocus()
{
    FakeSession session(sample::schema());
    session.plan = planOf(1, 0);
    DeleteDialog dialog(session, fieldNotes);
    dialog.open();
    auto *cancel = buttonSaying<QPushButton>(dialog, u"Cancel"_s);
    auto *remove = buttonSaying<QPushButton>(dialog, u"Delete"_s);
    QVERIFY(!remove->isEnabled());
    QVERIFY(buttonSaying<QLabel>(dialog, u"Delete this publication?"_s));
    QVERIFY(buttonSaying<QLabel>(dialog, u"Looking at what hangs on it…"_s));
    session.settle();
    QVERIFY(remove->isEnabled());
    QVERIFY(cancel->isDefault());
    QCOMPARE(dialog.focusWidget(), cancel);
    QSignalSpy confirmed(&dialog, &DeleteDialog::confirmed);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QVERIFY(!dialog.isVisible());
    QCOMPARE(confirmed.count(), 0);
}

void TestRelationViews::withoutBlockersDeleteConfirms()
{
    FakeSession session(sample::schema());
    session.plan = planOf(81, 0);
    DeleteDialog dialog(session, fieldNotes);
    dialog.open();
    session.settle();
    QVERIFY(buttonSaying<QLabel>(dialog, u"Delete publication “Field Notes”?"_s));
    QVERIFY(!buttonSaying<QPushButton>(dialog, u"Delete these too"_s)->isVisible());
    QSignalSpy confirmed(&dialog, &DeleteDialog::confirmed);
    QTest::mouseClick(buttonSaying<QPushButton>(dialog, u"Delete"_s), Qt::LeftButton);
    QCOMPARE(confirmed.count(), 1);
    const Delete intent = confirmed.front().at(0).value<Delete>();
    QCOMPARE(intent.keys, fieldNotes.keys);
    QVERIFY(intent.blockers == Delete::Blockers::Refuse);
    QVERIFY(session.submitted.empty()); // the window submits
}

void TestRelationViews::blockersStopDeleteUntilTheyGoToo()
{
    FakeSession session(sample::schema());
    session.plan = planOf(81, 3);
    DeleteDialog dialog(session, fieldNotes);
    dialog.open();
    session.settle();
    auto *remove = buttonSaying<QPushButton>(dialog, u"Delete"_s);
    auto *too = buttonSaying<QPushButton>(dialog, u"Delete these too"_s);
    QVERIFY(!remove->isEnabled());
    QCOMPARE(remove->toolTip(), u"Delete waits for the 3 blockers"_s);
    QVERIFY(too->isVisible());
    auto *tree = dialog.findChild<RowTree *>(u"deletePlan"_s);
    QTest::mouseClick(buttonSaying<QPushButton>(dialog, u"Show them"_s), Qt::LeftButton);
    QCOMPARE(tree->currentIndex().siblingAtColumn(1).data().toString(), u"Blocks"_s);

    session.plan = planOf(84, 0);
    QTest::mouseClick(too, Qt::LeftButton);
    QVERIFY(!remove->isEnabled());
    session.settle();
    QVERIFY(remove->isEnabled());
    QVERIFY(!too->isVisible());
    QSignalSpy confirmed(&dialog, &DeleteDialog::confirmed);
    QTest::mouseClick(remove, Qt::LeftButton);
    QVERIFY(confirmed.front().at(0).value<Delete>().blockers == Delete::Blockers::DeleteToo);
}

void TestRelationViews::aChangeMeanwhileIsLookedAtAgain()
{
    FakeSession session(sample::schema());
    session.plan = planOf(1, 0);
    DeleteDialog dialog(session, fieldNotes);
    dialog.open();
    session.settle();
    session.plan = planOf(2, 0);
    session.insert(sample::article, {u"x"_s, u"New"_s, u"n1"_s});
    QVERIFY(!buttonSaying<QPushButton>(dialog, u"Delete"_s)->isEnabled());
    session.settle();
    QVERIFY(buttonSaying<QLabel>(dialog, u"2 instances would be deleted. Undo brings all of it back."_s));
}

void TestRelationViews::aFailedPlanCanBeTriedAgain()
{
    FakeSession session(sample::schema());
    session.plan = planOf(1, 0);
    DeleteDialog dialog(session, fieldNotes);
    dialog.open();
    session.settle();
    QVERIFY(buttonSaying<QLabel>(dialog, u"1"_s));
    session.failNext(Error{ErrorCode::Io, u"The file is locked."_s, {}});
    session.insert(sample::tag, {u"t"_s, u"t"_s}); // a change: it looks again
    session.settle();
    QVERIFY(!buttonSaying<QLabel>(dialog, u"1"_s)); // what is not known any more is not said
    auto *remove = buttonSaying<QPushButton>(dialog, u"Delete"_s);
    QVERIFY(!remove->isEnabled());
    const auto strips = dialog.findChildren<NoteStrip *>();
    QVERIFY(std::ranges::any_of(strips, [](NoteStrip *s) { return s->text().contains(u"The file is locked."_s); }));
    QTest::mouseClick(buttonSaying<QPushButton>(dialog, u"Try again"_s), Qt::LeftButton);
    session.settle();
    QVERIFY(remove->isEnabled());
}

void TestRelationViews::triggersAreNamed()
{
    FakeSession session(sample::schema());
    session.plan = planOf(1, 0);
    session.plan.preview.unforeseen = true;
    DeleteDialog dialog(session, fieldNotes);
    dialog.open();
    session.settle();
    const auto strips = dialog.findChildren<NoteStrip *>();
    QVERIFY(
        std::ranges::any_of(strips, [](NoteStrip *s) { return s->isVisible() && s->text().contains(u"triggers"_s); }));
}

void TestRelationViews::deletesInWords()
{
    DeletePreview preview;
    preview.deleted = 81;
    preview.linksRemoved = 28;
    preview.cleared = 5;
    QCOMPARE(deletewords::totals(preview),
             u"81 instances would be deleted, 28 links removed and 5 fields cleared. Undo brings all of it back."_s);
    preview = {};
    preview.deleted = 1;
    QCOMPARE(deletewords::totals(preview), u"1 instance would be deleted and nothing else. Undo brings it back."_s);
    preview.linksRemoved = 1;
    QCOMPARE(deletewords::totals(preview),
             u"1 instance would be deleted and 1 link removed. Undo brings all of it back."_s);
    QCOMPARE(deletewords::totals({}), u"Nothing would be deleted."_s);

    Schema schema = sample::schema();
    const Model &publication = schema.model(sample::publication);
    QCOMPARE(deletewords::question(publication, 3, u"x"_s), u"Delete 3 publications?"_s);
    schema.references[3].rule = DeleteRule::Restrict;
    const DeletePreview blocked = planOf(1, 3).preview;
    QCOMPARE(deletewords::blockers(schema, blocked), u"3 articles block this."_s);
    QCOMPARE(deletewords::reasons(schema, blocked), u"The rule of their “publication” is restrict."_s);
    schema.references[3].rule = DeleteRule::Clear;
    QCOMPARE(deletewords::reasons(schema, planOf(1, 1).preview), u"Its “publication” may not be empty."_s);
}

void TestRelationViews::theDeleteDialogHasItsNames()
{
    FakeSession session(sample::schema());
    session.plan = planOf(1, 1);
    DeleteDialog dialog(session, fieldNotes);
    dialog.open();
    session.settle();
    QCOMPARE(dialog.objectName(), u"deleteDialog"_s);
    QCOMPARE(dialog.windowTitle(), u"Delete instances"_s);
    auto *tree = dialog.findChild<RowTree *>(u"deletePlan"_s);
    QCOMPARE(spokenName(tree), u"What will be deleted"_s);
    QCOMPARE(tree->model()->index(0, 0).data().toString(), u"Field Notes"_s);
    QVERIFY(tree->isExpanded(tree->model()->index(0, 0)));
}

void TestRelationViews::dialogsCloseWithTheirSession()
{
    auto session = std::make_unique<FakeSession>(sample::schema());
    session->plan = planOf(1, 0);
    DeleteDialog dialog(*session, fieldNotes);
    dialog.open();
    InstancePicker picker(*session, bridges, *session->schema().endNamed(sample::post, u"author"));
    picker.open();
    session.reset();
    QVERIFY(!dialog.isVisible());
    QVERIFY(!picker.isVisible());
}

QTEST_MAIN(TestRelationViews)
#include "test_relationviews.moc"
