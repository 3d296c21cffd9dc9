#pragma once

#include "items/instancetableitemmodel.h"
#include "items/rowreader.h"

#include <QStringList>

namespace relata {

/// Makes tab separated values of rows, their values whole, and puts them on the clipboard when all are there.
/// GUI thread; goes by itself afterwards.
class RowCopy final : public QObject
{
    Q_OBJECT

public:
    /// More than this many characters are refused: a clipboard is no place for them.
    static constexpr qsizetype mostCharacters = 64 * 1024 * 1024;

    /// `head`: names above the columns, or none.
    RowCopy(Session &session, const Query &query, std::vector<InstanceTableItemModel::Column> columns,
            const std::vector<RowRange> &rows, const QStringList &head, QObject *parent);

Q_SIGNALS:
    void failed(const relata::Error &error);

private:
    void take(const std::vector<Row> &rows);
    void addLine(const QStringList &cells);
    [[nodiscard]] QString cell(const InstanceTableItemModel::Column &column, const Row &row) const;

    Session &m_session;
    const Query m_query;
    const std::vector<InstanceTableItemModel::Column> m_columns;
    QString m_text;
    bool m_isEmpty = true;
    RowReader *m_reader;
};

} // namespace relata
