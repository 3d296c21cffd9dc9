#include "sql/tableparts.h"

#include "sql/ddlbuilder.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;
using NameOf = TableDialect::NameOf;

TableParts::TableParts(const DdlWords &words, ModelId model, NameAllotter *keyNames)
    : m_words(words)
    , m_schema(words.schema)
    , m_dialect(words.dialect)
    , m_id(model)
    , m_model(words.schema.model(model))
    , m_keyNames(keyNames)
{}

QString TableParts::table(const QString &name) const
{
    QStringList lines;
    for (std::size_t i = 0; i < m_model.fields.size(); ++i)
        if (isColumn(m_model.fields[i]))
            lines.append(columnLine(FieldId(int(i))));
    if (m_model.keyKind == KeyKind::Primary && !m_model.key.empty()) {
        const QString named = m_dialect.namesPrimaryKeys() ? keyName({}, u"pkey"_s) : QString();
        lines.append(named % u"PRIMARY KEY "_s % names(m_id, m_model.key));
    }
    for (const auto &columns : ddl::uniqueKeys(m_schema, m_id))
        lines.append(keyName(columns, u"key"_s) % u"UNIQUE "_s % names(m_id, columns));
    if (!m_dialect.addsForeignKeysLater())
        for (const ReferenceId id : m_schema.referencesFrom(m_id))
            lines.append(foreignKey(id, false));
    QString text = u"CREATE TABLE "_s % m_dialect.quoted(name) % u" (\n  "_s % lines.join(u",\n  "_s) % u"\n)"_s
        % m_dialect.tableOptions(m_model);
    if (const QString comment = tableComment(); !comment.isEmpty())
        text += m_dialect.inlineComment(comment);
    return text;
}

QString TableParts::names(ModelId model, const Columns &columns) const
{
    QStringList quoted;
    for (const FieldId id : columns)
        quoted.append(m_dialect.quoted(m_words.names.column(model, id)));
    return u'(' % quoted.join(u", "_s) % u')';
}

/// "CONSTRAINT "Post_authorId_fkey" ", as PostgreSQL would call it by itself.
QString TableParts::keyName(const Columns &columns, const QString &ending) const
{
    if (!m_keyNames || !m_dialect.namesConstraints())
        return {};
    QStringList parts{m_words.names.table(m_id)};
    for (const FieldId id : columns)
        parts.append(m_words.names.column(m_id, id));
    parts.append(ending);
    return u"CONSTRAINT "_s % m_dialect.quoted(m_keyNames->allot(parts.join(u'_'))) % u' ';
}

QString TableParts::columnLine(FieldId id) const
{
    const Field &field = m_model.field(id);
    const ColumnShape &shape = m_words.shapes.of(m_id, id);
    const QString quoted = m_dialect.quoted(m_words.names.column(m_id, id));
    QString line = quoted;
    if (const QString type = m_dialect.columnType(field, shape); !type.isEmpty())
        line += u' ' % type;
    // Of all key columns: SQLite would allow null in a key that is no integer.
    if (field.required || (m_model.keyKind == KeyKind::Primary && m_model.isKey(id)))
        line += u" NOT NULL"_s;
    if (shape.fillsItself)
        line += m_dialect.countingUp();
    if (field.defaultValue)
        if (const auto text = m_dialect.defaultText(m_schema, field, shape))
            line += u" DEFAULT "_s % *text;
    if (const QString comment = columnComment(id); !comment.isEmpty())
        line += m_dialect.inlineComment(comment);
    if (field.type.kind == FieldType::Kind::Enum && !field.type.list)
        if (const EnumType *type = m_schema.enumNamed(field.type.name); type && !type->values.isEmpty())
            if (const QString check = m_dialect.enumCheck(quoted, type->values); !check.isEmpty())
                line += u" CHECK "_s % check;
    return line;
}

QString TableParts::columnDescription(FieldId field) const
{
    QString text = m_model.field(field).description;
    for (const ReferenceId id : m_schema.referencesFrom(m_id)) {
        if (!text.isEmpty() || m_schema.reference(id).columns != Columns{field})
            continue;
        const End &end = m_schema.end(m_schema.keyEnd(id));
        if (!end.relationship.isValid())
            continue;
        const Relationship &relationship = m_schema.relationship(end.relationship);
        if (!relationship.isManyToMany())
            text = relationship.kind == RelationshipKind::OneToOne ? relationship.sourceDescription
                                                                   : relationship.targetDescription;
    }
    return text;
}

QString TableParts::tableComment() const { return m_dialect.commentText(m_model.description, NameOf::Table); }

QString TableParts::columnComment(FieldId field) const
{
    return m_dialect.commentText(columnDescription(field), NameOf::Column);
}

std::pair<TableParts::Columns, TableParts::Columns> TableParts::pairs(const Reference &reference) const
{
    if (!m_dialect.refersInKeyOrder())
        return {reference.columns, reference.referenced};
    const Model &parent = m_schema.model(reference.to);
    std::vector<Columns> keys = ddl::uniqueKeys(m_schema, reference.to);
    keys.insert(keys.begin(), parent.key);
    for (const Index &index : parent.indexes)
        if (index.unique)
            keys.push_back(index.fields);
    for (const Columns &key : keys) {
        if (!std::is_permutation(key.begin(), key.end(), reference.referenced.begin(), reference.referenced.end()))
            continue;
        Columns columns;
        for (const FieldId field : key) {
            const auto at = std::find(reference.referenced.begin(), reference.referenced.end(), field);
            columns.push_back(reference.columns[std::size_t(at - reference.referenced.begin())]);
        }
        return {columns, key};
    }
    return {reference.columns, reference.referenced};
}

QString TableParts::foreignKey(ReferenceId id, bool inCycle) const
{
    const Reference &reference = m_schema.reference(id);
    const auto [columns, referenced] = pairs(reference);
    QString text = keyName(columns, u"fkey"_s) % u"FOREIGN KEY "_s % names(m_id, columns) % u" REFERENCES "_s
        % m_dialect.quoted(m_words.names.table(reference.to)) % u' ' % names(reference.to, referenced);
    if (reference.rule != DeleteRule::SetDefault || m_dialect.canSetDefault())
        text += action(m_schema, id);
    if (inCycle && m_dialect.canDefer())
        text += u" DEFERRABLE"_s;
    return text;
}

// What blocks says NO ACTION, the default: it is judged at the end of a transaction, so that what refers may go in any
// order.
QString TableParts::action(const Schema &schema, ReferenceId id)
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

QString TableParts::createIndex(const Index &index, const QString &name) const
{
    QStringList parts;
    for (const FieldId id : index.fields) {
        const QString quoted = m_dialect.quoted(m_words.names.column(m_id, id));
        const int length = index.unique ? 0 : m_words.shapes.indexedLength(m_id, index.fields, id);
        parts.append(length > 0 ? m_dialect.indexPart(quoted, length) : quoted);
    }
    return (index.unique ? u"CREATE UNIQUE INDEX "_s : u"CREATE INDEX "_s) % m_dialect.quoted(name) % u" ON "_s
        % m_dialect.quoted(m_words.names.table(m_id)) % u" ("_s % parts.join(u", "_s) % u')';
}

} // namespace relata
