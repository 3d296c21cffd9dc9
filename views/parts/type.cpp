#include "views/parts/type.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetrics>

namespace relata::type {

namespace {

QFont fontOf(qreal factor, QFont::Weight weight)
{
    QFont font = QApplication::font();
    if (font.pointSizeF() > 0)
        font.setPointSizeF(font.pointSizeF() * factor);
    else
        font.setPixelSize(qRound(font.pixelSize() * factor));
    font.setWeight(weight);
    return font;
}

} // namespace

QFont title() { return fontOf(1.30, QFont::DemiBold); }

QFont detail() { return fontOf(1.15, QFont::DemiBold); }

QFont strong() { return fontOf(1.0, QFont::DemiBold); }

QFont small() { return fontOf(0.92, QFont::Normal); }

QFont heading() { return fontOf(0.86, QFont::DemiBold); }

QFont code()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QFont body = fontOf(0.94, QFont::Normal);
    if (body.pointSizeF() > 0)
        font.setPointSizeF(body.pointSizeF());
    else
        font.setPixelSize(body.pixelSize());
    return font;
}

int px(int length) { return qRound(length * QFontMetrics(QApplication::font()).height() / 18.0); }

QString elided(const QFontMetrics &metrics, const QString &text, Qt::TextElideMode mode, int width)
{
    return metrics.horizontalAdvance(text) <= width ? text : metrics.elidedText(text, mode, width);
}

void applyFonts()
{
    QApplication::setFont(fontOf(0.92, QFont::Medium), "QHeaderView");
    QApplication::setFont(small(), "QTipLabel");
    QApplication::setFont(small(), "QStatusBar");
}

} // namespace relata::type
