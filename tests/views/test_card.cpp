#include "views/browsefixture.h"

#include "items/relationtreeitemmodel.h"
#include "views/browse/chipbutton.h"
#include "views/browse/instancecard.h"
#include "views/browse/relationpane.h"

#include <QAccessible>
#include <QSignalSpy>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

InstanceCard *openCard(const QWidget &window)
{
    for (InstanceCard *card : window.findChildren<InstanceCard *>())
        if (card->isVisible())
            return card;
    return nullptr;
}

QStringList cardWords(const InstanceCard &card)
{
    QStringList words;
    for (const QLabel *label : card.findChildren<QLabel *>())
        if (label->isVisibleTo(&card))
            words.append(label->text());
    return words;
}

} // namespace

class TestCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void spaceOnALinkShowsTheInstance()
    {
        Browse b;
        b.show(sample::article);
        b.session.database().put(sample::publication, {text("b1"), text("Field Notes")});
        b.table->setFocus();
        b.table->setCurrentIndex(b.cell(0, "publication"));
        QTest::keyClick(b.table, Qt::Key_Space);
        InstanceCard *card = openCard(b.window);
        QVERIFY(card);
        QVERIFY(cardWords(*card).contains(u"loading"_s));
        b.settle();
        QVERIFY(cardWords(*card).contains(u"Field Notes"_s));
        QVERIFY(cardWords(*card).contains(u"Publication"_s));
        QVERIFY(cardWords(*card).contains(u"id"_s));
        QVERIFY(cardWords(*card).contains(u"b1"_s));
        const auto *face = QAccessible::queryAccessibleInterface(card);
        QCOMPARE(face->text(QAccessible::Name), u"Publication: Field Notes"_s);
        QCOMPARE(face->text(QAccessible::Description), u"id: b1"_s);
    }

    void sixValuesAtMostAndNoEmptyOnes()
    {
        Browse b;
        InstanceCard card(b.session, {thing, {text("x1")}, u"One"_s, false}, &b.window);
        card.setAttribute(Qt::WA_DeleteOnClose, false);
        card.popUp({10, 10, 100, 20});
        b.settle();
        const QString spoken = card.accessibleDescription();
        QVERIFY2(spoken.startsWith(u"id: x1, count: 7"_s), qPrintable(spoken));
        QCOMPARE(spoken.count(u": "_s), 6);
        QVERIFY(!spoken.contains(u"name: "_s));
    }

    void itClosesAndGoesWhereOneWants_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<int>("follows");
        QTest::newRow("Esc") << Qt::Key_Escape << 0;
        QTest::newRow("Space") << Qt::Key_Space << 0;
        QTest::newRow("Enter") << Qt::Key_Return << 1;
    }
    void itClosesAndGoesWhereOneWants()
    {
        QFETCH(Qt::Key, key);
        QFETCH(int, follows);
        Browse b;
        b.show(sample::post);
        b.table->setFocus();
        b.table->setCurrentIndex(b.cell(0, "author"));
        QSignalSpy followed(b.pane, &InstancePane::followRequested);
        QTest::keyClick(b.table, Qt::Key_Space);
        b.settle();
        QTest::keyClick(openCard(b.window), key);
        b.settle();
        QVERIFY(!openCard(b.window));
        QCOMPARE(followed.count(), follows);
        if (follows == 1)
            QCOMPARE(followed.front().front().value<InstanceRef>().label, u"Ada Lovelace"_s);
    }

    /// Space stays what it is where there is no instance to show.
    void valuesAndMissingInstancesHaveNoCard()
    {
        Browse b;
        b.show(sample::post);
        b.table->setFocus();
        for (const QModelIndex &cell : {b.cell(0, "title"), b.cell(1, "author"), b.cell(2, "author")}) {
            b.table->setCurrentIndex(cell);
            QTest::keyClick(b.table, Qt::Key_Space);
            QVERIFY(!openCard(b.window));
        }
    }

    void whatIsGoneIsSaid()
    {
        Browse b;
        InstanceCard card(b.session, {sample::author, {text("nobody")}, u"Nobody"_s, false}, &b.window);
        card.setAttribute(Qt::WA_DeleteOnClose, false);
        card.popUp({});
        b.settle();
        QVERIFY(cardWords(card).contains(u"This instance is no longer there."_s));
    }

    void theTreeShowsItToo()
    {
        FakeSession session(sample::schema());
        session.database().put(sample::author, {text("a1"), text("Ada Lovelace")});
        session.database().put(sample::post, {text("p1"), text("Maps"), Null(), Null(), text("a1")});
        RelationPane pane;
        pane.setSession(&session);
        pane.resize(700, 400);
        pane.QWidget::show();
        pane.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&pane));
        pane.show(InstanceRef{sample::post, {text("p1")}, u"Maps"_s, false});
        session.settle();
        auto *tree = pane.findChild<QTreeView *>(u"relationTree"_s);
        const QModelIndex author = tree->model()->index(0, 0);
        tree->setCurrentIndex(tree->model()->index(0, 0, author));
        tree->setFocus();
        QTest::keyClick(tree, Qt::Key_Space);
        session.settle();
        InstanceCard *card = openCard(pane);
        QVERIFY(card);
        QCOMPARE(card->accessibleName(), u"Author: Ada Lovelace"_s);
        QTest::keyClick(card, Qt::Key_Escape);
        QVERIFY(!openCard(pane));
        pane.setSession(nullptr);
    }

    void itStaysOnTheScreen()
    {
        Browse b;
        InstanceCard card(b.session, {sample::author, {text("a1")}, u"Ada"_s, false}, &b.window);
        card.setAttribute(Qt::WA_DeleteOnClose, false);
        const QRect screen = b.window.screen()->availableGeometry();
        card.popUp({screen.bottomRight() - QPoint(20, 10), QSize(60, 20)});
        b.settle();
        QVERIFY(screen.contains(card.geometry()));
    }

    void cellsTellAScreenReaderTheirState()
    {
        Browse b;
        b.show(sample::post);
        const auto state = [&](int row, const char *name) {
            return b.cell(row, name).data(Qt::AccessibleDescriptionRole).toString();
        };
        QCOMPARE(state(0, "title"), QString());
        QCOMPARE(state(0, "id"), u"read only"_s);
        QVERIFY2(state(2, "rating").startsWith(u"invalid: "_s), qPrintable(state(2, "rating")));
        QCOMPARE(state(2, "author"), u"missing target"_s);
        FormDrafts::of(b.session).putField({sample::post, {text("p1")}, u"Bridges"_s, false}, FieldId(1),
                                           Typed{false, u"Half"_s, {}}, text("Bridges that hum"), {});
        QCOMPARE(state(0, "title"), u"edited"_s);
        b.session.commit({Updated{sample::post,
                                  {text("p2")},
                                  *b.session.database().find(sample::post, {text("p2")}),
                                  {text("p2"), text("Quick gardens"), Null(), text(""), Null()}}},
                         ChangeOrigin::Elsewhere);
        b.settle();
        QCOMPARE(state(1, "title"), u"changed elsewhere"_s);
    }

    /// "1 tag", and not "1 tags".
    void oneLinkIsCountedInTheSingular()
    {
        Browse b;
        b.show(sample::post);
        b.click(b.cell(3, "title"));
        QStringList links;
        for (const ChipButton *chip : b.form->findChildren<ChipButton *>())
            if (chip->isVisibleTo(b.form))
                links.append(chip->text());
        QVERIFY2(links.contains(u"1 tag →"_s), qPrintable(links.join(u" | "_s)));
        b.click(b.cell(0, "title"));
        links.clear();
        for (const ChipButton *chip : b.form->findChildren<ChipButton *>())
            if (chip->isVisibleTo(b.form))
                links.append(chip->text());
        QVERIFY2(links.contains(u"6 tags →"_s), qPrintable(links.join(u" | "_s)));
    }
};

QTEST_MAIN(TestCard)
#include "test_card.moc"
