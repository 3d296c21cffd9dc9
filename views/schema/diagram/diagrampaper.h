#pragma once

#include "base/error.h"

#include <QRectF>

/// What files and printers have in common. Within the diagram's exports; GUI thread.
namespace relata {

class DiagramScene;

namespace diagramexport {

constexpr qreal screenDots = 96; ///< per inch: one px of the diagram on paper

/// As long as it lives, the scene draws itself for paper.
class ForPaper
{
public:
    explicit ForPaper(DiagramScene &scene);
    ~ForPaper();
    Q_DISABLE_COPY_MOVE(ForPaper)

private:
    DiagramScene &m_scene;
};

/// All of it with a margin, in whole px.
[[nodiscard]] QRectF areaOf(const DiagramScene &scene);

[[nodiscard]] tl::unexpected<Error> nothingToDraw();

} // namespace diagramexport

} // namespace relata
