#include "store/lockholder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

LockHolder named(qint64 pid)
{
    QFile comm(u"/proc/%1/comm"_s.arg(pid));
    const bool open = comm.open(QIODevice::ReadOnly);
    return {pid, open ? QString::fromUtf8(comm.readAll()).trimmed() : QString()};
}

std::optional<quint64> inodeOf(const QString &path)
{
    struct stat info = {};
    if (::stat(QFile::encodeName(path).constData(), &info) != 0)
        return std::nullopt;
    return info.st_ino;
}

// A line is "1: POSIX  ADVISORY  WRITE 4711 08:01:131073 1073741824 1073742335". File systems in layers give the kernel
// and stat() different devices, so the inode alone must do.
std::optional<qint64> lockingProcess(quint64 inode)
{
    QFile locks(u"/proc/locks"_s);
    if (!locks.open(QIODevice::ReadOnly))
        return std::nullopt;
    std::optional<qint64> reader;
    for (const QByteArray &line : locks.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 8 || words[1] == "->")
            continue;
        const qint64 pid = words[4].toLongLong();
        if (pid <= 0 || pid == QCoreApplication::applicationPid()
            || words[5].mid(words[5].lastIndexOf(':') + 1).toULongLong() != inode)
            continue;
        if (words[3] == "WRITE")
            return pid;
        reader = pid;
    }
    return reader;
}

std::optional<qint64> processWithOpen(const QString &path)
{
    const QString file = QFileInfo(path).canonicalFilePath();
    for (const QString &entry : QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const qint64 pid = entry.toLongLong();
        if (pid <= 0 || pid == QCoreApplication::applicationPid())
            continue;
        const QDir descriptors(u"/proc/%1/fd"_s.arg(pid));
        for (const QFileInfo &descriptor : descriptors.entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot))
            if (descriptor.symLinkTarget() == file)
                return pid;
    }
    return std::nullopt;
}

} // namespace

std::optional<LockHolder> lockHolder(const QString &path)
{
    for (const QString &file : {path, QString(path % u"-shm"_s)})
        if (const auto inode = inodeOf(file))
            if (const auto pid = lockingProcess(*inode))
                return named(*pid);
    if (const auto pid = processWithOpen(path))
        return named(*pid);
    return std::nullopt;
}

QString describe(const std::optional<LockHolder> &holder)
{
    if (!holder)
        return u"another program"_s;
    const QString program = holder->program.isEmpty() ? u"a program"_s : holder->program;
    return program % u" (process "_s % QString::number(holder->pid) % u')';
}

} // namespace relata
