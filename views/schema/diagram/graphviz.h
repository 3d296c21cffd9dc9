#pragma once

#include "views/schema/diagram/diagramlayout.h"

/// The border to Graphviz (libgvc 2.42): nothing else includes its headers.
namespace relata::diagram::graphviz {

enum class Engine {
    DotDown, ///< ranks from top to bottom
    DotRight, ///< ranks from left to right
    Springs, ///< all distances kept as well as can be (neato); slow above some hundred boxes
    Forces, ///< coarse to fine (sfdp): seconds for some thousand boxes
};

/// The top left corners, rounded to whole cells; boxes do not overlap by Graphviz's own measure. Any thread: a mutex
/// lets in one at a time. Cannot be interrupted.
[[nodiscard]] std::vector<QPoint> place(const Graph &graph, Engine engine);

} // namespace relata::diagram::graphviz
