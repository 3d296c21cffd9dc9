#pragma once

#include <QString>
#include <QStringList>

/// A schema as SQL, for other programs to run. Values; any thread.
namespace relata {

/// Whose SQL it is.
enum class SqlDialect { Sqlite, Postgres, Mariadb };

struct SchemaScript
{
    QString text; ///< statements, each with its semicolon; the notices stand at its head as comments
    QStringList notices; ///< what is left out or otherwise there, one sentence each
};

} // namespace relata
