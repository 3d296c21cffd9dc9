#include "items/planitemmodel.h"

#include "items/modelwords.h"
#include "items/valuetext.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

enum PlanColumn { WhatColumn, EffectColumn, CountColumn, PlanColumns };
constexpr int wayItself = -1;
constexpr int andMore = -2;

/// The relationship's name as the instance above sees it.
std::optional<EndId> endAbove(const Schema &schema, const DeleteNode &node)
{
    if (!node.reference.isValid())
        return std::nullopt;
    for (const EndId id : schema.endsOf(schema.reference(node.reference).to)) {
        const End &end = schema.end(id);
        if (!end.holdsKey() && end.reference == node.reference)
            return id;
    }
    return std::nullopt;
}

} // namespace

void PlanItemModel::show(const Schema &schema, const DeletePreview &preview)
{
    beginResetModel();
    m_schema = schema;
    m_preview = preview;
    m_lines.clear();
    m_top.clear();
    std::vector<int> lineOf(preview.nodes.size(), -1);
    for (std::size_t i = 0; i < preview.nodes.size(); ++i) {
        const DeleteNode &node = preview.nodes[i];
        const int above = node.parent < 0 ? -1 : lineOf[static_cast<std::size_t>(node.parent)];
        lineOf[i] = addLine({above, static_cast<int>(i), wayItself, 0, {}});
    }
    for (std::size_t i = 0; i < preview.nodes.size(); ++i)
        addSamples(static_cast<int>(i), lineOf[i]);
    endResetModel();
}

int PlanItemModel::addLine(const Line &line)
{
    const int id = static_cast<int>(m_lines.size());
    m_lines.push_back(line);
    std::vector<int> &siblings = line.parent < 0 ? m_top : m_lines[static_cast<std::size_t>(line.parent)].children;
    m_lines.back().row = static_cast<int>(siblings.size());
    siblings.push_back(id);
    return id;
}

void PlanItemModel::addSamples(int node, int line)
{
    const DeleteNode &way = m_preview.nodes[static_cast<std::size_t>(node)];
    if (isNamedItself(way))
        return;
    for (std::size_t i = 0; i < way.samples.size(); ++i)
        addLine({line, node, static_cast<int>(i), 0, {}});
    if (way.count > static_cast<qint64>(way.samples.size()) && !way.samples.empty())
        addLine({line, node, andMore, 0, {}});
}

/// One chosen instance stands at the top by its own name, without a sample of itself.
bool PlanItemModel::isNamedItself(const DeleteNode &node)
{
    return node.parent < 0 && node.count == 1 && node.samples.size() == 1;
}

QModelIndex PlanItemModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    const std::vector<int> &siblings = parent.isValid() ? lineAt(parent).children : m_top;
    return createIndex(row, column, static_cast<quintptr>(siblings[static_cast<std::size_t>(row)]));
}

QModelIndex PlanItemModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || lineAt(child).parent < 0)
        return {};
    const int above = lineAt(child).parent;
    return createIndex(m_lines[static_cast<std::size_t>(above)].row, 0, static_cast<quintptr>(above));
}

int PlanItemModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_top.size());
    return parent.column() == 0 ? static_cast<int>(lineAt(parent).children.size()) : 0;
}

int PlanItemModel::columnCount(const QModelIndex &) const { return PlanColumns; }

const PlanItemModel::Line &PlanItemModel::lineAt(const QModelIndex &index) const
{
    return m_lines[static_cast<std::size_t>(index.internalId())];
}

QVariant PlanItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Line &line = lineAt(index);
    const DeleteNode &node = m_preview.nodes[static_cast<std::size_t>(line.node)];
    switch (role) {
    case Qt::DisplayRole:
        return text(line, node, index.column());
    case Qt::AccessibleTextRole: {
        const QStringList parts = QStringList{text(line, node, index.column())}
            + (index.column() == WhatColumn ? notes(line, node) : QStringList());
        return parts.join(u", "_s);
    }
    case Qt::TextAlignmentRole:
        return index.column() == CountColumn ? QVariant(Qt::AlignTrailing | Qt::AlignVCenter) : QVariant();
    case LabelRole:
        return line.sample >= 0 ? QVariant(text(line, node, WhatColumn)) : QVariant();
    case DetailsRole:
        return notes(line, node);
    case EffectRole:
        return line.sample == wayItself ? QVariant::fromValue(node.effect) : QVariant();
    case CountRole:
        return line.sample == wayItself ? QVariant(node.count) : QVariant();
    case ModelRole:
        return QVariant::fromValue(node.model);
    case EndRole: {
        const auto end = endAbove(m_schema, node);
        return line.sample == wayItself && end ? QVariant::fromValue(*end) : QVariant();
    }
    default:
        return {};
    }
}

QString PlanItemModel::text(const Line &line, const DeleteNode &node, int column) const
{
    if (line.sample == wayItself) {
        if (column == WhatColumn)
            return wayName(node);
        return column == EffectColumn ? effectWord(node.effect) : valuetext::number(node.count);
    }
    if (column != WhatColumn)
        return {};
    if (line.sample == andMore)
        return tr("and %1 more").arg(valuetext::number(node.count - static_cast<qint64>(node.samples.size())));
    return node.samples[static_cast<std::size_t>(line.sample)].label;
}

QString PlanItemModel::wayName(const DeleteNode &node) const
{
    if (isNamedItself(node))
        return node.samples.front().label;
    const Model &model = m_schema.model(node.model);
    if (const auto end = endAbove(m_schema, node))
        return m_schema.end(*end).name;
    if (node.parent >= 0)
        return modelwords::plural(model);
    // The chosen ones: the model's name as it is written, in the plural.
    QString name = node.count == 1 ? model.name : modelwords::plural(model);
    if (!model.name.isEmpty())
        name[0] = model.name[0];
    return QString(valuetext::number(node.count) % u' ' % name);
}

/// What stands after the name, quieter: "the tags stay", "rule: restrict", "featuredIn becomes null".
QStringList PlanItemModel::notes(const Line &line, const DeleteNode &node) const
{
    if (node.parent < 0 || line.sample == andMore)
        return {};
    const Reference &reference = m_schema.reference(node.reference);
    const bool toDefault = reference.rule == DeleteRule::SetDefault;
    if (line.sample >= 0) {
        if (node.effect != Effect::Cleared)
            return {};
        const QString &field = m_schema.end(m_schema.keyEnd(node.reference)).name;
        return {toDefault ? tr("%1 takes its default").arg(field) : tr("%1 becomes null").arg(field)};
    }
    switch (node.effect) {
    case Effect::Deleted:
        return {};
    case Effect::LinkRemoved: {
        const auto end = endAbove(m_schema, node);
        const ModelId other = end ? m_schema.end(*end).other : node.model;
        return {tr("the %1 stay").arg(modelwords::plural(m_schema.model(other)))};
    }
    case Effect::Cleared:
        return {tr("the %1 stay").arg(modelwords::plural(m_schema.model(node.model)))};
    case Effect::Blocks:
        return {reference.rule == DeleteRule::Clear
                    ? tr("“%1” may not be empty").arg(m_schema.end(m_schema.keyEnd(node.reference)).name)
                    : tr("rule: restrict")};
    }
    Q_UNREACHABLE();
}

QString PlanItemModel::effectWord(Effect effect)
{
    switch (effect) {
    case Effect::Deleted:
        return tr("Deleted");
    case Effect::LinkRemoved:
        return tr("Link removed");
    case Effect::Cleared:
        return tr("Cleared");
    case Effect::Blocks:
        return tr("Blocks");
    }
    Q_UNREACHABLE();
}

QVariant PlanItemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == CountColumn)
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case WhatColumn:
        return tr("What");
    case EffectColumn:
        return tr("What happens");
    case CountColumn:
        return tr("Instances");
    default:
        return {};
    }
}

} // namespace relata
