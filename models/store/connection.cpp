#include "store/connection.h"

#include "base/overloaded.h"
#include "store/opening.h"
#include "store/sqlerrors.h"
#include "store/statementcache.h"
#include "store/valuebinding.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlRecord>

#include <sqlite3.h>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

const QString inMemory = u":memory:"_s;

QString uniqueConnectionName()
{
    static std::atomic<int> last = 0;
    return u"relata-%1"_s.arg(++last);
}

sqlite3 *handleOf(const QSqlDatabase &database)
{
    const QVariant handle = database.driver()->handle();
    return *static_cast<sqlite3 *const *>(handle.constData());
}

// A cached statement keeps what was bound to it until its next use.
bool isLarge(const Statement &statement)
{
    constexpr qsizetype large = 65536;
    return std::any_of(statement.binds.begin(), statement.binds.end(), [](const Value &value) {
        if (const auto *text = std::get_if<QString>(&value))
            return text->size() > large;
        if (const auto *bytes = std::get_if<QByteArray>(&value))
            return bytes->size() > large;
        const auto *json = std::get_if<JsonText>(&value);
        return json && json->text.size() > large;
    });
}

// A write-ahead log needs an index file beside the database, even to be read. Where that cannot be made, nobody else
// can be writing to a log either, unless something stands in it already; a journal that is there must be played back
// first.
bool isReadableAsImmutable(const QString &path, int code)
{
    return ((code & 0xff) == SQLITE_CANTOPEN || code == SQLITE_READONLY_DIRECTORY || code == SQLITE_READONLY_CANTINIT)
        && QFileInfo(path + u"-wal"_s).size() == 0 && !QFileInfo::exists(path + u"-journal"_s);
}

qint64 pragma(const QSqlDatabase &database, const QString &name)
{
    QSqlQuery query(database);
    return query.exec(u"PRAGMA "_s % name) && query.next() ? query.value(0).toLongLong() : 0;
}

// Of a last page that is not all there SQLite reads the rest as zeros, without a word. A log or a journal beside the
// file may hold what it lacks.
bool isCutOff(const QString &path, const QSqlDatabase &database)
{
    const qint64 needed = pragma(database, u"page_count"_s) * pragma(database, u"page_size"_s);
    return QFileInfo(path).size() < needed && QFileInfo(path + u"-wal"_s).size() == 0
        && !QFileInfo::exists(path + u"-journal"_s);
}

Value valueOf(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
        return qint64(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return sqlite3_value_double(value);
    case SQLITE_TEXT: {
        // The text must be asked for before its length.
        const auto *text = static_cast<const char16_t *>(sqlite3_value_text16(value));
        return QString(reinterpret_cast<const QChar *>(text), sqlite3_value_bytes16(value) / 2);
    }
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_value_blob(value));
        return QByteArray(bytes, sqlite3_value_bytes(value));
    }
    default:
        return Null{};
    }
}

void answer(sqlite3_context *context, const QString &text)
{
    sqlite3_result_text16(context, text.utf16(), int(text.size() * 2), SQLITE_TRANSIENT);
}

void answer(sqlite3_context *context, const Value &value)
{
    std::visit(Overloaded{
                   [&](Null) { sqlite3_result_null(context); },
                   [&](bool flag) { sqlite3_result_int(context, flag ? 1 : 0); },
                   [&](qint64 number) { sqlite3_result_int64(context, number); },
                   [&](double number) { sqlite3_result_double(context, number); },
                   [&](const QString &text) { answer(context, text); },
                   [&](const QByteArray &bytes) {
                       sqlite3_result_blob(context, bytes.constData(), int(bytes.size()), SQLITE_TRANSIENT);
                   },
                   [&](const JsonText &json) { answer(context, json.text); },
               },
               value);
}

void call(sqlite3_context *context, int count, sqlite3_value **values)
{
    const auto &function = *static_cast<Connection::Function *>(sqlite3_user_data(context));
    Values arguments;
    for (int i = 0; i < count; ++i)
        arguments.push_back(valueOf(values[i]));
    answer(context, function(arguments));
}

bool execute(QSqlQuery &query, const Statement &statement)
{
    for (std::size_t i = 0; i < statement.binds.size(); ++i)
        query.bindValue(int(i), valuebinding::toVariant(statement.binds[i]));
    return query.exec();
}

} // namespace

Connection::Connection(DatabaseUrl url, Access access)
    : m_url(std::move(url)), m_access(access), m_name(uniqueConnectionName())
{}

Connection::~Connection() { disconnect(); }

Result<std::unique_ptr<Connection>> Connection::open(const DatabaseUrl &url, Access access, Create create)
{
    const auto ready = create == Create::Yes ? opening::makeFile(url.path)
                                             : opening::mayOpen(url.path, opening::factsOf(url.path), access);
    if (!ready)
        return tl::unexpected(ready.error());

    std::unique_ptr<Connection> connection(new Connection(url, access));
    auto connected = connection->connect(Immutable::No);
    if (!connected && access == Access::ReadOnly && isReadableAsImmutable(url.path, connected.error().sqliteCode)) {
        if (connection->connect(Immutable::Yes))
            connected = {};
    }
    Done opened = connected ? Done() : tl::unexpected(connected.error().error);
    if (opened && create == Create::Yes)
        opened = connection->script({u"PRAGMA journal_mode=WAL"_s});
    if (opened)
        return connection;
    if (create == Create::Yes) {
        connection.reset();
        QFile::remove(url.path);
    }
    return tl::unexpected(opened.error());
}

Result<std::unique_ptr<Connection>> Connection::openInMemory()
{
    std::unique_ptr<Connection> connection(new Connection(DatabaseUrl{inMemory}, Access::ReadWrite));
    if (auto connected = connection->connect(Immutable::No); !connected)
        return tl::unexpected(connected.error().error);
    return connection;
}

tl::expected<void, Connection::Refusal> Connection::connect(Immutable immutable)
{
    disconnect();
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    database.setDatabaseName(m_url.path == inMemory ? inMemory
                                                    : opening::uri(m_url.path, m_access, immutable == Immutable::Yes));
    database.setConnectOptions(m_access == Access::ReadOnly
                                   ? u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=5000;QSQLITE_OPEN_READONLY"_s
                                   : u"QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=5000"_s);
    const auto refused = [&](const QSqlError &error) {
        const int code = sqliteCode(error);
        const bool busy = (code & 0xff) == SQLITE_BUSY;
        const auto holder = busy ? lockHolder(m_url.path) : std::nullopt;
        return tl::unexpected(
            Refusal{code, opening::toError(m_url.path, m_access, code, error.databaseText(), holder)});
    };
    if (!database.isValid())
        return tl::unexpected(Refusal{
            0, {ErrorCode::Io, u"Qt's SQLite driver is missing. Install the package libqt6sql6-sqlite."_s, {}}});
    if (!database.open())
        return refused(database.lastError());
    m_handle = handleOf(database);
    m_statements = std::make_unique<StatementCache>(database);

    QSqlQuery query(database);
    for (const QString &text : {u"PRAGMA foreign_keys=ON"_s, u"SELECT count(*) FROM sqlite_master"_s}) {
        // The row must be read: that is when SQLite looks into the file.
        if (!query.exec(text))
            return refused(query.lastError());
    }
    query.finish();
    if (isCutOff(m_url.path, database)) {
        const QString detail = u"The file is shorter than its pages."_s;
        return tl::unexpected(
            Refusal{SQLITE_CORRUPT, opening::toError(m_url.path, m_access, SQLITE_CORRUPT, detail, {})});
    }
    if (m_access == Access::ReadWrite && sqlite3_db_readonly(m_handle, "main") == 1)
        return tl::unexpected(
            Refusal{SQLITE_READONLY, opening::mayOpen(m_url.path, {.isWritable = false}, m_access).error()});
    return {};
}

void Connection::disconnect()
{
    m_handle = nullptr;
    m_statements.reset();
    if (!QSqlDatabase::contains(m_name))
        return;
    QSqlDatabase::database(m_name, false).close();
    QSqlDatabase::removeDatabase(m_name);
}

Error Connection::errorOf(const QSqlError &error) const
{
    Error result = toError(error);
    if ((sqliteCode(error) & 0xff) != SQLITE_BUSY)
        return result;
    if (const auto holder = lockHolder(m_url.path))
        result.message = m_url.fileName() % u" is locked by "_s % describe(holder)
            % u", also after 5 seconds, and nothing was changed. Close it there and try again; until then it can be "
              "opened read-only."_s;
    return result;
}

Result<qint64> Connection::run(const Statement &statement)
{
    if (m_watcher)
        if (Done allowed = m_watcher(statement.text); !allowed)
            return tl::unexpected(allowed.error());
    auto lease = m_statements->take(statement.text);
    if (!lease.isPrepared() || !execute(lease.query(), statement))
        return tl::unexpected(errorOf(lease.query().lastError()));
    const qint64 touched = lease.query().numRowsAffected();
    if (!isLarge(statement))
        m_statements->giveBack(std::move(lease));
    return touched;
}

Done Connection::script(const std::vector<QString> &texts)
{
    for (const QString &text : texts) {
        QSqlQuery query(QSqlDatabase::database(m_name, false));
        if (!query.exec(text))
            return tl::unexpected(errorOf(query.lastError()));
    }
    return {};
}

Result<std::vector<Values>> Connection::select(const Statement &statement)
{
    std::vector<Values> rows;
    const auto done = each(statement, [&rows](const Values &row) {
        rows.push_back(row);
        return More::Yes;
    });
    if (!done)
        return tl::unexpected(done.error());
    return rows;
}

Done Connection::each(const Statement &statement, const std::function<More(const Values &)> &visit)
{
    if (m_watcher)
        if (Done allowed = m_watcher(statement.text); !allowed)
            return allowed;
    auto lease = m_statements->take(statement.text);
    QSqlQuery &query = lease.query();
    if (!lease.isPrepared() || !execute(query, statement))
        return tl::unexpected(errorOf(query.lastError()));
    Values row(std::size_t(query.record().count()));
    while (query.next()) {
        for (std::size_t column = 0; column < row.size(); ++column)
            row[column] = valuebinding::fromVariant(query.value(int(column)));
        if (visit(row) == More::No)
            break;
    }
    if (query.lastError().isValid())
        return tl::unexpected(errorOf(query.lastError()));
    if (!isLarge(statement))
        m_statements->giveBack(std::move(lease));
    return {};
}

void Connection::setQuotedTexts(QuotedTexts texts)
{
    const int allowed = texts == QuotedTexts::Allowed ? 1 : 0;
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DQS_DDL, allowed, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DQS_DML, allowed, nullptr);
}

Done Connection::define(const QString &name, int arguments, Function function)
{
    const auto drop = [](void *kept) { delete static_cast<Function *>(kept); };
    // SQLite drops it itself where it cannot take it.
    const int code = sqlite3_create_function_v2(m_handle, name.toUtf8().constData(), arguments, SQLITE_UTF8,
                                                new Function(std::move(function)), call, nullptr, nullptr, drop);
    if (code != SQLITE_OK)
        return tl::unexpected(toError(code, name));
    return {};
}

bool Connection::isInTransaction() const { return sqlite3_get_autocommit(m_handle) == 0; }

void Connection::interrupt()
{
    ++m_interrupts;
    if (sqlite3 *handle = m_handle)
        sqlite3_interrupt(handle);
}

Result<qint64> Connection::dataVersion()
{
    const auto rows = select({u"PRAGMA data_version"_s, {}});
    if (!rows)
        return tl::unexpected(rows.error());
    const auto *version = rows->empty() ? nullptr : std::get_if<qint64>(&rows->front().front());
    return version ? *version : 0;
}

Done Connection::copyTo(const QString &path)
{
    const QString target = QFileInfo(path).absoluteFilePath();
    // SQLite writes into an empty file that exists, so nobody else's file can be meant.
    if (auto made = opening::makeFile(target); !made)
        return made;
    if (auto copied = copyPages(target); !copied) {
        QFile::remove(target);
        return copied;
    }
    return {};
}

Done Connection::copyPages(const QString &target)
{
    // Page by page, since VACUUM INTO of SQLite 3.40 cannot read every table through a connection that may not write.
    constexpr int pagesAtOnce = 256;
    const int interrupts = m_interrupts;
    sqlite3 *copy = nullptr;
    int code = sqlite3_open(target.toUtf8().constData(), &copy);
    // A copy that fails is removed; a journal of it would only be left behind.
    if (code == SQLITE_OK)
        code = sqlite3_exec(copy, "PRAGMA journal_mode=OFF", nullptr, nullptr, nullptr);
    if (sqlite3_backup *backup = code == SQLITE_OK ? sqlite3_backup_init(copy, "main", m_handle, "main") : nullptr) {
        do
            code = m_interrupts == interrupts ? sqlite3_backup_step(backup, pagesAtOnce) : SQLITE_INTERRUPT;
        while (code == SQLITE_OK);
        const int finished = sqlite3_backup_finish(backup);
        if (code == SQLITE_DONE)
            code = finished;
    } else if (code == SQLITE_OK) {
        code = sqlite3_extended_errcode(copy);
    }
    const QString words = QString::fromUtf8(copy ? sqlite3_errmsg(copy) : sqlite3_errstr(code));
    sqlite3_close(copy);
    return code == SQLITE_OK ? Done() : tl::unexpected(toError(code, words));
}

} // namespace relata
