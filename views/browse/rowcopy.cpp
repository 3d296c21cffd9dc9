#include "views/browse/rowcopy.h"

#include "items/valuetext.h"

#include <QApplication>
#include <QClipboard>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace relata {
namespace {

/// A cell's text in a line of tab separated values.
QString tsvCell(QString text)
{
    const bool quoted = text.contains(u'\t') || text.contains(u'\n') || text.contains(u'\r') || text.startsWith(u'"');
    if (!quoted)
        return text;
    text.replace(u"\""_s, u"\"\""_s);
    return u'"' % text % u'"';
}

Query whole(Query query)
{
    query.cutAt = 0;
    return query;
}

} // namespace

RowCopy::RowCopy(Session &session, const Query &query, std::vector<InstanceTableItemModel::Column> columns,
                 const std::vector<RowRange> &rows, const QStringList &head, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_query(whole(query))
    , m_columns(std::move(columns))
    , m_reader(new RowReader(session, m_query, rows, this))
{
    if (!head.isEmpty())
        addLine(head);
    connect(&session, &QObject::destroyed, this, &QObject::deleteLater);
    connect(m_reader, &RowReader::read, this, [this](int, const std::vector<Row> &read) { take(read); });
    connect(m_reader, &RowReader::failed, this, [this](const Error &error) {
        Q_EMIT failed(error);
        deleteLater();
    });
    connect(m_reader, &RowReader::finished, this, [this] {
        QApplication::clipboard()->setText(m_text);
        deleteLater();
    });
    m_reader->start();
}

void RowCopy::take(const std::vector<Row> &rows)
{
    for (const Row &row : rows) {
        QStringList cells;
        for (const auto &column : m_columns)
            cells.append(tsvCell(cell(column, row)));
        addLine(cells);
    }
    if (m_text.size() <= mostCharacters)
        return;
    m_reader->stop();
    Q_EMIT failed({ErrorCode::Unsupported,
                   tr("The chosen rows hold more than %1 million characters, too many to copy. Choose fewer rows, or "
                      "hide the columns that hold long values.")
                       .arg(mostCharacters / 1'000'000),
                   {}});
    deleteLater();
}

void RowCopy::addLine(const QStringList &cells)
{
    if (!std::exchange(m_isEmpty, false))
        m_text += u'\n';
    m_text += cells.join(u'\t');
}

QString RowCopy::cell(const InstanceTableItemModel::Column &column, const Row &row) const
{
    const Schema &schema = m_session.schema();
    if (column.field.isValid())
        return valuetext::edit(schema.field(m_query.model, column.field), row.values[column.field.index()]);
    const auto end = std::find(m_query.ends.begin(), m_query.ends.end(), column.end);
    const Links &links = row.links[static_cast<std::size_t>(end - m_query.ends.begin())];
    return links.count == 0 ? QString() : valuetext::links(schema.end(column.end), links);
}

} // namespace relata
