#include "data/json.h"
#include "engine/engine.h"
#include "engine/reader.h"
#include "schema/types.h"
#include "sql/selectbuilder.h"
#include "store/valuebinding.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

using Report = std::function<void(const QString &)>;

/// One pass over each part of the database, by reading only; nothing is kept.
class Checker
{
public:
    Checker(Connection &connection, const Schema &schema, const Report &report)
        : m_connection(connection), m_schema(schema), m_report(report)
    {}

    Done references();
    Done repetitions();
    Done values();

private:
    /// The sentence's %1 is the model, %2 the values, %3 the number, %4 the name of what repeats.
    Done repeated(ModelId model, const std::vector<FieldId> &fields, const QString &sentence, const QString &what);
    [[nodiscard]] QString name(ModelId model, const Values &values) const;
    [[nodiscard]] Values typed(ModelId model, Values raw) const;

    Connection &m_connection;
    const Schema &m_schema;
    const Report &m_report;
};

Values Checker::typed(ModelId model, Values raw) const
{
    const std::vector<Field> &fields = m_schema.model(model).fields;
    for (std::size_t i = 0; i < fields.size(); ++i)
        raw[i] = valuebinding::typed(fields[i], std::move(raw[i]));
    return raw;
}

QString Checker::name(ModelId id, const Values &values) const
{
    const Model &model = m_schema.model(id);
    Key key;
    for (const FieldId field : model.key)
        key.push_back(values[field.index()]);
    return key.empty() ? model.name : QString(model.name % u' ' % keyText(key));
}

Done Checker::references()
{
    for (std::size_t r = 0; r < m_schema.references.size(); ++r) {
        const ReferenceId id(static_cast<int>(r));
        const Reference &reference = m_schema.references[r];
        const QString end = m_schema.end(m_schema.keyEnd(id)).name;
        Done read = m_connection.each(select::dangling(m_schema, Dialect::sqlite(), id), [&](const Values &raw) {
            Values held;
            for (const FieldId column : reference.columns)
                held.push_back(raw[column.index()]);
            m_report(u"%1: %2 leads to %3 %4, which does not exist."_s.arg(
                name(reference.from, typed(reference.from, raw)), end, m_schema.model(reference.to).name,
                keyText(held)));
            return Connection::More::Yes;
        });
        if (!read)
            return read;
    }
    return {};
}

Done Checker::repeated(ModelId model, const std::vector<FieldId> &fields, const QString &sentence, const QString &what)
{
    return m_connection.each(select::repeated(m_schema, Dialect::sqlite(), model, fields), [&](const Values &row) {
        const Values held(row.begin(), row.end() - 1);
        m_report(sentence.arg(m_schema.model(model).name, keyText(held), valueText(row.back()), what));
        return Connection::More::Yes;
    });
}

Done Checker::repetitions()
{
    for (std::size_t r = 0; r < m_schema.references.size(); ++r) {
        const Reference &reference = m_schema.references[r];
        if (!reference.unique)
            continue;
        const QString end = m_schema.end(m_schema.keyEnd(ReferenceId(static_cast<int>(r)))).name;
        if (Done done = repeated(reference.from, reference.columns,
                                 u"%3 instances of %1 have the same %4 %2, but only one may."_s, end);
            !done)
            return done;
    }
    for (std::size_t m = 0; m < m_schema.models.size(); ++m) {
        const Model &model = m_schema.models[m];
        const ModelId id(static_cast<int>(m));
        if (model.view)
            continue;
        for (std::size_t f = 0; f < model.fields.size(); ++f)
            if (model.fields[f].unique)
                if (Done done =
                        repeated(id, {FieldId(static_cast<int>(f))},
                                 u"%3 instances of %1 have the same %4 %2, but it is unique."_s, model.fields[f].name);
                    !done)
                    return done;
        for (const Index &index : model.indexes)
            if (index.unique)
                if (Done done = repeated(id, index.fields,
                                         u"%3 instances of %1 share %2 (%4), which only one may have."_s, index.name);
                    !done)
                    return done;
    }
    return {};
}

Done Checker::values()
{
    for (std::size_t m = 0; m < m_schema.models.size(); ++m) {
        const Model &model = m_schema.models[m];
        if (model.view)
            continue;
        Query query;
        query.model = ModelId(static_cast<int>(m));
        Done read = m_connection.each(select::rows(m_schema, Dialect::sqlite(), query), [&](const Values &raw) {
            const Values values = typed(query.model, raw);
            for (std::size_t f = 0; f < model.fields.size(); ++f) {
                const Field &field = model.fields[f];
                if (isNull(values[f])) {
                    if (field.required)
                        m_report(u"%1: %2 is required and is empty."_s.arg(name(query.model, values), field.name));
                    continue;
                }
                if (field.anyType || field.origin == FieldOrigin::Rowid)
                    continue;
                if (const Done fits = types::check(m_schema, field, json::fromValue(field, values[f])); !fits)
                    m_report(u"%1: %2"_s.arg(name(query.model, values), fits.error().message));
            }
            return Connection::More::Yes;
        });
        if (!read)
            return read;
    }
    return {};
}

} // namespace

Done Engine::check(const std::function<void(const QString &)> &report)
{
    Checker checker(*m_connection, m_schema, report);
    if (Done done = checker.references(); !done)
        return done;
    if (Done done = checker.repetitions(); !done)
        return done;
    return checker.values();
}

} // namespace relata
