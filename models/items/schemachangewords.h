#pragma once

#include "schema/schemaedit.h"

/// What a draft changes, in a word or two, where the thing itself stands beside it. Pure; GUI thread (translations).
namespace relata::schemachangewords {

/// "new", "was String", "was title"; empty: nothing was changed. `base`: the schema before.
[[nodiscard]] QString ofField(const SchemaDraft &draft, const Schema &base, ModelId model, FieldId field);
/// `before`: the non-model type of this name, null where it is new.
[[nodiscard]] QString ofTypeField(const ObjectType *before, const Field &field);
[[nodiscard]] QString ofRelationship(const SchemaDraft &draft, const Schema &base, RelationshipId relationship);

/// How many of these concern each model of the wanted schema.
[[nodiscard]] std::vector<int> countsByModel(const std::vector<Difference> &differences, const Schema &to);

} // namespace relata::schemachangewords
