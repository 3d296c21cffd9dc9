#include "schema/schemadiff.h"
#include "schema/sdl.h"

#include <QtTest>

namespace relata {
using namespace Qt::StringLiterals;

namespace {

const QString diffBlog = uR"(
enum Status { DRAFT PUBLISHED }
type Publication @model { id: ID! name: String! articles: [Article] @hasMany }
type Article @model { id: ID! title: String! words: Int status: Status publication: Publication @belongsTo }
type Tag @model { id: ID! label: String! posts: [Post] @manyToMany(relationName: "PostTag") }
type Post @model { id: ID! title: String tags: [Tag] @manyToMany(relationName: "PostTag") author: Author @hasOne }
type Author @model { id: ID! name: String! }
)"_s;

Schema readDiff(const QString &text)
{
    const auto schema = sdl::read(text);
    if (!schema)
        qFatal("%s", qPrintable(schema.error().message));
    return *schema;
}

QString edited(QString text, const QString &before, const QString &after)
{
    Q_ASSERT(text.contains(before));
    return text.replace(before, after);
}

} // namespace

class SchemaDiffTest : public QObject
{
    Q_OBJECT

private:
    /// The sentences for what a wanted text changes.
    static QStringList wordsFor(const QString &wanted)
    {
        const Schema from = readDiff(diffBlog);
        const Schema given = readDiff(wanted);
        const Origins origins = matchByName(from, given);
        const Schema to = adopted(from, given, origins);
        QStringList words;
        for (const Difference &difference : differences(from, to, origins))
            words.append(toWords(difference, from, to));
        return words;
    }

private Q_SLOTS:
    void anEqualSchemaDiffersInNothing()
    {
        const Schema schema = readDiff(diffBlog);
        QCOMPARE(matchByName(schema, schema), unchangedOrigins(schema));
        QCOMPARE(adopted(schema, schema, unchangedOrigins(schema)), schema);
        QVERIFY(differences(schema, schema, unchangedOrigins(schema)).empty());
    }

    void changesAreToldInWords_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QStringList>("words");
        QTest::newRow("field added") << u"words: Int"_s << u"words: Int rating: Float!"_s
                                     << QStringList{u"Article gets the field rating (Float, required)."_s};
        QTest::newRow("field removed") << u"words: Int"_s << u""_s << QStringList{u"Article loses the field words."_s};
        QTest::newRow("type") << u"words: Int"_s << u"words: String"_s
                              << QStringList{u"Article.words becomes String instead of Int."_s};
        QTest::newRow("required") << u"words: Int"_s << u"words: Int!"_s
                                  << QStringList{u"Article.words becomes required."_s};
        QTest::newRow("optional") << u"name: String! articles"_s << u"name: String articles"_s
                                  << QStringList{u"Publication.name may be empty."_s};
        QTest::newRow("default") << u"words: Int"_s << u"words: Int @default(value: \"7\")"_s
                                 << QStringList{u"Article.words has the default 7."_s};
        QTest::newRow("unique") << u"label: String!"_s << u"label: String! @unique"_s
                                << QStringList{u"Tag.label becomes unique."_s};
        QTest::newRow("order") << u"title: String! words: Int"_s << u"words: Int title: String!"_s
                               << QStringList{u"The fields of Article stand in another order."_s};
        QTest::newRow("enum value") << u"DRAFT PUBLISHED"_s << u"DRAFT HIDDEN"_s
                                    << QStringList{u"Status loses the value PUBLISHED."_s,
                                                   u"Status gets the value HIDDEN."_s};
        QTest::newRow("index") << u"words: Int"_s << u"words: Int @index(name: \"byWords\")"_s
                               << QStringList{u"Article gets the index byWords."_s};
        QTest::newRow("rule") << u"[Article] @hasMany"_s << u"[Article] @hasMany(onDelete: \"clear\")"_s
                              << QStringList{u"When the Publication of Publication.articles is deleted, the Article "
                                             "loses the link."_s};
        QTest::newRow("required link") << u"publication: Publication @belongsTo"_s
                                       << u"publication: Publication! @belongsTo"_s
                                       << QStringList{u"Each Article must have its Publication "
                                                      "(Publication.articles)."_s};
        QTest::newRow("relationship removed") << u"author: Author @hasOne"_s << u""_s
                                              << QStringList{u"The relationship Post.author goes, with its links."_s};
        QTest::newRow("model added") << u"enum Status"_s << u"type Note @model { id: ID! } enum Status"_s
                                     << QStringList{u"The model Note is new."_s};
    }
    void changesAreToldInWords()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QStringList, words);
        QCOMPARE(wordsFor(edited(diffBlog, before, after)), words);
    }

    void aChangeOfKindIsNoNewRelationship()
    {
        QString wanted = edited(diffBlog, u"articles: [Article] @hasMany"_s,
                                u"articles: [Article] @manyToMany(relationName: \"Issue\")"_s);
        wanted = edited(wanted, u"publication: Publication @belongsTo"_s,
                        u"publications: [Publication] @manyToMany(relationName: \"Issue\")"_s);
        QCOMPARE(wordsFor(wanted),
                 (QStringList{u"Publication.articles changes: each Publication has many Article, and each Article many "
                              "Publication."_s,
                              u"The relationship Publication.articles is called otherwise: Publication.articles, "
                              "Article.publications, join model Issue."_s}));
    }

    void aRenamedJoinModelStaysTheSame()
    {
        QString wanted = diffBlog;
        wanted.replace(u"relationName: \"PostTag\""_s, u"relationName: \"Tagging\""_s);
        const Schema from = readDiff(diffBlog);
        const Schema to = readDiff(wanted);
        const Origins origins = matchByName(from, to);
        const auto join = to.modelNamed(u"Tagging");
        QVERIFY(join);
        QCOMPARE(origins.modelOf(*join), from.modelNamed(u"PostTag"));
        for (const auto &field : origins.models[join->index()].fields)
            QVERIFY(field.has_value());
        QCOMPARE(wordsFor(wanted),
                 QStringList{u"The relationship Tag.posts is called otherwise: Tag.posts, Post.tags, "
                             "join model Tagging."_s});
    }

    void aRemovedModelTakesItsRelationshipsAlong()
    {
        QString wanted = edited(diffBlog, u"author: Author @hasOne"_s, u""_s);
        wanted = edited(wanted, u"type Author @model { id: ID! name: String! }"_s, u""_s);
        QCOMPARE(wordsFor(wanted),
                 (QStringList{u"The model Author goes, with all of its instances."_s,
                              u"The relationship Post.author goes, with its links."_s}));
    }
};

} // namespace relata

QTEST_GUILESS_MAIN(relata::SchemaDiffTest)
#include "schemadifftest.moc"
