#pragma once

#include "data/predicate.h"

#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace relata {

/// Values for some stored fields of a model. A relationship is set through the key fields of its reference.
using Assignments = std::vector<std::pair<FieldId, Value>>;

/// Creates; where the key exists, replaces the whole instance (fields not given become their default or null).
struct Save
{
    ModelId model;
    Assignments values;
    /// With Replace::No an existing key is refused as `duplicate`.
    enum class Replace { Yes, No } replace = Replace::Yes;
};

/// Changes the given fields only.
struct Update
{
    ModelId model;
    Key key;
    Assignments values;
    /// Refused with `conflict` unless these fields still hold these values.
    Assignments expected;
};

struct Delete
{
    ModelId model;
    std::vector<Key> keys; ///< `not_found` where one is not there
    std::optional<Predicate> where; ///< alone: all that match; with keys: `conflict` where one does not match
    enum class Blockers { Refuse, DeleteToo } blockers = Blockers::Refuse;
};

struct Link
{
    EndId end;
    Key key; ///< of an instance of the end's model
    Key to;
    /// A 1:1 target that another instance holds is taken from it instead of refused as `taken`.
    enum class Move { No, Yes } move = Move::No;
};

struct Unlink
{
    EndId end;
    Key key;
    Key to;
};

/// What a person wants. Several in a row are applied as one transaction and one undo step.
using Intent = std::variant<Save, Update, Delete, Link, Unlink>;

} // namespace relata
