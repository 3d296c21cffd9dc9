// The editor of a cell: made for the field's type, kept in view, closed by keys and by leaving it.
#include "items/instancetableitemmodel.h"
#include "views/browse/celldelegate.h"
#include "views/parts/fieldeditor.h"
#include "views/parts/type.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLayout>
#include <QPointer>

#include <algorithm>

namespace relata {
namespace {

/// Lines below the input are wrapped: how tall the editor is depends on its width.
int editorHeight(const QWidget &editor)
{
    const QLayout *layout = editor.layout();
    const int needed =
        layout->hasHeightForWidth() ? layout->minimumHeightForWidth(editor.width()) : layout->minimumSize().height();
    return std::max(editor.property("cellHeight").toInt(), needed);
}

/// An editor that is taller than its cell must not leave the view.
void keepInView(QWidget &editor)
{
    editor.resize(editor.width(), editorHeight(editor));
    const int below = editor.geometry().bottom() - editor.parentWidget()->rect().bottom();
    if (below > 0)
        editor.move(editor.x(), std::max(0, editor.y() - below));
}

} // namespace

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(option);
    const auto &column = m_model.columns()[static_cast<std::size_t>(index.column())];
    if (!column.field.isValid() || !m_model.session() || !m_model.keyAt(index.row()))
        return nullptr;
    const Schema &schema = m_model.session()->schema();
    auto *self = const_cast<CellDelegate *>(this);
    FieldEditor *editor =
        makeFieldEditor(schema, schema.field(m_model.query().model, column.field), FieldEditor::Place::Cell, parent);
    for (QWidget *part : editor->findChildren<QWidget *>())
        part->installEventFilter(self);
    // A line comes or goes below the input.
    connect(
        editor, &FieldEditor::heightChanged, editor,
        [editor, self] {
            keepInView(*editor);
            for (QWidget *part : editor->findChildren<QWidget *>())
                part->installEventFilter(self);
        },
        Qt::QueuedConnection);
    return editor;
}

void CellDelegate::setEditorData(QWidget *widget, const QModelIndex &index) const
{
    auto *editor = static_cast<FieldEditor *>(widget);
    const Value value = index.data(ValueRole).value<Value>();
    if (editor->isModified()) {
        // Changed under the person's hands: what was typed stays, the new value is named.
        if (value != editor->saved()) {
            editor->rebase(value);
            editor->setProblem(tr("Changed meanwhile; now: %1").arg(index.data(Qt::DisplayRole).toString()));
        }
        return;
    }
    editor->setValue(value);
}

void CellDelegate::setModelData(QWidget *widget, QAbstractItemModel *model, const QModelIndex &index) const
{
    const auto *editor = static_cast<FieldEditor *>(widget);
    const Result<Value> value = editor->value();
    if (value && editor->isModified())
        model->setData(index, QVariant::fromValue(*value));
}

void CellDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                        const QModelIndex &index) const
{
    Q_UNUSED(index);
    editor->setProperty("cellHeight", option.rect.height());
    QRect box = option.rect;
    const int least = type::px(200);
    if (box.width() < least) {
        if (option.direction == Qt::RightToLeft)
            box.setLeft(box.right() - least + 1);
        else
            box.setWidth(least);
    }
    editor->setGeometry(box);
    keepInView(*editor);
}

FieldEditor *CellDelegate::editorOf(QObject *watched)
{
    for (QObject *o = watched; o; o = o->parent())
        if (auto *editor = qobject_cast<FieldEditor *>(o))
            return editor;
    return nullptr;
}

bool CellDelegate::eventFilter(QObject *watched, QEvent *event)
{
    FieldEditor *editor = editorOf(watched);
    if (!editor || editor->property("closing").toBool())
        return false;
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        QWidget *next = qApp->focusWidget();
        const bool inside = next && (next == editor || editor->isAncestorOf(next));
        if (inside || reason == Qt::PopupFocusReason || reason == Qt::ActiveWindowFocusReason
            || qApp->activePopupWidget())
            return false;
        // Left with a text that does not fit: it stays open, with the reason.
        if (!editor->check())
            return false;
        Q_EMIT commitData(editor);
        Q_EMIT closeEditor(editor, NoHint);
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool plain = !key->modifiers().testFlag(Qt::ShiftModifier) && !key->modifiers().testFlag(Qt::AltModifier);
    switch (key->key()) {
    case Qt::Key_Escape:
        Q_EMIT closeEditor(editor, RevertModelCache);
        return true;
    case Qt::Key_0:
        if (!key->modifiers().testFlag(Qt::ControlModifier))
            return false;
        editor->setNull(true);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!plain)
            return false;
        if (editor->check()) {
            Q_EMIT commitData(editor);
            Q_EMIT closeEditor(editor, SubmitModelCache);
        }
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        if (editor->check()) {
            Q_EMIT commitData(editor);
            Q_EMIT closeEditor(editor, key->key() == Qt::Key_Tab ? EditNextItem : EditPreviousItem);
        }
        return true;
    default:
        return false;
    }
}

} // namespace relata
