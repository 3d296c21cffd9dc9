#pragma once

#include "data/query.h"
#include "sql/dialect.h"
#include "sql/statement.h"

#include <vector>

/// SELECT statements of the engine. Pure; any thread. Every statement is one line of SQL with `?` for each value.
namespace relata::select {

/// How an answer's columns are laid out: all fields of the model in order, then the whole length of each cut field
/// (null where the value was not cut), then the whole sort values of cut fields.
struct Layout
{
    std::size_t fields = 0;
    std::vector<FieldId> cut;
    std::vector<FieldId> wholeSort; ///< sort fields that are also cut
};
[[nodiscard]] Layout layout(const Schema &schema, const Query &query);

/// The query's stretch. A backward query comes in reverse order: the reader turns it round.
[[nodiscard]] Statement rows(const Schema &schema, const Dialect &dialect, const Query &query);

/// How many match, ignoring the stretch; with `atMost` > 0 counting stops there.
[[nodiscard]] Statement count(const Schema &schema, const Dialect &dialect, const Query &query, qint64 atMost);

/// How many rows of the query stand before a place.
[[nodiscard]] Statement countBefore(const Schema &schema, const Dialect &dialect, const Query &query,
                                    const Position &place);

/// A row if the query's condition holds for the instance with this key.
[[nodiscard]] Statement contains(const Schema &schema, const Dialect &dialect, const Query &query, const Key &key);

/// All fields of the rows in which `fields` hold one of the tuples; in key order. Texts and blobs are cut to `cutAt`
/// characters (bytes) where it is not 0, but for keys.
[[nodiscard]] Statement rowsWhere(const Schema &schema, const Dialect &dialect, ModelId model,
                                  const std::vector<FieldId> &fields, const std::vector<Values> &tuples,
                                  qint64 cutAt = 0);

/// All fields of the rows whose reference names one of these referenced tuples; in key order.
[[nodiscard]] Statement referring(const Schema &schema, const Dialect &dialect, ReferenceId reference,
                                  const std::vector<Values> &tuples);

/// These fields alone, of the instances to which an end of an instance leads; in key order.
[[nodiscard]] Statement related(const Schema &schema, const Dialect &dialect, const Query::Source &source,
                                const std::vector<FieldId> &fields, qint64 limit);

/// Instances that could be linked through an end: all fields, then 1 where it is linked to `key` already. Linked ones
/// first, then free ones, then those that another instance holds (1:1); labels that begin with the text before labels
/// that contain it; then by label and key. An empty key stands for an instance that is not saved yet.
[[nodiscard]] Statement candidates(const Schema &schema, const Dialect &dialect, EndId end, const Key &key,
                                   const QString &text, qint64 limit);

/// Whole instances whose reference leads nowhere: every column of it is set and no such target exists.
[[nodiscard]] Statement dangling(const Schema &schema, const Dialect &dialect, ReferenceId reference);

/// Tuples of these fields that more than one instance holds, with how many do.
[[nodiscard]] Statement repeated(const Schema &schema, const Dialect &dialect, ModelId model,
                                 const std::vector<FieldId> &fields);

} // namespace relata::select
