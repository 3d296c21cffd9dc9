#include "schemafixture.h"
#include "support/schemalines.h"

#include <QtTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// Text that nobody meant as a schema, or not this long: never crashes, never hangs, is refused at its first fault.
class SdlBounds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesEveryCut_data();
    void survivesEveryCut();
    void endsFastOnNonsense_data();
    void endsFastOnNonsense();
    void readsMuchInStep_data();
    void readsMuchInStep();
    void readsForeignLineEnds();
    void refusesBytesThatAreNoText();
    void saysABoundedNumberOfNotices();
    void refusesNamesAtTheirPlace_data();
    void refusesNamesAtTheirPlace();
};

void SdlBounds::survivesEveryCut_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : schemaFiles())
        QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
}

/// Every byte, also in the middle of a character.
void SdlBounds::survivesEveryCut()
{
    QFETCH(QString, path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    const qsizetype step = 1 + bytes.size() / 2500; // the work is quadratic
    int refused = 0;
    for (qsizetype length = 0; length < bytes.size(); length += step) {
        const Result<Schema> schema = sdl::read(QString::fromUtf8(bytes.first(length)));
        if (schema)
            continue;
        ++refused;
        QVERIFY2(schema.error().message.startsWith(u"line "), qPrintable(schema.error().message));
    }
    QVERIFY(refused > 0);
}

void SdlBounds::endsFastOnNonsense_data()
{
    constexpr qsizetype size = 10'000'000;
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("reads");
    const auto row = [](const char *name, const QString &text, bool reads = false) {
        QTest::newRow(name) << text << reads;
    };
    row("brackets in a value", u"type A @x(a: "_s % QString(size, u'['));
    row("objects in a value", u"type A @x(a: "_s % u"{a:"_s.repeated(size / 3));
    row("brackets in a type", u"type A { a: "_s % QString(size, u'['));
    row("brackets in an argument", u"type A { a(b: "_s % QString(size, u'['));
    row("brackets in a default", u"input A { a: Int = "_s % QString(size, u'['));
    row("arguments of directives", u"directive @a("_s % u"b: Int @a(c: 1) "_s.repeated(size / 16));
    row("braces", QString(size, u'{'));
    row("quotes", QString(size, u'"'));
    row("NULs", QString(size, QChar(0)));
    row("one name", u"type "_s % QString(size, u'a') % u" @model {"_s);
    row("one long name", u"type "_s % QString(size, u'a') % u" @model"_s);
    row("comment", u'#' % QString(size, u'x'), true);
    row("marks", u"#relata "_s.repeated(size / 8), true);
    row("marks and comments", u"#relata #"_s.repeated(size / 9), true);
    row("open block", u"\"\"\""_s % QString(size, u'x'));
    row("escaped quotes", u"\"\"\""_s % u"\\\"\"\""_s.repeated(size / 4));
    row("definitions", u"type "_s.repeated(size / 20));
    row("a million faults", u"type A { ? } "_s.repeated(1'000'000));
    row("commas", QString(size, u','), true);
}

void SdlBounds::endsFastOnNonsense()
{
    QFETCH(QString, text);
    QFETCH(bool, reads);
    // What hangs, or takes time by the square, outlasts the test's time.
    const Result<Schema> schema = sdl::read(text);
    QCOMPARE(schema.has_value(), reads);
    if (!reads)
        QVERIFY2(schema.error().message.size() < 1000, qPrintable(QString::number(schema.error().message.size())));
}

void SdlBounds::readsMuchInStep_data()
{
    QTest::addColumn<QString>("part"); ///< with %1 for a number
    QTest::addColumn<QString>("whole"); ///< with %1 for the parts
    const auto row = [](const char *name, const QString &part, const QString &whole = u"%1"_s) {
        QTest::newRow(name) << part << whole;
    };
    row("models", u"type A%1 @model { b: [A%1] @hasMany c: A%1 @belongsTo n: Int @index(name: \"byN\") }\n"_s);
    row("one hub", u"type A%1 @model { hub: Hub @belongsTo tags: [Hub] @manyToMany(relationName: \"R%1\") }\n"_s,
        u"type Hub @model { a: Int }\n%1"_s);
    row("fields", u"f%1: String @index(name: \"by%1\") @default(value: \"x\")\n"_s, u"type A @model { %1 }"_s);
    row("ends of two models", u"b%1: [B] @hasMany(references: [\"k%1\"])\n"_s,
        u"type A @model { id: ID! %1 } type B @model { id: ID! %2 }"_s);
    row("values of an enum", u"\"about %1\" V%1 @deprecated\n"_s, u"enum E { %1 }"_s);
    row("kept definitions", u"input I%1 { a: Int }\n"_s);
}

void SdlBounds::readsMuchInStep()
{
    QFETCH(QString, part);
    QFETCH(QString, whole);
    const auto text = [&](int parts) {
        QString body;
        QString keys;
        for (int i = 0; i < parts; ++i) {
            body += QString(part).replace(u"%1"_s, QString::number(i));
            keys += u"k%1: ID a%1: A @belongsTo(references: [\"k%1\"])\n"_s.replace(u"%1"_s, QString::number(i));
        }
        return QString(whole).replace(u"%1"_s, body).replace(u"%2"_s, keys);
    };
    // So many that work which grows with the square would outlast the test's time.
    const Result<Schema> schema = sdl::read(text(10'000));
    QVERIFY2(schema, schema ? "" : qPrintable(schema.error().message));
    QVERIFY(!sdl::write(*schema).isEmpty());
}

void SdlBounds::readsForeignLineEnds()
{
    for (const QString &path : schemaFiles()) {
        const QString text = textOf(path);
        const Schema schema = schemaOf(text);
        const Schema windows = schemaOf(QString(text).remove(u'\r').replace(u"\n"_s, u"\r\n"_s).prepend(QChar(0xfeff)));
        const QString apart = test::linesApart(schema, windows);
        QVERIFY2(apart.isEmpty(), qPrintable(path % u"\n"_s % apart));
    }
}

void SdlBounds::refusesBytesThatAreNoText()
{
    QVERIFY(sdl::read(QString::fromUtf8("type A\xff @model")).error().message.startsWith(u"line 1, column 7: "));
    QVERIFY(sdl::read(u"type A @model {\n a\0: Int }"_s).error().message.startsWith(u"line 2, column 3: "));
    QVERIFY(sdl::read(QString(QChar(0xd800))).error().message.startsWith(u"line 1, column 1: "));
}

void SdlBounds::saysABoundedNumberOfNotices()
{
    QString fields;
    for (int i = 0; i < 20'000; ++i)
        fields += u" f%1: B"_s.arg(i);
    const Schema schema = schemaOf(u"type A @model { id: ID! "_s % fields % u" } type B @model"_s);
    QCOMPARE(schema.notices.size(), 1001);
    QCOMPARE(schema.notices.back(), u"And 19000 more."_s);
}

void SdlBounds::refusesNamesAtTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("start");
    const auto row = [](const char *name, const QString &text, const QString &start) {
        QTest::newRow(name) << text << start;
    };
    row("models by case", u"type Post @model\ntype post @model"_s, u"line 2, column 6: Post and post differ only"_s);
    row("fields by case", u"type A @model {\n title: Int\n Title: Int }"_s,
        u"line 3, column 2: title and Title differ"_s);
    row("an end and a field by case", u"type A @model {\n b: Int\n B: A @hasOne }"_s,
        u"line 3, column 2: b and B differ"_s);
    row("of SQLite", u"type sqlite_master @model"_s, u"line 1, column 6: sqlite_master begins"_s);
    row("of Relata", u"\ntype relata_schema @model"_s, u"line 2, column 6: relata_schema begins"_s);
    row("of GraphQL", u"type __Post @model"_s, u"line 1, column 6: expected another name than \"__Post\""_s);
    row("field of GraphQL", u"type A @model { __b: Int }"_s, u"line 1, column 17: expected another name"_s);
    row("too long", u"type "_s % QString(201, u'a') % u" @model"_s, u"line 1, column 6: aaaa"_s);
    row("long field", u"type A @model { "_s % QString(201, u'a') % u": Int }"_s, u"line 1, column 17: aaaa"_s);
    row("table twice", u"type A @model type B @model #relata @table(name: \"a\")\n"_s,
        u"line 1, column 20: A and B would be stored"_s);
    row("type within itself", u"type A { a: A! }"_s, u"line 1, column 6: A needs another A"_s);
    row("no values", u"enum A @x"_s, u"line 1, column 6: A has no values"_s);
}

void SdlBounds::refusesNamesAtTheirPlace()
{
    QFETCH(QString, text);
    QFETCH(QString, start);
    const Result<Schema> schema = sdl::read(text);
    QVERIFY(!schema);
    QVERIFY2(schema.error().message.startsWith(start), qPrintable(schema.error().message));
}

QTEST_APPLESS_MAIN(SdlBounds)
#include "sdlbounds.moc"
