#pragma once

#include <QRectF>
#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionComplex;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QStyleOptionTab;
class QStyleOptionProgressBar;
class QWidget;

/// How RelataStyle draws its pieces; each function paints one and nothing else. GUI thread.
namespace relata::stylepaint {

enum class Arrow { Up, Down, Left, Right };

void box(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &edge, qreal width = 1);
void arrow(QPainter &painter, const QRectF &rect, Arrow direction, const QColor &colour, qreal size = 8);

/// The frame of a line edit, combo or spin box.
void field(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void pushButton(QPainter &painter, const QStyleOption &option, const QWidget *widget);
[[nodiscard]] QColor pushButtonText(const QStyleOption &option, const QWidget *widget);
void toolButton(QPainter &painter, const QStyleOption &option);
void checkBox(QPainter &painter, const QStyleOption &option);
void radioButton(QPainter &painter, const QStyleOption &option);
void scrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle);
void headerSection(QPainter &painter, const QStyleOptionHeader &option);
void tab(QPainter &painter, const QStyleOptionTab &option);
void progress(QPainter &painter, const QStyleOptionProgressBar &option);
void rowBackground(QPainter &painter, const QStyleOption &option);

} // namespace relata::stylepaint
