#include "views/schema/diagram/diagramplaces.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// Farther away nothing can be found again, and coordinates lose their pixels.
constexpr double farthest = 1e6;

QJsonArray toArray(const QSet<QString> &names)
{
    QStringList sorted(names.cbegin(), names.cend());
    std::ranges::sort(sorted);
    return QJsonArray::fromStringList(sorted);
}

QSet<QString> toSet(const QJsonValue &json)
{
    QSet<QString> names;
    const QJsonArray array = json.toArray();
    for (const auto &name : array)
        if (name.isString())
            names.insert(name.toString());
    return names;
}

QJsonObject placesToJson(const QMap<QString, QPointF> &boxes)
{
    QJsonObject json;
    for (auto it = boxes.cbegin(); it != boxes.cend(); ++it)
        json[it.key()] = QJsonArray{it->x(), it->y()};
    return json;
}

QMap<QString, QPointF> placesFromJson(const QJsonObject &json)
{
    QMap<QString, QPointF> boxes;
    for (auto it = json.begin(); it != json.end(); ++it) {
        const QJsonArray point = it->toArray();
        if (point.size() != 2 || !point[0].isDouble() || !point[1].isDouble())
            continue;
        const QPointF place(point[0].toDouble(), point[1].toDouble());
        if (std::abs(place.x()) <= farthest && std::abs(place.y()) <= farthest)
            boxes.insert(it.key(), place);
    }
    return boxes;
}

} // namespace

void DiagramPlaces::show(const QString &otherDetail)
{
    others.insert(detail, boxes);
    detail = otherDetail;
    boxes = others.take(otherDetail);
}

void DiagramPlaces::takeOver(const DiagramPlaces &from, const QString &name, const QString &as)
{
    const auto copy = [&](const QMap<QString, QPointF> &known, QMap<QString, QPointF> &mine) {
        if (const auto place = known.constFind(name); place != known.constEnd())
            mine.insert(as, *place);
    };
    copy(from.boxes, boxes);
    for (auto it = from.others.cbegin(); it != from.others.cend(); ++it)
        copy(*it, others[it.key()]);
    if (from.unfolded.contains(name))
        unfolded.insert(as);
    if (from.whole.contains(name))
        whole.insert(as);
}

QJsonObject DiagramPlaces::toJson() const
{
    QJsonObject json{{u"boxes"_s, placesToJson(boxes)}, {u"unfolded"_s, toArray(unfolded)}};
    if (!whole.isEmpty())
        json[u"whole"_s] = toArray(whole);
    if (!detail.isEmpty())
        json[u"detail"_s] = detail;
    QJsonObject rest;
    for (auto it = others.cbegin(); it != others.cend(); ++it)
        rest[it.key()] = placesToJson(*it);
    if (!rest.isEmpty())
        json[u"others"_s] = rest;
    return json;
}

DiagramPlaces DiagramPlaces::fromJson(const QJsonObject &json)
{
    DiagramPlaces places;
    places.boxes = placesFromJson(json[u"boxes"_s].toObject());
    places.unfolded = toSet(json[u"unfolded"_s]);
    places.whole = toSet(json[u"whole"_s]);
    places.detail = json[u"detail"_s].toString();
    const QJsonObject rest = json[u"others"_s].toObject();
    for (auto it = rest.begin(); it != rest.end(); ++it)
        places.others.insert(it.key(), placesFromJson(it->toObject()));
    return places;
}

} // namespace relata
