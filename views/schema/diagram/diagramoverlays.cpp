#include "views/schema/diagram/diagramoverlays.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramscene.h"
#include "views/schema/diagram/diagramview.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace relata {

using type::px;

namespace {

int edgeGap() { return px(14); }

struct LegendRow
{
    RelationshipKind kind;
    diagram::Sign left;
    diagram::Sign right;
    QString words;
};

std::vector<LegendRow> legendRows()
{
    using diagram::Sign;
    return {{RelationshipKind::OneToOne, Sign::One, Sign::One, DiagramLegend::tr("one to one")},
            {RelationshipKind::OneToMany, Sign::One, Sign::Many, DiagramLegend::tr("one to many")},
            {RelationshipKind::OneToMany, Sign::ExactlyOne, Sign::Many, DiagramLegend::tr("one to many, required")},
            {RelationshipKind::ManyToMany, Sign::Many, Sign::Many,
             DiagramLegend::tr("many to many, through a join model")}};
}

void paintPanel(QPainter &painter, const QRect &rect)
{
    const Palette &p = Palette::current();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(p.divider);
    painter.setBrush(p.base);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), px(5), px(5));
}

void paintLegendSign(QPainter &painter, diagram::Sign sign, const QPointF &edge, qreal out)
{
    const qreal spread = px(4);
    const auto bar = [&](qreal away) {
        painter.drawLine(edge + QPointF(out * away, -spread), edge + QPointF(out * away, spread));
    };
    if (sign == diagram::Sign::Many) {
        painter.drawLine(edge + QPointF(out * px(7), 0), edge + QPointF(0, -spread));
        painter.drawLine(edge + QPointF(out * px(7), 0), edge + QPointF(0, spread));
        return;
    }
    bar(px(3));
    if (sign == diagram::Sign::ExactlyOne)
        bar(px(6));
}

} // namespace

DiagramOverview::DiagramOverview(DiagramScene &scene, DiagramView &view) : QWidget(&view), m_scene(scene), m_view(view)
{
    setObjectName(QStringLiteral("diagramOverview"));
    setAccessibleName(tr("Overview"));
    setToolTip(tr("Press or drag to go there"));
    setCursor(Qt::PointingHandCursor);
    resize(sizeHint());
    connect(&view, &DiagramView::sightChanged, this, &DiagramOverview::settle);
    hide();
}

QSize DiagramOverview::sizeHint() const { return {px(190), px(130)}; }

void DiagramOverview::settle()
{
    const QRectF all = m_scene.contentRect();
    const QRectF sight = m_view.mapToScene(m_view.viewport()->rect()).boundingRect();
    const bool roomy = m_view.width() > px(560) && m_view.height() > px(360);
    setVisible(roomy && !all.isEmpty() && !sight.contains(all));
    const QRect room = m_view.viewport()->geometry();
    move(room.right() + 1 - width() - edgeGap(), room.bottom() + 1 - height() - edgeGap());
    raise();
    update();
}

QTransform DiagramOverview::toSmall() const
{
    const QRectF all = m_scene.contentRect();
    const QRectF room = QRectF(rect()).adjusted(px(8), px(8), -px(8), -px(8));
    const qreal scale =
        std::min(room.width() / std::max(1.0, all.width()), room.height() / std::max(1.0, all.height()));
    QTransform transform;
    transform.translate(room.center().x(), room.center().y());
    transform.scale(scale, scale);
    transform.translate(-all.center().x(), -all.center().y());
    return transform;
}

void DiagramOverview::paintEvent(QPaintEvent *)
{
    const Palette &p = Palette::current();
    QPainter painter(this);
    paintPanel(painter, rect());
    painter.setClipRect(rect().adjusted(2, 2, -2, -2));
    const QTransform small = toSmall();
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const DiagramBoxItem *box : m_scene.boxes()) {
        if (!box->isVisible())
            continue;
        const QRectF place = small.mapRect(QRectF(box->pos(), QSizeF(box->cells()) * DiagramScene::grid()));
        const QRect pixels = place.toAlignedRect();
        painter.fillRect(pixels, box->isSelected() ? p.accent : p.outline);
    }
    const QRectF sight = small.mapRect(m_view.mapToScene(m_view.viewport()->rect()).boundingRect());
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = p.accent;
    veil.setAlphaF(0.12F);
    painter.setBrush(veil);
    painter.setPen(QPen(p.accent, 1.5));
    painter.drawRect(sight & QRectF(rect()).adjusted(2, 2, -2, -2));
}

void DiagramOverview::go(const QPointF &place) { m_view.centerOn(toSmall().inverted().map(place)); }

void DiagramOverview::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        go(event->position());
}

void DiagramOverview::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        go(event->position());
}

DiagramLegend::DiagramLegend(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Legend"));
}

QSize DiagramLegend::sizeHint() const
{
    const QFontMetrics metrics(type::small());
    const auto rows = legendRows();
    int words = 0;
    for (const LegendRow &row : rows)
        words = std::max(words, metrics.horizontalAdvance(row.words));
    return {words + px(62), static_cast<int>(rows.size()) * px(22) + px(12)};
}

void DiagramLegend::paintEvent(QPaintEvent *)
{
    const Palette &p = Palette::current();
    QPainter painter(this);
    painter.fillRect(rect(), p.base);
    painter.fillRect(0, 0, width(), 1, p.divider);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(type::small());
    qreal y = px(6);
    for (const LegendRow &row : legendRows()) {
        const QColor colour = row.kind == RelationshipKind::OneToOne ? p.oneToOne
            : row.kind == RelationshipKind::OneToMany                ? p.link
                                                                     : p.manyToMany;
        const qreal middle = y + px(11);
        painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap));
        const auto visual = [&](int left, int width) {
            return QRectF(QStyle::visualRect(layoutDirection(), rect(), QRect(left, qRound(y), width, px(22))));
        };
        const QRectF sign = visual(px(14), px(22));
        const bool mirrored = isRightToLeft();
        painter.drawLine(QPointF(sign.left(), middle), QPointF(sign.right(), middle));
        paintLegendSign(painter, mirrored ? row.right : row.left, {sign.left(), middle}, 1);
        paintLegendSign(painter, mirrored ? row.left : row.right, {sign.right(), middle}, -1);
        painter.setPen(p.secondary);
        painter.drawText(visual(px(48), width() - px(50)), Qt::AlignVCenter | Qt::AlignLeading, row.words);
        y += px(22);
    }
}

} // namespace relata
