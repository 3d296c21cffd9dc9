#include "store/sqlerrors.h"

#include <QSqlError>

#include <sqlite3.h>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

// "UNIQUE constraint failed: person.email, person.name" names the columns after the colon; empty where there are none.
QString columnsNamed(const QString &words)
{
    const qsizetype colon = words.indexOf(u"failed: "_s);
    if (colon < 0)
        return {};
    QString named = words.mid(colon + 8).trimmed();
    if (named.startsWith(u"index '"_s))
        return {};
    if (named.endsWith(u" Unable to fetch row"_s))
        named.chop(20);
    return named;
}

Error constraintError(int extended, const QString &words)
{
    const QString columns = columnsNamed(words);
    switch (extended) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return {ErrorCode::Duplicate,
                columns.isEmpty() ? u"Another instance already has this value, and it must be unique. Choose another."_s
                                  : QString(u"Another instance already has this value in "_s % columns
                                            % u", which must be unique. Choose another."_s),
                words};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
        return {ErrorCode::MissingTarget,
                u"This would leave a reference to an instance that does not exist. Create that instance first, or link "
                "another."_s,
                words};
    case SQLITE_CONSTRAINT_NOTNULL:
        return {ErrorCode::Required,
                columns.isEmpty() ? u"A required field has no value. Give it one."_s
                                  : QString(columns % u" is required and has no value. Give it one."_s),
                words};
    case SQLITE_CONSTRAINT_CHECK:
        return {ErrorCode::InvalidValue,
                columns.isEmpty()
                    ? u"The value breaks a CHECK rule of the database. Choose another."_s
                    : QString(u"The value breaks the database's rule CHECK ("_s % columns % u"). Choose another."_s),
                words};
    case SQLITE_CONSTRAINT_TRIGGER:
        return {ErrorCode::InvalidValue, u"A trigger of the database refuses this change: "_s % words, words};
    default:
        return {ErrorCode::InvalidValue, u"The database refuses this value: "_s % words, words};
    }
}

} // namespace

int sqliteCode(const QSqlError &error) { return error.nativeErrorCode().toInt(); }

bool concernsDisk(const Error &error)
{
    return error.code == ErrorCode::Io
        && (error.detail.startsWith(u"database or disk is full"_s) || error.detail.startsWith(u"disk I/O error"_s));
}

Error toError(const QSqlError &error)
{
    const QString words = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return toError(sqliteCode(error), words);
}

Error toError(int sqliteCode, const QString &words)
{
    switch (sqliteCode & 0xff) {
    case SQLITE_CONSTRAINT:
        return constraintError(sqliteCode, words);
    case SQLITE_MISMATCH:
        return {ErrorCode::InvalidValue, u"The value's type does not fit its column, which takes whole numbers only."_s,
                words};
    case SQLITE_TOOBIG:
        return {ErrorCode::InvalidValue, u"The value is larger than SQLite can hold (1 GB). Store a shorter one."_s,
                words};
    case SQLITE_READONLY:
        return {ErrorCode::ReadOnly, u"The database is open read-only, so nothing can be changed in it."_s, words};
    case SQLITE_INTERRUPT:
        return {ErrorCode::Cancelled, u"Stopped."_s, words};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Io,
                u"The database is locked by another program. Close it there and try again; until then it can be opened "
                "read-only."_s,
                words};
    case SQLITE_FULL:
        return {ErrorCode::Io, u"The disk is full, and nothing was changed. Free some space and try again."_s, words};
    case SQLITE_CORRUPT:
        return {ErrorCode::Io,
                u"The database file is damaged or cut off. Restore it from a backup, or rescue what is left with "
                "\"sqlite3 FILE .recover\"."_s,
                words};
    case SQLITE_NOTADB:
        return {ErrorCode::Io,
                u"This file is not a SQLite database, or it is encrypted. Choose another file, or decrypt it first."_s,
                words};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return {ErrorCode::Io,
                u"The database file, or a file that SQLite needs beside it, cannot be opened. Check the permissions of "
                "the file and of its folder."_s,
                words};
    case SQLITE_IOERR:
        return {ErrorCode::Io,
                u"Reading or writing the database file failed. Check the disk it is on, then try again."_s, words};
    case SQLITE_NOMEM:
        return {ErrorCode::Io, u"There is not enough memory for this. Close other programs and try again."_s, words};
    default:
        break;
    }
    // With foreign keys on, SQLite lets nobody write to a table whose foreign key leads nowhere.
    if (words.startsWith(u"foreign key mismatch"_s))
        return {ErrorCode::Io,
                u"A foreign key of this table refers to columns that are no key there, so SQLite refuses every change. "
                "Repair the table's definition first."_s,
                words};
    // SQLite's own bounds; only a condition of a person's making reaches them.
    if (words.startsWith(u"parser stack overflow"_s) || words.startsWith(u"Expression tree is too large"_s)
        || words.startsWith(u"too many SQL variables"_s))
        return {ErrorCode::Unsupported,
                u"The condition is too deeply nested, or too long, for SQLite. Ask for less at once."_s, words};
    return {ErrorCode::Io, u"The database could not do this: "_s % words, words};
}

} // namespace relata
