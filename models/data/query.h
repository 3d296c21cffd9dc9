#pragma once

#include "data/predicate.h"

#include <optional>

namespace relata {

enum class SortOrder { Ascending, Descending };

/// Nulls sort first ascending, last descending. Sorting by a to-one end sorts by its key: name its key fields.
struct Sort
{
    FieldId field;
    SortOrder order = SortOrder::Ascending;
    friend bool operator==(const Sort &, const Sort &) = default;
};

/// A place in the order of a query: the sort fields' values, then the key. What a page is sought from.
struct Position
{
    Values sortValues; ///< one per Query::sort
    Key key;
    friend bool operator==(const Position &, const Position &) = default;
};

/// Which instances, in which order, and which stretch of them. Ties, and queries without sort, are in key order.
/// A stretch starts at the beginning (or `from`, in either direction), leaves out `offset` rows and holds `limit`.
struct Query
{
    ModelId model;
    Predicate where;
    /// Only instances that this end of that instance leads to (the `related` operation, branches of the tree).
    struct Source
    {
        EndId end;
        Key key; ///< of an instance of the end's model
        friend bool operator==(const Source &, const Source &) = default;
    };
    std::optional<Source> relatedTo;
    std::vector<Sort> sort;

    std::optional<Position> from; ///< the first row is the one at or after this place (or before it, if backward)
    bool backward = false; ///< rows come in the query's order all the same
    qint64 offset = 0;
    qint64 limit = 0; ///< 0: no limit

    /// For each of these ends, Row::links says whom the row is linked to.
    std::vector<EndId> ends;
    int linksPerEnd = 3;
    /// Texts and blobs are cut to this many characters (bytes); 0: whole.
    qint64 cutAt = 0;
    /// Row::label is wanted.
    bool labels = false;

    friend bool operator==(const Query &, const Query &) = default;
};

} // namespace relata
