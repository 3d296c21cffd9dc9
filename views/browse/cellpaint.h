#pragma once

#include "data/rowwindow.h"
#include "views/parts/palette.h"

#include <QPainter>
#include <QRect>

#include <optional>
#include <vector>

/// How the content of cells is drawn, and what lies under the mouse there. Pure but for Palette::current(). GUI thread.
namespace relata::cellpaint {

/// A related instance as it stands in a cell.
struct Chip
{
    QRect box;
    QRect arrow; ///< to-one only: follows the link
    QString text;
    int link = -1; ///< in Links::first; -1: "+3", which leads to all of them
};

/// As many chips as fit into the cell's box; the last may be "+3". Laid out in the box's direction.
[[nodiscard]] std::vector<Chip> layout(const QRect &cell, const Links &links, bool toOne,
                                       Qt::LayoutDirection direction);

struct ChipState
{
    bool selected = false;
    bool toOne = false;
    bool missing = false;
};
void paintChip(QPainter &painter, const Chip &chip, const ChipState &state, Qt::LayoutDirection direction);

void paintLoading(QPainter &painter, const QRect &cell, int column, Qt::LayoutDirection direction);
/// The 2 px line and tint of a value that others changed.
void paintChanged(QPainter &painter, const QRect &cell);
/// The corner of a value that is typed and not saved.
void paintEdited(QPainter &painter, const QRect &cell, Qt::LayoutDirection direction);
void paintWave(QPainter &painter, const QRect &text);
void paintFocus(QPainter &painter, const QRect &cell);

/// What a row's gutter says; the worst first.
enum class Sign { None, Invalid, Missing, Edited, Changed };
void paintSign(QPainter &painter, const QRect &box, Sign sign);

} // namespace relata::cellpaint
