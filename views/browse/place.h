#pragma once

#include "data/query.h"
#include "items/instancetableitemmodel.h"

#include <optional>
#include <vector>

namespace relata {

/// Where the person is: what back and forward return to. A value.
struct Place
{
    ModelId model;
    /// Only the instances that an end of an instance leads to ("articles of Field Notes").
    std::optional<Query::Source> via;
    QString viaLabel; ///< of the instance that the end belongs to
    QString filter; ///< text of the quick filter
    std::vector<Sort> sort;
    std::optional<Key> current; ///< the chosen instance
    int scroll = 0; ///< first visible row
    friend bool operator==(const Place &, const Place &) = default;
};

} // namespace relata
