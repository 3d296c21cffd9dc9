#pragma once

#include "schema/schema.h"

namespace relata {

/// A relationship that a database does not declare, but that names and values show, with the evidence. Offered, never
/// applied unasked.
struct Suggestion
{
    ModelId from;
    FieldId field;
    ModelId to;
    FieldId key; ///< the one field of its key
    qint64 matching = 0; ///< rows whose value is a key of `to`
    qint64 orphans = 0; ///< rows whose value is none
    qint64 nulls = 0;
    bool unique = false; ///< no value stands in two rows: it could be 1:1
    /// Only the first rows were looked at: matching, orphans and nulls together.
    bool sampled = false;
    double score = 0; ///< 0 to 1, from names and values

    friend bool operator==(const Suggestion &, const Suggestion &) = default;
};

} // namespace relata
