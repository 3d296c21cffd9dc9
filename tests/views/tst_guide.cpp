#include "guide/guideprint.h"

#include "schema/sdl.h"
#include "support/fakesession.h"
#include "views/help/codeview.h"
#include "views/help/guidetrial.h"
#include "views/help/relationshipguide.h"

#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

class TestGuide : public QObject
{
    Q_OBJECT

private:
    static QString read(const QString &name)
    {
        QFile file(QStringLiteral(RELATA_TEST_DIR) % u"/views/guide/"_s % name);
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    static Schema golden() { return sdl::read(read(u"golden.graphql"_s)).value(); }

    static const guide::Example &example(const guide::Text &text, guide::Chapter chapter, std::size_t index = 0)
    {
        return text.chapter(chapter).at(index);
    }
    static QPushButton *button(RelationshipGuide &guide, const QString &name, int index = 0)
    {
        return guide.findChildren<QPushButton *>(name).at(index);
    }

private Q_SLOTS:
    void saysTheSameAsTheGoldenText()
    {
        const QString expected = read(u"golden.txt"_s);
        const QString actual = test::printed(golden());
        const QStringList expectedLines = expected.split(u'\n');
        const QStringList actualLines = actual.split(u'\n');
        for (qsizetype i = 0; i < qMin(expectedLines.size(), actualLines.size()); ++i)
            QCOMPARE(actualLines[i], expectedLines[i]);
        QCOMPARE(actualLines.size(), expectedLines.size());
    }

    void aRestrictedDeleteNamesWhatIsInTheWay()
    {
        Schema schema = golden();
        const Relationship &books = schema.relationships.back();
        schema.references[books.reference.index()].rule = DeleteRule::Restrict;
        const guide::Text text = guide::write(schema, books);
        const guide::Example &remove = example(text, guide::Chapter::Delete);
        QCOMPARE(remove.sentence,
                 u"Deleting the Shelf is refused while any Book has it in “shelf”. “Delete these too”, in lines "
                 u"\"cascade\": true, deletes those first."_s);
        QCOMPARE(guide::jsonLines(schema, remove.scene),
                 u"{\"op\": \"delete\", \"model\": \"Shelf\", \"id\": \"shelf-1\", \"cascade\": true}\n"_s);
        const QString statements = guide::sql(schema, remove.scene);
        QVERIFY(statements.indexOf(u"DELETE FROM \"Book\""_s) >= 0);
        QVERIFY(statements.indexOf(u"DELETE FROM \"Book\""_s) < statements.indexOf(u"DELETE FROM \"Shelf\""_s));
    }

    void otherRulesHaveTheirOwnSentences_data()
    {
        QTest::addColumn<int>("rule");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("clear") << static_cast<int>(DeleteRule::Clear)
                               << u"Deleting the Shelf clears “shelf” of each Book that has it; the Book stays."_s;
        QTest::newRow("set default")
            << static_cast<int>(DeleteRule::SetDefault)
            << u"Deleting the Shelf sets “shelf” of each Book that has it to its default value; the Book stays."_s;
    }
    void otherRulesHaveTheirOwnSentences()
    {
        QFETCH(int, rule);
        QFETCH(QString, sentence);
        Schema schema = golden();
        const Relationship &books = schema.relationships.back();
        schema.references[books.reference.index()].rule = static_cast<DeleteRule>(rule);
        const guide::Text text = guide::write(schema, books);
        QCOMPARE(example(text, guide::Chapter::Delete).sentence, sentence);
    }

    void clearingARequiredFieldIsRefused()
    {
        Schema schema = golden();
        const Relationship &books = schema.relationships.back();
        Reference &reference = schema.references[books.reference.index()];
        reference.rule = DeleteRule::Clear;
        for (const FieldId column : reference.columns)
            schema.models[reference.from.index()].fields[column.index()].required = true;
        const guide::Text text = guide::write(schema, books);
        QVERIFY(example(text, guide::Chapter::Delete).sentence.contains(u"is refused while any Book"_s));
        QVERIFY(text.summary.contains(u"belongs to exactly one Shelf"_s));
    }

    void namesInstancesThatAreLinkedNow()
    {
        const Schema schema = golden();
        const guide::Linked linked{{u"top"_s}, {u"o'brien"_s}, {}};
        const guide::Text text = guide::write(schema, schema.relationships.back(), linked);
        QCOMPARE(guide::sql(schema, example(text, guide::Chapter::Delete, 1).scene),
                 u"PRAGMA foreign_keys = ON;\nDELETE FROM \"Book\" WHERE \"id\" = 'o''brien';\n"_s);
        QVERIFY(guide::jsonLines(schema, example(text, guide::Chapter::Query).scene).contains(u"{\"eq\": \"top\"}"_s));
    }

    void linesBecomeTheIntentsTheySay()
    {
        const Schema schema = golden();
        const guide::Text text = guide::write(schema, schema.relationships.back());
        const auto made = guide::trialOf(schema, guide::jsonLines(schema, example(text, guide::Chapter::Create).scene));
        QVERIFY2(made, qPrintable(made ? QString() : made.error().message));
        QCOMPARE(made->intents.size(), std::size_t(2));
        QCOMPARE(std::get<Save>(made->intents[0]).model, *schema.modelNamed(u"Shelf"));
        QCOMPARE(std::get<Save>(made->intents[1]).model, *schema.modelNamed(u"Book"));

        const auto found = guide::trialOf(schema, guide::jsonLines(schema, example(text, guide::Chapter::Query).scene));
        QVERIFY(found && found->intents.empty());
        QCOMPARE(found->queries.size(), std::size_t(1));

        const auto gone = guide::trialOf(schema, guide::jsonLines(schema, example(text, guide::Chapter::Delete).scene));
        QVERIFY(gone);
        QCOMPARE(std::get<Delete>(gone->intents.at(0)).keys, std::vector<Key>{Key{u"shelf-1"_s}});

        QVERIFY(!guide::trialOf(schema, u"{\"op\": \"clear\", \"model\": \"Shelf\"}"_s));
    }

    void asksToChooseUntilARelationshipIsChosen()
    {
        const Schema schema = golden();
        FakeSession session(schema);
        RelationshipGuide guide;
        guide.setSession(&session);
        auto *choice = guide.findChild<QComboBox *>(u"guideRelationship"_s);
        QCOMPARE(choice->count(), 3);
        QCOMPARE(choice->currentIndex(), -1);
        QVERIFY(guide.findChildren<CodeView *>().isEmpty());
        choice->setCurrentIndex(2);
        QVERIFY(!guide.findChildren<CodeView *>().isEmpty());
        guide.setSession(nullptr);
        QVERIFY(guide.findChildren<CodeView *>().isEmpty());
    }

    void copiesTheCodeOfTheChosenLanguage()
    {
        const Schema schema = golden();
        FakeSession session(schema);
        RelationshipGuide guide;
        guide.setSession(&session);
        guide.show(RelationshipId(2));
        guide.findChild<QComboBox *>(u"guideLanguage"_s)->setCurrentIndex(1);
        button(guide, u"copyCode"_s)->click();
        QCOMPARE(
            QGuiApplication::clipboard()->text(),
            guide::sql(schema, example(guide::write(schema, schema.relationships[2]), guide::Chapter::Create).scene));
        QVERIFY(guide.findChild<CodeView *>()->toPlainText().startsWith(u"PRAGMA"_s));
    }

    void triesOnACopyAndShowsTheChanges()
    {
        const Schema schema = golden();
        FakeSession session(schema);
        RelationshipGuide guide;
        guide.setSession(&session);
        guide.show(RelationshipId(2));
        session.settle();
        button(guide, u"tryIt"_s)->click();
        session.settle();
        QCOMPARE(guide.findChild<QListWidget *>(u"tryResult"_s)->count(), 2);
        QVERIFY(session.submitted.empty());

        session.failNext(Error{ErrorCode::Duplicate, u"There is one already."_s, {}});
        button(guide, u"tryIt"_s)->click();
        session.settle();
        QCOMPARE(guide.findChild<QListWidget *>(u"tryResult"_s)->count(), 0);
    }

    void readsAndDeletesOnlyWhatIsThere()
    {
        const Schema schema = golden();
        FakeSession session(schema);
        RelationshipGuide guide;
        guide.setSession(&session);
        guide.show(RelationshipId(2));
        session.settle();
        guide.findChild<QTabBar *>()->setCurrentIndex(static_cast<int>(guide::Chapter::Query));
        QVERIFY(!button(guide, u"tryIt"_s)->isEnabled());
        QVERIFY(!button(guide, u"tryIt"_s)->toolTip().isEmpty());

        const auto linked =
            guide::trialOf(schema, uR"({"op": "save", "model": "Shelf", "value": {"id": "s9", "name": "Top"}}
{"op": "save", "model": "Book", "value": {"id": "b9", "title": "Tides", "pages": 9, "shelf": "s9"}})"_s);
        session.submit(linked->intents, &guide, [](const Result<ChangeSet> &) {});
        session.settle();
        QVERIFY(button(guide, u"tryIt"_s)->isEnabled());
        QVERIFY(guide.findChild<CodeView *>()->code().contains(u"\"s9\""_s));
        button(guide, u"tryIt"_s)->click();
        session.settle();
        const auto *result = guide.findChild<QListWidget *>(u"tryResult"_s);
        QCOMPARE(result->count(), 1);
        QCOMPARE(result->item(0)->text(), u"Tides"_s);
    }

    void codeRunsLeftToRightInAnyLayout()
    {
        RelationshipGuide guide;
        guide.setLayoutDirection(Qt::RightToLeft);
        CodeView inside(&guide);
        inside.setCode(u"SELECT 1;\n"_s, guide::Language::Sql);
        QCOMPARE(inside.code(), u"SELECT 1;\n"_s);
        QCOMPARE(inside.layoutDirection(), Qt::LeftToRight);
    }
};

QTEST_MAIN(TestGuide)
#include "tst_guide.moc"
