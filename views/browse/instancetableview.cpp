#include "views/browse/instancetableview.h"

#include "items/instancetableitemmodel.h"
#include "views/browse/celldelegate.h"
#include "views/browse/rowcopy.h"
#include "views/browse/signgutter.h"
#include "views/browse/tableheader.h"
#include "views/parts/type.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// The first rows of each range.
QItemSelection beginningOf(const QItemSelection &selection)
{
    constexpr int mostRows = 50;
    QItemSelection beginning;
    for (const QItemSelectionRange &range : selection) {
        const int last = std::min(range.bottom(), range.top() + mostRows - 1);
        beginning.append(QItemSelectionRange(range.topLeft(), range.topLeft().sibling(last, range.right())));
    }
    return beginning;
}

} // namespace

InstanceTableView::InstanceTableView(InstanceTableItemModel &model, QWidget *parent)
    : QTableView(parent), m_items(model), m_delegate(new CellDelegate(model, this))
{
    setObjectName(u"instanceTable"_s);
    setAccessibleName(tr("Instances"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | AnyKeyPressed);
    setHorizontalScrollMode(ScrollPerPixel);
    // Per item: pixels of a very long table do not fit into a scroll bar's range.
    setVerticalScrollMode(ScrollPerItem);
    setItemDelegate(m_delegate);

    auto *gutter = new SignGutter(*m_delegate, this);
    setVerticalHeader(gutter);
    auto *header = new TableHeader(model, this);
    setHorizontalHeader(header);
    setCornerButtonEnabled(false);
    setModel(&model);

    connect(header, &QHeaderView::sectionClicked, this, &InstanceTableView::onSectionClicked);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](QPoint at) { Q_EMIT columnsRequested(header->mapToGlobal(at)); });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &InstanceTableView::tellVisibleRows);
    connect(&model, &QAbstractItemModel::modelReset, this, &InstanceTableView::tellVisibleRows, Qt::QueuedConnection);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &InstanceTableView::tellVisibleRows, Qt::QueuedConnection);
    connect(&model, &QAbstractItemModel::rowsRemoved, this, &InstanceTableView::tellVisibleRows, Qt::QueuedConnection);
    connect(&model, &QAbstractItemModel::dataChanged, gutter->viewport(), qOverload<>(&QWidget::update));
    connect(&model, &InstanceTableItemModel::refused, this, &InstanceTableView::onRefused);
}

void InstanceTableView::setModel(QAbstractItemModel *model) { QTableView::setModel(model); }

void InstanceTableView::setDrafts(const FormDrafts *drafts)
{
    m_delegate->setDrafts(drafts);
    m_items.setEdited(
        [delegate = QPointer(m_delegate)](const QModelIndex &index) { return delegate && delegate->isEdited(index); });
    viewport()->update();
}

std::optional<InstanceRef> InstanceTableView::instanceAt(const QModelIndex &index) const
{
    const auto key = index.isValid() ? m_items.keyAt(index.row()) : std::nullopt;
    if (!key)
        return {};
    const Row *row = m_items.rowAt(index.row());
    return InstanceRef{m_items.query().model, *key, row ? row->label : QString(), false};
}

bool InstanceTableView::follow(const QModelIndex &index)
{
    const EndId end = index.data(EndRole).value<EndId>();
    const auto of = instanceAt(index);
    if (!end.isValid() || !of)
        return false;
    const Links links = index.data(LinksRole).value<Links>();
    if (links.first.empty() || links.first.front().missing)
        return false;
    if (links.count > 1)
        Q_EMIT branchRequested(*of, end);
    else
        Q_EMIT followRequested(links.first.front());
    return true;
}

bool InstanceTableView::previewLink(const QModelIndex &index)
{
    const Links links = index.data(LinksRole).value<Links>();
    if (links.first.empty() || links.first.front().missing)
        return false;
    const QRect cell = visualRect(index);
    Q_EMIT cardRequested(links.first.front(), {viewport()->mapToGlobal(cell.topLeft()), cell.size()});
    return true;
}

void InstanceTableView::editCell(const QModelIndex &index)
{
    const EndId end = index.data(EndRole).value<EndId>();
    if (end.isValid() && index.data(ReadOnlyRole).toString().isEmpty()) {
        if (const auto of = instanceAt(index))
            Q_EMIT pickRequested(*of, end);
        return;
    }
    if (index.flags().testFlag(Qt::ItemIsEditable) && index.data(ReadOnlyRole).toString().isEmpty())
        edit(index, AllEditTriggers, nullptr);
    else
        sayReadOnly(index);
}

void InstanceTableView::sayReadOnly(const QModelIndex &index)
{
    const QString reason = index.data(ReadOnlyRole).toString();
    if (!reason.isEmpty())
        QToolTip::showText(viewport()->mapToGlobal(visualRect(index).bottomLeft()), reason, this);
}

void InstanceTableView::setNull(const QModelIndex &index)
{
    const auto of = instanceAt(index);
    if (!of || !m_items.session())
        return;
    if (!index.data(ReadOnlyRole).toString().isEmpty()) {
        sayReadOnly(index);
        return;
    }
    const Schema &schema = m_items.session()->schema();
    const EndId id = index.data(EndRole).value<EndId>();
    if (id.isValid()) {
        const Links links = index.data(LinksRole).value<Links>();
        if (schema.end(id).isMany() || links.first.empty())
            return;
        m_items.session()->submit({Unlink{id, of->key, links.first.front().key}}, this,
                                  [this](const Result<ChangeSet> &done) {
                                      if (!done)
                                          Q_EMIT failed(done.error());
                                  });
        return;
    }
    const Field &field = schema.field(of->model, index.data(FieldRole).value<FieldId>());
    if (field.required) {
        QToolTip::showText(viewport()->mapToGlobal(visualRect(index).bottomLeft()),
                           tr("“%1” is required: it cannot be null.").arg(field.name), this);
        return;
    }
    m_items.setData(index, QVariant::fromValue(Value{}));
}

std::vector<int> InstanceTableView::visibleColumns() const
{
    std::vector<int> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(column))
            columns.push_back(column);
    }
    return columns;
}

int InstanceTableView::firstColumn() const
{
    const std::vector<int> columns = visibleColumns();
    return columns.empty() ? 0 : columns.front();
}

std::vector<RowRange> InstanceTableView::selectedRanges() const
{
    std::vector<RowRange> ranges;
    for (const QItemSelectionRange &range : selectionModel()->selection())
        ranges.push_back({range.top(), range.height()});
    if (ranges.empty() && currentIndex().isValid())
        ranges.push_back({currentIndex().row(), 1});
    std::sort(ranges.begin(), ranges.end(), [](const RowRange &a, const RowRange &b) { return a.first < b.first; });
    // Those that touch or overlap become one.
    std::vector<RowRange> apart;
    for (const RowRange &range : ranges) {
        const bool joins = !apart.empty() && range.first <= apart.back().first + apart.back().count;
        if (!joins)
            apart.push_back(range);
        else
            apart.back().count = std::max(apart.back().count, range.first + range.count - apart.back().first);
    }
    return apart;
}

void InstanceTableView::copy(Headers headers)
{
    const std::vector<RowRange> rows = selectedRanges();
    if (rows.empty() || !m_items.session())
        return;
    QStringList head;
    std::vector<InstanceTableItemModel::Column> columns;
    for (const int column : visibleColumns()) {
        columns.push_back(m_items.columns()[static_cast<std::size_t>(column)]);
        if (headers == Headers::Yes)
            head.append(m_items.headerData(column, Qt::Horizontal).toString());
    }
    // What was asked for last is what the clipboard shall hold.
    delete m_copy;
    m_copy = new RowCopy(*m_items.session(), m_items.query(), std::move(columns), rows, head, this);
    connect(m_copy, &RowCopy::failed, this, &InstanceTableView::failed);
}

std::vector<Sort> InstanceTableView::sortBy(int section, SortOrder order) const
{
    const auto &column = m_items.columns()[static_cast<std::size_t>(section)];
    if (column.field.isValid())
        return {{column.field, order}};
    const Schema &schema = m_items.session()->schema();
    const End &end = schema.end(column.end);
    if (!end.holdsKey())
        return {};
    std::vector<Sort> sort;
    for (const FieldId field : schema.reference(end.reference).columns)
        sort.push_back({field, order});
    return sort;
}

void InstanceTableView::onSectionClicked(int section)
{
    if (!m_items.session())
        return;
    const std::vector<Sort> ascending = sortBy(section, SortOrder::Ascending);
    if (ascending.empty())
        return;
    if (m_sort == ascending)
        Q_EMIT sortRequested(sortBy(section, SortOrder::Descending));
    else if (m_sort == sortBy(section, SortOrder::Descending))
        Q_EMIT sortRequested({});
    else
        Q_EMIT sortRequested(ascending);
}

void InstanceTableView::showSort(const std::vector<Sort> &sort)
{
    m_sort = sort;
    int shown = -1;
    for (int section = 0; !sort.empty() && section < m_items.columnCount(); ++section)
        if (sortBy(section, sort.front().order) == sort)
            shown = section;
    horizontalHeader()->setSortIndicatorShown(shown >= 0);
    const bool down = !sort.empty() && sort.front().order == SortOrder::Descending;
    horizontalHeader()->setSortIndicator(shown, down ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void InstanceTableView::tellVisibleRows()
{
    if (m_items.rowCount() == 0)
        return;
    const int first = std::max(0, rowAt(0));
    const int last = rowAt(viewport()->height() - 1);
    m_items.setVisibleRows(first, last < 0 ? m_items.rowCount() - 1 : last);
    Q_EMIT visibleRowsChanged();
}

void InstanceTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    tellVisibleRows();
}

void InstanceTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    // To tell a screen reader of one cell, Qt lists every cell of what was selected: 700,000 of 100,000 rows.
    QTableView::selectionChanged(beginningOf(selected), beginningOf(deselected));
    viewport()->update();
}

} // namespace relata
