#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <QJsonValue>

#include <optional>
#include <utility>
#include <vector>

/// Instances for the relationship guide's examples, made up so that the code really runs. Pure; any thread.
namespace relata::guide {

/// An instance that an example makes: its required fields have values that fit their types.
struct Sample
{
    ModelId model;
    int number = 1; ///< counts the samples of one model
    /// By stored field; the columns of references stand here too.
    std::vector<std::pair<FieldId, QJsonValue>> values;
    /// References that are set, and the sample that each leads to.
    struct Held
    {
        ReferenceId reference;
        std::size_t to = 0;
    };
    std::vector<Held> held;

    [[nodiscard]] const QJsonValue *value(FieldId field) const;
    /// Empty where the database makes the key by itself.
    [[nodiscard]] Key key(const Schema &schema) const;
};

/// The instances of a Create example in an order in which they can be made, targets of references first.
struct Cast
{
    std::vector<Sample> samples;
    std::size_t source = 0;
    std::size_t target = 0;
    std::optional<std::size_t> join; ///< many-to-many only
};

[[nodiscard]] Cast castOf(const Schema &schema, const Relationship &relationship);

} // namespace relata::guide
