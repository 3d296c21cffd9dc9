#include "data/jsoncomparison.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata::json {

namespace {

bool allAreOperators(const QJsonObject &object)
{
    const QStringList names = object.keys();
    return std::ranges::all_of(names, [](const QString &name) { return comparisonNamed(name).has_value(); });
}

Predicate allOf(std::vector<Predicate> parts)
{
    return parts.size() == 1 ? std::move(parts.front()) : Predicate{AllOf{std::move(parts)}};
}

class PredicateReader
{
public:
    explicit PredicateReader(const Schema &schema) : m_schema(schema) {}

    Result<Predicate> read(ModelId model, const QJsonValue &where) const
    {
        if (!where.isObject())
            return invalidValue(
                u"A predicate is an object like {\"title\":{\"eq\":\"x\"}}, not %1."_s.arg(quote(where)));
        const QJsonObject object = where.toObject();
        std::vector<Predicate> parts;
        for (auto member = object.begin(); member != object.end(); ++member) {
            auto part = readMember(model, member.key(), member.value());
            if (!part)
                return part;
            parts.push_back(std::move(*part));
        }
        return allOf(std::move(parts));
    }

private:
    Result<Predicate> readMember(ModelId model, const QString &name, const QJsonValue &given) const
    {
        if ((name == "and"_L1 || name == "or"_L1) && !(given.isObject() && isKnown(model, name)))
            return readGroup(model, name, given);
        if (name == "not"_L1)
            return read(model, given).map(complementOf);

        const auto field = visibleField(m_schema.model(model), name);
        const auto end = m_schema.endNamed(model, name);
        if (!field && !end)
            return unknownField(m_schema.model(model), name);
        if (!given.isObject()) {
            return invalidValue(u"%1.%2 takes an object like {\"eq\":…}, not %3."_s.arg(m_schema.model(model).name,
                                                                                        name, quote(given)));
        }
        const QJsonObject object = given.toObject();
        // A key that is a field of its own is compared as such; only a predicate leads to the other end.
        if (field && (!end || (!object.isEmpty() && allAreOperators(object))))
            return readField(model, *field, object);
        return readEnd(*end, object);
    }

    bool isKnown(ModelId model, const QString &name) const
    {
        return visibleField(m_schema.model(model), name) || m_schema.endNamed(model, name);
    }

    Result<Predicate> readGroup(ModelId model, const QString &name, const QJsonValue &given) const
    {
        if (!given.isArray())
            return invalidValue(u"\"%1\" takes a list of predicates, not %2."_s.arg(name, quote(given)));
        std::vector<Predicate> parts;
        for (const QJsonValue entry : given.toArray()) {
            auto part = read(model, entry);
            if (!part)
                return part;
            parts.push_back(std::move(*part));
        }
        if (name == "or"_L1)
            return Predicate{AnyOf{std::move(parts)}};
        return Predicate{AllOf{std::move(parts)}};
    }

    Result<Predicate> readField(ModelId model, FieldId field, const QJsonObject &object) const
    {
        std::vector<Predicate> parts;
        for (auto member = object.begin(); member != object.end(); ++member) {
            const auto comparison = comparisonNamed(member.key());
            if (!comparison) {
                return invalidValue(u"%1.%2 knows no comparison \"%3\"."_s.arg(
                    m_schema.model(model).name, m_schema.field(model, field).name, member.key()));
            }
            auto part = compare(fieldSubject(model, field, *comparison), *comparison, member.value());
            if (!part)
                return part;
            parts.push_back(std::move(*part));
        }
        return allOf(std::move(parts));
    }

    Subject fieldSubject(ModelId model, FieldId id, Comparison comparison) const
    {
        Field field = m_schema.field(model, id);
        const QString name = m_schema.model(model).name % u'.' % field.name;
        const auto takes = [field, name](Comparison wanted) { return fieldTakes(field, name, wanted); };
        if (isTextTest(comparison))
            field.type.list = false; // a list is asked for an element
        const auto read = [this, field](const QJsonValue &given) -> Result<std::optional<Key>> {
            if (given.isNull())
                return std::nullopt;
            auto value = operand(m_schema, field, given);
            if (!value)
                return tl::unexpected(value.error());
            return Key{std::move(*value)};
        };
        const auto test = [id](Comparison wanted, std::vector<Key> operands) {
            Compares compares{id, wanted, {}};
            for (Key &key : operands)
                compares.operands.push_back(std::move(key.front()));
            return Predicate{std::move(compares)};
        };
        return {name, read, test, takes};
    }

    /// Operators speak of the other end's key, everything else of the instance there. On to-many all of them must hold
    /// for one and the same related instance.
    Result<Predicate> readEnd(EndId id, const QJsonObject &object) const
    {
        const End &end = m_schema.end(id);
        QJsonObject operators;
        QJsonObject others;
        for (auto member = object.begin(); member != object.end(); ++member) {
            const bool means =
                comparisonNamed(member.key()) && !(member.value().isObject() && isKnown(end.other, member.key()));
            (means ? operators : others).insert(member.key(), member.value());
        }
        const bool together = end.isMany() && !operators.isEmpty();
        std::vector<Predicate> parts;
        for (auto member = operators.begin(); member != operators.end(); ++member) {
            const Comparison comparison = *comparisonNamed(member.key());
            const Subject subject = together ? farKeySubject(id) : endSubject(id);
            auto part = compare(subject, comparison, member.value());
            if (!part)
                return part;
            parts.push_back(std::move(*part));
        }
        if (!others.isEmpty() || object.isEmpty()) {
            auto part = read(end.other, others);
            if (!part)
                return part;
            parts.push_back(together ? std::move(*part) : Predicate{Related{id, {std::move(*part)}}});
        }
        if (together)
            return Predicate{Related{id, {allOf(std::move(parts))}}};
        return allOf(std::move(parts));
    }

    /// The key at the other end of a to-one end, asked from this side; null where it leads nowhere.
    Subject endSubject(EndId id) const
    {
        Subject subject = farKeySubject(id);
        if (m_schema.end(id).holdsKey()) {
            subject.test = [id](Comparison wanted, std::vector<Key> operands) {
                return Predicate{ComparesKey{id, wanted, std::move(operands)}};
            };
            return subject;
        }
        subject.test = [id, far = subject.test](Comparison wanted, const std::vector<Key> &operands) {
            const auto some = [&](Comparison positive) { return Predicate{Related{id, {far(positive, operands)}}}; };
            if (wanted == Comparison::IsNull) {
                const Predicate any{Related{id, {Predicate{}}}};
                return std::get<bool>(operands.front().front()) ? complementOf(any) : any;
            }
            if (wanted == Comparison::NotEqual)
                return complementOf(some(Comparison::Equal));
            if (wanted == Comparison::NotContains)
                return complementOf(some(Comparison::Contains));
            return some(wanted);
        };
        return subject;
    }

    /// The key at the other end, asked there, by its fields.
    Subject farKeySubject(EndId id) const
    {
        const End &end = m_schema.end(id);
        const Model &other = m_schema.model(end.other);
        const QString name = m_schema.model(end.model).name % u'.' % end.name;
        const auto takes = [&other, name](Comparison wanted) -> Done {
            if (other.key.size() == 1)
                return fieldTakes(other.field(other.key.front()), name, wanted);
            if (isOrdering(wanted) || isTextTest(wanted))
                return invalidValue(
                    u"%1 has a key of several values: it takes eq, ne, in, notIn and isNull."_s.arg(name));
            return {};
        };
        const auto read = [this, &end, &other](const QJsonValue &given) -> Result<std::optional<Key>> {
            if (given.isNull())
                return std::nullopt;
            if (other.key.size() != 1)
                return key(m_schema, end.other, given).map([](Key parts) { return std::optional(std::move(parts)); });
            auto value = operand(m_schema, other.field(other.key.front()), given);
            if (!value)
                return tl::unexpected(value.error());
            return Key{std::move(*value)};
        };
        const auto test = [&other](Comparison wanted, const std::vector<Key> &operands) {
            return keyFieldsTest(other, wanted, operands);
        };
        return {name, read, test, takes};
    }

    static Predicate keyFieldsTest(const Model &model, Comparison comparison, const std::vector<Key> &operands)
    {
        if (comparison == Comparison::IsNull) // a key that is there is not null
            return std::get<bool>(operands.front().front()) ? holdsForNone() : Predicate{};
        if (comparison == Comparison::NotEqual)
            return complementOf(keyFieldsTest(model, Comparison::Equal, operands));
        if (model.key.size() == 1) {
            Compares compares{model.key.front(), comparison, {}};
            for (const Key &key : operands)
                compares.operands.push_back(key.front());
            return {std::move(compares)};
        }
        std::vector<Predicate> any;
        for (const Key &key : operands) {
            std::vector<Predicate> all;
            for (std::size_t i = 0; i < model.key.size(); ++i)
                all.push_back({Compares{model.key[i], Comparison::Equal, {key[i]}}});
            any.push_back(allOf(std::move(all)));
        }
        return any.size() == 1 ? std::move(any.front()) : Predicate{AnyOf{std::move(any)}};
    }

    const Schema &m_schema;
};

} // namespace

Result<Predicate> predicate(const Schema &schema, ModelId model, const QJsonValue &where)
{
    return PredicateReader(schema).read(model, where);
}

} // namespace relata::json
