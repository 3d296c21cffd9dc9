#include "schema/schemarules.h"
#include "store/inference.h"
#include "store/keys.h"

#include <algorithm>

namespace relata::inference {

using namespace Qt::StringLiterals;

namespace {

using ReferencePair = std::pair<ReferenceId, ReferenceId>;

keys::Columns columnsOf(const Reference &reference)
{
    keys::Columns result;
    for (const FieldId field : reference.columns)
        result.push_back(field.value());
    return result;
}

// The end whose column stands first in the table is the source; tenant keys share some columns.
bool standsBefore(const Reference &a, const Reference &b)
{
    auto first = columnsOf(a);
    auto second = columnsOf(b);
    std::sort(first.begin(), first.end());
    std::sort(second.begin(), second.end());
    return first < second;
}

/// The two references that make a table a join model: they lie within one of its keys, and together are that key.
std::optional<ReferencePair> joinPair(const Schema &schema, const catalog::Table &table,
                                      const std::vector<ReferenceId> &own)
{
    for (const keys::Columns &key : keys::all(table)) {
        std::vector<ReferenceId> inside;
        for (const ReferenceId id : own)
            if (keys::liesIn(columnsOf(schema.reference(id)), key))
                inside.push_back(id);
        if (inside.size() != 2)
            continue;
        const auto first = columnsOf(schema.reference(inside[0]));
        auto together = columnsOf(schema.reference(inside[1]));
        if (first.size() == key.size() || together.size() == key.size())
            continue;
        together.insert(together.end(), first.begin(), first.end());
        if (!keys::liesIn(key, together))
            continue;
        if (standsBefore(schema.reference(inside[1]), schema.reference(inside[0])))
            std::swap(inside[0], inside[1]);
        return ReferencePair(inside[0], inside[1]);
    }
    return std::nullopt;
}

QString columnNames(const Schema &schema, const Reference &reference)
{
    QStringList names;
    for (const FieldId field : reference.columns)
        names.append(schema.field(reference.from, field).name);
    return names.join(u'_');
}

Relationship manyToMany(const Schema &schema, const ReferencePair &pair)
{
    Relationship result;
    result.kind = RelationshipKind::ManyToMany;
    result.reference = pair.first;
    result.secondReference = pair.second;
    result.source = schema.reference(pair.first).to;
    result.target = schema.reference(pair.second).to;
    result.through = schema.reference(pair.first).from;
    result.name = schema.model(result.through).name;
    return result;
}

Relationship overOneKey(const Schema &schema, ReferenceId id)
{
    const Reference &reference = schema.reference(id);
    Relationship result;
    result.kind = reference.unique ? RelationshipKind::OneToOne : RelationshipKind::OneToMany;
    result.reference = id;
    result.source = reference.unique ? reference.from : reference.to;
    result.target = reference.unique ? reference.to : reference.from;
    result.name = schema.model(reference.from).name % u'.' % columnNames(schema, reference);
    return result;
}

/// A name for what an end leads to that is not its own column: the other side of a foreign key.
struct BackName
{
    ModelId model;
    QString wanted;
    QString apart; ///< tells it from others of the same name: "Sender"
    QString *name; ///< where it goes
};

// "sender_id" → "Sender", "SupportRepId" → "SupportRep", "ref" → "Ref".
QString apartName(QString column)
{
    for (const QLatin1StringView ending : {"_id"_L1, "_ID"_L1, "Id"_L1, "ID"_L1}) {
        if (column.size() > ending.size() && column.endsWith(ending)) {
            column.chop(ending.size());
            break;
        }
    }
    QString result;
    for (const QString &word : column.split(u'_', Qt::SkipEmptyParts))
        result += word.left(1).toUpper() % word.mid(1);
    return result;
}

/// Makes the names of all ends free of fields and of each other.
class EndNames
{
public:
    explicit EndNames(Schema &schema) : m_schema(schema), m_taken(schema.models.size())
    {
        for (std::size_t i = 0; i < schema.models.size(); ++i)
            for (const Field &field : schema.models[i].fields)
                m_taken[i].append(field.name);
    }

    /// A key of one column is called as its column; others, and a second key on the same column, after their target.
    [[nodiscard]] std::vector<QString> keyEnds()
    {
        std::vector<QString> names;
        std::vector<QStringList> used(m_schema.models.size());
        for (const Reference &reference : m_schema.references) {
            const std::size_t from = reference.from.index();
            const QString column = m_schema.field(reference.from, reference.columns.front()).name;
            if (reference.columns.size() == 1 && !column.isEmpty() && !used[from].contains(column)) {
                used[from].append(column);
                names.push_back(column);
                continue;
            }
            names.push_back(take(reference.from, schemarules::singularFieldName(m_schema.model(reference.to).name)));
        }
        return names;
    }

    void backEnds()
    {
        std::vector<BackName> names;
        for (Relationship &relationship : m_schema.relationships)
            collect(relationship, names);
        for (const BackName &back : names) {
            const auto alike = std::count_if(names.begin(), names.end(), [&](const BackName &other) {
                return other.model == back.model && other.wanted == back.wanted;
            });
            const bool unclear = alike > 1 || m_taken[back.model.index()].contains(back.wanted);
            *back.name = take(back.model, unclear ? QString(back.wanted % u"By"_s % back.apart) : back.wanted);
        }
    }

private:
    [[nodiscard]] QString take(ModelId model, const QString &wanted)
    {
        QStringList &taken = m_taken[model.index()];
        taken.append(schemarules::freeName(wanted, taken));
        return taken.back();
    }

    void collect(Relationship &relationship, std::vector<BackName> &names) const
    {
        const QString source = m_schema.model(relationship.source).name;
        const QString target = m_schema.model(relationship.target).name;
        const QString column = columnNames(m_schema, m_schema.reference(relationship.reference));
        switch (relationship.kind) {
        case RelationshipKind::OneToOne:
            names.push_back({relationship.target, schemarules::singularFieldName(source), apartName(column),
                             &relationship.targetField});
            return;
        case RelationshipKind::OneToMany:
            names.push_back({relationship.source, schemarules::pluralFieldName(target), apartName(column),
                             &relationship.sourceField});
            return;
        case RelationshipKind::ManyToMany:
            break;
        }
        // Two joins of the same models are told apart by the join; the two ends of one on a single model by the column
        // through which they go.
        const bool self = relationship.source == relationship.target;
        const QString through = apartName(m_schema.model(relationship.through).name);
        const QString farColumn = columnNames(m_schema, m_schema.reference(relationship.secondReference));
        names.push_back({relationship.source, schemarules::pluralFieldName(target),
                         self ? apartName(farColumn) : through, &relationship.sourceField});
        names.push_back({relationship.target, schemarules::pluralFieldName(source), self ? apartName(column) : through,
                         &relationship.targetField});
    }

    Schema &m_schema;
    std::vector<QStringList> m_taken;
};

} // namespace

void addRelationships(Schema &schema, const std::vector<catalog::Table> &tables)
{
    std::vector<std::vector<ReferenceId>> own(tables.size());
    for (std::size_t i = 0; i < schema.references.size(); ++i)
        own[schema.references[i].from.index()].emplace_back(int(i));

    for (std::size_t i = 0; i < tables.size(); ++i) {
        const auto pair = joinPair(schema, tables[i], own[i]);
        schema.models[i].join = pair.has_value();
        if (pair)
            schema.relationships.push_back(manyToMany(schema, *pair));
        for (const ReferenceId id : own[i])
            if (!pair || (id != pair->first && id != pair->second))
                schema.relationships.push_back(overOneKey(schema, id));
    }

    EndNames names(schema);
    const std::vector<QString> keyEnds = names.keyEnds();
    names.backEnds();
    for (Relationship &relationship : schema.relationships) {
        if (relationship.kind == RelationshipKind::OneToOne)
            relationship.sourceField = keyEnds[relationship.reference.index()];
        if (relationship.kind == RelationshipKind::OneToMany)
            relationship.targetField = keyEnds[relationship.reference.index()];
    }
    schema.rebuildEnds(keyEnds);
}

} // namespace relata::inference
