#pragma once

#include "engine/engine.h"
#include "migration/randomdraft.h"

#include <QDate>
#include <QRegularExpression>

#include <map>
#include <set>

/// What is in a database, as a person would note it down, and what must become of it: a model of migrations that
/// shares no code with them. Instances are known by their marks, links by the marks of their ends.
namespace relata::test {

struct World
{
    struct Instance
    {
        QString mark;
        Values values;
    };
    using Links = std::set<std::pair<QString, QString>>; ///< source, target
    std::vector<std::vector<Instance>> instances; ///< by model, in key order; of join models empty
    std::vector<Links> links; ///< by relationship

    /// Fails the property where the database cannot be read.
    static World of(Engine &engine)
    {
        const Schema &schema = engine.schema();
        World world;
        std::vector<std::vector<Values>> rows;
        for (std::size_t i = 0; i < schema.models.size(); ++i) {
            Query query;
            query.model = ModelId{int(i)};
            rows.emplace_back();
            const Done read = engine.each(query, [&](const Row &row) {
                rows.back().push_back(row.values);
                return Connection::More::Yes;
            });
            RC_ASSERT(read.has_value());
            world.instances.emplace_back();
            const auto mark = schema.models[i].fieldNamed(markName());
            if (schema.models[i].join || !mark)
                continue;
            for (const Values &values : rows.back())
                world.instances.back().push_back({valueText(values[mark->index()]), values});
        }
        for (const Relationship &relationship : schema.relationships) {
            Links links;
            const Reference &near = schema.reference(relationship.reference);
            for (const Values &row : rows[near.from.index()]) {
                const auto first = world.led(schema, relationship.reference, row);
                if (!first)
                    continue;
                if (relationship.isManyToMany()) {
                    if (const auto second = world.led(schema, relationship.secondReference, row))
                        links.insert({*first, *second});
                    continue;
                }
                const QString holder = valueText(row[schema.model(near.from).fieldNamed(markName())->index()]);
                links.insert(relationship.kind == RelationshipKind::OneToOne ? std::pair(holder, *first)
                                                                             : std::pair(*first, holder));
            }
            world.links.push_back(std::move(links));
        }
        return world;
    }

    [[nodiscard]] const Instance *named(ModelId model, const QString &mark) const
    {
        for (const Instance &instance : instances[model.index()])
            if (instance.mark == mark)
                return &instance;
        return nullptr;
    }
    /// Its place in key order.
    [[nodiscard]] std::size_t place(ModelId model, const QString &mark) const
    {
        const auto &list = instances[model.index()];
        return std::size_t(std::find_if(list.begin(), list.end(), [&](const Instance &i) { return i.mark == mark; })
                           - list.begin());
    }

private:
    [[nodiscard]] std::optional<QString> led(const Schema &schema, ReferenceId id, const Values &row) const
    {
        const Reference &reference = schema.reference(id);
        for (const Instance &instance : instances[reference.to.index()]) {
            bool same = true;
            for (std::size_t i = 0; i < reference.columns.size(); ++i) {
                const Value &held = row[reference.columns[i].index()];
                same = same && !isNull(held) && held == instance.values[reference.referenced[i].index()];
            }
            if (same)
                return instance.mark;
        }
        return std::nullopt;
    }
};

/// The value as one of another type, by rules written down here once more; nothing where there is none.
inline std::optional<Value> byHand(const FieldType &from, const FieldType &to, const std::map<QString, QString> &enums,
                                   const QStringList &enumValues, const Value &value)
{
    if (isNull(value))
        return value;
    const QString text = valueText(value);
    if (to.kind == FieldType::Kind::Enum) {
        if (from.kind != FieldType::Kind::Enum)
            return enumValues.contains(text) ? std::optional<Value>(text) : std::nullopt;
        const auto found = enums.find(text);
        return found == enums.end() ? std::nullopt : std::optional<Value>(found->second);
    }
    const QString bare = text.trimmed();
    static const QRegularExpression whole(u"^-?[0-9]+$"_s);
    static const QRegularExpression decimal(u"^-?[0-9]+([.][0-9]+)?(e[+-]?[0-9]+)?$"_s);
    static const QRegularExpression date(u"^20[0-9]{2}-[0-9]{2}-[0-9]{2}$"_s);
    const auto wholeNumber = [&]() -> std::optional<qint64> {
        if (const auto *flag = std::get_if<bool>(&value))
            return *flag ? 1 : 0;
        if (const auto *number = std::get_if<double>(&value))
            return double(qint64(*number)) == *number ? std::optional(qint64(*number)) : std::nullopt;
        bool fits = false;
        const qint64 number = bare.toLongLong(&fits);
        return fits && whole.match(bare).hasMatch() ? std::optional(number) : std::nullopt;
    };
    switch (to.scalar) {
    case ScalarType::String:
        return Value(text);
    case ScalarType::Int: {
        const auto number = wholeNumber();
        return number && *number >= -2147483648LL && *number <= 2147483647LL ? std::optional<Value>(*number)
                                                                             : std::nullopt;
    }
    case ScalarType::BigInt: {
        const auto number = wholeNumber();
        return number ? std::optional<Value>(*number) : std::nullopt;
    }
    case ScalarType::Float:
        if (const auto *flag = std::get_if<bool>(&value))
            return Value(*flag ? 1.0 : 0.0);
        return decimal.match(bare).hasMatch() ? std::optional<Value>(bare.toDouble()) : std::nullopt;
    case ScalarType::Boolean:
        if (bare == u"true" || bare == u"1")
            return Value(true);
        return bare == u"false" || bare == u"0" ? std::optional<Value>(false) : std::nullopt;
    default:
        RC_ASSERT(to.scalar == ScalarType::Date);
        return date.match(text).hasMatch() && QDate::fromString(text, u"yyyy-MM-dd"_s).isValid()
            ? std::optional<Value>(text)
            : std::nullopt;
    }
}

/// What must become of a world.
class Expected
{
public:
    Expected(const Schema &from, const Schema &to, const Origins &origins, const std::map<QString, Remedy> &remedies,
             const World &before)
        : m_from(from), m_to(to), m_origins(origins), m_remedies(remedies), m_before(before), m_alive(before)
    {}

    /// Takes what the remedies delete, in the order of the plan's problems, until nothing is in question any more.
    void removeInstances(const MigrationPlan &plan)
    {
        for (bool more = true; more;) {
            more = false;
            for (const MigrationProblem &problem : plan.problems) {
                if (!problem.chosen || problem.chosen->kind != Remedy::Kind::DeleteInstances)
                    continue;
                const std::set<QString> doomed = inQuestion(problem.id);
                if (doomed.empty())
                    continue;
                more = true;
                for (const QString &mark : doomed)
                    remove(problem.model, mark);
            }
        }
    }
    /// A link whose key may not be given up leads to what was removed.
    [[nodiscard]] bool isBlocked() const { return m_blocked; }
    [[nodiscard]] const std::map<ModelId, qint64> &removed() const { return m_removed; }
    [[nodiscard]] qint64 removedLinks() const { return m_removedLinks; }

    /// Fails the property where something else has become of it.
    void compare(const Schema &now, const World &after) const
    {
        for (std::size_t i = 0; i < m_to.models.size(); ++i) {
            const ModelId model{int(i)};
            const ModelId there = *now.modelNamed(m_to.models[i].name);
            const auto was = m_origins.models[i].model;
            const auto &found = after.instances[there.index()];
            if (m_to.models[i].join)
                continue;
            RC_ASSERT(found.size() == (was ? m_alive.instances[was->index()].size() : 0));
            for (std::size_t row = 0; was && row < m_alive.instances[was->index()].size(); ++row)
                compareInstance(model, m_alive.instances[was->index()][row], now.model(there), after, there);
        }
        for (std::size_t i = 0; i < m_to.relationships.size(); ++i)
            RC_ASSERT(after.links[i] == linksOf(RelationshipId(int(i))));
    }

private:
    using Instance = World::Instance;

    [[nodiscard]] const Remedy *remedy(const QString &id) const
    {
        const auto found = m_remedies.find(id);
        return found == m_remedies.end() ? nullptr : &found->second;
    }
    [[nodiscard]] QString named(ModelId model, FieldId field) const
    {
        return m_to.model(model).name % u'.' % m_to.field(model, field).name;
    }

    /// For rows without a value, where there must be one.
    [[nodiscard]] const Remedy *filling(ModelId model, FieldId field) const
    {
        const Remedy *chosen = remedy(u"null:"_s % named(model, field));
        const bool needed = m_to.field(model, field).required || m_to.model(model).isKey(field);
        return needed && chosen && chosen->kind == Remedy::Kind::SetValue ? chosen : nullptr;
    }

    /// Before remedies for empty and repeated values; `fails`: there is no such value.
    struct Found
    {
        Value value;
        bool fails = false;
    };
    [[nodiscard]] Found found(ModelId model, FieldId id, const Instance &row) const
    {
        const Field &field = m_to.field(model, id);
        const auto origin = m_origins.fieldOf(model, id);
        if (!origin)
            return {field.defaultValue ? Value(field.defaultValue->toString()) : Value(Null{})};
        const Field &was = m_from.field(*m_origins.modelOf(model), *origin);
        const Value &value = row.values[origin->index()];
        std::map<QString, QString> enums;
        QStringList enumValues;
        for (std::size_t e = 0; e < m_to.enums.size(); ++e) {
            if (field.type.kind != FieldType::Kind::Enum || m_to.enums[e].name != field.type.name)
                continue;
            enumValues = m_to.enums[e].values;
            for (qsizetype v = 0; v < enumValues.size(); ++v) {
                const bool same = m_origins.enums[e].name == was.type.name;
                const QString before = same ? m_origins.enums[e].values[v] : enumValues[v];
                if (!before.isEmpty())
                    enums[before] = enumValues[v];
            }
        }
        if (field.type == was.type && field.type.kind != FieldType::Kind::Enum)
            return {value};
        const auto converted = byHand(was.type, field.type, enums, enumValues, value);
        if (converted)
            return {*converted};
        const Remedy *chosen = remedy(u"convert:"_s % named(model, id));
        return {chosen && chosen->kind == Remedy::Kind::SetValue ? chosen->value : Value(Null{}), true};
    }

    /// The reference whose key this hidden field holds.
    [[nodiscard]] std::optional<RelationshipId> linkOf(ModelId model, FieldId field) const
    {
        for (std::size_t i = 0; i < m_to.relationships.size(); ++i) {
            if (m_to.relationships[i].isManyToMany())
                continue;
            const Reference &reference = m_to.reference(m_to.relationships[i].reference);
            const bool holds =
                std::find(reference.columns.begin(), reference.columns.end(), field) != reference.columns.end();
            if (reference.from == model && holds)
                return RelationshipId(int(i));
        }
        return std::nullopt;
    }

    /// The other end's mark for who holds the key of a wanted relationship.
    [[nodiscard]] std::optional<QString> linked(RelationshipId id, const QString &holder) const
    {
        const bool bySource = m_to.relationship(id).kind == RelationshipKind::OneToOne;
        for (const auto &[source, target] : linksOf(id, Cut::No))
            if ((bySource ? source : target) == holder)
                return bySource ? target : source;
        return std::nullopt;
    }

    /// What makes an instance the same as another in a set of fields; nothing where a part is null.
    [[nodiscard]] std::optional<Values> identity(ModelId model, const std::vector<FieldId> &fields,
                                                 const Instance &row) const
    {
        Values result;
        for (const FieldId field : fields) {
            if (const auto link = m_to.field(model, field).hidden ? linkOf(model, field) : std::nullopt) {
                const auto other = linked(*link, row.mark);
                result.push_back(other ? Value(*other) : Value(Null{}));
            } else {
                result.push_back(found(model, field, row).value);
                const Remedy *chosen = filling(model, field);
                if (isNull(result.back()) && chosen)
                    result.back() = chosen->value;
            }
            if (isNull(result.back()))
                return std::nullopt;
        }
        return result;
    }

    /// Those that share a set's values with one before them; with `others`, all that share them.
    enum class Who { Later, All };
    [[nodiscard]] std::set<QString> repeated(ModelId model, const std::vector<FieldId> &fields, Who who) const
    {
        std::map<Values, std::vector<QString>> groups;
        for (const Instance &row : m_alive.instances[m_origins.modelOf(model)->index()])
            if (const auto same = identity(model, fields, row))
                groups[*same].push_back(row.mark);
        std::set<QString> result;
        for (const auto &[values, marks] : groups)
            if (marks.size() > 1)
                result.insert(marks.begin() + (who == Who::Later ? 1 : 0), marks.end());
        return result;
    }

    /// The set of fields that a "unique:" problem is about.
    [[nodiscard]] std::optional<std::vector<FieldId>> uniqueSet(ModelId model, const QString &id) const
    {
        const Model &of = m_to.model(model);
        std::vector<std::vector<FieldId>> sets;
        for (std::size_t f = 0; f < of.fields.size(); ++f)
            sets.push_back({FieldId{int(f)}});
        sets.push_back(of.key);
        for (const ReferenceId reference : m_to.referencesFrom(model))
            sets.push_back(m_to.reference(reference).columns);
        for (auto &set : sets) {
            std::sort(set.begin(), set.end());
            QStringList fields;
            for (const FieldId field : set)
                fields.append(of.field(field).name);
            if (id == QString(u"unique:"_s % of.name % u'.' % fields.join(u'+')))
                return set;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::set<QString> inQuestion(const QString &id) const
    {
        std::set<QString> result;
        for (std::size_t i = 0; i < m_to.models.size(); ++i) {
            const ModelId model{int(i)};
            if (!m_origins.modelOf(model) || m_to.models[i].join)
                continue;
            if (const auto set = uniqueSet(model, id))
                return repeated(model, *set, Who::Later);
            for (std::size_t f = 0; f < m_to.models[i].fields.size(); ++f) {
                const FieldId field{int(f)};
                const bool converts = id == QString(u"convert:"_s % named(model, field));
                if (!converts && id != QString(u"null:"_s % named(model, field)))
                    continue;
                for (const Instance &row : m_alive.instances[m_origins.modelOf(model)->index()]) {
                    if (const auto link = m_to.field(model, field).hidden ? linkOf(model, field) : std::nullopt) {
                        if (!linked(*link, row.mark))
                            result.insert(row.mark);
                        continue;
                    }
                    const Found value = found(model, field, row);
                    if (converts ? value.fails : !value.fails && isNull(value.value))
                        result.insert(row.mark);
                }
                return result;
            }
        }
        RC_FAIL("an unknown problem: " + id.toStdString());
        return result;
    }

    /// By the delete rules before.
    void remove(ModelId model, const QString &mark)
    {
        auto &list = m_alive.instances[model.index()];
        const auto there = std::find_if(list.begin(), list.end(), [&](const Instance &i) { return i.mark == mark; });
        if (there == list.end())
            return;
        list.erase(there);
        ++m_removed[model];
        for (std::size_t i = 0; i < m_from.relationships.size(); ++i) {
            const Relationship &relationship = m_from.relationships[i];
            const World::Links links = m_alive.links[i];
            for (const auto &link : links) {
                const bool fromSource = relationship.source == model && link.first == mark;
                const bool fromTarget = relationship.target == model && link.second == mark;
                if (!fromSource && !fromTarget)
                    continue;
                // It may have gone on the way here.
                if (m_alive.links[i].erase(link) == 0)
                    continue;
                if (relationship.isManyToMany()) {
                    ++m_removed[relationship.through];
                    continue;
                }
                const bool holderIsSource = relationship.kind == RelationshipKind::OneToOne;
                // The holder went, and its link with it; a link to oneself likewise.
                if ((holderIsSource ? fromSource : fromTarget))
                    continue;
                const ModelId holder = holderIsSource ? relationship.source : relationship.target;
                const QString &holding = holderIsSource ? link.first : link.second;
                const Reference &reference = m_from.reference(relationship.reference);
                if (reference.rule == DeleteRule::Cascade)
                    remove(holder, holding);
                else if (reference.rule == DeleteRule::Clear && m_from.isClearable(relationship.reference))
                    m_cleared.insert({int(i), holding});
                else
                    m_blocking.insert({int(i), holding});
            }
        }
        settle();
    }

    /// Whoever went in the end neither lost a link nor stands in the way.
    void settle()
    {
        const auto isAlive = [&](const std::pair<int, QString> &entry) {
            const Reference &reference = m_from.reference(m_from.relationships[std::size_t(entry.first)].reference);
            return m_alive.named(reference.from, entry.second) != nullptr;
        };
        m_blocked = std::any_of(m_blocking.begin(), m_blocking.end(), isAlive);
        m_removedLinks = std::count_if(m_cleared.begin(), m_cleared.end(), isAlive);
    }

    /// Of a wanted relationship, after the remedies for those of which there may be only one.
    enum class Cut { No, Yes };
    [[nodiscard]] World::Links linksOf(RelationshipId id, Cut cut = Cut::Yes) const
    {
        const auto was = m_origins.relationships[id.index()];
        if (!was)
            return {};
        const Relationship &is = m_to.relationship(id);
        const Relationship &old = m_from.relationship(*was);
        World::Links links = m_alive.links[was->index()];
        const bool swapped = old.source != old.target
            ? m_origins.modelOf(is.source) != old.source
            : old.sourceField != is.sourceField || old.targetField != is.targetField;
        if (swapped) {
            World::Links turned;
            for (const auto &[source, target] : links)
                turned.insert({target, source});
            links = std::move(turned);
        }
        if (is.isManyToMany())
            return links;
        const Reference &reference = m_to.reference(is.reference);
        const QString end = m_to.model(reference.from).name % u'.' % m_to.end(m_to.keyEnd(is.reference)).name;
        const bool bySource = is.kind == RelationshipKind::OneToOne;
        const ModelId source = *m_origins.modelOf(is.source);
        const ModelId target = *m_origins.modelOf(is.target);
        keepOne(links, bySource, remedy(u"links:"_s % end), bySource ? target : source);
        keepOne(links, !bySource, remedy(u"shared:"_s % end), bySource ? source : target);
        if (cut == Cut::Yes && bySource) {
            QStringList fields;
            std::vector<FieldId> columns = reference.columns;
            std::sort(columns.begin(), columns.end());
            for (const FieldId field : columns)
                fields.append(m_to.field(reference.from, field).name);
            keepOne(links, !bySource, remedy(u"unique:"_s % m_to.model(reference.from).name % u'.' % fields.join(u'+')),
                    source);
        }
        return links;
    }

    /// `first`: the side at which there may be only one link is the first of the pair; `other` is the model at the
    /// other, in whose order the first is kept.
    void keepOne(World::Links &links, bool first, const Remedy *chosen, ModelId other) const
    {
        if (!chosen || (chosen->kind != Remedy::Kind::KeepFirst && chosen->kind != Remedy::Kind::Clear))
            return;
        std::map<QString, std::vector<std::pair<QString, QString>>> bySide;
        for (const auto &link : links)
            bySide[first ? link.first : link.second].push_back(link);
        for (auto &[side, group] : bySide) {
            if (group.size() < 2)
                continue;
            std::sort(group.begin(), group.end(), [&](const auto &a, const auto &b) {
                return m_before.place(other, first ? a.second : a.first)
                    < m_before.place(other, first ? b.second : b.first);
            });
            const std::size_t kept = chosen->kind == Remedy::Kind::KeepFirst ? 1 : 0;
            for (std::size_t i = kept; i < group.size(); ++i)
                links.erase(group[i]);
        }
    }

    void compareInstance(ModelId model, const Instance &row, const Model &now, const World &after, ModelId there) const
    {
        const Instance *instance = after.named(there, row.mark);
        RC_ASSERT(instance != nullptr);
        for (std::size_t f = 0; f < m_to.model(model).fields.size(); ++f) {
            const FieldId id{int(f)};
            const Field &field = m_to.field(model, id);
            const auto place = now.fieldNamed(field.name);
            const bool made = !m_origins.fieldOf(model, id) && m_to.model(model).isKey(id);
            if (field.hidden || field.origin != FieldOrigin::User || linkOf(model, id) || made)
                continue;
            Value value = found(model, id, row).value;
            if (!field.required && !m_to.model(model).isKey(id))
                for (const auto &[name, chosen] : m_remedies) {
                    const auto set = uniqueSet(model, name);
                    const bool clears = chosen.kind == Remedy::Kind::KeepFirst || chosen.kind == Remedy::Kind::Clear;
                    if (!set || !clears || std::find(set->begin(), set->end(), id) == set->end())
                        continue;
                    const Who who = chosen.kind == Remedy::Kind::KeepFirst ? Who::Later : Who::All;
                    if (repeated(model, *set, who).contains(row.mark))
                        value = Null{};
                }
            if (const Remedy *chosen = filling(model, id); isNull(value) && chosen)
                value = chosen->value;
            const Value &is = instance->values[place->index()];
            if (is != value && valueText(is) != valueText(value))
                RC_FAIL(QString(named(model, id) % u" of "_s % row.mark % u": "_s % valueText(is) % u" and not "_s
                                % valueText(value))
                            .toStdString());
        }
    }

    const Schema &m_from;
    const Schema &m_to;
    const Origins &m_origins;
    const std::map<QString, Remedy> &m_remedies;
    const World &m_before;
    World m_alive;
    std::map<ModelId, qint64> m_removed;
    std::set<std::pair<int, QString>> m_cleared; ///< relationship, holder
    std::set<std::pair<int, QString>> m_blocking;
    bool m_blocked = false;
    qint64 m_removedLinks = 0;
};

} // namespace relata::test
