#include "views/schema/schemafieldstable.h"

#include "items/schemafieldsitemmodel.h"
#include "views/parts/type.h"
#include "views/schema/cellchoice.h"
#include "views/schema/schemafieldsdelegate.h"

#include <QHeaderView>

namespace relata {

using Items = SchemaFieldsItemModel;
using type::px;

namespace {

// In logical pixels; the description has the rest.
constexpr int nameLeast = 112;
constexpr int typeLeast = 96;
constexpr int defaultLeast = 102;
constexpr int descriptionLeast = 84;
constexpr std::pair<int, int> fieldWidths[] = {
    {Items::Name, nameLeast}, {Items::Type, typeLeast}, {Items::Required, 66},          {Items::List, 44},
    {Items::Unique, 56},      {Items::Key, 52},         {Items::Default, defaultLeast}, {Items::Change, 78}};

} // namespace

SchemaFieldsTable::SchemaFieldsTable(QWidget *parent) : QTableView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked
                    | QAbstractItemView::EditKeyPressed | QAbstractItemView::AnyKeyPressed);
    setTabKeyNavigation(false);
    setDragDropMode(QAbstractItemView::InternalMove);
    setDragDropOverwriteMode(false);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(px(20));
    verticalHeader()->setDefaultSectionSize(px(28));
    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    header->setMinimumSectionSize(px(40));
    connect(this, &QTableView::clicked, this, &SchemaFieldsTable::openChoice);
}

void SchemaFieldsTable::shareWidth()
{
    if (m_shares.empty()) {
        for (const auto &[column, width] : fieldWidths)
            setColumnWidth(column, px(width));
        horizontalHeader()->setSectionResizeMode(Items::Description, QHeaderView::Stretch);
        m_shares = {
            {Items::Type, typeLeast, 124, 0}, {Items::Default, defaultLeast, 124, 0}, {Items::Name, nameLeast, 160, 0}};
    }
    int room = viewport()->width() - px(descriptionLeast);
    for (int column = 0; column < Items::Description; ++column)
        room -= columnWidth(column);
    for (Share &share : m_shares) {
        if (columnWidth(share.column) != px(share.least) + share.given)
            continue;
        const int given = qBound(0, room + share.given, px(share.most - share.least));
        room += share.given - given;
        share.given = given;
        setColumnWidth(share.column, px(share.least) + given);
    }
}

/// A list was opened by the click that chose its row; no second click is waited for.
bool SchemaFieldsTable::edit(const QModelIndex &index, EditTrigger trigger, QEvent *event)
{
    const bool isDone = trigger == SelectedClicked && SchemaFieldsDelegate::isChoice(index);
    return !isDone && QTableView::edit(index, trigger, event);
}

void SchemaFieldsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (!m_shares.empty())
        shareWidth();
}

/// A list is opened by one click, as a check box is set by one.
void SchemaFieldsTable::openChoice(const QModelIndex &index)
{
    const bool isOpen = indexWidget(index) != nullptr;
    if (isOpen || !SchemaFieldsDelegate::isChoice(index) || !(index.flags() & Qt::ItemIsEditable))
        return;
    edit(index);
    if (auto *choice = qobject_cast<CellChoice *>(indexWidget(index)))
        choice->showPopup();
}

} // namespace relata
