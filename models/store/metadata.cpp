#include "store/metadata.h"

#include "schema/schemajson.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace relata::metadata {

using namespace Qt::StringLiterals;

namespace {

/// Counts up when what stands in the table can no longer be read by the Relata before.
constexpr qint64 formatVersion = 1;

tl::unexpected<Error> unreadable(const QString &detail)
{
    return failure(
        ErrorCode::Io,
        u"The table relata_schema, where Relata keeps what SQL cannot say, cannot be read. Restore the database "
        "from a backup, or drop that table to open it by its foreign keys alone."_s,
        detail);
}

Result<bool> hasDiagramColumn(Connection &connection)
{
    const auto columns =
        connection.select({u"SELECT 1 FROM pragma_table_info('relata_schema') WHERE name = 'diagram'"_s, {}});
    if (!columns)
        return tl::unexpected(columns.error());
    return !columns->empty();
}

} // namespace

Result<std::optional<Schema>> read(Connection &connection)
{
    const auto tables =
        connection.select({u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'relata_schema'"_s, {}});
    if (!tables)
        return tl::unexpected(tables.error());
    if (tables->empty())
        return std::nullopt;

    const auto rows = connection.select({u"SELECT version, schema FROM relata_schema WHERE id = 1"_s, {}});
    if (!rows)
        return unreadable(rows.error().detail);
    if (rows->empty())
        return unreadable(u"no row"_s);
    const auto *version = std::get_if<qint64>(&rows->front()[0]);
    const auto *text = std::get_if<QString>(&rows->front()[1]);
    if (!version || !text)
        return unreadable(u"not a version and a text"_s);
    if (*version > formatVersion)
        return failure(ErrorCode::Io,
                       u"This database was made by a newer Relata (its format is "_s % QString::number(*version)
                           % u", this one knows "_s % QString::number(formatVersion)
                           % u"). Install the newer Relata to open it."_s);

    QJsonParseError parsing;
    const QJsonDocument document = QJsonDocument::fromJson(text->toUtf8(), &parsing);
    if (!document.isObject())
        return unreadable(parsing.errorString());
    auto schema = schemajson::load(document.object());
    if (!schema)
        return unreadable(schema.error().message);
    return std::optional(std::move(*schema));
}

Done write(Connection &connection, const Schema &schema)
{
    const auto made = connection.script({u"CREATE TABLE IF NOT EXISTS relata_schema (\n"
                                         "  id INTEGER PRIMARY KEY CHECK (id = 1),\n"
                                         "  version INTEGER NOT NULL,\n"
                                         "  schema TEXT NOT NULL\n"
                                         ")"_s});
    if (!made)
        return made;
    const QString text = QString::fromUtf8(QJsonDocument(schemajson::store(schema)).toJson(QJsonDocument::Compact));
    const auto written = connection.run({u"INSERT INTO relata_schema (id, version, schema) VALUES (1, ?, ?) "
                                         "ON CONFLICT (id) DO UPDATE SET version = excluded.version, "
                                         "schema = excluded.schema"_s,
                                         {formatVersion, text}});
    if (!written)
        return tl::unexpected(written.error());
    return {};
}

Result<QJsonObject> readDiagram(Connection &connection)
{
    const auto kept = hasDiagramColumn(connection);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        return QJsonObject();
    const auto rows = connection.select({u"SELECT diagram FROM relata_schema WHERE id = 1"_s, {}});
    if (!rows)
        return tl::unexpected(rows.error());
    const auto *text = rows->empty() ? nullptr : std::get_if<QString>(&rows->front()[0]);
    return text ? QJsonDocument::fromJson(text->toUtf8()).object() : QJsonObject();
}

Done writeDiagram(Connection &connection, const QJsonObject &diagram)
{
    const auto kept = hasDiagramColumn(connection);
    if (!kept)
        return tl::unexpected(kept.error());
    if (!*kept)
        if (auto added = connection.script({u"ALTER TABLE relata_schema ADD COLUMN diagram TEXT"_s}); !added)
            return added;
    const QString text = QString::fromUtf8(QJsonDocument(diagram).toJson(QJsonDocument::Compact));
    const auto written = connection.run({u"UPDATE relata_schema SET diagram = ? WHERE id = 1"_s, {text}});
    if (!written)
        return tl::unexpected(written.error());
    return {};
}

} // namespace relata::metadata
