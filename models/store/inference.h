#pragma once

#include "schema/schema.h"
#include "store/catalog.h"

#include <vector>

/// From foreign keys to relationships (CONTRACT 2). Pure.
namespace relata::inference {

/// Adds references for the foreign keys of `tables`, whose positions are those of the schema's models.
/// Broken ones become notices; one that is declared twice counts once, with the strongest of its actions.
void addReferences(Schema &schema, const std::vector<catalog::Table> &tables);

/// Adds the relationships that stand on the references, marks join models, and names all ends.
void addRelationships(Schema &schema, const std::vector<catalog::Table> &tables);

} // namespace relata::inference
