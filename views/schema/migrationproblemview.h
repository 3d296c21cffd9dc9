#pragma once

#include "data/migration.h"

#include <QTimer>
#include <QWidget>

class QButtonGroup;
class QLineEdit;

namespace relata {

/// One problem of a migration: what stands in the way, some of the rows, and what could be done with them as choices.
/// GUI thread.
class MigrationProblemView final : public QWidget
{
    Q_OBJECT

public:
    /// `plan` is read here and not kept.
    MigrationProblemView(const MigrationPlan &plan, const MigrationProblem &problem, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &problemId, const relata::Remedy &remedy);
    /// Another choice than the one that was made is under way, and cannot be taken as it is.
    void undecided(const QString &problemId);

private:
    void addExamples(const MigrationPlan &plan, const MigrationProblem &problem, class QVBoxLayout *column);
    void addChoices(const MigrationProblem &problem, class QVBoxLayout *column);
    void tell();

    QString m_id;
    Field m_field; ///< whose value "Set them to" takes; after the change
    Schema m_schema;
    QButtonGroup *m_choices;
    QLineEdit *m_value = nullptr;
    class QLabel *m_complaint;
    QTimer m_pause; ///< since the last key
};

} // namespace relata
