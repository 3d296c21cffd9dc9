// Editing: what does not fit is refused and kept, what is typed survives.
#include "gui/stories.h"
#include "gui/story.h"

#include "views/browse/conflictbar.h"
#include "views/parts/fieldeditor.h"

#include <QTableView>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

namespace {

constexpr auto tidalClocks = "SELECT title, words, printedOn FROM Article WHERE id = 'tidal-clocks'";
const QString tidalClocksAsMade = u"'Tidal clocks'|2750|'2024-01-15'"_s;

/// The bar below a field that shows both values.
ConflictBar *conflictOf(const Story &s)
{
    for (ConflictBar *bar : s.window.findChildren<ConflictBar *>())
        if (bar->isVisible())
            return bar;
    return nullptr;
}

} // namespace

void TestStories::badValuesAreRefusedAndKept_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addRow("a whole number") << u"words"_s << u"twelve"_s;
    QTest::addRow("a number that is too large") << u"words"_s << u"3000000000"_s;
    QTest::addRow("a day that does not exist") << u"printedOn"_s << u"2024-02-31"_s;
    QTest::addRow("a required field") << u"title"_s << QString();
}

void TestStories::badValuesAreRefusedAndKept()
{
    QFETCH(QString, field);
    QFETCH(QString, typed);
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    QVERIFY(s.chooseModel(u"Article"_s));
    QVERIFY(s.choose(u"title"_s, u"Tidal clocks"_s));
    const QString before = s.shown(s.row(u"title"_s, u"Tidal clocks"_s), field);

    // In the table.
    s.clickCell(s.cell(s.row(u"title"_s, u"Tidal clocks"_s), field));
    s.press(Qt::Key_F2);
    SOON(s.cellEditor());
    if (typed.isEmpty())
        s.press(u"Ctrl+0"_s); // no value at all
    else
        s.type(typed);
    s.press(Qt::Key_Return);
    SOON(s.cellEditor() && !s.cellEditor()->problem().isEmpty());
    QVERIFY2(s.cellEditor()->problem().contains(field), qPrintable(s.cellEditor()->problem()));
    QVERIFY(Story::says(s.cellEditor(), s.cellEditor()->problem()));
    QCOMPARE(s.cellEditor()->typed().text, typed);
    QCOMPARE(raw.value(tidalClocks), tidalClocksAsMade);
    s.press(Qt::Key_Escape);
    SOON(!s.cellEditor());
    QCOMPARE(s.shown(s.row(u"title"_s, u"Tidal clocks"_s), field), before);
    QCOMPARE(raw.value(tidalClocks), tidalClocksAsMade);

    // In the form.
    if (typed.isEmpty()) {
        Story::click(s.field(field)->input());
        s.press(u"Ctrl+0"_s);
    } else {
        s.enter(field, typed);
    }
    s.press(QKeySequence::Save);
    SOON(!s.problem(field).isEmpty());
    QCOMPARE(s.formText(field), typed.isEmpty() ? u"null"_s : typed);
    QCOMPARE(raw.value(tidalClocks), tidalClocksAsMade);
    s.press(Qt::Key_Escape);
    SOON_COMPARE(s.formText(field), before);
    QVERIFY(s.problem(field).isEmpty());
    QCOMPARE(raw.value(tidalClocks), tidalClocksAsMade);
    QCOMPARE(raw.value("SELECT count(*) FROM Article WHERE title = '' OR words = 12"), u"0"_s);
}

void TestStories::typedValuesSurvive()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    QVERIFY(s.chooseModel(u"Article"_s));
    QVERIFY(s.choose(u"title"_s, u"Tidal clocks"_s));
    s.enter(u"words"_s, u"2751"_s);
    QCOMPARE(s.formWords(), u"1 field changed"_s);

    s.clickHeader(u"title"_s);
    SOON_COMPARE(s.shown(0, u"title"_s), u"A calendar for Mars"_s);
    QCOMPARE(s.current(), u"Tidal clocks"_s);
    QCOMPARE(s.formText(u"words"_s), u"2751"_s);

    // A filter that it does not match, and back.
    s.press(QKeySequence::Find);
    s.type(u"lighthouse"_s);
    s.press(Qt::Key_Return);
    SOON(s.row(u"title"_s, u"Tidal clocks"_s) < 0 && s.settles());
    s.press(QKeySequence::Find);
    s.press(Qt::Key_Escape);
    SOON_COMPARE(s.countWords(), u"31 instances"_s);
    QVERIFY(s.choose(u"title"_s, u"Tidal clocks"_s));
    SOON_COMPARE(s.formText(u"words"_s), u"2751"_s);

    // Another program writes to another row, and to another field of this one.
    raw.run("UPDATE Article SET title = 'Salt and roads' WHERE id = 'salt-roads';"
            "UPDATE Article SET printedOn = '2024-01-16' WHERE id = 'tidal-clocks'");
    SOON(s.row(u"title"_s, u"Salt and roads"_s) >= 0);
    SOON_COMPARE(s.formText(u"printedOn"_s), u"2024-01-16"_s);
    QCOMPARE(s.formText(u"words"_s), u"2751"_s);
    QVERIFY(!conflictOf(s));

    // Rows further on, another model, and back.
    s.press(u"Ctrl+PgDown"_s);
    SOON(s.current() != u"Tidal clocks"_s && s.settles());
    s.press(u"Ctrl+PgUp"_s);
    SOON_COMPARE(s.formText(u"words"_s), u"2751"_s);
    QVERIFY(s.chooseModel(u"Tag"_s));
    QVERIFY(s.chooseModel(u"Article"_s));
    QVERIFY(s.choose(u"title"_s, u"Tidal clocks"_s));
    SOON_COMPARE(s.formText(u"words"_s), u"2751"_s);
    QCOMPARE(raw.value(tidalClocks), u"'Tidal clocks'|2750|'2024-01-16'"_s);

    s.press(QKeySequence::Save);
    SOON_COMPARE(raw.value(tidalClocks), u"'Tidal clocks'|2751|'2024-01-16'"_s);
    SOON_COMPARE(s.shown(s.row(u"title"_s, u"Tidal clocks"_s), u"words"_s), u"2751"_s);
    SOON_COMPARE(s.formWords(), QString());
    QVERIFY(s.message().isEmpty());
}

void TestStories::conflictShowsBothValues()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    QVERIFY(s.chooseModel(u"Article"_s));
    QVERIFY(s.choose(u"title"_s, u"Tidal clocks"_s));

    // Kept: what was typed here wins, and the person has seen the other.
    s.enter(u"words"_s, u"3000"_s);
    raw.run("UPDATE Article SET words = 9 WHERE id = 'tidal-clocks'");
    SOON(conflictOf(s));
    QVERIFY(Story::says(conflictOf(s), u"Now: 9\nYou typed: 3000"_s));
    QCOMPARE(s.formText(u"words"_s), u"3000"_s);
    Story::click(Story::button(conflictOf(s), u"Keep mine"_s));
    QVERIFY(!conflictOf(s));
    s.press(QKeySequence::Save);
    SOON_COMPARE(raw.value("SELECT words FROM Article WHERE id = 'tidal-clocks'"), u"3000"_s);
    SOON_COMPARE(s.shown(s.row(u"title"_s, u"Tidal clocks"_s), u"words"_s), u"3000"_s);

    // Saved before it was noticed: refused, and nothing is lost.
    s.enter(u"words"_s, u"4000"_s);
    raw.run("UPDATE Article SET words = 10 WHERE id = 'tidal-clocks'");
    s.press(QKeySequence::Save);
    SOON(conflictOf(s));
    QCOMPARE(s.formText(u"words"_s), u"4000"_s);
    QCOMPARE(raw.value("SELECT words FROM Article WHERE id = 'tidal-clocks'"), u"10"_s);
    Story::click(Story::button(conflictOf(s), u"Take theirs"_s));
    SOON_COMPARE(s.formText(u"words"_s), u"10"_s);
    SOON_COMPARE(s.shown(s.row(u"title"_s, u"Tidal clocks"_s), u"words"_s), u"10"_s);
    SOON_COMPARE(s.formWords(), QString());
}

} // namespace relata
