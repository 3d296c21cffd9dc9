// The review of changes: what is typed or chosen there is taken where it stands, and the keyboard stays.
#include "gui/schemastories.h"
#include "gui/schemastory.h"

#include <QApplication>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QTableView>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;
using Column = SchemaStory::Column;

namespace {

QLineEdit *valueIn(const SchemaStory &t)
{
    for (QLineEdit *line : t.review()->findChildren<QLineEdit *>())
        if (line->isVisible() && line->accessibleName() == "Value to set"_L1)
            return line;
    return nullptr;
}

QPushButton *applyIn(const SchemaStory &t) { return t.review()->findChild<QPushButton *>(u"migrationApply"_s); }

} // namespace

void TestSchemaStories::aValueIsTakenWhileItIsTyped()
{
    SchemaStory t(SchemaStory::By::Mouse);
    QVERIFY(t.s.openSample() && t.opensEditor());
    t.choose(u"Article"_s);
    t.toggle(u"score"_s, Column::Required);
    QVERIFY(t.opensReview());
    QVERIFY(!applyIn(t)->isEnabled());
    t.hand().enter(valueIn(t));
    t.s.type(u"2."_s);
    SOON(applyIn(t)->isEnabled());
    // It goes on where it was, to the letter.
    QCOMPARE(QApplication::focusWidget(), valueIn(t));
    QCOMPARE(valueIn(t)->text(), u"2."_s);
    t.s.type(u"5"_s);
    QVERIFY(!applyIn(t)->isEnabled());
    SOON(applyIn(t)->isEnabled());
    QCOMPARE(valueIn(t)->text(), u"2.5"_s);
    RawDatabase raw(t.s.file());
    const QStringList scores = raw.rows("SELECT id, coalesce(score, 2.5) FROM Article ORDER BY id");
    QVERIFY(t.appliesReviewed());
    QCOMPARE(raw.rows("SELECT id, score FROM Article ORDER BY id"), scores);
}

void TestSchemaStories::theKeyboardStaysWithTheChoice()
{
    SchemaStory t(SchemaStory::By::Keyboard);
    QVERIFY(t.s.openSample() && t.opensEditor());
    t.choose(u"Article"_s);
    t.toggle(u"score"_s, Column::Required);
    QVERIFY(t.opensReview());
    t.decideAll(u"Delete these"_s);
    const auto *choice = qobject_cast<QRadioButton *>(QApplication::focusWidget());
    QVERIFY(choice && choice->isChecked());
    QVERIFY2(choice->text().startsWith("Delete these"_L1), qPrintable(choice->text()));
}

} // namespace relata
