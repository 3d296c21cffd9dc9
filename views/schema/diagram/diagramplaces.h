#pragma once

#include <QJsonObject>
#include <QMap>
#include <QPointF>
#include <QSet>
#include <QString>

namespace relata {

/// Where a diagram's boxes stand, by model name, and how much of each model is shown. A value; any thread.
struct DiagramPlaces
{
    QMap<QString, QPointF> boxes; ///< top left, in logical px
    QSet<QString> unfolded; ///< join models with a box of their own
    QSet<QString> whole; ///< models with all their fields
    QString detail; ///< "keys", "names"; empty: fields
    /// Where boxes stand at other details: they are larger or smaller there.
    QMap<QString, QMap<QString, QPointF>> others;

    /// Changes the detail, and to the places that belong to it; none yet: all are placed anew.
    void show(const QString &otherDetail);
    /// All that `from` knows of a name holds for another one as well.
    void takeOver(const DiagramPlaces &from, const QString &name, const QString &as);

    [[nodiscard]] QJsonObject toJson() const;
    /// What cannot be read is left out: that box is placed anew.
    [[nodiscard]] static DiagramPlaces fromJson(const QJsonObject &json);
    friend bool operator==(const DiagramPlaces &, const DiagramPlaces &) = default;
};

} // namespace relata
