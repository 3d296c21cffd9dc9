#include "items/instancetableitemmodel.h"
#include "items/roles.h"
#include "session/session.h"
#include "support/largedatabase.h"
#include "views/actions.h"
#include "views/browse/instanceform.h"
#include "views/browse/instancepane.h"
#include "views/browser.h"
#include "views/mainwindow.h"
#include "views/parts/fieldeditor.h"
#include "views/parts/longtext.h"
#include "views/parts/prompts.h"

#include <QAction>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

/// Answers with the file that the test laid ready.
class OneFile final : public Prompts
{
public:
    QString path;

    void openFile(QWidget *, const QString &, const QString &, std::function<void(QString)> done) override
    {
        done(path);
    }
    void saveFile(QWidget *, const QString &, const QString &, const QString &,
                  std::function<void(QString)> done) override
    {
        done(path);
    }
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The window over values of ten megabytes: their beginning is shown, the whole is one step away, and nothing that the
/// person does to other fields touches them.
class TestLongValues final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<test::ScratchDatabase> m_scratch;
    std::unique_ptr<MainWindow> m_window;
    OneFile m_prompts;
    QTemporaryDir m_folder;

    Browser &browser() { return m_window->browser(); }
    InstanceTableItemModel &items() { return browser().instances->itemModel(); }
    FieldEditor *field(const QString &name)
    {
        for (FieldEditor *editor : browser().form->findChildren<FieldEditor *>())
            if (editor->field().name == name)
                return editor;
        return nullptr;
    }
    QToolButton *button(FieldEditor *editor, const QString &name) { return editor->findChild<QToolButton *>(name); }
    Values stored(const QString &key)
    {
        const auto engine = m_scratch->open(Access::ReadOnly);
        const auto row = engine->get(*engine->schema().modelNamed(u"Paper"_s), {key});
        return row && *row ? (*row)->values : Values();
    }
    /// Shows a paper in the form and waits for its values.
    void show(const QString &key)
    {
        browser().follow({*m_window->session()->schema().modelNamed(u"Paper"_s), {key}, {}, false});
        QTRY_VERIFY(browser().form->instance() && browser().form->instance()->key == Key{key}
                    && field(u"id"_s)->saved() == Value(key));
    }
    void saveNote(const QString &key, const QString &note)
    {
        field(u"note"_s)->setTyped({false, note, {}});
        Q_EMIT field(u"note"_s)->edited();
        m_window->actions().saveInstance->trigger();
        QTRY_COMPARE(stored(key).at(2), Value(note));
        QTRY_VERIFY(!browser().form->isDirty());
    }

private Q_SLOTS:
    void init()
    {
        m_scratch = std::make_unique<test::ScratchDatabase>(test::longValuesSchema());
        test::fillLongValues(*m_scratch->open());
        m_window = std::make_unique<MainWindow>(MainWindow::Settings::Forget, &m_prompts);
        m_window->resize(1440, 900);
        m_window->show();
        m_window->openDatabase(m_scratch->url().path);
        QTRY_VERIFY(m_window->session() && browser().isSettled());
    }
    void cleanup()
    {
        m_window.reset();
        m_scratch.reset();
    }

    void tablesHoldTheirBeginningOnly()
    {
        show(u"10mb"_s);
        QTRY_VERIFY(items().rowOf({u"lines"_s}));
        for (int row = 0; row < items().rowCount(); ++row)
            for (const Value &value : items().rowAt(row)->values)
                QVERIFY(valueText(value).size() <= 2'000);
        const int row = *items().rowOf({u"10mb"_s});
        for (int column = 0; column < items().columnCount(); ++column)
            if (items().headerData(column, Qt::Horizontal).toString() == u"body"_s)
                QCOMPARE(items().index(row, column).data(CutRole).toLongLong(), qint64(test::tenMegabytes));
    }

    void formsLayOutTheirBeginningOnly_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isLong");
        QTest::addRow("one line") << u"10mb"_s << u"body"_s << true;
        QTest::addRow("many lines") << u"lines"_s << u"body"_s << true;
        QTest::addRow("a million") << u"million"_s << u"body"_s << true;
        QTest::addRow("JSON") << u"json"_s << u"data"_s << true;
        QTest::addRow("5,000") << u"line"_s << u"body"_s << false;
    }
    void formsLayOutTheirBeginningOnly()
    {
        QFETCH(QString, key);
        QFETCH(QString, name);
        QFETCH(bool, isLong);
        show(key);
        FieldEditor *editor = field(name);
        const auto areas = editor->findChildren<QPlainTextEdit *>();
        for (const QPlainTextEdit *area : areas)
            QVERIFY(area->document()->characterCount() <= (isLong ? 2'001 : 5'001));
        QCOMPARE(editor->input()->inherits("relata::LongText"), isLong);
        QVERIFY(!editor->isModified());
        QCOMPARE(editor->typed().text, valueText(editor->saved()));
        // Leaving it for a short one gives the input back.
        show(u"blob"_s);
        QVERIFY(field(name)->isNull());
        QVERIFY(!field(name)->input()->inherits("relata::LongText"));
    }

    void savingAnotherFieldKeepsThemWhole_data()
    {
        QTest::addColumn<QString>("key");
        for (const char *key : {"10mb", "lines", "blob", "json", "million", "line"})
            QTest::addRow("%s", key) << QString::fromLatin1(key);
    }
    void savingAnotherFieldKeepsThemWhole()
    {
        QFETCH(QString, key);
        const Values before = stored(key);
        show(key);
        saveNote(key, u"longer"_s);
        Values after = stored(key);
        QVERIFY(after != before);
        after[2] = before[2];
        QVERIFY(after == before);
        m_window->actions().undo->trigger();
        QTRY_VERIFY(stored(key) == before);
    }

    void longLinesAreEditedElsewhere()
    {
        show(u"10mb"_s);
        FieldEditor *body = field(u"body"_s);
        QVERIFY(!button(body, u"editAll"_s)->isEnabled());
        m_prompts.path = m_folder.filePath(u"body.txt"_s);
        button(body, u"storeText"_s)->click();
        const QString whole = std::get<QString>(stored(u"10mb"_s).at(3));
        QVERIFY(contentOf(m_prompts.path) == whole.toUtf8());
        QFile file(m_prompts.path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("\u00fcber");
        file.close();
        button(body, u"loadText"_s)->click();
        QVERIFY(browser().form->isDirty());
        m_window->actions().saveInstance->trigger();
        QTRY_VERIFY(stored(u"10mb"_s).at(3) == Value(QString(whole + u"\u00fcber"_s)));
        QTRY_VERIFY(!browser().form->isDirty());
    }

    void whatIsNoTextIsRefused()
    {
        show(u"10mb"_s);
        m_prompts.path = m_folder.filePath(u"bytes"_s);
        QFile file(m_prompts.path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\xff\xfe\xff");
        file.close();
        button(field(u"body"_s), u"loadText"_s)->click();
        QVERIFY(field(u"body"_s)->problem().contains(u"UTF-8"_s));
        QVERIFY(!browser().form->isDirty());
    }

    void shortLinesCanBeEditedHere()
    {
        show(u"lines"_s);
        FieldEditor *body = field(u"body"_s);
        button(body, u"editAll"_s)->click();
        auto *area = qobject_cast<QPlainTextEdit *>(body->input());
        QVERIFY(area);
        QVERIFY(!body->isModified());
        area->moveCursor(QTextCursor::Start);
        area->insertPlainText(u"New. "_s);
        QVERIFY(body->isModified());
        const QString whole = std::get<QString>(stored(u"lines"_s).at(3));
        m_window->actions().saveInstance->trigger();
        QTRY_VERIFY(stored(u"lines"_s).at(3) == Value(QString(u"New. "_s + whole)));
    }

    void typedLongTextsComeBackWithTheirInstance()
    {
        show(u"line"_s);
        const QString typed = u"abc "_s.repeated(500'000);
        field(u"body"_s)->setTyped({false, typed, {}});
        Q_EMIT field(u"body"_s)->edited();
        show(u"blob"_s);
        show(u"line"_s);
        QCOMPARE(field(u"body"_s)->typed().text, typed);
        QVERIFY(browser().form->isDirty());
        m_window->actions().revertInstance->trigger();
        QCOMPARE(field(u"body"_s)->typed().text.size(), 5'000);
    }
};

QTEST_MAIN(TestLongValues)
#include "test_longvalues.moc"
