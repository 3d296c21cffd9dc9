#include "export/databaseserver.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 60'000; // ms; for a program that ends by itself

/// Whom the servers run as where the test is root; every Debian has it.
const passwd *nobody() { return getuid() == 0 ? getpwnam("nobody") : nullptr; }

} // namespace

class PostgresServer final : public DatabaseServer
{
public:
    explicit PostgresServer(const QString &folder) : DatabaseServer(u"PostgreSQL"_s, folder) {}

private:
    /// Debian keeps the programs of each version apart and out of PATH.
    [[nodiscard]] static QStringList folders()
    {
        const QDir versions(u"/usr/lib/postgresql"_s);
        QStringList found;
        for (const QString &version :
             versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed))
            found.append(versions.filePath(version + u"/bin"_s));
        return found;
    }
    [[nodiscard]] Result<Command> initialization() const override
    {
        return program(u"initdb"_s, folders(), u"postgresql-15"_s).map([this](const QString &initdb) {
            return Command{initdb,
                           {u"--no-sync"_s, u"--auth=trust"_s, u"--username=relata"_s, u"--encoding=UTF8"_s,
                            u"--locale=C.UTF-8"_s, u"--pgdata"_s, path(u"data"_s)}};
        });
    }
    [[nodiscard]] Result<Command> server() const override
    {
        return program(u"postgres"_s, folders(), u"postgresql-15"_s).map([this](const QString &postgres) {
            return Command{postgres,
                           {u"-D"_s, path(u"data"_s), u"-k"_s, path({}), u"-c"_s, u"listen_addresses="_s, u"-c"_s,
                            u"fsync=off"_s, u"-c"_s, u"dynamic_shared_memory_type=mmap"_s}};
        });
    }
    [[nodiscard]] Result<Command> client(const QString &database) const override
    {
        return program(u"psql"_s, folders(), u"postgresql-client-15"_s).map([&](const QString &psql) {
            return Command{psql,
                           {u"--no-psqlrc"_s, u"--quiet"_s, u"--no-align"_s, u"--tuples-only"_s,
                            u"--set=ON_ERROR_STOP=1"_s, u"--host"_s, path({}), u"--username=relata"_s, u"--dbname"_s,
                            database}};
        });
    }
    [[nodiscard]] QString systemDatabase() const override { return u"postgres"_s; }
};

class MariadbServer final : public DatabaseServer
{
public:
    explicit MariadbServer(const QString &folder) : DatabaseServer(u"MariaDB"_s, folder) {}

private:
    [[nodiscard]] static QStringList folders() { return {u"/usr/sbin"_s, u"/usr/bin"_s}; }
    [[nodiscard]] QString option(const QString &name, const QString &file) const
    {
        return u"--"_s + name + u'=' + path(file);
    }
    [[nodiscard]] Result<Command> initialization() const override
    {
        return program(u"mariadb-install-db"_s, folders(), u"mariadb-server-core"_s)
            .map([this](const QString &install) {
                return Command{install,
                               {u"--no-defaults"_s, option(u"datadir"_s, u"data"_s), option(u"tmpdir"_s, {}),
                                u"--auth-root-authentication-method=normal"_s, u"--skip-test-db"_s}};
            });
    }
    [[nodiscard]] Result<Command> server() const override
    {
        return program(u"mariadbd"_s, folders(), u"mariadb-server-core"_s).map([this](const QString &mariadbd) {
            return Command{mariadbd,
                           {u"--no-defaults"_s, option(u"datadir"_s, u"data"_s), option(u"tmpdir"_s, {}),
                            option(u"socket"_s, u"socket"_s), option(u"pid-file"_s, u"pid"_s), u"--skip-networking"_s,
                            u"--innodb-flush-log-at-trx-commit=0"_s, u"--innodb-doublewrite=OFF"_s, u"--sync-frm=OFF"_s,
                            u"--skip-log-bin"_s}};
        });
    }
    [[nodiscard]] Result<Command> client(const QString &database) const override
    {
        return program(u"mariadb"_s, folders(), u"mariadb-client-core"_s).map([&](const QString &mariadb) {
            return Command{mariadb,
                           {u"--no-defaults"_s, option(u"socket"_s, u"socket"_s), u"--user=root"_s, u"--batch"_s,
                            u"--raw"_s, u"--skip-column-names"_s, database}};
        });
    }
    [[nodiscard]] QString systemDatabase() const override { return u"mysql"_s; }
};

std::unique_ptr<DatabaseServer> DatabaseServer::make(SqlDialect dialect, const QString &folder)
{
    if (dialect == SqlDialect::Postgres)
        return std::make_unique<PostgresServer>(folder);
    return std::make_unique<MariadbServer>(folder);
}

DatabaseServer::DatabaseServer(QString productName, const QString &folder)
    : m_productName(std::move(productName)), m_folder(folder)
{}

DatabaseServer::~DatabaseServer() { stop(); }

Result<QString> DatabaseServer::program(const QString &name, const QStringList &folders, const QString &package) const
{
    QString found = QStandardPaths::findExecutable(name);
    if (found.isEmpty())
        found = QStandardPaths::findExecutable(name, folders);
    if (found.isEmpty())
        return failure(
            ErrorCode::Io,
            u"The program %1 of %2 is not here: install the package %3."_s.arg(name, m_productName, package));
    return found;
}

/// Runs in the new process, between fork and exec.
void DatabaseServer::prepare(QProcess &process)
{
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(u"/"_s);
    const passwd *user = nobody();
    const uid_t uid = user ? user->pw_uid : getuid();
    const gid_t gid = user ? user->pw_gid : getgid();
    const pid_t parent = getpid();
    process.setChildProcessModifier([uid, gid, parent, isRoot = user != nullptr] {
        const bool changed = !isRoot || (setgroups(0, nullptr) == 0 && setgid(gid) == 0 && setuid(uid) == 0);
        // After the change of user, which forgets it. Where the test ended meanwhile, it is too late for the signal.
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (!changed || getppid() != parent)
            _exit(127);
    });
}

Done DatabaseServer::letNobodyIn() const
{
    const passwd *user = nobody();
    if (user && chown(QFile::encodeName(m_folder).constData(), user->pw_uid, user->pw_gid) != 0)
        return failure(ErrorCode::Io, u"The folder %1 cannot be given to %2."_s.arg(m_folder, u"nobody"_s));
    return {};
}

Done DatabaseServer::start()
{
    if (auto done = letNobodyIn(); !done)
        return done;
    const auto first = initialization();
    const auto second = server();
    const auto third = client({});
    for (const auto *command : {&first, &second, &third})
        if (!*command)
            return tl::unexpected(command->error());
    QProcess process;
    prepare(process);
    process.start(first->program, first->arguments);
    if (!process.waitForFinished(patience) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return failure(
            ErrorCode::Io,
            u"%1 could not make a data folder: %2"_s.arg(m_productName, QString::fromUtf8(process.readAll())));
    prepare(m_process);
    m_process.setStandardOutputFile(path(u"log"_s));
    m_process.start(second->program, second->arguments);
    if (!m_process.waitForStarted(patience))
        return failure(ErrorCode::Io, u"%1 could not be started: %2."_s.arg(m_productName, m_process.errorString()));
    return {};
}

void DatabaseServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (m_process.waitForFinished(patience))
        return;
    m_process.kill();
    m_process.waitForFinished(patience);
}

QString DatabaseServer::log() const
{
    QFile file(path(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

Done DatabaseServer::makeAnew(const QString &database)
{
    const QString statements = u"DROP DATABASE IF EXISTS %1;\nCREATE DATABASE %1;\n"_s.arg(database);
    return run(systemDatabase(), statements.toUtf8()).map([](const QByteArray &) {});
}

Result<QByteArray> DatabaseServer::run(const QString &database, const QByteArray &script)
{
    const auto command = client(database);
    if (!command)
        return tl::unexpected(command.error());
    QProcess process;
    process.start(command->program, command->arguments);
    process.write(script);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(patience) && process.exitStatus() == QProcess::NormalExit;
    if (!ended || process.exitCode() != 0)
        return failure(ErrorCode::Io,
                       u"%1 refused: %2"_s.arg(m_productName, QString::fromUtf8(process.readAllStandardError())));
    return process.readAllStandardOutput();
}

Result<QList<QJsonObject>> DatabaseServer::objects(const QString &database, const QByteArray &query)
{
    return run(database, query).map([](const QByteArray &lines) {
        QList<QJsonObject> list;
        for (const QByteArray &line : lines.split('\n'))
            if (!line.isEmpty())
                list.append(QJsonDocument::fromJson(line).object());
        return list;
    });
}

} // namespace relata
