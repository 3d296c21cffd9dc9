// Each kind of change of a field.
#include "gui/changestories.h"

namespace relata {

using namespace Qt::StringLiterals;
using Column = SchemaStory::Column;

std::vector<ChangeStory> fieldChanges()
{
    return {
        {"add a field",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.addField(u"weight"_s, u"Int"_s);
         },
         {},
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT type || count(weight) FROM pragma_table_info('Tag'), Tag WHERE name = 'weight'",
         "'INTEGER0'"},
        {"remove a field",
         [](SchemaStory &t) {
             t.choose(u"Post"_s);
             t.removeField(u"rating"_s);
         },
         [](SchemaStory &t) { t.agree(u"Post loses the field rating"_s); },
         "SELECT id, title, author, content FROM Post ORDER BY id",
         "SELECT id, title, author, content FROM Post ORDER BY id",
         "SELECT count(*) FROM pragma_table_info('Post') WHERE name = 'rating'", "0"},
        {"rename a field",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.typeInto(u"label"_s, Column::Name, u"title"_s);
         },
         {},
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT id, title, note FROM Tag ORDER BY id",
         "SELECT count(*) FROM pragma_table_info('Tag') WHERE name = 'label'",
         "0"},
        {"give a field another type",
         [](SchemaStory &t) {
             t.choose(u"Comment"_s);
             t.pickIn(u"likes"_s, Column::Type, u"String"_s);
         },
         {},
         "SELECT id, cast(likes AS text) FROM Comment ORDER BY id",
         "SELECT id, likes FROM Comment ORDER BY id",
         "SELECT DISTINCT type FROM pragma_table_info('Comment') WHERE name = 'likes'",
         "'TEXT'"},
        {"give a field a type that its values do not fit",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.pickIn(u"note"_s, Column::Type, u"Int"_s);
         },
         [](SchemaStory &t) {
             t.decide(u"Tag.note"_s, u"Set them to null"_s);
             t.agree(u"Tag.note"_s);
         },
         "SELECT id, label FROM Tag ORDER BY id", "SELECT id, label FROM Tag ORDER BY id",
         "SELECT count(note) FROM Tag", "0"},
        {"move a field",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.move(u"note"_s, u"label"_s);
         },
         {},
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT group_concat(name) FROM (SELECT name FROM pragma_table_info('Tag') ORDER BY cid LIMIT 3)",
         "'id,note,label'"},
        {"require a field",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.toggle(u"note"_s, Column::Required);
         },
         [](SchemaStory &t) { t.decide(u"Tag.note"_s, u"Set them to"_s, u"none"_s); },
         "SELECT id, label, coalesce(note, 'none') FROM Tag ORDER BY id", "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT \"notnull\" FROM pragma_table_info('Tag') WHERE name = 'note'", "1"},
        {"require a field no longer",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.toggle(u"label"_s, Column::Required);
         },
         {},
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT \"notnull\" FROM pragma_table_info('Tag') WHERE name = 'label'",
         "0"},
        {"make a field unique",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.toggle(u"label"_s, Column::Unique);
         },
         {},
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT count(*) FROM pragma_index_list('Tag') l, pragma_index_info(l.name) c "
         "WHERE l.\"unique\" AND c.name = 'label'",
         "1"},
        {"give a field a default",
         [](SchemaStory &t) {
             t.choose(u"Comment"_s);
             t.typeInto(u"likes"_s, Column::Default, u"7"_s);
         },
         {},
         "SELECT id, likes FROM Comment ORDER BY id",
         "SELECT id, likes FROM Comment ORDER BY id",
         "SELECT dflt_value FROM pragma_table_info('Comment') WHERE name = 'likes'",
         "'7'"},
        {"take another default of an enum",
         [](SchemaStory &t) {
             t.choose(u"Post"_s);
             t.pickIn(u"status"_s, Column::Default, u"Review"_s);
         },
         {},
         "SELECT id, status FROM Post ORDER BY id",
         "SELECT id, status FROM Post ORDER BY id",
         "SELECT dflt_value FROM pragma_table_info('Post') WHERE name = 'status'",
         "''Review''"},
        {"make a field a list",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.addField(u"synonyms"_s);
             t.pickIn(u"synonyms"_s, Column::List, u"list, no nulls"_s);
         },
         {},
         "SELECT id, label FROM Tag ORDER BY id",
         "SELECT id, label FROM Tag ORDER BY id",
         "SELECT count(synonyms) FROM Tag",
         "0"},
        {"describe a field",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.typeInto(u"note"_s, Column::Description, u"For those who sort"_s);
         },
         {},
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT id, label, note FROM Tag ORDER BY id",
         "SELECT count(*) FROM relata_schema WHERE instr(schema, 'For those who sort') > 0",
         "1"},
        {"change the key",
         [](SchemaStory &t) {
             t.choose(u"Tag"_s);
             t.toggle(u"label"_s, Column::Key);
             t.toggle(u"id"_s, Column::Key);
         },
         {},
         "SELECT p.post, t.label FROM PostTag p JOIN Tag t ON t.id = p.tag ORDER BY 1, 2",
         "SELECT post, tag FROM PostTag ORDER BY 1, 2",
         "SELECT group_concat(name) FROM pragma_table_info('Tag') WHERE pk > 0",
         "'label'"},
        {"add an index",
         [](SchemaStory &t) {
             t.choose(u"Article"_s);
             t.addIndex({u"title"_s, u"words"_s}, false);
         },
         {},
         "SELECT id, title, words FROM Article ORDER BY id",
         "SELECT id, title, words FROM Article ORDER BY id",
         "SELECT count(*) FROM pragma_index_list('Article') l, pragma_index_info(l.name) c WHERE c.name = 'words'",
         "1"},
    };
}

} // namespace relata
