#include "items/schemaoutlineitemmodel.h"

#include "items/modelwords.h"
#include "items/roles.h"
#include "items/valuetext.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

/// Rows of the first level carry no parent; those of the second their branch, counted from 1.
constexpr quintptr topLevel = 0;

QString wordsOfType(const FieldType &type)
{
    const QString name = type.kind == FieldType::Kind::Scalar ? toString(type.scalar) : type.name;
    return type.list ? SchemaOutlineItemModel::tr("list of %1").arg(name) : name;
}

} // namespace

void SchemaOutlineItemModel::setSchema(const Schema &schema)
{
    beginResetModel();
    m_schema = schema;
    m_branches.clear();
    m_rows.clear();
    m_counts.clear();
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        Branch branch;
        branch.model = ModelId(static_cast<int>(i));
        const auto &fields = schema.models[i].fields;
        for (std::size_t f = 0; f < fields.size(); ++f)
            if (!fields[f].hidden)
                branch.fields.emplace_back(static_cast<int>(f));
        branch.ends = schema.endsOf(branch.model);
        m_branches.push_back(std::move(branch));
    }
    std::ranges::stable_sort(m_branches, [&](const Branch &a, const Branch &b) {
        return schema.model(a.model).name.compare(schema.model(b.model).name, Qt::CaseInsensitive) < 0;
    });
    for (std::size_t row = 0; row < m_branches.size(); ++row)
        m_rows[m_branches[row].model.value()] = static_cast<int>(row);
    endResetModel();
}

void SchemaOutlineItemModel::setCount(ModelId model, qint64 count)
{
    const QModelIndex index = indexOf(model);
    if (!index.isValid())
        return;
    m_counts[model.value()] = count;
    Q_EMIT dataChanged(index, index, {CountRole, Qt::AccessibleTextRole});
}

QModelIndex SchemaOutlineItemModel::indexOf(ModelId model) const
{
    const auto found = m_rows.find(model.value());
    return found == m_rows.end() ? QModelIndex() : createIndex(found->second, 0, topLevel);
}

QModelIndex SchemaOutlineItemModel::indexOf(RelationshipId relationship) const
{
    if (!relationship.isValid() || relationship.index() >= m_schema.relationships.size())
        return {};
    const QModelIndex source = indexOf(m_schema.relationship(relationship).source);
    if (!source.isValid())
        return {};
    const Branch &branch = m_branches[static_cast<std::size_t>(source.row())];
    const auto end =
        std::ranges::find(branch.ends, relationship, [&](EndId id) { return m_schema.end(id).relationship; });
    if (end == branch.ends.end())
        return {};
    return index(static_cast<int>(branch.fields.size()) + static_cast<int>(end - branch.ends.begin()), 0, source);
}

QModelIndex SchemaOutlineItemModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : topLevel);
}

QModelIndex SchemaOutlineItemModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == topLevel)
        return {};
    return createIndex(static_cast<int>(child.internalId()) - 1, 0, topLevel);
}

int SchemaOutlineItemModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_branches.size());
    if (parent.internalId() != topLevel || parent.column() > 0)
        return 0;
    const Branch &branch = m_branches[static_cast<std::size_t>(parent.row())];
    return static_cast<int>(branch.fields.size() + branch.ends.size());
}

int SchemaOutlineItemModel::columnCount(const QModelIndex &) const { return 1; }

QVariant SchemaOutlineItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == topLevel)
        return modelData(m_branches[static_cast<std::size_t>(index.row())], role);
    const Branch &branch = m_branches[index.internalId() - 1];
    if (role == ModelRole)
        return QVariant::fromValue(branch.model);
    const auto row = static_cast<std::size_t>(index.row());
    if (row < branch.fields.size())
        return fieldData(branch, branch.fields[row], role);
    return endData(branch, branch.ends[row - branch.fields.size()], role);
}

QVariant SchemaOutlineItemModel::modelData(const Branch &branch, int role) const
{
    const Model &model = m_schema.model(branch.model);
    const auto count = m_counts.find(branch.model.value());
    switch (role) {
    case Qt::DisplayRole:
        return model.name;
    case Qt::ToolTipRole:
        return model.description.isEmpty() ? QVariant() : QVariant(model.description.toHtmlEscaped());
    case Qt::AccessibleTextRole: {
        const QString kind = model.join ? tr("join model") : model.view ? tr("view") : tr("model");
        QString text = model.name % u", "_s % kind;
        if (count != m_counts.end())
            text += u", "_s % valuetext::instances(count->second, -1, false, false);
        return text;
    }
    case ModelRole:
        return QVariant::fromValue(branch.model);
    case CountRole:
        return count == m_counts.end() ? qint64(-1) : count->second;
    case JoinRole:
        return model.join;
    default:
        return {};
    }
}

QVariant SchemaOutlineItemModel::fieldData(const Branch &branch, FieldId id, int role) const
{
    const Model &model = m_schema.model(branch.model);
    const Field &field = model.field(id);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList words{wordsOfType(field.type)};
        if (model.isKey(id))
            words.append(tr("key"));
        if (field.required)
            words.append(tr("required"));
        if (field.unique)
            words.append(tr("unique"));
        return QString(field.name % u": "_s % words.join(u", "_s));
    }
    case Qt::ToolTipRole:
        return field.description.isEmpty() ? QVariant() : QVariant(field.description.toHtmlEscaped());
    case FieldRole:
        return QVariant::fromValue(id);
    default:
        return {};
    }
}

QVariant SchemaOutlineItemModel::endData(const Branch &, EndId id, int role) const
{
    const End &end = m_schema.end(id);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QString(end.name % u": "_s % modelwords::sentence(m_schema, id));
    case Qt::ToolTipRole:
        return modelwords::sentence(m_schema, id).toHtmlEscaped();
    case EndRole:
        return QVariant::fromValue(id);
    default:
        return {};
    }
}

} // namespace relata
