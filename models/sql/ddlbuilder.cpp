#include "sql/ddlbuilder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSet>

#include <algorithm>

namespace relata::ddl {

using namespace Qt::StringLiterals;

namespace {

QString numberLiteral(double number)
{
    // 17 digits are enough to tell any two doubles apart; the exponent keeps a whole real from being read as an
    // integer.
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString textLiteral(const QString &text)
{
    // SQL text ends at a NUL.
    if (text.contains(QChar::Null))
        return u"(CAST(x'"_s % QString::fromLatin1(text.toUtf8().toHex()) % u"' AS TEXT))"_s;
    QString doubled = text;
    doubled.replace(u'\'', u"''"_s);
    return u'\'' % doubled % u'\'';
}

bool isWholeNumber(const QString &text)
{
    bool whole = false;
    (void)text.toLongLong(&whole);
    return whole;
}

// What those who make a table and those who change a table say in the same words.
class TableParts
{
public:
    using Columns = std::vector<FieldId>;

    TableParts(const Schema &schema, ModelId model, const Dialect &dialect)
        : m_schema(schema), m_id(model), m_model(schema.model(model)), m_dialect(dialect)
    {}

    [[nodiscard]] QString table(const QString &name) const
    {
        QStringList lines;
        for (const Field &field : m_model.fields)
            if (isColumn(field))
                lines.append(columnLine(field));
        if (m_model.keyKind == KeyKind::Primary && !m_model.key.empty())
            lines.append(u"PRIMARY KEY "_s % names(m_model.key));
        for (const auto &columns : uniqueKeys())
            lines.append(u"UNIQUE "_s % names(columns));
        for (const ReferenceId id : m_schema.referencesFrom(m_id))
            lines.append(foreignKeyLine(id));
        QStringList options;
        if (m_model.strict)
            options.append(u" STRICT"_s);
        if (m_model.withoutRowid)
            options.append(u" WITHOUT ROWID"_s);
        return u"CREATE TABLE "_s % m_dialect.quoted(name) % u" (\n  "_s % lines.join(u",\n  "_s) % u"\n)"_s
            % options.join(u',');
    }

    [[nodiscard]] static bool isColumn(const Field &field) { return field.origin != FieldOrigin::Rowid; }

    [[nodiscard]] QString names(const Columns &columns) const
    {
        QStringList quoted;
        for (const FieldId id : columns)
            quoted.append(m_dialect.quoted(m_model.field(id).column));
        return u'(' % quoted.join(u", "_s) % u')';
    }

    [[nodiscard]] QString columnLine(const Field &field) const
    {
        QString line = m_dialect.quoted(field.column);
        if (const QString type = columnType(field); !type.isEmpty())
            line += u' ' % type;
        const FieldId id(int(&field - m_model.fields.data()));
        // Of all key columns: SQLite would allow null in a key that is no integer.
        if (field.required || (m_model.keyKind == KeyKind::Primary && m_model.isKey(id)))
            line += u" NOT NULL"_s;
        if (field.defaultValue)
            line += u" DEFAULT "_s % literal(field, *field.defaultValue);
        return line;
    }

    // Fields that are unique by themselves, 1:1 keys, and the pair of a join model.
    [[nodiscard]] std::vector<Columns> uniqueKeys() const
    {
        std::vector<Columns> result;
        const auto add = [&](const Columns &columns) {
            const bool known =
                columns == m_model.key || std::find(result.begin(), result.end(), columns) != result.end();
            if (!known)
                result.push_back(columns);
        };
        for (std::size_t i = 0; i < m_model.fields.size(); ++i)
            if (m_model.fields[i].unique && isColumn(m_model.fields[i]))
                add({FieldId(int(i))});
        for (const ReferenceId id : m_schema.referencesFrom(m_id))
            if (m_schema.reference(id).unique)
                add(m_schema.reference(id).columns);
        if (const auto pair = joinPair())
            add(*pair);
        return result;
    }

    // The key columns of a join model's source end, then of its target end.
    [[nodiscard]] std::optional<Columns> joinPair() const
    {
        const auto &all = m_schema.relationships;
        const auto found = std::find_if(all.begin(), all.end(), [&](const Relationship &relationship) {
            return relationship.isManyToMany() && relationship.through == m_id;
        });
        return found == all.end() ? std::nullopt : std::optional(both(found->reference, found->secondReference));
    }

    [[nodiscard]] Columns both(ReferenceId first, ReferenceId second) const
    {
        Columns columns = m_schema.reference(first).columns;
        for (const FieldId id : m_schema.reference(second).columns)
            if (std::find(columns.begin(), columns.end(), id) == columns.end())
                columns.push_back(id);
        return columns;
    }

    [[nodiscard]] QString foreignKeyLine(ReferenceId id) const
    {
        const Reference &reference = m_schema.reference(id);
        const Model &to = m_schema.model(reference.to);
        QStringList referenced;
        for (const FieldId field : reference.referenced)
            referenced.append(m_dialect.quoted(to.field(field).column));
        return u"FOREIGN KEY "_s % names(reference.columns) % u" REFERENCES "_s % m_dialect.quoted(to.table) % u" ("_s
            % referenced.join(u", "_s) % u')' % action(m_schema, id);
    }

    // What blocks says NO ACTION, the default: it is judged at the end of a transaction, so that what refers may go in
    // any order.
    [[nodiscard]] static QString action(const Schema &schema, ReferenceId id)
    {
        const Reference &reference = schema.reference(id);
        switch (reference.rule) {
        case DeleteRule::Cascade:
            return u" ON DELETE CASCADE"_s;
        case DeleteRule::Clear:
            return schema.isClearable(id) ? u" ON DELETE SET NULL"_s : QString();
        case DeleteRule::SetDefault:
            return u" ON DELETE SET DEFAULT"_s;
        case DeleteRule::Restrict:
            return reference.immediate ? u" ON DELETE RESTRICT"_s : QString();
        }
        Q_UNREACHABLE();
    }

    // The model's own, then one for each foreign key that no other index leads to.
    [[nodiscard]] std::vector<Index> indexes() const
    {
        std::vector<Columns> ordered = uniqueKeys();
        if (m_model.keyKind == KeyKind::Primary && !m_model.key.empty())
            ordered.push_back(m_model.key);
        std::vector<Index> result;
        const auto add = [&](const Index &index) {
            if (std::find(ordered.begin(), ordered.end(), index.fields) != ordered.end())
                return;
            ordered.push_back(index.fields);
            result.push_back(index);
        };
        for (const Index &index : m_model.indexes)
            add(index);
        for (const ReferenceId id : m_schema.referencesFrom(m_id)) {
            if (const auto pair = targetPair(id)) {
                add({{}, *pair, false, {}});
                continue;
            }
            const Columns &columns = m_schema.reference(id).columns;
            const bool covered = std::any_of(ordered.begin(), ordered.end(), [&](const Columns &known) {
                return known.size() >= columns.size() && std::equal(columns.begin(), columns.end(), known.begin());
            });
            if (!covered)
                add({{}, columns, false, {}});
        }
        return result;
    }

private:
    // A join model is also found from its target end, without a look into the table.
    [[nodiscard]] std::optional<Columns> targetPair(ReferenceId id) const
    {
        for (const Relationship &relationship : m_schema.relationships)
            if (relationship.isManyToMany() && relationship.through == m_id && relationship.secondReference == id)
                return both(id, relationship.reference);
        return std::nullopt;
    }

    const Schema &m_schema;
    ModelId m_id;
    const Model &m_model;
    const Dialect &m_dialect;
};

// SQLite's names of tables and indexes share one space, without regard to case.
QString freeIndexName(const QString &wanted, QSet<QString> &taken)
{
    QString result = wanted;
    for (int number = 2; taken.contains(result.toLower()); ++number)
        result = wanted % u'_' % QString::number(number);
    taken.insert(result.toLower());
    return result;
}

} // namespace

QString columnType(const Field &field)
{
    if (!field.declaredType.isEmpty() || field.anyType)
        return field.declaredType;
    if (field.type.kind != FieldType::Kind::Scalar || field.type.list)
        return u"TEXT"_s;
    switch (field.type.scalar) {
    case ScalarType::Int:
    case ScalarType::BigInt:
    case ScalarType::Boolean:
    case ScalarType::Timestamp:
        return u"INTEGER"_s;
    case ScalarType::Float:
        return u"REAL"_s;
    case ScalarType::Binary:
        return u"BLOB"_s;
    // A decimal keeps its digits as text; SQLite's NUMERIC would make a double of it.
    case ScalarType::Decimal:
    case ScalarType::Id:
    case ScalarType::String:
    case ScalarType::Date:
    case ScalarType::Time:
    case ScalarType::DateTime:
    case ScalarType::Email:
    case ScalarType::Url:
    case ScalarType::Phone:
    case ScalarType::IpAddress:
    case ScalarType::Json:
        return u"TEXT"_s;
    }
    Q_UNREACHABLE();
}

// A default as the stored value: booleans are 0 and 1, lists and objects JSON text.
QString literal(const Field &field, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? u"1"_s : u"0"_s;
    case QJsonValue::Double: {
        const qint64 whole = value.toInteger();
        const QString number =
            double(whole) == value.toDouble() ? QString::number(whole) : numberLiteral(value.toDouble());
        return columnType(field) == u"TEXT"_s ? textLiteral(number) : number;
    }
    case QJsonValue::Array:
        return textLiteral(QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact)));
    case QJsonValue::Object:
        return textLiteral(QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact)));
    case QJsonValue::String:
        if (columnType(field) == u"INTEGER"_s && isWholeNumber(value.toString()))
            return value.toString();
        return textLiteral(value.toString());
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return u"NULL"_s;
}

QString table(const Schema &schema, ModelId model, const QString &name, const Dialect &dialect)
{
    return TableParts(schema, model, dialect).table(name);
}

QString column(const Schema &schema, ModelId model, FieldId field, const Dialect &dialect)
{
    return TableParts(schema, model, dialect).columnLine(schema.field(model, field));
}

QString foreignKey(const Schema &schema, ReferenceId reference, const Dialect &dialect)
{
    return TableParts(schema, schema.reference(reference).from, dialect).foreignKeyLine(reference);
}

QString deleteAction(const Schema &schema, ReferenceId reference)
{
    return TableParts::action(schema, reference).mid(int(sizeof(" ON DELETE ")) - 1);
}

std::vector<std::vector<FieldId>> uniqueKeys(const Schema &schema, ModelId model)
{
    return TableParts(schema, model, Dialect::sqlite()).uniqueKeys();
}

std::vector<Index> indexes(const Schema &schema, ModelId model)
{
    return TableParts(schema, model, Dialect::sqlite()).indexes();
}

QString indexName(const Model &model, const Index &index)
{
    QStringList parts{model.table};
    if (index.name.isEmpty())
        for (const FieldId id : index.fields)
            parts.append(model.field(id).column);
    else
        parts.append(index.name);
    return parts.join(u'_');
}

QString createIndex(const Model &model, const Index &index, const QString &name, const Dialect &dialect)
{
    QStringList quoted;
    for (const FieldId id : index.fields)
        quoted.append(dialect.quoted(model.field(id).column));
    return (index.unique ? u"CREATE UNIQUE INDEX "_s : u"CREATE INDEX "_s) % dialect.quoted(name) % u" ON "_s
        % dialect.quoted(model.table) % u" ("_s % quoted.join(u", "_s) % u')';
}

std::vector<Statement> create(const Schema &schema, const Dialect &dialect)
{
    QSet<QString> taken;
    for (const Model &model : schema.models)
        taken.insert(model.table.toLower());
    std::vector<Statement> statements;
    for (std::size_t i = 0; i < schema.models.size(); ++i) {
        if (schema.models[i].view)
            continue;
        const Model &model = schema.models[i];
        const TableParts parts(schema, ModelId(int(i)), dialect);
        statements.push_back({parts.table(model.table), {}});
        for (const Index &index : parts.indexes())
            statements.push_back(
                {createIndex(model, index, freeIndexName(indexName(model, index), taken), dialect), {}});
    }
    return statements;
}

QString script(const Schema &schema, const Dialect &dialect)
{
    QString text;
    for (const Statement &statement : create(schema, dialect))
        text += statement.text % u";\n"_s;
    return text;
}

} // namespace relata::ddl
