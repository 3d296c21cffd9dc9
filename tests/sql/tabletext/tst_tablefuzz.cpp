#include "sql/sqllexer.h"
#include "sql/tabletext.h"
#include "tableshape.h"

#include <QRandomGenerator>
#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// No text makes TableText crash, and what SQLite takes for a table, it reads as SQLite does.
class TestTableFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void prefixes();
    void mutations();
};

namespace {

/// All edits, for their not crashing.
void editAll(const TableText &table)
{
    const QStringList columns = table.columns();
    for (const QString &column : columns) {
        TableText edited = table;
        edited.setNotNull(column, true);
        edited.setDefault(column, u"1"_s);
        edited.setType(column, u"TEXT"_s);
        edited.setNotNull(column, false);
        edited.setDefault(column, std::nullopt);
        edited.removeColumn(column);
        edited.addColumn(u"extra INT"_s);
        (void)edited.mentioning(column);
        (void)edited.isGenerated(column);
        (void)edited.columnText(column);
    }
    TableText edited = table;
    for (const TableText::Constraint &constraint : table.constraints()) {
        edited.setDeleteAction(constraint, u"CASCADE"_s);
        edited.removeConstraint(constraint);
    }
    edited.orderColumns({columns.rbegin(), columns.rend()});
    edited.addConstraint(u"CHECK (1)"_s);
    edited.rename(u"\"other\""_s);
    (void)edited.text();
}

QStringList sortedTokens(const QString &sql)
{
    QStringList texts;
    for (const sqltext::Token &token : sqltext::tokens(sql))
        texts << token.of(sql).trimmed().toString();
    texts.sort();
    return texts;
}

/// What went wrong when SQLite was given the text after an edit; empty: nothing.
QString fault(const TableText &edited, const TableShape &wanted)
{
    QString refusal;
    const auto shape = TableShape::of(edited.text(), &refusal);
    if (!shape)
        return refusal;
    return *shape == wanted ? QString() : QString(u"now "_s + edited.text() + u'\n' + shape->shown());
}

/// One after another, the edits that a text of this shape must bear.
QString faultOfEdits(const TableText &table, const TableShape &shape, QRandomGenerator &random)
{
    const QString column = shape.columns[random.bounded(shape.columns.size())];
    const auto after = [&](auto edit, auto difference) {
        TableText edited = table;
        TableShape wanted = shape;
        edit(edited);
        difference(wanted);
        return fault(edited, wanted);
    };
    const bool withoutRowid = table.text().contains(u"WITHOUT"_s, Qt::CaseInsensitive);
    const bool ofKey = !shape.keyAndHidden[column].startsWith(u"0/"_s);
    QStringList faults;
    faults << after([&](TableText &t) { t.setNotNull(column, true); },
                    [&](TableShape &s) { s.notNull[column] = true; });
    if (!(withoutRowid && ofKey))
        faults << after([&](TableText &t) { t.setNotNull(column, false); },
                        [&](TableShape &s) { s.notNull[column] = false; });
    if (!table.isGenerated(column)) {
        faults << after([&](TableText &t) { t.setDefault(column, u"'x'"_s); },
                        [&](TableShape &s) { s.defaults[column] = u"'x'"_s; });
        faults << after([&](TableText &t) { t.setDefault(column, std::nullopt); },
                        [&](TableShape &s) { s.defaults.remove(column); });
    }
    const QStringList reversed(shape.columns.rbegin(), shape.columns.rend());
    faults << after([&](TableText &t) { t.orderColumns(reversed); }, [&](TableShape &s) { s.columns = reversed; });
    TableText ordered = table;
    ordered.orderColumns(reversed);
    if (sortedTokens(ordered.text()) != sortedTokens(table.text()))
        faults << u"a token is lost: "_s + ordered.text();
    const auto addAndRemove = [&](TableText &t) {
        t.addColumn(u"\"extra one\" INT"_s);
        t.removeColumn(u"Extra One"_s);
    };
    faults << after(addAndRemove, [](TableShape &) {});
    TableText twice = table;
    addAndRemove(twice);
    if (twice.constraints().size() != table.constraints().size())
        faults << u"a constraint is lost: "_s + twice.text();
    const bool othersStored = std::any_of(shape.columns.begin(), shape.columns.end(), [&](const QString &other) {
        return other != column && !table.isGenerated(other);
    });
    if (table.mentioning(column).isEmpty() && !ofKey && othersStored) {
        TableText removed = table;
        removed.removeColumn(column);
        QString refusal;
        const auto rest = TableShape::of(removed.text(), &refusal);
        if (!rest || rest->columns.size() != shape.columns.size() - 1 || rest->columns.contains(column))
            faults << u"removed "_s + column + u": "_s + refusal + removed.text();
    }
    for (const TableText::Constraint &constraint : table.constraints()) {
        if (constraint.kind == TableText::Constraint::Kind::PrimaryKey)
            continue;
        TableText without = table;
        TableText acting = table;
        QString refusal;
        const bool removed = without.removeConstraint(constraint);
        const auto rest = TableShape::of(without.text(), &refusal);
        if (!removed || !rest || rest->columns != shape.columns
            || without.constraints().size() + 1 != table.constraints().size())
            faults << u"without "_s + constraint.text + u": "_s + refusal + without.text();
        if (!acting.setDeleteAction(constraint, u"SET DEFAULT"_s))
            continue;
        const auto acted = TableShape::of(acting.text(), &refusal);
        if (!acted || acted->columns != shape.columns || acted->foreignKeys.size() != shape.foreignKeys.size()
            || acted->foreignKeys.filter(u"delete SET DEFAULT"_s).isEmpty())
            faults << u"acting "_s + constraint.text + u": "_s + refusal + acting.text();
    }
    faults.removeAll(QString());
    return faults.value(0);
}

QString mutated(QString text, QRandomGenerator &random)
{
    static const QStringList parts{u","_s,
                                   u"("_s,
                                   u")"_s,
                                   u"'"_s,
                                   u"\""_s,
                                   u"["_s,
                                   u"]"_s,
                                   u"--"_s,
                                   u"/*"_s,
                                   u"*/"_s,
                                   u"\n"_s,
                                   u"\r\n"_s,
                                   u" "_s,
                                   u" NOT NULL "_s,
                                   u" CONSTRAINT c "_s,
                                   u" DEFAULT 1 "_s,
                                   u" UNIQUE "_s,
                                   u" CHECK (1) "_s,
                                   u" REFERENCES t(a) "_s,
                                   u" DEFERRABLE "_s,
                                   u" NULL "_s,
                                   u" COLLATE NOCASE "_s,
                                   u" AS (1) "_s,
                                   u" GENERATED ALWAYS AS (1) "_s,
                                   u" ON DELETE CASCADE "_s,
                                   u", UNIQUE (a) "_s,
                                   u", x y z "_s,
                                   u" -- c\n"_s,
                                   u" /* c */ "_s,
                                   u"\0"_s,
                                   u"`"_s,
                                   u"é"_s,
                                   u" KEY "_s,
                                   u" ON CONFLICT IGNORE "_s,
                                   u"1"_s,
                                   u"."_s,
                                   u"-"_s,
                                   u";"_s};
    for (auto count = random.bounded(1, 4); count > 0; --count) {
        const auto at = random.bounded(text.size() + 1);
        switch (random.bounded(4)) {
        case 0:
            text.insert(at, parts[random.bounded(parts.size())]);
            break;
        case 1:
            text.remove(at, random.bounded(1, 12));
            break;
        case 2:
            text.insert(at, text.mid(random.bounded(text.size() + 1), random.bounded(1, 30)));
            break;
        default: {
            const auto space = text.indexOf(u' ', at);
            text.insert(space < 0 ? text.size() : space, parts[random.bounded(parts.size())]);
        }
        }
    }
    return text;
}

} // namespace

void TestTableFuzz::prefixes()
{
    for (const QString &text : knownTableTexts()) {
        for (qsizetype size = 0; size <= text.size(); ++size) {
            const auto table = TableText::parse(text.first(size));
            if (table && TableShape::of(text.first(size)))
                editAll(*table);
            if (size % 16 == 0)
                (void)identifiersIn(text.sliced(size));
        }
    }
}

void TestTableFuzz::mutations()
{
    const quint32 seed =
        qEnvironmentVariableIsSet("RELATA_SEED") ? qEnvironmentVariable("RELATA_SEED").toUInt() : 20261125;
    const int rounds = qEnvironmentVariableIsSet("RELATA_ROUNDS") ? qEnvironmentVariable("RELATA_ROUNDS").toInt() : 30;
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    int accepted = 0;
    for (const QString &original : knownTableTexts()) {
        for (int round = 0; round < rounds; ++round) {
            const QString text = mutated(original, random);
            const auto table = TableText::parse(text);
            (void)identifiersIn(text);
            if (table)
                editAll(*table);
            const auto shape =
                text.isValidUtf16() ? TableShape::of(text) : std::nullopt; // UTF-8 has no half characters
            if (!shape)
                continue;
            ++accepted;
            QVERIFY2(table, qPrintable(u"SQLite takes this: "_s + text));
            QVERIFY2(table->columns() == shape->columns, qPrintable(text));
            qsizetype foreignKeys = 0;
            for (const TableText::Constraint &constraint : table->constraints())
                foreignKeys += constraint.kind == TableText::Constraint::Kind::ForeignKey ? 1 : 0;
            QVERIFY2(foreignKeys == shape->foreignKeys.size(), qPrintable(text));
            for (const QString &column : shape->columns)
                QVERIFY2(table->isGenerated(column) == !shape->keyAndHidden[column].endsWith(u"/0"), qPrintable(text));
            const QString fault = faultOfEdits(*table, *shape, random);
            QVERIFY2(fault.isEmpty(), qPrintable(text + u"\n---\n"_s + fault));
        }
    }
    QVERIFY(accepted > 100);
}

QTEST_APPLESS_MAIN(TestTableFuzz)
#include "tst_tablefuzz.moc"
