// Every kind of change, by mouse and by keyboard, on the sample blog: what is kept, and what has become.
#include "gui/changestories.h"
#include "views/parts/palette.h"

#include <QCoreApplication>
#include <QSettings>

Q_DECLARE_METATYPE(relata::ChangeStory)

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

namespace {

QStringList withCounts(QStringList census, const QStringList &others)
{
    for (const QString &other : others) {
        const QString name = other.section(u' ', 0, 0);
        census.removeIf([&name](const QString &line) { return line.section(u' ', 0, 0) == name; });
        if (!other.endsWith(" gone"_L1))
            census.append(other);
    }
    census.sort();
    return census;
}

/// The same changes by either hand.
class TestSchemaChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QSettings().clear(); }
    void byMouse_data() { addChanges(); }
    void byMouse() { tell(SchemaStory::By::Mouse); }
    void byKeyboard_data() { addChanges(); }
    void byKeyboard() { tell(SchemaStory::By::Keyboard); }

private:
    static void addChanges();
    static void tell(SchemaStory::By device);

    QTemporaryDir m_settings;
};

} // namespace

void TestSchemaChanges::initTestCase()
{
    QCoreApplication::setOrganizationName(u"relata"_s);
    QCoreApplication::setApplicationName(u"relata-schema-changes"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    Palette::apply(Theme::Light);
}

void TestSchemaChanges::addChanges()
{
    QTest::addColumn<ChangeStory>("change");
    for (const auto &changes : {fieldChanges(), modelChanges(), relationChanges(), enumChanges()})
        for (const ChangeStory &change : changes)
            QTest::newRow(change.name) << change;
}

void TestSchemaChanges::tell(SchemaStory::By device)
{
    QFETCH(ChangeStory, change);
    SchemaStory t(device);
    QVERIFY(t.s.openSample());
    RawDatabase raw(t.s.file());
    const QStringList before = raw.rows(change.before);
    const QStringList counts = withCounts(SchemaStory::census(raw), change.counts);
    QVERIFY(t.opensEditor());
    change.edit(t);
    if (QTest::currentTestFailed())
        return;
    if (change.answer) {
        QVERIFY(t.opensReview());
        change.answer(t);
        QVERIFY(t.appliesReviewed());
    } else {
        QVERIFY(t.applies());
    }
    QCOMPARE(raw.rows(change.after), before);
    QCOMPARE(raw.value(change.proof), QString::fromUtf8(change.proven));
    QCOMPARE(SchemaStory::census(raw), counts);
    SchemaStory::verifyWhole(raw);
}

} // namespace relata

QTEST_MAIN(relata::TestSchemaChanges)
#include "changestories.moc"
