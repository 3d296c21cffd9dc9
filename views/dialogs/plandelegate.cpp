#include "views/dialogs/plandelegate.h"

#include "items/planitemmodel.h"
#include "views/dialogs/effectsign.h"
#include "views/parts/palette.h"
#include "views/parts/rowpen.h"
#include "views/parts/type.h"

#include <QPainter>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

PlanDelegate::PlanDelegate(Schema schema, QObject *parent) : QStyledItemDelegate(parent), m_schema(std::move(schema)) {}

void PlanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    const QString text = index.data().toString();
    painter->save();
    RowPen pen(*painter, option);
    pen.reserve(px(8));
    if (index.column() == 2) {
        pen.trailing(text, option.font, p.text);
    } else if (index.column() == 1 && !text.isEmpty()) {
        const Effect effect = index.data(EffectRole).value<Effect>();
        pen.skip(px(8));
        pen.icon(effectsign::icon(effect));
        pen.skip(px(8));
        pen.text(text, type::strong(), effectsign::colour(effect));
    } else if (index.column() == 0) {
        pen.skip(px(4));
        const QVariant endId = index.data(EndRole);
        const bool isWay = index.data(EffectRole).isValid();
        const bool isMore = !isWay && !index.data(LabelRole).isValid();
        if (endId.isValid())
            pen.kind(m_schema.end(endId.value<EndId>()), m_schema);
        pen.text(text, option.font, isMore ? p.secondary : p.text);
        pen.skip(px(8));
        if (endId.isValid()) {
            const QString arrow = option.direction == Qt::RightToLeft ? u"← "_s : u"→ "_s;
            pen.text(arrow + m_schema.model(m_schema.end(endId.value<EndId>()).other).name, option.font, p.secondary);
            pen.skip(px(10));
        } else if (isWay && !index.parent().isValid()) {
            pen.text(m_schema.model(index.data(ModelRole).value<ModelId>()).name, type::small(), p.secondary);
        }
        const QStringList notes = index.data(DetailsRole).toStringList();
        if (!notes.isEmpty())
            pen.text(notes.join(u", "_s), type::small(), p.secondary);
    }
    painter->restore();
}

QSize PlanDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int words = option.fontMetrics.horizontalAdvance(index.data().toString());
    return {words + px(index.column() == 0 ? 120 : 48), px(26)};
}

} // namespace relata
