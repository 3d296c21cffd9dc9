#include "items/changetext.h"
#include "items/linkeffect.h"
#include "items/modelwords.h"
#include "items/valuetext.h"
#include "support/sampleschema.h"
#include "test_items.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace relata;

namespace {

Field typed(ScalarType type, bool list = false)
{
    Field field = sample::field("f", type);
    field.type.list = list;
    return field;
}

ChangeSet about(ChangeKind kind, ModelId model, const QString &label, std::vector<Change> changes = {})
{
    ChangeSet set;
    set.kind = kind;
    set.subjectModel = model;
    set.subjectLabel = label;
    set.changes = std::move(changes);
    return set;
}

Removed removed(ModelId model, const QString &key, std::size_t size)
{
    Values values(size);
    values[0] = key;
    return {model, {key}, values};
}

} // namespace

class TestItemTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreOneLine();
    void longTextsAreCutBetweenCharacters();
    void whatIsTypedBecomesAValueOfTheType_data();
    void whatIsTypedBecomesAValueOfTheType();
    void whatDoesNotFitIsRefusedWithTheRule();
    void editAndParseGiveTheValueBack_data();
    void editAndParseGiveTheValueBack();
    void storedValuesThatBreakTheirTypeAreNamed();
    void linksAreListedAndCounted();
    void instancesAreCountedInWords();
    void modelsAndRulesInWords();
    void whatHappenedIsASentence_data();
    void whatHappenedIsASentence();
    void undoSaysWhatItWouldTakeBack();
    void detailsAreOneLineEachAndBounded();
    void aChangeIsJudgedFromEachEnd();
};

void TestItemTexts::valuesAreOneLine()
{
    const Field text = typed(ScalarType::String);
    QCOMPARE(valuetext::display(text, u"a\nb\r\nc\td"_s), u"a↵b↵c⇥d"_s);
    QCOMPARE(valuetext::display(text, u"a\u0007b"_s), u"a␇b"_s);
    QCOMPARE(valuetext::display(text, Null()), u"null"_s);
    QCOMPARE(valuetext::display(text, u""_s), QString());
    QCOMPARE(valuetext::spoken(text, u""_s), u"empty text"_s);
    QCOMPARE(valuetext::spoken(text, Null()), u"null"_s);
    QCOMPARE(valuetext::display(typed(ScalarType::Int), qint64(3503)), u"3503"_s);
    QCOMPARE(valuetext::display(typed(ScalarType::Float), 0.1), u"0.1"_s);
    QCOMPARE(valuetext::display(typed(ScalarType::Boolean), true), u"true"_s);
    QCOMPARE(valuetext::display(typed(ScalarType::Binary), QByteArray("abc")), u"3 bytes"_s);
    QCOMPARE(valuetext::display(typed(ScalarType::Binary), QByteArray("a"), 3503), u"3,503 bytes"_s);
}

void TestItemTexts::longTextsAreCutBetweenCharacters()
{
    const Field text = typed(ScalarType::String);
    const QString cut = valuetext::display(text, QString(299, u'a') + u"😀tail"_s);
    QCOMPARE(cut, QString(299, u'a') + u'…');
    QCOMPARE(valuetext::display(text, u"abc"_s, 10), u"abc…"_s);
    QCOMPARE(valuetext::display(text, u"abc"_s, 3), u"abc"_s);
}

void TestItemTexts::whatIsTypedBecomesAValueOfTheType_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<bool>("list");
    QTest::addColumn<QString>("typedText");
    QTest::addColumn<QString>("shape"); // the value's alternative and its text
    const auto row = [](const char *name, ScalarType type, const QString &text, const QString &shape,
                        bool list = false) { QTest::newRow(name) << int(type) << list << text << shape; };
    row("text stays as typed", ScalarType::String, u" a "_s, u"4  a "_s);
    row("empty text stays text", ScalarType::String, u""_s, u"4 "_s);
    row("empty number is null", ScalarType::Int, u""_s, u"0 null"_s);
    row("empty date is null", ScalarType::Date, u" "_s, u"0 null"_s);
    row("whole number", ScalarType::Int, u" 42 "_s, u"2 42"_s);
    row("negative timestamp", ScalarType::Timestamp, u"-1"_s, u"2 -1"_s);
    row("number", ScalarType::Float, u"2.5"_s, u"3 2.5"_s);
    row("boolean", ScalarType::Boolean, u"True"_s, u"1 true"_s);
    row("boolean as in SQLite", ScalarType::Boolean, u"0"_s, u"1 false"_s);
    row("date", ScalarType::Date, u"2026-11-02 "_s, u"4 2026-11-02"_s);
    row("list", ScalarType::String, u"[ \"a\", \"b\" ]"_s, u"6 [\"a\",\"b\"]"_s, true);
}

void TestItemTexts::whatIsTypedBecomesAValueOfTheType()
{
    QFETCH(int, type);
    QFETCH(bool, list);
    QFETCH(QString, typedText);
    QFETCH(QString, shape);
    const auto value = valuetext::parse(sample::schema(), typed(static_cast<ScalarType>(type), list), typedText);
    QVERIFY2(value, value ? "" : qPrintable(value.error().message));
    QCOMPARE(QString(QString::number(value->index()) % u' ' % valueText(*value)), shape);
}

void TestItemTexts::whatDoesNotFitIsRefusedWithTheRule()
{
    const Schema schema = sample::schema();
    const auto number = valuetext::parse(schema, typed(ScalarType::Int), u"twelve"_s);
    QVERIFY(!number);
    QVERIFY(number.error().code == ErrorCode::InvalidValue);
    QVERIFY(number.error().message.contains(u"twelve"_s));
    QVERIFY(number.error().message.contains(u"whole number"_s));
    QVERIFY(!valuetext::parse(schema, typed(ScalarType::Int), u"2147483648"_s));
    QVERIFY(!valuetext::parse(schema, typed(ScalarType::Date), u"2026-02-30"_s));
    QVERIFY(!valuetext::parse(schema, typed(ScalarType::String, true), u"a, b"_s));

    Field any = typed(ScalarType::String);
    any.anyType = true;
    QCOMPARE(valuetext::parse(schema, any, u"007"_s).value(), Value(u"007"_s));
    QCOMPARE(valuetext::parse(schema, any, u"7"_s).value(), Value(qint64(7)));
}

void TestItemTexts::editAndParseGiveTheValueBack_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("text");
    QTest::newRow("multi-line") << int(ScalarType::String) << u"a\nb\t\"c\""_s;
    QTest::newRow("number") << int(ScalarType::Int) << u"-12"_s;
    QTest::newRow("fraction") << int(ScalarType::Float) << u"0.1"_s;
    QTest::newRow("big") << int(ScalarType::BigInt) << u"9007199254740993"_s;
    QTest::newRow("zone") << int(ScalarType::DateTime) << u"2026-11-02T10:00:00+02:00"_s;
    QTest::newRow("bytes") << int(ScalarType::Binary) << u"AQID"_s;
    QTest::newRow("truth") << int(ScalarType::Boolean) << u"false"_s;
}

void TestItemTexts::editAndParseGiveTheValueBack()
{
    QFETCH(int, type);
    QFETCH(QString, text);
    const Field field = typed(static_cast<ScalarType>(type));
    const auto value = valuetext::parse(sample::schema(), field, text);
    QVERIFY2(value, value ? "" : qPrintable(value.error().message));
    QCOMPARE(valuetext::edit(field, *value), text);
    QCOMPARE(valuetext::broken(sample::schema(), field, *value), QString());
}

void TestItemTexts::storedValuesThatBreakTheirTypeAreNamed()
{
    const Schema schema = sample::schema();
    QVERIFY(valuetext::broken(schema, typed(ScalarType::Int), u"twelve"_s).contains(u"whole number"_s));
    QVERIFY(!valuetext::broken(schema, typed(ScalarType::Boolean), qint64(7)).isEmpty());
    QVERIFY(!valuetext::broken(schema, typed(ScalarType::Date), u"yesterday"_s).isEmpty());
    QVERIFY(!valuetext::broken(schema, typed(ScalarType::String), QByteArray("x")).isEmpty());
    QCOMPARE(valuetext::broken(schema, typed(ScalarType::Int), Null()), QString());
    QCOMPARE(valuetext::broken(schema, typed(ScalarType::Int), qint64(3)), QString());
    QCOMPARE(valuetext::broken(schema, typed(ScalarType::Binary), QByteArray("x")), QString());
}

void TestItemTexts::linksAreListedAndCounted()
{
    const Schema schema = sample::schema();
    const End &tags = schema.end(*schema.endNamed(sample::post, u"tags"));
    const End &author = schema.end(*schema.endNamed(sample::post, u"author"));
    const InstanceRef craft{sample::tag, {u"t1"_s}, u"craft"_s, false};
    const InstanceRef sound{sample::tag, {u"t2"_s}, u"sound"_s, false};
    QCOMPARE(valuetext::links(tags, {{craft, sound}, 3}), u"craft, sound, 1 more"_s);
    QCOMPARE(valuetext::links(tags, {{craft, sound}, 1001}), u"craft, sound, 998+ more"_s);
    QCOMPARE(valuetext::links(tags, {}), QString());
    QCOMPARE(valuetext::links(author, {}), u"null"_s);
    QCOMPARE(valuetext::links(author, {{{sample::author, {u"a9"_s}, u"a9"_s, true}}, 1}), u"key a9 not found"_s);
}

void TestItemTexts::instancesAreCountedInWords()
{
    QCOMPARE(valuetext::instances(3503, -1, false, false), u"3,503 instances"_s);
    QCOMPARE(valuetext::instances(1, -1, false, false), u"1 instance"_s);
    QCOMPARE(valuetext::instances(0, -1, false, false), u"0 instances"_s);
    QCOMPARE(valuetext::instances(10'000'000, -1, false, true), u"≈ 10,000,000 instances"_s);
    QCOMPARE(valuetext::instances(12, 3503, true, false), u"12 of 3,503 instances"_s);
    QCOMPARE(valuetext::instances(0, 1, true, false), u"0 of 1 instance"_s);
}

void TestItemTexts::modelsAndRulesInWords()
{
    Schema schema = sample::schema();
    const auto end = [&](ModelId model, QStringView name) { return *schema.endNamed(model, name); };
    QCOMPARE(modelwords::counted(schema.model(sample::post), 1), u"1 post"_s);
    QCOMPARE(modelwords::pluralName(u"Category"_s), u"Categories"_s);
    QCOMPARE(modelwords::pluralName(u"Tracks"_s), u"Tracks"_s);
    for (const QString &name : {u"Album"_s, u"artist"_s, u"Invoice"_s, u"Hour"_s, u"Upload"_s, u"Unindexed"_s})
        QCOMPARE(modelwords::anyOf(name), QString(u"an "_s % name));
    for (const QString &name : {u"Post"_s, u"User"_s, u"Unit"_s, u"University"_s, u"Europe"_s, u"OneTimeCode"_s,
                                u"House"_s, u"Änderung"_s, QString()})
        QCOMPARE(modelwords::anyOf(name), QString(u"a "_s % name));
    QCOMPARE(modelwords::counted(schema.model(sample::post), 96), u"96 posts"_s);
    QCOMPARE(modelwords::counted(schema.model(sample::post), 1001), u"1000+ posts"_s);
    QCOMPARE(modelwords::keptWhere(schema, end(sample::post, u"author")), u"key on Post, unique"_s);
    QCOMPARE(modelwords::keptWhere(schema, end(sample::author, u"post")), u"key on Post, unique"_s);
    QCOMPARE(modelwords::keptWhere(schema, end(sample::publication, u"articles")), u"key on Article"_s);
    QCOMPARE(modelwords::keptWhere(schema, end(sample::post, u"tags")), u"via PostTag"_s);
    QCOMPARE(modelwords::onDelete(schema, end(sample::post, u"author")), u"the Author stays"_s);
    QCOMPARE(modelwords::onDelete(schema, end(sample::author, u"post")), u"the Post stays, cleared"_s);
    QCOMPARE(modelwords::onDelete(schema, end(sample::publication, u"articles")), u"articles go too"_s);
    QCOMPARE(modelwords::onDelete(schema, end(sample::post, u"tags")), u"only links go"_s);
    schema.references[3].rule = DeleteRule::Restrict;
    QCOMPARE(modelwords::onDelete(schema, end(sample::publication, u"articles")), u"articles block it"_s);
    schema.references[3].rule = DeleteRule::Clear;
    QCOMPARE(modelwords::onDelete(schema, end(sample::publication, u"articles")), u"articles stay, cleared"_s);
    schema.models[sample::article.index()].fields[2].required = true; // what cannot be cleared blocks
    QCOMPARE(modelwords::onDelete(schema, end(sample::publication, u"articles")), u"articles block it"_s);
}

void TestItemTexts::whatHappenedIsASentence_data()
{
    QTest::addColumn<ChangeSet>("set");
    QTest::addColumn<QString>("sentence");

    QTest::newRow("created") << about(ChangeKind::Created, sample::tag, u"tides"_s) << u"Created tag “tides”"_s;

    ChangeSet title = about(ChangeKind::Edited, sample::post, u"Winter light"_s);
    title.fieldName = u"title"_s;
    QTest::newRow("edited a field") << title << u"Changed “title” of “Winter light”"_s;
    title.fieldName.clear();
    QTest::newRow("edited fields") << title << u"Changed post “Winter light”"_s;

    ChangeSet rating = about(ChangeKind::Edited, sample::post, u"The quiet workshop"_s,
                             {Updated{sample::post,
                                      {u"p1"_s},
                                      {u"p1"_s, u"The quiet workshop"_s, qint64(3), Null(), Null()},
                                      {u"p1"_s, u"The quiet workshop"_s, qint64(4), Null(), Null()}}});
    rating.fieldName = u"rating"_s;
    QTest::newRow("edited a number") << rating << u"Changed “rating” of “The quiet workshop” from 3 to 4"_s;

    std::vector<Change> cascade;
    for (int i = 0; i < 14; ++i)
        cascade.emplace_back(removed(sample::article, u"a%1"_s.arg(i), 3));
    cascade.emplace_back(removed(sample::postTag, u"join"_s, 3));
    cascade.emplace_back(removed(sample::publication, u"pub"_s, 2));
    ChangeSet deleted = about(ChangeKind::Deleted, sample::publication, u"Orbit"_s, cascade);
    QTest::newRow("deleted, links not counted") << deleted << u"Deleted publication “Orbit” and 14 more"_s;
    deleted = inverted(deleted);
    deleted.origin = ChangeOrigin::Undo;
    QTest::newRow("undone") << deleted << u"Undid: delete publication “Orbit” and 14 more"_s;
    deleted.origin = ChangeOrigin::Redo;
    QTest::newRow("redone") << deleted << u"Redid: delete publication “Orbit” and 14 more"_s;

    ChangeSet link = about(ChangeKind::Linked, sample::post, u"Bridges that hum"_s);
    link.fieldName = u"tags"_s;
    link.objectLabel = u"sound"_s;
    QTest::newRow("linked") << link << u"Linked tag “sound” to “Bridges that hum”"_s;
    link.kind = ChangeKind::Unlinked;
    QTest::newRow("unlinked") << link << u"Unlinked tag “sound” from “Bridges that hum”"_s;

    QTest::newRow("several") << about(ChangeKind::Several, {}, {},
                                      {removed(sample::tag, u"a"_s, 2), removed(sample::tag, u"b"_s, 2)})
                             << u"Changed 2 instances"_s;
    ChangeSet elsewhere;
    elsewhere.origin = ChangeOrigin::Elsewhere;
    QTest::newRow("elsewhere") << elsewhere << u"Changed by another program"_s;
}

void TestItemTexts::whatHappenedIsASentence()
{
    QFETCH(ChangeSet, set);
    QFETCH(QString, sentence);
    QCOMPARE(changetext::sentence(sample::schema(), set), sentence);
}

void TestItemTexts::undoSaysWhatItWouldTakeBack()
{
    const Schema schema = sample::schema();
    const ChangeSet set = about(ChangeKind::Deleted, sample::publication, u"Orbit"_s);
    QCOMPARE(changetext::undo(schema, &set), u"Undo: delete publication “Orbit”"_s);
    QCOMPARE(changetext::redo(schema, &set), u"Redo: delete publication “Orbit”"_s);
    QCOMPARE(changetext::undo(schema, nullptr), u"Undo"_s);
    QCOMPARE(changetext::redo(schema, nullptr), u"Redo"_s);
}

void TestItemTexts::detailsAreOneLineEachAndBounded()
{
    const Schema schema = sample::schema();
    ChangeSet set;
    set.changes = {Removed{sample::article, {u"a1"_s}, {u"a1"_s, u"Tidal clocks"_s, u"pub"_s}},
                   Updated{sample::post,
                           {u"p1"_s},
                           {u"p1"_s, u"Winter light"_s, qint64(3), Null(), u"au1"_s},
                           {u"p1"_s, u"Winter light"_s, qint64(4), Null(), Null()}},
                   Inserted{sample::tag, {u"t1"_s}, {u"t1"_s, u"tides"_s}}};
    QCOMPARE(changetext::details(schema, set, 10),
             (QStringList{u"Article “Tidal clocks” deleted"_s, u"author of Post “Winter light” cleared"_s,
                          u"rating of Post “Winter light” changed from 3 to 4"_s, u"Tag “tides” created"_s}));
    QCOMPARE(changetext::details(schema, set, 1), (QStringList{u"Article “Tidal clocks” deleted"_s, u"and 2 more"_s}));
}

void TestItemTexts::aChangeIsJudgedFromEachEnd()
{
    using Kind = LinkEffect::Kind;
    const Schema schema = sample::schema();
    const EndId tags = *schema.endNamed(sample::post, u"tags");
    const EndId posts = *schema.endNamed(sample::tag, u"posts");
    const EndId articles = *schema.endNamed(sample::publication, u"articles");
    const EndId publication = *schema.endNamed(sample::article, u"publication");
    const Inserted joined{sample::postTag, {u"j"_s}, {u"j"_s, u"p1"_s, u"t1"_s}};
    QCOMPARE(linkEffect(schema, tags, {u"p1"_s}, joined), (LinkEffect{Kind::Joins, {u"t1"_s}}));
    QCOMPARE(linkEffect(schema, posts, {u"t1"_s}, joined), (LinkEffect{Kind::Joins, {u"p1"_s}}));
    QCOMPARE(linkEffect(schema, posts, {u"t2"_s}, joined), LinkEffect());
    QCOMPARE(linkEffect(schema, tags, {u"p1"_s}, inverted(joined)), (LinkEffect{Kind::Leaves, {u"t1"_s}}));

    const Updated moved{sample::article, {u"a"_s}, {u"a"_s, u"x"_s, u"pub1"_s}, {u"a"_s, u"x"_s, u"pub2"_s}};
    QCOMPARE(linkEffect(schema, articles, {u"pub1"_s}, moved), (LinkEffect{Kind::Leaves, {u"a"_s}}));
    QCOMPARE(linkEffect(schema, articles, {u"pub2"_s}, moved), (LinkEffect{Kind::Joins, {u"a"_s}}));
    QCOMPARE(linkEffect(schema, publication, {u"a"_s}, moved).kind, Kind::Unknown);
    const Updated renamed{sample::article, {u"a"_s}, {u"a"_s, u"x"_s, u"pub1"_s}, {u"a"_s, u"y"_s, u"pub1"_s}};
    QCOMPARE(linkEffect(schema, articles, {u"pub1"_s}, renamed), LinkEffect());
    QCOMPARE(linkEffect(schema, publication, {u"a"_s}, renamed), LinkEffect());

    Schema byName = schema; // a reference to another field than the key can only be judged by the database
    byName.references[3].referenced = {FieldId(1)};
    QCOMPARE(linkEffect(byName, articles, {u"pub1"_s}, moved).kind, Kind::Unknown);
}

namespace relata {
int runItemTextTests(int argc, char **argv)
{
    TestItemTexts test;
    return QTest::qExec(&test, argc, argv);
}
} // namespace relata

#include "test_items_texts.moc"
