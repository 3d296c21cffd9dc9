#include "views/help/guidediagram.h"

#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QPainter>

namespace relata {
namespace {

QColor lineColour(RelationshipKind kind)
{
    switch (kind) {
    case RelationshipKind::OneToOne:
        return Palette::current().oneToOne;
    case RelationshipKind::OneToMany:
        return Palette::current().link;
    case RelationshipKind::ManyToMany:
        return Palette::current().manyToMany;
    }
    Q_UNREACHABLE();
}

/// The sign at a line's end, `x` where it meets the box and `inward` pointing along the line: a bar or a crow's foot.
void paintEnd(QPainter &painter, qreal x, qreal y, qreal inward, bool many)
{
    const qreal foot = type::px(12);
    const qreal spread = type::px(6);
    if (many) {
        painter.drawLine(QPointF(x + inward * foot, y), QPointF(x, y - spread));
        painter.drawLine(QPointF(x + inward * foot, y), QPointF(x, y + spread));
    } else {
        painter.drawLine(QPointF(x + inward * foot / 2, y - spread), QPointF(x + inward * foot / 2, y + spread));
    }
}

} // namespace

GuideDiagram::GuideDiagram(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void GuideDiagram::show(const Schema &schema, const Relationship &relationship, const QString &inWords)
{
    m_source = schema.model(relationship.source).name;
    m_target = schema.model(relationship.target).name;
    m_join = relationship.isManyToMany() ? schema.model(relationship.through).name : QString();
    m_kind = relationship.kind;
    setAccessibleName(inWords);
    setToolTip(inWords);
    update();
}

QSize GuideDiagram::sizeHint() const { return {type::px(340), type::px(84)}; }

QSize GuideDiagram::minimumSizeHint() const { return {type::px(150), type::px(84)}; }

void GuideDiagram::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &palette = Palette::current();
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(palette.divider, 1));
    painter.setBrush(palette.base);
    painter.drawRoundedRect(area, type::px(5), type::px(5));

    const qreal margin = type::px(16);
    const qreal boxHeight = type::px(32);
    const qreal boxWidth = qMin<qreal>(type::px(120), (area.width() - 2 * margin) * 0.34);
    const qreal top = area.center().y() - boxHeight / 2;
    QRectF source(area.left() + margin, top, boxWidth, boxHeight);
    QRectF target(area.right() - margin - boxWidth, top, boxWidth, boxHeight);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    if (mirrored)
        std::swap(source, target);
    const QRectF &left = mirrored ? target : source;
    const QRectF &right = mirrored ? source : target;

    paintLine(painter, left.right(), right.left(), area.center().y());
    paintBox(painter, source, m_source);
    paintBox(painter, target, m_target);
}

void GuideDiagram::paintBox(QPainter &painter, const QRectF &box, const QString &name) const
{
    const Palette &palette = Palette::current();
    painter.setPen(QPen(palette.buttonEdge, 1));
    painter.setBrush(palette.window);
    painter.drawRoundedRect(box, type::px(5), type::px(5));
    painter.setPen(palette.text);
    painter.setFont(type::strong());
    const qreal pad = type::px(8);
    const QRectF inner = box.adjusted(pad, 0, -pad, 0);
    painter.drawText(inner, Qt::AlignCenter,
                     type::elided(painter.fontMetrics(), name, Qt::ElideRight, static_cast<int>(inner.width())));
}

void GuideDiagram::paintLine(QPainter &painter, qreal from, qreal to, qreal y) const
{
    const QColor colour = lineColour(m_kind);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const bool sourceMany = m_kind == RelationshipKind::ManyToMany;
    const bool targetMany = m_kind != RelationshipKind::OneToOne;
    painter.setPen(QPen(colour, 1.6, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(from, y), QPointF(to, y));
    paintEnd(painter, from, y, 1, mirrored ? targetMany : sourceMany);
    paintEnd(painter, to, y, -1, mirrored ? sourceMany : targetMany);
    if (m_join.isEmpty())
        return;

    painter.setFont(type::heading());
    const qreal room = to - from - type::px(36);
    const QString text =
        type::elided(painter.fontMetrics(), m_join, Qt::ElideMiddle, static_cast<int>(qMax<qreal>(room, 0)));
    const qreal width = painter.fontMetrics().horizontalAdvance(text) + type::px(16);
    const qreal height = type::px(20);
    const QRectF pill((from + to - width) / 2, y - height / 2, width, height);
    painter.setBrush(Palette::current().base);
    painter.drawRoundedRect(pill, height / 2, height / 2);
    painter.drawText(pill, Qt::AlignCenter, text);
}

} // namespace relata
