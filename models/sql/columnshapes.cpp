#include "sql/columnshapes.h"

#include "sql/ddlbuilder.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

ScalarType ownType(const Field &field)
{
    if (field.anyType)
        return ScalarType::String;
    if (field.type.isStructured())
        return ScalarType::Json;
    if (field.type.kind == FieldType::Kind::Enum)
        return ScalarType::String;
    switch (field.type.scalar) {
    case ScalarType::Id:
    case ScalarType::Email:
    case ScalarType::Url:
    case ScalarType::Phone:
    case ScalarType::IpAddress:
        return ScalarType::String;
    case ScalarType::Timestamp:
        return ScalarType::BigInt;
    default:
        return field.type.scalar;
    }
}

bool isWhole(ScalarType type) { return type == ScalarType::Int || type == ScalarType::BigInt; }

/// A type that holds what both hold.
ScalarType wider(ScalarType a, ScalarType b)
{
    if (a == b)
        return a;
    if (isWhole(a) && isWhole(b))
        return ScalarType::BigInt;
    const auto isExact = [](ScalarType type) { return isWhole(type) || type == ScalarType::Decimal; };
    return isExact(a) && isExact(b) ? ScalarType::Decimal : ScalarType::String;
}

bool hasLength(ScalarType type)
{
    return type == ScalarType::String || type == ScalarType::Binary || type == ScalarType::Json;
}

/// As much of the names as a list bears.
QString shownPath(const QString &table, const QString &column)
{
    constexpr qsizetype most = 60;
    const auto shown = [](const QString &name) {
        return name.size() <= most ? name : QString(name.first(most) % u'…');
    };
    return shown(table) % u'.' % shown(column);
}

/// Of VARCHAR(400): 400; 0 where none is given.
int declaredLength(const QString &type) { return type.section(u'(', 1).section(u')', 0, 0).trimmed().toInt(); }

} // namespace

ColumnShapes::ColumnShapes(const Schema &schema, const TableDialect &dialect) : m_schema(schema), m_dialect(dialect)
{
    if (!dialect.keepsTypes())
        return;
    takeOwnTypes();
    groupReferences();
    alignTypes();
    countUp();
    measureTexts();
}

const ColumnShape &ColumnShapes::of(ModelId model, FieldId field) const
{
    static const ColumnShape any;
    return m_shapes.empty() ? any : m_shapes[column(model, field)];
}

ColumnShapes::Columns ColumnShapes::columns(ModelId model, const std::vector<FieldId> &fields) const
{
    Columns result;
    for (const FieldId field : fields)
        result.push_back(column(model, field));
    return result;
}

ColumnShapes::Column ColumnShapes::groupOf(Column column)
{
    while (m_group[column] != column) {
        m_group[column] = m_group[m_group[column]];
        column = m_group[column];
    }
    return column;
}

void ColumnShapes::takeOwnTypes()
{
    for (const Model &model : m_schema.models) {
        m_first.push_back(m_shapes.size());
        for (const Field &field : model.fields)
            m_shapes.push_back({ownType(field), 0, false});
    }
}

void ColumnShapes::groupReferences()
{
    for (Column i = 0; i < m_shapes.size(); ++i)
        m_group.push_back(i);
    for (const Reference &reference : m_schema.references)
        for (std::size_t i = 0; i < reference.columns.size(); ++i)
            m_group[groupOf(column(reference.from, reference.columns[i]))] =
                groupOf(column(reference.to, reference.referenced[i]));
}

/// The type of a group is that of the columns which refer to no other.
void ColumnShapes::alignTypes()
{
    std::vector<bool> refers(m_shapes.size());
    for (const Reference &reference : m_schema.references)
        for (std::size_t i = 0; i < reference.columns.size(); ++i)
            if (reference.from != reference.to || reference.columns[i] != reference.referenced[i])
                refers[column(reference.from, reference.columns[i])] = true;
    std::map<Column, ScalarType> ofFirst;
    std::map<Column, ScalarType> ofAll;
    for (Column i = 0; i < m_shapes.size(); ++i) {
        const Column group = groupOf(i);
        const auto widen = [&](std::map<Column, ScalarType> &types) {
            const auto [found, isNew] = types.try_emplace(group, m_shapes[i].stored);
            if (!isNew)
                found->second = wider(found->second, m_shapes[i].stored);
        };
        widen(ofAll);
        if (!refers[i])
            widen(ofFirst);
    }
    for (std::size_t m = 0; m < m_schema.models.size(); ++m) {
        const Model &model = m_schema.models[m];
        for (std::size_t f = 0; f < model.fields.size(); ++f) {
            const Column i = m_first[m] + f;
            const auto first = ofFirst.find(groupOf(i));
            const ScalarType type = first != ofFirst.end() ? first->second : ofAll.at(groupOf(i));
            const ScalarType own = std::exchange(m_shapes[i].stored, type);
            if (own != type && !(isWhole(own) && isWhole(type)))
                m_notices.append(u"%1.%2 holds %3 instead of %4, as the other end of its foreign key does."_s.arg(
                    model.table, model.fields[f].column, toString(type), toString(own)));
        }
    }
}

void ColumnShapes::countUp()
{
    for (std::size_t m = 0; m < m_schema.models.size(); ++m) {
        const Model &model = m_schema.models[m];
        if (model.keyKind != KeyKind::Primary || model.key.size() != 1)
            continue;
        const Field &field = model.field(model.key.front());
        ColumnShape &shape = m_shapes[column(ModelId(int(m)), model.key.front())];
        shape.fillsItself =
            isWhole(shape.stored) && field.hasDefault && !field.defaultValue && field.origin == FieldOrigin::User;
    }
}

/// Primary and unique keys, and the columns of each foreign key.
std::vector<ColumnShapes::Columns> ColumnShapes::keysOf(ModelId id) const
{
    std::vector<Columns> keys;
    const Model &model = m_schema.model(id);
    if (model.keyKind == KeyKind::Primary)
        keys.push_back(columns(id, model.key));
    for (const auto &key : ddl::uniqueKeys(m_schema, id))
        keys.push_back(columns(id, key));
    for (const Index &index : ddl::indexes(m_schema, id))
        if (index.unique)
            keys.push_back(columns(id, index.fields));
    for (const ReferenceId reference : m_schema.referencesFrom(id))
        keys.push_back(columns(id, m_schema.reference(reference).columns));
    return keys;
}

void ColumnShapes::measureTexts()
{
    const auto limits = m_dialect.keyLimits();
    if (!limits)
        return;
    const int character = m_dialect.keyBytes({ScalarType::String, 1, false});
    constexpr int none = 0;
    std::vector<int> lengths(m_shapes.size(), none); // by group
    // Shares what room a key or a table has among its texts.
    const auto bound = [&](const Columns &key, int bytes) {
        Columns texts;
        for (const Column i : key) {
            if (hasLength(m_shapes[i].stored))
                texts.push_back(i);
            else
                bytes -= m_dialect.keyBytes(m_shapes[i]);
        }
        const int share = texts.empty() ? 0 : std::max(1, bytes / character / int(texts.size()));
        for (const Column i : texts) {
            int &length = lengths[groupOf(i)];
            length = length == none ? share : std::min(length, share);
        }
    };
    for (std::size_t m = 0; m < m_schema.models.size(); ++m) {
        std::set<Column> all;
        if (m_schema.models[m].view)
            continue;
        for (const Columns &key : keysOf(ModelId(int(m)))) {
            bound(key, limits->keyBytes);
            all.insert(key.begin(), key.end());
        }
        bound({all.begin(), all.end()}, limits->rowBytes);
    }
    // No longer than usual, but where the database's own words give more.
    std::vector<int> wished(m_shapes.size(), limits->usualLength);
    for (std::size_t m = 0; m < m_schema.models.size(); ++m)
        for (std::size_t f = 0; f < m_schema.models[m].fields.size(); ++f) {
            const Column i = m_first[m] + f;
            int &wish = wished[groupOf(i)];
            wish = std::max(wish, declaredLength(m_schema.models[m].fields[f].declaredType));
        }
    for (Column i = 0; i < m_shapes.size(); ++i)
        if (hasLength(m_shapes[i].stored) && lengths[groupOf(i)] != none)
            m_shapes[i].length = std::min(lengths[groupOf(i)], wished[groupOf(i)]);
    noteLengths();
}

/// Which keys hold how much, in few sentences; and what is short enough without being a key.
void ColumnShapes::noteLengths()
{
    constexpr qsizetype mostNamed = 20;
    std::map<int, QStringList, std::greater<>> byLength;
    const int usual = m_dialect.keyLimits()->usualLength;
    for (std::size_t m = 0; m < m_schema.models.size(); ++m) {
        const Model &model = m_schema.models[m];
        for (std::size_t f = 0; f < model.fields.size(); ++f) {
            const Field &field = model.fields[f];
            ColumnShape &shape = m_shapes[m_first[m] + f];
            const EnumType *type = field.type.isStructured() ? nullptr : m_schema.enumNamed(field.type.name);
            if (type && shape.length == 0) {
                const bool fits = std::all_of(type->values.begin(), type->values.end(),
                                              [usual](const QString &value) { return value.size() <= usual; });
                shape.length = fits ? usual : 0;
            } else if (shape.length > 0) {
                byLength[shape.length].append(shownPath(model.table, field.column));
            }
        }
    }
    for (const auto &[length, columns] : byLength) {
        QString named = columns.first(std::min(columns.size(), mostNamed)).join(u", "_s);
        if (columns.size() > mostNamed)
            named += u" and %1 more"_s.arg(QString::number(columns.size() - mostNamed));
        m_notices.append(u"In keys %1 gives texts a length: at most %2 characters in %3."_s.arg(
            m_dialect.productName(), QString::number(length), named));
    }
}

int ColumnShapes::indexedLength(ModelId model, const std::vector<FieldId> &index, FieldId field) const
{
    const auto limits = m_dialect.keyLimits();
    if (!limits || !hasLength(of(model, field).stored))
        return 0;
    const int character = m_dialect.keyBytes({ScalarType::String, 1, false});
    int fixed = 0;
    int whole = 0;
    int texts = 0;
    bool bounded = true;
    for (const FieldId id : index) {
        const ColumnShape &shape = of(model, id);
        const bool isText = hasLength(shape.stored);
        texts += isText ? 1 : 0;
        bounded = bounded && (!isText || shape.length > 0);
        (isText ? whole : fixed) += m_dialect.keyBytes(shape);
    }
    if (bounded && fixed + whole <= limits->keyBytes)
        return 0;
    const int most = std::min(limits->usualLength, (limits->keyBytes - fixed) / character / texts);
    const int length = of(model, field).length;
    return length > 0 && length <= most ? 0 : most;
}

} // namespace relata
