#pragma once

#include "data/jsonparts.h"

#include <functional>

/// One comparison of a predicate, whatever it speaks of: operators, and what null and lists mean to them.
namespace relata::json {

/// What a comparison speaks of: a field, or the key at the other end. It makes one test of operands; the rules about
/// null and lists are the same for both.
struct Subject
{
    QString name; ///< for sentences: "Post.author"
    /// An operand, read; nothing where it is null.
    std::function<Result<std::optional<Key>>(const QJsonValue &)> read;
    std::function<Predicate(Comparison, std::vector<Key>)> test;
    std::function<Done(Comparison)> takes;

    [[nodiscard]] Predicate isNull() const { return test(Comparison::IsNull, {Key{true}}); }
};

/// "beginsWith" and the like; nothing for other names.
[[nodiscard]] std::optional<Comparison> comparisonNamed(const QString &name);

[[nodiscard]] Result<Predicate> compare(const Subject &subject, Comparison comparison, const QJsonValue &given);

/// Which comparisons a field takes: texts are searched, and lists of anything are asked for an element.
[[nodiscard]] Done fieldTakes(const Field &field, const QString &name, Comparison comparison);

/// Contains, NotContains, BeginsWith.
[[nodiscard]] bool isTextTest(Comparison comparison);
/// Greater, Less and the like, and Between.
[[nodiscard]] bool isOrdering(Comparison comparison);

[[nodiscard]] Predicate holdsForNone();
[[nodiscard]] Predicate complementOf(Predicate predicate);

} // namespace relata::json
