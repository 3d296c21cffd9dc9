// Opening what cannot be opened: a sentence, and the window stays what it was.
#include "gui/stories.h"
#include "gui/story.h"

#include "session/session.h"
#include "views/parts/messagestrip.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

namespace {

/// A database that another program made, with one row.
QString makeNotes(const Story &s, const QString &name = u"notes.db"_s)
{
    const QString file = s.folder.filePath(name);
    RawDatabase raw(file);
    raw.run("CREATE TABLE Note (id INTEGER PRIMARY KEY, body TEXT); INSERT INTO Note VALUES (1, 'first')");
    return file;
}

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

/// The user that owns nothing, where the tests run as one who may do everything; permissions count again.
class Unprivileged
{
public:
    Unprivileged()
    {
        if (m_isRoot)
            m_done = setresuid(nobody, nobody, 0) == 0;
    }
    ~Unprivileged()
    {
        if (m_isRoot && m_done)
            m_done = setresuid(0, 0, 0) == 0;
    }
    Unprivileged(const Unprivileged &) = delete;
    Unprivileged &operator=(const Unprivileged &) = delete;
    [[nodiscard]] bool isSo() const { return !m_isRoot || m_done; }

private:
    static constexpr uid_t nobody = 65534;
    const bool m_isRoot = geteuid() == 0;
    bool m_done = false;
};

/// The sample is still there and answers.
void isStillUsable(Story &s, const QString &file)
{
    QCOMPARE(s.file(), file);
    QVERIFY(s.chooseModel(u"Tag"_s));
    QVERIFY(s.choose(u"label"_s, u"sea"_s));
    Story::click(s.window.strip().findChild<QWidget *>(u"dismissMessage"_s));
    SOON(s.message().isEmpty());
}

} // namespace

void TestStories::badFilesAreRefused_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("sentence");
    QTest::addRow("missing") << u"missing"_s << u"There is no file %1."_s;
    QTest::addRow("folder") << u"folder"_s << u"%1 is a folder, not a database."_s;
    QTest::addRow("text") << u"text"_s << u"%1 is not a SQLite database, or it is encrypted."_s;
    QTest::addRow("cut off") << u"cut"_s << u"%1 is damaged or cut off."_s;
}

void TestStories::badFilesAreRefused()
{
    QFETCH(QString, kind);
    QFETCH(QString, sentence);
    Story s;
    QVERIFY(s.openSample());
    const QString sample = s.file();
    const QString path = s.folder.filePath(u"bad.db"_s);
    if (kind == u"folder"_s)
        QVERIFY(QDir().mkdir(path));
    if (kind == u"text"_s)
        writeFile(path, QByteArray("This was never a database.\n").repeated(200));
    if (kind == u"cut"_s) {
        QFile whole(makeNotes(s, u"whole.db"_s));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        writeFile(path, whole.readAll().first(5000));
    }

    s.prompts.file = path;
    s.press(QKeySequence::Open);
    SOON(!s.message().isEmpty());
    QVERIFY2(s.message().startsWith(sentence.arg(path)), qPrintable(s.message()));
    QVERIFY(Story::says(&s.window.strip(), sentence.arg(path).toHtmlEscaped()));
    isStillUsable(s, sample);

    // A good file opens all the same.
    QVERIFY(s.open(makeNotes(s)));
    SOON_COMPARE(s.shown(u"body"_s), QStringList{u"first"_s});
    QVERIFY(s.message().isEmpty());
}

void TestStories::lockedFileIsRefused()
{
    Story s;
    QVERIFY(s.openSample());
    const QString sample = s.file();
    const QString file = makeNotes(s);
    RawDatabase other(file);
    other.run("BEGIN EXCLUSIVE; INSERT INTO Note VALUES (2, 'second')");

    s.prompts.file = file;
    s.press(QKeySequence::Open);
    // While it waits, the window goes on.
    QVERIFY(s.chooseModel(u"Author"_s));
    QVERIFY(s.message().isEmpty());
    SOON(!s.message().isEmpty());
    QVERIFY2(s.message().startsWith(u"%1 is locked by"_s.arg(file)), qPrintable(s.message()));
    isStillUsable(s, sample);

    other.run("COMMIT");
    QVERIFY(s.open(file));
    SOON_COMPARE(s.shown(u"body"_s), (QStringList{u"first"_s, u"second"_s}));
}

void TestStories::readOnlyFileIsRefused()
{
    Story s;
    QVERIFY(s.openSample());
    const QString sample = s.file();
    const QString file = makeNotes(s);
    const QByteArray bytes = [&] {
        QFile stored(file);
        return stored.open(QIODevice::ReadOnly) ? stored.readAll() : QByteArray();
    }();
    QVERIFY(QFile::setPermissions(file, QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther));
    QVERIFY(QFile::setPermissions(s.folder.path(),
                                  QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup
                                      | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther));
    {
        const Unprivileged user;
        QVERIFY(user.isSo());
        s.prompts.file = file;
        s.press(QKeySequence::Open);
        SOON(!s.message().isEmpty());
        QVERIFY2(s.message().startsWith(u"You are not allowed to change %1."_s.arg(file)), qPrintable(s.message()));
        QCOMPARE(s.file(), sample);

        // The remedy beside the sentence.
        Story::click(Story::button(&s.window.strip(), u"Open read-only"_s));
        SOON(s.file() == file && s.settles());
    }
    SOON_COMPARE(s.shown(u"body"_s), QStringList{u"first"_s});
    QVERIFY(s.window.session()->isReadOnly());
    s.clickCell(s.cell(0, u"body"_s));
    s.press(Qt::Key_F2);
    QVERIFY(!s.cellEditor());
    s.press(QKeySequence::New);
    s.press(u"Shift+Del"_s);
    QVERIFY(!s.dialog(u"deleteDialog"_s));
    QCOMPARE(s.message(), s.window.session()->readOnlyReason());
    QFile stored(file);
    QVERIFY(stored.open(QIODevice::ReadOnly));
    QCOMPARE(stored.readAll(), bytes);
}

} // namespace relata
