#include "views/schema/migrationproblemview.h"

#include "items/valuetext.h"
#include "schema/types.h"
#include "views/parts/relatastyle.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace relata {

using namespace Qt::StringLiterals;
using type::px;

namespace {

/// After so many ms without a key, what stands there is meant.
constexpr int pauseLength = 500;

QString remedyText(Remedy::Kind kind, const MigrationProblem &problem)
{
    switch (kind) {
    case Remedy::Kind::SetValue:
        return MigrationProblemView::tr("Set them to");
    case Remedy::Kind::Clear:
        return MigrationProblemView::tr("Set them to null");
    case Remedy::Kind::DeleteInstances:
        return MigrationProblemView::tr("Delete these %1").arg(valuetext::instances(problem.count, -1, false, false));
    case Remedy::Kind::KeepFirst:
        return MigrationProblemView::tr("Keep the first of each, clear the others");
    case Remedy::Kind::KeepAsText:
        return MigrationProblemView::tr("Leave it as text (String)");
    case Remedy::Kind::DropObject:
        return MigrationProblemView::tr("Drop the %1").arg(problem.object);
    }
    Q_UNREACHABLE();
}

} // namespace

MigrationProblemView::MigrationProblemView(const MigrationPlan &plan, const MigrationProblem &problem, QWidget *parent)
    : QWidget(parent)
    , m_id(problem.id)
    , m_schema(plan.to)
    , m_choices(new QButtonGroup(this))
    , m_complaint(new QLabel(this))
{
    const Difference &difference = plan.steps[problem.difference].difference;
    if (difference.toModel.isValid() && difference.toField.isValid())
        m_field = plan.to.field(difference.toModel, difference.toField);

    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseLength);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(px(8));
    auto *words = new QLabel(problem.words, this);
    words->setWordWrap(true);
    column->addWidget(words);
    if (!problem.examples.empty())
        addExamples(plan, problem, column);
    addChoices(problem, column);
    m_complaint->setWordWrap(true);
    m_complaint->setForegroundRole(QPalette::BrightText);
    m_complaint->hide();
    column->addWidget(m_complaint);
}

void MigrationProblemView::addExamples(const MigrationPlan &plan, const MigrationProblem &problem, QVBoxLayout *column)
{
    auto *table = new QTableWidget(static_cast<int>(problem.examples.size()), 2, this);
    table->setAccessibleName(tr("Rows in question"));
    const QString model = problem.model.isValid() ? plan.from.model(problem.model).name : tr("instance");
    const QString field = problem.field.isValid() ? plan.from.field(problem.model, problem.field).name : tr("value");
    table->setHorizontalHeaderLabels({model, tr("%1 now").arg(field)});
    for (int row = 0; row < table->rowCount(); ++row) {
        const MigrationProblem::Example &example = problem.examples[static_cast<std::size_t>(row)];
        table->setItem(row, 0, new QTableWidgetItem(example.instance.label));
        table->setItem(row, 1, new QTableWidgetItem(example.value.isEmpty() ? tr("null") : example.value));
    }
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setMinimumSectionSize(px(20));
    table->verticalHeader()->setDefaultSectionSize(px(26));
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    table->setColumnWidth(0, px(220));
    const int rows = qMin(6, table->rowCount());
    table->setFixedHeight(px(28) + rows * px(26) + px(4));
    column->addWidget(table);
    const auto shown = static_cast<qint64>(problem.examples.size());
    if (problem.count > shown) {
        auto *more = new QLabel(tr("and %1 more").arg(valuetext::number(problem.count - shown)), this);
        more->setForegroundRole(QPalette::PlaceholderText);
        column->addWidget(more);
    }
}

void MigrationProblemView::addChoices(const MigrationProblem &problem, QVBoxLayout *column)
{
    if (problem.offered.empty()) {
        auto *none =
            new QLabel(tr("This change cannot be made with these rows. Take it back, or mend the rows first."), this);
        none->setWordWrap(true);
        column->addWidget(none);
        return;
    }
    auto *question =
        new QLabel(problem.count == 1 ? tr("What should happen to it?") : tr("What should happen to them?"), this);
    question->setFont(type::strong());
    column->addWidget(question);
    for (const Remedy::Kind kind : problem.offered) {
        auto *choice = new QRadioButton(remedyText(kind, problem), this);
        m_choices->addButton(choice, static_cast<int>(kind));
        choice->setObjectName(u"remedy%1 %2"_s.arg(static_cast<int>(kind)).arg(m_id));
        choice->setChecked(problem.chosen && problem.chosen->kind == kind);
        if (kind != Remedy::Kind::SetValue) {
            column->addWidget(choice);
            continue;
        }
        m_value = new QLineEdit(this);
        m_value->setObjectName(u"remedyValue "_s % m_id);
        m_value->setAccessibleName(tr("Value to set"));
        m_value->setPlaceholderText(types::rule(m_schema, m_field.type));
        m_value->setMinimumWidth(px(180));
        if (choice->isChecked())
            m_value->setText(valuetext::edit(m_field, problem.chosen->value));
        auto *row = new QHBoxLayout;
        row->addWidget(choice);
        row->addWidget(m_value);
        row->addStretch(1);
        column->addLayout(row);
        connect(m_value, &QLineEdit::textEdited, choice, [this, choice] {
            choice->setChecked(true);
            m_pause.start();
            Q_EMIT undecided(m_id);
        });
        // What was told already is not told again by leaving: the very press of Apply leaves it.
        connect(m_value, &QLineEdit::editingFinished, this, [this] {
            if (m_pause.isActive())
                tell();
        });
    }
    connect(m_choices, &QButtonGroup::idClicked, this, &MigrationProblemView::tell);
    connect(&m_pause, &QTimer::timeout, this, &MigrationProblemView::tell);
    // What the choice comes to, or why it cannot be had.
    const QString answer = problem.deletes ? problem.deletes->words : problem.refusal;
    if (answer.isEmpty())
        return;
    auto *words = new QLabel(answer, this);
    words->setObjectName(u"migrationConsequence"_s);
    words->setAccessibleName(answer);
    words->setWordWrap(true);
    words->setForegroundRole(QPalette::BrightText);
    column->addWidget(words);
}

void MigrationProblemView::tell()
{
    m_pause.stop();
    Remedy remedy;
    remedy.kind = static_cast<Remedy::Kind>(m_choices->checkedId());
    m_complaint->hide();
    if (m_value)
        setInvalid(m_value, false);
    if (remedy.kind == Remedy::Kind::SetValue) {
        if (m_value->text().isEmpty()) {
            m_value->setFocus(Qt::OtherFocusReason);
            Q_EMIT undecided(m_id);
            return;
        }
        const auto value = valuetext::parse(m_schema, m_field, m_value->text());
        if (!value) {
            setInvalid(m_value, true);
            m_complaint->setText(value.error().message);
            m_complaint->show();
            Q_EMIT undecided(m_id);
            return;
        }
        remedy.value = *value;
    }
    Q_EMIT chosen(m_id, remedy);
}

} // namespace relata
