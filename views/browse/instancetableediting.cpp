// Editing in place: a cell's editor from opening to the answer of the database.
#include "items/instancetableitemmodel.h"
#include "views/browse/celldelegate.h"
#include "views/browse/instancetableview.h"

#include <QKeyEvent>

#include <algorithm>

namespace relata {
namespace {

/// Refusals that are still expected; more than a few are never in flight.
constexpr std::size_t submittedAtMost = 20;

} // namespace

bool InstanceTableView::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    const bool typing = trigger == AnyKeyPressed && event && event->type() == QEvent::KeyPress;
    if (typing && static_cast<QKeyEvent *>(event)->text().trimmed().isEmpty())
        return false;
    if (index.isValid() && !index.data(ReadOnlyRole).toString().isEmpty()) {
        if (typing || trigger == EditKeyPressed || trigger == DoubleClicked)
            sayReadOnly(index);
        return false;
    }
    const bool opened = QTableView::edit(index, trigger, event);
    auto *editor = qobject_cast<FieldEditor *>(indexWidget(index));
    const auto instance = instanceAt(index);
    if (editor && instance && m_open.editor != editor)
        m_open = {editor, index, *instance, index.data(FieldRole).value<FieldId>()};
    return opened;
}

void InstanceTableView::carry(FieldEditor *editor)
{
    if (!editor || editor != m_open.editor || !editor->isModified())
        return;
    const Result<Value> value = editor->value();
    Q_EMIT draftLeft(m_open.instance, m_open.field, editor->typed(), editor->saved(),
                     value ? QString() : value.error().message);
}

void InstanceTableView::carryOpen(const std::function<bool(const QModelIndex &)> &which)
{
    if (!m_open.editor || !which(m_open.index))
        return;
    carry(m_open.editor);
    m_open.editor->setProperty("closing", true);
    m_open = {};
}

void InstanceTableView::reset()
{
    carryOpen([](const QModelIndex &) { return true; });
    QTableView::reset();
}

void InstanceTableView::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    const auto goes = [=](int row) { return row >= first && row <= last; };
    carryOpen([=](const QModelIndex &index) { return goes(index.row()); });
    // The next row becomes current; left to itself Qt would take the one before.
    const int next = last + 1 < m_items.rowCount() ? last + 1 : first - 1;
    if (currentIndex().isValid() && goes(currentIndex().row()) && next >= 0) {
        const QItemSelection selection = selectionModel()->selection();
        const bool othersChosen =
            std::any_of(selection.begin(), selection.end(),
                        [&](const QItemSelectionRange &range) { return !goes(range.top()) || !goes(range.bottom()); });
        selectionModel()->setCurrentIndex(m_items.index(next, currentIndex().column()),
                                          othersChosen
                                              ? QItemSelectionModel::NoUpdate
                                              : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    }
    QTableView::rowsAboutToBeRemoved(parent, first, last);
}

void InstanceTableView::commitData(QWidget *widget)
{
    auto *editor = qobject_cast<FieldEditor *>(widget);
    if (!editor || editor != m_open.editor || !editor->isModified() || !editor->value())
        return;
    const auto instance = instanceAt(m_open.index);
    if (!instance || instance->key != m_open.instance.key) {
        // The row went out of the window that the item model holds.
        carry(editor);
        return;
    }
    m_submitted.push_back({m_open.instance, m_open.field, editor->typed(), editor->saved()});
    if (m_submitted.size() > submittedAtMost)
        m_submitted.erase(m_submitted.begin());
    QTableView::commitData(widget);
}

void InstanceTableView::closeEditor(QWidget *widget, QAbstractItemDelegate::EndEditHint hint)
{
    auto *editor = qobject_cast<FieldEditor *>(widget);
    const bool dropped = hint == QAbstractItemDelegate::RevertModelCache;
    if (editor && editor == m_open.editor) {
        if (!dropped && !editor->value())
            carry(editor);
        m_open = {};
    }
    // Closing takes the focus away, which must not close it once more.
    widget->setProperty("closing", true);
    QTableView::closeEditor(widget, hint);
}

void InstanceTableView::onRefused(const QModelIndex &index, const Error &error)
{
    const auto instance = instanceAt(index);
    const FieldId field = index.data(FieldRole).value<FieldId>();
    // Where the row is gone by now, it is the latest.
    const auto it = std::find_if(m_submitted.rbegin(), m_submitted.rend(), [&](const Submitted &submitted) {
        return !index.isValid() || (instance && submitted.instance.key == instance->key && submitted.field == field);
    });
    if (it != m_submitted.rend()) {
        Q_EMIT draftLeft(it->instance, it->field, it->typed, it->base, error.message);
        m_submitted.erase(std::next(it).base());
    }
    Q_EMIT failed(error);
}

} // namespace relata
