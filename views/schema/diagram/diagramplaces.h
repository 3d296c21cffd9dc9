#pragma once

#include <QJsonObject>
#include <QMap>
#include <QPointF>
#include <QSet>
#include <QString>

namespace relata {

/// Where a diagram's boxes stand, by model name, and which join models are unfolded. A value; any thread.
struct DiagramPlaces
{
    QMap<QString, QPointF> boxes; ///< top left, in logical px
    QSet<QString> unfolded;

    [[nodiscard]] QJsonObject toJson() const;
    /// What cannot be read is left out: that box is placed anew.
    [[nodiscard]] static DiagramPlaces fromJson(const QJsonObject &json);
    friend bool operator==(const DiagramPlaces &, const DiagramPlaces &) = default;
};

} // namespace relata
