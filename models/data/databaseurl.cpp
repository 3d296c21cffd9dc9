#include "data/databaseurl.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {

namespace {

/// "postgresql" of postgresql://…; empty for a plain path.
QString schemeOf(const QString &text)
{
    const qsizetype end = text.indexOf("://"_L1);
    if (end < 1)
        return {};
    const QString scheme = text.first(end).toLower();
    const bool wellFormed = std::ranges::all_of(
        scheme, [](QChar c) { return (c >= u'a' && c <= u'z') || c.isDigit() || c == u'+' || c == u'-' || c == u'.'; });
    return wellFormed ? scheme : QString();
}

QString serverOf(const QString &scheme)
{
    if (scheme == "postgresql"_L1 || scheme == "postgres"_L1)
        return u"PostgreSQL"_s;
    if (scheme == "mysql"_L1 || scheme == "mariadb"_L1)
        return u"MariaDB and MySQL"_s;
    return {};
}

Result<DatabaseUrl> fromPath(const QString &path)
{
    if (path.isEmpty())
        return failure(ErrorCode::InvalidValue, u"No database is named. Give the path of a SQLite file."_s);
    if (path.contains(QChar(u'\0')))
        return failure(ErrorCode::InvalidValue, u"The path holds a null character, which no file name can."_s);
    // Not QFileInfo's idea of absolute: it takes a leading colon for a resource.
    return DatabaseUrl{QDir::cleanPath(path.startsWith(u'/') ? path : QString(QDir::currentPath() % u'/' % path))};
}

Result<DatabaseUrl> fromFileUrl(const QString &scheme, const QString &rest)
{
    if (!rest.startsWith(u'/')) {
        return failure(
            ErrorCode::InvalidValue,
            u"A SQLite file is written %1:///absolute/path, with three slashes, or as a plain path."_s.arg(scheme));
    }
    if (rest.contains(u'?') || rest.contains(u'#')) {
        return failure(ErrorCode::InvalidValue,
                       u"The address of a SQLite file takes no options; write ? as %3F and # as %23 in a file name."_s);
    }
    return fromPath(QUrl::fromPercentEncoding(rest.toUtf8()));
}

} // namespace

Result<DatabaseUrl> DatabaseUrl::parse(const QString &text)
{
    const QString scheme = schemeOf(text);
    if (scheme.isEmpty())
        return fromPath(text);
    if (scheme == "sqlite"_L1 || scheme == "file"_L1)
        return fromFileUrl(scheme, text.sliced(scheme.size() + 3));
    if (const QString server = serverOf(scheme); !server.isEmpty()) {
        // The address itself is not repeated: it may hold a password.
        return failure(ErrorCode::Unsupported,
                       u"This version of Relata does not open %1 databases. Give a SQLite file."_s.arg(server));
    }
    return failure(
        ErrorCode::InvalidValue,
        u"Relata does not know addresses that begin with %1://. Give a SQLite file or sqlite:///path."_s.arg(scheme));
}

QString DatabaseUrl::fileName() const { return QFileInfo(path).fileName(); }

} // namespace relata
