#pragma once

#include "views/help/guidecode.h"

#include <QString>

#include <array>
#include <optional>
#include <vector>

/// What the relationship guide says: a relationship in words, and examples in the person's own names. Pure; GUI thread
/// (uses translations).
namespace relata::guide {

enum class Chapter { Create, Query, Delete };
enum class Language { JavaScript, Sql, JsonLines };

struct Example
{
    QString title;
    QString sentence;
    Scene scene;
};

/// Instances of the database that are linked now: examples that read and delete name them.
struct Linked
{
    Key source;
    Key target;
    Key join; ///< many-to-many only
};

struct Text
{
    QString title; ///< "Post and Author"
    QString summary; ///< what each end has of the other, and where it is kept
    QString diagram; ///< the drawing in words: "Post, one to one, Author"
    std::array<std::vector<Example>, 3> chapters;

    [[nodiscard]] const std::vector<Example> &chapter(Chapter which) const
    {
        return chapters[static_cast<std::size_t>(which)];
    }
};

/// Without `linked` the examples name the instances that the Create example makes.
[[nodiscard]] Text write(const Schema &schema, const Relationship &relationship,
                         const std::optional<Linked> &linked = std::nullopt);

[[nodiscard]] QString code(const Schema &schema, const Scene &scene, Language language);

/// "Post.author → Author", for lists to choose from.
[[nodiscard]] QString nameOf(const Schema &schema, const Relationship &relationship);

} // namespace relata::guide
