#include "views/schema/diagram/diagramwalk.h"

#include "views/schema/diagram/diagramscene.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace relata::diagramwalk {

namespace {

QPointF centreOf(const DiagramBoxItem &box) { return box.place().center(); }

/// How far off, where going aside counts twice; nothing for what lies elsewhere.
std::optional<qreal> distance(const QPointF &way, const QPointF &heading)
{
    const qreal ahead = QPointF::dotProduct(way, heading);
    const qreal aside = std::abs(way.x() * heading.y()) + std::abs(way.y() * heading.x());
    return ahead > 0 ? std::optional(ahead + 2 * aside) : std::nullopt;
}

} // namespace

std::vector<ModelId> readingOrder(const DiagramScene &scene)
{
    std::vector<const DiagramBoxItem *> boxes(scene.boxes().begin(), scene.boxes().end());
    std::ranges::stable_sort(boxes, {},
                             [](const DiagramBoxItem *box) { return std::pair(box->cell().y(), box->cell().x()); });
    std::vector<ModelId> models;
    for (const DiagramBoxItem *box : boxes)
        models.push_back(box->box().model);
    return models;
}

std::optional<ModelId> nextBox(const DiagramScene &scene, const DiagramBoxItem &here, const QPoint &heading)
{
    std::optional<std::tuple<bool, qreal, ModelId>> best;
    const auto offer = [&](const DiagramBoxItem &box, bool unrelated) {
        if (&box == &here)
            return;
        if (const auto far = distance(centreOf(box) - centreOf(here), heading)) {
            const std::tuple candidate(unrelated, *far, box.box().model);
            if (!best || candidate < *best)
                best = candidate;
        }
    };
    for (const DiagramLineItem *line : scene.lines()) {
        const auto [from, to] = scene.boxesOf(line->line());
        if (from == &here || to == &here)
            offer(from == &here ? *to : *from, false);
    }
    for (const DiagramBoxItem *box : scene.boxes())
        offer(*box, true);
    return best ? std::optional(std::get<ModelId>(*best)) : std::nullopt;
}

std::optional<ModelId> endOf(const DiagramScene &scene, const DiagramLineItem &line, const QPoint &heading)
{
    const auto [from, to] = scene.boxesOf(line.line());
    const QPointF here = line.wordsPlace().center();
    const auto toFrom = distance(centreOf(*from) - here, heading);
    const auto toTo = distance(centreOf(*to) - here, heading);
    if (toFrom && (!toTo || *toFrom < *toTo))
        return from->box().model;
    return toTo ? std::optional(to->box().model) : std::nullopt;
}

std::vector<int> linesAround(const DiagramScene &scene, const DiagramBoxItem &box)
{
    std::vector<std::pair<qreal, int>> found;
    // The angle of the upper left corner, where counting begins.
    const QRectF rect = box.place();
    const qreal first = std::atan2(-rect.height(), -rect.width());
    for (std::size_t i = 0; i < scene.lines().size(); ++i) {
        const DiagramLineItem &line = *scene.lines()[i];
        const auto [from, to] = scene.boxesOf(line.line());
        if ((from != &box && to != &box) || line.route().empty())
            continue;
        const QPoint end = from == &box ? line.route().front() : line.route().back();
        const QPointF way = QPointF(end) * DiagramScene::grid() - centreOf(box);
        const qreal angle = std::atan2(way.y(), way.x());
        found.emplace_back(angle < first ? angle + 2 * std::numbers::pi : angle, static_cast<int>(i));
    }
    std::ranges::sort(found);
    std::vector<int> lines;
    for (const auto &[angle, line] : found)
        lines.push_back(line);
    return lines;
}

} // namespace relata::diagramwalk
