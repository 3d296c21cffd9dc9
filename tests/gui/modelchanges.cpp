// Each kind of change of a model, an enum or a non-model type.
#include "gui/changestories.h"

namespace relata {

using namespace Qt::StringLiterals;
using Column = SchemaStory::Column;

std::vector<ChangeStory> modelChanges()
{
    return {
        {"add a model",
         [](SchemaStory &t) {
             t.addModel(u"Newsletter"_s);
             t.addField(u"subject"_s);
             t.toggle(u"subject"_s, Column::Required);
         },
         {},
         "SELECT count(*) FROM Post",
         "SELECT count(*) FROM Post",
         "SELECT group_concat(name) FROM pragma_table_info('Newsletter')",
         "'id,subject,createdAt,updatedAt'",
         {u"Newsletter 0"_s}},
        {"rename a model",
         [](SchemaStory &t) {
             t.choose(u"Publication"_s);
             t.rename(u"Magazine"_s);
         },
         {},
         "SELECT p.name, a.title FROM Publication p JOIN Article a ON a.publication = p.id ORDER BY 1, 2",
         "SELECT p.name, a.title FROM Magazine p JOIN Article a ON a.publication = p.id ORDER BY 1, 2",
         "SELECT count(*) FROM sqlite_master WHERE name = 'Publication'",
         "0",
         {u"Publication gone"_s, u"Magazine 5"_s}},
        {"describe a model",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.describe(u"What a post is about"_s);
         },
         {},
         "SELECT id, label FROM Tag ORDER BY id",
         "SELECT id, label FROM Tag ORDER BY id",
         "SELECT count(*) FROM relata_schema WHERE instr(schema, 'What a post is about') > 0",
         "1"},
        {"remove a model",
         [](SchemaStory &t) { t.removeEntry(u"Comment"_s); },
         [](SchemaStory &t) { t.agree(u"The model Comment goes"_s); },
         "SELECT id, title, publication FROM Article ORDER BY id",
         "SELECT id, title, publication FROM Article ORDER BY id",
         "SELECT count(*) FROM sqlite_master WHERE name = 'Comment'",
         "0",
         {u"Comment gone"_s}},
        {"show a model by another field",
         [](SchemaStory &t) {
             t.choose(u"Author"_s);
             t.pick("schemaDisplay", u"email"_s);
         },
         {},
         "SELECT id, name, email FROM Author ORDER BY id",
         "SELECT id, name, email FROM Author ORDER BY id",
         "SELECT count(*) FROM Author",
         "26"},
        {"keep the times of a model no longer",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.tick("schemaTimes");
         },
         [](SchemaStory &t) { t.agreeAll(); }, "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT id, label, note FROM Tag ORDER BY id", "SELECT group_concat(name) FROM pragma_table_info('Tag')",
         "'id,label,note'"},
    };
}

std::vector<ChangeStory> enumChanges()
{
    return {
        {"add an enum",
         [](SchemaStory &t) {
             t.addEnum(u"Mood"_s, {u"Calm"_s, u"Wild"_s});
             t.choose(u"Comment"_s);
             t.addField(u"mood"_s, u"Mood"_s);
         },
         {},
         "SELECT id, text FROM Comment ORDER BY id",
         "SELECT id, text FROM Comment ORDER BY id",
         "SELECT count(mood) FROM Comment",
         "0"},
        {"add a value",
         [](SchemaStory &t) {
             t.choose(u"Status"_s);
             t.addValue(u"Withdrawn"_s);
         },
         {},
         "SELECT id, status FROM Post ORDER BY id",
         "SELECT id, status FROM Post ORDER BY id",
         "SELECT count(*) FROM relata_schema WHERE instr(schema, 'Withdrawn') > 0",
         "1"},
        {"rename a value",
         [](SchemaStory &t) {
             t.choose(u"Status"_s);
             t.renameValue(u"Published"_s, u"Out"_s);
         },
         {},
         "SELECT id, replace(status, 'Published', 'Out') FROM Post ORDER BY id",
         "SELECT id, status FROM Post ORDER BY id",
         "SELECT count(*) > 0 FROM Post WHERE status = 'Out'",
         "1"},
        {"remove a value that is used",
         [](SchemaStory &t) {
             t.choose(u"Status"_s);
             t.removeValue(u"Review"_s);
         },
         [](SchemaStory &t) {
             t.decideAll(u"Set them to"_s, u"Draft"_s);
             t.agreeAll();
         },
         "SELECT id, replace(status, 'Review', 'Draft') FROM Post ORDER BY id",
         "SELECT id, status FROM Post ORDER BY id", "SELECT count(*) FROM Article WHERE status = 'Review'", "0"},
        {"rename an enum",
         [](SchemaStory &t) {
             t.choose(u"Status"_s);
             t.rename(u"Stage"_s);
         },
         {},
         "SELECT id, status FROM Post ORDER BY id",
         "SELECT id, status FROM Post ORDER BY id",
         "SELECT count(*) FROM Post",
         "26"},
        {"add a non-model type",
         [](SchemaStory &t) {
             t.addType(u"Place"_s);
             t.addField(u"city"_s);
             t.toggle(u"city"_s, Column::Required);
             t.choose(u"Author"_s);
             t.addField(u"home"_s, u"Place"_s);
         },
         {},
         "SELECT id, name FROM Author ORDER BY id",
         "SELECT id, name FROM Author ORDER BY id",
         "SELECT count(home) FROM Author",
         "0"},
    };
}

} // namespace relata
