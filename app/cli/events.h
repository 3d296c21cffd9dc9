#pragma once

#include "answer.h"
#include "data/change.h"

#include <set>

namespace relata::cli {

/// Which models are observed, and the lines that tell of their committed changes.
class Events
{
public:
    Events(const Schema &schema, Output &output) : m_schema(schema), m_output(output) {}

    void observe(ModelId model) { m_models.insert(model); }
    void observeAll();
    /// Prints one line a change, in the set's order: children come before their parent when they are deleted.
    void print(const ChangeSet &set);

private:
    const Schema &m_schema;
    Output &m_output;
    std::set<ModelId> m_models;
};

} // namespace relata::cli
