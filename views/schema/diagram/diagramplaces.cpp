#include "views/schema/diagram/diagramplaces.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// Farther away nothing can be found again, and coordinates lose their pixels.
constexpr double farthest = 1e6;

} // namespace

QJsonObject DiagramPlaces::toJson() const
{
    QJsonObject places;
    for (auto it = boxes.cbegin(); it != boxes.cend(); ++it)
        places[it.key()] = QJsonArray{it->x(), it->y()};
    QStringList names(unfolded.cbegin(), unfolded.cend());
    std::ranges::sort(names);
    return {{u"boxes"_s, places}, {u"unfolded"_s, QJsonArray::fromStringList(names)}};
}

DiagramPlaces DiagramPlaces::fromJson(const QJsonObject &json)
{
    DiagramPlaces places;
    const QJsonObject boxes = json[u"boxes"_s].toObject();
    for (auto it = boxes.begin(); it != boxes.end(); ++it) {
        const QJsonArray point = it->toArray();
        if (point.size() != 2 || !point[0].isDouble() || !point[1].isDouble())
            continue;
        const QPointF place(point[0].toDouble(), point[1].toDouble());
        if (std::abs(place.x()) <= farthest && std::abs(place.y()) <= farthest)
            places.boxes.insert(it.key(), place);
    }
    const QJsonArray unfolded = json[u"unfolded"_s].toArray();
    for (const auto &name : unfolded)
        if (name.isString())
            places.unfolded.insert(name.toString());
    return places;
}

} // namespace relata
