#pragma once

#include "base/error.h"
#include "data/schemascript.h"

#include <QJsonObject>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <memory>

namespace relata {

/// A database server of the test's own, in a folder of its own, on a socket that nobody else knows. It runs as nobody
/// where the test is root, since PostgreSQL refuses root, and ends with the test, whatever becomes of that.
class DatabaseServer
{
public:
    /// PostgreSQL or MariaDB. `folder` is there and empty; its path is short, since sockets have 107 bytes.
    [[nodiscard]] static std::unique_ptr<DatabaseServer> make(SqlDialect dialect, const QString &folder);
    virtual ~DatabaseServer();

    /// Makes the data folder and starts the server; whether it answers must be waited for. The error says which program
    /// is missing and what to install.
    Done start();
    [[nodiscard]] bool answers() { return run(systemDatabase(), "SELECT 1").has_value(); }
    /// Asks it to end and waits until it has.
    void stop();
    [[nodiscard]] QString log() const;

    /// An empty database of this name, whatever there was before.
    Done makeAnew(const QString &database);
    /// Runs a script by the database's own client, which ends at the first error; answers what that prints.
    Result<QByteArray> run(const QString &database, const QByteArray &script);
    /// Rows of one JSON object each.
    Result<QList<QJsonObject>> objects(const QString &database, const QByteArray &query);

protected:
    DatabaseServer(QString productName, const QString &folder);

    /// The program, in PATH or in one of the folders; `package` has it.
    [[nodiscard]] Result<QString> program(const QString &name, const QStringList &folders,
                                          const QString &package) const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder + QLatin1Char('/') + name; }

private:
    struct Command
    {
        QString program;
        QStringList arguments;
    };
    [[nodiscard]] virtual Result<Command> initialization() const = 0;
    [[nodiscard]] virtual Result<Command> server() const = 0;
    [[nodiscard]] virtual Result<Command> client(const QString &database) const = 0;
    [[nodiscard]] virtual QString systemDatabase() const = 0;

    friend class PostgresServer;
    friend class MariadbServer;

    Done letNobodyIn() const;
    static void prepare(QProcess &process);

    QString m_productName;
    QString m_folder;
    QProcess m_process;
};

} // namespace relata
