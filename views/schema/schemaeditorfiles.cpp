#include "views/schema/schemaeditorprivate.h"

#include "schema/sdl.h"
#include "views/parts/messagestrip.h"
#include "views/parts/wholefile.h"
#include "views/schema/schemafiles.h"

// The schema from files and to files.
namespace relata {

using namespace Qt::StringLiterals;

namespace {

QString endingOf(SqlDialect dialect)
{
    switch (dialect) {
    case SqlDialect::Sqlite:
        return u".sql"_s;
    case SqlDialect::Postgres:
        return u".postgresql.sql"_s;
    case SqlDialect::Mariadb:
        return u".mariadb.sql"_s;
    }
    Q_UNREACHABLE();
}

} // namespace

void SchemaEditor::Private::importSdl()
{
    schemafiles::openSdl(q, prompts, [this](Result<Schema> schema) {
        if (schema)
            work.replace(std::move(*schema), SchemaEditor::tr("Import a schema"));
        else
            strip->say(MessageStrip::Level::Error, schema.error().message);
    });
}

void SchemaEditor::Private::exportSdl()
{
    const QString name = databaseName().section(u'.', 0, 0) % u".graphql"_s;
    schemafiles::saveText(q, prompts, name, sdl::write(work.schema()),
                          [this](const Result<QString> &path) { sayExported(path, {}); });
}

void SchemaEditor::Private::exportSql(SqlDialect dialect)
{
    const QString name = databaseName().section(u'.', 0, 0) % endingOf(dialect);
    schemafiles::askTarget(q, prompts, name, [this, dialect](const QString &path) {
        const auto write = [this, path](const Result<SchemaScript> &script) {
            if (!script)
                return sayExported(tl::unexpected(script.error()), {});
            const Done written = writeWholeFile(path, script->text.toUtf8());
            sayExported(written.map([&path] { return path; }), script->notices);
        };
        const bool changed = work.isNew() || !work.differences().empty();
        if (session)
            session->schemaScript(dialect, changed ? std::optional(work.schema()) : std::nullopt, q, write);
        else
            writeSchemaScript(work.schema(), dialect, q, write);
    });
}

void SchemaEditor::Private::sayExported(const Result<QString> &path, const QStringList &notices)
{
    if (!path)
        return strip->say(MessageStrip::Level::Error, path.error().message);
    const QString done = SchemaEditor::tr("Exported to %1.").arg(*path);
    if (notices.isEmpty())
        return strip->say(MessageStrip::Level::Good, done);
    const QString rest = notices.size() == 1
        ? SchemaEditor::tr("One thing is otherwise there: %1").arg(notices.front())
        : SchemaEditor::tr("%1 things are otherwise there; the head of the file names them.").arg(notices.size());
    strip->say(MessageStrip::Level::Warning, done % u' ' % rest, {}, notices.join(u'\n'));
}

} // namespace relata
