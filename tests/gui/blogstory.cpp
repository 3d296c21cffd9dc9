// The sample blog, built from nothing with the mouse alone, filled, changed in six ways, taken out as text and read
// back.
#include "gui/schemastories.h"
#include "gui/schemastory.h"

#include "schema/schemadiff.h"
#include "schema/sdl.h"
#include "session/session.h"
#include "views/parts/fieldeditor.h"

#include <QComboBox>
#include <QFile>
#include <QListView>
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

/// By the tool bar and the form; true when it is stored and chosen.
bool createBy(SchemaStory &t, const QString &model, const std::vector<std::pair<QString, QString>> &values)
{
    if (t.s.modelShown() != model && !t.s.chooseModel(model))
        return false;
    const qint64 before = t.s.countOf(model);
    t.hand().press(Story::button(&t.s.window, u"New instance"_s));
    for (const auto &[field, text] : values) {
        FieldEditor *editor = t.s.field(field);
        if (!editor)
            return false;
        if (auto *choice = qobject_cast<QComboBox *>(editor->input()))
            t.hand().pick(choice, text);
        else
            t.s.enter(field, text);
    }
    t.hand().press(Story::button(&t.s.window, u"Save"_s));
    return QTest::qWaitFor(
        [&] { return t.s.countOf(model) == before + 1 && t.s.current() == values.front().second && t.s.settles(); },
        patience);
}

/// In the form of the chosen instance, by the picker; true when it shows the other end.
bool linkBy(SchemaStory &t, const QString &end, const QString &label)
{
    if (!t.s.openPicker(end))
        return false;
    t.s.type(label);
    if (!QTest::qWaitFor([&] { return t.s.pickerFinds({label}); }, patience))
        return false;
    auto *candidates = t.s.picker()->findChild<QListView *>(u"pickerList"_s);
    t.hand().select(candidates, candidates->model()->index(0, 0));
    t.hand().press(Story::button(t.s.picker(), u"Link"_s));
    if (!QTest::qWaitFor([&] { return !t.s.picker(); }, patience))
        return false;
    QAbstractButton *save = Story::button(&t.s.window, u"Save"_s);
    if (save->isEnabled())
        t.hand().press(save);
    return QTest::qWaitFor([&] { return t.s.chips(end).contains(label) && t.s.settles(); }, patience);
}

void fillBlog(SchemaStory &t)
{
    QVERIFY(createBy(t, u"Author"_s, {{u"name"_s, u"Ada Quill"_s}, {u"born"_s, u"1990-05-17"_s}}));
    QVERIFY(createBy(t, u"Author"_s, {{u"name"_s, u"Ben Marsh"_s}}));
    QVERIFY(createBy(t, u"Tag"_s, {{u"label"_s, u"craft"_s}, {u"note"_s, u"made by hand"_s}}));
    QVERIFY(createBy(t, u"Tag"_s, {{u"label"_s, u"sea"_s}}));
    QVERIFY(createBy(t, u"Tag"_s, {{u"label"_s, u"sound"_s}}));
    QVERIFY(createBy(t, u"Post"_s, {{u"title"_s, u"First light"_s}, {u"rating"_s, u"4"_s}}));
    QVERIFY(linkBy(t, u"author"_s, u"Ada Quill"_s));
    QVERIFY(linkBy(t, u"tags"_s, u"craft"_s));
    QVERIFY(linkBy(t, u"tags"_s, u"sea"_s));
    QVERIFY(createBy(t, u"Post"_s, {{u"title"_s, u"Second wind"_s}, {u"status"_s, u"Review"_s}}));
    QVERIFY(linkBy(t, u"tags"_s, u"sea"_s));
    QVERIFY(createBy(t, u"Publication"_s, {{u"name"_s, u"Orbit"_s}}));
    QVERIFY(createBy(t, u"Publication"_s, {{u"name"_s, u"Harbour"_s}}));
    QVERIFY(createBy(t, u"Article"_s, {{u"title"_s, u"Moons"_s}, {u"status"_s, u"Draft"_s}, {u"words"_s, u"900"_s}}));
    QVERIFY(linkBy(t, u"publication"_s, u"Orbit"_s));
    QVERIFY(createBy(t, u"Article"_s, {{u"title"_s, u"Tides"_s}, {u"status"_s, u"Published"_s}}));
    QVERIFY(linkBy(t, u"publication"_s, u"Orbit"_s));
    QVERIFY(createBy(t, u"Article"_s, {{u"title"_s, u"Loose leaf"_s}, {u"status"_s, u"Draft"_s}}));
    QVERIFY(createBy(t, u"Comment"_s, {{u"text"_s, u"Lovely."_s}, {u"likes"_s, u"3"_s}}));
    QVERIFY(linkBy(t, u"article"_s, u"Moons"_s));
    QVERIFY(createBy(t, u"Comment"_s, {{u"text"_s, u"Is it so?"_s}}));
    QVERIFY(linkBy(t, u"article"_s, u"Tides"_s));
}

void renameAField(SchemaStory &t, RawDatabase &raw)
{
    const QStringList posts = raw.rows("SELECT id, title, author, status, rating FROM Post ORDER BY id");
    QVERIFY(t.s.chooseModel(u"Post"_s) && t.opensEditor());
    t.typeInto(u"title"_s, Column::Name, u"headline"_s);
    QVERIFY(t.applies());
    QCOMPARE(raw.rows("SELECT id, headline, author, status, rating FROM Post ORDER BY id"), posts);
    QCOMPARE(t.s.modelShown(), u"Post"_s);
    SOON_COMPARE(t.s.shown(u"headline"_s).size(), 2);
}

void requireAField(SchemaStory &t, RawDatabase &raw)
{
    const QStringList notes = raw.rows("SELECT label, coalesce(note, 'no note yet') FROM Tag ORDER BY label");
    QVERIFY(t.opensEditor());
    t.choose(u"Tag"_s);
    t.toggle(u"note"_s, Column::Required);
    QVERIFY(t.opensReview());
    QCOMPARE(t.changes().size(), 1);
    t.decide(t.changes().front(), u"Set them to"_s, u"no note yet"_s);
    QVERIFY(t.appliesReviewed());
    QCOMPARE(raw.rows("SELECT label, note FROM Tag ORDER BY label"), notes);
    QCOMPARE(raw.value("SELECT \"notnull\" FROM pragma_table_info('Tag') WHERE name = 'note'"), u"1"_s);
}

void splitOneToMany(SchemaStory &t, RawDatabase &raw)
{
    const QStringList links =
        raw.rows("SELECT publication, id FROM Article WHERE publication IS NOT NULL ORDER BY 1, 2");
    QCOMPARE(links.size(), 2);
    QVERIFY(t.opensEditor());
    t.choose(u"Publication"_s);
    t.chooseRelationship(u"Each Publication has many Articles"_s);
    t.pick("relationManyBack", u"many"_s);
    QVERIFY(t.applies());
    QCOMPARE(raw.rows("SELECT publication, article FROM PublicationArticle ORDER BY 1, 2"), links);
    QCOMPARE(raw.value("SELECT count(*) FROM pragma_table_info('Article') WHERE name LIKE 'publication%'"), u"0"_s);
}

void addAnEnum(SchemaStory &t, RawDatabase &raw)
{
    QVERIFY(t.opensEditor());
    t.addEnum(u"Mood"_s, {u"Calm"_s, u"Wild"_s});
    t.choose(u"Post"_s);
    t.addField(u"mood"_s, u"Mood"_s);
    t.pickIn(u"mood"_s, Column::Default, u"Calm"_s);
    QVERIFY(t.applies());
    QVERIFY(t.s.window.session()->schema().enumNamed(u"Mood"));
    QCOMPARE(raw.value("SELECT count(*) FROM Post WHERE headline IS NOT NULL"), u"2"_s);
    // And it can be used at once.
    QVERIFY(t.s.chooseModel(u"Post"_s) && t.s.choose(u"headline"_s, u"First light"_s));
    t.hand().pick(qobject_cast<QComboBox *>(t.s.field(u"mood"_s)->input()), u"Wild"_s);
    t.hand().press(Story::button(&t.s.window, u"Save"_s));
    SOON_COMPARE(raw.value("SELECT mood FROM Post WHERE headline = 'First light'"), u"'Wild'"_s);
}

void removeAModel(SchemaStory &t, RawDatabase &raw)
{
    const QStringList comments = raw.rows("SELECT * FROM Comment ORDER BY id");
    const QStringList articles = raw.rows("SELECT * FROM Article ORDER BY id");
    QVERIFY(t.opensEditor());
    t.removeEntry(u"Comment"_s);
    QVERIFY(t.opensReview());
    t.agree(u"The model Comment goes"_s);
    QVERIFY(t.appliesReviewed());
    QCOMPARE(raw.value("SELECT count(*) FROM sqlite_master WHERE name = 'Comment'"), u"0"_s);
    QCOMPARE(raw.rows("SELECT * FROM Article ORDER BY id"), articles);
    // What went is in the backup, which the window names.
    const QString backup = t.s.message().section(u" is kept in "_s, 1).chopped(1);
    QVERIFY2(QFile::exists(backup), qPrintable(t.s.message()));
    RawDatabase kept(backup);
    QCOMPARE(kept.rows("SELECT * FROM Comment ORDER BY id"), comments);
}

void relateToItself(SchemaStory &t, RawDatabase &raw)
{
    const QStringList tags = raw.rows("SELECT id, label, note FROM Tag ORDER BY id");
    QVERIFY(t.opensEditor());
    t.choose(u"Tag"_s);
    t.addRelationship(u"Tag"_s);
    QVERIFY(t.applies());
    QCOMPARE(raw.rows("SELECT id, label, note FROM Tag ORDER BY id"), tags);
    QCOMPARE(raw.value("SELECT count(*) FROM pragma_foreign_key_list('Tag') WHERE \"table\" = 'Tag'"), u"1"_s);
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
    fillBlog(t);
    RawDatabase raw(t.s.file());
    QStringList counts{u"Article 3"_s, u"Author 2"_s,      u"Comment 2"_s, u"Post 2"_s,
                       u"PostTag 3"_s, u"Publication 2"_s, u"Tag 3"_s};
    QCOMPARE(SchemaStory::census(raw), counts);

    const auto change = [&](void (*how)(SchemaStory &, RawDatabase &), const QStringList &after) {
        how(t, raw);
        SchemaStory::verifyWhole(raw);
        QCOMPARE(SchemaStory::census(raw), after);
    };
    change(renameAField, counts);
    change(requireAField, counts);
    counts.insert(6, u"PublicationArticle 2"_s);
    change(splitOneToMany, counts);
    change(addAnEnum, counts);
    counts.removeOne(u"Comment 2"_s);
    change(removeAModel, counts);
    change(relateToItself, counts);

    // Out as text, and in again.
    const Schema kept = t.s.window.session()->schema();
    const QString text = t.s.folder.filePath(u"blog.graphql"_s);
    QVERIFY(t.opensEditor());
    t.s.prompts.target = text;
    t.more(u"Export as GraphQL…"_s);
    SOON(t.message().contains(u"blog.graphql"_s));
    t.hand().press(Story::button(t.editor(), u"Cancel"_s));
    SOON(!t.editor());
    t.s.prompts.file = text;
    t.s.prompts.target = t.s.folder.filePath(u"again.relata"_s);
    t.take(u"File"_s, u"New database from a schema…"_s);
    SOON(t.s.file() == t.s.prompts.target && t.s.settles());
    QFile written(text);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const auto read = sdl::read(QString::fromUtf8(written.readAll()));
    QVERIFY(read && *read == t.s.window.session()->schema());
    QVERIFY(differences(kept, *read, matchByName(kept, *read)).empty());
    QCOMPARE(sdl::write(*read), sdl::write(kept));
}

} // namespace relata
