#include "sql/ddlbuilder.h"

#include "sql/referencecycles.h"
#include "sql/tableparts.h"

#include <algorithm>
#include <map>
#include <utility>

// All of a schema's statements in their order, and what is to be said about them.
namespace relata::ddl {

using namespace Qt::StringLiterals;
using NameOf = TableDialect::NameOf;

namespace {

/// The table is a database's own: its indexes have the names that it gave them.
bool isDeclared(const Model &model)
{
    return std::any_of(model.fields.begin(), model.fields.end(),
                       [](const Field &field) { return !field.declaredType.isEmpty() || field.anyType; });
}

QString wantedIndexName(const Model &model, const Index &index)
{
    Index named = index;
    if (named.name.startsWith("sqlite_autoindex_"_L1))
        named.name.clear();
    return named.name.isEmpty() || !isDeclared(model) ? indexName(model, named) : named.name;
}

/// One line of a comment, whatever stands in it.
QString commentLine(const QString &text)
{
    QString line = text.simplified();
    return u"-- "_s % line.remove(QChar::Null) % u'\n';
}

class SchemaWriter
{
public:
    SchemaWriter(const Schema &schema, const TableDialect &dialect)
        : m_schema(schema), m_dialect(dialect), m_words(schema, dialect), m_keyNames(dialect, NameOf::Other)
    {
        for (std::size_t i = 0; i < schema.models.size(); ++i)
            if (!schema.models[i].view)
                (void)m_keyNames.take(m_words.names.table(ModelId(int(i))));
    }

    [[nodiscard]] std::vector<Statement> statements()
    {
        eachTable([this](ModelId id) {
            const TableParts parts(m_words, id, &m_keyNames);
            add(parts.table(m_words.names.table(id)));
            for (const Index &index : indexes(m_schema, id))
                add(parts.createIndex(index, m_keyNames.allot(wantedIndexName(m_schema.model(id), index))));
        });
        if (m_dialect.addsForeignKeysLater())
            addForeignKeys();
        eachTable([this](ModelId id) { addComments(id); });
        return std::move(m_statements);
    }

    [[nodiscard]] QStringList notices() const
    {
        QStringList result = m_words.names.notices() + m_words.shapes.notices();
        noteAnyTypes(result);
        eachTable([&](ModelId id) {
            noteDefaults(id, result);
            noteIndexes(id, result);
            noteComments(id, result);
            noteLimits(id, result);
        });
        noteReferences(result);
        return result;
    }

private:
    template<typename Visit>
    void eachTable(Visit visit) const
    {
        for (std::size_t i = 0; i < m_schema.models.size(); ++i)
            if (!m_schema.models[i].view)
                visit(ModelId(int(i)));
    }

    void add(const QString &text) { m_statements.push_back({text, {}}); }

    [[nodiscard]] QString pathOf(ModelId model, FieldId field) const
    {
        return m_schema.model(model).table % u'.' % m_schema.field(model, field).column;
    }

    void addForeignKeys()
    {
        const std::vector<int> cycles = referenceCycles(m_schema, [](ReferenceId) { return true; });
        eachTable([&](ModelId id) {
            const TableParts parts(m_words, id, &m_keyNames);
            QStringList lines;
            for (const ReferenceId reference : m_schema.referencesFrom(id)) {
                const bool inCycle = cycles[id.index()] == cycles[m_schema.reference(reference).to.index()];
                lines.append(u"\n  ADD "_s % parts.foreignKey(reference, inCycle));
            }
            if (!lines.isEmpty())
                add(u"ALTER TABLE "_s % m_dialect.quoted(m_words.names.table(id)) % lines.join(u','));
        });
    }

    void addComments(ModelId id)
    {
        const TableParts parts(m_words, id);
        const QString table = m_dialect.quoted(m_words.names.table(id));
        const auto say = [this](const QString &what, const QString &text) {
            if (text.isEmpty())
                return;
            if (const QString statement = m_dialect.commentStatement(what, text); !statement.isEmpty())
                add(statement);
        };
        say(u"TABLE "_s % table, parts.tableComment());
        const Model &model = m_schema.model(id);
        for (std::size_t i = 0; i < model.fields.size(); ++i)
            if (TableParts::isColumn(model.fields[i]))
                say(u"COLUMN "_s % table % u'.' % m_dialect.quoted(m_words.names.column(id, FieldId(int(i)))),
                    parts.columnComment(FieldId(int(i))));
    }

    void noteAnyTypes(QStringList &notices) const
    {
        QStringList columns;
        eachTable([&](ModelId id) {
            const Model &model = m_schema.model(id);
            for (std::size_t i = 0; i < model.fields.size(); ++i)
                if (m_dialect.keepsTypes() && model.fields[i].anyType
                    && m_words.shapes.of(id, FieldId(int(i))).stored == ScalarType::String)
                    columns.append(pathOf(id, FieldId(int(i))));
        });
        if (!columns.isEmpty())
            notices.append(u"In SQLite these columns hold values of any kind, in %1 texts: %2."_s.arg(
                m_dialect.productName(), columns.join(u", "_s)));
    }

    void noteDefaults(ModelId id, QStringList &notices) const
    {
        const Model &model = m_schema.model(id);
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const Field &field = model.fields[i];
            if (!field.defaultValue || field.defaultValue->isNull()
                || m_dialect.defaultText(m_schema, field, m_words.shapes.of(id, FieldId(int(i)))))
                continue;
            notices.append(u"The default of %1 is left out: its column in %2 cannot hold %3."_s.arg(
                pathOf(id, FieldId(int(i))), m_dialect.productName(), literal(field, *field.defaultValue)));
        }
    }

    void noteIndexes(ModelId id, QStringList &notices) const
    {
        const Model &model = m_schema.model(id);
        if (!isDeclared(model))
            return;
        for (const Index &index : indexes(m_schema, id)) {
            if (index.name.isEmpty() || index.name.startsWith("sqlite_autoindex_"_L1))
                continue;
            if (!NameAllotter(m_dialect, NameOf::Other).take(index.name))
                notices.append(u"The index %1 has another name, because %2 cannot have it."_s.arg(
                    m_dialect.quoted(index.name), m_dialect.productName()));
        }
    }

    void noteComments(ModelId id, QStringList &notices) const
    {
        const TableParts parts(m_words, id);
        const Model &model = m_schema.model(id);
        const auto note = [&](const QString &path, const QString &comment, const QString &description) {
            if (comment != description)
                notices.append(u"The description of %1 reads otherwise in %2, which cannot hold all of it."_s.arg(
                    path, m_dialect.productName()));
        };
        note(model.table, parts.tableComment(), model.description);
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const FieldId field{int(i)};
            note(pathOf(id, field), parts.columnComment(field), parts.columnDescription(field));
        }
    }

    /// The script says it all the same: whoever runs it knows what to leave out.
    void noteLimits(ModelId id, QStringList &notices) const
    {
        const Model &model = m_schema.model(id);
        const TableDialect::TableLimits limits = m_dialect.tableLimits();
        const auto note = [&](std::size_t count, int most, const QString &things) {
            if (count > std::size_t(most))
                notices.append(u"%1 has %2 %3, more than the %4 that %5 takes: it will be refused."_s.arg(
                    model.table, QString::number(count), things, QString::number(most), m_dialect.productName()));
        };
        std::vector<std::vector<FieldId>> keys = uniqueKeys(m_schema, id);
        for (const Index &index : indexes(m_schema, id))
            keys.push_back(index.fields);
        if (model.keyKind == KeyKind::Primary)
            keys.push_back(model.key);
        note(model.fields.size(), limits.columns, u"columns"_s);
        note(keys.size(), limits.keys, u"keys and indexes"_s);
        for (const auto &key : keys)
            note(key.size(), limits.keyColumns, u"columns in one key"_s);
    }

    void noteReferences(QStringList &notices) const
    {
        for (const Reference &reference : m_schema.references)
            if (reference.rule == DeleteRule::SetDefault && !m_dialect.canSetDefault())
                notices.append(u"%1 has no SET DEFAULT: what %2 refers to cannot be deleted there."_s.arg(
                    m_dialect.productName(), pathOf(reference.from, reference.columns.front())));
        if (!m_dialect.addsForeignKeysLater() || m_dialect.canDefer())
            return;
        const std::vector<int> cycles =
            referenceCycles(m_schema, [this](ReferenceId id) { return m_schema.isRequired(id); });
        std::map<int, QStringList> members;
        eachTable([&](ModelId id) { members[cycles[id.index()]].append(m_schema.model(id).table); });
        for (const auto &[cycle, tables] : members)
            if (tables.size() > 1)
                notices.append(u"%1 need each other, and %2 checks every row at once: set foreign_key_checks to 0 to "
                               "put the first ones in."_s.arg(tables.join(u", "_s), m_dialect.productName()));
    }

    const Schema &m_schema;
    const TableDialect &m_dialect;
    DdlWords m_words;
    NameAllotter m_keyNames;
    std::vector<Statement> m_statements;
};

} // namespace

std::vector<Statement> create(const Schema &schema, const TableDialect &dialect)
{
    return SchemaWriter(schema, dialect).statements();
}

SchemaScript script(const Schema &schema, const TableDialect &dialect, const QStringList &leftOut)
{
    SchemaWriter writer(schema, dialect);
    SchemaScript result;
    result.notices = leftOut + writer.notices();
    if (!result.notices.isEmpty())
        result.text += commentLine(u"Left out, or otherwise in %1:"_s.arg(dialect.productName()));
    for (const QString &notice : std::as_const(result.notices))
        result.text += commentLine(notice);
    result.text += dialect.scriptHead();
    for (const Statement &statement : writer.statements())
        result.text += statement.text % u";\n"_s;
    result.text += dialect.scriptTail();
    return result;
}

} // namespace relata::ddl
