#pragma once

#include "base/error.h"

#include <QByteArray>

namespace relata {

/// Writes a file whole or not at all: what stood there before stays where it fails. Takes as long as the disk does, so
/// for what a person has on the screen, not for data. Fails with Io and a sentence that names the file. Any thread.
[[nodiscard]] Done writeWholeFile(const QString &path, const QByteArray &content);

} // namespace relata
