#pragma once

#include "engine/engine.h"
#include "schema/sdl.h"

#include <QFile>
#include <QTemporaryDir>

#include <stdexcept>

namespace relata::test {

/// A database in a folder of its own that goes with the object. Failing to make one ends the test.
class ScratchDatabase
{
public:
    /// An empty file, which is an empty database.
    ScratchDatabase()
    {
        if (QFile file(url().path); !file.open(QIODevice::WriteOnly))
            throw std::runtime_error("cannot make " + url().path.toStdString());
    }
    /// Made by Relata from a schema.
    explicit ScratchDatabase(const Schema &schema) { must(Engine::create(url(), schema)); }
    /// A copy of a database file.
    explicit ScratchDatabase(const QString &file)
    {
        if (!QFile::copy(file, url().path))
            throw std::runtime_error("cannot copy " + file.toStdString());
        QFile::setPermissions(url().path, QFile::ReadOwner | QFile::WriteOwner);
    }

    [[nodiscard]] static Schema schemaOf(QStringView sdlText)
    {
        auto schema = sdl::read(sdlText);
        if (!schema)
            throw std::runtime_error(schema.error().message.toStdString());
        return *schema;
    }

    [[nodiscard]] DatabaseUrl url() const { return DatabaseUrl{m_folder.filePath(QStringLiteral("scratch.db"))}; }
    [[nodiscard]] std::unique_ptr<Engine> open(Access access = Access::ReadWrite) const
    {
        auto engine = Engine::open(url(), access);
        if (!engine)
            throw std::runtime_error(engine.error().message.toStdString());
        return std::move(*engine);
    }

private:
    static void must(const Done &done)
    {
        if (!done)
            throw std::runtime_error(done.error().message.toStdString());
    }

    QTemporaryDir m_folder;
};

/// Everything in the database, by model name, in key order.
using Contents = std::map<QString, std::vector<Values>>;
inline Contents contentsOf(Engine &engine)
{
    Contents contents;
    const Schema &schema = engine.schema();
    for (std::size_t m = 0; m < schema.models.size(); ++m) {
        if (schema.models[m].view)
            continue;
        std::vector<Values> &rows = contents[schema.models[m].name];
        Query query;
        query.model = ModelId(static_cast<int>(m));
        const Done read = engine.each(query, [&](const Row &row) {
            rows.push_back(row.values);
            return Connection::More::Yes;
        });
        if (!read)
            throw std::runtime_error(read.error().message.toStdString());
    }
    return contents;
}

} // namespace relata::test
