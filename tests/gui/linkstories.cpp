// Linking: by the picker, from both ends, taken ones, new ones.
#include "gui/stories.h"
#include "gui/story.h"

#include "views/browse/linkfield.h"

#include <QDialog>
#include <QLineEdit>
#include <QListView>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

void TestStories::createTwoAndLinkThem()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());

    QVERIFY(s.chooseModel(u"Author"_s));
    s.press(QKeySequence::New);
    s.type(u"Vera Linde"_s);
    s.press(QKeySequence::Save);
    SOON_COMPARE(s.countOf(u"Author"_s), 27);
    SOON_COMPARE(s.current(), u"Vera Linde"_s);
    SOON_COMPARE(s.newest(), u"Created author “Vera Linde”"_s);
    QCOMPARE(raw.value("SELECT name, email FROM Author WHERE name = 'Vera Linde'"), u"'Vera Linde'|NULL"_s);

    QVERIFY(s.chooseModel(u"Post"_s));
    s.press(QKeySequence::New);
    s.type(u"Rain on tin"_s);
    s.press(QKeySequence::Save);
    SOON_COMPARE(s.current(), u"Rain on tin"_s);
    SOON_COMPARE(s.formText(u"status"_s), u"Draft"_s);
    SOON(s.settles());

    QVERIFY(s.openPicker(u"author"_s));
    s.type(u"vera"_s);
    SOON(s.pickerFinds({u"Vera Linde"_s}));
    s.press(Qt::Key_Return);
    SOON(!s.picker());
    QCOMPARE(s.chips(u"author"_s), QStringList{u"Vera Linde"_s});
    // Chosen in the form, it waits there for Save.
    QCOMPARE(raw.value("SELECT author FROM Post WHERE title = 'Rain on tin'"), u"NULL"_s);
    s.press(QKeySequence::Save);

    SOON_COMPARE(s.shown(s.row(u"title"_s, u"Rain on tin"_s), u"author"_s), u"Vera Linde"_s);
    QCOMPARE(raw.rows("SELECT a.name FROM Post p JOIN Author a ON a.id = p.author WHERE p.title = 'Rain on tin'"),
             QStringList{u"'Vera Linde'"_s});
    SOON_COMPARE(s.below({u"author"_s}), QStringList{u"Vera Linde"_s});
    QCOMPARE(s.chips(u"author"_s), QStringList{u"Vera Linde"_s});
    SOON_COMPARE(s.newest(), u"Changed “author” of “Rain on tin”"_s);
}

void TestStories::tagFromBothEnds()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    const char *tagsOfPost = "SELECT tag FROM PostTag WHERE post = 'bridges-that-hum' ORDER BY tag";
    QVERIFY(s.choose(u"title"_s, u"Bridges that hum"_s));
    s.clickBranch({u"tags"_s});
    s.press(Qt::Key_Right);
    SOON_COMPARE(s.below({u"tags"_s}).size(), 3);

    // From the post's end: the form's button.
    QVERIFY(s.openPicker(u"tags"_s));
    s.type(u"sea"_s);
    SOON(s.pickerFinds({u"sea"_s}));
    s.press(Qt::Key_Return);
    SOON_COMPARE(s.countOf(u"PostTag"_s), 78);
    SOON(s.below({u"tags"_s}).contains(u"sea"_s));
    SOON(s.chips(u"tags"_s).contains(u"sea"_s));
    SOON(s.shown(s.row(u"title"_s, u"Bridges that hum"_s), u"tags"_s).contains(u"sea"_s));
    QCOMPARE(raw.rows(tagsOfPost), (QStringList{u"'craft'"_s, u"'engineering'"_s, u"'sea'"_s, u"'sound'"_s}));

    // From the tag's end: the tree's key.
    QVERIFY(s.chooseModel(u"Tag"_s));
    QVERIFY(s.choose(u"label"_s, u"weather"_s));
    s.clickBranch({u"posts"_s});
    s.press(Qt::Key_Right);
    s.press(u"Ctrl+Shift+L"_s);
    QVERIFY(s.pickerOpens());
    s.type(u"bridges"_s);
    SOON(s.pickerFinds({u"Bridges that hum"_s}));
    s.press(Qt::Key_Return);
    SOON_COMPARE(s.countOf(u"PostTag"_s), 79);
    SOON(s.below({u"posts"_s}).contains(u"Bridges that hum"_s));
    QCOMPARE(raw.rows(tagsOfPost).size(), 5);

    // And away again.
    s.clickBranch({u"posts"_s, u"Bridges that hum"_s});
    s.press(u"Ctrl+Shift+K"_s);
    SOON_COMPARE(s.countOf(u"PostTag"_s), 78);
    SOON(!s.below({u"posts"_s}).contains(u"Bridges that hum"_s));
    QVERIFY(s.chooseModel(u"Post"_s));
    QVERIFY(s.choose(u"title"_s, u"Bridges that hum"_s));
    SOON(Story::button(s.link(u"tags"_s), u"4 tags →"_s));
    QCOMPARE(raw.rows(tagsOfPost).size(), 4);
    QCOMPARE(raw.value("SELECT count(*) FROM Post"), u"26"_s);
    QCOMPARE(raw.value("SELECT count(*) FROM Tag"), u"26"_s);
}

void TestStories::moveATakenLink()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    const char *holders = "SELECT id FROM Post WHERE author = 'ines-calder'";
    QVERIFY(s.choose(u"title"_s, u"How to mend a kettle"_s));
    QVERIFY(s.openPicker(u"author"_s));
    s.type(u"Ines"_s);
    SOON(s.pickerFinds({u"Ines Calder"_s}));
    // Who loses it is said before.
    SOON(Story::says(s.picker(), u"Taken by “Bridges that hum”"_s));
    QAbstractButton *move = Story::button(s.picker(), u"Move the link here"_s);
    QVERIFY(move && move->isEnabled());
    QCOMPARE(raw.rows(holders), QStringList{u"'bridges-that-hum'"_s});
    Story::click(move);

    SOON_COMPARE(s.chips(u"author"_s), QStringList{u"Ines Calder"_s});
    SOON_COMPARE(s.shown(s.row(u"title"_s, u"How to mend a kettle"_s), u"author"_s), u"Ines Calder"_s);
    SOON_COMPARE(s.shown(s.row(u"title"_s, u"Bridges that hum"_s), u"author"_s), u"null"_s);
    SOON_COMPARE(s.below({u"author"_s}), QStringList{u"Ines Calder"_s});
    QCOMPARE(raw.rows(holders), QStringList{u"'how-to-mend-a-kettle'"_s});

    s.press(QKeySequence::Undo);
    SOON_COMPARE(s.chips(u"author"_s), QStringList());
    SOON_COMPARE(s.shown(s.row(u"title"_s, u"Bridges that hum"_s), u"author"_s), u"Ines Calder"_s);
    QCOMPARE(raw.rows(holders), QStringList{u"'bridges-that-hum'"_s});
}

void TestStories::createNewInsideThePicker()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());

    // To one: the new author has the name that was searched for.
    QVERIFY(s.choose(u"title"_s, u"How to mend a kettle"_s));
    QVERIFY(s.openPicker(u"author"_s));
    s.type(u"Nova Quill"_s);
    SOON(s.pickerFinds({}));
    Story::click(Story::button(s.picker(), u"Create new…"_s));
    SOON(!s.picker());
    SOON_COMPARE(s.formText(u"name"_s), u"Nova Quill"_s);
    s.press(QKeySequence::Save);
    SOON_COMPARE(s.shown(s.row(u"title"_s, u"How to mend a kettle"_s), u"author"_s), u"Nova Quill"_s);
    QCOMPARE(raw.rows("SELECT a.name FROM Post p JOIN Author a ON a.id = p.author WHERE p.id = 'how-to-mend-a-kettle'"),
             QStringList{u"'Nova Quill'"_s});
    SOON_COMPARE(s.countOf(u"Author"_s), 27);

    // To many: what the new article still needs is asked for, and what was typed stays.
    QVERIFY(s.chooseModel(u"Publication"_s));
    QVERIFY(s.choose(u"name"_s, u"Orbit"_s));
    s.clickBranch({u"articles"_s});
    s.press(Qt::Key_Right);
    SOON_COMPARE(s.below({u"articles"_s}).size(), 7);
    s.press(u"Ctrl+Shift+L"_s);
    QVERIFY(s.pickerOpens());
    s.type(u"Moons of paper"_s);
    SOON(s.pickerFinds({}));
    Story::click(Story::button(s.picker(), u"Create new…"_s));
    SOON_COMPARE(s.formText(u"title"_s), u"Moons of paper"_s);
    SOON_COMPARE(s.chips(u"publication"_s), QStringList{u"Orbit"_s});
    s.press(QKeySequence::Save);
    SOON(!s.problem(u"status"_s).isEmpty());
    QCOMPARE(raw.value("SELECT count(*) FROM Article"), u"31"_s);
    QCOMPARE(s.formText(u"title"_s), u"Moons of paper"_s);
    s.press(Qt::Key_Down);
    s.press(QKeySequence::Save);
    SOON_COMPARE(s.below({u"articles"_s}).size(), 8);
    SOON_COMPARE(s.countOf(u"Article"_s), 32);
    QCOMPARE(raw.rows("SELECT publication, status FROM Article WHERE title = 'Moons of paper'"),
             QStringList{u"'orbit'|'Draft'"_s});
}

} // namespace relata
