// Null, empty and false: three things, in the table, in the form and in the file.
#include "gui/stories.h"
#include "gui/story.h"

#include "items/roles.h"
#include "views/parts/fieldeditor.h"

#include <QCheckBox>
#include <QToolButton>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

void TestStories::nullAndEmptyAreTwoThings()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    const char *note = "SELECT note FROM Tag WHERE id = 'sea'";
    QVERIFY(s.chooseModel(u"Tag"_s));
    QVERIFY(s.choose(u"label"_s, u"sea"_s));
    const auto cell = [&s] { return s.cell(s.row(u"label"_s, u"sea"_s), u"note"_s); };

    // In the table: typed and deleted again is empty, Ctrl+0 is null.
    s.clickCell(cell());
    s.press(Qt::Key_F2);
    SOON(s.cellEditor());
    s.type(u"x"_s);
    s.press(Qt::Key_Backspace);
    s.press(Qt::Key_Return);
    SOON(cell().data(EmptyRole).toBool());
    QVERIFY(!cell().data(NullRole).toBool());
    QCOMPARE(cell().data(Qt::AccessibleTextRole).toString(), u"empty text"_s);
    QCOMPARE(raw.value(note), u"''"_s);
    SOON_COMPARE(s.formText(u"note"_s), QString());

    s.clickCell(cell());
    s.press(u"Ctrl+0"_s);
    SOON(cell().data(NullRole).toBool());
    QVERIFY(!cell().data(EmptyRole).toBool());
    QCOMPARE(cell().data(Qt::AccessibleTextRole).toString(), u"null"_s);
    QCOMPARE(raw.value(note), u"NULL"_s);
    SOON_COMPARE(s.formText(u"note"_s), u"null"_s);

    // In the form: the toggle beside the input.
    const auto toggle = [&s] { return s.field(u"note"_s)->findChild<QToolButton *>(u"nullToggle"_s); };
    QVERIFY(toggle()->isChecked());
    Story::click(toggle());
    QCOMPARE(s.formText(u"note"_s), QString());
    s.press(QKeySequence::Save);
    SOON_COMPARE(raw.value(note), u"''"_s);
    SOON(cell().data(EmptyRole).toBool());
    Story::click(toggle());
    s.press(QKeySequence::Save);
    SOON_COMPARE(raw.value(note), u"NULL"_s);
    SOON(cell().data(NullRole).toBool());
}

void TestStories::checkBoxHasAThirdState()
{
    Story s;
    QVERIFY(s.openSample());
    RawDatabase raw(s.file());
    const char *featured = "SELECT featured FROM Post WHERE id = 'room-twelve'";
    QVERIFY(s.choose(u"title"_s, u"Room twelve"_s));
    QCOMPARE(raw.value(featured), u"0"_s);
    const auto box = [&s] { return s.field(u"featured"_s)->findChild<QCheckBox *>(); };
    const auto cell = [&s] { return s.cell(s.row(u"title"_s, u"Room twelve"_s), u"featured"_s); };
    QCOMPARE(box()->checkState(), Qt::Unchecked);
    QStringList seen;
    for (int i = 0; i < 3; ++i) {
        // The sign itself: beside it nothing can be clicked.
        QTest::mouseClick(box(), Qt::LeftButton, {}, QPoint(8, box()->height() / 2));
        s.press(QKeySequence::Save);
        const QString wanted = box()->checkState() == Qt::PartiallyChecked ? u"NULL"_s
            : box()->checkState() == Qt::Checked                           ? u"1"_s
                                                                           : u"0"_s;
        SOON_COMPARE(raw.value(featured), wanted);
        SOON_COMPARE(cell().data(NullRole).toBool(), wanted == u"NULL"_s);
        SOON(s.settles() && s.formWords().isEmpty());
        seen.append(wanted);
    }
    seen.sort();
    QCOMPARE(seen, (QStringList{u"0"_s, u"1"_s, u"NULL"_s}));

    // A new one begins as null, and looks so.
    s.press(QKeySequence::New);
    SOON_COMPARE(s.formText(u"featured"_s), u"null"_s);
    QCOMPARE(box()->checkState(), Qt::PartiallyChecked);
    s.type(u"Unmarked"_s);
    s.press(QKeySequence::Save);
    SOON_COMPARE(s.current(), u"Unmarked"_s);
    QCOMPARE(raw.value("SELECT featured FROM Post WHERE title = 'Unmarked'"), u"NULL"_s);
}

} // namespace relata
