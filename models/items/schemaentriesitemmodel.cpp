#include "items/schemaentriesitemmodel.h"

#include "items/roles.h"
#include "items/valuetext.h"

namespace relata {

using namespace Qt::StringLiterals;

namespace {

QString changesText(int changes)
{
    return changes == 1 ? SchemaEntriesItemModel::tr("1 change")
                        : SchemaEntriesItemModel::tr("%1 changes").arg(changes);
}

QString spokenEntry(const SchemaEntry &entry)
{
    QStringList parts{entry.name};
    if (entry.count >= 0) {
        const int count = static_cast<int>(qMin<qint64>(entry.count, 1'000'000));
        if (entry.kind == SchemaEntry::Kind::Enum)
            parts.append(count == 1 ? SchemaEntriesItemModel::tr("1 value")
                                    : SchemaEntriesItemModel::tr("%1 values").arg(count));
        else if (entry.kind == SchemaEntry::Kind::Type)
            parts.append(count == 1 ? SchemaEntriesItemModel::tr("1 field")
                                    : SchemaEntriesItemModel::tr("%1 fields").arg(count));
        else
            parts.append(valuetext::instances(entry.count, -1, false, false));
    }
    if (entry.changes > 0)
        parts.append(changesText(entry.changes));
    return parts.join(u", "_s);
}

} // namespace

void SchemaEntriesItemModel::show(const SchemaDraft &draft, const std::vector<qint64> &counts,
                                  const std::vector<int> &changes)
{
    std::vector<SchemaEntry> models;
    std::vector<SchemaEntry> joins;
    for (std::size_t i = 0; i < draft.schema.models.size(); ++i) {
        const Model &model = draft.schema.models[i];
        const auto origin = draft.origins.models[i].model;
        SchemaEntry entry{model.join ? SchemaEntry::Kind::Join : SchemaEntry::Kind::Model, ModelId(static_cast<int>(i)),
                          model.name, origin && origin->index() < counts.size() ? counts[origin->index()] : -1,
                          i < changes.size() ? changes[i] : 0};
        (model.join ? joins : models).push_back(std::move(entry));
    }
    models.insert(models.end(), joins.begin(), joins.end());
    for (const EnumType &type : draft.schema.enums)
        models.push_back({SchemaEntry::Kind::Enum, {}, type.name, type.values.size(), 0});
    for (const ObjectType &type : draft.schema.types)
        models.push_back({SchemaEntry::Kind::Type, {}, type.name, static_cast<qint64>(type.fields.size()), 0});
    syncRows(std::move(models));
}

int SchemaEntriesItemModel::rowOf(ModelId model) const
{
    for (int number = 0; number < rowCount(); ++number)
        if (model.isValid() && row(number).model == model)
            return number;
    return -1;
}

int SchemaEntriesItemModel::rowOfType(const QString &name) const
{
    for (int number = 0; number < rowCount(); ++number)
        if (!row(number).model.isValid() && row(number).name == name)
            return number;
    return -1;
}

QVariant SchemaEntriesItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SchemaEntry &entry = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return entry.name;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return spokenEntry(entry);
    case CountRole:
        return entry.count;
    case ModelRole:
        return QVariant::fromValue(entry.model);
    case JoinRole:
        return entry.kind == SchemaEntry::Kind::Join;
    case EntryKindRole:
        return QVariant::fromValue(static_cast<int>(entry.kind));
    case DetailsRole:
        if (entry.changes > 0)
            return changesText(entry.changes);
        return entry.count < 0 ? QString() : valuetext::number(entry.count);
    default:
        return {};
    }
}

} // namespace relata
