#include "items/migrationitemmodel.h"
#include "schemaeditfixture.h"
#include "session/session.h"
#include "views/actions.h"
#include "views/browser.h"
#include "views/mainwindow.h"
#include "views/parts/messagestrip.h"
#include "views/parts/palette.h"
#include "views/schema/migrationreview.h"
#include "views/schema/schemaeditor.h"

#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <sqlite3.h>

#include <memory>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

/// What stands in the file, read past everything that Relata is.
class RawFile
{
public:
    explicit RawFile(const QString &path)
    {
        if (sqlite3_open_v2(path.toUtf8().constData(), &m_database, SQLITE_OPEN_READONLY, nullptr) != SQLITE_OK)
            qWarning("%s", sqlite3_errmsg(m_database));
    }
    ~RawFile() { sqlite3_close(m_database); }
    RawFile(const RawFile &) = delete;
    RawFile &operator=(const RawFile &) = delete;

    /// The rows as texts, columns joined by "|".
    QStringList rows(const char *sql)
    {
        QStringList result;
        sqlite3_stmt *statement = nullptr;
        if (sqlite3_prepare_v2(m_database, sql, -1, &statement, nullptr) != SQLITE_OK)
            return {QString::fromUtf8(sqlite3_errmsg(m_database))};
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QStringList columns;
            for (int i = 0; i < sqlite3_column_count(statement); ++i)
                columns.append(QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, i))));
            result.append(columns.join(u'|'));
        }
        sqlite3_finalize(statement);
        return result;
    }

private:
    sqlite3 *m_database = nullptr;
};

template<typename T>
T *partOf(QWidget *dialog, const char *name)
{
    return dialog->findChild<T *>(QString::fromLatin1(name));
}

QModelIndex rowCalled(QAbstractItemView *view, const QString &text)
{
    for (int row = 0; row < view->model()->rowCount(); ++row)
        if (view->model()->index(row, 0).data().toString() == text)
            return view->model()->index(row, 0);
    return {};
}

void clickOn(QAbstractItemView *view, const QModelIndex &index)
{
    QVERIFY(index.isValid());
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
}

void pick(QComboBox *combo, const QString &text)
{
    const int index = combo->findText(text);
    QVERIFY2(index >= 0, qPrintable(text));
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
}

void typeOver(QAbstractItemView *view, const QString &text)
{
    auto *edit = view->viewport()->findChild<QLineEdit *>();
    QVERIFY(edit);
    edit->selectAll();
    QTest::keyClicks(edit, text);
    const QPointer<QLineEdit> open(edit);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(!open);
}

void typeName(QWidget *editor, const QString &text)
{
    auto *edit = partOf<QLineEdit>(editor, "schemaName");
    edit->selectAll();
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

/// Decides everything that the review asks, and agrees to every loss.
void decideAll(MigrationReview *review)
{
    auto *list = partOf<QListView>(review, "migrationChanges");
    auto *apply = partOf<QPushButton>(review, "migrationApply");
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        list->setCurrentIndex(list->model()->index(row, 0));
        const auto state = [&] {
            return static_cast<MigrationState>(
                list->model()->index(row, 0).data(MigrationItemModel::StateRole).toInt());
        };
        if (state() == MigrationState::NeedsDecision) {
            QLineEdit *value = nullptr;
            for (QLineEdit *edit : review->findChildren<QLineEdit *>())
                if (edit->accessibleName() == u"Value to set")
                    value = edit;
            QVERIFY(value);
            value->setFocus();
            QTest::keyClicks(value, u"0"_s);
            QTest::keyClick(value, Qt::Key_Return);
            QTRY_VERIFY_WITH_TIMEOUT(state() != MigrationState::NeedsDecision, 20000);
        }
        if (state() == MigrationState::LosesData) {
            const QString label = partOf<QLineEdit>(review, "migrationLossName")->accessibleName();
            QTest::keyClicks(partOf<QLineEdit>(review, "migrationLossName"),
                             label.section(u'“', 1).section(u'”', 0, 0));
        }
    }
    QTRY_VERIFY2(apply->isEnabled(), qPrintable(apply->toolTip()));
}

} // namespace

class TestSchemaStory : public QObject
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
        Palette::apply(Theme::Light);
    }
    void changesTheBlogInSixWays();
    void makesADatabaseFromNothing();
    void declaresWhatTheDataShow();
};

void TestSchemaStory::changesTheBlogInSixWays()
{
    LaidPrompts prompts;
    MainWindow window(MainWindow::Settings::Forget, &prompts);
    window.show();
    window.openSample();
    QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.browser().isSettled(), 20000);
    Session *before = window.session();
    const QString path = before->url().path;
    RawFile raw(path);
    const QStringList posts = raw.rows("SELECT id, title FROM Post ORDER BY id");
    const QStringList links =
        raw.rows("SELECT publication, id FROM Article WHERE publication IS NOT NULL ORDER BY 1, 2");
    const QStringList ratings = raw.rows("SELECT id, coalesce(rating, 0) FROM Post ORDER BY id");
    const QStringList pairs = raw.rows("SELECT * FROM PostTag ORDER BY id");
    const QStringList tags = raw.rows("SELECT id, label, note FROM Tag ORDER BY id");
    const QStringList comments = raw.rows("SELECT id, text FROM Comment ORDER BY id");
    QVERIFY(posts.size() > 1 && links.size() > 1 && !comments.isEmpty());

    window.actions().editSchema->trigger();
    auto *editor = window.findChild<SchemaEditor *>();
    QVERIFY(editor);
    QApplication::setActiveWindow(editor);
    auto *models = partOf<QListView>(editor, "schemaModels");
    auto *fields = partOf<QTableView>(editor, "schemaFields");
    QCOMPARE(models->currentIndex().data().toString(), u"Post"_s);

    clickOn(fields, rowCalled(fields, u"title"_s));
    QTest::keyClick(fields, Qt::Key_F2);
    typeOver(fields, u"headline"_s);
    fields->setCurrentIndex(rowCalled(fields, u"rating"_s).siblingAtColumn(2));
    QTest::keyClick(fields, Qt::Key_Space);

    clickOn(models, rowCalled(models, u"Publication"_s));
    pick(partOf<QComboBox>(editor, "relationManyBack"), u"many"_s);

    partOf<QToolButton>(editor, "schemaMore")->menu()->actions().front()->trigger();
    typeName(editor, u"Mood"_s);
    QTest::mouseClick(partOf<QPushButton>(editor, "schemaAddValue"), Qt::LeftButton);
    typeOver(partOf<QListView>(editor, "schemaValues"), u"Calm"_s);

    clickOn(models, rowCalled(models, u"Comment"_s));
    QTest::mouseClick(partOf<QToolButton>(editor, "schemaRemove"), Qt::LeftButton);

    clickOn(models, rowCalled(models, u"Tag"_s));
    QTest::mouseClick(partOf<QToolButton>(editor, "schemaAddRelationship"), Qt::LeftButton);
    pick(partOf<QComboBox>(editor, "relationTarget"), u"Tag"_s);

    auto *review = partOf<QPushButton>(editor, "schemaReview");
    auto *apply = partOf<QPushButton>(editor, "schemaApply");
    QTRY_VERIFY2_WITH_TIMEOUT(review->isEnabled(), qPrintable(review->toolTip()), 20000);
    QVERIFY(!apply->isEnabled());
    const QString folder = qEnvironmentVariable("RELATA_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(editor->grab().save(folder % u"/story.png"_s));
    QTest::mouseClick(review, Qt::LeftButton);
    auto *dialog = editor->findChild<MigrationReview *>();
    QVERIFY(dialog);
    if (!folder.isEmpty())
        QVERIFY(dialog->grab().save(folder % u"/review.png"_s));
    decideAll(dialog);
    if (!folder.isEmpty())
        QVERIFY(dialog->grab().save(folder % u"/review2.png"_s));
    QTest::mouseClick(partOf<QPushButton>(dialog, "migrationApply"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.session() != before && window.browser().isSettled(), 30000);
    QVERIFY2(window.strip().text().contains(u"changes were applied."_s), qPrintable(window.strip().text()));
    QCOMPARE(partOf<QListView>(&window, "modelList")->currentIndex().data().toString(), u"Post"_s);

    RawFile after(path);
    QCOMPARE(after.rows("SELECT id, headline FROM Post ORDER BY id"), posts);
    QCOMPARE(after.rows("SELECT id, rating FROM Post ORDER BY id"), ratings);
    QCOMPARE(after.rows("SELECT publication, article FROM PublicationArticle ORDER BY 1, 2"), links);
    QCOMPARE(after.rows("SELECT * FROM PostTag ORDER BY id"), pairs);
    QCOMPARE(after.rows("SELECT id, label, note FROM Tag ORDER BY id"), tags);
    QCOMPARE(after.rows("SELECT count(*) FROM sqlite_master WHERE name = 'Comment'"), QStringList{u"0"_s});
    QCOMPARE(after.rows("PRAGMA integrity_check"), QStringList{u"ok"_s});
    QVERIFY(after.rows("PRAGMA foreign_key_check").isEmpty());
    QVERIFY(window.session()->schema().enumNamed(u"Mood"));

    // What went is in the backup.
    const QString words = window.strip().text();
    const QString backup = words.section(u" is kept in "_s, 1).chopped(1);
    QVERIFY2(QFile::exists(backup), qPrintable(words));
    RawFile kept(backup);
    QCOMPARE(kept.rows("SELECT id, text FROM Comment ORDER BY id"), comments);
}

void TestSchemaStory::makesADatabaseFromNothing()
{
    QTemporaryDir folder;
    LaidPrompts prompts;
    prompts.target = folder.filePath(u"notes.relata"_s);
    MainWindow window(MainWindow::Settings::Forget, &prompts);
    window.show();
    window.actions().newDatabase->trigger();
    auto *editor = window.findChild<SchemaEditor *>();
    QVERIFY(editor);
    QApplication::setActiveWindow(editor);
    QTest::mouseClick(partOf<QToolButton>(editor, "schemaAddModel"), Qt::LeftButton);
    typeName(editor, u"Note"_s);
    QTest::mouseClick(partOf<QToolButton>(editor, "schemaAddField"), Qt::LeftButton);
    typeOver(partOf<QTableView>(editor, "schemaFields"), u"text"_s);
    auto *apply = partOf<QPushButton>(editor, "schemaApply");
    QVERIFY2(apply->isEnabled(), qPrintable(apply->toolTip()));
    QTest::mouseClick(apply, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.browser().isSettled(), 20000);
    QCOMPARE(window.session()->schema().models.front().name, u"Note"_s);
    RawFile raw(prompts.target);
    QCOMPARE(raw.rows("SELECT name FROM pragma_table_info('Note')"),
             (QStringList{u"id"_s, u"text"_s, u"createdAt"_s, u"updatedAt"_s}));
}

void TestSchemaStory::declaresWhatTheDataShow()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"music.sqlite"_s);
    sqlite3 *made = nullptr;
    QCOMPARE(sqlite3_open(path.toUtf8().constData(), &made), SQLITE_OK);
    QCOMPARE(sqlite3_exec(made,
                          "CREATE TABLE artist (id INTEGER PRIMARY KEY, name TEXT);"
                          "CREATE TABLE album (id INTEGER PRIMARY KEY, title TEXT, artist_id INTEGER);"
                          "INSERT INTO artist VALUES (1, 'Ada'), (2, 'Ben'), (3, 'Cleo');"
                          "INSERT INTO album VALUES (1, 'One', 1), (2, 'Two', 1), (3, 'Three', 3), (4, 'Four', NULL);",
                          nullptr, nullptr, nullptr),
             SQLITE_OK);
    sqlite3_close(made);
    RawFile raw(path);
    const QStringList albums = raw.rows("SELECT id, title, coalesce(artist_id, '-') FROM album ORDER BY id");

    LaidPrompts prompts;
    MainWindow window(MainWindow::Settings::Forget, &prompts);
    window.show();
    window.openDatabase(path);
    QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.browser().isSettled(), 20000);
    Session *before = window.session();
    window.actions().editSchema->trigger();
    auto *editor = window.findChild<SchemaEditor *>();
    QVERIFY(editor);
    QApplication::setActiveWindow(editor);
    auto *offers = partOf<QWidget>(editor, "schemaSuggestions");
    QTRY_VERIFY_WITH_TIMEOUT(offers->isVisible(), 20000);
    QTest::mouseClick(partOf<QToolButton>(offers, "schemaSuggestionsMore"), Qt::LeftButton);
    auto *add = offers->findChild<QPushButton *>();
    QVERIFY(add);
    QCOMPARE(add->accessibleName(), u"Add album.artist_id → artist"_s);
    QTest::mouseClick(add, Qt::LeftButton);
    auto *apply = partOf<QPushButton>(editor, "schemaApply");
    QTRY_VERIFY_WITH_TIMEOUT(apply->isEnabled(), 20000);
    QTest::mouseClick(apply, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(window.session() && window.session() != before && window.browser().isSettled(), 20000);
    QCOMPARE(raw.rows("SELECT \"table\", \"from\" FROM pragma_foreign_key_list('album')"),
             QStringList{u"artist|artist_id"_s});
    QCOMPARE(raw.rows("SELECT id, title, coalesce(artist_id, '-') FROM album ORDER BY id"), albums);
}

QTEST_MAIN(TestSchemaStory)
#include "test_schemastory.moc"
