#pragma once

#include "schema/findings.h"
#include "schema/namerules.h"

namespace relata {

/// What is wrong within one model: its fields, key, indexes and the ends it sees. Within the room; pure.
void addModelFindings(const Schema &schema, ModelId model, std::vector<Finding> &findings);

} // namespace relata
