#include "engine/reader.h"

#include "data/instancelabel.h"
#include "sql/selectbuilder.h"
#include "store/valuebinding.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostCounted = 1001; // "1000+": beyond that nobody counts links by eye
constexpr std::size_t batch = 400;

bool anyNull(const Values &values)
{
    return std::ranges::any_of(values, [](const Value &value) { return isNull(value); });
}

} // namespace

Values Reader::typed(ModelId model, Values raw) const
{
    const std::vector<Field> &fields = m_schema.model(model).fields;
    for (std::size_t i = 0; i < fields.size(); ++i)
        raw[i] = valuebinding::typed(fields[i], std::move(raw[i]));
    return raw;
}

Values Reader::pick(const Values &values, const std::vector<FieldId> &fields) const
{
    Values result;
    result.reserve(fields.size());
    for (const FieldId field : fields)
        result.push_back(values[field.index()]);
    return result;
}

Key Reader::keyOf(ModelId model, const Values &values) const { return pick(values, m_schema.model(model).key); }

Done Reader::needsKey(ModelId model) const
{
    const Model &m = m_schema.model(model);
    if (!m.key.empty())
        return {};
    return failure(
        ErrorCode::Unsupported,
        u"%1 has no key, so a single instance of it cannot be named. It can be read as a whole."_s.arg(m.name));
}

Row Reader::toRow(const Query &query, Values raw) const
{
    const select::Layout layout = select::layout(m_schema, query);
    Row row;
    std::size_t next = layout.fields;
    for (const FieldId field : layout.cut) {
        if (const auto *length = std::get_if<qint64>(&raw[next]))
            row.cuts.push_back({field, *length});
        ++next;
    }
    Values whole(std::make_move_iterator(raw.begin() + static_cast<std::ptrdiff_t>(next)),
                 std::make_move_iterator(raw.end()));
    raw.resize(layout.fields);
    row.values = typed(query.model, std::move(raw));
    std::size_t nextWhole = 0;
    for (const Sort &sort : query.sort) {
        const bool cut = std::ranges::find(layout.wholeSort, sort.field) != layout.wholeSort.end();
        row.sortValues.push_back(cut ? std::move(whole[nextWhole++]) : row.values[sort.field.index()]);
    }
    row.key = keyOf(query.model, row.values);
    return row;
}

Result<RowWindow> Reader::fetch(const Query &query)
{
    RowWindow window;
    const Done read = m_connection.each(select::rows(m_schema, Dialect::sqlite(), query), [&](const Values &raw) {
        window.rows.push_back(toRow(query, raw));
        return Connection::More::Yes;
    });
    if (!read)
        return tl::unexpected(read.error());
    if (query.backward)
        std::ranges::reverse(window.rows);
    for (Row &row : window.rows) {
        if (query.labels)
            row.label = labelOf(query.model, row.values);
        if (Done linked = addLinks(query, row); !linked)
            return tl::unexpected(linked.error());
    }
    return window;
}

Done Reader::each(const Query &query, const std::function<Connection::More(const Row &)> &visit)
{
    return m_connection.each(select::rows(m_schema, Dialect::sqlite(), query),
                             [&](const Values &raw) { return visit(toRow(query, raw)); });
}

Result<qint64> Reader::count(const Query &query, qint64 atMost)
{
    const auto rows = m_connection.select(select::count(m_schema, Dialect::sqlite(), query, atMost));
    if (!rows)
        return tl::unexpected(rows.error());
    return std::get<qint64>(rows->front().front());
}

Result<qint64> Reader::countBefore(const Query &query, const Position &place)
{
    const auto rows = m_connection.select(select::countBefore(m_schema, Dialect::sqlite(), query, place));
    if (!rows)
        return tl::unexpected(rows.error());
    return std::get<qint64>(rows->front().front());
}

Result<bool> Reader::contains(const Query &query, const Key &key)
{
    const auto rows = m_connection.select(select::contains(m_schema, Dialect::sqlite(), query, key));
    if (!rows)
        return tl::unexpected(rows.error());
    return !rows->empty();
}

Result<std::optional<Values>> Reader::values(ModelId model, const Key &key)
{
    if (Done keyed = needsKey(model); !keyed)
        return tl::unexpected(keyed.error());
    const auto rows =
        m_connection.select(select::rowsWhere(m_schema, Dialect::sqlite(), model, m_schema.model(model).key, {key}));
    if (!rows)
        return tl::unexpected(rows.error());
    if (rows->empty())
        return std::optional<Values>();
    return std::optional<Values>(typed(model, rows->front()));
}

Done Reader::eachWhere(ModelId model, const std::vector<FieldId> &fields, const std::vector<Values> &tuples,
                       const std::function<void(Values)> &visit)
{
    const auto statement = [&](const std::vector<Values> &part) {
        return select::rowsWhere(m_schema, Dialect::sqlite(), model, fields, part);
    };
    return eachInBatches(model, tuples, statement, visit);
}

Done Reader::eachReferring(ReferenceId reference, const std::vector<Values> &tuples,
                           const std::function<void(Values)> &visit)
{
    const auto statement = [&](const std::vector<Values> &part) {
        return select::referring(m_schema, Dialect::sqlite(), reference, part);
    };
    return eachInBatches(m_schema.reference(reference).from, tuples, statement, visit);
}

Done Reader::eachInBatches(ModelId model, const std::vector<Values> &tuples,
                           const std::function<Statement(const std::vector<Values> &)> &statement,
                           const std::function<void(Values)> &visit)
{
    std::vector<Values> part;
    const auto ask = [&]() -> Done {
        if (part.empty())
            return {};
        const Statement asked = statement(part);
        part.clear();
        return m_connection.each(asked, [&](const Values &raw) {
            visit(typed(model, raw));
            return Connection::More::Yes;
        });
    };
    for (const Values &tuple : tuples) {
        if (!anyNull(tuple))
            part.push_back(tuple);
        if (part.size() == batch)
            if (Done asked = ask(); !asked)
                return asked;
    }
    return ask();
}

Result<bool> Reader::leadsTo(ReferenceId id, const Values &from, const Values &to)
{
    const Reference &reference = m_schema.reference(id);
    const Values named = pick(to, reference.referenced);
    if (pick(from, reference.columns) == named)
        return true;
    if (reference.collations.empty())
        return false;
    const Key key = keyOf(reference.from, from);
    bool leads = false;
    Done read =
        eachReferring(id, {named}, [&](const Values &row) { leads = leads || keyOf(reference.from, row) == key; });
    if (!read)
        return tl::unexpected(read.error());
    return leads;
}

Result<std::vector<Key>> Reader::relatedKeys(EndId end, const Key &key)
{
    const ModelId other = m_schema.end(end).other;
    if (Done keyed = needsKey(other); !keyed)
        return tl::unexpected(keyed.error());
    const std::vector<FieldId> &fields = m_schema.model(other).key;
    const auto rows = m_connection.select(select::related(m_schema, Dialect::sqlite(), {end, key}, fields, 0));
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Key> keys;
    for (const Values &row : *rows) {
        Key found;
        for (std::size_t i = 0; i < fields.size(); ++i)
            found.push_back(valuebinding::typed(m_schema.field(other, fields[i]), row[i]));
        keys.push_back(std::move(found));
    }
    return keys;
}

QString Reader::labelOf(ModelId model, const Values &values)
{
    const Model &m = m_schema.model(model);
    if (auto label = instanceLabel(m, values))
        return std::move(*label);
    if (!m.join)
        return keyText(keyOf(model, values));
    QStringList ends;
    for (const ReferenceId reference : m_schema.referencesFrom(model)) {
        const End &end = m_schema.end(m_schema.keyEnd(reference));
        if (!end.relationship.isValid() || m_schema.relationship(end.relationship).through != model)
            continue;
        const auto found = target(m_schema.keyEnd(reference), values);
        ends << (found ? found->label : keyText(pick(values, m_schema.reference(reference).columns)));
    }
    return ends.join(u" – "_s);
}

Result<QString> Reader::label(ModelId model, const Key &key)
{
    const auto found = values(model, key);
    if (!found)
        return tl::unexpected(found.error());
    return *found ? labelOf(model, **found) : keyText(key);
}

/// The instance that a to-one end's stored key leads to; marked missing where there is none.
Result<InstanceRef> Reader::target(EndId id, const Values &values)
{
    const End &end = m_schema.end(id);
    const Reference &reference = m_schema.reference(end.reference);
    const Values stored = pick(values, reference.columns);
    InstanceRef result{end.other, stored, keyText(stored), true};
    std::optional<Values> row;
    // Its label is wanted, not its ten megabytes.
    const auto beginnings = [&](const std::vector<Values> &tuples) {
        return select::rowsWhere(m_schema, Dialect::sqlite(), end.other, reference.referenced, tuples,
                                 longestLabel + 1);
    };
    Done read = eachInBatches(end.other, {stored}, beginnings, [&](Values found) { row = std::move(found); });
    if (!read)
        return tl::unexpected(read.error());
    if (row) {
        result.key = keyOf(end.other, *row);
        // A join model's label asks for its ends' labels; joins of joins end there.
        result.label = m_schema.model(end.other).join ? keyText(result.key) : labelOf(end.other, *row);
        result.missing = false;
    }
    return result;
}

Result<Links> Reader::linksOf(const Query::Source &source, int most)
{
    const ModelId other = m_schema.end(source.end).other;
    const Model &model = m_schema.model(other);
    Links links;
    // Whole rows are not needed: the key, and what the label is made of.
    std::vector<FieldId> fields = model.key;
    const bool joinLabel = model.join || model.key.empty();
    const std::vector<LabelPart> parts = model.labelParts();
    for (const LabelPart &part : parts)
        if (part.field.isValid())
            fields.push_back(part.field);
    const auto rows = m_connection.select(select::related(m_schema, Dialect::sqlite(), source, fields, most + 1));
    if (!rows)
        return tl::unexpected(rows.error());
    for (const Values &row : *rows) {
        if (static_cast<int>(links.first.size()) == most)
            break;
        InstanceRef ref{other, {}, {}, false};
        for (std::size_t i = 0; i < model.key.size(); ++i)
            ref.key.push_back(valuebinding::typed(model.field(model.key[i]), row[i]));
        Values labelled(model.fields.size());
        for (std::size_t i = model.key.size(); i < fields.size(); ++i)
            labelled[fields[i].index()] = row[i];
        if (auto known = instanceLabel(model, labelled))
            ref.label = std::move(*known);
        else if (joinLabel && !model.key.empty())
            ref.label = label(other, ref.key).value_or(keyText(ref.key));
        else
            ref.label = keyText(ref.key);
        links.first.push_back(std::move(ref));
    }
    links.count = static_cast<qint64>(rows->size());
    if (links.count > most) {
        Query all;
        all.model = other;
        all.relatedTo = source;
        const auto counted = count(all, mostCounted);
        if (!counted)
            return tl::unexpected(counted.error());
        links.count = *counted;
    }
    return links;
}

Done Reader::addLinks(const Query &query, Row &row)
{
    for (const EndId id : query.ends) {
        const End &end = m_schema.end(id);
        Links links;
        if (end.holdsKey()) {
            if (!anyNull(pick(row.values, m_schema.reference(end.reference).columns))) {
                auto found = target(id, row.values);
                if (!found)
                    return tl::unexpected(found.error());
                links.first.push_back(std::move(*found));
                links.count = 1;
            }
        } else if (!row.key.empty()) {
            auto found = linksOf({id, row.key}, query.linksPerEnd);
            if (!found)
                return tl::unexpected(found.error());
            links = std::move(*found);
        }
        row.links.push_back(std::move(links));
    }
    return {};
}

} // namespace relata
