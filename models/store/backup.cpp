#include "store/backup.h"

#include "store/sqlerrors.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QStorageInfo>

namespace relata::backup {

using namespace Qt::StringLiterals;

namespace {

QString sizeText(qint64 bytes)
{
    return QLocale(QLocale::English).formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString freePath(const QFileInfo &database)
{
    const QString start = database.absolutePath() % u'/' % database.completeBaseName() % u".backup-"_s
        % QDateTime::currentDateTime().toString(u"yyyyMMdd-HHmmss"_s);
    QString path = start % u".sqlite"_s;
    for (int count = 2; QFileInfo::exists(path); ++count)
        path = start % u'-' % QString::number(count) % u".sqlite"_s;
    return path;
}

} // namespace

qint64 sizeOf(Connection &connection)
{
    const auto rows =
        connection.select({u"SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"_s, {}});
    const auto *bytes = rows && !rows->empty() ? std::get_if<qint64>(&rows->front().front()) : nullptr;
    return bytes ? *bytes : 0;
}

Error withSpace(Error error, const QString &folder, const QString &what, qint64 bytes)
{
    if (!concernsDisk(error))
        return error;
    error.message += u" In %1, %2 needs about %3; %4 are free there."_s.arg(
        folder, what, sizeText(bytes), sizeText(QStorageInfo(folder).bytesAvailable()));
    return error;
}

Result<QString> make(const Connection &connection)
{
    const QString path = freePath(QFileInfo(connection.url().path));
    const QString part = path % u".part"_s;
    qint64 bytes = 0;
    const Done copied = [&]() -> Done {
        const auto other = Connection::open(connection.url(), Access::ReadOnly);
        if (!other)
            return tl::unexpected(other.error());
        bytes = sizeOf(**other);
        if (Done done = (*other)->copyTo(part); !done)
            return done;
        if (QFile file(part); !file.rename(path)) {
            const QString why = file.errorString();
            file.remove();
            return failure(ErrorCode::Io, path % u" cannot be made."_s, why);
        }
        return {};
    }();
    if (copied)
        return path;
    Error error = withSpace(copied.error(), QFileInfo(path).absolutePath(), u"the backup"_s, bytes);
    const bool said = error.message.contains(u"nothing was changed"_s);
    error.message =
        (said ? u"The backup could not be made. "_s : u"The backup could not be made, so nothing was changed. "_s)
        % error.message;
    return tl::unexpected(error);
}

} // namespace relata::backup
