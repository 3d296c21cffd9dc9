#include "views/schema/diagram/graphviz.h"

#include <gvc.h>

#include <cmath>
#include <mutex>
#include <string>

namespace relata::diagram::graphviz {

namespace {

/// Room around a box, in cells, that the engines count as part of it: the gap between two boxes.
constexpr QSize gap(12, 8);
/// Graphviz measures sizes in inches and answers in points; one cell is one point here.
constexpr double pointsPerInch = 72;

/// The C library takes names and values as `char *` and only reads them.
char *mutableText(const char *text) { return const_cast<char *>(text); }

/// Created once: loading its plug-ins takes longer than a small layout. Never freed, because the library keeps global
/// state that outlives any context.
GVC_t *context()
{
    static GVC_t *const made = gvContext();
    return made;
}

const char *nameOf(Engine engine)
{
    switch (engine) {
    case Engine::DotDown:
    case Engine::DotRight:
        return "dot";
    case Engine::Springs:
        return "neato";
    case Engine::Forces:
        return "sfdp";
    }
    return "dot";
}

void set(Agraph_t *graph, int kind, const char *name, const char *value)
{
    agattr(graph, kind, mutableText(name), mutableText(value));
}

void describe(Agraph_t *graph, Engine engine)
{
    set(graph, AGNODE, "shape", "box");
    set(graph, AGNODE, "label", "");
    set(graph, AGNODE, "fixedsize", "true");
    set(graph, AGNODE, "width", "1");
    set(graph, AGNODE, "height", "1");
    set(graph, AGRAPH, "splines", "false");
    set(graph, AGRAPH, "nodesep", "0.02");
    set(graph, AGRAPH, "ranksep", "0.02");
    set(graph, AGRAPH, "rankdir", engine == Engine::DotRight ? "LR" : "TB");
    // Bounds on the time that crossing and position search may take.
    set(graph, AGRAPH, "nslimit", "8");
    set(graph, AGRAPH, "nslimit1", "8");
    set(graph, AGRAPH, "maxiter", "300");
    set(graph, AGRAPH, "overlap", "prism");
    set(graph, AGRAPH, "sep", "+0");
    set(graph, AGRAPH, "start", "7"); // the same picture every time
}

} // namespace

std::vector<QPoint> place(const Graph &graph, Engine engine)
{
    static std::mutex one;
    const std::lock_guard lock(one);

    Agraph_t *drawn = agopen(mutableText("diagram"), Agdirected, nullptr);
    describe(drawn, engine);
    std::vector<Agnode_t *> nodes;
    for (const QSize &size : graph.boxes) {
        Agnode_t *node = agnode(drawn, mutableText(std::to_string(nodes.size()).c_str()), 1);
        const auto inches = [](int cells) { return std::to_string(cells / pointsPerInch); };
        agset(node, mutableText("width"), mutableText(inches(size.width() + gap.width()).c_str()));
        agset(node, mutableText("height"), mutableText(inches(size.height() + gap.height()).c_str()));
        nodes.push_back(node);
    }
    for (const Graph::Edge &edge : graph.edges)
        agedge(drawn, nodes[static_cast<std::size_t>(edge.from)], nodes[static_cast<std::size_t>(edge.to)], nullptr, 1);

    std::vector<QPoint> places(graph.boxes.size());
    if (gvLayout(context(), drawn, nameOf(engine)) == 0) {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const pointf middle = ND_coord(nodes[i]);
            // Graphviz counts upwards.
            places[i] = QPoint(static_cast<int>(std::lround(middle.x - graph.boxes[i].width() / 2.0)),
                               static_cast<int>(std::lround(-middle.y - graph.boxes[i].height() / 2.0)));
        }
        gvFreeLayout(context(), drawn);
    }
    agclose(drawn);
    return places;
}

} // namespace relata::diagram::graphviz
