#include "views/parts/glyphs.h"

#include "views/parts/glyphicon.h"
#include "views/parts/palette.h"

#include <QGuiApplication>
#include <QPainterPath>

namespace relata::glyphs {

namespace {

enum class Count { One, Many };
struct Sides
{
    Count near = Count::One;
    Count far = Count::One;
};

Sides sidesOf(const End &end, const Schema &schema)
{
    switch (end.kind) {
    case End::Kind::ToOne:
        return {schema.reference(end.reference).unique ? Count::One : Count::Many, Count::One};
    case End::Kind::ToOneBack:
        return {Count::One, Count::One};
    case End::Kind::ToMany:
        return {Count::One, Count::Many};
    case End::Kind::ManyToMany:
        return {Count::Many, Count::Many};
    }
    Q_UNREACHABLE();
}

QColor colourOf(Sides sides)
{
    const Palette &palette = Palette::current();
    if (sides.near == Count::Many && sides.far == Count::Many)
        return palette.manyToMany;
    return sides.near == Count::One && sides.far == Count::One ? palette.oneToOne : palette.link;
}

/// One end's sign; `x` is where the line ends and `inward` (1 or -1) where the line runs from there.
void addSign(QPainterPath &path, Count count, qreal x, qreal inward)
{
    if (count == Count::One) {
        path.moveTo(x + 3 * inward, -4.2);
        path.lineTo(x + 3 * inward, 4.2);
        return;
    }
    path.moveTo(x + 6.2 * inward, 0);
    path.lineTo(x, -4.2);
    path.moveTo(x + 6.2 * inward, 0);
    path.lineTo(x, 4.2);
}

void paintSides(QPainter &painter, const QRectF &box, Sides sides, const QColor &colour)
{
    QPainterPath path(QPointF(-9.5, 0));
    path.lineTo(9.5, 0);
    addSign(path, sides.near, -9.5, 1);
    addSign(path, sides.far, 9.5, -1);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(box.center());
    const qreal scale = qMin(box.width() / 24, box.height() / 16);
    painter.scale(scale, scale);
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

/// Draws itself anew for each theme, size and direction.
class KindEngine final : public QIconEngine
{
public:
    explicit KindEngine(Sides sides) : m_sides(sides) {}

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const Sides sides = QGuiApplication::isRightToLeft() ? Sides{m_sides.far, m_sides.near} : m_sides;
        const QColor colour = mode == QIcon::Disabled ? Palette::current().disabled : colourOf(m_sides);
        paintSides(*painter, rect, sides, colour);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    QIconEngine *clone() const override { return new KindEngine(m_sides); }

private:
    Sides m_sides;
};

} // namespace

QIcon icon(const QString &freedesktopName) { return icon(freedesktopName, QColor()); }

QIcon icon(const QString &freedesktopName, const QColor &colour)
{
    const QString folder = glyphicon::folderOf(freedesktopName);
    if (folder.isEmpty())
        return QIcon::fromTheme(freedesktopName);
    return QIcon(new glyphicon::Engine(folder, freedesktopName, colour));
}

void paintKind(QPainter &painter, const QRectF &box, const End &end, const Schema &schema,
               Qt::LayoutDirection direction)
{
    const Sides sides = sidesOf(end, schema);
    const Sides drawn = direction == Qt::RightToLeft ? Sides{sides.far, sides.near} : sides;
    paintSides(painter, box, drawn, colourOf(sides));
}

QSize kindSize() { return {24, 16}; }

QIcon kindIcon(const End &end, const Schema &schema) { return QIcon(new KindEngine(sidesOf(end, schema))); }

QString kindText(const End &end, const Schema &schema)
{
    const Sides sides = sidesOf(end, schema);
    const auto letter = [](Count count) { return QChar(count == Count::One ? u'1' : u'N'); };
    // Forced left to right: "1:N" must not turn into "N:1" beside Arabic or Hebrew.
    const QChar text[] = {QChar(0x202D), letter(sides.near), u':', letter(sides.far), QChar(0x202C)};
    return QString(text, 5);
}

QColor kindColour(const End &end, const Schema &schema) { return colourOf(sidesOf(end, schema)); }

} // namespace relata::glyphs
