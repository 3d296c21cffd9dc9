// Another program's database, changed in the same six ways: what Relata does not model stays to the letter.
#include "gui/schemastories.h"
#include "gui/schemastory.h"

#include <QFile>
#include <QTableView>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;
using Column = SchemaStory::Column;

namespace {

/// A writable copy with triggers, a view and indexes that only SQL can say; empty where the shared file is missing.
QString copyChinook(const SchemaStory &t)
{
    const QString source = QStringLiteral(RELATA_SHARED_DIR) % u"/data/db/chinook.sqlite"_s;
    const QString copy = t.s.folder.filePath(u"chinook.sqlite"_s);
    if (!QFile::exists(source)) {
        qInfo("%s did not run: there is no chinook.sqlite in the shared data", QTest::currentTestFunction());
        return {};
    }
    if (!QFile::copy(source, copy) || !QFile::setPermissions(copy, QFile::ReadOwner | QFile::WriteOwner))
        return {};
    RawDatabase raw(copy);
    raw.run("CREATE TABLE Log (id INTEGER PRIMARY KEY, line TEXT);"
            "CREATE TRIGGER track_changed AFTER UPDATE ON Track /* any */ BEGIN\n"
            "  INSERT INTO Log (line) VALUES ('track ' || NEW.TrackId);\nEND;"
            "CREATE TRIGGER album_made AFTER INSERT ON Album BEGIN INSERT INTO Log (line) VALUES (NEW.Title); END;"
            "CREATE INDEX dear_tracks ON Track (UnitPrice) WHERE UnitPrice > 1;"
            "CREATE INDEX [tracks by letter] ON Track (substr(lower(Name), 1, 1));"
            "CREATE VIEW LongTracks AS SELECT TrackId, Name FROM Track WHERE Milliseconds > 600000");
    return copy;
}

/// All that SQL says of triggers, indexes and views, but of those of these tables.
QStringList objects(RawDatabase &raw, const QString &without = {})
{
    QStringList all;
    const QStringList rows = raw.rows("SELECT tbl_name, type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND "
                                      "type <> 'table' ORDER BY name");
    for (const QString &row : rows)
        if (without.isEmpty() || !row.startsWith(u'\'' % without % u'\''))
            all.append(row);
    return all;
}

} // namespace

void TestSchemaStories::chinookInSixWays()
{
    SchemaStory t(SchemaStory::By::Mouse);
    const QString file = copyChinook(t);
    if (file.isEmpty())
        return;
    RawDatabase raw(file);
    QStringList kept = objects(raw);
    QCOMPARE(kept.size(), 16);
    QStringList counts = SchemaStory::census(raw);
    QVERIFY(t.s.open(file));
    const auto isWhole = [&] {
        SchemaStory::verifyWhole(raw);
        QCOMPARE(SchemaStory::census(raw), counts);
        QCOMPARE(raw.value("SELECT count(*) FROM Log"), u"0"_s);
    };

    const QStringList sizes = raw.rows("SELECT TrackId, Bytes FROM Track ORDER BY 1");
    QVERIFY(t.opensEditor());
    t.choose(u"Track"_s);
    t.typeInto(u"Bytes"_s, Column::Name, u"Size"_s);
    QVERIFY(t.applies());
    QCOMPARE(raw.rows("SELECT TrackId, Size FROM Track ORDER BY 1"), sizes);
    QCOMPARE(objects(raw), kept);
    isWhole();

    const QStringList composers = raw.rows("SELECT TrackId, coalesce(Composer, 'unknown') FROM Track ORDER BY 1");
    QVERIFY(t.opensEditor());
    t.choose(u"Track"_s);
    t.toggle(u"Composer"_s, Column::Required);
    QVERIFY(t.opensReview());
    t.decideAll(u"Set them to"_s, u"unknown"_s);
    QVERIFY(t.appliesReviewed());
    QCOMPARE(raw.rows("SELECT TrackId, Composer FROM Track ORDER BY 1"), composers);
    QCOMPARE(objects(raw), kept);
    isWhole();

    const QStringList albums = raw.rows("SELECT ArtistId, AlbumId FROM Album ORDER BY 1, 2");
    QVERIFY(t.opensEditor());
    t.choose(u"Artist"_s);
    t.chooseRelationship(u"Each Artist has many Albums"_s);
    t.pick("relationManyBack", u"many"_s);
    QVERIFY(t.applies());
    QCOMPARE(raw.rows("SELECT artist, album FROM ArtistAlbum ORDER BY 1, 2"), albums);
    counts.insert(2, u"ArtistAlbum 347"_s);
    // The index goes with the field that it was of.
    kept.removeIf([](const QString &row) { return row.contains("IFK_AlbumArtistId"_L1); });
    QCOMPARE(objects(raw, u"ArtistAlbum"_s), kept);
    isWhole();

    QVERIFY(t.opensEditor());
    t.addEnum(u"Mood"_s, {u"Calm"_s, u"Wild"_s});
    t.choose(u"Genre"_s);
    t.addField(u"mood"_s, u"Mood"_s);
    QVERIFY(t.applies());
    QCOMPARE(objects(raw, u"ArtistAlbum"_s), kept);
    isWhole();

    QVERIFY(t.opensEditor());
    t.removeEntry(u"Playlist"_s);
    QVERIFY(t.opensReview());
    t.agreeAll();
    QVERIFY(t.appliesReviewed());
    counts.removeOne(u"Playlist 18"_s);
    counts.removeOne(u"PlaylistTrack 8715"_s);
    kept.removeIf([](const QString &row) { return row.startsWith("'PlaylistTrack'"_L1); });
    QCOMPARE(objects(raw, u"ArtistAlbum"_s), kept);
    isWhole();

    QVERIFY(t.opensEditor());
    t.choose(u"Genre"_s);
    t.addRelationship(u"Genre"_s);
    QVERIFY(t.applies());
    QCOMPARE(objects(raw, u"ArtistAlbum"_s).size(), kept.size() + 1); // the index of the new key
    for (const QString &object : kept)
        QVERIFY2(objects(raw).contains(object), qPrintable(object));
    isWhole();

    // What was kept still works.
    raw.run("UPDATE Track SET UnitPrice = 2 WHERE TrackId = 1");
    QCOMPARE(raw.value("SELECT line FROM Log"), u"'track 1'"_s);
    QCOMPARE(raw.value("SELECT count(*) FROM LongTracks"), u"260"_s);
}

} // namespace relata
