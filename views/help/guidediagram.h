#pragma once

#include "schema/schema.h"

#include <QWidget>

namespace relata {

/// One relationship drawn: two boxes, the line of its kind, the join model in a pill. A screen reader gets the same in
/// words as its accessible name. GUI thread.
class GuideDiagram final : public QWidget
{
    Q_OBJECT

public:
    explicit GuideDiagram(QWidget *parent = nullptr);

    void show(const Schema &schema, const Relationship &relationship, const QString &inWords);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintBox(QPainter &painter, const QRectF &box, const QString &name) const;
    void paintLine(QPainter &painter, qreal from, qreal to, qreal y) const;

    QString m_source;
    QString m_target;
    QString m_join;
    RelationshipKind m_kind = RelationshipKind::OneToMany;
};

} // namespace relata
