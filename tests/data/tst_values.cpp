#include "data/change.h"
#include "data/databaseurl.h"
#include "data/value.h"

#include <QDir>
#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>
#include <limits>
#include <map>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

const ModelId book(0);

Key keyOf(qint64 number) { return {number}; }
Inserted inserted(qint64 key, qint64 value) { return {book, keyOf(key), {key, value}}; }
Updated updated(qint64 key, qint64 before, qint64 after) { return {book, keyOf(key), {key, before}, {key, after}}; }
Removed removed(qint64 key, qint64 value) { return {book, keyOf(key), {key, value}}; }

ChangeSet setOf(std::vector<Change> changes)
{
    ChangeSet set;
    set.changes = std::move(changes);
    return set;
}

} // namespace

/// Order and hash of values, the net of changes, and where a database is.
class TestValues final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesSortAsSqliteSortsThem()
    {
        constexpr qint64 large = (Q_INT64_C(1) << 53) + 1; // no double holds it
        const std::vector<Value> ascending{
            Null{},
            std::numeric_limits<double>::quiet_NaN(),
            -std::numeric_limits<double>::infinity(),
            std::numeric_limits<qint64>::min(),
            -1.5,
            qint64(-1),
            false,
            0.5,
            true,
            qint64(2),
            static_cast<double>(large - 1),
            large,
            std::numeric_limits<qint64>::max(),
            9223372036854775808.0,
            std::numeric_limits<double>::infinity(),
            u""_s,
            u"A"_s,
            u"B"_s,
            u"a"_s,
            u"aa"_s,
            u"ä"_s,
            QString(QChar(u'\uFFFD')),
            u"😀"_s, // above U+FFFD, though its UTF-16 begins lower
            QByteArray(),
            QByteArray("\x01", 1),
            QByteArray("\xff", 1),
        };
        for (std::size_t i = 0; i < ascending.size(); ++i) {
            for (std::size_t j = 0; j < ascending.size(); ++j) {
                const auto order = compareValues(ascending[i], ascending[j]);
                const auto place = i <=> j;
                QVERIFY2((order < 0) == (place < 0) && (order == 0) == (place == 0),
                         qPrintable(u"%1 and %2"_s.arg(valueText(ascending[i]), valueText(ascending[j]))));
            }
        }
    }

    void textOrderIsTheOrderOfUtf8()
    {
        QRandomGenerator random(7);
        const QList<char32_t> characters{U'a',      U'z',      U'\x7f',   U'\x80',    U'\x7ff',
                                         U'\xd7ff', U'\xe000', U'\xffff', U'\x10000', U'\x10ffff'};
        const auto text = [&] {
            QString result;
            for (quint32 i = random.bounded(4u); i > 0; --i) {
                const char32_t c = characters[random.bounded(static_cast<int>(characters.size()))];
                result.append(QString::fromUcs4(&c, 1));
            }
            return result;
        };
        for (int i = 0; i < 2000; ++i) {
            const QString a = text();
            const QString b = text();
            const int bytes = a.toUtf8().compare(b.toUtf8());
            const auto order = compareValues(a, b);
            QCOMPARE(order < 0, bytes < 0);
            QCOMPARE(order > 0, bytes > 0);
        }
    }

    void equalValuesHashAlike()
    {
        QCOMPARE(hashValue(qint64(3)), hashValue(3.0));
        QCOMPARE(hashValue(0.0), hashValue(-0.0));
        QCOMPARE(hashValue(true), hashValue(qint64(1)));
        QCOMPARE(hashValue(JsonText{u"[1]"_s}), hashValue(u"[1]"_s));
        QVERIFY(hashValue(u"a"_s) != hashValue(u"b"_s));
        QCOMPARE(KeyHash{}({u"a"_s, qint64(1)}), KeyHash{}({u"a"_s, 1.0}));
        QVERIFY(KeyHash{}({u"a"_s, u"b"_s}) != KeyHash{}({u"b"_s, u"a"_s}));
    }

    void keysCompareInKeyOrder()
    {
        QVERIFY(compareKeys({u"a"_s, qint64(9)}, {u"b"_s, qint64(1)}) < 0);
        QVERIFY(compareKeys({u"a"_s, qint64(9)}, {u"a"_s, qint64(10)}) < 0);
        QVERIFY(compareKeys({u"a"_s}, {u"a"_s, Null{}}) < 0);
        QVERIFY(compareKeys({u"a"_s}, {u"a"_s}) == 0);
        QCOMPARE(keyText({u"s1"_s, qint64(17)}), u"s1 / 17"_s);
        QCOMPARE(valueText(QByteArray("\x01\xff", 2)), u"x'01ff'"_s);
        QCOMPARE(valueText(0.1), u"0.1"_s);
    }

    void laterChangesFoldIntoTheNet_data()
    {
        QTest::addColumn<int>("step");
        for (int i = 0; i < 7; ++i)
            QTest::addRow("%d", i) << i;
    }
    void laterChangesFoldIntoTheNet()
    {
        struct Fold
        {
            Change first, later;
            std::vector<Change> net;
        };
        const std::vector<Fold> folds{
            {inserted(1, 10), updated(1, 10, 11), {inserted(1, 11)}},
            {inserted(1, 10), removed(1, 10), {}},
            {updated(1, 10, 11), updated(1, 11, 12), {updated(1, 10, 12)}},
            {updated(1, 10, 11), updated(1, 11, 10), {}},
            {updated(1, 10, 11), removed(1, 11), {removed(1, 10)}},
            {removed(1, 10), inserted(1, 11), {updated(1, 10, 11)}},
            {removed(1, 10), inserted(1, 10), {}},
        };
        QFETCH(int, step);
        const Fold &fold = folds[static_cast<std::size_t>(step)];
        ChangeSet set = setOf({fold.first});
        append(set, setOf({fold.later}));
        QVERIFY(set.changes == fold.net);
    }

    void aDeleteMovesBehindTheChildrenThatWentFirst()
    {
        ChangeSet set = setOf({updated(1, 10, 11), inserted(5, 0)});
        append(set, setOf({removed(2, 20), removed(1, 11)}));
        QVERIFY(set.changes == (std::vector<Change>{inserted(5, 0), removed(2, 20), removed(1, 10)}));
    }

    void theFirstSetSaysWhatWasDoneUntilThereAreSeveral()
    {
        ChangeSet first = setOf({inserted(1, 10)});
        first.kind = ChangeKind::Created;
        first.subjectLabel = u"Emma"_s;
        NetChanges net;
        net.append(first);
        QVERIFY(net.set() == first);
        net.append(ChangeSet());
        QVERIFY(net.set() == first);
        net.append(setOf({inserted(2, 20)}));
        QCOMPARE(net.set().kind, ChangeKind::Several);
        QCOMPARE(net.take().changes.size(), std::size_t(2));
        QVERIFY(net.isEmpty());
    }

    void theInverseOfTheInverseIsTheSet()
    {
        const ChangeSet set = setOf({inserted(1, 1), updated(2, 20, 21), removed(3, 3)});
        QVERIFY(inverted(set).changes == (std::vector<Change>{inserted(3, 3), updated(2, 21, 20), removed(1, 1)}));
        QVERIFY(inverted(inverted(set)) == set);
    }

    /// Whatever happens in a transaction, its net change leads from the first state to the last, and its inverse back.
    void theNetChangeLeadsFromTheFirstStateToTheLast()
    {
        QRandomGenerator random(11);
        using State = std::map<qint64, qint64>;
        const auto play = [](State state, const ChangeSet &set) {
            for (const Change &change : set.changes) {
                if (const auto *i = std::get_if<Inserted>(&change))
                    state.emplace(std::get<qint64>(i->key[0]), std::get<qint64>(i->after[1]));
                else if (const auto *u = std::get_if<Updated>(&change))
                    state.at(std::get<qint64>(u->key[0])) = std::get<qint64>(u->after[1]);
                else
                    state.erase(std::get<qint64>(std::get<Removed>(change).key[0]));
            }
            return state;
        };
        for (int round = 0; round < 200; ++round) {
            const State before{{0, 0}, {1, 10}, {2, 20}};
            State now = before;
            NetChanges net;
            for (int step = 0; step < 12; ++step) {
                const qint64 key = random.bounded(5);
                const qint64 value = random.bounded(3);
                const auto found = now.find(key);
                ChangeSet set;
                if (found == now.end())
                    set = setOf({inserted(key, value)});
                else if (random.bounded(2) == 0)
                    set = setOf({removed(key, found->second)});
                else
                    set = setOf({updated(key, found->second, value)});
                now = play(now, set);
                net.append(set);
            }
            const ChangeSet whole = net.take();
            QVERIFY(play(before, whole) == now);
            QVERIFY(play(now, inverted(whole)) == before);
            std::vector<qint64> keys;
            for (const Change &change : whole.changes)
                keys.push_back(std::get<qint64>(relata::keyOf(change)[0]));
            std::ranges::sort(keys);
            QVERIFY(std::ranges::adjacent_find(keys) == keys.end());
        }
    }

    void databasesAreNamedByPathOrUrl_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path");
        const QString here = QDir::currentPath();
        QTest::newRow("absolute") << u"/data/blog.sqlite"_s << u"/data/blog.sqlite"_s;
        QTest::newRow("relative") << u"blog.sqlite"_s << QString(here % u"/blog.sqlite"_s);
        QTest::newRow("a path is not decoded") << u"/data/100%25#?.db"_s << u"/data/100%25#?.db"_s;
        QTest::newRow("a colon") << u"/data/a:b.db"_s << u"/data/a:b.db"_s;
        QTest::newRow("never in memory") << u":memory:"_s << QString(here % u"/:memory:"_s);
        QTest::newRow("url") << u"sqlite:///data/blog.sqlite"_s << u"/data/blog.sqlite"_s;
        QTest::newRow("a url is decoded") << u"sqlite:///data/a%20b%3F%23%25.db"_s << u"/data/a b?#%.db"_s;
        QTest::newRow("utf-8 in a url") << u"sqlite:///gr%C3%B6%C3%9Fe/ü.db"_s << u"/größe/ü.db"_s;
        QTest::newRow("what a desktop passes") << u"file:///data/blog.sqlite"_s << u"/data/blog.sqlite"_s;
    }
    void databasesAreNamedByPathOrUrl()
    {
        QFETCH(QString, text);
        QFETCH(QString, path);
        const auto url = DatabaseUrl::parse(text);
        QVERIFY2(url, url ? "" : qPrintable(url.error().message));
        QCOMPARE(url->path, path);
        QCOMPARE(url->fileName(), path.section(u'/', -1));
    }

    void otherAddressesAreRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QString() << u"invalid_value"_s;
        QTest::newRow("PostgreSQL") << u"postgresql://me:secret@host:5432/shop"_s << u"unsupported"_s;
        QTest::newRow("MariaDB") << u"mysql://me:secret@host:3306/shop"_s << u"unsupported"_s;
        QTest::newRow("unknown") << u"oracle://host/shop"_s << u"invalid_value"_s;
        QTest::newRow("two slashes") << u"sqlite://data/blog.sqlite"_s << u"invalid_value"_s;
        QTest::newRow("options") << u"sqlite:///data/blog.sqlite?mode=ro"_s << u"invalid_value"_s;
        QTest::newRow("null character") << u"sqlite:///data/a%00b"_s << u"invalid_value"_s;
    }
    void otherAddressesAreRefusedWithASentence()
    {
        QFETCH(QString, text);
        QFETCH(QString, code);
        const auto url = DatabaseUrl::parse(text);
        QVERIFY(!url);
        QCOMPARE(toString(url.error().code), code);
        QVERIFY(url.error().message.endsWith(u'.'));
        QVERIFY(!url.error().message.contains("secret"_L1));
    }
};

QTEST_GUILESS_MAIN(TestValues)
#include "tst_values.moc"
