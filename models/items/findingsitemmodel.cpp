#include "items/findingsitemmodel.h"

#include <algorithm>

namespace relata {

using namespace Qt::StringLiterals;

void FindingsItemModel::show(std::vector<Finding> findings)
{
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding &a, const Finding &b) { return a.severity > b.severity; });
    syncRows(std::move(findings));
}

QString FindingsItemModel::word(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Note:
        return tr("Note");
    case Finding::Severity::Warning:
        return tr("Warning");
    case Finding::Severity::Error:
        return tr("Error");
    }
    Q_UNREACHABLE();
}

QVariant FindingsItemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding &finding = row(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return finding.sentence;
    case Qt::AccessibleTextRole:
        return QString(word(finding.severity) % u": "_s % finding.sentence);
    case SeverityRole:
        return static_cast<int>(finding.severity);
    default:
        return {};
    }
}

} // namespace relata
