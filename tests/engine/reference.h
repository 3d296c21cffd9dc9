#pragma once

#include "data/value.h"
#include "schema/schema.h"

#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace relata::test {

/// The relationship semantics of CONTRACT 2 over maps in memory, written the slow and plain way: what a random walk
/// compares the engine with. Keys are one text each; a join instance is known by its pair.
class ReferenceStore
{
public:
    explicit ReferenceStore(const Schema &schema) : m_schema(schema), m_rows(schema.models.size()) {}

    using Rows = std::map<QString, Values>; ///< by key
    [[nodiscard]] const Rows &rows(ModelId model) const { return m_rows[model.index()]; }
    [[nodiscard]] std::vector<Rows> state() const { return m_rows; }
    void setState(std::vector<Rows> state) { m_rows = std::move(state); }

    /// Each answers whether it is allowed; a refusal changes nothing.
    bool put(ModelId model, const Values &values)
    {
        if (!fits(model, values))
            return false;
        m_rows[model.index()][keyOf(model, values)] = values;
        return true;
    }

    bool remove(ModelId model, const QString &key, bool blockersToo)
    {
        if (!m_rows[model.index()].contains(key))
            return false;
        std::set<std::pair<int, QString>> gone{{model.value(), key}};
        std::vector<std::tuple<int, QString, int>> clears;
        bool again = true;
        while (again) {
            again = false;
            clears.clear();
            std::set<std::pair<int, QString>> blockers;
            for (std::size_t r = 0; r < m_schema.references.size(); ++r) {
                const Reference &reference = m_schema.references[r];
                for (const auto &[from, row] : m_rows[reference.from.index()]) {
                    const Value &held = row[reference.columns.front().index()];
                    if (isNull(held) || gone.contains({reference.from.value(), from})
                        || !gone.contains({reference.to.value(), std::get<QString>(held)}))
                        continue;
                    const bool required = m_schema.field(reference.from, reference.columns.front()).required;
                    if (reference.rule == DeleteRule::Cascade) {
                        gone.insert({reference.from.value(), from});
                        again = true;
                    } else if (reference.rule == DeleteRule::Clear && !required) {
                        clears.emplace_back(reference.from.value(), from, reference.columns.front().value());
                    } else {
                        blockers.insert({reference.from.value(), from});
                    }
                }
            }
            if (again)
                continue;
            for (const auto &blocker : blockers) {
                if (gone.contains(blocker))
                    continue;
                if (!blockersToo)
                    return false;
                gone.insert(blocker);
                again = true;
            }
        }
        for (const auto &[m, k, column] : clears)
            if (!gone.contains({m, k}))
                m_rows[static_cast<std::size_t>(m)][k][static_cast<std::size_t>(column)] = Null{};
        for (const auto &[m, k] : gone)
            m_rows[static_cast<std::size_t>(m)].erase(k);
        return true;
    }

    bool link(const End &end, const QString &key, const QString &to, bool move, const QString &joinKey)
    {
        if (!m_rows[end.model.index()].contains(key) || !m_rows[end.other.index()].contains(to))
            return false;
        if (end.kind == End::Kind::ManyToMany) {
            if (joinOf(end, key, to))
                return true;
            const ModelId join = m_schema.reference(end.reference).from;
            Values row(m_schema.model(join).fields.size());
            row[m_schema.model(join).key.front().index()] = joinKey;
            row[column(end.reference)] = key;
            row[column(end.farReference)] = to;
            return put(join, row);
        }
        const auto &[from, target] = end.holdsKey() ? std::pair{key, to} : std::pair{to, key};
        const Reference &reference = m_schema.reference(end.reference);
        Rows &rows = m_rows[reference.from.index()];
        if (reference.unique)
            for (auto &[other, row] : rows)
                if (other != from && row[column(end.reference)] == Value(target)) {
                    if (!move || m_schema.field(reference.from, reference.columns.front()).required)
                        return false;
                    row[column(end.reference)] = Null{};
                }
        rows[from][column(end.reference)] = target;
        return true;
    }

    bool unlink(const End &end, const QString &key, const QString &to)
    {
        if (!m_rows[end.model.index()].contains(key) || !m_rows[end.other.index()].contains(to))
            return false;
        if (end.kind == End::Kind::ManyToMany) {
            if (const auto join = joinOf(end, key, to))
                m_rows[m_schema.reference(end.reference).from.index()].erase(*join);
            return true;
        }
        const auto &[from, target] = end.holdsKey() ? std::pair{key, to} : std::pair{to, key};
        const Reference &reference = m_schema.reference(end.reference);
        Value &held = m_rows[reference.from.index()][from][column(end.reference)];
        if (held != Value(target))
            return true;
        if (m_schema.field(reference.from, reference.columns.front()).required)
            return false;
        held = Null{};
        return true;
    }

    [[nodiscard]] std::set<QString> related(const End &end, const QString &key) const
    {
        std::set<QString> result;
        const Reference &reference = m_schema.reference(end.reference);
        if (end.holdsKey()) {
            const Value &held = m_rows[end.model.index()].at(key)[column(end.reference)];
            if (!isNull(held))
                result.insert(std::get<QString>(held));
            return result;
        }
        for (const auto &[from, row] : m_rows[reference.from.index()])
            if (row[column(end.reference)] == Value(key))
                result.insert(end.kind == End::Kind::ManyToMany ? std::get<QString>(row[column(end.farReference)])
                                                                : from);
        return result;
    }

private:
    [[nodiscard]] QString keyOf(ModelId model, const Values &values) const
    {
        return std::get<QString>(values[m_schema.model(model).key.front().index()]);
    }
    [[nodiscard]] std::size_t column(ReferenceId reference) const
    {
        return m_schema.reference(reference).columns.front().index();
    }

    [[nodiscard]] bool fits(ModelId model, const Values &values) const
    {
        const Model &m = m_schema.model(model);
        for (std::size_t f = 0; f < m.fields.size(); ++f)
            if (m.fields[f].required && isNull(values[f]))
                return false;
        const QString key = keyOf(model, values);
        for (std::size_t r = 0; r < m_schema.references.size(); ++r) {
            const Reference &reference = m_schema.references[r];
            if (reference.from != model)
                continue;
            const Value &held = values[reference.columns.front().index()];
            if (isNull(held))
                continue;
            const bool self = reference.to == model && held == Value(key);
            if (!self && !m_rows[reference.to.index()].contains(std::get<QString>(held)))
                return false;
            if (reference.unique)
                for (const auto &[other, row] : m_rows[model.index()])
                    if (other != key && row[reference.columns.front().index()] == held)
                        return false;
        }
        if (m.join)
            for (const Relationship &relationship : m_schema.relationships)
                if (relationship.through == model)
                    for (const auto &[other, row] : m_rows[model.index()])
                        if (other != key
                            && row[column(relationship.reference)] == values[column(relationship.reference)]
                            && row[column(relationship.secondReference)]
                                == values[column(relationship.secondReference)])
                            return false;
        return true;
    }

    [[nodiscard]] std::optional<QString> joinOf(const End &end, const QString &key, const QString &to) const
    {
        for (const auto &[join, row] : m_rows[m_schema.reference(end.reference).from.index()])
            if (row[column(end.reference)] == Value(key) && row[column(end.farReference)] == Value(to))
                return join;
        return std::nullopt;
    }

    const Schema &m_schema;
    std::vector<Rows> m_rows;
};

} // namespace relata::test
