// The sample blog, built from nothing with the mouse alone, filled, changed in six ways, taken out as text and read
// back.
#include "gui/schemastories.h"
#include "gui/schemastory.h"

#include "schema/sdl.h"
#include "session/session.h"

#include <QFile>
#include <QTableView>

namespace relata {

using namespace Qt::StringLiterals;
using test::RawDatabase;
using Column = SchemaStory::Column;

namespace {

void drawBlog(SchemaStory &t)
{
    t.addEnum(u"Status"_s, {u"Draft"_s, u"Review"_s, u"Published"_s});
    t.describe(u"How far a text has come."_s);

    t.addType(u"Imprint"_s);
    t.describe(u"Who stands behind a publication."_s);
    t.addField(u"city"_s);
    t.toggle(u"city"_s, Column::Required);
    t.addField(u"founded"_s, u"Int"_s);

    t.addModel(u"Author"_s);
    t.describe(u"Writes one post: a post has at most one author, and an author at most one post."_s);
    t.addField(u"name"_s);
    t.toggle(u"name"_s, Column::Required);
    t.addField(u"email"_s, u"AWSEmail"_s);
    t.addField(u"website"_s, u"AWSURL"_s);
    t.addField(u"born"_s, u"AWSDate"_s);
    t.addField(u"languages"_s);
    t.pickIn(u"languages"_s, Column::List, u"list, no nulls"_s);
    t.addField(u"bio"_s);

    t.addModel(u"Post"_s);
    t.addField(u"title"_s);
    t.toggle(u"title"_s, Column::Required);
    t.addRelationship(u"Author"_s);
    t.pick("relationMany", u"one"_s);
    t.addField(u"status"_s, u"Status"_s);
    t.toggle(u"status"_s, Column::Required);
    t.pickIn(u"status"_s, Column::Default, u"Draft"_s);
    t.addField(u"rating"_s, u"Int"_s);
    t.addField(u"featured"_s, u"Boolean"_s);
    t.addField(u"publishedAt"_s, u"AWSDateTime"_s);
    t.addField(u"link"_s, u"AWSURL"_s);
    t.addField(u"content"_s);
    t.addField(u"extras"_s, u"AWSJSON"_s);

    t.addModel(u"Tag"_s);
    t.addField(u"label"_s);
    t.toggle(u"label"_s, Column::Required);
    t.addField(u"note"_s);
    t.choose(u"Post"_s);
    t.addRelationship(u"Tag"_s);
    t.pick("relationMany", u"many"_s);
    t.pick("relationManyBack", u"many"_s);

    t.addModel(u"Publication"_s);
    t.describe(u"Owns its articles: deleting a publication deletes them, and their comments."_s);
    t.addField(u"name"_s);
    t.toggle(u"name"_s, Column::Required);
    t.addField(u"website"_s, u"AWSURL"_s);
    t.addField(u"contact"_s, u"AWSEmail"_s);
    t.addField(u"imprint"_s, u"Imprint"_s);

    t.addModel(u"Article"_s);
    t.addField(u"title"_s);
    t.toggle(u"title"_s, Column::Required);
    t.addField(u"status"_s, u"Status"_s);
    t.toggle(u"status"_s, Column::Required);
    t.addField(u"words"_s, u"Int"_s);
    t.addField(u"score"_s, u"Float"_s);
    t.addField(u"printedOn"_s, u"AWSDate"_s);
    t.addField(u"keywords"_s);
    t.pickIn(u"keywords"_s, Column::List, u"list"_s);
    t.addField(u"body"_s);
    t.choose(u"Publication"_s);
    t.addRelationship(u"Article"_s);

    t.addModel(u"Comment"_s);
    t.addField(u"text"_s);
    t.toggle(u"text"_s, Column::Required);
    t.addField(u"writer"_s);
    t.addField(u"likes"_s, u"Int"_s);
    t.choose(u"Article"_s);
    t.addRelationship(u"Comment"_s);
}

} // namespace

void TestSchemaStories::theBlogFromNothing()
{
    SchemaStory t(SchemaStory::By::Mouse);
    QVERIFY(t.startsNew());
    drawBlog(t);
    if (QTest::currentTestFailed())
        return;
    QFile sample(u":/samples/blog.graphql"_s);
    QVERIFY(sample.open(QIODevice::ReadOnly));
    const auto wanted = sdl::read(QString::fromUtf8(sample.readAll()));
    QVERIFY(wanted.has_value());
    QCOMPARE(sdl::write(t.draft()), sdl::write(*wanted));
    QVERIFY(t.makes(t.s.folder.filePath(u"blog.relata"_s)));
}

} // namespace relata
