#include "store/migrationlog.h"

#include "schema/schemajson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace relata::migrationlog {

using namespace Qt::StringLiterals;

namespace {

QString compact(const QJsonDocument &document) { return QString::fromUtf8(document.toJson(QJsonDocument::Compact)); }

QString textOf(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text ? *text : QString();
}

Result<Schema> schemaOf(const Value &value)
{
    return schemajson::load(QJsonDocument::fromJson(textOf(value).toUtf8()).object());
}

} // namespace

Result<qint64> append(Connection &connection, const MigrationRecord &record)
{
    const auto made = connection.run({u"CREATE TABLE IF NOT EXISTS relata_migration (\n"
                                      "  number INTEGER PRIMARY KEY,\n"
                                      "  at TEXT NOT NULL,\n"
                                      "  words TEXT NOT NULL,\n"
                                      "  schema_before TEXT NOT NULL,\n"
                                      "  schema_after TEXT NOT NULL\n"
                                      ")"_s,
                                      {}});
    if (!made)
        return tl::unexpected(made.error());
    const auto numbers = connection.select({u"SELECT ifnull(max(number), 0) + 1 FROM relata_migration"_s, {}});
    if (!numbers)
        return tl::unexpected(numbers.error());
    const qint64 number = std::get<qint64>(numbers->front().front());
    const auto written = connection.run(
        {u"INSERT INTO relata_migration (number, at, words, schema_before, schema_after) VALUES (?, ?, ?, ?, ?)"_s,
         {number, record.at.toUTC().toString(Qt::ISODateWithMs),
          compact(QJsonDocument(QJsonArray::fromStringList(record.words))),
          compact(QJsonDocument(schemajson::store(record.from))),
          compact(QJsonDocument(schemajson::store(record.to)))}});
    if (!written)
        return tl::unexpected(written.error());
    return number;
}

Result<std::vector<MigrationRecord>> read(Connection &connection)
{
    const auto tables =
        connection.select({u"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'relata_migration'"_s, {}});
    if (!tables)
        return tl::unexpected(tables.error());
    std::vector<MigrationRecord> records;
    if (tables->empty())
        return records;
    const auto rows = connection.select(
        {u"SELECT number, at, words, schema_before, schema_after FROM relata_migration ORDER BY number"_s, {}});
    if (!rows)
        return tl::unexpected(rows.error());
    for (const Values &row : *rows) {
        MigrationRecord record;
        const auto *number = std::get_if<qint64>(&row[0]);
        record.number = number ? *number : 0;
        record.at = QDateTime::fromString(textOf(row[1]), Qt::ISODateWithMs);
        const QJsonArray words = QJsonDocument::fromJson(textOf(row[2]).toUtf8()).array();
        for (const QJsonValue &word : words)
            record.words.append(word.toString());
        auto from = schemaOf(row[3]);
        auto to = schemaOf(row[4]);
        if (!from || !to)
            return tl::unexpected(from ? to.error() : from.error());
        record.from = std::move(*from);
        record.to = std::move(*to);
        records.push_back(std::move(record));
    }
    return records;
}

} // namespace relata::migrationlog
