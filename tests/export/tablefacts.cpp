#include "export/tablefacts.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

QString sortedText(QStringList names)
{
    names.sort();
    return names.join(u" + "_s);
}

QString foreignKeyText(const QStringList &columns, const QString &parent, const QStringList &referenced,
                       const QString &rule)
{
    QStringList pairs;
    for (qsizetype i = 0; i < columns.size(); ++i)
        pairs.append(columns[i] + u" = "_s + parent + u'.' + referenced.value(i));
    return sortedText(pairs) + u", "_s + rule;
}

void settle(TableFacts &facts)
{
    for (TableFacts::Table &table : facts.tables) {
        table.uniqueKeys.removeAll(sortedText(table.key)); // one more over the same columns says nothing new
        table.uniqueKeys.removeDuplicates();
        table.uniqueKeys.sort();
        table.foreignKeys.sort();
    }
}

/// What the schema's tables must be like in the database of one dialect.
class Expectation
{
public:
    Expectation(const Schema &schema, SqlDialect dialect, const QStringList &notices)
        : m_schema(schema), m_isPostgres(dialect == SqlDialect::Postgres)
    {
        readNames(notices);
        findKeys();
        alignTypes();
    }

    TableFacts facts() const
    {
        TableFacts facts;
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            if (!m_schema.models[i].view)
                facts.tables.insert(table(ModelId(int(i))), tableOf(ModelId(int(i))));
        settle(facts);
        return facts;
    }

private:
    using Place = std::pair<ModelId, FieldId>;

    void readNames(const QStringList &notices)
    {
        const QString quote = m_isPostgres ? u"\""_s : u"`"_s;
        const QString name = u"%1((?:[^%1]|%1%1)*)%1"_s.arg(quote);
        const auto pattern = [](const QString &text) {
            return QRegularExpression(u'^' + text + u"$"_s, QRegularExpression::DotMatchesEverythingOption);
        };
        const auto plain = [&](QString text) { return text.replace(quote + quote, quote); };
        const auto tables = pattern(u"The table %1 is called %1, because \\w+ cannot have its name\\."_s.arg(name));
        const auto columns =
            pattern(u"The column %1\\.%1 is called %1, because \\w+ cannot have its name\\."_s.arg(name));
        for (const QString &notice : notices) {
            if (const auto match = tables.match(notice); match.hasMatch())
                m_tables.insert(plain(match.captured(1)), plain(match.captured(2)));
            else if (const auto column = columns.match(notice); column.hasMatch())
                m_columns.insert({plain(column.captured(1)), plain(column.captured(2))}, plain(column.captured(3)));
        }
    }

    QString table(ModelId model) const
    {
        const QString &name = m_schema.model(model).table;
        return m_tables.value(name, name);
    }
    QString column(ModelId model, FieldId field) const
    {
        const QString &name = m_schema.field(model, field).column;
        return m_columns.value({m_schema.model(model).table, name}, name);
    }
    QStringList columns(ModelId model, const std::vector<FieldId> &fields) const
    {
        QStringList names;
        for (const FieldId field : fields)
            names.append(column(model, field));
        return names;
    }

    /// Of the model: unique fields, 1:1, pairs of a join, unique indexes, and the key that stands in for a primary one.
    std::vector<std::vector<FieldId>> uniqueKeys(ModelId id) const
    {
        const Model &model = m_schema.model(id);
        std::vector<std::vector<FieldId>> keys;
        for (std::size_t i = 0; i < model.fields.size(); ++i)
            if (model.fields[i].unique && model.fields[i].origin != FieldOrigin::Rowid)
                keys.push_back({FieldId(int(i))});
        for (const Index &index : model.indexes)
            if (index.unique)
                keys.push_back(index.fields);
        if (model.keyKind == KeyKind::Unique)
            keys.push_back(model.key);
        for (const ReferenceId reference : m_schema.referencesFrom(id))
            if (m_schema.reference(reference).unique)
                keys.push_back(m_schema.reference(reference).columns);
        for (const Relationship &relationship : m_schema.relationships) {
            if (!relationship.isManyToMany() || relationship.through != id)
                continue;
            std::vector<FieldId> pair = m_schema.reference(relationship.reference).columns;
            for (const FieldId field : m_schema.reference(relationship.secondReference).columns)
                if (std::find(pair.begin(), pair.end(), field) == pair.end())
                    pair.push_back(field);
            keys.push_back(pair);
        }
        return keys;
    }

    void findKeys()
    {
        for (std::size_t i = 0; i < m_schema.models.size(); ++i) {
            const ModelId id{int(i)};
            auto keys = uniqueKeys(id);
            if (m_schema.models[i].keyKind == KeyKind::Primary)
                keys.push_back(m_schema.models[i].key);
            for (const ReferenceId reference : m_schema.referencesFrom(id))
                keys.push_back(m_schema.reference(reference).columns);
            for (const auto &key : keys)
                for (const FieldId field : key)
                    m_inKey.insert({i, field.index()});
        }
    }

    QString ownType(ModelId model, FieldId id) const
    {
        const Field &field = m_schema.field(model, id);
        const bool inKey = m_inKey.contains({model.index(), id.index()});
        const auto either = [this](const char *postgres, const char *mariadb) {
            return QString::fromLatin1(m_isPostgres ? postgres : mariadb);
        };
        const QString text = either("text", inKey ? "varchar" : "longtext");
        if (field.anyType)
            return text;
        if (field.type.isStructured() || field.type.isScalar(ScalarType::Json))
            return either("jsonb", inKey ? "varchar" : "longtext");
        if (field.type.kind == FieldType::Kind::Enum)
            return either("text", "varchar");
        switch (field.type.scalar) {
        case ScalarType::Int:
            return either("integer", "int");
        case ScalarType::BigInt:
        case ScalarType::Timestamp:
            return u"bigint"_s;
        case ScalarType::Boolean:
            return either("boolean", "tinyint");
        case ScalarType::Float:
            return either("double precision", "double");
        case ScalarType::Decimal:
            return either("numeric", "decimal");
        case ScalarType::Binary:
            return either("bytea", inKey ? "varbinary" : "longblob");
        case ScalarType::Date:
            return u"date"_s;
        case ScalarType::Time:
            return either("time without time zone", "time");
        case ScalarType::DateTime:
            return either("timestamp with time zone", "varchar");
        default:
            return text;
        }
    }

    /// A column that refers is of the type that it refers to.
    void alignTypes()
    {
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            for (std::size_t j = 0; j < m_schema.models[i].fields.size(); ++j)
                m_types.insert({i, j}, ownType(ModelId(int(i)), FieldId(int(j))));
        bool moved = true;
        for (std::size_t round = 0; moved && round <= m_schema.references.size(); ++round) {
            moved = false;
            for (const Reference &reference : m_schema.references)
                for (std::size_t i = 0; i < reference.columns.size(); ++i) {
                    QString &type = m_types[{reference.from.index(), reference.columns[i].index()}];
                    const QString &wanted = m_types[{reference.to.index(), reference.referenced[i].index()}];
                    moved = moved || type != wanted;
                    type = wanted;
                }
        }
    }

    QString rule(ReferenceId id) const
    {
        const Reference &reference = m_schema.reference(id);
        switch (reference.rule) {
        case DeleteRule::Cascade:
            return u"cascade"_s;
        case DeleteRule::Clear:
            return m_schema.isClearable(id) ? u"set null"_s : u"no action"_s;
        case DeleteRule::SetDefault:
            return m_isPostgres ? u"set default"_s : u"no action"_s;
        case DeleteRule::Restrict:
            return m_isPostgres && reference.immediate ? u"restrict"_s : u"no action"_s;
        }
        Q_UNREACHABLE();
    }

    TableFacts::Table tableOf(ModelId id) const
    {
        const Model &model = m_schema.model(id);
        TableFacts::Table result;
        const bool hasKey = model.keyKind == KeyKind::Primary;
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            if (model.fields[i].origin == FieldOrigin::Rowid)
                continue;
            const FieldId field{int(i)};
            const bool required = model.fields[i].required || (hasKey && model.isKey(field));
            result.columns.append(column(id, field) + u' ' + m_types.value({id.index(), i})
                                  + (required ? u" required"_s : QString()));
        }
        if (hasKey)
            result.key = columns(id, model.key);
        for (const auto &key : uniqueKeys(id))
            result.uniqueKeys.append(sortedText(columns(id, key)));
        for (const ReferenceId reference : m_schema.referencesFrom(id)) {
            const Reference &link = m_schema.reference(reference);
            result.foreignKeys.append(foreignKeyText(columns(id, link.columns), table(link.to),
                                                     columns(link.to, link.referenced), rule(reference)));
        }
        return result;
    }

    const Schema &m_schema;
    bool m_isPostgres;
    QMap<QString, QString> m_tables; ///< that are called otherwise
    QMap<std::pair<QString, QString>, QString> m_columns;
    QSet<std::pair<std::size_t, std::size_t>> m_inKey; ///< model and field
    QMap<std::pair<std::size_t, std::size_t>, QString> m_types;
};

constexpr auto postgresColumns =
    "SELECT json_build_object('table', c.relname, 'column', a.attname, 'type', format_type(a.atttypid, a.atttypmod), "
    "'required', a.attnotnull::int) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
    "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 ORDER BY c.oid, a.attnum";
constexpr auto postgresKeys =
    "SELECT json_build_object('table', c.relname, 'key', i.indexrelid::text, 'primary', i.indisprimary::int, "
    "'column', a.attname) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid "
    "CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY k(attnum, n) "
    "JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum "
    "WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique ORDER BY i.indexrelid, k.n";
constexpr auto postgresForeignKeys =
    "SELECT json_build_object('table', f.relname, 'key', o.oid::text, 'column', a.attname, 'parent', p.relname, "
    "'referenced', b.attname, 'rule', CASE o.confdeltype WHEN 'a' THEN 'NO ACTION' WHEN 'r' THEN 'RESTRICT' "
    "WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' ELSE 'SET DEFAULT' END) "
    "FROM pg_constraint o JOIN pg_class f ON f.oid = o.conrelid JOIN pg_class p ON p.oid = o.confrelid "
    "CROSS JOIN LATERAL unnest(o.conkey, o.confkey) WITH ORDINALITY k(own, other, n) "
    "JOIN pg_attribute a ON a.attrelid = f.oid AND a.attnum = k.own "
    "JOIN pg_attribute b ON b.attrelid = p.oid AND b.attnum = k.other WHERE o.contype = 'f' ORDER BY o.oid, k.n";
constexpr auto mariadbColumns =
    "SELECT JSON_OBJECT('table', TABLE_NAME, 'column', COLUMN_NAME, 'type', DATA_TYPE, "
    "'required', IF(IS_NULLABLE = 'NO', 1, 0)) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() "
    "ORDER BY TABLE_NAME, ORDINAL_POSITION";
constexpr auto mariadbKeys =
    "SELECT JSON_OBJECT('table', TABLE_NAME, 'key', INDEX_NAME, 'primary', "
    "IF(INDEX_NAME = 'PRIMARY', 1, 0), 'column', COLUMN_NAME, 'part', SUB_PART) FROM information_schema.STATISTICS "
    "WHERE TABLE_SCHEMA = DATABASE() AND NON_UNIQUE = 0 ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX";
constexpr auto mariadbForeignKeys =
    "SELECT JSON_OBJECT('table', k.TABLE_NAME, 'key', k.CONSTRAINT_NAME, 'column', k.COLUMN_NAME, "
    "'parent', k.REFERENCED_TABLE_NAME, 'referenced', k.REFERENCED_COLUMN_NAME, 'rule', r.DELETE_RULE) "
    "FROM information_schema.KEY_COLUMN_USAGE k JOIN information_schema.REFERENTIAL_CONSTRAINTS r "
    "ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME "
    "WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL "
    "ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION";

QString text(const QJsonObject &row, const char *name) { return row.value(QLatin1StringView(name)).toString(); }

/// Rows of one column each, of one key after the other.
QList<QList<QJsonObject>> byKey(const QList<QJsonObject> &rows)
{
    QList<QList<QJsonObject>> keys;
    for (const QJsonObject &row : rows) {
        const auto isOther = [&](const char *name) { return text(keys.back().front(), name) != text(row, name); };
        if (keys.isEmpty() || isOther("table") || isOther("key"))
            keys.append(QList<QJsonObject>());
        keys.back().append(row);
    }
    return keys;
}

QStringList all(const QList<QJsonObject> &rows, const char *name)
{
    QStringList values;
    for (const QJsonObject &row : rows)
        values.append(text(row, name));
    return values;
}

} // namespace

TableFacts TableFacts::expected(const Schema &schema, SqlDialect dialect, const QStringList &notices)
{
    return Expectation(schema, dialect, notices).facts();
}

Result<TableFacts> TableFacts::found(DatabaseServer &server, const QString &database, SqlDialect dialect)
{
    const bool isPostgres = dialect == SqlDialect::Postgres;
    const QList<QByteArray> queries = isPostgres
        ? QList<QByteArray>{postgresColumns, postgresKeys, postgresForeignKeys}
        : QList<QByteArray>{"SET NAMES utf8mb4", mariadbColumns, mariadbKeys, mariadbForeignKeys};
    const auto rows = server.objects(database, queries.join(";\n"));
    if (!rows)
        return tl::unexpected(rows.error());
    QList<QJsonObject> columns;
    QList<QJsonObject> keys;
    QList<QJsonObject> foreignKeys;
    for (const QJsonObject &row : *rows)
        (row.contains("type"_L1) ? columns : row.contains("parent"_L1) ? foreignKeys : keys).append(row);

    TableFacts facts;
    for (const QJsonObject &row : columns)
        facts.tables[text(row, "table")].columns.append(text(row, "column") + u' ' + text(row, "type")
                                                        + (row.value("required"_L1).toInt() ? u" required"_s : u""_s));
    for (const QList<QJsonObject> &key : byKey(keys)) {
        Table &table = facts.tables[text(key.front(), "table")];
        if (key.front().value("primary"_L1).toInt())
            table.key = all(key, "column");
        else
            table.uniqueKeys.append(sortedText(all(key, "column")));
        for (const QJsonObject &row : key)
            if (row.value("part"_L1).toInt() > 0)
                table.uniqueKeys.append(u"only the beginning of "_s + text(row, "column"));
    }
    for (const QList<QJsonObject> &key : byKey(foreignKeys)) {
        QString rule = text(key.front(), "rule").toLower();
        if (!isPostgres && rule == "restrict"_L1) // InnoDB makes no difference
            rule = u"no action"_s;
        facts.tables[text(key.front(), "table")].foreignKeys.append(
            foreignKeyText(all(key, "column"), text(key.front(), "parent"), all(key, "referenced"), rule));
    }
    settle(facts);
    return facts;
}

QString TableFacts::apart(const TableFacts &expected, const TableFacts &found)
{
    if (expected.tables.keys() != found.tables.keys())
        return u"tables %1 instead of %2"_s.arg(found.tables.keys().join(u", "_s),
                                                expected.tables.keys().join(u", "_s));
    for (auto it = expected.tables.begin(); it != expected.tables.end(); ++it) {
        const Table &other = found.tables[it.key()];
        for (const auto part : {&Table::columns, &Table::key, &Table::uniqueKeys, &Table::foreignKeys})
            if ((*it).*part != other.*part)
                return u"%1: %2\ninstead of %3"_s.arg(it.key(), (other.*part).join(u"; "_s),
                                                      ((*it).*part).join(u"; "_s));
    }
    return {};
}

} // namespace relata
