#include "commands.h"

#include "answer.h"
#include "engine/engine.h"
#include "migrating.h"
#include "runner.h"
#include "schema/schemajson.h"
#include "schema/sdl.h"
#include "sources.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cstdio>
#include <fstream>
#include <iostream>

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

/// On standard error, so that a script on standard output stays one.
void sayNotice(const QString &notice)
{
    const QByteArray line = notice.simplified().toUtf8() + '\n';
    std::fputs(line.constData(), stderr);
}

Done create(const Options &options, Output &output)
{
    const auto url = DatabaseUrl::parse(options.database);
    if (!url)
        return tl::unexpected(url.error());
    const auto schema = readSchema(options.schemaFile);
    if (!schema)
        return tl::unexpected(schema.error());
    if (auto done = Engine::create(*url, *schema); !done)
        return done;
    output.writeLine(u"Made %1: %2 models, %3 relationships."_s.arg(url->path, QString::number(schema->models.size()),
                                                                    QString::number(schema->relationships.size())));
    for (const QString &notice : schema->notices)
        output.writeLine(notice);
    return {};
}

Done describe(const Options &options, Output &output)
{
    const auto engine = openEngine(options, Access::ReadOnly);
    if (!engine)
        return tl::unexpected(engine.error());
    const Schema &schema = (*engine)->schema();
    switch (options.format) {
    case SchemaFormat::Json:
        output.write(QJsonDocument(schemajson::describe(schema)).toJson());
        break;
    case SchemaFormat::Graphql:
        output.write(sdl::write(schema).toUtf8());
        break;
    case SchemaFormat::Sql: {
        const auto script = (*engine)->schemaScript(options.dialect);
        if (!script)
            return tl::unexpected(script.error());
        for (const QString &notice : script->notices)
            sayNotice(notice);
        output.write(script->text.toUtf8());
        break;
    }
    }
    return {};
}

Done run(const Options &options, Output &output)
{
    std::ifstream file;
    if (!options.script.isEmpty()) {
        if (QFileInfo(options.script).isDir())
            return failure(ErrorCode::Io, u"%1 is a folder, not a script."_s.arg(options.script));
        file.open(QFile::encodeName(options.script).toStdString(), std::ios::binary);
        if (!file)
            return failure(ErrorCode::Io, u"The script %1 cannot be read: is it there?"_s.arg(options.script));
    }
    const auto engine = openEngine(options, Access::ReadWrite);
    if (!engine)
        return tl::unexpected(engine.error());
    std::istream &script = options.script.isEmpty() ? std::cin : file;
    return runScript(**engine, script, output, options.onFailure);
}

Done check(const Options &options, Output &output)
{
    const auto engine = openEngine(options, Access::ReadOnly);
    if (!engine)
        return tl::unexpected(engine.error());
    qint64 found = 0;
    auto done = (*engine)->check([&](const QString &violation) {
        ++found;
        output.writeLine(violation.simplified());
    });
    if (!done)
        return done;
    if (found > 0) {
        return failure(ErrorCode::InvalidValue,
                       found == 1 ? u"1 problem was found."_s
                                  : u"%1 problems were found."_s.arg(QString::number(found)));
    }
    output.writeLine(u"All is well."_s);
    return {};
}

Done dispatch(const Options &options, Output &output)
{
    switch (options.command) {
    case Command::Create:
        return create(options, output);
    case Command::Schema:
        return describe(options, output);
    case Command::Run:
        return run(options, output);
    case Command::Check:
        return check(options, output);
    case Command::Migrate:
        return migrate(options, output);
    case Command::NotYet:
        return failure(ErrorCode::Unsupported, u"%1 is not available in this version of Relata."_s.arg(options.name));
    case Command::Help:
        output.write(usage().toUtf8());
        return {};
    case Command::Version:
        output.writeLine(u"relata-cli " RELATA_VERSION ""_s);
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

int execute(const Options &options)
{
    std::ios::sync_with_stdio(false); // std::cin then hands over a line as soon as it has come
    Output output(stdout);
    auto done = dispatch(options, output);
    output.flush();
    if (done && output.hasFailed())
        done = failure(ErrorCode::Io, u"The output cannot be written: is the disk full?"_s);
    if (done)
        return 0;
    const QByteArray line = "relata-cli: " + done.error().message.simplified().toUtf8() + '\n';
    std::fputs(line.constData(), stderr);
    return 1;
}

} // namespace relata::cli
