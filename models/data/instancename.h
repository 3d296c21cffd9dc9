#pragma once

#include "data/value.h"
#include "schema/schema.h"

namespace relata {

/// Which instance: its model and its key, for looking it up. Keys that compare equal name the same instance.
struct InstanceName
{
    ModelId model;
    Key key;
    friend bool operator==(const InstanceName &a, const InstanceName &b)
    {
        return a.model == b.model && compareKeys(a.key, b.key) == 0;
    }
};

struct InstanceNameHash
{
    [[nodiscard]] std::size_t operator()(const InstanceName &name) const
    {
        return qHash(name.model, KeyHash{}(name.key));
    }
};

} // namespace relata
