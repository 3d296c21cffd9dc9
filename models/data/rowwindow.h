#pragma once

#include "data/query.h"

namespace relata {

/// An instance by its key and the text that stands for it.
struct InstanceRef
{
    ModelId model;
    Key key;
    QString label; ///< the display field's value; the key's text where it has none
    bool missing = false; ///< the key is stored, but no such instance exists
    friend bool operator==(const InstanceRef &, const InstanceRef &) = default;
};

/// What one end of one row leads to.
struct Links
{
    std::vector<InstanceRef> first; ///< at most Query::linksPerEnd, in key order
    qint64 count = 0; ///< of all; capped at 1001 for to-many ("1000+")
    friend bool operator==(const Links &, const Links &) = default;
};

/// One instance as read.
struct Row
{
    Key key;
    Values values;
    QString label;
    std::vector<Links> links; ///< one per Query::ends
    /// Values that were cut, with their whole length in characters or bytes.
    struct Cut
    {
        FieldId field;
        qint64 length = 0;
        friend bool operator==(const Cut &, const Cut &) = default;
    };
    std::vector<Cut> cuts;
    Values sortValues; ///< one per Query::sort, whole, for seeking
    friend bool operator==(const Row &, const Row &) = default;
};

/// A stretch of a query's rows, in the query's order.
struct RowWindow
{
    std::vector<Row> rows;
    friend bool operator==(const RowWindow &, const RowWindow &) = default;
};

} // namespace relata
