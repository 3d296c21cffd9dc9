#include "data/jsonparts.h"

#include "schema/types.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata::json {

namespace {

/// Existing databases hold keys that break their declared type; such rows must be found to be repaired.
/// Not every value can be there: SQLite turns texts that look like numbers into numbers where the type is one, and
/// numbers into texts where it is text.
bool mayHoldAnyway(const Field &field, const QJsonValue &part)
{
    if (field.declaredType.isEmpty())
        return false;
    if (part.isString()) {
        bool looksLikeNumber = false;
        part.toString().toDouble(&looksLikeNumber);
        return !looksLikeNumber || types::isText(field.type.scalar);
    }
    const auto declares = [&field](QLatin1StringView word) {
        return field.declaredType.contains(word, Qt::CaseInsensitive);
    };
    return part.isDouble() && !declares("CHAR"_L1) && !declares("CLOB"_L1) && !declares("TEXT"_L1);
}

Result<Value> keyPart(const Schema &schema, const Field &field, const QJsonValue &part)
{
    if (part.isNull() && !field.required && !field.declaredType.isEmpty())
        return Null{}; // SQLite lets a key column be null
    if (part.isString() || part.isDouble() || part.isBool()) {
        auto stored = value(schema, field, part);
        if (!stored && mayHoldAnyway(field, part))
            return toStored(field, part);
        return stored;
    }
    return invalidValue(u"A key is a string or a number; %1 cannot be %2."_s.arg(field.name, quote(part)));
}

QString keyFieldNames(const Model &model)
{
    QStringList names;
    for (const FieldId id : model.key)
        names.append(model.field(id).name);
    return names.join(u", "_s);
}

/// Where each referenced field stands in the target's key; nothing where the reference is to another unique key.
std::optional<std::vector<std::size_t>> placesInKey(const Reference &reference, const Model &target)
{
    std::vector<std::size_t> places;
    for (const FieldId id : reference.referenced) {
        const auto found = std::ranges::find(target.key, id);
        if (found == target.key.end())
            return std::nullopt;
        places.push_back(static_cast<std::size_t>(found - target.key.begin()));
    }
    if (places.size() != target.key.size())
        return std::nullopt;
    return places;
}

/// The stored key of a to-one end in the target's key order, or null where any part of it is missing.
QJsonValue heldKey(const Schema &schema, const End &end, const Values &values)
{
    const Reference &reference = schema.reference(end.reference);
    const auto places = placesInKey(reference, schema.model(end.other));
    Key held(reference.columns.size());
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
        const Value &part = values[reference.columns[i].index()];
        if (isNull(part))
            return QJsonValue::Null;
        held[places ? (*places)[i] : i] = part;
    }
    return fromKey(held);
}

} // namespace

std::optional<FieldId> visibleField(const Model &model, QStringView name)
{
    const auto field = model.fieldNamed(name);
    return field && !model.field(*field).hidden ? field : std::nullopt;
}

tl::unexpected<Error> unknownField(const Model &model, const QString &name)
{
    return failure(ErrorCode::UnknownField, u"%1 has no field \"%2\"."_s.arg(model.name, name));
}

tl::unexpected<Error> invalidValue(const QString &message) { return failure(ErrorCode::InvalidValue, message); }

Result<ModelId> model(const Schema &schema, const QJsonValue &name)
{
    if (!name.isString())
        return failure(ErrorCode::UnknownModel, u"\"model\" takes the name of a model."_s);
    if (const auto found = schema.modelNamed(name.toString()))
        return *found;
    return failure(ErrorCode::UnknownModel, u"There is no model \"%1\"."_s.arg(name.toString()));
}

Result<EndId> end(const Schema &schema, ModelId model, const QJsonValue &name)
{
    if (!name.isString())
        return failure(ErrorCode::UnknownField, u"\"field\" takes the name of a relationship field."_s);
    const QString text = name.toString();
    if (const auto found = schema.endNamed(model, text))
        return *found;
    if (visibleField(schema.model(model), text)) {
        return invalidValue(
            u"%1.%2 is no relationship field: it leads to no other instance."_s.arg(schema.model(model).name, text));
    }
    return unknownField(schema.model(model), text);
}

Result<Key> key(const Schema &schema, ModelId id, const QJsonValue &value)
{
    const Model &model = schema.model(id);
    if (model.key.empty()) {
        return failure(ErrorCode::Unsupported,
                       u"%1 has no key, so that none of its rows can be named."_s.arg(model.name));
    }
    if (model.key.size() == 1) {
        auto part = value.isNull() ? Result<Value>(invalidValue(u"A key of %1 cannot be null."_s.arg(model.name)))
                                   : keyPart(schema, model.field(model.key.front()), value);
        if (!part)
            return tl::unexpected(part.error());
        return Key{std::move(*part)};
    }
    const QJsonArray parts = value.toArray();
    if (!value.isArray() || parts.size() != static_cast<qsizetype>(model.key.size())) {
        return invalidValue(u"A key of %1 is a list of %2 values, in this order: %3."_s.arg(
            model.name, QString::number(model.key.size()), keyFieldNames(model)));
    }
    Key key;
    for (std::size_t i = 0; i < model.key.size(); ++i) {
        auto part = keyPart(schema, model.field(model.key[i]), parts[static_cast<qsizetype>(i)]);
        if (!part)
            return tl::unexpected(part.error());
        key.push_back(std::move(*part));
    }
    return key;
}

QJsonValue fromKey(const Key &key)
{
    if (key.empty())
        return QJsonValue::Null;
    const Field untyped;
    if (key.size() == 1)
        return fromValue(untyped, key.front());
    QJsonArray parts;
    for (const Value &part : key)
        parts.append(fromValue(untyped, part));
    return parts;
}

Result<Values> referenceValues(const Schema &schema, const End &end, const QJsonValue &given)
{
    const Reference &reference = schema.reference(end.reference);
    if (given.isNull())
        return Values(reference.columns.size());
    const Model &from = schema.model(reference.from);
    const auto places = placesInKey(reference, schema.model(end.other));
    if (places) {
        const auto target = key(schema, end.other, given);
        if (!target) {
            return invalidValue(u"%1.%2 takes the key of one %3, or null. %4"_s.arg(
                from.name, end.name, schema.model(end.other).name, target.error().message));
        }
        Values values;
        for (const std::size_t place : *places)
            values.push_back((*target)[place]);
        return values;
    }
    const QJsonArray parts = given.isArray() ? given.toArray() : QJsonArray{given};
    if (parts.size() != static_cast<qsizetype>(reference.columns.size())) {
        return invalidValue(u"%1.%2 takes a list of %3 values, or null."_s.arg(
            from.name, end.name, QString::number(reference.columns.size())));
    }
    Values values;
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
        auto part = value(schema, from.field(reference.columns[i]), parts[static_cast<qsizetype>(i)]);
        if (!part)
            return tl::unexpected(part.error());
        values.push_back(std::move(*part));
    }
    return values;
}

Result<std::vector<Sort>> sort(const Schema &schema, ModelId id, const QJsonValue &given)
{
    if (!given.isArray())
        return invalidValue(u"\"sort\" takes a list like [{\"field\":F,\"order\":\"asc\"}]."_s);
    const Model &model = schema.model(id);
    std::vector<Sort> sorts;
    for (const QJsonValue entry : given.toArray()) {
        const QJsonObject object = entry.toObject();
        const QString order = object.value("order"_L1).toString(u"asc"_s);
        const bool orderFits = !object.contains("order"_L1) || object.value("order"_L1).isString();
        if (!entry.isObject() || !object.value("field"_L1).isString() || !orderFits
            || (order != "asc"_L1 && order != "desc"_L1)) {
            return invalidValue(
                u"An entry of \"sort\" is {\"field\":F,\"order\":\"asc\"} or \"desc\", not %1."_s.arg(quote(entry)));
        }
        const SortOrder direction = order == "asc"_L1 ? SortOrder::Ascending : SortOrder::Descending;
        const QString name = object.value("field"_L1).toString();
        if (const auto field = visibleField(model, name)) {
            sorts.push_back({*field, direction});
            continue;
        }
        const auto endId = schema.endNamed(id, name);
        if (!endId)
            return unknownField(model, name);
        if (!schema.end(*endId).holdsKey()) {
            return invalidValue(u"%1.%2 cannot be sorted by: %1 does not hold its key."_s.arg(model.name, name));
        }
        for (const FieldId column : schema.reference(schema.end(*endId).reference).columns)
            sorts.push_back({column, direction});
    }
    return sorts;
}

QJsonObject fromInstance(const Schema &schema, ModelId id, const Values &values)
{
    const Model &model = schema.model(id);
    QJsonObject instance;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        if (!model.fields[i].hidden)
            instance.insert(model.fields[i].name, fromValue(model.fields[i], values[i]));
    }
    for (const EndId endId : schema.endsOf(id)) {
        const End &end = schema.end(endId);
        if (end.holdsKey() && end.named && !visibleField(model, end.name))
            instance.insert(end.name, heldKey(schema, end, values));
    }
    return instance;
}

} // namespace relata::json
