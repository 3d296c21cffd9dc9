#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <memory>
#include <variant>
#include <vector>

namespace relata {

struct Predicate;

/// Holds where every part holds; for all where there is none.
struct AllOf
{
    std::vector<Predicate> parts;
};
/// Holds where some part holds; for none where there is none.
struct AnyOf
{
    std::vector<Predicate> parts;
};
/// The complement, always: an instance is in exactly one of P and not P.
struct NoneOf
{
    std::vector<Predicate> part; ///< exactly one; a vector because Predicate is still incomplete here
};

enum class Comparison {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Contains,
    NotContains,
    BeginsWith,
    Between,
    In,
    NotIn,
    IsNull, ///< operand: bool
};

/// A field against values. NotEqual, NotContains and NotIn are complements and hold for null; every other
/// comparison with null is false, but for Equal null and IsNull (CONTRACT 3).
struct Compares
{
    FieldId field;
    Comparison comparison = Comparison::Equal;
    Values operands;
};

/// Key of the instance at the other end of a to-one or to-many end: `{"author":{"eq":"a1"}}`.
/// On to-many it holds where at least one related instance matches.
struct ComparesKey
{
    EndId end;
    Comparison comparison = Comparison::Equal;
    std::vector<Key> operands; ///< an empty key stands for null
};

/// Holds where at least one related instance matches.
struct Related
{
    EndId end;
    std::vector<Predicate> part; ///< exactly one
};

/// The label of an instance, or any of its texts, contains this (the quick filter): case is ignored for ASCII letters
/// as LIKE does, `%` and `_` are ordinary characters.
struct MatchesText
{
    QString text;
};

/// A condition on instances of one model, resolved against its schema.
struct Predicate
{
    std::variant<AllOf, AnyOf, NoneOf, Compares, ComparesKey, Related, MatchesText> what = AllOf{};

    [[nodiscard]] bool holdsForAll() const
    {
        const auto *all = std::get_if<AllOf>(&what);
        return all && all->parts.empty();
    }
};

bool operator==(const Predicate &a, const Predicate &b);
bool operator==(const AllOf &a, const AllOf &b);
bool operator==(const AnyOf &a, const AnyOf &b);
bool operator==(const NoneOf &a, const NoneOf &b);
bool operator==(const Compares &a, const Compares &b);
bool operator==(const ComparesKey &a, const ComparesKey &b);
bool operator==(const Related &a, const Related &b);
bool operator==(const MatchesText &a, const MatchesText &b);

} // namespace relata
