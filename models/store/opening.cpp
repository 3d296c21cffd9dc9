#include "store/opening.h"

#include "store/sqlerrors.h"

#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

namespace relata::opening {

using namespace Qt::StringLiterals;

FileFacts factsOf(const QString &path)
{
    const QFileInfo file(path);
    const QFileInfo folder(file.absolutePath());
    return {file.exists(), file.isDir(), file.isReadable(), file.isWritable(), folder.isWritable(), file.size()};
}

Done mayOpen(const QString &path, const FileFacts &facts, Access access)
{
    if (!facts.exists)
        return failure(ErrorCode::Io,
                       u"There is no file "_s % path % u". Check the name, or make a new database there."_s);
    if (facts.isFolder)
        return failure(ErrorCode::Io, path % u" is a folder, not a database. Choose a file in it."_s);
    if (!facts.isReadable)
        return failure(ErrorCode::Io,
                       u"You are not allowed to read "_s % path
                           % u". Ask its owner for permission, or open another file."_s);
    // SQLite takes a file of one byte for an empty one, and would write over it.
    constexpr qint64 headerSize = 100;
    if (facts.size > 0 && facts.size < headerSize)
        return tl::unexpected(toError(path, access, SQLITE_NOTADB, {}, {}));
    if (access == Access::ReadOnly)
        return {};
    if (!facts.isWritable)
        return failure(ErrorCode::Io,
                       u"You are not allowed to change "_s % path
                           % u". Open it read-only, or ask its owner for permission."_s);
    if (!facts.isFolderWritable)
        return failure(ErrorCode::Io,
                       u"You are not allowed to write in the folder of "_s % path
                           % u", where SQLite keeps its journal. Open it read-only, or copy it to a "
                             "folder of yours."_s);
    return {};
}

Done makeFile(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return {};
    const QFileInfo info(path);
    if (info.exists() || info.isSymLink())
        return failure(ErrorCode::Io, path % u" exists already and was not touched. Choose another name."_s);
    if (!QFileInfo::exists(info.absolutePath()))
        return failure(ErrorCode::Io,
                       u"There is no folder "_s % info.absolutePath() % u". Make it first, or choose another."_s);
    return failure(ErrorCode::Io,
                   path
                       % u" cannot be made. Check that you may write in its folder and that the disk is "
                         "not full."_s,
                   file.errorString());
}

QString uri(const QString &path, Access access, bool immutable)
{
    const QString mode = access == Access::ReadOnly ? u"?mode=ro"_s : u"?mode=rw"_s;
    return u"file://"_s % QString::fromLatin1(QUrl::toPercentEncoding(QFileInfo(path).absoluteFilePath(), "/")) % mode
        % (immutable ? u"&immutable=1"_s : QString());
}

Error toError(const QString &path, Access access, int sqliteCode, const QString &words,
              const std::optional<LockHolder> &holder)
{
    switch (sqliteCode & 0xff) {
    case SQLITE_NOTADB:
        return {ErrorCode::Io,
                path % u" is not a SQLite database, or it is encrypted. Choose another file, or decrypt it first."_s,
                words};
    case SQLITE_CORRUPT:
        if (words.startsWith(u"malformed database schema"_s))
            return {ErrorCode::Io,
                    u"The table definitions in "_s % path
                        % u" cannot be read: the file is damaged, or was made with a newer SQLite. Restore a backup."_s,
                    words};
        return {ErrorCode::Io,
                path
                    % u" is damaged or cut off. Restore it from a backup, or rescue what is left with \"sqlite3 FILE "
                      ".recover\"."_s,
                words};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Io,
                path % u" is locked by "_s % describe(holder)
                    % u", also after 5 seconds. Close it there and try again. It can be opened read-only as soon as "
                      "that program has finished writing."_s,
                words};
    case SQLITE_READONLY:
        if (access == Access::ReadOnly)
            return {ErrorCode::Io,
                    path
                        % u" was left in the middle of a change by a program that ended. Open it once for writing, so "
                          "that SQLite can put it in order."_s,
                    words};
        break;
    case SQLITE_CANTOPEN:
        return {ErrorCode::Io,
                path
                    % u", or a file that SQLite needs beside it, cannot be opened. Check the permissions of the file "
                      "and of its folder."_s,
                words};
    default:
        break;
    }
    return relata::toError(sqliteCode, words);
}

} // namespace relata::opening
