#include "data/predicate.h"

namespace relata {

bool operator==(const Predicate &a, const Predicate &b) { return a.what == b.what; }

bool operator==(const AllOf &a, const AllOf &b) { return a.parts == b.parts; }

bool operator==(const AnyOf &a, const AnyOf &b) { return a.parts == b.parts; }

bool operator==(const NoneOf &a, const NoneOf &b) { return a.part == b.part; }

bool operator==(const Compares &a, const Compares &b)
{
    return a.field == b.field && a.comparison == b.comparison && a.operands == b.operands;
}

bool operator==(const ComparesKey &a, const ComparesKey &b)
{
    return a.end == b.end && a.comparison == b.comparison && a.operands == b.operands;
}

bool operator==(const Related &a, const Related &b) { return a.end == b.end && a.part == b.part; }

bool operator==(const MatchesText &a, const MatchesText &b) { return a.text == b.text; }

} // namespace relata
