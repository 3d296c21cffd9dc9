#include "views/opener.h"

#include "schema/sdl.h"
#include "session/session.h"
#include "views/sample.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

Result<Schema> openerSchema(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly)) {
        return failure(ErrorCode::Io, Opener::tr("The schema file %1 could not be read. Nothing was made.").arg(file),
                       source.errorString());
    }
    auto schema = sdl::read(QString::fromUtf8(source.readAll()));
    if (!schema) {
        const Error &e = schema.error();
        return failure(e.code, Opener::tr("%1: %2").arg(QFileInfo(file).fileName(), e.message), e.detail);
    }
    return schema;
}

} // namespace

Opener::Opener(QObject *parent) : QObject(parent) {}

Opener::~Opener() = default;

void Opener::open(const QString &file, Access access)
{
    const auto url = DatabaseUrl::parse(file);
    if (!url)
        return fail(url.error(), file, access);
    Q_EMIT progress(tr("Opening %1").arg(url->fileName()));
    openSession(*url, access, this,
                [this, file, access, ticket = ++m_ticket](const Result<std::shared_ptr<Session>> &session) {
                    if (ticket != m_ticket)
                        return;
                    if (!session)
                        return fail(session.error(), file, access);
                    Q_EMIT progress({});
                    Q_EMIT opened(*session);
                });
}

void Opener::create(const QString &file, const QString &schemaFile)
{
    const auto schema = openerSchema(schemaFile);
    if (!schema)
        return fail(schema.error(), {}, Access::ReadWrite);
    create(file, *schema);
}

void Opener::create(const QString &file, const Schema &schema)
{
    const auto url = DatabaseUrl::parse(file);
    if (!url)
        return fail(url.error(), {}, Access::ReadWrite);
    Q_EMIT progress(tr("Making %1").arg(url->fileName()));
    createDatabase(*url, schema, this, [this, ticket = ++m_ticket](const Result<DatabaseUrl> &made) {
        if (ticket != m_ticket)
            return;
        if (!made)
            return fail(made.error(), {}, Access::ReadWrite);
        open(made->path);
    });
}

void Opener::openSample()
{
    auto folder = std::make_unique<QTemporaryDir>();
    if (!folder->isValid()) {
        const QString words = tr("There is no place for the sample: the folder for temporary files cannot be written.");
        return fail({ErrorCode::Io, words, folder->errorString()}, {}, Access::ReadWrite);
    }
    const QString path = folder->filePath(u"blog.relata"_s);
    m_samples.push_back(std::move(folder));
    Q_EMIT progress(tr("Making the sample blog"));
    sample::make(path, this, [this, ticket = ++m_ticket](const Result<DatabaseUrl> &made) {
        if (ticket != m_ticket)
            return;
        if (!made)
            return fail(made.error(), {}, Access::ReadWrite);
        open(made->path);
    });
}

bool Opener::isSample(const QString &path) const
{
    return std::any_of(m_samples.begin(), m_samples.end(),
                       [&](const auto &folder) { return path.startsWith(folder->path()); });
}

void Opener::cancel()
{
    ++m_ticket;
    Q_EMIT progress({});
}

void Opener::fail(const Error &error, const QString &file, Access access)
{
    Q_EMIT progress({});
    Q_EMIT failed(error, file, access);
}

} // namespace relata
