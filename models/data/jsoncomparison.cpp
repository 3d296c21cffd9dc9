#include "data/jsoncomparison.h"

#include "schema/types.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace relata::json {

namespace {

struct OperatorName
{
    QLatin1StringView name;
    Comparison comparison;
};

constexpr std::array operatorNames{
    OperatorName{"eq"_L1, Comparison::Equal},
    OperatorName{"ne"_L1, Comparison::NotEqual},
    OperatorName{"gt"_L1, Comparison::Greater},
    OperatorName{"ge"_L1, Comparison::GreaterOrEqual},
    OperatorName{"lt"_L1, Comparison::Less},
    OperatorName{"le"_L1, Comparison::LessOrEqual},
    OperatorName{"contains"_L1, Comparison::Contains},
    OperatorName{"notContains"_L1, Comparison::NotContains},
    OperatorName{"beginsWith"_L1, Comparison::BeginsWith},
    OperatorName{"between"_L1, Comparison::Between},
    OperatorName{"in"_L1, Comparison::In},
    OperatorName{"notIn"_L1, Comparison::NotIn},
    OperatorName{"isNull"_L1, Comparison::IsNull},
};

Result<Predicate> compareList(const Subject &subject, const QJsonValue &given)
{
    if (!given.isArray())
        return invalidValue(u"%1: \"in\" and \"notIn\" take a list, not %2."_s.arg(subject.name, quote(given)));
    std::vector<Key> listed;
    bool nullListed = false;
    for (const QJsonValue entry : given.toArray()) {
        auto read = subject.read(entry);
        if (!read)
            return tl::unexpected(read.error());
        if (*read)
            listed.push_back(std::move(**read));
        else
            nullListed = true;
    }
    // `in` is any of its `eq`, and `eq` null tests for null.
    std::vector<Predicate> any;
    if (!listed.empty())
        any.push_back(subject.test(Comparison::In, std::move(listed)));
    if (nullListed)
        any.push_back(subject.isNull());
    return any.size() == 1 ? std::move(any.front()) : Predicate{AnyOf{std::move(any)}};
}

Result<Predicate> compareRange(const Subject &subject, const QJsonValue &given)
{
    const QJsonArray ends = given.toArray();
    if (!given.isArray() || ends.size() != 2) {
        return invalidValue(u"%1: \"between\" takes a list of two values, not %2."_s.arg(subject.name, quote(given)));
    }
    auto from = subject.read(ends[0]);
    auto to = from ? subject.read(ends[1]) : from;
    if (!to)
        return tl::unexpected(to.error());
    if (!*from || !*to)
        return holdsForNone();
    if (compareKeys(**from, **to) > 0) {
        return invalidValue(u"%1: the ends of \"between\" are in the wrong order: %2 is after %3."_s.arg(
            subject.name, quote(ends[0]), quote(ends[1])));
    }
    return subject.test(Comparison::Between, {std::move(**from), std::move(**to)});
}

/// Comparisons with one operand. With null, `eq` tests for null and every other is false.
Result<Predicate> compareOne(const Subject &subject, Comparison comparison, const QJsonValue &given)
{
    auto read = subject.read(given);
    if (!read)
        return tl::unexpected(read.error());
    if (*read)
        return subject.test(comparison, {std::move(**read)});
    return comparison == Comparison::Equal ? subject.isNull() : holdsForNone();
}

bool holdsText(const Field &field)
{
    const FieldType &type = field.type;
    if (field.anyType || type.kind == FieldType::Kind::Enum)
        return true;
    return type.kind == FieldType::Kind::Scalar && types::isText(type.scalar) && type.scalar != ScalarType::Binary;
}

} // namespace

Predicate holdsForNone() { return {AnyOf{}}; }

Predicate complementOf(Predicate predicate) { return {NoneOf{{std::move(predicate)}}}; }

std::optional<Comparison> comparisonNamed(const QString &name)
{
    const auto found = std::ranges::find(operatorNames, name, &OperatorName::name);
    return found == operatorNames.end() ? std::nullopt : std::optional(found->comparison);
}

Result<Predicate> compare(const Subject &subject, Comparison comparison, const QJsonValue &given)
{
    if (auto done = subject.takes(comparison); !done)
        return tl::unexpected(done.error());
    switch (comparison) {
    case Comparison::IsNull:
        if (!given.isBool())
            return invalidValue(u"%1: \"isNull\" takes true or false, not %2."_s.arg(subject.name, quote(given)));
        return subject.test(comparison, {Key{given.toBool()}});
    case Comparison::NotEqual:
        if (given.isNull())
            return compareOne(subject, Comparison::Equal, given).map(complementOf);
        return compareOne(subject, comparison, given);
    case Comparison::NotContains:
        if (given.isNull())
            return Predicate{};
        return compareOne(subject, comparison, given);
    case Comparison::In:
        return compareList(subject, given);
    case Comparison::NotIn:
        return compareList(subject, given).map(complementOf);
    case Comparison::Between:
        return compareRange(subject, given);
    default:
        return compareOne(subject, comparison, given);
    }
}

bool isTextTest(Comparison comparison)
{
    return comparison == Comparison::Contains || comparison == Comparison::NotContains
        || comparison == Comparison::BeginsWith;
}

bool isOrdering(Comparison comparison)
{
    return comparison == Comparison::Greater || comparison == Comparison::GreaterOrEqual
        || comparison == Comparison::Less || comparison == Comparison::LessOrEqual || comparison == Comparison::Between;
}

Done fieldTakes(const Field &field, const QString &name, Comparison comparison)
{
    const FieldType &type = field.type;
    if (type.isStructured() && (isOrdering(comparison) || comparison == Comparison::BeginsWith))
        return invalidValue(
            u"%1 holds %2: it has no order to compare by."_s.arg(name, type.list ? u"a list"_s : u"an object"_s));
    if (!isTextTest(comparison) || type.list)
        return {};
    if (type.isStructured() || !holdsText(field))
        return invalidValue(u"%1 holds no text: it cannot be searched with \"contains\", \"notContains\" or "
                            "\"beginsWith\"."_s.arg(name));
    return {};
}

} // namespace relata::json
