#include "support/scratchdatabase.h"

#include "data/json.h"

#include <QDir>
#include <QJsonDocument>
#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// What a delete takes with it in databases that others made: the facts beside them were made without Relata.
class TestCascadeFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deleteTakesWhatTheDatabaseDeclares_data();
    void deleteTakesWhatTheDatabaseDeclares();
};

namespace {

using Counts = std::map<QString, qint64>;

Counts countsOf(const QJsonValue &object)
{
    Counts counts;
    const QJsonObject o = object.toObject();
    for (auto it = o.begin(); it != o.end(); ++it)
        counts[it.key()] = it.value().toInteger();
    return counts;
}

QByteArray said(const Counts &counts)
{
    QStringList parts;
    for (const auto &[name, count] : counts)
        parts << u"%1: %2"_s.arg(name).arg(count);
    return parts.join(u", "_s).toUtf8();
}

/// "Album.ArtistId", "license.country+reg_no".
QString nameOf(const Schema &schema, EndId id)
{
    const Reference &reference = schema.reference(schema.end(id).reference);
    QStringList columns;
    for (const FieldId column : reference.columns)
        columns << schema.field(reference.from, column).column;
    return schema.model(reference.from).name + u'.' + columns.join(u'+');
}

Counts byReference(const Schema &schema, const std::vector<Clearing> &list)
{
    Counts counts;
    for (const Clearing &c : list)
        ++counts[nameOf(schema, c.end)];
    return counts;
}

Counts deletedBy(const Schema &schema, const Plan &plan)
{
    Counts counts;
    for (const Step &step : plan.steps)
        if (const auto *d = std::get_if<DeleteStep>(&step))
            ++counts[schema.model(d->model).name];
    return counts;
}

Key keyOf(const Schema &schema, ModelId model, const QJsonObject &fact)
{
    Key key;
    for (const FieldId field : schema.model(model).key) {
        const Field &f = schema.field(model, field);
        const QJsonValue value = f.origin == FieldOrigin::Rowid ? fact[u"$rowid"_s] : fact[f.name];
        if (value.isDouble())
            key.push_back(value.toInteger());
        else
            key.push_back(value.toString());
    }
    return key;
}

} // namespace

void TestCascadeFacts::deleteTakesWhatTheDatabaseDeclares_data()
{
    QTest::addColumn<QString>("database");
    QTest::addColumn<QJsonObject>("fact");
    const QDir folder(QStringLiteral(RELATA_SHARED_DIR) + u"/data"_s);
    if (!folder.exists(u"expected"_s))
        qInfo("Not run: the folder with databases and facts is missing (RELATA_SHARED_DIR).");
    for (const QFileInfo &info : QDir(folder.filePath(u"expected"_s)).entryInfoList({u"*.json"_s}, QDir::Files)) {
        QFile file(info.filePath());
        QVERIFY(file.open(QFile::ReadOnly));
        const QJsonArray facts = QJsonDocument::fromJson(file.readAll()).object()[u"cascade"_s].toArray();
        const QString database = folder.filePath(u"db/%1.sqlite"_s.arg(info.baseName()));
        for (qsizetype i = 0; i < facts.size(); ++i)
            QTest::newRow(qPrintable(u"%1 %2"_s.arg(info.baseName()).arg(i))) << database << facts[i].toObject();
    }
    QTest::newRow("no fact") << QString() << QJsonObject();
}

void TestCascadeFacts::deleteTakesWhatTheDatabaseDeclares()
{
    QFETCH(const QString, database);
    QFETCH(const QJsonObject, fact);
    if (database.isEmpty())
        return;
    const test::ScratchDatabase scratch(database);
    const auto engine = scratch.open();
    const Schema &schema = engine->schema();
    const QJsonObject what = fact[u"delete"_s].toObject();
    const auto model = schema.modelNamed(what[u"model"_s].toString());
    QVERIFY(model);
    Delete intent{*model, {keyOf(schema, *model, what[u"key"_s].toObject())}, {}, Delete::Blockers::Refuse};
    const QJsonObject declared = fact[u"declared"_s].toObject();

    const auto plan = engine->plan(intent);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message));
    QCOMPARE(said(deletedBy(schema, *plan)), said(countsOf(declared[u"deleted"_s])));
    Counts cleared = countsOf(declared[u"cleared"_s]);
    for (const auto &[name, count] : countsOf(declared[u"setDefault"_s]))
        cleared[name] += count;
    QCOMPARE(said(byReference(schema, plan->clearings)), said(cleared));
    QCOMPARE(said(byReference(schema, plan->blockers)), said(countsOf(declared[u"blockedBy"_s])));

    const bool unforeseen = std::ranges::any_of(schema.models, &Model::hasTriggers);
    const test::Contents before = test::contentsOf(*engine);
    if (declared.contains(u"blockedBy"_s)) {
        const auto refused = engine->submit({intent});
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::Restricted);
        QVERIFY(test::contentsOf(*engine) == before);

        intent.blockers = Delete::Blockers::DeleteToo;
        const auto whole = engine->plan(intent);
        QVERIFY(whole);
        const QJsonObject with = declared[u"withBlockers"_s].toObject();
        QCOMPARE(said(deletedBy(schema, *whole)), said(countsOf(with[u"deleted"_s])));
        Counts withCleared = countsOf(with[u"cleared"_s]);
        for (const auto &[name, count] : countsOf(with[u"setDefault"_s]))
            withCleared[name] += count;
        QCOMPARE(said(byReference(schema, whole->clearings)), said(withCleared));
    }
    // The preview is what happens, and undo brings back every value of it.
    const auto done = engine->submit({intent});
    if (!done) { // a trigger of the database may refuse
        QVERIFY2(unforeseen, qPrintable(done.error().message));
        QVERIFY(test::contentsOf(*engine) == before);
        return;
    }
    const auto undone = engine->undo();
    if (!undone) {
        QVERIFY2(unforeseen, qPrintable(undone.error().message));
        return;
    }
    if (!unforeseen)
        QVERIFY(test::contentsOf(*engine) == before);
}

QTEST_GUILESS_MAIN(TestCascadeFacts)
#include "tst_cascadefacts.moc"
