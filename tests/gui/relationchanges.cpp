// Each kind of change of a relationship: added, removed, required, and of every kind into every other.
#include "gui/changestories.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr auto articles = "SELECT id, title, status FROM Article ORDER BY id";
constexpr auto posts = "SELECT id, title, status FROM Post ORDER BY id";

} // namespace

std::vector<ChangeStory> relationChanges()
{
    return {
        {"relate one to many",
         [](SchemaStory &t) {
             t.choose(u"Author"_s);
             t.addRelationship(u"Article"_s);
         },
         {},
         articles,
         articles,
         "SELECT \"from\" || on_delete FROM pragma_foreign_key_list('Article') WHERE \"table\" = 'Author'",
         "'authorCASCADE'"},
        {"relate one to one",
         [](SchemaStory &t) {
             t.choose(u"Article"_s);
             t.addRelationship(u"Author"_s);
             t.pick("relationMany", u"one"_s);
         },
         {},
         articles,
         articles,
         "SELECT \"from\" || on_delete FROM pragma_foreign_key_list('Article') WHERE \"table\" = 'Author'",
         "'authorSET NULL'"},
        {"relate many to many",
         [](SchemaStory &t) {
             t.choose(u"Article"_s);
             t.addRelationship(u"Tag"_s);
             t.pick("relationManyBack", u"many"_s);
             t.fill("relationName", u"topics"_s);
             t.fill("relationJoin", u"Topic"_s);
         },
         {},
         articles,
         articles,
         "SELECT count(*) FROM pragma_foreign_key_list('Topic')",
         "2",
         {u"Topic 0"_s}},
        {"relate a model to itself",
         [](SchemaStory &t) {
             t.choose(u"Comment"_s);
             t.addRelationship(u"Comment"_s);
         },
         {},
         "SELECT id, text FROM Comment ORDER BY id",
         "SELECT id, text FROM Comment ORDER BY id",
         "SELECT count(*) FROM pragma_foreign_key_list('Comment') WHERE \"table\" = 'Comment'",
         "1"},
        {"remove a relationship",
         [](SchemaStory &t) {
             t.choose(u"Publication"_s);
             t.removeRelationship(u"Each Publication has many Articles"_s);
         },
         [](SchemaStory &t) { t.agreeAll(); }, articles, articles,
         "SELECT count(*) FROM pragma_foreign_key_list('Article')", "0"},
        {"rename the ends of a relationship",
         [](SchemaStory &t) {
             t.choose(u"Publication"_s);
             t.chooseRelationship(u"Each Publication has many Articles"_s);
             t.fill("relationName", u"pieces"_s);
             t.fill("relationNameBack", u"printedIn"_s);
         },
         {},
         "SELECT id, publication FROM Article ORDER BY id",
         "SELECT id, printedIn FROM Article ORDER BY id",
         "SELECT count(*) FROM pragma_table_info('Article') WHERE name = 'publication'",
         "0"},
        {"require a relationship",
         [](SchemaStory &t) {
             t.choose(u"Article"_s);
             t.chooseRelationship(u"Each Article has many Comments"_s);
             t.tick("relationRequired");
         },
         [](SchemaStory &t) { t.decideAll(u"Delete these"_s); },
         "SELECT id, article FROM Comment WHERE article IS NOT NULL ORDER BY id",
         "SELECT id, article FROM Comment ORDER BY id",
         "SELECT \"notnull\" FROM pragma_table_info('Comment') WHERE name = 'article'", "1"},
        {"delete by another rule",
         [](SchemaStory &t) {
             t.choose(u"Article"_s);
             t.chooseRelationship(u"Each Article has many Comments"_s);
             t.pick("relationRule", u"clear the link; the Comment stays"_s);
         },
         {},
         "SELECT id, article FROM Comment ORDER BY id",
         "SELECT id, article FROM Comment ORDER BY id",
         "SELECT on_delete FROM pragma_foreign_key_list('Comment')",
         "'SET NULL'"},
        {"one to many becomes many to many",
         [](SchemaStory &t) {
             t.choose(u"Publication"_s);
             t.chooseRelationship(u"Each Publication has many Articles"_s);
             t.pick("relationManyBack", u"many"_s);
         },
         {},
         "SELECT publication, id FROM Article WHERE publication IS NOT NULL ORDER BY 1, 2",
         "SELECT publication, article FROM PublicationArticle ORDER BY 1, 2",
         "SELECT count(*) FROM pragma_foreign_key_list('Article')",
         "0",
         {u"PublicationArticle 30"_s}},
        {"one to many becomes one to one",
         [](SchemaStory &t) {
             t.choose(u"Publication"_s);
             t.chooseRelationship(u"Each Publication has many Articles"_s);
             t.pick("relationMany", u"one"_s);
         },
         [](SchemaStory &t) {
             t.decideAll(u"Keep the first of each"_s);
             t.agreeAll();
         },
         "SELECT publication, min(id) FROM Article WHERE publication IS NOT NULL GROUP BY 1 ORDER BY 1",
         "SELECT id, article FROM Publication WHERE article IS NOT NULL ORDER BY 1", "SELECT count(*) FROM Article",
         "31"},
        {"one to one becomes one to many",
         [](SchemaStory &t) {
             t.choose(u"Author"_s);
             t.chooseRelationship(u"Each Author has at most one Post"_s);
             t.pick("relationMany", u"many"_s);
         },
         {},
         "SELECT id, author FROM Post ORDER BY id",
         "SELECT id, author FROM Post ORDER BY id",
         "SELECT count(*) FROM pragma_index_list('Post') l, pragma_index_info(l.name) c "
         "WHERE l.\"unique\" AND c.name = 'author'",
         "0"},
        {"one to one becomes many to many",
         [](SchemaStory &t) {
             t.choose(u"Post"_s);
             t.chooseRelationship(u"Each Post has one Author"_s);
             t.pick("relationMany", u"many"_s);
             t.pick("relationManyBack", u"many"_s);
         },
         {},
         "SELECT id, author FROM Post WHERE author IS NOT NULL ORDER BY 1, 2",
         "SELECT post, author FROM PostAuthor ORDER BY 1, 2",
         "SELECT count(*) FROM pragma_foreign_key_list('Post')",
         "0",
         {u"PostAuthor 24"_s}},
        {"many to many becomes one to many",
         [](SchemaStory &t) {
             t.choose(u"Post"_s);
             t.chooseRelationship(u"Each Post has many Tags"_s);
             t.pick("relationManyBack", u"at most one"_s);
         },
         [](SchemaStory &t) {
             t.decideAll(u"Keep the first of each"_s);
             t.agreeAll();
         },
         posts,
         posts,
         "SELECT count(*) FROM sqlite_master WHERE name = 'PostTag'",
         "0",
         {u"PostTag gone"_s}},
        {"many to many becomes one to one",
         [](SchemaStory &t) {
             t.choose(u"Post"_s);
             t.chooseRelationship(u"Each Post has many Tags"_s);
             t.pick("relationManyBack", u"at most one"_s);
             t.pick("relationMany", u"one"_s);
         },
         [](SchemaStory &t) {
             t.decideAll(u"Keep the first of each"_s);
             t.agreeAll();
         },
         posts,
         posts,
         "SELECT count(*) FROM sqlite_master WHERE name = 'PostTag'",
         "0",
         {u"PostTag gone"_s}},
    };
}

} // namespace relata
