#pragma once

#include "data/intent.h"
#include "engine/reader.h"

#include <optional>
#include <variant>
#include <vector>

namespace relata {

/// What a link or its end comes to in stored values. Only this file knows how 1:1, 1:N and N:N are stored.
class Linking
{
public:
    Linking(Reader &reader, const Schema &schema) : m_reader(reader), m_schema(schema) {}

    /// A key field of `model` that takes new values.
    struct SetKey
    {
        ModelId model;
        Key key;
        Values before;
        Assignments values;
    };
    /// A join instance that is to be made, or deleted.
    struct MakeJoin
    {
        ModelId model;
        Assignments values;
    };
    struct DropJoin
    {
        ModelId model;
        Values before;
    };
    using Act = std::variant<SetKey, MakeJoin, DropJoin>;

    struct Outcome
    {
        std::vector<Act> acts; ///< empty: it is so already
        QString subjectLabel;
        QString objectLabel;
    };

    /// Errors: `not_found`, `missing_target`, `taken` (naming the holder), `required`.
    [[nodiscard]] Result<Outcome> link(const Link &intent);
    [[nodiscard]] Result<Outcome> unlink(const Unlink &intent);

    /// The instance of the referring model, other than `except`, that holds a 1:1 target now.
    [[nodiscard]] Result<std::optional<Values>> holder(ReferenceId reference, const Values &referenced,
                                                       const Key &except);

private:
    struct Pair
    {
        Values mine;
        Values theirs;
    };
    /// The row that holds the key of a link that is no N:N, and the row that it leads to.
    struct Sides
    {
        const Values &from;
        const Values &to;
    };
    [[nodiscard]] static Sides sides(const End &end, const Pair &pair);
    [[nodiscard]] Outcome unchanged(const End &end, const Pair &pair);
    [[nodiscard]] Result<Pair> both(const End &end, const Key &key, const Key &to);
    [[nodiscard]] Result<std::optional<Values>> joinOf(const End &end, const Pair &pair);
    [[nodiscard]] Result<SetKey> cleared(ReferenceId reference, const Values &row) const;
    [[nodiscard]] Values stored(ReferenceId reference, const Values &target) const;

    Reader &m_reader;
    const Schema &m_schema;
};

} // namespace relata
