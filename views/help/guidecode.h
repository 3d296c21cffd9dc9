#pragma once

#include "views/help/guidesample.h"

#include <QString>

#include <optional>
#include <variant>

/// The code of the relationship guide's examples, in three languages. Pure; any thread.
namespace relata::guide {

/// An instance that an example names.
struct Who
{
    ModelId model;
    Key key; ///< empty: only the database knows it
    /// How to find it without a key: its reference leads to the instance with this key.
    struct Via
    {
        ReferenceId reference;
        Key to;
    };
    std::optional<Via> via;
};

/// Reads the instance that this one's reference leads to: the author of a post.
struct Follow
{
    ReferenceId reference;
    Who who; ///< of the model that holds the key
};
/// Reads the instances whose reference leads to this one: the articles of a publication.
struct Holders
{
    ReferenceId reference;
    Who who; ///< of the model whose key is held
};
/// Reads the instances at the other end of a many-to-many relationship.
struct Across
{
    EndId end;
    Who who;
};
struct Remove
{
    Who who;
    /// Instances that hold this one's key by this reference stand in the way and are deleted first.
    std::optional<ReferenceId> blockedBy;
    /// What the database does by itself: one line.
    QString effect;
};
using Scene = std::variant<Cast, Follow, Holders, Across, Remove>;

/// For Amplify DataStore.
[[nodiscard]] QString javaScript(const Schema &schema, const Scene &scene);
/// For SQLite.
[[nodiscard]] QString sql(const Schema &schema, const Scene &scene);
/// For `relata-cli run`.
[[nodiscard]] QString jsonLines(const Schema &schema, const Scene &scene);

} // namespace relata::guide
