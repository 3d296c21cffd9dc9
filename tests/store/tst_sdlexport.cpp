#include "schema/findings.h"
#include "schema/schemadiff.h"
#include "schema/sdl.h"
#include "store/introspector.h"
#include "support/schemalines.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// A database that others made, exported as SDL and read again, describes the same.
class TestSdlExport final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromSdl_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(RELATA_SHARED_DIR "/data/db"));
        QTest::newRow("") << QString();
        if (!folder.exists())
            qInfo("Not run against other people's databases: there is no %s", qPrintable(folder.path()));
        for (const QFileInfo &file : folder.entryInfoList({u"*.sqlite"_s}))
            QTest::newRow(qPrintable(file.completeBaseName())) << file.filePath();
    }
    void comesBackFromSdl()
    {
        QFETCH(QString, path);
        if (!path.isEmpty())
            compare(path);
    }

    void comesBackFromSdlWithOddKeys_data();
    void comesBackFromSdlWithOddKeys();

private:
    static void compare(const QString &path);
};

void TestSdlExport::compare(const QString &path)
{
    auto connection = Connection::open({path}, Access::ReadOnly);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message));
    const auto schema = introspect(**connection);
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
    for (const Finding &finding : findings(*schema))
        QVERIFY2(finding.severity != Finding::Severity::Error, qPrintable(finding.sentence));

    const QString text = sdl::write(*schema);
    const QString folder = qEnvironmentVariable("RELATA_KEEP_SDL");
    if (QFile file(folder % u'/' % QFileInfo(path).completeBaseName() % u".graphql"_s);
        !folder.isEmpty() && file.open(QIODevice::WriteOnly))
        file.write(text.toUtf8());
    const auto again = sdl::read(text);
    QVERIFY2(again, qPrintable((again ? QString() : again.error().message) % u'\n' % text));
    const QString apart = test::linesApart(*schema, *again);
    QVERIFY2(apart.isEmpty(), qPrintable(apart % u"\n\n"_s % text));
    QCOMPARE(sdl::write(*again).size(), text.size());

    // And so a migration to it has nothing to do.
    const Origins origins = matchByName(*schema, *again);
    const Schema wanted = adopted(*schema, *again, origins);
    QStringList words;
    for (const Difference &difference : differences(*schema, wanted, origins))
        words.append(toWords(difference, *schema, wanted));
    QVERIFY2(words.isEmpty(), qPrintable(words.join(u'\n')));
}

void TestSdlExport::comesBackFromSdlWithOddKeys_data()
{
    QTest::addColumn<QString>("sql");
    const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
    row("names of GraphQL",
        u"CREATE TABLE Query (id INTEGER PRIMARY KEY, __typename TEXT); CREATE TABLE String (a, b); "
        "CREATE TABLE __EFMigrationsHistory (MigrationId TEXT NOT NULL PRIMARY KEY)"_s);
    row("names that clean to one",
        u"CREATE TABLE \"a b\" (\"x y\" TEXT, \"x-y\" TEXT, x_y TEXT); "
        "CREATE TABLE \"a-b\" (id INTEGER PRIMARY KEY); CREATE TABLE a_b (id)"_s);
    row("line breaks in names", u"CREATE TABLE t (id INTEGER PRIMARY KEY, \"a \"\"b\"\" #relata c\" TEXT)"_s);
    row("two keys on one column",
        u"CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY); "
        "CREATE TABLE c (id INTEGER PRIMARY KEY, r INTEGER REFERENCES a REFERENCES b)"_s);
    row("columns beside a self join",
        u"CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE f (a INTEGER NOT NULL REFERENCES p ON DELETE CASCADE, "
        "b INTEGER NOT NULL REFERENCES p, since TEXT, PRIMARY KEY (a, b))"_s);
    row("two joins of one pair",
        u"CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE q (id INTEGER PRIMARY KEY); "
        "CREATE TABLE pq (p INTEGER REFERENCES p, q INTEGER REFERENCES q, PRIMARY KEY (p, q)); "
        "CREATE TABLE qp (q INTEGER REFERENCES q, p INTEGER REFERENCES p, PRIMARY KEY (q, p))"_s);
    row("join over a unique key",
        u"CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT UNIQUE); CREATE TABLE q (id INTEGER PRIMARY KEY); "
        "CREATE TABLE j (c TEXT NOT NULL REFERENCES p (code), q INTEGER NOT NULL REFERENCES q, UNIQUE (c, q))"_s);
    row("a join that others refer to",
        u"CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE q (id INTEGER PRIMARY KEY); "
        "CREATE TABLE j (id INTEGER PRIMARY KEY, p INTEGER NOT NULL REFERENCES p, q INTEGER NOT NULL REFERENCES q, "
        "UNIQUE (p, q)); CREATE TABLE note (id INTEGER PRIMARY KEY, j INTEGER REFERENCES j ON DELETE CASCADE)"_s);
    row("unique key stands in",
        u"CREATE TABLE t (a TEXT NOT NULL UNIQUE, b INTEGER); "
        "CREATE TABLE u (t TEXT REFERENCES t (a) ON DELETE SET NULL)"_s);
    row("defaults",
        u"CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'it''s', b INTEGER DEFAULT 7, "
        "c TEXT DEFAULT CURRENT_TIMESTAMP, d BOOLEAN DEFAULT 1, e REAL DEFAULT 1.5, f INTEGER DEFAULT 'x', "
        "g NUMERIC DEFAULT 12.50, h BLOB DEFAULT x'00')"_s);
    row("kept times of others", u"CREATE TABLE t (id TEXT PRIMARY KEY, createdAt DATETIME, updatedAt TEXT)"_s);
    row("delete rules",
        u"CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (id INTEGER PRIMARY KEY, "
        "p INTEGER REFERENCES a ON DELETE SET NULL, q INTEGER REFERENCES a ON DELETE RESTRICT, "
        "r INTEGER REFERENCES a ON DELETE NO ACTION, s INTEGER DEFAULT 1 REFERENCES a ON DELETE SET "
        "DEFAULT, t INTEGER UNIQUE REFERENCES a ON DELETE CASCADE)"_s);
}

void TestSdlExport::comesBackFromSdlWithOddKeys()
{
    QFETCH(QString, sql);
    QTemporaryDir folder;
    const QString path = folder.filePath(QString::fromUtf8(QTest::currentDataTag()).replace(u' ', u'_') % u".sqlite"_s);
    {
        auto connection = Connection::open({path}, Access::ReadWrite, Connection::Create::Yes);
        QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message));
        for (const QString &statement : sql.split(u"; "_s)) {
            const auto made = (*connection)->script({statement});
            QVERIFY2(made, made ? "" : qPrintable(made.error().message % made.error().detail));
        }
    }
    compare(path);
}

QTEST_APPLESS_MAIN(TestSdlExport)
#include "tst_sdlexport.moc"
