#pragma once

#include <QFont>
#include <QFontMetrics>

/// Sizes of the type and of the grid, all relative to the application's font. GUI thread.
namespace relata::type {

[[nodiscard]] QFont title(); ///< of a page, an instance, a dialog's question: 1.30, 600
[[nodiscard]] QFont detail(); ///< of a detail: 1.15, 600
[[nodiscard]] QFont strong(); ///< panel titles, list labels, chosen words: 1.00, 600
[[nodiscard]] QFont small(); ///< chips, hints, status bar: 0.92, 400
[[nodiscard]] QFont heading(); ///< groups, kind labels, count pills: 0.86, 600
[[nodiscard]] QFont code(); ///< keys and code: the fixed font x 0.94

/// A length of the look guide (made for an 18 px line) at the application's font.
[[nodiscard]] int px(int length);

/// Gives header views, tool tips and status bars their sizes.
void applyFonts();

/// The text if it fits as it is measured, else shortened. QFontMetrics shortens also what is exactly as wide as its own
/// advance says, because it compares before it rounds.
[[nodiscard]] QString elided(const QFontMetrics &metrics, const QString &text, Qt::TextElideMode mode, int width);

} // namespace relata::type
