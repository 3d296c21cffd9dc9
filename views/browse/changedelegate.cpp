#include "views/browse/changedelegate.h"

#include "items/roles.h"
#include "views/parts/glyphs.h"
#include "views/parts/palette.h"
#include "views/parts/type.h"

#include <QAbstractItemView>
#include <QAction>
#include <QDateTime>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

#include <array>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

struct ChangeSign
{
    QString icon;
    QColor colour;
};

ChangeSign changeSignOf(const ChangeSet &set)
{
    const Palette &p = Palette::current();
    switch (set.origin) {
    case ChangeOrigin::Elsewhere:
        return {u"view-refresh"_s, p.warning};
    case ChangeOrigin::Undo:
        return {u"edit-undo"_s, p.secondary};
    case ChangeOrigin::Redo:
        return {u"edit-redo"_s, p.secondary};
    case ChangeOrigin::Here:
        break;
    }
    switch (set.kind) {
    case ChangeKind::Created:
        return {u"list-add"_s, p.good};
    case ChangeKind::Deleted:
        return {u"edit-delete"_s, p.danger};
    case ChangeKind::Linked:
        return {u"link"_s, p.link};
    case ChangeKind::Unlinked:
        return {u"remove-link"_s, p.manyToMany};
    case ChangeKind::Edited:
    case ChangeKind::Several:
        break;
    }
    return {u"document-edit"_s, p.link};
}

/// The sentence on at most two lines; the second ends in "…" where it is longer.
QStringList changeLines(const QString &text, const QFont &font, int width)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    QStringList lines;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        if (lines.size() == 1) {
            lines += QFontMetrics(font).elidedText(text.mid(line.textStart()), Qt::ElideRight, width);
            break;
        }
        lines += text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    return lines;
}

int changeTextWidth(const QStyleOptionViewItem &option) { return option.rect.width() - px(34) - px(10); }

ChangeSet changeSetAt(const QModelIndex &index) { return index.data(ChangeSetRole).value<ChangeSet>(); }

} // namespace

QString ChangeDelegate::byline(const ChangeSet &set)
{
    const qint64 seconds = qMax<qint64>(0, set.at.secsTo(QDateTime::currentDateTimeUtc()));
    QString when = tr("now");
    if (seconds >= 86'400)
        when = QLocale().toString(set.at.toLocalTime(), QLocale::ShortFormat);
    else if (seconds >= 3600)
        when = tr("%1 h").arg(seconds / 3600);
    else if (seconds >= 60)
        when = tr("%1 min").arg(seconds / 60);
    else if (seconds >= 10)
        when = tr("%1 s").arg(seconds);
    const QString who = set.origin == ChangeOrigin::Elsewhere ? tr("Elsewhere") : tr("You");
    return tr("%1 · %2", "who, when").arg(who, when);
}

bool ChangeDelegate::offersUndo(const QModelIndex &index) const
{
    if (!m_undo || !m_undo->isEnabled())
        return false;
    for (int row = 0; row <= index.row(); ++row) {
        const ChangeOrigin origin = changeSetAt(index.siblingAtRow(row)).origin;
        if (origin == ChangeOrigin::Here || origin == ChangeOrigin::Redo)
            return row == index.row();
        if (origin == ChangeOrigin::Undo)
            return false; // what is undone next stands further down and has no row of its own to be sure of
    }
    return false;
}

QRect ChangeDelegate::undoRect(const QStyleOptionViewItem &option) const
{
    const int width = QFontMetrics(type::strong()).horizontalAdvance(tr("Undo")) + px(8);
    const QRect r = option.rect;
    return QStyle::visualRect(option.direction, r,
                              QRect(r.right() - px(6) - width, r.bottom() - px(26), width, px(24)));
}

QSize ChangeDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem sized = option;
    if (const auto *view = qobject_cast<const QAbstractItemView *>(option.widget))
        sized.rect.setWidth(view->viewport()->width());
    const auto lines = changeLines(index.data().toString(), type::small(), changeTextWidth(sized)).size();
    return {px(120), px(lines > 1 ? 64 : 48)};
}

void ChangeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    const QRect r = option.rect;
    const auto visual = [&](const QRect &rect) { return QStyle::visualRect(option.direction, r, rect); };
    painter->save();
    if (option.state & QStyle::State_Selected && option.state & QStyle::State_HasFocus)
        painter->fillRect(r, p.selected);
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(r, p.hover);
    const ChangeSet set = changeSetAt(index);
    const ChangeSign sign = changeSignOf(set);
    glyphs::icon(sign.icon, sign.colour)
        .paint(painter, visual(QRect(r.left() + px(10), r.top() + px(8), px(16), px(16))));

    QRect line(r.left() + px(34), r.top() + px(6), changeTextWidth(option), px(17));
    painter->setFont(type::small());
    painter->setPen(p.text);
    for (const QString &words : changeLines(index.data().toString(), type::small(), changeTextWidth(option))) {
        painter->drawText(visual(line), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, words);
        line.translate(0, px(17));
    }
    painter->setFont(type::heading());
    QFont quiet = type::heading();
    quiet.setWeight(QFont::Normal);
    painter->setFont(quiet);
    painter->setPen(p.secondary);
    painter->drawText(visual(line), Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine, byline(set));
    if (offersUndo(index)) {
        painter->setFont(type::strong());
        painter->setPen(p.link);
        painter->drawText(undoRect(option), Qt::AlignCenter, tr("Undo"));
    }
    painter->fillRect(QRect(r.left() + px(10), r.bottom(), r.width() - px(20), 1), p.divider);
    painter->restore();
}

bool ChangeDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    if (event->type() == QEvent::MouseButtonRelease && offersUndo(index)) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() == Qt::LeftButton && undoRect(option).contains(mouse->position().toPoint())) {
            Q_EMIT undoClicked();
            return true;
        }
    }
    return QStyledItemDelegate::editorEvent(event, model, option, index);
}

bool ChangeDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                               const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QStringList lines = index.data(DetailsRole).toStringList();
    const QString words = lines.isEmpty() ? index.data().toString() : lines.join(u'\n');
    QToolTip::showText(event->globalPos(), words, view);
    return true;
}

} // namespace relata
