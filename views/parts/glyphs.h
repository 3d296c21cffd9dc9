#pragma once

#include "schema/schema.h"

#include <QIcon>
#include <QPainter>

namespace relata::glyphs {

/// A freedesktop icon in the palette's text colour (or another), with Breeze as the packaged fallback.
[[nodiscard]] QIcon icon(const QString &freedesktopName);
[[nodiscard]] QIcon icon(const QString &freedesktopName, const QColor &colour);

/// How a relationship's line is drawn, seen from one end: the near side first. 24 x 16 logical px; mirrors right to
/// left.
void paintKind(QPainter &painter, const QRectF &box, const End &end, const Schema &schema,
               Qt::LayoutDirection direction);
[[nodiscard]] QSize kindSize();
[[nodiscard]] QIcon kindIcon(const End &end, const Schema &schema);
/// "1:1", "1:N", "N:1", "N:N" as seen from the end, kept left to right.
[[nodiscard]] QString kindText(const End &end, const Schema &schema);
[[nodiscard]] QColor kindColour(const End &end, const Schema &schema);

} // namespace relata::glyphs
