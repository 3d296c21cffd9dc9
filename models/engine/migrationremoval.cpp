#include "engine/migrationremoval.h"

#include <algorithm>
#include <functional>

namespace relata {

using namespace Qt::StringLiterals;

MigrationRemoval::MigrationRemoval(Connection &connection, const Schema &schema)
    : m_connection(connection), m_schema(schema), m_sql(schema), m_followed(schema.references.size(), 0)
{}

MigrationRemoval::~MigrationRemoval() { (void)m_connection.script(m_sql.cleanup()); }

Done MigrationRemoval::start()
{
    std::fill(m_followed.begin(), m_followed.end(), 0);
    if (Done done = m_connection.script(m_sql.cleanup()); !done)
        return done;
    for (const QString &text : m_sql.tables())
        if (auto done = m_connection.run({text, {}}); !done)
            return tl::unexpected(done.error());
    for (std::size_t i = 0; i < m_schema.models.size(); ++i) {
        const ModelId model{int(i)};
        if (!m_sql.isKeyed(model))
            continue;
        if (auto done = m_connection.run({m_sql.view(model), {}}); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<qint64> MigrationRemoval::number(const Statement &statement)
{
    const auto rows = m_connection.select(statement);
    if (!rows)
        return tl::unexpected(rows.error());
    const auto *found = rows->empty() ? nullptr : std::get_if<qint64>(&rows->front().front());
    return found ? *found : 0;
}

/// Rows that cannot be named cannot be gathered; they stand in the way.
bool MigrationRemoval::goesAlong(ReferenceId id) const
{
    const Reference &reference = m_schema.reference(id);
    return reference.rule == DeleteRule::Cascade && m_sql.isKeyed(reference.from);
}

Result<qint64> MigrationRemoval::add(ModelId model, const QString &condition, int cause)
{
    const auto gathered = m_connection.run(m_sql.gather(model, u"temp."_s % viewName(model), condition, cause));
    if (!gathered)
        return gathered;
    // Each reference is followed from the rows that came since it was followed last, until none comes any more.
    for (bool more = *gathered > 0; more;) {
        more = false;
        const auto last = number(m_sql.last());
        if (!last)
            return last;
        for (std::size_t i = 0; i < m_schema.references.size(); ++i) {
            const ReferenceId reference{int(i)};
            if (m_followed[i] == *last)
                continue;
            const auto into = goesAlong(reference) ? RemovalSql::Into::Gone : RemovalSql::Into::Left;
            const auto found = m_connection.run(m_sql.follow(reference, into, m_followed[i], *last));
            if (!found)
                return found;
            m_followed[i] = *last;
            more = more || (*found > 0 && into == RemovalSql::Into::Gone);
        }
    }
    return gathered;
}

Result<bool> MigrationRemoval::isCleared(ReferenceId id)
{
    const Reference &reference = m_schema.reference(id);
    const Model &model = m_schema.model(reference.from);
    const bool inKey = std::any_of(reference.columns.begin(), reference.columns.end(),
                                   [&](FieldId column) { return model.isKey(column); });
    if (inKey || !m_sql.isKeyed(reference.from))
        return false;
    if (reference.rule != DeleteRule::SetDefault)
        return reference.rule == DeleteRule::Clear && m_schema.isClearable(id);
    const auto leads = number(m_sql.defaultLeads(id));
    if (!leads)
        return tl::unexpected(leads.error());
    return *leads != 0;
}

Result<std::vector<MigrationRemoval::Blocking>> MigrationRemoval::blocking()
{
    const auto rows = m_connection.select(m_sql.countLeft());
    if (!rows)
        return tl::unexpected(rows.error());
    std::vector<Blocking> result;
    for (const Values &row : *rows) {
        const ReferenceId reference{int(std::get<qint64>(row[1]))};
        const auto cleared = isCleared(reference);
        if (!cleared)
            return tl::unexpected(cleared.error());
        if (!*cleared)
            result.push_back({int(std::get<qint64>(row[0])), reference, std::get<qint64>(row[2])});
    }
    return result;
}

Result<std::map<int, MigrationRemoval::Effects>> MigrationRemoval::effects()
{
    std::map<int, Effects> result;
    const auto gone = m_connection.select(m_sql.countGone());
    if (!gone)
        return tl::unexpected(gone.error());
    for (const Values &row : *gone)
        result[int(std::get<qint64>(row[0]))].gone[ModelId(int(std::get<qint64>(row[1])))] = std::get<qint64>(row[2]);
    const auto left = m_connection.select(m_sql.countLeft());
    if (!left)
        return tl::unexpected(left.error());
    for (const Values &row : *left)
        result[int(std::get<qint64>(row[0]))].cleared[ReferenceId(int(std::get<qint64>(row[1])))] =
            std::get<qint64>(row[2]);
    return result;
}

/// As far as there is such an order; on a ring of models there is none.
std::vector<ModelId> MigrationRemoval::childrenFirst() const
{
    std::vector<ModelId> order;
    std::vector<bool> seen(m_schema.models.size(), false);
    const std::function<void(ModelId)> visit = [&](ModelId model) {
        if (seen[model.index()])
            return;
        seen[model.index()] = true;
        for (const ReferenceId reference : m_schema.referencesTo(model))
            visit(m_schema.reference(reference).from);
        order.push_back(model);
    };
    for (std::size_t i = 0; i < m_schema.models.size(); ++i)
        visit(ModelId(int(i)));
    return order;
}

Result<std::map<ModelId, qint64>> MigrationRemoval::run(const QString &now)
{
    const auto all = effects();
    if (!all)
        return tl::unexpected(all.error());
    std::map<ModelId, qint64> gone;
    std::map<ModelId, std::vector<ReferenceId>> cleared;
    for (const auto &[cause, effect] : *all) {
        for (const auto &[model, count] : effect.gone)
            gone[model] += count;
        for (const auto &[reference, count] : effect.cleared) {
            auto &list = cleared[m_schema.reference(reference).from];
            if (std::find(list.begin(), list.end(), reference) == list.end())
                list.push_back(reference);
        }
    }
    const auto touch = [&](ModelId model, const Statement &statement, qint64 expected, const QString &what) -> Done {
        const auto touched = m_connection.run(statement);
        if (!touched)
            return tl::unexpected(touched.error());
        if (*touched == expected)
            return {};
        return failure(
            ErrorCode::Conflict,
            u"%1 instances of %2 were %3 instead of %4, as was planned. A trigger of the database may have "
            "changed them, or several have the same key, in which a part is empty. It was taken back; nothing "
            "was changed."_s.arg(QString::number(*touched), m_schema.model(model).name, what,
                                 QString::number(expected)));
    };
    for (const auto &[model, references] : cleared) {
        const auto expected = number(m_sql.countCleared(model, references));
        if (!expected)
            return tl::unexpected(expected.error());
        if (Done done = touch(model, m_sql.clear(model, references, now), *expected, u"cleared"_s); !done)
            return tl::unexpected(done.error());
    }
    for (const ModelId model : childrenFirst())
        if (const auto found = gone.find(model); found != gone.end())
            if (Done done = touch(model, m_sql.remove(model), found->second, u"deleted"_s); !done)
                return tl::unexpected(done.error());
    return gone;
}

} // namespace relata
