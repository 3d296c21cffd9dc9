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
    const int rounds = qEnvironmentVariableIsSet("RELATA_ROUNDS") ? qEnvironmentVariable("RELATA_ROUNDS").toInt() : 60;
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
        }
    }
    QVERIFY(accepted > 100);
}

QTEST_APPLESS_MAIN(TestTableFuzz)
#include "tst_tablefuzz.moc"
