#include "schema/schemasurgery.h"

#include "schema/label.h"
#include "schema/schemarules.h"

#include <algorithm>
#include <numeric>

namespace relata {
namespace {

/// Where the parts of a list went: by their position before; nothing where they are gone.
using Moves = std::vector<int>;

constexpr int gone = -1;

Moves movesWithout(std::size_t count, const std::vector<std::size_t> &removed)
{
    Moves moves(count, 0);
    for (const std::size_t position : removed)
        moves[position] = gone;
    int next = 0;
    for (int &move : moves)
        move = move == gone ? gone : next++;
    return moves;
}

template<typename Id>
std::vector<std::size_t> positionsOf(const std::vector<Id> &ids)
{
    std::vector<std::size_t> result;
    for (const Id id : ids)
        result.push_back(id.index());
    return result;
}

template<typename T>
void eraseGone(std::vector<T> &list, const Moves &moves)
{
    std::vector<T> kept;
    for (std::size_t i = 0; i < list.size(); ++i)
        if (moves[i] != gone)
            kept.push_back(std::move(list[i]));
    list = std::move(kept);
}

template<typename Id>
void follow(Id &id, const Moves &moves)
{
    if (id.isValid())
        id = Id(moves[id.index()]);
}

/// Positions that are gone leave the list.
void followAll(std::vector<FieldId> &fields, const Moves &moves)
{
    for (FieldId &field : fields)
        follow(field, moves);
    fields.erase(std::remove_if(fields.begin(), fields.end(), [](FieldId field) { return !field.isValid(); }),
                 fields.end());
}

bool losesField(const Index &index, const Moves &moves)
{
    return std::any_of(index.fields.begin(), index.fields.end(),
                       [&moves](FieldId field) { return moves[field.index()] == gone; });
}

} // namespace

SchemaSurgery::SchemaSurgery(const SchemaDraft &draft)
    : m_draft(draft), m_keyEndNames(draft.schema.keyEndNames()), m_guessed(guessedDisplays())
{}

std::vector<bool> SchemaSurgery::guessedDisplays() const
{
    std::vector<bool> result;
    for (std::size_t i = 0; i < schema().models.size(); ++i)
        result.push_back(!m_draft.origins.models[i].model && schema().models[i].label.empty()
                         && schema().models[i].display
                             == schemarules::guessDisplay(schema(), ModelId(static_cast<int>(i))));
    return result;
}

ModelId SchemaSurgery::addModel(Model added)
{
    std::vector<Model> &models = schema().models;
    Moves moves(models.size());
    std::iota(moves.begin(), moves.end(), 0);
    std::size_t at = models.size();
    for (; at > 0 && models[at - 1].join; --at)
        ++moves[at - 1];
    followModels(moves);
    const auto place = static_cast<std::ptrdiff_t>(at);
    std::vector<Origins::OfModel> &origins = m_draft.origins.models;
    origins.insert(origins.begin() + place, {std::nullopt, std::vector<std::optional<FieldId>>(added.fields.size())});
    m_guessed.insert(m_guessed.begin() + place, true);
    models.insert(models.begin() + place, std::move(added));
    return ModelId(static_cast<int>(at));
}

void SchemaSurgery::followModels(const std::vector<int> &moves)
{
    for (Reference &reference : schema().references) {
        follow(reference.from, moves);
        follow(reference.to, moves);
    }
    for (Relationship &relationship : schema().relationships) {
        follow(relationship.source, moves);
        follow(relationship.target, moves);
        follow(relationship.through, moves);
    }
}

void SchemaSurgery::removeModels(const std::vector<ModelId> &models)
{
    const Moves moves = movesWithout(schema().models.size(), positionsOf(models));
    std::vector<ReferenceId> dead;
    for (std::size_t i = 0; i < schema().references.size(); ++i) {
        const Reference &reference = schema().references[i];
        if (moves[reference.from.index()] == gone || moves[reference.to.index()] == gone)
            dead.emplace_back(static_cast<int>(i));
    }
    removeReferences(dead);
    followModels(moves);
    eraseGone(schema().models, moves);
    eraseGone(m_draft.origins.models, moves);
    std::vector<bool> guessed;
    for (std::size_t i = 0; i < moves.size(); ++i)
        if (moves[i] != gone)
            guessed.push_back(m_guessed[i]);
    m_guessed = std::move(guessed);
}

FieldId SchemaSurgery::insertField(ModelId id, std::size_t at, Field added)
{
    std::vector<Field> &fields = model(id).fields;
    fields.push_back(std::move(added));
    m_draft.origins.models[id.index()].fields.emplace_back(std::nullopt);
    std::vector<std::size_t> order(fields.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::rotate(order.begin() + static_cast<std::ptrdiff_t>(at), order.end() - 1, order.end());
    arrangeFields(id, order);
    return FieldId(static_cast<int>(at));
}

void SchemaSurgery::removeFields(ModelId id, const std::vector<FieldId> &fields)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < model(id).fields.size(); ++i)
        if (std::find(fields.begin(), fields.end(), FieldId(static_cast<int>(i))) == fields.end())
            order.push_back(i);
    arrangeFields(id, order);
}

void SchemaSurgery::arrangeFields(ModelId id, const std::vector<std::size_t> &order)
{
    Model &arranged = model(id);
    Moves moves(arranged.fields.size(), gone);
    for (std::size_t i = 0; i < order.size(); ++i)
        moves[order[i]] = static_cast<int>(i);

    std::vector<Field> fields;
    std::vector<std::optional<FieldId>> origins;
    auto &formerOrigins = m_draft.origins.models[id.index()].fields;
    for (const std::size_t position : order) {
        fields.push_back(std::move(arranged.fields[position]));
        origins.push_back(formerOrigins[position]);
    }
    arranged.fields = std::move(fields);
    formerOrigins = std::move(origins);

    if (arranged.label.empty()) {
        follow(arranged.display, moves);
    } else {
        std::vector<FieldId> places;
        for (const int place : moves)
            places.push_back(place == gone ? FieldId() : FieldId(place));
        arranged.setLabel(labels::moved(arranged.label, places));
    }
    followAll(arranged.key, moves);
    arranged.indexes.erase(std::remove_if(arranged.indexes.begin(), arranged.indexes.end(),
                                          [&moves](const Index &index) { return losesField(index, moves); }),
                           arranged.indexes.end());
    for (Index &index : arranged.indexes)
        followAll(index.fields, moves);
    for (Reference &reference : schema().references) {
        if (reference.from == id)
            followAll(reference.columns, moves);
        if (reference.to == id)
            followAll(reference.referenced, moves);
    }
}

void SchemaSurgery::moveBeforeTimes(ModelId id, std::size_t first)
{
    std::size_t begin = first;
    while (begin > 0) {
        const FieldOrigin origin = model(id).fields[begin - 1].origin;
        if (origin != FieldOrigin::CreatedAt && origin != FieldOrigin::UpdatedAt)
            break;
        --begin;
    }
    std::vector<std::size_t> order(model(id).fields.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::rotate(order.begin() + static_cast<std::ptrdiff_t>(begin), order.begin() + static_cast<std::ptrdiff_t>(first),
                order.end());
    arrangeFields(id, order);
}

std::size_t SchemaSurgery::timesBegin(ModelId id) const
{
    const std::vector<Field> &fields = model(id).fields;
    std::size_t begin = fields.size();
    while (
        begin > 0
        && (fields[begin - 1].origin == FieldOrigin::CreatedAt || fields[begin - 1].origin == FieldOrigin::UpdatedAt))
        --begin;
    return begin;
}

void SchemaSurgery::removeReferences(const std::vector<ReferenceId> &references)
{
    const Moves moves = movesWithout(schema().references.size(), positionsOf(references));
    eraseGone(schema().references, moves);
    eraseGone(m_keyEndNames, moves);
    for (Relationship &relationship : schema().relationships) {
        follow(relationship.reference, moves);
        follow(relationship.secondReference, moves);
    }
}

void SchemaSurgery::removeRelationship(RelationshipId id)
{
    const auto place = static_cast<std::ptrdiff_t>(id.index());
    schema().relationships.erase(schema().relationships.begin() + place);
    m_draft.origins.relationships.erase(m_draft.origins.relationships.begin() + place);
}

void SchemaSurgery::extendTo(Schema schema, std::vector<QString> keyEndNames)
{
    auto &origins = m_draft.origins;
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        if (i == origins.models.size()) {
            origins.models.emplace_back();
            m_guessed.push_back(true);
        }
        origins.models[i].fields.resize(schema.models[i].fields.size());
    }
    origins.relationships.resize(schema.relationships.size());
    m_draft.schema = std::move(schema);
    m_keyEndNames = std::move(keyEndNames);
}

void SchemaSurgery::moveLastRelationshipTo(RelationshipId place)
{
    const auto at = static_cast<std::ptrdiff_t>(place.index());
    auto &relationships = schema().relationships;
    auto &origins = m_draft.origins.relationships;
    std::rotate(relationships.begin() + at, relationships.end() - 1, relationships.end());
    std::rotate(origins.begin() + at, origins.end() - 1, origins.end());
}

SchemaDraft SchemaSurgery::take()
{
    schema().rebuildEnds(m_keyEndNames);
    for (std::size_t i = 0; i < schema().models.size(); ++i) {
        const ModelId id(static_cast<int>(i));
        if (m_guessed[i])
            schema().models[i].display = schemarules::guessDisplay(schema(), id);
    }
    return std::move(m_draft);
}

} // namespace relata
