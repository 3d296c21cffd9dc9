#pragma once

#include "base/error.h"

#include <QString>

class QPrinter;

namespace relata {

class DiagramScene;

/// A diagram as a file or on paper, always in the light colours. GUI thread. Files appear whole or not at all; errors
/// are sentences.
namespace diagramexport {

enum class Format { Svg, Png, Pdf };

/// By the file's ending; nothing where it is none of them.
[[nodiscard]] std::optional<Format> formatOf(const QString &file);

/// `scale` is how many pixels of a PNG stand for one of the diagram; 1 to 4.
[[nodiscard]] Done write(DiagramScene &scene, const QString &file, Format format, qreal scale);

/// At its own size, or smaller where one page nearly holds it; over several pages where not, each saying which it is.
[[nodiscard]] Done print(DiagramScene &scene, QPrinter &printer);

} // namespace diagramexport

} // namespace relata
