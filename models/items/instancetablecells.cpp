#include "items/instancetablecells.h"

#include "items/valuetext.h"
#include "schema/types.h"

#include <QCoreApplication>

namespace relata::tablecells {

using namespace Qt::StringLiterals;

namespace {

struct InstanceTable
{
    Q_DECLARE_TR_FUNCTIONS(InstanceTable)
};

qint64 wholeLength(const Row &row, FieldId field)
{
    for (const Row::Cut &cut : row.cuts)
        if (cut.field == field)
            return cut.length;
    return 0;
}

bool isNumeric(const Field &field)
{
    return field.type.kind == FieldType::Kind::Scalar && !field.type.list && types::isNumber(field.type.scalar);
}

bool isEmptyText(const Value &value)
{
    const auto *text = std::get_if<QString>(&value);
    return text && text->isEmpty();
}

QString typeText(const Field &field)
{
    QString text = field.type.kind == FieldType::Kind::Scalar ? toString(field.type.scalar) : field.type.name;
    if (!field.declaredType.isEmpty())
        text = field.declaredType;
    if (field.type.list)
        text = u'[' % text % u']';
    return field.required ? InstanceTable::tr("%1: %2, required").arg(field.name, text)
                          : InstanceTable::tr("%1: %2").arg(field.name, text);
}

} // namespace

std::vector<FieldId> sortFields(const Schema &schema, const InstanceTableItemModel::Column &column)
{
    if (column.field.isValid())
        return {column.field};
    const End &end = schema.end(column.end);
    return end.holdsKey() ? schema.reference(end.reference).columns : std::vector<FieldId>();
}

QString readOnlyReason(const Session &session, ModelId modelId, const InstanceTableItemModel::Column &column)
{
    if (session.isReadOnly())
        return session.readOnlyReason();
    const Model &model = session.schema().model(modelId);
    if (model.view)
        return InstanceTable::tr("%1 is a view: it shows what other models hold. Change it there.").arg(model.name);
    if (!model.isWritable())
        return InstanceTable::tr("The instances of %1 have no key, so none can be told from another to change it.")
            .arg(model.name);
    if (column.end.isValid())
        return {};
    const Field &field = model.field(column.field);
    if (model.isKey(column.field))
        return InstanceTable::tr("%1 is the key. It is given when the instance is made and stays.").arg(field.name);
    switch (field.origin) {
    case FieldOrigin::User:
        return {};
    case FieldOrigin::CreatedAt:
    case FieldOrigin::UpdatedAt:
        return InstanceTable::tr("%1 is kept by Relata.").arg(field.name);
    case FieldOrigin::Generated:
    case FieldOrigin::Rowid:
        return InstanceTable::tr("%1 is computed by the database.").arg(field.name);
    }
    return {};
}

QVariant field(const Schema &schema, ModelId modelId, FieldId id, const Row &row, int role)
{
    const Field &field = schema.field(modelId, id);
    const Value &value = row.values[id.index()];
    const qint64 whole = wholeLength(row, id);
    // What is cut cannot be judged.
    const auto broken = [&] { return whole > 0 ? QString() : valuetext::broken(schema, field, value); };
    switch (role) {
    case Qt::DisplayRole:
        return valuetext::display(field, value, whole);
    case Qt::EditRole:
        return valuetext::edit(field, value);
    case Qt::AccessibleTextRole:
        return whole > 0 ? valuetext::display(field, value, whole) : valuetext::spoken(field, value);
    case Qt::ToolTipRole: {
        const QString reason = broken();
        return reason.isEmpty() ? QVariant() : InstanceTable::tr("This value breaks its type: %1").arg(reason);
    }
    case Qt::TextAlignmentRole:
        return QVariant((isNumeric(field) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case ValueRole:
        return QVariant::fromValue(value);
    case NullRole:
        return isNull(value);
    case EmptyRole:
        return isEmptyText(value);
    case CutRole:
        return whole;
    case InvalidRole:
        return broken();
    default:
        return {};
    }
}

QVariant end(const Schema &schema, EndId id, const Row &row, const Links &links, int role)
{
    const End &end = schema.end(id);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return valuetext::links(end, links);
    case Qt::ToolTipRole:
        return !links.first.empty() && links.first.front().missing
            ? InstanceTable::tr("There is no %1 %2.")
                  .arg(schema.model(end.other).name, keyText(links.first.front().key))
            : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case ValueRole: {
        const std::vector<FieldId> fields = sortFields(schema, {{}, id});
        return QVariant::fromValue(fields.size() == 1 ? row.values[fields.front().index()] : Value());
    }
    case NullRole:
        return !end.isMany() && links.count == 0;
    case EmptyRole:
        return end.isMany() && links.count == 0;
    case CutRole:
        return qint64(0);
    case InvalidRole:
        return QString();
    case LinksRole:
        return QVariant::fromValue(links);
    default:
        return {};
    }
}

QVariant header(const Schema &schema, ModelId model, const InstanceTableItemModel::Column &column, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return column.field.isValid() ? schema.field(model, column.field).name : schema.end(column.end).name;
    case Qt::ToolTipRole: {
        if (column.end.isValid())
            return schema.end(column.end).isMany()
                ? InstanceTable::tr("%1: several of %2")
                      .arg(schema.end(column.end).name, schema.model(schema.end(column.end).other).name)
                : InstanceTable::tr("%1: one %2")
                      .arg(schema.end(column.end).name, schema.model(schema.end(column.end).other).name);
        const Field &field = schema.field(model, column.field);
        return field.description.isEmpty() ? typeText(field) : QString(typeText(field) % u'\n' % field.description);
    }
    case Qt::TextAlignmentRole:
        return QVariant(
            (column.field.isValid() && isNumeric(schema.field(model, column.field)) ? Qt::AlignRight : Qt::AlignLeft)
            | Qt::AlignVCenter);
    case FieldRole:
        return QVariant::fromValue(column.field);
    case EndRole:
        return QVariant::fromValue(column.end);
    default:
        return {};
    }
}

} // namespace relata::tablecells
