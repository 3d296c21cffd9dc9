#pragma once

#include "base/error.h"
#include "data/rowwindow.h"
#include "store/connection.h"

#include <functional>
#include <optional>
#include <vector>

namespace relata {

/// Reads instances of one schema over one connection. Belongs to the connection's thread; owns neither.
class Reader
{
public:
    Reader(Connection &connection, const Schema &schema) : m_connection(connection), m_schema(schema) {}

    [[nodiscard]] Result<RowWindow> fetch(const Query &query);
    Done each(const Query &query, const std::function<Connection::More(const Row &)> &visit);
    [[nodiscard]] Result<qint64> count(const Query &query, qint64 atMost);
    [[nodiscard]] Result<qint64> countBefore(const Query &query, const Position &place);
    [[nodiscard]] Result<bool> contains(const Query &query, const Key &key);

    /// The whole instance, or nothing. Errors: `unsupported` for models whose instances have no key.
    [[nodiscard]] Result<std::optional<Values>> values(ModelId model, const Key &key);
    /// Whole instances in which `fields` hold one of the tuples, in key order; asked in batches. Tuples with a null
    /// match nothing.
    Done eachWhere(ModelId model, const std::vector<FieldId> &fields, const std::vector<Values> &tuples,
                   const std::function<void(Values)> &visit);
    /// Whole instances whose reference names one of these referenced tuples, as eachWhere().
    Done eachReferring(ReferenceId reference, const std::vector<Values> &tuples,
                       const std::function<void(Values)> &visit);
    /// The reference of `from` leads to `to`: judged as the database does.
    [[nodiscard]] Result<bool> leadsTo(ReferenceId reference, const Values &from, const Values &to);
    [[nodiscard]] Result<std::vector<Key>> relatedKeys(EndId end, const Key &key);

    [[nodiscard]] Key keyOf(ModelId model, const Values &values) const;
    /// What its own values call it (instanceLabel), or the key's text; of a join model the labels of both ends.
    [[nodiscard]] QString labelOf(ModelId model, const Values &values);
    [[nodiscard]] Result<QString> label(ModelId model, const Key &key);
    [[nodiscard]] Values pick(const Values &values, const std::vector<FieldId> &fields) const;

private:
    Done eachInBatches(ModelId model, const std::vector<Values> &tuples,
                       const std::function<Statement(const std::vector<Values> &)> &statement,
                       const std::function<void(Values)> &visit);
    [[nodiscard]] Values typed(ModelId model, Values raw) const;
    [[nodiscard]] Row toRow(const Query &query, Values raw) const;
    Done addLinks(const Query &query, Row &row);
    [[nodiscard]] Result<Links> linksOf(const Query::Source &source, int most);
    [[nodiscard]] Result<InstanceRef> target(EndId end, const Values &values);
    [[nodiscard]] Done needsKey(ModelId model) const;

    Connection &m_connection;
    const Schema &m_schema;
};

} // namespace relata
