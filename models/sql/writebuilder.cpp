#include "sql/writebuilder.h"

namespace relata::write {

using namespace Qt::StringLiterals;

namespace {

QString returning(const Model &model, const Dialect &dialect)
{
    QStringList columns;
    for (const Field &field : model.fields)
        columns << dialect.quoted(field.column);
    return u" RETURNING "_s % columns.join(u", "_s);
}

QString writeKeyCondition(const Model &model, const Dialect &dialect, const Key &key, Values &binds)
{
    QStringList parts;
    for (std::size_t i = 0; i < model.key.size(); ++i) {
        const QString column = dialect.quoted(model.field(model.key[i]).column);
        if (isNull(key[i])) {
            parts << column % u" IS NULL"_s;
            continue;
        }
        parts << column % u" = ?"_s;
        binds.push_back(key[i]);
    }
    return parts.join(u" AND "_s);
}

} // namespace

Statement insert(const Schema &schema, const Dialect &dialect, ModelId id, const Values &values,
                 const std::vector<bool> &given)
{
    const Model &model = schema.model(id);
    Statement statement;
    QStringList columns;
    QStringList places;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        if (!given[i])
            continue;
        columns << dialect.quoted(model.fields[i].column);
        places << u"?"_s;
        statement.binds.push_back(values[i]);
    }
    const QString what = columns.isEmpty()
        ? u" DEFAULT VALUES"_s
        : QString(u" ("_s % columns.join(u", "_s) % u") VALUES ("_s % places.join(u", "_s) % u')');
    statement.text = u"INSERT INTO "_s % dialect.quoted(model.table) % what % returning(model, dialect);
    return statement;
}

Statement update(const Schema &schema, const Dialect &dialect, ModelId id, const Key &key, const Values &before,
                 const Values &after)
{
    const Model &model = schema.model(id);
    Statement statement;
    QStringList sets;
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        if (before[i] == after[i])
            continue;
        sets << dialect.quoted(model.fields[i].column) % u" = ?"_s;
        statement.binds.push_back(after[i]);
    }
    const QString where = writeKeyCondition(model, dialect, key, statement.binds);
    statement.text = u"UPDATE "_s % dialect.quoted(model.table) % u" SET "_s % sets.join(u", "_s) % u" WHERE "_s % where
        % returning(model, dialect);
    return statement;
}

Statement remove(const Schema &schema, const Dialect &dialect, ModelId id, const Key &key)
{
    const Model &model = schema.model(id);
    Statement statement;
    const QString where = writeKeyCondition(model, dialect, key, statement.binds);
    statement.text = u"DELETE FROM "_s % dialect.quoted(model.table) % u" WHERE "_s % where;
    return statement;
}

Statement removeAll(const Schema &schema, const Dialect &dialect, ModelId id)
{
    return {u"DELETE FROM "_s % dialect.quoted(schema.model(id).table), {}};
}

} // namespace relata::write
