#pragma once

#include "items/rowreader.h"

#include <functional>

namespace relata {

/// Reads the keys of rows, held or not, in row order. Answers once, or never where the session or `context` goes.
/// Errors: `conflict` where rows changed meanwhile, so that others would be named than were chosen.
/// GUI thread. Deleting what it returns cancels it; it goes by itself with the answer.
RowReader *readKeys(Session &session, const Query &query, const std::vector<RowRange> &rows, QObject *context,
                    std::function<void(const Result<std::vector<Key>> &)> done);

/// The refusal for rows that are not what they were when they were chosen.
[[nodiscard]] Error rowsChanged();

} // namespace relata
