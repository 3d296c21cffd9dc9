#include "options.h"

#include <optional>

using namespace Qt::StringLiterals;

namespace relata::cli {

namespace {

std::optional<Command> commandNamed(const QString &name)
{
    if (name == "create"_L1)
        return Command::Create;
    if (name == "schema"_L1)
        return Command::Schema;
    if (name == "run"_L1)
        return Command::Run;
    if (name == "check"_L1)
        return Command::Check;
    if (name == "migrate"_L1)
        return Command::Migrate;
    if (name == "import"_L1 || name == "export"_L1)
        return Command::NotYet;
    return std::nullopt;
}

std::optional<SchemaFormat> formatNamed(const QString &name)
{
    if (name == "json"_L1)
        return SchemaFormat::Json;
    if (name == "graphql"_L1)
        return SchemaFormat::Graphql;
    if (name == "sql"_L1)
        return SchemaFormat::Sql;
    return std::nullopt;
}

std::optional<SqlDialect> dialectNamed(const QString &name)
{
    if (name == "sqlite"_L1)
        return SqlDialect::Sqlite;
    if (name == "postgresql"_L1)
        return SqlDialect::Postgres;
    if (name == "mariadb"_L1)
        return SqlDialect::Mariadb;
    return std::nullopt;
}

tl::unexpected<QString> wrong(const QString &message) { return tl::unexpected<QString>(message); }

/// Reads the arguments after the command's name, one after another.
class ArgumentReader
{
public:
    ArgumentReader(Options options, QStringList arguments)
        : m_options(std::move(options)), m_arguments(std::move(arguments))
    {}

    tl::expected<Options, QString> read()
    {
        bool onlyPositional = false;
        while (!m_arguments.isEmpty()) {
            const QString argument = m_arguments.takeFirst();
            if (!onlyPositional && argument == "--"_L1) {
                onlyPositional = true;
            } else if (!onlyPositional && argument.startsWith("--"_L1)) {
                if (auto done = readOption(argument); !done)
                    return wrong(done.error());
            } else {
                m_positional.append(argument);
            }
        }
        return finished();
    }

private:
    tl::expected<void, QString> readOption(const QString &argument)
    {
        const QString name = argument.section(u'=', 0, 0);
        if (m_options.command == Command::Run && argument == "--continue"_L1) {
            m_options.onFailure = OnFailure::Continue;
            return {};
        }
        const bool takesSchema = m_options.command == Command::Create || m_options.command == Command::Migrate;
        if (takesSchema && name == "--schema"_L1)
            return valueOf(argument).map([this](const QString &value) { m_options.schemaFile = value; });
        if (m_options.command == Command::Schema && name == "--format"_L1) {
            return valueOf(argument).and_then([this](const QString &value) -> tl::expected<void, QString> {
                const auto format = formatNamed(value);
                if (!format)
                    return wrong(u"There is no format \"%1\": use json, graphql or sql."_s.arg(value));
                m_options.format = *format;
                return {};
            });
        }
        if (m_options.command == Command::Schema && name == "--dialect"_L1) {
            return valueOf(argument).and_then([this](const QString &value) -> tl::expected<void, QString> {
                m_dialect = dialectNamed(value);
                if (!m_dialect)
                    return wrong(u"There is no dialect \"%1\": use sqlite, postgresql or mariadb."_s.arg(value));
                return {};
            });
        }
        if (m_options.command == Command::Migrate)
            return readMigrateOption(argument, name);
        return wrong(u"%1 has no option %2."_s.arg(m_options.name, argument));
    }

    tl::expected<void, QString> readMigrateOption(const QString &argument, const QString &name)
    {
        if (argument == "--dry-run"_L1) {
            m_options.dryRun = true;
            return {};
        }
        if (argument == "--allow-data-loss"_L1) {
            m_options.allowDataLoss = true;
            return {};
        }
        if (name == "--format"_L1) {
            return valueOf(argument).and_then([this](const QString &value) -> tl::expected<void, QString> {
                if (value != "json"_L1 && value != "text"_L1)
                    return wrong(u"There is no format \"%1\": use text or json."_s.arg(value));
                m_options.planFormat = value == "json"_L1 ? PlanFormat::Json : PlanFormat::Text;
                return {};
            });
        }
        if (name == "--set"_L1) {
            return valueOf(argument).and_then([this](const QString &value) -> tl::expected<void, QString> {
                if (!value.contains(u'=') || !value.section(u'=', 0, 0).contains(u'.'))
                    return wrong(u"--set needs MODEL.FIELD=VALUE, not \"%1\"."_s.arg(value));
                m_options.sets.append(value);
                return {};
            });
        }
        if (name == "--remedy"_L1) {
            return valueOf(argument).and_then([this](const QString &value) -> tl::expected<void, QString> {
                if (!value.contains(u'='))
                    return wrong(u"--remedy needs PROBLEM=HOW, not \"%1\"."_s.arg(value));
                m_options.remedies.append(value);
                return {};
            });
        }
        return wrong(u"%1 has no option %2."_s.arg(m_options.name, argument));
    }

    /// Of --name=value, or the argument that follows.
    tl::expected<QString, QString> valueOf(const QString &argument)
    {
        if (argument.contains(u'='))
            return argument.section(u'=', 1);
        if (m_arguments.isEmpty())
            return wrong(u"%1 needs a value."_s.arg(argument));
        return m_arguments.takeFirst();
    }

    tl::expected<Options, QString> finished()
    {
        const qsizetype most = m_options.command == Command::Run ? 2 : 1;
        if (m_positional.isEmpty())
            return wrong(u"%1 needs a DATABASE."_s.arg(m_options.name));
        if (m_positional.size() > most)
            return wrong(u"%1 does not take the argument %2."_s.arg(m_options.name, m_positional[most]));
        m_options.database = m_positional.first();
        if (m_positional.size() == 2)
            m_options.script = m_positional.last();
        const bool needsSchema = m_options.command == Command::Create || m_options.command == Command::Migrate;
        if (needsSchema && m_options.schemaFile.isEmpty())
            return wrong(u"%1 needs --schema FILE."_s.arg(m_options.name));
        if (m_dialect && m_options.format != SchemaFormat::Sql)
            return wrong(u"--dialect goes with --format sql."_s);
        m_options.dialect = m_dialect.value_or(SqlDialect::Sqlite);
        return m_options;
    }

    Options m_options;
    QStringList m_arguments;
    QStringList m_positional;
    std::optional<SqlDialect> m_dialect; ///< where it is given
};

} // namespace

tl::expected<Options, QString> parseOptions(const QStringList &arguments)
{
    Options options;
    if (arguments.isEmpty())
        return wrong(u"No command is given."_s);
    if (arguments.contains("--help"_L1) || arguments.first() == "-h"_L1 || arguments.first() == "help"_L1)
        return options;
    options.name = arguments.first();
    if (options.name == "--version"_L1) {
        options.command = Command::Version;
        return options;
    }
    const auto command = commandNamed(options.name);
    if (!command)
        return wrong(u"There is no command \"%1\"."_s.arg(options.name));
    options.command = *command;
    if (options.command == Command::NotYet)
        return options;
    return ArgumentReader(options, arguments.sliced(1)).read();
}

QString usage()
{
    return uR"(Usage: relata-cli COMMAND …

  create DATABASE --schema FILE                 make a new database from a GraphQL schema
  schema DATABASE [--format json|graphql|sql [--dialect sqlite|postgresql|mariadb]]
                                                print the models and relationships
  migrate DATABASE --schema FILE [--dry-run [--format text|json]] [--allow-data-loss] [--set MODEL.FIELD=VALUE]…
          [--remedy PROBLEM=HOW]…               bring a database to another schema, with its data
  run DATABASE [SCRIPT] [--continue]            run operations, one JSON object a line, from SCRIPT or standard input
  check DATABASE                                look for dangling references and invalid values

  --help, --version

DATABASE is a SQLite file or a URL like sqlite:///path. PROBLEM is named by --dry-run, HOW is one of delete, clear,
keep-first, keep-as-text, drop.
Exit status: 0 done, 1 refused or failed, 2 wrong usage.
)"_s;
}

} // namespace relata::cli
