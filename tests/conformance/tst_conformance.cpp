#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <vector>

using namespace Qt::StringLiterals;

namespace {

struct Exchange
{
    int line = 0;
    QJsonObject operation;
    QJsonObject expected;
    QJsonValue events; ///< what is told before the answer, if the case says so
};

struct Case
{
    QString file;
    QString name;
    std::vector<Exchange> exchanges;
};

QString compact(const QJsonValue &value)
{
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

/// Members that are not expected are not looked at; lists must be as long and in the same order.
bool matches(const QJsonValue &got, const QJsonValue &expected)
{
    if (expected.isObject()) {
        const QJsonObject object = expected.toObject();
        if (!got.isObject())
            return false;
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (!got.toObject().contains(member.key()) || !matches(got.toObject().value(member.key()), member.value()))
                return false;
        }
        return true;
    }
    if (expected.isArray()) {
        const QJsonArray list = expected.toArray();
        if (!got.isArray() || got.toArray().size() != list.size())
            return false;
        for (qsizetype i = 0; i < list.size(); ++i) {
            if (!matches(got.toArray().at(i), list.at(i)))
                return false;
        }
        return true;
    }
    return got == expected;
}

/// Cases of one file; each begins at a line with "case".
std::vector<Case> readCases(const QString &path)
{
    QFile file(path);
    std::vector<Case> cases;
    if (!file.open(QIODevice::ReadOnly))
        return cases;
    for (int number = 1; !file.atEnd(); ++number) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        if (line.isEmpty())
            continue;
        if (line.contains("case"_L1))
            cases.push_back({QFileInfo(path).fileName(), line.value("case"_L1).toString(), {}});
        cases.back().exchanges.push_back(
            {number, line.value("do"_L1).toObject(), line.value("expect"_L1).toObject(), line.value("events"_L1)});
    }
    return cases;
}

} // namespace

/// Every case of the outside contract, through the real relata-cli: one process and database a file, cleared for each
/// case.
class TestConformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const QDir folder(QStringLiteral(RELATA_TEST_DIR "/conformance/cases"));
        for (const QString &name : folder.entryList({u"*.jsonl"_s}, QDir::Files, QDir::Name)) {
            const std::vector<Case> cases = readCases(folder.filePath(name));
            QVERIFY2(!cases.empty(), qPrintable(name));
            m_cases.insert(m_cases.end(), cases.begin(), cases.end());
        }
        QVERIFY(!m_cases.empty());
    }

    void answersAsTheContractSays_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_cases.size(); ++i)
            QTest::addRow("%s: %s", qPrintable(m_cases[i].file), qPrintable(m_cases[i].name)) << static_cast<int>(i);
    }
    void answersAsTheContractSays()
    {
        QFETCH(int, index);
        const Case &testCase = m_cases[static_cast<std::size_t>(index)];
        if (testCase.file != m_running)
            start(testCase.file);
        QVERIFY2(m_running == testCase.file, "relata-cli does not run");
        QJsonArray events;
        ask({{u"op"_s, u"clear"_s}}, events);
        for (const Exchange &exchange : testCase.exchanges) {
            events = {};
            const QJsonObject answer = ask(exchange.operation, events);
            QVERIFY2(matches(answer, exchange.expected),
                     qPrintable(u"line %1\n  asked    %2\n  expected %3\n  got      %4"_s.arg(
                         QString::number(exchange.line), compact(exchange.operation), compact(exchange.expected),
                         compact(answer))));
            QVERIFY2(exchange.events.isUndefined() || matches(events, exchange.events),
                     qPrintable(u"line %1\n  asked    %2\n  events expected %3\n  got %4"_s.arg(
                         QString::number(exchange.line), compact(exchange.operation), compact(exchange.events),
                         compact(events))));
        }
    }

    void cleanupTestCase() { stop(); }

private:
    void stop()
    {
        if (!m_process)
            return;
        m_process->closeWriteChannel();
        QVERIFY(m_process->waitForFinished());
        m_process.reset();
        m_running.clear();
    }

    void start(const QString &file)
    {
        stop();
        const QString schema =
            QStringLiteral(RELATA_TEST_DIR "/conformance/cases/schemas/") % file.section(u'.', 0, 0) % u".graphql"_s;
        const QString database = m_folder.filePath(file % u".sqlite"_s);
        QProcess create;
        create.start(QStringLiteral(RELATA_CLI), {u"create"_s, database, u"--schema"_s, schema});
        QVERIFY(create.waitForFinished());
        QVERIFY2(create.exitCode() == 0, create.readAllStandardError().constData());
        m_process = std::make_unique<QProcess>();
        m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process->start(QStringLiteral(RELATA_CLI), {u"run"_s, database, u"--continue"_s});
        QVERIFY(m_process->waitForStarted());
        m_running = file;
    }

    QJsonObject ask(const QJsonObject &operation, QJsonArray &events)
    {
        m_process->write(QJsonDocument(operation).toJson(QJsonDocument::Compact) + '\n');
        while (true) {
            while (!m_process->canReadLine()) {
                if (!m_process->waitForReadyRead(30'000))
                    return {{u"no answer"_s, m_process->errorString()}};
            }
            const QJsonObject line = QJsonDocument::fromJson(m_process->readLine()).object();
            if (!line.contains("event"_L1))
                return line;
            events.append(line.value("event"_L1));
        }
    }

    QTemporaryDir m_folder;
    std::vector<Case> m_cases;
    std::unique_ptr<QProcess> m_process;
    QString m_running; ///< the file whose process runs
};

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
