#include "items/relationtreeitemmodel.h"
#include "views/browse/relationpane.h"
#include "views/browser.h"
#include "views/dialogs/labeldialog.h"
#include "views/mainwindow.h"
#include "views/parts/breadcrumb.h"

#include "views/browsefixture.h"

#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

/// As it opens: the fields are offered then.
QAction *labelChoice(QMenu *menu, const QString &name)
{
    Q_EMIT menu->aboutToShow();
    const auto actions = menu->actions();
    const auto found = std::find_if(actions.begin(), actions.end(), [&](QAction *a) { return a->text() == name; });
    return found == actions.end() ? nullptr : *found;
}

QStringList crumbs(const Browser &browser)
{
    QStringList all;
    for (const Breadcrumb::Crumb &crumb : browser.breadcrumb->crumbs())
        all.append(crumb.label);
    return all;
}

} // namespace

class TestLabels : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_settings;

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"relata"_s);
        QCoreApplication::setApplicationName(u"relata-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }
    void init() { QSettings().clear(); }

    void theMenuOffersTheFieldsAndTheKey()
    {
        Browse b;
        b.show(thing);
        QStringList offered;
        QString chosen;
        Q_EMIT b.pane->labelMenu()->aboutToShow();
        for (const QAction *action : b.pane->labelMenu()->actions()) {
            if (action->isSeparator())
                continue;
            offered.append(action->text());
            if (action->isChecked())
                chosen = action->text();
        }
        QVERIFY(!offered.contains(u"photo"_s));
        QVERIFY(!offered.contains(u"names"_s));
        QVERIFY(!offered.contains(u"id"_s));
        QCOMPARE(offered.takeLast(), u"&Several fields…"_s);
        QCOMPARE(offered.last(), u"Key (id)"_s);
        QCOMPARE(chosen, u"name"_s);
    }

    void theChosenFieldStandsFirstAndTheRowStays()
    {
        Browse b;
        b.show(sample::post);
        b.table->setCurrentIndex(b.cell(3, "title"));
        b.settle();
        QCOMPARE(b.pane->current()->label, u"Kettles"_s);
        QSignalSpy told(b.pane, &InstancePane::currentChanged);
        labelChoice(b.pane->labelMenu(), u"body"_s)->trigger();
        b.settle();
        QCOMPARE(b.pane->itemModel().headerData(0, Qt::Horizontal).toString(), u"body"_s);
        QCOMPARE(b.table->horizontalHeader()->visualIndex(b.cell(0, "body").column()), 0);
        QCOMPARE(b.pane->current()->key, Key{text("p4")});
        QCOMPARE(b.pane->current()->label, u"Home"_s);
        QVERIFY(!told.isEmpty());
        QVERIFY(labelChoice(b.pane->labelMenu(), u"body"_s)->isChecked());
        labelChoice(b.pane->labelMenu(), u"Key (id)"_s)->trigger();
        b.settle();
        QCOMPARE(b.pane->current()->label, u"p4"_s);
    }

    void severalFieldsAreAskedForWithAnExample()
    {
        Browse b;
        b.show(sample::post);
        QMenu *menu = b.pane->labelMenu();
        labelChoice(menu, u"&Several fields…"_s)->trigger();
        auto *dialog = b.pane->window()->findChild<LabelDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        auto *line = dialog->findChild<QLineEdit *>(u"labelText"_s);
        auto *example = dialog->findChild<QLabel *>(u"labelExample"_s);
        auto *use = dialog->findChild<QPushButton *>(u"labelUse"_s);
        QCOMPARE(line->text(), u"{title}"_s);
        QTest::keyClicks(line, u" (#{rating"_s);
        QVERIFY(!use->isEnabled());
        QVERIFY2(example->text().contains(u"left open"_s), qPrintable(example->text()));
        QTest::keyClicks(line, u"})"_s);
        QVERIFY(use->isEnabled());
        b.settle();
        QVERIFY2(example->text().startsWith(u"For example: "_s), qPrintable(example->text()));
        QTest::mouseClick(use, Qt::LeftButton);
        b.settle();
        b.table->setCurrentIndex(b.cell(3, "title"));
        b.settle();
        QVERIFY2(b.pane->current()->label.startsWith(u"Kettles (#"_s), qPrintable(b.pane->current()->label));
        QVERIFY(labelChoice(menu, u"&Several fields…"_s)->isChecked());
        QVERIFY(!labelChoice(menu, u"title"_s)->isChecked());
    }

    /// Columns that the person put in order stay so, but for the one that stands for an instance now.
    void theOthersKeepTheOrderThatWasChosen()
    {
        Browse b;
        b.show(sample::post);
        QHeaderView *header = b.table->horizontalHeader();
        header->moveSection(header->visualIndex(b.cell(0, "rating").column()), 0);
        labelChoice(b.pane->labelMenu(), u"body"_s)->trigger();
        b.settle();
        QCOMPARE(header->visualIndex(b.cell(0, "body").column()), 0);
        QCOMPARE(header->visualIndex(b.cell(0, "rating").column()), 1);
    }

    void typedTextSurvivesTheNewLabels()
    {
        Browse b;
        b.show(sample::post);
        b.typeInto(b.cell(1, "title"), u"Half a"_s);
        labelChoice(b.pane->labelMenu(), u"body"_s)->trigger();
        b.settle();
        const FormDrafts::Draft *draft = FormDrafts::of(b.session).find(sample::post, Key{text("p2")});
        QVERIFY(draft);
        QCOMPARE(draft->fields.begin()->second.text, u"Half a"_s);
    }

    void chipsAndTheFormFollowLabelsOfAnotherModel()
    {
        Browse b;
        b.session.database().put(sample::author, {text("a1"), text("Ada Lovelace")});
        b.show(sample::post);
        b.session.setLabel(sample::author, {});
        b.settle();
        QVERIFY2(b.cell(0, "author").data().toString().contains(u"a1"_s),
                 qPrintable(b.cell(0, "author").data().toString()));
    }

    /// Path, chip of the relationship, tree and title: all that names the instance.
    void everyNameInTheWindowFollows()
    {
        MainWindow window;
        window.openSample();
        QTRY_VERIFY(window.session() && window.browser().isSettled());
        Browser &browser = window.browser();
        const Schema &schema = window.session()->schema();
        browser.showModel(*schema.modelNamed(u"Publication"));
        QTRY_VERIFY(browser.isSettled() && browser.instances->current());
        const InstanceRef publication = *browser.instances->current();
        const ModelId model = publication.model;
        const EndId end = *std::find_if(schema.endsOf(model).begin(), schema.endsOf(model).end(),
                                        [&](EndId id) { return schema.end(id).isMany(); });
        browser.branch(publication, end);
        QTRY_VERIFY(browser.isSettled());
        QCOMPARE(crumbs(browser).first(), publication.label);
        QCOMPARE(browser.instances->place().viaLabel, publication.label);
        const QString key = keyText(publication.key);
        window.session()->setLabel(model, {});
        QTRY_COMPARE(crumbs(browser).first(), key);
        QTRY_COMPARE(browser.instances->place().viaLabel, key);
        browser.goBack();
        QTRY_VERIFY(browser.isSettled());
        QTRY_COMPARE(crumbs(browser).last(), key);
        QTRY_COMPARE(browser.relations->itemModel().instance()->label, key);
    }

    void theMenuIsInTheMenuBarAndInTheHeader()
    {
        MainWindow window;
        auto *action = window.findChild<QMenu *>(u"labelMenu"_s)->menuAction();
        QVERIFY(!action->isEnabled());
        window.openSample();
        QTRY_VERIFY(window.session() && window.browser().isSettled());
        QVERIFY(action->isEnabled());
        QMenu *columns = window.browser().instances->columnsMenu();
        Q_EMIT columns->aboutToShow();
        QVERIFY(columns->actions().contains(action));
    }
};

QTEST_MAIN(TestLabels)
#include "test_labels.moc"
