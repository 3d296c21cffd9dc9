#include "views/schema/migrationdelegate.h"

#include "items/migrationitemmodel.h"
#include "items/roles.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/rowpen.h"
#include "views/parts/type.h"

#include <QPainter>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

struct StateSign
{
    QString icon;
    QColor colour;
};

StateSign signOf(MigrationState state)
{
    const Palette &p = Palette::current();
    switch (state) {
    case MigrationState::Safe:
        return {u"checkmark"_s, p.good};
    case MigrationState::Decided:
        return {u"document-edit"_s, p.link};
    case MigrationState::NeedsDecision:
        return {u"data-warning"_s, p.warning};
    case MigrationState::LosesData:
    case MigrationState::LossAgreed:
        return {u"edit-delete"_s, p.danger};
    }
    Q_UNREACHABLE();
}

} // namespace

QSize MigrationDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {px(200), index.data(DetailsRole).toStringList().value(0).isEmpty() ? px(60) : px(80)};
}

void MigrationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    painter->save();
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, p.selected);
        const QRect bar(option.rect.left(), option.rect.top(), 3, option.rect.height());
        painter->fillRect(QStyle::visualRect(option.direction, option.rect, bar), p.accent);
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), p.divider);
    RowPen pen(*painter, option);
    pen.skip(px(16));
    pen.reserve(px(12));
    const QStringList details = index.data(DetailsRole).toStringList();
    int top = px(8);
    RowPen first = pen.lines(top, px(20));
    first.text(index.data().toString(), type::strong(), p.text);
    top += px(22);
    if (!details.value(0).isEmpty()) {
        RowPen second = pen.lines(top, px(20));
        second.text(details.value(0), type::small(), p.secondary);
        top += px(22);
    }
    const auto sign = signOf(static_cast<MigrationState>(index.data(MigrationItemModel::StateRole).toInt()));
    RowPen third = pen.lines(top, px(20));
    third.icon(glyphs::icon(sign.icon, sign.colour));
    third.skip(px(8));
    third.text(details.value(1), type::strong(), sign.colour);
    painter->restore();
}

} // namespace relata
