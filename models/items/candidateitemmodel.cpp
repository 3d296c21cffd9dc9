#include "items/candidateitemmodel.h"

#include <QStringList>

#include <utility>

namespace relata {

using namespace Qt::StringLiterals;

CandidateItemModel::CandidateItemModel(Session &session, EndId end, Key key, QObject *parent)
    : QAbstractListModel(parent), m_session(&session), m_end(end), m_key(std::move(key))
{
    connect(&session, &QObject::destroyed, this, [this] {
        m_session = nullptr;
        ++m_search;
        m_ticket = 0;
    });
}

void CandidateItemModel::search(const QString &text)
{
    if (!m_session)
        return;
    m_text = text;
    if (m_ticket != 0)
        m_session->cancel(m_ticket);
    m_ticket = m_session->candidates(m_end, m_key, text, this, [this, search = ++m_search](const auto &found) {
        if (search != m_search)
            return;
        m_ticket = 0;
        if (!found) {
            Q_EMIT failed(found.error());
            return;
        }
        beginResetModel();
        m_candidates = *found;
        endResetModel();
        Q_EMIT searched();
    });
}

int CandidateItemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_candidates.size());
}

QVariant CandidateItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Session::Candidate &found = candidate(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case LabelRole:
        return found.instance.label;
    case Qt::AccessibleTextRole:
        return spoken(found);
    case KeyRole:
        return QVariant::fromValue(found.instance.key);
    case ModelRole:
        return QVariant::fromValue(found.instance.model);
    case DetailsRole:
        return found.details;
    case TakenRole:
        return found.holder ? QVariant::fromValue(*found.holder) : QVariant();
    case LinkedRole:
        return found.linked;
    default:
        return {};
    }
}

QString CandidateItemModel::spoken(const Session::Candidate &candidate) const
{
    QStringList parts{candidate.instance.label};
    parts += candidate.details;
    if (candidate.linked)
        parts.append(tr("linked now"));
    else if (candidate.holder)
        parts.append(tr("taken by “%1”").arg(candidate.holder->label));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace relata
