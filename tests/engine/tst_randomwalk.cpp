#include "engine/reference.h"
#include "support/scratchdatabase.h"

#include <QRandomGenerator>
#include <QTest>

using namespace relata;
using namespace Qt::StringLiterals;

/// Thousands of random operations on a schema with every kind of relationship, compared after each with a plain
/// reference in memory: what is allowed, and every value that is then stored.
class TestRandomWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void engineAgreesWithTheReference_data();
    void engineAgreesWithTheReference();
};

namespace {

const QString walkSchema = uR"(
type Author @model { id: ID! name: String! }
type Post @model { id: ID! title: String author: Author @hasOne tags: [Tag] @manyToMany(relationName: "PostTag")
  comments: [Comment] @hasMany next: Post @hasOne }
type Tag @model { id: ID! label: String posts: [Post] @manyToMany(relationName: "PostTag") group: Group @belongsTo }
type Group @model { id: ID! name: String tags: [Tag] @hasMany parent: Group @belongsTo parts: [Group] @hasMany }
type Comment @model { id: ID! text: String post: Post! @belongsTo writer: Person @belongsTo }
type Person @model { id: ID! name: String comments: [Comment] @hasMany passport: Passport! @hasOne
  friends: [Person] @manyToMany(relationName: "Friendship") friendOf: [Person] @manyToMany(relationName: "Friendship") }
type Passport @model { id: ID! number: String }
)"_s;

class Walk
{
public:
    explicit Walk(quint32 seed)
        : m_random(seed), m_schema(makeSchema()), m_scratch(m_schema), m_engine(m_scratch.open()), m_reference(m_schema)
    {}

    /// Empty where both agree, else what differs.
    QString step(int number);

private:
    static Schema makeSchema()
    {
        Schema schema = test::ScratchDatabase::schemaOf(walkSchema);
        // Rules that SDL does not ask for: a group keeps its tags from being lost, a person's comments stay.
        for (Reference &reference : schema.references) {
            const QString from = schema.model(reference.from).name;
            if (from == u"Tag")
                reference.rule = DeleteRule::Restrict;
            if (from == u"Comment" && schema.model(reference.to).name == u"Person")
                reference.rule = DeleteRule::Clear;
        }
        return schema;
    }

    int below(int n) { return static_cast<int>(m_random.bounded(n)); }
    QString key() { return u"k%1"_s.arg(below(6)); }
    ModelId plainModel();
    EndId anyEnd();
    Values values(ModelId model, const QString &key);
    bool both(const Intent &intent, const std::function<bool()> &expected);
    QString compare();

    QRandomGenerator m_random;
    Schema m_schema;
    test::ScratchDatabase m_scratch;
    std::unique_ptr<Engine> m_engine;
    test::ReferenceStore m_reference;
    std::vector<std::vector<test::ReferenceStore::Rows>> m_undo;
    std::vector<std::vector<test::ReferenceStore::Rows>> m_redo;
    QString m_difference;
};

ModelId Walk::plainModel()
{
    while (true) {
        const ModelId model(below(static_cast<int>(m_schema.models.size())));
        if (!m_schema.model(model).join)
            return model;
    }
}

EndId Walk::anyEnd()
{
    while (true) {
        const ModelId model = plainModel();
        const auto &ends = m_schema.endsOf(model);
        if (!ends.empty())
            return ends[static_cast<std::size_t>(below(static_cast<int>(ends.size())))];
    }
}

Values Walk::values(ModelId id, const QString &key)
{
    const Model &model = m_schema.model(id);
    Values result(model.fields.size());
    for (std::size_t f = 0; f < model.fields.size(); ++f) {
        if (model.isKey(FieldId(static_cast<int>(f))))
            result[f] = key;
        else if (model.fields[f].isWritable() && below(4) > 0)
            result[f] = model.fields[f].hidden ? this->key() : u"v%1"_s.arg(below(3));
    }
    return result;
}

bool Walk::both(const Intent &intent, const std::function<bool()> &expected)
{
    const auto before = m_reference.state();
    const bool wanted = expected();
    const auto done = m_engine->submit({intent});
    if (done.has_value() != wanted) {
        m_difference = done ? u"the engine allowed what the reference refuses"_s
                            : u"the engine refused: "_s + done.error().message;
        return false;
    }
    if (!wanted)
        m_reference.setState(before);
    if (m_reference.state() != before) {
        m_undo.push_back(before);
        m_redo.clear();
    }
    return true;
}

QString Walk::compare()
{
    for (std::size_t m = 0; m < m_schema.models.size(); ++m) {
        const ModelId id(static_cast<int>(m));
        const Model &model = m_schema.model(id);
        std::multiset<QString> mine;
        std::multiset<QString> theirs;
        const auto line = [&](const Values &values) {
            QStringList parts;
            for (std::size_t f = 0; f < model.fields.size(); ++f)
                if (model.fields[f].isWritable() && !(model.join && model.isKey(FieldId(static_cast<int>(f)))))
                    parts << (isNull(values[f]) ? u"null"_s : valueText(values[f]));
            return parts.join(u"|"_s);
        };
        for (const auto &[key, values] : m_reference.rows(id))
            mine.insert(line(values));
        Query query;
        query.model = id;
        (void)m_engine->each(query, [&](const Row &row) {
            theirs.insert(line(row.values));
            return Connection::More::Yes;
        });
        if (mine != theirs)
            return u"%1: the reference has {%2}, the database {%3}"_s.arg(
                model.name, QStringList(mine.begin(), mine.end()).join(u"; "_s),
                QStringList(theirs.begin(), theirs.end()).join(u"; "_s));
    }
    return {};
}

QString Walk::step(int number)
{
    m_difference.clear();
    switch (below(12)) {
    case 0:
    case 1:
    case 2:
    case 3: {
        const ModelId model = plainModel();
        const QString k = key();
        const Values row = values(model, k);
        Assignments given;
        for (std::size_t f = 0; f < row.size(); ++f)
            if (m_schema.model(model).fields[f].isWritable())
                given.emplace_back(FieldId(static_cast<int>(f)), row[f]);
        both(Save{model, given, Save::Replace::Yes}, [&] { return m_reference.put(model, row); });
        break;
    }
    case 4: {
        const ModelId model = plainModel();
        const QString k = key();
        const bool too = below(2) == 0;
        both(Delete{model, {{k}}, {}, too ? Delete::Blockers::DeleteToo : Delete::Blockers::Refuse},
             [&] { return m_reference.remove(model, k, too); });
        break;
    }
    case 5:
    case 6:
    case 7: {
        const EndId end = anyEnd();
        const QString from = key();
        const QString to = key();
        const bool move = below(2) == 0;
        both(Link{end, {from}, {to}, move ? Link::Move::Yes : Link::Move::No},
             [&] { return m_reference.link(m_schema.end(end), from, to, move, u"j%1"_s.arg(number)); });
        break;
    }
    case 8: {
        const EndId end = anyEnd();
        const QString from = key();
        const QString to = key();
        both(Unlink{end, {from}, {to}}, [&] { return m_reference.unlink(m_schema.end(end), from, to); });
        break;
    }
    case 9: {
        const auto done = m_engine->undo();
        if (done.has_value() == m_undo.empty())
            return done ? u"undo found something to undo"_s : u"undo: "_s + done.error().message;
        if (done) {
            m_redo.push_back(m_reference.state());
            m_reference.setState(m_undo.back());
            m_undo.pop_back();
        }
        break;
    }
    case 10: {
        const auto done = m_engine->redo();
        if (done.has_value() == m_redo.empty())
            return done ? u"redo found something to redo"_s : u"redo: "_s + done.error().message;
        if (done) {
            m_undo.push_back(m_reference.state());
            m_reference.setState(m_redo.back());
            m_redo.pop_back();
        }
        break;
    }
    default: {
        const EndId end = anyEnd();
        const ModelId model = m_schema.end(end).model;
        for (const auto &[k, row] : m_reference.rows(model)) {
            const auto keys = m_engine->relatedKeys(end, {k});
            if (!keys)
                return keys.error().message;
            std::set<QString> found;
            for (const Key &other : *keys)
                found.insert(std::get<QString>(other.front()));
            if (found != m_reference.related(m_schema.end(end), k) || found.size() != keys->size())
                return u"related of %1 %2 through %3 differs"_s.arg(m_schema.model(model).name, k,
                                                                    m_schema.end(end).name);
        }
    }
    }
    return m_difference.isEmpty() ? compare() : m_difference;
}

} // namespace

void TestRandomWalk::engineAgreesWithTheReference_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
    const quint32 fresh = QRandomGenerator::global()->generate();
    QTest::addRow("seed %u", fresh) << fresh;
}

void TestRandomWalk::engineAgreesWithTheReference()
{
    QFETCH(const quint32, seed);
    Walk walk(seed);
    for (int i = 0; i < 600; ++i) {
        const QString difference = walk.step(i);
        QVERIFY2(difference.isEmpty(), qPrintable(u"step %1: "_s.arg(i) + difference));
    }
}

QTEST_GUILESS_MAIN(TestRandomWalk)
#include "tst_randomwalk.moc"
