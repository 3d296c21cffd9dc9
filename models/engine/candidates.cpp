#include "engine/engine.h"
#include "engine/reader.h"
#include "sql/selectbuilder.h"
#include "store/valuebinding.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 mostCandidates = 50;
constexpr std::size_t mostDetails = 2;

/// Fields that help to tell two instances of one label apart: short, visible, not the label itself and not the key,
/// which stands beside it.
std::vector<FieldId> detailFields(const Model &model)
{
    std::vector<FieldId> fields;
    for (std::size_t i = 0; i < model.fields.size() && fields.size() < mostDetails; ++i) {
        const FieldId id(static_cast<int>(i));
        const Field &field = model.fields[i];
        if (!field.hidden && !model.isInLabel(id) && field.origin == FieldOrigin::User && !field.type.isStructured()
            && !field.type.isScalar(ScalarType::Binary) && !field.type.isScalar(ScalarType::Json) && !model.isKey(id))
            fields.push_back(id);
    }
    return fields;
}

} // namespace

Result<std::vector<Engine::Candidate>> Engine::candidates(EndId endId, const Key &key, const QString &text)
{
    const End &end = m_schema.end(endId);
    const Model &model = m_schema.model(end.other);
    if (model.key.empty())
        return failure(ErrorCode::Unsupported, u"%1 has no key, so its instances cannot be linked."_s.arg(model.name));
    Reader reader(*m_connection, m_schema);
    const std::vector<FieldId> details = detailFields(model);

    std::vector<Candidate> result;
    const auto rows =
        m_connection->select(select::candidates(m_schema, Dialect::sqlite(), endId, key, text, mostCandidates));
    if (!rows)
        return tl::unexpected(rows.error());
    for (const Values &raw : *rows) {
        Values values(raw.begin(), raw.begin() + static_cast<std::ptrdiff_t>(model.fields.size()));
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = valuebinding::typed(model.fields[i], std::move(values[i]));
        Candidate candidate;
        candidate.instance = {end.other, reader.keyOf(end.other, values), reader.labelOf(end.other, values), false};
        candidate.linked = raw[model.fields.size()] == Value(qint64(1));
        for (const FieldId field : details)
            if (!isNull(values[field.index()]))
                candidate.details << valueText(values[field.index()]).left(120);
        const Reference &reference = m_schema.reference(end.reference);
        if (end.holdsKey() && reference.unique && !candidate.linked) {
            // Who has it now: at most one row, found by its unique key.
            Done read = reader.eachReferring(
                end.reference, {reader.pick(values, reference.referenced)}, [&](const Values &row) {
                    candidate.holder = InstanceRef{reference.from, reader.keyOf(reference.from, row),
                                                   reader.labelOf(reference.from, row), false};
                });
            if (!read)
                return tl::unexpected(read.error());
        }
        result.push_back(std::move(candidate));
    }
    return result;
}

} // namespace relata
