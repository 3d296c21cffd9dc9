// A new database: nothing that was drawn or typed is lost on the way to its file.
#include "gui/schemastories.h"
#include "gui/schemastory.h"

#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QTableView>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;

void TestSchemaStories::whatIsTypedOutlivesTheNextButton()
{
    SchemaStory t(SchemaStory::By::Mouse);
    QVERIFY(t.startsNew());
    // Names are typed and left without Return, by a click on the next button.
    t.press("schemaAddModel");
    t.s.type(u"Post"_s);
    t.press("schemaAddModel");
    t.s.type(u"Author"_s);
    t.press("schemaAddField");
    t.s.type(u"name"_s);
    t.press("schemaAddField");
    t.s.type(u"email"_s);
    t.press("schemaAddRelationship");
    QCOMPARE(SchemaStory::shown(t.entries()), (QStringList{u"Post"_s, u"Author"_s}));
    QCOMPARE(SchemaStory::shown(t.fields()), (QStringList{u"id"_s, u"name"_s, u"email"_s}));
    QCOMPARE(t.draft().relationships.size(), 1u);
    QCOMPARE(t.draft().relationships.front().targetField, u"author"_s);
}

void TestSchemaStories::aSchemaOutlivesAFileThatCannotBeMade()
{
    SchemaStory t(SchemaStory::By::Mouse);
    QVERIFY(t.startsNew());
    t.addModel(u"Post"_s);
    t.addField(u"title"_s);
    const Schema drawn = t.draft();

    t.s.prompts.target = t.s.folder.filePath(u"no/such/folder/blog.relata"_s);
    t.press("schemaApply");
    SOON(t.message().contains(u"no/such/folder"_s));
    QVERIFY(t.editor() && t.draft() == drawn);
    QVERIFY(!t.s.window.session());

    // One that is there is never touched.
    const QString taken = t.s.folder.filePath(u"taken.db"_s);
    RawDatabase other(taken);
    other.run("CREATE TABLE Note (id INTEGER PRIMARY KEY)");
    t.s.prompts.target = taken;
    t.press("schemaApply");
    SOON(t.message().contains(u"taken.db"_s));
    QVERIFY(t.editor() && t.draft() == drawn);
    QCOMPARE(other.value("SELECT group_concat(name) FROM sqlite_master"), u"'Note'"_s);

    QVERIFY(t.makes(t.s.folder.filePath(u"blog.relata"_s)));
    QCOMPARE(t.s.modelShown(), u"Post"_s);
}

} // namespace relata
