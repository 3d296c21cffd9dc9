#include "items/schemafieldsitemmodel.h"

#include "items/schemachangewords.h"
#include "schema/types.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeData>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

const QString fieldMimeType = u"application/x-relata-field"_s;

bool isKeptTime(const Field &field)
{
    return field.origin == FieldOrigin::CreatedAt || field.origin == FieldOrigin::UpdatedAt;
}

QString fixedReason(const Model &model, const Field &field)
{
    if (model.view)
        return SchemaFieldsItemModel::tr("A view takes its fields from other models.");
    if (field.origin == FieldOrigin::Generated)
        return SchemaFieldsItemModel::tr("The database computes this field.");
    return {};
}

QString jsonText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString().isEmpty() ? u"\"\""_s : value.toString();
    const QByteArray wrapped = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(wrapped.mid(1, wrapped.size() - 2));
}

/// What was typed as a default; empty: none. Two quotation marks are the empty text.
std::optional<QJsonValue> typedDefault(const Field &field, const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    const bool isText =
        !field.type.isStructured() && (field.type.kind == FieldType::Kind::Enum || types::isText(field.type.scalar));
    if (isText)
        return QJsonValue(text == u"\"\"" ? QString() : text);
    const QJsonArray values = QJsonDocument::fromJson('[' + text.toUtf8() + ']').array();
    return values.size() == 1 ? values.first() : QJsonValue(text);
}

} // namespace

void SchemaFieldsItemModel::show(const SchemaDraft &draft, const Schema &base, ModelId id)
{
    const Model &model = draft.schema.model(id);
    std::vector<SchemaFieldRow> rows;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const Field &field = model.fields[i];
        if (field.hidden || isKeptTime(field))
            continue;
        SchemaFieldRow row;
        row.position = static_cast<int>(i);
        row.field = field;
        const FieldId fieldId(row.position);
        const auto place = std::find(model.key.begin(), model.key.end(), fieldId);
        row.keyPlace = place == model.key.end() ? 0 : static_cast<int>(place - model.key.begin()) + 1;
        row.keyMadeByRelata = row.keyPlace > 0 && model.key.size() == 1 && field.type.isScalar(ScalarType::Id);
        row.fixed = fixedReason(model, field);
        row.isNew = !draft.origins.fieldOf(id, fieldId);
        row.change = schemachangewords::ofField(draft, base, id, fieldId);
        rows.push_back(std::move(row));
    }
    const auto origin = draft.origins.modelOf(id);
    accept(draft.schema,
           origin ? u"model %1"_s.arg(origin->value()) : QString(u"new model "_s % QString::number(id.value())),
           std::move(rows));
}

void SchemaFieldsItemModel::showType(const SchemaDraft &draft, const Schema &base, const QString &name)
{
    const ObjectType *type = draft.schema.typeNamed(name);
    const ObjectType *before = base.typeNamed(name);
    std::vector<SchemaFieldRow> rows;
    for (std::size_t i = 0; type && i < type->fields.size(); ++i) {
        SchemaFieldRow row;
        row.position = static_cast<int>(i);
        row.field = type->fields[i];
        row.change = schemachangewords::ofTypeField(before, row.field);
        rows.push_back(std::move(row));
    }
    accept(draft.schema, u"type "_s % name, std::move(rows));
}

void SchemaFieldsItemModel::clear() { accept({}, {}, {}); }

void SchemaFieldsItemModel::accept(const Schema &schema, const QString &what, std::vector<SchemaFieldRow> rows)
{
    m_typeNames = typeNames(schema);
    m_objectTypes.clear();
    for (const ObjectType &type : schema.types)
        m_objectTypes.append(type.name);
    if (what == m_shown)
        return syncRows(std::move(rows));
    m_shown = what;
    replaceRows(std::move(rows));
}

int SchemaFieldsItemModel::rowAt(int position) const
{
    for (int number = 0; number < rowCount(); ++number)
        if (row(number).position == position)
            return number;
    return -1;
}

QStringList SchemaFieldsItemModel::typeNames(const Schema &schema)
{
    QStringList names;
    for (int i = 0; i <= static_cast<int>(ScalarType::BigInt); ++i)
        names.append(toString(static_cast<ScalarType>(i)));
    for (const EnumType &type : schema.enums)
        names.append(type.name);
    for (const ObjectType &type : schema.types)
        names.append(type.name);
    return names;
}

QString SchemaFieldsItemModel::typeName(const FieldType &type)
{
    return type.kind == FieldType::Kind::Scalar ? toString(type.scalar) : type.name;
}

QString SchemaFieldsItemModel::listText(const FieldType &type)
{
    if (!type.list)
        return {};
    return type.elementRequired ? tr("list, no nulls") : tr("list");
}

int SchemaFieldsItemModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QString SchemaFieldsItemModel::display(const SchemaFieldRow &row, int column) const
{
    switch (column) {
    case Name:
        return row.field.name;
    case Type:
        return row.field.anyType ? tr("any") : typeName(row.field.type);
    case List:
        return listText(row.field.type);
    case Key:
        return row.keyPlace > 0 ? QString::number(row.keyPlace) : QString();
    case Default:
        if (row.field.defaultValue)
            return jsonText(*row.field.defaultValue);
        if (row.field.hasDefault)
            return tr("an expression");
        return row.keyMadeByRelata ? tr("made by Relata") : QString();
    case Description:
        return row.field.description;
    case Change:
        return row.change;
    default:
        return {};
    }
}

QString SchemaFieldsItemModel::spoken(const SchemaFieldRow &row, int column) const
{
    switch (column) {
    case Required:
        return row.field.required ? tr("required") : tr("not required");
    case Unique:
        return row.field.unique ? tr("unique") : tr("not unique");
    case Key:
        return row.keyPlace > 0 ? tr("key field %1").arg(row.keyPlace) : tr("not in the key");
    case List:
        return row.field.type.list ? listText(row.field.type) : tr("one value");
    default:
        return display(row, column);
    }
}

QVariant SchemaFieldsItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SchemaFieldRow &row = this->row(index.row());
    const int column = index.column();
    const auto checked = [](bool on) { return QVariant(on ? Qt::Checked : Qt::Unchecked); };
    switch (role) {
    case Qt::DisplayRole:
        return display(row, column);
    case Qt::EditRole:
        if (column == List)
            return row.field.type.list ? (row.field.type.elementRequired ? ListOfRequired : ListOfAny) : OneValue;
        if (column == Default)
            return row.field.defaultValue ? jsonText(*row.field.defaultValue) : QString();
        return column == Type ? typeName(row.field.type) : display(row, column);
    case Qt::CheckStateRole:
        if (column == Required)
            return checked(row.field.required);
        if (column == Unique)
            return checked(row.field.unique);
        if (column == Key)
            return checked(row.keyPlace > 0);
        return {};
    case Qt::AccessibleTextRole:
        return spoken(row, column);
    case Qt::ToolTipRole:
        if (!(flags(index) & (Qt::ItemIsEditable | Qt::ItemIsUserCheckable)) && column != Change)
            return row.fixed.isEmpty() && row.keyPlace > 0 ? tr("A key is always required, and unique.") : row.fixed;
        return display(row, column);
    default:
        return {};
    }
}

QVariant SchemaFieldsItemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("name");
    case Type:
        return tr("type");
    case Required:
        return tr("required");
    case List:
        return tr("list");
    case Unique:
        return tr("unique");
    case Key:
        return tr("key");
    case Default:
        return tr("default");
    case Description:
        return tr("description");
    case Change:
        return tr("change");
    default:
        return {};
    }
}

Qt::ItemFlags SchemaFieldsItemModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    const SchemaFieldRow &row = this->row(index.row());
    const Qt::ItemFlags seen = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled;
    const int column = index.column();
    if (column == Change)
        return seen;
    if (column == Name || column == Description)
        return seen | Qt::ItemIsEditable;
    if (!row.fixed.isEmpty())
        return seen;
    const bool inKey = row.keyPlace > 0;
    switch (column) {
    case Required:
        return inKey ? seen : seen | Qt::ItemIsUserCheckable;
    case Unique:
        return inKey && row.keyMadeByRelata ? seen : seen | Qt::ItemIsUserCheckable;
    case Key:
        return seen | Qt::ItemIsUserCheckable;
    default:
        return seen | Qt::ItemIsEditable;
    }
}

bool SchemaFieldsItemModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const SchemaFieldRow row = this->row(index.row());
    const bool on = value.toInt() == Qt::Checked;
    Field wanted = row.field;
    if (role == Qt::CheckStateRole && index.column() == Key) {
        Q_EMIT keyWanted(row.position, on);
        return true;
    }
    if (role == Qt::CheckStateRole && index.column() == Required)
        wanted.required = on;
    else if (role == Qt::CheckStateRole && index.column() == Unique)
        wanted.unique = on;
    else if (role != Qt::EditRole)
        return false;
    else if (index.column() == Name)
        wanted.name = value.toString();
    else if (index.column() == Description)
        wanted.description = value.toString();
    else if (index.column() == Default)
        wanted.defaultValue = typedDefault(row.field, value.toString());
    else if (index.column() == List) {
        wanted.type.list = value.toInt() != OneValue;
        wanted.type.elementRequired = value.toInt() == ListOfRequired;
    } else if (index.column() == Type) {
        const QString name = value.toString();
        const auto scalar = scalarTypeNamed(name);
        const auto place = m_typeNames.indexOf(name);
        if (place < 0)
            return false;
        wanted.type.kind = scalar ? FieldType::Kind::Scalar : FieldType::Kind::Enum;
        wanted.type.scalar = scalar.value_or(ScalarType::String);
        wanted.type.name = scalar ? QString() : name;
        if (!scalar && m_objectTypes.contains(name))
            wanted.type.kind = FieldType::Kind::Object;
    }
    if (!(wanted == row.field))
        Q_EMIT editWanted(row.position, wanted);
    return true;
}

QStringList SchemaFieldsItemModel::mimeTypes() const { return {fieldMimeType}; }

QMimeData *SchemaFieldsItemModel::mimeData(const QModelIndexList &indexes) const
{
    if (indexes.isEmpty())
        return nullptr;
    auto *data = new QMimeData;
    data->setData(fieldMimeType, QByteArray::number(row(indexes.front().row()).position));
    return data;
}

bool SchemaFieldsItemModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int,
                                         const QModelIndex &parent)
{
    if (action != Qt::MoveAction || !data->hasFormat(fieldMimeType))
        return false;
    const int before = row >= 0 ? row : (parent.isValid() ? parent.row() : rowCount());
    Q_EMIT moveWanted(data->data(fieldMimeType).toInt(), before);
    // The view would remove the row that was dragged; it moves when the draft says so.
    return false;
}

} // namespace relata
