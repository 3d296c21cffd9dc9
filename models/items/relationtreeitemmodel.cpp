#include "items/relationtreeitemmodel.h"

#include "items/relationtreeprivate.h"

#include <utility>

namespace relata {

namespace {
enum RelationColumn { NameColumn, DetailsColumn, OnDeleteColumn, RelationColumns };
} // namespace

RelationNode *RelationTreeItemModel::Private::nodeAt(const QModelIndex &index)
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : root.get();
}

QModelIndex RelationTreeItemModel::Private::indexOf(const Node &node, int column) const
{
    return &node == root.get() ? QModelIndex() : q->createIndex(node.row, column, &node);
}

void RelationTreeItemModel::Private::insert(Node &parent, int row, std::vector<std::unique_ptr<Node>> nodes)
{
    if (nodes.empty())
        return;
    for (const auto &node : nodes)
        node->parent = &parent;
    q->beginInsertRows(indexOf(parent), row, row + static_cast<int>(nodes.size()) - 1);
    parent.children.insert(parent.children.begin() + row, std::move_iterator(nodes.begin()),
                           std::move_iterator(nodes.end()));
    for (int i = row; i < parent.size(); ++i)
        parent.child(i)->row = i;
    q->endInsertRows();
}

void RelationTreeItemModel::Private::remove(Node &parent, int row, int count)
{
    if (count == 0)
        return;
    for (int i = row; i < row + count; ++i)
        dropRequestsBelow(*parent.child(i));
    q->beginRemoveRows(indexOf(parent), row, row + count - 1);
    parent.children.erase(parent.children.begin() + row, parent.children.begin() + row + count);
    for (int i = row; i < parent.size(); ++i)
        parent.child(i)->row = i;
    q->endRemoveRows();
}

void RelationTreeItemModel::Private::changed(const Node &node)
{
    if (&node == root.get())
        Q_EMIT q->instanceChanged();
    else
        Q_EMIT q->dataChanged(indexOf(node), indexOf(node, OnDeleteColumn));
}

bool RelationTreeItemModel::Private::canHaveChildren(const Node &node) const
{
    switch (node.kind) {
    case TreeNodeKind::More:
        return false;
    case TreeNodeKind::Instance:
        return !node.seenAbove && !node.instance.missing && !schema().endsOf(node.instance.model).empty();
    case TreeNodeKind::End:
        if (schema().end(node.end).isMany() && !node.opened)
            return node.count != 0;
        return !node.children.empty();
    }
    Q_UNREACHABLE();
}

RelationTreeItemModel::RelationTreeItemModel(QObject *parent)
    : QAbstractItemModel(parent), d(std::make_unique<Private>(this))
{}

RelationTreeItemModel::~RelationTreeItemModel() = default;

void RelationTreeItemModel::show(Session *session, const std::optional<InstanceRef> &instance)
{
    d->dropRequests();
    if (d->session != session) {
        if (d->session) {
            disconnect(&d->session->feed(), nullptr, this, nullptr);
            disconnect(d->session, nullptr, this, nullptr);
        }
        if (session) {
            connect(&session->feed(), &ChangeFeed::committed, this, [this](const ChangeSet &set) { d->accept(set); });
            connect(session, &Session::displayChanged, this, &RelationTreeItemModel::refresh);
            connect(session, &QObject::destroyed, this, [this] {
                d->session = nullptr;
                show(nullptr, std::nullopt);
            });
        }
    }
    beginResetModel();
    d->session = session;
    d->root.reset();
    if (session && instance) {
        d->root = std::make_unique<RelationNode>();
        d->root->instance = *instance;
    }
    endResetModel();
    if (d->root)
        d->openInstance(*d->root);
}

std::optional<InstanceRef> RelationTreeItemModel::instance() const
{
    return d->root ? std::optional(d->root->instance) : std::nullopt;
}

std::optional<InstanceRef> RelationTreeItemModel::instanceAt(const QModelIndex &index) const
{
    const RelationNode *node = d->nodeAt(index);
    if (!node)
        return std::nullopt;
    return node->kind == TreeNodeKind::Instance ? node->instance : ownerAt(index);
}

std::optional<EndId> RelationTreeItemModel::endAt(const QModelIndex &index) const
{
    return index.isValid() ? std::optional(d->nodeAt(index)->end) : std::nullopt;
}

std::optional<InstanceRef> RelationTreeItemModel::ownerAt(const QModelIndex &index) const
{
    if (!index.isValid())
        return std::nullopt;
    const RelationNode *node = d->nodeAt(index);
    return node->kind == TreeNodeKind::End ? node->parent->instance : node->parent->parent->instance;
}

void RelationTreeItemModel::showMore(const QModelIndex &more)
{
    RelationNode *node = more.isValid() ? d->nodeAt(more) : nullptr;
    if (node && node->kind == TreeNodeKind::More && !node->loading)
        d->readMore(*node->parent);
}

void RelationTreeItemModel::refresh()
{
    if (d->root)
        d->refresh(*d->root);
}

QModelIndex RelationTreeItemModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, d->nodeAt(parent)->child(row));
}

QModelIndex RelationTreeItemModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? d->indexOf(*d->nodeAt(child)->parent) : QModelIndex();
}

int RelationTreeItemModel::rowCount(const QModelIndex &parent) const
{
    const RelationNode *node = parent.column() > 0 ? nullptr : d->nodeAt(parent);
    return node ? node->size() : 0;
}

int RelationTreeItemModel::columnCount(const QModelIndex &) const { return RelationColumns; }

bool RelationTreeItemModel::hasChildren(const QModelIndex &parent) const
{
    const RelationNode *node = parent.column() > 0 ? nullptr : d->nodeAt(parent);
    if (!node)
        return false;
    return parent.isValid() ? d->canHaveChildren(*node) : node->size() > 0;
}

bool RelationTreeItemModel::canFetchMore(const QModelIndex &parent) const
{
    if (!parent.isValid() || parent.column() > 0)
        return false;
    const RelationNode *node = d->nodeAt(parent);
    return !node->opened && d->canHaveChildren(*node);
}

void RelationTreeItemModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    RelationNode &node = *d->nodeAt(parent);
    if (node.kind == TreeNodeKind::Instance)
        d->openInstance(node);
    else
        d->readBranch(node, 0);
}

QVariant RelationTreeItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Schema &schema = d->session->schema();
    const RelationNode &node = *d->nodeAt(index);
    const bool isEnd = node.kind == TreeNodeKind::End;
    const bool isInstance = node.kind == TreeNodeKind::Instance;
    switch (role) {
    case Qt::DisplayRole:
        if (index.column() == NameColumn)
            return relationtext::name(schema, node);
        return index.column() == DetailsColumn ? relationtext::details(schema, node)
                                               : relationtext::onDelete(schema, node);
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn ? relationtext::spoken(schema, node) : QVariant();
    case NodeRole:
        return QVariant::fromValue(node.kind);
    case EndRole:
        return QVariant::fromValue(node.end);
    case ModelRole:
        return QVariant::fromValue(isInstance ? node.instance.model : schema.end(node.end).other);
    case KeyRole:
        return isInstance ? QVariant::fromValue(node.instance.key) : QVariant();
    case LabelRole:
        return isInstance ? QVariant(node.instance.label) : QVariant();
    case DetailsRole:
        return isInstance && !node.detail.isEmpty() ? QVariant(QStringList{node.detail}) : QVariant();
    case MissingRole:
        return isInstance && node.instance.missing;
    case SeenAboveRole:
        return node.seenAbove;
    case LoadingRole:
        return node.loading;
    case CountRole:
        if (!isEnd)
            return {};
        return schema.end(node.end).isMany() ? node.count : (node.links ? node.links->count : -1);
    case LinksRole:
        return isEnd && node.links ? QVariant::fromValue(*node.links) : QVariant();
    case NullRole:
        return isEnd && node.links && node.links->first.empty();
    default:
        return {};
    }
}

QVariant RelationTreeItemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Relationship");
    case DetailsColumn:
        return tr("Details");
    case OnDeleteColumn:
        return tr("On delete");
    default:
        return {};
    }
}

} // namespace relata
