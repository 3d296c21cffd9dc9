#include "sql/sqllexer.h"
#include "sql/tabletext.h"

#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// Tokens, and which of them are names.
class TestSqlNames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tokens_data();
    void tokens();
    void unquotes();
    void identifiers_data();
    void identifiers();
};

void TestSqlNames::tokens_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("shown");
    QTest::newRow("words") << u"a _b c$1 Größe 表 🙂"_s << u"w:a w:_b w:c$1 w:Größe w:表 w:🙂"_s;
    QTest::newRow("quoted") << u"\"a\"\"b\" [c]d `e``f` 'g''h'"_s << u"q:\"a\"\"b\" q:[c] w:d q:`e``f` s:'g''h'"_s;
    QTest::newRow("numbers") << u"1 1.5 .5 1. 1e9 1.5E-3 0xFf 1_000"_s
                             << u"n:1 n:1.5 n:.5 n:1. n:1e9 n:1.5E-3 n:0xFf n:1_000"_s;
    QTest::newRow("not numbers") << u"1a 1e 0xg"_s << u"!:1a !:1e !:0xg"_s;
    QTest::newRow("blobs") << u"x'00fF' X'' x'0' x'0g'"_s << u"b:x'00fF' b:X'' !:x'0' !:x'0g'"_s;
    QTest::newRow("comments") << u"a--b'\nc/*d\n*/e-f /*open"_s << u"w:a -:--b' w:c *:/*d\n*/ w:e o:- w:f *:/*open"_s;
    QTest::newRow("line ends") << u"--a\r\nb--"_s << u"-:--a w:b -:--"_s;
    QTest::newRow("variables") << u"?1 :a @b $c #"_s << u"v:?1 v::a v:@b v:$c v:#"_s;
    QTest::newRow("operators") << u"(a,b.c)||<>"_s << u"o:( w:a o:, w:b o:. w:c o:) o:| o:| o:< o:>"_s;
    QTest::newRow("open quotes") << u"a 'b"_s << u"w:a !:'b"_s;
    QTest::newRow("open bracket") << u"[b"_s << u"!:[b"_s;
    QTest::newRow("other characters") << u"a{^"_s << u"w:a !:{ !:^"_s;
    QTest::newRow("byte order mark") << u"\ufeff a\u00a0b"_s << u"w:a\u00a0b"_s;
}

void TestSqlNames::tokens()
{
    QFETCH(QString, sql);
    QFETCH(QString, shown);
    QStringList all;
    for (const sqltext::Token &token : sqltext::tokens(sql))
        all << QString(u"wqsnbvo-*!"[static_cast<int>(token.kind)]) + u':' + token.of(sql);
    QCOMPARE(all.join(u' '), shown);
}

void TestSqlNames::unquotes()
{
    QCOMPARE(sqltext::unquoted(u"\"a\"\"b\""), u"a\"b"_s);
    QCOMPARE(sqltext::unquoted(u"[a]"), u"a"_s);
    QCOMPARE(sqltext::unquoted(u"`a``b`"), u"a`b"_s);
    QCOMPARE(sqltext::unquoted(u"'it''s'"), u"it's"_s);
    QCOMPARE(sqltext::unquoted(u"\"\""), u""_s);
    QCOMPARE(sqltext::unquoted(u"a"), u"a"_s);
    QVERIFY(sqltext::isSameName(u"ABC", u"abc"));
    QVERIFY(!sqltext::isSameName(u"Ä", u"ä"));
}

void TestSqlNames::identifiers_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("view")
        << u"CREATE VIEW v AS SELECT a, 'b', \"c\", t.[d], count(*) FROM t -- e\n WHERE f > 1.5 /* g */"_s
        << QStringList{u"v"_s, u"a"_s, u"c"_s, u"t"_s, u"d"_s, u"f"_s};
    QTest::newRow("trigger")
        << u"CREATE TEMP TRIGGER IF NOT EXISTS \"item ai\" AFTER UPDATE OF a, b ON t FOR EACH ROW WHEN NEW.c > 0 BEGIN "
           "UPDATE u SET d = CASE WHEN e THEN 1 ELSE f END WHERE g IS NULL; SELECT RAISE(ABORT, 'no') FROM h; END"_s
        << QStringList{u"item ai"_s, u"a"_s, u"b"_s, u"t"_s, u"NEW"_s, u"c"_s,
                       u"u"_s,       u"d"_s, u"e"_s, u"f"_s, u"g"_s,   u"h"_s};
    QTest::newRow("without FOR EACH ROW") << u"CREATE TRIGGER x INSTEAD OF DELETE ON v BEGIN DELETE FROM t; END;"_s
                                          << QStringList{u"x"_s, u"v"_s, u"t"_s};
    QTest::newRow("keywords as names") << u"CREATE TRIGGER x BEFORE INSERT ON \"end\" BEGIN INSERT INTO key (row, end, "
                                          u"t.desc) VALUES (NEW.key, after, 1) "
                                          "ON CONFLICT DO NOTHING; END"_s
                                       << QStringList{u"x"_s, u"end"_s,  u"key"_s, u"row"_s,
                                                      u"t"_s, u"desc"_s, u"NEW"_s, u"after"_s};
    QTest::newRow("order") << u"SELECT end FROM t LEFT JOIN u ON a LIKE b GROUP BY x, y ORDER BY desc DESC LIMIT 1"_s
                           << QStringList{u"end"_s, u"t"_s, u"u"_s, u"a"_s, u"b"_s, u"x"_s, u"y"_s, u"desc"_s};
    QTest::newRow("functions") << u"SELECT lower(name), cast(a AS INT) FROM f(x) JOIN g(y), h(z)"_s
                               << QStringList{u"name"_s, u"a"_s, u"INT"_s, u"f"_s, u"x"_s, u"g"_s, u"y"_s, u"z"_s};
    QTest::newRow("insert or replace") << u"INSERT OR REPLACE INTO t(a) SELECT x OR replace FROM u"_s
                                       << QStringList{u"t"_s, u"a"_s, u"x"_s, u"replace"_s, u"u"_s};
    QTest::newRow("strings as names") << u"CREATE VIEW 'v' AS SELECT 'a', t.'b' FROM 't' INDEXED BY i WHERE c = 'd'"_s
                                      << QStringList{u"v"_s, u"t"_s, u"b"_s, u"i"_s, u"c"_s};
    QTest::newRow("nothing") << u""_s << QStringList();
}

void TestSqlNames::identifiers()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, names);
    QCOMPARE(identifiersIn(sql), names);
}

QTEST_APPLESS_MAIN(TestSqlNames)
#include "tst_sqlnames.moc"
