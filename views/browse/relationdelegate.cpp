#include "views/browse/relationdelegate.h"

#include "items/modelwords.h"
#include "items/roles.h"
#include "session/session.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/rowpen.h"
#include "views/parts/type.h"

#include <QPainter>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

void RelationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!m_session)
        return;
    const Palette &p = Palette::current();
    painter->save();
    RowPen pen(*painter, option);
    pen.reserve(px(8));
    if (index.column() > 0) {
        pen.skip(px(8));
        pen.text(index.data().toString(), option.font, p.secondary);
        painter->restore();
        return;
    }
    pen.skip(px(4));
    switch (index.data(NodeRole).value<TreeNodeKind>()) {
    case TreeNodeKind::End:
        paintEnd(pen, option, index);
        break;
    case TreeNodeKind::Instance:
        paintInstance(pen, option, index);
        break;
    case TreeNodeKind::More:
        pen.text(index.data(LoadingRole).toBool() ? tr("Reading…") : index.data().toString(), option.font,
                 index.data(LoadingRole).toBool() ? p.secondary : p.link);
        break;
    }
    painter->restore();
}

void RelationDelegate::paintEnd(RowPen &pen, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    const Schema &schema = m_session->schema();
    const End &end = schema.end(index.data(EndRole).value<EndId>());
    const QString arrow = option.direction == Qt::RightToLeft ? u"← "_s : u"→ "_s;
    pen.kind(end, schema);
    pen.text(index.data().toString(), option.font, p.text);
    pen.skip(px(8));
    pen.text(arrow + schema.model(end.other).name, option.font, p.secondary);
    pen.skip(px(8));
    const qint64 count = index.data(CountRole).toLongLong();
    if (index.data(NullRole).toBool()) {
        QFont italic = option.font;
        italic.setItalic(true);
        pen.text(tr("null"), italic, p.secondary);
    } else if (end.isMany()) {
        pen.pill(count < 0 ? u"…"_s : modelwords::cappedNumber(count), p.chip, p.text);
    } else if (!(option.state & QStyle::State_Open)) {
        const Links links = index.data(LinksRole).value<Links>();
        if (!links.first.empty())
            pen.text(links.first.front().label, option.font, p.text);
    }
}

void RelationDelegate::paintInstance(RowPen &pen, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    const bool missing = index.data(MissingRole).toBool();
    if (missing) {
        pen.icon(glyphs::icon(u"data-warning"_s, p.warning));
        pen.skip(px(6));
    }
    const QString label = index.data(LabelRole).toString();
    QFont font = option.font;
    font.setItalic(label.isEmpty());
    pen.text(index.data().toString(), font, missing ? p.warning : (label.isEmpty() ? p.secondary : p.text));
    pen.skip(px(10));
    if (index.data(SeenAboveRole).toBool()) {
        pen.text(tr("↺ shown above"), type::small(), p.secondary);
        return;
    }
    const QStringList details = index.data(DetailsRole).toStringList();
    if (!details.isEmpty())
        pen.text(details.front(), type::small(), p.secondary);
}

QSize RelationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {index.column() == 0 ? px(240) : px(100), px(26)};
}

} // namespace relata
