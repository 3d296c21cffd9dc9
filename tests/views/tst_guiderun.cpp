#include "support/scratchdatabase.h"
#include "views/help/guidetext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace relata;

/// What the guide shows is run as a reader would run it: by relata-cli and by SQLite itself.
class TestGuideRun : public QObject
{
    Q_OBJECT

private:
    static QByteArray resource(const QString &name)
    {
        QFile file(QStringLiteral(RELATA_TEST_DIR) % u"/../resources/samples/"_s % name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QString sample() { return QStringLiteral(RELATA_TEST_DIR) % u"/../resources/samples/blog.graphql"_s; }

    /// A database to run in; `seed` is a file to copy, or empty for a new sample blog.
    struct Ground
    {
        explicit Ground(const QString &seed)
        {
            if (!seed.isEmpty()) {
                QFile::copy(seed, path());
                QFile::setPermissions(path(), QFile::ReadOwner | QFile::WriteOwner);
                return;
            }
            QProcess::execute(QStringLiteral(RELATA_CLI), {u"create"_s, path(), u"--schema"_s, sample()});
        }
        [[nodiscard]] QString path() const { return folder.filePath(u"ground.sqlite"_s); }
        QTemporaryDir folder;
    };

    /// Runs lines and gives the answers; a failed line ends the run.
    static QList<QJsonObject> answers(const QString &database, const QByteArray &lines)
    {
        QProcess cli;
        cli.start(QStringLiteral(RELATA_CLI), {u"run"_s, database});
        cli.write(lines);
        cli.closeWriteChannel();
        if (!cli.waitForFinished(60'000))
            cli.kill();
        QList<QJsonObject> result;
        for (const QByteArray &line : cli.readAllStandardOutput().split('\n'))
            if (!line.isEmpty())
                result.append(QJsonDocument::fromJson(line).object());
        return result;
    }

    static bool allDone(const QList<QJsonObject> &list, qsizetype expected, QString &why)
    {
        for (const QJsonObject &answer : list)
            if (!answer.value(u"ok").toBool())
                why = QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact));
        if (why.isEmpty() && list.size() != expected)
            why = u"%1 answers instead of %2"_s.arg(list.size()).arg(expected);
        return why.isEmpty();
    }

    /// Runs statements; answers how many rows they gave.
    static int runSql(const QString &database, const QString &text, QString &why)
    {
        sqlite3 *handle = nullptr;
        int rows = 0;
        sqlite3_open(database.toUtf8().constData(), &handle);
        char *message = nullptr;
        const auto count = [](void *counter, int, char **, char **) {
            ++*static_cast<int *>(counter);
            return 0;
        };
        if (sqlite3_exec(handle, text.toUtf8().constData(), count, &rows, &message) != SQLITE_OK)
            why = QString::fromUtf8(message) % u" in "_s % text;
        sqlite3_free(message);
        sqlite3_close(handle);
        return rows;
    }

    static qint64 lineCount(const QString &lines) { return lines.count(u'\n'); }

    void addDatabases()
    {
        QTest::addColumn<QString>("seed");
        QTest::newRow("sample") << QString();
        for (const QString &name : {u"chinook"_s, u"northwind"_s, u"odd_links"_s, u"odd_names"_s}) {
            const QString file = QStringLiteral(RELATA_SHARED_DIR) % u"/data/db/"_s % name % u".sqlite"_s;
            if (QFile::exists(file))
                QTest::newRow(qPrintable(name)) << file;
            else
                qInfo("%s is not here: the guide is not run on it.", qPrintable(file));
        }
    }

private Q_SLOTS:
    void theSampleIsWholeAndValid()
    {
        const Ground ground{QString()};
        const QJsonObject all = QJsonDocument::fromJson(resource(u"blog.json"_s)).object();
        QByteArray lines;
        qsizetype saved = 0;
        for (const QString &model :
             {u"Author"_s, u"Post"_s, u"Tag"_s, u"PostTag"_s, u"Publication"_s, u"Article"_s, u"Comment"_s}) {
            const QJsonArray values = all.value(model).toArray();
            QVERIFY2(values.size() >= 4, qPrintable(model));
            saved += values.size();
            for (const QJsonValue &value : values) {
                const QJsonObject line{{u"op"_s, u"save"_s}, {u"model"_s, model}, {u"value"_s, value}};
                lines += QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
            }
        }
        QString why;
        QVERIFY2(allDone(answers(ground.path(), lines), saved, why), qPrintable(why));
        const auto dump = answers(ground.path(), R"({"op":"dump"})");
        QCOMPARE(dump.value(0).value(u"values").toArray().size(), saved);
        QCOMPARE(QProcess::execute(QStringLiteral(RELATA_CLI), {u"check"_s, ground.path()}), 0);
    }

    void linesRun_data() { addDatabases(); }
    void linesRun()
    {
        QFETCH(QString, seed);
        const Ground ground(seed);
        const Schema schema = Engine::open(DatabaseUrl{ground.path()}, Access::ReadOnly).value()->schema();
        QVERIFY(!schema.relationships.empty());
        for (const Relationship &relationship : schema.relationships) {
            const guide::Text text = guide::write(schema, relationship);
            // Each delete begins anew: create, read, delete, and take all of it back.
            for (const guide::Example &remove : text.chapter(guide::Chapter::Delete)) {
                QString lines = u"{\"op\":\"begin\"}\n"_s
                    % guide::jsonLines(schema, text.chapter(guide::Chapter::Create).front().scene);
                const qint64 created = lineCount(lines);
                for (const guide::Example &query : text.chapter(guide::Chapter::Query))
                    lines += guide::jsonLines(schema, query.scene);
                const qint64 read = lineCount(lines);
                lines += guide::jsonLines(schema, remove.scene) % u"{\"op\":\"rollback\"}\n"_s;
                const QList<QJsonObject> list = answers(ground.path(), lines.toUtf8());
                QString why;
                const bool done = allDone(list, lineCount(lines), why);
                QVERIFY2(done,
                         qPrintable(QString(text.title % u": "_s % remove.title % u": "_s % why % u'\n' % lines)));
                for (qint64 i = created; i < read; ++i)
                    QVERIFY2(!list[i].value(u"values").toArray().isEmpty(), qPrintable(lines));
                QVERIFY(!list[read].value(u"deleted").toArray().isEmpty());
            }
        }
    }

    void statementsRun_data() { addDatabases(); }
    void statementsRun()
    {
        QFETCH(QString, seed);
        const Ground ground(seed);
        const Schema schema = Engine::open(DatabaseUrl{ground.path()}, Access::ReadOnly).value()->schema();
        for (const Relationship &relationship : schema.relationships) {
            const guide::Text text = guide::write(schema, relationship);
            for (const guide::Example &remove : text.chapter(guide::Chapter::Delete)) {
                QString why;
                // The pragma counts only outside a transaction, so it comes first here.
                QString lines = u"PRAGMA foreign_keys = ON;\nBEGIN;\n"_s
                    % guide::sql(schema, text.chapter(guide::Chapter::Create).front().scene);
                for (const guide::Example &query : text.chapter(guide::Chapter::Query))
                    lines += guide::sql(schema, query.scene);
                const QString deletes = guide::sql(schema, remove.scene);
                const int rows = runSql(ground.path(), lines % deletes % u"ROLLBACK;\n"_s, why);
                QVERIFY2(why.isEmpty(), qPrintable(QString(text.title % u": "_s % remove.title % u": "_s % why)));
                QVERIFY2(rows >= static_cast<int>(text.chapter(guide::Chapter::Query).size()), qPrintable(lines));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestGuideRun)
#include "tst_guiderun.moc"
