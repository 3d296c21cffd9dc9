#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QJsonObject>

namespace relata::cli {

/// One line of a script as a JSON object. Refuses with `syntax` what is no JSON, no UTF-8, more than one value, no
/// object, names a member twice, or holds half a surrogate pair: such a line may not mean what it says.
[[nodiscard]] Result<QJsonObject> parseJsonLine(const QByteArray &line);

} // namespace relata::cli
