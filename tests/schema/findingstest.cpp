#include "schema/findings.h"
#include "schemafixture.h"

#include <QtTest>

#include <functional>

using namespace relata;
using namespace Qt::StringLiterals;

namespace {

using Edit = std::function<void(Schema &)>;

Schema library()
{
    return schemaOf(u"enum Mood { GOOD BAD } type Place { street: String! }"
                    "type Author @model { name: String! mood: Mood place: Place }"
                    "type Book @model { title: String pages: Int @index(name: \"byPages\") tags: [String] "
                    "author: Author! @belongsTo }"_s);
}

/// The first rows of what is found: "error Book.title: sentence".
QString line(const Schema &schema, const Finding &finding)
{
    const QString severity = finding.severity == Finding::Severity::Error ? u"error"_s
        : finding.severity == Finding::Severity::Warning                  ? u"warning"_s
                                                                          : u"note"_s;
    QString place;
    if (finding.model.isValid())
        place = QString::number(finding.model.value());
    if (!finding.typeName.isEmpty())
        place = finding.typeName;
    if (finding.field.isValid())
        place += u'.' % QString::number(finding.field.value());
    if (finding.relationship.isValid())
        place += u'>' % schema.relationship(finding.relationship).name;
    if (finding.index >= 0)
        place += u'#' % QString::number(finding.index);
    if (!finding.enumName.isEmpty())
        place = finding.enumName % (finding.enumValue.isEmpty() ? QString() : QString(u':' % finding.enumValue));
    return severity % u' ' % place % u": "_s % finding.sentence;
}

} // namespace

Q_DECLARE_METATYPE(Edit)

/// What is wrong with a schema is said at its place, before a database is made.
class FindingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInOrdinarySchemas_data();
    void findsNothingInOrdinarySchemas();
    void finds_data();
    void finds();
    void staysQuickWithManyModels();
};

void FindingsTest::findsNothingInOrdinarySchemas_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : schemaFiles())
        QTest::newRow(qPrintable(QFileInfo(path).fileName())) << path;
}

void FindingsTest::findsNothingInOrdinarySchemas()
{
    QFETCH(QString, path);
    const Schema schema = schemaOf(textOf(path));
    for (const Finding &finding : findings(schema))
        QVERIFY2(finding.severity != Finding::Severity::Error, qPrintable(line(schema, finding)));
}

void FindingsTest::finds_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("start");
    const auto row = [](const char *name, const QString &start, Edit edit) { QTest::newRow(name) << edit << start; };
    row("model twice", u"error 1: Author is there twice"_s, [](Schema &s) { s.models[1].name = u"Author"_s; });
    row("models by case", u"error 1: Author and aUTHOR differ only in case"_s,
        [](Schema &s) { s.models[1].name = u"aUTHOR"_s; });
    row("no name", u"error 0: This model has no name"_s, [](Schema &s) { s.models[0].name.clear(); });
    row("line break", u"error 0: The name of this model holds characters"_s,
        [](Schema &s) { s.models[0].name = u"a\nb"_s; });
    row("half a character", u"error 0: The name of this model holds characters"_s,
        [](Schema &s) { s.models[0].name = QString(QChar(0xd83d)); });
    row("200 characters", u"warning 0: aaaa"_s, [](Schema &s) { s.models[0].name = QString(200, u'a'); });
    row("201 characters", u"error 0: aaaa"_s, [](Schema &s) { s.models[0].name = QString(201, u'a'); });
    row("emoji", u"note 0: \U0001F600 is no name for GraphQL"_s, [](Schema &s) { s.models[0].name = u"\U0001F600"_s; });
    row("quotes", u"note 0: a\"b is no name for GraphQL"_s, [](Schema &s) { s.models[0].name = u"a\"b"_s; });
    row("reserved by GraphQL", u"note 0: __A is no name for GraphQL"_s, [](Schema &s) { s.models[0].name = u"__A"_s; });
    row("blank at the end", u"warning 0: \"A \" begins or ends"_s, [](Schema &s) { s.models[0].name = u"A "_s; });
    row("of SQLite", u"error 0: SQLite_a begins with \"sqlite_\""_s,
        [](Schema &s) { s.models[0].table = u"SQLite_a"_s; });
    row("of Relata", u"error 0: relata_schema begins with \"relata_\""_s,
        [](Schema &s) { s.models[0].table = u"relata_schema"_s; });
    row("one table", u"error 1: Author and Book would be stored in the same table author"_s,
        [](Schema &s) { s.models[1].table = u"author"_s; });
    row("like an enum", u"error 0: Mood is the name of a model and of an enum"_s,
        [](Schema &s) { s.models[0].name = u"Mood"_s; });
    row("like a scalar", u"note 0: String has a meaning of its own"_s,
        [](Schema &s) { s.models[0].name = u"String"_s; });
    row("like an operation", u"note 0: Query has a meaning of its own"_s,
        [](Schema &s) { s.models[0].name = u"Query"_s; });
    row("field twice", u"error 1.2: title is there twice; the second field of Book"_s,
        [](Schema &s) { s.models[1].fields[2].name = u"title"_s; });
    row("column twice", u"error 1.2: title and TITLE differ only in case"_s,
        [](Schema &s) { s.models[1].fields[2].column = u"TITLE"_s; });
    row("no field name", u"error 1.1: This field of Book has no name"_s,
        [](Schema &s) { s.models[1].fields[1].name.clear(); });
    row("no such enum", u"error 0.2: mood has the enum Gone"_s,
        [](Schema &s) { s.models[0].fields[2].type.name = u"Gone"_s; });
    row("no such type", u"error 0.3: place has the type Gone"_s,
        [](Schema &s) { s.models[0].fields[3].type.name = u"Gone"_s; });
    row("default", u"error 1.2: The default of Book.pages does not fit."_s,
        [](Schema &s) { s.models[1].fields[2].defaultValue = QJsonValue(u"x"_s); });
    row("unique list", u"warning 1.3: Book.tags is unique"_s, [](Schema &s) { s.models[1].fields[3].unique = true; });
    row("no key", u"error 1: Book has no key"_s, [](Schema &s) { s.models[1].key.clear(); });
    row("key twice", u"error 1.0: Book.id is in the key twice"_s, [](Schema &s) {
        s.models[1].key = {FieldId(0), FieldId(0)};
    });
    row("key is a list", u"error 1.3: Book.tags is a list"_s, [](Schema &s) { s.models[1].key = {FieldId(3)}; });
    row("key may be null", u"warning 1.1: Book.title is part of the key"_s,
        [](Schema &s) { s.models[1].key = {FieldId(1)}; });
    row("index twice", u"error 1#1: byPages is there twice"_s,
        [](Schema &s) { s.models[1].indexes.push_back(s.models[1].indexes.front()); });
    row("empty index", u"error 1#0: The index byPages of Book has no fields"_s,
        [](Schema &s) { s.models[1].indexes.front().fields.clear(); });
    row("index over a list", u"warning 1#0: The index byPages is over Book.tags"_s,
        [](Schema &s) { s.models[1].indexes.front().fields = {FieldId(3)}; });
    row("end like a field", u"error 1>Book.author: Book has two fields title"_s, [](Schema &s) {
        s.relationships[0].targetField = u"title"_s;
        s.rebuildEnds({u"title"_s});
    });
    row("end like a field but for case", u"error 1>Book.author: title and TITLE differ only in case"_s, [](Schema &s) {
        s.relationships[0].targetField = u"TITLE"_s;
        s.rebuildEnds({u"TITLE"_s});
    });
    row("cleared but required", u"warning 1>Book.author: Book.author is to be cleared"_s,
        [](Schema &s) { s.references[0].rule = DeleteRule::Clear; });
    row("empty enum", u"error Mood: Mood has no values"_s, [](Schema &s) { s.enums[0].values.clear(); });
    row("enum value twice", u"error Mood:GOOD: GOOD is there twice"_s,
        [](Schema &s) { s.enums[0].values[1] = u"GOOD"_s; });
    row("enum value with a blank", u"error Mood:so so: so so cannot be the name of this value of Mood"_s,
        [](Schema &s) { s.enums[0].values[1] = u"so so"_s; });
    row("enum value true", u"error Mood:true: true cannot"_s, [](Schema &s) { s.enums[0].values[1] = u"true"_s; });
    row("type's field", u"error Place.0: a b cannot be the name of this field of Place"_s,
        [](Schema &s) { s.types[0].fields[0].name = u"a b"_s; });
    row("type within itself", u"error Place: Place needs another Place inside itself"_s, [](Schema &s) {
        s.types[0].fields[0].type.kind = FieldType::Kind::Object;
        s.types[0].fields[0].type.name = u"Place"_s;
    });
}

void FindingsTest::finds()
{
    QFETCH(Edit, edit);
    QFETCH(QString, start);
    Schema schema = library();
    QVERIFY(!hasErrors(findings(schema)));
    edit(schema);
    QStringList lines;
    for (const Finding &finding : findings(schema))
        lines.append(line(schema, finding));
    QVERIFY2(std::any_of(lines.begin(), lines.end(), [&](const QString &text) { return text.startsWith(start); }),
             qPrintable(lines.join(u'\n')));
    QCOMPARE(hasErrors(findings(schema)), !lines.filter(QRegularExpression(u"^error"_s)).isEmpty());
}

void FindingsTest::staysQuickWithManyModels()
{
    Schema schema = library();
    for (int i = 0; i < 20'000; ++i) {
        Model model = schema.models[0];
        model.name = u"M%1"_s.arg(i);
        model.table = model.name;
        schema.models.push_back(model);
    }
    schema.rebuildEnds(schema.keyEndNames());
    // Work that grows with the square would outlast the test's time.
    QVERIFY(findings(schema).empty());
}

QTEST_APPLESS_MAIN(FindingsTest)
#include "findingstest.moc"
