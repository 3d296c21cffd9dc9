#include "sql/tabletext.h"
#include "tableshape.h"

#include <QRegularExpression>
#include <QTest>

#include <functional>

using namespace relata;
using namespace Qt::StringLiterals;
using Kind = TableText::Constraint::Kind;
using Edit = std::function<void(TableText &)>;

Q_DECLARE_METATYPE(Edit)

/// CREATE TABLE texts edited to the letter, and SQLite asked what each edit has changed.
class TestTableText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refuses_data();
    void refuses();
    void constraints();
    void mentions();
    void golden_data();
    void golden();
    void readsAsSqlite_data() { everyText(); }
    void readsAsSqlite();
    void columnEdits_data() { everyText(); }
    void columnEdits();
    void removedColumns_data() { everyText(); }
    void removedColumns();
    void tableEdits_data() { everyText(); }
    void tableEdits();

private:
    void everyText();
};

namespace {

TableText parsed(const QString &sql)
{
    const auto table = TableText::parse(sql);
    return table ? *table : *TableText::parse(u"CREATE TABLE failed (a)"_s);
}

/// The edit, and how the shape is expected to differ.
void check(const QString &sql, const Edit &edit, const std::function<void(TableShape &)> &difference)
{
    auto wanted = TableShape::of(sql);
    QVERIFY(wanted);
    difference(*wanted);
    TableText table = parsed(sql);
    edit(table);
    QString refusal;
    const auto shape = TableShape::of(table.text(), &refusal);
    QVERIFY2(shape, qPrintable(refusal));
    if (*shape != *wanted)
        qInfo("%s\n---\n%s", qPrintable(sql), qPrintable(table.text()));
    QCOMPARE(shape->shown(), wanted->shown());
    QVERIFY(*shape == *wanted);
}

QString quoted(QString name) { return u'"' + name.replace(u'"', u"\"\""_s) + u'"'; }

bool isKeyColumn(const TableShape &shape, const QString &column)
{
    return !shape.keyAndHidden[column].startsWith(u"0/");
}

} // namespace

void TestTableText::everyText()
{
    QTest::addColumn<QString>("sql");
    const QStringList texts = knownTableTexts();
    QVERIFY(texts.size() > 60);
    for (qsizetype i = 0; i < texts.size(); ++i)
        QTest::addRow("%d %s", int(i), qPrintable(texts[i].left(40).simplified())) << texts[i];
}

void TestTableText::refuses_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("empty") << u""_s;
    QTest::newRow("select") << u"CREATE TABLE t AS SELECT 1"_s;
    QTest::newRow("virtual") << u"CREATE VIRTUAL TABLE t USING fts5 (a)"_s;
    QTest::newRow("view") << u"CREATE VIEW t (a) AS SELECT 1"_s;
    QTest::newRow("no columns") << u"CREATE TABLE t ()"_s;
    QTest::newRow("open") << u"CREATE TABLE t (a, b"_s;
    QTest::newRow("open quote") << u"CREATE TABLE t (a DEFAULT 'x)"_s;
    QTest::newRow("constraint only") << u"CREATE TABLE t (PRIMARY KEY (a))"_s;
    QTest::newRow("column after constraint") << u"CREATE TABLE t (a, UNIQUE (a), b)"_s;
}

void TestTableText::refuses()
{
    QFETCH(QString, sql);
    const auto table = TableText::parse(sql);
    QVERIFY(!table);
    QCOMPARE(toString(table.error().code), u"unsupported"_s);
    QVERIFY(table.error().message.endsWith(u'.'));
}

void TestTableText::constraints()
{
    const TableText table =
        parsed(u"CREATE TABLE main.[t] (a INT CONSTRAINT k PRIMARY KEY, \"b\" REFERENCES 'o''p' ([x]), CHECK (a > 1), "
               "CONSTRAINT f FOREIGN KEY (a, B) REFERENCES q ON DELETE CASCADE UNIQUE (b COLLATE NOCASE DESC, 'a'))"_s);
    const auto all = table.constraints();
    QCOMPARE(all.size(), 5U);
    const auto is = [&](std::size_t i, Kind kind, const QStringList &columns, const QString &parent,
                        const QStringList &referenced, bool ofColumn, const QString &text) {
        QCOMPARE(all[i].kind, kind);
        QCOMPARE(all[i].columns, columns);
        QCOMPARE(all[i].table, parent);
        QCOMPARE(all[i].referenced, referenced);
        QCOMPARE(all[i].ofColumn, ofColumn);
        QCOMPARE(all[i].text, text);
    };
    is(0, Kind::PrimaryKey, {u"a"_s}, {}, {}, true, u"CONSTRAINT k PRIMARY KEY"_s);
    is(1, Kind::ForeignKey, {u"b"_s}, u"o'p"_s, {u"x"_s}, true, u"REFERENCES 'o''p' ([x])"_s);
    is(2, Kind::Check, {}, {}, {}, false, u"CHECK (a > 1)"_s);
    is(3, Kind::ForeignKey, {u"a"_s, u"B"_s}, u"q"_s, {}, false,
       u"CONSTRAINT f FOREIGN KEY (a, B) REFERENCES q ON DELETE CASCADE"_s);
    is(4, Kind::Unique, {u"b"_s, u"a"_s}, {}, {}, false, u"UNIQUE (b COLLATE NOCASE DESC, 'a')"_s);
    QCOMPARE(table.columnText(u"A"_s), u"a INT CONSTRAINT k PRIMARY KEY"_s);
    QCOMPARE(table.columnText(u"none"_s), QString());
}

void TestTableText::mentions()
{
    const TableText table = parsed(
        u"CREATE TABLE t (a INT CHECK (a > 0), length INT, b INT CHECK (b < \"A\"), c AS (length(a) || 'length'), "
        "CHECK (b <> 'a'), CONSTRAINT k CHECK ([a] > t.b))"_s);
    QCOMPARE(
        table.mentioning(u"a"_s),
        (QStringList{u"CHECK (b < \"A\")"_s, u"AS (length(a) || 'length')"_s, u"CONSTRAINT k CHECK ([a] > t.b)"_s}));
    QCOMPARE(table.mentioning(u"length"_s), QStringList());
    QCOMPARE(table.mentioning(u"B"_s), (QStringList{u"CHECK (b <> 'a')"_s, u"CONSTRAINT k CHECK ([a] > t.b)"_s}));
}

void TestTableText::golden_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("after");
    const auto row = [](const char *name, const QString &before, const Edit &edit, const QString &after) {
        QTest::newRow(name) << u"CREATE TABLE "_s + before << edit << u"CREATE TABLE "_s + after;
    };
#include "golden.inc"
}

void TestTableText::golden()
{
    QFETCH(QString, before);
    QFETCH(Edit, edit);
    QFETCH(QString, after);
    QString refusal;
    QVERIFY2(TableShape::of(before, &refusal), qPrintable(refusal));
    auto table = TableText::parse(before);
    QVERIFY2(table, table ? "" : qPrintable(table.error().message));
    edit(*table);
    QCOMPARE(table->text(), after);
    QVERIFY2(TableShape::of(after, &refusal), qPrintable(refusal));
}

void TestTableText::readsAsSqlite()
{
    QFETCH(QString, sql);
    QString refusal;
    const auto shape = TableShape::of(sql, &refusal);
    QVERIFY2(shape, qPrintable(refusal));
    const auto table = TableText::parse(sql);
    QVERIFY2(table, table ? "" : qPrintable(table.error().message));
    QCOMPARE(table->text(), sql);
    QCOMPARE(table->columns(), shape->columns);
    for (const QString &column : shape->columns)
        QCOMPARE(table->isGenerated(column), !shape->keyAndHidden[column].endsWith(u"/0"));
    QStringList key;
    QStringList foreignKeys;
    for (const TableText::Constraint &constraint : table->constraints()) {
        if (constraint.kind == Kind::PrimaryKey)
            key = constraint.columns;
        if (constraint.kind == Kind::ForeignKey) {
            QString text = constraint.table + u':';
            for (qsizetype i = 0; i < constraint.columns.size(); ++i)
                text += u' ' + constraint.columns[i] + u"->"_s + constraint.referenced.value(i);
            foreignKeys << text.toLower();
        }
        if (constraint.kind == Kind::Unique)
            QVERIFY2(std::any_of(shape->keys.begin(), shape->keys.end(),
                                 [&](const QString &of) {
                                     return of.contains(u' ' + constraint.columns.last() + u'/', Qt::CaseInsensitive);
                                 }),
                     qPrintable(constraint.text));
    }
    for (const QString &column : shape->columns) {
        const auto place = shape->keyAndHidden[column].section(u'/', 0, 0).toInt();
        const auto named = std::find_if(
            key.begin(), key.end(), [&](const QString &of) { return of.compare(column, Qt::CaseInsensitive) == 0; });
        QCOMPARE(named == key.end() ? 0 : int(named - key.begin()) + 1, place);
    }
    QStringList known;
    for (QString text : shape->foreignKeys) {
        const QString parent = text.section(u" update "_s, 0, 0);
        const QString pairs =
            text.mid(text.indexOf(u" delete "_s))
                .remove(QRegularExpression(u"^ delete (SET NULL|SET DEFAULT|NO ACTION|CASCADE|RESTRICT) \\w+"_s));
        known << (parent + u':' + pairs).toLower();
    }
    known.sort();
    foreignKeys.sort();
    QCOMPARE(foreignKeys, known);
}

void TestTableText::columnEdits()
{
    QFETCH(QString, sql);
    const TableShape shape = *TableShape::of(sql);
    const bool strict = sql.endsWith(u"STRICT"_s, Qt::CaseInsensitive);
    for (const QString &column : shape.columns) {
        const bool generated = parsed(sql).isGenerated(column);
        const bool keyOfNoRowid = isKeyColumn(shape, column) && sql.contains(u"WITHOUT ROWID"_s);
        check(
            sql, [&](TableText &t) { t.setNotNull(column, true); }, [&](TableShape &s) { s.notNull[column] = true; });
        check(
            sql, [&](TableText &t) { t.setNotNull(column, false); },
            [&](TableShape &s) { s.notNull[column] = keyOfNoRowid; });
        const bool rowidKey = isKeyColumn(shape, column) && shape.types[column].toUpper() == u"INTEGER";
        if (!rowidKey) // whose type decides what its key is
            check(
                sql, [&](TableText &t) { t.setType(column, strict ? u"ANY"_s : u"numeric(4,2)"_s); },
                [&](TableShape &s) { s.types[column] = strict ? u"ANY"_s : u"numeric(4,2)"_s; });
        if (!rowidKey && !strict)
            check(
                sql, [&](TableText &t) { t.setType(column, {}); }, [&](TableShape &s) { s.types[column].clear(); });
        if (generated) // cannot have one
            continue;
        check(
            sql, [&](TableText &t) { t.setDefault(column, std::nullopt); },
            [&](TableShape &s) { s.defaults.remove(column); });
        for (const QString &value : {u"'it''s'"_s, u"-1"_s, u"CURRENT_TIMESTAMP"_s, u"NULL"_s})
            check(
                sql, [&](TableText &t) { t.setDefault(column, value); },
                [&](TableShape &s) { s.defaults[column] = value; });
        for (const QString &value : {u"(1 + 2) -- three"_s, u"(1) + (2)"_s, u"datetime('now')"_s})
            check(
                sql, [&](TableText &t) { t.setDefault(column, value); },
                [&](TableShape &s) { s.defaults[column] = value.startsWith(u"(1 +") ? u"1 + 2"_s : value; });
    }
}

void TestTableText::removedColumns()
{
    QFETCH(QString, sql);
    const TableShape shape = *TableShape::of(sql);
    for (const QString &column : shape.columns) {
        const TableText before = parsed(sql);
        if (!before.mentioning(column).isEmpty() || (isKeyColumn(shape, column) && sql.contains(u"WITHOUT ROWID"_s))
            || shape.columns.size() == 1)
            continue;
        TableText table = before;
        table.removeColumn(column);
        QString refusal;
        const auto after = TableShape::of(table.text(), &refusal);
        QVERIFY2(after, qPrintable(refusal));
        TableShape wanted = shape;
        wanted.columns.removeAll(column);
        QCOMPARE(after->columns, wanted.columns);
        const bool ofKey = isKeyColumn(shape, column);
        for (const QString &other : wanted.columns) {
            QCOMPARE(after->types[other], shape.types[other]);
            QCOMPARE(after->notNull[other], shape.notNull[other]);
            QCOMPARE(after->defaults.value(other), shape.defaults.value(other));
            QCOMPARE(after->collations[other], shape.collations[other]);
            if (!ofKey)
                QCOMPARE(after->keyAndHidden[other], shape.keyAndHidden[other]);
        }
        const auto speaks = [&](const QString &text) {
            return text.contains(u' ' + column + u'/', Qt::CaseInsensitive)
                || text.contains(u' ' + column + u"->"_s, Qt::CaseInsensitive)
                || (text.startsWith(shape.name + u" update"_s)
                    && QString(text + u' ').contains(QString(u"->"_s + column + u' '), Qt::CaseInsensitive));
        };
        wanted.keys.removeIf(speaks);
        wanted.foreignKeys.removeIf(speaks);
        QCOMPARE(after->keys, wanted.keys);
        QCOMPARE(after->foreignKeys, wanted.foreignKeys);
    }
}

void TestTableText::tableEdits()
{
    QFETCH(QString, sql);
    const TableShape shape = *TableShape::of(sql);
    const QString added = u"\"new \"\"one\" INT NOT NULL DEFAULT 0"_s;
    const QString name = u"new \"one"_s;
    check(
        sql, [&](TableText &t) { t.addColumn(added); },
        [&](TableShape &s) {
            s.columns << name;
            s.types[name] = u"INT"_s;
            s.notNull[name] = true;
            s.defaults[name] = u"0"_s;
            s.keyAndHidden[name] = u"0/0"_s;
            s.collations[name] = u"BINARY"_s;
        });
    const auto addAndRemove = [&](TableText &t) {
        t.addColumn(added);
        t.removeColumn(name);
    };
    check(sql, addAndRemove, [](TableShape &) {});
    TableText twice = parsed(sql);
    addAndRemove(twice);
    QCOMPARE(twice.constraints().size(), parsed(sql).constraints().size());

    QStringList reversed(shape.columns.rbegin(), shape.columns.rend());
    check(
        sql, [&](TableText &t) { t.orderColumns(reversed); }, [&](TableShape &s) { s.columns = reversed; });
    check(
        sql, [&](TableText &t) { t.orderColumns(reversed), t.orderColumns(shape.columns); }, [](TableShape &) {});
    check(
        sql, [](TableText &t) { t.rename(u"\"other \"\" name\""_s); },
        [](TableShape &s) { s.name = u"other \" name"_s; });
    const QString first = shape.columns.first();
    const QString unique = u"UNIQUE ("_s + quoted(first) + u", "_s + quoted(shape.columns.last()) + u')';
    TableText constrained = parsed(sql);
    constrained.addConstraint(unique);
    QString refusal;
    QVERIFY2(TableShape::of(constrained.text(), &refusal), qPrintable(refusal));
    QCOMPARE(constrained.constraints().back().text, unique);
    QVERIFY(constrained.removeConstraint(constrained.constraints().back()));
    QCOMPARE(TableShape::of(constrained.text())->shown(), shape.shown());

    for (const TableText::Constraint &constraint : parsed(sql).constraints()) {
        if (constraint.kind != Kind::ForeignKey)
            continue;
        for (const QString &action : {u"SET NULL"_s, u"NO ACTION"_s, u"CASCADE"_s, QString()}) {
            TableText table = parsed(sql);
            QVERIFY(table.setDeleteAction(constraint, action));
            TableShape changed = *TableShape::of(table.text());
            QCOMPARE(changed.foreignKeys.size(), shape.foreignKeys.size());
            changed.foreignKeys = shape.foreignKeys;
            QCOMPARE(changed.shown(), shape.shown());
            QCOMPARE(table.constraints().size(), parsed(sql).constraints().size());
        }
        TableText named = parsed(sql);
        const bool nameless = constraint.referenced.isEmpty();
        QCOMPARE(named.nameReferenced(constraint, u"\"p \"\"1\", q"_s), nameless);
        QCOMPARE(named.text() == sql, !nameless);
        const auto again = named.constraints();
        QCOMPARE(again.size(), parsed(sql).constraints().size());
        const QStringList referenced = nameless ? QStringList{u"p \"1"_s, u"q"_s} : constraint.referenced;
        QVERIFY(std::any_of(again.begin(), again.end(), [&](const TableText::Constraint &other) {
            return other.kind == Kind::ForeignKey && other.table == constraint.table
                && other.columns == constraint.columns && other.referenced == referenced;
        }));
        TableText table = parsed(sql);
        QVERIFY(table.removeConstraint(constraint));
        TableShape changed = *TableShape::of(table.text());
        QCOMPARE(changed.foreignKeys.size(), shape.foreignKeys.size() - 1);
        changed.foreignKeys = shape.foreignKeys;
        QCOMPARE(changed.shown(), shape.shown());
    }
}

QTEST_APPLESS_MAIN(TestTableText)
#include "tst_tabletext.moc"
