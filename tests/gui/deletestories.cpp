// Deleting: the plan first, then all of it or nothing, and back.
#include "gui/stories.h"
#include "gui/story.h"

#include <QDialog>
#include <QLabel>
#include <QTreeView>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

namespace {

/// Every row of the tables that a delete may reach.
QStringList everything(RawDatabase &raw, std::initializer_list<const char *> queries)
{
    QStringList all;
    for (const char *query : queries)
        all += raw.rows(query);
    return all;
}

/// The plan's lines as they stand, with their counts.
QStringList planLines(const QDialog *dialog)
{
    const QAbstractItemModel *plan = dialog->findChild<QTreeView *>(u"deletePlan"_s)->model();
    QStringList lines;
    const std::function<void(const QModelIndex &)> add = [&](const QModelIndex &above) {
        for (int row = 0; row < plan->rowCount(above); ++row) {
            QStringList words;
            for (int column = 0; column < plan->columnCount(above); ++column)
                words.append(plan->index(row, column, above).data().toString());
            lines.append(words.join(u" | "_s).trimmed());
            add(plan->index(row, 0, above));
        }
    };
    add({});
    return lines;
}

} // namespace

void TestStories::deleteAPublicationAndUndo()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    const auto stored = [&raw] {
        return everything(raw,
                          {"SELECT * FROM Publication ORDER BY id", "SELECT * FROM Article ORDER BY id",
                           "SELECT * FROM Comment ORDER BY id"});
    };
    const QStringList before = stored();
    QVERIFY(s.chooseModel(u"Publication"_s));
    QVERIFY(s.choose(u"name"_s, u"Field Notes"_s));

    // Looked at, and left alone.
    s.press(u"Shift+Del"_s);
    SOON(s.dialog(u"deleteDialog"_s));
    SOON(Story::button(s.dialog(u"deleteDialog"_s), u"Delete"_s)->isEnabled());
    QVERIFY(Story::says(s.dialog(u"deleteDialog"_s), u"Delete publication “Field Notes”?"_s));
    QVERIFY(Story::says(s.dialog(u"deleteDialog"_s), u"18 instances would be deleted"_s));
    const QStringList plan = planLines(s.dialog(u"deleteDialog"_s));
    for (const char *line : {"Field Notes | Deleted | 1", "articles | Deleted | 8", "comments | Deleted | 9"})
        QVERIFY2(plan.contains(QString::fromUtf8(line)), line);
    s.press(Qt::Key_Escape);
    SOON(!s.dialog(u"deleteDialog"_s));
    QCOMPARE(stored(), before);
    QCOMPARE(s.countOf(u"Article"_s), 31);

    // Done.
    QVERIFY(s.choose(u"name"_s, u"Field Notes"_s));
    s.press(u"Shift+Del"_s);
    SOON(s.dialog(u"deleteDialog"_s));
    SOON(Story::button(s.dialog(u"deleteDialog"_s), u"Delete"_s)->isEnabled());
    Story::click(Story::button(s.dialog(u"deleteDialog"_s), u"Delete"_s));
    SOON_COMPARE(s.countOf(u"Publication"_s), 4);
    SOON_COMPARE(s.countOf(u"Article"_s), 23);
    SOON_COMPARE(s.countOf(u"Comment"_s), 22);
    SOON_COMPARE(s.row(u"name"_s, u"Field Notes"_s), -1);
    QCOMPARE(raw.value("SELECT count(*) FROM Article WHERE publication = 'field-notes'"), u"0"_s);
    QCOMPARE(raw.value("SELECT count(*) FROM Article"), u"23"_s);
    QCOMPARE(raw.value("SELECT count(*) FROM Comment"), u"22"_s);
    QCOMPARE(s.newest(), u"Deleted publication “Field Notes” and 17 more"_s);
    SOON_COMPARE(s.current(), u"Harbour Review"_s);
    QVERIFY(s.chooseModel(u"Article"_s));
    SOON_COMPARE(s.countWords(), u"23 instances"_s);
    QCOMPARE(s.row(u"title"_s, u"The last peat cutter"_s), -1);

    // All of it comes back, links and all.
    s.press(QKeySequence::Undo);
    SOON_COMPARE(s.countWords(), u"31 instances"_s);
    SOON_COMPARE(s.countOf(u"Publication"_s), 5);
    SOON_COMPARE(s.countOf(u"Comment"_s), 31);
    QCOMPARE(stored(), before);
    QVERIFY(s.choose(u"title"_s, u"The last peat cutter"_s));
    SOON_COMPARE(s.below({u"publication"_s}), QStringList{u"Field Notes"_s});
    s.clickBranch({u"comments"_s});
    s.press(Qt::Key_Right);
    SOON_COMPARE(s.below({u"comments"_s}).size(), 3);
    SOON_COMPARE(s.shown(s.row(u"title"_s, u"The last peat cutter"_s), u"publication"_s), u"Field Notes"_s);

    // And goes again.
    s.press(u"Ctrl+Shift+Z"_s);
    SOON_COMPARE(s.countWords(), u"23 instances"_s);
    SOON_COMPARE(s.countOf(u"Publication"_s), 4);
    QCOMPARE(raw.value("SELECT count(*) FROM Comment"), u"22"_s);
}

void TestStories::deleteWhatIsRestricted()
{
    Story s;
    if (!s.openShared(u"chinook.sqlite"_s))
        return;
    RawDatabase raw(s.file());
    const auto stored = [&raw] {
        return everything(raw,
                          {"SELECT * FROM Artist ORDER BY 1", "SELECT * FROM Album ORDER BY 1",
                           "SELECT * FROM Track ORDER BY 1", "SELECT * FROM InvoiceLine ORDER BY 1",
                           "SELECT * FROM PlaylistTrack ORDER BY 1, 2"});
    };
    const QStringList before = stored();
    QVERIFY(s.chooseModel(u"Artist"_s));
    QVERIFY(s.choose(u"Name"_s, u"AC/DC"_s));
    s.press(u"Shift+Del"_s);
    SOON(s.dialog(u"deleteDialog"_s));
    const QDialog *dialog = s.dialog(u"deleteDialog"_s);
    SOON(Story::button(dialog, u"Delete these too"_s));
    QVERIFY(!Story::button(dialog, u"Delete"_s)->isEnabled());
    QVERIFY(Story::says(dialog, u"Delete waits for the 2 blockers"_s));
    QVERIFY(Story::says(dialog, u"The rule of their “ArtistId” is restrict."_s));
    QCOMPARE(stored(), before);

    Story::click(Story::button(dialog, u"Delete these too"_s));
    SOON(Story::button(dialog, u"Delete"_s)->isEnabled());
    QVERIFY(!Story::button(dialog, u"Delete these too"_s));
    Story::click(Story::button(dialog, u"Delete"_s));
    SOON_COMPARE(s.countOf(u"Artist"_s), 274);
    SOON_COMPARE(s.countOf(u"Album"_s), 345);
    SOON_COMPARE(s.countOf(u"Track"_s), 3485);
    SOON_COMPARE(s.row(u"Name"_s, u"AC/DC"_s), -1);
    QCOMPARE(raw.value("SELECT count(*) FROM Album WHERE ArtistId = 1"), u"0"_s);
    QCOMPARE(raw.value("SELECT count(*) FROM Track"), u"3485"_s);
    QCOMPARE(raw.rows("PRAGMA foreign_key_check"), QStringList());

    s.press(QKeySequence::Undo);
    SOON_COMPARE(s.countOf(u"Track"_s), 3503);
    SOON(s.row(u"Name"_s, u"AC/DC"_s) >= 0);
    QCOMPARE(stored(), before);
    QCOMPARE(raw.rows("PRAGMA foreign_key_check"), QStringList());
}

} // namespace relata
