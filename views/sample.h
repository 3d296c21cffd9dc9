#pragma once

#include "base/error.h"
#include "data/databaseurl.h"

#include <functional>

class QObject;

namespace relata::sample {

/// Makes a fresh copy of the sample blog as a database file at this path and fills it. GUI thread; answers later, not
/// at all when the context is gone. The session that fills it is closed again, so that the history starts empty.
void make(const QString &path, QObject *context, std::function<void(const Result<DatabaseUrl> &)> done);

} // namespace relata::sample
