#include "schema/schema.h"

#include "schema/schemarules.h"

#include <QHash>
#include <QSet>

#include <algorithm>

// How a schema's ends are made from its references and relationships, and found again.
namespace relata {
namespace {

/// An end before its name is settled. Wanted names come first, so that made-up ones give way to them.
struct EndDraft
{
    End end;
    QString wanted; ///< empty: to be made up
    QString field; ///< the field that may bear the same name: the end's own column
};

EndDraft toOneDraft(const Schema &schema, ReferenceId id, RelationshipId relationship, const QString &wanted)
{
    const Reference &reference = schema.reference(id);
    EndDraft draft;
    draft.end.kind = End::Kind::ToOne;
    draft.end.model = reference.from;
    draft.end.other = reference.to;
    draft.end.reference = id;
    draft.end.relationship = relationship;
    draft.wanted = wanted;
    if (reference.columns.size() == 1)
        draft.field = schema.field(reference.from, reference.columns.front()).name;
    return draft;
}

EndDraft backDraft(const Relationship &relationship, RelationshipId id)
{
    const bool oneToOne = relationship.kind == RelationshipKind::OneToOne;
    EndDraft draft;
    draft.end.kind = oneToOne ? End::Kind::ToOneBack : End::Kind::ToMany;
    draft.end.model = oneToOne ? relationship.target : relationship.source;
    draft.end.other = oneToOne ? relationship.source : relationship.target;
    draft.end.reference = relationship.reference;
    draft.end.relationship = id;
    draft.wanted = oneToOne ? relationship.targetField : relationship.sourceField;
    return draft;
}

EndDraft sourceDraft(const Relationship &relationship, RelationshipId id)
{
    EndDraft draft;
    draft.end.kind = End::Kind::ManyToMany;
    draft.end.model = relationship.source;
    draft.end.other = relationship.target;
    draft.end.reference = relationship.reference;
    draft.end.farReference = relationship.secondReference;
    draft.end.relationship = id;
    draft.wanted = relationship.sourceField;
    return draft;
}

EndDraft targetDraft(const Relationship &relationship, RelationshipId id)
{
    EndDraft draft = sourceDraft(relationship, id);
    std::swap(draft.end.model, draft.end.other);
    std::swap(draft.end.reference, draft.end.farReference);
    draft.wanted = relationship.targetField;
    return draft;
}

QString madeUpName(const Schema &schema, const End &end)
{
    const QString &other = schema.model(end.other).name;
    return end.isMany() ? schemarules::pluralFieldName(other) : schemarules::singularFieldName(other);
}

/// The names in use within one model.
class TakenNames
{
public:
    explicit TakenNames(const Model &model)
    {
        for (const Field &field : model.fields)
            m_fields.insert(field.name);
    }

    /// `wanted`, or with a number after it; then taken. An end may bear the name of its own column.
    QString settle(const QString &wanted, const QString &ownField)
    {
        QString name = wanted;
        int &number = m_numbers[wanted];
        while (m_ends.contains(name) || (name != ownField && m_fields.contains(name))) {
            number = std::max(number + 1, 2);
            name = wanted + QString::number(number);
        }
        m_ends.insert(name);
        return name;
    }

private:
    QSet<QString> m_fields;
    QSet<QString> m_ends;
    QHash<QString, int> m_numbers; ///< the last one tried, so that many alike stay quick
};

/// Names every end so that no two of a model are alike and none hides a field. Wanted names go first.
void settleNames(const Schema &schema, std::vector<EndDraft> &drafts)
{
    std::vector<TakenNames> taken(schema.models.begin(), schema.models.end());
    for (EndDraft &draft : drafts)
        if (!draft.wanted.isEmpty())
            draft.end.name = taken[draft.end.model.index()].settle(draft.wanted, draft.field);
    for (EndDraft &draft : drafts) {
        if (!draft.wanted.isEmpty())
            continue;
        draft.end.named = false;
        draft.end.name = taken[draft.end.model.index()].settle(madeUpName(schema, draft.end), draft.field);
    }
}

std::vector<RelationshipId> relationshipOfReference(const Schema &schema)
{
    std::vector<RelationshipId> result(schema.references.size());
    for (std::size_t i = 0; i < schema.relationships.size(); ++i) {
        const Relationship &relationship = schema.relationships[i];
        const RelationshipId id(static_cast<int>(i));
        result[relationship.reference.index()] = id;
        if (relationship.isManyToMany())
            result[relationship.secondReference.index()] = id;
    }
    return result;
}

} // namespace

void Schema::rebuildEnds(const std::vector<QString> &keyEndNames)
{
    Q_ASSERT(keyEndNames.size() == references.size());
    m_keyEndNames = keyEndNames;
    m_referencesTo.assign(models.size(), {});
    m_referencesFrom.assign(models.size(), {});
    m_keyEnds.clear();

    std::vector<EndDraft> drafts;
    const std::vector<RelationshipId> relationshipOf = relationshipOfReference(*this);
    for (std::size_t i = 0; i < references.size(); ++i) {
        const ReferenceId id(static_cast<int>(i));
        m_referencesTo[references[i].to.index()].push_back(id);
        m_referencesFrom[references[i].from.index()].push_back(id);
        m_keyEnds.emplace_back(static_cast<int>(drafts.size()));
        drafts.push_back(toOneDraft(*this, id, relationshipOf[i], keyEndNames[i]));
    }
    for (std::size_t i = 0; i < relationships.size(); ++i) {
        const RelationshipId id(static_cast<int>(i));
        if (!relationships[i].isManyToMany()) {
            drafts.push_back(backDraft(relationships[i], id));
            continue;
        }
        drafts.push_back(sourceDraft(relationships[i], id));
        drafts.push_back(targetDraft(relationships[i], id));
    }
    settleNames(*this, drafts);

    m_ends.clear();
    m_endsOf.assign(models.size(), {});
    for (const EndDraft &draft : drafts) {
        m_endsOf[draft.end.model.index()].emplace_back(static_cast<int>(m_ends.size()));
        m_ends.push_back(draft.end);
    }
}

std::optional<EndId> Schema::endNamed(ModelId model, QStringView name) const
{
    for (const EndId id : endsOf(model))
        if (end(id).name == name)
            return id;
    return std::nullopt;
}

std::optional<EndId> Schema::opposite(EndId id) const
{
    const End &near = end(id);
    if (near.kind == End::Kind::ToMany || near.kind == End::Kind::ToOneBack)
        return keyEnd(near.reference);
    for (const EndId candidate : endsOf(near.other)) {
        const End &far = end(candidate);
        const bool sameKind = (far.kind == End::Kind::ManyToMany) == (near.kind == End::Kind::ManyToMany);
        const ReferenceId shared = near.kind == End::Kind::ManyToMany ? near.farReference : near.reference;
        if (sameKind && !far.holdsKey() && far.reference == shared)
            return candidate;
    }
    return std::nullopt;
}

bool Schema::isPlainField(EndId id) const
{
    if (!end(id).holdsKey())
        return false;
    const Reference &held = reference(end(id).reference);
    return std::none_of(held.columns.begin(), held.columns.end(),
                        [&](FieldId column) { return field(held.from, column).hidden; });
}

} // namespace relata
