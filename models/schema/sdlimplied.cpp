#include "schema/sdldraft.h"
#include "schema/sdlfields.h"
#include "schema/sdltext.h"

#include <algorithm>

// Which join models need not be written out.
namespace relata::sdl {
namespace {

using namespace Qt::StringLiterals;

/// The join model that reading makes for such a N:N, with its two references, in a schema of the two models alone.
Draft readAlone(const Schema &schema, const Relationship &relationship)
{
    Draft draft;
    const bool self = relationship.source == relationship.target;
    for (const ModelId id : {relationship.source, relationship.target})
        if (draft.schema.models.empty() || !self)
            draft.addModel(schema.model(id), schema.model(id).name);
    RelationField field;
    field.kind = RelationField::Kind::ManyToMany;
    field.model = ModelId(0);
    field.target = ModelId(self ? 0 : 1);
    field.relationName = schema.model(relationship.through).name;
    const Done made = makeManyToMany(draft, field);
    Q_ASSERT(made);
    keepTimes(draft, ModelId(static_cast<int>(draft.schema.models.size()) - 1), nullptr);
    return draft;
}

bool isAlike(const Schema &schema, ReferenceId id, const Draft &draft, std::size_t made)
{
    const Reference &reference = schema.reference(id);
    const Reference &expected = draft.schema.references[made];
    return reference.columns == expected.columns && reference.referenced == expected.referenced
        && reference.rule == expected.rule && !reference.unique && !reference.immediate
        && schema.keyEndNames()[id.index()] == draft.keyEndNames[made];
}

bool isAsMade(const Schema &schema, const Relationship &relationship)
{
    // The end that is declared first becomes the source.
    if (relationship.sourceField.isEmpty() || relationship.target < relationship.source)
        return false;
    const QString &name = schema.model(relationship.through).name;
    if (validName(name) != name)
        return false;
    const Draft draft = readAlone(schema, relationship);
    return relationship.name == draft.schema.relationships.front().name
        && schema.model(relationship.through) == draft.schema.models.back()
        && isAlike(schema, relationship.reference, draft, 0) && isAlike(schema, relationship.secondReference, draft, 1);
}

/// How many relationships lead to each model, from it, or through it.
std::vector<int> usesOf(const Schema &schema)
{
    std::vector<int> uses(schema.models.size());
    for (const Relationship &relationship : schema.relationships) {
        ++uses[relationship.source.index()];
        ++uses[relationship.target.index()];
        if (relationship.isManyToMany())
            ++uses[relationship.through.index()];
    }
    return uses;
}

} // namespace

QSet<int> impliedJoins(const Schema &schema, const SchemaNames &names)
{
    QSet<int> result;
    const std::vector<int> uses = usesOf(schema);
    auto last = static_cast<int>(schema.models.size()) - 1;
    for (auto it = schema.relationships.rbegin(); it != schema.relationships.rend(); ++it) {
        if (!it->isManyToMany())
            continue;
        const bool usedElsewhere = uses[it->through.index()] != 1;
        if (it->through.value() != last || usedElsewhere || names.isReserved(schema.model(it->through).name)
            || !isAsMade(schema, *it))
            continue;
        result.insert(last--);
    }
    return result;
}

} // namespace relata::sdl
