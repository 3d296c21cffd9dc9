#include "sql/ddlnames.h"

#include <QCryptographicHash>

namespace relata {

using namespace Qt::StringLiterals;
using NameOf = TableDialect::NameOf;

namespace {

/// Names that can stay as they are come first, so that no other takes them away.
QStringList allotted(const QStringList &wishes, NameAllotter &names)
{
    QStringList result;
    for (const QString &wish : wishes)
        result.append(names.take(wish) ? wish : QString());
    for (qsizetype i = 0; i < wishes.size(); ++i)
        if (result[i].isEmpty())
            result[i] = names.allot(wishes[i]);
    return result;
}

} // namespace

NameAllotter::NameAllotter(const TableDialect &dialect, NameOf of) : m_dialect(dialect), m_of(of)
{
    for (const QString &name : dialect.takenNames(of))
        m_taken.insert(dialect.nameKey(name));
}

bool NameAllotter::take(const QString &name)
{
    const QString key = m_dialect.nameKey(name);
    const bool free = m_dialect.legalName(name) == name && m_dialect.isShort(name, m_of) && !m_taken.contains(key);
    if (free)
        m_taken.insert(key);
    return free;
}

QString NameAllotter::allot(const QString &wish)
{
    const QString legal = m_dialect.legalName(wish);
    QString base = legal;
    if (!m_dialect.isShort(legal, m_of)) {
        const QByteArray mark = QCryptographicHash::hash(wish.toUtf8(), QCryptographicHash::Sha256).toHex().first(8);
        base = shortened(legal, u'_' % QString::fromLatin1(mark));
    }
    QString name = base;
    for (int number = 2; m_taken.contains(m_dialect.nameKey(name)); ++number)
        name = shortened(base, u'_' % QString::number(number));
    m_taken.insert(m_dialect.nameKey(name));
    return name;
}

QString NameAllotter::shortened(const QString &name, const QString &ending) const
{
    QString kept = name;
    while (!kept.isEmpty() && !m_dialect.isShort(kept % ending, m_of))
        kept.chop(kept.back().isLowSurrogate() ? 2 : 1);
    return kept % ending;
}

DdlNames::DdlNames(const Schema &schema, const TableDialect &dialect) : m_schema(schema), m_dialect(dialect)
{
    if (dialect.takesAnyName())
        return;
    QStringList tables;
    for (const Model &model : schema.models)
        tables.append(model.table);
    NameAllotter names(dialect, NameOf::Table);
    m_tables = allotted(tables, names);
    for (const Model &model : schema.models) {
        QStringList columns;
        for (const Field &field : model.fields)
            columns.append(field.column);
        NameAllotter columnNames(dialect, NameOf::Column);
        m_columns.push_back(allotted(columns, columnNames));
    }
}

const QString &DdlNames::table(ModelId model) const
{
    return m_tables.isEmpty() ? m_schema.model(model).table : m_tables[model.value()];
}

const QString &DdlNames::column(ModelId model, FieldId field) const
{
    return m_tables.isEmpty() ? m_schema.field(model, field).column : m_columns[model.index()][field.value()];
}

QStringList DdlNames::notices() const
{
    QStringList result;
    if (m_tables.isEmpty())
        return result;
    for (std::size_t i = 0; i < m_schema.models.size(); ++i) {
        const Model &model = m_schema.models[i];
        if (model.view)
            continue;
        const QString &table = m_tables[int(i)];
        if (table != model.table)
            result.append(u"The table %1 is called %2, because %3 cannot have its name."_s.arg(
                m_dialect.quoted(model.table), m_dialect.quoted(table), m_dialect.productName()));
        for (std::size_t j = 0; j < model.fields.size(); ++j) {
            const Field &field = model.fields[j];
            const QString &column = m_columns[i][int(j)];
            if (field.origin != FieldOrigin::Rowid && column != field.column)
                result.append(u"The column %1.%2 is called %3, because %4 cannot have its name."_s.arg(
                    m_dialect.quoted(model.table), m_dialect.quoted(field.column), m_dialect.quoted(column),
                    m_dialect.productName()));
        }
    }
    return result;
}

} // namespace relata
