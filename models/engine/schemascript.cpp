#include "engine/engine.h"
#include "schema/findings.h"
#include "sql/ddlbuilder.h"
#include "store/introspector.h"
#include "store/leftout.h"

#include <algorithm>

// The schema as SQL, for other databases.
namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// A draft may be anything; what is wrong with it would be an error of the database that runs the script.
Done canBeMade(const Schema &draft)
{
    const std::vector<Finding> all = findings(draft);
    const auto error = std::find_if(
        all.begin(), all.end(), [](const Finding &finding) { return finding.severity == Finding::Severity::Error; });
    if (error == all.end())
        return {};
    return failure(ErrorCode::InvalidValue,
                   u"No database could have this schema: %1 Mend that first."_s.arg(error->sentence));
}

} // namespace

Result<SchemaScript> Engine::schemaScript(SqlDialect dialect, const Schema *draft)
{
    if (draft && *draft != m_schema)
        if (auto done = canBeMade(*draft); !done)
            return tl::unexpected(done.error());
    const bool asItIs = !draft || ddl::create(*draft, Dialect::sqlite()) == ddl::create(m_schema, Dialect::sqlite());
    if (asItIs && dialect == SqlDialect::Sqlite) {
        // What others declared is kept to the letter: triggers, views, clauses that a schema does not hold.
        if (m_own)
            return SchemaScript{ddl::script(m_schema, Dialect::sqlite()).text, {}};
        return declaredSql(*m_connection).map([](const QString &text) { return SchemaScript{text, {}}; });
    }
    const Schema &schema = draft ? *draft : m_schema;
    return leftOut(*m_connection, schema).map([&](const QStringList &sentences) {
        return ddl::script(schema, TableDialect::of(dialect), schema.notices + sentences);
    });
}

Result<SchemaScript> Engine::schemaScriptOf(const Schema &draft, SqlDialect dialect)
{
    return canBeMade(draft).map([&] { return ddl::script(draft, TableDialect::of(dialect), draft.notices); });
}

} // namespace relata
