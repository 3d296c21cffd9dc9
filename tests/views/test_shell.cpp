#include "session/session.h"
#include "views/actions.h"
#include "views/browse/navigator.h"
#include "views/browser.h"
#include "views/mainwindow.h"
#include "views/parts/breadcrumb.h"
#include "views/parts/glyphs.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/parts/relatastyle.h"
#include "views/recentfiles.h"
#include "views/schema/diagram/schemadiagram.h"
#include "views/startcard.h"

#include <QAccessible>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

double luminance(const QColor &colour)
{
    const auto part = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

/// As WCAG counts it.
double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (qMax(x, y) + 0.05) / (qMin(x, y) + 0.05);
}

Stop stopAt(int row)
{
    Stop stop;
    stop.place.model = ModelId(0);
    stop.place.scroll = row;
    return stop;
}

/// Answers every question with what the test laid ready.
class ReadyPrompts final : public Prompts
{
public:
    QString file, target;
    int choice = -1;
    QStringList asked;

    void openFile(QWidget *, const QString &title, const QString &, std::function<void(QString)> done) override
    {
        asked += title;
        if (!file.isEmpty())
            done(file);
    }
    void saveFile(QWidget *, const QString &title, const QString &, const QString &,
                  std::function<void(QString)> done) override
    {
        asked += title;
        if (!target.isEmpty())
            done(target);
    }
    void choose(QWidget *, const QString &title, const QString &, const QStringList &choices,
                std::function<void(int)> done) override
    {
        asked += title % u": "_s % choices.join(u", "_s);
        if (choice >= 0)
            done(choice);
    }
};

QString nameOf(const QWidget *widget)
{
    if (QAccessibleInterface *face = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget)))
        return face->text(QAccessible::Name);
    return {};
}

} // namespace

class TestShell : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QTemporaryDir m_settings;

private Q_SLOTS:
    void initTestCase()
    {
        QCoreApplication::setOrganizationName(u"relata"_s);
        QCoreApplication::setApplicationName(u"relata-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }

    void init()
    {
        QSettings().clear();
        Palette::apply(Theme::Light);
    }

    void textsCanBeRead_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("ground");
        for (const Palette &p : {Palette::light(), Palette::darkTheme()}) {
            const QColor grounds[] = {p.base, p.window, p.selected};
            const QColor texts[] = {p.text, p.secondary, p.link, p.oneToOne, p.manyToMany};
            int row = 0;
            for (const QColor &ground : grounds) {
                for (const QColor &text : texts)
                    QTest::addRow("%s %d", p.dark ? "dark" : "light", row++) << text << ground;
            }
            const std::pair<QColor, QColor> pairs[] = {
                {p.danger, p.base},         {p.danger, p.dangerTint}, {p.warning, p.warningTint},
                {p.good, p.goodTint},       {p.text, p.dangerTint},   {p.text, p.warningTint},
                {p.text, p.goodTint},       {p.onAccent, p.accent},   {p.onAccent, p.dangerFill},
                {p.text, p.chip},           {p.secondary, p.chip},    {p.text, p.hit},
                {p.toolTipText, p.toolTip}, {p.text, p.code},         {p.text, p.hover},
                {p.text, p.selectedIdle},
            };
            for (const auto &[text, ground] : pairs)
                QTest::addRow("%s %d", p.dark ? "dark" : "light", row++) << text << ground;
        }
    }
    void textsCanBeRead()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, ground);
        QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() % u" on "_s % ground.name()));
    }

    void outlinesAndFocusCanBeSeen()
    {
        for (const Palette &p : {Palette::light(), Palette::darkTheme()}) {
            for (const QColor &ground : {p.base, p.window}) {
                QVERIFY(contrast(p.accent, ground) >= 3.0);
                QVERIFY(contrast(p.outline, ground) >= 2.95);
            }
        }
    }

    void theThemeIsAppliedToTheApplication()
    {
        Palette::apply(Theme::Dark);
        QVERIFY(Palette::current().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Base), QColor(0x17191E));
        QCOMPARE(QApplication::palette().color(QPalette::Disabled, QPalette::Text), Palette::darkTheme().disabled);
        Palette::apply(Theme::Light);
        QVERIFY(!Palette::current().dark);
        QCOMPARE(QApplication::palette().color(QPalette::Window), QColor(0xF3F4F7));
    }

    void buttonsLookLikeWhatTheyDo_data()
    {
        QTest::addColumn<Theme>("theme");
        QTest::addRow("light") << Theme::Light;
        QTest::addRow("dark") << Theme::Dark;
    }
    void buttonsLookLikeWhatTheyDo()
    {
        QFETCH(Theme, theme);
        Palette::apply(theme);
        const Palette &p = Palette::current();
        const auto fillOf = [](ButtonLook look, bool enabled) {
            QPushButton button(u"x"_s);
            setLook(&button, look);
            button.setEnabled(enabled);
            button.resize(button.sizeHint());
            return button.grab().toImage().pixelColor(6, button.height() / 2);
        };
        QCOMPARE(fillOf(ButtonLook::Plain, true), p.raised);
        QCOMPARE(fillOf(ButtonLook::Primary, true), p.accent);
        QCOMPARE(fillOf(ButtonLook::Danger, true), p.dangerFill);
        QCOMPARE(fillOf(ButtonLook::Primary, false), p.window);
    }

    void controlsHaveTheirSizes()
    {
        QCOMPARE(QPushButton(u"x"_s).sizeHint(), QSize(type::px(76), type::px(30)));
        QCOMPARE(QLineEdit().sizeHint().height(), type::px(30));
        QCOMPARE(QComboBox().sizeHint().height(), type::px(30));
        QToolButton button;
        button.setAutoRaise(true);
        QVERIFY(button.sizeHint().width() >= type::px(24));
        QVERIFY(QCheckBox(u"x"_s).sizeHint().height() >= type::px(24));
    }

    void anInvalidFieldHasADangerEdge()
    {
        QLineEdit field;
        field.resize(field.sizeHint());
        const int middle = field.height() / 2;
        QCOMPARE(field.grab().toImage().pixelColor(0, middle), Palette::current().outline);
        setInvalid(&field, true);
        QCOMPARE(field.grab().toImage().pixelColor(0, middle), Palette::current().danger);
    }

    void iconsTakeTheThemesColour()
    {
        const QIcon icon = glyphs::icon(u"document-save"_s);
        if (icon.isNull()) {
            qInfo("The Breeze icons are not installed: their colours are not looked at.");
            return;
        }
        const auto darkest = [&icon] {
            const QImage image = icon.pixmap(16, 16).toImage();
            int opaque = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y).alpha() == 255 && image.pixelColor(x, y) == Palette::current().text)
                        ++opaque;
                }
            }
            return opaque;
        };
        QVERIFY(darkest() > 20);
        Palette::apply(Theme::Dark);
        QVERIFY(darkest() > 20);
        QCOMPARE(icon.pixmap(QSize(16, 16), 2.0).size(), QSize(32, 32));
    }

    void placesAreGoneBackTo()
    {
        Navigator navigator;
        QVERIFY(!navigator.canGoBack());
        QVERIFY(!navigator.back(stopAt(0)).has_value());
        navigator.leave(stopAt(1));
        navigator.leave(stopAt(2));
        QCOMPARE(navigator.back(stopAt(33))->place.scroll, 2);
        QCOMPARE(navigator.forward(stopAt(22))->place.scroll, 33);
        QCOMPARE(navigator.back(stopAt(3))->place.scroll, 22);
        QCOMPARE(navigator.back(stopAt(22))->place.scroll, 1);
        QVERIFY(!navigator.canGoBack());
        navigator.leave(stopAt(7));
        QVERIFY(!navigator.canGoForward());
    }

    void atMostAHundredPlacesAreKept()
    {
        Navigator navigator;
        for (int i = 0; i < 150; ++i)
            navigator.leave(stopAt(i));
        int steps = 0;
        int last = -1;
        while (const auto stop = navigator.back(stopAt(0))) {
            last = stop->place.scroll;
            ++steps;
        }
        QCOMPARE(steps, 100);
        QCOMPARE(last, 50);
    }

    void theMiddleOfALongPathFolds()
    {
        using Fold = Breadcrumb::Fold;
        QCOMPARE(Breadcrumb::fold({100, 100, 100}, 300, 30), (Fold{}));
        QCOMPARE(Breadcrumb::fold({100, 100, 100}, 299, 30), (Fold{1, 2}));
        QCOMPARE(Breadcrumb::fold({100, 100, 100, 100, 100}, 400, 30), (Fold{1, 3}));
        // The first and the last step stay, however narrow it is.
        QCOMPARE(Breadcrumb::fold({100, 100, 100, 100}, 50, 30), (Fold{1, 3}));
        QCOMPARE(Breadcrumb::fold({100, 100}, 50, 30), (Fold{}));
    }

    void aStepOfThePathIsALink()
    {
        Breadcrumb path;
        path.resize(600, 32);
        path.setCrumbs({{u"Tag"_s, u"craft"_s, {}}, {{}, u"posts"_s, u"96"_s}, {u"Post"_s, u"Bridges that hum"_s, {}}});
        path.show();
        QSignalSpy activated(&path, &Breadcrumb::activated);
        const auto buttons = path.findChildren<QAbstractButton *>();
        QAbstractButton *posts = nullptr;
        for (QAbstractButton *button : buttons) {
            if (button->text() == "posts 96"_L1)
                posts = button;
        }
        QVERIFY(posts);
        QTest::mouseClick(posts, Qt::LeftButton);
        QCOMPARE(activated.size(), 1);
        QCOMPARE(activated.first().first().toInt(), 1);
    }

    void aMessageStaysAndItsRemedyRunsOnce()
    {
        MessageStrip strip;
        int runs = 0;
        strip.say(MessageStrip::Level::Error, u"Could not save Article. Nothing was changed."_s,
                  {u"Show field"_s, [&runs] { ++runs; }});
        QVERIFY(strip.isVisibleTo(nullptr));
        QCOMPARE(strip.text(), u"Could not save Article. Nothing was changed."_s);
        auto *button = strip.findChild<QPushButton *>();
        QCOMPARE(button->text(), u"Show field"_s);
        QTest::mouseClick(button, Qt::LeftButton);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(runs, 1);
        QVERIFY(strip.isHidden());
        strip.say(MessageStrip::Level::Warning, u"<b>1.5 is not whole. Really"_s);
        QVERIFY(button->isHidden());
        QTest::mouseClick(strip.findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(strip.isHidden());
    }

    void actionsAreNamedAndHaveKeys_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("key");
        QTest::addRow("newInstance") << u"New instance"_s << QString();
        QTest::addRow("saveInstance") << u"Save"_s << u"Ctrl+S"_s;
        QTest::addRow("deleteInstances") << u"Delete…"_s << u"Shift+Del"_s;
        QTest::addRow("linkInstance") << u"Link…"_s << u"Ctrl+Shift+L"_s;
        QTest::addRow("unlinkInstance") << u"Unlink"_s << u"Ctrl+Shift+K"_s;
        QTest::addRow("undo") << u"Undo"_s << u"Ctrl+Z"_s;
        QTest::addRow("redo") << u"Redo"_s << u"Ctrl+Shift+Z"_s;
        QTest::addRow("editSchema") << u"Edit schema…"_s << u"Ctrl+E"_s;
        QTest::addRow("openDatabase") << u"Open…"_s << u"Ctrl+O"_s;
        QTest::addRow("back") << u"Back"_s << u"Alt+Left"_s;
        QTest::addRow("forward") << u"Forward"_s << u"Alt+Right"_s;
        QTest::addRow("filter") << u"Filter"_s << u"Ctrl+F"_s;
        QTest::addRow("refresh") << u"Refresh"_s << u"F5"_s;
        QTest::addRow("showGuide") << u"Relationship guide"_s << u"F1"_s;
    }
    void actionsAreNamedAndHaveKeys()
    {
        QFETCH(QString, text);
        QFETCH(QString, key);
        MainWindow window;
        const auto *action = window.findChild<QAction *>(QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(action);
        QCOMPARE(action->text().remove(u'&'), text);
        QCOMPARE(action->shortcut().toString(), key);
    }

    void noTwoActionsShareAKey()
    {
        MainWindow window;
        QMap<QString, QString> owners;
        const auto all = window.actions().findChildren<QAction *>();
        for (const QAction *action : all) {
            for (const QKeySequence &key : action->shortcuts()) {
                QVERIFY2(
                    !owners.contains(key.toString()),
                    qPrintable(key.toString() % u": "_s % owners[key.toString()] % u", "_s % action->objectName()));
                owners[key.toString()] = action->objectName();
            }
        }
    }

    void aDisabledActionSaysWhy()
    {
        MainWindow window;
        const auto all = window.actions().findChildren<QAction *>();
        for (const QAction *action : all) {
            if (!action->isEnabled())
                QVERIFY2(action->toolTip().contains(u'\n'), qPrintable(action->objectName()));
        }
        QVERIFY(window.actions().undo->toolTip().contains(u"No database is open."_s));
    }

    void withoutADatabaseThereIsAStartPage()
    {
        recentfiles::add(m_folder.filePath(u"gone.relata"_s));
        MainWindow window(MainWindow::Settings::Remember);
        window.show();
        QCOMPARE(window.windowTitle(), u"Relata"_s);
        QVERIFY(window.findChild<QWidget *>(u"startPage"_s)->isVisible());
        const auto docks = window.findChildren<QDockWidget *>();
        QCOMPARE(docks.size(), 4);
        for (const QDockWidget *dock : docks)
            QVERIFY(!dock->isVisible());
        QCOMPARE(window.actions().newDatabase->shortcut(), QKeySequence(QKeySequence::New));
        const auto cards = window.findChildren<StartCard *>();
        QCOMPARE(cards.last()->text(), u"gone.relata"_s);
        QVERIFY(cards.last()->accessibleDescription().contains(u"not found"_s));
    }

    void recentFilesAreTenNewestFirst()
    {
        for (int i = 0; i < 12; ++i)
            recentfiles::add(u"/data/%1.relata"_s.arg(i));
        recentfiles::add(u"/data/5.relata"_s);
        const auto entries = recentfiles::all();
        QCOMPARE(entries.size(), std::size_t(10));
        QCOMPARE(entries[0].name(), u"5.relata"_s);
        QCOMPARE(entries[1].name(), u"11.relata"_s);
        QVERIFY(!entries[0].exists);
        recentfiles::clear();
        QVERIFY(recentfiles::all().empty());
    }

    void whatCannotBeOpenedIsSaidAboveTheContent()
    {
        ReadyPrompts prompts;
        prompts.file = m_folder.filePath(u"nothing-here.relata"_s);
        MainWindow window(MainWindow::Settings::Remember, &prompts);
        window.show();
        QSignalSpy failed(&window, &MainWindow::openFailed);
        window.actions().openDatabase->trigger();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(prompts.asked, QStringList{u"Open a database"_s});
        QVERIFY(window.strip().isVisible());
        QVERIFY(!window.strip().text().isEmpty());
        QVERIFY(!window.session());
        QVERIFY(recentfiles::all().empty());
    }

    void aSchemaBecomesADatabase()
    {
        const QString schema = m_folder.filePath(u"notes.graphql"_s);
        QFile file(schema);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("type Note @model { id: ID! text: String! }");
        file.close();
        ReadyPrompts prompts;
        prompts.file = schema;
        prompts.target = m_folder.filePath(u"notes.relata"_s);
        MainWindow window(MainWindow::Settings::Remember, &prompts);
        window.show();
        window.actions().newFromSchema->trigger();
        QTRY_VERIFY(window.session());
        QCOMPARE(window.windowTitle(), u"notes.relata — Relata"_s);
        QCOMPARE(recentfiles::all().at(0).path, prompts.target);
        QVERIFY(window.findChild<QListView *>(u"modelList"_s)->isVisible());
        window.actions().closeDatabase->trigger();
        QVERIFY(!window.session());
        QCOMPARE(window.windowTitle(), u"Relata"_s);
        // Making it again must not touch what is there.
        window.actions().newFromSchema->trigger();
        QTRY_VERIFY(window.strip().isVisible());
        QVERIFY(!window.session());
    }

    void theSampleOpensFull()
    {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        window.openSample();
        QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.browser().isSettled(), 20000);
        QCOMPARE(window.windowTitle(), u"blog.relata — Relata"_s);
        QVERIFY(!window.session()->history().undo.has_value());
        QVERIFY(recentfiles::all().empty());
        const auto *list = window.findChild<QListView *>(u"modelList"_s);
        QCOMPARE(list->accessibleName(), u"Models"_s);
        QCOMPARE(list->currentIndex().data().toString(), u"Post"_s);
        for (const QString &name : {u"instanceTable"_s, u"relationTree"_s, u"instanceForm"_s, u"changeFeed"_s})
            QVERIFY2(window.findChild<QWidget *>(name), qPrintable(name));
        for (const QAction *action : {window.actions().newInstance, window.actions().deleteInstances})
            QVERIFY(action->isEnabled());
        QCOMPARE(window.actions().newInstance->shortcut(), QKeySequence(QKeySequence::New));
    }

    void theDiagramShowsTheOpenDatabase()
    {
        MainWindow window;
        window.show();
        QVERIFY(!window.actions().showDiagram->isEnabled());
        window.openSample();
        QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.browser().isSettled(), 20000);
        QCOMPARE(window.actions().showDiagram->shortcut(), QKeySequence(u"Ctrl+D"_s));
        window.actions().showDiagram->trigger();
        QPointer<SchemaDiagram> diagram = window.findChild<SchemaDiagram *>(u"schemaDiagram"_s);
        QVERIFY(diagram);
        QTRY_VERIFY(!diagram->isLayingOut());
        const auto tag = window.session()->schema().modelNamed(u"Tag"_s);
        Q_EMIT diagram->modelActivated(*tag);
        QCOMPARE(window.findChild<QListView *>(u"modelList"_s)->currentIndex().data().toString(), u"Tag"_s);
        // It goes with its database, and its places stay with it.
        window.actions().closeDatabase->trigger();
        QTRY_VERIFY(!diagram);
    }

    void everythingThatTakesTheFocusHasAName()
    {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        window.openSample();
        QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.browser().isSettled(), 20000);
        window.actions().guide->trigger();
        const auto widgets = window.findChildren<QWidget *>();
        for (const QWidget *widget : widgets) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            const QString what = QString::fromLatin1(widget->metaObject()->className()) % u' ' % widget->objectName();
            if (const auto *combo = qobject_cast<const QComboBox *>(widget)) {
                QVERIFY2(!nameOf(combo).isEmpty(), qPrintable(what));
                continue;
            }
            QVERIFY2(!nameOf(widget).isEmpty(), qPrintable(what % u" in "_s % widget->parentWidget()->objectName()));
        }
    }

    void oneGoesBackToWhereOneWas()
    {
        MainWindow window;
        window.resize(1440, 900);
        window.show();
        window.openSample();
        QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.browser().isSettled(), 20000);
        const Schema &schema = window.session()->schema();
        const ModelId author = *schema.modelNamed(u"Author");
        auto *path = window.browser().breadcrumb;
        window.browser().follow(InstanceRef{author, {QString(u"ines-calder"_s)}, u"Ines Calder"_s, false});
        QTRY_VERIFY(window.browser().isSettled());
        QTRY_COMPARE(path->crumbs().back().label, u"Ines Calder"_s);
        QCOMPARE(path->crumbs().size(), std::size_t(2));
        QCOMPARE(path->crumbs().front().prefix, u"Post"_s);
        QVERIFY(window.actions().back->isEnabled());
        window.actions().back->trigger();
        const auto *list = window.findChild<QListView *>(u"modelList"_s);
        QCOMPARE(list->currentIndex().data().toString(), u"Post"_s);
        QTRY_VERIFY(window.browser().isSettled());
        window.actions().forward->trigger();
        QTRY_COMPARE(path->crumbs().back().label, u"Ines Calder"_s);
    }
};

QTEST_MAIN(TestShell)
#include "test_shell.moc"
