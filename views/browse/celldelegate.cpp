#include "views/browse/celldelegate.h"

#include "items/instancetableitemmodel.h"
#include "views/browse/cellpaint.h"
#include "views/browse/formdrafts.h"
#include "views/parts/fieldeditor.h"
#include "views/parts/type.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPointer>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// Where text stands in a cell.
QRect textRect(const QRect &cell) { return cell.adjusted(type::px(8), 0, -type::px(8), 0); }

bool isNumberCell(const Schema &schema, const InstanceTableItemModel &model, const QModelIndex &index)
{
    const auto &column = model.columns()[static_cast<std::size_t>(index.column())];
    if (!column.field.isValid())
        return false;
    const FieldType &type = schema.field(model.query().model, column.field).type;
    return type.isScalar(ScalarType::Int) || type.isScalar(ScalarType::Float) || type.isScalar(ScalarType::Decimal)
        || type.isScalar(ScalarType::BigInt) || type.isScalar(ScalarType::Timestamp);
}

} // namespace

CellDelegate::CellDelegate(InstanceTableItemModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model)
{}

bool CellDelegate::isEdited(const QModelIndex &index) const
{
    const auto key = m_drafts ? m_model.keyAt(index.row()) : std::nullopt;
    if (!key)
        return false;
    const auto &column = m_model.columns()[static_cast<std::size_t>(index.column())];
    const FormDrafts::Draft *draft = m_drafts->find(m_model.query().model, *key);
    if (!draft)
        return false;
    return column.field.isValid() ? draft->fields.contains(column.field) : draft->links.contains(column.end);
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = Palette::current();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const bool active = view && view->isActiveWindow() && (view->hasFocus() || view->isAncestorOf(qApp->focusWidget()));
    if (selected)
        painter->fillRect(option.rect, active ? colours.selected : colours.selectedIdle);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, colours.hover);
    if (index.data(ChangedElsewhereRole).toBool())
        cellpaint::paintChanged(*painter, option.rect);

    if (index.data(LoadingRole).toBool())
        cellpaint::paintLoading(*painter, option.rect, index.column(), option.direction);
    else if (index.data(EndRole).value<EndId>().isValid())
        paintLinks(*painter, option, index);
    else
        paintValue(*painter, option, index);

    if (isEdited(index))
        cellpaint::paintEdited(*painter, option.rect, option.direction);
    const bool focused = view && view->currentIndex() == index && view->hasFocus();
    if (focused)
        cellpaint::paintFocus(*painter, option.rect);
}

void CellDelegate::paintValue(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = Palette::current();
    const QRect box = textRect(option.rect);
    const Value value = index.data(ValueRole).value<Value>();
    const QString invalid = index.data(InvalidRole).toString();
    painter.save();
    if (const bool *truth = std::get_if<bool>(&value)) {
        const int size = type::px(16);
        QStyleOptionButton check;
        check.initFrom(option.widget);
        check.state = QStyle::State_Enabled | (*truth ? QStyle::State_On : QStyle::State_Off);
        check.rect = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter, {size, size}, box);
        option.widget->style()->drawPrimitive(QStyle::PE_IndicatorCheckBox, &check, &painter, option.widget);
        painter.restore();
        return;
    }
    const bool isNumber = m_model.session() && isNumberCell(m_model.session()->schema(), m_model, index);
    const auto align =
        QStyle::visualAlignment(option.direction, (isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    QFont font = option.font;
    QColor colour = colours.text;
    QString text = index.data(Qt::DisplayRole).toString();
    if (index.data(NullRole).toBool()) {
        font.setItalic(true);
        colour = colours.secondary;
        text = tr("null");
    } else if (index.data(EmptyRole).toBool()) {
        colour = colours.secondary;
        text = tr("\"\"  empty");
    }
    painter.setFont(font);
    painter.setPen(colour);
    const QFontMetrics metrics(font);
    const QString shown = type::elided(metrics, text, Qt::ElideRight, box.width());
    painter.drawText(box, static_cast<int>(align) | Qt::TextSingleLine, shown);
    if (!invalid.isEmpty()) {
        const QSize size(std::min(box.width(), metrics.horizontalAdvance(shown)), metrics.height());
        cellpaint::paintWave(painter, QStyle::alignedRect(Qt::LeftToRight, align, size, box));
    }
    painter.restore();
}

void CellDelegate::paintLinks(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Links links = index.data(LinksRole).value<Links>();
    const End &end = m_model.session()->schema().end(index.data(EndRole).value<EndId>());
    if (links.first.empty()) {
        if (!end.isMany())
            paintValue(painter, option, index);
        return;
    }
    painter.save();
    painter.setClipRect(option.rect);
    for (const cellpaint::Chip &chip : cellpaint::layout(option.rect, links, !end.isMany(), option.direction)) {
        cellpaint::ChipState state;
        state.selected = option.state.testFlag(QStyle::State_Selected);
        state.toOne = !end.isMany();
        state.missing = chip.link >= 0 && links.first[static_cast<std::size_t>(chip.link)].missing;
        cellpaint::paintChip(painter, chip, state, option.direction);
    }
    painter.restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index);
    return {type::px(80), option.fontMetrics.height() + type::px(10)};
}

std::optional<CellDelegate::Hit> CellDelegate::hit(const QRect &cell, const QModelIndex &index, QPoint at,
                                                   Qt::LayoutDirection direction) const
{
    const EndId id = index.data(EndRole).value<EndId>();
    if (!id.isValid() || !m_model.session())
        return {};
    const Links links = index.data(LinksRole).value<Links>();
    const bool toOne = !m_model.session()->schema().end(id).isMany();
    for (const cellpaint::Chip &chip : cellpaint::layout(cell, links, toOne, direction)) {
        if (!chip.box.contains(at))
            continue;
        if (chip.link < 0)
            return Hit{{}, true};
        const InstanceRef &to = links.first[static_cast<std::size_t>(chip.link)];
        if (to.missing)
            return {};
        return Hit{to, chip.arrow.contains(at)};
    }
    return {};
}

int CellDelegate::signOf(int row) const
{
    using cellpaint::Sign;
    const auto key = m_model.keyAt(row);
    if (!key)
        return static_cast<int>(Sign::None);
    Sign sign = Sign::None;
    if (m_drafts && m_drafts->find(m_model.query().model, *key))
        sign = Sign::Edited;
    for (int column = 0; column < m_model.columnCount(); ++column) {
        const QModelIndex index = m_model.index(row, column);
        if (!index.data(InvalidRole).toString().isEmpty())
            return static_cast<int>(Sign::Invalid);
        if (m_model.columns()[static_cast<std::size_t>(column)].end.isValid()) {
            const Links links = index.data(LinksRole).value<Links>();
            if (std::any_of(links.first.begin(), links.first.end(), [](const InstanceRef &to) { return to.missing; }))
                sign = Sign::Missing;
        }
        if (sign == Sign::None && index.data(ChangedElsewhereRole).toBool())
            sign = Sign::Changed;
    }
    return static_cast<int>(sign);
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines;
    if (const QString own = index.data(Qt::ToolTipRole).toString(); !own.isEmpty())
        lines.append(own);
    const QString text = index.data(Qt::DisplayRole).toString();
    if (option.fontMetrics.horizontalAdvance(text) > textRect(option.rect).width() && !lines.contains(text))
        lines.append(text.left(600));
    if (const QString invalid = index.data(InvalidRole).toString(); !invalid.isEmpty() && lines.isEmpty())
        lines.append(invalid);
    if (isEdited(index))
        lines.append(tr("Typed and not saved: see the form"));
    if (lines.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), lines.join(u'\n'), view);
    return true;
}

} // namespace relata
