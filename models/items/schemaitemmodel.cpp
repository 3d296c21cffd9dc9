#include "items/schemaitemmodel.h"

#include "items/valuetext.h"

#include <algorithm>
#include <deque>
#include <optional>

namespace relata {

using namespace Qt::StringLiterals;

class SchemaItemModel::Private
{
public:
    explicit Private(SchemaItemModel *model) : q(model) {}

    struct Entry
    {
        ModelId model;
        QString name;
        bool join = false;
        qint64 count = -1;
    };

    void fill();
    void countAll();
    void countNext();
    void accept(const ChangeSet &set);
    void setCount(std::size_t row, qint64 count);
    void drop();
    [[nodiscard]] std::size_t rowOf(ModelId model) const { return m_rows[model.index()]; }

    SchemaItemModel *q;
    Session *session = nullptr;
    std::vector<Entry> entries;

private:
    std::vector<std::size_t> m_rows; ///< by model
    std::deque<std::size_t> m_waiting;
    std::optional<std::size_t> m_counting;
    Session::Ticket m_ticket = 0;
    quint64 m_round = 0; ///< tells the awaited answer from those that no longer count
};

void SchemaItemModel::Private::fill()
{
    entries.clear();
    m_rows.clear();
    if (!session)
        return;
    const Schema &schema = session->schema();
    for (std::size_t i = 0; i < schema.models.size(); ++i)
        entries.push_back({ModelId(static_cast<int>(i)), schema.models[i].name, schema.models[i].join, -1});
    const auto group = [&](const Entry &entry) {
        const Model &model = schema.model(entry.model);
        return model.view ? 2 : (model.join ? 1 : 0);
    };
    std::ranges::stable_sort(entries, [&](const Entry &a, const Entry &b) {
        if (group(a) != group(b))
            return group(a) < group(b);
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    m_rows.resize(entries.size());
    for (std::size_t row = 0; row < entries.size(); ++row)
        m_rows[entries[row].model.index()] = row;
}

void SchemaItemModel::Private::drop()
{
    if (session && m_ticket != 0)
        session->cancel(m_ticket);
    ++m_round;
    m_ticket = 0;
    m_counting.reset();
    m_waiting.clear();
}

void SchemaItemModel::Private::countAll()
{
    drop();
    for (std::size_t row = 0; row < entries.size(); ++row)
        m_waiting.push_back(row);
    countNext();
}

void SchemaItemModel::Private::countNext()
{
    if (m_counting || m_waiting.empty() || !session)
        return;
    const std::size_t row = m_waiting.front();
    m_waiting.pop_front();
    m_counting = row;
    Query query;
    query.model = entries[row].model;
    m_ticket = session->count(query, 0, q, [this, row, round = ++m_round](const Result<qint64> &count) {
        if (round != m_round)
            return;
        m_ticket = 0;
        m_counting.reset();
        // A count that fails stays open; the next change elsewhere asks again.
        if (count)
            setCount(row, *count);
        countNext();
    });
}

void SchemaItemModel::Private::accept(const ChangeSet &set)
{
    if (set.origin == ChangeOrigin::Elsewhere || set.mayHaveMore) {
        countAll();
        return;
    }
    std::vector<qint64> difference(entries.size(), 0);
    for (const Change &change : set.changes) {
        if (std::holds_alternative<Inserted>(change))
            ++difference[rowOf(modelOf(change))];
        else if (std::holds_alternative<Removed>(change))
            --difference[rowOf(modelOf(change))];
    }
    for (std::size_t row = 0; row < entries.size(); ++row) {
        if (difference[row] == 0)
            continue;
        if (m_counting == row) {
            // Whether the running count has seen this change cannot be known.
            session->cancel(m_ticket);
            ++m_round;
            m_counting.reset();
            m_waiting.push_front(row);
        } else if (entries[row].count >= 0) {
            setCount(row, entries[row].count + difference[row]);
        }
    }
    countNext();
}

void SchemaItemModel::Private::setCount(std::size_t row, qint64 count)
{
    if (entries[row].count == count)
        return;
    entries[row].count = count;
    const QModelIndex index = q->index(static_cast<int>(row));
    Q_EMIT q->dataChanged(index, index, {CountRole, Qt::AccessibleTextRole});
}

SchemaItemModel::SchemaItemModel(QObject *parent) : QAbstractListModel(parent), d(std::make_unique<Private>(this)) {}

SchemaItemModel::~SchemaItemModel() = default;

void SchemaItemModel::show(Session *session)
{
    d->drop();
    if (d->session) {
        disconnect(&d->session->feed(), nullptr, this, nullptr);
        disconnect(d->session, nullptr, this, nullptr);
    }
    beginResetModel();
    d->session = session;
    d->fill();
    endResetModel();
    if (!session)
        return;
    connect(&session->feed(), &ChangeFeed::committed, this, [this](const ChangeSet &set) { d->accept(set); });
    connect(session, &QObject::destroyed, this, [this] {
        d->session = nullptr;
        show(nullptr);
    });
    d->countAll();
}

QModelIndex SchemaItemModel::indexOf(ModelId model) const
{
    const bool known = model.isValid() && model.index() < d->entries.size();
    return known ? index(static_cast<int>(d->rowOf(model))) : QModelIndex();
}

int SchemaItemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->entries.size());
}

QVariant SchemaItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Private::Entry &entry = d->entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case Qt::AccessibleTextRole: {
        const QString count = entry.count < 0 ? tr("counting…") : valuetext::instances(entry.count, -1, false, false);
        return QString(entry.name % u", "_s % count);
    }
    case ModelRole:
        return QVariant::fromValue(entry.model);
    case CountRole:
        return entry.count;
    case JoinRole:
        return entry.join;
    default:
        return {};
    }
}

} // namespace relata
