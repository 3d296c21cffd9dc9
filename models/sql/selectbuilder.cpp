#include "sql/selectbuilder.h"

#include "sql/wherebuilder.h"

namespace relata::select {

using namespace Qt::StringLiterals;

namespace {

const QString selectAlias = u"t"_s;

QString fromClause(const Schema &schema, const Dialect &dialect, ModelId model)
{
    return u" FROM "_s % dialect.quoted(schema.model(model).table) % u" AS "_s % selectAlias;
}

QString condition(WhereBuilder &where, const Query &query)
{
    QStringList parts;
    if (query.relatedTo)
        parts << where.isRelated(selectAlias, *query.relatedTo);
    if (!query.where.holdsForAll())
        parts << where.holds(query.model, selectAlias, query.where);
    return parts.size() > 1 ? QString(u'(' % parts.join(u") AND ("_s) % u')') : parts.join(QString());
}

QString whereClause(const QStringList &conditions)
{
    QStringList parts;
    for (const QString &part : conditions)
        if (!part.isEmpty())
            parts << part;
    if (parts.isEmpty())
        return {};
    return parts.size() == 1 ? QString(u" WHERE "_s % parts.front())
                             : QString(u" WHERE ("_s % parts.join(u") AND ("_s) % u')');
}

QString orderClause(const Schema &schema, const WhereBuilder &where, ModelId model, const std::vector<Sort> &sort,
                    bool backward)
{
    QStringList parts;
    for (const Sort &s : sort)
        parts << where.exactColumn(model, selectAlias, s.field)
                % ((s.order == SortOrder::Descending) != backward ? u" DESC"_s : QString());
    for (const FieldId field : schema.model(model).key)
        parts << where.exactColumn(model, selectAlias, field) % (backward ? u" DESC"_s : QString());
    return parts.isEmpty() ? QString() : QString(u" ORDER BY "_s % parts.join(u", "_s));
}

QString limitClause(WhereBuilder &where, qint64 limit, qint64 offset)
{
    if (limit <= 0 && offset <= 0)
        return {};
    QString clause = u" LIMIT "_s % where.bind(limit > 0 ? limit : qint64(-1));
    if (offset > 0)
        clause += u" OFFSET "_s % where.bind(offset);
    return clause;
}

bool canBeLong(const Model &model, FieldId id)
{
    const Field &field = model.field(id);
    if (model.isKey(id) || field.hidden)
        return false;
    if (field.anyType || field.type.isStructured())
        return true;
    if (field.type.kind == FieldType::Kind::Enum)
        return false;
    switch (field.type.scalar) {
    case ScalarType::Int:
    case ScalarType::Float:
    case ScalarType::Boolean:
    case ScalarType::Timestamp:
    case ScalarType::BigInt:
    case ScalarType::Date:
    case ScalarType::Time:
    case ScalarType::DateTime:
        return false;
    default:
        return true;
    }
}

QStringList fieldColumns(const Schema &schema, const WhereBuilder &where, ModelId model)
{
    QStringList columns;
    for (std::size_t i = 0; i < schema.model(model).fields.size(); ++i)
        columns << where.column(model, selectAlias, FieldId(static_cast<int>(i)));
    return columns;
}

// Numbers in an untyped column stay numbers: substr would make texts of them.
QString isLonger(const QString &column, const QString &most)
{
    return u"typeof("_s % column % u") IN ('text', 'blob') AND length("_s % column % u") > "_s % most;
}

QString cutColumn(const QString &column, const QString &most)
{
    return u"CASE WHEN "_s % isLonger(column, most) % u" THEN substr("_s % column % u", 1, "_s % most % u") ELSE "_s
        % column % u" END"_s;
}

} // namespace

Layout layout(const Schema &schema, const Query &query)
{
    const Model &model = schema.model(query.model);
    Layout result;
    result.fields = model.fields.size();
    if (query.cutAt <= 0)
        return result;
    for (std::size_t i = 0; i < model.fields.size(); ++i)
        if (const FieldId id(static_cast<int>(i)); canBeLong(model, id))
            result.cut.push_back(id);
    for (const Sort &sort : query.sort)
        if (std::ranges::find(result.cut, sort.field) != result.cut.end())
            result.wholeSort.push_back(sort.field);
    return result;
}

Statement rows(const Schema &schema, const Dialect &dialect, const Query &query)
{
    WhereBuilder where(schema, dialect);
    const Layout shape = layout(schema, query);
    QStringList columns = fieldColumns(schema, where, query.model);
    const QString most = QString::number(query.cutAt);
    QStringList lengths;
    for (const FieldId field : shape.cut) {
        const QString name = columns[field.value()];
        columns[field.value()] = cutColumn(name, most);
        lengths << u"CASE WHEN "_s % isLonger(name, most) % u" THEN length("_s % name % u") END"_s;
    }
    columns << lengths;
    for (const FieldId field : shape.wholeSort)
        columns << where.column(query.model, selectAlias, field);

    QStringList conditions{condition(where, query)};
    if (query.from)
        conditions << where.stands(query.model, selectAlias, query.sort, *query.from,
                                   query.backward ? WhereBuilder::Side::AtOrBefore : WhereBuilder::Side::AtOrAfter);
    QString text = u"SELECT "_s % columns.join(u", "_s) % fromClause(schema, dialect, query.model)
        % whereClause(conditions) % orderClause(schema, where, query.model, query.sort, query.backward);
    text += limitClause(where, query.limit, query.offset);
    return {text, where.takeBinds()};
}

Statement count(const Schema &schema, const Dialect &dialect, const Query &query, qint64 atMost)
{
    WhereBuilder where(schema, dialect);
    const QString rest = fromClause(schema, dialect, query.model) % whereClause({condition(where, query)});
    if (atMost <= 0)
        return {u"SELECT count(*)"_s % rest, where.takeBinds()};
    const QString text = u"SELECT count(*) FROM (SELECT 1"_s % rest % u" LIMIT "_s % where.bind(atMost) % u") AS c"_s;
    return {text, where.takeBinds()};
}

Statement countBefore(const Schema &schema, const Dialect &dialect, const Query &query, const Position &place)
{
    WhereBuilder where(schema, dialect);
    QStringList conditions{condition(where, query)};
    conditions << where.stands(query.model, selectAlias, query.sort, place, WhereBuilder::Side::Before);
    const QString text = u"SELECT count(*)"_s % fromClause(schema, dialect, query.model) % whereClause(conditions);
    return {text, where.takeBinds()};
}

Statement contains(const Schema &schema, const Dialect &dialect, const Query &query, const Key &key)
{
    WhereBuilder where(schema, dialect);
    QStringList conditions{where.hasKey(query.model, selectAlias, key)};
    conditions << condition(where, query);
    const QString text = u"SELECT 1"_s % fromClause(schema, dialect, query.model) % whereClause(conditions);
    return {text, where.takeBinds()};
}

Statement rowsWhere(const Schema &schema, const Dialect &dialect, ModelId model, const std::vector<FieldId> &fields,
                    const std::vector<Values> &tuples, qint64 cutAt)
{
    WhereBuilder where(schema, dialect);
    QStringList columns = fieldColumns(schema, where, model);
    if (cutAt > 0)
        for (std::size_t i = 0; i < schema.model(model).fields.size(); ++i)
            if (const FieldId id(static_cast<int>(i)); canBeLong(schema.model(model), id))
                columns[id.value()] = cutColumn(columns[id.value()], QString::number(cutAt));
    const QString text = u"SELECT "_s % columns.join(u", "_s) % fromClause(schema, dialect, model) % u" WHERE "_s
        % where.hasOneOf(model, selectAlias, fields, tuples) % orderClause(schema, where, model, {}, false);
    return {text, where.takeBinds()};
}

Statement referring(const Schema &schema, const Dialect &dialect, ReferenceId reference,
                    const std::vector<Values> &tuples)
{
    WhereBuilder where(schema, dialect);
    const ModelId model = schema.reference(reference).from;
    const QString text = u"SELECT "_s % fieldColumns(schema, where, model).join(u", "_s)
        % fromClause(schema, dialect, model) % u" WHERE "_s % where.refersToOneOf(selectAlias, reference, tuples)
        % orderClause(schema, where, model, {}, false);
    return {text, where.takeBinds()};
}

Statement related(const Schema &schema, const Dialect &dialect, const Query::Source &source,
                  const std::vector<FieldId> &fields, qint64 limit)
{
    WhereBuilder where(schema, dialect);
    const ModelId model = schema.end(source.end).other;
    QStringList columns;
    for (const FieldId field : fields)
        columns << where.column(model, selectAlias, field);
    QString text = u"SELECT "_s % columns.join(u", "_s) % fromClause(schema, dialect, model) % u" WHERE "_s
        % where.isRelated(selectAlias, source) % orderClause(schema, where, model, {}, false);
    text += limitClause(where, limit, 0);
    return {text, where.takeBinds()};
}

Statement candidates(const Schema &schema, const Dialect &dialect, EndId endId, const Key &key, const QString &text,
                     qint64 limit)
{
    const End &end = schema.end(endId);
    const Model &model = schema.model(end.other);
    const Reference &reference = schema.reference(end.reference);
    WhereBuilder where(schema, dialect);
    QStringList columns = fieldColumns(schema, where, end.other);
    columns << (key.empty() ? u"0"_s : where.isRelated(selectAlias, {endId, key})) % u" AS linked"_s;
    QStringList order{u"linked DESC"_s};
    if (end.holdsKey() && reference.unique) {
        QStringList pairs;
        for (std::size_t i = 0; i < reference.columns.size(); ++i)
            pairs << where.column(reference.from, u"h"_s, reference.columns[i]) % u" = "_s
                    % where.column(end.other, selectAlias, reference.referenced[i]);
        order << u"EXISTS (SELECT 1 FROM "_s % dialect.quoted(schema.model(reference.from).table) % u" AS h WHERE "_s
                % pairs.join(u" AND "_s) % u')';
    }
    // What is called by its key is found by its key.
    const auto labels = [&] {
        QStringList columns;
        if (model.display.isValid())
            columns << where.label(end.other, selectAlias);
        else
            for (const FieldId field : model.key)
                columns << where.column(end.other, selectAlias, field);
        return columns;
    };
    const QString lower = WhereBuilder::asciiLower(text);
    QString matches;
    if (!text.isEmpty()) {
        QStringList parts;
        for (const QString &label : labels())
            parts << dialect.contains(u"lower("_s % label % u')', where.bind(lower));
        // A pasted key finds its instance too.
        for (const FieldId field : model.key)
            parts << where.column(end.other, selectAlias, field) % u" = "_s % where.bind(text);
        matches = u" WHERE "_s % parts.join(u" OR "_s);
        const QString label = model.display.isValid() ? where.label(end.other, selectAlias)
                                                      : where.column(end.other, selectAlias, model.key.front());
        const QString length = where.bind(lower);
        order << u"substr(lower("_s % label % u"), 1, length("_s % length % u")) = "_s % where.bind(lower) % u" DESC"_s;
    }
    order << labels();
    for (const FieldId field : model.key)
        order << where.column(end.other, selectAlias, field);
    QString statement = u"SELECT "_s % columns.join(u", "_s) % fromClause(schema, dialect, end.other) % matches
        % u" ORDER BY "_s % order.join(u", "_s);
    statement += limitClause(where, limit, 0);
    return {statement, where.takeBinds()};
}

Statement dangling(const Schema &schema, const Dialect &dialect, ReferenceId id)
{
    const Reference &reference = schema.reference(id);
    WhereBuilder where(schema, dialect);
    QStringList conditions;
    QStringList pairs;
    for (std::size_t i = 0; i < reference.columns.size(); ++i) {
        const QString held = where.column(reference.from, selectAlias, reference.columns[i]);
        conditions << held % u" IS NOT NULL"_s;
        pairs << where.column(reference.to, u"o"_s, reference.referenced[i]) % u" = "_s % held;
    }
    const QString text = u"SELECT "_s % fieldColumns(schema, where, reference.from).join(u", "_s)
        % fromClause(schema, dialect, reference.from) % u" WHERE "_s % conditions.join(u" AND "_s)
        % u" AND NOT EXISTS (SELECT 1 FROM "_s % dialect.quoted(schema.model(reference.to).table) % u" AS o WHERE "_s
        % pairs.join(u" AND "_s) % u')' % orderClause(schema, where, reference.from, {}, false);
    return {text, where.takeBinds()};
}

Statement repeated(const Schema &schema, const Dialect &dialect, ModelId model, const std::vector<FieldId> &fields)
{
    WhereBuilder where(schema, dialect);
    QStringList columns;
    QStringList conditions;
    for (const FieldId field : fields) {
        columns << where.column(model, selectAlias, field);
        conditions << columns.back() % u" IS NOT NULL"_s;
    }
    const QString list = columns.join(u", "_s);
    const QString text = u"SELECT "_s % list % u", count(*)"_s % fromClause(schema, dialect, model) % u" WHERE "_s
        % conditions.join(u" AND "_s) % u" GROUP BY "_s % list % u" HAVING count(*) > 1 ORDER BY "_s % list;
    return {text, {}};
}

} // namespace relata::select
