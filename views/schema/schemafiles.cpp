#include "views/schema/schemafiles.h"
#include "views/parts/wholefile.h"

#include "schema/sdl.h"

#include <QCoreApplication>
#include <QFile>
#include <QWidget>

namespace relata::schemafiles {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SchemaFiles)
};

Result<Schema> readSdl(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, Words::tr("%1 could not be read. %2").arg(path, file.errorString()));
    auto schema = sdl::read(QString::fromUtf8(file.readAll()));
    if (!schema)
        schema.error().message = Words::tr("Nothing was imported. %1").arg(schema.error().message);
    return schema;
}

} // namespace

void openSdl(QWidget *parent, Prompts &prompts, std::function<void(Result<Schema>)> done)
{
    prompts.openFile(parent, Words::tr("Import a schema"),
                     Words::tr("GraphQL schemas (*.graphql *.graphqls *.gql);;All files (*)"),
                     [done = std::move(done)](const QString &path) { done(readSdl(path)); });
}

void askTarget(QWidget *parent, Prompts &prompts, const QString &name, std::function<void(const QString &path)> done)
{
    prompts.saveFile(parent, Words::tr("Export the schema"), Words::tr("All files (*)"), name, std::move(done));
}

void saveText(QWidget *parent, Prompts &prompts, const QString &name, const QString &text,
              std::function<void(const Result<QString> &path)> done)
{
    askTarget(parent, prompts, name, [text, done = std::move(done)](const QString &path) {
        done(writeWholeFile(path, text.toUtf8()).map([&path] { return path; }));
    });
}

} // namespace relata::schemafiles
