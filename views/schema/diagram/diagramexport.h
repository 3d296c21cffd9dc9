#pragma once

#include "base/error.h"

#include <QByteArray>
#include <QImage>
#include <QString>

#include <functional>
#include <optional>

class QObject;
class QPrinter;

namespace relata {

class DiagramScene;

/// A diagram as a file or on paper, always in the light colours. Files appear whole or not at all; errors are
/// sentences.
namespace diagramexport {

enum class Format { Svg, Png, Pdf };

/// By the file's ending; nothing where it is none of them.
[[nodiscard]] std::optional<Format> formatOf(const QString &file);

/// A drawn diagram on its way to a file.
struct Picture
{
    QImage pixels; ///< of a PNG, which is still to be packed: that takes seconds
    QByteArray content; ///< of the others
};

/// `scale` is how many pixels of a PNG stand for one of the diagram; 1 to 4. GUI thread.
[[nodiscard]] Result<Picture> draw(DiagramScene &scene, Format format, qreal scale);
/// Any thread.
[[nodiscard]] Done write(const Picture &picture, const QString &file);
/// The same in the background; the answer comes on the GUI thread unless the context is gone, the file in any case.
void writeLater(Picture picture, const QString &file, QObject *context, std::function<void(const Done &)> done);

/// At its own size, or smaller where one page nearly holds it, the paper turned where that is better; over several
/// pages where not, cut between boxes, each saying which it is. GUI thread.
[[nodiscard]] Done print(DiagramScene &scene, QPrinter &printer);

} // namespace diagramexport

} // namespace relata
