#include "items/instancetableitemmodel.h"

#include "items/instancetablecells.h"
#include "items/instancetableprivate.h"
#include "items/valuetext.h"

#include <QPersistentModelIndex>
#include <QPointer>

#include <algorithm>

namespace relata {

namespace {

/// A cell shows one line of this; the form shows the whole.
constexpr qint64 mostCharacters = 500;

/// The field that a column of an end already shows: a foreign key that is one plain field.
bool isShownByEnd(const Schema &schema, ModelId model, FieldId field)
{
    return std::any_of(schema.referencesFrom(model).begin(), schema.referencesFrom(model).end(), [&](ReferenceId id) {
        const Reference &reference = schema.reference(id);
        return reference.columns.size() == 1 && reference.columns.front() == field;
    });
}

} // namespace

InstanceTableItemModel::InstanceTableItemModel(QObject *parent)
    : QAbstractTableModel(parent), d(std::make_unique<Private>(this))
{}

InstanceTableItemModel::~InstanceTableItemModel()
{
    // Those who wait for a row are not told any more.
    d->afterRound.clear();
    d->stop();
}

void InstanceTableItemModel::show(Session *session, const Query &query)
{
    beginResetModel();
    d->stop();
    for (const QMetaObject::Connection &connection : std::exchange(d->connections, {}))
        disconnect(connection);
    d->session = session;
    d->query = query;
    d->columns.clear();
    if (session) {
        d->columns = allColumns(session->schema(), query.model);
        d->query.ends.clear();
        for (const Column &column : d->columns)
            if (column.end.isValid())
                d->query.ends.push_back(column.end);
        d->query.cutAt = mostCharacters;
        d->query.labels = true;
        d->watch();
        d->connections = {
            connect(&session->feed(), &ChangeFeed::committed, this,
                    [this](const ChangeSet &set) { d->committed(set); }),
            connect(session, &Session::displayChanged, this,
                    [this](ModelId model) {
                        if (d->watched.contains(model))
                            refresh();
                    }),
        };
    }
    endResetModel();
    if (session)
        d->start();
    Q_EMIT totalChanged();
}

Session *InstanceTableItemModel::session() const { return d->session; }

const Query &InstanceTableItemModel::query() const { return d->query; }

const std::vector<InstanceTableItemModel::Column> &InstanceTableItemModel::columns() const { return d->columns; }

std::vector<InstanceTableItemModel::Column> InstanceTableItemModel::allColumns(const Schema &schema, ModelId modelId)
{
    const Model &model = schema.model(modelId);
    std::vector<Column> fields;
    std::vector<Column> kept;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId id(static_cast<int>(i));
        const Field &field = model.fields[i];
        if (field.hidden || isShownByEnd(schema, modelId, id))
            continue;
        const bool byRelata = field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt;
        if (byRelata)
            kept.push_back({id, {}});
        else if (id == model.display)
            fields.insert(fields.begin(), {id, {}});
        else
            fields.push_back({id, {}});
    }
    for (const bool many : {false, true})
        for (const EndId end : schema.endsOf(modelId))
            if (schema.end(end).isMany() == many && (schema.end(end).named || schema.end(end).holdsKey()))
                fields.push_back({{}, end});
    fields.insert(fields.end(), kept.begin(), kept.end());
    return fields;
}

std::optional<Key> InstanceTableItemModel::keyAt(int row) const
{
    const Row *held = rowAt(row);
    return held ? std::optional(held->key) : std::nullopt;
}

std::optional<Key> InstanceTableItemModel::heldKeyAt(int row) const
{
    const Row *held = d->cache.at(row);
    return held ? std::optional(held->key) : std::nullopt;
}

const Row *InstanceTableItemModel::rowAt(int row) const
{
    d->want(row);
    return d->cache.at(row);
}

std::optional<int> InstanceTableItemModel::rowOf(const Key &key) const { return d->cache.find(key); }

void InstanceTableItemModel::locate(const Key &key, QObject *context, std::function<void(std::optional<int>)> found)
{
    if (const auto row = d->cache.find(key); !d->session || (row && !d->round)) {
        QMetaObject::invokeMethod(
            context, [found = std::move(found), row] { found(row); }, Qt::QueuedConnection);
        return;
    }
    const auto self = QPointer(this);
    // While a change is being looked at, rows have no numbers that would hold.
    if (d->round) {
        d->afterRound.emplace_back([self, key, context = QPointer<QObject>(context), found = std::move(found)] {
            if (self && context)
                self->locate(key, context, found);
        });
        return;
    }
    d->session->get(d->query.model, key, {}, context,
                    [self, key, context, found = std::move(found)](const Result<std::optional<Row>> &row) {
                        if (!self || !self->d->session || !row || !*row) {
                            found(std::nullopt);
                            return;
                        }
                        self->d->session->rank(
                            self->d->queryForRows(), self->d->positionOf(key, (*row)->values), context,
                            [self, found](const Result<Session::Rank> &rank) {
                                const bool there = self && rank && rank->present && rank->before < self->d->rows;
                                found(there ? std::optional(static_cast<int>(rank->before)) : std::nullopt);
                            });
                    });
}

void InstanceTableItemModel::setVisibleRows(int first, int last)
{
    d->visibleFirst = std::max(0, first);
    d->visibleLast = std::max(d->visibleFirst, last);
    d->wantVisible();
}

std::optional<qint64> InstanceTableItemModel::total() const { return d->total; }

std::optional<qint64> InstanceTableItemModel::totalOfModel() const
{
    return d->isFiltered() ? d->totalOfModel : d->total;
}

void InstanceTableItemModel::refresh()
{
    if (!d->session)
        return;
    d->newsIncomplete = true;
    if (d->isFiltered())
        d->askTotalOfModel();
    d->beginRound();
}

void InstanceTableItemModel::visited(int row)
{
    const Row *held = d->cache.at(row);
    if (!held || d->changedElsewhere.erase(held->key) == 0)
        return;
    Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1), {ChangedElsewhereRole});
}

int InstanceTableItemModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : d->rows; }

int InstanceTableItemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->columns.size());
}

QVariant InstanceTableItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || !d->session)
        return {};
    const Schema &schema = d->session->schema();
    const Column &column = d->columns[static_cast<std::size_t>(index.column())];
    const Row *row = rowAt(index.row());
    switch (role) {
    case LoadingRole:
        return row == nullptr;
    case ModelRole:
        return QVariant::fromValue(d->query.model);
    case FieldRole:
        return QVariant::fromValue(column.field);
    case EndRole:
        return QVariant::fromValue(column.end);
    default:
        break;
    }
    if (!row)
        return role == Qt::AccessibleTextRole ? QVariant(tr("loading")) : QVariant();
    switch (role) {
    case KeyRole:
        return QVariant::fromValue(row->key);
    case LabelRole:
        return row->label;
    case Qt::AccessibleDescriptionRole:
        return d->states(index);
    case ChangedElsewhereRole: {
        const auto changed = d->changedElsewhere.find(row->key);
        return changed != d->changedElsewhere.end() && changed->second.contains(index.column());
    }
    case ReadOnlyRole: {
        const QString reason = tablecells::readOnlyReason(*d->session, d->query.model, column);
        const bool cut = column.field.isValid()
            && tablecells::field(schema, d->query.model, column.field, *row, CutRole).toLongLong() > 0;
        return reason.isEmpty() && cut ? tr("This is only the beginning of a long value. Edit it in the form.")
                                       : reason;
    }
    default:
        break;
    }
    if (column.field.isValid())
        return tablecells::field(schema, d->query.model, column.field, *row, role);
    const auto end = std::find(d->query.ends.begin(), d->query.ends.end(), column.end);
    return tablecells::end(schema, column.end, *row, row->links[static_cast<std::size_t>(end - d->query.ends.begin())],
                           role);
}

void InstanceTableItemModel::setEdited(std::function<bool(const QModelIndex &)> isEdited)
{
    d->isEdited = std::move(isEdited);
}

/// What a look at the cell says beside its value, in words.
QString InstanceTableItemModel::Private::states(const QModelIndex &index) const
{
    QStringList words;
    if (isEdited && isEdited(index))
        words.append(tr("edited"));
    if (index.data(ChangedElsewhereRole).toBool())
        words.append(tr("changed elsewhere"));
    if (const QString invalid = index.data(InvalidRole).toString(); !invalid.isEmpty())
        words.append(tr("invalid: %1").arg(invalid));
    const Links links = index.data(LinksRole).value<Links>();
    if (std::any_of(links.first.begin(), links.first.end(), [](const InstanceRef &to) { return to.missing; }))
        words.append(tr("missing target"));
    if (!index.data(ReadOnlyRole).toString().isEmpty())
        words.append(tr("read only"));
    return words.join(QStringLiteral(", "));
}

bool InstanceTableItemModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role == ChangedElsewhereRole && !value.toBool()) {
        visited(index.row());
        return true;
    }
    if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable))
        return false;
    const Row *row = rowAt(index.row());
    const FieldId id = d->columns[static_cast<std::size_t>(index.column())].field;
    const Schema &schema = d->session->schema();
    const auto parsed = value.metaType() == QMetaType::fromType<Value>()
        ? Result<Value>(value.value<Value>())
        : valuetext::parse(schema, schema.field(d->query.model, id), value.toString());
    if (!parsed) {
        Q_EMIT refused(index, parsed.error());
        return false;
    }
    const Value &old = row->values[id.index()];
    if (old == *parsed)
        return true;
    d->session->submit({Update{d->query.model, row->key, {{id, *parsed}}, {{id, old}}}}, this,
                       [this, cell = QPersistentModelIndex(index)](const Result<ChangeSet> &done) {
                           if (!done)
                               Q_EMIT refused(cell, done.error());
                       });
    return true;
}

QVariant InstanceTableItemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (!d->session || section < 0 || section >= columnCount())
        return {};
    return tablecells::header(d->session->schema(), d->query.model, d->columns[static_cast<std::size_t>(section)],
                              role);
}

Qt::ItemFlags InstanceTableItemModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || !d->columns[static_cast<std::size_t>(index.column())].field.isValid())
        return flags;
    // Asks for nothing: views look at the flags of rows that nobody sees.
    if (d->cache.at(index.row()) && data(index, ReadOnlyRole).toString().isEmpty())
        flags |= Qt::ItemIsEditable;
    return flags;
}

void InstanceTableItemModel::sort(int column, Qt::SortOrder order)
{
    if (!d->session || column < 0 || column >= columnCount())
        return;
    const std::vector<FieldId> fields =
        tablecells::sortFields(d->session->schema(), d->columns[static_cast<std::size_t>(column)]);
    if (fields.empty())
        return;
    Query sorted = d->query;
    sorted.sort.clear();
    for (const FieldId field : fields)
        sorted.sort.push_back({field, order == Qt::AscendingOrder ? SortOrder::Ascending : SortOrder::Descending});
    if (sorted.sort != d->query.sort)
        show(d->session, sorted);
}

} // namespace relata
