#pragma once

#include "data/change.h"
#include "data/plan.h"
#include "engine/reader.h"

#include <optional>

namespace relata {

/// Runs steps inside a transaction that the caller holds, and says what each did. A step that finds another row than it
/// was made for is refused as `conflict`: someone else's edit is never lost.
class Writer
{
public:
    Writer(Connection &connection, Reader &reader, const Schema &schema)
        : m_connection(connection), m_reader(reader), m_schema(schema)
    {}

    /// The change as the database made it; nothing where the row is as it was.
    [[nodiscard]] Result<std::optional<Change>> run(const Step &step);
    /// Puts a row back exactly, kept and generated fields apart (undo).
    [[nodiscard]] Result<std::optional<Change>> replay(const Change &change);

private:
    [[nodiscard]] Result<std::optional<Change>> insert(const InsertStep &step);
    [[nodiscard]] Result<std::optional<Change>> update(const UpdateStep &step);
    [[nodiscard]] Result<std::optional<Change>> remove(const DeleteStep &step);
    [[nodiscard]] Result<Values> written(ModelId model, const std::vector<Values> &returned);
    [[nodiscard]] Error conflict(ModelId model, const Key &key, const QString &what) const;
    [[nodiscard]] Error named(ModelId model, const Key &key, Error error) const;

    Connection &m_connection;
    Reader &m_reader;
    const Schema &m_schema;
};

} // namespace relata
