#include "cli/clirun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace {

QByteArray line(const QJsonObject &operation) { return QJsonDocument(operation).toJson(QJsonDocument::Compact) + '\n'; }

QByteArray saveTag(const QString &id, const QString &label)
{
    return line(
        {{u"op"_s, u"save"_s}, {u"model"_s, u"Tag"_s}, {u"value"_s, QJsonObject{{u"id"_s, id}, {u"label"_s, label}}}});
}

const QByteArray dump = "{\"op\":\"dump\"}\n";

} // namespace

/// `relata-cli run`: how a script is read, answered and ended.
class TestScript final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_database = m_folder->filePath(u"blog.sqlite"_s);
        const CliRun made = CliRun::with({u"create"_s, m_database, u"--schema"_s,
                                          QStringLiteral(RELATA_TEST_DIR "/conformance/cases/schemas/blog.graphql")});
        QVERIFY2(made.status == 0, made.err.constData());
    }

    void eachAnswerComesBeforeTheNextLineIsSent()
    {
        QProcess process;
        process.start(QStringLiteral(RELATA_CLI), {u"run"_s, m_database});
        for (int i = 0; i < 5; ++i) {
            process.write(saveTag(QString::number(i), u"x"_s));
            while (!process.canReadLine())
                QVERIFY(process.waitForReadyRead(30'000));
            const QJsonObject answer = QJsonDocument::fromJson(process.readLine()).object();
            QVERIFY(isOk(answer));
            QCOMPARE(answer.value("value"_L1).toObject().value("id"_L1), QJsonValue(QString::number(i)));
        }
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }

    void emptyLinesCommentsAndLineEndsAreNoOperations()
    {
        const CliRun run =
            script("\xEF\xBB\xBF# made by hand\r\n\n   \n" + saveTag(u"t1"_s, u"a"_s).replace("\n", "\r\n")
                   + "# {\"op\":\"clear\"}\n{\"op\":\"count\",\"model\":\"Tag\"}");
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(run.answers().size(), 2);
        QCOMPARE(run.answers().last().value("count"_L1).toInt(), 1);
        QVERIFY(run.err.isEmpty());
    }

    void aScriptCanBeAFile()
    {
        QFile file(m_folder->filePath(u"script.jsonl"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(saveTag(u"t1"_s, u"a"_s));
        file.close();
        const CliRun run = CliRun::with({u"run"_s, m_database, file.fileName()});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.answers().size(), 1);
    }

    void theFirstFailureEndsTheScript()
    {
        const CliRun run = script(saveTag(u"t1"_s, u"a"_s) + "\n{\"op\":\"get\",\"model\":\"Nope\",\"id\":\"x\"}\n"
                                  + saveTag(u"t2"_s, u"b"_s));
        QCOMPARE(run.status, 1);
        QCOMPARE(run.answers().size(), 2);
        QCOMPARE(errorCode(run.answers().last()), u"unknown_model"_s);
        QVERIFY2(run.saysOneLine(), run.err.constData());
        QVERIFY2(run.err.contains("Line 3"), run.err.constData());
        QCOMPARE(keys(), QStringList{u"t1"_s}); // what was done before stays
    }

    void withContinueEveryLineIsAnswered()
    {
        const CliRun run = script("{\"op\":\"undo\"}\nno JSON\n" + saveTag(u"t1"_s, u"a"_s), {u"--continue"_s});
        QCOMPARE(run.status, 0);
        QCOMPARE(run.answers().size(), 3);
        QCOMPARE(errorCode(run.answers()[0]), u"nothing_to_undo"_s);
        QCOMPARE(errorCode(run.answers()[1]), u"syntax"_s);
        QVERIFY(isOk(run.answers()[2]));
        QVERIFY(run.err.isEmpty());
    }

    void linesThatAreNoOperationAreNamedByTheirNumber_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("word") << QByteArray("hello");
        QTest::newRow("half") << QByteArray("{\"op\":\"dump\"");
        QTest::newRow("two values") << QByteArray("{\"op\":\"dump\"} {\"op\":\"dump\"}");
        QTest::newRow("list") << QByteArray("[{\"op\":\"dump\"}]");
        QTest::newRow("number") << QByteArray("5");
        QTest::newRow("no op") << QByteArray("{}");
        QTest::newRow("op is no text") << QByteArray("{\"op\":1}");
        QTest::newRow("unknown op") << QByteArray("{\"op\":\"drop\"}");
        QTest::newRow("needs a model") << QByteArray("{\"op\":\"get\",\"id\":\"x\"}");
        QTest::newRow("unknown member") << QByteArray(
            "{\"op\":\"delete\",\"model\":\"Tag\",\"all\":true,\"dryrun\":true}");
        QTest::newRow("flag is no flag") << QByteArray("{\"op\":\"delete\",\"model\":\"Tag\",\"all\":\"yes\"}");
        QTest::newRow("member twice") << QByteArray("{\"op\":\"clear\",\"op\":\"dump\"}");
        QTest::newRow("member twice, deeper") << QByteArray(
            "{\"op\":\"save\",\"model\":\"Tag\",\"value\":{\"id\":\"a\",\"l\\u0061bel\":\"x\",\"label\":\"y\"}}");
        QTest::newRow("not UTF-8") << QByteArray("{\"op\":\"save\",\"model\":\"Tag\",\"value\":{\"label\":\"\xff\"}}");
        QTest::newRow("half a surrogate pair")
            << QByteArray("{\"op\":\"save\",\"model\":\"Tag\",\"value\":{\"label\":\"\\ud83d\"}}");
        QTest::newRow("nested without end") << QByteArray(100'000, '[');
        QTest::newRow("nested very deeply") << QByteArray("{\"op\":\"save\",\"model\":\"Tag\",\"value\":"
                                                          + QByteArray(100'000, '[') + QByteArray(100'000, ']') + "}");
        QTest::newRow("comment after a space") << QByteArray(" # no comment");
    }
    void linesThatAreNoOperationAreNamedByTheirNumber()
    {
        QFETCH(QByteArray, text);
        const CliRun run = script(saveTag(u"t1"_s, u"a"_s) + "\n" + text + "\n");
        QCOMPARE(run.status, 1);
        QCOMPARE(run.answers().size(), 2);
        const QJsonObject error = run.answers().last().value("error"_L1).toObject();
        QCOMPARE(error.value("code"_L1), QJsonValue(u"syntax"_s));
        QVERIFY2(error.value("message"_L1).toString().contains("ine 3"_L1),
                 qPrintable(error.value("message"_L1).toString()));
        QVERIFY2(run.saysOneLine(), run.err.constData());
        QCOMPARE(keys(), QStringList{u"t1"_s});
    }

    void membersMayBeCalledAlikeInDifferentObjects()
    {
        const CliRun run = script("{\"op\":\"query\",\"model\":\"Tag\",\"where\":{\"or\":[{\"label\":{\"eq\":\"a\"}},"
                                  "{\"label\":{\"eq\":\"b\"}},{\"not\":{\"label\":{\"eq\":\"{\\\"label\\\",\"}}}]}}");
        QVERIFY2(run.status == 0, run.err.constData());
    }

    void predicatesNestAsDeepAsJsonMay()
    {
        QByteArray where = "{\"label\":{\"eq\":\"a\"}}";
        for (int i = 0; i < 400; ++i)
            where = "{\"not\":" + where + '}';
        const CliRun run = script(saveTag(u"t1"_s, u"a"_s) + "{\"op\":\"count\",\"model\":\"Tag\",\"where\":" + where
                                      + "}\n" + "{\"op\":\"count\",\"model\":\"Tag\"}\n",
                                  {u"--continue"_s});
        QCOMPARE(run.status, 0); // it did not crash, and went on
        QCOMPARE(run.answers().size(), 3);
        QCOMPARE(run.answers().last().value("count"_L1).toInt(), 1);
    }

    void whatIsOpenAtTheEndIsRolledBack()
    {
        QCOMPARE(script("{\"op\":\"begin\"}\n" + saveTag(u"t1"_s, u"a"_s)).status, 0);
        QCOMPARE(keys(), QStringList());
        QCOMPARE(script("{\"op\":\"begin\"}\n" + saveTag(u"t1"_s, u"a"_s) + "{\"op\":\"undo\"}\n").status, 1);
        QCOMPARE(keys(), QStringList());
        QCOMPARE(script("{\"op\":\"begin\"}\n" + saveTag(u"t1"_s, u"a"_s) + "{\"op\":\"commit\"}\n").status, 0);
        QCOMPARE(keys(), QStringList{u"t1"_s});
    }

    void largeLinesAndAnswersGoThroughWhole()
    {
        QByteArray input;
        for (int i = 0; i < 4; ++i) // more than is kept in memory for one answer
            input += saveTag(QString::number(i), QString(3'000'000, QChar(u'a' + i)));
        const CliRun run = script(input + dump);
        QVERIFY2(run.status == 0, run.err.constData());
        QCOMPARE(run.answers().size(), 5);
        const QJsonArray values = run.answers().last().value("values"_L1).toArray();
        QCOMPARE(values.size(), 4);
        for (int i = 0; i < 4; ++i) {
            const QString label = values[i].toObject().value("value"_L1).toObject().value("label"_L1).toString();
            QVERIFY(label == QString(3'000'000, QChar(u'a' + i)));
        }
    }

    void aDumpIsSortedByModelThenKey()
    {
        const CliRun run =
            script(saveTag(u"b"_s, u"1"_s) + saveTag(u"a"_s, u"2"_s) + saveTag(u"Z"_s, u"3"_s)
                   + saveTag(u"10"_s, u"4"_s) + saveTag(u"9"_s, u"5"_s)
                   + "{\"op\":\"save\",\"model\":\"Author\",\"value\":{\"id\":\"x\",\"name\":\"n\"}}\n" + dump);
        QVERIFY2(run.status == 0, run.err.constData());
        QStringList order;
        for (const QJsonValue value : run.answers().last().value("values"_L1).toArray())
            order.append(value.toObject().value("model"_L1).toString() % u' '
                         % value.toObject().value("id"_L1).toString());
        QCOMPARE(order, (QStringList{u"Author x"_s, u"Tag 10"_s, u"Tag 9"_s, u"Tag Z"_s, u"Tag a"_s, u"Tag b"_s}));
    }

    void aDryRunAnswersWhatTheDeleteWill()
    {
        const QByteArray setUp = library(5);
        const QByteArray removal = "{\"op\":\"delete\",\"model\":\"Publication\",\"all\":true%1}\n";
        const CliRun run = script(setUp + QByteArray(removal).replace("%1", ",\"dryRun\":true")
                                  + QByteArray(removal).replace("%1", "") + "{\"op\":\"undo\"}\n" + dump);
        QVERIFY2(run.status == 0, run.err.constData());
        const QList<QJsonObject> answers = run.answers();
        QCOMPARE(answers[answers.size() - 4], answers[answers.size() - 3]);
        QCOMPARE(answers[answers.size() - 3].value("counts"_L1).toObject(),
                 (QJsonObject{{u"Publication"_s, 1}, {u"Article"_s, 5}}));
        QCOMPARE(answers.last().value("values"_L1).toArray().size(), 6); // the undo brought all of it back
    }

    void longListsAreLeftOutUnlessAskedFor()
    {
        const QByteArray removal = "{\"op\":\"delete\",\"model\":\"Publication\",\"id\":\"b1\",\"dryRun\":true%1}\n";
        const auto lists = [&](int articles, const QByteArray &more) {
            const CliRun run = script("{\"op\":\"clear\"}\n{\"op\":\"begin\"}\n" + library(articles)
                                      + "{\"op\":\"commit\"}\n" + QByteArray(removal).replace("%1", more));
            const QJsonObject answer = run.answers().isEmpty() ? QJsonObject() : run.answers().last();
            return isOk(answer) && answer.contains("counts"_L1) ? answer.value("deleted"_L1).toArray().size() : -1;
        };
        QCOMPARE(lists(999, ""), 1000);
        QCOMPARE(lists(1000, ""), 0);
        QCOMPARE(lists(1000, ",\"list\":true"), 1001);
    }

    void aReaderThatGoesAwayEndsTheScript()
    {
        QProcess process;
        process.start(u"/bin/sh"_s,
                      {u"-c"_s, u"\"$0\" run \"$1\" >/dev/full"_s, QStringLiteral(RELATA_CLI), m_database});
        process.write(dump);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("cannot be written"));
    }

private:
    CliRun script(const QByteArray &text, const QStringList &options = {}) const
    {
        return CliRun::with(QStringList{u"run"_s, m_database} + options, text);
    }

    /// The tags that are there, as another process sees them.
    QStringList keys() const
    {
        QStringList list;
        const CliRun run = script("{\"op\":\"query\",\"model\":\"Tag\",\"ids\":true}\n");
        if (run.answers().size() != 1)
            return {u"no answer"_s};
        for (const QJsonValue id : run.answers().first().value("ids"_L1).toArray())
            list.append(id.toString());
        return list;
    }

    /// A publication with this many articles.
    static QByteArray library(int articles)
    {
        QByteArray text = "{\"op\":\"save\",\"model\":\"Publication\",\"value\":{\"id\":\"b1\",\"name\":\"P\"}}\n";
        for (int i = 0; i < articles; ++i) {
            text +=
                line({{u"op"_s, u"save"_s},
                      {u"model"_s, u"Article"_s},
                      {u"value"_s,
                       QJsonObject{{u"id"_s, u"r%1"_s.arg(i)}, {u"title"_s, u"t"_s}, {u"publication"_s, u"b1"_s}}}});
        }
        return text;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_database;
};

QTEST_GUILESS_MAIN(TestScript)
#include "tst_script.moc"
