#include "schema/sdl.h"
#include "sql/removalsql.h"
#include "sql/triggertext.h"

#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// Deletes set by set, to the letter; and what triggers say of themselves.
class TestRemoval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statements()
    {
        const auto schema = sdl::read(u"type A @model { id: ID! bs: [B] @hasMany } "
                                      "type B @model { id: ID! a: A @belongsTo friend: A @hasOne }");
        QVERIFY(schema);
        const RemovalSql sql(*schema);
        const ModelId a{0};
        const ModelId b{1};
        ReferenceId owned;
        ReferenceId befriended;
        for (std::size_t i = 0; i < schema->references.size(); ++i) {
            const Reference &reference = schema->references[i];
            (reference.rule == DeleteRule::Cascade ? owned : befriended) = ReferenceId(int(i));
        }
        QVERIFY(owned.isValid() && befriended.isValid());
        const Statement gathered = sql.gather(a, u"temp.relata_rest_0"_s, u"o.\"id\" IS NULL"_s, 3);
        QCOMPARE(gathered.text,
                 u"INSERT INTO temp.relata_gone (model, cause, k1) SELECT 0, ?, +o.\"id\" FROM temp.relata_rest_0 o "
                 "WHERE o.\"id\" IS NULL"_s);
        QVERIFY(gathered.binds == Values{qint64(3)});
        const Statement followed = sql.follow(owned, RemovalSql::Into::Gone, 5, 9);
        QCOMPARE(
            followed.text,
            u"INSERT OR IGNORE INTO temp.relata_gone (model, cause, k1) SELECT 1, g.cause, +f.\"id\" FROM "
            "temp.relata_gone g CROSS JOIN main.\"A\" p CROSS JOIN main.\"B\" f WHERE g.number > ? AND g.number <= ? "
            "AND +g.model = 0 AND p.\"id\" IS g.k1 AND g.k1 IS +p.\"id\" AND p.\"id\" = f.\"a\" AND NOT EXISTS "
            "(SELECT 1 FROM temp.relata_gone g WHERE g.model = 1 AND g.k1 IS +f.\"id\")"_s);
        QVERIFY(followed.binds == (Values{qint64(5), qint64(9)}));
        QCOMPARE(sql.clear(b, {befriended}, u"now"_s).text,
                 u"UPDATE main.\"B\" AS o SET \"friend\" = NULL, \"updatedAt\" = ? WHERE (EXISTS (SELECT 1 FROM "
                 "temp.relata_left g WHERE g.reference = "_s
                     % QString::number(befriended.value())
                     % u" AND g.k1 IS +o.\"id\")) AND NOT EXISTS (SELECT 1 FROM temp.relata_gone g WHERE g.model = 1 "
                       "AND g.k1 IS +o.\"id\")"_s);
        QCOMPARE(sql.remove(b).text,
                 u"DELETE FROM main.\"B\" AS o WHERE EXISTS (SELECT 1 FROM temp.relata_gone g WHERE g.model = 1 AND "
                 "g.k1 IS +o.\"id\")"_s);
    }

    void triggers_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("event");
        QTest::newRow("plain") << u"CREATE TRIGGER t DELETE ON a BEGIN SELECT 1; END"_s << u"delete"_s;
        QTest::newRow("before") << u"create trigger t before insert on a begin select 1; end"_s << u"insert"_s;
        QTest::newRow("instead of") << u"CREATE TRIGGER \"t\" INSTEAD OF UPDATE ON v BEGIN SELECT 1; END"_s
                                    << u"update"_s;
        QTest::newRow("columns") << u"CREATE TRIGGER t AFTER UPDATE OF a, \"b \"\"c\", [on] ON a BEGIN SELECT 1; END"_s
                                 << u"update a|b \"c|on"_s;
        QTest::newRow("name") << u"CREATE TEMP TRIGGER IF NOT EXISTS main . \"update\" /* delete */ AFTER DELETE ON a "
                                 "BEGIN SELECT 1; END"_s
                              << u"delete"_s;
        QTest::newRow("a table") << u"CREATE TABLE t (a)"_s << QString();
        QTest::newRow("cut off") << u"CREATE TRIGGER t"_s << QString();
        QTest::newRow("nothing") << QString() << QString();
    }
    void triggers()
    {
        QFETCH(QString, sql);
        QFETCH(QString, event);
        const auto found = TriggerEvent::of(sql);
        QString words;
        if (found)
            words = (found->kind == TriggerEvent::Kind::Delete       ? u"delete"_s
                         : found->kind == TriggerEvent::Kind::Insert ? u"insert"_s
                                                                     : u"update"_s)
                % (found->columns.isEmpty() ? QString() : QString(u' ' % found->columns.join(u'|')));
        QCOMPARE(words, event);
    }
};

QTEST_GUILESS_MAIN(TestRemoval)
#include "tst_removal.moc"
