#include "views/schema/schemaentrydelegate.h"

#include "items/roles.h"
#include "items/schemaentriesitemmodel.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/rowpen.h"
#include "views/parts/type.h"

#include <QPainter>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

SchemaEntry::Kind kindAt(const QModelIndex &index)
{
    return static_cast<SchemaEntry::Kind>(index.data(SchemaEntriesItemModel::EntryKindRole).toInt());
}

QString headingOf(const QModelIndex &index)
{
    const SchemaEntry::Kind kind = kindAt(index);
    if (index.row() > 0 && kindAt(index.siblingAtRow(index.row() - 1)) == kind)
        return {};
    switch (kind) {
    case SchemaEntry::Kind::Model:
        return {};
    case SchemaEntry::Kind::Join:
        return SchemaEntryDelegate::tr("Join models");
    case SchemaEntry::Kind::Enum:
        return SchemaEntryDelegate::tr("Enums");
    case SchemaEntry::Kind::Type:
        return SchemaEntryDelegate::tr("Non-model types");
    }
    Q_UNREACHABLE();
}

QIcon signOf(SchemaEntry::Kind kind)
{
    const Palette &p = Palette::current();
    switch (kind) {
    case SchemaEntry::Kind::Model:
        return glyphs::icon(u"table"_s, p.secondary);
    case SchemaEntry::Kind::Join:
        return glyphs::icon(u"link"_s, p.manyToMany);
    case SchemaEntry::Kind::Enum:
        return glyphs::icon(u"format-list-unordered"_s, p.secondary);
    case SchemaEntry::Kind::Type:
        return glyphs::icon(u"code-class"_s, p.secondary);
    }
    Q_UNREACHABLE();
}

} // namespace

QSize SchemaEntryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {px(120), px(headingOf(index).isEmpty() ? 28 : 56)};
}

void SchemaEntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    QStyleOptionViewItem row = option;
    painter->save();
    if (const QString words = headingOf(index); !words.isEmpty()) {
        QStyleOptionViewItem head = option;
        head.rect.setHeight(px(28));
        RowPen pen(*painter, head);
        pen.skip(px(8));
        pen.text(words, type::heading(), p.secondary);
        row.rect.setTop(row.rect.top() + px(28));
    }
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(row.rect, option.state & QStyle::State_Active ? p.selected : p.selectedIdle);
        const QRect bar(row.rect.left(), row.rect.top(), 3, row.rect.height());
        painter->fillRect(QStyle::visualRect(option.direction, row.rect, bar), p.accent);
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(row.rect, p.hover);
    }
    RowPen pen(*painter, row);
    pen.skip(px(8));
    pen.icon(signOf(kindAt(index)));
    pen.skip(px(8));
    pen.reserve(px(10));
    const QString details = index.data(DetailsRole).toString();
    if (!details.isEmpty()) {
        pen.trailing(details, type::small(), p.secondary);
        pen.reserve(px(8));
    }
    pen.text(index.data().toString(), option.font, p.text);
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange && option.widget) {
        QStyleOptionFocusRect ring;
        ring.rect = row.rect;
        ring.palette = option.palette;
        option.widget->style()->drawPrimitive(QStyle::PE_FrameFocusRect, &ring, painter, option.widget);
    }
    painter->restore();
}

} // namespace relata
