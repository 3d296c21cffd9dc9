#pragma once

#include "schema/schema.h"

#include <QSet>

#include <optional>
#include <vector>

/// What a diagram shows of a schema, as values: boxes of rows, and lines between them. Pure; GUI thread (uses
/// translations).
namespace relata::diagram {

struct BoxRow
{
    QString name;
    QString type; ///< "[String]", or the kind of a relationship: "1:N"
    EndId end; ///< of a relationship, else invalid
    bool key = false;
    bool required = false;
    bool more = false; ///< the last one: how many rows are folded away, or that some can be
};

struct Box
{
    [[nodiscard]] bool folds() const { return !rows.empty() && rows.back().more; }

    ModelId model;
    QString name;
    bool join = false;
    bool view = false;
    std::vector<BoxRow> rows;
    QString folded; ///< the names that are folded away, for the tool tip
};

enum class Sign { One, ExactlyOne, Many };

struct Line
{
    RelationshipId relationship;
    RelationshipKind kind = RelationshipKind::OneToMany;
    int from = 0; ///< position in `boxes`
    int to = 0;
    Sign atFrom = Sign::One;
    Sign atTo = Sign::Many;
    QString label; ///< empty: none
    ModelId join; ///< N:N in one line: the join model that its pill names
};

struct Content
{
    std::vector<Box> boxes;
    std::vector<Line> lines;

    [[nodiscard]] std::optional<int> boxOf(ModelId model) const;
};

/// How much a box says of its model.
enum class Detail { Fields, Keys, Names };

/// Which models to show, and how much of them; join models stand in a pill on their line unless they are unfolded, or
/// have relationships of their own, or the schema is asked for them alone.
struct Choice
{
    QSet<QString> unfolded; ///< names of join models
    QSet<QString> whole; ///< names of models that show all their fields, however many
    Detail detail = Detail::Fields;
    std::optional<QSet<ModelId>> only; ///< nothing: all
};

[[nodiscard]] Content contentOf(const Schema &schema, const Choice &choice);

/// The models at most `steps` relationships away from one, itself and the join models between them included.
[[nodiscard]] QSet<ModelId> neighbourhood(const Schema &schema, ModelId middle, int steps);

/// Join models with relationships of their own cannot stand in a pill.
[[nodiscard]] bool canFold(const Schema &schema, ModelId join);

/// "[String]"
[[nodiscard]] QString typeText(const FieldType &type);

} // namespace relata::diagram
