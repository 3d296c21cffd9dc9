#pragma once

#include "schema/schema.h"

#include <vector>

/// Which fields look as if they referred to another model, by names and types alone. Pure; any thread.
namespace relata {

struct LinkGuess
{
    ModelId from;
    FieldId field;
    ModelId to;
    FieldId key; ///< the one field of its key
    double likeness = 0; ///< 0 to 1: how much the names say
    friend bool operator==(const LinkGuess &, const LinkGuess &) = default;
};

/// `author_id` → author or authors, `AuthorId` → Author.AuthorId, `countrycode` → country.Code, `billing_address_id` →
/// address, `parent_id` → its own model. Nothing for fields that belong to a declared reference, for bare `id`s, or
/// between types that no database compares. Likest first, then in schema order; a field may be there several times.
[[nodiscard]] std::vector<LinkGuess> linkGuesses(const Schema &schema);

} // namespace relata
