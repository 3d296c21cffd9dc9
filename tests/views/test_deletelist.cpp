#include "views/dialogs/deletedialog.h"
#include "views/dialogs/deletelist.h"
#include "views/parts/notestrip.h"
#include "views/parts/prompts.h"

#include "support/fakesession.h"
#include "support/sampleschema.h"

#include <QBuffer>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

Key key(const char *text) { return {QString::fromUtf8(text)}; }

/// Publication b1 with an article, a post's tag, a cleared author and a blocker: one of each.
Plan planOfEach()
{
    using namespace sample;
    const Schema schema = sample::schema();
    Plan plan;
    plan.kind = ChangeKind::Deleted;
    plan.steps = {
        UpdateStep{post, key("p1"), {u"p1"_s, u"Maps, \"old\""_s, {}, {}, u"a1"_s}, {u"p1"_s, u"Maps"_s, {}, {}, {}}},
        DeleteStep{postTag, key("x"), {u"x"_s, u"p1"_s, u"craft"_s}},
        DeleteStep{article, key("r1"), {u"r1"_s, u"Tides\nand salt"_s, u"b1"_s}},
        DeleteStep{publication, key("b1"), {u"b1"_s, u"Field Notes"_s}}};
    plan.clearings = {{schema.keyEnd(ReferenceId(0)), key("p1")}};
    plan.blockers = {{schema.keyEnd(ReferenceId(3)), key("r9")}};
    DeleteNode chosen;
    chosen.model = publication;
    chosen.count = 1;
    chosen.samples = {{publication, key("b1"), u"Field Notes"_s, false}};
    DeleteNode blocks;
    blocks.parent = 0;
    blocks.model = article;
    blocks.reference = ReferenceId(3);
    blocks.effect = Effect::Blocks;
    blocks.count = 1;
    blocks.samples = {{article, key("r9"), u"Reefs"_s, false}};
    plan.preview.nodes = {chosen, blocks};
    plan.preview.deleted = 2;
    return plan;
}

QString written(const Plan &plan, DeleteList::Format format)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!DeleteList(sample::schema(), std::make_shared<const Plan>(plan)).write(buffer, format))
        return {};
    return QString::fromUtf8(buffer.data());
}

class FilePrompts final : public Prompts
{
public:
    QString target;
    QString suggested, filter;
    void saveFile(QWidget *, const QString &, const QString &offered, const QString &name,
                  std::function<void(QString)> done) override
    {
        suggested = name;
        filter = offered;
        done(target);
    }
};

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The strip that tells how the export went; empty while there is none.
QString told(const QWidget &dialog)
{
    for (const NoteStrip *strip : dialog.findChildren<NoteStrip *>())
        if (strip->isVisible() && (strip->text().contains(u"saved"_s)))
            return strip->text();
    return {};
}

} // namespace

class TestDeleteList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvSaysModelKeyLabelAndEffectOfAll()
    {
        QCOMPARE(written(planOfEach(), DeleteList::Format::Csv),
                 u"Model,Key,Label,What happens,Field\r\n"
                 "Article,r9,Reefs,Blocks,publication\r\n"
                 "Publication,b1,Field Notes,Deleted,\r\n"
                 "Article,r1,\"Tides\nand salt\",Deleted,\r\n"
                 "PostTag,x,p1 – craft,Link removed,\r\n"
                 "Post,p1,\"Maps, \"\"old\"\"\",Cleared,author\r\n"_s);
    }

    void textIsALineForEach()
    {
        QCOMPARE(written(planOfEach(), DeleteList::Format::Text),
                 u"Blocks: Article r9 “Reefs” (publication)\n"
                 "Deleted: Publication b1 “Field Notes”\n"
                 "Deleted: Article r1 “Tides and salt”\n"
                 "Link removed: PostTag x “p1 – craft”\n"
                 "Cleared: Post p1 “Maps, \"old\"” (author)\n"_s);
    }

    void theDialogSavesTheList_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("csv") << u"all.csv"_s << QByteArray("Model,Key,");
        QTest::newRow("text") << u"all.txt"_s << QByteArray("Blocks: ");
    }
    void theDialogSavesTheList()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, begin);
        const QTemporaryDir folder;
        FilePrompts prompts;
        prompts.target = folder.filePath(name);
        FakeSession session(sample::schema());
        session.plan = planOfEach();
        DeleteDialog dialog(session, Delete{sample::publication, {key("b1")}, std::nullopt});
        dialog.setPrompts(&prompts);
        dialog.open();
        auto *button = dialog.findChild<QPushButton *>(u"exportList"_s);
        QVERIFY(!button->isEnabled());
        session.settle();
        QVERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(prompts.suggested, u"publications to delete.csv"_s);
        QVERIFY(prompts.filter.contains(u"*.txt"_s));
        QVERIFY(!button->isEnabled());
        session.settle();
        QTRY_COMPARE(told(dialog), u"The list is saved. "_s + prompts.target);
        QVERIFY(contents(prompts.target).startsWith(begin));
        QVERIFY(button->isEnabled());
        QVERIFY(session.submitted.empty());
    }

    void whatCannotBeWrittenIsSaidAndTheOldFileStays()
    {
        FilePrompts prompts;
        prompts.target = u"/proc/no such folder/all.csv"_s;
        FakeSession session(sample::schema());
        session.plan = planOfEach();
        DeleteDialog dialog(session, Delete{sample::publication, {key("b1")}, std::nullopt});
        dialog.setPrompts(&prompts);
        dialog.open();
        session.settle();
        QTest::mouseClick(dialog.findChild<QPushButton *>(u"exportList"_s), Qt::LeftButton);
        session.settle();
        QTRY_VERIFY(told(dialog).startsWith(u"Nothing was saved. The list could not be saved to"_s));
        QVERIFY(told(dialog).contains(prompts.target));
        QVERIFY(told(dialog).endsWith(u"Choose another place or free some space."_s));
    }

    void aPlanThatFailsSavesNothing()
    {
        const QTemporaryDir folder;
        FilePrompts prompts;
        prompts.target = folder.filePath(u"all.csv"_s);
        FakeSession session(sample::schema());
        session.plan = planOfEach();
        DeleteDialog dialog(session, Delete{sample::publication, {key("b1")}, std::nullopt});
        dialog.setPrompts(&prompts);
        dialog.open();
        session.settle();
        session.failNext({ErrorCode::Io, u"The disk went away."_s, {}});
        QTest::mouseClick(dialog.findChild<QPushButton *>(u"exportList"_s), Qt::LeftButton);
        session.settle();
        QCOMPARE(told(dialog), u"Nothing was saved. The disk went away."_s);
        QVERIFY(!QFile::exists(prompts.target));
    }

    /// The dialog may be closed while the file is written: it is written all the same, and nobody is told.
    void aClosedDialogIsNotTold()
    {
        const QTemporaryDir folder;
        FilePrompts prompts;
        prompts.target = folder.filePath(u"all.csv"_s);
        FakeSession session(sample::schema());
        session.plan = planOfEach();
        auto dialog = std::make_unique<DeleteDialog>(session, Delete{sample::publication, {key("b1")}, std::nullopt});
        dialog->setPrompts(&prompts);
        dialog->open();
        session.settle();
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"exportList"_s), Qt::LeftButton);
        session.settle();
        dialog.reset();
        QTRY_VERIFY(contents(prompts.target).endsWith("\r\n"));
        QTRY_VERIFY(!qApp->findChild<DeleteListSaver *>());
    }
};

QTEST_MAIN(TestDeleteList)
#include "test_deletelist.moc"
