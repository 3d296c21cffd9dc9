// With the keyboard alone, from the start page to a link four branches down.
#include "gui/stories.h"
#include "gui/story.h"

#include "views/parts/fieldeditor.h"
#include "views/startcard.h"

#include <QApplication>
#include <QListView>
#include <QTableView>
#include <QTreeView>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

namespace {

bool hasKeyboard(const QWidget *widget)
{
    QWidget *focused = QApplication::focusWidget();
    return focused && (focused == widget || widget->isAncestorOf(focused));
}

/// Down in the tree until this label is current; false where it does not come.
bool walkDownTo(Story &s, const QString &label)
{
    for (int step = 0; step < 40 && s.tree()->currentIndex().siblingAtColumn(0).data().toString() != label; ++step)
        s.press(Qt::Key_Down);
    return s.tree()->currentIndex().siblingAtColumn(0).data().toString() == label;
}

} // namespace

void TestStories::keyboardOnly()
{
    Story s;
    if (!s.openShared(u"chinook.sqlite"_s))
        return;
    const QString file = s.file();
    RawDatabase raw(file);
    s.press(QKeySequence::Close);
    SOON(!s.window.session());

    // The start page lists it.
    SOON(Story::button(&s.window, u"chinook.sqlite"_s));
    const auto *card = qobject_cast<StartCard *>(QApplication::focusWidget());
    for (int step = 0; step < 20 && !(card && card->text() == "chinook.sqlite"_L1); ++step) {
        s.press(Qt::Key_Tab);
        card = qobject_cast<StartCard *>(QApplication::focusWidget());
    }
    QVERIFY(card && card->text() == "chinook.sqlite"_L1);
    s.press(Qt::Key_Space);
    SOON(s.file() == file && s.settles());

    // Models, table, tree, form, Changes.
    s.press(u"Ctrl+1"_s);
    QVERIFY(hasKeyboard(s.models()));
    s.type(u"Art"_s);
    SOON(s.modelShown() == u"Artist"_s && s.settles());
    QCOMPARE(s.current(), u"AC/DC"_s);
    s.press(Qt::Key_F6);
    QVERIFY(hasKeyboard(s.table()));
    s.press(Qt::Key_Down);
    SOON(s.current() == u"Accept"_s && s.settles());
    s.press(Qt::Key_Up);
    SOON(s.current() == u"AC/DC"_s && s.settles());
    s.press(Qt::Key_F6);
    QVERIFY(hasKeyboard(s.tree()));

    // Artist, albums, tracks, playlists.
    const QString album = u"Let There Be Rock"_s;
    const QString track = u"Go Down"_s;
    QVERIFY(walkDownTo(s, u"albums"_s));
    s.press(Qt::Key_Right);
    SOON_COMPARE(s.below({u"albums"_s}).size(), 2);
    QVERIFY(walkDownTo(s, album));
    s.press(Qt::Key_Right);
    SOON(s.branch({u"albums"_s, album, u"tracks"_s}).isValid());
    QVERIFY(walkDownTo(s, u"tracks"_s));
    s.press(Qt::Key_Right);
    SOON_COMPARE(s.below({u"albums"_s, album, u"tracks"_s}).size(), 8);
    QVERIFY(walkDownTo(s, track));
    s.press(Qt::Key_Right);
    const QStringList playlists{u"albums"_s, album, u"tracks"_s, track, u"playlists"_s};
    SOON(s.branch(playlists).isValid());
    QVERIFY(walkDownTo(s, u"playlists"_s));
    s.press(Qt::Key_Right);
    SOON_COMPARE(s.below(playlists).size(), 2);

    // Link and unlink there.
    const char *grunge = "SELECT count(*) FROM PlaylistTrack p JOIN Track t USING (TrackId) WHERE t.Name = 'Go Down' "
                         "AND p.PlaylistId = 16";
    QCOMPARE(raw.value(grunge), u"0"_s);
    s.press(u"Ctrl+Shift+L"_s);
    QVERIFY(s.pickerOpens());
    s.type(u"grunge"_s);
    SOON(s.pickerFinds({u"Grunge"_s}));
    s.press(Qt::Key_Return);
    SOON(s.below(playlists).contains(u"Grunge"_s));
    QCOMPARE(raw.value(grunge), u"1"_s);
    s.press(u"Ctrl+3"_s);
    QVERIFY(walkDownTo(s, u"Grunge"_s));
    s.press(u"Ctrl+Shift+K"_s);
    SOON(!s.below(playlists).contains(u"Grunge"_s));
    QCOMPARE(raw.value(grunge), u"0"_s);
    QCOMPARE(raw.value("SELECT count(*) FROM PlaylistTrack"), u"8715"_s);

    s.press(u"Ctrl+4"_s);
    QVERIFY(hasKeyboard(s.field(u"Name"_s)));
    s.press(u"Ctrl+5"_s);
    QVERIFY(hasKeyboard(s.window.findChild<QListView *>(u"changeFeed"_s)));
    s.press(Qt::Key_F6);
    QVERIFY(hasKeyboard(s.models()));
    s.press(Qt::Key_F6, Qt::ShiftModifier);
    QVERIFY(hasKeyboard(s.window.findChild<QListView *>(u"changeFeed"_s)));
    s.press(u"Ctrl+2"_s);
    QVERIFY(hasKeyboard(s.table()));
}

} // namespace relata
