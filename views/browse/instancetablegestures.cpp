// Keys, mouse and menu of the table of instances.
#include "items/instancetableitemmodel.h"
#include "views/browse/celldelegate.h"
#include "views/browse/instancetableview.h"

#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>

#include <utility>

namespace relata {

void InstanceTableView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy)) {
        copy(Headers::No);
    } else if (control && event->modifiers().testFlag(Qt::ShiftModifier) && event->key() == Qt::Key_C) {
        copy(Headers::Yes);
    } else if (enter && control) {
        follow(index);
    } else if ((enter && event->modifiers() == Qt::NoModifier) || event->key() == Qt::Key_F2) {
        if (index.isValid())
            editCell(index);
    } else if (control && event->key() == Qt::Key_0) {
        setNull(index);
    } else if (event->key() == Qt::Key_Delete && event->modifiers() == Qt::NoModifier) {
        setNull(index);
    } else if (event->key() == Qt::Key_Delete && event->modifiers() == Qt::ShiftModifier) {
        Q_EMIT deleteRequested();
    } else if (event->key() == Qt::Key_Up && index.row() == 0 && event->modifiers() == Qt::NoModifier) {
        Q_EMIT filterRequested();
    } else if (event->key() == Qt::Key_Space && event->modifiers() == Qt::NoModifier && previewLink(index)) {
        // Its card stands there now.
    } else {
        QTableView::keyPressEvent(event);
        return;
    }
    event->accept();
}

void InstanceTableView::mousePressEvent(QMouseEvent *event)
{
    m_pressedChip = QPersistentModelIndex();
    const QModelIndex index = indexAt(event->position().toPoint());
    const auto hit = m_delegate->hit(visualRect(index), index, event->position().toPoint(), layoutDirection());
    const bool follows =
        hit && event->button() == Qt::LeftButton && (hit->onArrow || event->modifiers().testFlag(Qt::ControlModifier));
    if (follows) {
        m_pressedChip = index;
        event->accept();
        return;
    }
    QTableView::mousePressEvent(event);
}

void InstanceTableView::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex pressed = std::exchange(m_pressedChip, QPersistentModelIndex());
    if (!pressed.isValid()) {
        QTableView::mouseReleaseEvent(event);
        return;
    }
    event->accept();
    const QPoint at = event->position().toPoint();
    const auto hit = m_delegate->hit(visualRect(pressed), pressed, at, layoutDirection());
    const auto of = instanceAt(pressed);
    if (!hit || !of)
        return;
    if (hit->instance)
        Q_EMIT followRequested(*hit->instance);
    else
        Q_EMIT branchRequested(*of, pressed.data(EndRole).value<EndId>());
}

void InstanceTableView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.data(EndRole).value<EndId>().isValid()) {
        editCell(index);
        return;
    }
    QTableView::mouseDoubleClickEvent(event);
}

void InstanceTableView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const QModelIndex index = indexAt(at);
    const auto hit = m_delegate->hit(visualRect(index), index, at, layoutDirection());
    const bool link = hit && (hit->onArrow || event->modifiers().testFlag(Qt::ControlModifier));
    viewport()->setCursor(link ? Qt::PointingHandCursor : Qt::ArrowCursor);
    QTableView::mouseMoveEvent(event);
}

void InstanceTableView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    if (!index.isValid() || !m_items.session())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu](const QString &text, const QKeySequence &key, bool enabled, auto &&run) {
        QAction *action = menu->addAction(text, run);
        // The keys are handled by keyPressEvent(); here they are only told.
        action->setShortcut(key);
        action->setEnabled(enabled);
        return action;
    };
    const QPersistentModelIndex cell(index);
    const EndId end = index.data(EndRole).value<EndId>();
    const QString readOnly = index.data(ReadOnlyRole).toString();
    const Links links = index.data(LinksRole).value<Links>();
    const bool nullable = end.isValid()
        ? !m_items.session()->schema().end(end).isMany() && !links.first.empty()
        : !m_items.session()->schema().field(m_items.query().model, index.data(FieldRole).value<FieldId>()).required;
    add(tr("Open in form"), {}, true, [this] { Q_EMIT openRequested(); });
    if (end.isValid()) {
        add(tr("Follow"), Qt::CTRL | Qt::Key_Return, !links.first.empty(), [this, cell] { follow(cell); });
        add(tr("Show card"), Qt::Key_Space, !links.first.empty() && !links.first.front().missing,
            [this, cell] { previewLink(cell); });
        add(tr("Link…"), Qt::Key_F2, readOnly.isEmpty(), [this, cell] { editCell(cell); })->setToolTip(readOnly);
    } else {
        add(tr("Edit"), Qt::Key_F2, readOnly.isEmpty(), [this, cell] { editCell(cell); })->setToolTip(readOnly);
    }
    add(tr("Set null"), Qt::CTRL | Qt::Key_0, nullable && readOnly.isEmpty(), [this, cell] { setNull(cell); });
    menu->addSeparator();
    add(tr("Copy"), QKeySequence::Copy, true, [this] { copy(Headers::No); });
    add(tr("Copy with headers"), Qt::CTRL | Qt::SHIFT | Qt::Key_C, true, [this] { copy(Headers::Yes); });
    menu->addSeparator();
    add(tr("Delete…"), Qt::SHIFT | Qt::Key_Delete, !m_items.session()->isReadOnly(),
        [this] { Q_EMIT deleteRequested(); });
    menu->setToolTipsVisible(true);
    menu->popup(byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

} // namespace relata
