#pragma once

#include "base/overloaded.h"
#include "data/change.h"
#include "data/instancelabel.h"
#include "data/intent.h"
#include "data/rowwindow.h"

#include <algorithm>
#include <map>

namespace relata {

/// A whole database in memory, slow and simple: what FakeSession answers from. Knows predicates, sorts, seeking,
/// links and labels; checks nothing that a caller writes.
class FakeDatabase
{
public:
    explicit FakeDatabase(Schema schema) : m_schema(std::move(schema)), m_tables(m_schema.models.size()) {}

    [[nodiscard]] const Schema &schema() const { return m_schema; }
    [[nodiscard]] Schema &schema() { return m_schema; }

    [[nodiscard]] Key keyOfValues(ModelId model, const Values &values) const
    {
        return picked(values, m_schema.model(model).key);
    }
    void put(ModelId model, const Values &values) { table(model)[keyOfValues(model, values)] = values; }
    void erase(ModelId model, const Key &key) { table(model).erase(key); }
    [[nodiscard]] const Values *find(ModelId model, const Key &key) const
    {
        const auto found = table(model).find(key);
        return found == table(model).end() ? nullptr : &found->second;
    }

    void apply(const Change &change)
    {
        std::visit(Overloaded{[this](const Inserted &c) { put(c.model, c.after); },
                              [this](const Updated &c) { put(c.model, c.after); },
                              [this](const Removed &c) { erase(c.model, c.key); }},
                   change);
    }

    [[nodiscard]] QString label(ModelId model, const Key &key) const
    {
        const Values *values = find(model, key);
        const auto called = values ? instanceLabel(m_schema.model(model), *values) : std::nullopt;
        return called.value_or(keyText(key));
    }

    /// Keys at the other end, in key order.
    [[nodiscard]] std::vector<Key> related(EndId id, const Key &key) const
    {
        const End &end = m_schema.end(id);
        const Reference &near = m_schema.reference(end.reference);
        std::vector<Key> result;
        if (end.kind == End::Kind::ToOne) {
            const Values *values = find(end.model, key);
            const Key held = values ? picked(*values, near.columns) : Key();
            if (!held.empty() && std::none_of(held.begin(), held.end(), isNull))
                result.push_back(held);
            return result;
        }
        for (const auto &[otherKey, values] : table(near.from)) {
            if (picked(values, near.columns) != key)
                continue;
            result.push_back(end.kind == End::Kind::ManyToMany
                                 ? picked(values, m_schema.reference(end.farReference).columns)
                                 : otherKey);
        }
        std::sort(result.begin(), result.end(), KeyLess());
        return result;
    }

    [[nodiscard]] bool holds(const Predicate &predicate, ModelId model, const Key &key, const Values &values) const
    {
        const auto part = [&](const Predicate &p) { return holds(p, model, key, values); };
        return std::visit(
            Overloaded{[&](const AllOf &p) { return std::all_of(p.parts.begin(), p.parts.end(), part); },
                       [&](const AnyOf &p) { return std::any_of(p.parts.begin(), p.parts.end(), part); },
                       [&](const NoneOf &p) { return !part(p.part.front()); },
                       [&](const Compares &p) { return compares(values[p.field.index()], p.comparison, p.operands); },
                       [&](const ComparesKey &p) {
                           const std::vector<Key> others = related(p.end, key);
                           return std::any_of(others.begin(), others.end(), [&](const Key &other) {
                               return std::find(p.operands.begin(), p.operands.end(), other) != p.operands.end();
                           });
                       },
                       [&](const Related &p) {
                           const ModelId other = m_schema.end(p.end).other;
                           const std::vector<Key> others = related(p.end, key);
                           return std::any_of(others.begin(), others.end(), [&](const Key &k) {
                               const Values *found = find(other, k);
                               return found && holds(p.part.front(), other, k, *found);
                           });
                       },
                       [&](const MatchesText &p) {
                           return std::any_of(values.begin(), values.end(), [&](const Value &value) {
                               return valueText(value).contains(p.text, Qt::CaseInsensitive);
                           });
                       }},
            predicate.what);
    }

    using Entry = std::pair<const Key, Values>;

    /// All that match, in order, ignoring the query's stretch.
    [[nodiscard]] std::vector<const Entry *> matching(const Query &query) const
    {
        std::vector<const Entry *> entries;
        entries.reserve(table(query.model).size());
        for (const Entry &entry : table(query.model))
            if (holds(query.where, query.model, entry.first, entry.second)
                && (!query.relatedTo || leadsTo(*query.relatedTo, entry.first)))
                entries.push_back(&entry);
        if (!query.sort.empty())
            std::stable_sort(entries.begin(), entries.end(), [&](const Entry *a, const Entry *b) {
                return less(query, placeOf(query, *a), placeOf(query, *b));
            });
        return entries;
    }

    [[nodiscard]] RowWindow fetch(const Query &query) const
    {
        const std::vector<const Entry *> entries = matching(query);
        auto begin = entries.begin();
        auto end = entries.end();
        if (query.from && query.backward)
            end = std::partition_point(
                begin, end, [&](const Entry *entry) { return !less(query, *query.from, placeOf(query, *entry)); });
        else if (query.from)
            begin = std::partition_point(
                begin, end, [&](const Entry *entry) { return less(query, placeOf(query, *entry), *query.from); });
        const std::ptrdiff_t offset = std::min<std::ptrdiff_t>(query.offset, end - begin);
        query.backward ? end -= offset : begin += offset;
        if (query.limit > 0 && end - begin > query.limit)
            query.backward ? begin = end - query.limit : end = begin + query.limit;
        RowWindow window;
        for (; begin != end; ++begin) {
            window.rows.push_back(row(query, (*begin)->first, (*begin)->second));
            complete(query, window.rows.back());
        }
        return window;
    }

    [[nodiscard]] std::pair<qint64, bool> rank(const Query &query, const Position &place) const
    {
        const std::vector<const Entry *> entries = matching(query);
        const auto at = std::partition_point(entries.begin(), entries.end(), [&](const Entry *entry) {
            return less(query, placeOf(query, *entry), place);
        });
        const bool present =
            std::any_of(entries.begin(), entries.end(), [&](const Entry *entry) { return entry->first == place.key; });
        return {at - entries.begin(), present};
    }

    [[nodiscard]] Row row(const Query &query, const Key &key, const Values &values) const
    {
        Row row;
        row.key = key;
        row.values = values;
        for (const Sort &sort : query.sort)
            row.sortValues.push_back(values[sort.field.index()]);
        return row;
    }

    /// Links, label and cuts, as far as the query wants them.
    void complete(const Query &query, Row &row) const
    {
        if (query.labels)
            row.label = label(query.model, row.key);
        for (const EndId end : query.ends) {
            Links links;
            for (const Key &key : related(end, row.key)) {
                const ModelId other = m_schema.end(end).other;
                if (links.count++ < query.linksPerEnd)
                    links.first.push_back({other, key, label(other, key), !find(other, key)});
            }
            row.links.push_back(links);
        }
        for (std::size_t i = 0; query.cutAt > 0 && i < row.values.size(); ++i) {
            auto *text = std::get_if<QString>(&row.values[i]);
            if (!text || text->size() <= query.cutAt)
                continue;
            row.cuts.push_back({FieldId(static_cast<int>(i)), text->size()});
            text->truncate(query.cutAt);
        }
    }

private:
    struct KeyLess
    {
        bool operator()(const Key &a, const Key &b) const { return compareKeys(a, b) < 0; }
    };
    using Table = std::map<Key, Values, KeyLess>;

    [[nodiscard]] Table &table(ModelId model) { return m_tables[model.index()]; }
    [[nodiscard]] const Table &table(ModelId model) const { return m_tables[model.index()]; }

    [[nodiscard]] static Key picked(const Values &values, const std::vector<FieldId> &fields)
    {
        Key key;
        for (const FieldId field : fields)
            key.push_back(values[field.index()]);
        return key;
    }

    [[nodiscard]] bool leadsTo(const Query::Source &source, const Key &key) const
    {
        const std::vector<Key> keys = related(source.end, source.key);
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    }

    [[nodiscard]] static Position placeOf(const Query &query, const Entry &entry)
    {
        Position place;
        for (const Sort &sort : query.sort)
            place.sortValues.push_back(entry.second[sort.field.index()]);
        place.key = entry.first;
        return place;
    }

    [[nodiscard]] static bool less(const Query &query, const Position &a, const Position &b)
    {
        for (std::size_t i = 0; i < query.sort.size(); ++i) {
            const auto order = compareValues(a.sortValues[i], b.sortValues[i]);
            if (order != 0)
                return (order < 0) == (query.sort[i].order == SortOrder::Ascending);
        }
        return compareKeys(a.key, b.key) < 0;
    }

    [[nodiscard]] static bool compares(const Value &value, Comparison comparison, const Values &operands)
    {
        const bool equal = std::any_of(operands.begin(), operands.end(), [&](const Value &o) { return o == value; });
        const auto text = [&] { return operands.empty() ? QString() : valueText(operands.front()); };
        const auto order = [&] { return compareValues(value, operands.front()); };
        switch (comparison) {
        case Comparison::Equal:
        case Comparison::In:
            return equal;
        case Comparison::NotEqual:
        case Comparison::NotIn:
            return !equal;
        case Comparison::Greater:
            return !isNull(value) && order() > 0;
        case Comparison::GreaterOrEqual:
            return !isNull(value) && order() >= 0;
        case Comparison::Less:
            return !isNull(value) && order() < 0;
        case Comparison::LessOrEqual:
            return !isNull(value) && order() <= 0;
        case Comparison::Contains:
            return !isNull(value) && valueText(value).contains(text());
        case Comparison::NotContains:
            return isNull(value) || !valueText(value).contains(text());
        case Comparison::BeginsWith:
            return !isNull(value) && valueText(value).startsWith(text());
        case Comparison::Between:
            return !isNull(value) && order() >= 0 && compareValues(value, operands[1]) <= 0;
        case Comparison::IsNull:
            return isNull(value) == (operands.front() == Value(true));
        }
        return false;
    }

    Schema m_schema;
    std::vector<Table> m_tables;
};

} // namespace relata
