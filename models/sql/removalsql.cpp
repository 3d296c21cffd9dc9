#include "sql/removalsql.h"

#include "sql/ddlbuilder.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

namespace {

QString keyPart(std::size_t place) { return u'k' + QString::number(place + 1); }

bool holds(const Reference &reference, FieldId field)
{
    return std::find(reference.columns.begin(), reference.columns.end(), field) != reference.columns.end();
}

} // namespace

QString RemovalSql::table(ModelId model) const { return m_dialect.quoted(m_schema.model(model).table); }

QString RemovalSql::column(ModelId model, FieldId field, const QString &alias) const
{
    return alias % u'.' % m_dialect.quoted(m_schema.field(model, field).column);
}

/// Without affinity (unary plus), so that they are stored and compared as they are, and by an index. Of rows that
/// cannot be named only the number is of interest.
QStringList RemovalSql::keyValues(ModelId model, const QString &alias) const
{
    if (!isKeyed(model))
        return {u"NULL"_s};
    QStringList values;
    for (const FieldId field : m_schema.model(model).key)
        values.append(u'+' % column(model, field, alias));
    return values;
}

QStringList RemovalSql::keyNames(ModelId model) const
{
    if (!isKeyed(model))
        return {keyPart(0)};
    QStringList names;
    for (std::size_t i = 0; i < m_schema.model(model).key.size(); ++i)
        names.append(keyPart(i));
    return names;
}

std::vector<QString> RemovalSql::tables() const
{
    std::size_t widest = 1;
    for (const Model &model : m_schema.models)
        widest = std::max(widest, model.key.size());
    QStringList names;
    for (std::size_t i = 0; i < widest; ++i)
        names.append(keyPart(i));
    const QString key = names.join(u", "_s);
    return {u"CREATE TEMP TABLE relata_gone (number INTEGER PRIMARY KEY, model, cause, "_s % key % u')',
            u"CREATE UNIQUE INDEX temp.relata_gone_key ON relata_gone (model, "_s % key % u')',
            u"CREATE TEMP TABLE relata_left (reference, cause, "_s % key % u')',
            u"CREATE UNIQUE INDEX temp.relata_left_key ON relata_left (reference, "_s % key % u')'};
}

std::vector<QString> RemovalSql::cleanup() const
{
    std::vector<QString> statements;
    for (std::size_t i = 0; i < m_schema.models.size(); ++i)
        statements.push_back(u"DROP VIEW IF EXISTS temp."_s % viewName(ModelId(int(i))));
    statements.push_back(u"DROP TABLE IF EXISTS temp.relata_gone"_s);
    statements.push_back(u"DROP TABLE IF EXISTS temp.relata_left"_s);
    return statements;
}

QString RemovalSql::isThere(const QString &name, const QString &number, int value, ModelId model,
                            const QString &alias) const
{
    const QStringList keys = keyValues(model, alias);
    QString same = u"g."_s % number % u" = "_s % QString::number(value);
    for (qsizetype i = 0; i < keys.size(); ++i)
        same += u" AND g."_s % keyPart(std::size_t(i)) % u" IS "_s % keys[i];
    return u"EXISTS (SELECT 1 FROM temp."_s % name % u" g WHERE "_s % same % u')';
}

QString RemovalSql::isGone(ModelId model, const QString &alias) const
{
    return isThere(u"relata_gone"_s, u"model"_s, model.value(), model, alias);
}

QString RemovalSql::isLeft(ReferenceId reference, const QString &alias) const
{
    return isThere(u"relata_left"_s, u"reference"_s, reference.value(), m_schema.reference(reference).from, alias);
}

/// What takes the place of a reference's key.
QString RemovalSql::emptied(ReferenceId id, FieldId column) const
{
    const Reference &reference = m_schema.reference(id);
    const Field &field = m_schema.field(reference.from, column);
    return reference.rule == DeleteRule::SetDefault && field.defaultValue ? ddl::literal(field, *field.defaultValue)
                                                                          : u"NULL"_s;
}

QString RemovalSql::view(ModelId id) const
{
    const Model &model = m_schema.model(id);
    QStringList columns;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field{int(i)};
        QString value = column(id, field, u"o"_s);
        for (const ReferenceId reference : m_schema.referencesFrom(id))
            if (holds(m_schema.reference(reference), field))
                value = u"CASE WHEN "_s % isLeft(reference, u"o"_s) % u" THEN "_s % emptied(reference, field)
                    % u" ELSE "_s % value % u" END"_s;
        columns.append(value % u" AS "_s % m_dialect.quoted(model.fields[i].column));
    }
    return u"CREATE TEMP VIEW "_s % viewName(id) % u" AS SELECT "_s % columns.join(u", "_s) % u" FROM main."_s
        % table(id) % u" o WHERE NOT "_s % isGone(id, u"o"_s);
}

Statement RemovalSql::gather(ModelId model, const QString &from, const QString &condition, qint64 cause) const
{
    return {u"INSERT INTO temp.relata_gone (model, cause, "_s % keyNames(model).join(u", "_s) % u") SELECT "_s
                % QString::number(model.value()) % u", ?, "_s % keyValues(model, u"o"_s).join(u", "_s) % u" FROM "_s
                % from % u" o WHERE "_s % condition,
            {cause}};
}

Statement RemovalSql::follow(ReferenceId id, Into into, qint64 after, qint64 upTo) const
{
    const Reference &reference = m_schema.reference(id);
    const std::vector<FieldId> &key = m_schema.model(reference.to).key;
    QString found;
    for (std::size_t i = 0; i < key.size(); ++i) {
        // Once as the table's own index compares, once exactly.
        const QString gathered = u"g."_s % keyPart(i);
        const QString own = column(reference.to, key[i], u"p"_s);
        found += u" AND "_s % own % u" IS "_s % gathered % u" AND "_s % gathered % u" IS +"_s % own;
    }
    // The referenced side stands left: SQLite judges a foreign key by its collation.
    QStringList leads;
    for (std::size_t i = 0; i < reference.columns.size(); ++i)
        leads.append(column(reference.to, reference.referenced[i], u"p"_s) % u" = "_s
                     % column(reference.from, reference.columns[i], u"f"_s));
    // Without an index (unary plus) on the model: its rows are many, those since the last time are few.
    const bool gone = into == Into::Gone;
    const QString values = keyValues(reference.from, u"f"_s).join(u", "_s);
    return {u"INSERT OR IGNORE INTO temp."_s % (gone ? u"relata_gone (model"_s : u"relata_left (reference"_s)
                % u", cause, "_s % keyNames(reference.from).join(u", "_s) % u") SELECT "_s
                % QString::number(gone ? reference.from.value() : id.value()) % u", g.cause, "_s % values
                % u" FROM temp.relata_gone g CROSS JOIN main."_s % table(reference.to) % u" p CROSS JOIN main."_s
                % table(reference.from) % u" f WHERE g.number > ? AND g.number <= ? AND +g.model = "_s
                % QString::number(reference.to.value()) % found % u" AND "_s % leads.join(u" AND "_s)
                % (gone ? QString(u" AND NOT "_s % isGone(reference.from, u"f"_s)) : QString()),
            {after, upTo}};
}

Statement RemovalSql::last() const { return {u"SELECT ifnull(max(number), 0) FROM temp.relata_gone"_s, {}}; }

Statement RemovalSql::countGone() const
{
    return {u"SELECT cause, model, count(*) FROM temp.relata_gone GROUP BY cause, model ORDER BY cause, model"_s, {}};
}

Statement RemovalSql::countLeft() const
{
    // Those that have gone since, for another reason, are not left.
    QStringList models;
    for (std::size_t i = 0; i < m_schema.references.size(); ++i)
        models.append(u'(' % QString::number(i) % u", "_s % QString::number(m_schema.references[i].from.value())
                      % u')');
    QString same = u"g.model = r.column2"_s;
    const Statement none{u"SELECT 0, 0, 0 WHERE 0"_s, {}};
    if (models.isEmpty())
        return none;
    std::size_t widest = 1;
    for (const Model &model : m_schema.models)
        widest = std::max(widest, model.key.size());
    for (std::size_t i = 0; i < widest; ++i)
        same += u" AND g."_s % keyPart(i) % u" IS l."_s % keyPart(i);
    return {u"SELECT l.cause, l.reference, count(*) FROM temp.relata_left l JOIN (VALUES "_s % models.join(u", "_s)
                % u") r ON r.column1 = l.reference WHERE NOT EXISTS (SELECT 1 FROM temp.relata_gone g WHERE "_s % same
                % u") GROUP BY l.cause, l.reference ORDER BY l.cause, l.reference"_s,
            {}};
}

Statement RemovalSql::defaultLeads(ReferenceId id) const
{
    const Reference &reference = m_schema.reference(id);
    QStringList same;
    bool possible = true;
    bool empty = false;
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
        const QString value = emptied(id, reference.columns[i]);
        const bool isNull = value == u"NULL"_s;
        const Field &field = m_schema.field(reference.from, reference.columns[i]);
        empty = empty || isNull;
        possible = possible && !(isNull && field.required);
        same.append(column(reference.to, reference.referenced[i], u"p"_s) % u" = "_s % value);
    }
    if (empty)
        return {possible ? u"SELECT 1"_s : u"SELECT 0"_s, {}};
    return {u"SELECT EXISTS (SELECT 1 FROM main."_s % table(reference.to) % u" p WHERE "_s % same.join(u" AND "_s)
                % u" AND NOT "_s % isGone(reference.to, u"p"_s) % u')',
            {}};
}

Statement RemovalSql::countCleared(ModelId model, const std::vector<ReferenceId> &references) const
{
    QStringList left;
    for (const ReferenceId reference : references)
        left.append(isLeft(reference, u"o"_s));
    return {u"SELECT count(*) FROM main."_s % table(model) % u" o WHERE ("_s % left.join(u" OR "_s) % u") AND NOT "_s
                % isGone(model, u"o"_s),
            {}};
}

Statement RemovalSql::clear(ModelId id, const std::vector<ReferenceId> &references, const QString &now) const
{
    const Model &model = m_schema.model(id);
    Statement statement;
    QStringList sets;
    QStringList left;
    for (const ReferenceId reference : references)
        left.append(isLeft(reference, u"o"_s));
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        const FieldId field{int(i)};
        const QString name = m_dialect.quoted(model.fields[i].column);
        QString value = name;
        for (const ReferenceId reference : references)
            if (holds(m_schema.reference(reference), field))
                value = references.size() == 1 ? emptied(reference, field)
                                               : QString(u"CASE WHEN "_s % isLeft(reference, u"o"_s) % u" THEN "_s
                                                         % emptied(reference, field) % u" ELSE "_s % value % u" END"_s);
        if (model.fields[i].origin == FieldOrigin::UpdatedAt) {
            value = u"?"_s;
            statement.binds.push_back(now);
        }
        if (value != name)
            sets.append(name % u" = "_s % value);
    }
    statement.text = u"UPDATE main."_s % table(id) % u" AS o SET "_s % sets.join(u", "_s) % u" WHERE ("_s
        % left.join(u" OR "_s) % u") AND NOT "_s % isGone(id, u"o"_s);
    return statement;
}

Statement RemovalSql::remove(ModelId model) const
{
    return {u"DELETE FROM main."_s % table(model) % u" AS o WHERE "_s % isGone(model, u"o"_s), {}};
}

} // namespace relata
