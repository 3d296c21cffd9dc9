#include "views/schema/diagram/diagramoutline.h"

#include "items/roles.h"
#include "items/schemaoutlineitemmodel.h"
#include "items/valuetext.h"
#include "views/parts/palette.h"
#include "views/parts/panetitle.h"
#include "views/parts/rowpen.h"
#include "views/parts/rowtree.h"
#include "views/parts/type.h"
#include "views/schema/diagram/diagramoverlays.h"

#include <QHeaderView>
#include <QPainter>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

OutlineDelegate::OutlineDelegate(const SchemaOutlineItemModel &items, QObject *parent)
    : QStyledItemDelegate(parent), m_items(items)
{}

QSize OutlineDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const { return {px(120), px(26)}; }

void OutlineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &p = Palette::current();
    painter->save();
    RowPen pen(*painter, option);
    pen.reserve(px(8));
    pen.skip(px(4));
    const QVariant end = index.data(EndRole);
    if (!index.parent().isValid()) {
        pen.text(index.data().toString(), type::strong(), p.text);
        pen.skip(px(8));
        if (const qint64 count = index.data(CountRole).toLongLong(); count >= 0)
            pen.pill(valuetext::number(count), p.chip, p.text);
        if (index.data(JoinRole).toBool()) {
            pen.skip(px(8));
            pen.text(tr("join model"), type::small(), p.secondary);
        }
    } else if (end.isValid()) {
        pen.kind(m_items.schema().end(end.value<EndId>()), m_items.schema());
        pen.text(index.data().toString(), option.font, p.text);
    } else {
        pen.text(index.data().toString(), option.font, p.secondary);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter->setPen(QPen(p.accent, 2));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

DiagramOutline::DiagramOutline(QWidget *parent)
    : QWidget(parent), m_items(new SchemaOutlineItemModel(this)), m_tree(new RowTree(this))
{
    m_tree->setObjectName(u"diagramOutline"_s);
    m_tree->setAccessibleName(tr("Outline"));
    m_tree->setHeaderHidden(true);
    m_tree->setModel(m_items);
    m_tree->setItemDelegate(new OutlineDelegate(*m_items, this));
    m_tree->setTextElideMode(Qt::ElideRight);
    auto *title = new PaneTitle(tr("Outline"), this);
    title->setDetail(tr("same content as the diagram"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    column->addWidget(m_tree, 1);
    column->addWidget(new DiagramLegend(this));

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &DiagramOutline::announce);
    connect(m_tree, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const QVariant end = index.data(EndRole); end.isValid())
            Q_EMIT relationshipActivated(m_items->schema().end(end.value<EndId>()).relationship);
        else
            Q_EMIT modelActivated(index.data(ModelRole).value<ModelId>());
    });
    connect(m_tree, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        if (const QModelIndex index = m_tree->indexAt(place); index.isValid())
            Q_EMIT menuRequested(index.data(ModelRole).value<ModelId>(), m_tree->viewport()->mapToGlobal(place));
    });
}

void DiagramOutline::announce(const QModelIndex &index)
{
    if (m_quiet || !index.isValid())
        return;
    if (const QVariant end = index.data(EndRole); end.isValid())
        Q_EMIT relationshipChosen(m_items->schema().end(end.value<EndId>()).relationship);
    else
        Q_EMIT modelChosen(index.data(ModelRole).value<ModelId>());
}

void DiagramOutline::setCurrent(std::optional<ModelId> model, std::optional<RelationshipId> relationship)
{
    const QModelIndex here = m_tree->currentIndex();
    QModelIndex index;
    if (relationship) {
        // Either end's row will do.
        if (here.isValid() && here.data(EndRole).isValid()
            && m_items->schema().end(here.data(EndRole).value<EndId>()).relationship == *relationship)
            return;
        index = m_items->indexOf(*relationship);
    } else if (model) {
        if (here.isValid() && !here.data(EndRole).isValid() && here.data(ModelRole).value<ModelId>() == *model)
            return;
        index = m_items->indexOf(*model);
    }
    m_quiet = true;
    m_tree->setCurrentIndex(index);
    m_quiet = false;
    if (index.isValid())
        m_tree->scrollTo(index);
}

} // namespace relata
