#include "views/browse/cellpaint.h"

#include "views/parts/glyphs.h"
#include "views/parts/type.h"

#include <QCoreApplication>
#include <QPainterPath>
#include <QStyle>

#include <algorithm>

namespace relata::cellpaint {
using namespace Qt::StringLiterals;
namespace {

struct CellWords
{
    Q_DECLARE_TR_FUNCTIONS(relata::CellPaint)
};

/// Links are counted no further than this.
constexpr qint64 countedAtMost = 1000;

/// Only the end of a key tells it from its neighbours.
QString shortKey(const Key &key)
{
    const QString text = keyText(key);
    return text.size() <= 8 ? text : QString(u'…' % text.right(4));
}

QString chipText(const InstanceRef &to)
{
    if (to.missing)
        return CellWords::tr("key %1 not found").arg(shortKey(to.key));
    return to.label.isEmpty() ? keyText(to.key) : to.label.simplified();
}

QString moreText(const Links &links, int shown)
{
    if (links.count > countedAtMost)
        return u"+%1…"_s.arg(countedAtMost - shown);
    return u"+%1"_s.arg(links.count - shown);
}

} // namespace

std::vector<Chip> layout(const QRect &cell, const Links &links, bool toOne, Qt::LayoutDirection direction)
{
    const QFontMetrics metrics(type::small());
    const int padding = type::px(8);
    const int gap = type::px(4);
    const int arrowWidth = toOne ? type::px(18) : 0;
    const int height = std::min(cell.height() - 2, metrics.height() + type::px(4));
    const QRect area = cell.adjusted(gap * 2, 0, -gap, 0);
    std::vector<Chip> chips;
    int x = 0;
    const auto place = [&](int width) {
        const QRect box(area.left() + x, area.center().y() - height / 2 + 1, width, height);
        return QStyle::visualRect(direction, cell, box);
    };
    const int count = static_cast<int>(links.first.size());
    for (int i = 0; i < count; ++i) {
        const InstanceRef &to = links.first[static_cast<std::size_t>(i)];
        const bool more = links.count > i + 1;
        const int moreWidth = more ? gap + metrics.horizontalAdvance(moreText(links, i + 1)) + padding : 0;
        const int arrow = to.missing ? 0 : arrowWidth;
        const int free = area.width() - x - moreWidth;
        QString text = chipText(to);
        int width = metrics.horizontalAdvance(text) + 2 * padding + arrow;
        if (width > free) {
            if (i > 0)
                break;
            // The first one is always shown, cut where it must be.
            text = type::elided(metrics, text, Qt::ElideRight, std::max(0, free - 2 * padding - arrow));
            width = std::max(2 * padding + arrow, free);
        }
        Chip chip{place(width), {}, text, i};
        if (arrow > 0)
            chip.arrow = QStyle::visualRect(
                direction, chip.box,
                QRect(chip.box.right() - arrow - gap / 2, chip.box.top(), arrow + gap / 2 + 1, height));
        chips.push_back(chip);
        x += width + gap;
    }
    const int shown = static_cast<int>(chips.size());
    if (shown > 0 && links.count > shown) {
        const QString text = moreText(links, shown);
        chips.push_back({place(metrics.horizontalAdvance(text) + padding), {}, text, -1});
    }
    return chips;
}

void paintChip(QPainter &painter, const Chip &chip, const ChipState &state, Qt::LayoutDirection direction)
{
    const Palette &colours = Palette::current();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(type::small());
    const QRectF box = QRectF(chip.box).adjusted(0.5, 0.5, -0.5, -0.5);
    if (chip.link < 0) {
        painter.setPen(colours.secondary);
        painter.drawText(chip.box, Qt::AlignCenter, chip.text);
        painter.restore();
        return;
    }
    const qreal radius = state.toOne ? type::px(4) : box.height() / 2;
    const bool edge = state.toOne || state.selected || state.missing;
    QPen pen(state.missing ? colours.outline : colours.chipEdge, 1, state.missing ? Qt::DashLine : Qt::SolidLine);
    painter.setPen(edge ? pen : QPen(Qt::NoPen));
    painter.setBrush(state.missing ? QBrush(Qt::NoBrush) : QBrush(state.selected ? colours.base : colours.chip));
    painter.drawRoundedRect(box, radius, radius);

    const int padding = type::px(8);
    QRect text = chip.box.adjusted(padding, 0, -padding, 0);
    if (!chip.arrow.isNull()) {
        if (direction == Qt::LeftToRight)
            text.setRight(chip.arrow.left());
        else
            text.setLeft(chip.arrow.right());
    }
    painter.setPen(state.missing ? colours.secondary : colours.text);
    const auto align = QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter);
    painter.drawText(text, static_cast<int>(align) | Qt::TextSingleLine, chip.text);
    if (!chip.arrow.isNull()) {
        const qreal way = direction == Qt::LeftToRight ? 1 : -1;
        const QPointF middle = QRectF(chip.arrow).center();
        const qreal half = type::px(4);
        QPainterPath path;
        path.moveTo(middle.x() - way * half, middle.y());
        path.lineTo(middle.x() + way * half, middle.y());
        path.moveTo(middle.x() + way * half * 0.2, middle.y() - half * 0.8);
        path.lineTo(middle.x() + way * half, middle.y());
        path.lineTo(middle.x() + way * half * 0.2, middle.y() + half * 0.8);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.link, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(path);
    }
    painter.restore();
}

void paintLoading(QPainter &painter, const QRect &cell, int column, Qt::LayoutDirection direction)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Palette::current().divider);
    // Bars of different lengths look like text that is on its way.
    const int width = cell.width() * (45 + (column * 17) % 35) / 100;
    const int height = type::px(8);
    const QRect bar(cell.left() + type::px(8), cell.center().y() - height / 2, width, height);
    painter.drawRoundedRect(QStyle::visualRect(direction, cell, bar), height / 2.0, height / 2.0);
    painter.restore();
}

void paintChanged(QPainter &painter, const QRect &cell)
{
    const Palette &colours = Palette::current();
    painter.fillRect(cell, colours.warningTint);
    painter.fillRect(QRect(cell.left(), cell.bottom() - 1, cell.width(), 2), colours.warning);
}

void paintEdited(QPainter &painter, const QRect &cell, Qt::LayoutDirection direction)
{
    const int size = type::px(7);
    const QPoint corner = direction == Qt::LeftToRight ? cell.topRight() + QPoint(1, 0) : cell.topLeft();
    const int way = direction == Qt::LeftToRight ? -size : size;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Palette::current().link);
    painter.drawPolygon(QPolygon({corner, corner + QPoint(way, 0), corner + QPoint(0, size)}));
    painter.restore();
}

void paintWave(QPainter &painter, const QRect &text)
{
    QPainterPath path(QPointF(text.left(), text.bottom()));
    int step = 0;
    for (int x = text.left() + 2; x <= text.right(); x += 2)
        path.lineTo(x, text.bottom() - (++step % 2 ? 2 : 0));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Palette::current().danger, 1.2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

void paintFocus(QPainter &painter, const QRect &cell)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(QPen(Palette::current().accent, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(cell.adjusted(1, 1, -1, -1));
    painter.restore();
}

void paintSign(QPainter &painter, const QRect &box, Sign sign)
{
    const Palette &colours = Palette::current();
    const int size = type::px(16);
    const QRect place(box.center().x() - size / 2 + 1, box.center().y() - size / 2 + 1, size, size);
    const auto paint = [&](const QString &name, const QColor &colour) {
        glyphs::icon(name, colour).paint(&painter, place);
    };
    switch (sign) {
    case Sign::None:
        break;
    case Sign::Invalid:
        paint(u"data-error"_s, colours.danger);
        break;
    case Sign::Missing:
        paint(u"data-warning"_s, colours.danger);
        break;
    case Sign::Edited:
        paint(u"document-edit"_s, colours.link);
        break;
    case Sign::Changed:
        paint(u"view-refresh"_s, colours.warning);
        break;
    }
}

} // namespace relata::cellpaint
