#include "views/schema/schemafiles.h"

#include "schema/sdl.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QWidget>

namespace relata::schemafiles {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SchemaFiles)
};

Error fileError(const QString &sentence) { return Error{ErrorCode::Io, sentence, {}}; }

Result<Schema> readSdl(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(fileError(Words::tr("%1 could not be read. %2").arg(path, file.errorString())));
    auto schema = sdl::read(QString::fromUtf8(file.readAll()));
    if (!schema)
        schema.error().message = Words::tr("Nothing was imported. %1").arg(schema.error().message);
    return schema;
}

Result<QString> write(const QString &path, const QString &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit())
        return tl::unexpected(fileError(Words::tr("%1 could not be written. %2").arg(path, file.errorString())));
    return path;
}

} // namespace

void openSdl(QWidget *parent, Prompts &prompts, std::function<void(Result<Schema>)> done)
{
    prompts.openFile(parent, Words::tr("Import a schema"),
                     Words::tr("GraphQL schemas (*.graphql *.graphqls *.gql);;All files (*)"),
                     [done = std::move(done)](const QString &path) { done(readSdl(path)); });
}

void saveText(QWidget *parent, Prompts &prompts, const QString &name, const QString &text,
              std::function<void(const Result<QString> &path)> done)
{
    prompts.saveFile(parent, Words::tr("Export the schema"), Words::tr("All files (*)"), name,
                     [text, done = std::move(done)](const QString &path) { done(write(path, text)); });
}

} // namespace relata::schemafiles
