#include "sources.h"

#include "schema/sdl.h"

#include <QFile>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

Result<QString> readText(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorCode::Io, u"%1 cannot be read: %2."_s.arg(path, file.errorString()));
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decode(file.readAll());
    if (decode.hasError())
        return failure(ErrorCode::Syntax, u"%1 is no UTF-8 text."_s.arg(path));
    return text;
}

} // namespace

Result<std::unique_ptr<Engine>> openEngine(const Options &options, Access access)
{
    return DatabaseUrl::parse(options.database).and_then([access](const DatabaseUrl &url) {
        return Engine::open(url, access);
    });
}

Result<Schema> readSchema(const QString &path)
{
    const auto text = readText(path);
    if (!text)
        return tl::unexpected(text.error());
    return sdl::read(*text).map_error([&path](Error error) {
        error.message = path % u": " % error.message;
        return error;
    });
}

} // namespace relata::cli
