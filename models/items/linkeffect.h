#pragma once

#include "data/change.h"
#include "schema/schema.h"

namespace relata {

/// What one committed change means for the instances behind one end of one instance. Pure; any thread.
struct LinkEffect
{
    enum class Kind {
        None,
        Joins, ///< `other` is behind the end now
        Leaves, ///< `other` is no longer
        Unknown, ///< something changed that only the database can tell: read again
    };

    Kind kind = Kind::None;
    Key other;
    friend bool operator==(const LinkEffect &, const LinkEffect &) = default;
};

/// `owner` is the key of an instance of the end's model. For ends that hold the key every change of it is Unknown: the
/// new target's label must be read.
[[nodiscard]] LinkEffect linkEffect(const Schema &schema, EndId end, const Key &owner, const Change &change);

} // namespace relata
