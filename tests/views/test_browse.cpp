#include "views/browsefixture.h"

#include "views/browse/chipbutton.h"
#include "views/browse/columnsmenu.h"
#include "views/parts/palette.h"

#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using namespace relata;
using namespace relata::sample;
using namespace Qt::StringLiterals;

namespace {

/// The last submitted intent as an Update.
const Update *lastUpdate(const FakeSession &session)
{
    return session.submitted.empty() ? nullptr : std::get_if<Update>(&session.submitted.back().back());
}

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
    return face ? face->text(QAccessible::Name) : QString();
}

} // namespace

class TestBrowse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void firstRowIsChosenAndCounted();
    void editsInPlace();
    void badValueStaysInItsCell();
    void textLeftInACellIsFoundInTheForm();
    void refusedCellComesBackAsADraft();
    void typedCellSurvivesASort();
    void typedCellSurvivesAChangeElsewhere();
    void deleteKeyClearsANullableCellOnly();
    void nullAndEmptyAreTwoThings();
    void formSavesChangedFieldsOnly();
    void draftSurvivesAnotherSelection();
    void conflictShowsBothValues();
    void changeElsewhereOfADirtyFieldIsNamed();
    void refusalStandsAtItsField();
    void deletedElsewhereSaysSo();
    void newInstanceIsCreated();
    void newInstanceKeepsItsPreset();
    void linkIsChosenAndUnlinkedInTheForm();
    void readOnlySaysWhy();
    void filterWaitsForTheLastKey();
    void filterClearsAndFindsNothing();
    void viaChipShowsAllAgain();
    void headerSortsThreeWays();
    void chipsFollowByMouse();
    void chipsFollowByKeyboard();
    void copiesTabSeparated();
    void choosesRowsThatAreNotHeld();
    void supersededFiltersDoNotQueue();
    void copiesValuesWhole();
    void columnsAreChosenAndKept();
    void deletedRowsNeighbourBecomesCurrent();
    void selectionSurvivesInserts();
    void keyboardAlone();
    void accessibleNames();
    void editorsOfEachType();
    void longTexts();
    void listsByLines();
    void placeComesBack();
    void paintsInBothThemes();

private:
    QTemporaryDir m_settings;
};

void TestBrowse::initTestCase()
{
    QCoreApplication::setOrganizationName(u"relata-test"_s);
    QCoreApplication::setApplicationName(u"browse"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    Palette::apply(Theme::Light);
}

void TestBrowse::init() { QSettings().clear(); }

void TestBrowse::firstRowIsChosenAndCounted()
{
    Browse b;
    QSignalSpy changed(b.pane, &InstancePane::currentChanged);
    b.show(post);
    QCOMPARE(b.pane->current()->key, Key{text("p1")});
    QCOMPARE(b.form->instance()->key, Key{text("p1")});
    QCOMPARE(b.named<QLabel>(b.pane, "instanceCount")->text(), u"4 instances"_s);
    QCOMPARE(b.named<QLabel>(b.pane, "instanceTitle")->text(), u"Post"_s);
    QCOMPARE(changed.count(), 1);
}

void TestBrowse::editsInPlace()
{
    Browse b;
    b.show(post);
    b.typeInto(b.cell(3, "title"), u"New"_s);
    QVERIFY(b.cellEditor());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    b.settle();
    QVERIFY(lastUpdate(b.session));
    QCOMPARE(b.cell(3, "title").data().toString(), u"New"_s);
    QVERIFY(!b.cellEditor() || !b.cellEditor()->isVisible());
}

void TestBrowse::badValueStaysInItsCell()
{
    Browse b;
    b.show(post);
    b.table->setFocus();
    b.table->setCurrentIndex(b.cell(0, "rating"));
    QTest::keyClick(b.table, Qt::Key_F2);
    FieldEditor *editor = b.cellEditor();
    QVERIFY(editor);
    QCOMPARE(editor->typed().text, u"4"_s);
    QVERIFY(!editor->isModified());
    QTest::keyClicks(QApplication::focusWidget(), u"twelve"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QVERIFY(b.cellEditor() && b.cellEditor()->isVisible());
    QCOMPARE(editor->typed().text, u"twelve"_s);
    QVERIFY(editor->problem().contains(u"rating"_s));
    QVERIFY(b.session.submitted.empty());
    QVERIFY(editor->geometry().height() >= b.table->rowHeight(0));

    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    b.settle();
    QVERIFY(!b.cellEditor());
    QCOMPARE(FormDrafts::of(b.session).count(), 0);
    QCOMPARE(b.cell(0, "rating").data().toString(), u"4"_s);
}

void TestBrowse::textLeftInACellIsFoundInTheForm()
{
    Browse b;
    b.show(post);
    b.table->setFocus();
    b.table->setCurrentIndex(b.cell(0, "rating"));
    QTest::keyClick(b.table, Qt::Key_F2);
    QTest::keyClicks(QApplication::focusWidget(), u"twelve"_s);
    b.click(b.cell(3, "title"));
    QVERIFY(b.session.submitted.empty());
    QVERIFY(FormDrafts::of(b.session).isEdited(post, {text("p1")}, FieldId(2)));
    QCOMPARE(b.form->unsaved(), 1);

    b.click(b.cell(0, "title"));
    QCOMPARE(b.form->instance()->key, Key{text("p1")});
    QCOMPARE(b.field("rating")->typed().text, u"twelve"_s);
    QVERIFY(!b.field("rating")->problem().isEmpty());
    QVERIFY(b.form->isDirty());
}

void TestBrowse::refusedCellComesBackAsADraft()
{
    Browse b;
    b.show(post);
    QSignalSpy failed(b.pane, &InstancePane::failed);
    b.typeInto(b.cell(0, "title"), u"Same"_s);
    b.session.failNext({ErrorCode::Duplicate, u"“title” Same is taken."_s, {}});
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    b.settle();
    QCOMPARE(failed.count(), 1);
    QCOMPARE(b.field("title")->typed().text, u"Same"_s);
    QCOMPARE(b.field("title")->problem(), u"“title” Same is taken."_s);
}

void TestBrowse::typedCellSurvivesASort()
{
    Browse b;
    b.show(post);
    b.typeInto(b.cell(0, "title"), u"Half a title"_s);
    Place place = b.pane->place();
    place.sort = {{FieldId(2), SortOrder::Descending}};
    b.pane->show(place);
    b.settle();
    QCOMPARE(b.pane->current()->key, Key{text("p1")});
    QCOMPARE(b.field("title")->typed().text, u"Half a title"_s);
    QVERIFY(b.session.submitted.empty());
}

void TestBrowse::typedCellSurvivesAChangeElsewhere()
{
    Browse b;
    b.show(post);
    b.typeInto(b.cell(0, "title"), u"Mine"_s);
    Values values = *b.session.database().find(post, {text("p1")});
    values[1] = text("Theirs");
    b.session.update(post, values);
    b.session.insert(post, {text("p0"), text("Earlier"), Null(), Null(), Null()});
    b.settle();
    QVERIFY(b.cellEditor());
    QCOMPARE(b.cellEditor()->typed().text, u"Mine"_s);
    QVERIFY(b.cellEditor()->problem().contains(u"Theirs"_s));
    b.session.remove(post, {text("p1")});
    b.settle();
    QVERIFY(FormDrafts::of(b.session).isEdited(post, {text("p1")}, FieldId(1)));
}

void TestBrowse::deleteKeyClearsANullableCellOnly()
{
    Browse b;
    b.show(post);
    QSignalSpy deletes(b.pane, &InstancePane::deleteRequested);
    b.table->setFocus();
    b.table->setCurrentIndex(b.cell(0, "rating"));
    QTest::keyClick(b.table, Qt::Key_Delete);
    b.settle();
    QVERIFY(b.cell(0, "rating").data(NullRole).toBool());
    QCOMPARE(deletes.count(), 0);
    QCOMPARE(b.pane->itemModel().rowCount(), 4);
    // On a link it unlinks.
    b.table->setCurrentIndex(b.cell(0, "author"));
    QTest::keyClick(b.table, Qt::Key_Delete);
    b.settle();
    QVERIFY(std::get_if<Unlink>(&b.session.submitted.back().back()));
    QTest::keyClick(b.table, Qt::Key_Delete, Qt::ShiftModifier);
    QCOMPARE(deletes.count(), 1);
}

void TestBrowse::nullAndEmptyAreTwoThings()
{
    Browse b;
    b.show(post);
    FieldEditor *body = b.field("body");
    auto *null = body->findChild<QToolButton *>(u"nullToggle"_s);
    QVERIFY(!null->isChecked());
    QTest::mouseClick(null, Qt::LeftButton);
    QVERIFY(isNull(*body->value()));
    QTest::mouseClick(null, Qt::LeftButton);
    QCOMPARE(*body->value(), Value(QString()));
    b.form->save();
    b.settle();
    QCOMPARE(lastUpdate(b.session)->values, (Assignments{{FieldId(3), QString()}}));
    QVERIFY(b.cell(0, "body").data(EmptyRole).toBool());
    // Emptying a number means null.
    FieldEditor *rating = b.field("rating");
    QTest::keyClick(rating->input(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(rating->input(), Qt::Key_Backspace);
    QVERIFY(rating->isNull());
    QVERIFY(isNull(*rating->value()));
}

void TestBrowse::formSavesChangedFieldsOnly()
{
    Browse b;
    b.show(post);
    QTest::keyClick(b.field("title")->input(), Qt::Key_End);
    QTest::keyClicks(b.field("title")->input(), u"!"_s);
    QVERIFY(b.form->isDirty());
    QCOMPARE(b.named<QLabel>(b.form, "formWords")->text(), u"1 field changed"_s);
    QTest::mouseClick(b.named<QPushButton>(b.form, "formSave"), Qt::LeftButton);
    b.settle();
    QCOMPARE(lastUpdate(b.session)->values, (Assignments{{FieldId(1), text("Bridges that hum!")}}));
    QCOMPARE(lastUpdate(b.session)->expected, (Assignments{{FieldId(1), text("Bridges that hum")}}));
    QVERIFY(!b.form->isDirty());
    QCOMPARE(b.form->unsaved(), 0);
    QCOMPARE(b.cell(0, "title").data().toString(), u"Bridges that hum!"_s);
    QCOMPARE(b.named<QLabel>(b.form, "formTitle")->text(), u"Bridges that hum!"_s);
}

void TestBrowse::draftSurvivesAnotherSelection()
{
    Browse b;
    b.show(post);
    QTest::keyClicks(b.field("title")->input(), u"X"_s);
    const QString typed = b.field("title")->typed().text;
    b.click(b.cell(1, "title"));
    QCOMPARE(b.form->instance()->key, Key{text("p2")});
    QVERIFY(!b.form->isDirty());
    QCOMPARE(b.form->unsaved(), 1);
    b.show(author);
    b.show(post);
    QCOMPARE(b.form->instance()->key, Key{text("p1")});
    QCOMPARE(b.field("title")->typed().text, typed);
    QTest::mouseClick(b.named<QPushButton>(b.form, "formRevert"), Qt::LeftButton);
    QCOMPARE(b.field("title")->typed().text, u"Bridges that hum"_s);
    QCOMPARE(b.form->unsaved(), 0);
}

void TestBrowse::conflictShowsBothValues()
{
    Browse b;
    b.show(post);
    QSignalSpy failed(b.form, &InstanceForm::failed);
    QTest::keyClick(b.field("title")->input(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(b.field("title")->input(), u"Mine"_s);
    Values theirs = *b.session.database().find(post, {text("p1")});
    theirs[1] = text("Theirs");
    b.session.database().put(post, theirs);
    b.session.failNext({ErrorCode::Conflict, u"“title” was changed by others."_s, {}});
    b.form->save();
    b.settle();
    QCOMPARE(failed.count(), 1);
    auto *conflict = b.named<QLabel>(b.form, "conflictText");
    QVERIFY(conflict);
    QVERIFY(conflict->text().contains(u"Theirs"_s) && conflict->text().contains(u"Mine"_s));
    QCOMPARE(b.field("title")->typed().text, u"Mine"_s);

    QTest::mouseClick(b.named<QPushButton>(b.form, "keepMine"), Qt::LeftButton);
    QVERIFY(!b.named<QLabel>(b.form, "conflictText"));
    b.form->save();
    b.settle();
    QCOMPARE(lastUpdate(b.session)->expected, (Assignments{{FieldId(1), text("Theirs")}}));
    QVERIFY(!b.form->isDirty());
}

void TestBrowse::changeElsewhereOfADirtyFieldIsNamed()
{
    Browse b;
    b.show(post);
    QTest::keyClicks(b.field("title")->input(), u"Mine "_s);
    Values theirs = *b.session.database().find(post, {text("p1")});
    theirs[1] = text("Theirs");
    theirs[3] = text("Their body");
    b.session.update(post, theirs);
    b.settle();
    QCOMPARE(b.field("body")->typed().text, u"Their body"_s);
    QVERIFY(b.field("title")->typed().text.startsWith(u"Mine "_s));
    QVERIFY(b.named<QLabel>(b.form, "conflictText")->text().contains(u"Now: Theirs"_s));
    QTest::mouseClick(b.named<QPushButton>(b.form, "takeTheirs"), Qt::LeftButton);
    QCOMPARE(b.field("title")->typed().text, u"Theirs"_s);
    QVERIFY(!b.form->isDirty());
}

void TestBrowse::refusalStandsAtItsField()
{
    Browse b;
    b.show(post);
    QSignalSpy failed(b.form, &InstanceForm::failed);
    QTest::keyClicks(b.field("title")->input(), u"X"_s);
    b.session.failNext({ErrorCode::Duplicate, u"Another Post has this “title”."_s, {}});
    b.form->save();
    b.settle();
    QCOMPARE(b.field("title")->problem(), u"Another Post has this “title”."_s);
    QCOMPARE(failed.count(), 0);
    b.session.failNext({ErrorCode::Io, u"The disk is full."_s, {}});
    b.form->save();
    b.settle();
    QCOMPARE(failed.count(), 1);
    QVERIFY(b.form->isDirty());
    // What does not fit is not even sent.
    const auto sent = b.session.submitted.size();
    QTest::keyClicks(b.field("rating")->input(), u"x"_s);
    b.form->save();
    b.settle();
    QCOMPARE(b.session.submitted.size(), sent);
    QVERIFY(!b.field("rating")->problem().isEmpty());
}

void TestBrowse::deletedElsewhereSaysSo()
{
    Browse b;
    b.show(post);
    b.form->show(InstanceRef{post, {text("p4")}, {}, false});
    b.settle();
    QTest::keyClicks(b.field("title")->input(), u"X"_s);
    const QString typed = b.field("title")->typed().text;
    const Values before = *b.session.database().find(post, {text("p4")});
    b.session.remove(post, {text("p4")});
    b.settle();
    QVERIFY(b.named<QLabel>(b.form, "formWarning"));
    QVERIFY(b.field("title")->isReadOnly());
    QCOMPARE(b.field("title")->typed().text, typed);
    b.session.insert(post, before);
    b.settle();
    QVERIFY(!b.named<QLabel>(b.form, "formWarning"));
    QCOMPARE(b.field("title")->typed().text, typed);
    QVERIFY(!b.field("title")->isReadOnly());
}

void TestBrowse::newInstanceIsCreated()
{
    Browse b;
    b.show(post);
    QSignalSpy created(b.form, &InstanceForm::created);
    b.form->startNew(post);
    QVERIFY(b.form->isNew());
    QVERIFY(!b.form->instance());
    QTest::keyClicks(b.field("id")->input(), u"p9"_s);
    QTest::keyClicks(b.field("title")->input(), u"Ninth"_s);
    b.form->save();
    b.settle();
    const auto *save = std::get_if<Save>(&b.session.submitted.back().back());
    QVERIFY(save && save->replace == Save::Replace::No);
    QCOMPARE(save->values.size(), std::size_t(2));
    QCOMPARE(created.count(), 1);
    QCOMPARE(b.form->instance()->key, Key{text("p9")});
    QVERIFY(!b.form->isNew());
    QCOMPARE(b.form->unsaved(), 0);
    // Revert leaves a new one for what was shown before.
    b.form->startNew(post);
    QTest::keyClicks(b.field("title")->input(), u"Never"_s);
    b.form->revert();
    b.settle();
    QCOMPARE(b.form->instance()->key, Key{text("p9")});
    QCOMPARE(b.form->unsaved(), 0);
}

void TestBrowse::newInstanceKeepsItsPreset()
{
    Browse b;
    b.show(article);
    b.form->startNew(article, {{FieldId(2), text("b1")}});
    b.settle();
    auto *chip = b.form->findChild<ChipButton *>();
    QVERIFY(chip);
    bool found = false;
    for (ChipButton *each : b.form->findChildren<ChipButton *>())
        found = found || (each->isVisible() && each->accessibleName() == u"publication: Field Notes"_s);
    QVERIFY(found);
    QTest::keyClicks(b.field("id")->input(), u"r9"_s);
    b.form->save();
    b.settle();
    QCOMPARE((*b.session.database().find(article, {text("r9")}))[2], text("b1"));
}

void TestBrowse::linkIsChosenAndUnlinkedInTheForm()
{
    Browse b;
    b.show(post);
    QSignalSpy picks(b.form, &InstanceForm::pickRequested);
    QSignalSpy unlinks(b.form, &InstanceForm::unlinkRequested);
    QToolButton *unlink = nullptr;
    QToolButton *choose = nullptr;
    QToolButton *add = nullptr;
    for (QToolButton *button : b.form->findChildren<QToolButton *>()) {
        if (button->accessibleName() == u"Unlink author"_s)
            unlink = button;
        if (button->accessibleName() == u"Choose author…"_s)
            choose = button;
        if (button->accessibleName() == u"Link tags…"_s)
            add = button;
    }
    QVERIFY(unlink && choose && add);
    QTest::mouseClick(choose, Qt::LeftButton);
    QTest::mouseClick(add, Qt::LeftButton);
    QCOMPARE(picks.count(), 2);
    const EndId writtenBy = *b.session.schema().endNamed(post, u"author");
    b.form->setLink(writtenBy, {sample::author, {text("a2")}, u"Mary Shelley"_s, false});
    QVERIFY(b.form->isDirty());
    QVERIFY(b.session.submitted.empty());
    b.form->save();
    b.settle();
    QCOMPARE(lastUpdate(b.session)->values, (Assignments{{FieldId(4), text("a2")}}));
    QCOMPARE(lastUpdate(b.session)->expected, (Assignments{{FieldId(4), text("a1")}}));
    QVERIFY(!b.form->isDirty());
    QTest::mouseClick(unlink, Qt::LeftButton);
    QVERIFY(b.form->isDirty());
    QCOMPARE(unlinks.count(), 0);
    b.form->save();
    b.settle();
    QVERIFY(isNull((*b.session.database().find(post, {text("p1")}))[4]));
    // Del on a chip of a to-many end asks at once: it is no value of this instance.
    for (ChipButton *chip : b.form->findChildren<ChipButton *>())
        if (chip->isVisible() && chip->accessibleName() == u"tags: craft"_s)
            QTest::keyClick(chip, Qt::Key_Delete);
    QCOMPARE(unlinks.count(), 1);
}

void TestBrowse::readOnlySaysWhy()
{
    Browse b;
    b.session.setReadOnly(u"The file cannot be written."_s);
    b.show(post);
    QVERIFY(b.field("title")->isReadOnly());
    QCOMPARE(b.field("title")->input()->toolTip(), u"The file cannot be written."_s);
    b.typeInto(b.cell(0, "title"), u"x"_s);
    QVERIFY(!b.cellEditor());
    QVERIFY(!b.named<QPushButton>(b.form, "formSave"));

    Browse writable;
    writable.show(thing);
    QVERIFY(writable.field("createdAt")->isReadOnly());
    QVERIFY(writable.field("id")->isReadOnly());
    QVERIFY(!writable.field("name")->isReadOnly());
}

void TestBrowse::filterWaitsForTheLastKey()
{
    Browse b;
    b.show(post);
    b.session.fetched.clear();
    auto *filter = b.named<QLineEdit>(b.pane, "instanceFilter");
    QTest::keyClicks(filter, u"map"_s);
    QVERIFY(b.pane->itemModel().query().where.holdsForAll());
    QTRY_VERIFY(!b.pane->itemModel().query().where.holdsForAll());
    QCOMPARE(std::get<MatchesText>(b.pane->itemModel().query().where.what).text, u"map"_s);
    b.settle();
    QCOMPARE(b.titles(), QStringList{u"Maps"_s});
    QCOMPARE(b.named<QLabel>(b.pane, "instanceCount")->text(), u"1 of 4 instances"_s);
    QCOMPARE(b.pane->place().filter, u"map"_s);
    QTest::keyClick(filter, Qt::Key_Down);
    QVERIFY(b.table->hasFocus());
    QCOMPARE(b.pane->current()->key, Key{text("p3")});
}

void TestBrowse::filterClearsAndFindsNothing()
{
    Browse b;
    b.show(post);
    auto *filter = b.named<QLineEdit>(b.pane, "instanceFilter");
    QTest::keyClicks(filter, u"zzz"_s);
    QTest::keyClick(filter, Qt::Key_Return);
    b.settle();
    QCOMPARE(b.pane->itemModel().rowCount(), 0);
    QVERIFY(!b.pane->current());
    auto *note = b.named<QWidget>(b.pane, "emptyNote");
    QVERIFY(note);
    QCOMPARE(note->findChild<QPushButton *>()->text(), u"Clear filter"_s);
    QTest::keyClick(filter, Qt::Key_Escape);
    b.settle();
    QCOMPARE(b.pane->itemModel().rowCount(), 4);
    QVERIFY(!b.named<QWidget>(b.pane, "emptyNote"));
}

void TestBrowse::viaChipShowsAllAgain()
{
    Browse b;
    Place place;
    place.model = article;
    place.via = Query::Source{*b.session.schema().endNamed(publication, u"articles"), {text("b1")}};
    place.viaLabel = u"Field Notes"_s;
    b.pane->show(place);
    b.settle();
    QCOMPARE(b.titles(), QStringList{u"Tides"_s});
    auto *remove = b.named<QToolButton>(b.pane, "viaRemove");
    QVERIFY(remove);
    QVERIFY(remove->accessibleName().contains(u"articles of Field Notes"_s));
    QTest::mouseClick(remove, Qt::LeftButton);
    b.settle();
    QCOMPARE(b.titles().size(), 2);
    QVERIFY(!b.pane->place().via);
    QCOMPARE(b.pane->current()->key, Key{text("r1")});
}

void TestBrowse::headerSortsThreeWays()
{
    Browse b;
    b.show(post);
    QHeaderView *header = b.table->horizontalHeader();
    const auto clickTitle = [&] {
        const int x = header->sectionViewportPosition(b.cell(0, "title").column()) + 20;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
        b.settle();
    };
    clickTitle();
    QCOMPARE(b.titles(), (QStringList{u"Bridges that hum"_s, u"Kettles"_s, u"Maps"_s, u"Slow gardens"_s}));
    QCOMPARE(header->sortIndicatorOrder(), Qt::AscendingOrder);
    clickTitle();
    QCOMPARE(b.titles().first(), u"Slow gardens"_s);
    QCOMPARE(b.pane->current()->key, Key{text("p1")});
    clickTitle();
    QCOMPARE(b.titles().at(2), u"Maps"_s);
    QVERIFY(b.pane->place().sort.empty());
    QVERIFY(!header->isSortIndicatorShown());
}

void TestBrowse::chipsFollowByMouse()
{
    Browse b;
    b.show(post);
    QSignalSpy follows(b.pane, &InstancePane::followRequested);
    QSignalSpy branches(b.pane, &InstancePane::branchRequested);
    const QRect cell = b.table->visualRect(b.cell(0, "author"));
    // Along the chip until its arrow is met.
    for (int x = cell.left() + 8; x < cell.right() && follows.isEmpty(); x += 4)
        QTest::mouseClick(b.table->viewport(), Qt::LeftButton, {}, QPoint(x, cell.center().y()));
    QCOMPARE(follows.count(), 1);
    QCOMPARE(follows.at(0).at(0).value<InstanceRef>().label, u"Ada Lovelace"_s);
    const QRect tags = b.table->visualRect(b.cell(0, "tags"));
    QTest::mouseClick(b.table->viewport(), Qt::LeftButton, {}, QPoint(tags.left() + 16, tags.center().y()));
    QCOMPARE(follows.count(), 1);
    QTest::mouseClick(b.table->viewport(), Qt::LeftButton, Qt::ControlModifier,
                      QPoint(tags.left() + 16, tags.center().y()));
    QCOMPARE(follows.count(), 2);
    for (int x = tags.right() - 2; x > tags.left() && branches.isEmpty(); x -= 4)
        QTest::mouseClick(b.table->viewport(), Qt::LeftButton, {}, QPoint(x, tags.center().y()));
    QCOMPARE(branches.count(), 1);
}

void TestBrowse::chipsFollowByKeyboard()
{
    Browse b;
    b.show(post);
    QSignalSpy follows(b.pane, &InstancePane::followRequested);
    QSignalSpy picks(b.pane, &InstancePane::pickRequested);
    b.table->setFocus();
    b.table->setCurrentIndex(b.cell(0, "author"));
    QTest::keyClick(b.table, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(follows.count(), 1);
    QTest::keyClick(b.table, Qt::Key_F2);
    QCOMPARE(picks.count(), 1);
    // A target that does not exist cannot be followed.
    b.table->setCurrentIndex(b.cell(2, "author"));
    QTest::keyClick(b.table, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(follows.count(), 1);
}

void TestBrowse::copiesTabSeparated()
{
    Browse b;
    b.show(author);
    b.table->setFocus();
    b.table->selectAll();
    QTest::keyClick(b.table, Qt::Key_C, Qt::ControlModifier);
    b.settle();
    QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0), u"Ada Lovelace\ta1\tBridges that hum"_s);
    b.pane->copySelection();
    b.settle();
    lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.at(0), u"name\tid\tpost"_s);
    QCOMPARE(b.selectedKeys(), (std::vector<Key>{{text("a1")}, {text("a2")}}));
}

void TestBrowse::choosesRowsThatAreNotHeld()
{
    Browse b;
    for (int i = 0; i < 6'000; ++i)
        b.session.database().put(tag, {u"n%1"_s.arg(i, 4, 10, QChar(u'0')), u"Tag %1"_s.arg(i)});
    b.show(tag);
    b.table->setFocus();
    const std::size_t before = b.session.fetched.size();
    b.table->selectAll();
    (void)b.table->grab();
    // To show so many as selected, none of them is asked for.
    QCOMPARE(b.session.fetched.size(), before);
    const std::vector<Key> keys = b.selectedKeys();
    QCOMPARE(keys.size(), std::size_t(6'006));
    QCOMPARE(keys.back(), Key{u"sound"_s});
    b.table->copy(InstanceTableView::Headers::Yes);
    QVERIFY(b.session.pending() == 1);
    b.settle();
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 6'006);
    // Every read is bounded, and none was asked for before the one before it was answered.
    for (std::size_t i = before; i < b.session.fetched.size(); ++i)
        QVERIFY(b.session.fetched[i].limit > 0 && b.session.fetched[i].limit <= 512);

    // Where a row comes in meanwhile, the chosen ones are not what would be read.
    std::optional<Result<std::vector<Key>>> answer;
    b.pane->readSelectedKeys([&answer](const Result<std::vector<Key>> &read) { answer = read; });
    QVERIFY(!answer);
    b.session.insert(tag, {u"a0"_s, u"First"_s});
    QVERIFY(answer && !*answer);
    QVERIFY(answer->error().code == ErrorCode::Conflict);
    b.settle();
    // Also where nobody has heard of it yet.
    answer.reset();
    b.session.database().put(tag, {u"a1"_s, u"Second"_s});
    b.pane->readSelectedKeys([&answer](const Result<std::vector<Key>> &read) { answer = read; });
    b.session.settle();
    QVERIFY(answer && !*answer);
    QVERIFY(answer->error().code == ErrorCode::Conflict);
}

void TestBrowse::supersededFiltersDoNotQueue()
{
    Browse b;
    b.show(tag);
    QTRY_COMPARE(b.session.pending(), std::size_t(0));
    auto *line = b.named<QLineEdit>(b.pane, "instanceFilter");
    line->setText(u"s"_s);
    QTest::keyClick(line, Qt::Key_Return);
    const std::size_t ofOne = b.session.pending();
    QVERIFY(ofOne > 0);
    for (const char *typed : {"so", "sou", "soun", "sound"}) {
        line->setText(QString::fromLatin1(typed));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(b.session.pending(), ofOne);
    }
    b.settle();
    QCOMPARE(b.titles(), QStringList{u"sound"_s});
}

void TestBrowse::copiesValuesWhole()
{
    Browse b;
    const QString whole = u"long\n"_s.repeated(10'000);
    b.session.database().put(post, {QString(u"p1"_s), u"One"_s, Null(), whole, Null()});
    b.show(post);
    b.table->setFocus();
    b.table->setCurrentIndex(b.cell(0, "body"));
    QVERIFY(b.cell(0, "body").data(CutRole).toLongLong() == whole.size());
    QTest::keyClick(b.table, Qt::Key_C, Qt::ControlModifier);
    b.settle();
    QVERIFY(QApplication::clipboard()->text().contains(QString(u'"' % whole % u'"')));
    // What is too much is refused, and the clipboard keeps what it has.
    QApplication::clipboard()->setText(u"kept"_s);
    b.session.database().put(post, {QString(u"p1"_s), u"One"_s, Null(), QString(70'000'000, u'x'), Null()});
    QSignalSpy failures(b.pane, &InstancePane::failed);
    b.table->copy(InstanceTableView::Headers::No);
    b.settle();
    QCOMPARE(failures.count(), 1);
    QCOMPARE(QApplication::clipboard()->text(), u"kept"_s);
}

void TestBrowse::columnsAreChosenAndKept()
{
    {
        Browse b;
        b.show(post);
        QMenu *menu = b.pane->columnsMenu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions())
            if (action->text() == u"body"_s)
                action->trigger();
        QVERIFY(b.table->isColumnHidden(b.cell(0, "body").column()));
        b.table->setColumnWidth(b.cell(0, "rating").column(), 133);
        b.table->horizontalHeader()->moveSection(0, 1);
        b.show(author);
        b.show(post);
        QVERIFY(b.table->isColumnHidden(b.cell(0, "body").column()));
    }
    Browse again;
    again.show(post);
    QVERIFY(again.table->isColumnHidden(again.cell(0, "body").column()));
    QCOMPARE(again.table->columnWidth(again.cell(0, "rating").column()), 133);
    QCOMPARE(again.table->horizontalHeader()->visualIndex(0), 1);
    // The last one cannot be hidden.
    QMenu *menu = again.pane->columnsMenu();
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions())
        if (action->isCheckable() && action->isChecked())
            action->trigger();
    QCOMPARE(again.table->horizontalHeader()->hiddenSectionCount(), again.pane->itemModel().columnCount() - 1);
}

void TestBrowse::deletedRowsNeighbourBecomesCurrent()
{
    Browse b;
    b.show(post);
    b.click(b.cell(1, "title"));
    b.session.remove(post, {text("p2")});
    b.settle();
    QCOMPARE(b.pane->current()->key, Key{text("p3")});
    QCOMPARE(b.form->instance()->key, Key{text("p3")});
}

void TestBrowse::selectionSurvivesInserts()
{
    Browse b;
    b.show(post);
    b.click(b.cell(1, "title"));
    QTest::mouseClick(b.table->viewport(), Qt::LeftButton, Qt::ShiftModifier,
                      b.table->visualRect(b.cell(2, "title")).center());
    b.session.insert(post, {text("p0"), text("Earlier"), Null(), Null(), Null()});
    b.settle();
    QCOMPARE(b.selectedKeys(), (std::vector<Key>{{text("p2")}, {text("p3")}}));
    QCOMPARE(b.pane->current()->key, Key{text("p3")});
    b.pane->step(-1);
    QCOMPARE(b.pane->current()->key, Key{text("p2")});
}

void TestBrowse::keyboardAlone()
{
    Browse b;
    b.show(post);
    b.pane->focusFilter();
    QTest::keyClicks(QApplication::focusWidget(), u"ket"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    b.settle();
    QVERIFY(b.table->hasFocus());
    QCOMPARE(b.pane->current()->key, Key{text("p4")});
    b.table->setCurrentIndex(b.cell(0, "title"));
    QTest::keyClick(b.table, Qt::Key_Return);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_End);
    QTest::keyClicks(QApplication::focusWidget(), u" and pans"_s);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    b.settle();
    QCOMPARE(b.cell(0, "title").data().toString(), u"Kettles and pans"_s);
    QVERIFY(b.table->hasFocus());
    QTest::keyClick(b.table, Qt::Key_Up);
    QCOMPARE(QApplication::focusWidget()->objectName(), u"instanceFilter"_s);
}

void TestBrowse::accessibleNames()
{
    Browse b;
    b.show(thing);
    QCOMPARE(nameOf(b.table), u"Instances"_s);
    QCOMPARE(b.table->objectName(), u"instanceTable"_s);
    QCOMPARE(nameOf(b.named<QLineEdit>(b.pane, "instanceFilter")), u"Filter"_s);
    QCOMPARE(nameOf(b.named<QLabel>(b.pane, "instanceCount")), u"1 instance"_s);
    QCOMPARE(nameOf(b.form), u"Instance"_s);
    QCOMPARE(b.form->objectName(), u"instanceForm"_s);
    for (const char *name : {"name", "count", "ratio", "isOpen", "day", "at", "mail", "data", "names"})
        QCOMPARE(nameOf(b.field(name)->input()), QString::fromUtf8(name));
    // A combo box is named by the label that it is related to, and by nothing else.
    const auto labels =
        QAccessible::queryAccessibleInterface(b.field("status")->input())->relations(QAccessible::Label);
    QCOMPARE(labels.size(), 1);
    QCOMPARE(labels.at(0).first->text(QAccessible::Name), u"status"_s);
}

void TestBrowse::editorsOfEachType()
{
    Browse b;
    b.show(thing);
    const auto retype = [&](const char *name, const QString &typed) {
        FieldEditor *editor = b.field(name);
        QTest::keyClick(editor->input(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(editor->input(), typed);
        return editor->value();
    };
    QCOMPARE(*b.field("ratio")->value(), Value(1.5));
    QCOMPARE(*retype("count", u"12"_s), Value(qint64(12)));
    QVERIFY(!retype("count", u"99999999999"_s));
    QTest::keyClick(b.field("count")->input(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(b.field("count")->input(), Qt::Key_Backspace);
    QVERIFY(b.field("count")->value().error().code == ErrorCode::Required);
    QVERIFY(!retype("day", u"2026-02-30"_s));
    QCOMPARE(*retype("day", u"2026-02-28"_s), text("2026-02-28"));
    QCOMPARE(*retype("at", u"2026-11-24 19:12:00"_s), Value(qint64(1795547520)));
    QVERIFY(!retype("mail", u"nobody"_s));
    QVERIFY(!retype("data", u"{"_s));
    QVERIFY(retype("data", u"[1,2]"_s).has_value());

    auto *box = qobject_cast<QCheckBox *>(b.field("isOpen")->input());
    QVERIFY(box && box->isTristate() && box->isChecked());
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(*b.field("isOpen")->value(), Value(false));
    QTest::keyClick(box, Qt::Key_Space);
    QVERIFY(isNull(*b.field("isOpen")->value()));

    auto *combo = qobject_cast<QComboBox *>(b.field("status")->input());
    QTest::keyClick(combo, Qt::Key_Down);
    Q_EMIT combo->activated(combo->currentIndex());
    QCOMPARE(*b.field("status")->value(), text("Published"));
    b.field("status")->setNull(true);
    QVERIFY(isNull(*b.field("status")->value()));
    b.field("photo")->setNull(true);
    QVERIFY(isNull(*b.field("photo")->value()));
}

void TestBrowse::longTexts()
{
    Browse b;
    const QString text(20'000, u'x');
    b.session.database().put(post, {QString(u"p1"_s), text, Null(), u"one\r\ntwo\u00a0"_s, Null()});
    b.show(post);
    auto *area = qobject_cast<QPlainTextEdit *>(b.field("title")->input());
    QVERIFY(area);
    QVERIFY(!b.field("title")->isModified());
    QCOMPARE(std::get<QString>(*b.field("title")->value()).size(), text.size());
    // Line ends and no-break spaces are kept.
    FieldEditor *body = b.field("body");
    QVERIFY(!body->isModified());
    area = qobject_cast<QPlainTextEdit *>(body->input());
    area->moveCursor(QTextCursor::End);
    QTest::keyClicks(area, u"!"_s);
    QCOMPARE(*body->value(), Value(u"one\r\ntwo\u00a0!"_s));
    // A line becomes an area with Shift+Return.
    b.click(b.cell(3, "title"));
    FieldEditor *title = b.field("title");
    QVERIFY(qobject_cast<QLineEdit *>(title->input()));
    title->setFocus();
    QTest::keyClick(title->input(), Qt::Key_End);
    QTest::keyClick(title->input(), Qt::Key_Return, Qt::ShiftModifier);
    QTest::keyClicks(title->input(), u"more"_s);
    QCOMPARE(*title->value(), Value(u"Kettles\nmore"_s));
}

void TestBrowse::listsByLines()
{
    Browse b;
    b.show(thing);
    FieldEditor *names = b.field("names");
    auto *area = qobject_cast<QPlainTextEdit *>(names->input());
    QCOMPARE(area->toPlainText(), u"x\ny"_s);
    area->moveCursor(QTextCursor::End);
    QTest::keyClick(area, Qt::Key_Return);
    QTest::keyClicks(area, u"z"_s);
    QCOMPARE(*names->value(), Value(JsonText{u"[\"x\",\"y\",\"z\"]"_s}));
    b.session.database().put(thing,
                             {text("x2"), text("Two"), qint64(1), Null(), Null(), Null(), Null(), Null(), Null(),
                              Null(), Null(), JsonText{u"[\"a\\nb\",\"\"]"_s}, Null()});
    b.form->show(InstanceRef{thing, {text("x2")}, {}, false});
    b.settle();
    names = b.field("names");
    QVERIFY(!names->isModified());
    QCOMPARE(qobject_cast<QPlainTextEdit *>(names->input())->toPlainText(), u"[\"a\\nb\",\"\"]"_s);
}

void TestBrowse::placeComesBack()
{
    Browse b;
    b.show(post);
    b.click(b.cell(2, "title"));
    Place place = b.pane->place();
    QCOMPARE(place.current, std::optional(Key{text("p3")}));
    b.show(author);
    b.pane->show(place);
    b.settle();
    QCOMPARE(b.pane->current()->key, Key{text("p3")});
    QCOMPARE(b.pane->place(), place);
}

void TestBrowse::paintsInBothThemes()
{
    const QString folder = qEnvironmentVariable("RELATA_PICTURES");
    for (const Theme theme : {Theme::Light, Theme::Dark}) {
        Palette::apply(theme);
        Browse b;
        b.show(post);
        Values changed = *b.session.database().find(post, {text("p4")});
        changed[3] = text("Changed");
        b.session.commit({Updated{post, {text("p4")}, *b.session.database().find(post, {text("p4")}), changed}},
                         ChangeOrigin::Elsewhere);
        b.settle();
        b.table->setFocus();
        QTest::keyClicks(b.field("title")->input(), u"X "_s);
        QTest::keyClicks(b.field("rating")->input(), u"x"_s);
        b.field("rating")->check();
        const QImage picture = b.window.grab().toImage();
        const QPoint empty = b.table->viewport()->mapTo(&b.window, b.table->viewport()->rect().bottomLeft());
        QCOMPARE(picture.pixelColor(empty + QPoint(3, -3)), Palette::current().base);
        if (folder.isEmpty())
            continue;
        const QString name = theme == Theme::Light ? u"light"_s : u"dark"_s;
        picture.save(folder + u"/post-"_s + name + u".png"_s);
        Values theirs = *b.session.database().find(post, {text("p1")});
        theirs[1] = text("Theirs");
        b.session.update(post, theirs);
        b.settle();
        b.table->setFocus();
        b.table->setCurrentIndex(b.cell(0, "rating"));
        QTest::keyClick(b.table, Qt::Key_F2);
        QTest::keyClicks(QApplication::focusWidget(), u"twelve"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        b.settle();
        b.window.grab().save(folder + u"/conflict-"_s + name + u".png"_s);
        b.show(thing);
        b.window.resize(1240, 900);
        b.settle();
        b.window.grab().save(folder + u"/types-"_s + name + u".png"_s);
        b.form->startNew(thing);
        b.settle();
        b.window.grab().save(folder + u"/new-"_s + name + u".png"_s);
        Place place;
        place.model = article;
        place.via = Query::Source{*b.session.schema().endNamed(publication, u"articles"), {text("b1")}};
        place.viaLabel = u"Field Notes"_s;
        b.pane->show(place);
        b.settle();
        b.window.grab().save(folder + u"/via-"_s + name + u".png"_s);
        place.filter = u"zzz"_s;
        b.pane->show(place);
        b.settle();
        b.window.grab().save(folder + u"/empty-"_s + name + u".png"_s);
        b.window.setLayoutDirection(Qt::RightToLeft);
        b.show(post);
        b.window.grab().save(folder + u"/rtl-"_s + name + u".png"_s);
    }
    Palette::apply(Theme::Light);
}

QTEST_MAIN(TestBrowse)
#include "test_browse.moc"
